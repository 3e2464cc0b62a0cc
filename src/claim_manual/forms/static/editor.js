// The editor on this machine: parts and entries, a form for each, what is wrong at its field, a preview,
// what was saved before, and the translations that wait. What is shown is in the address.
(() => {
  "use strict";
  const { config, languages, words } = window.CLAIM_MANUAL, say = words.editor;
  const { fromFile, toFile, ours, isMapping } = window.claimManualFiles;
  const { fieldsOf, fill, h, slug } = window.claimManualFields;
  const merge = window.claimManualMerge;
  const main = document.getElementById("main"), nav = document.getElementById("parts"), told = document.getElementById("told");
  let parts = [], form = null;

  /* -- the server */

  class Refused extends Error {
    constructor(status, answer) { super(answer.error); Object.assign(this, { status, answer }); }
  }

  async function ask(action, params = {}) {
    let found;
    try {
      found = await fetch("/api/v1", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ action, params }) });
    } catch {
      throw new Refused(0, { error: say.noServer });
    }
    const answer = await found.json().catch(() => ({ error: say.noServer }));
    if (!found.ok) throw new Refused(found.status, answer);
    return answer;
  }

  /* What was done, or why not; it stays until something else is said. */
  function tell(text, kind = "", ...more) {
    told.className = kind;
    const [head, ...rest] = text.split("\n"), detail = rest.join("\n").trim();
    const close = h("button", { type: "button", class: "small", "aria-label": words.close, onclick: () => tell("") }, "×");
    told.replaceChildren(...(text ? [close, h("p", {}, head), ...more, detail ? h("pre", {}, detail) : null].filter(Boolean) : []));
    if (text) told.scrollIntoView({ block: "nearest" });
  }

  /* -- the parts of the manual */

  async function drawParts() {
    const answer = await ask("parts");
    parts = answer.parts;
    const filter = h("input", { type: "search", id: "filter", placeholder: say.filter, "aria-label": say.filter, oninput: () => narrow(filter.value) });
    const waiting = h("p", {}, h("a", { href: "#/waiting" }, `${say.waiting} (${answer.waiting})`));
    nav.replaceChildren(filter, waiting, h("p", {}, h("a", { href: "#/media" }, say.media)), ...parts.map(part));
  }

  function part({ name, label, entries, create }) {
    const links = entries.map((one) => h("li", {}, h("a", { href: `#/entry/${one.path}` }, one.label)));
    const made = create ? h("li", {}, h("a", { class: "new", href: `#/new/${name}` }, fill(say.create, { what: create.label }))) : null;
    return h("details", { class: "part", open: entries.some((one) => location.hash === `#/entry/${one.path}`) }, h("summary", {}, `${label} (${entries.length})`), h("ul", {}, links, made));
  }

  function narrow(text) {
    const wanted = text.trim().toLocaleLowerCase();
    for (const details of nav.querySelectorAll(".part")) {
      let count = 0;
      for (const item of details.querySelectorAll("li")) {
        item.hidden = Boolean(wanted) && !item.textContent.toLocaleLowerCase().includes(wanted);
        count += !item.hidden;
      }
      details.hidden = !count;
      details.open = Boolean(wanted) && count > 0;
    }
  }

  /* -- the form of an entry */

  const isProse = (path) => path.endsWith(".md");
  const copy = (value) => structuredClone(value);
  const draftKey = (path) => `cm-draft ${path}`;

  /* The fields of a source, as the configuration has them. */
  function fieldsFor(path, data) {
    for (const one of config.collections) {
      const file = (one.files ?? []).find((file_) => file_.file === path);
      if (file) return file.fields;
      const isHere = one.folder && path.slice(0, path.lastIndexOf("/")) === one.folder;
      if (isHere && (!one.filter || one.filter.value === (data.kind === "decision-table" ? "yes" : "no"))) return one.fields;
    }
    return [];
  }

  const MEDIA = ".png,.jpg,.jpeg,.webp,.gif,.svg,.pdf,.docx,.xlsx,.odt";

  class Form {
    constructor({ data: text, base, waiting, facts }, path) {
      Object.assign(this, { path, base, raw: text ?? "", isNew: text === null, waiting: waiting ?? [], facts: facts ?? [], confirms: new Set() });
      this.data = isProse(path) ? { text: this.raw } : fromFile(this.raw);
      this.before = copy(this.data);
      this.root = { form: this, keys: [], get: () => this.data, set: (value) => { this.data = { ...value, _raw: this.data._raw }; this.changed(); } };
    }

    get text() { return isProse(this.path) ? this.data.text : toFile({ ...this.data, _raw: this.raw }); }
    get files() { return [{ path: this.path, base: this.base, raw: this.text }]; }
    get isDirty() { return this.confirms.size > 0 || JSON.stringify(ours(this.data)) !== JSON.stringify(ours(this.before)); }

    picture(area) { return picture(area); }

    /* The way to a value with ids in place of positions, as translations are named. */
    named(keys) {
      let value = this.data;
      const way = [];
      for (const key of keys) {
        value = value?.[key];
        if (key === "entries" && !way.length) continue;
        way.push(typeof key === "number" ? value?.id ?? String(key + 1) : key);
      }
      return way;
    }

    confirm(waits) {
      this.confirms.add(`${waits.name}@${waits.lang}`);
      this.changed();
    }

    changed() {
      document.getElementById("state")?.replaceChildren(this.isDirty ? say.unsaved : "");
      this.keepDraft();
      clearTimeout(this.later);
      this.later = setTimeout(() => this === form && look(), 1200);
    }

    /* What is not saved stays on this device until it is, or is thrown away. */
    keepDraft() {
      try {
        if (this.isDirty) localStorage.setItem(draftKey(this.path), JSON.stringify({ base: this.base, before: this.raw, data: this.data, at: new Date().toISOString() }));
        else localStorage.removeItem(draftKey(this.path));
      } catch { /* a device that keeps nothing: whoever leaves is asked */ }
    }
  }

  async function open(path) {
    const entry = await ask("getEntry", { path });
    form = new Form(entry, path);
    drawForm();
    offerDraft();
  }

  function drawForm(title) {
    const fields = isProse(form.path) ? [prose()] : fieldsOf(fieldsFor(form.path, form.data), form.root);
    const name = title ?? (parts.flatMap((one) => one.entries).find((one) => one.path === form.path)?.label || form.path);
    const bar = h("div", { class: "bar" },
      h("button", { type: "submit", class: "save" }, say.save), h("span", { id: "state", role: "status" }, form.isDirty ? say.unsaved : ""),
      h("button", { type: "button", id: "preview-button", "aria-expanded": "false", onclick: togglePreview }, say.preview),
      form.isNew ? null : h("button", { type: "button", onclick: drawHistory }, say.history));
    const body = h("form", { id: "form", novalidate: true, onsubmit: (event) => { event.preventDefault(); save(); } },
      h("h1", { tabindex: "-1" }, name), h("p", { class: "path" }, form.path), h("div", { id: "findings" }), ...fields, bar);
    main.replaceChildren(body, h("aside", { id: "side", hidden: true }));
    main.querySelector("h1").focus();
  }

  function prose() {
    const area = h("textarea", { id: "prose", class: "prose", rows: "30" });
    area.value = form.data.text;
    area.addEventListener("input", () => { form.data = { text: area.value }; form.changed(); });
    return h("div", { class: "field" }, h("label", { for: "prose", class: "label" }, say.text), area, picture(area));
  }

  /* A picture brought into a text, at the place where one writes. */
  function picture(area) {
    const file = h("input", { type: "file", accept: MEDIA, "aria-label": say.addPicture });
    file.addEventListener("change", async () => {
      const path = await upload(file.files[0]).catch((failure) => { tell(failure.message, "is-bad"); });
      if (!path) return;
      // The place to write in is between the brackets: of a picture what it shows, which nobody knows here.
      const isPicture = /\.(png|jpe?g|webp|gif|svg)$/.test(path), mark = isPicture ? "![" : "[";
      const at = area.selectionStart, words = isPicture ? "" : file.files[0].name;
      area.setRangeText(`${mark}${words}](${wayTo(path)})`, at, area.selectionEnd);
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
      area.setSelectionRange(at + mark.length, at + mark.length + words.length);
    });
    return h("p", {}, h("label", {}, say.addPicture, " ", file));
  }

  /* The way from the file that is edited to another of the manual. */
  function wayTo(path) {
    const from = form.path.split("/").slice(0, -1), to = path.split("/");
    while (from.length && from[0] === to[0]) { from.shift(); to.shift(); }
    return [...from.map(() => ".."), ...to].join("/");
  }

  async function upload(file) {
    const content = await new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1] ?? "");
      reader.onerror = () => failed(new Error(say.noFile));
      reader.readAsDataURL(file);
    });
    const answer = await ask("persistMedia", { name: file.name, content });
    tell(`${answer.message}\n${answer.path}`, "is-good");
    return answer.path;
  }

  /* -- drafts */

  function offerDraft() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(draftKey(form.path)) ?? "null"); } catch { return; }
    if (!kept || JSON.stringify(ours(kept.data)) === JSON.stringify(ours(form.data))) return;
    const when = new Date(kept.at).toLocaleString(document.documentElement.lang);
    const away = () => { localStorage.removeItem(draftKey(form.path)); tell(""); };
    tell(fill(say.draft, { when }), "", h("button", { type: "button", onclick: () => { takeDraft(kept); } }, say.takeDraft), " ", h("button", { type: "button", onclick: away }, say.dropDraft));
  }

  /* A draft of an older state of the file is put together with what stands there now. */
  async function takeDraft(kept) {
    const mine = kept.data;
    if (kept.base === form.base) {
      form.data = { ...mine, _raw: form.data._raw };
      drawForm();
      tell("");
      return form.changed();
    }
    const base = isProse(form.path) ? { text: kept.before } : fromFile(kept.before);
    return together(base, mine, form.data);
  }

  /* -- saving */

  async function save() {
    const button = main.querySelector(".save"), mine = form;
    clearFindings();
    button.disabled = true;
    try {
      const answer = await ask("persistEntry", { dataFiles: mine.files, confirms: [...mine.confirms] });
      localStorage.removeItem(draftKey(mine.path));
      await saved(answer, mine);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      if (failure.status === 409) await changedMeanwhile(failure.answer.entries[0]);
      else refused(failure);
    } finally {
      button.disabled = false;
    }
  }

  async function saved(answer, mine) {
    const back = answer.commit ? h("button", { type: "button", onclick: () => takeBack(answer.commit) }, say.takeBack) : null;
    const warnings = (answer.warnings ?? []).length ? h("div", { class: "warnings" }, h("p", {}, say.warnings), h("ul", {}, answer.warnings.map((one) => h("li", {}, one.text, " ", one.hint)))) : null;
    tell(answer.message, "is-good", warnings, back);
    await drawParts();
    if (form === mine) {
      const isNew = mine.isNew;
      form = new Form(await ask("getEntry", { path: mine.path }), mine.path);
      if (isNew) history.replaceState(null, "", `#/entry/${mine.path}`);
      const open_ = openCards();
      drawForm();
      reopen(open_);
    }
  }

  const openCards = () => [...main.querySelectorAll(".card[open]")].map((one) => one.closest("[data-keys]")?.dataset.keys);
  function reopen(all) {
    for (const keys of all) reveal(JSON.parse(keys ?? "[]"));
  }

  function refused({ message, answer }) {
    const own = (answer.findings ?? []).filter((one) => one.path === form.path || !one.path);
    show(answer.findings ?? []);
    tell(own.length ? `${say.notSaved} ${fill(say.faults, { n: (answer.findings ?? []).length })}` : message, "is-bad");
    main.querySelector("#findings a")?.focus();
  }

  async function takeBack(commit) {
    try {
      const answer = await ask("takeBack", { commit });
      tell(answer.message, "is-good");
      await drawParts();
      if (form) await open(form.path);
    } catch (failure) {
      tell(failure.message, "is-bad");
    }
  }

  /* -- two people */

  /* Somebody saved this since it was opened: both changes where they touch other things, else a choice. */
  async function changedMeanwhile(entry) {
    const theirs = isProse(form.path) ? { text: entry.data } : fromFile(entry.data), base = form.before, mine = form.data;
    const now = await ask("getEntry", { path: form.path });
    Object.assign(form, { base: now.base, raw: now.data, waiting: now.waiting, before: theirs });
    return together(base, mine, theirs);
  }

  async function together(base, given, theirs) {
    let mine = given;
    if (isProse(form.path)) {
      const { text } = await ask("mergeText", { mine: mine.text, base: base.text, theirs: theirs.text });
      if (text !== null) { mine = { text }; base = theirs; }
    }
    const { value, conflicts } = merge(base, mine, theirs);
    // The very value into which a choice is written: the fields wait until each is made.
    form.data = Object.assign(value, { _raw: form.raw });
    drawForm();
    form.changed();
    if (!conflicts.length) return tell(say.merged, "is-good");
    tell(fill(say.conflict, { n: conflicts.length }), "is-bad");
    const list = conflicts.map((one, n) => choice(one, n));
    document.getElementById("findings").replaceChildren(h("h2", { tabindex: "-1" }, say.chooseEach), h("ol", {}, list));
    document.querySelector("#findings h2").focus();
    main.querySelector(".save").disabled = true;
    for (const one of main.querySelectorAll("#form > .field")) one.inert = true;
  }

  const asText = (value) => (value === undefined ? "—" : typeof value === "object" ? new YAML.Document(value).toString({ lineWidth: 0 }).trim() : String(value));

  /* Theirs or mine; nothing is saved until each is chosen. */
  function choice(conflict, n) {
    const option = (label, value) => h("label", { class: "choice" }, h("input", { type: "radio", name: `choice-${n}`, onchange: () => { conflict.take(value); chosen(); } }), " ", h("strong", {}, label), h("pre", {}, asText(value)));
    return h("li", {}, h("p", { class: "label" }, labelOf(conflict.keys)), option(say.theirs, conflict.theirs), option(say.mine, conflict.mine));
  }

  function chosen() {
    const groups = [...document.querySelectorAll("#findings ol > li")];
    if (groups.some((one) => !one.querySelector("input:checked"))) return;
    drawForm();
    form.changed();
    tell(say.chosen, "is-good");
    main.querySelector(".save").focus();
  }

  /* -- what is wrong, at the field */

  const same = (one, other) => one.length === other.length && one.every((key, n) => String(key) === String(other[n]));

  /* The element of a value, its cards opened; of the value around it, where it has no field. */
  function reveal(keys) {
    let found = null;
    for (let length = 0; length <= keys.length; length += 1) {
      const wanted = keys.slice(0, length);
      const here = [...main.querySelectorAll("[data-keys]")].find((one) => same(JSON.parse(one.dataset.keys), wanted));
      if (!here) continue;
      found = here;
      const card = here.matches(".entry") ? here.querySelector(".card") : here.querySelector(":scope > .card");
      if (card?.complete) card.complete();
      else if (card) card.open = true;
    }
    return found;
  }

  /* Keys with positions in place of ids. */
  function positions(keys) {
    let value = form.data;
    return keys.map((key) => {
      const at = Array.isArray(value) && typeof key === "string" ? value.findIndex((one) => one?.id === key) : key;
      value = value?.[at];
      return at;
    });
  }

  function labelOf(named) {
    const labels = [], keys = positions(named);
    for (let length = 1; length <= keys.length; length += 1) {
      reveal(keys.slice(0, length - 1));
      const here = [...main.querySelectorAll("[data-keys]")].find((one) => same(JSON.parse(one.dataset.keys), keys.slice(0, length)));
      const label = here?.dataset.label || languages.find((one) => one.id === keys[length - 1])?.name;
      if (label) labels.push(label);
    }
    return labels.join(" › ");
  }

  const keysOf = (finding) => (form.data.entries && finding.keys?.length ? ["entries", ...finding.keys] : finding.keys ?? []);

  function show(findings) {
    const own = findings.filter((one) => one.path === form.path), others = findings.filter((one) => one.path !== form.path);
    const items = own.map((one) => {
      const keys = keysOf(one), place = reveal(keys), label = keys.length ? labelOf(keys) : "";
      const id = place ? (place.id ||= `p-${Math.random().toString(36).slice(2)}`) : "";
      const wrong = place?.querySelector(":scope > .wrong");
      if (wrong) wrong.textContent = [one.text, one.hint].filter(Boolean).join(" ");
      place?.querySelector(":scope > input, :scope > select, :scope > textarea")?.setAttribute("aria-invalid", "true");
      const link = h("a", { href: `#${id}`, onclick: (event) => { event.preventDefault(); goTo(keys); } }, label || form.path);
      return h("li", { class: one.severity }, link, ": ", one.text, " ", one.hint);
    });
    items.push(...others.map((one) => h("li", { class: one.severity }, h("a", { href: `#/entry/${one.path}` }, one.path), one.line ? ` (${one.line})` : "", ": ", one.text, " ", one.hint)));
    document.getElementById("findings")?.replaceChildren(...(items.length ? [h("h2", {}, fill(say.faults, { n: items.length })), h("ul", {}, items)] : []));
  }

  function goTo(keys) {
    const place = reveal(keys);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector("input, textarea, select, summary, button")?.focus({ preventScroll: true });
  }

  function clearFindings() {
    document.getElementById("findings")?.replaceChildren();
    for (const one of main.querySelectorAll(".wrong")) one.textContent = "";
    for (const one of main.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  }

  /* While one writes: what would be wrong, and how the page would look. */
  async function look() {
    const mine = form;
    if (!mine.isDirty || document.querySelector("#findings input[type=radio]")) return;
    const { findings } = await ask("judge", { dataFiles: mine.files }).catch(() => ({ findings: null }));
    if (form !== mine || !findings || main.querySelector(".save")?.disabled) return;
    clearFindings();
    show(findings.filter((one) => one.severity !== "info"));
    if (document.getElementById("preview")) drawPreview();
  }

  /* -- beside the form: the page, and what was saved before */

  function side(title, ...content) {
    const made = document.getElementById("side");
    made.hidden = false;
    made.replaceChildren(h("div", { class: "bar" }, h("h2", {}, title), h("button", { type: "button", onclick: closeSide }, words.close)), ...content);
    main.classList.add("has-side");
    return made;
  }

  function closeSide() {
    document.getElementById("side").hidden = true;
    document.getElementById("side").replaceChildren();
    main.classList.remove("has-side");
    document.getElementById("preview-button")?.setAttribute("aria-expanded", "false");
  }

  function togglePreview() {
    if (document.getElementById("preview")) return closeSide();
    document.getElementById("preview-button").setAttribute("aria-expanded", "true");
    const lang = h("select", { id: "preview-lang", "aria-label": say.language, onchange: drawPreview }, languages.map((one) => h("option", { value: one.id }, one.name)));
    side(say.preview, lang, h("iframe", { id: "preview", title: say.preview, sandbox: "allow-same-origin" }));
    return drawPreview();
  }

  async function drawPreview() {
    const frame = document.getElementById("preview"), lang = document.getElementById("preview-lang").value;
    try {
      const { html } = await ask("preview", { dataFiles: form.files, lang });
      frame.srcdoc = html || `<p>${say.noPreview}</p>`;
    } catch {
      frame.srcdoc = `<p>${say.noPreview}</p>`;
    }
  }

  async function drawHistory() {
    const saves = await ask("history", { path: form.path });
    const items = saves.map((one) => h("li", {}, h("p", {}, h("time", { datetime: one.day }, new Date(`${one.day}T12:00`).toLocaleDateString(document.documentElement.lang)), " ", h("strong", {}, one.subject)),
      one.report ? h("details", {}, h("summary", {}, say.whatChanged), h("pre", {}, one.report)) : null,
      h("button", { type: "button", onclick: () => takeBack(one.id) }, say.takeBack)));
    side(say.history, items.length ? h("ol", { class: "saves" }, items) : h("p", {}, say.noHistory));
  }

  /* -- a new page */

  function create(name) {
    const { create: made, label } = parts.find((one) => one.name === name);
    const id = h("input", { id: "new-id", type: "text", required: true, autocomplete: "off" });
    const body = h("form", { onsubmit: (event) => {
      event.preventDefault();
      const plain = slug(id.value);
      if (!plain) return id.focus();
      const path = `${made.folder}/${plain}.yml`;
      if (parts.some((one) => one.entries.some((entry) => entry.path === path))) return tell(fill(say.taken, { path }), "is-bad");
      form = new Form({ data: null, base: "" }, path);
      drawForm(fill(say.create, { what: made.label }));
      return offerDraft();
    } }, h("h1", { tabindex: "-1" }, fill(say.create, { what: made.label })), h("p", {}, label),
      h("div", { class: "field" }, h("label", { for: "new-id", class: "label" }, say.fileName), id, h("p", { class: "hint" }, say.fileNameHint)),
      h("button", { type: "submit", class: "save" }, say.begin));
    form = null;
    main.replaceChildren(body);
    id.focus();
  }

  /* -- translations that wait, pictures */

  async function drawWaiting() {
    const all = await ask("waiting");
    const states = { stale: say.stale, new: say.unconfirmed, missing: say.missing };
    const items = all.map((one) => h("li", {}, h("p", {}, h("strong", {}, states[one.state]), ` (${one.lang}) `, h("a", { href: `#/entry/${one.keys.length ? one.path : one.path.replace(/\.md$/, `.${one.lang}.md`)}~${one.name.split("#")[1] ?? ""}.${one.lang}` }, one.name)),
      h("p", {}, h("q", {}, one.source.slice(0, 300))), one.from ? h("p", {}, `${say.from} `, h("del", {}, one.from.slice(0, 300))) : null, one.words ? h("p", { lang: one.lang }, "→ ", one.words.slice(0, 300)) : null));
    form = null;
    main.replaceChildren(h("h1", { tabindex: "-1" }, `${say.waiting} (${all.length})`), items.length ? h("ul", { class: "waiting" }, items) : h("p", {}, say.nothingWaits));
    main.querySelector("h1").focus();
  }

  async function drawMedia() {
    const all = await ask("getMedia");
    const file = h("input", { type: "file", id: "media-file", accept: MEDIA });
    file.addEventListener("change", () => upload(file.files[0]).then(drawMedia, (failure) => tell(failure.message, "is-bad")));
    form = null;
    main.replaceChildren(h("h1", { tabindex: "-1" }, say.media), h("div", { class: "field" }, h("label", { for: "media-file", class: "label" }, say.addPicture), file), h("ul", {}, all.map((one) => h("li", {}, one.path))));
    main.querySelector("h1").focus();
  }

  /* -- the address */

  /* The field that a translation is named by. */
  function goToNamed(way) {
    const wanted = way.split("."), at = (value, rest, keys) => {
      if (!rest.length) return keys;
      if (Array.isArray(value)) {
        const n = value.findIndex((one, k) => one?.id === rest[0] || String(k + 1) === rest[0]);
        return n < 0 ? keys : at(value[n], rest.slice(1), [...keys, n]);
      }
      return isMapping(value) ? at(value[rest[0]], rest.slice(1), [...keys, rest[0]]) : keys;
    };
    const keys = form.data.entries ? at(form.data.entries, wanted, ["entries"]) : at(form.data, wanted, []);
    goTo(keys);
  }

  const leaves = () => !form?.isDirty || confirm(say.leave);
  let here = "";

  async function go() {
    if (location.hash === here) return;
    if (here && !leaves()) return history.replaceState(null, "", here);
    here = location.hash;
    tell("");
    const [, kind, rest] = /^#\/(entry|new|waiting|media)\/?(.*)$/.exec(location.hash) ?? [];
    try {
      if (kind === "entry") {
        const [path, way] = rest.split("~");
        await open(path);
        if (way) goToNamed(way);
      } else if (kind === "new") create(rest);
      else if (kind === "waiting") await drawWaiting();
      else if (kind === "media") await drawMedia();
      else { form = null; main.replaceChildren(h("h1", { tabindex: "-1" }, document.title), h("p", {}, say.begin_)); }
    } catch (failure) {
      tell(failure.message, "is-bad");
    }
  }

  addEventListener("hashchange", go);
  addEventListener("beforeunload", (event) => { if (form?.isDirty) event.preventDefault(); });
  drawParts().then(go, (failure) => tell(failure.message, "is-bad"));
})();
