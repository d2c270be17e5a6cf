/* On the page for addresses that lead nowhere: makes its link lead home, however deep the address.

   The page asks for this script as seen from several depths. The one request that finds it tells
   where the site begins. */
(() => {
  "use strict";
  const home = new URL("../../index.html", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  for (const link of document.querySelectorAll("main a")) link.setAttribute("href", home.href);
})();
