"""too-many-pages, unmeasured-brief: whether each brief keeps to the pages that it may have."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.book.paper import PIXELS, paper
from claim_manual.book.typesetting import obstacle
from claim_manual.model.brief import Brief
from claim_manual.model.edition import Options
from claim_manual.model.finding import Finding, Message, Telling, error, info, say
from claim_manual.model.language import words
from claim_manual.model.manual import Document, Manual
from claim_manual.work.printing import Order, brief_books, printed


def faults_of_length(
    manual: Manual, order: Order, only: Document[Brief] | None = None
) -> list[Finding]:
    """A finding for each brief, or `only` one, and language in which it is longer than it may be.

    Its pages are set for that, once as long as it stays the same: they are kept like all chapters.
    """
    limited = [
        brief
        for brief in ([only] if only else manual.briefs)
        if brief.model.pages and brief.path not in manual.faulty
    ]
    if not limited:
        return []
    if hindrance := obstacle():
        return [_unmeasured(brief, hindrance) for brief in limited]
    return [*_measured(manual, order, limited)]


def _measured(manual: Manual, order: Order, limited: list[Document[Brief]]) -> Iterator[Finding]:
    from claim_manual.book.bind import extent  # much to load, and most manuals have no briefs

    sheet = paper(Options())
    top, bottom = sheet.top * PIXELS, sheet.bottom * PIXELS
    asked = [(brief, lang) for brief in limited for lang in manual.languages]
    books = [book for brief, lang in asked for book in brief_books(manual, order, brief, (lang,))]
    for (brief, lang), (_, content) in zip(asked, printed(books, order), strict=True):
        most = brief.model.pages or 0
        length = extent(content, most, top, bottom)
        if length.pages > most:
            yield _too_long(manual, brief, lang, (length.pages, length.lines_over))


def _too_long(
    manual: Manual, brief: Document[Brief], lang: str, length: tuple[int, int]
) -> Finding:
    pages, lines = length
    most = brief.model.pages or 0
    return error(
        brief.source.value(("pages",)),
        "too-many-pages",
        say(
            "{language}: this has {pages}, {over} more than the limit of {most} (about {lines} too many).",
            language=manual.settings.model.languages[lang].name,
            pages=_pages(pages),
            over=pages - most,
            most=most,
            lines=_lines(lines),
        ),
        say("Shorten it, take a part out, or write more under pages:."),
    )


def _pages(n: int) -> Message:
    return Telling("", {}, lambda tag: words(tag).count("{n} page", "{n} pages", n))


def _lines(n: int) -> Message:
    return Telling("", {}, lambda tag: words(tag).count("{n} line", "{n} lines", n))


def _unmeasured(brief: Document[Brief], hindrance: Message) -> Finding:
    return info(
        brief.source.value(("pages",)),
        "unmeasured-brief",
        say("How many pages this has cannot be told here."),
        hindrance,
    )
