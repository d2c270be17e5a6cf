/* How the reader likes to read, set before anything is drawn: this runs in the head of the page. */
(() => {
  "use strict";
  const root = document.documentElement;
  try {
    const name = `studyguide:${document.currentScript?.dataset.guide}:comfort`;
    const { size, lines, letters, font } = JSON.parse(window.localStorage.getItem(name) ?? "{}");
    for (const [key, value] of Object.entries({ size, lines, letters, font })) {
      if (value) root.setAttribute(`data-sg-${key}`, value);
    }
  } catch { /* nothing is kept here: the guide looks as it is made */ }
})();
