/* A table that is too wide for the screen scrolls: then the keyboard reaches it, and it has a name. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { THEME, all, words } = window.studyguide.page;

  /** What a table is called, or what it stands under.
   * @param {Ours} box */
  function name(box) {
    const caption = box.querySelector("caption");
    if (caption) return words(caption);
    const before = all(document, ".md-typeset :is(h1, h2, h3, h4, h5, h6)").filter((heading) => (
      heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING));
    return before.length ? words(before[before.length - 1]) : "";
  }

  /** @param {Ours} box */
  function tell(box) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (scrolls === box.hasAttribute("tabindex")) return;
    const said = { tabindex: "0", role: "region", "aria-label": _("Table: %(name)s", { name: name(box) }) };
    for (const [key, value] of Object.entries(said)) {
      if (scrolls) box.setAttribute(key, value);
      else box.removeAttribute(key);
    }
  }

  // The theme's own script has put its frames around the tables by now.
  window.addEventListener("load", () => {
    const watch = new ResizeObserver((seen) => {
      for (const { target } of seen) tell(/** @type {any} */ (target.closest(THEME.scrolls)));
    });
    for (const box of all(document, THEME.scrolls)) {
      watch.observe(box);
      for (const table of all(box, "table")) watch.observe(table);
    }
  });
})();
