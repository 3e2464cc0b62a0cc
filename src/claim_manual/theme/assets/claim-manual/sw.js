/* The service worker. A page comes from the network, and with all it loads a copy is kept; where there
   is no line, or no answer in three seconds, the copy is shown and says since when it is kept. So
   nobody reads an old number unawares while a new one could be had. A file with a version in its
   address is always the same, and comes from what is kept at once.

   The build puts kept.js before this, and OWN: the pages of ours, one a language, that are shown in
   place of what is not kept. What offline.js fetches to keep it goes past here. */
const BASE = new URL("./", self.location), NAME = claimManualKept.name(BASE), { isVersioned, bare } = claimManualKept;
const PATIENCE = 3000, MORE_PATIENCE = 10000;
/* The windows that show a kept page: its pictures are those that are kept with it. */
const showingKept = new Set();
const coming = new Map();

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data?.loaded) event.waitUntil(keepShown(bare(event.source.url), event.data.loaded));
});
self.addEventListener("fetch", (event) => {
  const { request } = event, { href, origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== BASE.origin || request.headers.has("x-keep") || pathname.endsWith("/offline.json")) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (isVersioned(href)) event.respondWith(versioned(href));
  else event.respondWith(file(event));
});

/* Our own pages, and those that are open: the first page that somebody opens is kept too. */
async function begin() {
  for (const path of Object.keys(OWN)) {
    const address = new URL(path, BASE).href, found = await fetch(address, { cache: "no-cache" });
    if (found.status !== 200) throw new Error(`${address}: ${found.status}`);
    await keepPage(address, found).catch(withoutRoom);
  }
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.allSettled(open.map(({ url }) => keepShown(bare(url), [])));
  await self.skipWaiting();
}

/* A device without room shows pages from the network all the same. */
function withoutRoom(failure) {
  if (failure.name !== "QuotaExceededError") throw failure;
}

/* A page that was opened before this worker was there, and what the browser loaded for it. */
async function keepShown(address, loaded) {
  const cache = await caches.open(NAME);
  if (!address.startsWith(BASE.href)) return;
  if (!(await cache.match(address))) {
    const found = await fetch(address, { cache: "no-cache" });
    if (isHtml(found)) await keepPage(address, found);
  }
  await Promise.allSettled(loaded.filter((one) => one.startsWith(BASE.href)).map((one) => kept(cache, one)));
}

const isHtml = (found) => found.status === 200 && found.headers.get("content-type")?.startsWith("text/html");

/* -- pages */

function page(event) {
  const { url } = event.request, address = bare(url);
  // Where a host sends somebody on, the browser goes there itself: it takes no page from elsewhere.
  const answer = fetch(url, { cache: "no-cache", redirect: "manual" });
  let isLate = false;
  const keeping = answer.then(async (found) => {
    if (found.status !== 200) return;
    const copy = found.clone();
    if (isHtml(copy)) await keepPage(address, copy);
    else await claimManualKept.put(await caches.open(NAME), address, copy);
    if (isLate) await tellOfNew(event.resultingClientId);
  });
  event.waitUntil(keeping.catch(() => {}));
  return (async () => {
    const copy = await (await caches.open(NAME)).match(address, { ignoreSearch: true });
    try {
      const found = await within(answer, copy ? PATIENCE : MORE_PATIENCE);
      if (found.status < 500 || !copy) return found;
    } catch {
      isLate = true;
    }
    if (!copy) return absent(url);
    if (event.resultingClientId) showingKept.add(event.resultingClientId);
    return told(copy);
  })();
}

function within(answer, patience) {
  return Promise.race([answer, new Promise((_, failed) => setTimeout(() => failed(new Error("no answer")), patience))]);
}

async function tellOfNew(id) {
  (await self.clients.get(id))?.postMessage({ renewed: true });
}

