"""A page of the manual that comes back from Word: compared, understood, judged, and written if asked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.word_text import WordText
from claim_manual.imports.into import Into
from claim_manual.imports.returned.compared import Change, Sides, changes, sides
from claim_manual.imports.returned.page import ReadPage, read_page
from claim_manual.imports.returned.recognised import PageInFile, is_page, pages_in
from claim_manual.imports.returned.source_texts import source_texts, standings
from claim_manual.imports.returned.understood import Understood, understood
from claim_manual.imports.returned.unsaid import conditions, unsaid
from claim_manual.model.finding import Finding, say
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.office.word_reading import word_text
from claim_manual.pages.texts import Texts
from claim_manual.sources.edited import edited
from claim_manual.sources.order import shape_of
from claim_manual.work import word_editions
from claim_manual.work.importing.goal import Goal, ImportRefusedError, errors_of_drafts
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order, site_address
from claim_manual.work.saving import write_all


@dataclass(frozen=True)
class Returned:
    """A page that came back: what of its changes is in its source now, and what nobody could carry.

    `unsaid` is what Word does not say, by its label, with the nodes that have it; `conditions` are
    nodes whose ways hold under conditions. `files` are the sources as they are to be. `refused` are
    the errors for which other steps and ways were not carried.
    """

    document: AnyDocument
    lang: str
    carried: tuple[Change, ...]
    left: tuple[Change, ...]
    unsaid: tuple[tuple[str, tuple[str, ...]], ...]
    conditions: tuple[str, ...]
    files: dict[str, bytes | None]
    errors: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Desk:
    """What pages are compared with: the manual as it is, and how its Word files are made."""

    goal: Goal
    manual: Manual
    order: Order

    def page(self, manual: Manual, document: AnyDocument, lang: str) -> ReadPage:
        """A page as its Word file shows it."""
        content = word_editions.without_charts(manual, self.order, document, lang)
        return read_page(word_text(content).blocks, Reading(manual, lang).say)


def returned_pages(goal: Goal, manual: Manual, text: WordText, lang: str | None) -> list[Returned]:
    """The pages of the manual that a Word file of ours has in it; none where it is another file."""
    desk = _Desk(goal, manual, Order(goal.root, goal.today, site_address(goal.root, manual)))
    places = word_editions.place_of
    found = pages_in(text, manual, lambda document: places(document_uri(document)))
    return [came for page in found if (came := _returned(desk, page, lang))]


def _returned(desk: _Desk, page: PageInFile, lang: str | None) -> Returned | None:
    """A page that came back; None where the file says something else than the page."""
    spoken = lang if lang in page.languages else page.languages[0]
    manual, document = desk.manual, page.document
    reading = Reading(manual, spoken)
    left = desk.page(manual, document, spoken)
    right = read_page(page.blocks, reading.say)
    ids = [node.id for node in nodes(document)]
    if len(left.rows) != len(ids) or not is_page(left, right):
        return None
    both = sides(left, right, ids, reading.say)
    came = Returned(
        document,
        spoken,
        (),
        tuple(changes(both)),
        tuple(unsaid(document)),
        conditions(document),
        {},
    )
    whole = _meant(desk, came, both, is_of_words=False)
    if not whole.errors:
        return whole
    words = _meant(desk, came, both, is_of_words=True)
    return whole if words.errors else replace(words, refused=whole.errors)


def _meant(desk: _Desk, came: Returned, both: Sides, *, is_of_words: bool) -> Returned:
    """The page with the sources that its changes come to, judged."""
    document, into = came.document, Into(desk.manual, came.lang)
    texts = Texts(Reading(desk.manual, into.lang), document.path)
    written = source_texts(texts, document, desk.manual.companion(document.id, into.lang))
    placed = standings(both.left, both.left_nodes, written)
    result = understood(document, both, came.left, placed, into, is_of_words=is_of_words)
    files = _files(desk, document, result, came.lang)
    return _proved(desk, replace(came, files=files), both) if files else came


def _files(
    desk: _Desk, document: AnyDocument, result: Understood, lang: str
) -> dict[str, bytes | None]:
    files: dict[str, bytes | None] = {}
    if result.edits:
        text = (desk.goal.root / document.path).read_text("utf-8-sig").replace("\r\n", "\n")
        shape = shape_of(document.path, desk.manual.languages)
        assert shape is not None  # a page is a source
        files[document.path] = edited(text, result.edits, shape).encode()
    prose = desk.manual.companion(document.id, lang)
    if result.prose is not None and prose is not None:
        files[prose.path] = result.prose.encode()
    return files


def _proved(desk: _Desk, came: Returned, both: Sides) -> Returned:
    """What was carried: the changes that the page shows when it is made of the new sources."""
    after, findings = judged(desk.goal.root, desk.goal.today, came.files)
    errors = tuple(errors_of_drafts(desk.goal.before, findings))
    document = after.document(came.document.id) if after else None
    if errors or after is None or document is None:
        return replace(came, errors=errors)
    shown = desk.page(after, document, came.lang)
    ids = [node.id for node in nodes(document)]
    known = set(both.left_nodes)
    again = Sides(
        both.left, shown, both.left_nodes, tuple(i if i in known else "" for i in ids), both.say
    )
    now = Counter(change.identity for change in changes(again))
    carried: list[Change] = []
    left: list[Change] = []
    for change in came.left:
        is_carried = now[change.identity] > 0
        now[change.identity] -= is_carried
        (carried if is_carried else left).append(change)
    return replace(came, carried=tuple(carried), left=tuple(left))


def write_returned(goal: Goal, came: Iterable[Returned], *, replaces: bool) -> list[str]:
    """Write the sources of pages that came back, and name them; those of a folder apart are whole.

    Raises ImportRefusedError where a file of a folder apart is there already.
    """
    files: dict[str, bytes | None] = {}
    for page in came:
        if not goal.is_apart:
            files |= page.files
            continue
        content = (
            page.files.get(page.document.path) or (goal.root / page.document.path).read_bytes()
        )
        files[str(goal.folder / Path(page.document.path).name)] = content
        files |= {
            str(goal.folder / Path(path).name): prose
            for path, prose in page.files.items()
            if path != page.document.path
        }
    for path in files if goal.is_apart and not replaces else ():
        if os.path.lexists(path):
            raise ImportRefusedError(
                say("{file} exists already.", file=path),
                say("Nothing was written. Name another folder, or write over it with --replace."),
            )
    write_all(goal.root, files)
    return [*files]
