/* Keeps this site for reading without a network.

   The build lists every page and what pages need, each with its hash; downloads are never fetched
   ahead. A visit is answered from the kept copy, at once and of one build throughout. When a new
   build is online, the browser finds this script changed, fetches the files whose hashes are new,
   and the next page comes from there. If any fetch fails, the old copy stays whole. */
"use strict";

const BUILD = "BUILD";
/** @type {Map<string, string>} */
const FILES = new Map(Object.entries("FILES"));
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ROOT = worker.registration.scope;
const CACHES = `studyguide ${ROOT} `;
const CACHE = CACHES + BUILD;

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
 * @param {string} name */
async function fetched(name) {
  const found = await caches.match(key(name));
  if (found) return found;
  /** @type {RequestInit} */
  const request = { cache: "no-cache", integrity: FILES.get(name) };
  const response = await fetch(ROOT + encodeURI(name), request);
  if (!response.ok) throw new Error(`${name} could not be fetched`);
  // A copy: one that was redirected, or that varies, could not answer for a page.
  const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
  return new Response(response.body, { headers });
}

async function keep() {
  const cache = await caches.open(CACHE);
  // One after the other: the reader's own clicks go first.
  for (const name of FILES.keys()) await cache.put(key(name), await fetched(name));
  await worker.skipWaiting();
}

async function forget() {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @param {string} name */
async function answer(request, name) {
  const found = await caches.match(key(name), { cacheName: CACHE });
  return found || fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(forget()));
worker.addEventListener("fetch", (event) => {
  const name = event.request.method === "GET" && fileAt(event.request.url);
  if (name) event.respondWith(answer(event.request, name));
});
