/* The panel behind “Aa”: size, spacing and letters, kept in this browser. And what a page printed
   from the browser shows: no answer that the reader has not opened. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { store, page } = window.studyguide;
  const { el, button, all, one, uid } = page;
  /** @type {Record<string, [title: string, values: Record<string, string>]>} */
  const CHOICES = {
    size: [_("Text size"), { "": "100 %", 115: "115 %", 130: "130 %", 150: "150 %", 175: "175 %" }],
    lines: [_("Space between lines"), { "": _("Normal"), wide: _("Wide"), wider: _("Wider") }],
    letters: [_("Space between letters"), { "": _("Normal"), wide: _("Wide") }],
    font: [_("Letters"), { "": _("This guide’s"), serif: _("With serifs"), device: _("This device’s") }],
  };
  const guide = all(document, "script[data-guide]")[0]?.dataset.guide;
  const place = all(document, page.THEME.header)[0];
  const [open] = all(document, ".sg-comfort-open");
  const root = document.documentElement;

  /** What the reader has chosen; all empty for the guide as it is made.
   * @returns {Record<string, string>} */
  const chosen = () => store.read(`${guide}:comfort`) ?? {};

  /** @param {Record<string, string>} changes */
  function choose(changes) {
    const all = { ...chosen(), ...changes };
    const kept = Object.entries(all).filter(([, value]) => value);
    store.write(`${guide}:comfort`, kept.length ? Object.fromEntries(kept) : null);
    show();
  }

  function show() {
    const now = chosen();
    for (const key of Object.keys(CHOICES)) {
      if (now[key]) root.setAttribute(`data-sg-${key}`, now[key]);
      else root.removeAttribute(`data-sg-${key}`);
    }
    for (const input of /** @type {HTMLInputElement[]} */ (all(document, ".sg-comfort input"))) {
      input.checked = input.value === (now[input.dataset.key ?? ""] ?? "");
    }
  }

  /** @param {string} key @param {[title: string, values: Record<string, string>]} choice */
  function fieldset(key, [title, values]) {
    const name = uid();
    const rows = Object.entries(values).sort(([a], [b]) => Number(a !== "") - Number(b !== ""));
    return el("fieldset", {}, el("legend", {}, title), ...rows.map(([value, label]) => el("label", {},
      el("input", {
        type: "radio", name, value, "data-key": key, onchange: () => choose({ [key]: value }),
      }), label)));
  }

  function makePanel() {
    const id = uid();
    const lasting = store.lasts ? _("Kept in this browser.") : _("This browser forgets this when you leave the page.");
    const normal = Object.fromEntries(Object.keys(CHOICES).map((key) => [key, ""]));
    const panel = el("div", {
      className: "sg-comfort md-typeset", id, hidden: true, role: "group", "aria-label": _("Reading settings"),
    }, ...Object.entries(CHOICES).map(([key, choice]) => fieldset(key, choice)),
      el("div", { className: "sg-actions" },
        button(_("Back to normal"), () => choose(normal)),
        button(_("Done"), () => turn(false), true)),
      el("p", { className: "sg-instruction" }, lasting));
    const turn = (/** @type {boolean} */ visible) => {
      panel.hidden = !visible;
      open.setAttribute("aria-expanded", String(visible));
      (visible ? one(panel, "input:checked") : open).focus();
    };
    panel.addEventListener("keydown", (event) => event.key === "Escape" && turn(false));
    document.addEventListener("pointerdown", (event) => {
      if (!panel.hidden && !event.composedPath().some((node) => node === panel || node === open)) {
        panel.hidden = true;
        open.setAttribute("aria-expanded", "false");
      }
    });
    open.setAttribute("aria-controls", id);
    open.addEventListener("click", () => turn(Boolean(panel.hidden)));
    place.parentElement?.append(panel);
    show();
    store.watch(`${guide}:comfort`, show);
  }

  // The theme opens everything that is folded when the page is printed.
  document.addEventListener("toggle", ({ target }) => {
    if (window.matchMedia("print").matches || !(target instanceof HTMLDetailsElement)) return;
    target.toggleAttribute("data-shown", target.open);
  }, true);

  if (guide && place && open) makePanel();
})();
