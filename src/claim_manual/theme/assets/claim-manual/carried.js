/* Answers taken along: to a page that uses this one, or that this one uses, and back to where one came
   from. Nothing is stored: they stand in the addresses of links, behind the # that no server sees. */
(() => {
  const path = (link) => new URL(link.href, location.href).pathname.replace(/(\/index)?\.html$|\/$/, "");
  const isAt = (link, uri) => link.protocol === location.protocol && link.host === location.host && path(link).endsWith(`/${uri}`);
  const query = (pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&");
  const isHere = (link) => link.host === location.host && path(link) === path(location);
  const isDocument = /\/(procedures|flows)\/.+/;

  /* Where one came from, as its address says it: the page, and what was answered there. */
  function origin(known) {
    const text = known?.named("@from");
    if (!text) return null;
    const [uri, given] = text.split("?");
    return { text, uri, given: [...new URLSearchParams(given ?? "")] };
  }

  /* The address of the page that one came from, with its answers. */
  function back({ uri, given }, own) {
    const here = location.pathname, ending = here.match(/(\/index)?\.html$|\/$/)?.[0] ?? "";
    const root = here.slice(0, here.length - ending.length - own.length);
    return here.slice(0, here.length - ending.length).endsWith(own) ? `${root}${uri}${ending}#?${query(given)}` : null;
  }

  /* What is known here of the questions of a page; `isInside` where that page goes on after this one. */
  function shared(shares, uri, answers) {
    const given = new Map();
    for (const [page, prefix] of shares[uri] ?? [])
      for (const { stop, written } of answers)
        if (stop.kind === "ask" && (stop.page ?? 0) === page) given.set(`${prefix}${stop.node}`, written);
    return given;
  }

  /* Takes the answers along wherever a link leads to another page of the same case. */
  function takeAlong(link, { pages, shares = {} }, known, answers) {
    if (!isDocument.test(path(link))) return;
    const from = origin(known), own = pages[0].uri;
    const uri = Object.keys(shares).find((one) => isAt(link, one)), isBack = from && isAt(link, from.uri);
    const inside = (shares[uri] ?? []).find(([page, prefix]) => page === 0 && prefix);
    /* A link to the step that follows goes on there with the answers; any other place is the author's. */
    if (link.hash && !(inside && link.hash.startsWith("#n-"))) return;
    const given = new Map(isBack ? from.given : []);
    for (const [name, value] of uri ? shared(shares, uri, answers) : []) given.set(name, value);
    const marks = isBack ? [] : inside ? [["@after", inside[1].slice(0, -1)]] : own && answers.length ? [["@from", `${own}?${query(answers.map(({ stop, written }) => [stop.name, written]))}`]] : [];
    if (given.size || marks.length) link.hash = `?${query([...marks, ...given])}`;
  }

  /* The other languages of the page lead to the same place in it. */
  function follow() {
    for (const link of document.querySelectorAll(".cm-languages a")) link.hash = location.hash;
  }

  addEventListener("hashchange", follow);
  follow();
  window.claimManualCarried = { origin, back, takeAlong, isAt, isHere };
})();
