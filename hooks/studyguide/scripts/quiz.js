/* <sg-quiz>: takes a row of questions in practice or as a test, counts, and makes the results.

   Practice answers belong to the items and are shared by all quizzes. A test keeps its answers by
   itself, under the quiz, so that it begins empty and is marked only when it is handed in. */
(() => {
  "use strict";
  const { store, page, VERDICTS } = window.studyguide;
  const { el, button, uid } = page;
  const LEVELS = ["recall", "understand", "apply", "analyse", "evaluate", "create"];
  const SPELLED = { analyse: "analyze" };

  class Quiz extends HTMLElement {
    connectedCallback() {
      if (this.section) return;
      this.section = this.querySelector(".sg-quiz");
      this.questions = [...this.querySelectorAll("sg-question")];
      const heading = this.section.querySelector("h2, h3, h4, h5, h6");
      const copy = heading.cloneNode(true);
      copy.querySelector(".headerlink")?.remove();
      this.heading = copy.textContent.trim();
      this.deeper = `h${Math.min(Number(heading.tagName[1]) + 1, 6)}`;
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
      const missed = only.length === 1 ? "is the question" : `are the ${only.length} questions`;
      this.only.firstChild.textContent = `Here ${missed} you missed.`;
      this.handIn.hidden = m !== "test" || Boolean(d);
      this.newTest.hidden = m !== "test" || !d;
      this.results.hidden = true;
      this.count();
    }

    /* ---- Above the questions --------------------------------------------------------------- */

    makeBar() {
      const name = uid();
      this.ways = {};
      const ways = el("fieldset", { className: "sg-ways" }, el("legend", {}, "How do you want to take it?"));
      const labels = {
        practice: ["Practice", "a reason after each answer"],
        test: ["Test", "all answers first, then the reasons"],
      };
      for (const [way, [title, text]] of Object.entries(labels)) {
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
      this.only = el("div", { className: "sg-only", tabIndex: -1 }, el("p"),
        button("Show all questions", () => {
          this.keep({ o: [] });
          this.apply();
          this.ways.practice.focus();
        }));
      const place = store.lasts
        ? "Your answers stay in this browser, on this device."
        : "This browser forgets your answers when you leave the page.";
      const bar = el("div", { className: "sg-quiz-bar" }, ways, this.gauge, this.progress,
        el("p", { className: "sg-instruction" }, place));
      this.questions[0]?.before(bar, this.only);
    }

    /** A bar for the eye; the words beside it say the same. */
    bar(value, max) {
      return el("progress", { className: "sg-gauge", value, max, "aria-hidden": "true" });
    }

    /* ---- Below the questions --------------------------------------------------------------- */

    makeEnd() {
      this.handIn = button("Hand in the test", () => this.handInNow(), true);
      this.newTest = button("Take the test anew", () => {
        this.keep({ t: {}, d: 0 });
        this.apply();
        this.questions[0].control.first().focus();
      });
      this.score = el("section", { className: "sg-score", hidden: true });
      this.toResults = button("Results to hand in", () => this.showResults());
      this.results = el("section", { className: "sg-results", hidden: true });
      const clear = button("Clear my answers", () => this.clear());
      clear.classList.add("sg-button-quiet");
      this.section.append(el("div", { className: "sg-quiz-end" },
        el("div", { className: "sg-actions" }, this.handIn), this.score,
        el("div", { className: "sg-actions" }, this.newTest, this.toResults, clear), this.results));
    }

    async handInNow() {
      const open = this.questions.filter((q) => q.outcome().result === "none").length;
      if (open) {
        const words = open === 1 ? "One question has no answer." : `${open} questions have no answer.`;
        const choices = { yes: "Hand in", no: "Go on answering" };
        const choice = await page.ask("Hand in the test?", words, choices, "no");
        if (choice !== "yes") return;
      }
      this.keep({ d: Date.now() });
      this.apply();
      this.dispatchEvent(new CustomEvent("sg-handed-in", { bubbles: true }));
      this.score.querySelector(".sg-score-title").focus();
      page.say(this.total(this.outcomes()));
    }

    outcomes() {
      return this.questions.map((question, at) => ({ question, at, ...question.outcome() }));
    }

    count() {
      const all = this.outcomes();
      const begun = all.filter((row) => row.result !== "none").length;
      this.progress.textContent = `${begun} of ${all.length} answered`;
      this.gauge.value = begun;
      const done = all.some((row) => !["none", "begun"].includes(row.result));
      this.score.hidden = !done;
      if (done) this.showScore(all);
      this.toResults.hidden = this.testing && !this.record.d;
      if (!this.results.hidden) this.write();
    }

    /** Whether it counts as known: right, and not after seeing the key. */
    known(row) {
      return row.result === "right" && !row.seen;
    }

    missed(all) {
      const wrong = (row) => ["wrong", "partly"].includes(row.result) || row.seen
        || (row.result === "none" && this.testing && this.record.d && !row.question.ungraded);
      return all.filter(wrong);
    }

    levels(all) {
      const graded = all.filter((row) => !row.question.ungraded);
      return LEVELS.map((level) => graded.filter((row) => row.question.level === level))
        .filter((rows) => rows.length)
        .map((rows) => [rows[0].question.level, rows.filter(this.known).length, rows.length])
        .map(([level, ...counts]) => [SPELLED[level] ?? level, ...counts]);
    }

    total(all) {
      const graded = all.filter((row) => !row.question.ungraded);
      const partly = graded.filter((row) => row.result === "partly").length;
      const right = `${graded.filter(this.known).length} of ${graded.length} right`;
      return partly ? `${right}, ${partly} partly` : right;
    }

    showScore(all) {
      const missed = this.missed(all);
      const open = all.length - all.filter((row) => !row.question.ungraded).length;
      const id = uid();
      const table = el("table", { className: "sg-levels" },
        el("thead", {}, el("tr", {}, ...["What it asks for", "Right", "Of"].map(
          (text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, ...this.levels(all).map(([level, right, of]) => el("tr", {},
          el("th", { scope: "row" }, level, this.bar(right, of)), el("td", {}, String(right)),
          el("td", {}, String(of))))));
      this.score.setAttribute("aria-labelledby", id);
      this.score.replaceChildren(
        el(this.deeper, { id, className: "sg-score-title", tabIndex: -1 },
          `${this.testing ? "Your test" : "So far"}: ${this.total(all)}`), table);
      if (open) {
        this.score.append(el("p", { className: "sg-instruction" },
          "Written answers are not scored: compare them with ours."));
      }
      if (!missed.length) return;
      this.score.append(el("p", { className: "sg-label" }, "What you missed"),
        el("ul", { className: "sg-missed" }, ...missed.map(({ question }) => el("li", {},
          el("a", { href: `#${question.box.id}` }, question.stem)))),
        el("div", { className: "sg-actions" },
          button("Practice these again", () => this.practise(missed))));
    }

    practise(missed) {
      for (const { question } of missed) question.forget();
      this.keep({ m: "practice", o: missed.map(({ question }) => question.item) });
      this.apply();
      this.only.focus();
    }

    async clear() {
      const choice = await page.ask("Clear your answers?", "They cannot be brought back.", {
        quiz: "Clear this quiz", guide: "Clear the whole guide", no: "Keep them",
      }, "no");
      if (choice === "guide") store.clear(`${this.dataset.guide}:`);
      else if (choice === "quiz") {
        for (const question of this.questions) question.forget();
        store.write(this.saved, null);
      } else return;
      page.say("Your answers are cleared.");
    }

    /* ---- Results to hand in ----------------------------------------------------------------- */

    showResults() {
      if (!this.paper) this.makeResults();
      this.results.hidden = false;
      this.write();
      this.results.querySelector("input").focus();
    }

    makeResults() {
      const input = (label, type, value) => {
        const id = uid();
        const made = el("input", { id, type, value, autocomplete: "off" });
        made.addEventListener("input", () => this.write());
        return [el("p", {}, el("label", { for: id }, label), made), made];
      };
      const now = new Date();
      const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString();
      const [nameRow, name] = input("Name", "text", "");
      const [dateRow, date] = input("Date", "date", today.slice(0, 10));
      const id = uid();
      this.paper = el("pre", { className: "sg-paper", tabIndex: 0, role: "region", "aria-label": "Results as text" });
      this.results.setAttribute("aria-labelledby", id);
      this.results.append(el(this.deeper, { id }, "Results to hand in"),
        el("div", { className: "sg-signed" }, nameRow, dateRow),
        el("div", { className: "sg-actions" },
          button("Print", () => this.print()), button("Copy as text", () => this.copy())), this.paper);
      Object.assign(this, { name, date });
    }

    write() {
      const all = this.outcomes();
      const lines = [this.dataset.title, this.heading, `Name: ${this.name.value}`,
        `Date: ${this.date.value}`, `Taken as: ${this.testing ? "test" : "practice"}`, "",
        `Score: ${this.total(all)}`,
        ...this.levels(all).map(([level, right, of]) => `  ${level}: ${right} of ${of}`), ""];
      for (const row of all) {
        const answer = row.question.answerLines();
        const [head, pieces] = answer.length > 1 ? ["", answer] : [` ${answer[0]}`, []];
        lines.push(row.question.stem, `   Answer:${head}`, ...pieces.map((piece) => `      ${piece}`),
          `   Result: ${this.resultText(row)}`, "");
      }
      this.paper.textContent = lines.join("\n");
    }

    resultText({ question, result, seen }) {
      if (result === "begun") return question.ungraded ? "written, not scored" : "not checked";
      if (result === "open") return "written, not scored";
      const tries = !this.testing && question.record.n > 1 ? `, try ${question.record.n}` : "";
      return `${VERDICTS[result][1].toLowerCase()}${tries}${seen ? ", the answer was shown" : ""}`;
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
        await navigator.clipboard.writeText(this.paper.textContent);
        page.say("Copied.");
      } catch {
        window.getSelection().selectAllChildren(this.paper);
        const done = document.execCommand("copy");
        page.say(done ? "Copied." : "The text is selected: copy it with your keyboard.");
      }
    }
  }

  customElements.define("sg-quiz", Quiz);
})();
