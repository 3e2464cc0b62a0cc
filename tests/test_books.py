"""The printed books, as they come out: what is in them, where it leads, whether it can be read."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import page as validator
import pikepdf
import pytest
import yaml

from claim_manual.book.chapter_maker import book_address
from claim_manual.book.typesetting import set_pages
from claim_manual.charts.chart import chart
from claim_manual.charts.font import face_file
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, run

pytestmark = pytest.mark.slow

LANGUAGES = ("pt", "en")
MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


@cache
def text_of(book: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, str(book), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """Letters and digits alone: hyphenation and line breaks are the printer's."""
    return re.sub(r"[\W_]", "", text)


def faults(book: Path, profile: str = "ua1") -> set[str]:
    report = validator.validate_pdf(book, profile=profile)
    assert report.document.page_count
    return {f"{one.rule_id}: {one.message}" for one in report.failures}


# -- PDF/UA and PDF/A


def test_every_book_of_the_site_can_be_read_out(built: Path, manual: Manual) -> None:
    books = sorted((built / "pdf").glob("*.pdf"))
    alone = {f"{one.id}-{lang}.pdf" for one in manual.documents() for lang in LANGUAGES}
    assert {one.name for one in books} == {"manual-pt.pdf", "manual-en.pdf", *alone}
    for book in books:
        assert faults(book) == set(), book.name


