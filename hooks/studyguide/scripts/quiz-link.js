/* For teachers: a link that opens a quiz as it is wanted, as a test or with chosen questions alone. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page } = window.studyguide;
  const { el, button, uid } = page;

  class QuizLink {
    /** @param {Quiz} quiz */
    constructor(quiz) {
      this.quiz = quiz;
      const id = uid();
      const title = uid();
      this.test = this.box(_("Open it as a test"), true);
      this.boxes = quiz.questions.map((question) => this.box(question.stem, quiz.asked.includes(question)));
      this.field = el("input", { id, type: "text", readOnly: true, className: "sg-address" });
      const copy = button(_("Copy the link"), () => page.copy(this.field.value, copy, this.field), true);
      this.panel = el("section", { className: "sg-results", hidden: true, "aria-labelledby": title },
        el(quiz.deeper, { id: title, tabIndex: -1 }, _("Link to this quiz")), this.label(this.test),
        el("details", { className: "sg-choosing" }, el("summary", {}, _("Only some questions")),
          el("div", {}, ...this.boxes.map((box) => this.label(box)))),
        el("div", { className: "sg-signed" }, el("p", {}, el("label", { for: id }, _("Link")), this.field)),
        el("div", { className: "sg-actions" }, copy));
      this.write();
    }

    /** @param {string} text @param {boolean} checked */
    box(text, checked) {
      const box = el("input", { type: "checkbox", checked, "aria-label": text });
      box.addEventListener("change", () => this.write());
      return box;
    }

    /** @param {HTMLInputElement} box */
    label(box) {
      return el("label", { className: "sg-choice" }, box, el("span", {}, box.getAttribute("aria-label")));
    }

    show() {
      this.panel.hidden = false;
      this.panel.scrollIntoView({ block: "nearest" });
      this.field.focus({ preventScroll: true });
    }

    write() {
      const { quiz, boxes } = this;
      const chosen = quiz.questions.filter((_, at) => boxes[at].checked).map(({ item }) => item);
      const some = chosen.length > 0 && chosen.length < boxes.length;
      const several = document.querySelectorAll("sg-quiz").length > 1;
      const parts = [this.test.checked ? "test" : "practice", several && `quiz=${quiz.dataset.quiz}`,
        some && `only=${chosen.join(",")}`];
      this.field.value = `${window.location.href.split("#")[0]}#${parts.filter(Boolean).join("&")}`;
    }
  }

  Object.assign(window.studyguide, { QuizLink });
})();
