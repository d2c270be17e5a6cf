/* In a preview nothing is kept: takes the place of the worker of a site that was once served at the
   same address, and goes with all that it kept, so that authors never see an old page. */
"use strict";

async function leave() {
  const mine = `studyguide ${self.registration.scope} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(mine));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
