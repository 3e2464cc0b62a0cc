"""What a brief shows of each part of the manual: small functions from a part to blocks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claim_manual.derived import phases
from claim_manual.derived.brief_parts import (
    PartName,
    open_validations,
    part_name,
    with_indicators,
)
from claim_manual.derived.changes import shared_by_day
from claim_manual.derived.review import Remarked, report
from claim_manual.derived.state import state
from claim_manual.model.brief import BriefPart
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import Document, Manual
from claim_manual.model.sources import CENTRE, REGISTER_TITLES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.centres import centre_blocks
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.overviews import changed_item, question_queue
from claim_manual.pages.page import Online, Section
from claim_manual.pages.phases import indicators_of, phase_facts
from claim_manual.pages.registers import register_blocks
from claim_manual.pages.results import results_page
from claim_manual.pages.reviews import decisions, remark_words, round_counts
from claim_manual.pages.texts import Texts

_OF_RESULTS = ("misunderstood", "known", "objectives")
"""The sections of results that a brief has room for."""


@dataclass(frozen=True)
class Content:
    """What a part says: its title, blocks below it, and sections of their own."""

    title: str
    blocks: b.Blocks
    sections: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to read."""
        return not self.blocks and not self.sections


def content(texts: Texts, part: BriefPart) -> Content:
    """What the manual says of a part. Raises LookupError where it has no such part."""
    name = part_name(part.of or "")
    maker = _MAKERS.get(name.kind)
    if maker is None:
        raise LookupError(part.of)
    return maker(texts, name, part.since)


# -- one function a kind


def phase(texts: Texts, name: PartName, _since: dt.date | None = None) -> Content:
    """A category: of a phase what is said of it; how many procedures it has, in which state, and
    what each is for.
    """
    said = phases.phase(texts.manual, name.name)
    procedures = phases.procedures_of(texts.manual, name.name)
    blocks: b.Blocks = ()
    if said.says_more:
        procedures = phases.chain(texts.manual, name.name)
        blocks = (*texts.blocks(said.purpose), *phase_facts(texts, name.name))
    if procedures:
        blocks = (*blocks, *_procedures(texts, procedures))
    return Content(texts.reading.plain(said.name), blocks)


def _procedures(texts: Texts, procedures: Sequence[Document[Procedure]]) -> b.Blocks:
    statuses = Counter(procedure.model.status for procedure in procedures)
    count = texts.say.count("{n} procedure", "{n} procedures", len(procedures))
    states = "; ".join(f"{texts.status(status)}: {n}" for status, n in statuses.items())
    pairs = tuple(
        b.Pair(
            (texts.link_to(procedure),),
            (b.Value((b.Line(texts.line(procedure.model.summary)),)),),
        )
        for procedure in procedures
    )
    lead = b.Paragraph(texts.words(f"{count}. {states}."))
    return (lead, b.Pairs(pairs, "about"))


def register(texts: Texts, name: PartName, _since: dt.date | None = None) -> Content:
    """The entries of a register, as its page has them."""
    if name.name == CENTRE.folder:
        return Content(texts.say(CENTRE.title), centre_blocks(texts, is_linked=False))
    blocks = register_blocks(texts, name.name)
    return Content(texts.say(REGISTER_TITLES[name.name]), blocks)


def unconfirmed(texts: Texts, name: PartName, _since: dt.date | None = None) -> Content:
    """The questions without an answer, those first without which no page can be approved."""
    title = texts.say("To be confirmed")
    if name.name:
        role = texts.reading.roles((name.name,))
        title = texts.say("Asked of {role}, without an answer yet", role=role)
    wanted = {entry.id for entry in open_validations(texts.manual, name.name)}
    asked = [question for question in state(texts.manual).asked if question.entry.id in wanted]
    numbered = [replace(question, number=n) for n, question in enumerate(asked, 1)]
    first = tuple(question for question in numbered if question.entry.blocking)
    parts = (
        (texts.say("To be confirmed first"), first),
        (texts.say("To be confirmed afterwards"), tuple(numbered[len(first) :])),
    )
    sections = tuple(
        Section(
            "asked",
            texts.words(words),
            (question_queue(texts, questions, has_role=not name.name),),
            level=3,
        )
        for words, questions in parts
        if questions
    )
    nothing = b.Paragraph(texts.words(texts.say("Every question has an answer.")))
    return Content(title, () if sections else (nothing,), sections)


