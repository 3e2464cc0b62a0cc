"""What WCAG 2.2 AA asks that axe does not see: where focus is, what can be hit, what is read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import Visit, results
from test_browser import AD, GC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = (360, 740)
ZOOMED = (320, 256)
"""A window of 1280 × 1024, four times as large."""


@dataclass(frozen=True)
class Kind:
    """A page of the manual, in a state that somebody can be in."""

    path: str
    steps: str = "one"
    act: Callable[[Page], object] | None = None
    is_opened: bool = True
    """Whether what is folded is opened before."""


def search(page: Page) -> None:
    page.locator("#cm-search, .cm-find").locator("visible=true").first.click()
    results(page, "criança")


def open_menu(page: Page) -> None:
    page.locator(".cm-menu").click()
    page.locator(".cm-nav.is-open").wait_for()


KINDS = {
    "home": Kind(""),
    "procedure": Kind(GC),
    "procedure, all steps": Kind(GC, "all"),
    "outcome": Kind(f"{AD}#?perigo=sim"),
    "flow": Kind("flows/ad-10-primeiros-servicos/", "all"),
    "contacts": Kind("reference/contacts/"),
    "category": Kind("procedures/gestao-de-casos/"),
    "glossary": Kind("reference/glossary/"),
    "form": Kind("reference/forms/plano-individual/"),
    "search": Kind("reference/roles/", act=search, is_opened=False),
    "menu": Kind("about/", act=open_menu),
    "practice": Kind("workshops/primeiro-atendimento/practice/"),
    "not found": Kind("404.html"),
    "offline": Kind("offline.html"),
}

OPENED = (
    """() => { for (const one of document.querySelectorAll("main details")) one.open = true; }"""
)

STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  one.dataset.stops = Number(one.dataset.stops ?? 0) + 1;
  const name = `${one.localName}.${one.getAttribute("class") ?? ""} «${(one.textContent || one.ariaLabel || one.id).trim().slice(0, 40)}»`;
  const faults = [];
  const label = one.closest("label");
  const rings = [one, label, ...[1, 2, 3].reduce((all) => [...all, all.at(-1)?.parentElement], [one])];
  const ring = rings.find((it) => {
    const style = it && getComputedStyle(it);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!ring) faults.push("no outline");
  else {
    const { outlineWidth, outlineOffset } = getComputedStyle(ring);
    const out = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const box = ring.getBoundingClientRect();
    const cut = new Set();
    for (let it = ring.parentElement; it && it !== document.body; it = it.parentElement) {
      if (getComputedStyle(it).overflow === "visible") continue;
      const its = it.getBoundingClientRect();
      if (box.left - out < its.left - 1) cut.add("left");
      if (box.right + out > its.right + 1) cut.add("right");
      if (box.top - out < its.top - 1) cut.add("top");
      if (box.bottom + out > its.bottom + 1) cut.add("bottom");
    }
    if (cut.size > 1) faults.push(`outline cut: ${[...cut]}`);
  }
  const rects = [...one.getClientRects()].filter((it) => it.width > 1 && it.height > 1);
  if (!rects.length) faults.push("no box");
  for (const it of rects) {
    if (it.width > innerWidth || it.height > innerHeight) {
      if (it.top >= innerHeight || it.bottom <= 0) faults.push("off the window");
      continue;
    }
    const x = Math.min(6, it.width / 3), y = Math.min(6, it.height / 3);
    const points = [[it.left + it.width / 2, it.top + it.height / 2],
      [it.left + x, it.top + y], [it.right - x, it.top + y], [it.left + x, it.bottom - y], [it.right - x, it.bottom - y]];
    for (const [left, top] of points) {
      const hit = document.elementFromPoint(left, top);
      if (hit && (one.contains(hit) || hit === label)) continue;
      faults.push(`at ${Math.round(left)}, ${Math.round(top)} is ${hit ? hit.localName + "." + (hit.getAttribute("class") ?? "") : "nothing"}`);
      break;
    }
  }
  return [name, faults.join("; "), Number(one.dataset.stops)];
}"""
"""Of the element that has the focus: its name, what is wrong with it, how often it had the focus."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Visit]:
    """One window for all pages: its pages are kept by the browser, as on somebody's phone."""
    with Visit(browser, width=360) as visit:
        yield visit


