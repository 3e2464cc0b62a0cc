"""Slides of a workshop: every link is a way of the tree, everything is large enough and has its words."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from claim_manual import starter
from claim_manual.derived.practice import practice
from claim_manual.derived.reading import Reading
from claim_manual.html import Html
from claim_manual.model.manual import Document, Manual, Origin, nodes
from claim_manual.model.workshop import Workshop
from claim_manual.office.slides import TemplateError, presentation, template_slides
from claim_manual.office.slides.fit import LEAST
from claim_manual.pages.slides import (
    Answered,
    BarSlide,
    Box,
    CaseSlide,
    Deck,
    End,
    KeySlide,
    ListSlide,
    NodeSlide,
    OutcomeSlide,
    PictureSlide,
    Series,
    SessionSlide,
    TableSlide,
    TitleSlide,
)
from claim_manual.pages.workshop_slides import workshop_deck
from claim_manual.proof.graph import open_edges
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from conftest import DAY, ROOT
from messages import all_messages

TAGS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
SIGNS = "ad-04-trafico"
WORKSHOP = {
    "title": {"pt": "Sinais", "en": "Signs"},
    "audience": ["tecnico"],
    "minutes": 75,
    "objectives": [
        {"id": "ver", "text": {"pt": "Ver os sinais", "en": "See the signs"}, "pages": [SIGNS]}
    ],
    "sessions": [
        {
            "id": "arvore",
            "title": {"pt": "A árvore", "en": "The tree"},
            "minutes": 30,
            "method": "walk",
            "say": {"pt": "Bom dia.", "en": "Good morning."},
            "notes": {"pt": "- Leia devagar.", "en": "- Read slowly."},
            "pages": [SIGNS, "ad-10-primeiros-servicos", "gc-06-trafico"],
            "cases": [f"{SIGNS}.um-so-sinal"],
            "material": ["slides", "flow"],
        },
        {
            "id": "grupos",
            "title": {"pt": "Em grupos", "en": "In groups"},
            "minutes": 45,
            "method": "small-groups",
            "cases": {"flows": [SIGNS], "minutes_each": 9, "people_each": 4},
        },
    ],
}


def workshop_of(source: dict[str, Any]) -> Document[Workshop]:
    model = Workshop.model_validate(source)
    return Document("oficina", model, Origin("workshops/oficina.yml", lambda: ({}, {})))


@cache
def claim_manual() -> Manual:
    manual, _ = read_manual(ROOT)
    assert manual
    return manual


@cache
def deck(lang: str) -> Deck:
    address = "https://manual.example.org"
    return workshop_deck(Reading(claim_manual(), lang), workshop_of(WORKSHOP), address)


@cache
def file(lang: str) -> bytes:
    return presentation(deck(lang), DAY)


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def titles(shown: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in shown.slides]


def whole_title(slide: Any) -> str:
    """The title of a slide without what says that it goes on from the one before."""
    return re.sub(r" \(\d+\)$", "", slide.shapes.title.text_frame.text)


def runs(shown: Any) -> Iterator[Any]:
    """The properties of every run and field on slides."""
    for slide in shown.slides:
        yield from slide.element.iter(f"{{{TAGS['a']}}}rPr")


def smallest(content: bytes) -> float:
    shown = opened(content)
    sizes = [int(run.get("sz")) / 100 for run in runs(shown)]
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                chart = shape.chart._chartSpace
                sizes += [int(one.get("sz")) / 100 for one in chart.iter(f"{{{TAGS['a']}}}defRPr")]
    return min(sizes)


def outside(content: bytes) -> list[str]:
    """What stands beyond the edges of a slide, or on its title."""
    shown = opened(content)
    wide, high = shown.slide_width, shown.slide_height
    found = []
    for slide in shown.slides:
        title = slide.shapes.title
        for shape in slide.shapes:
            if shape.shape_id == title.shape_id or shape.width is None:
                continue
            right, bottom = shape.left + shape.width, shape.top + shape.height
            if shape.left < 0 or shape.top < 0 or right > wide or bottom > high:
                found.append(f"{title.text_frame.text}: {shape.name}")
    return found


# -- the deck of the manual


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_slide_has_a_title_of_its_own_that_is_read_first(lang: str) -> None:
    shown = opened(file(lang))
    assert all(titles(shown))
    assert len(set(titles(shown))) == len(titles(shown)) >= len(deck(lang).slides)
    for slide in shown.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_nothing_is_smaller_than_one_can_read_in_a_room_or_beyond_the_slide(lang: str) -> None:
    assert smallest(file(lang)) >= LEAST == 18
    assert outside(file(lang)) == []


@pytest.mark.parametrize(("lang", "tag"), [("pt", "pt-PT"), ("en", "en-GB")])
def test_every_run_says_its_language(lang: str, tag: str) -> None:
    shown = opened(file(lang))
    assert {run.get("lang") for run in runs(shown)} == {tag}
    notes = [slide.notes_slide for slide in shown.slides if slide.has_notes_slide]
    said = {
        run.get("lang")
        for page in notes
        for run in page.notes_text_frame._txBody.iter(f"{{{TAGS['a']}}}rPr")
    }
    assert said == {tag}
    assert shown.core_properties.language == tag


def test_pictures_and_tables_say_what_is_on_them() -> None:
    shown = opened(file("en"))
    described = [
        one
        for slide in shown.slides
        for one in slide.element.iter(f"{{{TAGS['p']}}}cNvPr")
        if one.getparent().tag.endswith(("nvPicPr", "nvGraphicFramePr"))
    ]
    assert described
    assert all(len(one.get("descr", "")) > 20 for one in described)
    charts = [one.get("descr") for one in described if "Flowchart" in one.get("descr")]
    assert charts
    assert all("stands as text on the slides that follow" in words for words in charts)


def test_each_box_of_a_walk_is_a_way_of_its_tree() -> None:
    shown = opened(file("pt"))
    by_id = {slide.slide_id: slide for slide in shown.slides}
    keys = dict(zip((one.key for one in deck("pt").slides), deck("pt").slides, strict=True))
    words = {one.title: key for key, one in keys.items()}
    found: dict[str, list[tuple[str, str]]] = {}
    for slide in by_id.values():
        source = words.get(whole_title(slide), "")
        for shape in slide.shapes:
            if shape.is_placeholder or shape.shape_type is None or shape.has_table:
                continue
            target = getattr(shape, "click_action", None)
            if shape.has_text_frame and shape.text_frame.text == deck("pt").more:
                continue
            if target is None or target.target_slide is None or not source.startswith("walk:"):
                continue
            goal = words[whole_title(target.target_slide)]
            if isinstance(keys[source], NodeSlide):
                page, _, node = source.removeprefix("walk:").partition(".")
                assert goal.startswith(f"walk:{page}.")
                found.setdefault(page, []).append((node, goal.rpartition(".")[2]))
    assert set(found) == {SIGNS, "ad-10-primeiros-servicos"}
    for page, ways in found.items():
        document = claim_manual().document(page)
        assert document
        edges = [(edge.source, edge.target) for edge in open_edges(claim_manual(), document)]
        assert sorted(ways) == sorted(edges)


def test_an_outcome_leads_back_to_the_beginning_and_out_of_the_walk() -> None:
    shown = opened(file("en"))
    outcome = next(one for one in deck("en").slides if isinstance(one, OutcomeSlide))
    first = next(one for one in deck("en").slides if isinstance(one, NodeSlide))
    slide = next(one for one in shown.slides if one.shapes.title.text_frame.text == outcome.title)
    goals = {
        shape.text_frame.text: shape.click_action.target_slide.shapes.title.text_frame.text
        for shape in slide.shapes
        if not shape.is_placeholder and shape.click_action.target_slide
    }
    assert goals["Start again"] == first.title
    assert len(goals) == 2
    assert outcome.end.level_word in {shape.text_frame.text[2:] for shape in slide.shapes}


def test_a_click_beside_the_boxes_leads_nowhere_in_a_walk() -> None:
    shown = opened(file("en"))
    steps = {one.title for one in deck("en").slides if isinstance(one, NodeSlide | OutcomeSlide)}
    for slide in shown.slides:
        transition = slide.element.find("p:transition", TAGS)
        is_walk = whole_title(slide) in steps
        assert (transition is not None and transition.get("advClick") == "0") == is_walk


def test_each_case_is_followed_by_its_proved_key() -> None:
    manual = claim_manual()
    cases = practice(manual, workshop_of(WORKSHOP)).cases
    slides = deck("pt").slides
    told = [n for n, one in enumerate(slides) if isinstance(one, CaseSlide)]
    assert len(told) == len(cases) > 3
    for position, case in zip(told, cases, strict=True):
        key = slides[position + 1]
        assert isinstance(key, KeySlide)
        expected = {
            Reading(manual, "pt").node(node)
            for node in nodes(case.document)
            if node.id in case.scenario.expect
        }
        assert {end.words for end in key.ends} == expected


def test_a_story_does_not_say_how_it_ends() -> None:
    for one in deck("en").slides:
        if isinstance(one, CaseSlide):
            assert not one.notes
            assert "Act now" not in one.story + one.title


def test_notes_have_the_words_to_say_and_the_table_has_the_letters() -> None:
    shown = opened(file("en"))
    session = next(one for one in shown.slides if "The tree" in one.shapes.title.text_frame.text)
    notes = session.notes_slide.notes_text_frame.text
    assert "Good morning." in notes
    assert "Read slowly." in notes
    tables = [shape.table for slide in shown.slides for shape in slide.shapes if shape.has_table]
    assert all(table.first_row for table in tables)
    raci = next(table for table in tables if "GC-06" in table.cell(0, 1).text_frame.text)
    assert {raci.cell(n, 1).text_frame.text for n in range(1, len(raci.rows))} >= {"R", "C"}


def test_a_chart_is_there_as_svg_and_as_a_picture_for_what_shows_none() -> None:
    with zipfile.ZipFile(io.BytesIO(file("pt"))) as archive:
        names = archive.namelist()
        drawings = [name for name in names if name.endswith(".svg")]
        assert len(drawings) == sum(isinstance(one, PictureSlide) for one in deck("pt").slides) > 0
        assert len([name for name in names if re.search(r"media/image\d+\.png", name)]) > 0
        assert b"<svg" in archive.read(drawings[0])
        assert b"image/svg+xml" in archive.read("[Content_Types].xml")


def test_the_same_deck_is_the_same_bytes() -> None:
    slides = (bars(), *deck("en").slides)
    again = Deck("x", "en-GB", slides, "More answers")
    assert presentation(again, DAY) == presentation(again, DAY)
    assert presentation(again, DAY) != presentation(again, DAY + dt.timedelta(1))


# -- figures


def bars(*names: str) -> BarSlide:
    series = tuple(Series(name, (40 + n, None, 75.5)) for n, name in enumerate(names or ("After",)))
    return BarSlide("bars", "Figures", "How many.", ("One", "Two", "Three"), series, " %")


def test_figures_are_a_native_chart_whose_alternative_has_them_too() -> None:
    shown = opened(presentation(Deck("x", "en-GB", (bars("Before", "After"),), "More"), DAY))
    frame = next(shape for shape in shown.slides[0].shapes if shape.has_chart)
    assert [series.name for series in frame.chart.plots[0].series] == ["Before", "After"]
    assert [*frame.chart.plots[0].series[0].values] == [40, None, 75.5]
    assert not frame.chart.has_legend
    assert frame.chart.plots[0].data_labels.show_series_name
    alt = frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert "One: Before 40 %, After 41 %." in alt
    assert "Two: Before –, After –." in alt


# -- whatever people write

LONG = "Is <b>this</b> & that a question = # {that} goes on and on? " * 6


@cache
def hostile_file() -> bytes:
    return presentation(hostile(), DAY)


def hostile() -> Deck:
    boxes = tuple(Box(f"{n} {LONG}", "second", str(n)) for n in range(12))
    few = tuple(Box(f"Answer {n}", "end", str(n)) for n in range(12))
    end = End(LONG, "red", "Act now")
    svg = Html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    return Deck(
        LONG,
        "en-GB",
        (
            TitleSlide("title", LONG, (LONG, "\x07bell")),
            ListSlide("list", LONG, tuple([LONG] * 7)),
            SessionSlide("session", "A" * 300, (LONG,), (LONG,)),
            NodeSlide("first", f"1. {LONG}", (LONG,), (LONG,) * 9, boxes, LONG),
            NodeSlide("second", "2. Short?", (), tuple(f"option {n}" for n in range(30)), few),
            OutcomeSlide("end", f"3. {LONG}", end, (LONG,) * 4, (Box(LONG, "first"),) * 2),
            CaseSlide("case", "Case 1", LONG * 9),
            KeySlide("key", "Key", (end,) * 4, (Answered(LONG, LONG),) * 12),
            TableSlide("table", "Table", LONG, ("A",) * 14, ((LONG,) * 14,) * 3),
            BarSlide("bars", "Bars", LONG, (LONG,) * 12, (Series(LONG, (1,) * 12),)),
            PictureSlide("picture", LONG, svg, LONG),
        ),
        "More answers",
    )


def test_nothing_that_authors_write_is_lost_too_small_or_beyond_the_slide() -> None:
    content = hostile_file()
    shown = opened(content)
    assert smallest(content) >= LEAST
    assert outside(content) == []
    assert len(set(titles(shown))) == len(titles(shown))
    assert all(len(title) < 250 for title in titles(shown))
    said = [
        shape.text_frame.text
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("<b>this</b> & that" in words for words in said)
    for n in range(12):
        assert f"Answer {n} →\N{NO-BREAK SPACE}{n}" in said
        assert any(words.startswith(f"{n} Is <b>") for words in said)
    cells = [
        cell.text_frame.text
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    assert cells.count("A") >= 14


def test_answers_that_do_not_fit_are_a_click_away() -> None:
    shown = opened(hostile_file())
    parts = [
        slide for slide in shown.slides if slide.shapes.title.text_frame.text.startswith("1. Is")
    ]
    assert len(parts) > 2
    for part, following in pairwise(parts):
        more = [shape for shape in part.shapes if shape.has_text_frame]
        (box,) = [shape for shape in more if shape.text_frame.text == "More answers"]
        assert box.click_action.target_slide.slide_id == following.slide_id


def test_a_language_from_right_to_left_begins_on_the_right() -> None:
    arabic = NodeSlide("a", "1. هل أنت في خطر؟", (), (), (Box("نعم", "a", "2"),))
    table = TableSlide("t", "جدول", "", ("من", "ماذا"), (("هو", "R"),))
    shown = opened(presentation(Deck("x", "ar", (arabic, table), "المزيد"), DAY))
    box = next(shape for shape in shown.slides[0].shapes if "نعم" in shape.text_frame.text)
    assert "←" in box.text_frame.text
    paragraphs = [
        one for slide in shown.slides for one in slide.element.iter(f"{{{TAGS['a']}}}pPr")
    ]
    assert {(one.get("rtl"), one.get("algn")) for one in paragraphs} == {("1", "r")}
    assert next(shown.slides[1].element.iter(f"{{{TAGS['a']}}}tblPr")).get("rtl") == "1"


# -- an organisation's own template


def template() -> bytes:
    """A presentation of the old form 4:3, with a slide of its own and a section that names it."""
    shown = Presentation()
    slide = shown.slides.add_slide(shown.slide_layouts[1])
    slide.shapes.title.text = "Our organisation"
    authors = Part(
        PackURI("/ppt/commentAuthors.xml"), "application/xml", shown.part.package, b"Ann"
    )
    shown.part.relate_to(authors, RELATIONSHIP_TYPE.COMMENT_AUTHORS)
    stream = io.BytesIO()
    shown.save(stream)
    return stream.getvalue()


def test_a_template_gives_its_size_and_layouts_and_none_of_its_slides() -> None:
    assert template_slides(template()) == 1
    content = presentation(deck("en"), DAY, template())
    shown = opened(content)
    assert (shown.slide_width, shown.slide_height) == (Pt(720), Pt(540))
    assert "Our organisation" not in titles(shown)
    assert {slide.slide_layout.name for slide in shown.slides} == {
        "Title Slide",
        "Title and Content",
        "Title Only",
    }
    assert smallest(content) >= LEAST
    assert outside(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [name for name in archive.namelist() if re.match(r"ppt/slides/slide\d", name)]
        assert not re.search("thumbnail|commentAuthors", "\n".join(archive.namelist()))
    assert len(slides) == len(shown.slides)
    assert outside(presentation(hostile(), DAY, template())) == []


def test_a_template_of_another_language_is_known_by_the_kinds_of_its_layouts() -> None:
    shown = Presentation()
    for number, layout in enumerate(shown.slide_layouts):
        layout.name = f"Esquema {number}"
    stream = io.BytesIO()
    shown.save(stream)
    named = opened(presentation(deck("en"), DAY, stream.getvalue()))
    assert named.slides[0].slide_layout.name == "Esquema 0"
    assert {slide.slide_layout.name for slide in named.slides} == {
        "Esquema 0",
        "Esquema 1",
        "Esquema 5",
    }


def no_titles() -> bytes:
    shown = Presentation()
    for layout in [*shown.slide_layouts]:
        if layout.name != "Blank":
            shown.slide_layouts.remove(layout)
    stream = io.BytesIO()
    shown.save(stream)
    return stream.getvalue()


def archive_of(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "<a/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"no presentation", archive_of("x"), archive_of("[Content_Types].xml")]
)
def test_a_file_that_is_no_presentation_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(TemplateError) as refused:
        presentation(deck("en"), DAY, content)
    problem, advice = (message.text(str) for message in refused.value.args)
    assert problem == "The template of the slides is no presentation."
    assert ".pptx" in advice


def test_a_template_without_titles_is_refused() -> None:
    with pytest.raises(TemplateError) as refused:
        presentation(deck("en"), DAY, no_titles())
    assert "title" in refused.value.args[0].text(str)


# -- another manual


def test_a_spanish_manual_gets_slides_without_a_word_in_another_language(tmp_path: Path) -> None:
    write_tree(tmp_path, starter.manual(["es", "en"], DAY))
    manual, _ = read_manual(tmp_path)
    assert manual
    session = {"id": "uno", "title": {"es": "Uno", "en": "One"}, "minutes": 30, "method": "walk"}
    plan = {
        "title": {"es": "Taller", "en": "Workshop"},
        "audience": ["officer"],
        "minutes": 60,
        "objectives": [{"id": "a", "text": {"es": "Saber", "en": "Know"}, "pages": []}],
        "sessions": [
            session
            | {
                "pages": ["who-answers", "receive-request"],
                "cases": {"flows": ["who-answers"], "minutes_each": 5, "people_each": 3},
                "material": ["cards", "workbook", "slides", "flow", "assessment"],
                "say": {"es": "Hola", "en": "Hello"},
            },
            session
            | {"id": "dos", "title": {"es": "Dos", "en": "Two"}, "pages": ["receive-request"]},
        ],
    }
    spanish = workshop_deck(Reading(manual, "es"), workshop_of(plan), "https://example.org")
    shown = opened(presentation(spanish, DAY))
    words = "\n".join(all_words(shown))
    for message in all_messages():
        start = re.split(r"\{\w+\}", message)[0].strip(" :.,(")
        if len(start) > 6 and " " in start:
            assert start not in words, message
    for word in ("Continue", "Start again", "Case ", "Session", "Method", "Minutes", "Slides"):
        assert not re.search(rf"\b{word}\b", words), word
    assert "Volver a empezar" in words or "Empezar de nuevo" in words


def all_words(shown: Any) -> Iterator[str]:
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text_frame.text for cell in shape.table.iter_cells())
            yield shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def test_without_objectives_cases_or_a_version_there_is_a_deck_all_the_same(small: Path) -> None:
    manual, _ = read_manual(small)
    assert manual
    session = {"id": "one", "title": "One", "minutes": 5, "method": "break"}
    plan = workshop_of({"title": "Short", "minutes": 5, "sessions": [session]})
    short = workshop_deck(Reading(manual, "en"), plan)
    assert titles(opened(presentation(short, DAY)))[:2] == ["Short", "Programme"]
    closing = short.slides[-1]
    assert isinstance(closing, ListSlide)
    assert not any("http" in line for line in closing.lines)
    assert replace(short, title="x") != short
