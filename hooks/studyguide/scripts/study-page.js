/* The page to study with: <sg-due> asks what is due, <sg-tomorrow> is a way through an evening,
   <sg-cards> deals cards, <sg-progress> ticks off, <sg-kept> shows what is stored. Without this script
   the cards are a list to open one by one. */
(() => {
  "use strict";
  const { gettext: _, ngettext } = window.studyguide.words;
  const { store, page, study, rounds } = window.studyguide;
  const { el, button, one, all, uid } = page;
  const { Round, known } = rounds;
  const NEW_CARDS = 10;
  const IN_TEST = 10;
  /** @typedef {{ ids: string[], start: HTMLButtonElement, again: HTMLButtonElement, told: HTMLElement }} Deck
   * @typedef {Ours & { done: boolean, note: HTMLElement }} Step a page, a scene or a quiz on the way */

  /** @param {number} count */
  const cardsIn = (count) => ngettext("%(n)s card", "%(n)s cards", count);

  /* ---- What is due, and new cards --------------------------------------------------------- */

  class Due extends page.Ours {
    /** @type {HTMLElement} */ lists;
    /** @type {HTMLElement} */ text;
    /** @type {HTMLElement} */ list;
    /** @type {HTMLElement} */ place;
    /** @type {HTMLElement} */ lasting;
    /** @type {HTMLButtonElement} */ start;
    /** @type {HTMLButtonElement} */ again;

    connectedCallback() {
      if (this.text) return;
      this.lists = el("div", { hidden: true }, ...this.childNodes);
      this.text = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.list = el("ul", { className: "sg-due-list" });
      this.place = el("div", { className: "sg-round" });
      this.start = button(_("Start"), () => this.begin(this.waiting), true);
      this.again = button("", () => this.begin(this.missed, { learns: false }));
      this.lasting = el("p", { className: "sg-warning", hidden: true },
        _("This browser keeps nothing for this page, or has no room left: what you do here is forgotten when you leave. A private window does that too."));
      const actions = el("div", { className: "sg-actions" }, this.start, this.again);
      this.append(this.lasting, this.text, this.list, actions, this.place, this.lists);
      // The cards stand further down the page, and come later.
      queueMicrotask(() => this.show());
      document.addEventListener("sg-learned", () => this.show());
    }

    /** @param {string[]} ids */
    listed(ids) {
      const items = known();
      return ids.flatMap((id) => items.get(id) ?? []);
    }

    get waiting() {
      return this.listed(study.due(this.dataset.guide));
    }

    get missed() {
      return this.listed(study.missed(this.dataset.guide));
    }

    show(said = "") {
      const [waiting, missed] = [this.waiting, this.missed];
      const questions = waiting.filter((item) => item.link);
      const cards = waiting.length - questions.length;
      this.lasting.hidden = store.lasts;
      const rest = this.tell(cards, questions.length) || this.rest();
      this.text.textContent = [said, rest].filter(Boolean).join(" ");
      this.list.replaceChildren(...waiting.slice(0, 12).map((item) => el("li", {}, item.name)));
      if (waiting.length > 12) this.list.append(el("li", {}, _("and %(n)s more", { n: waiting.length - 12 })));
      this.list.hidden = false;
      this.start.hidden = !waiting.length;
      this.again.hidden = !missed.length;
      this.again.textContent = ngettext("Practice the one you missed now", "Practice the %(n)s you missed now", missed.length);
    }

    /** What waits today, in words; empty if nothing does.
     * @param {number} cards @param {number} asked */
    tell(cards, asked) {
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

    /** @param {Item[]} items @param {{ learns?: boolean }} [how] */
    begin(items, how) {
      new Round(this.dataset.guide, items.map((item) => item.id), this.place, (said) => {
        this.show(said);
        this.text.focus();
        document.dispatchEvent(new Event("sg-learned"));
      }, how);
    }
  }

  class Cards extends page.Ours {
    /** @type {HTMLElement} */ place;
    /** @type {HTMLElement} */ said;
    /** @type {HTMLElement} */ others;
    /** @type {Ours[]} */ groups;
    /** @type {Deck[]} */ decks;

    connectedCallback() {
      if (this.place) return;
      this.place = el("div", { className: "sg-round" });
      this.said = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.others = el("div", { className: "sg-packs" });
      this.groups = all(this, ".sg-deck");
      this.prepend(this.said, this.makeWays(), this.place, this.others);
      this.deal();
      document.addEventListener("sg-learned", () => this.show());
    }

    /* ---- How the cards are asked: kept, for every round ---- */

    makeWays() {
      const { acts, themes } = this.dataset;
      return el("div", { className: "sg-card-ways" },
        this.choice("by", _("Packs"), {
          "": _("Words and people"), ...(acts && { acts: _("By part of the story") }), ...(themes && { themes: _("By theme") }),
        }),
        this.choice("side", _("Ask"), { "": _("Word, then meaning"), meaning: _("Meaning, then word") }),
        this.choice("order", _("Order"), { "": _("As in the guide"), shuffled: _("Shuffled") }));
    }

    /** @param {string} name @param {string} title @param {Record<string, string>} values */
    choice(name, title, values) {
      const id = uid();
      const select = el("select", { id });
      for (const [value, text] of Object.entries(values)) select.append(el("option", { value }, text));
      select.value = study.ways(this.dataset.guide, "cards")[name] ?? "";
      select.addEventListener("change", () => {
        study.choose(this.dataset.guide, "cards", { [name]: select.value });
        if (name === "by") this.deal();
      });
      return el("p", {}, el("label", { for: id }, title), select);
    }

    /* ---- The packs ---- */

    /** Make the packs that the reader has chosen; those of the page are also lists to open. */
    deal() {
      const { by } = study.ways(this.dataset.guide, "cards");
      const names = (by === "acts" || by === "themes") && this.dataset[by] ? this.dataset[by].split("|") : [];
      for (const group of this.groups) {
        group.hidden = names.length > 0;
        group.querySelector(".sg-deck-bar")?.remove();
      }
      const cards = /** @type {Map<string, Ours>} */ (new Map());
      for (const fold of all(this, "[data-card]")) cards.set(fold.dataset.card, fold);
      this.decks = names.map((name) => this.pack(name,
        [...cards.values()].filter((fold) => (fold.dataset[by] ?? "").split("|").includes(name))));
      this.others.replaceChildren(...this.decks.map((deck, at) => el("section", { className: "sg-deck" },
        el("p", { className: "sg-deck-title" }, names[at], el("span", { className: "sg-of" }, cardsIn(deck.ids.length))),
        this.bar(deck))));
      if (!names.length) {
        this.decks = this.groups.map((group) => this.pack(page.words(one(group, "summary")), all(group, "[data-card]")));
        this.groups.forEach((group, at) => one(group, "summary").after(this.bar(this.decks[at])));
      }
      this.show();
    }

    /** @param {string} name @param {Ours[]} folds @returns {Deck} */
    pack(name, folds) {
      const deck = {
        ids: folds.map((fold) => fold.dataset.card),
        told: el("p", { className: "sg-instruction" }),
        start: button("", () => this.begin(this.fresh(deck).slice(0, NEW_CARDS)), true),
        again: button(_("Go through this pack again"), () => this.begin(this.begun(deck), { learns: false })),
      };
      deck.again.setAttribute("aria-label", _("Go through this pack again: %(name)s", { name }));
      return deck;
    }

    /** @param {Deck} deck */
    bar(deck) {
      return el("div", { className: "sg-deck-bar" }, deck.told, el("div", { className: "sg-actions" }, deck.start, deck.again));
    }

    /** @param {Deck} deck */
    fresh(deck) {
      return deck.ids.filter((id) => !study.card(this.dataset.guide, id));
    }

    /** @param {Deck} deck */
    begun(deck) {
      return deck.ids.filter((id) => study.card(this.dataset.guide, id));
    }

    show() {
      for (const deck of this.decks) {
        const [all, fresh] = [deck.ids.length, this.fresh(deck).length];
        deck.told.textContent = _("%(n)s of %(of)s begun.", { n: all - fresh, of: all });
        deck.start.textContent = ngettext("Learn %(n)s new card", "Learn %(n)s new cards", Math.min(fresh, NEW_CARDS));
        deck.start.hidden = !fresh;
        deck.again.hidden = fresh === all;
      }
    }

    /** @param {string[]} ids @param {{ learns?: boolean }} [how] */
    begin(ids, how) {
      this.said.textContent = "";
      new Round(this.dataset.guide, ids, this.place, (said) => {
        document.dispatchEvent(new Event("sg-learned"));
        this.said.textContent = said;
        this.said.focus();
      }, how);
    }
  }

  /* ---- An evening before a test ------------------------------------------------------------ */

  class Tomorrow extends page.Ours {
    /** @type {HTMLElement} */ steps;
    /** @type {HTMLElement} */ place;
    /** @type {HTMLElement} */ said;
    /** @type {HTMLAnchorElement | null} */ story;

    connectedCallback() {
      if (this.steps) return;
      this.story = this.querySelector("a.sg-story");
      this.steps = el("ol", { className: "sg-way sg-tomorrow-steps" });
      this.said = el("p", { className: "sg-due-text", tabIndex: -1 });
      this.place = el("div", { className: "sg-round" });
      this.replaceChildren(el("details", {}, el("summary", {}, _("Study for tomorrow")),
        el("p", { className: "sg-instruction" }, _("A way through an evening, made from what you have done so far.")),
        this.said, this.steps), this.place);
      this.hidden = false;
      // The cards stand further down the page, and come later.
      queueMicrotask(() => this.show());
      document.addEventListener("sg-learned", () => this.show());
    }

    /** Ten cards: what is due, then what was missed, then new ones. */
    get cards() {
      const { guide } = this.dataset;
      const items = known();
      const fresh = [...items.keys()].filter((id) => !study.card(guide, id));
      const wanted = new Set([...study.due(guide), ...study.missed(guide), ...fresh]);
      return [...wanted].filter((id) => items.get(id)?.front).slice(0, NEW_CARDS);
    }

    show() {
      const { guide } = this.dataset;
      const day = study.today();
      const steps = [];
      if (this.story) {
        const link = el("a", { href: this.story.href }, this.story.textContent);
        steps.push(this.step(study.isRead(guide, study.unitAt(this.story.href)), _("Read the story in short:"), link));
      }
      const cards = this.cards;
      if (cards.length) {
        const start = button(ngettext("Begin with %(n)s card", "Begin with %(n)s cards", cards.length), () => this.begin(cards));
        steps.push(this.step(study.learnedOn(guide, day) >= NEW_CARDS, _("Learn ten cards:"), start));
      }
      const items = known();
      const missed = [...study.due(guide), ...study.missed(guide)].flatMap((id) => items.get(id) ?? []).filter((item) => item.link);
      const links = rounds.gathered(missed).map((group) => rounds.askLink(guide, group,
        `${group[0].of} (${ngettext("%(n)s question", "%(n)s questions", group.length)})`));
      if (links.length) {
        steps.push(this.step(false, _("Answer again what you missed:"), el("ul", {}, ...links.map((link) => el("li", {}, link)))));
      }
      const test = this.test(missed);
      if (test) steps.push(test);
      this.steps.replaceChildren(...steps);
    }

    /** @param {boolean} done @param {string} text @param {HTMLElement} what */
    step(done, text, what) {
      return el("li", { className: done ? "sg-done" : "" }, el("span", { className: "sg-tick", "aria-hidden": "true" }), text,
        done ? el("span", { className: "sg-of" }, _("done")) : null, " ", what);
    }

    /** A short test: from the quiz with most that was missed, or else the first that is not done.
     * @param {Item[]} missed */
    test(missed) {
      const { guide } = this.dataset;
      const lists = all(document, "sg-due ol[data-quiz]").map((list) => {
        const rows = all(list, "li[data-card]:not([data-open])");
        const ids = rows.map((row) => row.dataset.card);
        const wrong = missed.filter((item) => ids.includes(item.id)).map((item) => item.id);
        const kept = store.read(`${guide}:quiz:${list.dataset.quiz}`);
        return { list, ids, wrong, day: kept?.d ? study.dayOf(kept.d) : 0 };
      }).filter(({ ids }) => ids.length);
      const [best] = lists.sort((a, b) => b.wrong.length - a.wrong.length || a.day - b.day);
      if (!best) return null;
      const chosen = [...new Set([...best.wrong, ...best.ids])].slice(0, IN_TEST);
      const { href } = /** @type {HTMLAnchorElement} */ (one(best.list, "a"));
      const link = el("a", { href: `${href.split("#")[0]}#test&only=${chosen.join(",")}` },
        `${best.list.dataset.name} (${ngettext("%(n)s question", "%(n)s questions", chosen.length)})`);
      return this.step(lists.some(({ day }) => day === study.today()), _("Take a short test:"), link);
    }

    /** @param {string[]} ids */
    begin(ids) {
      this.said.textContent = "";
      new Round(this.dataset.guide, ids, this.place, (said) => {
        document.dispatchEvent(new Event("sg-learned"));
        this.said.textContent = said;
        this.said.focus();
      });
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
      const kept = store.read(`${guide}:quiz:${row.dataset.quiz}`);
      const note = study.trace({ n: [answered, items.length], r: kept?.r });
      this.tick(row, kept?.d > 0 || answered === items.length, note || _("done"));
      if (!row.done && answered) row.note.textContent = note;
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
    quiz: [_("Quizzes begun"), ({ m, t, d, o, x }) => ["practice", "test"].includes(m) && isDay(d)
      && Array.isArray(o) && (x === undefined || Array.isArray(x)) && t && Object.values(t).every((answer) => answer && isAnswer(answer.a))],
    read: [_("Pages and %(units)s read"), ({ t }) => isDay(t)],
    card: [_("Cards and questions in the boxes"), ({ b, t }) => isDay(b) && isDay(t)],
    way: [_("How you like to study"), isFlat],
    last: [_("Where you were"), isFlat],
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
  customElements.define("sg-tomorrow", Tomorrow);
  customElements.define("sg-progress", Progress);
  customElements.define("sg-kept", Kept);
})();
