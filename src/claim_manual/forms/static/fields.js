// The fields of a form: one for each kind of value. A field is a function of what it is, how its value
// is got and set, and where it stands; it gives an element.
window.claimManualFields = (() => {
  "use strict";
  const { answers: shared, choices, languages, words } = window.CLAIM_MANUAL, say = words.editor;
  const { NODES, WRITTEN, flat, isMapping } = window.claimManualFiles;
  const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, key) => gaps[key] ?? "");
  let count = 0;

  function h(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name in made && typeof value !== "string") made[name] = value;
      else if (value !== undefined && value !== false) made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false));
    return made;
  }

  const first = (text) => (isMapping(text) ? text[languages[0].id] ?? Object.values(text)[0] : text) ?? "";
  const name = () => `f${++count}`;
  const slug = (text_) => text_.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

  /* A field with its name, what it is for, and a place for what is wrong with it. */
  function row(field, keys, control, id) {
    const isGroup = !id;
    const label = h(isGroup ? "p" : "label", isGroup ? { class: "label" } : { for: id, class: "label" }, field.label ?? "", field.required ? h("span", { class: "must", title: say.required }, " *") : null);
    const isNews = field.hint && field.hint.replace(/\.$/, "") !== field.label && !["select", "duration", "boolean"].includes(field.widget);
    const hint = isNews ? h("p", { class: "hint" }, field.hint) : null;
    const made = h("div", { class: `field field--${field.widget}` }, label, control, hint, h("p", { class: "wrong", role: "alert" }));
    made.dataset.keys = JSON.stringify(keys);
    made.dataset.label = field.label ?? "";
    if (isGroup) {
      label.id = name();
      control.setAttribute("role", control.getAttribute("role") ?? "group");
      control.setAttribute("aria-labelledby", label.id);
    }
    return made;
  }

  /* -- single values */

  const unquoted = (text) => /^(["'“”«])(.*)(["'“”»])$/.exec(text)?.[2] ?? text;

  function string(field, at) {
    const id = name();
    const input = h("input", { id, type: "text", value: String(at.get() ?? ""), autocomplete: "off", spellcheck: "false", oninput: () => at.set(input.value || undefined) });
    input.addEventListener("change", () => {
      const text = unquoted(input.value.trim());
      input.value = text;
      at.set(text || undefined);
      const pattern = field.pattern && new RegExp(`^(?:${field.pattern[0]})$`);
      tell(input, text && pattern && !pattern.test(text) ? fill(say.pattern, { label: field.label }) : "");
    });
    return row(field, at.keys, input, id);
  }

  function number(field, at) {
    const id = name();
    const input = h("input", { id, type: "text", inputmode: "numeric", value: String(at.get() ?? "") });
    input.addEventListener("input", () => {
      const text = input.value.trim();
      at.set(/^-?\d+$/.test(text) ? Number(text) : text || undefined);
      tell(input, !text || /^-?\d+$/.test(text) ? "" : fill(say.whole, { label: field.label }));
    });
    return row(field, at.keys, input, id);
  }

  function text(field, at) {
    const id = name();
    const area = h("textarea", { id, rows: String(rows(at.get())), oninput: () => at.set(area.value || undefined) });
    area.value = at.get() ?? "";
    return row(field, at.keys, area, id);
  }

  const rows = (value) => Math.min(12, Math.max(2, Math.ceil(String(value ?? "").length / 70), String(value ?? "").split("\n").length));

  function boolean(field, at) {
    const id = name();
    const box = h("input", { id, type: "checkbox", checked: at.get() === true, onchange: () => at.set(box.checked || (at.get() === undefined ? undefined : false)) });
    return row(field, at.keys, box, id);
  }

  function datetime(field, at) {
    const id = name();
    const input = h("input", { id, type: "date", value: String(at.get() ?? "").slice(0, 10), onchange: () => at.set(input.value || undefined) });
    return row(field, at.keys, input, id);
  }

  /* -- choices; what stands in the file and can no longer be chosen stays */

  const options = (field) => (typeof field.options === "string" ? choices[field.options] ?? [] : field.options);
  const shown = ({ label, value }) => label.replace(` (${value})`, "");

  function select(field, at) {
    if (field.multiple) return several(field, at);
    const id = name(), listed = options(field), value = at.get();
    const known = value === undefined || listed.some((one) => one.value === value);
    const control = h("select", { id, onchange: () => at.set(control.value || undefined) },
      h("option", { value: "" }, "—"),
      known ? null : h("option", { value: String(value) }, String(value)),
      listed.map((one) => h("option", { value: one.value }, shown(one))));
    control.value = value ?? "";
    return row(field, at.keys, control, id);
  }

  function several(field, at) {
    const listed = options(field), box = h("div", { class: "several" });
    const label = (value) => { const found = listed.find((one) => one.value === value); return found ? shown(found) : value; };
    function draw(takesFocus) {
      const value = at.get() ?? [], id = name();
      const add = h("select", { id, "aria-label": fill(say.add, { what: field.label }), onchange: () => { at.set([...value, add.value]); draw(true); } },
        h("option", { value: "" }, fill(say.add, { what: field.label })),
        listed.filter((one) => !value.includes(one.value)).map((one) => h("option", { value: one.value }, shown(one))));
      const items = value.map((one, n) => h("li", {}, label(one), " ",
        h("button", { type: "button", class: "small", "aria-label": fill(say.removeOne, { what: label(one) }), onclick: () => { const left = value.filter((_, k) => k !== n); at.set(left.length ? left : undefined); draw(true); } }, "×")));
      box.replaceChildren(h("ul", {}, items), add);
      if (takesFocus) add.focus();
    }
    draw();
    return row(field, at.keys, box);
  }

  /* -- texts in the languages of the manual */

  function texts(field, at) {
    const value = at.get();
    if (typeof value === "string") {
      const id = name(), area = h("textarea", { id, rows: "1", oninput: () => at.set(area.value || undefined) });
      area.value = value;
      return row({ ...field, label: `${field.label} (${words.neutral})` }, at.keys, area, id);
    }
    const more = Object.keys(value ?? {}).filter((key) => !languages.some((one) => one.id === key));
    const all = [...languages, ...more.map((id) => ({ id, name: id, tag: id }))];
    return row(field, at.keys, h("div", { class: "texts" }, all.map((language) => {
      const label = inLanguage(language, at), isLong = field.pictures && at.form.picture;
      return isLong ? h("div", {}, label, at.form.picture(label.querySelector("textarea"))) : label;
    })));
  }

  function inLanguage({ id, name: called, tag }, at) {
    const area = h("textarea", { lang: tag, rows: String(rows(at.get()?.[id])) });
    area.value = at.get()?.[id] ?? "";
    area.addEventListener("input", () => {
      const next = { ...at.get() };
      if (area.value === "") delete next[id];
      else next[id] = area.value;
      at.set(Object.keys(next).length ? next : undefined);
    });
    const label = h("label", {}, called, area);
    label.dataset.keys = JSON.stringify([...at.keys, id]);
    label.dataset.lang = id;
    const waits = at.form.waiting.find((one) => one.lang === id && one.state !== "missing" && (one.name.split("#")[1] ?? "") === at.form.named(at.keys).join("."));
    if (waits) label.append(staleness(waits, at, label));
    return label;
  }

  /* What a translation was made from, and that it is right all the same. */
  function staleness(waits, at, label) {
    const note = h("span", { class: "stale" }, h("strong", {}, waits.state === "stale" ? say.stale : say.unconfirmed),
      waits.from ? h("span", {}, ` ${say.from} `, h("del", {}, waits.from)) : null, " ");
    note.append(h("button", { type: "button", class: "small", onclick: () => { at.form.confirm(waits); note.remove(); label.querySelector("textarea").focus(); } }, say.right));
    return note;
  }

  function tags(field, at) {
    const value = at.get();
    if (value !== undefined && !Array.isArray(value)) return texts({ ...field, widget: "texts" }, at);
    const id = name(), tag = new RegExp(field.tag);
    const input = h("input", { id, type: "text", value: (value ?? []).join(", "), autocomplete: "off", spellcheck: "false" });
    input.addEventListener("input", () => {
      const read = input.value.split(/[\s,;]+/).filter(Boolean), wrong = read.find((one) => !tag.test(one));
      at.set(read.length ? read : undefined);
      tell(input, wrong ? words.tag.replace("{tag}", wrong) : "");
    });
    return row(field, at.keys, input, id);
  }

  /* -- a time as a number and a unit (ISO 8601) */

  const UNITS = { minutes: ["PT", "M"], hours: ["PT", "H"], days: ["P", "D"], weeks: ["P", "W"], months: ["P", "M"], years: ["P", "Y"] };

  function duration(field, at) {
    const value = String(at.get() ?? "");
    const unit = Object.keys(UNITS).find((one) => new RegExp(`^${UNITS[one][0]}\\d+${UNITS[one][1]}$`).test(value));
    if (value && !unit) return string({ ...field, widget: "string" }, at);
    const input = h("input", { type: "text", inputmode: "numeric", value: value.replace(/\D/g, ""), "aria-label": `${field.label}: ${say.number}` });
    const units = h("select", { "aria-label": `${field.label}: ${say.unit}` }, Object.keys(UNITS).map((one) => h("option", { value: one }, say.units[one])));
    units.value = unit ?? "days";
    const write = () => {
      const [before, after] = UNITS[units.value], text = input.value.trim();
      at.set(/^\d+$/.test(text) ? `${before}${text}${after}` : text || undefined);
      tell(input, !text || /^\d+$/.test(text) ? "" : fill(say.whole, { label: field.label }));
    };
    input.addEventListener("input", write);
    units.addEventListener("change", write);
    return row(field, at.keys, h("div", { class: "pair" }, input, units));
  }

  /* -- what has parts */

  const inside = (at, key) => ({
    form: at.form,
    keys: [...at.keys, key],
    get: () => at.get()?.[key],
    set: (value) => {
      const next = Array.isArray(at.get()) ? [...at.get()] : { ...at.get() };
      if (value === undefined && !Array.isArray(next)) delete next[key];
      else next[key] = value;
      at.set(Array.isArray(next) || Object.keys(next).length ? next : undefined);
    },
  });

  const fieldsOf = (fields, at) => fields.filter((one) => one.widget !== "hidden").map((one) => control(one, inside(at, one.name)));

  function object(field, at) {
    const body = h("details", { class: "card", open: false }, h("summary", {}, field.label), h("div", { class: "card-body" }, fieldsOf(field.fields, at)));
    const made = row({ ...field, label: "" }, at.keys, body);
    made.dataset.label = field.label;
    return made;
  }

  const summary = (template, value) => (template ?? "").replace(/\{\{fields\.([\w.-]+)\}\}/g, (_, way) =>
    String(way.split(".").reduce((one, key) => (isMapping(one) ? one[key] : one), value) ?? "")).replace(/^ · /, "");

  /* A list whose entries are put in, moved and taken out by buttons, each where it stands. */
  function list(field, at) {
    const box = h("div", { class: "list" });
    const kinds = field.types ?? null;
    const kindOf = (value) => kinds?.find((one) => (field.typeKey ? value[field.typeKey] === one.name : one.name in value)) ?? kinds?.at(-1);
    const fresh = (kind) => {
      if (field.field) return "";
      const made = {};
      if (field.typeKey) made[field.typeKey] = kind.name;
      for (const one of kind?.fields ?? []) if (one.widget === "hidden" && one.default !== undefined) made[one.name] = one.default;
      if (kinds && !field.typeKey) made[kind.name] = undefined;
      return made;
    };
    const called = (value) => (kinds ? summary(kindOf(value)?.summary, value) : summary(field.summary, value)) || field.label_singular || field.label;

    function write(next, at_, kind) {
      at.set(next.length ? next : undefined);
      draw(at_, kind);
    }

    function insert(n, kind) {
      const value = at.get() ?? [];
      write([...value.slice(0, n), fresh(kind), ...value.slice(n)], n, "new");
    }

    /* The buttons that put in an entry at a place; of several kinds one is chosen. */
    function inserter(n) {
      const what = field.label_singular ?? field.label;
      if (!kinds || kinds.length === 1) return h("button", { type: "button", class: "insert", onclick: () => insert(n, kinds?.[0]) }, fill(say.insert, { what }));
      const choice = h("select", { class: "insert", "aria-label": fill(say.insert, { what }), onchange: () => insert(n, kinds.find((one) => one.name === choice.value)) },
        h("option", { value: "" }, fill(say.insert, { what })), kinds.map((one) => h("option", { value: one.name }, one.label)));
      return choice;
    }

    function tools(n, total, title) {
      const move = (to) => { const next = [...at.get()]; next.splice(to, 0, ...next.splice(n, 1)); write(next, to, "moved"); };
      const button = (sign, label, act, isOff) => h("button", { type: "button", class: "small", "aria-label": `${label}: ${title}`, title: label, disabled: isOff, onclick: act }, sign);
      return h("span", { class: "tools" },
        button("↑", say.up, () => move(n - 1), n === 0),
        button("↓", say.down, () => move(n + 1), n === total - 1),
        button("×", say.remove, () => { const gone = at.get()[n]; write(at.get().filter((_, k) => k !== n), Math.max(0, n - 1), "removed"); box.prepend(undo(gone, n, title)); }));
    }

    function undo(gone, n, title) {
      const line = h("p", { class: "gone", role: "status" }, fill(say.removed, { what: title }), " ",
        h("button", { type: "button", class: "small", onclick: () => { const value = at.get() ?? []; write([...value.slice(0, n), gone, ...value.slice(n)], n, "back"); } }, say.undo));
      return line;
    }

    function entry(value, n, total, isOpen) {
      const here = inside(at, n), title = called(value);
      if (field.field) {
        const made = string({ ...field.field, label: "", required: false }, here);
        made.querySelector("input").setAttribute("aria-label", `${field.label} ${n + 1}`);
        return h("div", { class: "entry entry--plain" }, made, tools(n, total, title));
      }
      const head = h("summary", {}, h("span", {}, title));
      const body = h("div", { class: "card-body" });
      const card = h("details", { class: "card", open: isOpen }, head, body);
      const complete = () => { if (card.open && !body.childElementCount) body.append(...fieldsOf(kindOf(value)?.fields ?? field.fields, here)); };
      card.addEventListener("toggle", complete);
      card.complete = () => { card.open = true; complete(); };
      const rename = () => { head.firstChild.textContent = made.dataset.label = called(here.get()); };
      body.addEventListener("input", rename);
      body.addEventListener("change", () => propose(here, body) && rename());
      if (isOpen) complete();
      const made = h("div", { class: "entry" }, card, tools(n, total, title));
      made.dataset.keys = JSON.stringify(here.keys);
      made.dataset.label = title;
      return made;
    }

    /* An entry without an id is offered one, made of its first words. */
    function propose(here, body) {
      const value = here.get(), key = JSON.stringify([...here.keys, "id"]);
      const field_ = [...body.children].find((one) => one.dataset.keys === key);
      if (!value || value.id !== undefined || !field_) return false;
      const words_ = [...Object.values(value), value.wait?.for].map(first).find((one) => typeof one === "string" && /\s/.test(one.trim()));
      const id = slug(words_ ?? "").split("-").slice(0, 4).join("-");
      if (!id) return false;
      inside(here, "id").set(id);
      field_.querySelector("input").value = id;
      return true;
    }

    function draw(focused, why) {
      const value = at.get() ?? [];
      const items = value.map((one, n) => {
        const made = entry(one, n, value.length, why === "new" && n === focused);
        return h("li", {}, h("div", { class: "between" }, inserter(n)), made);
      });
      box.replaceChildren(h("ol", {}, items), h("div", { class: "between between--last" }, inserter(value.length)));
      if (focused === undefined) return;
      const target = box.querySelectorAll(":scope > ol > li > .entry")[focused];
      const focus = why === "new" ? target?.querySelector("input, textarea, select") : target?.querySelector("summary, input") ;
      (focus ?? box.querySelector(".insert"))?.focus();
    }

    draw();
    return row(field, at.keys, box);
  }

  /* -- names with a value each: conditions, warnings that are accepted */

  const freshName = (value) => { let n = Object.keys(value).length + 1; while (`n-${n}` in value) n += 1; return `n-${n}`; };

  function mapping(field, at) {
    const box = h("div", { class: "list" });
    function draw() {
      const value = at.get() ?? {};
      const items = Object.keys(value).map((key) => {
        const called = h("input", { type: "text", value: key, "aria-label": `${field.label}: ${say.name}` });
        called.addEventListener("change", () => {
          const next = Object.fromEntries(Object.entries(at.get()).map(([one, kept]) => [one === key ? called.value.trim() || key : one, kept]));
          at.set(next);
          draw();
        });
        const remove = h("button", { type: "button", class: "small", "aria-label": fill(say.removeOne, { what: key }), onclick: () => { inside(at, key).set(undefined); draw(); } }, "×");
        return h("li", {}, h("div", { class: "pair" }, called, remove), control({ ...field.value, label: "" }, inside(at, key)));
      });
      const add = h("button", { type: "button", class: "insert", onclick: () => { at.set({ ...at.get(), [freshName(value)]: field.value.widget === "guard" ? {} : "" }); draw(); } }, fill(say.add, { what: field.label }));
      box.replaceChildren(h("ol", {}, items), add);
    }
    draw();
    return row(field, at.keys, box);
  }

  /* -- where one goes on, and under which conditions */

  const nodesOf = (form) => NODES.flatMap((key) => flat(form.data[key]));
  const nodeLabel = (node) => { const text = first(node.do ?? node.ask ?? node.wait?.for ?? node.parallel?.[0]?.name ?? node.outcome ?? ""); return text ? `${text} (${node.id})` : String(node.id ?? node.use ?? ""); };

  function goal(at, label) {
    const control = h("select", { "aria-label": label, onchange: () => at.set(control.value || undefined) });
    const offer = () => {
      const value = at.get() ?? "", nodes = nodesOf(at.form).filter((one) => one.id ?? one.use);
      const ids = nodes.map((one) => one.id ?? one.use);
      control.replaceChildren(h("option", { value: "" }, say.nextInList), ...(value && !ids.includes(value) ? [h("option", { value }, value)] : []),
        ...nodes.map((one) => h("option", { value: one.id ?? one.use }, nodeLabel(one))));
      control.value = value;
    };
    offer();
    control.addEventListener("focus", offer);
    return control;
  }

  function way(field, at) {
    const box = h("div", { class: "way" });
    function draw() {
      const value = at.get();
      if (!Array.isArray(value)) {
        const more = h("button", { type: "button", class: "insert", onclick: () => { at.set([{ when: {}, to: value }, { to: value }]); draw(); } }, say.depends);
        return box.replaceChildren(goal(at, field.label), ...(field.plain ? [] : [more]));
      }
      const items = value.map((one, n) => {
        const here = inside(at, n);
        const tool = (sign, label, act, isOff) => h("button", { type: "button", class: "small", "aria-label": `${label} ${n + 1}`, disabled: isOff, onclick: act }, sign);
        const move = (to) => { const next = [...at.get()]; next.splice(to, 0, ...next.splice(n, 1)); at.set(next); draw(); };
        const head = n || value.length > 1 || one.when ? (one.when === undefined ? h("p", { class: "label" }, say.otherwise) : h("p", { class: "label" }, say.onlyIf)) : null;
        return h("li", {}, head, one.when === undefined ? null : guard({ widget: "guard", label: "" }, inside(here, "when")),
          h("div", { class: "pair" }, h("span", {}, "→"), goal(inside(here, "to"), `${field.label} ${n + 1}`),
            tool("↑", say.up, () => move(n - 1), n === 0), tool("↓", say.down, () => move(n + 1), n === value.length - 1),
            tool("×", say.remove, () => { const left = at.get().filter((_, k) => k !== n); at.set(left.length > 1 || left[0]?.when ? left : left[0]?.to); draw(); })));
      });
      const add = h("button", { type: "button", class: "insert", onclick: () => { const next = [...at.get()]; const end = next.at(-1)?.when === undefined ? next.length - 1 : next.length; next.splice(end, 0, { when: {}, to: undefined }); at.set(next); draw(); } }, say.addCondition);
      box.replaceChildren(h("ol", {}, items), add);
    }
    draw();
    return row(field, at.keys, box);
  }

  /* -- conditions: questions with the answers that are meant, all of them, one of several, or not */

  const facts = (form) => [
    ...nodesOf(form).filter((one) => one.ask && one.id).map((one) => ({ id: one.id, label: nodeLabel(one), kind: one.kind ?? "choice", measure: one.measure, answers: one.answers ?? [] })),
    ...form.facts,
  ];

  function guard(field, at) {
    const box = h("div", { class: "guard" });
    function draw() {
      const value = at.get() ?? {}, names = Object.keys(at.form.data.conditions ?? {});
      if (typeof value === "string") {
        const control = h("select", { "aria-label": say.condition, onchange: () => { at.set(control.value || {}); draw(); } }, names.map((one) => h("option", { value: one }, one)), h("option", { value: "" }, say.written));
        control.value = value;
        return box.replaceChildren(control);
      }
      const all = facts(at.form);
      const parts = Object.keys(value).map((key) => {
        const here = inside(at, key);
        const remove = h("button", { type: "button", class: "small", "aria-label": fill(say.removeOne, { what: key }), onclick: () => { const next = { ...at.get() }; delete next[key]; at.set(next); draw(); } }, "×");
        if (key === "any") return h("li", { class: "guard-part" }, h("p", { class: "label" }, say.any, " ", remove), several_(here));
        if (key === "not") return h("li", { class: "guard-part" }, h("p", { class: "label" }, say.not, " ", remove), guard({ widget: "guard" }, here));
        const fact = all.find((one) => one.id === key);
        return h("li", { class: "guard-part" }, h("p", {}, h("strong", {}, fact?.label ?? key), " ", remove), tested(fact, here));
      });
      const add = h("select", { "aria-label": say.addCondition, onchange: () => {
        const key = add.value;
        if (key.startsWith("=")) at.set(key.slice(1));
        else at.set({ ...at.get(), [key]: key === "any" ? [{}] : key === "not" ? {} : isRanged(all.find((one) => one.id === key)) ? { ge: 0 } : [] });
        draw();
      } }, h("option", { value: "" }, say.addCondition), all.filter((one) => !(one.id in value)).map((one) => h("option", { value: one.id }, one.label)),
        "any" in value ? null : h("option", { value: "any" }, say.any), "not" in value ? null : h("option", { value: "not" }, say.not),
        Object.keys(value).length ? null : names.map((one) => h("option", { value: `=${one}` }, `${say.condition}: ${one}`)));
      box.replaceChildren(h("ul", {}, parts), add);
    }
    function several_(here) {
      const items = (here.get() ?? []).map((_, n) => h("li", {}, guard({ widget: "guard" }, inside(here, n))));
      const add = h("button", { type: "button", class: "insert", onclick: () => { here.set([...(here.get() ?? []), {}]); draw(); } }, say.or);
      return h("div", {}, h("ul", {}, items), add);
    }
    draw();
    return row(field, at.keys, box);
  }

  const isRanged = (fact) => ["number", "date"].includes(fact?.kind);

  /* What an answer has to be: some of the answers, or values between bounds. */
  function tested(fact, at) {
    const value = at.get();
    if (isRanged(fact) || (isMapping(value) && !fact)) return bounds(fact, at);
    const chosen = () => { const now = at.get(); return Array.isArray(now) ? now : now === undefined ? [] : [now]; };
    const answers = fact?.answers.length ? fact.answers : chosen().map((id) => ({ id }));
    return h("div", { class: "checks" }, answers.map((answer) => {
      const box = h("input", { type: "checkbox", checked: chosen().includes(answer.id), onchange: () => {
        const next = box.checked ? [...chosen(), answer.id] : chosen().filter((one) => one !== answer.id);
        at.set(next.length === 1 ? next[0] : next);
      } });
      return h("label", {}, box, " ", first(answer.label) || shared[answer.id] || answer.id);
    }));
  }

  const read = (text) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : text);

  function bounds(fact, at) {
    const isDay = fact?.kind === "date" && fact.measure === "date";
    const part = (signs, label) => {
      const used = signs.find((one) => at.get()?.[one] !== undefined);
      const sign = h("select", { "aria-label": label }, h("option", { value: "" }, "—"), signs.map((one) => h("option", { value: one }, say.signs[one])));
      const input = h("input", { type: isDay ? "date" : "text", inputmode: isDay ? undefined : "decimal", "aria-label": `${label}: ${say.number}` });
      sign.value = used ?? "";
      input.value = String(at.get()?.[used] ?? "");
      const write = () => {
        const next = { ...at.get() };
        for (const one of signs) delete next[one];
        if (sign.value && input.value.trim()) next[sign.value] = isDay ? input.value : read(input.value.trim());
        at.set(Object.keys(next).length ? next : undefined);
        tell(input, !isDay && input.value.trim() && typeof read(input.value.trim()) !== "number" ? fill(say.anyNumber, { label }) : "");
      };
      sign.addEventListener("change", write);
      input.addEventListener("input", () => { if (!sign.value) sign.value = signs[0]; write(); });
      return h("div", { class: "pair" }, sign, input);
    };
    return h("div", { class: "bounds" }, part(["ge", "gt"], say.from_), part(["le", "lt"], say.to_));
  }

  const range = (field, at) => {
    const node = nodesOf(at.form).find((one) => one === nodeAt(at));
    return row(field, at.keys, bounds({ kind: node?.kind ?? "number", measure: node?.measure }, at));
  };

  /* The node that a place is in. */
  function nodeAt(at) {
    const [key, n, within, branch, , step] = at.keys;
    const node = NODES.includes(key) ? at.form.data[key]?.[n] : undefined;
    return within === "parallel" && step !== undefined ? node?.parallel?.[branch]?.steps?.[step] : node;
  }

  /* -- questions with their answers, or outcomes with where they lead: one on each line */

  function pairs(field, at) {
    const id = name();
    const lines = (value) => Object.entries(value ?? {}).map(([key, one]) => `${key}: ${Array.isArray(one) ? `[${one.join(", ")}]` : one}`).join("\n");
    if (Object.values(at.get() ?? {}).some((one) => isMapping(one) || (Array.isArray(one) && one.some(isMapping)))) return yaml(field, at);
    const area = h("textarea", { id, rows: String(Math.max(2, Object.keys(at.get() ?? {}).length + 1)), spellcheck: "false", class: "code" });
    area.value = lines(at.get());
    area.addEventListener("input", () => {
      const made = {};
      for (const line of area.value.split("\n").map((one) => one.trim()).filter(Boolean)) {
        const [, key, text_] = /^([^:]+):\s*(.*)$/.exec(line) || [null, line, ""], several = /^\[(.*)\]$/.exec(text_);
        made[key.trim()] = several ? several[1].split(",").map((one) => one.trim()).filter(Boolean) : /^-?\d+(\.\d+)?$/.test(text_) ? Number(text_) : text_;
      }
      at.set(Object.keys(made).length ? made : undefined);
    });
    return row({ ...field, hint: words.pairs }, at.keys, area, id);
  }

  /* -- what no field says well: as it stands in the file */

  function yaml(field, at) {
    const id = name(), value = at.get();
    const area = h("textarea", { id, class: "code", spellcheck: "false", rows: "4" });
    area.value = value === undefined ? "" : new YAML.Document(value).toString(WRITTEN);
    area.rows = rows(area.value);
    area.addEventListener("change", () => {
      const read_ = YAML.parseDocument(area.value, { version: "1.2", schema: "core" });
      tell(area, read_.errors.length ? `${field.label}: ${say.yaml}` : "");
      if (!read_.errors.length) at.set(read_.toJS() ?? undefined);
    });
    return row({ ...field, hint: say.asInFile }, at.keys, area, id);
  }

  /* -- what is wrong, at the field */

  function tell(control_, text_) {
    const place = control_.closest(".field")?.querySelector(":scope > .wrong");
    if (!place) return;
    place.textContent = text_;
    if (text_) control_.setAttribute("aria-invalid", "true");
    else control_.removeAttribute("aria-invalid");
  }

  const WIDGETS = { string, number, text, boolean, datetime, select, texts, tags, duration, object, list, variants: list, mapping, way, guard, range, pairs, "in-file": yaml };
  const control = (field, at) => (WIDGETS[field.widget] ?? yaml)(field, at);

  return { fieldsOf, fill, h, slug };
})();
