"""What is due, on a page on the progress of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.addresses import workshop_uri
from claim_manual.derived.progress import (
    WEEKS,
    Due,
    DueThing,
    last_day_of_week,
)
from claim_manual.model.manual import Document
from claim_manual.model.registers import Contact, Law
from claim_manual.model.workshop import Occasion, Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Section
from claim_manual.pages.progress_lines import (
    contact_link,
    counted_section,
    lines_of,
)
from claim_manual.pages.texts import Texts


def ahead(texts: Texts, due: Due) -> tuple[Section, ...]:
    """What is overdue and due in the next weeks, what comes later, and workshops held."""
    say = texts.say
    inner = [*_ahead(texts, due)]
    head = () if inner else (b.Paragraph(texts.words(say("Nothing is due."))),)
    return (Section("due", texts.words(say("What is due")), head), *inner)


def _ahead(texts: Texts, due: Due) -> Iterator[Section]:
    say = texts.say
    if due.overdue:
        yield counted_section(
            texts, "overdue", say("Overdue"), len(due.overdue), _dues(texts, due.overdue)
        )
    for first, things in due.weeks:
        last = last_day_of_week(first)
        title = say("{first} to {last}", first=say.date(first), last=say.date(last))
        yield counted_section(texts, "week", title, len(things), _dues(texts, things))
    if due.later:
        title = say("After these {n} weeks", n=WEEKS)
        yield counted_section(texts, "later", title, len(due.later), _later(texts, due.later))
    if due.held:
        yield counted_section(
            texts, "held", say("Workshops held"), len(due.held), _dues(texts, due.held)
        )


def _dues(texts: Texts, things: Iterable[DueThing]) -> b.Items:
    return lines_of([_due(texts, each) for each in things])


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
                contact_link(texts, due.thing),
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
    return lines_of(rows)
