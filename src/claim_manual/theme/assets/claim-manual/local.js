/* The numbers of the chosen centre in place of those that hold everywhere: on pages, in trees and on
   what is handed to a person. Nothing is sent. Links keep the centre in their address while this
   device does not remember it; when it is left, every element that was replaced is put back. */
(() => {
  const place = window.claimManualPlace, root = document.documentElement, { base, names: [word] } = place;
  const bar = document.querySelector(".cm-centre"), status = document.getElementById("cm-centre-status");
  const article = document.querySelector("article");
  const { national } = place;
  let data = null, coming = null, here = -1, hasLeft = false, turn = 0;

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.flat(9).filter((one) => one !== null && one !== undefined));
    return made;
  }

  /* What it looks like, while something of it is shown. */
  let style = null;
  const dress = () => new Promise((done) => {
    if (style) return done();
    style = document.importNode(document.getElementById("cm-local").content.querySelector("link"));
    style.onload = style.onerror = done;
    document.head.append(style);
  });

  function undress() {
    if (place.shown === null && !document.querySelector(".cm-dialog--centres")) {
      style?.remove();
      style = null;
    }
  }

  function keep(id) {
    try {
      if (id) localStorage.setItem(place.NAME, id);
      else localStorage.removeItem(place.NAME);
    } catch { /* a browser that keeps nothing */ }
  }

  /* -- what is known of centres */

  /* A file that is opened where it lies cannot fetch others: there the data is a script. */
  const scripted = () => new Promise((done, failed) => {
    const script = h("script", { src: place.data });
    script.fill = done;
    script.onerror = failed;
    for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
    document.head.append(script);
  });

  async function fetched() {
    const found = await fetch(place.data, { cache: "no-cache", signal: AbortSignal.timeout(10000) });
    if (!found.ok) throw new Error(`${place.data}: ${found.status}`);
    return found.text();
  }

  /* Ids are looked up in it: without a prototype, in which an id may be a name too. */
  const parsed = (text) => JSON.parse(text, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value);

  function read() {
    coming ??= (place.data.endsWith(".js") ? scripted() : fetched()).then((text) => (data = parsed(text)));
    coming.catch(() => { coming = null; });
    return coming;
  }

  /* The first time that a site is opened, its service worker comes after this: it keeps the data too. */
  function keepForLater() {
    const workers = navigator.serviceWorker;
    if (workers && !workers.controller && location.protocol.startsWith("http")) workers.addEventListener("controllerchange", () => fetch(place.data).catch(() => {}), { once: true });
  }

  const areas = (n) => data.covers[n].split(" ").filter(Boolean).map((one) => data.areas[one]);

  /* One value of each column, with the names of the centre's areas where they were left out. */
  function row(columns, n) {
    const made = {}, own = areas(n);
    for (const [name, column] of Object.entries(columns ?? {}))
      if (column[n]) made[name] = typeof column[n] === "string" ? column[n].replace(/\x7f(\d)/g, (_, k) => own[k]) : column[n];
    return made;
  }

  const centre = (n) => row(data.here, n);
  const name = (n) => centre(n).name;
  const dial = (number) => `tel:${number.replace(/[^+\d]/g, "")}`;
  const phones = ({ phones: some }) => (!some ? [] : typeof some === "string" ? [[some]] : some).map(([number, address, extension, note]) => ({ number, address: address ?? dial(number), extension, note }));
  const hours = ({ hours: n }) => (n ? data.hours[n - 1] : null);

  /* A contact at the chosen centre; nothing where it has not said who that is there. */
  function at(id) {
    const found = row(data.contacts[id], here);
    return found.name ? found : null;
  }

  /* -- a contact as pages have it */

  function number({ number: text, address, extension, note }) {
    return h("span", { class: "cm-number-of" }, h("a", { class: "cm-phone", href: address }, text), extension ? ` ${extension}` : "", note ? ` (${note})` : "");
  }

  const spaced = (parts) => parts.flatMap((part, n) => (n ? [" ", part] : [part]));
  const broken = (text) => text.split("\n").flatMap((line, n) => (n ? [h("br", {}), line] : [line]));
  const host = (url) => url.replace(/^[^:]*:\/\//, "").replace(/[?#].*/, "").replace(/\/+$/, "");

  function more(it) {
    const week = hours(it);
    return [
      it.url ? h("a", { href: it.url }, host(it.url)) : null,
      it.email ? h("a", { href: `mailto:${encodeURIComponent(it.email).replace(/%(40|24|2B)/g, decodeURIComponent)}` }, it.email) : null,
      it.address ? h("span", { class: "cm-address" }, it.address) : null,
      week ? h("span", { class: "cm-hours cm-muted" }, broken(week[1])) : null,
      it.flag ? h("span", { class: "cm-badge cm-amber" }, data.say.flag) : null,
    ].filter(Boolean);
  }

  function contact(id, it) {
    const some = phones(it), rest = more(it), made = h("span", { class: "cm-contact" }, spaced([
      h("span", { class: "cm-contact-name" }, it.name),
      some.length ? h("span", { class: "cm-contact-phones" }, spaced(some.map(number))) : null,
      rest.length ? h("span", { class: "cm-contact-more" }, spaced(rest)) : null].filter(Boolean)));
    if (hours(it)?.[0]) made.dataset.opening = hours(it)[0];
    return made;
  }

  /* Within words: a link with the name, and numbers. */
  function reached(it, old) {
    const link = old.querySelector("a").cloneNode(false);
    link.textContent = it.name;
    const some = phones(it).flatMap((one, n) => [n ? " · " : " ", number(one)]);
    return h("span", { class: "cm-reached" }, link, some, it.flag ? [" ", h("span", { class: "cm-badge cm-amber" }, data.say.flag)] : "");
  }

  /* What the centre has said nothing of: its name, and where to ask. What holds elsewhere would be read as an answer. */
  const nameOf = (old) => old.querySelector(".cm-contact-name, a").textContent;
  const where = (own) => [data.say.lacks.replace("@", () => own.name), phones(own).flatMap((one) => [" ", number(one)])];

  function lacking(old, id) {
    const own = centre(here), made = old.matches(".cm-reached") ? reached({ name: nameOf(old) }, old) : contact(id, { name: nameOf(old) });
    made.append(" ", h("span", { class: "cm-contact-more" }, h("span", { class: "cm-lacking" }, where(own))));
    return made;
  }

  /* -- one in place of the other, and back */

  let replaced = [];

  function put(old, made) {
    made.dataset.at = replaced.push(old) - 1;
    old.replaceWith(made);
  }

  function swap(within) {
    const all = [...within.querySelectorAll("[data-local]")];
    if (within.matches?.("[data-local]")) all.unshift(within);
    for (const old of all) {
      if ("at" in old.dataset) continue;
      const id = old.dataset.contact, it = at(id);
      const made = !it ? lacking(old, id) : old.matches(".cm-reached") ? reached(it, old) : contact(id, it);
      made.dataset.contact = id;
      made.dataset.local = "";
      const entry = old.closest(".cm-register > li");
      put(old, made);
      if (entry?.id === id) about(entry, id, it ?? {});
    }
  }

  /* In the register: what is said of a contact below it, and since when nobody has confirmed it. */
  function about(entry, id, it) {
    const [day, words] = it.checked ? data.checked[it.checked - 1] : [];
    const said = [data.local[id]?.area, it.languages, it.note].filter(Boolean).join(" ");
    const lines = [said, words].filter(Boolean).map((line) => h("p", { class: "cm-muted" }, line));
    const stale = entry.parentElement.dataset.stale, days = day ? Math.floor((Date.now() - Date.parse(day)) / 864e5) : 0;
    if (stale && days > 180) entry.querySelector(".cm-contact").append(" ", h("span", { class: "cm-badge cm-amber cm-stale-contact" }, stale.replace("{n}", days)));
    const old = [...entry.querySelectorAll(":scope > p.cm-muted")];
    old.forEach((one, n) => put(one, lines[n] ?? h("p", { class: "cm-muted", hidden: "" })));
    for (const line of lines.slice(old.length)) {
      line.dataset.at = replaced.push(null) - 1;
      entry.append(line);
    }
  }

  /* Whom to call first, of the contacts of the page. */
  function callFirst() {
    const box = article.querySelector("section.cm-calls"), list = article.querySelector(".cm-fold--contacts .cm-contacts");
    if (!box || !list?.querySelector("[data-at]")) return;
    const all = [...list.querySelectorAll(".cm-contact")];
    const some = all.filter((one) => one.querySelector(".cm-contact-phones")).filter((one, n) => !n || !data.emergency.includes(one.dataset.contact)).slice(0, 2);
    const words = (one) => [...one.cloneNode(true).childNodes];
    const rows = some.map((one) => {
      const phone = one.querySelector(".cm-contact-phones a"), week = one.querySelector(".cm-hours"), flag = one.querySelector(".cm-contact-more > .cm-badge");
      return h("li", {}, h("a", { class: "cm-call", href: phone.getAttribute("href") }, h("strong", {}, phone.textContent)),
        h("span", { class: "cm-call-name" }, spaced([h("span", {}, words(one.querySelector(".cm-contact-name"))), week ? h("small", {}, words(week)) : null, flag ? h("small", { class: "cm-flag" }, flag.textContent) : null].filter(Boolean))));
    });
    const left = all.length - some.length, fold = list.closest("details").querySelector("[id]");
    if (left) rows.push(h("li", { class: "cm-calls-more" }, h("a", { href: `#${fold.id}` }, left === 1 ? data.say.more_one : data.say.more.replace("#", left))));
    const made = box.cloneNode(true);
    made.hidden = !some.length;
    made.querySelector("ul").replaceChildren(...rows);
    put(box, made);
  }

  /* The numbers of a contact, as a sheet has them: none of elsewhere where the centre has none. */
  const numbers = (id, own) => (data.local[id] ? phones(at(id) ?? {}).map((one) => [one.number, one.extension].filter(Boolean).join(" ")) : own);

  /* What is printed of a discreet page. */
  function slip() {
    const old = article.querySelector(".cm-slip[data-places]");
    if (!old) return;
    const all = [...new Set(JSON.parse(old.dataset.places).flatMap(([id, own]) => numbers(id, own)))], made = old.cloneNode(true);
    made.querySelector("h2 ~ h2")?.remove();
    made.querySelector("ul")?.remove();
    if (all.length) made.append(h("h2", {}, old.dataset.label), h("ul", {}, all.map((one) => h("li", {}, h("strong", { dir: "ltr" }, one)))));
    put(old, made);
  }

  /* The line on every page: a number of elsewhere answers nobody here. */
  function emergency() {
    for (const old of document.querySelectorAll("[data-local-call]")) {
      const it = at(old.dataset.localCall) ?? {}, [first] = phones(it), made = old.cloneNode(false);
      made.hidden = !first;
      if (first) {
        made.href = first.address;
        made.append(h("b", {}, first.number), " ", h("span", {}, it.name));
      }
      put(old, made);
    }
    showLine();
  }

  function showLine() {
    const line = document.querySelector(".cm-emergency");
    if (line) line.hidden = !line.querySelector("a:not([hidden])");
  }

  /* -- the sheet for the person */

  function handed(person) {
    if (here < 0) return person;
    const contacts = { ...person.contacts }, called = { ...person.phones };
    for (const [node, ids] of Object.entries(person.places ?? {})) {
      for (const id of ids) called[id] = numbers(id, person.phones[id] ?? []);
      contacts[node] = ids.filter((id) => called[id].length);
    }
    return { ...person, contacts, phones: called, sheets: person.sheets.map((sheet) => inLanguage(sheet, called)) };
  }

  function inLanguage(sheet, called) {
    const made = { ...sheet, names: { ...sheet.names }, open: { ...sheet.open } };
    for (const id of Object.keys(called)) {
      const it = data.local[id] && at(id);
      if (!it) continue;
      made.names[id] = it.discreet ? "" : it.other?.[sheet.tag] ?? it.name;  // empty where there is no name in it
      made.open[id] = it.discreet ? [] : hours(it)?.[2][sheet.tag] ?? [];
    }
    return made;
  }

  const sheets = window.claimManualPerson;
  if (sheets) window.claimManualPerson = { open: (person, end) => sheets.open(handed(person), end), print: (person, end) => sheets.print(handed(person), end) };

  /* -- the centre in addresses */

  const pair = () => `${word}=${encodeURIComponent(data.ids[here])}`;

  function isPage(link, written) {
    if (!written || written.startsWith("#") || link.hasAttribute("download") || link.matches(".cm-choose")) return false;
    try {
      const { href, pathname } = new URL(written, document.baseURI);
      return href.startsWith(base.href) && (!/\.\w+$/.test(pathname) || pathname.endsWith(".html"));
    } catch { return false; }
  }

  function keepInLinks(within) {
    const isNeeded = place.kept() !== data.ids[here];
    for (const link of [...within.querySelectorAll("a[href]"), ...(within.matches?.("a[href]") ? [within] : [])]) {
      const written = link.getAttribute("href"), [path, ...rest] = written.split("#");
      if (!isNeeded || !isPage(link, written) || written.includes(pair())) continue;
      link.setAttribute("href", [`${path}${path.includes("?") ? "&" : "?"}${pair()}`, ...rest].join("#"));
    }
  }

  function takeOutOfLinks() {
    for (const link of document.querySelectorAll(`a[href*="${CSS.escape(word)}="]:not(.cm-choose)`)) {
      const written = link.getAttribute("href");
      for (const sign of "?&") if (written.includes(sign + pair())) link.setAttribute("href", written.replace(sign + pair(), ""));
    }
  }

  /* The address of this page with a centre, or with none. */
  function write(id) {
    const url = new URL(location.href);
    for (const one of place.names) url.searchParams.delete(one);
    if (id) url.searchParams.set(word, id);
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, "", url);
    } catch { location.replace(url); }
  }

  const inAddress = () => (here >= 0 && place.kept() !== data.ids[here] ? data.ids[here] : null);

  /* Entries of this page from before it was chosen or left have the address of then. */
  addEventListener("popstate", () => { if (here >= 0 || hasLeft) write(inAddress()); });

  /* -- what is said of it */

  function tell(words) {
    status.textContent = words;
    setTimeout(() => { if (status.textContent === words) status.textContent = ""; }, 5000);
  }

  const saidOf = (n) => data.say.line.replace("@", () => name(n));

  function button(words, act, name) {
    const made = h("button", { type: "button", class: "cm-button cm-button--quiet", ...(name ? { "aria-label": name } : {}) }, words);
    made.addEventListener("click", act);
    return made;
  }

  const listed = national.nodes.map((one) => one.querySelector?.("a.cm-choose")).find(Boolean).getAttribute("href");
  const pageOf = (id) => (listed.endsWith(".html") ? listed.replace(/index\.html$/, `${id}.html`) : `${listed}${id}/`);

  /* In as little room as can be: what is kept is said to whom it concerns, once the box is used. */
  function line() {
    const id = data.ids[here], [before, after] = data.say.line_short.split("@");
    const wish = h("input", { type: "checkbox", "aria-describedby": "cm-centre-note" }), note = h("small", { id: "cm-centre-note" }, data.say.keep_note);
    wish.checked = place.kept() === id;
    wish.addEventListener("change", () => {
      takeOutOfLinks();
      keep(wish.checked ? id : null);
      write(inAddress());
      keepInLinks(document.body);
      bar.classList.add("cm-centre--asked");
    });
    return [
      h("p", { class: "cm-centre-line" }, before, h("a", { href: pageOf(id) }, name(here)), after),
      h("p", { class: "cm-centre-tools" }, button(data.say.change_short, offer, data.say.change), button(data.say.leave_short, leave, data.say.leave), h("label", {}, wish, h("span", {}, data.say.keep))), note,
    ];
  }

  function say(className, ...children) {
    bar.className = `cm-centre ${className}`;
    bar.hidden = false;
    bar.replaceChildren(...children.flat());
  }

  function sayNothing() {
    bar.className = "cm-centre";
    bar.hidden = national.isHidden;
    bar.replaceChildren(...national.nodes);
  }

  /* -- chosen, changed, left */

  const watch = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.nodeType === 1 && node.isConnected) follow(node);
  });

  function follow(node) {
    swap(node);
    keepInLinks(node);
  }

  function mark(id) {
    for (const link of document.querySelectorAll("a.cm-choose")) {
      const isIt = id !== null && new URL(link.href).searchParams.get(word) === id;
      if (isIt) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  const sought = () => article.querySelector(".cm-filter")?.dispatchEvent(new Event("cm-renew"));

  function show(n) {
    here = n;
    hasLeft = false;
    place.shown = data.ids[n];
    swap(document.body);
    callFirst();
    slip();
    emergency();
    say("cm-centre--chosen", line());
    keepInLinks(document.body);
    mark(place.shown);
    sought();
    watch.observe(document.body, { childList: true, subtree: true });
  }

  /* What was replaced, in its place; what was copied of it since (the tree does) as a copy. */
  function restore() {
    if (here < 0) return;
    watch.disconnect();
    takeOutOfLinks();
    const back = new Set();
    for (const one of document.querySelectorAll("[data-at]")) {
      const old = replaced[one.dataset.at];
      if (old === null) one.remove();
      else if (old) one.replaceWith(back.has(old) ? old.cloneNode(true) : old);
      back.add(old);
    }
    [replaced, here, place.shown] = [[], -1, null];
    showLine();
    mark(null);
    sought();
    sayNothing();
    undress();
  }

  /* What the address and this device ask for by now. */
  async function renew() {
    const now = ++turn, id = place.asked(), before = place.shown;
    if (!id) restore();
    if (!id && before) tell(data.say.left);  // in another window
    if (id && id === before) bar.querySelector("input").checked = place.kept() === id;
    if (!id || id === before) return;
    try {
      await Promise.all([read(), dress()]);
    } catch {
      if (now === turn) {
        restore();
        fail();
      }
      return;
    }
    if (now !== turn) return;
    const n = data.ids.indexOf(id);
    restore();
    await dress();
    if (n >= 0) show(n);
    else unknown();
    if (n >= 0 && before) tell(saidOf(n));
    root.classList.remove("cm-placing");
    keepForLater();
  }

  function fail() {
    const again = h("a", { href: location.href });
    again.append(bar.dataset.again);
    again.addEventListener("click", (event) => {
      event.preventDefault();
      location.reload();
    });
    place.fail().append(" ", again);
  }

  function unknown() {
    if (data.ids.indexOf(place.kept()) < 0) keep(null);
    say("cm-centre--fault", h("p", {}, data.say.unknown, " ", h("a", { class: "cm-choose", href: listed }, bar.dataset.choose)));
  }

  /* Of a centre that this device remembers, another one is remembered in its place. */
  async function take(id) {
    if (place.kept()) keep(id);
    write(place.kept() ? null : id);
    await renew();
    if (place.shown) tell(saidOf(here));
  }

  function leave() {
    hasLeft = true;
    keep(null);
    write(null);
    restore();
    tell(data.say.left);
    (bar.hidden ? document.getElementById("cm-main") : bar.querySelector("a")).focus({ preventScroll: true });
  }

  /* -- one of all */

  const folded = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  function choice(n, act) {
    const some = areas(n).join(", "), made = button("", () => act(data.ids[n]));
    made.append(h("strong", {}, name(n)), some ? h("small", {}, some) : "");
    if (n === here) made.setAttribute("aria-current", "true");
    const item = h("li", {}, made);
    const called = phones(centre(n)).map((one) => `${one.number} ${one.number.replace(/\D/g, "")}`);
    item.dataset.words = folded([name(n), some, ...called].join(" "));
    return item;
  }

  async function offer() {
    try { await Promise.all([read(), dress()]); } catch { return location.assign(listed); }
    const field = h("input", { type: "search", autocomplete: "off" }), left = h("p", { role: "status", class: "cm-muted" });
    const list = h("ul", { class: "cm-centres" });
    const box = h("div", { class: "cm-centres-box" }, h("h2", {}, bar.dataset.choose), h("label", {}, h("span", {}, data.say.filter), field), left, list);
    const dialog = window.claimManualDialog("cm-dialog--centres", bar.dataset.choose, data.say.close, box);
    const items = data.ids.map((_, n) => choice(n, async (id) => {
      dialog.close();
      await take(id);
      bar.querySelector(".cm-centre-tools button")?.focus({ preventScroll: true });
    }));
    dialog.addEventListener("close", undress);
    list.append(...items);
    field.addEventListener("input", () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      for (const item of items) item.hidden = !words.every((one) => item.dataset.words.includes(one));
      const count = items.filter((item) => !item.hidden).length, counts = [count, items.length];
      left.textContent = !words.length ? "" : count ? data.say.count.replace(/#/g, () => counts.shift()) : data.say.none;
    });
    field.focus();
  }

  /* A link to choose: of one centre, or of all. */
  function choose(link) {
    const query = new URL(link.href).searchParams, id = place.names.map((one) => query.get(one)).find(Boolean);
    return id ? take(id) : offer();
  }

  window.claimManualLocal = { renew, choose };
})();
