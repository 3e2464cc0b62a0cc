"""How work on a manual goes: what changed, what waits for whom, rounds of review, what is due.

Counts, roles and organisations; never who did something.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.changes import DatedChange, changes
from claim_manual.derived.difference import ChangeKind
from claim_manual.derived.reading import Reading
from claim_manual.derived.state import CONTACT_AGE, Asked, state
from claim_manual.derived.translations import TranslationState, translations
from claim_manual.model.finding import Message
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.registers import Contact, Deadline, Law
from claim_manual.model.registers.limit import Limit
from claim_manual.model.review import Round
from claim_manual.model.workshop import Occasion, Workshop

WEEKS = 4
"""How many weeks ahead what is due is told one by one."""
T = TypeVar("T")
_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_UNSETTLED = ("model", "draft", "in-review")
"""The statuses of pages that nobody has approved yet."""


# -- what changed


@dataclass(frozen=True)
class ChangedThing:
    """A page, entry, text or file that is otherwise, in words of one language.

    `subject` is procedure, flow, prose, file or another kind of source, or the name of a register;
    `uri` is where it can be read, "" where nowhere. `told` is what its history says, `parts` has
    what of it is otherwise and how often, `lines` the same in full where there are few, and `ends`
    what happens otherwise.
    """

    subject: str
    title: str
    kind: ChangeKind
    uri: str = ""
    anchor: str = ""
    version: str = ""
    former_version: str = ""
    told: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    lines: tuple[str, ...] = ()
    ends: str = ""

    @property
    def has_new_version(self) -> bool:
        """Whether it was there before, in another version."""
        return bool(self.version and self.former_version) and self.version != self.former_version


@dataclass(frozen=True)
class Changes:
    """What is otherwise since a day; `approved` are the pages that were approved since.

    `notes` say what could not be compared, and why. `touched` are pages that are the same and lean
    on what is otherwise.
    """

    since: dt.date
    things: tuple[ChangedThing, ...] = ()
    approved: tuple[AnyDocument, ...] = ()
    touched: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()

    def of(self, kind: ChangeKind) -> tuple[ChangedThing, ...]:
        """The procedures and flows of which this is true."""
        return tuple(thing for thing in self.pages if thing.kind is kind)

    @property
    def pages(self) -> tuple[ChangedThing, ...]:
        """The procedures and flows."""
        return tuple(thing for thing in self.things if thing.subject in PAGES)

    @property
    def new_versions(self) -> tuple[ChangedThing, ...]:
        """The procedures and flows that have a new version."""
        return tuple(thing for thing in self.pages if thing.has_new_version)


PAGES = ("procedure", "flow")


def approved_since(manual: Manual, since: dt.date) -> tuple[AnyDocument, ...]:
    """The pages that were approved on a day or after it, and still are."""
    return tuple(
        document
        for document in manual.documents()
        if document.model.status == "approved"
        and document.model.approved
        and document.model.approved.on >= since
    )


def changes_in_histories(reading: Reading, since: dt.date) -> Changes:
    """What the histories of the pages tell of a day and after it: all there is without the past."""
    by_page: dict[str, list[DatedChange]] = {}
    for changed in changes(reading.manual):
        if changed.change.date >= since:
            by_page.setdefault(changed.document.id, []).append(changed)
    things = [
        _told_thing(reading, document, by_page[document.id])
        for document in reading.manual.documents()
        if document.id in by_page
    ]
    return Changes(since, tuple(things), approved_since(reading.manual, since))


def _told_thing(
    reading: Reading, document: AnyDocument, told: Iterable[DatedChange]
) -> ChangedThing:
    told = [*told]
    lines = document.model.history
    is_new = len(told) == len(lines)
    earlier = [line for line in lines if all(line is not each.change for each in told)]
    return ChangedThing(
        "procedure" if hasattr(document.model, "steps") else "flow",
        reading.title(document),
        ChangeKind.ADDED if is_new else ChangeKind.CHANGED,
        document_uri(document),
        version=document.model.version,
        former_version=max(earlier, key=lambda line: line.date).version if earlier else "",
        told=tuple(reading.plain(each.change.change) for each in told),
    )


# -- what waits for whom


@dataclass(frozen=True)
class PendingTexts:
    """Translations of one language in one state, by the file in which they are: path to how many."""

    lang: str
    state: TranslationState
    by_file: tuple[tuple[str, int], ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(number for _, number in self.by_file)


@dataclass(frozen=True)
class Waiting:
    """What waits: questions by the role that is asked, pages by the role that owns them, texts to be
    translated, and what is not known to hold. Laws stand by what is doubtful of them, time limits
    with the id of the page or entry that has them.
    """

    asked: tuple[tuple[str, tuple[Asked, ...]], ...]
    unapproved: tuple[tuple[str, tuple[AnyDocument, ...]], ...]
    texts: tuple[PendingTexts, ...]
    laws: tuple[tuple[str, tuple[Law, ...]], ...]
    limits: tuple[tuple[str, Limit], ...]
    contacts: tuple[Contact, ...]

    @property
    def questions(self) -> int:
        """How many questions are open."""
        return sum(len(asked) for _, asked in self.asked)

    @property
    def blocking(self) -> int:
        """How many of them keep pages from being approved."""
        return sum(each.entry.blocking for _, asked in self.asked for each in asked)

    @property
    def pages(self) -> int:
        """How many pages wait to be approved."""
        return sum(len(documents) for _, documents in self.unapproved)

    @property
    def unconfirmed(self) -> int:
        """How many laws, time limits and contacts are not known to hold."""
        return sum(len(laws) for _, laws in self.laws) + len(self.limits) + len(self.contacts)


def waiting(manual: Manual, today: dt.date) -> Waiting:
    """What waits, and for whom, as the manual was read."""
    asked: dict[str, list[Asked]] = {}
    for question in state(manual).asked:
        asked.setdefault(question.entry.asked_of, []).append(question)
    unapproved: dict[str, list[AnyDocument]] = {}
    for document in manual.documents():
        if document.model.status in _UNSETTLED:
            unapproved.setdefault(document.model.owner, []).append(document)
    return Waiting(
        _most_first(asked),
        _most_first(unapproved),
        tuple(_pending(manual)),
        tuple(_doubtful_laws(manual, today)),
        tuple(_doubtful_limits(manual)),
        tuple(
            contact
            for contact in manual.register("contacts")
            if isinstance(contact, Contact) and _is_doubtful(contact, today)
        ),
    )


def _most_first(by_role: dict[str, list[T]]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    most_first = sorted(by_role.items(), key=lambda each: -len(each[1]))
    return tuple((role, tuple(things)) for role, things in most_first)


def _pending(manual: Manual) -> Iterator[PendingTexts]:
    """Translations that are out of date or missing; those not confirmed where any ever was."""
    numbers: dict[tuple[str, TranslationState], Counter[str]] = {}
    for text in translations(manual):
        is_told = manual.lock is not None or text.state is TranslationState.MISSING
        if is_told and text.state is not TranslationState.CURRENT:
            numbers.setdefault((text.lang, text.state), Counter())[text.path] += 1
    for lang in manual.languages:
        for pending in (TranslationState.MISSING, TranslationState.STALE, TranslationState.NEW):
            if counted := numbers.get((lang, pending)):
                yield PendingTexts(lang, pending, tuple(counted.most_common()))


def _doubtful_laws(manual: Manual, today: dt.date) -> Iterator[tuple[str, tuple[Law, ...]]]:
    """Laws that are no longer in force or soon will not be, that changed, or that nobody has seen."""
    laws = [law for law in manual.register("laws") if isinstance(law, Law)]
    until = today + WEEKS * _WEEK
    ending = [law for law in laws if law.valid_to and law.valid_to <= until]
    groups = (
        ("over", [law for law in ending if law.valid_to and law.valid_to < today]),
        ("ending", [law for law in ending if law.valid_to and law.valid_to >= today]),
        ("changed", [law for law in laws if law.evidence == "changed"]),
        ("background", [law for law in laws if law.evidence == "background"]),
    )
    yield from ((name, tuple(group)) for name, group in groups if group)


def _doubtful_limits(manual: Manual) -> Iterator[tuple[str, Limit]]:
    """Time limits that nobody has seen in a law, or that changed, each with what it stands in."""
    doubtful = {"background", "changed"}
    for limit in manual.register("deadlines"):
        if isinstance(limit, Deadline) and limit.evidence in doubtful:
            yield limit.id, limit
    for document in manual.procedures:
        for stated in document.model.time_limits:
            if isinstance(stated, Limit) and stated.evidence in doubtful:
                yield document.id, stated


def _is_doubtful(contact: Contact, today: dt.date) -> bool:
    """Whether a contact is marked to be confirmed, or was confirmed too long ago."""
    is_old = bool(contact.verified_on and contact.verified_on < today - CONTACT_AGE)
    return contact.status != "ok" or is_old


# -- rounds of review


@dataclass(frozen=True)
class RoundState:
    """A round of review: how long it has been open, what was decided, and where remarks wait.

    `waiting` has the pages with remarks to be decided and how many; None for the whole manual.
    """

    review: Document[Round]
    days: int
    counts: Counter[str]
    waiting: tuple[tuple[AnyDocument | None, int], ...]

    @property
    def is_open(self) -> bool:
        """Whether it is not closed yet."""
        return self.review.model.closed_on is None


@dataclass(frozen=True)
class Rounds:
    """The rounds to tell of: those that are open, closed since a day, or have remarks that wait.

    `settled` is how many others there are.
    """

    told: tuple[RoundState, ...]
    settled: int

    @property
    def remarks(self) -> int:
        """How many remarks wait for a decision."""
        return sum(each.counts["open"] for each in self.told)


def rounds(manual: Manual, today: dt.date, since: dt.date | None = None) -> Rounds:
    """The rounds of review, the longest open first."""
    states = [_round_state(manual, review, today) for review in manual.reviews]
    told = [
        each
        for each in states
        if each.is_open
        or each.counts["open"]
        or (since and each.review.model.closed_on and each.review.model.closed_on >= since)
    ]
    told.sort(key=lambda each: (not each.is_open, each.review.model.opened_on))
    return Rounds(tuple(told), len(states) - len(told))


def _round_state(manual: Manual, review: Document[Round], today: dt.date) -> RoundState:
    model = review.model
    pages = Counter(remark.on or "" for remark in model.remarks if remark.decision == "open")
    return RoundState(
        review,
        ((model.closed_on or today) - model.opened_on).days,
        Counter(str(remark.decision) for remark in model.remarks),
        tuple((manual.document(page), number) for page, number in pages.most_common()),
    )


# -- what is due


@dataclass(frozen=True)
class DueThing:
    """Something with a day: a page to review, a law that ends, a contact to confirm, a workshop."""

    day: dt.date
    thing: AnyDocument | Law | Contact | tuple[Document[Workshop], Occasion]


@dataclass(frozen=True)
class Due:
    """What is overdue, what is due in each of the next weeks (by its first day), what comes later,
    and the workshops that were held since a day.
    """

    overdue: tuple[DueThing, ...]
    weeks: tuple[tuple[dt.date, tuple[DueThing, ...]], ...]
    later: tuple[DueThing, ...]
    held: tuple[DueThing, ...]

    @property
    def soon(self) -> int:
        """How much is due in the next weeks."""
        return sum(len(things) for _, things in self.weeks)


def due(manual: Manual, today: dt.date, since: dt.date | None = None) -> Due:
    """What is due: weeks are of seven days, the first of them begins today."""
    things = sorted(_dated(manual), key=lambda each: each.day)
    ahead = [each for each in things if each.day >= today]
    past = [each for each in things if each.day < today]
    weeks = [(today + n * _WEEK, today + (n + 1) * _WEEK) for n in range(WEEKS)]
    by_week = (
        (first, tuple(each for each in ahead if first <= each.day < end)) for first, end in weeks
    )
    return Due(
        tuple(each for each in past if not isinstance(each.thing, tuple)),
        tuple((first, week) for first, week in by_week if week),
        tuple(each for each in ahead if each.day >= weeks[-1][1]),
        tuple(
            each for each in past if isinstance(each.thing, tuple) and since and each.day >= since
        ),
    )


def last_day_of_week(first: dt.date) -> dt.date:
    """The last day of a week by its first."""
    return first + _WEEK - _DAY


def _dated(manual: Manual) -> Iterator[DueThing]:
    for document in manual.documents():
        if document.model.review_by and document.model.status != "retired":
            yield DueThing(document.model.review_by, document)
    for law in manual.register("laws"):
        if isinstance(law, Law) and law.valid_to:
            yield DueThing(law.valid_to, law)
    for contact in manual.register("contacts"):
        if isinstance(contact, Contact) and contact.verified_on:
            yield DueThing(contact.verified_on + CONTACT_AGE, contact)
    for workshop in manual.workshops:
        yield from (DueThing(date.on, (workshop, date)) for date in workshop.model.dates)
