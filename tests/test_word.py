"""Word files: what a reader, a word processor and a screen reader find in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from claim_manual.derived.reading import Reading
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.office.bookmarks import words_of_bookmarks
from claim_manual.office.picture import sized_png
from claim_manual.office.word import (
    Chapter,
    Cover,
    WordBook,
    WordTemplateError,
    page_document,
    word_file,
)
from claim_manual.office.word.blocks import _ROWS as BLOCKS
from claim_manual.office.word.lines import _ROWS as INLINES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import HereGoal, PageGoal, UrlGoal
from claim_manual.pages.page import Page, Section
from claim_manual.read import read_manual
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order, full_edition
from claim_manual.work.site_parts import site_pages
from claim_manual.work.word_editions import document_file, edition_file, write_word_files
from conftest import DAY, called

SCHEMA_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
        "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
}
"""The order of ISO/IEC 29500-1, in which Word wants the children of what has properties."""


def text(*said: str) -> tuple[i.Inline, ...]:
    return tuple(i.Words(each) for each in said)


def page(*blocks: b.Block, sections: tuple[Section, ...] = (), lang: str = "en") -> Page:
    return Page("p", lang, "A page", "p.yml", text("A page"), head=blocks, sections=sections)


def document(*blocks: b.Block, lang: str = "en", template: bytes | None = None) -> Any:
    return Document(io.BytesIO(page_document(page(*blocks), lang, DAY, template)))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def codes(element: Any) -> list[str]:
    return [each.text.strip() for each in element.iter(qn("w:instrText"))]


@pytest.fixture
def manual(small: Path) -> Manual:
    manual, findings = judged(small, DAY)
    assert manual, findings
    return manual


@pytest.fixture
def order(small: Path) -> Order:
    return Order(small, DAY)


# -- whole


def test_every_type_of_block_and_of_line_has_a_row() -> None:
    assert set(BLOCKS) == set(get_args(b.Block))
    composites = set(get_args(i.Composite))
    assert set(INLINES) == (set(get_args(i.Inline)) | composites) - {i.Composite}


def test_the_same_words_are_the_same_bytes(manual: Manual, order: Order) -> None:
    edition = full_edition(manual)
    assert edition_file(manual, order, edition, "pt") == edition_file(manual, order, edition, "pt")
    first, second = (document_file(manual, order, manual.flows[0], "en") for _ in range(2))
    assert first == second


def test_a_file_of_a_document_says_no_day_of_its_own(manual: Manual, order: Order) -> None:
    content = document_file(manual, order, manual.flows[0], "en")
    assert b"dcterms" not in re.sub(rb"xmlns:dcterms", b"", parts(content)["docProps/core.xml"])


def test_language_and_title_stand_in_the_properties_and_no_name(
    manual: Manual, order: Order
) -> None:
    procedure = manual.procedures[0]
    shown = Document(io.BytesIO(document_file(manual, order, procedure, "pt")))
    properties = shown.core_properties
    assert properties.title == Reading(manual, "pt").title(procedure)
    assert properties.language.startswith("pt")
    assert properties.author == properties.last_modified_by == ""


def test_children_stand_in_the_order_of_the_schema(manual: Manual, order: Order) -> None:
    content = edition_file(manual, order, full_edition(manual), "en")
    for name, part in parts(content).items():
        if not re.fullmatch(r"word/(document|styles|footnotes|header.*|footer.*)\.xml", name):
            continue
        from docx.oxml import parse_xml

        for parent, names in SCHEMA_ORDER.items():
            ranks = {qn(f"w:{each}"): n for n, each in enumerate(names.split())}
            for element in parse_xml(part).iter(qn(f"w:{parent}")):
                given = [ranks[child.tag] for child in element]
                assert given == sorted(given), (name, parent, [child.tag for child in element])


def test_bookmarks_have_names_of_their_own_and_every_reference_one(
    manual: Manual, order: Order
) -> None:
    body = Document(
        io.BytesIO(edition_file(manual, order, full_edition(manual), "en"))
    ).element.body
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    anchors = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    asked = {code.split()[1] for code in codes(body) if code.split()[0] in {"REF", "PAGEREF"}}
    assert anchors | asked <= set(names)
    assert anchors
    assert asked


def test_every_cell_ends_with_a_paragraph_and_tables_never_touch() -> None:
    table = b.Table("Numbers", (text("A"), text("B")), (b.Row(text("1"), (text("2"),)),))
    body = document(table, table).element.body
    kinds = [child.tag for child in body]
    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(kinds))
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


# -- what Word's checker asks for


def headings(shown: Any) -> list[int]:
    names = [paragraph.style.name for paragraph in shown.paragraphs]
    return [int(name.split()[1]) for name in names if name.startswith("Heading ")]


def test_no_level_of_headings_is_left_out(manual: Manual, order: Order) -> None:
    for content in (
        edition_file(manual, order, full_edition(manual), "en"),
        *(document_file(manual, order, each, "en") for each in manual.documents()),
    ):
        levels = headings(Document(io.BytesIO(content)))
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_heading_under_which_nothing_stands_is_left_out() -> None:
    empty = Section("a", text("Nothing here"), ())
    full = Section("b", text("Something"), (b.Paragraph(text("Words")),))
    within = Section("c", text("Over"), ())
    deeper = Section("d", text("Below"), (b.Paragraph(text("More")),), level=3)
    content = page_document(page(sections=(empty, full, within, deeper)), "en", DAY)
    shown = Document(io.BytesIO(content))
    titles = [p.text for p in shown.paragraphs if p.style.name.startswith("Heading")]
    assert titles == ["A page", "Something", "Over", "Below"]


def test_tables_repeat_their_head_and_say_what_they_are(manual: Manual, order: Order) -> None:
    shown = Document(io.BytesIO(document_file(manual, order, manual.procedures[0], "en")))
    assert shown.tables
    for table in shown.tables:
        first = table._tbl.tr_lst[0]
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert not list(shown.element.body.iter(qn("w:vMerge"), qn("w:gridSpan")))


def test_steps_are_a_table_whose_ways_are_fields_that_name_the_step(
    manual: Manual, order: Order
) -> None:
    procedure = manual.procedures[0]
    shown = Document(io.BytesIO(document_file(manual, order, procedure, "en")))
    heads = [cell.text for cell in shown.tables[0].rows[0].cells]
    assert heads[:2] == ["Step", "What to do"]
    assert heads[-1] == "Then"
    table = shown.tables[0]._tbl
    numbers = {
        start.get(qn("w:name")): said(start.getparent())
        for start in table.iter(qn("w:bookmarkStart"))
    }
    fields = re.findall(r"REF (_Ref\w+) \\h", "\n".join(codes(table)))
    assert fields
    for link in table.iter(qn("w:hyperlink")):
        for code in codes(link):
            assert numbers[code.split()[1]] in said(link)


def test_a_drawing_of_an_author_is_set_in_letters_that_come_with_the_program() -> None:
    def drawn(words: str) -> bytes:
        text = f'<text x="10" y="40" font-size="30">{words}</text>'
        return sized_png(f'<svg xmlns="http://www.w3.org/2000/svg">{text}</svg>', 200, 60)

    assert drawn("سلام") != drawn("مرحب")  # where a letter has no glyph, all are the same box


def test_pictures_say_what_they_show_and_have_svg_and_pixels(manual: Manual, order: Order) -> None:
    content = document_file(manual, order, manual.flows[0], "en")
    shown = Document(io.BytesIO(content))
    drawings = list(shown.element.body.iter(qn("wp:docPr")))
    assert drawings
    assert all(each.get("descr") for each in drawings)
    names = parts(content)
    svg = [name for name in names if name.endswith(".svg")]
    assert len(svg) == len(drawings)
    assert all(names[name].startswith(b"<svg") for name in svg)
    assert sum(part.startswith(b"\x89PNG") for part in names.values()) == len(svg)
    size, margins = (shown.element.body.sectPr.find(qn(f"w:{n}")) for n in ("pgSz", "pgMar"))
    room = [
        (int(size.get(qn(f"w:{long}"))) - sum(int(margins.get(qn(f"w:{m}"))) for m in both)) * 635
        for long, both in (("w", ("left", "right")), ("h", ("top", "bottom")))
    ]
    for extent in shown.element.body.iter(qn("wp:extent")):
        assert int(extent.get("cx")) <= room[0]
        assert int(extent.get("cy")) <= room[1]


def test_no_paragraph_is_empty_to_make_room(manual: Manual, order: Order) -> None:
    body = Document(
        io.BytesIO(edition_file(manual, order, full_edition(manual), "en"))
    ).element.body
    for paragraph in body.findall(qn("w:p")):
        is_something = said(paragraph) or paragraph.find(f".//{qn('w:drawing')}") is not None
        properties = paragraph.find(qn("w:pPr"))
        ends = properties.find(qn("w:sectPr")) is not None
        assert is_something or ends or properties.find(qn("w:pBdr")) is not None


# -- languages


def languages_of(element: Any) -> dict[str, str]:
    return {
        said(run): run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        or run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi"))
        for run in element.iter(qn("w:r"))
        if said(run)
    }


def test_each_run_says_its_language_and_its_direction() -> None:
    line = b.Paragraph(
        (*text("Say "), i.Foreign("pt-PT", text("bom dia")), i.Foreign("ar", text("مرحبا")))
    )
    body = document(line).element.body
    spoken = languages_of(body)
    assert (spoken["Say "], spoken["bom dia"], spoken["مرحبا"]) == ("en", "pt-PT", "ar")
    rtl = [said(run) for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:rtl')}") is not None]
    assert rtl == ["مرحبا"]


def test_a_page_from_right_to_left_begins_on_the_right() -> None:
    table = b.Table("جدول", (text("من"),), (b.Row(None, (text("هو"),)),))
    shown = document(b.Paragraph(text("نعم")), table, lang="ar")
    body = shown.element.body
    assert all(each.find(qn("w:bidi")) is not None for each in body.iter(qn("w:pPr")))
    assert body.find(f".//{qn('w:bidiVisual')}") is not None


def test_words_for_readers_are_those_of_the_page_s_language(manual: Manual, order: Order) -> None:
    content = document_file(manual, order, manual.procedures[0], "pt")
    shown = Document(io.BytesIO(content))
    assert [cell.text for cell in shown.tables[0].rows[0].cells][:2] == ["Passo", "O que se faz"]
    footers = "".join(
        part.decode()
        for name, part in parts(content).items()
        if "footer" in name and ".rels" not in name
    )
    assert "página " in footers
    assert " PAGE " in footers
    assert " NUMPAGES " in footers


# -- lists, links, notes


def levels(shown: Any) -> list[tuple[str, str, str]]:
    return [
        (
            paragraph.text,
            paragraph._p.pPr.numPr.numId.val,
            paragraph._p.pPr.numPr.ilvl.val,
        )
        for paragraph in shown.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]


def item(words: str, *more: b.Block) -> b.Item:
    return b.Item((b.Line(text(words)), *more))


def test_each_numbered_list_begins_anew_and_lists_stand_within_lists() -> None:
    inner = b.Items((item("inner"),))
    numbered = b.Items((item("one", inner), item("two")), is_ordered=True)
    shown = document(numbered, b.Items((item("again"),), is_ordered=True, start=4))
    rows = {words: (number, level) for words, number, level in levels(shown)}
    assert rows["one"][0] == rows["two"][0] != rows["again"][0]
    assert (rows["one"][1], rows["inner"][1]) == (0, 1)
    numbering = shown.part.numbering_part.element
    starts = {
        each.numId: each.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for each in numbering.num_lst
        if each.find(f".//{qn('w:startOverride')}") is not None
    }
    assert starts[rows["one"][0]] == "1"
    assert starts[rows["again"][0]] == "4"


def test_a_link_elsewhere_is_a_link_and_one_to_nowhere_is_words() -> None:
    line = b.Paragraph(
        (
            i.Link(UrlGoal("https://example.org/a?b=c&d"), text("there")),
            i.Link(PageGoal("other"), text("another page")),
            i.Link(HereGoal("nowhere"), text("top")),
        )
    )
    shown = document(line)
    links = {said(each): each for each in shown.element.body.iter(qn("w:hyperlink"))}
    assert set(links) == {"there", "top"}
    target = shown.part.rels[links["there"].get(qn("r:id"))]
    assert (target.target_ref, target.is_external) == ("https://example.org/a?b=c&d", True)
    assert "another page" in said(shown.element.body)


def test_a_note_stands_at_the_foot_once_and_is_named_again() -> None:
    note = i.Footnote(1, text("What it rests on"), "n-1")
    again = i.Footnote(1, text("What it rests on"), "n-1", is_first=False)
    content = page_document(
        page(b.Paragraph((*text("Said"), note, *text(" and "), again))), "en", DAY
    )
    assert parts(content)["word/footnotes.xml"].count(b"What it rests on") == 1
    body = Document(io.BytesIO(content)).element.body
    assert len(list(body.iter(qn("w:footnoteReference")))) == 1
    assert any(code.startswith("NOTEREF") for code in codes(body))


def test_words_that_xml_cannot_hold_break_nothing() -> None:
    shown = document(b.Paragraph(text("a\x00b\x0bc<&>\ufffe\"'")))
    assert "a b c<&> \"'" in [paragraph.text for paragraph in shown.paragraphs]


# -- editions


def test_the_contents_are_a_field_whose_lines_are_the_headings(
    manual: Manual, order: Order
) -> None:
    shown = Document(io.BytesIO(edition_file(manual, order, full_edition(manual), "en")))
    assert any(code.startswith('TOC \\o "1-2"') for code in codes(shown.element.body))
    listed = [
        paragraph.text.rpartition("\t")[0]
        for paragraph in shown.paragraphs
        if paragraph.style.name.lower().startswith("toc ") and "\t" in paragraph.text
    ]
    wanted = [
        paragraph.text
        for paragraph in shown.paragraphs
        if paragraph.style.name in {"Heading 1", "Heading 2"}
    ]
    assert listed == wanted
    assert shown.settings.element.find(qn("w:updateFields")) is not None


def test_every_page_has_its_code_and_version_over_it(manual: Manual, order: Order) -> None:
    shown = Document(io.BytesIO(edition_file(manual, order, full_edition(manual), "en")))
    over = [section.header.paragraphs[-1].text for section in shown.sections]
    title = Reading(manual, "en").plain(manual.settings.model.title)
    assert all(words.startswith(title) for words in over)
    for each in manual.documents():
        assert any(f"{each.model.code} · version {each.model.version}" in words for words in over)


def test_a_manual_that_is_a_model_says_so_under_every_page(manual: Manual, order: Order) -> None:
    shown = Document(io.BytesIO(edition_file(manual, order, full_edition(manual), "en")))
    texts = Reading(manual, "en")
    is_model = any(each.model.status == "model" for each in manual.documents())
    under = shown.sections[0].footer.paragraphs[-1].text
    assert texts.say("page {number} of {all}", number=1, all=1) in under
    assert is_model == bool(under.partition("\t")[0])


def test_a_link_to_a_page_of_the_edition_says_the_number_of_its_page() -> None:
    one = Page(
        "a", "en", "A", "a.yml", text("A"), head=(b.Paragraph((i.Link(PageGoal("b"), text("B")),)),)
    )
    two = Page("b", "en", "B", "b.yml", text("B"), head=(b.Paragraph(text("Words")),))
    from claim_manual.office.word import Site

    book = WordBook(
        "T", "T", "", (Chapter(one), Chapter(two)), words("en"),
        cover=Cover("", ()), site=Site(frozenset({"a", "b"})),
    )  # fmt: skip
    body = Document(io.BytesIO(word_file(book))).element.body
    assert sum(code.startswith("PAGEREF") for code in codes(body)) == 3


# -- an organisation's own template


def own_template(change: Callable[[Any], None] = lambda _document: None) -> bytes:
    """A document of an organisation: its words, its header, its look, on letter paper."""
    shown = Document()
    shown.add_paragraph("Secret words of the template")
    shown.sections[0].header.paragraphs[0].text = "Organisation"
    shown.styles["Heading 1"].font.name = "Comic Neue"
    shown.core_properties.author = "Ann Author"
    change(shown)
    stream = io.BytesIO()
    shown.save(stream)
    return stream.getvalue()


def as_dotx(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, part in parts(content).items():
            new.writestr(name, part.replace(b"document.main+xml", b"template.main+xml"))
    return stream.getvalue()


@pytest.mark.parametrize("form", [bytes, as_dotx])
def test_a_template_gives_its_look_and_header_and_none_of_its_words(
    form: Callable[[bytes], bytes],
) -> None:
    content = page_document(
        page(b.NoteBox("note", text("Mind"), ())), "en", DAY, form(own_template())
    )
    shown = Document(io.BytesIO(content))
    assert not any(
        b"Secret words" in part or b"Ann Author" in part for part in parts(content).values()
    )
    assert [p.text for p in shown.sections[0].header.paragraphs] == ["Organisation", "A page"]
    assert shown.styles["Heading 1"].font.name == "Comic Neue"
    assert shown.styles["Manual Note"].type is not None
    assert shown.sections[0].page_width.inches == pytest.approx(8.5)


def test_a_style_of_ours_that_a_template_has_is_the_template_s() -> None:
    def add(shown: Any) -> None:
        shown.styles.add_style("Manual Note", 1).font.name = "Comic Neue"

    shown = document(b.Notice("model", (text("A model"),)), template=own_template(add))
    (notice,) = [p for p in shown.paragraphs if p.text == "A model"]
    assert notice.style.font.name == "Comic Neue"


def test_words_over_and_under_a_page_stand_at_its_ends_in_a_template_too() -> None:
    shown = document(b.Paragraph(text("Words")), template=own_template())
    line = shown.sections[0].footer.paragraphs[-1]
    stops = {stop.alignment.name: stop.position.twips for stop in line.paragraph_format.tab_stops}
    size, margins = (shown.element.body.sectPr.find(qn(f"w:{n}")) for n in ("pgSz", "pgMar"))
    sides = sum(int(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))
    assert stops["RIGHT"] == int(size.get(qn("w:w"))) - sides
    assert set(stops) == {"RIGHT", "CLEAR"}


def archive_of(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_macros() -> bytes:
    kept = parts(own_template())
    types = kept["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )
    return archive_of(**{**kept, "[Content_Types].xml": types})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        archive_of(a=b"b"),
        archive_of(**{"[Content_Types].xml": b"<a/>"}),
        with_macros(),
    ],
)
def test_what_is_no_template_is_said_in_a_line(small: Path, content: bytes) -> None:
    with pytest.raises(WordTemplateError):
        document(template=content)
    (small / "templates").mkdir(exist_ok=True)
    (small / "templates/word.dotx").write_bytes(content)
    done = called("docx", "--lang", "en", "-o", small / "a.docx", cwd=small)
    assert done.returncode == 2
    assert "template of Word files" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (small / "a.docx").exists()


# -- the command and the site


def test_the_command_makes_a_file_for_each_language_of_what_is_named(small: Path) -> None:
    done = called("docx", "--procedure", "receive-request", cwd=small)
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in small.glob("*.docx")) == [
        "receive-request-en.docx",
        "receive-request-pt.docx",
    ]
    done = called("docx", "--edition", "full", "--lang", "pt", "-o", small / "x.docx", cwd=small)
    assert done.returncode == 0, done.stderr
    assert Document(small / "x.docx").core_properties.language.startswith("pt")


@pytest.mark.parametrize(
    ("arguments", "words_said"),
    [
        (("--procedure", "nothing"), "There is no procedure or flow “nothing”"),
        (("--edition", "nothing"), "There is no edition “nothing”"),
        (("--lang", "xx"), "There is no language “xx”"),
        (("--procedure", "a", "--flow", "b"), "Name one of --edition, --procedure and --flow."),
    ],
)
def test_what_is_not_there_is_said(
    small: Path, arguments: tuple[str, ...], words_said: str
) -> None:
    done = called("docx", *arguments, cwd=small)
    assert done.returncode == 2
    assert words_said in done.stderr
    assert not list(small.glob("*.docx"))


def test_the_page_of_a_document_leads_to_its_word_file_beside_its_pdf(manual: Manual) -> None:
    names = {f"pdf/{each.id}-en.docx" for each in manual.documents()}
    pages = {
        each.uri: each.html for each in site_pages(manual, with_books=True) if each.lang == "en"
    }
    assert all(any(name in html for html in pages.values()) for name in names)
    assert not any(".docx" in each.html for each in site_pages(manual, with_books=False))


def test_the_site_s_files_are_made_again_only_where_something_changed(
    small: Path, manual: Manual, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small / "out"
    write_word_files(manual, order, folder)
    names = sorted(file.name for file in folder.iterdir())
    assert names == sorted(
        f"{each.id}-{lang}.docx" for each in manual.documents() for lang in manual.languages
    )
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    from claim_manual.work import word_editions

    made: list[str] = []
    single = word_editions._Maker.single
    monkeypatch.setattr(
        word_editions._Maker,
        "single",
        lambda maker, each: made.append(each.id) or single(maker, each),
    )
    write_word_files(manual, order, folder)
    assert not made
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_every_text_has_its_bookmark_and_a_part_says_which_text_it_is(small: Path) -> None:
    """What returns from a reader says which text it means: map, language and digest travel along."""
    done = called("docx", "--procedure", "receive-request", "--lang", "pt", cwd=small)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(small / "receive-request-pt.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        sources = etree.fromstring(archive.read("customXml/item1.xml"))
    marked = words_of_bookmarks(body)
    shown = {
        row.get("text"): marked[row.get("id")]
        for row in sources
        if row.get("lang") == sources.get("lang")
    }
    path = "procedures/service/receive-request.yml"
    manual, _ = read_manual(small)
    assert manual
    document = manual.document("receive-request")
    assert document
    reading = Reading(manual, "pt")
    assert shown[f"{path}#title"] == reading.plain(document.model.title)
    for step in document.model.steps:
        name = next(key for key in ("do", "ask", "outcome", "use") if hasattr(step, key))
        if name != "use":
            assert shown[f"{path}#steps.{step.id}.{name}"] == reading.node(step)
    assert {row.get("page") for row in sources} == {path}
