"""What a source says is said in every output that the catalogue names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt

from claim_manual import starter
from claim_manual.book.edition import Wanted, book, brief_book, leaflet, review_book
from claim_manual.book.kit.books import papers
from claim_manual.derived.reading import Reading
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.forms.fields import Fields
from claim_manual.model import sources
from claim_manual.model.catalogue import CatalogueEntry
from claim_manual.model.documents import Procedure
from claim_manual.model.edition import FULL
from claim_manual.model.finding import Severity
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Contact
from claim_manual.model.schema import Text
from claim_manual.model.shown import Group, How, Where, optional
from claim_manual.site.search import search_index
from claim_manual.sources.po_file import export
from claim_manual.sources.schemas import schemas
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order
from claim_manual.work.site_parts import framed, site_pages
from claim_manual.work.word_editions import document_file, edition_file
from conftest import DAY, printed_html, whole_html
from messages import all_fields
from whole_manual import LANGUAGES, Filler, write

FIELDS = {f"{field.model.__name__}.{field.name}": field for field in all_fields()}


class Marked:
    """A manual in which each text is a word of its own; `fields` says whose each word is."""

    def __init__(self, folder: Path, letters: str) -> None:
        self.root = folder
        self.fields: dict[str, str] = {}
        numbers = count(1)

        def word(name: str) -> str:
            made = f"{letters}{next(numbers)}{letters}"
            self.fields[made] = name
            return made

        files = Filler(word).files()
        files["mkdocs.yml"] = starter.manual([*LANGUAGES], DAY)["mkdocs.yml"].decode()
        write(folder, files)
        manual, findings = judged(folder, DAY)
        assert manual, findings
        self.manual: Manual = manual

    def missing(self, said: str, is_wanted: Callable[[CatalogueEntry], bool]) -> set[str]:
        """The fields whose words are not all in a text, of those that are wanted in it."""
        there = set(re.findall(r"[a-z]{2}[0-9]+[a-z]{2}", said))
        return {
            field
            for word, name in self.fields.items()
            if (field := re.sub(r"\.(en|pt)$", "", name)) in FIELDS
            and is_wanted(FIELDS[field])
            and word not in there
        }


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    return Marked(tmp_path_factory.mktemp("marked"), "zq")


def on_page(field: CatalogueEntry) -> bool:
    return Where.PAGE in field.shown.where


def in_print(field: CatalogueEntry) -> bool:
    return Where.PRINT in field.shown.where


def of_documents(field: CatalogueEntry) -> bool:
    """Whether a field stands in procedures and flows alone."""
    return field.model.__name__ in {
        "Procedure", "PersonalData", "Indicator", "GoodPractice", "Question", "NamedDocument",
        "LegalBasis", "Change", "Do", "Choice", "Multiple", "AskNumber", "AskDate", "Use",
        "Outcome", "Answer", "WayAnswer", "RangeAnswer", "Note",
    }  # fmt: skip


AROUND = {"Settings.title", "Settings.description", "Settings.publisher"}
"""What stands around every page, in its frame, and not on it."""
NOT_SEARCHED = {
    "Language.name": "it names languages in menus and books, and nobody looks for it",
    "Scenario.story": "a case to practise would be found in place of the step that it practises",
}
"""Fields that are on pages and that search does not know, each with the reason."""


def test_the_site_says_every_field(marked: Marked) -> None:
    pages = site_pages(marked.manual, with_books=False)
    assert marked.missing("\n".join(map(whole_html, pages)), on_page) == AROUND
    frames = [framed(marked.manual, lang, "") for lang in LANGUAGES]
    around = "\n".join(f"{one.title} {one.description} {one.extra}" for one in frames)
    assert not marked.missing(around, on_page) & AROUND


def test_plain_markdown_says_every_field(marked: Marked) -> None:
    files = plain_pages(marked.manual, marked.root, LANGUAGES)
    said = "\n".join(content.decode() for path, content in files.items() if path.endswith(".md"))
    assert marked.missing(said, on_page) == AROUND


def test_search_knows_every_field(marked: Marked) -> None:
    pages = site_pages(marked.manual, with_books=False)
    said = "\n".join(
        f"{page.title} {part.title} {part.words}" for page in pages for part in page.words
    )
    assert marked.missing(said, on_page) == AROUND - {"Settings.title"} | {*NOT_SEARCHED}


def test_search_finds_pages_by_keywords_that_no_page_shows(marked: Marked) -> None:
    pages = [page for page in site_pages(marked.manual, with_books=False) if page.lang == "en"]
    keywords = {word for word, name in marked.fields.items() if name.endswith(".keywords")}
    index = search_index(
        Reading(marked.manual, "en"), pages, str, lambda _made_of, make: make()
    ).decode()
    assert keywords
    assert all(f"{word}|" in index for word in keywords)
    assert not any(word in page.html for word in keywords for page in pages)


def wanted(manual: Manual, lang: str, name: str = FULL) -> Wanted:
    edition = manual.edition(name)
    assert edition
    return Wanted(manual, name, edition, (lang,), DAY, "https://example.org")


def test_books_say_every_field(marked: Marked) -> None:
    said = []
    for lang in LANGUAGES:
        for name in (FULL, "short"):
            said += [one.html for one in book(wanted(marked.manual, lang, name)).chapters]
        for review in marked.manual.reviews:
            said += [one.html for one in review_book(wanted(marked.manual, lang), review).chapters]
        for brief in marked.manual.briefs:
            said += [one.html for one in brief_book(wanted(marked.manual, lang), brief).chapters]
        for workshop in marked.manual.workshops:
            for paper in papers(wanted(marked.manual, lang), workshop):
                said += [one.html for one in paper.book.chapters]
    assert marked.missing("\n".join(said), in_print) == set()


def test_leaflets_say_every_field_of_their_document(marked: Marked) -> None:
    said = [
        chapter.html
        for lang in LANGUAGES
        for document in marked.manual.documents()
        for chapter in leaflet(wanted(marked.manual, lang), document).chapters
    ]
    there = "\n".join(said)
    assert marked.missing(there, lambda field: in_print(field) and of_documents(field)) == set()


def in_word(content: bytes) -> str:
    """All words of a Word file, also of its notes, headers and pictures."""
    with ZipFile(BytesIO(content)) as archive:
        names = [
            name for name in archive.namelist() if name.startswith("word/") and "styles" not in name
        ]
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in names)


def test_word_editions_say_every_field(marked: Marked) -> None:
    order = Order(marked.root, DAY)
    editions = [edition for name in (FULL, "short") if (edition := marked.manual.edition(name))]
    said = "\n".join(
        in_word(edition_file(marked.manual, order, edition, lang))
        for lang in LANGUAGES
        for edition in editions
    )
    elsewhere = ("workshop", "assessment", "review", "results", "brief", "approval")

    def in_editions(field: CatalogueEntry) -> bool:
        return in_print(field) and field.model.__module__.rpartition(".")[2] not in elsewhere

    assert marked.missing(said, in_editions) == set()


def test_word_files_say_every_field_of_their_document(marked: Marked) -> None:
    order = Order(marked.root, DAY)
    said = "\n".join(
        in_word(document_file(marked.manual, order, document, lang))
        for lang in LANGUAGES
        for document in marked.manual.documents()
    )
    assert marked.missing(said, lambda field: on_page(field) and of_documents(field)) == set()


def test_a_difference_says_every_field(marked: Marked, tmp_path: Path) -> None:
    other = Marked(tmp_path / "other", "xw")
    found = difference(marked.manual, other.manual)
    said = "\n".join(difference_report(found, lang, "json") for lang in LANGUAGES)
    assert other.missing(said, lambda _field: True) == set()
    assert marked.missing(said, lambda _field: True) == set()


def test_a_file_for_translators_has_every_text(marked: Marked) -> None:
    said = export(marked.manual, "pt", {})
    assert marked.missing(said, lambda field: field.annotation.__name__ == "Text") == set()


# -- a field that the model lacks


class Mottoed(Procedure):
    """A procedure with one field more, which nothing else knows of."""

    motto: Text | None = optional(
        "Motto of it", "What it stands under.", 155, How.TEXT, group=Group.WORK
    )
    colour: Literal["blue", "red"] | None = optional(
        "Colour of it", "blue or red.", 156, How.CHOICE, group=Group.ABOUT,
        choices={"blue": "Blue as the sea", "red": "Red"},
    )  # fmt: skip


class Floored(Contact):
    """A contact with one field more."""

    floor: Text | None = optional("Floor of it", "Where it is in the house.", 155, How.TEXT)


ADDED = {
    "Motto of it": "Slow is fast",
    "Colour of it": "Blue as the sea",
    "Floor of it": "Third floor",
}


@pytest.fixture
def added(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manual whose models have fields of which only the models know."""
    rows = tuple(
        replace(kind, models=(Mottoed,))
        if kind is sources.PROCEDURE
        else replace(kind, models=(Floored,))
        if kind.models == (Contact,)
        else kind
        for kind in sources.SOURCES
    )
    monkeypatch.setattr(sources, "SOURCES", rows)
    file = small / "procedures/service/receive-request.yml"
    more = "motto: {en: Slow is fast, pt: Devagar}\ncolour: blue\n"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    file = small / "reference/contacts.yml"
    more = "  floor: {en: Third floor, pt: Terceiro}\n"
    file.write_text(file.read_text(encoding="utf-8").rstrip() + f"\n{more}", encoding="utf-8")
    return small


