/* Keys: the list of them, and two that work alone, outside fields, until somebody turns them off on
   this device (WCAG 2.1.4). */
(() => {
  const dialog = document.getElementById("cm-keys");
  if (!dialog) return;
  const single = dialog.querySelector("input"), field = document.getElementById("cm-search"), find = document.querySelector(".cm-find");
  const NAME = "cm-single-keys";
  try {
    single.checked = localStorage.getItem(NAME) !== "off";
  } catch { /* they are on */ }

  const list = () => { if (!dialog.open) dialog.showModal(); };

  function search() {
    if (!field) return;
    if (find?.offsetParent && find.getAttribute("aria-expanded") !== "true") find.click();
    else field.focus();
  }

  single.addEventListener("change", () => {
    try {
      if (single.checked) localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, "off");
    } catch { /* it holds for this page */ }
  });
  dialog.querySelector(".cm-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  for (const button of document.querySelectorAll(".cm-keys-open")) button.addEventListener("click", list);

  document.addEventListener("keydown", (event) => {
    const act = { "/": search, "?": list }[event.key];
    if (!act || !single.checked || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
})();
