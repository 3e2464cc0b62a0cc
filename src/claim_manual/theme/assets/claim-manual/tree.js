/* The interactive tree: one question or step at a time, along the stops and ways that the proofs go along.

   The state is the address alone: #?question=answer&… in the order answered. Names that begin with @
   are no questions: @=n while answer n is being changed, @s=n while step n is to be done, @after=use
   where one comes from a page that is used here, @from=page?answers where from another one. Nothing is
   stored and nothing is sent. The words are those of the page's outline, which is what a reader has
   without this script. A page of practice mounts it too (practice.js). */
(() => {
  const { walker, read, within } = window.claimManualWalk;
  const { h, fill, said: words, asked, lang } = window.claimManualQuestions;
  const { origin, back, takeAlong, isHere } = window.claimManualCarried;
  const root = document.documentElement;

  /* Ways and fields are looked up by ids: without a prototype, in which an id may be a name too. */
  const parsed = (source) => JSON.parse(source.textContent, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value);

  /* -- the address */

  function address() {
    if (!location.hash.startsWith("#?")) return null;
    const pairs = [...new URLSearchParams(location.hash.slice(2))];
    const named = (name) => pairs.find(([one]) => one === name)?.[1];
    const numbered = (name) => (/^\d+$/.test(named(name) ?? "") ? Number(named(name)) : undefined);
    return { given: pairs.filter(([name]) => !name.startsWith("@")), change: numbered("@"), shown: numbered("@s"), named };
  }

  function link(marks, given) {
    const parts = [...marks, ...given].map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    return `#?${parts.join("&")}`;
  }

  const written = (path) => path.filter((one) => !one.isTaken).map((one) => [one.stop.name, one.written]);

  /* The tree of a program in a panel. `outline` has the outline's element of a stop, `closing` what
     stands below an end. Beside them: `kept` pairs stand in every address, `order` says what stands
     above what, `verdict` has what stands above an end; what is `counted` from a day is asked as a
     number, after the words for its measure; `carry` says which pages answers are taken along to;
     `fetched` promises the words of stops that are not there yet. */
  function mount(panel, { pages, stops, at_any_time: exceptions }, say, { outline, closing, fetched = () => null, kept = [], order = (past, now) => [now, past], verdict = () => null, counted = {}, carry = null }) {
    const { walk, remaining, tellable } = walker(stops, exceptions);
    const from = () => (carry ? origin(address()) : null);

    /* The address of an answer that is changed, of a step, or of what comes after all that was given. */
    function to(given, { change, shown } = {}) {
      const known = from(), marks = [...kept];
      if (known) marks.push(["@from", known.text]);
      if (change !== undefined) marks.push(["@", change]);
      if (shown !== undefined) marks.push(["@s", shown]);
      return link(marks, given);
    }

    /* No step is passed over: one comes to it before what is asked next. */
    const onTo = (given, n) => to(given, { shown: !given.length || walk(given, { shown: n }).step ? n : undefined });

    /* Where one is: coming from a page that is used here, after the last step that it has. */
    function whereabouts() {
      const known = address(), given = known?.given ?? [], after = known?.named("@after");
      if (after === undefined) return { given, change: known?.change, shown: known?.shown ?? (given.length ? undefined : 0) };
      const use = stops.findIndex((stop) => stop.start !== undefined && stop.name === after);
      const last = walk(given).steps.findLastIndex(({ stop }) => stop.kind === "outcome" && stop.caller === use);
      return { given, shown: last + 1 };
    }

    function state() {
      const { given, change, shown } = whereabouts(), met = walk(given, { change, shown });
      return { ...met, shown, given, currentText: given.find(([name]) => name === met.stop?.name)?.[1] };
    }

    /* -- what a stop says */

    function told(stop, facts) {
      const copy = outline(stop).querySelector(".cm-body").cloneNode(true);
      copy.querySelectorAll(".cm-ways, .cm-more--ways, .cm-options, .cm-help--rule, .cm-step-name, .cm-branch").forEach((one) => one.remove());
      /* What the list folds away belongs to the one step that is shown here. */
      copy.querySelectorAll(".cm-more").forEach((one) => { one.querySelector("summary").remove(); one.replaceWith(...one.childNodes); });
      copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      /* A footnote stands right below its words: no way there, and none back. */
      copy.querySelectorAll(".cm-back").forEach((one) => one.remove());
      copy.querySelectorAll(".cm-footnote a").forEach((one) => one.replaceWith(...one.childNodes));
      [...copy.querySelectorAll(".cm-note")].forEach((note, n) =>
        window.claimManualWalk.holds(stop.notes?.[n], facts) ? note.querySelector("strong")?.remove() : note.remove());
      return copy;
    }

    /* What a stop is called; of what is told at any time, its words. */
    const line = (stop) => (stop.words ? h("span", {}, stop.words) : told(stop, []).querySelector(".cm-do"));
    const title = (stop) => line(stop).textContent.trim();
    const said = (one) => (one.stop.place?.node ? title(one.stop.place) : words(one, say));

    /* A stop with its first line as a heading, which takes the focus, and its parts in the order in
       which they are needed: of an outcome whom to call, of a step what to say. */
    function headed(stop, facts) {
      const body = told(stop, facts), first = body.querySelector(".cm-do");
      const head = h("h3", { tabindex: "-1", class: "cm-tree-head" }, ...first.childNodes);
      head.querySelectorAll("a").forEach((one) => one.replaceWith(...one.childNodes));
      first.replaceWith(head);
      const parts = (name) => [...body.children].filter((one) => one.matches(name));
      if (stop.kind === "outcome") head.after(...parts(".cm-contacts"));
      else if (stop.kind !== "ask") head.after(...parts(".cm-say"));
      return body;
    }

    /* Where an outcome leads on: pages as buttons, with what is done there; none to where one is. */
    function onward(stop, body) {
      const some = [...body.querySelectorAll(".cm-onward a")].filter((one) => !isHere(one));
      body.querySelector(".cm-onward")?.remove();
      if (!some.length) return;
      const step = (one) => Object.entries(carry?.onward[stop.node] ?? {}).find(([uri]) => !stop.page && window.claimManualCarried.isAt(one, uri))?.[1];
      const named = (one) => {
        const name = h("span", {}, ...one.childNodes), next = one.hash ? undefined : step(one);
        one.className = some.length > 1 ? "cm-button" : "cm-button cm-button--on";
        one.replaceChildren(...(some.length > 1 ? [name] : fill(say.goOnIn, { page: "\n" }).split("\n").flatMap((text, n) => (n ? [name, text] : [text]))));
        if (next) one.append(h("small", {}, next));
        return one;
      };
      body.append(h("div", { class: "cm-tree-onward" }, some.length > 1 ? h("p", { class: "cm-tree-todo" }, say.goOn) : null, ...some.map(named)));
    }

    /* Links in what is shown: none to where one is, and to pages of the same case with the answers. */
    function linked(parts, { path }) {
      for (const one of parts.flatMap((part) => [...(part.querySelectorAll?.("a[href]") ?? [])])) {
        if (one.getAttribute("href").startsWith("#")) continue;
        if (isHere(one) && !one.hash) one.replaceWith(...one.childNodes);
        else if (carry) takeAlong(one, carry, address(), path);
      }
      return parts;
    }

    /* -- answers given, below what is asked */

    function answered({ path, given }) {
      const own = path.filter((one) => !one.isTaken);
      if (!own.length) return null;
      const list = h("ol", { class: "cm-tree-path" }, own.map((one, n) => h("li", {},
        h("span", { class: "cm-tree-asked" }, title(one.stop)), " ",
        h("strong", { class: "cm-tree-given" }, ...[said(one)].flat()), " ",
        h("a", { href: to(given, { change: n }), class: "cm-tree-change", "aria-label": `${say.change}: ${title(one.stop)}` }, say.change))));
      return h("details", { class: "cm-tree-past" }, h("summary", {}, h("span", {}, `${say.answers} (${own.length})`)), list);
    }

    /* -- a question, a step, an end */

    function question(here) {
      const { stop, facts, path, left, steps } = here, body = headed(stop, facts);
      const proof = [...body.children].filter((one) => one.matches(".cm-evidence, .cm-laws"));
      proof.forEach((one) => one.remove());
      const goTo = (answer) => onTo([...written(path), [stop.name, answer], ...left], steps.length);
      return [branchLine(stop), body, asked(here, { say, counted, title: title(stop), goTo }), ...proof];
    }

    /* In which of several branches a stop is, which are done at the same time. */
    function branchOf(stop) {
      if (!stop.branch) return "";
      const [parallel, n] = stop.branch, names = stops[parallel].branches;
      return fill(say.branch, { n: n + 1, total: names.length, name: names[n] });
    }

    const branchLine = (stop) => (stop.branch ? h("p", { class: "cm-tree-branch" }, branchOf(stop)) : null);

    /* The branches of a parallel: what is to be done, and where they join, what is. */
    const branches = ({ branches: names, kind }) => h("ul", { class: `cm-tree-branches cm-tree-branches--${kind}` }, names.map((name) => h("li", {}, name)));

    function step({ step: stop, facts, path, left, steps }) {
      const given = [...written(path), ...left];
      const body = headed(stop, facts), isEnd = stop.kind === "outcome";
      body.querySelector(".cm-onward")?.remove();
      const above = isEnd ? `${pages[stop.page ?? 0].code} · ${say.outcome}` : stop.kind === "parallel" ? say.branches : stop.kind === "join" ? null : say.todo;
      const on = isEnd || stop.kind === "parallel" ? say.go : stop.kind === "join" ? say.allDone : say.ready;
      if (stop.branches) body.append(branches(stop));
      return [branchLine(stop), above ? h("p", { class: "cm-tree-todo" }, above) : null, body,
        h("p", { class: "cm-tree-on" }, h("a", { class: "cm-button cm-button--on", href: onTo(given, steps.length) }, on))];
    }

    /* What may be told at any time: links that stand above every question and step, and lead on from it. */
    function tell({ stop, step: act, path, steps, left }) {
      const here = stop ?? act, some = here ? tellable(here) : [];
      if (!some.length) return [];
      const goTo = ({ name, at }) => onTo([...written(path), [name, at], ...left], act ? steps.length - 1 : steps.length);
      return [h("span", { class: "cm-tree-any-label" }, say.anyTime), ...some.map((one) => h("a", { href: goTo(one), class: "cm-tree-tell" }, one.words))];
    }

    const nowhere = (text, name = "") => [h("h3", { tabindex: "-1", class: `cm-tree-head ${name}` }, text)];

    /* Where a way comes back to what was asked: it is gone again with new answers, or it ends here. */
    const turned = ({ again, path }) => [...nowhere(say.again), h("p", { class: "cm-tree-on" },
      h("a", { class: "cm-button cm-button--on", href: to(written(path).slice(0, again.asked), { shown: again.steps }) }, say.go))];

    function outcome(here) {
      const { ends, steps, facts, again } = here;
      if (again) return turned(here);
      if (!ends) return nowhere(say.gap);
      if (!ends.length) return nowhere(say.nothing);
      const made = ends.map((n) => {
        const body = headed(stops[n], facts), text = outline(stops[n]).dataset.share;
        onward(stops[n], body);
        return h("div", { class: "cm-tree-end", ...(text ? { "data-text": text } : {}) }, body);
      });
      const acts = steps.map(({ stop }) => stop).filter((stop) => stop.kind !== "outcome");
      if (acts.length) made.push(h("details", { class: "cm-as-text" }, h("summary", {}, `${say.done} (${acts.length})`), done(acts, facts)));
      return made;
    }

    const done = (some, facts) => h("ol", { class: "cm-tree-before" }, some.map((stop) =>
      h("li", { class: `cm-tree-step cm-tree-step--${stop.kind}` }, told(stop, facts))));

    function end(here) {
      const made = outcome(here);
      return [verdict(here, tree), ...made, ...closing(here, made)];
    }

    /* -- the panel: its parts stay where they are, so that what is said in `place` is announced */

    const past = h("div", { class: "cm-tree-below" }), now = h("div", { class: "cm-tree-now" });
    const place = h("span", { role: "status" }), ways = h("span", { class: "cm-tree-ways" });
    const any = h("nav", { class: "cm-tree-any", "aria-label": say.anyTime });
    const bar = h("p", { class: "cm-tree-bar" }, ways, place), foot = h("p", { class: "cm-tree-foot" });
    const tree = { stops, line, said, to, draw };

    /* The screen before this one: a step, or else a question with its answer. */
    function before({ path, steps, given, step: now_ }) {
      const isStep = Boolean(now_), count = isStep ? steps.at(-1).asked : written(path).length;
      const last = steps.length - (isStep ? 2 : 1);
      if (steps[last]?.asked === count) return to(given, { shown: last });
      if (count) return to(given, { change: count - 1 });
      const known = from();
      return known ? back(known, pages[0].uri) : null;
    }

    const spanned = ([low, n], name) =>
      low === n ? fill(say[`${name}${n}`] ?? say[name], { n }) : low ? fill(say[`${name}Span`], { low, n }) : fill(say[n === 1 ? `${name}UpTo1` : `${name}UpTo`], { n });

    function progress(here) {
      if (!here.stop && !here.step) return `${pages[0].code} · ${say.outcome}`;
      const left = remaining(here), name = here.stop?.kind === "wait" ? say.waiting : here.stop ? fill(say.question, { n: written(here.path).length + 1 }) : say.step;
      if (!left || (here.step && !left[1])) return name;
      return `${name} · ${spanned(left, here.stop ? "left" : "after")}`;
    }

    function laidOut() {
      const parts = order(past, now);
      parts.splice(parts.indexOf(now), 0, bar, ...(exceptions ? [any] : []));
      return [...parts, foot];
    }

    function draw(takesFocus) {
      const here = state(), { stop, step: act, ends, path, steps } = here;
      const met = [stop, act, ...(ends ?? []).map((n) => stops[n]), ...[...path, ...steps].map((one) => one.stop.place?.node ? one.stop.place : one.stop)];
      const words = fetched(met.filter(Boolean));
      // What the page shows first was written with it.
      if (words && !takesFocus) return words.then(() => draw(false), () => {});
      if (foot.parentElement !== panel) panel.replaceChildren(...laidOut());
      panel.dataset.outcome = (ends ?? []).map((one) => stops[one].node).join(" ");
      panel.dataset.question = stop?.name ?? "";
      panel.dataset.step = act?.node ?? "";
      if (!words) return paint(here, takesFocus);
      now.replaceChildren(...nowhere(say.loading, "cm-tree-coming"));
      comeToView();
      words.then(() => draw(takesFocus), failed);
    }

    function failed() {
      const again = h("a", { class: "cm-button cm-button--on", href: location.href }, say.go);
      again.addEventListener("click", () => draw(true));
      now.replaceChildren(...nowhere(say.failed), h("p", { class: "cm-tree-on" }, again));
      comeToView();
    }

    function paint(here, takesFocus) {
      const { stop, step: act } = here;
      past.replaceChildren(...[answered(here)].filter(Boolean));
      now.replaceChildren(...linked((stop ? question(here) : act ? step(here) : end(here)).filter(Boolean), here));
      any.replaceChildren(...tell(here));
      const earlier = before(here);
      ways.replaceChildren(...(earlier ? [h("a", { href: earlier, class: "cm-tree-back" }, `‹ ${say.back}`)] : []));
      foot.replaceChildren(...(earlier && (here.path.length || here.steps.length) ? [h("a", { href: to([], { shown: 0 }), class: "cm-tree-restart" }, say.restart)] : []));
      place.textContent = progress(here);
      if (takesFocus) comeToView();
    }

    /* The frame's top comes to the top of what can be seen, and the focus to what is asked. */
    function comeToView() {
      const header = document.querySelector(".cm-header");
      const covered = header && /sticky|fixed/.test(getComputedStyle(header).position) ? header.offsetHeight : 0;
      if (!panel.dataset.step) makeRoom(covered + 8 - panel.getBoundingClientRect().top);
      scrollTo({ top: panel.getBoundingClientRect().top + scrollY - covered - 8, behavior: "instant" });
      now.querySelector(".cm-tree-head")?.focus({ preventScroll: true });
    }

    /* A question and its first answer are seen together: what explains it goes below where it is too long. */
    function makeRoom(moved) {
      const first = now.querySelector(".cm-answers a, .cm-choice, .cm-field input"), line = document.querySelector(".cm-emergency");
      if (!first) return;
      const fixed = line && getComputedStyle(line).position === "fixed" ? line.offsetHeight : 0;
      if (first.getBoundingClientRect().bottom + moved <= innerHeight - fixed) return;
      const body = now.querySelector(".cm-body"), rest = [...body.children].filter((one) => !one.matches(".cm-tree-head"));
      now.append(h("div", { class: "cm-body" }, rest));
    }

    return tree;
  }

  window.claimManualTree = { address, fill, h, mount, parsed, read, within, written };

  /* -- the page of a document: its tree stands before its outline, or in place of it */

  const source = document.getElementById("cm-program");
  const panel = document.getElementById("cm-tree");
  if (!source || !panel) return;
  const { pages, stops, at_any_time, say, shares, onward, person } = parsed(source);
  const list = document.querySelector("ol.cm-steps");
  const modes = document.querySelector(".cm-modes");

  const outline = (stop) => stop.page
    ? document.getElementById(`cm-page-${stop.page}`).content.querySelector(`[data-node="${stop.node}"]`)
    : document.getElementById(`n-${stop.node}`);

  /* The steps of pages that are used, which are files of their own. */
  function fetched(met) {
    const used = [...new Set(met.map((stop) => stop.page).filter(Boolean))].map((page) => document.getElementById(`cm-page-${page}`));
    const missing = used.filter((one) => one.dataset.apart);
    return missing.length ? Promise.all(missing.map(window.claimManualFilled)) : null;
  }

  /* Sends the words of what was reached and the page (contacts.js), never the answers; nothing where
     one of the outcomes is of a discreet page. */
  function sharing(made) {
    const ends = made.filter((one) => one.matches(".cm-tree-end")), texts = ends.map((one) => one.dataset.text);
    if (!texts.every(Boolean)) return [];
    return [h("span", { "data-share": texts.join("\n") }, h("button", { type: "button", class: "cm-button cm-button--quiet cm-share" }, say.share))];
  }

  /* Whether anything on the way is of a discreet page: the page, one that it uses, where one comes from
     or goes on. */
  function isDiscreet({ path, steps, ends }) {
    const from = address()?.named("@from")?.split("?")[0];
    const uris = [pages[0].uri, from, ...[...path, ...steps].map(({ stop }) => pages[stop.page ?? 0].uri)];
    return uris.some((one) => person.discreet.includes(one)) || ends.some((one) => person.hushed.includes(stops[one].node));
  }

  /* What an outcome is called, without its level. */
  function named(line) {
    line.querySelector(".cm-badge")?.remove();
    return line.textContent.trim();
  }

  /* What the sheet for the person is made from. */
  function handed(here, made) {
    return {
      nodes: here.ends.map((one) => stops[one].node),
      titles: here.ends.map((one) => named(tree.line(stops[one]))),
      said: made.flatMap((one) => [...one.querySelectorAll(".cm-tree-end .cm-said, .cm-say .cm-said")]),
      steps: here.steps.filter(({ stop }) => !stop.page).map(({ stop }) => stop.node),
      isDiscreet: isDiscreet(here),
    };
  }

  const button = (name, text, act) => {
    const made = h("button", { type: "button", class: `cm-button ${name}` }, text);
    made.addEventListener("click", act);
    return made;
  };

  /* Below an outcome: the law where it names none itself, whose word it is, the sheet for the person,
     and the ways to print and to share it. */
  function closing(here, made) {
    if (!here.ends?.length) return [];
    const end = handed(here, made);
    const below = [], law = document.getElementById("cm-law");
    if (law && !made.some((one) => one.querySelector(".cm-laws"))) {
      const copy = law.cloneNode(true);
      copy.removeAttribute("id");
      below.push(h("details", { class: "cm-as-text" }, h("summary", {}, say.law), copy));
    }
    const sheet = button("cm-person", person.say.sheet, () => window.claimManualPerson.open(person, end));
    const print = button("cm-button--quiet", say.print, () => {
      if (end.isDiscreet) return window.claimManualPerson.print(person, end);
      const folds = [...panel.querySelectorAll(".cm-tree-past:not([open])")];
      root.classList.add("cm-print-tree");
      folds.forEach((one) => (one.open = true));
      addEventListener("afterprint", () => {
        root.classList.remove("cm-print-tree");
        folds.forEach((one) => (one.open = false));
      }, { once: true });
      window.print();
    });
    const today = new Date().toLocaleDateString(lang);
    return [...below, h("p", { class: "cm-tree-label" }, pages[0].status),
      h("p", { class: "cm-tree-printed" }, `${document.title}. ${fill(say.printed, { date: today })} ${location.href.split("#")[0]}`), h("p", { class: "cm-tree-tools" }, sheet, print, ...(end.isDiscreet ? [] : sharing(made)))];
  }

  const tree = mount(panel, { pages, stops, at_any_time }, say, { outline, closing, fetched, carry: { pages, shares, onward } });

  /* -- one at a time or all steps: what was chosen holds on every page (start.js reads it) */

  function show(mode) {
    root.dataset.steps = mode;
    for (const one of modes?.querySelectorAll("button") ?? [])
      one.setAttribute("aria-pressed", String((one.dataset.mode === "tree") === (mode === "one")));
  }

  modes?.addEventListener("click", ({ target }) => {
    const chosen = target.closest("button")?.dataset.mode;
    if (!chosen) return;
    const mode = chosen === "tree" ? "one" : "all";
    show(mode);
    try { localStorage.setItem("cm-steps", mode); } catch { /* it holds for this page */ }
    modes.scrollIntoView({ block: "nearest" });
  });

  /* Whoever has begun comes to them soon. */
  const fetchAll = () => document.querySelectorAll("template[id^=cm-page-]").forEach((one) => window.claimManualFilled(one).catch(() => {}));

  function follow() {
    if (address()) {
      fetchAll();
      show("one");
      tree.draw(true);
    } else if (modes && list?.contains(document.getElementById(location.hash.slice(1)))) {
      show("all");
      document.getElementById(location.hash.slice(1)).scrollIntoView();
    } else if (!location.hash) tree.draw(false);
  }

  addEventListener("hashchange", follow);
  show(root.dataset.steps === "all" ? "all" : "one");
  tree.draw(Boolean(address()));
})();
