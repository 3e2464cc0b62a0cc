"""All views of a document show the same nodes and edges, and no words of an author's do anything."""

from __future__ import annotations

import json
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from claim_manual.charts import layout as layout_module
from claim_manual.charts.chart import Arrow, Box, Chart, Group, chart, lane_chart
from claim_manual.charts.divide import divided
from claim_manual.charts.font import width
from claim_manual.charts.layout import layout
from claim_manual.charts.mermaid import mermaid, node_name
from claim_manual.charts.screen import COLUMN, for_desks, for_telephones
from claim_manual.charts.svg import draw, svg, whole
from claim_manual.charts.swimlanes import swimlanes
from claim_manual.charts.typeset import SIZE
from claim_manual.derived.addresses import document_uri, from_file, from_folder
from claim_manual.derived.outline import outline, outline_text, told_at_any_time
from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import situation_table
from claim_manual.model.language import words as words_of
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.registers import Contact
from claim_manual.model.schema import Text
from claim_manual.pages import blocks as b
from claim_manual.pages.authored import Authored
from claim_manual.pages.goals import Goal, PageGoal, UrlGoal
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts
from claim_manual.proof.graph import open_edges
from claim_manual.read import read_manual
from claim_manual.reports.shown import shown
from claim_manual.site.apart import Apart
from claim_manual.site.blocks import Blocks
from claim_manual.site.lines import Addresses, Lines
from claim_manual.site.site_page import SitePage
from claim_manual.work.judging import judged, sound
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, printed_html, whole_html

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '"]; click A href "javascript:alert(1)"',
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "#quot; end",
    "end",
    "a --> b; subgraph x",
    "`code` $$x^2$$ %%{init}%%",
    "<script>alert(1)</script> &lt; &amp;",
    "{: onclick=alert(1) } *[x]: y [ref]: http://evil.example",
    '--8<-- "/etc/passwd"',
    "O'Brien | \\ ~~~ ```",
]


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def drawn(manual: Manual, document: AnyDocument, lang: str) -> Chart:
    return chart(Reading(manual, lang), document, from_folder(document_uri(document)))


def everything(manual: Manual) -> list[tuple[AnyDocument, str]]:
    return [(one, lang) for one in manual.documents() for lang in manual.languages]


def test_the_outline_has_the_edges_of_the_model(manual: Manual) -> None:
    for document, lang in everything(manual):
        ids = {node.id for node in nodes(document)}
        reading = Reading(manual, lang)
        found = [(told.id, told.way.id) for told in told_at_any_time(reading, document)]
        found += [
            (item.node.id, way.id) for item in outline(reading, document) for way in item.ways
        ]
        assert found == [(one.source, one.target) for one in open_edges(manual, document)]
        assert {item.node.id for item in outline(Reading(manual, lang), document)} == ids


def test_the_mermaid_source_has_the_edges_of_the_model(manual: Manual) -> None:
    for document, lang in everything(manual):
        source = mermaid(drawn(manual, document, lang))
        found = re.findall(r'(?m)^  (\w+) -->(?:\|"[^"]*"\|)? (\w+)$', source)
        expected = [
            (node_name(one.source), node_name(one.target)) for one in open_edges(manual, document)
        ]
        assert found == expected


def test_the_picture_has_a_box_for_each_node_and_a_way_for_each_edge(manual: Manual) -> None:
    for document, lang in everything(manual):
        whole = drawn(manual, document, lang)
        tree = ET.fromstring(svg(whole))
        boxes = [
            one for one in tree.iter(f"{SVG}g") if (one.get("class") or "").startswith("cm-box")
        ]
        said = {re.sub(r"\s+", " ", "".join(one.itertext())).strip() for one in boxes}
        for box in whole.boxes:
            level = box.level_text
            assert any(
                re.sub(r"\s", "", f"{level}{box.said}{box.role}") == re.sub(r"\s", "", one)
                for one in said
            ), box
        ways = [one for one in tree.iter(f"{SVG}g") if one.get("class") == "cm-way"]
        assert len(ways) == len(open_edges(manual, document))
        labels = [
            re.sub(r"\s", "", "".join(one.itertext()))
            for one in tree.iter(f"{SVG}g")
            if one.get("class") == "cm-way-label"
        ]
        assert sorted(labels) == sorted(
            re.sub(r"\s", "", one.label) for one in whole.ways if one.label
        )


