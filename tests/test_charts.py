"""Charts one can read: large enough on every screen, in parts that lead to each other, and the same
as a line map."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from claim_manual.charts.chart import Arrow, Box, Chart, chart
from claim_manual.charts.divide import divided
from claim_manual.charts.screen import COLUMN, TELEPHONE, for_desks, for_telephones
from claim_manual.charts.svg import Drawing, svg, whole
from claim_manual.derived.addresses import Address, document_uri, from_folder
from claim_manual.derived.reading import Reading
from claim_manual.model.language import words as words_of
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.charts import chart_figure
from claim_manual.pages.line_maps import LANES, line_map, with_lines
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Page as ValuePage
from claim_manual.pages.page import Section
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.texts import Texts
from claim_manual.proof.graph import open_edges
from claim_manual.site.apart import Apart
from claim_manual.site.blocks import Blocks
from claim_manual.site.lines import Addresses, Lines
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, Visit, unfold

SVG = "{http://www.w3.org/2000/svg}"
GO_TO = "vá para {number}"
EN = "procedures/encaminhamento/en-02-articulacao-aima/"
AD = "flows/ad-02-titulo-de-residencia/"
LEAST = 13.99
"""14 px, as a browser adds up its fractions."""


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def everything(manual: Manual) -> Iterator[tuple[AnyDocument, Texts]]:
    for document in manual.documents():
        for lang in manual.languages:
            yield document, Texts(Reading(manual, lang), document.path)


def written(block: b.Block) -> str:
    address: Address = from_folder("flows/x")
    line = Lines(Addresses(address, str, str))
    return Blocks(line, line, Apart("en/page", str, is_versioned=True))((block,))


# -- line maps


class _Map(HTMLParser):
    """The ways of a line map as it is written: from the stop that a row is of, to its link."""

    def __init__(self) -> None:
        super().__init__()
        self.stop = ""
        self.ways: list[tuple[str, str]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "li" and values.get("data-node"):
            self.stop = values["data-node"] or ""
        if tag == "a":
            self.ways.append((self.stop, (values["href"] or "").removeprefix("#n-")))

    def handle_data(self, data: str) -> None:
        self.words += f" {data}"


def test_a_line_map_has_every_edge_of_the_graph_once(manual: Manual) -> None:
    for document, texts in everything(manual):
        edges = [(edge.source, edge.target) for edge in open_edges(manual, document)]
        made = line_map(texts, document)
        stops = (*made.told, *made.stops)
        assert [(stop.id, way.goal) for stop in stops for way in stop.ways] == edges
        assert [stop.id for stop in made.stops] == [node.id for node in nodes(document)]
        read = _Map()
        read.feed(written(made))
        assert read.ways == edges, document.id


def test_a_line_map_says_what_it_leads_to_by_number_and_name(manual: Manual) -> None:
    for document, texts in everything(manual):
        made = line_map(texts, document)
        names = {stop.id: (stop.number, stop.name) for stop in made.stops}
        for stop in made.stops:
            for way in stop.ways:
                number, name = names[way.goal]
                assert way.number == number
                assert name.endswith(way.name)
                assert (way.badge is not None) == _has_badge(made, way.goal)
        said = " ".join(plain(parts) for parts in lines((made,), is_folded=True))
        assert all(f"{number}. {name}" in said for number, name in names.values())


def _has_badge(made: d.LineMap, stop_id: str) -> bool:
    return next(stop.badge is not None for stop in made.stops if stop.id == stop_id)


def test_lines_beside_a_map_run_from_row_to_row_without_a_gap(manual: Manual) -> None:
    for document, texts in everything(manual):
        made = line_map(texts, document)
        rows = [rails for stop in made.stops for rails, _ in _rows(stop)]
        for lane in range(LANES):
            above: d.Rail | None = None
            for rails in rows:
                here = [rail for rail in rails if rail.lane == lane]
                assert len(here) <= 1
                rail = here[0] if here else None
                assert bool(above and above.is_below) == bool(rail and rail.is_above)
                above = rail
            assert not (above and above.is_below)


def test_each_line_comes_to_the_stop_that_its_rows_lead_to(manual: Manual) -> None:
    for document, texts in everything(manual):
        made = line_map(texts, document)
        rows = [row for stop in made.stops for row in _rows(stop)]
        for lane in range(made.lanes):
            goals: set[tuple[str, str]] = set()
            for rails, goal in rows:
                for rail in (rail for rail in rails if rail.lane == lane):
                    goals |= {(goal, rail.end)} if rail.end else set()
                    if not rail.is_below:
                        assert {end for _, end in goals} == {"leaves", "comes"}
                        assert len({goal for goal, _ in goals}) == 1
                        goals = set()
            assert not goals


def _rows(stop: d.MapStop) -> list[tuple[tuple[d.Rail, ...], str]]:
    return [(stop.rails, stop.id), *((way.rails, way.goal) for way in stop.ways)]


def test_a_line_runs_upwards_where_a_way_leads_back() -> None:
    back = (d.MapWay("again", "a", 1, "A"),)
    stops = [
        d.MapStop("a", 1, "ask", "A", ways=(d.MapWay("on", "b", 2, "B"),)),
        d.MapStop("b", 2, "ask", "B", ways=back),
    ]
    first, second = with_lines(stops)
    assert [rail.end for rail in first.rails] == ["comes"]
    assert second.ways[0].rails[-1].end == "leaves"
    assert second.ways[0].rails[-1].is_above
    assert not second.ways[0].rails[-1].is_below


def test_a_line_map_is_a_nested_list_in_markdown(manual: Manual) -> None:
    document = next(one for one in manual.documents() if one.id == "ad-08-violencia")
    texts = Texts(Reading(manual, "pt"), document.path)
    section = Section("chart", (), (line_map(texts, document),))
    found = markdown_page(ValuePage("flows/x", "pt", "X", "x", (), sections=(section,)), "")
    assert (
        "1. **A pessoa corre perigo agora?**\n   - Sim → ▲ Agir já [9. 112 e segurança](" in found
    )


# -- charts that fit


def parts_of(manual: Manual) -> Iterator[Chart]:
    for document, texts in everything(manual):
        drawn = chart(texts.reading, document, from_folder(document_uri(document)))
        yield from divided(texts.say, drawn)


def drawings(manual: Manual) -> Iterator[tuple[Chart, Drawing]]:
    for part in parts_of(manual):
        yield part, for_desks(part, GO_TO)
        yield part, for_telephones(part, GO_TO)


def test_charts_are_as_wide_as_their_room_at_most(manual: Manual) -> None:
    for part in parts_of(manual):
        assert for_desks(part, GO_TO).size[0] <= COLUMN
        assert for_telephones(part, GO_TO).size[0] <= TELEPHONE


def test_charts_for_screens_have_every_box_and_every_way(manual: Manual) -> None:
    for part, drawing in drawings(manual):
        shown = {box.id: box for box in drawing.chart.boxes}
        assert {box.id for box in part.boxes if box.number} <= {*shown}
        numbers = {box.id: box.number for box in part.boxes}
        wanted = {(way.source, way.target) for way in part.ways}
        found = set()
        for way in drawing.chart.ways:
            goal = shown[way.target]
            target = goal.id
            if goal.kind == "link" and goal.id not in numbers:
                target = goal.id.removeprefix(f"_{way.source}_")
                if numbers[target]:
                    assert goal.text == GO_TO.format(number=numbers[target])
                    assert goal.href == f"#n-{target}"
            found.add((way.source, target))
        assert found == wanted


def test_what_stands_on_ways_is_on_charts_for_screens(manual: Manual) -> None:
    for part, drawing in drawings(manual):
        labels = " ".join(way.label for way in drawing.chart.ways)
        assert all(way.label in labels for way in part.ways)


def test_boxes_and_words_of_charts_for_screens_do_not_overlap(manual: Manual) -> None:
    for part, drawing in drawings(manual):
        tree = ET.fromstring(whole(drawing))
        spots = [_around(shape) for shape in tree.iter() if shape.tag in _SHAPES]
        for n, (x, y, w, h) in enumerate(spots):
            for ox, oy, ow, oh in spots[n + 1 :]:
                apart = x + w <= ox + 1 or ox + ow <= x + 1 or y + h <= oy + 1 or oy + oh <= y + 1
                assert apart, part.id


_SHAPES = {f"{SVG}rect", f"{SVG}polygon"}


def _around(shape: ET.Element) -> tuple[float, float, float, float]:
    if shape.tag == f"{SVG}rect":
        x, y, w, h = (float(shape.get(key, "")) for key in ("x", "y", "width", "height"))
        return x, y, w, h
    points = shape.get("points", "").split()
    xs, ys = zip(*(map(float, one.split(",")) for one in points), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def test_on_paper_roles_keep_their_size_and_on_screens_nothing_is_smaller() -> None:
    box = Box("a", 1, "do", "Ver", role="Técnico")
    small = Chart("x", "x", "x", (box, Box("b", 2, "outcome", "Fim")), (Arrow("a", "b", ""),))
    assert 'font-size="12"' not in whole(for_desks(small, GO_TO))

    assert 'class="cm-chart-role" fill="#51626b" font-size="12"' in svg(small, is_paper=True)


# -- parts


def test_parts_lead_to_each_other_both_ways(manual: Manual) -> None:
    divided_charts = 0
    for document, texts in everything(manual):
        figure = chart_figure(texts, document)
        places = [f"chart-{number}" for number in range(1, len(figure.parts) + 1)]
        leads: set[tuple[str, str]] = set()
        comes: set[tuple[str, str]] = set()
        for place, part in zip(places, figure.parts, strict=True):
            onward = texts.say("Goes on in part {part}", part="")
            before = texts.say("Comes from part {part}", part="")
            for link in part.links:
                goal, words = link.goal.anchor, plain(link.parts)
                assert goal in places
                assert words.endswith(goal.removeprefix("chart-"))
                if words.startswith(onward):
                    leads.add((place, goal))
                else:
                    assert words.startswith(before)
                    comes.add((goal, place))
            for box in part.chart.boxes:
                if box.kind == "link":
                    assert box.href.removeprefix("#") in places
        assert leads == comes
        divided_charts += len(places) > 1
    assert divided_charts > 10


def test_a_part_is_come_to_from_every_part_that_leads_there() -> None:
    boxes = [Box(f"n{n}", n + 1, "ask", f"Pergunta {n}") for n in range(60)]
    ways = [Arrow(f"n{n}", f"n{n + 1}", "Sim") for n in range(59)]
    ways += [Arrow(f"n{n}", "n59", "Não") for n in range(0, 50, 7)]
    parts = divided(words_of("pt"), Chart("x", "x", "x", tuple(boxes), tuple(ways)))
    entry = next(box for part in parts for box in part.boxes if box.id == "_in_n59")
    assert re.match(r"vem das partes [1-9](, \d)* e \d, [A-Z]$", entry.text)
    assert entry.href == f"#chart-{entry.text.split()[3].strip(',')}"
    for part in parts:
        drawing = for_telephones(part, GO_TO)
        assert {box.id for box in part.boxes if box.number} <= {
            box.id for box in drawing.chart.boxes
        }


# -- in a browser

SMALLEST = """(root) => Math.min(...[...document.querySelectorAll(root + ' svg.cm-chart text')]
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"""
FIRST = """(root) => { const frame = document.querySelector(root), box = frame.querySelector('svg .cm-box:not(.cm-link)').getBoundingClientRect();
  const room = frame.getBoundingClientRect();
  return box.left >= room.left - 1 && box.right <= room.right + 1 && box.top >= room.top - 1 && box.bottom <= room.bottom + 1
    && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""


def pages(manual: Manual) -> list[str]:
    return [f"{document_uri(document)}/" for document in manual.documents()]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)])