def come(visit: Visit, base: str, kind: Kind, size: tuple[int, int] = PHONE) -> Page:
    """Opens a page of a kind, as if for the first time."""
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    # What is no page has the storage of all pages, and leaves whatever was open before.
    page.goto(f"{base}offline.json")
    page.evaluate(f"localStorage.setItem('cm-steps', '{kind.steps}')")
    visit.go(base + kind.path)
    if "#?" in kind.path:
        page.locator(".cm-tree-head").first.wait_for()
    if kind.is_opened:
        page.evaluate(OPENED)
    if kind.act:
        kind.act(page)
    return page


def stops(page: Page, key: str) -> list[tuple[str, str]]:
    """Every place where the key stops, once around, with what is wrong there."""
    found: list[tuple[str, str]] = []
    away = 0
    while len(found) < 900:
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            away += 1
            if away > 1:
                break
            continue
        name, fault, times = stop
        if times > 1:
            assert len(found) < 2 or name != found[-1][0], f"focus stays: {name}"
            break
        found.append((name, fault))
    assert len(found) < 900
    return found


WALKS = [
    *((kind, "Tab", size) for size in (PHONE, ZOOMED) for kind in KINDS),
    *((kind, "Shift+Tab", ZOOMED) for kind in ("procedure, all steps", "search", "not found")),
]


@pytest.mark.parametrize(("kind", "key", "size"), WALKS)
def test_focus_is_always_seen(
    phone: Visit,
    built: Path,
    serve: Callable[[Path], str],
    kind: str,
    key: str,
    size: tuple[int, int],
) -> None:
    page = come(phone, serve(built), KINDS[kind], size)
    found = stops(page, key)
    assert len(found) > 8
    assert "\n".join(f"{name}: {fault}" for name, fault in found if fault) == ""


