"""What is otherwise between two manuals as a page on the progress of work tells it: short, and whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from claim_manual.derived.addresses import document_uri, register_uri
from claim_manual.derived.difference import ChangeKind, Difference, Edit, Revised
from claim_manual.derived.progress import PAGES, ChangedThing, Changes, approved_since
from claim_manual.difference.edit_lines import ChangeLine
from claim_manual.difference.revised import SectionMaker, touched_lines
from claim_manual.model.catalogue import title_of
from claim_manual.model.finding import Message
from claim_manual.model.finding import say as message
from claim_manual.model.language import Words
from claim_manual.model.manual import Document, Prose
from claim_manual.model.registers import Entry
from claim_manual.model.schema import Change, Headed
from claim_manual.model.sources import REGISTER_TITLES, kind_of

FEW = 3
"""Of no more values than these each is told; of more, how many of which part of the page."""
_LONGEST = 160
"""A value with more characters than these, before and after together, is named and not shown."""
_TOLD = ("history", "version", "verified_on", "review_by", "approved")
"""Keys of a page that are told in other ways, or that only say that somebody looked at it."""


def changes_between(difference: Difference, lang: str, since: dt.date) -> Changes:
    """What is otherwise, in one language of the newer manual."""
    maker = _ThingMaker(difference, lang)
    return Changes(
        since,
        tuple(maker.thing(revised) for revised in difference.revised),
        approved_since(difference.after, since),
        tuple(touched_lines(difference, lang)),
        tuple(_not_compared(difference)),
    )


def _not_compared(difference: Difference) -> Iterator[Message]:
    if difference.unknown:
        files = ", ".join(difference.unknown)
        yield message("Not compared, because there are errors in them: {files}.", files=files)


class _ThingMaker:
    """Makes values of what is otherwise, by the words that every report of a difference has."""

    def __init__(self, difference: Difference, lang: str) -> None:
        self._sections = SectionMaker(difference, lang)

    def thing(self, revised: Revised) -> ChangedThing:
        """A page, entry, text or file that is otherwise."""
        title = self._name(revised)
        thing = ChangedThing(revised.subject, title, revised.kind, *_where(revised))
        if revised.subject in PAGES:
            thing = self._page(revised, thing)
        if revised.kind is not ChangeKind.CHANGED:
            return thing
        return self._with_what(revised, thing)

    def _name(self, revised: Revised) -> str:
        """What it is called; an entry of a register without its id, which stands beside its name else."""
        source = revised.after or revised.before
        reading = self._sections.new if revised.after else self._sections.old
        name = reading.plain(title_of(source)) if isinstance(source, Entry) else ""
        return name or self._sections.title(revised)

    def _page(self, revised: Revised, thing: ChangedThing) -> ChangedThing:
        before, after = _headed(revised.before), _headed(revised.after)
        ends = self._sections.ends(revised)
        told = [change for change in _history(after) if change not in _history(before)]
        return replace(
            thing,
            version=after.version if after else "",
            former_version=before.version if before else "",
            told=tuple(self._sections.new.plain(change.change) for change in told),
            ends=ends,
        )

    def _with_what(self, revised: Revised, thing: ChangedThing) -> ChangedThing:
        """The thing with what of it is otherwise: in full, or counted by the parts of it."""
        edits = [edit for edit in revised.edits if _is_told(revised, edit)]
        if not (edits or thing.told or thing.has_new_version or revised.former_id):
            edits = [*revised.edits]
        revised = replace(revised, edits=tuple(edits))
        if len(edits) <= FEW:
            say = self._sections.say
            lines = [_line_words(say, line) for line in self._sections.lines(revised)]
            return replace(thing, lines=tuple(lines))
        parts = Counter(self._sections.parts(revised))
        if revised.former_id:
            parts[self._sections.say("Identifier")] += 1
        return replace(thing, parts=tuple(parts.most_common()))


def _is_told(revised: Revised, edit: Edit) -> bool:
    return revised.subject not in PAGES or edit.way[0] not in _TOLD


def _headed(source: object) -> Headed | None:
    is_headed = isinstance(source, Document) and isinstance(source.model, Headed)
    return source.model if is_headed else None  # type: ignore[attr-defined]


def _history(model: Headed | None) -> tuple[Change, ...]:
    return model.history if model else ()


def _line_words(say: Words, line: ChangeLine) -> str:
    """A value that is otherwise, on one line: what it is and was, where both are short."""
    before, after = (" ".join(words.split()) for words in (line.before, line.after))
    what = line.where
    if len(before) + len(after) <= _LONGEST and (before or after):
        both = bool(before and after)
        value = (
            say("{after} (was {before})", before=before, after=after) if both else before or after
        )
        what = f"{what}: {value}"
    match line.kind:
        case ChangeKind.ADDED:
            return say("Added: {what}", what=what)
        case ChangeKind.REMOVED:
            return say("Removed: {what}", what=what)
        case _:
            return what


def _where(revised: Revised) -> tuple[str, str]:
    """The page on which a thing can be read, and its place there; "" where there is none."""
    source = revised.after
    if source is None:
        return "", ""
    if revised.subject in PAGES and isinstance(source, Document):
        return document_uri(source), ""  # type: ignore[arg-type]
    if revised.subject in REGISTER_TITLES:
        return register_uri(revised.subject), revised.id
    kind = kind_of(revised.path)
    if kind is None or not kind.page or "{category}" in kind.page:
        return "", ""
    name = source.id if isinstance(source, Prose) else revised.id
    return kind.page.format(id=name), ""
