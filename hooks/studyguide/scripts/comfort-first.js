/* How the reader likes to read, set before anything is drawn: this runs in the head of the page. And
   what the page will be once its scripts run, so that nothing moves when they do; should they never
   come, the page is as without them. */
(() => {
  "use strict";
  const root = document.documentElement;
  const guide = document.currentScript?.dataset.guide;
  root.classList.add("sg-js");
  window.addEventListener("load", () => root.classList.toggle("sg-js", Boolean(window.customElements.get("sg-quiz"))));
  try {
    const kept = (/** @type {string} */ name) => JSON.parse(window.localStorage.getItem(`studyguide:${guide}:${name}`) ?? "{}");
    root.classList.toggle("sg-one-by-one", kept("way:quiz").layout === "one");
    root.classList.toggle("sg-been-here", Boolean(kept("last:page").p));
    const { size, lines, letters, font } = kept("comfort");
    for (const [key, value] of Object.entries({ size, lines, letters, font })) {
      if (value) root.setAttribute(`data-sg-${key}`, value);
    }
  } catch { /* nothing is kept here: the guide looks as it is made */ }
})();
