/* Before anything is painted: the palette that the reader chose, if they chose one, and whether steps
   are read one at a time or all together. Whoever comes to a step by a link sees all of them. */
(() => {
  const root = document.documentElement;
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
