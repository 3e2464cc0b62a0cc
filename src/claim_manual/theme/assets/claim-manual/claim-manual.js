/* What a page does beside being read: words to show to the person, and charts that open large. Other
   scripts open their dialogs, and fetch what lies apart, as this one does. */
(() => {
  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* A template whose content is a file of its own, filled: at once, or when the file is there. */
  const coming = new Map();
  function filled(template) {
    if (!template.dataset.apart) return Promise.resolve(template);
    if (!coming.has(template)) coming.set(template, new Promise((done, failed) => {
      const script = h("script", { src: template.dataset.apart });
      script.fill = (content) => {
        template.innerHTML = content;
        delete template.dataset.apart;
      };
      script.addEventListener("load", () => (template.dataset.apart ? script.onerror() : done(template)));
      script.onerror = () => {
        coming.delete(template);
        failed(new Error(template.dataset.apart));
      };
      for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
      document.head.append(script);
    }));
    return coming.get(template);
  }
  window.claimManualFilled = filled;

  /* A chart in its place, with what telephones show of it; where it could not be fetched, that. */
  async function drawn(figure) {
    const template = figure.querySelector("template[data-apart]"), frame = figure.querySelector(".cm-scroll");
    if (!template) return;
    figure.querySelector(".cm-failed")?.remove();
    try {
      const { content } = await filled(template);
      if (!template.isConnected) return;
      frame.replaceChildren(content.querySelector("svg"));
      template.replaceWith(content);
      figure.classList.remove("cm-figure--apart");
      wide(frame);
    } catch {
      frame.before(h("p", { class: "cm-failed", role: "status" }, figure.querySelector(".cm-enlarge").dataset.failed));
    }
  }

  /* The first box of a chart in its frame, in sight; of arcs the first name, for they go out from names. */
  function begin(frame) {
    const first = frame.querySelector("svg .cm-box:not(.cm-link)") ?? frame.querySelector("svg :is(.cm-box, .cm-arc-name)");
    if (!first) return;
    frame.scrollTo(0, 0);
    const box = first.getBoundingClientRect(), room = frame.getBoundingClientRect();
    frame.scrollTo(box.left + box.width / 2 - (room.left + room.width / 2), Math.max(0, box.bottom + 8 - room.bottom));
  }

  /* A chart wider than its frame begins with its first box, when it is seen. */
  const wide = (frame) => frame.scrollWidth > frame.clientWidth && begin(frame);
  document.querySelectorAll(".cm-scroll").forEach(wide);
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open || !target.querySelectorAll) return;
    target.querySelectorAll(".cm-scroll").forEach(wide);
    target.querySelectorAll(".cm-figure--apart").forEach(drawn);
  }, true);

  /* A dialog over the whole screen; Escape closes it, as the browser does by itself, and the focus
     goes back to the button that opened it. */
  function open(name, title, close, ...content) {
    const button = h("button", { type: "button", class: "cm-button cm-close" }, close);
    const dialog = h("dialog", { class: `cm-dialog ${name}`, "aria-label": title }, h("div", { class: "cm-dialog-bar" }, button), ...content);
    button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }
  window.claimManualDialog = open;

  /* -- words for the person, in each language that they are written in */

  function show(bubble, asked) {
    const texts = [...bubble.querySelectorAll(".cm-said")];
    const place = h("div", { class: "cm-shown", tabindex: "0" });
    const tabs = texts.map((text) => h("button", { type: "button", class: "cm-button cm-button--quiet", lang: text.lang }, text.dataset.name));
    function turn(n) {
      const copy = texts[n].cloneNode(true);
      copy.removeAttribute("class");
      copy.dir = "auto";
      place.replaceChildren(copy);
      tabs.forEach((tab, k) => tab.setAttribute("aria-pressed", String(k === n)));
      place.scrollTop = 0;
    }
    tabs.forEach((tab, n) => tab.addEventListener("click", () => turn(n)));
    const dialog = open("cm-dialog--say", asked.textContent, asked.dataset.close, place);
    if (tabs.length > 1) dialog.firstChild.prepend(...tabs);
    turn(0);
    place.focus();
  }

  /* -- a chart as large as the reader wants it */

  const narrow = matchMedia("(max-width: 60em)");

  async function enlarge(button) {
    const { close, in: larger, out: smaller, fit } = button.dataset;
    const figure = button.closest("figure");
    await drawn(figure);
    if (figure.matches(".cm-figure--apart")) return;
    const lane = figure.querySelector("template.cm-lane");
    const seen = (narrow.matches && lane?.content.querySelector("svg")) || figure.querySelector("svg.cm-chart");
    const picture = seen.cloneNode(true);
    const title = figure.querySelector("figcaption").textContent;
    for (const one of [picture, ...picture.querySelectorAll("[id]")]) one.id &&= `${one.id}-large`;
    picture.setAttribute("aria-labelledby", picture.getAttribute("aria-labelledby").replace(/\S+/g, "$&-large"));
    const frame = h("div", { class: "cm-pan", tabindex: "0", role: "group", "aria-label": title }, picture);
    const more = h("span", { class: "cm-goes-on" });
    const foot = h("div", { class: "cm-dialog-foot" }, more, ...[...figure.querySelectorAll(".cm-parts")].map((one) => one.cloneNode(true)));
    const dialog = open("cm-dialog--chart", title, close, frame, foot);
    dialog.firstChild.prepend(h("span", { class: "cm-dialog-title" }, title));
    const { width, height } = picture.viewBox.baseVal;
    let scale = 1;
    function size(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
      const before = scale;
      scale = Math.min(4, Math.max(0.1, wanted));
      const left = (frame.scrollLeft + x) * (scale / before) - x, top = (frame.scrollTop + y) * (scale / before) - y;
      picture.setAttribute("width", width * scale);
      picture.setAttribute("height", height * scale);
      frame.scrollTo(left, top);
      tell();
    }
    /* Says where the picture goes on. */
    function tell() {
      const down = frame.scrollTop + frame.clientHeight < frame.scrollHeight - 2;
      const sideways = frame.scrollWidth > frame.clientWidth + 2;
      more.textContent = down && sideways ? button.dataset.both : down ? button.dataset.down : sideways ? button.dataset.sideways : "";
    }
    const whole = () => size(Math.min((frame.clientWidth - 16) / width, (frame.clientHeight - 16) / height));
    const tools = [["+", larger, () => size(scale * 1.25)], ["−", smaller, () => size(scale / 1.25)], ["⤢", fit, whole]]
      .map(([sign, name, act]) => {
        const made = h("button", { type: "button", class: "cm-button cm-button--quiet", "aria-label": name, title: name }, sign);
        made.addEventListener("click", act);
        return made;
      });
    dialog.querySelector(".cm-close").before(...tools);
    size(Math.max(1, Math.min(1.6, (frame.clientWidth - 16) / width)));
    begin(frame);
    frame.addEventListener("scroll", tell, { passive: true });
    tell();
    frame.focus({ preventScroll: true });
    dialog.addEventListener("click", (event) => follow(event, dialog));
    frame.addEventListener("keydown", (event) => {
      const act = { "+": () => size(scale * 1.25), "=": () => size(scale * 1.25), "-": () => size(scale / 1.25), 0: whole }[event.key];
      if (!act || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    });
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const room = frame.getBoundingClientRect();
      size(scale * Math.exp(-event.deltaY / 300), event.clientX - room.left, event.clientY - room.top);
    }, { passive: false });
    drag(frame, (factor, x, y) => size(scale * factor, x, y));
  }

  /* In a large chart: to another part, opened as this is; to a step, with the page in sight again. */
  function follow(event, dialog) {
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented) return;
    const address = link.getAttribute("href");
    const part = address.startsWith("#chart-") && document.querySelector(`${address} .cm-enlarge`);
    if (part) {
      event.preventDefault();
      dialog.close();
      enlarge(part);
    } else if (address.startsWith("#") && !jump(link, event)) dialog.close();
  }

  /* A connector within a chart leads to its box there. */
  function jump(link, event) {
    const address = link.getAttribute("href");
    if (!link.querySelector(".cm-link") || !address.startsWith("#n-")) return false;
    const box = link.ownerSVGElement.querySelector(`[data-node="${CSS.escape(address.slice(3))}"]`);
    if (!box) return false;
    event.preventDefault();
    box.scrollIntoView({ block: "center", inline: "center" });
    box.closest("a")?.focus({ preventScroll: true });
    return true;
  }

  /* One pointer moves the picture, two change its size. */
  function drag(frame, zoom) {
    const points = new Map();
    frame.addEventListener("pointerdown", (event) => points.set(event.pointerId, event));
    frame.addEventListener("pointermove", (event) => {
      const last = points.get(event.pointerId);
      if (!last) return;
      if (points.size === 2) {
        const other = [...points.values()].find((one) => one !== last);
        const far = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
        const room = frame.getBoundingClientRect();
        zoom(far(event) / far(last), (event.clientX + other.clientX) / 2 - room.left, (event.clientY + other.clientY) / 2 - room.top);
      } else if (event.pointerType === "mouse") frame.scrollBy(last.clientX - event.clientX, last.clientY - event.clientY);
      points.set(event.pointerId, event);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"])
      frame.addEventListener(end, (event) => points.delete(event.pointerId));
    frame.addEventListener("dragstart", (event) => event.preventDefault());
  }

  /* -- a term, explained where it stands */

  function explain(term) {
    const open = document.getElementById("cm-meaning");
    open?.remove();
    if (open?.previousElementSibling === term) return;
    const link = h("a", { href: term.href }, "→");
    link.setAttribute("aria-label", term.textContent);
    term.after(h("span", { id: "cm-meaning", role: "status" }, `${term.dataset.meaning} `, link));
  }

  for (const term of document.querySelectorAll("a.cm-term[title]")) {
    term.dataset.meaning = term.title;
    if (term.title) term.setAttribute("role", "button");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("svg.cm-chart a");
    if (link && !link.closest("dialog")) jump(link, event);
    const asked = event.target.closest?.(".cm-show, .cm-enlarge, .cm-term");
    if (asked?.matches(".cm-show")) show(asked.closest(".cm-say"), asked);
    else if (asked?.matches(".cm-enlarge")) enlarge(asked);
    else if (asked?.dataset.meaning) { event.preventDefault(); explain(asked); }
  });

  /* -- the frame: menu on small screens, palette, the language of a page that is not there */

  const nav = document.getElementById("cm-nav"), menu = document.querySelector(".cm-menu");

  function turn(isOpen) {
    nav.classList.toggle("is-open", isOpen);
    menu.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) nav.querySelector("a").focus();
    else menu.focus();
  }

  if (nav && menu) {
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", (event) => { event.preventDefault(); turn(!nav.classList.contains("is-open")); });
    menu.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); menu.click(); } });
    nav.querySelector(".cm-nav-close").addEventListener("click", (event) => { event.preventDefault(); turn(false); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && nav.classList.contains("is-open")) turn(false); });
    document.addEventListener("click", ({ target }) => {
      if (nav.classList.contains("is-open") && !nav.contains(target) && !menu.contains(target)) turn(false);
    });
    /* Nothing that has the focus lies under it: whoever goes on with the keyboard closes it. */
    nav.addEventListener("focusout", ({ relatedTarget }) => {
      if (!relatedTarget || nav.contains(relatedTarget) || relatedTarget === menu) return;
      nav.classList.remove("is-open");
      menu.setAttribute("aria-expanded", "false");
    });
  }

  /* How much of the window the emergency line takes, however large its letters are. */
  const line = document.querySelector(".cm-emergency");
  if (line) new ResizeObserver(() => document.documentElement.style.setProperty("--cm-bar", `${line.offsetHeight}px`)).observe(line);

  const palette = document.querySelector(".cm-palette"), dark = matchMedia("(prefers-color-scheme: dark)");
  const page = document.documentElement;
  const isDark = () => (page.dataset.palette ? page.dataset.palette === "dark" : dark.matches);
  const tell = () => palette?.setAttribute("aria-pressed", String(isDark()));
  tell();
  dark.addEventListener?.("change", tell);
  palette?.addEventListener("click", () => {
    page.dataset.palette = isDark() ? "light" : "dark";
    try { localStorage.setItem("cm-palette", page.dataset.palette); } catch { /* it holds for this page */ }
    tell();
  });

  const absent = [...document.querySelectorAll(".cm-not-found")];
  const root = document.querySelector("script[data-root]")?.dataset.root ?? "/";
  const path = location.pathname.slice(new URL(root, location.href).pathname.length);
  const ofAddress = absent.find((one) => one.dataset.prefix && path.startsWith(one.dataset.prefix)) ?? absent.find((one) => !one.dataset.prefix);
  /* The language of the address, or the one somebody turned to; search, which begins after this, finds
     the pages of the same. */
  const own = absent.find((one) => `#${one.id}` === location.hash) ?? ofAddress, field = document.getElementById("cm-search");
  for (const one of absent) one.hidden = one !== own;
  if (own) {
    page.lang = own.lang;
    document.title = document.title.replace(/^[^·]*/, `${own.querySelector("h1").textContent} `);
    if (field) Object.assign(field.dataset, own.dataset, { root: field.dataset.root });
    if (field) field.placeholder = own.dataset.search;
    addEventListener("hashchange", () => location.hash !== "#cm-main" && location.reload());
  }

  /* -- search: its field opens here; what looks (search.js) is fetched when somebody first wants it */

  const header = document.querySelector(".cm-header"), find = document.querySelector(".cm-find");
  const source = document.getElementById("cm-search-script");
  if (!field || !find || !source) return;
  const panel = document.querySelector(".cm-results"), status = panel.querySelector("[role=status]");
  let isWanted = false, isThere = false, isEntered = false;

  function reveal(isOpen) {
    header.classList.toggle("cm-header--search", isOpen);
    find.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) field.focus({ preventScroll: true });
  }

  function want() {
    if (isWanted) return;
    isWanted = true;
    const script = document.importNode(source.content, true).querySelector("script");
    script.addEventListener("load", () => { isThere = true; });
    script.addEventListener("error", () => {
      isWanted = false;
      script.remove();
      if (field.value.trim()) speak(field.dataset.failed);
    });
    document.body.append(script);
  }

  function speak(words) {
    status.textContent = words;
    panel.setAttribute("aria-busy", String(isWanted));
    panel.hidden = !words;
  }

  window.claimManualFrame = { reveal, isEntered: () => isEntered };
  field.addEventListener("focus", want);
  field.addEventListener("input", () => {
    if (isThere) return;
    isEntered = false;
    want();
    speak(field.value.trim() ? field.dataset.loading : "");
  });
  field.addEventListener("keydown", ({ key }) => { if (key === "Enter" && !isThere) isEntered = true; });
  find.addEventListener("click", () => reveal(find.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    reveal(true);
  });
  const look = () => location.hash.startsWith("#q=") && want();
  addEventListener("hashchange", look);
  look();
  if (document.activeElement === field) want();
})();
