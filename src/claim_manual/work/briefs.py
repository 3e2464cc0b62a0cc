"""Briefs as files: PDF, Word, slides, Markdown; and those of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from claim_manual.derived.addresses import brief_file
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.reading import Reading
from claim_manual.model.brief import Brief
from claim_manual.model.manual import Document, Manual
from claim_manual.pages.brief_slides import brief_deck
from claim_manual.pages.briefs import FILES, brief_page
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online, anchored
from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.work import remembered
from claim_manual.work.kits import deck_file, slides_template
from claim_manual.work.printing import Order, brief_books, printed
from claim_manual.work.word_editions import brief_as_word, template

FORMATS = (*FILES, "md")
"""The endings of the files that a brief can be made as."""


def brief_content(
    manual: Manual, order: Order, brief: Document[Brief], lang: str, ending: str
) -> bytes:
    """A brief in one language as a file with this ending, one of FORMATS.

    Raises PrintUnavailableError, TemplateError or WordTemplateError.
    """
    reading = Reading(manual, lang)
    match ending:
        case "pdf":
            return next(
                content for _, content in printed(brief_books(manual, order, brief, (lang,)), order)
            )
        case "docx":
            return brief_as_word(manual, order, brief, lang)
        case "pptx":
            return deck_file(brief_deck(reading, brief), order.root, order.day)
        case _:
            return markdown_page(anchored(brief_page(reading, brief, Online())), "").encode()


def write_briefs(manual: Manual, order: Order, site: Path) -> None:
    """The files of all briefs in all languages, where pages of the site lead to them."""
    memory = Memory(order.root)
    templates = (slides_template(order.root), template(order.root))
    made_of = (
        program(),
        fingerprint(manual),
        order.day,
        order.site_url,
        [hashlib.sha256(each or b"").hexdigest() for each in templates],
    )
    for brief, lang, ending in _wanted(manual):
        make = partial(brief_content, manual, order, brief, lang, ending)
        key = digest(*made_of, brief.id, lang, ending)
        content = remembered.brief(memory, key, make)
        write_file(site / brief_file(brief.id, lang, ending), content, is_lasting=False)
    memory.forget_others("briefs")


def _wanted(manual: Manual) -> Iterator[tuple[Document[Brief], str, str]]:
    for brief in manual.briefs:
        for lang in manual.languages:
            for ending in FILES:
                yield brief, lang, ending
