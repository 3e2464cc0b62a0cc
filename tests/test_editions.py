"""Editions: what goes into a book, how its charts fit the paper, what a chapter says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from claim_manual.book.bind.booklet import sides
from claim_manual.book.bind.leaves import FILLER, Leaf, leaves
from claim_manual.book.chapter_maker import anchor_of
from claim_manual.book.edition import Wanted, book, languages_of, leaflet
from claim_manual.book.lines import References
from claim_manual.book.paper import paper
from claim_manual.book.printed_charts import Sheet, printed_charts
from claim_manual.book.values import PLACE
from claim_manual.charts.chart import chart
from claim_manual.derived.reading import Reading
from claim_manual.derived.selection import selection
from claim_manual.html import text
from claim_manual.model.edition import Edition, Options
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.work.judging import judged, sound
from conftest import DAY, ROOT, printed, run

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def edited(folder: Path, text: str, name: str = "mine") -> Path:
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


# -- what goes in


def chosen(manual: Manual, **given: object) -> tuple[set[str], set[str], set[str]]:
    found = selection(manual, Edition.model_validate({"title": "x", **given}))
    procedures = {one.id for own in found.categories.values() for one in own}
    return procedures, {one.id for one in found.flows}, {*found.registers}


def test_what_an_edition_leaves_out_is_all_there(manual: Manual) -> None:
    everything = chosen(manual)
    assert everything[0] == {one.id for one in manual.procedures}
    assert everything[1] == {one.id for one in manual.flows}
    assert {"contacts", "laws", "roles", "glossary", "forms"} <= everything[2]
    some = chosen(manual, categories=["atendimento"], procedures=["gc-06-trafico"], registers=[])
    assert some[0] == {"gc-06-trafico"} | {
        one.id for one in manual.procedures if one.category == "atendimento"
    }
    assert some[1] == everything[1]
    assert some[2] == set()
    assert chosen(manual, flows=["ad-04-trafico"], procedures=[])[:2] == (set(), {"ad-04-trafico"})


def test_a_book_says_no_more_than_its_edition(manual: Manual) -> None:
    edition = Edition.model_validate(
        {"title": "x", "procedures": ["gc-06-trafico"], "flows": [], "registers": [], "pages": []}
    )
    made = book(Wanted(manual, "mine", edition, ("pt",), DAY))
    assert [one.id for one in made.chapters] == [
        "p-index",
        "p-contents",
        "p-part-gestao-de-casos",
        "p-procedures-gestao-de-casos-gc-06-trafico",
    ]
    assert made.name == "mine-pt"


def test_two_languages_are_one_book_or_two(manual: Manual) -> None:
    alone = Edition.model_validate({"title": "x", "procedures": ["gc-06-trafico"], "flows": []})
    assert languages_of(manual, alone) == [("pt",), ("en",)]
    facing = alone.model_copy(update={"options": Options(bilingual="facing")})
    assert languages_of(manual, facing) == [("pt", "en")]
    made = book(Wanted(manual, "mine", facing, ("pt", "en"), DAY))
    for left, right in made.pairs:
        one, other = made.chapters[left], made.chapters[right]
        assert (one.lang, other.lang, one.id) == ("pt", "en", other.id)
    assert {made.chapters[left].id for left, _ in made.pairs} >= {
        "p-procedures-gestao-de-casos-gc-06-trafico"
    }
    following = alone.model_copy(update={"options": Options(bilingual="following")})
    made = book(Wanted(manual, "mine", following, ("pt", "en"), DAY))
    assert made.pairs == ()
    both = [one.lang for one in made.chapters if one.id.endswith("gc-06-trafico")]
    assert both == ["pt", "en"]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("title: x\nflows: [no-such]\n", "2:9", "unknown-reference"),
        ("title: x\ncategories: [nowhere]\n", "2:14", "unknown-reference"),
        ("title: x\nregisters: [contact]\n", "2:13", "unknown-reference"),
        ("title: x\nlanguages: [en, fr]\n", "2:17", "unknown-reference"),
        ("title: x\npages: [nothing]\n", "2:9", "unknown-reference"),
        ("title: x\npaper: a4\n", "2:1", "unknown-key"),
        ("title: x\noptions: {paper: a3}\n", "2:18", "wrong-type"),
        ("title: x\noptions: {notes: perhaps}\n", "2:18", "wrong-type"),
        ("languages: [en]\n", "1:1", "missing-key"),
        ("title: x\nlanguages: [en]\noptions: {bilingual: facing}\n", "3:22", "uneven-edition"),
        ("title: {en: x}\n", "1:1", "missing-translation"),
    ],
)
def test_a_wrong_edition_is_told_where(small: Path, text: str, place: str, code: str) -> None:
    edited(small, text)
    _, findings = judged(small, DAY)
    assert [(str(one.place), one.code) for one in findings if "editions" in str(one.place)] == [
        (f"editions/mine.yml:{place}", code)
    ]


def test_a_near_miss_is_named(small: Path) -> None:
    edited(small, "title: x\nregisters: [contact]\n")
    done = run("check", cwd=small)
    assert done.returncode == 1
    assert "editions/mine.yml:2:13: error unknown-reference" in done.stdout
    assert "Did you mean “contacts”?" in done.stdout


# -- pages in order


def test_chapters_begin_on_the_side_that_they_ask_for() -> None:
    made = leaves([3, 2, 1], ["", "right", "left"], [])
    assert made == [
        Leaf(0, 0), Leaf(0, 1), Leaf(0, 2), Leaf(FILLER),
        Leaf(1, 0), Leaf(1, 1), Leaf(FILLER), Leaf(2, 0),
    ]  # fmt: skip


def test_pairs_face_each_other_page_by_page() -> None:
    made = leaves([2, 2, 3, 1], ["", "", "", ""], [(1, 2)])
    assert made == [
        Leaf(0, 0), Leaf(0, 1), Leaf(FILLER),
        Leaf(1, 0), Leaf(2, 0), Leaf(1, 1), Leaf(2, 1), Leaf(FILLER), Leaf(2, 2),
        Leaf(3, 0),
    ]  # fmt: skip
    assert made.index(Leaf(1, 0)) % 2 == 1


@pytest.mark.parametrize("pages", [1, 4, 5, 8, 31, 32])
def test_a_folded_booklet_has_its_pages_in_order(pages: int) -> None:
    sheets = list(sides(pages))
    fronts, backs = sheets[::2], sheets[1::2]
    # Folded and laid into each other: down the right halves, then back up the left ones.
    read = [side for front, back in zip(fronts, backs, strict=True) for side in (front[1], back[0])]
    read += [
        side
        for front, back in reversed(list(zip(fronts, backs, strict=True)))
        for side in (back[1], front[0])
    ]
    assert [one for one in read if one >= 0] == list(range(pages))
    assert len(read) % 4 == 0


# -- page numbers


def test_every_link_to_a_place_gets_a_number_of_its_own() -> None:
    numbers = References("(p. {})")
    for anchor, words in (("p-a", "A"), ("p-b", "<b>"), ("p-a", "A")):
        link = numbers.link(anchor, text(words))
        assert link.startswith(f'<a href="{PLACE}{anchor}">{text(words)}</a>')
    assert numbers.places == ("p-a", "p-b")
    assert "(p. 001)" in numbers.beside("p-b")
    numbers = References("{}")
    many = "".join(numbers.beside(f"p-{n}") for n in range(1200))
    codes = re.findall(r">(\d+)</span>", many)
    assert len({*codes}) == 1200
    assert not {"998", "999"} & {*codes}


# -- charts on paper


def sheets_of(manual: Manual, document: AnyDocument, lang: str, **options: str) -> list[Sheet]:
    reading = Reading(manual, lang)
    drawn = chart(reading, document, lambda uri, _anchor: uri)
    return printed_charts(reading.say, drawn, paper(Options(**options)), "x", anchor_of)


@pytest.mark.parametrize(
    "options", [{}, {"paper": "a5"}, {"type_size": "large"}, {"paper": "a5", "type_size": "large"}]
)
def test_charts_fit_the_paper_and_can_be_read(manual: Manual, options: dict[str, str]) -> None:
    on = paper(Options(**options))
    for document in manual.documents():
        for sheet in sheets_of(manual, document, "pt", **options):
            tree = ET.fromstring(sheet.drawn)
            width, height = float(tree.get("width")), float(tree.get("height"))
            room = on.turned(0) if sheet.is_wide else on.upright(0)
            assert width <= room[0] + 1, document.id
            assert height <= room[1] + 1, document.id
            scale = width / float(tree.get("viewBox").split()[2])
            sizes = [float(one.get("font-size")) for one in tree.iter() if one.get("font-size")]
            assert min(sizes) * scale * POINTS >= 7 - 0.01, document.id


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_charts_on_paper_have_every_box_and_every_label(manual: Manual, lang: str) -> None:
    for document in manual.documents():
        found = sheets_of(manual, document, lang, paper="a5")
        text = squeezed("".join("".join(ET.fromstring(one.drawn).itertext()) for one in found))
        whole = chart(Reading(manual, lang), document, lambda uri, _anchor: uri)
        for box in whole.boxes:
            name = f"{box.number}. {box.text}" if box.number else box.text
            assert squeezed(name) in text, (document.id, box.id)
        for way in whole.ways:
            assert squeezed(way.label) in text, (document.id, way)


def test_boxes_of_a_chart_on_paper_stand_apart(manual: Manual) -> None:
    for document in manual.documents():
        for sheet in sheets_of(manual, document, "pt", paper="a5"):
            boxes = [*boxes_of(ET.fromstring(sheet.drawn))]
            for n, (left, top, right, bottom) in enumerate(boxes):
                for other in boxes[n + 1 :]:
                    assert (
                        right <= other[0]
                        or other[2] <= left
                        or bottom <= other[1]
                        or other[3] <= top
                    ), document.id


def boxes_of(tree: ET.Element) -> list[tuple[float, float, float, float]]:
    """The rectangle around each box, from its first shape."""
    found = []
    for group in tree.iter(f"{SVG}g"):
        if "cm-box" not in (group.get("class") or ""):
            continue
        shape = group[0]
        if shape.tag == f"{SVG}rect":
            x, y = float(shape.get("x")), float(shape.get("y"))
            found.append((x, y, x + float(shape.get("width")), y + float(shape.get("height"))))
        elif shape.tag == f"{SVG}polygon":
            points = [tuple(map(float, one.split(","))) for one in shape.get("points").split()]
            xs, ys = zip(*points, strict=True)
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def test_a_connector_to_another_sheet_says_on_which_page(manual: Manual) -> None:
    document = manual.document("en-02-articulacao-aima")
    found = sheets_of(manual, document, "pt")
    assert len(found) > 1
    anchors = {one.anchor for one in found}
    links = [link for one in found for link in one.links]
    elsewhere = [goal for _, _, goal in links if goal.startswith("x-")]
    assert elsewhere
    assert {*elsewhere} <= anchors
    used = [goal for _, _, goal in links if not goal.startswith("x-")]
    assert "p-flows-ad-02-titulo-de-residencia" in used


def squeezed(text: str) -> str:
    """Letters and digits alone: line breaks are the printer's."""
    return re.sub(r"[\W_]", "", text)


