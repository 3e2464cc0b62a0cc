/* The service worker: with a line every page comes from the network, checked with the server, and a
   copy is kept; without one the copy is shown. So nobody ever reads an old number while a new one
   could be had. What offline.js fetches to keep it goes past here: no copy may stand in for it. */
const NAME = `claim-manual ${new URL("./", self.location).pathname}`;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin && !request.headers.has("x-keep") && !request.url.endsWith("/offline.json"))
    event.respondWith(answer(request));
});

async function answer(request) {
  try {
    // Where a host sends somebody on, the browser goes there itself: it takes no page from elsewhere.
    const found = await (request.mode === "navigate" ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request, { cache: "no-cache" }));
    if (found.status === 200) await keep(request.url.split("#")[0], found.clone());
    return found;
  } catch (failure) {
    const cache = await caches.open(NAME);
    const kept = (await cache.match(request.url, { ignoreSearch: true })) ?? (await cache.match(new URL("404.html", self.registration.scope)));
    if (kept) return kept;
    throw failure;
  }
}

/* A page that there is no room to keep can be read all the same. */
async function keep(address, found) {
  try {
    await (await caches.open(NAME)).put(address, found);
  } catch {}
}
