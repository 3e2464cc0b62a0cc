/* The service worker: with a line every page comes from the network, checked with the server, and a
   copy is kept; without one the copy is shown. So nobody ever reads an old number while a new one
   could be had. */
const NAME = `claim-manual ${new URL("./", self.location).pathname}`;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin && !request.url.endsWith("/offline.json"))
    event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(NAME);
  try {
    const found = await fetch(request.mode === "navigate" ? request.url : request, { cache: "no-cache" });
    if (found.ok && found.status === 200) await cache.put(request.url.split("#")[0], found.clone());
    return found;
  } catch (failure) {
    const kept = (await cache.match(request.url, { ignoreSearch: true })) ?? (await cache.match(new URL("404.html", self.registration.scope)));
    if (kept) return kept;
    throw failure;
  }
}
