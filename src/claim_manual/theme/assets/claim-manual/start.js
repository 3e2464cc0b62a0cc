/* Before anything is painted: the palette that the reader chose, if they chose one, and whether steps
   are read one at a time or all together. Whoever comes to a step by a link sees all of them. */
(() => {
  const root = document.documentElement, home = document.currentScript.dataset.leave;
  if (home) {
    try {
      /* Nobody comes back to a page that was left quickly (leave.js). */
      const [{ type } = {}] = performance.getEntriesByType("navigation");
      if (type === "back_forward" && sessionStorage.getItem("cm-left")) {
        root.hidden = true;
        location.replace(home);
      } else sessionStorage.removeItem("cm-left");
    } catch { /* a browser that keeps nothing */ }
  }
  root.classList.add("js");
  root.dataset.steps = "one";
  try {
    const chosen = localStorage.getItem("cm-palette");
    if (chosen === "dark" || chosen === "light") root.dataset.palette = chosen;
    if (localStorage.getItem("cm-steps") === "all") root.dataset.steps = "all";
  } catch { /* a browser that keeps nothing follows the system */ }
  if (location.hash.startsWith("#n-")) root.dataset.steps = "all";
  if (location.hash.startsWith("#?")) root.dataset.steps = "one";
})();
