/* A quiz before a class: one question at a time, large, over the whole window, and its answer when
   somebody presses the key for it. Nothing is answered or kept here. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page } = window.studyguide;
  const { el, button, one, all } = page;

  /** @param {HTMLElement} printed a question as the page came with it */
  function slide(printed) {
    const copy = /** @type {HTMLElement} */ (printed.cloneNode(true));
    copy.removeAttribute("id");
    for (const node of all(copy, "[id]")) node.removeAttribute("id");
    for (const node of all(copy, ".sg-hint, .sg-question-heading, .sg-box, .sg-see, .sg-cite")) node.remove();
    const answer = one(copy, ".sg-answer");
    const told = el("div", { className: "sg-projected-answer", hidden: true, tabIndex: -1 });
    told.append(...[...answer.childNodes].filter((node) => node.nodeName !== "SUMMARY"));
    answer.remove();
    return { copy, told };
  }

  /** @type {StudyGuide["project"]} */
  function project(quiz) {
    let at = 0;
    const slides = quiz.asked.map((question) => slide(question.printed));
    const place = el("p", { className: "sg-progress", tabIndex: -1 });
    const stage = el("div", { className: "sg-projected-stage" });
    const back = button(_("Back"), () => go(at - 1));
    const reveal = button(_("Show the answer"), () => turn(), true);
    const next = button(_("Next"), () => go(at + 1));
    const close = button(_("Close"), () => dialog.close());
    const keys = el("p", { className: "sg-instruction sg-keys" }, _("Keys: arrows for the questions, A for the answer, Esc to close."));
    const dialog = el("dialog", { className: "sg-projector", "aria-label": quiz.heading },
      el("div", { className: "sg-projector-bar" }, place, close), stage,
      el("div", { className: "sg-actions" }, back, reveal, next), keys);

    /** @param {number} to */
    function go(to) {
      if (to < 0 || to >= slides.length) return;
      at = to;
      const { copy, told } = slides[at];
      place.textContent = _("Question %(n)s of %(of)s", { n: at + 1, of: slides.length });
      stage.replaceChildren(copy, told);
      stage.scrollTo(0, 0);
      back.setAttribute("aria-disabled", String(at === 0));
      next.setAttribute("aria-disabled", String(at === slides.length - 1));
      label();
      place.focus();
    }

    function label() {
      reveal.textContent = slides[at].told.hidden ? _("Show the answer") : _("Hide the answer");
    }

    function turn() {
      const { told } = slides[at];
      told.hidden = !told.hidden;
      label();
      if (!told.hidden) told.scrollIntoView({ block: "nearest" });
    }

    dialog.addEventListener("keydown", (event) => {
      const steps = /** @type {Record<string, number>} */ ({ ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 });
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (steps[event.key]) go(at + steps[event.key]);
      else if (event.key.toLowerCase() === "a") turn();
      else return;
      event.preventDefault();
    });
    dialog.addEventListener("close", () => dialog.remove());
    (document.querySelector(page.THEME.content) ?? document.body).append(dialog);
    dialog.showModal();
    go(0);
  }

  Object.assign(window.studyguide, { project });
})();