TARGETS = """() => {
  const seen = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg, [aria-hidden=true]"))
    .map((one) => [one, one.closest("label") ?? one])
    .filter(([, its]) => its.getBoundingClientRect().width > 1);
  const large = `button, select, input:not([type=radio], [type=checkbox]), .cm-button, .cm-answers a, .cm-call, .cm-beside a,
    .cm-fold > summary, .cm-emergency a, .cm-nav a, .cm-nav summary, .cm-footer a, .cm-results a, .cm-title, .cm-languages a, .cm-choice`;
  const boxes = seen.map(([one, its]) => {
    const after = getComputedStyle(one, "::after");
    const whole = after.position === "absolute" && after.inset === "0px" ? one.closest("li") : its;
    return whole.getBoundingClientRect();
  });
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const small = (box) => box.width < 23.5 || box.height < 23.5;
  const inSentence = (one) => {
    const block = one.closest("p, li, dd, dt, td, th, figcaption, blockquote, h1, h2, h3, h4, span.cm-meta");
    return getComputedStyle(one).display === "inline" && block
      && block.textContent.trim().length > one.textContent.trim().length + 1;
  };
  const faults = [];
  seen.forEach(([one], n) => {
    const box = boxes[n];
    const name = `${one.localName}.${one.getAttribute("class") ?? ""} «${(one.textContent || one.ariaLabel || one.id).trim().slice(0, 40)}» ${Math.round(box.width)} × ${Math.round(box.height)}`;
    if (one.matches(large)) {
      if (box.height < 43.5) faults.push(`${name}, not 44 px high`);
    }
    if (!small(box) || inSentence(one)) return;
    const [x, y] = middle(box);
    const near = boxes.some((its, k) => {
      if (k === n || seen[k][0].contains(one) || one.contains(seen[k][0])) return false;
      const [left, top] = middle(its);
      if (small(its) && Math.hypot(left - x, top - y) < 24) return true;
      const dx = Math.max(its.left - x, 0, x - its.right), dy = Math.max(its.top - y, 0, y - its.bottom);
      return Math.hypot(dx, dy) < 12;
    });
    if (near) faults.push(`${name}, another is within 24 px`);
  });
  return faults;
}"""
"""What can be pressed and is too small: WCAG 2.5.8, and 44 px for whatever somebody presses to act."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_pressed_is_large_enough(
    phone: Visit, built: Path, serve: Callable[[Path], str], kind: str
) -> None:
    page = come(phone, serve(built), KINDS[kind])
    assert "\n".join(page.evaluate(TARGETS)) == ""


SPACED = """p { margin-bottom: 2em !important; }
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"""
"""What WCAG 1.4.12 lets a reader set."""
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("svg, .cm-scroll, pre, table, .cm-hidden, .cm-skip")) return false;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (box.width <= 1 || style.clipPath !== "none" || one.closest("[style*='clip-path']")) return false;
  if (!one.innerText?.trim()) return false;
  const cut = /hidden|clip/.test(style.overflow) && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2);
  const isOut = box.left < -1 || box.right > innerWidth + 1;
  for (let it = one.parentElement; it && (cut || isOut); it = it.parentElement)
    if (getComputedStyle(it).clipPath !== "none" || /auto|scroll/.test(getComputedStyle(it).overflowX)) return false;
  return cut || isOut;
}).map((one) => `${one.localName}.${one.getAttribute("class") ?? ""} «${one.innerText.trim().slice(0, 50)}»`)"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_flows_at_four_times_its_size(
    phone: Visit, built: Path, serve: Callable[[Path], str], kind: str
) -> None:
    page = come(phone, serve(built), KINDS[kind], ZOOMED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CUT) == []
    fixed = page.evaluate(
        """[...document.querySelectorAll("body *")].filter((one) => /fixed|sticky/.test(getComputedStyle(one).position)
          && one.checkVisibility() && !one.matches(".cm-nav, th") && one.getBoundingClientRect().width > 1).map((one) => one.className)"""
    )
    assert fixed == []


@pytest.mark.parametrize("kind", KINDS)
def test_text_that_a_reader_spaces_out_is_whole(
    phone: Visit, built: Path, serve: Callable[[Path], str], kind: str
) -> None:
    page = come(phone, serve(built), KINDS[kind])
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("kind", ["procedure", "contacts", "search"])
def test_nothing_moves_for_those_who_ask_for_that(
    browser: Browser, built: Path, serve: Callable[[Path], str], kind: str
) -> None:
    with Visit(browser, width=360, reduced_motion="reduce") as visit:
        page = come(visit, serve(built), KINDS[kind])
        moving = page.evaluate(
            """[...document.querySelectorAll("*")].filter((one) => {
              const style = getComputedStyle(one);
              return style.scrollBehavior === "smooth" || style.transitionDuration !== "0s" && style.transitionProperty !== "none" && style.transitionDuration.split(", ").some((it) => it !== "0s") || style.animationName !== "none";
            }).map((one) => `${one.localName}.${one.getAttribute("class")}`)"""
        )
        assert moving == []


def named(page: Page) -> list[tuple[str, str, int]]:
    """What stands in the accessibility tree of a page, in its order: role, name, level."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", ""),
            next((p["value"]["value"] for p in node["properties"] if p["name"] == "level"), 0),
        )
        for node in nodes
        if not node.get("ignored")
    ]


