/* Results to hand in: a text to print or to copy, and a short code for a teacher's table. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page, scores, codes } = window.studyguide;
  const { el, button, one, uid } = page;
  /** A letter for each result in a code. */
  const MARKS = { right: "r", partly: "p", wrong: "w", none: "-", open: "o", begun: "-" };

  class Results {
    /** @param {Quiz} quiz */
    constructor(quiz) {
      this.quiz = quiz;
      const id = uid();
      const [nameRow, name] = this.input(_("Name"), "text", "");
      const [dateRow, date] = this.input(_("Date"), "date", page.local().toISOString().slice(0, 10));
      Object.assign(this, { name, date });
      this.name = name;
      this.date = date;
      this.paper = el("pre", { className: "sg-paper", tabIndex: 0, role: "region", "aria-label": _("Results as text") });
      this.code = el("output", { className: "sg-code" });
      const copyText = button(_("Copy as text"), () => page.copy(this.paper.textContent ?? "", copyText, this.paper));
      const copyCode = button(_("Copy the code"), () => page.copy(this.code.textContent ?? "", copyCode, this.code));
      this.panel = el("section", { className: "sg-results", hidden: true, "aria-labelledby": id },
        el(quiz.deeper, { id }, _("Results to hand in")),
        el("div", { className: "sg-signed" }, nameRow, dateRow),
        el("div", { className: "sg-actions" }, button(_("Print"), () => this.print()), copyText, copyCode),
        this.paper,
        el("p", { className: "sg-instruction" }, _("The code holds your name and your score. A teacher’s page of this guide makes a table of such codes.")),
        this.code);
    }

    /** @param {string} label @param {string} type @param {string} value
     * @returns {[HTMLElement, HTMLInputElement]} */
    input(label, type, value) {
      const id = uid();
      const made = el("input", { id, type, value, autocomplete: "off", maxLength: 80 });
      made.addEventListener("input", () => this.write());
      return [el("p", {}, el("label", { for: id }, label), made), made];
    }

    show() {
      this.panel.hidden = false;
      this.write();
      this.name.focus();
    }

    write() {
      const { quiz } = this;
      const rows = quiz.outcomes();
      const lines = [quiz.dataset.title, quiz.heading, _("Name: %(name)s", { name: this.name.value }),
        _("Date: %(date)s", { date: this.date.value }), quiz.testing ? _("Taken as: test") : _("Taken as: practice"), "",
        _("Score: %(score)s", { score: scores.total(quiz, rows) }),
        ...scores.levels(quiz, rows).map(([level, n, of]) => "  " + _("%(level)s: %(n)s of %(of)s", { level, n, of })), ""];
      for (const row of rows) {
        const answer = row.question.answerLines();
        const [head, pieces] = answer.length > 1 ? ["", answer] : [` ${answer[0]}`, []];
        const result = _("Result: %(result)s", { result: scores.result(quiz, row) });
        lines.push(row.question.stem, `   ${_("Answer:")}${head}`, ...pieces.map((piece) => `      ${piece}`),
          `   ${result}`, "");
      }
      this.paper.textContent = lines.join("\n");
      const { n, of } = scores.counts(quiz, rows);
      this.code.textContent = codes.written({
        quiz: quiz.heading, name: this.name.value.trim(), date: this.date.value, test: quiz.testing, right: n, of,
        marks: rows.map((row) => MARKS[row.result]).join(""),
      });
    }

    print() {
      const root = document.documentElement;
      root.classList.add("sg-printing");
      this.panel.classList.add("sg-to-print");
      window.addEventListener("afterprint", () => {
        root.classList.remove("sg-printing");
        this.panel.classList.remove("sg-to-print");
      }, { once: true });
      window.print();
    }
  }

  Object.assign(window.studyguide, { Results });
})();
