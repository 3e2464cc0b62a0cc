"""Word files (Office Open XML). Only in this folder is python-docx known.

Pages are written as values (`file`), a row for each type of their blocks (`blocks`) and of what
stands in their lines (`lines`). The same words are the same bytes.
"""

from __future__ import annotations

import datetime as dt

from claim_manual.model.language import words
from claim_manual.office.word.file import Chapter, Cover, WordBook, word_file
from claim_manual.office.word.lines import Site
from claim_manual.office.word.sources import Origin, with_commit
from claim_manual.office.word_template_error import WordTemplateError
from claim_manual.pages.page import Page

__all__ = [
    "Chapter",
    "Cover",
    "Origin",
    "Site",
    "WordBook",
    "WordTemplateError",
    "page_document",
    "with_commit",
    "word_file",
]


def page_document(page: Page, lang: str, day: dt.date, template: bytes | None = None) -> bytes:
    """A page by itself, in the language of a BCP 47 tag; `day` is when its properties say it was made.

    Raises WordTemplateError.
    """
    return word_file(
        WordBook(page.title, page.title, "", (Chapter(page),), words(lang), day=day), template
    )
