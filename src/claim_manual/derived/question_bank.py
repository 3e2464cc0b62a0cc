"""Questions from the cases of a manual: a story, and where it ends among other ends of its page.

The ends that are offered besides are those of the same page, nearest first (proof/neighbours). What
is chosen and in which order it stands goes by a seed alone: the same in every language, on every machine.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from claim_manual.derived.case_keys import CaseKey, case_key
from claim_manual.derived.practice import PracticeCase, case_run, told_cases
from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.proof.neighbours import neighbours
from claim_manual.proof.walks import walk

OTHERS = 3
"""How many wrong ends a question offers, if its page has as many."""


@dataclass(frozen=True)
class BankOption:
    """An end that is offered: its id, its words, whether it is right."""

    id: str
    words: str
    is_right: bool


@dataclass(frozen=True)
class BankQuestion:
    """A question in one language, in plain words.

    `name` is the same in forms, question banks and tables of answers: ad_04__nina. Several options
    are right only of a case that has several ends.
    """

    name: str
    case: PracticeCase
    story: str
    ask: str
    options: tuple[BankOption, ...]
    key: CaseKey

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the right options."""
        return tuple(option.id for option in self.options if option.is_right)

    @property
    def is_multiple(self) -> bool:
        """Whether several options are right."""
        return len(self.right) > 1


def bank_question(reading: Reading, case: PracticeCase, seed: int) -> BankQuestion:
    """The question that a case asks."""
    say = reading.say
    texts = {node.id: reading.node(node) for node in _ends(case.document)}
    right = tuple(end for end in case.scenario.expect if end in texts)
    ids = [*right, *_others(reading, case)]
    shuffled = sorted(ids, key=lambda option: digest(seed, case.name, option))
    page = reading.title(case.document)
    ask = (
        say("Where does this case end? ({page})", page=page)
        if len(right) == 1
        else say("Where does this case end? Several answers are right. ({page})", page=page)
    )
    return BankQuestion(
        question_name(case),
        case,
        reading.plain(case.scenario.story),
        ask,
        tuple(BankOption(option, texts[option], option in right) for option in shuffled),
        case_key(reading, case),
    )


def question_bank(
    reading: Reading, cases: Iterable[PracticeCase], seed: int
) -> tuple[BankQuestion, ...]:
    """The questions of cases, in their order; those are left out that have no other end to offer."""
    questions = (bank_question(reading, case, seed) for case in cases)
    return tuple(question for question in questions if is_askable(question))


def is_askable(question: BankQuestion) -> bool:
    """Whether a question offers more than what is right."""
    return len(question.options) > len(question.right) > 0


def other_ends(case: PracticeCase) -> set[str]:
    """The ends of the page of a case that are not its own."""
    return {node.id for node in _ends(case.document)} - {*case.scenario.expect}


def drawn_cases(
    documents: Sequence[AnyDocument], number: int, seed: int
) -> tuple[PracticeCase, ...]:
    """So many cases of pages, drawn by a seed, from each page in turn; in the order of the pages."""
    by_page = [
        sorted(askable_cases(document), key=lambda case: digest(seed, case.name))
        for document in documents
    ]
    drawn = [case for turn in zip_longest(*by_page) for case in turn if case][:number]
    chosen = {case.name for case in drawn}
    return tuple(
        case for document in documents for case in told_cases(document) if case.name in chosen
    )


def question_name(case: PracticeCase) -> str:
    """The name of the question of a case: code of the page and id of the case, in ASCII."""
    page = ascii_name(case.document.model.code) or ascii_name(case.document.id)
    return f"{page}__{ascii_name(case.scenario.id)}"


def digest(*parts: object) -> str:
    """What a seed makes of something: the same on every machine."""
    return hashlib.sha256(":".join(str(part) for part in parts).encode()).hexdigest()


def askable_cases(document: AnyDocument) -> Iterator[PracticeCase]:
    """The cases of a page that tell a story and do not have all its ends."""
    ends = {node.id for node in _ends(document)}
    for case in told_cases(document):
        if ends - {*case.scenario.expect}:
            yield case


def _ends(document: AnyDocument) -> list[Outcome]:
    return [node for node in nodes(document) if isinstance(node, Outcome)]


def _others(reading: Reading, case: PracticeCase) -> list[str]:
    """The ids of wrong ends, nearest first; none that in some language reads as one that is there.

    So that a question has the same options in every language.
    """
    manual, right = reading.manual, case.scenario.expect
    readings = [Reading(manual, lang) for lang in manual.languages]
    texts = {
        node.id: {(spoken.lang, spoken.node(node)) for spoken in readings}
        for node in _ends(case.document)
    }
    used = set[tuple[str, str]]().union(*(texts[end] for end in right if end in texts))
    chosen: list[str] = []
    for end in _nearest_ends(manual, case):
        if end not in right and not texts[end] & used and len(chosen) < OTHERS:
            used |= texts[end]
            chosen.append(end)
    return chosen


@derived_by(lambda case: case.name)
def _nearest_ends(manual: Manual, case: PracticeCase) -> tuple[str, ...]:
    """The ends of a case's page: those of its neighbours, nearest first, then the others."""
    near = neighbours(walk(manual, case.document), case_run(manual, case))
    ids = [end for neighbour in near for end in neighbour.outcomes]
    return tuple(dict.fromkeys((*ids, *(node.id for node in _ends(case.document)))))


def ascii_name(words: str) -> str:
    """Words as a name that forms and tables can have: small letters, digits, low lines."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"q_{name}" if name[:1].isdigit() else name
