"""What a finding about walks says of them: the answers that lead there, in the manual's words."""

from __future__ import annotations

from claim_manual.derived.reading import told
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Answer
from claim_manual.model.schema import Text
from claim_manual.proof.cases import AnswerClass, Fact
from claim_manual.proof.moves import Answered
from claim_manual.proof.program import Program


def answers(manual: Manual, program: Program, answered: Answered) -> Message:
    """The answers: “Há perigo?” Não; “Que idade tem?” 17 anos. Says so where there are none."""
    if not answered:
        return say("whatever is answered")
    return told(manual, lambda reading: reading.answered(program, answered))


def words(manual: Manual, text: Text) -> Message:
    """A text of the manual."""
    return told(manual, lambda reading: reading.plain(text))


def label(manual: Manual, answer: Answer) -> Message:
    """What an answer says."""
    return told(manual, lambda reading: reading.answer(answer))


def values(manual: Manual, fact: Fact, case: AnswerClass) -> Message:
    """The values of a case: 17 anos, up to 89 days."""
    return told(manual, lambda reading: reading.case(fact, case))


def node_words(manual: Manual, document: AnyDocument, node_id: str) -> Message:
    """What a node of a document says."""
    return told(manual, lambda reading: reading.node_of(document, node_id))
