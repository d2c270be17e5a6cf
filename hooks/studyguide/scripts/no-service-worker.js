/* In a preview nothing is kept: takes the place of the worker of a site that was once served at the
   same address, and goes with all that it kept, so that authors never see an old page. */
(() => {
  "use strict";
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  async function leave() {
    const mine = `studyguide ${worker.registration.scope} `;
    const names = (await caches.keys()).filter((name) => name.startsWith(mine));
    await Promise.all(names.map((name) => caches.delete(name)));
    await worker.registration.unregister();
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(leave()));
})();
