/* Where answers lead: along the stops and ways that the proofs go along, and nowhere else. */
(() => {
  const FAR = 10000, MANY = 20000;
  const DAY = 864e5, FIRST = 719163;

  /* -- conditions and answers */

  /* Whether a condition holds; undefined where an answer is given but not which (see `count`). */
  function holds(condition, facts) {
    const [kind, ...parts] = condition ?? ["all"];
    if (kind === "not") return negated(holds(parts[0], facts));
    if (kind === "all" || kind === "any") {
      const some = parts.map((one) => holds(one, facts)), decides = kind === "any";
      return some.includes(decides) ? decides : some.includes(undefined) ? undefined : !decides;
    }
    const known = parts[0].map((one) => facts[one]).find((one) => one !== undefined);
    if (!known) return false;
    if (kind === "in") return known.span ? spanned(known.span, parts[1]) : known.at !== undefined && within(known.at, parts[1]);
    if (known.isOpen) return undefined;
    if (!parts[1].length) return Boolean(known.several) && !known.ids.length;
    return parts[1].some((id) => (known.several ? known.ids.includes(id) : known.ids[0] === id));
  }

  const negated = (answer) => (answer === undefined ? undefined : !answer);

  function within(value, [low, lowSide, high, highSide]) {
    const isAbove = low === null || value > low || (value === low && !lowSide);
    const isBelow = high === null || value < high || (value === high && highSide > 0);
    return isAbove && isBelow;
  }

  /* Whether all values of a span lie in another one; undefined where only some do. */
  function spanned([low, lowSide, high, highSide], [from, fromSide, to, toSide]) {
    const cut = (value, side, none) => [value ?? none, side];
    const isUpTo = ([one, side], [other, otherSide]) => one < other || (one === other && side <= otherSide);
    const start = cut(low, lowSide, -Infinity), end = cut(high, highSide, Infinity);
    const first = cut(from, fromSide, -Infinity), last = cut(to, toSide, Infinity);
    if (isUpTo(first, start) && isUpTo(end, last)) return true;
    return isUpTo(end, first) || isUpTo(last, start) ? false : undefined;
  }

  const label = (stop, id) => stop.answers.find(([one]) => one === id)?.[1];
  const number = (text) => (/^[-+]?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null);

  function ordinal(text) {
    const day = Date.parse(`${text}T00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day) && new Date(day).toISOString().startsWith(text) ? day / DAY + FIRST : null;
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

  /* -- the walk */

  const isLast = (stop) => stop.kind === "outcome" && stop.caller === undefined;
  const onward = (ways, facts) => (ways ?? []).find((one) => holds(one[1], facts))?.[0];

  /* The same question, which another page on this way asked in these words or others: its answer. */
  function takenAlong(stop, facts, path) {
    for (const fact of stop.same ?? []) {
      const given = path.findLast((one) => one.stop.fact === fact);
      const answer = facts[fact] && given ? read(stop, given.written) : null;
      if (answer) return { answer, written: given.written };
    }
    return null;
  }

  /* What is asked, or waited for. */
  const isAsked = (stop) => stop.answers !== undefined;

  /* `exceptions` may be told at every stop that names them in `told`, and lead elsewhere. */
  function walker(stops, exceptions = []) {
    /* What may be told at a stop, each with where it is told as the address says it. */
    const tellable = (stop) => (stop?.told ?? []).map((n) => ({ ...exceptions[n], at: stop.place.slice(exceptions[n].prefix) }));

    /* The exception that is told at a stop, out of what is given. */
    function toldHere(stop, left) {
      for (const one of tellable(stop)) {
        const k = left.findIndex(([name, value]) => name === one.name && value === one.at);
        if (k >= 0) return { ...one, k };
      }
      return null;
    }

    /* From the start along `given`, as far as it answers, to the answer numbered `change`, or to the
       step numbered `shown`. `path` has the answers, `steps` what was to be done, each with the number
       of answers before it, `been` where the walk was. A way back to where it was is its end: `again`
       says how much was answered and done there, so that no question is asked twice. What is told at
       any time stands among the answers, with the stop at which it is told. */
    function walk(given, { change, shown } = {}) {
      const facts = [], path = [], steps = [], left = [...given], been = new Map();
      const state = { facts, path, steps, left, been };
      let here = 0, asked = 0;
      const isShown = (some) => some.some((stop) => steps.push({ stop, asked }) - 1 === shown);
      for (let n = 0; n < FAR; n++) {
        const stop = stops[here];
        if (!stop) return state;
        if (been.has(here)) return { ...state, again: been.get(here) };
        been.set(here, { asked, steps: steps.length });
        const told = toldHere(stop, left);
        if (told) {
          left.splice(told.k, 1);
          if (asked !== change) {
            path.push({ stop: { name: told.name, words: told.words, place: stop, answers: [[told.at, ""]] }, answer: { ids: [told.at] }, written: told.at });
            asked++;
            been.clear();
            here = told.to;
            continue;
          }
          if (!isAsked(stop)) {
            steps.push({ stop, asked });
            return { ...state, step: stop, here };
          }
        }
        if (isAsked(stop)) {
          const k = left.findIndex(([name]) => name === stop.name);
          const own = k < 0 ? null : read(stop, left[k][1]), taken = takenAlong(stop, facts, path);
          const isTaken = Boolean(taken) && (!own || left[k][1] === taken.written);
          const answer = isTaken ? taken.answer : own;
          if (!answer || (!isTaken && asked === change))
            return { ...state, stop, here, left: left.filter((_, i) => i !== k), current: answer };
          const written = k < 0 ? taken.written : left.splice(k, 1)[0][1];
          facts[stop.fact] = answer;
          path.push({ stop, answer, written: isTaken ? taken.written : written, isTaken });
          if (!isTaken) asked++;
          const ways = (stop.ways ?? {})[answer.several ? "" : answer.ids[0]] ?? [];
          if (stop.collects) {
            const ends = [...new Set(ways.filter((one) => holds(one[1], facts)).map(([to]) => to))];
            const use = stops[stop.caller];
            if (!use) return { ...state, ends };
            const some = ends.map((one) => stops[one]);
            if (isShown(some)) return { ...state, step: steps.at(-1).stop, here };
            here = onward(some.map((one) => use.ways?.[one.node]).find(Boolean) ?? use.ways?.[""], facts);
          } else here = onward(ways, facts);
        } else if (isLast(stop)) {
          return { ...state, ends: [here] };
        } else {
          let ways = stop.ways?.[""];
          if (stop.kind === "outcome") {
            const use = stops[stop.caller];
            ways = use.ways?.[stop.node] ?? use.ways?.[""];
          }
          if ((stop.start === undefined || stop.says) && isShown([stop])) return { ...state, step: stop, here };
          here = stop.start ?? onward(ways, facts);
        }
      }
      return state;
    }

    /* -- how many questions are left: the fewest and the most, over all answers that can be given */

    const possible = (ways, facts) => {
      const to = [];
      for (const [target, condition] of ways ?? []) {
        const answer = holds(condition, facts);
        if (answer !== false) to.push(target);
        if (answer) break;
      }
      return to;
    };

    const conditions = (stop) => [...Object.values(stop.ways ?? {}), ...Object.values(stops[stop.caller]?.ways ?? {})].flat();
    const named = ([kind, ...parts]) => (["all", "any", "not"].includes(kind) ? parts.flatMap(named) : parts[0]);
    const read_at = stops.map((stop) => new Set([...conditions(stop).flatMap((one) => (one[1] ? named(one[1]) : [])), ...(stop.same ?? [])]));
    const later = [];

    /* The facts that ways from a stop on may read, whatever is answered. */
    function readLater(here) {
      if (later[here]) return later[here];
      const facts = new Set(), been = new Set(), next = [here];
      while (next.length) {
        const n = next.pop();
        if (been.has(n) || !stops[n]) continue;
        been.add(n);
        read_at[n].forEach((one) => facts.add(one));
        next.push(...conditions(stops[n]).map(([to]) => to), ...(stops[n].start === undefined ? [] : [stops[n].start]));
      }
      return (later[here] = [...facts].sort((one, other) => one - other));
    }

    function given(stop, facts, left) {
      const own = left.find(([name]) => name === stop.name), answer = own && read(stop, own[1]);
      if (answer) return answer;
      for (const fact of stop.same ?? []) {
        const known = facts[fact], id = known?.ids?.[0];
        const taken = known && !known.several && (stop.asks ? known.at !== undefined && read(stop, String(known.at)) : label(stop, id) && { ids: [id] });
        if (taken) return taken;
      }
      return null;
    }

    function answers(stop) {
      if (stop.asks === "multiple") return [{ several: true, ids: [], isOpen: true }];
      return stop.answers.map(([id, , span]) => (span ? { ids: [id], span } : { ids: [id] }));
    }

    function after(stop, answer, facts) {
      const ways = (stop.ways ?? {})[answer.several ? "" : answer.ids[0]] ?? [];
      if (!stop.collects) return possible(ways, facts);
      const use = stops[stop.caller];
      if (!use) return [];
      const ends = ways.filter((one) => holds(one[1], facts) !== false).map(([to]) => stops[to].node);
      return [...new Set([...ends.flatMap((one) => possible(use.ways?.[one] ?? use.ways?.[""], facts)), ...possible(use.ways?.[""], facts)])];
    }

    function next(stop, facts) {
      if (stop.start !== undefined) return [stop.start];
      const use = stop.kind === "outcome" ? stops[stop.caller] : stop;
      return possible(use.ways?.[stop.kind === "outcome" ? stop.node : ""] ?? use.ways?.[""], facts);
    }

    /* `[fewest, most]` from a stop on, itself included; null where there are too many ways to count. */
    function counter(left, been) {
      const kept = new Map(), open = new Set(been);
      return function count(here, facts) {
        const stop = stops[here];
        if (!stop || isLast(stop) || open.has(here)) return [0, 0];
        const key = `${here}|${readLater(here).map((n) => (facts[n] ? `${n}:${JSON.stringify(facts[n])}` : "")).join(";")}`;
        if (kept.has(key)) return kept.get(key);
        if (kept.size > MANY) return null;
        open.add(here);
        const known = isAsked(stop) ? given(stop, facts, left) : null;
        const some = !isAsked(stop) ? next(stop, facts).map((to) => [to, facts])
          : (known ? [known] : answers(stop)).flatMap((answer) => {
            const more = [...facts];
            more[stop.fact] = answer;
            const to = after(stop, answer, more);
            return (to.length ? to : [-1]).map((one) => [one, more]);
          });
        const all = some.map(([to, more]) => count(to, more)), one = isAsked(stop) && !known ? 1 : 0;
        const span = all.includes(null) ? null : [one + Math.min(...all.map(([low]) => low), all.length ? Infinity : 0), one + Math.max(0, ...all.map(([, high]) => high))];
        open.delete(here);
        kept.set(key, span);
        return span;
      };
    }

    /* The questions after the one that is asked, or those after a step: the fewest and the most. */
    function remaining({ stop, here, facts, left, been }) {
      const span = counter(left, [...been.keys()].filter((n) => n !== here))(here, facts);
      return span && stop ? span.map((n) => n - 1) : span;
    }

    return { walk, remaining, tellable };
  }

  window.claimManualWalk = { walker, holds, within, read, label, ordinal, isLast };
})();
