/* <sg-quiz>: takes a row of questions in practice or as a test, all at once or one after the other,
   and counts.

   Practice answers belong to the items and are shared by all quizzes. A test keeps its answers by
   itself, under the quiz, so that it begins empty and is marked only when it is handed in. */
(() => {
  "use strict";
  const { gettext: _, ngettext, pgettext } = window.studyguide.words;
  const { store, page, study, scores, Results, QuizLink, project } = window.studyguide;
  const { el, button, one, all, uid } = page;
  /** @typedef {KeptQuiz["m"]} Way */

  class QuizElement extends page.Ours {
    heading = "";
    saved = "";
    at = 0;
    /** @type {Ours} */ section;
    /** @type {Question[]} */ questions;
    /** @type {Question[]} */ asked;
    /** @type {"h3" | "h4" | "h5" | "h6"} */ deeper;
    /** @type {KeptQuiz} */ record;
    /** @type {Record<string, HTMLInputElement>} */ ways;
    /** @type {HTMLInputElement} */ layout;
    /** @type {HTMLElement} */ progress;
    /** @type {HTMLProgressElement} */ gauge;
    /** @type {HTMLElement} */ only;
    /** @type {HTMLElement} */ onlyNote;
    /** @type {HTMLElement} */ steps;
    /** @type {HTMLButtonElement} */ back;
    /** @type {HTMLButtonElement} */ next;
    /** @type {HTMLElement} */ end;
    /** @type {HTMLButtonElement} */ handIn;
    /** @type {HTMLButtonElement} */ newTest;
    /** @type {HTMLButtonElement} */ toResults;
    /** @type {HTMLElement} */ score;
    /** @type {HTMLElement} */ panels;
    /** @type {InstanceType<StudyGuide["Results"]> | null} */ results = null;
    /** @type {() => void} */ hear;

    connectedCallback() {
      if (this.section) return;
      this.section = one(this, ".sg-quiz");
      this.questions = all(this, "sg-question");
      this.asked = this.questions;
      const heading = one(this.section, "h2, h3, h4, h5, h6");
      const copy = /** @type {Element} */ (heading.cloneNode(true));
      copy.querySelector(".headerlink")?.remove();
      this.heading = (copy.textContent ?? "").trim();
      this.deeper = /** @type {any} */ (`h${Math.min(Number(heading.tagName[1]) + 1, 6)}`);
      this.saved = `${this.dataset.guide}:quiz:${this.dataset.quiz}`;
      this.useBar();
      this.makeSteps();
      this.makeEnd();
      this.addEventListener("sg-change", () => this.count());
      this.hear = () => this.load();
      store.watch(this.saved, this.hear);
      for (const question of this.questions) store.watch(question.saved, () => this.count());
      this.load();
      this.goOn();
      this.follow();
      window.addEventListener("hashchange", () => this.follow());
    }

    /* ---- Links that lead into the quiz ------------------------------------------------------ */

    /** `#test`, `#practice` and `#only=id,id` open the quiz as they say; the id of a question leads
     * to it, though it is put away for now. */
    follow() {
      const hash = decodeURIComponent(window.location.hash.slice(1));
      const target = this.questions.find((question) => question.hidden && question.box.id === hash);
      if (target) {
        if (!this.asked.includes(target)) this.askOnly([]);
        this.go(this.asked.indexOf(target));
        target.box.scrollIntoView();
        return;
      }
      const wanted = new URLSearchParams(hash);
      const [test, only] = [wanted.has("test"), wanted.get("only")];
      const here = [null, this.dataset.quiz].includes(wanted.get("quiz"));
      if (!here || document.getElementById(hash) || !(test || only || wanted.has("practice"))) return;
      const ids = (only ?? "").split(",").filter((id) => this.questions.some((question) => question.item === id));
      const other = test && String(ids) !== String(this.record.x);
      this.keep({ m: test ? "test" : "practice", ...(test ? { x: ids } : { o: ids }), ...(other && { d: 0 }) });
      this.apply();
      this.goOn();
      window.history.replaceState(null, "", window.location.href.split("#")[0]);
      this.section.scrollIntoView();
    }

    /* ---- What is kept: the way, the test, and the questions that are asked alone ------------- */

    load() {
      const record = store.read(this.saved) ?? {};
      this.record = { m: "practice", t: {}, d: 0, o: [], x: [], ...record };
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
      const { m, d, o, x } = this.record;
      const only = this.testing ? x : o;
      const chosen = this.questions.filter((question) => only.includes(question.item));
      this.asked = chosen.length ? chosen : this.questions;
      for (const question of this.questions) {
        /** @type {Apart} */
        const apart = {
          read: () => this.record.t[question.item],
          write: ({ v, a }) => this.keep({ t: { ...this.record.t, [question.item]: { v, a } } }),
        };
        if (m === "test") question.setMode(d ? "review" : "test", apart);
        else question.setMode("practice");
      }
      this.ways[m].checked = true;
      this.only.hidden = !chosen.length;
      this.onlyNote.textContent = ngettext(
        "Only %(n)s of %(of)s questions is asked.", "Only %(n)s of %(of)s questions are asked.",
        chosen.length, { of: this.questions.length });
      this.handIn.hidden = m !== "test" || Boolean(d);
      this.newTest.hidden = m !== "test" || !d;
      this.panels.replaceChildren();
      this.results = null;
      this.at = Math.min(this.at, this.asked.length);
      this.showPlace();
      this.count();
    }

    /** Ask these alone; all of them if there are none.
     * @param {Question[]} questions */
    askOnly(questions) {
      const ids = questions.map(({ item }) => item);
      this.keep(this.testing ? { x: ids } : { o: ids });
      this.at = 0;
      this.apply();
    }

    /* ---- Above the questions --------------------------------------------------------------- */

    /** The bar stands in the page, so that its room is there before this script is. */
    useBar() {
      const bar = one(this.section, ".sg-quiz-bar");
      this.ways = {};
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (bar.querySelectorAll('[type="radio"]'))) {
        this.ways[input.value] = input;
        input.addEventListener("change", () => {
          this.keep({ m: /** @type {Way} */ (input.value) });
          this.at = 0;
          this.apply();
        });
      }
      this.layout = one(bar, '[type="checkbox"]');
      this.layout.checked = study.ways(this.dataset.guide, "quiz").layout === "one";
      this.layout.addEventListener("change", () => {
        study.choose(this.dataset.guide, "quiz", { layout: this.layout.checked ? "one" : "" });
        this.goOn();
      });
      this.progress = one(bar, ".sg-progress");
      this.gauge = one(bar, ".sg-gauge");
      if (!store.lasts) one(bar, ".sg-instruction").textContent = _("This browser forgets your answers when you leave the page.");
      this.onlyNote = el("p");
      this.only = el("div", { className: "sg-only", tabIndex: -1, hidden: true }, this.onlyNote,
        button(_("Show all questions"), () => {
          this.askOnly([]);
          this.ways[this.record.m].focus();
        }));
      bar.after(this.only);
    }

    /** A bar for the eye; the words beside it say the same.
     * @param {number} value @param {number} max */
    bar(value, max) {
      return el("progress", { className: "sg-gauge", value, max, "aria-hidden": "true" });
    }

    /* ---- One question at a time -------------------------------------------------------------- */

    makeSteps() {
      this.back = button(_("Back"), () => this.turn(-1));
      this.next = button("", () => this.turn(1), true);
      this.steps = el("div", { className: "sg-actions sg-turns", hidden: true }, this.back, this.next);
      this.section.append(this.steps);
    }

    /** Begin at the first question without an answer, or at the result of a test. */
    goOn() {
      const open = this.asked.findIndex((question) => question.outcome().result === "none");
      this.go(this.testing && this.record.d ? this.asked.length : Math.max(open, 0));
    }

    /** @param {number} at the place of a question asked, or the number of them for the end */
    go(at) {
      this.at = at;
      this.showPlace();
    }

    /** @param {number} by */
    turn(by) {
      this.go(this.at + by);
      const question = this.asked[this.at];
      const heading = question ? one(question, ".sg-question-heading") : this.end;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start", behavior: "instant" });
    }

    showPlace() {
      const single = this.layout.checked;
      const { at, asked } = this;
      this.section.classList.toggle("sg-one", single);
      for (const question of this.questions) {
        const place = asked.indexOf(question);
        question.hidden = place < 0 || (single && place !== at);
        if (place < 0) continue;
        one(question, ".sg-question-heading").textContent = _("Question %(n)s of %(of)s", { n: place + 1, of: asked.length });
      }
      this.steps.hidden = !single;
      this.back.hidden = at === 0;
      this.next.hidden = at === asked.length;
      this.next.textContent = at === asked.length - 1 ? _("To the end") : _("Next question");
      this.end.hidden = single && at < asked.length;
    }

    /* ---- Below the questions --------------------------------------------------------------- */

    makeEnd() {
      this.handIn = button(_("Hand in the test"), () => this.handInNow(), true);
      this.newTest = button(_("Take the test anew"), () => {
        this.keep({ t: {}, d: 0 });
        this.at = 0;
        this.apply();
        this.asked[0].control.first().focus();
      });
      this.score = el("section", { className: "sg-score", hidden: true });
      this.toResults = button(_("Results to hand in"), () => this.showResults());
      const clear = button(_("Clear my answers"), () => this.clear());
      const link = button(_("Link to this quiz"), () => this.showPanel(new QuizLink(this)));
      const large = button(_("Show on a projector"), () => project(this));
      for (const quiet of [clear, link, large]) quiet.classList.add("sg-button-quiet");
      this.panels = el("div");
      this.end = el("div", { className: "sg-quiz-end" },
        el("div", { className: "sg-actions" }, this.handIn), this.score,
        el("div", { className: "sg-actions" }, this.newTest, this.toResults, clear),
        this.panels, el("div", { className: "sg-actions sg-for-teachers" },
          el("span", { className: "sg-label" }, _("For teachers")), link, large));
      this.section.append(this.end);
    }

    async handInNow() {
      const open = this.asked.filter((q) => q.outcome().result === "none").length;
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
      page.say(scores.total(this, this.outcomes()));
    }

    /** @returns {Row[]} */
    outcomes() {
      const counted = this.testing ? this.asked : this.questions;
      return counted.map((question, at) => ({ question, at, ...question.outcome() }));
    }

    /** @param {Row[]} rows */
    missed(rows) {
      return scores.missed(this, rows);
    }

    count() {
      const rows = this.outcomes();
      const begun = rows.filter((row) => row.result !== "none").length;
      this.progress.textContent = _("%(n)s of %(of)s answered", { n: begun, of: rows.length });
      this.gauge.value = begun;
      this.gauge.max = rows.length;
      const done = rows.some((row) => !["none", "begun"].includes(row.result)) || (this.testing && Boolean(this.record.d));
      this.score.hidden = !done;
      if (done) this.showScore(rows);
      this.toResults.hidden = this.testing && !this.record.d;
      this.results?.write();
      this.leaveTrace(rows, begun);
    }

    /** Keep what lists of quizzes tell: how much is answered, and how the last test went.
     * @param {Row[]} rows @param {number} begun */
    leaveTrace(rows, begun) {
      const { n, of } = scores.counts(this, rows);
      /** @type {Partial<KeptQuiz>} */
      const now = { u: study.unitAt(window.location.href) };
      if (!this.testing) now.n = [begun, rows.length];
      else if (this.record.d) now.r = [n, of];
      const same = String([now.n ?? this.record.n, now.r ?? this.record.r]) === String([this.record.n, this.record.r]);
      if (!same && (begun || this.record.n || now.r)) this.keep(now);
    }

    /** @param {Row[]} rows */
    showScore(rows) {
      const missed = this.missed(rows);
      const open = rows.some((row) => row.question.ungraded);
      const id = uid();
      const table = el("table", { className: "sg-levels" },
        el("thead", {}, el("tr", {}, ...[_("What it asks for"), pgettext("score", "Right"), pgettext("score", "Of")].map(
          (text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, ...scores.levels(this, rows).map(([level, right, of]) => el("tr", {},
          el("th", { scope: "row" }, level, this.bar(right, of)), el("td", {}, String(right)),
          el("td", {}, String(of))))));
      const total = scores.total(this, rows);
      this.score.setAttribute("aria-labelledby", id);
      this.score.replaceChildren(
        el(this.deeper, { id, className: "sg-score-title", tabIndex: -1 },
          this.testing ? _("Your test: %(score)s", { score: total }) : total), table);
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
      this.keep({ m: "practice" });
      this.askOnly(missed.map(({ question }) => question));
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

    showResults() {
      this.results = new Results(this);
      this.showPanel(this.results);
    }

    /** @param {{ panel: HTMLElement, show(): void }} opened */
    showPanel(opened) {
      if (!(opened instanceof Results)) this.results = null;
      this.panels.replaceChildren(opened.panel);
      opened.show();
    }
  }

  customElements.define("sg-quiz", QuizElement);
})();
