/* Before anything is painted: the palette that the reader chose, if they chose one. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("cm-palette");
    if (chosen === "dark" || chosen === "light") root.dataset.palette = chosen;
  } catch { /* a browser that keeps nothing follows the system */ }
})();
