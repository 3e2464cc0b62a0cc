/* Practice: a case of a workshop is played on the tree of its page, and held against its answers.

   The state is the address alone, as in the tree: #?@case=name&question=answer&… Nothing is stored
   and nothing is sent. Without this script the page has the stories, each with its page. */
(() => {
  const source = document.getElementById("cm-cases");
  const list = document.getElementById("cm-practice");
  if (!source || !list) return;
  const { address, fill, h, mount, parsed, read, within, written } = window.claimManualTree;
  const { programs, cases, say } = parsed(source);
  const panel = document.getElementById("cm-tree");
  const start = (played) => `#?@case=${played.name}`;
  let here = null, tree = null;

  /* -- what was answered, against the case */

  function isSame({ stop, answer }, played) {
    const given = played.answers[stop.name], wanted = given === undefined ? null : read(stop, given);
    if (!wanted) return false;
    if (played.spans[stop.name]) return within(answer.at, played.spans[stop.name]);
    return sameIds(answer.ids, wanted.ids);
  }

  const sameIds = (some, others) => some.length === others.length && some.every((id) => others.includes(id));

  function parting({ path, given: all }, played, { line, said, to }) {
    const n = path.findIndex((one) => !isSame(one, played));
    if (n < 0) return null;
    const { stop } = path[n], given = played.answers[stop.name], answer = given === undefined ? null : read(stop, given);
    const row = (name, words) => h("div", {}, h("dt", {}, name), h("dd", {}, ...[words].flat()));
    return [h("p", {}, `${say.parted} `, h("strong", { class: "cm-parted" }, ...line(stop).childNodes)),
      h("dl", { class: "cm-answers-held" }, row(say.yours, said(path[n])), answer && row(say.theirs, said({ stop, answer, written: given }))),
      h("p", {}, h("a", { class: "cm-button cm-again", href: to(all, { change: written(path.slice(0, n)).length }) }, say.again))];
  }

  function verdict(state, drawn) {
    const nodes = (state.ends ?? []).map((n) => drawn.stops[n].node), isRight = sameIds(nodes, here.ends);
    const parted = parting(state, here, drawn), kind = !isRight ? "wrong" : parted ? "detour" : "right";
    return h("div", { class: `cm-verdict cm-verdict--${kind}` },
      h("h3", { tabindex: "-1", class: "cm-tree-head" }, say[kind]), parted, ...(isRight ? [] : [ends(here, drawn), h("p", { class: "cm-reached" }, h("strong", {}, say.reached))]));
  }

  function ends(played, { stops, line }) {
    const stop = (id) => stops.find((one) => one.kind === "outcome" && one.node === id && !one.page);
    return h("details", { class: "cm-as-text", open: true }, h("summary", {}, say.ends),
      h("ul", {}, played.ends.map((id) => h("li", {}, ...line(stop(id)).childNodes))));
  }

  /* -- the page */

  const item = (played) => list.children[cases.indexOf(played)];

  function head(played) {
    const n = cases.indexOf(played) + 1, story = item(played).querySelector(".cm-story").cloneNode(true);
    const title = h("h3", { tabindex: "-1", class: "cm-case-head" }, fill(say.case, { n, total: cases.length }));
    return h("div", { class: "cm-played-head" },
      h("div", { class: "cm-played-ways cm-played-title" }, title, h("a", { href: "#?", class: "cm-all" }, say.all)),
      story, h("p", { class: "cm-played-ways" }, item(played).querySelector(".cm-played-page").cloneNode(true)));
  }

  function closing(played) {
    const next = cases[cases.indexOf(played) + 1];
    return [h("p", { class: "cm-tree-label" }, programs[played.page].pages[0].status),
      h("p", { class: "cm-played-ways" }, next ? h("a", { class: "cm-button cm-next", href: start(next) }, say.next) : null,
        h("a", { class: "cm-all", href: "#?" }, say.all))];
  }

  function play(played) {
    const program = programs[played.page], story = head(played);
    const outline = (stop) => document.getElementById(`cm-page-${program.steps[stop.page ?? 0]}`).content.querySelector(`[data-node="${stop.node}"]`);
    here = played;
    tree = mount(panel, program, say, {
      outline, verdict, closing: () => closing(played), kept: [["@case", played.name]], counted: say.counted,
      order: (past, now) => [story, now, past], // the story and what is asked are seen together
    });
  }

  function show() {
    const known = address();
    if (!known && location.hash) return; // a place on the page, such as that of the skip link
    const played = cases.find((one) => one.name === known?.named("@case")), before = here;
    panel.hidden = !played;
    list.classList.toggle("cm-only-printed", Boolean(played));
    if (!played) {
      here = null;
      if (before) item(before).querySelector(".cm-play").focus();
      return;
    }
    if (played !== before) play(played);
    const isNew = played !== before && !known.given.length;
    tree.draw(!isNew);
    if (!isNew) return;
    panel.scrollIntoView({ block: "start" });
    panel.querySelector(".cm-case-head").focus({ preventScroll: true });
  }

  addEventListener("hashchange", show);
  if (address()) show();
})();
