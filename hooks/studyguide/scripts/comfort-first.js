/* How the reader likes to read, set before anything is drawn: this runs in the head of the page. And
   what the page will be once its scripts run, so that nothing moves when they do; should they never
   come, the page is as without them.

   The colours are those that the reader chose with a click, else those of the device; the page's
   header asks for them as soon as there is a body to set them on. */
(() => {
  "use strict";
  const root = document.documentElement;
  const guide = document.currentScript?.dataset.guide;
  const DEVICE = "(prefers-color-scheme)";
  root.classList.add("sg-js");

  /** @param {string} name */
  const kept = (name) => {
    try {
      return JSON.parse(window.localStorage.getItem(`studyguide:${guide}:${name}`) ?? "{}") ?? {};
    } catch { // nothing is kept here: the guide looks as it is made
      return {};
    }
  };

  window.addEventListener("load", () => root.classList.toggle("sg-js", Boolean(window.customElements.get("sg-quiz"))));
  root.classList.toggle("sg-one-by-one", kept("way:quiz").layout === "one");
  root.classList.toggle("sg-been-here", Boolean(kept("last:page").p));
  const { size, lines, letters, font } = kept("comfort");
  for (const [key, value] of Object.entries({ size, lines, letters, font })) {
    if (value) root.setAttribute(`data-sg-${key}`, value);
  }

  /** The buttons of the schemes; each is there while its own is on.
   * @returns {HTMLElement[]} */
  const buttons = () => [...document.querySelectorAll(".sg-schemes > button")].map((node) => /** @type {HTMLElement} */ (node));
  /** @param {HTMLElement} button */
  const media = (button) => button.dataset.mdColorMedia ?? "";
  /** @param {HTMLElement} button */
  const suits = (button) => media(button) !== DEVICE && media(button) !== "" && window.matchMedia(media(button)).matches;

  /** Show the scheme that was chosen, by its place, or else the one that suits the device.
   * @param {unknown} [at] */
  function show(at = kept("scheme").at) {
    const all = buttons();
    if (!all.length) return;
    const chosen = all[Number(at ?? -1)] ?? all.find((button) => media(button) === DEVICE) ?? all.find(suits) ?? all[0];
    const colours = media(chosen) === DEVICE ? all.find(suits) ?? chosen : chosen;
    for (const button of all) button.hidden = button !== chosen;
    for (const name of ["scheme", "primary", "accent"]) {
      const value = colours.getAttribute(`data-md-color-${name}`);
      if (value) document.body.setAttribute(`data-md-color-${name}`, value);
    }
  }

  window.studyguideScheme = { buttons, show };
  if (document.readyState !== "loading") show(); // on a page that was given this script late
})();
