"""The cases that a workshop practises: those named, and those chosen within the time there is.

Chosen are the cases that show most of what the pages lead to: outcomes first, by level, then
answers; what the sessions before have shown counts as shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claim_manual.model.derived import derived_by
from claim_manual.model.documents import Scenario
from claim_manual.model.manual import AnyDocument, Document, Manual, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.model.workshop import Cases, Session, Workshop
from claim_manual.proof.program import program
from claim_manual.proof.scenarios import Run, run
from claim_manual.proof.walks import walk

Shown = frozenset[tuple[str, ...]]
"""Outcomes as (page, outcome), answers as (page, question, answer)."""
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
        """All cases, in the order of the sessions."""
        return tuple(case for session in self.sessions for case in session.cases)

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
    for session in workshop.model.sessions:
        if (plan := session.practice) is None:
            continue
        pages |= {page.id: page for page in _pages(manual, plan)}
        cases = _cases(manual, session, plan, taken)
        taken += cases
        chosen.append(SessionCases(session, tuple(cases), minutes_each(session, plan, len(cases))))
    practised = {shown for case in taken for shown in _outcomes(manual, case)}
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
    manual: Manual, session: Session, plan: Cases, before: Sequence[PracticeCase]
) -> list[PracticeCase]:
    named = [case for name in plan.names if (case := case_named(manual, name))]
    room = session.minutes // (plan.minutes_each or session.minutes) - len(named)
    if not plan.flows or room <= 0:
        return named
    taken = {case.name for case in (*before, *named)}
    documents = (document for name in plan.flows if (document := manual.document(name)))
    candidates = [
        _Candidate(case, _outcomes(manual, case), _answers(manual, case))
        for document in documents
        for case in told_cases(document)
        if case.name not in taken
    ]
    shown = Shown().union(
        *(_outcomes(manual, case) | _answers(manual, case) for case in (*before, *named))
    )
    return [*named, *_Choice(manual, plan.first, candidates, shown).of(room)]


def _outcomes(manual: Manual, case: PracticeCase) -> Shown:
    return frozenset((case.document.id, outcome) for outcome in case.scenario.expect)


def _answers(manual: Manual, case: PracticeCase) -> Shown:
    taken = case_run(manual, case).taken
    return frozenset((case.document.id, *answer) for answer in taken)


@dataclass(frozen=True)
class _Candidate:
    case: PracticeCase
    outcomes: Shown
    answers: Shown


Worth = tuple[int, ...]
"""How many outcomes of each level are shown, the most wanted level first; then how many answers."""


@dataclass
class _Choice:
    """Chooses cases; `shown` is what others show already."""

    manual: Manual
    first: str
    candidates: Sequence[_Candidate]
    shown: Shown
    _levels: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, room: int) -> list[PracticeCase]:
        """At most `room` cases in the order of their pages; more are not added that show nothing new
        as long as others do.
        """
        chosen = self._better(self._greedy(room))
        return [candidate.case for candidate in self.candidates if candidate in chosen]

    def _greedy(self, room: int) -> list[_Candidate]:
        """One by one, each time the candidate that adds most; of equals the first."""
        chosen: list[_Candidate] = []
        left = [*self.candidates]
        while left and len(chosen) < room:
            best = max(left, key=lambda candidate: self._worth((*chosen, candidate)))
            chosen.append(best)
            left.remove(best)
        return chosen

    def _better(self, chosen: list[_Candidate]) -> list[_Candidate]:
        """The choice with one candidate exchanged for another for as long as that shows more."""
        worth = self._worth(chosen)
        is_better = True
        while is_better:
            is_better = False
            for n in range(len(chosen)):
                for other in self.candidates:
                    exchanged = [*chosen[:n], other, *chosen[n + 1 :]]
                    if other not in chosen and (more := self._worth(exchanged)) > worth:
                        chosen, worth, is_better = exchanged, more, True
        return chosen

    def _worth(self, chosen: Iterable[_Candidate]) -> Worth:
        candidates = [*chosen]
        outcomes = Shown().union(*(candidate.outcomes for candidate in candidates)) - self.shown
        answers = Shown().union(*(candidate.answers for candidate in candidates)) - self.shown
        levels = [self._level(outcome) for outcome in outcomes]
        order = (self.first, *(level for level in _LEVELS if level != self.first), "")
        return (*(levels.count(level) for level in order), len(answers))

    def _level(self, outcome: tuple[str, ...]) -> str:
        if outcome not in self._levels:
            document = self.manual.document(outcome[0])
            ends = nodes(document) if document else ()
            levels = {node.id: node.level for node in ends if isinstance(node, Outcome)}
            self._levels[outcome] = levels.get(outcome[1]) or ""
        return self._levels[outcome]
