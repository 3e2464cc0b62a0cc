"""The cases that a workshop practises: those named, and those chosen within the time there is.

Chosen are the cases that show most of what the pages lead to: outcomes first, by level, then
answers; what the sessions before have shown counts as shown. Outcomes are named as (page, outcome),
answers as (page, question, answer).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from claim_manual.derived.case_choice import Shows, Things, chosen_cases
from claim_manual.model.derived import derived_by
from claim_manual.model.documents import Scenario
from claim_manual.model.manual import AnyDocument, Document, Manual, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.model.workshop import Cases, Session, Workshop
from claim_manual.proof.program import program
from claim_manual.proof.scenarios import Run, run
from claim_manual.proof.walks import walk

_LEVELS = ("red", "amber", "green")


@dataclass(frozen=True)
class PracticeCase:
    """A case with a story, and its page."""

    document: AnyDocument
    scenario: Scenario

    @property
    def name(self) -> str:
        """How sources name it: id of the page, full stop, id of the case."""
        return f"{self.document.id}.{self.scenario.id}"


@dataclass(frozen=True)
class SessionCases:
    """The cases of a session, and the minutes that there are for each."""

    session: Session
    cases: tuple[PracticeCase, ...]
    minutes_each: int


@dataclass(frozen=True)
class Practice:
    """The cases of a workshop by session, and the outcomes of their pages that none of them has.

    `number` is how many outcomes these pages have together.
    """

    sessions: tuple[SessionCases, ...]
    number: int
    not_practised: tuple[tuple[AnyDocument, Outcome], ...]

    @property
    def cases(self) -> tuple[PracticeCase, ...]:
        """All cases, each once, in the order of the sessions."""
        cases = (case for session in self.sessions for case in session.cases)
        return tuple({case.name: case for case in cases}.values())

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        """The pages of the cases, each once, in the order in which they come."""
        return tuple({case.document.id: case.document for case in self.cases}.values())


@derived_by(lambda workshop: (workshop.id, workshop.path))
def practice(manual: Manual, workshop: Document[Workshop]) -> Practice:
    """The cases that a workshop practises."""
    chosen: list[SessionCases] = []
    pages: dict[str, AnyDocument] = {}
    taken: list[PracticeCase] = []
    plans = [(session, plan) for session in workshop.model.sessions if (plan := session.practice)]
    named = frozenset(name for _, plan in plans for name in plan.names)
    for session, plan in plans:
        pages |= {page.id: page for page in _pages(manual, plan)}
        cases = _cases(manual, session, plan, taken, named)
        taken += cases
        chosen.append(SessionCases(session, tuple(cases), minutes_each(session, plan, len(cases))))
    practised = {shown for case in taken for shown in _outcomes(case)}
    outcomes = [
        (page, node) for page in pages.values() for node in nodes(page) if isinstance(node, Outcome)
    ]
    missing = [(page, node) for page, node in outcomes if (page.id, node.id) not in practised]
    return Practice(tuple(chosen), len(outcomes), tuple(missing))


def minutes_each(session: Session, plan: Cases, number: int) -> int:
    """The minutes for each case: those that are written, or an equal share of the session."""
    return plan.minutes_each or session.minutes // max(number, 1)


def case_named(manual: Manual, name: str) -> PracticeCase | None:
    """The case of a name, with a story or without; None where there is none."""
    page_id, _, case_id = name.partition(".")
    document = manual.document(page_id)
    scenarios = document.model.scenarios if document else ()
    scenario = next((scenario for scenario in scenarios if scenario.id == case_id), None)
    return PracticeCase(document, scenario) if document and scenario else None


def told_cases(document: AnyDocument) -> Iterator[PracticeCase]:
    """The cases of a page that tell a story and end somewhere."""
    for scenario in document.model.scenarios:
        if scenario.story and scenario.expect:
            yield PracticeCase(document, scenario)


@derived_by(lambda case: case.name)
def case_run(manual: Manual, case: PracticeCase) -> Run:
    """The way of a case through its page."""
    return run(walk(manual, case.document), case.scenario)


@derived_by(lambda workshop: (workshop.id, workshop.path))
def playable_cases(manual: Manual, workshop: Document[Workshop]) -> tuple[PracticeCase, ...]:
    """The cases of a workshop that can be played on its page of practice, each once.

    They tell a story and end somewhere, and their pages ask something.
    """
    cases = {case.name: case for case in practice(manual, workshop).cases}
    return tuple(
        case
        for case in cases.values()
        if case.scenario.story and case.scenario.expect and program(manual, case.document).facts
    )


def _pages(manual: Manual, plan: Cases) -> Iterator[AnyDocument]:
    names = (*plan.flows, *(name.partition(".")[0] for name in plan.names))
    for name in dict.fromkeys(names):
        if document := manual.document(name):
            yield document


def _cases(
    manual: Manual,
    session: Session,
    plan: Cases,
    before: Sequence[PracticeCase],
    named_anywhere: Collection[str],
) -> list[PracticeCase]:
    """The cases of a session: those that it names, and of the rest, which no session names, some."""
    names = dict.fromkeys(plan.names)
    named = [case for name in names if (case := case_named(manual, name))]
    room = session.minutes // (plan.minutes_each or session.minutes) - len(named)
    if not plan.flows or room <= 0:
        return named
    taken = {*named_anywhere, *(case.name for case in before)}
    documents = (document for name in plan.flows if (document := manual.document(name)))
    candidates = [
        case for document in documents for case in told_cases(document) if case.name not in taken
    ]
    shown = Things().union(*(_shown(manual, case) for case in (*before, *named)))
    order = (plan.first, *(level for level in _LEVELS if level != plan.first), "")
    shows = [_shows(manual, case, shown, order) for case in candidates]
    return [*named, *(candidates[n] for n in chosen_cases(shows, room))]


def _shows(manual: Manual, case: PracticeCase, shown: Things, order: Sequence[str]) -> Shows:
    """What a case shows that is not shown yet: outcomes of each level in this order, then answers."""
    levels = _levels(manual, case.document)
    outcomes = _outcomes(case) - shown
    by_level = (
        Things(outcome for outcome in outcomes if levels.get(outcome[1], "") == level)
        for level in order
    )
    return (*by_level, _answers(manual, case) - shown)


def _shown(manual: Manual, case: PracticeCase) -> Things:
    return _outcomes(case) | _answers(manual, case)


def _outcomes(case: PracticeCase) -> Things:
    return Things((case.document.id, outcome) for outcome in case.scenario.expect)


def _answers(manual: Manual, case: PracticeCase) -> Things:
    taken = case_run(manual, case).taken
    return Things((case.document.id, *answer) for answer in taken)


@derived_by(lambda document: document.id)
def _levels(_manual: Manual, document: AnyDocument) -> dict[str, str]:
    """The level of each outcome of a page; empty where it has none."""
    return {node.id: node.level or "" for node in nodes(document) if isinstance(node, Outcome)}
