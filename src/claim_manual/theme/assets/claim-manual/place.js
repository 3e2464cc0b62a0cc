/* Whose numbers pages have: those of a centre that somebody chose. Which one stands in the address
   (?centre=…, in the word of any of the manual's languages) or, where somebody asked for it, on this
   device. This runs before anything is painted and hides what will be another contact; what puts it
   there is fetched only where a centre is chosen (local.js). It is added to start.js of sites that have
   centres. */
(() => {
  const root = document.documentElement, { root: up, words, data } = document.currentScript.dataset;
  const base = new URL(up, location.href), NAME = `cm-centre ${base.pathname}`, names = words.split(" ");

  function kept() {
    try { return localStorage.getItem(NAME); } catch { return null; }  // a browser that keeps nothing
  }

  function asked() {
    const query = new URLSearchParams(location.search);
    return names.map((name) => query.get(name)).find(Boolean) ?? kept();
  }

  /* Says that the numbers could not be read, beside contacts that hold everywhere. */
  function fail() {
    const bar = document.querySelector(".cm-centre"), said = document.createElement("p");
    root.classList.remove("cm-placing");
    said.append(bar.dataset.failed);
    bar.className = "cm-centre cm-centre--fault";
    bar.hidden = false;
    bar.replaceChildren(said);
    return said;
  }

  const ready = new Promise((done) => addEventListener("DOMContentLoaded", () => {
    const { childNodes, hidden } = document.querySelector(".cm-centre");
    place.national = { nodes: [...childNodes], isHidden: hidden };
    done();
  }));
  let coming;
  const load = () => (coming ??= ready.then(() => new Promise((done, failed) => {
    const script = document.importNode(document.getElementById("cm-local").content.querySelector("script"));
    script.onload = () => done(window.claimManualLocal);
    script.onerror = (failure) => {
      coming = null;
      failed(failure);
    };
    document.head.append(script);
    script.remove();
  })));

  const place = window.claimManualPlace = { base, NAME, names, data, kept, asked, fail, ready, shown: null };

  /* What is asked for by now: a page can come back as the browser held it, and other windows choose too. */
  const renew = () => (asked() ?? place.shown) && load().then((local) => local.renew(), fail);
  if (asked()) root.classList.add("cm-placing");
  renew();
  addEventListener("pageshow", ({ persisted }) => persisted && renew());
  addEventListener("storage", renew);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cm-choose");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load().then((local) => local.choose(link), () => location.assign(link.href));
  });
})();