def test_a_field_that_only_the_model_knows_is_in_every_output(added: Path) -> None:
    manual, findings = judged(added, DAY)
    assert manual
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    pages = [page for page in site_pages(manual, with_books=False) if page.lang == "en"]
    outputs = {
        "site": "".join(map(whole_html, pages)),
        "search": " ".join(part.title + part.words for page in pages for part in page.words),
        "book": printed_html(manual, "en"),
        "Markdown": "".join(
            content.decode() for content in plain_pages(manual, added, ("en",)).values()
        ),
    }
    for name, said in outputs.items():
        for label, value in ADDED.items():
            assert label in said, (name, label)
            assert value in said, (name, value)
    schema = "".join(content.decode() for content in schemas(words("en")).values())
    form = Fields(Reading(manual, "en")).of(Mottoed) + Fields(Reading(manual, "en")).of(Floored)
    labels = {one["label"] for one in form}
    for label in ADDED:
        assert label in schema
        assert label in labels
    assert "Motto of it" in export(manual, "pt", {})


def test_a_field_that_only_the_model_knows_is_told_where_it_changed(added: Path) -> None:
    before, _ = judged(added, DAY)
    for name, old, new in (
        ("procedures/service/receive-request.yml", "Slow is fast", "Fast is slow"),
        ("reference/contacts.yml", "Third floor", "Fourth floor"),
    ):
        file = added / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after, _ = judged(added, DAY)
    assert before
    assert after
    said = difference_report(difference(before, after), "en", "text")
    assert "Motto of it › English: Slow is fast → Fast is slow" in said
    assert "Floor of it › English: Third floor → Fourth floor" in said


