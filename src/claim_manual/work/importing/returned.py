"""A page of the manual that comes back from Word: compared, understood, judged, and written if asked."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.word_text import WordText
from claim_manual.imports.into import Into
from claim_manual.imports.returned.compared import Change, Sides, changes, sides
from claim_manual.imports.returned.page import ReadPage, read_page
from claim_manual.imports.returned.rebased import rebased
from claim_manual.imports.returned.recognised import PageInFile, is_page, pages_in, shared
from claim_manual.imports.returned.source_texts import source_texts, standings
from claim_manual.imports.returned.understood import Understood, understood
from claim_manual.imports.returned.unsaid import conditions, unsaid
from claim_manual.model.finding import Finding, say
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.office.word_reading import word_text
from claim_manual.pages.texts import Texts
from claim_manual.read import NotAManualError, read_manual
from claim_manual.read.revision import RevisionError, at_revision
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
    the errors for which other steps and ways were not carried. One that `is_restored` was deleted
    since the file was made.
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
    is_restored: bool = False


@dataclass(frozen=True)
class _Former:
    """The manual at the commit of a file, and what stood in the files of its pages."""

    manual: Manual
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class _Desk:
    """What pages are compared with: the manual as it is, and as it was at the commit of the file.

    `restored` are files that the manual has not any more, and that a page comes back to.
    """

    goal: Goal
    manual: Manual
    order: Order
    commit: str
    restored: Mapping[str, bytes] = field(default_factory=dict)

    def page(self, manual: Manual, document: AnyDocument, lang: str) -> ReadPage:
        """A page as its Word file shows it."""
        content = word_editions.without_charts(manual, self.order, document, lang)
        return read_page(word_text(content).blocks, Reading(manual, lang).say)

    def source(self, path: str) -> str:
        """What stands in a file."""
        content = self.restored.get(path) or (self.goal.root / path).read_bytes()
        return content.decode("utf-8-sig").replace("\r\n", "\n")

    @cached_property
    def former(self) -> _Former | None:
        """The manual from which the file was made, where git still has it."""
        if not _COMMIT.fullmatch(self.commit):
            return None
        try:
            with at_revision(self.goal.root, self.commit) as folder:
                manual = read_manual(folder)[0]
                return _Former(manual, _files_of(manual, folder)) if manual else None
        except (RevisionError, NotAManualError):
            return None


_COMMIT = re.compile(r"[0-9a-f]{40,64}")


def _files_of(manual: Manual, folder: Path) -> dict[str, bytes]:
    paths = [document.path for document in manual.documents()]
    paths += [prose.path for prose in manual.companions]
    return {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}


def returned_pages(goal: Goal, manual: Manual, text: WordText, lang: str | None) -> list[Returned]:
    """The pages of the manual that a Word file of ours has in it; none where it is another file.

    A page that was deleted since is one too, where git has it at the commit of the file.
    """
    order = Order(goal.root, goal.today, site_address(goal.root, manual))
    desk = _Desk(goal, manual, order, text.origin.commit)
    found = [*_pages_in(text, manual)]
    if not found and (back := _restored(desk, text)):
        desk, found = back, [*_pages_in(text, back.manual)]
    return [came for page in found if (came := _returned(desk, page, lang))]


def _pages_in(text: WordText, manual: Manual) -> Iterator[PageInFile]:
    return pages_in(text, manual, lambda document: word_editions.place_of(document_uri(document)))


def _restored(desk: _Desk, text: WordText) -> _Desk | None:
    """The desk with pages of the file that the manual has no more, as they were at its commit."""
    if desk.former is None:
        return None
    former = desk.former.manual
    gone = {
        page.document.id
        for page in _pages_in(text, former)
        if not os.path.lexists(desk.goal.root / page.document.path)
    }
    paths = [document.path for document in former.documents() if document.id in gone]
    paths += [prose.path for prose in former.companions if prose.id in gone]
    files = {
        path: desk.former.files[path]
        for path in paths
        if path in desk.former.files and not os.path.lexists(desk.goal.root / path)
    }
    manual, findings = judged(desk.goal.root, desk.goal.today, dict(files))
    is_sound = not errors_of_drafts(desk.goal.before, findings)
    return replace(desk, manual=manual, restored=files) if files and manual and is_sound else None


def _returned(desk: _Desk, page: PageInFile, lang: str | None) -> Returned | None:
    """A page that came back; None where the file says something else than the page."""
    spoken = lang if lang in page.languages else page.languages[0]
    manual, document = desk.manual, page.document
    say_ = Reading(manual, spoken).say
    now = _Side(desk.page(manual, document, spoken), _ids(document))
    right = read_page(page.blocks, say_)
    base = _base(desk, document.id, spoken, now, right)
    if not base.is_whole or not now.is_whole or not is_page(base.page, right):
        return None
    both = sides(base.page, right, base.nodes, say_)
    otherwise = changes(both)
    if base is not now:
        sides_of = (base.page, base.nodes), (now.page, now.nodes)
        otherwise = rebased(otherwise, *sides_of, say_)
        both = replace(both, left=now.page, left_nodes=now.nodes)
    came = Returned(
        document, spoken, (), tuple(otherwise), tuple(unsaid(document)), conditions(document), {},
        is_restored=document.path in desk.restored,
    )  # fmt: skip
    whole = _meant(desk, came, both, is_of_words=False)
    if not whole.errors:
        return whole
    words = _meant(desk, came, both, is_of_words=True)
    return whole if words.errors else replace(words, refused=whole.errors)


@dataclass(frozen=True)
class _Side:
    """A page, and the nodes of its rows."""

    page: ReadPage
    nodes: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether each row is a node."""
        return len(self.page.rows) == len(self.nodes)


def _ids(document: AnyDocument) -> tuple[str, ...]:
    return tuple(node.id for node in nodes(document))


def _base(desk: _Desk, name: str, lang: str, now: _Side, right: ReadPage) -> _Side:
    """What the file was before somebody changed it: the page as it was at its commit, or as it is now,
    whichever has more in common with it. What was exported need not have been committed.
    """
    if now.page.words == right.words or desk.former is None:
        return now
    former = desk.former.manual
    document = former.document(name)
    if document is None or lang not in former.languages:
        return now
    then = _Side(desk.page(former, document, lang), _ids(document))
    is_nearer = shared(then.page, right) > shared(now.page, right)
    return then if is_nearer and then.is_whole else now


def _meant(desk: _Desk, came: Returned, both: Sides, *, is_of_words: bool) -> Returned:
    """The page with the sources that its changes come to, judged."""
    document, into = came.document, Into(desk.manual, came.lang)
    texts = Texts(Reading(desk.manual, into.lang), document.path)
    written = source_texts(texts, document, desk.manual.companion(document.id, into.lang))
    placed = standings(both.left, both.left_nodes, written)
    known = [change for change in came.left if not change.is_overtaken]
    result = understood(document, both, known, placed, into, is_of_words=is_of_words)
    files = _files(desk, document, result, came.lang)
    return _proved(desk, replace(came, files=files), both) if files else came


def _files(
    desk: _Desk, document: AnyDocument, result: Understood, lang: str
) -> dict[str, bytes | None]:
    files: dict[str, bytes | None] = dict(desk.restored)
    if result.edits:
        text = desk.source(document.path)
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
    ids = _ids(document)
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