# -- chapters


def test_a_leaflet_is_the_chapter_of_the_book(manual: Manual) -> None:
    document = manual.document("gc-06-trafico")
    full = manual.edition("full")
    assert full
    alone = leaflet(Wanted(manual, "full", full, ("pt",), DAY), document).chapters[0]
    within = next(one for one in printed(manual, "pt").chapters if one.id == alone.id)
    assert alone.html == within.html


def test_the_index_names_terms_with_where_they_are_used(manual: Manual) -> None:
    index = printed(manual, "pt").chapters[-1]
    assert index.id == "p-terms"
    assert "p-reference-glossary--" in "".join(index.places)
    assert any("--n-" in one for one in index.places)


def test_laws_say_where_they_are_used(manual: Manual) -> None:
    laws = next(one for one in printed(manual, "en").chapters if one.id == "p-reference-laws")
    entry = laws.html.split('id="p-reference-laws--lei-23-2007"')[1].split('class="entry"')[0]
    assert "GC-06" in entry
    assert "p-procedures-gestao-de-casos-gc-06-trafico" in laws.places


@pytest.mark.parametrize("hostile", ['"; } body { display: none } /*', "\\22 </style><img src=x>"])
def test_hostile_words_do_not_become_style(small: Path, hostile: str) -> None:
    file = small / "manual.yml"
    text = file.read_text(encoding="utf-8")
    title = "title: '" + hostile.replace("'", "''") + "'"
    changed = re.sub(r"(?m)^title:.*(\n  .*)*", lambda _: title, text, count=1)
    file.write_text(changed, encoding="utf-8")
    manual = sound(small, DAY)
    for chapter in printed(manual, "en").chapters:
        assert "display: none }" not in chapter.style
        assert "<style>" not in chapter.html
        assert "<img" not in chapter.html


