/* What this device keeps of the site, for pages (offline.js) and for the service worker, which has
   this file at its beginning. A page is kept under its address without a query, with the day since
   when, its title and its language; a file with a version in its address is kept under all of it. */
const claimManualKept = (() => {
  const name = (base) => `claim-manual ${base.pathname}`;
  const isVersioned = (address) => /[?]v=[0-9a-f]{12}$/.test(address);
  const isPage = (address) => /(\/|\.html)$/.test(new URL(address).pathname);
  const bare = (address) => address.replace(/[?#].*/, "");

  function decoded(text) {
    const letters = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'" };
    return text.replace(/&(amp|lt|gt|quot|#34|#39);/g, (_, letter) => letters[letter]);
  }

  /* A page as it is put into the cache. One that only leads on to another has no title. */
  async function dated(found) {
    const text = await found.text(), since = new Date().toISOString();
    const headers = { "content-type": "text/html; charset=utf-8", "x-kept": since };
    // What is listed of a discreet page is its code, which says nothing to whoever looks on.
    const code = text.match(/<body[^>]*? data-code="([^"]*)"/)?.[1];
    const title = /http-equiv="refresh"/.test(text) ? "" : (code ?? text.match(/<title>([^<]*)<\/title>/)?.[1]);
    if (title) headers["x-title"] = encodeURIComponent(decoded(title).trim());
    headers["x-lang"] = text.match(/<html[^>]*? lang="([\w-]+)"/)?.[1] ?? "";
    return new Response(text, { headers });
  }

  async function put(cache, address, found) {
    const isText = found.headers.get("content-type")?.startsWith("text/html");
    await cache.put(isText ? bare(address) : address, isText ? await dated(found) : found);
  }

  /* The pages that somebody can open: address, title, language. */
  async function pages(cache) {
    const kept = [];
    for (const { url } of (await cache.keys()).filter(({ url }) => isPage(url) && !/\/(offline|404)\.html$/.test(url))) {
      const { headers } = (await cache.match(url)) ?? new Response();
      if (headers.get("x-title")) kept.push({ url, title: decodeURIComponent(headers.get("x-title")), lang: headers.get("x-lang") });
    }
    return kept;
  }

  /* What a text, which stands at an address, names with a version. */
  function named(text, address) {
    return [...text.matchAll(/["'(]([^"'()\s<>]+[?]v=[0-9a-f]{12})/g)].map(([, path]) => new URL(path, address).href);
  }

  /* Takes out the files of versions of which no kept page is any more, nor the list of all. While a page is being kept it
     leaves all as it is; the next time will do. */
  function tidy(cache, base) {
    return navigator.locks?.request(name(base), { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      const addresses = (await cache.keys()).map(({ url }) => url);
      const list = (await (await cache.match(new URL("offline.json", base)))?.json()) ?? {};
      const needed = new Set(Object.keys(list).map((path) => new URL(path, base).href));
      for (const address of addresses.filter((one) => isPage(one) || new URL(one).pathname.endsWith(".css")))
        for (const file of named(await (await cache.match(address)).text(), address)) needed.add(file);
      for (const address of addresses) if (isVersioned(address) && !needed.has(address)) await cache.delete(address);
    });
  }

  /* Done while nothing is taken out. */
  const keeping = (base, act) => (navigator.locks ? navigator.locks.request(name(base), { mode: "shared" }, act) : act());

  async function version(found) {
    const digest = await crypto.subtle.digest("SHA-256", await found.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 12);
  }

  return { name, isVersioned, isPage, bare, decoded, put, pages, tidy, keeping, version };
})();
