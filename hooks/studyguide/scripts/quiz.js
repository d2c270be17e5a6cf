/* <sg-quiz>: takes a row of questions in practice or as a test, counts, and makes the results.

   Practice answers belong to the items and are shared by all quizzes. A test keeps its answers by
   itself, under the quiz, so that it begins empty and is marked only when it is handed in. */
(() => {
  "use strict";
  const { gettext: _, ngettext, pgettext } = window.studyguide.words;
  const { store, page, VERDICTS } = window.studyguide;
  const { el, button, one, all, uid } = page;

  class QuizElement extends page.Ours {
    heading = "";
    saved = "";
    /** @type {Ours} */ section;
    /** @type {Question[]} */ questions;
    /** @type {"h3" | "h4" | "h5" | "h6"} */ deeper;
    /** @type {KeptQuiz} */ record;
    /** @type {Record<string, HTMLInputElement>} */ ways;
    /** @type {HTMLElement} */ progress;
    /** @type {HTMLProgressElement} */ gauge;
    /** @type {HTMLElement} */ only;
    /** @type {HTMLElement} */ missedNote;
    /** @type {HTMLButtonElement} */ handIn;
    /** @type {HTMLButtonElement} */ newTest;
    /** @type {HTMLButtonElement} */ toResults;
    /** @type {HTMLElement} */ score;
    /** @type {HTMLElement} */ results;
    /** @type {HTMLElement} */ paper;
    /** @type {HTMLInputElement} */ name;
    /** @type {HTMLInputElement} */ date;
    /** @type {() => void} */ hear;

    connectedCallback() {
      if (this.section) return;
      this.section = one(this, ".sg-quiz");
      this.questions = all(this, "sg-question");
      const heading = one(this.section, "h2, h3, h4, h5, h6");
      const copy = /** @type {Element} */ (heading.cloneNode(true));
      copy.querySelector(".headerlink")?.remove();
      this.heading = (copy.textContent ?? "").trim();
      this.deeper = /** @type {any} */ (`h${Math.min(Number(heading.tagName[1]) + 1, 6)}`);
      this.saved = `${this.dataset.guide}:quiz:${this.dataset.quiz}`;
      this.makeBar();
      this.makeEnd();
      this.addEventListener("sg-change", () => this.count());
      this.hear = () => this.load();
      store.watch(this.saved, this.hear);
      for (const question of this.questions) store.watch(question.saved, () => this.count());
      this.load();
      this.showTarget();
      window.addEventListener("hashchange", () => this.showTarget());
    }

    /** A link to a question that is put away for now brings all of them back. */
    showTarget() {
      const id = decodeURIComponent(window.location.hash.slice(1));
      const target = this.questions.find((question) => question.hidden && question.box.id === id);
      if (!target) return;
      this.keep({ o: [] });
      this.apply();
      target.box.scrollIntoView();
    }

    /* ---- What is kept: the way, the test, and the questions to practise again -------------- */

    load() {
      const record = store.read(this.saved) ?? {};
      this.record = { m: "practice", t: {}, d: 0, o: [], ...record };
      this.apply();
    }

    /** @param {Partial<KeptQuiz>} changes */
    keep(changes) {
      Object.assign(this.record, changes);
      store.write(this.saved, this.record, this.hear);
    }

    get testing() {
      return this.record.m === "test";
    }

    apply() {
      const { m, d, o } = this.record;
      const only = this.testing ? [] : o.filter((id) => this.questions.some((q) => q.item === id));
      for (const question of this.questions) {
        /** @type {Apart} */
        const apart = {
          read: () => this.record.t[question.item],
          write: ({ v, a }) => this.keep({ t: { ...this.record.t, [question.item]: { v, a } } }),
        };
        if (m === "test") question.setMode(d ? "review" : "test", apart);
        else question.setMode("practice");
        question.hidden = only.length > 0 && !only.includes(question.item);
      }
      this.ways[m].checked = true;
      this.only.hidden = !only.length;
      this.missedNote.textContent = ngettext(
        "Here is the question you missed.", "Here are the %(n)s questions you missed.", only.length);
      this.handIn.hidden = m !== "test" || Boolean(d);
      this.newTest.hidden = m !== "test" || !d;
      this.results.hidden = true;
      this.count();
    }

    /* ---- Above the questions --------------------------------------------------------------- */

    makeBar() {
      const name = uid();
      this.ways = {};
      const ways = el("fieldset", { className: "sg-ways" }, el("legend", {}, _("How do you want to take it?")));
      /** @type {Record<KeptQuiz["m"], [title: string, text: string]>} */
      const labels = {
        practice: [_("Practice"), _("a reason after each answer")],
        test: [_("Test"), _("all answers first, then the reasons")],
      };
      for (const way of /** @type {KeptQuiz["m"][]} */ (Object.keys(labels))) {
        const [title, text] = labels[way];
        const input = el("input", { type: "radio", name });
        input.addEventListener("change", () => {
          this.keep({ m: way });
          this.apply();
        });
        this.ways[way] = input;
        ways.append(el("label", { className: "sg-choice" }, input,
          el("span", {}, el("strong", {}, title), `: ${text}`)));
      }
      this.progress = el("p", { className: "sg-progress" });
      this.gauge = this.bar(0, this.questions.length);
      this.missedNote = el("p");
      this.only = el("div", { className: "sg-only", tabIndex: -1 }, this.missedNote,
        button(_("Show all questions"), () => {
          this.keep({ o: [] });
          this.apply();
          this.ways.practice.focus();
        }));
      const place = store.lasts
        ? _("Your answers stay in this browser, on this device.")
        : _("This browser forgets your answers when you leave the page.");
      const bar = el("div", { className: "sg-quiz-bar" }, ways, this.gauge, this.progress,
        el("p", { className: "sg-instruction" }, place));
      this.questions[0]?.before(bar, this.only);
    }

    /** A bar for the eye; the words beside it say the same.
     * @param {number} value @param {number} max */
    bar(value, max) {
      return el("progress", { className: "sg-gauge", value, max, "aria-hidden": "true" });
    }

    /* ---- Below the questions --------------------------------------------------------------- */

    makeEnd() {
      this.handIn = button(_("Hand in the test"), () => this.handInNow(), true);
      this.newTest = button(_("Take the test anew"), () => {
        this.keep({ t: {}, d: 0 });
        this.apply();
        this.questions[0].control.first().focus();
      });
      this.score = el("section", { className: "sg-score", hidden: true });
      this.toResults = button(_("Results to hand in"), () => this.showResults());
      this.results = el("section", { className: "sg-results", hidden: true });
      const clear = button(_("Clear my answers"), () => this.clear());
      clear.classList.add("sg-button-quiet");
      this.section.append(el("div", { className: "sg-quiz-end" },
        el("div", { className: "sg-actions" }, this.handIn), this.score,
        el("div", { className: "sg-actions" }, this.newTest, this.toResults, clear), this.results));
    }

    async handInNow() {
      const open = this.questions.filter((q) => q.outcome().result === "none").length;
      if (open) {
        const words = ngettext("One question has no answer.", "%(n)s questions have no answer.", open);
        const choices = { yes: _("Hand in"), no: _("Go on answering") };
        const choice = await page.ask(_("Hand in the test?"), words, choices, "no");
        if (choice !== "yes") return;
      }
      this.keep({ d: Date.now() });
      this.apply();
      this.dispatchEvent(new CustomEvent("sg-handed-in", { bubbles: true }));
      one(this.score, ".sg-score-title").focus();
      page.say(this.total(this.outcomes()));
    }

    /** @returns {Row[]} */
    outcomes() {
      return this.questions.map((question, at) => ({ question, at, ...question.outcome() }));
    }

    count() {
      const rows = this.outcomes();
      const begun = rows.filter((row) => row.result !== "none").length;
      this.progress.textContent = _("%(n)s of %(of)s answered", { n: begun, of: rows.length });
      this.gauge.value = begun;
      const done = rows.some((row) => !["none", "begun"].includes(row.result));
      this.score.hidden = !done;
      if (done) this.showScore(rows);
      this.toResults.hidden = this.testing && !this.record.d;
      if (!this.results.hidden) this.write();
    }

    /** Whether it counts as known: right, and not after seeing the key.
     * @param {Row} row */
    known(row) {
      return row.result === "right" && !row.seen;
    }

    /** @param {Row[]} rows @returns {Row[]} */
    missed(rows) {
      return rows.filter((row) => ["wrong", "partly"].includes(row.result) || row.seen
        || (row.result === "none" && this.testing && this.record.d && !row.question.ungraded));
    }

    /** For each level asked for: how many are known, of how many.
     * @param {Row[]} rows @returns {[level: string, right: number, of: number][]} */
    levels(rows) {
      const graded = rows.filter((row) => !row.question.ungraded);
      return this.dataset.levels.split("|").flatMap((level) => {
        const asked = graded.filter((row) => row.question.level === level);
        return asked.length ? [[level, asked.filter(this.known).length, asked.length]] : [];
      });
    }

    /** @param {Row[]} rows */
    total(rows) {
      const graded = rows.filter((row) => !row.question.ungraded);
      const partly = graded.filter((row) => row.result === "partly").length;
      const counts = { n: graded.filter(this.known).length, of: graded.length, partly };
      return partly ? _("%(n)s of %(of)s right, %(partly)s partly", counts) : _("%(n)s of %(of)s right", counts);
    }

    /** @param {Row[]} rows */
    showScore(rows) {
      const missed = this.missed(rows);
      const open = rows.length - rows.filter((row) => !row.question.ungraded).length;
      const id = uid();
      const table = el("table", { className: "sg-levels" },
        el("thead", {}, el("tr", {}, ...[_("What it asks for"), pgettext("score", "Right"), pgettext("score", "Of")].map(
          (text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, ...this.levels(rows).map(([level, right, of]) => el("tr", {},
          el("th", { scope: "row" }, level, this.bar(right, of)), el("td", {}, String(right)),
          el("td", {}, String(of))))));
      this.score.setAttribute("aria-labelledby", id);
      this.score.replaceChildren(
        el(this.deeper, { id, className: "sg-score-title", tabIndex: -1 },
          this.testing
            ? _("Your test: %(score)s", { score: this.total(rows) }) : _("So far: %(score)s", { score: this.total(rows) })), table);
      if (open) {
        this.score.append(el("p", { className: "sg-instruction" },
          _("Written answers are not scored: compare them with ours.")));
      }
      if (!missed.length) return;
      this.score.append(el("p", { className: "sg-label" }, _("What you missed")),
        el("ul", { className: "sg-missed" }, ...missed.map(({ question }) => el("li", {},
          el("a", { href: `#${question.box.id}` }, question.stem)))),
        el("div", { className: "sg-actions" },
          button(_("Practice these again"), () => this.practise(missed))));
    }

    /** @param {Row[]} missed */
    practise(missed) {
      for (const { question } of missed) question.forget();
      this.keep({ m: "practice", o: missed.map(({ question }) => question.item) });
      this.apply();
      this.only.focus();
    }

    async clear() {
      const choice = await page.ask(_("Clear your answers?"), _("They cannot be brought back."), {
        quiz: _("Clear this quiz"), guide: _("Clear the whole guide"), no: _("Keep them"),
      }, "no");
      if (choice === "guide") store.clear(`${this.dataset.guide}:`);
      else if (choice === "quiz") {
        for (const question of this.questions) question.forget();
        store.write(this.saved, null);
      } else return;
      page.say(_("Your answers are cleared."));
    }

    /* ---- Results to hand in ----------------------------------------------------------------- */

    showResults() {
      if (!this.paper) this.makeResults();
      this.results.hidden = false;
      this.write();
      one(this.results, "input").focus();
    }

    makeResults() {
      /** @type {(label: string, type: string, value: string) => [HTMLElement, HTMLInputElement]} */
      const input = (label, type, value) => {
        const id = uid();
        const made = el("input", { id, type, value, autocomplete: "off" });
        made.addEventListener("input", () => this.write());
        return [el("p", {}, el("label", { for: id }, label), made), made];
      };
      const [nameRow, name] = input(_("Name"), "text", "");
      const [dateRow, date] = input(_("Date"), "date", page.local().toISOString().slice(0, 10));
      const id = uid();
      this.paper = el("pre", { className: "sg-paper", tabIndex: 0, role: "region", "aria-label": _("Results as text") });
      this.results.setAttribute("aria-labelledby", id);
      this.results.append(el(this.deeper, { id }, _("Results to hand in")),
        el("div", { className: "sg-signed" }, nameRow, dateRow),
        el("div", { className: "sg-actions" },
          button(_("Print"), () => this.print()), button(_("Copy as text"), () => this.copy())), this.paper);
      Object.assign(this, { name, date });
    }

    write() {
      const rows = this.outcomes();
      const lines = [this.dataset.title, this.heading, _("Name: %(name)s", { name: this.name.value }),
        _("Date: %(date)s", { date: this.date.value }), this.testing ? _("Taken as: test") : _("Taken as: practice"), "",
        _("Score: %(score)s", { score: this.total(rows) }),
        ...this.levels(rows).map(([level, n, of]) => "  " + _("%(level)s: %(n)s of %(of)s", { level, n, of })), ""];
      for (const row of rows) {
        const answer = row.question.answerLines();
        const [head, pieces] = answer.length > 1 ? ["", answer] : [` ${answer[0]}`, []];
        const result = _("Result: %(result)s", { result: this.resultText(row) });
        lines.push(row.question.stem, `   ${_("Answer:")}${head}`, ...pieces.map((piece) => `      ${piece}`),
          `   ${result}`, "");
      }
      this.paper.textContent = lines.join("\n");
    }

    /** @param {Row} row */
    resultText({ question, result, seen }) {
      if (result === "begun") return question.ungraded ? _("written, not scored") : _("not checked");
      if (result === "open") return _("written, not scored");
      const tries = !this.testing && question.record.n > 1 ? _("try %(n)s", { n: question.record.n }) : "";
      const parts = [VERDICTS[result][1].toLowerCase(), tries, seen && _("the answer was shown")];
      return parts.filter(Boolean).join(", ");
    }

    print() {
      const root = document.documentElement;
      root.classList.add("sg-printing");
      this.results.classList.add("sg-to-print");
      window.addEventListener("afterprint", () => {
        root.classList.remove("sg-printing");
        this.results.classList.remove("sg-to-print");
      }, { once: true });
      window.print();
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.paper.textContent ?? "");
        page.say(_("Copied."));
      } catch {
        window.getSelection()?.selectAllChildren(this.paper);
        const done = document.execCommand("copy");
        page.say(done ? _("Copied.") : _("The text is selected: copy it with your keyboard."));
      }
    }
  }

  customElements.define("sg-quiz", QuizElement);
})();
