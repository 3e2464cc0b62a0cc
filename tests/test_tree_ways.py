"""Every way through every document's tree, in a real browser, and what is on the screen at each stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from claim_manual.derived.addresses import document_uri
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WALK = """() => {
  const { stops, at_any_time } = JSON.parse(document.getElementById("cm-program").textContent);
  const { walker, read } = window.claimManualWalk, { walk, remaining } = walker(stops, at_any_time);

  /* Values on either side of every bound that is read of a number or day. */
  const spans = (condition) => {
    const [kind, ...parts] = condition ?? [];
    if (["all", "any", "not"].includes(kind)) return parts.flatMap(spans);
    return kind === "in" ? [condition] : [];
  };
  const read_of = stops.flatMap((stop) => Object.values(stop.ways ?? {}).flat()).flatMap(([, one]) => spans(one));
  function values(stop) {
    const ids = stop.answers.map(([id]) => id);
    if (stop.asks === "multiple") return ["", ...ids, ids.join(",")];
    if (!stop.asks) return ids;
    const own = read_of.filter(([, facts]) => facts.includes(stop.fact)).map(([, , span]) => span);
    const bounds = [...stop.answers.map(([, , span]) => span), ...own].flatMap(([low, , high]) => [low, high]);
    const near = bounds.filter((one) => one !== null).flatMap((one) => [one - 1, one, one + 1]);
    return [...new Set(near)].map(String).filter((one) => read(stop, one));
  }

  const address = (given) => "#?" + given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  const faults = [], asked_at = new Map(), steps_at = new Map(), ends_at = new Map();
  let ends = 0;
  const isSame = (stop, name) => name === stop.name || (stop.same ?? []).includes(stops.find((one) => one.name === name).fact);

  function along(given) {
    const state = walk(given), names = given.map(([name]) => name);
    if (state.stop) {
      if (names.some((name) => isSame(state.stop, name))) faults.push(["asked twice", state.stop.name, address(given)]);
      if (!asked_at.has(state.stop.name)) asked_at.set(state.stop.name, address(given));
    }
    state.steps.forEach(({ stop }, n) => steps_at.has(stop) || steps_at.set(stop, `#?@s=${n}${address(given).slice(2) && "&" + address(given).slice(2)}`));
    if (!state.stop) {
      ends++;
      const key = String(state.ends ?? state.again);
      if (!ends_at.has(key)) ends_at.set(key, address(given));
      return [0, 0];
    }
    const after = [];
    for (const value of values(state.stop)) {
      const more = [...given, [state.stop.name, value]], one = walk(more).stop ? 1 : 0;
      after.push(along(more).map((n) => n + one));
    }
    const span = [Math.min(...after.map(([low]) => low)), Math.max(...after.map(([, high]) => high))];
    const told = remaining(state);
    if (!told || told[0] !== span[0] || told[1] !== span[1]) faults.push(["questions left", `${told} for ${span}`, address(given)]);
    return span;
  }
  along([]);
  const [questions, steps, ended] = [asked_at, steps_at, ends_at].map((one) => [...one.values()]);
  return { ends, faults: faults.slice(0, 5), questions, steps, ended };
}"""

SEEN = """async (hashes) => {
  const faults = [], frame = document.getElementById("cm-tree");
  const bar = document.querySelector(".cm-emergency"), header = document.querySelector(".cm-header");
  const isOver = (one) => one && ["fixed", "sticky"].includes(getComputedStyle(one).position);
  for (const hash of hashes) {
    if (location.hash !== hash) {
      const turned = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await turned;
    }
    while (document.querySelector(".cm-tree-coming")) await new Promise(requestAnimationFrame);
    const head = document.activeElement, { top } = head.getBoundingClientRect();
    const first = frame.querySelector(".cm-answers a, .cm-choice, .cm-field input");
    const end = isOver(bar) ? bar.getBoundingClientRect().top : innerHeight;
    const start = isOver(header) ? header.getBoundingClientRect().bottom : 0;
    const over = !frame.dataset.question ? 0 : first.getBoundingClientRect().bottom - end;
    if (!head.matches("#cm-tree .cm-tree-head")) faults.push(["focus", head.className, hash]);
    if (top < start || head.getBoundingClientRect().bottom > end || over > 0) faults.push(["hidden", top, over, hash]);
    const linked = [...frame.querySelectorAll("a[href]")].filter((one) => one.pathname === location.pathname && !one.getAttribute("href").startsWith("#"));
    if (linked.length) faults.push(["links to its own page", linked[0].textContent, hash]);
    const said = [...frame.querySelectorAll(".cm-tree-asked")].map((one) => one.textContent);
    if (new Set(said).size < said.length) faults.push(["said twice", said.join(" / "), hash]);
    if (Math.abs(frame.getBoundingClientRect().top - start - 8) > 1) faults.push(["frame", frame.getBoundingClientRect().top, hash]);
  }
  return faults;
}"""


def trees() -> Iterator[str]:
    """The address of each document's page."""
    return (f"{document_uri(document)}/" for document in sound(ROOT, DAY).documents())


def walked(page: Page, address: str) -> dict[str, Any]:
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function("() => window.claimManualTree")
    return page.evaluate(WALK)


def test_no_way_asks_twice_or_ends_where_it_is_and_every_stop_is_in_view_on_a_phone(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    """Also that the number of questions left is what it is on the shortest and on the longest way."""
    base = serve(built)
    ends, faults = 0, []
    with Visit(browser, width=360) as visit:
        visit.page.set_viewport_size({"width": 360, "height": 740})
        for uri in trees():
            way = walked(visit.page, base + uri)
            ends += way["ends"]
            hidden = visit.page.evaluate(SEEN, way["questions"] + way["steps"] + way["ended"])
            faults += [(uri, *fault) for fault in way["faults"] + hidden]
        assert visit.complaints == []
    assert faults == []
    assert ends > 2_000
