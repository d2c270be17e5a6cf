/* The page to study with: <sg-due> asks what is due, <sg-cards> deals new cards, <sg-progress> ticks
   off, <sg-kept> shows what is stored. Without this script the cards are a list to open one by one. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { store, page, study } = window.studyguide;
  const { el, button, one, all, words } = page;
  const NEW_CARDS = 10;
  /** @typedef {{ id: string, name: string, front?: Ours, back?: Ours, link?: HTMLAnchorElement, quiz?: string }} Item
   * @typedef {Ours & { start: HTMLButtonElement, told: HTMLElement }} Deck
   * @typedef {Ours & { done: boolean, note: HTMLElement }} Step a page, a scene or a quiz on the way */

  /** @param {number} count */
  const cardsIn = (count) => ngettext("%(n)s card", "%(n)s cards", count);

  /* ---- A round of cards ------------------------------------------------------------------- */

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
      const { quiz } = /** @type {Ours} */ (row.closest("[data-quiz]")).dataset;
      if (!found.has(id)) found.set(id, { id, link, quiz, name: words(link) });
    }
    return found;
  }

  /** Cards and questions one after the other; what was not known comes again at the end. */
  class Round {
    knew = 0;
    /** @type {HTMLElement} */ actions;
    /** @type {HTMLElement} */ face;
    /** @type {HTMLButtonElement | undefined} */ no;
    /** @type {HTMLButtonElement | undefined} */ yes;

    /** @param {string} guide @param {string[]} ids @param {HTMLElement} place
     * @param {(said: string) => void} done */
    constructor(guide, ids, place, done) {
      this.guide = guide;
      this.place = place;
      this.done = done;
      this.items = known();
      this.queue = ids.filter((id) => this.items.has(id));
      this.again = new Set();
      this.place.addEventListener("keydown", (event) => this.key(event));
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
      const item = this.items.get(this.queue[0]);
      if (!item) {
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
      if (item.link) this.question(item, item.link);
      else this.front(item);
    }

    /** @param {Item} item */
    front(item) {
      this.face.append(el("p", { className: "sg-card-front" }, ...copies(item.front)));
      const turn = button(_("Turn over"), () => this.turn(item), true);
      this.actions.append(turn);
      turn.focus();
    }

    /** @param {Item} item */
    turn(item) {
      this.face.append(el("div", { className: "sg-card-back" }, ...copies(item.back)));
      this.no = button(_("Not yet"), () => this.answer(item, false));
      this.yes = button(_("I knew it"), () => this.answer(item, true), true);
      this.actions.replaceChildren(this.no, this.yes);
      this.actions.after(el("p", { className: "sg-instruction sg-keys" },
        _("Keys: left arrow for “not yet”, right arrow for “I knew it”.")));
      this.face.focus();
    }

    /** @param {Item} item @param {boolean} knew */
    answer(item, knew) {
      this.queue.shift();
      if (!this.again.has(item.id)) study.learn(this.guide, item.id, knew, true);
      if (knew) this.knew += 1;
      else {
        this.again.add(item.id);
        this.queue.push(item.id);
      }
      this.show();
    }

    /** A question is answered where it stands: there it is asked alone, without the old answer.
     * @param {Item} item @param {HTMLAnchorElement} link */
    question(item, link) {
      this.face.append(el("p", { className: "sg-label" }, _("A question you missed")),
        el("p", { className: "sg-stem" }, item.name));
      const go = el("a", { className: "sg-button sg-button-main", href: link.href }, _("Answer it in the quiz"));
      go.addEventListener("click", () => ask(this.guide, item));
      const later = button(_("Later"), () => {
        this.queue.shift();
        this.show();
      });
      this.actions.append(later, go);
      go.focus();
    }

    finish() {
      const text = this.queue.length ? _("Stopped. What is left stays due.") : _("That was all of them.");
      this.place.replaceChildren();
      const known = this.knew ? ngettext("%(n)s card known.", "%(n)s cards known.", this.knew) : "";
      this.done([known, text].filter(Boolean).join(" "));
    }
  }

  /** @param {Ours | undefined} node */
  const copies = (node) => [...(node?.childNodes ?? [])].map((child) => child.cloneNode(true));

  /** @param {string} guide @param {Item} item */
  function ask(guide, { id, quiz }) {
    const name = `${guide}:quiz:${quiz}`;
    store.write(`${guide}:item:${id}`, null);
    store.write(name, { t: {}, d: 0, ...store.read(name), m: "practice", o: [id] });
  }

  /* ---- What is due, and new cards --------------------------------------------------------- */

  class Due extends page.Ours {
    /** @type {HTMLElement} */ lists;
    /** @type {HTMLElement} */ text;
    /** @type {HTMLElement} */ list;
    /** @type {HTMLElement} */ place;
    /** @type {HTMLElement} */ lasting;
    /** @type {HTMLButtonElement} */ start;

    connectedCallback() {
      if (this.text) return;
      this.lists = el("div", { hidden: true }, ...this.childNodes);
      this.text = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.list = el("ul", { className: "sg-due-list" });
      this.place = el("div", { className: "sg-round" });
      this.start = button(_("Start"), () => this.begin(), true);
      this.lasting = el("p", { className: "sg-warning", hidden: true },
        _("This browser keeps nothing for this page, or has no room left: what you do here is forgotten when you leave. A private window does that too."));
      const actions = el("div", { className: "sg-actions" }, this.start);
      this.append(this.lasting, this.text, this.list, actions, this.place, this.lists);
      // The cards stand further down the page, and come later.
      queueMicrotask(() => this.show());
      document.addEventListener("sg-learned", () => this.show());
    }

    get waiting() {
      const items = known();
      return study.due(this.dataset.guide).flatMap((id) => items.get(id) ?? []);
    }

    show(said = "") {
      const waiting = this.waiting;
      const questions = waiting.filter((item) => item.link);
      const cards = waiting.length - questions.length;
      const asked = questions.length;
      this.text.textContent = [said, this.toDo(cards, asked) || this.rest()].filter(Boolean).join(" ");
      this.list.replaceChildren(...waiting.slice(0, 12).map((item) => el("li", {}, item.name)));
      if (waiting.length > 12) this.list.append(el("li", {}, ngettext("and %(n)s more", "and %(n)s more", waiting.length - 12)));
      this.list.hidden = !waiting.length;
      this.start.hidden = !waiting.length;
      this.lasting.hidden = store.lasts;
    }

    /** What is to be done; nothing where nothing is.
     * @param {number} cards @param {number} asked */
    toDo(cards, asked) {
      const questions = ngettext("%(n)s question", "%(n)s questions", asked);
      if (cards && asked) return _("%(cards)s and %(questions)s to do.", { cards: cardsIn(cards), questions });
      if (cards) return _("%(cards)s to do.", { cards: cardsIn(cards) });
      return asked ? _("%(questions)s to do.", { questions }) : "";
    }

    /** When nothing is due: when the next card is. */
    rest() {
      const start = `${this.dataset.guide}:card:`;
      const days = store.names(start)
        .map((name) => study.card(this.dataset.guide, name.slice(start.length))?.due ?? 0)
        .filter((day) => day > study.today());
      if (!days.length) return _("Nothing is due. Begin with new cards below, or with a quiz.");
      const wait = Math.min(...days) - study.today();
      if (wait === 1) return _("Nothing is due today. The next card comes tomorrow.");
      return ngettext("Nothing is due today. The next card comes in %(n)s day.",
        "Nothing is due today. The next card comes in %(n)s days.", wait);
    }

    begin() {
      this.list.hidden = true;
      this.start.hidden = true;
      this.text.textContent = "";
      new Round(this.dataset.guide, this.waiting.map((item) => item.id), this.place, (said) => {
        this.show(said);
        this.text.focus();
        document.dispatchEvent(new Event("sg-learned"));
      });
    }
  }

  class Cards extends page.Ours {
    /** @type {HTMLElement} */ place;
    /** @type {HTMLElement} */ said;

    connectedCallback() {
      if (this.place) return;
      this.place = el("div", { className: "sg-round" });
      this.said = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.prepend(this.said, this.place);
      for (const deck of this.decks) this.equip(deck);
      this.show();
      document.addEventListener("sg-learned", () => this.show());
    }

    get decks() {
      return /** @type {Deck[]} */ (all(this, ".sg-deck"));
    }

    /** @param {Deck} deck */
    equip(deck) {
      deck.start = button("", () => this.begin(deck), true);
      deck.told = el("p", { className: "sg-instruction" });
      one(deck, "summary").after(el("div", { className: "sg-deck-bar" }, deck.told, deck.start));
    }

    /** @param {Deck} deck */
    ids(deck) {
      return all(deck, "[data-card]").map((fold) => fold.dataset.card);
    }

    /** @param {Deck} deck */
    fresh(deck) {
      return this.ids(deck).filter((id) => !study.card(this.dataset.guide, id));
    }

    show() {
      for (const deck of this.decks) {
        const [all, fresh] = [this.ids(deck).length, this.fresh(deck).length];
        deck.told.textContent = _("%(n)s of %(of)s begun.", { n: all - fresh, of: all });
        deck.start.textContent = ngettext("Learn %(n)s new card", "Learn %(n)s new cards", Math.min(fresh, NEW_CARDS));
        deck.start.hidden = !fresh;
      }
    }

    /** @param {Deck} deck */
    begin(deck) {
      this.said.textContent = "";
      new Round(this.dataset.guide, this.fresh(deck).slice(0, NEW_CARDS), this.place, (said) => {
        document.dispatchEvent(new Event("sg-learned"));
        this.said.textContent = said;
        this.said.focus();
      });
      this.place.scrollIntoView({ block: "nearest" });
    }
  }

  /* ---- The way through the guide ---------------------------------------------------------- */

  class Progress extends page.Ours {
    /** @type {Step[]} */ rows;
    /** @type {Step[]} */ quizzes;
    /** @type {HTMLElement} */ text;
    /** @type {HTMLProgressElement} */ bar;

    connectedCallback() {
      if (this.bar) return;
      this.rows = /** @type {Step[]} */ (all(this, "li[data-unit]"));
      this.quizzes = /** @type {Step[]} */ (all(this, "li[data-quiz]"));
      for (const row of [...this.rows, ...this.quizzes]) {
        row.note = el("span", { className: "sg-of" });
        one(row, "a").after(row.note);
      }
      this.bar = el("progress", { className: "sg-gauge", "aria-hidden": "true" });
      this.text = el("p", { className: "sg-due-text" });
      this.prepend(this.text, this.bar);
      this.show();
      document.addEventListener("sg-learned", () => this.show());
    }

    show() {
      const single = this.rows.filter((row) => !row.querySelector("ul"));
      for (const row of single) this.tick(row, study.isRead(this.dataset.guide, row.dataset.unit), _("read"));
      for (const row of this.rows.filter((r) => !single.includes(r))) this.sum(row);
      for (const row of this.quizzes) this.quiz(row);
      const read = single.filter((row) => row.done).length;
      const done = this.quizzes.filter((row) => row.done).length;
      this.text.textContent = _(
        "Read: %(read)s of %(of)s pages and %(units)s. Quizzes done: %(done)s of %(quizzes)s.",
        { read, of: single.length, done, quizzes: this.quizzes.length });
      this.bar.max = single.length + this.quizzes.length || 1;
      this.bar.value = read + done;
    }

    /** @param {Step} row @param {boolean} done @param {string} note */
    tick(row, done, note) {
      row.done = done;
      row.classList.toggle("sg-done", done);
      row.note.textContent = done ? note : "";
    }

    /** @param {Step} row */
    sum(row) {
      const inner = /** @type {Step[]} */ (all(row, "li[data-unit]"));
      const read = inner.filter((scene) => scene.done).length;
      this.tick(row, read === inner.length, _("read"));
      if (!row.done) row.note.textContent = _("%(n)s of %(of)s read", { n: read, of: inner.length });
    }

    /** @param {Step} row */
    quiz(row) {
      const { guide } = this.dataset;
      const items = row.dataset.items.split(" ");
      const answered = items.filter((id) => {
        const record = store.read(`${guide}:item:${id}`);
        return record?.c || record?.k;
      }).length;
      const tested = store.read(`${guide}:quiz:${row.dataset.quiz}`)?.d > 0;
      this.tick(row, tested || answered === items.length, _("done"));
      if (!row.done && answered) row.note.textContent = _("%(n)s of %(of)s answered", { n: answered, of: items.length });
    }
  }

  /* ---- What is kept ----------------------------------------------------------------------- */

  const isDay = Number.isInteger;
  /** @param {unknown} entry */
  const isEntry = (entry) => entry === null || ["string", "number"].includes(typeof entry);
  /** @param {unknown} answer */
  const isAnswer = (answer) => answer === null || typeof answer === "string"
    || (Array.isArray(answer) && answer.every(isEntry));
  /** @param {object} record */
  const isFlat = (record) => Object.values(record).every((value) => typeof value === "string");
  /** What a record of each sort may be, so that a file from anywhere can break nothing.
   * @type {Record<string, [title: string, fits: (record: any) => boolean]>} */
  const SORTS = {
    item: [_("Answers to questions"), ({ v, a }) => typeof v === "string" && isAnswer(a)],
    quiz: [_("Quizzes begun"), ({ m, t, d, o }) => ["practice", "test"].includes(m) && isDay(d)
      && Array.isArray(o) && t && Object.values(t).every((answer) => answer && isAnswer(answer.a))],
    read: [_("Pages and %(units)s read"), ({ t }) => isDay(t)],
    card: [_("Cards and questions in the boxes"), ({ b, t }) => isDay(b) && isDay(t)],
    comfort: [_("How you like to read"), isFlat],
    scheme: [_("Light or dark"), ({ at }) => isDay(at)],
  };

  class Kept extends page.Ours {
    /** @type {HTMLElement} */ table;
    /** @type {HTMLElement} */ text;
    /** @type {HTMLElement} */ all;
    /** @type {HTMLInputElement} */ file;

    connectedCallback() {
      if (this.table) return;
      this.table = el("tbody", {});
      this.text = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.all = el("pre", {
        className: "sg-paper", tabIndex: 0, role: "region", "aria-label": _("Everything that is kept"),
      });
      this.file = el("input", {
        type: "file", accept: ".json,application/json", hidden: true, "aria-label": _("A file saved here"),
      });
      this.file.addEventListener("change", () => this.load());
      const erase = button(_("Delete everything"), () => this.erase());
      erase.classList.add("sg-button-quiet");
      this.replaceChildren(this.text,
        el("table", { className: "sg-levels" }, this.table),
        el("details", {}, el("summary", {}, _("Show everything, as it is stored")), this.all),
        el("p", {}, _("You change to another device? Save a file here, and load it there.")),
        el("div", { className: "sg-actions" }, button(_("Save as a file"), () => this.save()),
          button(_("Load a file"), () => this.file.click()), erase), this.file);
      this.show();
      document.addEventListener("sg-learned", () => this.show());
    }

    get start() {
      return `${this.dataset.guide}:`;
    }

    records() {
      const names = store.names(this.start);
      return Object.fromEntries(names.map((name) => [name.slice(this.start.length), store.read(name)]));
    }

    show() {
      const records = this.records();
      const names = Object.keys(records);
      this.table.replaceChildren(...Object.entries(SORTS).map(([sort, [title]]) => {
        const count = names.filter((name) => name.split(":")[0] === sort).length;
        return el("tr", {}, el("th", { scope: "row" }, title), el("td", {}, String(count)));
      }));
      this.all.textContent = names.length ? JSON.stringify(records, null, 1) : _("Nothing.");
      const where = store.lasts ? _("All of it is in this browser, on this device, and goes nowhere else.")
        : _("This browser keeps nothing for this page: it forgets all of this when you leave.");
      this.text.textContent = where;
    }

    /** @param {string} text */
    tell(text) {
      document.dispatchEvent(new Event("sg-learned"));
      this.text.textContent = text;
      this.text.focus();
    }

    save() {
      const file = { studyguide: 1, guide: this.dataset.guide, records: this.records() };
      const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
      el("a", { href: url, download: `${this.dataset.guide}-my-study.json` }).click();
      window.setTimeout(() => URL.revokeObjectURL(url), 10000);
    }

    async load() {
      const [file] = this.file.files ?? [];
      this.file.value = "";
      if (!file) return;
      try {
        this.tell(this.take(JSON.parse(await file.text())));
      } catch {
        this.tell(_("This file could not be read. Nothing was changed."));
      }
    }

    /** Take the records of a file over; a record of the file stands for one of the same name.
     * @param {any} file */
    take({ studyguide, guide, records }) {
      if (studyguide !== 1 || guide !== this.dataset.guide || !records) {
        return _("This file is not from this guide. Nothing was changed.");
      }
      /** @param {[string, any]} entry */
      const fits = ([name, record]) => record && typeof record === "object"
        && SORTS[name.split(":")[0]]?.[1](record);
      const entries = Object.entries(records);
      const good = entries.filter(fits);
      for (const [name, record] of good) store.write(this.start + name, record);
      const left = entries.length - good.length;
      const rest = left
        ? ngettext("%(n)s did not fit and was left out.", "%(n)s did not fit and were left out.", left) : "";
      const loaded = ngettext("%(n)s record loaded.", "%(n)s records loaded.", good.length);
      return [loaded, rest].filter(Boolean).join(" ");
    }

    async erase() {
      const choices = { yes: _("Delete everything"), no: _("Keep it") };
      const text = _("Your answers, marks, cards and settings cannot be brought back.");
      if (await page.ask(_("Delete everything?"), text, choices, "no") !== "yes") return;
      store.clear(this.start);
      this.tell(_("Everything is deleted."));
    }
  }

  customElements.define("sg-due", Due);
  customElements.define("sg-cards", Cards);
  customElements.define("sg-progress", Progress);
  customElements.define("sg-kept", Kept);
})();