@pytest.mark.parametrize(
    ("prefix", "step", "heading", "never", "calls", "ends", "modes", "single"),
    [
        (
            "",
            "Passo",
            "Passos",
            "O que nunca fazer",
            "A quem ligar",
            "Como pode acabar",
            "Como ler os passos",
            "Uma pergunta de cada vez",
        ),
        (
            "en/",
            "Step",
            "Steps",
            "What never to do",
            "Who to call",
            "How it can end",
            "How to read the steps",
            "One question at a time",
        ),
    ],
)
def test_a_procedure_is_read_aloud_with_the_number_of_each_step(
    phone: Visit,
    built: Path,
    serve: Callable[[Path], str],
    prefix: str,
    step: str,
    heading: str,
    never: str,
    calls: str,
    ends: str,
    modes: str,
    single: str,
) -> None:
    page = come(phone, serve(built), Kind(prefix + GC, "all", is_opened=False))
    count = page.locator("ol.cm-steps").first.locator("> li").count()
    tree = named(page)
    names = [name for role, name, level in tree if role == "heading" and level == 3]
    steps = [name for name in names if name.startswith(f"{step} ")]
    assert [name.split(". ")[0] for name in steps] == [f"{step} {n + 1}" for n in range(count)]
    assert all(len(name.split(". ", 1)[1]) > 5 for name in steps)
    assert ("heading", f"{heading} ({count})", 2) in tree
    regions = [name for role, name, _ in tree if role == "region"]
    assert {never, calls} <= set(regions)
    assert ("group", modes, 0) in tree
    folds = [name for role, name, _ in tree if role == "DisclosureTriangle"]
    assert any(name.startswith(f"{ends} ") and name.split()[-1].isdigit() for name in folds)
    assert "" not in folds
    landmarks = [
        (role, name)
        for role, name, _ in tree
        if role in {"banner", "main", "contentinfo", "navigation", "region", "search"}
    ]
    assert len(set(landmarks)) == len(landmarks)
    lists = page.evaluate(
        """[...document.querySelectorAll("ol.cm-steps, .cm-never ul, .cm-calls-list")].filter((one) => one.checkVisibility())
          .every((one) => [...one.children].every((it) => it.localName === "li"))"""
    )
    assert lists
    alone = come(phone, serve(built), Kind(prefix + GC))
    assert ("region", single) in {(role, name) for role, name, _ in named(alone)}


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [Number(one.ariaLevel ?? one.localName[1]), one.textContent.trim()])"""


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_its_title_and_headings_in_order(
    phone: Visit, built: Path, serve: Callable[[Path], str], kind: str, prefix: str
) -> None:
    if kind in {"menu", "search"}:
        return
    here = KINDS[kind]
    page = come(phone, serve(built), Kind(prefix + here.path, here.steps))
    found = page.evaluate(HEADINGS)
    assert [level for level, _ in found].count(1) == 1
    before = 1
    for level, words in found:
        assert words
        assert level <= before + 1, words
        before = level
    title = next(words for level, words in found if level == 1).removesuffix("¶")
    assert title.split(" ", 1)[-1][:20] in page.title()
    page.locator(".cm-skip").press("Enter")
    page.wait_for_function("document.activeElement.id === 'cm-main'")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main, footer, .cm-toc')")


def test_the_page_and_the_mode_that_one_is_in_are_told(
    phone: Visit, built: Path, serve: Callable[[Path], str]
) -> None:
    page = come(phone, serve(built), Kind(GC))
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".cm-nav [aria-current='page']").count() == 1
    assert page.locator(".cm-toc [aria-current]").count() == 1
    assert page.locator(".cm-modes [aria-pressed='true']").count() == 1


MARKED = """(selectors) => selectors.filter((selector) => {
  const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  return !all.length || !all.every((one) => {
    const style = getComputedStyle(one);
    return ["Top", "Right", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1)
      || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  });
})"""
"""Those of some parts that are seen by their ground alone, which forced colours take away."""


@pytest.mark.parametrize(
    ("path", "steps", "width", "marks"),
    [
        (
            GC,
            "all",
            1280,
            (
                ".cm-number",
                ".cm-never",
                ".cm-say",
                ".cm-badge",
                ".cm-notice",
                ".cm-emergency",
                ".cm-code",
                ".cm-toc a[aria-current]",
                ".cm-nav [aria-current]",
                ".cm-map-number",
            ),
        ),
        (f"{AD}#?perigo=sim", "one", 360, (".cm-tree", ".cm-emergency", ".cm-badge")),
    ],
)
def test_marks_are_seen_in_the_colours_that_a_reader_forces(
    browser: Browser,
    built: Path,
    serve: Callable[[Path], str],
    path: str,
    steps: str,
    width: int,
    marks: tuple[str, ...],
) -> None:
    with Visit(browser, width=width, forced_colors="active") as visit:
        page = come(visit, serve(built), Kind(path, steps), (width, 900))
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(MARKED, list(marks)) == []
        faint = page.evaluate(
            """() => { const paper = getComputedStyle(document.body).backgroundColor;
              return [...document.querySelectorAll(".cm-chart .cm-box > :is(rect, polygon), .cm-chart .cm-way path:first-child")]
                .filter((one) => one.checkVisibility() && getComputedStyle(one).stroke === paper).length; }"""
        )
        assert faint == 0
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