def round_(texts: Texts, name: PartName, _since: dt.date | None = None) -> Content:
    """A round of review: how many comments were decided how, and those that are open."""
    review = next(review for review in texts.manual.reviews if review.id == name.name)
    told = report(texts.reading, review)
    blocks: list[b.Block] = [b.Paragraph(texts.words(part)) for part in told.lead]
    if told.counts:
        blocks += [round_counts(texts, told), decisions(texts.reading, review, told)]
    waiting = tuple(_remark(texts, row) for row in told.rows if row.kind == "open")
    title = texts.words(texts.say("Comments to be decided"))
    sections = (Section("open", title, (b.Items(waiting),), level=3),) if waiting else ()
    return Content(told.title, tuple(blocks), sections)


def _remark(texts: Texts, row: Remarked) -> b.Item:
    on = texts.words(row.on)
    about: i.Parts = (i.Link(PageGoal(row.uri), on),) if row.uri else on
    sender = i.Span("muted", texts.words(f"({row.sender})"))
    head = b.Paragraph((*about, i.Words(" "), sender))
    return b.Item((head, b.Paragraph(remark_words(texts, row))))


def changes(texts: Texts, _name: PartName, since: dt.date | None = None) -> Content:
    """What changed since a day, which counts, the newest day first; all of it without one."""
    say = texts.say
    title = say("What changed")
    if since:
        title = say("What changed since {date}", date=say.date(since))
    days = {
        day: told for day, told in shared_by_day(texts.manual).items() if not since or day >= since
    }
    sections = tuple(
        Section(
            "day",
            texts.words(say.date(day)),
            (b.Items(tuple(changed_item(texts, change) for change in told), "register"),),
            level=3,
        )
        for day, told in days.items()
    )
    nothing = b.Paragraph(texts.words(say("Nothing has changed since then.")))
    return Content(title, () if sections else (nothing,), sections)


def state_of_all(texts: Texts, _name: PartName, _since: dt.date | None = None) -> Content:
    """How many pages are in which state, and what waits."""
    rows = [(words, texts.say.number(number)) for words, number in _state_rows(texts)]
    if days := _review_days(texts.manual):
        rows.append((texts.say("Next review"), texts.say.date(min(days))))
    pairs = tuple(
        b.Pair(texts.words(words), (b.Value((b.Line(texts.words(value)),)),))
        for words, value in rows
    )
    return Content(texts.say("State of the manual"), (b.Pairs(pairs, "facts"),))


def _state_rows(texts: Texts) -> Iterator[tuple[str, int]]:
    summary, say = state(texts.manual), texts.say
    for status, count in summary.statuses.items():
        yield texts.status(status), count
    yield say("Questions without an answer"), len(summary.asked)
    yield say("To be confirmed first"), len(summary.first)
    yield say("Contacts to be confirmed"), len(summary.contacts)
    yield say("Laws to be confirmed"), sum(len(laws) for laws in summary.laws.values())
    yield say("Translations to be confirmed"), len(summary.stale)
    if days := _review_days(texts.manual):
        yield say("Pages with a day of review"), len(days)


def _review_days(manual: Manual) -> list[dt.date]:
    return [
        document.model.review_by
        for document in manual.documents()
        if document.model.review_by and document.model.status != "retired"
    ]


def results(texts: Texts, name: PartName, _since: dt.date | None = None) -> Content:
    """What people answered before and after a workshop."""
    workshop = texts.manual.workshop(name.name)
    assert workshop is not None
    page = results_page(texts.reading, workshop, Online())
    sections = tuple(
        replace(section, level=3) for section in page.sections if section.name in _OF_RESULTS
    )
    head = tuple(block for block in page.head if not isinstance(block, b.Notice))
    return Content(page.title, head, sections)


def indicators(texts: Texts, _name: PartName, _since: dt.date | None = None) -> Content:
    """What procedures are measured by."""
    return Content(texts.say("Indicators"), indicators_of(texts, with_indicators(texts.manual)))


_Maker = Callable[[Texts, PartName, dt.date | None], Content]
_MAKERS: Mapping[str, _Maker] = {
    "phase": phase,
    "register": register,
    "round": round_,
    "results": results,
    "unconfirmed": unconfirmed,
    "changes": changes,
    "state": state_of_all,
    "indicators": indicators,
}
"""The kinds of parts (derived/brief_parts.KINDS), each with what shows it."""
