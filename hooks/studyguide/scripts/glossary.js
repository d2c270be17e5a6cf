/* Notes on words open on hover and on focus. Browsers that know `interestfor` do this themselves, and
   for all others a tap, a click or Enter opens a note without this script. */

(() => {
  "use strict";
  const native = "interestForElement" in HTMLButtonElement.prototype;
  if (native || !("popover" in HTMLElement.prototype)) return;

  const OPEN_AFTER = 300;
  const CLOSE_AFTER = 200;
  const used = (/** @type {Element} */ element) => element.matches(":hover, :focus-visible, :focus-within");

  for (const mark of window.studyguide.page.all(document, ".sg-term-use")) {
    const note = document.getElementById(mark.getAttribute("popovertarget") ?? "");
    if (!note) continue;
    let timer = 0;
    let closed = -CLOSE_AFTER;
    const open = (/** @type {number} */ wait) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!note.matches(":popover-open")) /** @type {any} */ (note).showPopover({ source: mark });
      }, wait);
    };
    const close = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!used(mark) && !used(note)) note.hidePopover();
      }, CLOSE_AFTER);
    };
    note.addEventListener("beforetoggle", (event) => {
      if (event.newState === "closed") closed = performance.now();
    });
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") open(OPEN_AFTER);
    });
    mark.addEventListener("focus", () => {
      // Escape closes a note and gives the focus back: that must not open it again.
      if (mark.matches(":focus-visible") && performance.now() - closed > CLOSE_AFTER) open(0);
    });
    mark.addEventListener("pointerleave", close);
    mark.addEventListener("blur", close);
    note.addEventListener("pointerleave", close);
    note.addEventListener("focusout", close);
  }
})();