def test_no_text_of_a_chart_is_under_14_px_and_each_opens_at_its_first_box(
    browser: Browser,
    built: Path,
    serve: Callable[[Path], str],
    manual: Manual,
    width: int,
    height: int,
) -> None:
    base = serve(built)
    with Visit(browser, width=width) as visit:
        visit.page.set_viewport_size({"width": width, "height": height})
        for path in pages(manual):
            page = visit.go(base + path)
            unfold(page)
            is_desk = width > 960
            assert (
                page.locator("figure.cm-figure--chart svg.cm-chart").first.is_visible() == is_desk
            )
            if is_desk:
                assert page.evaluate(SMALLEST, "figure.cm-figure--chart") >= LEAST, path
                assert page.evaluate(
                    "() => [...document.querySelectorAll('.cm-figure--chart .cm-scroll')].every((one) => one.scrollWidth <= one.clientWidth)"
                ), path
            for button in page.locator(".cm-enlarge:visible").all():
                button.click()
                assert page.evaluate(SMALLEST, "dialog[open]") >= LEAST, path
                assert page.evaluate(FIRST, ".cm-pan"), path
                assert _goes_on(page), path
                page.keyboard.press("Escape")
                page.wait_for_selector("dialog[open]", state="detached")
        assert visit.complaints == []


