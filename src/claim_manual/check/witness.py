"""What a finding about walks says of them: the answers that lead there, in the manual's words."""

from __future__ import annotations

from collections.abc import Sequence

from claim_manual.derived.reading import Reading, told
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Answer
from claim_manual.model.schema import Text
from claim_manual.proof.cases import AnswerClass, Fact
from claim_manual.proof.graph import Edge
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


_WAYS = 12
"""How many ways a sentence names."""


def way_words(manual: Manual, document: AnyDocument, ways: Sequence[Edge]) -> Message:
    """What one answers, or does, that leads somewhere: “Sim” at “Há perigo?” (line 82); …

    Of many ways the first, and how many more there are.
    """
    return told(manual, lambda reading: _ways(reading, document, ways))


def _ways(reading: Reading, document: AnyDocument, ways: Sequence[Edge]) -> str:
    named = dict.fromkeys(_way(reading, document, way) for way in ways[:_WAYS])
    more = [reading.say("and {n} more", n=len(ways) - _WAYS)] if len(ways) > _WAYS else []
    return "; ".join([*named, *more])


def _way(reading: Reading, document: AnyDocument, way: Edge) -> str:
    number = document.source.value(way.loc).line
    source = reading.node_of(document, way.source)
    said = reading.edge(document, way)
    if way.rule:
        return reading.say("rule {number} (line {line})", number=way.rule, line=number)
    if not said:
        return reading.say("“{words}” (line {line})", words=source, line=number)
    if not way.answer and not way.result:
        return reading.say(
            "“{words}”, {condition} (line {line})", words=source, condition=said, line=number
        )
    return reading.say(
        "“{answer}” at “{words}” (line {line})", answer=said, words=source, line=number
    )