# -- hostile words

HOSTILE = (
    "▲<b>&amp;</b>\"']]>--></title></script><script>x</script>\n{{ 7*7 }}{% x %}`*_[a](b)|#%41"
)


class Shown(HTMLParser):
    """The elements of a document that were not meant, and what a reader sees and is read out."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.odd: list[str] = []
        self.words = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        is_data = tag == "script" and given.get("type") in {
            "application/json",
            "application/ld+json",
        }
        if tag in {"script", "b", "iframe", "object", "style"} and not is_data:
            self.odd.append(self.get_starttag_text() or tag)
        if any(name.startswith("on") for name in given):
            self.odd.append(str(given))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    """A manual with hostile words in every text."""
    folder = tmp_path_factory.mktemp("hostile")
    numbers = count(1)
    files = Filler(lambda _name: f"w{next(numbers)}w{HOSTILE}").files()
    files["mkdocs.yml"] = starter.manual([*LANGUAGES], DAY)["mkdocs.yml"].decode()
    write(folder, files)
    manual, findings = judged(folder, DAY)
    assert manual, findings
    return manual


def test_no_renderer_takes_words_for_marks(hostile: Manual) -> None:
    said: dict[str, list[str]] = {
        "site": [whole_html(page) for page in site_pages(hostile, with_books=True)],
        "book": [
            chapter.html
            for name in (FULL, "short")
            for chapter in book(wanted(hostile, "en", name)).chapters
        ],
        "review": [
            chapter.html
            for review in hostile.reviews
            for chapter in review_book(wanted(hostile, "en"), review).chapters
        ],
        "kit": [
            chapter.html
            for workshop in hostile.workshops
            for paper in papers(wanted(hostile, "en"), workshop)
            for chapter in paper.book.chapters
        ],
    }
    for name, documents in said.items():
        seen = [Shown(document) for document in documents]
        assert [one.odd for one in seen if one.odd] == [], name
        words = " ".join(one.words for one in seen)
        # What is not Markdown is seen to the letter; marks of Markdown are gone, and all the rest is there.
        assert "]]>--></title></script><script>x</script>" in words, name
        assert "{{ 7*7 }}{% x %}" in words or name == "kit", name  # where all is Markdown


def test_markdown_of_hostile_words_is_words(hostile: Manual, tmp_path: Path) -> None:
    for path, content in plain_pages(hostile, tmp_path, LANGUAGES).items():
        if path.endswith(".md"):
            made = MarkdownIt("commonmark").enable("table").render(content.decode())
            assert Shown(made).odd == [], path
            assert "</title></script><script>x</script>" in Shown(made).words, path