def _goes_on(page: Page) -> bool:
    """Whether a chart that is larger than its frame says so, and no other."""
    return page.evaluate(
        """() => { const pan = document.querySelector('.cm-pan');
            const larger = pan.scrollHeight > pan.clientHeight + 2 || pan.scrollWidth > pan.clientWidth + 2;
            return larger === (document.querySelector('.cm-goes-on').textContent !== ''); }"""
    )


@pytest.mark.browser
@pytest.mark.slow
def test_on_a_phone_the_line_map_is_there_first_and_reflows(
    browser: Browser, built: Path, serve: Callable[[Path], str], manual: Manual
) -> None:
    base = serve(built)
    with Visit(browser, width=320) as visit:
        for path in pages(manual):
            page = visit.go(base + path)
            unfold(page)
            assert page.locator("ol.cm-map").first.is_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            outside = page.evaluate(
                """() => [...document.querySelectorAll('.cm-map, .cm-map *')].filter((one) => {
                    const { left, right } = one.getBoundingClientRect();
                    return left < 0 || right > innerWidth;
                }).map((one) => one.textContent)"""
            )
            assert outside == [], path


@pytest.mark.browser
@pytest.mark.slow
def test_parts_open_each_other_and_connectors_lead_to_their_boxes(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + EN)
        unfold(page)
        page.locator(".cm-enlarge").first.click()
        page.locator("dialog[open] .cm-parts a", has_text="parte 2").click()
        page.locator("dialog[open] .cm-dialog-title", has_text="parte 2").wait_for()
        assert page.locator("dialog[open]").count() == 1
        assert page.evaluate(FIRST, ".cm-pan")
        link = page.locator("dialog[open] .cm-link", has_text="vá para ").first
        number = (link.text_content() or "").strip().split()[-1]
        link.click()
        page.wait_for_function(
            """(number) => { const frame = document.querySelector('.cm-pan').getBoundingClientRect();
                const box = [...document.querySelectorAll('dialog[open] .cm-box')].find((one) => one.textContent.startsWith(`${number}.`)).getBoundingClientRect();
                return box.top >= frame.top && box.bottom <= frame.bottom; }""",
            arg=number,
        )
        page.locator("dialog[open] .cm-box", has_text=f"{number}.").first.click()
        page.wait_for_selector("dialog[open]", state="detached")
        assert "#n-" in page.url or "/flows/" in page.url


