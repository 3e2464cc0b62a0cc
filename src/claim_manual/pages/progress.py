"""How work on a manual goes, on one page: what changed, what waits for whom, rounds, what is due.

Each of `changed`, `waits`, `under_review` and `ahead` gives the sections of one part, for other
pages too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claim_manual.derived.addresses import register_uri, review_uri, workshop_uri
from claim_manual.derived.difference import ChangeKind
from claim_manual.derived.progress import (
    PAGES,
    WEEKS,
    ChangedThing,
    Changes,
    Due,
    DueThing,
    PendingTexts,
    Rounds,
    RoundState,
    Waiting,
    last_day_of_week,
)
from claim_manual.derived.reading import Reading
from claim_manual.derived.state import Asked
from claim_manual.derived.translations import TranslationState
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument, Document
from claim_manual.model.registers import Contact, Law
from claim_manual.model.sources import PAGE, REGISTER_TITLES, SOURCES, kind_of
from claim_manual.model.values import DECISIONS
from claim_manual.model.workshop import Occasion, Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts

URI = "progress"
_MARK = " · "
_FEW = 12
"""A list of no more names than these stands open; a longer one is folded, with its count."""


@dataclass(frozen=True)
class Progress:
    """All that the page says, in one language."""

    until: dt.date
    changes: Changes
    waiting: Waiting
    rounds: Rounds
    due: Due


def progress_page(reading: Reading, progress: Progress) -> Page:
    """One page for the project team."""
    texts = Texts(reading, reading.manual.settings.path)
    say = texts.say
    first, last = progress.changes.since, progress.until
    days, short = (_days_of(say, *map(word, (first, last))) for word in (say.date, say.short_date))
    title = say("Progress: {days}", days=short)
    return Page(
        uri=URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(say("Progress: {days}", days=days)),
        kicker=texts.words(reading.plain(reading.manual.settings.model.title)),
        head=(counts(texts, progress),),
        sections=(
            *changed(texts, progress.changes),
            *waits(texts, progress.waiting),
            *under_review(texts, progress.rounds),
            *ahead(texts, progress.due),
        ),
        description=title,
    )


def _days_of(say: Words, first: str, last: str) -> str:
    return first if first == last else say("{first} to {last}", first=first, last=last)


def counts(texts: Texts, progress: Progress) -> b.Pairs:
    """The numbers of the page, before all that they count."""
    say, changes = texts.say, progress.changes
    rows = (
        (say("Pages added"), len(changes.of(ChangeKind.ADDED))),
        (say("Pages changed"), len(changes.of(ChangeKind.CHANGED))),
        (say("Pages removed"), len(changes.of(ChangeKind.REMOVED))),
        (say("Pages approved"), len(changes.approved)),
        (say("New versions"), len(changes.new_versions)),
        (say("Questions without an answer"), progress.waiting.questions),
        (say("Pages to be approved"), progress.waiting.pages),
        (say("Comments to be decided"), progress.rounds.remarks),
        (say("Overdue"), len(progress.due.overdue)),
        (say("Due in the next {n} weeks", n=WEEKS), progress.due.soon),
    )
    return b.Pairs(
        tuple(
            b.Pair(texts.words(words), (b.Value((b.Line(texts.words(str(number))),)),))
            for words, number in rows
        ),
        "facts",
    )


# -- what changed


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
        yield _section(texts, "added", say("Pages added"), len(new), _by_part(texts, new))
    if others := changes.of(ChangeKind.CHANGED):
        items = b.Items(tuple(_changed_page(texts, thing) for thing in others), "register")
        yield _section(texts, "otherwise", say("Pages changed"), len(others), items)
    if gone := changes.of(ChangeKind.REMOVED):
        names = b.Paragraph(texts.words(_MARK.join(thing.title for thing in gone)))
        yield _section(texts, "removed", say("Pages removed"), len(gone), names)
    if changes.approved:
        rows = [_approved(texts, document) for document in changes.approved]
        number = len(changes.approved)
        yield _section(texts, "approved", say("Pages approved"), number, _list(rows))
    yield from _other_things(texts, changes)
    if changes.touched:
        rows = [texts.words(line) for line in changes.touched]
        yield _section(texts, "touched", say("Also touched"), len(rows), _list(rows))


def _by_part(texts: Texts, things: Iterable[ChangedThing]) -> b.Items:
    """New pages, those of each part of the manual together."""
    groups: dict[str, list[i.Parts]] = {}
    names = texts.manual.settings.model.categories
    for thing in things:
        category = thing.uri.split("/")[1] if thing.subject == "procedure" else ""
        known = names.get(category)
        title = texts.reading.plain(known) if known else texts.say("Decision trees")
        groups.setdefault(title, []).append((_thing_link(texts, thing),))
    return _list([_led(texts, title, links) for title, links in groups.items()])


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
        parts = "; ".join(_numbered(name, number) for name, number in thing.parts)
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
        yield _section(texts, "others", title, number, b.Items(items, "register"))


def _sort(texts: Texts, subject: str, things: list[ChangedThing]) -> b.Item:
    """Things of one sort: how many are new, otherwise and gone, and which."""
    say = texts.say
    head = (i.Strong((_subject(texts, subject),)), i.Words(f": {len(things)}"))
    blocks: list[b.Block] = [b.Paragraph(head)]
    by_kind = {kind: [thing for thing in things if thing.kind is kind] for kind in ChangeKind}
    if new := by_kind[ChangeKind.ADDED]:
        blocks.append(_names(texts, say("Added"), [(_thing_link(texts, thing),) for thing in new]))
    if others := by_kind[ChangeKind.CHANGED]:
        blocks += _changed_entries(texts, others)
    if gone := by_kind[ChangeKind.REMOVED]:
        blocks.append(_names(texts, say("Removed"), [texts.words(thing.title) for thing in gone]))
    return b.Item(tuple(blocks))


def _changed_entries(texts: Texts, things: list[ChangedThing]) -> b.Blocks:
    """Entries or files that are otherwise, each with what of it is; folded where there are many."""
    rows = [_with_what(texts, thing) for thing in things]
    if len(rows) == 1:
        return (b.Paragraph(_led(texts, texts.say("Changed"), rows)),)
    title = texts.words(_numbered(texts.say("Changed"), len(rows)))
    if len(rows) <= _FEW:
        return (b.Paragraph((i.Strong(title),)), _list(rows))
    return (b.Folded(title, (_list(rows),), "more"),)


def _with_what(texts: Texts, thing: ChangedThing) -> i.Parts:
    """An entry or file, and what of it is otherwise."""
    what = "; ".join(_what(texts, thing))
    return (_thing_link(texts, thing), *((i.Words(f". {what}"),) if what else ()))


def _subject(texts: Texts, subject: str) -> i.Inline:
    if subject in REGISTER_TITLES:
        words = texts.words(texts.say(REGISTER_TITLES[subject]))
        return i.Link(PageGoal(register_uri(subject)), words)
    kind = PAGE if subject == "prose" else next((k for k in SOURCES if k.name == subject), None)
    return i.Words(texts.say(kind.title) if kind else subject)


def _thing_link(texts: Texts, thing: ChangedThing) -> i.Inline:
    """What is otherwise by its name, with the way to it."""
    document = texts.manual.document(thing.uri.rpartition("/")[2])
    if thing.subject in PAGES and document:
        return texts.link_to(document)
    words = (i.Words(thing.title),)
    return i.Link(PageGoal(thing.uri, thing.anchor), words) if thing.uri else words[0]


# -- what waits for whom


def waits(texts: Texts, waiting: Waiting) -> tuple[Section, ...]:
    """What waits for whom: answers, approvals, translations, and what is not known to hold."""
    say = texts.say
    inner = [*_waits(texts, waiting)]
    head = () if inner else (b.Paragraph(texts.words(say("Nothing waits for anybody."))),)
    return (Section("waiting", texts.words(say("What waits for whom")), head), *inner)


def _waits(texts: Texts, waiting: Waiting) -> Iterator[Section]:
    say = texts.say
    if waiting.asked:
        items = tuple(_asked(texts, role, asked) for role, asked in waiting.asked)
        title = say("Questions without an answer")
        yield _section(texts, "asked", title, waiting.questions, b.Items(items, "register"))
    if waiting.unapproved:
        items = tuple(_unapproved(texts, role, those) for role, those in waiting.unapproved)
        title = say("Pages to be approved")
        yield _section(texts, "unapproved", title, waiting.pages, b.Items(items, "register"))
    if waiting.texts:
        number = sum(pending.number for pending in waiting.texts)
        items = tuple(_pending(texts, pending) for pending in waiting.texts)
        title = say("Translations")
        yield _section(texts, "translations", title, number, b.Items(items, "register"))
    if doubtful := [*_doubtful(texts, waiting)]:
        title = say("Not known to hold")
        groups = b.Items(tuple(b.Item((block,)) for block in doubtful), "register")
        yield _section(texts, "unconfirmed", title, waiting.unconfirmed, groups)


def _asked(texts: Texts, role: str, asked: tuple[Asked, ...]) -> b.Item:
    """The questions to one role: those that keep pages from being approved first."""
    say = texts.say
    blocking = [question for question in asked if question.entry.blocking]
    later = [question for question in asked if not question.entry.blocking]
    blocks: list[b.Block] = [_whose(texts, role, len(asked))]
    for title, questions in (
        (say("Before pages can be approved"), blocking),
        (say("Afterwards"), later),
    ):
        if questions:
            rows = [_question(texts, question) for question in questions]
            blocks += [b.Paragraph(texts.words(f"{title}: {len(rows)}"), "muted"), _list(rows)]
    return b.Item(tuple(blocks))


def _question(texts: Texts, asked: Asked) -> i.Parts:
    """A question, and the pages that wait for its answer."""
    goal = PageGoal(register_uri("validations"), asked.entry.id)
    link = i.Link(goal, texts.line(asked.entry.question))
    pages = ", ".join(document.model.code for document in asked.documents)
    waiting = texts.say("Waiting for it")
    return (link, *((i.Words(f" {waiting}: {pages}"),) if pages else ()))


def _unapproved(texts: Texts, role: str, documents: tuple[AnyDocument, ...]) -> b.Item:
    by_status: dict[str, list[i.Parts]] = {}
    for document in documents:
        by_status.setdefault(document.model.status, []).append((_code_link(texts, document),))
    lines = [_led(texts, texts.status(status), links) for status, links in by_status.items()]
    return b.Item((_whose(texts, role, len(documents)), *(b.Paragraph(line) for line in lines)))


def _whose(texts: Texts, role: str, number: int) -> b.Paragraph:
    name = texts.reading.roles((role,))
    return b.Paragraph((i.Strong(texts.words(name)), i.Words(f": {number}")))


def _pending(texts: Texts, pending: PendingTexts) -> b.Item:
    say = texts.say
    languages = texts.manual.settings.model.languages
    name = languages[pending.lang].name if pending.lang in languages else pending.lang
    words = {
        TranslationState.MISSING: say("missing"),
        TranslationState.STALE: say("older than what they were translated from"),
        TranslationState.NEW: say("not confirmed yet"),
    }[pending.state]
    head = (i.Strong(texts.words(name)), i.Words(f": {pending.number} {words}"))
    files = [_of_file(texts, path, number) for path, number in pending.by_file]
    return b.Item((b.Paragraph(head), b.Paragraph(_between(files), "muted")))


def _of_file(texts: Texts, path: str, number: int) -> i.Parts:
    """A file by the page that shows it, and how many texts of it wait."""
    stem = path.rsplit("/", maxsplit=1)[-1].partition(".")[0]
    document = texts.manual.document(stem)
    kind = kind_of(path)
    if document is not None and kind is not None and (kind.is_headed or kind.beside):
        name: i.Inline = _code_link(texts, document)
    elif kind is not None and kind.is_register:
        name = _subject(texts, kind.stem)
    else:
        name = i.Words(path)
    return (name, i.Words(f" ({number})"))


def _doubtful(texts: Texts, waiting: Waiting) -> Iterator[b.Block]:
    """Laws, time limits and contacts, those of one sort together."""
    say = texts.say
    heads = {
        "over": say("Laws that are no longer in force"),
        "ending": say("Laws that end in the next {n} weeks", n=WEEKS),
        "changed": say("Laws that changed recently"),
        "background": say("Laws that nobody has seen yet"),
    }
    for name, laws in waiting.laws:
        links: list[i.Parts] = [(texts.entry_link("laws", law.id),) for law in laws]
        yield _names(texts, heads[name], links)
    if waiting.limits:
        stated = [_limit(texts, place, limit) for place, limit in waiting.limits]
        yield _names(texts, say("Time limits to be confirmed"), stated)
    if waiting.contacts:
        links = [(_contact_link(texts, contact),) for contact in waiting.contacts]
        yield _names(texts, say("Contacts to be confirmed"), links)


def _limit(texts: Texts, place: str, limit: object) -> i.Parts:
    """A time limit in words, with the page that has it where it is of one."""
    words = texts.reading.plain(limit.text)  # type: ignore[attr-defined]
    document = texts.manual.document(place)
    if document is None:
        return (i.Link(PageGoal(register_uri("deadlines"), place), texts.words(words)),)
    return (i.Words(f"{words} ("), _code_link(texts, document), i.Words(")"))


# -- rounds of review


def under_review(texts: Texts, rounds: Rounds) -> tuple[Section, ...]:
    """Rounds of review: how long each is open, what was decided, what waits."""
    say = texts.say
    items = tuple(_round(texts, each) for each in rounds.told)
    blocks: list[b.Block] = [b.Items(items, "register")] if items else []
    if not items:
        blocks.append(b.Paragraph(texts.words(say("No round of review is open."))))
    if rounds.settled:
        words = say.count(
            "{n} earlier round is settled.", "{n} earlier rounds are settled.", rounds.settled
        )
        blocks.append(b.Paragraph(texts.words(words), "muted"))
    return (Section("rounds", texts.words(say("Rounds of review")), tuple(blocks)),)


def _round(texts: Texts, state: RoundState) -> b.Item:
    say, model = texts.say, state.review.model
    goal = PageGoal(review_uri(state.review.id))
    link = i.Link(goal, texts.words(texts.reading.plain(model.title)))
    rows = [_days(say, state), _decided(say, state)]
    blocks = [b.Paragraph((i.Strong((link,)),))]
    blocks += [b.Paragraph(texts.words(row)) for row in rows]
    if state.waiting:
        waiting = [_remarked(texts, *each) for each in state.waiting]
        blocks.append(b.Paragraph(_led(texts, say("To be decided"), waiting), "muted"))
    return b.Item(tuple(blocks))


def _days(say: Words, state: RoundState) -> str:
    model = state.review.model
    opened = say("Opened on {date}.", date=say.date(model.opened_on))
    if model.closed_on:
        return f"{opened} {say('Closed on {date}.', date=say.date(model.closed_on))}"
    if state.days < 0:
        return say("Opens on {date}.", date=say.date(model.opened_on))
    days = say.count("Open for {n} day.", "Open for {n} days.", state.days)
    return f"{opened} {days}"


def _decided(say: Words, state: RoundState) -> str:
    number = sum(state.counts.values())
    if not number:
        return say("No comments yet.")
    counted = [
        f"{say(words)}: {state.counts[key]}"
        for key, words in DECISIONS.items()
        if state.counts[key]
    ]
    comments = say.count("{n} comment", "{n} comments", number)
    return f"{comments}. {'; '.join(counted)}."


def _remarked(texts: Texts, document: AnyDocument | None, number: int) -> i.Parts:
    name: i.Inline = (
        _code_link(texts, document) if document else i.Words(texts.say("The whole manual"))
    )
    return (name, i.Words(f" ({number})"))


# -- what is due


def ahead(texts: Texts, due: Due) -> tuple[Section, ...]:
    """What is overdue and due in the next weeks, what comes later, and workshops held."""
    say = texts.say
    inner = [*_ahead(texts, due)]
    head = () if inner else (b.Paragraph(texts.words(say("Nothing is due."))),)
    return (Section("due", texts.words(say("What is due")), head), *inner)


def _ahead(texts: Texts, due: Due) -> Iterator[Section]:
    say = texts.say
    if due.overdue:
        yield _section(
            texts, "overdue", say("Overdue"), len(due.overdue), _dues(texts, due.overdue)
        )
    for first, things in due.weeks:
        last = last_day_of_week(first)
        title = say("{first} to {last}", first=say.date(first), last=say.date(last))
        yield _section(texts, "week", title, len(things), _dues(texts, things))
    if due.later:
        title = say("After these {n} weeks", n=WEEKS)
        yield _section(texts, "later", title, len(due.later), _later(texts, due.later))
    if due.held:
        yield _section(texts, "held", say("Workshops held"), len(due.held), _dues(texts, due.held))


def _dues(texts: Texts, things: Iterable[DueThing]) -> b.Items:
    return _list([_due(texts, each) for each in things])


def _due(texts: Texts, due: DueThing) -> i.Parts:
    """A day and what is due on it."""
    say = texts.say
    day = f"{say.date(due.day)}: "
    match due.thing:
        case Law():
            law = texts.entry_link("laws", due.thing.id)
            return (i.Words(f"{day}{say('last day in force of')} "), law)
        case Contact():
            return (
                i.Words(f"{day}{say('confirm the contact')} "),
                _contact_link(texts, due.thing),
            )
        case Document():
            return (i.Words(f"{day}{say('review')} "), texts.link_to(due.thing))
        case (workshop, date):
            return (i.Words(day), *_workshop(texts, workshop, date))


def _workshop(texts: Texts, workshop: Document[Workshop], date: Occasion) -> i.Parts:
    """A workshop on a day: where, and how many come or came."""
    say = texts.say
    title = texts.words(texts.reading.plain(workshop.model.title))
    place = texts.reading.plain(date.place)
    numbers = [
        f"{words}: {number}"
        for words, number in (
            (say("Organisations"), date.centres),
            (say("Invited"), date.invited),
            (say("Came"), date.attended),
        )
        if number is not None
    ]
    counted = "; ".join(numbers) or say("without counts yet")
    link = i.Link(PageGoal(workshop_uri(workshop.id)), title)
    return (link, i.Words(f", {place} ({counted})"))


def _later(texts: Texts, things: tuple[DueThing, ...]) -> b.Items:
    """What is due later, by sort: how many, and the first of them."""
    say = texts.say
    sorts: tuple[tuple[str, list[DueThing]], ...] = (
        (say("Pages to be reviewed"), [t for t in things if isinstance(t.thing, Document)]),
        (say("Laws that end"), [t for t in things if isinstance(t.thing, Law)]),
        (say("Contacts to be confirmed"), [t for t in things if isinstance(t.thing, Contact)]),
        (say("Workshops"), [t for t in things if isinstance(t.thing, tuple)]),
    )
    rows = []
    for title, those in sorts:
        if those:
            first = say("the first on {date}", date=say.date(those[0].day))
            rows.append(texts.words(f"{title}: {len(those)}, {first}"))
    return _list(rows)


# -- lines


def _section(texts: Texts, name: str, title: str, number: int, block: b.Block) -> Section:
    words = _numbered(title, number)
    return Section(name, texts.words(words), (block,), level=3, count=number)


def _numbered(name: str, number: int) -> str:
    return f"{name} ({number})"


def _list(rows: Iterable[i.Parts]) -> b.Items:
    return b.Items(tuple(b.Item((b.Line(row),)) for row in rows))


def _names(texts: Texts, title: str, names: list[i.Parts]) -> b.Block:
    """Names of one sort, after what they are and how many; folded where there are many."""
    if len(names) <= _FEW:
        return b.Paragraph(_led(texts, title, names, "; "))
    summary = texts.words(_numbered(title, len(names)))
    return b.Folded(summary, (b.Paragraph(_between(names, "; ")),), "more")


def _led(texts: Texts, title: str, things: list[i.Parts], mark: str = _MARK) -> i.Parts:
    """Things on one line, after what they are and how many."""
    head = i.Strong(texts.words(f"{_numbered(title, len(things))}:"))
    return (head, i.Words(" "), *_between(things, mark))


def _between(things: list[i.Parts], mark: str = _MARK) -> i.Parts:
    """Things on one line, with a mark between them."""
    parts: list[i.Inline] = []
    for n, thing in enumerate(things):
        parts += [i.Words(mark), *thing] if n else thing
    return tuple(parts)


def _code_link(texts: Texts, document: AnyDocument) -> i.Link:
    """A link to a page by its code alone."""
    link = texts.link_to(document)
    return i.Link(link.goal, link.parts[:1], title=texts.reading.title(document))


def _contact_link(texts: Texts, contact: Contact) -> i.Link:
    goal = PageGoal(register_uri("contacts"), contact.id)
    return i.Link(goal, texts.words(texts.reading.plain(contact.name)))