/* A kept page says that it is one. */
async function told(copy) {
  if (!isHtml(copy)) return copy;
  const since = copy.headers.get("x-kept") ?? copy.headers.get("date"), text = await copy.text();
  const language = text.match(/<html[^>]*? data-locale="([\w-]+)"/)?.[1] ?? text.match(/<html[^>]*? lang="([\w-]+)"/)?.[1] ?? "en";
  const shown = text
    .replace(/(<p class="cm-old"[^>]*?) hidden/, "$1")
    .replace('<span class="cm-since"></span>', since ? `<time datetime="${since}">${day(since, language)}</time>` : "—");
  return new Response(shown, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function day(since, language) {
  const [known] = Intl.DateTimeFormat.supportedLocalesOf([language]);
  return new Intl.DateTimeFormat(known, { dateStyle: "long", timeStyle: "short" }).format(new Date(since));
}

/* Our own page at the address of one that is not kept: what it names is named from its own place. */
async function absent(url) {
  const path = url.slice(BASE.href.length), folder = (own) => own.slice(0, own.lastIndexOf("/") + 1);
  const [own] = Object.keys(OWN).filter((one) => path.startsWith(folder(one))).sort((a, b) => b.length - a.length);
  const address = new URL(own, BASE), copy = await (await caches.open(NAME)).match(address.href);
  if (!copy) return Response.error();
  const text = (await copy.text()).replace(/ (href|src|data-root|data-index|data-data)="(?![a-z]+:|[/#"])([^"]+)"/g, (_, name, there) => {
    const { pathname, search, hash } = new URL(there, address);
    return ` ${name}="${pathname}${search}${hash}"`;
  });
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/* A page is kept with the files of its own version or not at all: what was kept before stays. */
function keepPage(address, found) {
  return claimManualKept.keeping(BASE, async () => {
    const cache = await caches.open(NAME), text = await found.clone().text(), all = files(text, address);
    let isNew = false;
    for (const one of all.filter(isVersioned)) {
      if (await cache.match(one)) continue;
      await keepFile(cache, one, address);
      isNew = true;
    }
    await Promise.allSettled(all.filter((one) => !isVersioned(one)).map((one) => kept(cache, one)));
    await claimManualKept.put(cache, address, found);
    return isNew;
  }).then(async (isNew) => {
    if (isNew) await claimManualKept.tidy(await caches.open(NAME), BASE);
  });
}

/* What a page loads, by itself or when it is wanted, of this site. */
function files(text, address) {
  const tags = text.replace(/<noscript>.*?<\/noscript>/gs, "").match(/<(?:script|img|source|link|template)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => !/ rel="(canonical|alternate)"/.test(tag))
    .map((tag) => tag.match(/ (?:src|href|data-apart)="([^"]+)"/)?.[1])
    .filter(Boolean)
    .map((path) => new URL(claimManualKept.decoded(path), address).href)
    .filter((one) => one.startsWith(BASE.href));
}

/* -- files */

/* A host may give another file than the page was made with: for a moment, while a new version comes
   (then the page too is another), or always, because it rewrites what it sends. */
async function keepFile(cache, address, page) {
  const found = await versioned(address);
  if (found.status !== 200) throw new Error(`${address}: ${found.status}`);
  if (await cache.match(address)) return;
  const again = await fetch(page, { cache: "no-cache" });
  if (!files(await again.text(), page).includes(address)) throw new Error(`${address}: another version`);
  await cache.put(address, found);
}

/* From what is kept; else from the network, once for all who ask at a time. */
async function versioned(address) {
  const cache = await caches.open(NAME), copy = await cache.match(address);
  if (copy) return copy;
  if (!coming.has(address)) coming.set(address, fetched(cache, address).finally(() => coming.delete(address)));
  return (await coming.get(address)).clone();
}

async function fetched(cache, address) {
  const found = await fetch(address);
  if (found.status !== 200) return found;
  const isRight = address.endsWith(`?v=${await claimManualKept.version(found.clone())}`);
  if (isRight) await cache.put(address, found.clone()).catch(withoutRoom);
  return found;
}

/* Pictures, indexes of search and the like: from the network, but for a page that is itself kept. */
async function file(event) {
  const { request } = event, address = request.url.split("#")[0], cache = await caches.open(NAME);
  const copy = await cache.match(address, { ignoreSearch: true });
  if (copy && showingKept.has(event.clientId)) return copy;
  const answer = fetch(request, { cache: "no-cache" });
  event.waitUntil(answer.then((found) => found.status === 200 && cache.put(address, found.clone())).catch(() => {}));
  try {
    const found = await (copy ? within(answer, PATIENCE) : answer);
    return found.status < 500 || !copy ? found : copy;
  } catch (failure) {
    if (copy) return copy;
    throw failure;
  }
}

/* A file that a page loads, if it is not kept yet. */
async function kept(cache, address) {
  if (isVersioned(address)) await versioned(address);
  else if (!(await cache.match(address))) {
    const found = await fetch(address, { cache: "no-cache" });
    if (found.status === 200) await cache.put(address, found);
  }
}
