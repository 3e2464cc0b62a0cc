/* The interactive tree: one question at a time, along the stops and ways that the proofs go along.

   The state is the address alone: #?question=answer&… in the order answered, @=n while answer n is
   being changed. Nothing is stored and nothing is sent. The words are those of the page's outline,
   which is what a reader has without this script. A page of practice mounts it too (practice.js). */
(() => {
  const FAR = 10000;

  /* Ways and fields are looked up by ids: without a prototype, in which an id may be a name too. */
  const parsed = (source) => JSON.parse(source.textContent, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value);

  /* -- conditions and answers */

  function holds(condition, facts) {
    const [kind, ...parts] = condition ?? ["all"];
    switch (kind) {
      case "all": return parts.every((one) => holds(one, facts));
      case "any": return parts.some((one) => holds(one, facts));
      case "not": return !holds(parts[0], facts);
    }
    const known = parts[0].map((one) => facts[one]).find((one) => one !== undefined);
    if (!known) return false;
    if (kind === "in") return known.at !== undefined && within(known.at, parts[1]);
    if (!parts[1].length) return known.several && !known.ids.length;
    return parts[1].some((id) => (known.several ? known.ids.includes(id) : known.ids[0] === id));
  }

  function within(value, [low, lowSide, high, highSide]) {
    const isAbove = low === null || value > low || (value === low && !lowSide);
    const isBelow = high === null || value < high || (value === high && highSide > 0);
    return isAbove && isBelow;
  }

  /* An answer as it stands in the address, as what conditions read; null where it is none. */
  function read(stop, written) {
    if (stop.asks === "multiple") {
      const ids = written ? written.split(",") : [];
      return ids.every((id) => label(stop, id)) ? { ids, several: true } : null;
    }
    if (!stop.asks) return label(stop, written) ? { ids: [written] } : null;
    const at = stop.measure === "date" ? ordinal(written) : number(written);
    if (at === null || (stop.whole && at % 1) || !within(at, stop.span)) return null;
    const answer = stop.answers.find(([, , span]) => within(at, span));
    return answer ? { ids: [answer[0]], at } : null;
  }

  const label = (stop, id) => stop.answers.find(([one]) => one === id)?.[1];
  const number = (text) => (/^[-+]?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null);
  const DAY = 864e5, FIRST = 719163;

  function ordinal(text) {
    const day = Date.parse(`${text}T00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day) ? day / DAY + FIRST : null;
  }

  /* Whole days, months or years between a day and today; a term ends on the last day of a month
     that is too short for it (as in article 279 of the Portuguese Civil Code). */
  function measured(measure, text) {
    const now = new Date(), [year, month, date] = text.split("-").map(Number);
    if (measure.startsWith("days")) {
      const days = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, date)) / DAY);
      return measure === "days-until" ? -days : days;
    }
    const last = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
    const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month - (now.getDate() < Math.min(date, last) ? 1 : 0);
    return measure === "years-since" ? Math.floor(months / 12) : months;
  }

  /* -- the address: names that begin with @ are no questions */

  function address() {
    if (!location.hash.startsWith("#?")) return null;
    const pairs = [...new URLSearchParams(location.hash.slice(2))];
    const named = (name) => pairs.find(([one]) => one === name)?.[1];
    const change = named("@");
    return { given: pairs.filter(([name]) => !name.startsWith("@")), change: change ? Number(change) : undefined, named };
  }

  function link(kept, given, change) {
    const parts = [...kept, ...given].map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    if (change !== undefined) parts.push(`@=${change}`);
    return `#?${parts.join("&")}`;
  }

  const written = (path) => path.map((one) => [one.stop.name, one.written]);

  /* -- elements */

  function h(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (value === true) made.setAttribute(name, "");
      else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value);
    made.append(...children.flat().filter((one) => one !== null && one !== undefined));
    return made;
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* The tree of a program in a panel. `outline` has the outline's element of a stop, `closing` what
     stands below an end. Beside them: `kept` pairs stand in every address, `order` says what stands
     above what, `verdict` has what stands above an end; what is `counted` from a day is asked as a
     number, after the words for its measure. */
  function mount(panel, { pages, stops }, say, { outline, closing, kept = [], order = (past, now) => [past, now], verdict = () => null, counted = {} }) {
    const isLast = (stop) => stop.kind === "outcome" && stop.caller === undefined;
    const onward = (ways, facts) => (ways ?? []).find((one) => holds(one[1], facts))?.[0];

    /* From the start along `given`, as far as it answers, or to the answer numbered `change`: the
       steps since the last answer (`before`) and those that led to it (`done`). */
    function walk(given, change) {
      const facts = [], path = [], done = [], left = [...given];
      const before = [];
      let here = 0;
      for (let n = 0; n < FAR; n++) {
        const stop = stops[here];
        if (!stop) return { path, before, done, facts, left };
        if (stop.kind === "ask") {
          const k = left.findIndex(([name]) => name === stop.name);
          const answer = k < 0 ? null : read(stop, left[k][1]);
          if (!answer || path.length === change)
            return { stop, path, before, done, facts, left: left.filter((_, i) => i !== k), current: answer };
          facts[stop.fact] = answer;
          path.push({ stop, answer, written: left.splice(k, 1)[0][1] });
          done.push(...before.splice(0));
          const ways = (stop.ways ?? {})[answer.several ? "" : answer.ids[0]] ?? [];
          if (stop.collects) {
            const ends = [...new Set(ways.filter((one) => holds(one[1], facts)).map(([to]) => to))];
            const use = stops[stop.caller];
            if (!use) return { ends, path, before, done, facts, left };
            before.push(...ends.map((one) => stops[one]));
            const own = ends.map((one) => use.ways?.[stops[one].node]).find(Boolean);
            here = onward(own ?? use.ways?.[""], facts);
          } else here = onward(ways, facts);
        } else if (isLast(stop)) {
          return { ends: [here], path, before, done, facts, left };
        } else {
          let ways = stop.ways?.[""];
          if (stop.kind === "outcome") {
            const use = stops[stop.caller];
            ways = use.ways?.[stop.node] ?? use.ways?.[""];
          }
          if (stop.start === undefined) before.push(stop);
          here = stop.start ?? onward(ways, facts);
        }
      }
      return { path, before, done, facts, left };
    }

    const to = (given, change) => link(kept, given, change);

    /* -- what a stop says */

    function words(stop, facts) {
      const copy = outline(stop).querySelector(".cm-body").cloneNode(true);
      copy.querySelectorAll(".cm-ways, .cm-more--ways, .cm-options, .cm-help--rule, .cm-step-name").forEach((one) => one.remove());
      /* What the list folds away belongs to the one step that is shown here. */
      copy.querySelectorAll(".cm-more").forEach((one) => { one.querySelector("summary").remove(); one.replaceWith(...one.childNodes); });
      copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      [...copy.querySelectorAll(".cm-note")].forEach((note, n) =>
        holds(stop.notes?.[n], facts) ? note.querySelector("strong")?.remove() : note.remove());
      return copy;
    }

    const line = (stop) => words(stop, []).querySelector(".cm-do");
    const title = (stop) => line(stop).textContent.trim();

    /* A stop with its first line as a heading, which takes the focus. */
    function headed(stop, facts, level) {
      const body = words(stop, facts), first = body.querySelector(".cm-do");
      first.replaceWith(h(level, { tabindex: "-1", class: "cm-tree-head" }, ...first.childNodes));
      return body;
    }

    function said({ stop, answer, written: given }) {
      if (stop.asks === "multiple") return answer.ids.map((id) => label(stop, id)).join("; ") || say.none;
      return stop.asks && stop.measure === "date"
        ? [label(stop, answer.ids[0]), h("span", { class: "cm-value" }, ` (${new Date(`${given}T12:00`).toLocaleDateString(document.documentElement.lang)})`)]
        : stop.asks
          ? [label(stop, answer.ids[0]), h("span", { class: "cm-value" }, ` (${given}${stop.unit ? ` ${stop.unit}` : ""})`)]
          : label(stop, answer.ids[0]);
    }

    function answered(path, left) {
      if (!path.length) return null;
      const all = [...written(path), ...left];
      return h("ol", { class: "cm-tree-path", "aria-label": say.answers },
        path.map((one, n) => h("li", {},
          h("span", { class: "cm-tree-asked" }, title(one.stop)),
          h("span", { class: "cm-tree-given" }, h("strong", {}, ...[said(one)].flat()), " ",
            h("a", { href: to(all, n), class: "cm-tree-change", "data-n": n }, say.change)))));
    }

    /* -- a question */

    function choices({ stop, path, left, current }) {
      return h("ul", { class: "cm-answers" }, stop.answers.map(([id, text]) =>
        h("li", {}, h("a", {
          href: to([...written(path), [stop.name, id], ...left]),
          "aria-current": current?.ids[0] === id ? "true" : undefined,
        }, text))));
    }

    /* A form whose value goes on to the next question, or says in words why it cannot. */
    function form(state, fields, value) {
      const error = h("p", { class: "cm-tree-error", id: "cm-tree-error", role: "alert" });
      const made = h("form", { class: "cm-tree-form", novalidate: true }, fields, error,
        h("button", { type: "submit", class: "cm-button" }, say.go));
      made.addEventListener("submit", (event) => {
        event.preventDefault();
        const [given, wrong] = value(made);
        const field = made.querySelector("input");
        error.textContent = wrong ?? "";
        if (wrong) {
          field.setAttribute("aria-invalid", "true");
          field.setAttribute("aria-describedby", "cm-tree-error");
          field.focus();
        } else location.hash = to([...written(state.path), [state.stop.name, given], ...state.left]);
      });
      return made;
    }

    function several(state) {
      const { stop, current } = state;
      const box = (id, text) => h("label", { class: "cm-choice" },
        h("input", { type: "checkbox", value: id, checked: id ? current?.ids.includes(id) : current && !current.ids.length }), text);
      const fields = h("fieldset", {}, h("legend", { class: "cm-hidden" }, title(stop)),
        stop.answers.map(([id, text]) => box(id, text)), box("", say.none));
      fields.addEventListener("change", ({ target }) => {
        for (const one of fields.querySelectorAll("input"))
          if (target.checked && (target.value === "") !== (one.value === "")) one.checked = false;
      });
      return form(state, fields, () => {
        const chosen = [...fields.querySelectorAll("input:checked")].map((one) => one.value);
        return chosen.length ? [chosen.filter(Boolean).join(",")] : [null, say.choose];
      });
    }

    function figure(state) {
      const { stop, current } = state;
      const field = h("input", { id: "cm-tree-field", type: "text", inputmode: stop.whole ? "numeric" : "decimal", autocomplete: "off", value: current?.at });
      const measure = counted[stop.measure];
      const name = measure ? `${measure} ` : h("span", { class: "cm-hidden" }, title(stop));
      return form(state, h("label", { class: "cm-field" }, name, field, stop.unit ? ` ${stop.unit}` : ""), () => {
        const at = number(field.value);
        if (at === null) return [null, say.number];
        return [String(at), wrong(stop, at)];
      });
    }

    function wrong(stop, at) {
      const [low, lowSide, high, highSide] = stop.span;
      if (stop.whole && at % 1) return say.whole;
      if (!within(at, stop.span)) {
        const last = stop.whole && !highSide ? high - 1 : high;
        return low !== null && (at < low || (at === low && lowSide)) ? fill(say.low, { low }) : fill(say.high, { high: last });
      }
      return read(stop, String(at)) ? undefined : say.gap;
    }

    function day(state) {
      const { stop } = state;
      if (counted[stop.measure]) return figure(state);
      const field = h("input", { id: "cm-tree-field", type: "date", autocomplete: "off" });
      return form(state, h("label", { class: "cm-field" }, `${say.pick} `, field), () => {
        if (ordinal(field.value) === null) return [null, say.date];
        if (stop.measure === "date") return [field.value, read(stop, field.value) ? undefined : say.gap];
        const at = measured(stop.measure, field.value);
        return [String(at), wrong(stop, at)];
      });
    }

    function question(state) {
      const { stop, facts } = state;
      const field = { multiple: several, number: figure, date: day }[stop.asks] ?? choices;
      return [headed(stop, facts, "h3"), field(state)];
    }

    /* -- an end */

    const nowhere = (text) => [h("h3", { tabindex: "-1", class: "cm-tree-head" }, text)];

    function outcome({ ends, done, facts }) {
      if (!ends) return nowhere(say.gap);
      if (!ends.length) return nowhere(say.nothing);
      const made = ends.map((one) => h("div", { class: "cm-tree-end" }, headed(stops[one], facts, "h3")));
      const acts = done.filter((stop) => stop.kind !== "outcome");
      if (acts.length) made.push(h("details", { class: "cm-as-text" }, h("summary", {}, say.done), steps(acts, facts)));
      return made;
    }

    const steps = (some, facts) => h("ol", { class: "cm-tree-before" }, some.map((stop) =>
      h("li", { class: `cm-tree-step cm-tree-step--${stop.kind}` }, words(stop, facts))));

    function before(state) {
      if (!state.before.length) return null;
      const made = steps(state.before, state.facts);
      return state.path.length || state.before.length < 4 ? made : h("details", { open: true, class: "cm-as-text" }, h("summary", {}, say.before), made);
    }

    /* -- the panel: its parts stay where they are, so that what is said in `place` is announced */

    const past = h("div", {}), now = h("div", { class: "cm-tree-now" }), ways = h("span", { class: "cm-tree-ways" });
    const place = h("span", { role: "status" }), foot = h("p", { class: "cm-tree-foot" }, ways, place);
    const tree = { stops, line, said, to, draw };

    function end(state) {
      const made = outcome(state);
      return [verdict(state, tree), before(state), ...made, ...closing(state, made)];
    }

    function draw(takesFocus) {
      const known = address();
      const state = walk(known?.given ?? [], known?.change), { stop, path, left, ends } = state;
      if (foot.parentElement !== panel) panel.replaceChildren(...order(past, now), foot);
      past.replaceChildren(...[answered(path, left)].filter(Boolean));
      now.replaceChildren(...(stop ? [before(state), ...question(state)] : end(state)).filter(Boolean));
      ways.replaceChildren(...(path.length ? [
        h("a", { href: to([...written(path.slice(0, -1)), ...left]), class: "cm-tree-back" }, `← ${say.back}`),
        h("a", { href: to([]), class: "cm-tree-restart" }, say.restart),
      ] : []));
      place.textContent = stop ? `${pages[stop.page ?? 0].code} · ${fill(say.question, { n: path.length + 1 })}` : `${pages[0].code} · ${say.outcome}`;
      panel.dataset.outcome = (ends ?? []).map((one) => stops[one].node).join(" ");
      panel.dataset.question = stop?.name ?? "";
      if (!takesFocus) return;
      /* What comes next stands in view, below the answers given, however many there are. */
      const { top } = now.getBoundingClientRect(), above = top - panel.getBoundingClientRect().top;
      if (top < 120 || top > innerHeight * 0.4) (above > innerHeight * 0.3 ? now : panel).scrollIntoView({ block: "start" });
      now.querySelector(".cm-tree-head")?.focus({ preventScroll: true });
    }

    return tree;
  }

  window.claimManualTree = { address, fill, h, mount, parsed, read, within, written };

  /* -- the page of a document: its tree stands before its outline, or behind two buttons */

  const source = document.getElementById("cm-program");
  const panel = document.getElementById("cm-tree");
  if (!source || !panel) return;
  const { pages, stops, say } = parsed(source);
  const list = document.querySelector("ol.cm-steps");
  const modes = document.querySelector(".cm-modes");

  const outline = (stop) => stop.page
    ? document.getElementById(`cm-page-${stop.page}`).content.querySelector(`[data-node="${stop.node}"]`)
    : document.getElementById(`n-${stop.node}`);

  /* Below an outcome: the law where it names none itself, whose word it is, and the way to print it. */
  function closing({ ends }, made) {
    if (!ends?.length) return [];
    const below = [], law = document.getElementById("cm-law");
    if (law && !made.some((one) => one.querySelector(".cm-laws"))) {
      const copy = law.cloneNode(true);
      copy.removeAttribute("id");
      below.push(h("details", { class: "cm-as-text" }, h("summary", {}, say.law), copy));
    }
    const print = h("button", { type: "button", class: "cm-button cm-button--quiet" }, say.print);
    print.addEventListener("click", () => {
      document.documentElement.classList.add("cm-print-tree");
      addEventListener("afterprint", () => document.documentElement.classList.remove("cm-print-tree"), { once: true });
      window.print();
    });
    const today = new Date().toLocaleDateString(document.documentElement.lang);
    return [...below, h("p", { class: "cm-tree-label" }, pages[0].status),
      h("p", { class: "cm-tree-printed" }, `${document.title}. ${fill(say.printed, { date: today })} ${location.href.split("#")[0]}`), print];
  }

  const tree = mount(panel, { pages, stops }, say, { outline, closing });

  function open(takesFocus) {
    if (takesFocus) show(true);
    tree.draw(takesFocus);
  }

  function show(isTree) {
    if (!modes) return;
    panel.hidden = !isTree;
    if (list) list.hidden = isTree;
    for (const one of modes.querySelectorAll("button"))
      one.setAttribute("aria-pressed", String((one.dataset.mode === "tree") === isTree));
  }

  modes?.addEventListener("click", ({ target }) => {
    const mode = target.closest("button")?.dataset.mode;
    if (!mode) return;
    show(mode === "tree");
    if (mode === "tree" && !panel.childElementCount) tree.draw(false);
  });
  addEventListener("hashchange", () => (address() ? open(true) : location.hash && show(false)));
  if (address() || !panel.hidden) open(Boolean(address()));
})();
