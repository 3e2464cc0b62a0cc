/* A page and its parts: a link into a fold opens it, what is printed is open, and the list of contents
   says where one is. */
(() => {
  const folds = document.querySelectorAll("details.cm-fold, details.cm-more");

  /* -- a link into a fold */

  function reveal() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && !name.startsWith("?") ? document.getElementById(name) : null;
    if (!target) return;
    let isOpened = false;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      isOpened ||= !fold.open;
      fold.open = true;
    }
    const summary = target.closest("summary");
    if (!isOpened && !summary) return;
    (summary ?? target).scrollIntoView({ block: "start" });
    (target.querySelector("h3") ?? target).focus({ preventScroll: true });
  }

  addEventListener("hashchange", reveal);
  /* The same link again changes no address. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash) reveal();
  });
  reveal();

  /* -- paper has no folds */

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...folds].filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });

  /* -- where one is: the last part whose heading is above the middle of the window */

  const links = [...document.querySelectorAll(".cm-toc a")];
  const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let isWaiting = false;

  function mark() {
    isWaiting = false;
    const line = innerHeight * 0.4;
    const above = parts.map((part) => part && part.getBoundingClientRect().top <= line);
    const here = scrollY < 8 ? 0 : Math.max(above.lastIndexOf(true), 0);
    links.forEach((link, n) => (n === here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  }

  if (links.length) {
    addEventListener("scroll", () => {
      if (!isWaiting) requestAnimationFrame(mark);
      isWaiting = true;
    }, { passive: true });
    mark();
  }
})();
