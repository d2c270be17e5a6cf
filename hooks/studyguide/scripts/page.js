/* Small helpers for the page: make elements, say things to screen readers, ask before acting. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const Ours = /** @type {Page["Ours"]} */ (HTMLElement);
  /** What of the theme's page scripts ask for; another theme begins here. */
  const THEME = {
    header: ".md-header__inner",
    content: ".md-content .md-typeset",
    menu: ".md-nav--primary",
    pages: ".md-nav--primary a.md-nav__link",
    openers: ".md-nav--primary label.md-nav__link",
    backs: ".md-nav--primary label.md-nav__title[for]",
    drawer: "#__drawer",
    article: ".md-content",
    scrolls: ".md-typeset__scrollwrap",
    config: () => JSON.parse(document.getElementById("__config")?.textContent ?? '{"base": "."}'),
  };
  let made = 0;
  /** @type {HTMLElement | null} */
  let voice = null;

  /** A new element; what is no attribute is set as a property, `on…` takes a listener.
   * @type {Page["el"]} */
  function el(tag, settings = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
      else if (name.includes("-") || name === "for" || name === "role") node.setAttribute(name, String(value));
      else Object.assign(node, { [name]: value });
    }
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  /** @type {Page["button"]} */
  function button(words, onclick, main = false) {
    return el("button", {
      type: "button",
      className: main ? "sg-button sg-button-main" : "sg-button",
      onclick,
    }, words);
  }

  /** The element that the page has there; an error says which it lacks.
   * @type {Page["one"]} */
  function one(root, selector) {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return /** @type {any} */ (found);
  }

  /** @type {Page["all"]} */
  const all = (root, selector) => /** @type {any} */ ([...root.querySelectorAll(selector)]);

  /** The clock on the wall, as if it were that of UTC: what its ISO form begins with is the reader's date. */
  function local() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000);
  }

  function uid() {
    made += 1;
    return `sg-play-${made}`;
  }

  /** The words of an element on one line, without its citations and without signs of ours.
   * @type {Page["words"]} */
  function words(node) {
    const copy = /** @type {HTMLElement} */ (node.cloneNode(true));
    for (const aside of copy.querySelectorAll(".sg-cite, .sg-box, .sg-rule, .sg-mark, .headerlink")) aside.remove();
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  }

  /** The same with a dot after the letter or number that it begins with, or without that letter.
   * @type {Page["entry"]} */
  function entry(node, lettered = true) {
    const copy = /** @type {HTMLElement} */ (node.cloneNode(true));
    for (const letter of copy.querySelectorAll(".sg-letter")) {
      letter.replaceWith(lettered ? `${(letter.textContent ?? "").trim()}. ` : "");
    }
    return words(copy);
  }

  /** Say something in a polite live region.
   * @type {Page["say"]} */
  function say(text) {
    const live = voice ?? el("div", { className: "sg-voice", role: "status", "aria-live": "polite" });
    if (!voice) document.body.append(live);
    voice = live;
    live.textContent = "";
    window.setTimeout(() => { live.textContent = text; }, 60);
  }

  /** @type {Page["copy"]} */
  async function copy(text, button, shown) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (shown instanceof HTMLInputElement) shown.select();
      else window.getSelection()?.selectAllChildren(shown);
      if (!document.execCommand("copy")) {
        say(_("The text is selected: copy it with your keyboard."));
        return;
      }
    }
    say(_("Copied."));
    const before = button.dataset.words ?? button.textContent ?? "";
    button.dataset.words = before;
    button.textContent = _("Copied ✓");
    window.setTimeout(() => { button.textContent = before; }, 3000);
  }

  /** Ask in a dialog that begins at the `main` choice; gives the name of the choice, if one was made.
   * @type {Page["ask"]} */
  function ask(title, text, choices, main) {
    const id = uid();
    const dialog = el("dialog", { className: "sg-dialog", "aria-labelledby": id },
      el("p", { className: "sg-dialog-title", id }, title), el("p", {}, text));
    const row = el("div", { className: "sg-actions" });
    for (const [name, label] of Object.entries(choices)) {
      const choice = button(label, () => dialog.close(name), name === main);
      choice.autofocus = name === main;
      row.append(choice);
    }
    dialog.append(row);
    const content = document.querySelector(THEME.content) ?? document.body;
    content.append(dialog);
    return new Promise((done) => {
      dialog.addEventListener("close", () => {
        dialog.remove();
        done(dialog.returnValue);
      });
      dialog.showModal();
    });
  }

  Object.assign(window.studyguide, { page: { THEME, Ours, el, button, one, all, local, uid, words, entry, say, copy, ask } });
})();
