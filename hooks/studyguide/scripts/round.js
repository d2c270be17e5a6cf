/* A round of cards: one after the other, on a stage that fills the screen and keeps its place. What
   was not known comes again at the end. A round that `learns` moves cards through the boxes; one that
   goes through a pack again leaves them alone. Questions are answered where they stand, in a quiz. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { store, page, study } = window.studyguide;
  const { el, button, one, all, words } = page;

  /** What there is to ask: the cards and the questions that the page lists, by their ids.
   * @returns {Map<string, Item>} */
  function known() {
    const found = new Map();
    for (const fold of all(document, "sg-cards [data-card]")) {
      const front = one(fold, "summary");
      const back = one(fold, ".sg-card-back");
      found.set(fold.dataset.card, { id: fold.dataset.card, front, back, name: words(front) });
    }
    for (const row of all(document, "sg-due [data-card]")) {
      const id = row.dataset.card;
      const link = /** @type {HTMLAnchorElement} */ (one(row, "a"));
      const { quiz, name: of } = /** @type {Ours} */ (row.closest("[data-quiz]")).dataset;
      if (!found.has(id)) found.set(id, { id, link, quiz, of, name: words(link) });
    }
    return found;
  }

  /** The items one by one, but the questions of a quiz together, where the first of them stands.
   * @param {Item[]} items @returns {Item[][]} */
  function gathered(items) {
    /** @type {Map<string, Item[]>} */
    const groups = new Map();
    for (const item of items) {
      const name = item.link ? `quiz ${item.quiz}` : `card ${item.id}`;
      groups.set(name, [...(groups.get(name) ?? []), item]);
    }
    return [...groups.values()];
  }

  /** Let a quiz ask these questions alone, without the old answers, when the reader comes there.
   * @param {string} guide @param {Item[]} items */
  function ask(guide, items) {
    const name = `${guide}:quiz:${items[0].quiz}`;
    for (const { id } of items) store.write(`${guide}:item:${id}`, null);
    store.write(name, { t: {}, d: 0, ...store.read(name), m: "practice", o: items.map(({ id }) => id) });
  }

  /** A link to the questions of a quiz, which asks them anew.
   * @type {Rounds["askLink"]} */
  function askLink(guide, items, words) {
    const href = items[0].link?.href ?? "";
    return el("a", { href, onclick: () => ask(guide, items) }, words);
  }

  /** @param {Item[]} items */
  function shuffled(items) {
    const left = [...items];
    return items.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
  }

  /** @param {Element | null | undefined} node */
  const copies = (node) => [...(node?.childNodes ?? [])].map((child) => child.cloneNode(true));

  /** The meaning of a card without the word that it is for, nor a part of a name.
   * @param {Item} item */
  function meaning(item) {
    const copy = el("div", { className: "sg-card-front sg-asks-meaning" }, ...copies(item.back?.querySelector(".sg-card-meaning")));
    for (const cite of all(copy, ".sg-cite, .sg-together > sup")) cite.remove();
    const parts = [item.name, ...item.name.split(/[\s,.()“”"']+/).filter((part) => /^\p{Lu}.{2}/u.test(part))];
    const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const name = new RegExp(`(?<!\\p{L})(?:${escaped.join("|")})(?!\\p{L})`, "giu");
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      text.nodeValue = (text.nodeValue ?? "").replace(name, "____");
    }
    return copy;
  }

  class Round {
    knew = 0;
    /** @type {HTMLElement} */ actions;
    /** @type {HTMLElement} */ face;
    /** @type {HTMLButtonElement | undefined} */ no;
    /** @type {HTMLButtonElement | undefined} */ yes;

    /** @param {string} guide @param {string[]} ids @param {HTMLElement} place
     * @param {(said: string) => void} done @param {{ learns?: boolean }} [how] */
    constructor(guide, ids, place, done, { learns = true } = {}) {
      this.guide = guide;
      this.place = place;
      this.done = done;
      this.learns = learns;
      const { side, order } = study.ways(guide, "cards");
      this.turned = side === "meaning";
      const items = known();
      const found = ids.flatMap((id) => items.get(id) ?? []);
      this.queue = gathered(order === "shuffled" ? shuffled(found) : found);
      this.again = new Set();
      this.tool = /** @type {HTMLElement} */ (place.parentElement);
      this.tool.classList.add("sg-in-round");
      this.place.onkeydown = (event) => this.key(event);
      this.show();
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      const pressed = event.key === "ArrowLeft" ? this.no : event.key === "ArrowRight" ? this.yes : null;
      if (!pressed?.isConnected) return;
      event.preventDefault();
      pressed.click();
    }

    show() {
      const [items] = this.queue;
      if (!items) {
        this.finish();
        return;
      }
      const left = this.queue.length;
      const count = el("p", { className: "sg-instruction" }, left === 1 ? _("The last one") : ngettext("%(n)s to go", "%(n)s to go", left));
      const stop = button(_("Stop"), () => this.finish());
      stop.classList.add("sg-button-quiet");
      this.actions = el("div", { className: "sg-actions" });
      this.face = el("div", { className: "sg-face", tabIndex: -1 });
      const bar = el("div", { className: "sg-round-bar" }, count, stop);
      this.place.replaceChildren(bar, this.face, this.actions);
      if (items[0].link) this.questions(items);
      else this.front(items[0]);
    }

    /** Every card begins at the same place, whatever the one before it has scrolled.
     * @param {HTMLElement} focus */
    bring(focus) {
      focus.focus({ preventScroll: true });
      this.place.scrollIntoView({ block: "start", behavior: "instant" });
    }

    /** @param {Item} item */
    word(item) {
      return el("p", { className: "sg-card-front" }, ...copies(item.front));
    }

    /** @param {Item} item */
    front(item) {
      this.face.append(this.turned ? meaning(item) : this.word(item));
      const turn = button(_("Turn over"), () => this.turn(item), true);
      this.actions.append(turn);
      this.bring(turn);
    }

    /** @param {Item} item */
    turn(item) {
      if (this.turned) this.face.replaceChildren(this.word(item));
      this.face.append(el("div", { className: "sg-card-back" }, ...copies(item.back)));
      this.no = button(_("Not yet"), () => this.answer(item, false));
      this.yes = button(_("I knew it"), () => this.answer(item, true), true);
      this.actions.replaceChildren(this.no, this.yes);
      this.actions.before(el("p", { className: "sg-instruction sg-keys" },
        _("Keys: left arrow for “not yet”, right arrow for “I knew it”.")));
      this.bring(this.face);
    }

    /** @param {Item} item @param {boolean} knew */
    answer(item, knew) {
      const asked = this.queue.splice(0, 1);
      if (this.learns && !this.again.has(item.id)) study.learn(this.guide, item.id, knew, true);
      if (knew) this.knew += 1;
      else {
        this.again.add(item.id);
        this.queue.push(...asked);
      }
      this.show();
    }

    /** Questions are answered where they stand: there they are asked alone, without the old answers.
     * @param {Item[]} items */
    questions(items) {
      const stems = items.map((item) => el("li", { className: "sg-stem" }, item.name));
      const title = ngettext("A question you missed", "%(n)s questions you missed", items.length);
      this.face.append(el("p", { className: "sg-label" }, title), el("ul", { className: "sg-stems" }, ...stems));
      const go = askLink(this.guide, items, items.length === 1 ? _("Answer it in the quiz") : _("Answer them in the quiz"));
      go.className = "sg-button sg-button-main";
      const later = button(_("Later"), () => {
        this.queue.shift();
        this.show();
      });
      this.actions.append(later, go);
      this.bring(go);
    }

    finish() {
      const stopped = this.learns ? _("Stopped. What is left stays due.") : _("Stopped.");
      const text = this.queue.length ? stopped : _("That was all of them.");
      this.place.replaceChildren();
      this.tool.classList.remove("sg-in-round");
      const known = this.knew ? ngettext("%(n)s card known.", "%(n)s cards known.", this.knew) : "";
      this.done([known, text].filter(Boolean).join(" "));
    }
  }

  Object.assign(window.studyguide, { rounds: { Round, known, gathered, askLink } });
})();
