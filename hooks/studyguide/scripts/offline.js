/* Asks the browser to keep the site for reading without a network, once the page is there.

   Not on file://, where the site is kept already, nor without https (browsers allow it only there
   and on this machine), nor for readers who ask their browser to save data. */
(() => {
  "use strict";
  const worker = new URL("../../service-worker.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const saving = navigator.connection && navigator.connection.saveData;
  if (!("serviceWorker" in navigator) || !worker.protocol.startsWith("http") || saving) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register(worker).catch(() => {}); // the site is as good without it
  });
})();
