/* Whose numbers pages have: those of a centre that somebody chose. Which one stands in the address
   (?centre=…, in the word of any of the manual's languages) or, where somebody asked for it, on this
   device. This runs before anything is painted and hides what will be another contact; what puts it
   there is fetched only where a centre is chosen (local.js). */
(() => {
  const root = document.documentElement, { root: up, words, data } = document.currentScript.dataset;
  const base = new URL(up, location.href), NAME = `cm-centre ${base.pathname}`, names = words.split(" ");

  function kept() {
    try { return localStorage.getItem(NAME); } catch { return null; }  // a browser that keeps nothing
  }

  function keep(id) {
    try {
      if (id) localStorage.setItem(NAME, id);
      else localStorage.removeItem(NAME);
    } catch { /* as above */ }
  }

  function named() {
    const query = new URLSearchParams(location.search);
    return names.map((name) => query.get(name)).find(Boolean) ?? null;
  }

  /* Says that the numbers could not be read, beside contacts that hold everywhere. */
  function fail() {
    const bar = document.querySelector(".cm-centre"), again = document.createElement("a"), said = document.createElement("p");
    root.classList.remove("cm-placing");
    again.href = location.href;
    again.textContent = bar.dataset.again;
    again.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
    bar.className = "cm-centre cm-centre--fault";
    bar.hidden = false;
    said.append(bar.dataset.failed, " ", again);
    bar.replaceChildren(said);
  }

  /* When the page is there, and what stands on it before anything is chosen. */
  const ready = new Promise((done) => addEventListener("DOMContentLoaded", () => {
    const bar = document.querySelector(".cm-centre");
    place.national = { nodes: [...bar.childNodes], isHidden: bar.hidden };
    done();
  }, { once: true }));
  let coming = null;
  const load = () => (coming ??= ready.then(() => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.getElementById("cm-local").content.querySelector("script").getAttribute("src");
    script.onload = () => done(window.claimManualLocal);
    script.onerror = () => {
      coming = null;
      failed(new Error(script.src));
    };
    for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
    document.head.append(script);
  })));

  const place = { base, names, data, kept, keep, named, fail, ready, shown: null };
  window.claimManualPlace = place;

  /* What is asked for by now: a page can come back as the browser held it, and other windows choose too. */
  const renew = () => (named() ?? kept() ?? place.shown) && load().then((local) => local.renew(), fail);
  if (named() ?? kept()) root.classList.add("cm-placing");
  renew();
  addEventListener("pageshow", ({ persisted }) => persisted && renew());
  addEventListener("storage", ({ key }) => (key === NAME || key === null) && renew());

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cm-choose");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load().then((local) => local.choose(link), () => location.assign(link.href));
  });
})();