def test_each_way_of_the_picture_runs_from_its_box_to_its_box(manual: Manual) -> None:
    for document, lang in everything(manual):
        tree = ET.fromstring(svg(drawn(manual, document, lang)))
        ways = [one for one in tree.iter(f"{SVG}g") if one.get("class") == "cm-way"]
        found = [(one.get("data-from"), one.get("data-to")) for one in ways]
        assert found == [(one.source, one.target) for one in open_edges(manual, document)]
        for one in ways:
            line = [float(x) for x in re.findall(r"-?[0-9.]+", one.find(f"{SVG}path").get("d"))]
            for node, x, y in ((one.get("data-from"), *line[:2]), (one.get("data-to"), *line[-2:])):
                left, top, right, bottom = around(tree, node)
                assert left - 9 <= x <= right + 9
                assert top - 9 <= y <= bottom + 9


def around(tree: ET.Element, node: str) -> tuple[float, float, float, float]:
    """The rectangle around the box of a node."""
    box = next(one for one in tree.iter(f"{SVG}g") if one.get("data-node") == node)
    if (shape := box.find(f"{SVG}rect")) is not None:
        x, y, w, h = (float(shape.get(key)) for key in ("x", "y", "width", "height"))
        return x, y, x + w, y + h
    points = box.find(f"{SVG}polygon").get("points").split()
    xs, ys = zip(*(map(float, one.split(",")) for one in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def in_lanes(manual: Manual) -> list[tuple[AnyDocument, Chart]]:
    charts = [
        (document, lane_chart(Reading(manual, lang), document, from_folder("x")))
        for document, lang in everything(manual)
    ]
    return [(document, made) for document, made in charts if made]


def test_the_chart_in_lanes_has_the_nodes_and_edges_of_the_model(manual: Manual) -> None:
    assert len({document.id for document, _ in in_lanes(manual)}) > 20
    for document, made in in_lanes(manual):
        tree = ET.fromstring(whole(for_desks(made, "go to {number}")))
        ways = [one for one in tree.iter(f"{SVG}g") if one.get("class") == "cm-way"]
        found = [(one.get("data-from"), one.get("data-to")) for one in ways]
        assert found == [(one.source, one.target) for one in open_edges(manual, document)]
        told = [one.id for one in document.model.at_any_time]
        boxes = [one.get("data-node") for one in tree.iter(f"{SVG}g") if one.get("data-node")]
        assert boxes == [*(one.id for one in nodes(document)), *told]
        in_groups = [name for group in made.groups for name in group.boxes]
        assert sorted(in_groups) == sorted(boxes)


def test_in_lanes_each_box_stands_in_its_own_and_no_line_runs_through_another(
    manual: Manual,
) -> None:
    for _, made in in_lanes(manual):
        tree = ET.fromstring(whole(for_desks(made, "go to {number}")))
        frames = [
            one.find(f"{SVG}rect")
            for one in tree.iter(f"{SVG}g")
            if "frame" in (one.get("class") or "")
        ]
        spots = {box.id: around(tree, box.id) for box in made.boxes}
        for group, frame in zip(made.groups, frames, strict=True):
            left, wide = float(frame.get("x")), float(frame.get("width"))
            for name in group.boxes:
                assert left < spots[name][0]
                assert spots[name][2] < left + wide
        for way in (one for one in tree.iter(f"{SVG}g") if one.get("class") == "cm-way"):
            ends = {way.get("data-from"), way.get("data-to")}
            line = [float(x) for x in re.findall(r"-?[0-9.]+", way.find(f"{SVG}path").get("d"))]
            points = [*zip(line[::2], line[1::2], strict=True)]
            for (ax, ay), (bx, by) in pairwise(points):
                for name, (left, top, right, bottom) in spots.items():
                    is_outside = (
                        max(ax, bx) <= left or min(ax, bx) >= right
                        or max(ay, by) <= top or min(ay, by) >= bottom
                    )  # fmt: skip
                    assert is_outside or name in ends, (made.id, way.attrib, name)


def test_lanes_fit_the_column_and_telephones_have_one_lane_with_who_acts(manual: Manual) -> None:
    for _, made in in_lanes(manual):
        if len(made.groups) < 4:
            assert for_desks(made, "{number}").size[0] <= COLUMN + 8
        drawn_small = for_telephones(made, "{number}")
        assert drawn_small.size[0] <= 340
        said = {box.id: box.role for box in drawn_small.chart.boxes}
        for group in made.groups:
            assert all(said[name] for name in group.boxes if name in said)


def test_lanes_keep_ways_back_and_several_ways_to_one_box() -> None:
    whole_chart = large(30)
    groups = tuple(
        Group(f"lane-{n}", f"Lane {n}", tuple(box.id for box in whole_chart.boxes[n::3]))
        for n in range(3)
    )
    tree = ET.fromstring(whole(swimlanes(replace(whole_chart, groups=groups), COLUMN)))
    found = [
        (one.get("data-from"), one.get("data-to"))
        for one in tree.iter(f"{SVG}g")
        if one.get("class") == "cm-way"
    ]
    assert found == [(way.source, way.target) for way in whole_chart.ways]


def test_the_data_have_the_edges_of_the_model(manual: Manual) -> None:
    for document, lang in everything(manual):
        data = json.loads(shown(manual, document, lang, "json"))
        found = [(one["from"], one["to"]) for one in data["edges"]]
        assert found == [(one.source, one.target) for one in open_edges(manual, document)]
        assert [one["id"] for one in data["nodes"]] == [one.id for one in nodes(document)]


def test_the_ways_of_the_situations_are_the_edges_of_the_model(manual: Manual) -> None:
    for document, lang in everything(manual):
        table = situation_table(Reading(manual, lang), document)
        ids = {str(n): node.id for n, node in enumerate(nodes(document), 1)}
        inputs = [one.id for one in getattr(document.model, "inputs", ())]
        found = set()
        for row in table.rows:
            way = [ids[number] for number in row.way if "." not in number]
            ends = way[len(inputs) :] if inputs else []
            found |= set(pairwise(inputs or way)) | {(inputs[-1], one) for one in ends}
        first = nodes(document)[0].id  # at which a situation has an exception told
        assert found == {
            (first if one.told else one.source, one.target) for one in open_edges(manual, document)
        }
        for row in table.rows:
            reading = Reading(manual, lang)
            ends = row.way[len(inputs) :] if inputs else row.way[-1:]
            said = [reading.node(nodes(document)[int(one) - 1]) for one in ends]
            assert row.outcome == reading.say.all_of(said)


def large(boxes: int) -> Chart:
    """A chart with forks that join again, ways back, and outcomes that many boxes lead to."""
    made = [Box(f"n{n}", n + 1, "ask" if n % 3 else "do", f"Texto {n}") for n in range(boxes)]
    ends = [Box(f"o{n}", boxes + n + 1, "outcome", f"Fim {n}", "red") for n in range(4)]
    ways = [Arrow(f"n{n}", f"n{n + 1}", "Sim") for n in range(boxes - 1)]
    ways += [Arrow(f"n{n}", f"n{n + 4}", "Não") for n in range(0, boxes - 4, 5)]
    ways += [Arrow(f"n{n}", f"o{n % 4}", "Não") for n in range(1, boxes, 3)]
    ways += [Arrow(f"n{boxes - 1}", "o0", "Sim"), Arrow(f"n{boxes - 2}", "n1", "Não")]
    return Chart("large", "x", "x", (*made, *ends), tuple(ways))


@pytest.mark.parametrize("boxes", [10, 22, 30, 60, 150])
def test_a_large_chart_is_divided_and_loses_nothing(boxes: int) -> None:
    whole = large(boxes)
    parts = divided(words_of("pt"), whole)
    assert (len(parts) == 1) == (boxes <= 21)
    found = set()
    shown_ = set()
    for part in parts:
        own = {box.id: box for box in part.boxes}
        assert sum(box.kind != "link" for box in part.boxes) <= 25
        shown_ |= {box.id for box in part.boxes if box.kind != "link"}
        for way in part.ways:
            assert {way.source, way.target} <= {*own}
            if not way.source.startswith("_in_"):
                found.add((way.source, way.target.removeprefix("_to_"), way.label))
        links = [box for box in part.boxes if box.id.startswith("_to_")]
        for link in links:
            name = link.text.split(":")[0]
            target = parts[int(link.href.removeprefix("#chart-")) - 1]
            entries = {box.id: box.text for box in target.boxes if box.id.startswith("_in_")}
            assert entries[link.id.replace("_to_", "_in_")].endswith(f" {name}")
        ET.fromstring(svg(part))
    assert found == {(way.source, way.target, way.label) for way in whole.ways}
    assert shown_ == {box.id for box in whole.boxes}


def test_the_picture_says_what_it_is(manual: Manual) -> None:
    for document, lang in everything(manual):
        tree = ET.fromstring(svg(drawn(manual, document, lang)))
        title, description = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
        assert document.model.code in title.text
        assert re.search(r"\d+ (resultados?|outcomes?)", description.text)
        assert tree.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_text_stays_within_its_box(manual: Manual) -> None:
    for document, lang in everything(manual):
        tree = ET.fromstring(svg(drawn(manual, document, lang)))
        for box in tree.iter(f"{SVG}g"):
            shape = box.find(f"{SVG}rect")
            if not (box.get("class") or "").startswith("cm-box") or shape is None:
                continue
            left, wide = float(shape.get("x")), float(shape.get("width"))
            for line in box.iter(f"{SVG}tspan"):
                half = width(line.text, SIZE) / 2
                assert left <= float(line.get("x")) - half
                assert float(line.get("x")) + half <= left + wide


def test_text_stays_within_its_diamond(manual: Manual) -> None:
    for document, lang in everything(manual):
        tree = ET.fromstring(svg(drawn(manual, document, lang)))
        for box in tree.iter(f"{SVG}g"):
            shape = box.find(f"{SVG}polygon")
            if shape is None or "cm-ask" not in box.get("class", ""):
                continue
            corners = [tuple(map(float, one.split(","))) for one in shape.get("points").split()]
            (cx, top), (right, cy) = corners[0], corners[1]
            for line in box.iter(f"{SVG}tspan"):
                reach = width(line.text, SIZE) / 2 / (right - cx)
                middle = abs(float(line.get("y")) - SIZE / 3 - cy) / (cy - top)
                assert reach + middle < 1.05, line.text


def test_boxes_do_not_overlap(manual: Manual) -> None:
    for document, lang in everything(manual):
        solid = [one for one in draw(drawn(manual, document, lang)).pieces if one.solid]
        assert solid
        tree = ET.fromstring(svg(drawn(manual, document, lang)))
        spots = [
            (
                float(one.get("x")),
                float(one.get("y")),
                float(one.get("width")),
                float(one.get("height")),
            )
            for one in tree.iter(f"{SVG}rect")
        ]
        for n, (x, y, w, h) in enumerate(spots):
            for ox, oy, ow, oh in spots[n + 1 :]:
                assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y


def test_the_outline_goes_where_the_numbers_say(manual: Manual) -> None:
    text = outline_text(Reading(manual, "pt"), manual.document("ad-01-aima-ou-claim"))
    assert text.startswith(
        "1. Há perigo imediato, uma criança em perigo ou indícios de crime grave?\n"
        "   Sim: vá para 8\n   Não: vá para 2\n2. "
    )


def hostile(folder: Path, text: str) -> Manual:
    """The starter's manual with a hostile text wherever an author can write one."""
    quoted = json.dumps(text, ensure_ascii=False)
    for path in (
        "procedures/service/receive-request.yml",
        "flows/who-answers.yml",
        "reference/roles.yml",
        "reference/contacts.yml",
        "reference/glossary.yml",
        "manual.yml",
    ):
        file = folder / path
        source = file.read_text(encoding="utf-8")
        source = re.sub(
            r'(?m)^(\s+(?:en|pt)): "[^"]*"$', lambda found: f"{found[1]}: {quoted}", source
        )
        file.write_text(source, encoding="utf-8")
    (folder / "procedures/service/receive-request.en.md").write_text(
        f"## {text}\n\n{text}\n\n- {text}\n", encoding="utf-8"
    )
    (folder / "procedures/service/receive-request.pt.md").write_text(
        f"## {text}\n\n{text}\n", encoding="utf-8"
    )
    made, findings = judged(folder, DAY)
    assert made is not None
    marks = {"unsupported-markup", "word-residue"}
    meant = {"stale-contact", "unsafe-link", "broken-link", *marks}
    assert {one.code for one in findings} <= meant, findings
    return made


def pages(manual: Manual, lang: str) -> list[SitePage]:
    """The pages of the site in one language."""
    return [page for page in site_pages(manual, with_books=False) if page.lang == lang]


def authored(goal: Callable[[str], Goal | None] = lambda _href: None) -> Authored:
    """What turns authors' Markdown into values."""
    return Authored(goal, lambda _goal: "")


def html_of(blocks: b.Blocks) -> str:
    """Blocks as the site writes them."""
    addresses = Addresses(lambda uri, anchor: f"{uri}#{anchor}", str, str)
    return Blocks(Lines(addresses), Lines(addresses), Apart("en/page", str, is_versioned=True))(
        blocks
    )


class Seen(HTMLParser):
    """The elements, attributes, addresses and words of a page; of drawings, the addresses alone."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if (tag, ("type", "application/json")) not in {(tag, one) for one in attributes}:
            self.tags.add(tag)  # data is no script
        self.attributes |= {name for name, _ in attributes}
        self.addresses += [value or "" for name, value in attributes if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += re.sub(r"\s", "", data)


def shown_words(text: str) -> str:
    """What a reader sees of an author's Markdown: its marks are gone, its words are there."""
    return re.sub(r"\s+", "", plain(authored().line(text)))


PICTURE = re.compile(
    r'<noscript><img src="[./]*assets/parts/[\w./-]+\.svg" alt="[^"<>]*" class="cm-chart"></noscript>'
)
"""Of a chart, for readers without scripts; nothing of an author's can end its text."""
DATA = re.compile(r'<script type="application/ld\+json">[^<]*</script>')
"""What search engines read, and no browser runs; nothing of an author's can end it."""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_words_in_chart_page_and_book(small: Path, text: str) -> None:
    manual = hostile(small, text)
    document = manual.document("who-answers")
    whole = drawn(manual, document, "en")
    tree = ET.fromstring(svg(whole))
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "polygon",
        "path",
        "text",
        "tspan",
        "a",
    }
    assert all(not name.lower().startswith("on") for one in tree.iter() for name in one.attrib)
    seen = re.sub(r"\s", "", "".join(tree.itertext()))
    assert shown_words(text) in seen
    for page in pages(manual, "en"):
        seen = Seen(DATA.sub("", PICTURE.sub("", whole_html(page))))
        assert not seen.tags & {"img", "script", "iframe", "object"}
        assert not [name for name in seen.attributes if name.startswith("on")]
        assert not [
            href for href in seen.addresses if href.lower().strip().startswith("javascript")
        ]
        if page.uri.endswith("receive-request"):
            assert seen.text.count(shown_words(text)) > 10
            assert "root:" not in seen.text
    html_book = printed_html(manual, "en")
    assert "<img" not in html_book
    assert "<script" not in html_book


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_source_keeps_hostile_words_inside_their_quotes(small: Path, text: str) -> None:
    whole = drawn(hostile(small, text), hostile(small, text).document("who-answers"), "en")
    for line in mermaid(whole).splitlines()[2:]:
        assert re.fullmatch(
            r'  \w+(\["[^"]*"\]|\{"[^"]*"\}|\[\["[^"]*"\]\]|\(\["[^"]*"\]\))|  \w+ -->(\|"[^"]*"\|)? \w+|  click \w+ href "[^"]*"',
            line,
        ), line
        assert not re.search(r"<|>(?! |\|)|`", re.sub(r"-->", "", line))


def test_the_chart_engine_never_sees_an_authors_words(monkeypatch, small: Path) -> None:
    seen: list[str] = []
    engine = layout_module._engine

    def watched():
        made = engine()
        return lambda source, sizes: seen.append(source) or made(source, sizes)

    monkeypatch.setattr(layout_module, "_engine", watched)
    whole = drawn(
        hostile(small, "SECRETWORDS"), hostile(small, "SECRETWORDS").document("who-answers"), "en"
    )
    boxes = {box.id: (100.0, 40.0) for box in whole.boxes}
    layout(whole, boxes, tuple((50.0, 20.0) for _ in whole.ways))
    assert seen
    assert "SECRETWORDS" not in "".join(seen)


def test_markdown_of_authors_is_rendered_without_its_dangers() -> None:
    def goal(href: str) -> Goal | None:
        return UrlGoal(href) if href.startswith("https:") else None

    def render(text: str) -> str:
        return html_of(authored(goal).blocks(text))

    assert render("**a** *b*") == "<p><strong>a</strong> <em>b</em></p>"
    assert render("[a](https://x.example)") == '<p><a href="https://x.example">a</a></p>'
    assert render("[a](javascript:alert)") == "<p>a</p>"
    assert "<b>" not in render("<b>x</b>")
    assert render("[x]: https://evil.example\n\n[x]").endswith("<p>[x]</p>")
    assert render("```\na\n\n<b>\n```") == '<pre><code tabindex="0">a\n\n&lt;b&gt;</code></pre>'
    assert render("- a\n- b") == "<ul><li>a</li>\n<li>b</li></ul>"
    assert render("3. a\n4. b").startswith('<ol start="3"><li>a</li>')
    assert render("> a\n\n---").startswith("<blockquote><p>a</p></blockquote>\n<hr>")
    assert render("# a").startswith('<p class="cm-subhead" role="heading" aria-level="3">a</p>')
    assert render("a \\* b \\_ c") == "<p>a * b _ c</p>"


def test_hostile_markdown_does_not_hang() -> None:
    start = time.process_time()
    for text in (
        "[" * 50_000,
        "*a " * 30_000,
        "`a" * 30_000,
        "[a](" * 20_000,
        "[a](b" * 20_000,
        "![" * 20_000,
        "> " * 5_000,
        "_a " * 30_000,
    ):
        authored().blocks(text)
    assert time.process_time() - start < 30


def test_addresses_lead_from_page_to_page() -> None:
    assert from_folder("procedures/a/b")("procedures/a/index") == "../"
    assert from_folder("procedures/a/index")("procedures/a/b") == "b/"
    assert from_folder("index")("flows/x", "n-1") == "flows/x/#n-1"
    assert from_folder("flows/x")("index") == "../../"
    assert from_folder("flows/x")("flows/x") == "./"
    assert from_file("procedures/a/b", ".md")("flows/x", "n") == "../../flows/x.md#n"


def test_a_missing_translation_is_shown_as_such(small: Path) -> None:
    file = small / "procedures/service/receive-request.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'(?m)^      pt: "Ouvir.*\n', "", text), encoding="utf-8")
    manual = sound(small, DAY)
    page = next(one for one in pages(manual, "pt") if one.uri.endswith("receive-request"))
    assert '<span class="cm-missing" lang="en">Listen to the whole request <small>' in page.html
    assert "só em English" in page.html


def test_a_weak_contact_is_shown_to_nobody(small: Path) -> None:
    file = small / "reference/contacts.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("recheck", "weak"), encoding="utf-8")
    manual = sound(small, DAY)
    for page in pages(manual, "en"):
        assert "example.org/help" not in page.html
    assert "example.org/help" not in printed_html(manual, "en")


@pytest.mark.slow
def test_every_page_of_a_model_says_so(manual: Manual) -> None:
    for lang, label in (
        ("pt", "Modelo, a validar pela AIMA"),
        ("en", "Model, to be validated by AIMA"),
    ):
        for page in pages(manual, lang):
            assert label in page.html, page.uri


def test_a_sub_process_whose_outcomes_all_have_a_way_shows_no_other(manual: Manual) -> None:
    violence = manual.document("gc-07-violencia")
    assert violence
    way_on = [one for one in open_edges(manual, violence) if one.source == "arvore"]
    assert way_on
    assert all(one.result for one in way_on)
    triage = manual.document("at-02-atendimento-presencial")
    assert triage
    assert any(not one.result for one in open_edges(manual, triage) if one.source == "triagem")


def test_a_contact_whose_address_stands_alone_is_read_as_its_name_and_number(small: Path) -> None:
    file = small / "reference/contacts.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- id: helpdesk\n", '- id: helpdesk\n  phone: "112"\n'), "utf-8")
    manual = sound(small, DAY)
    texts = Texts(Reading(manual, "en"), "docs/index.en.md")
    (entry,) = manual.register("contacts")
    assert isinstance(entry, Contact)
    words = Text({"en": "Call <contact:helpdesk> or [them](contact:helpdesk)."})
    said = html_of(texts.blocks(words))
    assert said.count("contacts#helpdesk") == 2
    assert said.count('href="tel:112"') == 1
    assert texts.reading.plain(words) == f"Call {texts.reading.plain(entry.name)} or them."


def test_items_that_begin_with_a_bold_link_are_situations() -> None:
    goal = PageGoal("elsewhere")
    rows = "- **[Hit](x)**\\\n  GC-07\n- **[Hungry](y)**\n"
    assert "cm-situations" in html_of(authored(lambda _href: goal).blocks(rows))
    mixed = f"{rows}- Others\n"
    assert "cm-situations" not in html_of(authored(lambda _href: goal).blocks(mixed))


def test_a_page_of_prose_begins_with_its_title(small: Path) -> None:
    manual, _ = read_manual(small)
    assert manual
    (home,) = (page.html for page in pages(manual, "en") if page.uri == "index")
    assert home.lstrip().startswith("<h1")