EDITIONS = {
    "large": "options: {type_size: large, qr: true, notes: true}",
    "booklet": "options: {paper: booklet, checklists: true}",
    "facing": "options: {bilingual: facing, crop_marks: true, cases: true}",
    "filled": "options: {sheets_only: true, fillable: true}",
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """This manual, built before, with one of each further kind of edition, of a few pages, and
    fewer pages in the workshop edition.
    """
    ignored = shutil.ignore_patterns("site")
    root = shutil.copytree(built.parent, tmp_path_factory.mktemp("edited") / "m", ignore=ignored)
    for name, options in EDITIONS.items():
        registers = {"facing": "[roles]", "filled": "[forms]"}.get(name, "[]")
        (root / "editions" / f"{name}.yml").write_text(
            f"title: {name}\nprocedures: [gc-06-trafico]\nflows: [ad-04-trafico]\n"
            f"registers: {registers}\npages: [about]\n{options}\n",
            encoding="utf-8",
        )
    workshop = root / "editions" / "workshop.yml"
    fewer = {
        "procedures": ["gc-06-trafico", "gc-07-violencia"],
        "flows": ["ad-04-trafico"],
        "registers": ["contacts"],
    }
    made = yaml.safe_load(workshop.read_text(encoding="utf-8")) | fewer
    workshop.write_text(json.dumps(made), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, edited: Path) -> Path:
    """A folder with the workshop edition and one of each further kind."""
    out = tmp_path_factory.mktemp("editions")
    for arguments in (
        ("--edition", "workshop", "--lang", "pt", "-o", out / "workshop-pt.pdf"),
        ("--edition", "large", "--lang", "pt", "-o", out / "large.pdf"),
        ("--edition", "booklet", "--lang", "en", "-o", out / "booklet.pdf"),
        ("--edition", "facing", "-o", out / "facing.pdf"),
        ("--edition", "filled", "--lang", "en", "-o", out / "filled.pdf"),
        ("--edition", "large", "--lang", "pt", "--archive", "-o", out / "archive.pdf"),
        ("--lang", "pt", "--archive", "-o", out / "full-archive.pdf"),
        ("--procedure", "GC-06", "--lang", "en", "-o", out / "alone.pdf"),
    ):
        done = run("pdf", *arguments, cwd=edited)
        assert done.returncode == 0, done.stderr
    return out


def test_every_edition_can_be_read_out(editions: Path) -> None:
    for book in sorted(editions.glob("*.pdf")):
        assert faults(book) == set(), book.name


def test_the_archive_is_pdf_a_as_well(editions: Path) -> None:
    for name in ("archive.pdf", "full-archive.pdf"):
        assert faults(editions / name, "2a") == set(), name
    assert faults(editions / "large.pdf", "2a") != set()


def test_a_form_to_fill_in_cannot_be_archived(edited: Path) -> None:
    done = run("pdf", "--edition", "filled", "--archive", cwd=edited)
    assert done.returncode == 2
    assert "archived" in done.stderr


def test_languages_tables_and_lists_are_told_apart(editions: Path) -> None:
    with pikepdf.open(editions / "facing.pdf") as book:
        assert str(book.Root.Lang) == "pt-PT"
        parts = [str(one.get("/Lang", "")) for one in book.Root.StructTreeRoot.K[0].K]
        assert {"", "en-GB"} == {*parts}
        scopes = {
            str(cell.A.Scope) for cell in elements(book.Root.StructTreeRoot) if cell.S == "/TH"
        }
        assert scopes == {"/Row", "/Column"}
        figures = [one for one in elements(book.Root.StructTreeRoot) if one.S == "/Figure"]
        assert figures
        assert all("GC-06" in str(one.Alt) or "AD-04" in str(one.Alt) for one in figures)


def elements(above: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = above.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


# -- what is in them


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_book_has_every_step_and_every_label_of_its_charts(
    built: Path, manual: Manual, lang: str
) -> None:
    printed = squeezed(text_of(built / f"pdf/manual-{lang}.pdf", "-raw"))
    for document in manual.documents():
        drawn = chart(Reading(manual, lang), document, book_address)
        for box in drawn.boxes:
            name = f"{box.number}. {box.text}" if box.number else box.text
            assert squeezed(name) in printed, box.text
        for way in drawn.ways:
            assert squeezed(way.label) in printed, way.label


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_book_has_what_stands_around_the_procedures(
    built: Path, manual: Manual, lang: str
) -> None:
    pages = text_of(built / f"pdf/manual-{lang}.pdf", "-raw").split("\f")
    reading = Reading(manual, lang)
    notice = reading.plain(manual.settings.model.model_notice)
    cover = squeezed(pages[0])
    for words in (manual.settings.model.title, manual.settings.model.publisher):
        assert squeezed(reading.plain(words)) in cover
    assert squeezed(notice) in cover
    assert squeezed(reading.say.date(DAY)) in cover
    for contact in manual.settings.model.emergency:
        found = manual.contact(contact)
        assert found
        assert str(found.phone) in pages[1]
    printed = squeezed("".join(pages))
    for name in ("laws", "glossary", "roles", "forms", "contacts"):
        for entry in manual.register(name):
            if getattr(entry, "status", "") != "weak":
                title = getattr(entry, "title", None) or getattr(entry, "term", None)
                words = reading.plain(title or entry.name)
                assert squeezed(words) in printed, words
    # Every page but the cover says what it belongs to, its version, its date and its number.
    for number, text in enumerate(pages[1:-1], 2):
        assert f"{number} / {len(pages) - 1}" in text, number
        assert reading.say.short_date(DAY) in text, number
        assert notice in text, number


def test_no_font_but_the_programs_own(built: Path) -> None:
    for lang in LANGUAGES:
        with pikepdf.open(built / f"pdf/manual-{lang}.pdf") as book:
            names = {
                str(one.BaseFont).partition("+")[2]
                for one in book.objects
                if isinstance(one, pikepdf.Dictionary)
                and one.get("/Type") == "/Font"
                and "/ToUnicode" in one
            }
        assert {one for one in names if not one.startswith(("Atkinson", "NotoSans"))} == set()


# -- where it leads


@dataclass(frozen=True)
class Link:
    """A link within a book: on which page it is, where it goes, and what it says of that."""

    page: int
    goal: int
    said: str


def links(book: Path) -> list[Link]:
    with pikepdf.open(book) as opened:
        numbers = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
        return [
            Link(n, numbers[one.Dest[0].objgen], str(one.Contents))
            for n, page in enumerate(opened.pages, 1)
            for one in page.obj.get("/Annots", [])
            if "/Dest" in one
        ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_number_is_that_of_its_link(built: Path, lang: str) -> None:
    book = built / f"pdf/manual-{lang}.pdf"
    pages = text_of(book, "-raw").split("\f")
    found = links(book)
    assert len(found) > 2000
    to_come: set[int] = set()
    for number, own in itertools.groupby(found, key=lambda one: one.page):
        goals = [one.goal for one in own]
        text = pages[number - 1]
        printed = [int(one) for one in re.findall(r"\(p\. (\d+)[),;]", text)]
        if printed:
            # A link that ends a page has its number on the next one.
            assert {*printed} <= {*goals} | to_come, number
            assert len({*goals} - {*printed}) <= 1, number
            to_come = {*goals} - {*printed}
        else:
            listed = {int(one) for one in re.findall(r"(?m)\. (\d+)$", text)}
            assert {*goals} <= listed, number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_to_what_it_says(built: Path, lang: str) -> None:
    book = built / f"pdf/manual-{lang}.pdf"
    pages = [squeezed(one) for one in text_of(book, "-raw").split("\f")]
    for one in links(book):
        title, _, number = one.said.rpartition(" (")
        assert int(number.rstrip(")")) == one.goal
        # The title stands on the page itself, or over it as its running head.
        assert squeezed(title) in pages[one.goal - 1], one


@pytest.mark.parametrize("lang", LANGUAGES)
def test_contents_and_bookmarks_lead_to_the_right_pages(
    built: Path, manual: Manual, lang: str
) -> None:
    file = built / f"pdf/manual-{lang}.pdf"
    marks: dict[str, int] = {}
    with pikepdf.open(file) as book, book.open_outline() as outline:
        numbers = {page.obj.objgen: n for n, page in enumerate(book.pages, 1)}
        todo = list(outline.root)
        while todo:
            item = todo.pop()
            todo += item.children
            marks[squeezed(item.title)] = numbers[item.destination[0].objgen]
        tops = [squeezed(one.title) for one in outline.root]
        assert str(book.Root.Lang) == {"pt": "pt-PT", "en": "en-GB"}[lang]
    reading = Reading(manual, lang)
    for name in manual.settings.model.category_names.values():
        assert squeezed(reading.plain(name)) in tops
    pages = text_of(file, "-raw").split("\f")
    contents = squeezed("".join(pages[3:8]))
    for document in manual.documents():
        title = squeezed(reading.title(document))
        assert f"{title}{marks[title]}" in contents, title
        assert title in squeezed(pages[marks[title] - 1]), title


def test_a_leaflet_stands_alone(editions: Path, built: Path) -> None:
    text = text_of(editions / "alone.pdf", "-raw")
    assert "Presumed victim of trafficking" in text
    assert "(manual)" in text
    assert not re.search(r"\(p\. (1\d\d|[2-9]\d\d)\)", text)
    page = (built / "en/procedures/gestao-de-casos/gc-06-trafico/index.html").read_text(
        encoding="utf-8"
    )
    assert 'href="../../../../pdf/gc-06-trafico-en.pdf"' in page


def test_with_an_address_a_book_leads_to_the_site(small: Path) -> None:
    with (small / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://manual.example.org/x/\n")
    (small / "editions").mkdir(exist_ok=True)
    (small / "editions" / "full.yml").write_text("title: x\noptions: {qr: true}\n")
    done = run(
        "pdf", "--procedure", "who-answers", "--lang", "en", "-o", small / "a.pdf", cwd=small
    )
    assert done.returncode == 0, done.stderr
    with pikepdf.open(small / "a.pdf") as book:
        titles = [str(one.Alt) for one in elements(book.Root.StructTreeRoot) if one.S == "/Figure"]
    assert any(one.startswith("Online:") for one in titles)
    assert faults(small / "a.pdf") == set()


# -- what it looks like


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_runs_out_of_the_page_and_no_words_overlap(built: Path, lang: str) -> None:
    tree = ET.fromstring(
        re.sub(
            r"[\x00-\x08\x0b\x0c\x0e-\x1f]",
            "",
            text_of(built / f"pdf/manual-{lang}.pdf", "-bbox").replace(
                'xmlns="http://www.w3.org/1999/xhtml"', ""
            ),
        )
    )
    pages = list(tree.iter("page"))
    assert len(pages) > 300
    for number, one in enumerate(pages, 1):
        width, height = float(one.get("width")), float(one.get("height"))
        words = [
            (*(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")), word.text or "")
            for word in one.iter("word")
        ]
        edge = 18 * MILLIMETRE
        for left, top, right, bottom, text in words:
            if number > 1 and not (right < 7 * MILLIMETRE or left > width - 7 * MILLIMETRE):
                assert left >= edge, (number, text)
                assert right <= width - edge + 1, (number, text)
                assert top >= 8 * MILLIMETRE, (number, text)
                assert bottom <= height - 6 * MILLIMETRE, (number, text)
        assert overlapping(words) == [], number


def overlapping(words: list[tuple[float, float, float, float, str]]) -> list[str]:
    """Words that are printed one over the other: their boxes share a third of the smaller."""
    found = []
    # Arabic letters are set as strokes and dots apart, in boxes much higher than what is seen.
    order = sorted(word for word in words if not re.search("[\u0600-\u06ff\u200d]", word[4]))
    for n, (left, top, right, bottom, text) in enumerate(order):
        for oleft, otop, oright, obottom, other in order[n + 1 :]:
            if oleft >= right:
                break
            wide = min(right, oright) - oleft
            high = min(bottom, obottom) - max(top, otop)
            smaller = min((right - left) * (bottom - top), (oright - oleft) * (obottom - otop))
            if wide > 0 and high > 0 and wide * high > smaller / 3:
                found.append(f"{text} / {other}")
    return found


def test_margins_are_white(built: Path, tmp_path: Path) -> None:
    """Pages are turned into pictures, in which nothing but the tab stands at the edges."""
    subprocess.run(
        ["pdftoppm", "-gray", "-r", "36", str(built / "pdf/manual-pt.pdf"), str(tmp_path / "p")],
        check=True,
    )
    files = sorted(tmp_path.glob("p-*.pgm"))
    assert len(files) > 300
    for number, file in enumerate(files, 1):
        _, size, _, pixels = file.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
        if number == 1:
            continue
        margin = round(15 * MILLIMETRE / 2)
        tab = round(7 * MILLIMETRE / 2)
        assert min(min(row[tab:margin]) for row in rows) > 200, number
        assert min(min(row[-margin:-tab]) for row in rows) > 200, number
        edge = round(5 * MILLIMETRE / 2)
        assert min(min(row) for row in (*rows[:edge], *rows[-edge:])) > 200, number


# -- kinds of editions


def test_a_booklet_has_two_pages_on_a_sheet(editions: Path) -> None:
    with pikepdf.open(editions / "booklet.pdf") as book:
        sizes = {tuple(round(float(one)) for one in page.MediaBox) for page in book.pages}
        count = len(book.pages)
    assert sizes == {(0, 0, 839, 595)}
    assert count % 2 == 0
    first = text_of(editions / "booklet.pdf", "-raw").split("\f")[0]
    assert "CLAIMProceduresManual" in squeezed(first)
    for one in links(editions / "booklet.pdf"):
        assert 1 <= one.goal <= count


def test_two_languages_face_each_other(editions: Path) -> None:
    pages = text_of(editions / "facing.pdf", "-raw").split("\f")
    start = next(n for n, text in enumerate(pages) if "GC-06 · GESTÃO DE CASOS" in text)
    assert start % 2 == 1  # a left page: counted from 1 it is even
    assert "GC-06 · CASE MANAGEMENT" in pages[start + 1]


def test_sheets_can_be_filled_in(editions: Path) -> None:
    with pikepdf.open(editions / "filled.pdf") as book:
        fields = list(book.Root.AcroForm.Fields)
        names = [str(one.T) for one in fields]
        assert len(fields) > 50
        assert len({*names}) == len(names)
        assert all(str(one.TU).strip() for one in fields)
        assert {str(one.FT) for one in fields} == {"/Tx", "/Btn"}


def test_a_workshop_edition_has_cases_lines_and_right_hand_pages(editions: Path) -> None:
    pages = text_of(editions / "workshop-pt.pdf", "-raw").split("\f")
    starts = [n for n, text in enumerate(pages, 1) if re.search(r"(?m)^(GC|EN|AD)-\d\d · ", text)]
    assert len(starts) == 3
    assert all(n % 2 == 1 for n in starts)
    assert any("Exemplos para praticar" in text for text in pages)
    assert "Notas" in "".join(pages)


# -- the same bytes


def test_the_same_books_whatever_is_remembered_and_whoever_sets_them(small: Path) -> None:
    def books(workers: str) -> dict[str, bytes]:
        for one in small.glob("*.pdf"):
            one.unlink()
        for arguments in ((), ("--procedure", "who-answers", "--archive")):
            done = run("pdf", "--lang", "en", *arguments, cwd=small, CLAIM_MANUAL_WORKERS=workers)
            assert done.returncode == 0, done.stderr
        return {one.name: one.read_bytes() for one in small.glob("*.pdf")}

    cold = books("1")
    assert {*cold} == {"manual-en.pdf", "who-answers-en-archive.pdf"}
    warm = books("1")
    kept = small / ".cache/claim-manual/chapters"
    for one in kept.iterdir():
        one.unlink()
    many = books("2")
    assert cold == warm == many


# -- what may not get in


def test_a_chapter_fetches_the_manuals_own_files_alone(tmp_path: Path) -> None:
    (tmp_path / "manual").mkdir()
    picture = b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='9'><text y='9'>OWNPICTURE</text></svg>"
    (tmp_path / "manual" / "own.svg").write_bytes(picture)
    (tmp_path / "secret.svg").write_bytes(picture.replace(b"OWNPICTURE", b"SECRET"))
    (tmp_path / "manual" / "sly.svg").write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='9'><image href='../secret.svg' "
        b"width='99' height='9'/><style>@import url(file:///etc/passwd)</style></svg>"
    )
    asked = []

    def fonts(face: str) -> Path:
        asked.append(face)
        return face_file("Regular")

    body = "".join(
        f"<img src='{one}' alt='x'>"
        for one in (
            "manual:own.svg", "manual:sly.svg", "manual:../secret.svg",
            f"file://{tmp_path}/secret.svg", "http://127.0.0.1:9/x.png", "manual:/etc/hostname",
            "data:image/svg+xml,<svg/>",
        )
    )  # fmt: skip
    style = (
        "@font-face {font-family: x; src: url('font:Regular')} body {font-family: x}"
        "@import url('file:///etc/passwd'); @import url('manual:../secret.css');"
    )
    html = f"<html lang='en'><title>t</title><style>{style}</style><p>x</p>{body}</html>"
    file = tmp_path / "b.pdf"
    file.write_bytes(set_pages(html, "", tmp_path / "manual", fonts))
    assert "OWNPICTURE" in text_of(file)
    assert "SECRET" not in text_of(file)
    assert asked == ["Regular"]


@pytest.mark.parametrize(
    "written",
    [
        "![x](file:///etc/passwd)",
        "![x](http://127.0.0.1:9/x.png)",
        "![x](../../../../etc/passwd)",
        "[x](file:///etc/passwd)",
        "[x](../../../../etc/passwd)",
        "![x](data:image/svg+xml,x)",
    ],
)
def test_addresses_outside_the_manual_stop_the_book(small: Path, written: str) -> None:
    page = small / "docs" / "index.en.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{written}\n", encoding="utf-8")
    done = run("pdf", cwd=small)
    assert done.returncode == 1
    assert re.search(r"docs/index\.en\.md:\d+:\d+: error (unsafe-link|broken-link)", done.stdout)
    assert not list(small.glob("*.pdf"))


@pytest.mark.parametrize(
    "content",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://127.0.0.1:9/x.png"/>',
        "<style>@import url('../../secret.css');</style>",
        '<rect fill="url(http://127.0.0.1:9/x)"/>',
    ],
)
def test_addresses_in_pictures_stop_the_book(small: Path, content: str) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{content}</svg>'
    (small / "docs" / "sly.svg").write_text(picture, encoding="utf-8")
    done = run("pdf", cwd=small)
    assert done.returncode == 1
    assert re.search(r"docs/sly\.svg:2:\d+: error unsafe-link", done.stdout)
    assert not list(small.glob("*.pdf"))


def test_a_plain_picture_is_fine(small: Path) -> None:
    (small / "docs" / "fine.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a" d="M0 0"/></defs>'
        '<use href="#a" fill="url(#b)"/></svg>',
        encoding="utf-8",
    )
    assert run("check", cwd=small).returncode == 0


# -- the command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--edition", "nowhere"], "it has full"),
        (["--procedure", "gc-99"], "There is no procedure or flow “gc-99”"),
        (["--lang", "fr"], "There is no language “fr”"),
    ],
)
def test_what_there_is_not_is_told_in_a_line(small: Path, arguments: list[str], said: str) -> None:
    done = run("pdf", *arguments, cwd=small)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_books_go_where_they_are_told(small: Path, tmp_path: Path) -> None:
    assert run("pdf", "--lang", "pt", "-o", tmp_path / "x.pdf", cwd=small).returncode == 0
    assert "Receber um pedido" in text_of(tmp_path / "x.pdf")
    assert run("pdf", "--lang", "pt", cwd=small).returncode == 0
    assert [one.name for one in small.glob("*.pdf")] == ["manual-pt.pdf"]
