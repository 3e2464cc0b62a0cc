/* The way out of a discreet page: its link, or Escape three times. The page goes out of sight at once,
   nothing that it kept stays, and neither back nor forward shows it again (start.js). The link is one
   without this script too. */
(() => {
  const link = document.querySelector("a.cm-leave"), home = document.querySelector("a.cm-title")?.href;
  if (!link) return;
  const root = document.documentElement, SOON = 2000, isOwn = (address) => new URL(address).origin === location.origin;

  /* Elsewhere where there is network, else to the home page, which this device has kept. */
  const address = () => (isOwn(link.href) || navigator.onLine ? link.href : home);

  function forget() {
    try {
      sessionStorage.clear();
      sessionStorage.setItem("cm-left", "1");
    } catch { /* a browser that keeps nothing */ }
  }

  /* How many entries of the browser's history before this one are of this page: one for each answer. */
  function before() {
    const entries = window.navigation?.entries?.() ?? [], at = window.navigation?.currentEntry?.index ?? 0;
    let first = at;
    while (first > 0 && entries[first - 1].sameDocument) first--;
    return at - first;
  }

  /* To the first of them, which becomes the home page; what is opened from there takes the place of
     the others. Where a browser does not say how many there are, this one alone is replaced. */
  function leave() {
    const to = address(), count = before();
    root.classList.add("cm-left");
    document.title = "\u00a0";
    forget();
    if (!count) return location.replace(to);
    let isGone = false;
    const go = () => {
      if (isGone) return;
      isGone = true;
      try {
        history.replaceState(null, "", home);
        location.assign(to);
      } catch {
        location.replace(to);
      }
    };
    addEventListener("popstate", go, { once: true });
    setTimeout(go, 300);
    history.go(-count);
  }

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });

  let times = [];
  addEventListener("keydown", ({ key, repeat }) => {
    if (repeat) return;
    times = key === "Escape" ? [...times.filter((one) => performance.now() - one < SOON), performance.now()] : [];
    if (times.length === 3) leave();
  }, true);

  /* A page that the browser held as it was. */
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && root.classList.contains("cm-left")) location.replace(home);
  });
})();
