/* The pictures answer: a box at the foot of one says what the chosen mark shows, on hover, focus and
   tap. It is there while something is chosen, and never outside of the picture's own frame. Every
   mark is a link with its words in it, so without this script it still leads on. The arrow keys go
   from mark to mark, and one stop of the Tab key leads past the whole drawing. */
(() => {
  "use strict";
  /** @typedef {SVGAElement} Mark a link in a drawing */
  const KEY = "#"; // a mark that leads to the key of the picture has told all there is
  const { gettext: _ } = window.studyguide.words;
  const { el, one, all } = window.studyguide.page;
  /** @type {Record<string, [right: number, down: number]>} */
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** @param {Element} node */
  function middle(node) {
    const box = node.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }

  /** The nearest of the marks in a direction; what lies aside counts double.
   * @param {Mark} from @param {Mark[]} marks @param {[right: number, down: number]} way @returns {Mark | null} */
  function next(from, marks, [right, down]) {
    const [x, y] = middle(from);
    /** @type {Mark | null} */
    let best = null;
    let least = Infinity;
    for (const mark of marks) {
      const [mx, my] = middle(mark);
      const ahead = (mx - x) * right + (my - y) * down;
      const aside = Math.abs((mx - x) * down) + Math.abs((my - y) * right);
      if (mark === from || ahead < 4 || ahead + 2 * aside >= least) continue;
      least = ahead + 2 * aside;
      best = mark;
    }
    return best;
  }

  /** The mark in which something happens.
   * @param {Event} event @returns {Mark | null} */
  const linkAt = (event) => /** @type {any} */ (event.target).closest("a");

  class Picture {
    /** @type {Mark | null} */ chosen = null;
    byTouch = false;

    /** @param {Ours} figure */
    constructor(figure) {
      this.says = one(figure, ".sg-picture-says");
      this.says.hidden = false; // while it is empty its style leaves nothing of it
      one(figure, ".sg-picture-hint").hidden = false;
      this.drawings = all(figure, ".sg-drawing");
      /** @type {Mark[]} */
      this.marks = this.drawings.flatMap((drawing) => /** @type {any} */ (all(drawing, "a")));
      this.rove();
      const area = one(figure, ".sg-drawings");
      const frame = one(figure, ".sg-picture-frame");
      frame.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse" && !frame.contains(document.activeElement)) this.clear();
      });
      frame.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.clear();
      });
      area.addEventListener("focusout", (event) => {
        if (!this.byTouch && !frame.contains(/** @type {Node | null} */ (event.relatedTarget))) this.clear();
      });
      area.addEventListener("pointerdown", (event) => { this.byTouch = event.pointerType !== "mouse"; });
      area.addEventListener("pointerover", (event) => {
        if (event.pointerType === "mouse") this.choose(this.markAt(event));
      });
      area.addEventListener("focusin", (event) => {
        if (this.byTouch) return;
        this.choose(linkAt(event));
        this.uncover();
      });
      area.addEventListener("click", (event) => this.tap(event));
      area.addEventListener("keydown", (event) => this.key(event));
    }

    /** One mark of each width takes the Tab key.
     * @param {Mark | null} kept */
    rove(kept = null) {
      const seen = new Set();
      if (kept) seen.add(kept.ownerSVGElement?.classList[1]);
      for (const mark of this.marks) {
        const width = mark.ownerSVGElement?.classList[1];
        mark.setAttribute("tabindex", mark === kept || !seen.has(width) ? "0" : "-1");
        seen.add(width);
      }
    }

    /** The mark where a pointer is; for the line of a tie, that of its number.
     * @param {Event} event @returns {Mark | null | undefined} */
    markAt(event) {
      const tie = /** @type {SVGElement | null} */ (/** @type {Element} */ (event.target).closest(".d-tie"));
      const of = tie?.dataset.of;
      return linkAt(event) ?? (of ? this.marks.find((mark) => (
        mark.dataset.lights === of && tie.ownerSVGElement?.contains(mark))) : null);
    }

    /** @param {Mark | null | undefined} mark */
    choose(mark) {
      if (!mark || mark === this.chosen) return;
      this.clear();
      this.chosen = mark;
      mark.classList.add("sg-chosen");
      const close = el("button", {
        type: "button", ariaLabel: _("Close"), textContent: "×", onclick: () => this.clear(),
      });
      const to = mark.getAttribute("href") ?? KEY;
      const more = to.startsWith(KEY) ? null : el("a", { href: to }, _("Go there"));
      const told = el("span", {}, `${mark.getAttribute("aria-label")} `, more);
      this.says.replaceChildren(told, close);
      this.light(mark.dataset.lights);
    }

    /** Show the ties of one person, or the one of two, and let the others stand back.
     * @param {string | undefined} names */
    light(names) {
      const wanted = names ? names.split(" ") : [];
      for (const drawing of this.drawings) {
        const ties = all(drawing, ".d-tie");
        const has = (/** @type {Ours} */ tie, /** @type {string} */ name) => tie.dataset.of.split(" ").includes(name);
        const lit = ties.filter((tie) => names && wanted.every((name) => has(tie, name)));
        drawing.classList.toggle("sg-lit", Boolean(names));
        for (const tie of ties) tie.classList.toggle("sg-lit", lit.includes(tie));
      }
    }

    clear() {
      this.chosen?.classList.remove("sg-chosen");
      this.chosen = null;
      this.light("");
      this.says.replaceChildren();
    }

    /** A first tap says what there is; a second one, or the link in the box, leads there.
     * @param {MouseEvent} event */
    tap(event) {
      if (!this.byTouch) return;
      const mark = this.markAt(event);
      if (!mark) return this.clear();
      if (mark === this.chosen && linkAt(event)) return;
      event.preventDefault();
      this.says.setAttribute("aria-live", "polite");
      this.choose(mark);
      this.uncover();
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      this.byTouch = false;
      this.says.removeAttribute("aria-live");
      const way = ARROWS[event.key];
      const here = linkAt(event);
      if (!way || !here) return;
      event.preventDefault();
      const shown = this.marks.filter((mark) => mark.getClientRects().length);
      const mark = next(here, shown, way);
      if (!mark) return;
      this.rove(mark);
      mark.focus();
    }

    /** Scroll when the box hides what is chosen. */
    uncover() {
      if (!this.chosen) return;
      const { bottom } = this.chosen.getBoundingClientRect();
      const under = bottom - this.says.getBoundingClientRect().top + 8;
      if (under > 0) window.scrollBy({ top: under, behavior: "instant" });
    }
  }

  function begin() {
    for (const figure of all(document, ".sg-picture")) {
      if (figure.querySelector(".sg-picture-says")) new Picture(figure);
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
