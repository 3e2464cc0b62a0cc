"""What changed since a day, on a page on the progress of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.difference import ChangeKind
from claim_manual.derived.progress import (
    PAGES,
    ChangedThing,
    Changes,
)
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Section
from claim_manual.pages.progress_lines import (
    FEW,
    MARK,
    counted_section,
    led,
    lines_of,
    named,
    numbered,
    sort_of,
)
from claim_manual.pages.texts import Texts


def changed(texts: Texts, changes: Changes) -> tuple[Section, ...]:
    """What changed since a day: pages, entries of registers, other texts, files."""
    say = texts.say
    head = [b.Paragraph(texts.words(note.text(say)), "muted") for note in changes.notes]
    inner = [*_changed(texts, changes)]
    if not inner:
        nothing = say("Nothing has changed since {date}.", date=say.date(changes.since))
        head.append(b.Paragraph(texts.words(nothing)))
    return (Section("changed", texts.words(say("What changed")), tuple(head)), *inner)


def _changed(texts: Texts, changes: Changes) -> Iterator[Section]:
    say = texts.say
    if new := changes.of(ChangeKind.ADDED):
        yield counted_section(texts, "added", say("Pages added"), len(new), _by_part(texts, new))
    if others := changes.of(ChangeKind.CHANGED):
        items = b.Items(tuple(_changed_page(texts, thing) for thing in others), "register")
        yield counted_section(texts, "otherwise", say("Pages changed"), len(others), items)
    if gone := changes.of(ChangeKind.REMOVED):
        names = b.Paragraph(texts.words(MARK.join(thing.title for thing in gone)))
        yield counted_section(texts, "removed", say("Pages removed"), len(gone), names)
    if changes.approved:
        rows = [_approved(texts, document) for document in changes.approved]
        number = len(changes.approved)
        yield counted_section(texts, "approved", say("Pages approved"), number, lines_of(rows))
    yield from _other_things(texts, changes)
    if changes.touched:
        rows = [texts.words(line) for line in changes.touched]
        yield counted_section(texts, "touched", say("Also touched"), len(rows), lines_of(rows))


def _by_part(texts: Texts, things: Iterable[ChangedThing]) -> b.Items:
    """New pages, those of each part of the manual together."""
    groups: dict[str, list[i.Parts]] = {}
    names = texts.manual.settings.model.category_names
    for thing in things:
        category = thing.uri.split("/")[1] if thing.subject == "procedure" else ""
        known = names.get(category)
        title = texts.reading.plain(known) if known else texts.say("Decision trees")
        groups.setdefault(title, []).append((_thing_link(texts, thing),))
    return lines_of([led(texts, title, links) for title, links in groups.items()])


def _changed_page(texts: Texts, thing: ChangedThing) -> b.Item:
    """A page with its version, what its history says, and what of it is otherwise."""
    head: i.Parts = (i.Strong((_thing_link(texts, thing),)),)
    if thing.has_new_version:
        head = (*head, i.Words(f" ({_versions(texts.say, thing)})"))
    blocks: list[b.Block] = [b.Paragraph(head)]
    blocks += [b.Paragraph(texts.words(words)) for words in thing.told]
    blocks += [b.Paragraph(texts.words(line), "muted") for line in _what(texts, thing)]
    return b.Item(tuple(blocks))


def _what(texts: Texts, thing: ChangedThing) -> Iterator[str]:
    """What of a thing is otherwise, and what that does."""
    yield from thing.lines
    if thing.parts:
        parts = "; ".join(numbered(name, number) for name, number in thing.parts)
        yield texts.say("Changed: {parts}", parts=parts)
    if thing.ends:
        yield f"{thing.ends[:1].upper()}{thing.ends[1:]}."


def _versions(say: Words, thing: ChangedThing) -> str:
    return say("version {after}, was {before}", before=thing.former_version, after=thing.version)


def _approved(texts: Texts, document: AnyDocument) -> i.Parts:
    approval = document.model.approved
    assert approval is not None  # it was chosen by its day
    by = texts.reading.roles((approval.by,))
    day = texts.say.date(approval.on)
    return (texts.link_to(document), i.Words(f": {by}, {day}"))


def _other_things(texts: Texts, changes: Changes) -> Iterator[Section]:
    """Registers, other texts and files that are otherwise, those of one sort together."""
    groups: dict[str, list[ChangedThing]] = {}
    for thing in changes.things:
        if thing not in changes.pages:
            groups.setdefault(thing.subject, []).append(thing)
    if groups:
        number = sum(map(len, groups.values()))
        items = tuple(_sort(texts, subject, things) for subject, things in groups.items())
        title = texts.say("Registers, other texts and files")
        yield counted_section(texts, "others", title, number, b.Items(items, "register"))


def _sort(texts: Texts, subject: str, things: list[ChangedThing]) -> b.Item:
    """Things of one sort: how many are new, otherwise and gone, and which."""
    say = texts.say
    head = (i.Strong((sort_of(texts, subject),)), i.Words(f": {len(things)}"))
    blocks: list[b.Block] = [b.Paragraph(head)]
    by_kind = {kind: [thing for thing in things if thing.kind is kind] for kind in ChangeKind}
    if new := by_kind[ChangeKind.ADDED]:
        blocks.append(named(texts, say("Added"), [(_thing_link(texts, thing),) for thing in new]))
    if others := by_kind[ChangeKind.CHANGED]:
        blocks += _changed_entries(texts, others)
    if gone := by_kind[ChangeKind.REMOVED]:
        blocks.append(named(texts, say("Removed"), [texts.words(thing.title) for thing in gone]))
    return b.Item(tuple(blocks))


def _changed_entries(texts: Texts, things: list[ChangedThing]) -> b.Blocks:
    """Entries or files that are otherwise, each with what of it is; folded where there are many."""
    rows = [_with_what(texts, thing) for thing in things]
    if len(rows) == 1:
        return (b.Paragraph(led(texts, texts.say("Changed"), rows)),)
    title = texts.words(numbered(texts.say("Changed"), len(rows)))
    if len(rows) <= FEW:
        return (b.Paragraph((i.Strong(title),)), lines_of(rows))
    return (b.Folded(title, (lines_of(rows),), "more"),)


def _with_what(texts: Texts, thing: ChangedThing) -> i.Parts:
    """An entry or file, and what of it is otherwise."""
    what = "; ".join(_what(texts, thing))
    return (_thing_link(texts, thing), *((i.Words(f". {what}"),) if what else ()))


def _thing_link(texts: Texts, thing: ChangedThing) -> i.Inline:
    """What is otherwise by its name, with the way to it."""
    document = texts.manual.document(thing.uri.rpartition("/")[2])
    if thing.subject in PAGES and document:
        return texts.link_to(document)
    words = (i.Words(thing.title),)
    return i.Link(PageGoal(thing.uri, thing.anchor), words) if thing.uri else words[0]
