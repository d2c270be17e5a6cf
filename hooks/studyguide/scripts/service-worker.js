/* Keeps what a reader visits for reading without a network, and the whole site by choice.

   The build lists every page and what pages need, each with its hash. What is kept answers a visit
   at once, and is of one build throughout. When a new build is online, the browser finds this script
   changed and fetches anew what was kept, as far as it has changed; the next page comes from there.
   If any fetch fails, the old copy stays whole. */
"use strict";

const BUILD = "BUILD";
const BYTES = "BYTES";
/** @type {Map<string, string>} */
const FILES = new Map(Object.entries("FILES"));
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ROOT = worker.registration.scope;
const CACHES = `studyguide ${ROOT} `;
const CACHE = CACHES + BUILD;
/** What is kept under this address says that the reader has chosen to keep everything. */
const EVERYTHING = `${ROOT}?everything`;

/** Under which address a file of this build is kept.
 * @param {string} name */
const key = (name) => `${ROOT}${encodeURI(name)}?${encodeURIComponent(FILES.get(name) ?? "")}`;

/** The file that an address asks for, if it is a kept one; hosts may leave `.html` out.
 * @param {string} url */
function fileAt(url) {
  const { origin, pathname } = new URL(url);
  const name = decodeURI(`${origin}${pathname}`.slice(ROOT.length));
  const known = `${origin}${pathname}`.startsWith(ROOT);
  return known && [name, `${name}index.html`, `${name}.html`].find((path) => FILES.has(path));
}

/** The file as the build made it: from an older cache if it is there, else from the network.
 * @param {string} name @param {RequestCache} [cache] */
async function fetched(name, cache = "no-cache") {
  const found = await caches.match(key(name));
  if (found) return found;
  /** @type {RequestInit} */
  const request = { cache, integrity: FILES.get(name) };
  const response = await fetch(ROOT + encodeURI(name), request);
  if (!response.ok) throw new Error(`${name} could not be fetched`);
  // A copy: one that was redirected, or that varies, could not answer for a page.
  const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
  return new Response(response.body, { headers });
}

/** @param {Iterable<string>} names @param {RequestCache} [from] */
async function keep(names, from) {
  const cache = await caches.open(CACHE);
  // One after the other: the reader's own clicks go first.
  for (const name of names) {
    if (!await cache.match(key(name))) await cache.put(key(name), await fetched(name, from));
  }
}

async function keepEverything() {
  await keep(FILES.keys());
  await (await caches.open(CACHE)).put(EVERYTHING, new Response("kept"));
}

/** Keep of this build what was kept of the last ones. */
async function renew() {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  const requests = await Promise.all(old.map(async (name) => (await caches.open(name)).keys()));
  const urls = requests.flat().map(({ url }) => url);
  if (urls.includes(EVERYTHING)) await keepEverything();
  else await keep(new Set(urls.flatMap((url) => fileAt(url) || [])));
  await worker.skipWaiting();
}

async function forget() {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @param {string} name */
async function answer(request, name) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(key(name));
  if (found) return found;
  try {
    const response = await fetched(name, "default");
    await cache.put(key(name), response.clone());
    return response;
  } catch { // online is another build, or nothing
    return fetch(request);
  }
}

/** What pages ask for: to keep what they have loaded before this worker saw to them, and to keep all.
 * @param {{ visited?: string[]; everything?: boolean }} asked */
async function serve({ visited = [], everything = false }) {
  await keep(new Set(visited.flatMap((url) => fileAt(url) || [])), "default").catch(() => {});
  if (everything) await keepEverything();
  return { bytes: BYTES, everything: Boolean(await caches.match(EVERYTHING, { cacheName: CACHE })) };
}

worker.addEventListener("install", (event) => event.waitUntil(renew()));
worker.addEventListener("activate", (event) => event.waitUntil(forget()));
worker.addEventListener("message", (event) => event.waitUntil(serve(event.data).then(
  (said) => event.ports[0]?.postMessage(said),
  () => event.ports[0]?.postMessage({ failed: true }),
)));
worker.addEventListener("fetch", (event) => {
  const name = event.request.method === "GET" && fileAt(event.request.url);
  if (name) event.respondWith(answer(event.request, name));
});
