/* The page's frame: the button of the menu, the menu as a drawer on narrow screens, and the button
   that changes the colours. The drawer is the theme's: a box that is checked while it is open. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page, store } = window.studyguide;
  const { all } = page;
  const { THEME } = page;

  /** @param {HTMLElement} menu @param {HTMLElement} open @param {HTMLInputElement} box */
  function makeDrawer(menu, open, box) {
    const show = (/** @type {boolean} */ wanted, focus = true) => {
      if (box.checked !== wanted) box.click();
      const first = all(menu, "button, a[href], label[tabindex]").find((node) => node.checkVisibility({ visibilityProperty: true }));
      if (focus) (wanted ? first : open)?.focus();
    };
    const isOpen = () => box.checked && open.checkVisibility();
    open.addEventListener("click", () => show(!box.checked));
    for (const close of all(menu, ".sg-menu-close")) close.addEventListener("click", () => show(false));
    box.addEventListener("change", () => open.setAttribute("aria-expanded", String(box.checked)));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) show(false);
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      const outside = relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== open;
      if (outside && isOpen()) show(false, false);
    });
  }

  /** A part of the menu opens by a label, and another leads back; labels are no controls to a keyboard.
   * @param {HTMLElement} label @param {boolean} drawn */
  function makeOpener(label, drawn) {
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById(label.getAttribute("for") ?? ""));
    const back = label.matches(THEME.backs);
    const title = (label.textContent ?? "").trim();
    const tell = () => {
      if (!back) label.setAttribute("aria-expanded", String(box?.checked));
      const passed = back ? box?.checked : !box?.checked;
      if (drawn && passed && label.checkVisibility({ visibilityProperty: true })) label.focus();
    };
    label.setAttribute("role", "button");
    label.tabIndex = 0;
    if (back) label.setAttribute("aria-label", _("Back from %(title)s", { title }));
    else if (!title) label.setAttribute("aria-label", (label.previousElementSibling?.textContent ?? "").trim());
    box?.addEventListener("change", tell);
    label.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // the theme sees to Enter
      event.preventDefault();
      label.click();
    });
    if (!back) label.setAttribute("aria-expanded", String(box?.checked));
  }

  function makeSchemes() {
    const guide = all(document, "script[data-guide]")[0]?.dataset.guide;
    const { buttons } = window.studyguideScheme;
    const name = `${guide}:scheme`;
    const show = () => window.studyguideScheme.show(store.read(name)?.at);
    buttons().forEach((button, at, every) => button.addEventListener("click", () => {
      store.write(name, { at: (at + 1) % every.length });
      every.find((other) => !other.hidden)?.focus();
    }));
    for (const wish of ["light", "dark"]) {
      window.matchMedia(`(prefers-color-scheme: ${wish})`).addEventListener("change", show);
    }
    store.watch(name, show);
  }

  const [menu] = all(document, THEME.menu);
  const [open] = all(document, ".sg-menu-open");
  const [box] = /** @type {HTMLInputElement[]} */ (all(document, THEME.drawer));
  if (menu && open && box) makeDrawer(menu, open, box);
  const drawn = Boolean(open?.checkVisibility());
  for (const label of all(document, `${THEME.openers}, ${THEME.backs}`)) {
    if (drawn || label.tabIndex === 0) makeOpener(label, drawn);
  }
  if (all(document, ".sg-schemes")[0] && window.studyguideScheme) makeSchemes();
})();
