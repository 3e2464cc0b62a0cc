/* The pages seen last, in the empty search box, on every page. Only where somebody asked for it on this
   device: what is kept is the address and the title of seven pages, never of a discreet one, without
   answers or words searched for. Nothing is sent; turned off, nothing is left. */
(() => {
  const root = document.documentElement, panel = document.querySelector(".cm-seen"), field = document.getElementById("cm-search");
  if (!panel || !field) return;
  const box = field.closest(".cm-search"), wish = panel.querySelector("input"), rows = panel.querySelector("ol");
  const some = panel.querySelector(".cm-seen-list"), clear = some.querySelector("button"), status = panel.querySelector("[role=status]");
  const base = new URL(document.querySelector("script[data-root]").dataset.root, location.href);
  const NAME = `cm-seen ${base.pathname}`, SHOWN = 6, path = location.pathname.slice(base.pathname.length);
  const isDiscreet = document.body.classList.contains("cm-discreet"), isPage = "title" in panel.dataset && !isDiscreet;

  /* Null where nobody asked for a list. */
  function kept() {
    const text = localStorage.getItem(NAME);
    try {
      const list = JSON.parse(text);
      return Array.isArray(list) ? list.filter((one) => typeof one?.path === "string" && typeof one.title === "string") : null;
    } catch { return null; }
  }

  function keep(list) {
    if (list) localStorage.setItem(NAME, JSON.stringify(list));
    else localStorage.removeItem(NAME);
  }

  /* This page becomes the first; one that has become discreet since is forgotten. */
  function note() {
    const list = kept()?.filter((one) => one.path !== path);
    if (!list) return;
    if (isPage) list.unshift({ path, title: panel.dataset.title, lang: root.lang });
    keep(list.slice(0, SHOWN + 1));
  }

  function row({ path: goal, title, lang }) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = base.href + goal;
    link.textContent = title;
    if (lang && lang !== root.lang) link.lang = lang;
    item.append(link);
    return item;
  }

  function draw() {
    const list = kept(), others = (list ?? []).filter((one) => one.path !== path).slice(0, SHOWN);
    wish.checked = list !== null;
    rows.replaceChildren(...others.map(row));
    some.hidden = !others.length;
  }

  try {
    note();
  } catch { return; }  // a device that keeps nothing is not asked

  function show() {
    if (field.value.trim()) return hide();
    if (panel.hidden) draw();
    panel.hidden = false;
  }

  function hide() {
    panel.hidden = true;
    status.textContent = "";
  }

  wish.addEventListener("change", () => {
    try {
      keep(wish.checked ? [] : null);
      note();
    } catch { /* it stays off */ }
    draw();
  });
  clear.addEventListener("click", () => {
    keep([]);
    draw();
    status.textContent = clear.dataset.done;
    wish.focus();
  });

  field.addEventListener("focus", show);
  field.addEventListener("click", show);
  field.addEventListener("input", show);
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) hide(); });
  document.addEventListener("pointerdown", ({ target }) => { if (!box.contains(target)) hide(); });
  box.addEventListener("keydown", (event) => {
    if (panel.hidden) return;
    const links = [...rows.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      const isInside = panel.contains(document.activeElement);
      hide();
      if (isInside && field.offsetParent) { field.focus(); hide(); }
    } else if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
  });
  if (document.activeElement === field) show();
})();
