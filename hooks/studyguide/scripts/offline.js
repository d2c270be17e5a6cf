/* Asks the browser to keep what is read of the site for reading without a network, and offers to keep
   all of it.

   Not on file://, where the site is kept already, nor without https (browsers allow it only there
   and on this machine), nor for readers who ask their browser to save data. */
(() => {
  "use strict";
  const { gettext: _ } = window.studyguide.words;
  const { page } = window.studyguide;
  const { all, button } = page;
  const address = new URL("../../service-worker.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const saving = navigator.connection && navigator.connection.saveData;
  const [place] = all(document, ".sg-offline");
  if (!("serviceWorker" in navigator) || !address.protocol.startsWith("http") || saving) return;

  /** @param {ServiceWorker} worker @param {object} what
   * @returns {Promise<{ bytes: number; everything: boolean; failed?: boolean }>} */
  const ask = (worker, what) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage(what, [port2]);
  });

  /** @param {ServiceWorker} worker @param {number} bytes @param {boolean} kept */
  function offer(worker, bytes, kept) {
    const done = _("This guide is kept on this device: it opens without the internet.");
    const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1e6);
    const keep = button(_("Keep this guide on this device (%(size)s MB)", { size }), async () => {
      keep.disabled = true;
      keep.textContent = _("Fetching the guide …");
      const { everything } = await ask(worker, { everything: true });
      const said = everything ? done : _("The guide could not be fetched. Try again later.");
      place.replaceChildren(said);
      page.say(said);
    });
    place.replaceChildren(kept ? done : keep);
    place.hidden = false;
  }

  async function begin() {
    const { active } = await navigator.serviceWorker.register(address).then(() => navigator.serviceWorker.ready);
    if (!active) return;
    const visited = [window.location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    const { bytes, everything } = await ask(active, { visited });
    if (place) offer(active, bytes, everything);
  }

  window.addEventListener("load", () => { begin().catch(() => {}); }); // the site is as good without it
})();
