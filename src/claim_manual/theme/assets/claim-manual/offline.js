/* Keeps pages for times without network: those that were visited, and all of them on request.
   What is kept is shown only where there is no line (see sw.js). */
(() => {
  const root = document.querySelector("script[data-root]")?.dataset.root;
  const place = document.querySelector(".cm-keep");
  if (!root || !place || !("serviceWorker" in navigator) || !("caches" in window) || !location.protocol.startsWith("http")) return;
  const base = new URL(root, location.href), NAME = `claim-manual ${base.pathname}`, LIST = new URL("offline.json", base).href;
  const button = place.querySelector("button"), status = place.querySelector("[role=status]");

  /* From the server itself: the service worker lets it pass. */
  async function fetched(address) {
    const found = await fetch(address, { cache: "no-cache", headers: { "x-keep": "1" } });
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
        if (worker?.state === "activated") done();
        else if (!worker || worker.state === "redundant") failed(new Error("sw.js"));
      };
      worker?.addEventListener("statechange", look);
      look();
    });
  }

  /* Fetches what is new since the last time, a few files at once, and then notes what it has. One
     that fails stops all, and what is noted stays as it was. */
  async function keep(registration) {
    await working(registration);
    const cache = await caches.open(NAME), now = await (await fetched(LIST)).json(), before = await noted(cache);
    const there = new Set((await cache.keys()).map((request) => request.url));
    const address = (path) => new URL(path, base).href;
    const todo = Object.keys(now).filter((path) => now[path] !== before?.[path] || !there.has(address(path))), all = todo.length;
    async function next() {
      for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
        await cache.put(address(path), await fetched(address(path)));
        status.textContent = `${place.dataset.keeping} ${Math.round(100 - (100 * todo.length) / all)} %`;
      }
    }
    const ends = await Promise.allSettled([next(), next(), next(), next()].map((end) => end.catch((failure) => {
      todo.length = 0;
      throw failure;
    })));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    await cache.put(LIST, new Response(JSON.stringify(now), { headers: { "content-type": "application/json" } }));
  }

  async function run(registration) {
    button.disabled = true;
    status.textContent = place.dataset.keeping;
    try {
      await keep(registration);
      status.textContent = place.dataset.kept;
      button.hidden = true;
    } catch {
      status.textContent = place.dataset.failed;
      button.hidden = false;
    }
    button.disabled = false;
  }

  navigator.serviceWorker.register(new URL("sw.js", base)).then(async (registration) => {
    place.hidden = false;
    button.addEventListener("click", () => run(registration));
    if (await noted(await caches.open(NAME))) run(registration);
  }).catch(() => {});
})();
