/* Keeps pages for times without network: those that were visited, and all of them on request; says
   what is kept, and which files need network. What is kept is shown by the service worker (sw.js). */
(() => {
  const root = document.querySelector("script[data-root]")?.dataset.root;
  const place = document.querySelector(".cm-keep");
  if (!root || !place || !("serviceWorker" in navigator) || !("caches" in window) || !location.protocol.startsWith("http")) return;
  const base = new URL(root, location.href), NAME = claimManualKept.name(base), LIST = new URL("offline.json", base).href;
  const button = place.querySelector("button"), status = place.querySelector("[role=status]"), say = place.dataset;
  const { isVersioned, isPage } = claimManualKept;

  class OtherVersionError extends Error {}

  /* From the server itself: the service worker lets it pass. */
  async function fetched(address, patience = 60000) {
    const found = await fetch(address, { cache: "no-cache", headers: { "x-keep": "1" }, signal: AbortSignal.timeout(patience) });
    if (found.status !== 200) throw new Error(`${address}: ${found.status}`);
    return found;
  }

  async function noted(cache) {
    return (await cache.match(LIST))?.json();
  }

  /* What shows the pages without network: it must be at work before they count as kept. */
  function working(registration) {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    return new Promise((done, failed) => {
      const look = () => {
        if (worker?.state === "activated") done(worker);
        else if (!worker || worker.state === "redundant") failed(new Error("sw.js"));
      };
      worker?.addEventListener("statechange", look);
      look();
    });
  }

  /* One file of the list. One that is of another version than the list came while the site changed;
     but where the list still has it, the host rewrites what it sends. */
  async function keepFile(cache, path, list) {
    const address = new URL(path, base).href, found = await fetched(address);
    if (isVersioned(address) && !address.endsWith(`?v=${await claimManualKept.version(found.clone())}`))
      if ((await (await fetched(LIST)).json())[path] !== list[path]) throw new OtherVersionError(path);
    await claimManualKept.put(cache, address, found);
  }

  /* Fetches what is new since the last time, a few files at once, pages after the files that they
     load, and then notes what it has. One that fails stops all, and what is noted stays as it was. */
  async function keep(registration) {
    await working(registration);
    const cache = await caches.open(NAME), now = await (await fetched(LIST, 10000)).json(), before = (await noted(cache)) ?? {};
    const there = new Set((await cache.keys()).map((request) => request.url));
    const address = (path) => new URL(path, base).href;
    const isNew = (path) => (!isVersioned(path) && now[path] !== before[path]) || !there.has(address(path));
    const rank = (path) => (isPage(address(path)) ? 0 : 1);
    const todo = Object.keys(now).filter(isNew).sort((a, b) => rank(a) - rank(b)), all = todo.length;
    async function next() {
      for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
        await keepFile(cache, path, now);
        status.textContent = `${say.keeping} ${Math.round(100 - (100 * todo.length) / all)} %`;
      }
    }
    const ends = await Promise.allSettled([next(), next(), next(), next()].map((end) => end.catch((failure) => {
      todo.length = 0;
      throw failure;
    })));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    for (const path of Object.keys(before)) if (!(path in now) && !isVersioned(path)) await cache.delete(address(path));
    const headers = { "content-type": "application/json", "x-kept": new Date().toISOString() };
    await cache.put(LIST, new Response(JSON.stringify(now), { headers }));
    if (all) await claimManualKept.tidy(cache, base);
  }

  const { dataset, lang: tag } = document.documentElement;
  const day = (since) => new Intl.DateTimeFormat(dataset.locale || tag, { dateStyle: "long" }).format(new Date(since));

  /* All of them, since when; or how many of all. */
  async function tell(isDone, isWanted) {
    const cache = await caches.open(NAME), all = await cache.match(LIST), count = (await claimManualKept.pages(cache)).length;
    const since = all && day(all.headers.get("x-kept") ?? Date.now());
    const text = isDone ? say.kept : since && !isWanted ? say.stale : say.failed;
    status.textContent = text.replace("#", count).replace("@", since);
    button.hidden = isDone;
  }

  /* What was kept stays kept where fetching it anew fails by itself: nobody asked for that. */
  async function run(registration, isWanted) {
    button.disabled = true;
    status.textContent = say.keeping;
    let isDone = true;
    try {
      await keep(registration).catch((failure) => {
        if (failure instanceof OtherVersionError) return keep(registration);
        throw failure;
      });
    } catch {
      isDone = false;
    }
    await tell(isDone, isWanted);
    button.disabled = false;
  }

  /* -- links to files that are not kept, while there is no network */

  const old = document.querySelector(".cm-old"), own = document.querySelector(".cm-offline");
  const isFile = ({ href, origin, pathname }) => origin === base.origin && href.startsWith(base.href) && /\.\w+$/.test(pathname) && !isPage(href);

  async function mark() {
    const isOut = !navigator.onLine || own || (old && !old.hidden);
    for (const link of document.querySelectorAll("a[href]")) {
      if (typeof link.href !== "string" || !isFile(link)) continue;
      const note = link.nextElementSibling?.matches(".cm-needs") ? link.nextElementSibling : null;
      const isMissing = isOut && !(await caches.match(claimManualKept.bare(link.href)));
      if (isMissing === Boolean(note)) continue;
      if (note) note.remove();
      else link.after(Object.assign(document.createElement("span"), { className: "cm-needs", textContent: ` (${say.needs})` }));
      // What is saved goes past the service worker, which says that it is not there.
      for (const [from, to] of [["download", "data-download"], ["data-download", "download"]])
        if (link.hasAttribute(from) && isMissing === (from === "download")) {
          link.setAttribute(to, link.getAttribute(from));
          link.removeAttribute(from);
          break;
        }
    }
  }

  /* -- our own page, in place of one that is not kept */

  async function list() {
    own.querySelector(".cm-offline-file").hidden = !isFile(location);
    own.querySelector(".cm-offline-page").hidden = isFile(location);
    const { lang } = document.documentElement, kept = (await claimManualKept.pages(await caches.open(NAME))).filter((one) => one.lang === lang);
    const link = ({ url, title }) => Object.assign(document.createElement("a"), { href: url, textContent: title.replace(own.dataset.ending, "") });
    const rows = kept.sort((a, b) => a.title.localeCompare(b.title, lang)).map((one) => {
      const row = document.createElement("li");
      row.append(link(one));
      return row;
    });
    own.querySelector(".cm-offline-kept ul").replaceChildren(...rows);
    own.querySelector(".cm-offline-kept").hidden = !rows.length;
  }

  function tellOfNew() {
    const told = own?.querySelector(".cm-offline-new") ?? old;
    if (!told || (told === old && old.hidden)) return;
    told.hidden = false;
    if (told === old) old.firstElementChild.textContent = old.dataset.renewed;
  }

  /* A page that is loaded again stays where it was, and the line would be just out of sight above. */
  addEventListener("load", () => requestAnimationFrame(() => {
    if (old && !old.hidden && scrollY <= old.offsetHeight) scrollTo(0, 0);
  }));

  if (own) list();
  mark();
  addEventListener("online", mark);
  addEventListener("offline", mark);
  navigator.serviceWorker.addEventListener("message", ({ data }) => data?.renewed && tellOfNew());

  const isFirst = !navigator.serviceWorker.controller;
  const loaded = () => performance.getEntriesByType("resource").map((one) => one.name.split("#")[0]).filter((one) => one.startsWith(base.href) && /\.\w+([?]v=\w+)?$/.test(one) && !/\/(sw\.js|offline\.json)$/.test(one));
  navigator.serviceWorker.register(new URL("sw.js", base)).then(async (registration) => {
    place.hidden = false;
    button.addEventListener("click", () => run(registration, true));
    if (isFirst) working(registration).then((worker) => worker.postMessage({ loaded: loaded() })).catch(() => {});
    if (await noted(await caches.open(NAME))) run(registration, false);
  }).catch(() => {});
})();
