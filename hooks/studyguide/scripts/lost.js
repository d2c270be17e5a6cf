/* On the page for addresses that lead nowhere: finds where the site begins, however deep the address,
   and gives the page its look, its links and its search.

   The page asks for this script as seen from several depths. The one request that finds it tells
   where the site begins; until then the page's own addresses wait beside their attributes. */
(() => {
  "use strict";
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const page = document.documentElement;
  if (page.classList.contains("sg-placed")) return;
  page.classList.add("sg-placed");

  const config = document.getElementById("__config");
  if (config) config.textContent = JSON.stringify({ ...JSON.parse(config.textContent ?? "{}"), base: root.href });

  for (const name of ["href", "src"]) {
    for (const node of document.querySelectorAll(`[data-at-${name}]`)) {
      const address = new URL(node.getAttribute(`data-at-${name}`) ?? "", root).href;
      if (node instanceof HTMLScriptElement) {
        const script = document.createElement("script"); // one that was parsed does not run again
        Object.assign(script, { async: false, src: address });
        Object.assign(script.dataset, node.dataset);
        node.replaceWith(script);
      } else node.setAttribute(name, address);
    }
  }
})();
