/* Keeps pages for times without network: those that were visited, and all of them on request.
   What is kept is shown only where there is no line (see sw.js). */
(() => {
  const root = document.querySelector("script[data-root]")?.dataset.root;
  const place = document.querySelector(".cm-keep");
  if (!root || !place || !("serviceWorker" in navigator) || !("caches" in window) || !location.protocol.startsWith("http")) return;
  const base = new URL(root, location.href), NAME = `claim-manual ${base.pathname}`, LIST = new URL("offline.json", base).href;
  const button = place.querySelector("button"), status = place.querySelector("[role=status]");

  async function listed(isFresh) {
    const found = isFresh ? await fetch(LIST, { cache: "no-cache" }) : await (await caches.open(NAME)).match(LIST);
    return found?.ok ? found.clone().json() : null;
  }

  /* Fetches what is new since the last time, a few files at once, and then notes what it has. */
  async function keep() {
    const cache = await caches.open(NAME), [now, before] = [await listed(true), await listed(false)];
    const todo = Object.keys(now).filter((path) => now[path] !== before?.[path]), all = todo.length;
    async function next() {
      for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
        const address = new URL(path, base), found = await fetch(address, { cache: "no-cache" });
        if (!found.ok) throw new Error(path);
        await cache.put(address, found);
        status.textContent = `${place.dataset.keeping} ${Math.round(100 - (100 * todo.length) / all)} %`;
      }
    }
    await Promise.all([next(), next(), next(), next()]);
    await cache.put(LIST, new Response(JSON.stringify(now), { headers: { "content-type": "application/json" } }));
  }

  async function run() {
    button.disabled = true;
    status.textContent = place.dataset.keeping;
    try {
      await keep();
      status.textContent = place.dataset.kept;
      button.hidden = true;
    } catch {
      status.textContent = place.dataset.failed;
    }
    button.disabled = false;
  }

  navigator.serviceWorker.register(new URL("sw.js", base)).then(async () => {
    place.hidden = false;
    button.addEventListener("click", run);
    if (await listed(false)) run();
  }).catch(() => {});
})();