def test_cases_of_procedures_are_practised_too(small: Path) -> None:
    file = small / "procedures/service/receive-request.yml"
    story = "A neighbour brings a letter."
    case = f"scenarios:\n  - id: a\n    story: {{en: {story}, pt: Uma carta.}}\n"
    case += "    answers: {who.ours: yes}\n    expect: received\n"
    file.write_text(file.read_text(encoding="utf-8") + case, encoding="utf-8")
    edited(small, "title: {en: x, pt: x}\nflows: []\noptions: {cases: true}\n")
    cases = [
        one for one in printed(sound(small, DAY), "en", "mine").chapters if one.id == "p-cases"
    ]
    assert [story in one.html for one in cases] == [True]


def test_a_heading_with_nothing_but_headings_below_it_is_printed(small: Path) -> None:
    words = "# Page\n\n## Above\n\n### Below\n\nWords.\n\n## Empty\n"
    for lang in ("en", "pt"):
        (small / f"docs/page.{lang}.md").write_text(words, encoding="utf-8")
    edited(small, "title: {en: x, pt: x}\nflows: []\npages: [page]\n")
    chapters = printed(sound(small, DAY), "en", "mine").chapters
    (page,) = [one.html for one in chapters if ">Below</h3>" in one.html]
    assert re.findall(r"<h(\d)[^>]*>([^<]*)</h", page) == [
        ("1", "Page"),
        ("2", "Above"),
        ("3", "Below"),
    ]