@pytest.mark.browser
@pytest.mark.slow
def test_rows_of_the_map_are_pressed_as_a_whole_and_lead_to_their_step(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + "procedures/atendimento/at-04-interpretacao/")
        unfold(page)
        row = page.locator(".cm-map-ways > li:not(.cm-map-next)").first
        assert row.bounding_box()["height"] >= 44
        goal = row.locator("a").get_attribute("href")
        row.click(position={"x": row.bounding_box()["width"] - 4, "y": 40})
        page.wait_for_url(f"**{goal}")
        assert page.locator(goal).is_visible()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("path", "dark"), [(AD, False), (f"en/{AD}", True)])
def test_axe_finds_nothing_on_a_page_with_its_map_or_its_chart_open(
    browser: Browser, built: Path, serve: Callable[[Path], str], path: str, dark: bool
) -> None:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    with Visit(browser, width=360, dark=dark) as visit:
        page = visit.go(serve(built) + path)
        unfold(page)
        assert page.locator("ol.cm-map").first.is_visible()
        found = Axe().run(page, options=rules).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
        page.locator(".cm-enlarge").first.click()
        found = Axe().run(page, context="dialog[open]", options=rules).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_map_is_read_aloud_as_lists_with_numbers(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + "flows/ad-08-violencia/")
        unfold(page)
        told = page.locator("ol.cm-map").first.aria_snapshot()
    assert re.search(r"- list .*:\n\s+- listitem: .*1.*A pessoa corre perigo agora\?", told) or (
        "1 A pessoa corre perigo agora?" in told
    )
    assert 'link "9. 112 e segurança"' in told


@pytest.mark.browser
@pytest.mark.slow
def test_without_scripts_a_phone_has_the_map_and_the_chart(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360, java_script_enabled=False) as visit:
        page = visit.go(serve(built) + AD)
        for fold in page.locator("details.cm-fold > summary").all():
            fold.click()
        assert page.locator("ol.cm-map").first.is_visible()
        assert page.locator("svg.cm-chart").first.is_visible()
        assert page.locator(".cm-enlarge").first.is_hidden()
