"""Situations that are otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.derived.difference import Endings, Walked
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words
from claim_manual.proof.situations import ends_of


@dataclass(frozen=True)
class Case:
    """A situation: what is answered in it, how it ended and how it ends; either may be empty."""

    answers: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Situations:
    """Situations of one sort: what is said of them, what is answered in all, and each."""

    head: str
    common: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class EndingWords:
    """Tells situations by the readings of the manual before and after a change."""

    old: Reading
    new: Reading

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.new.say

    def counts(self, found: Endings) -> str:
        """How many situations there are of each sort."""
        return self.new.say.all_of([one.head for one in self.situations(found)]) or self.same(
            found.same
        )

    def same(self, number: int) -> str:
        """That so many situations ask otherwise and end where they did."""
        return self.new.say.count(
            "{n} situation asks otherwise and ends as before",
            "{n} situations ask otherwise and end as before",
            number,
        )

    def situations(self, found: Endings) -> Iterator[Situations]:
        """The situations that end elsewhere, are new, or are gone."""
        count = self.new.say.count
        if own := found.elsewhere:
            head = count("{n} situation ends elsewhere", "{n} situations end elsewhere", len(own))
            yield self._group(
                head, self.old, [(one.before, (one.before,), one.after) for one in own]
            )
        if now := found.new:
            head = count("{n} new situation", "{n} new situations", len(now))
            yield self._group(head, self.new, [(one, (), (one,)) for one in now])
        if was := found.gone:
            head = count(
                "{n} situation can no longer occur", "{n} situations can no longer occur", len(was)
            )
            yield self._group(head, self.old, [(one, (one,), ()) for one in was])

    def _group(
        self,
        head: str,
        reading: Reading,
        walks: Sequence[tuple[Walked, Sequence[Walked], Sequence[Walked]]],
    ) -> Situations:
        answers = [self._answers(reading, one) for one, _, _ in walks]
        common = (
            [one for one in answers[0] if all(one in own for own in answers)] if answers[1:] else []
        )
        cases = tuple(
            Case(
                "; ".join(part for part in own if part not in common)
                or self.say("whatever is answered"),
                self._outcomes(self.old, before),
                self._outcomes(self.new, after),
            )
            for own, (_, before, after) in zip(answers, walks, strict=True)
        )
        return Situations(head, "; ".join(common), cases)

    def _answers(self, reading: Reading, one: Walked) -> list[str]:
        """Each answer after its question."""
        program = one.walk.program
        return [reading.answered(program, [given]) for given in one.situation.answered]

    def _outcomes(self, reading: Reading, walks: Sequence[Walked]) -> str:
        said = dict.fromkeys(self._outcome(reading, one) for one in walks)
        return f" {self.say('or')} ".join(said)

    def _outcome(self, reading: Reading, walked: Walked) -> str:
        program = walked.walk.program
        if walked.situation.stuck:
            return self.say("nothing is said")
        ends = ends_of(program, program.stops[walked.situation.stops[-1]])
        return self.new.say.all_of([reading.node(one.node) for one in ends]) or self.say("none")
