"""What a source says is said in every output that the catalogue names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from claim_manual import starter
from claim_manual.book.edition import Wanted, book, leaflet, review_book
from claim_manual.build import plain_pages
from claim_manual.compare import difference
from claim_manual.edit.po_file import export
from claim_manual.judging import judged
from claim_manual.model.catalogue import CatalogueEntry
from claim_manual.model.edition import FULL
from claim_manual.model.manual import Manual
from claim_manual.model.shown import Where
from claim_manual.site_parts import site_pages
from claim_manual.view.difference import difference_report
from conftest import DAY
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
    return field.model.__name__ in {
        "Procedure", "PersonalData", "Indicator", "GoodPractice", "Question", "NamedDocument",
        "TimeLimit", "LegalBasis", "Change", "Do", "Choice", "Multiple", "AskNumber", "AskDate",
        "Use", "Outcome", "Answer", "WayAnswer", "RangeAnswer", "Note",
    }  # fmt: skip


ALONE: Mapping[str, str] = {}
"""Fields that an output leaves out although the catalogue has them there, each with the reason."""


def test_the_site_says_every_field(marked: Marked) -> None:
    pages = site_pages(marked.manual, with_books=False)
    assert marked.missing("\n".join(page.html for page in pages), on_page) == set()


def test_plain_markdown_says_every_field(marked: Marked) -> None:
    files = plain_pages(marked.manual, marked.root, LANGUAGES)
    said = "\n".join(content.decode() for path, content in files.items() if path.endswith(".md"))
    assert marked.missing(said, on_page) == set()


def test_search_knows_every_field(marked: Marked) -> None:
    pages = site_pages(marked.manual, with_books=False)
    said = "\n".join(
        f"{page.title} {part.title} {part.words}" for page in pages for part in page.words
    )
    assert marked.missing(said, on_page) == set()


def wanted(manual: Manual, lang: str) -> Wanted:
    edition = manual.edition(FULL)
    assert edition
    return Wanted(manual, FULL, edition, (lang,), DAY, "https://example.org")


def test_books_say_every_field(marked: Marked) -> None:
    said = []
    for lang in LANGUAGES:
        said += [chapter.html for chapter in book(wanted(marked.manual, lang)).chapters]
        for review in marked.manual.reviews:
            said += [one.html for one in review_book(wanted(marked.manual, lang), review).chapters]
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


def test_a_difference_says_every_field(marked: Marked, tmp_path: Path) -> None:
    other = Marked(tmp_path / "other", "xw")
    found = difference(marked.manual, other.manual)
    said = "\n".join(difference_report(found, lang, "json") for lang in LANGUAGES)
    assert other.missing(said, lambda _field: True) == set()
    assert marked.missing(said, lambda _field: True) == set()


def test_a_file_for_translators_has_every_text(marked: Marked) -> None:
    said = export(marked.manual, "pt", {})
    assert marked.missing(said, lambda field: field.annotation.__name__ == "Text") == set()
