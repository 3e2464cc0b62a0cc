"""Situations that are otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.derived.difference import Endings, Walked
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words
from claim_manual.proof.situations import ends_of


@dataclass(frozen=True)
class SituationChange:
    """A situation: what is answered in it, how it ended and how it ends; either may be empty."""

    answers: str
    before: str = ""
    after: str = ""

    def end(self, say: Words, before: str, after: str) -> str:
        """How it ended and ends, with these words for the two: was “…”, is now “…”."""
        if self.before and self.after:
            return say("was {before}, is now {after}", before=before, after=after)
        return before if self.before else after


@dataclass(frozen=True)
class Situations:
    """Situations of one sort: a heading, the answers common to all, and each situation."""

    head: str
    common: str
    cases: tuple[SituationChange, ...]


@dataclass(frozen=True)
class EndingWords:
    """Writes situations by the readings of the manual before and after a change."""

    old: Reading
    new: Reading

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.new.say

    def counts(self, endings: Endings) -> str:
        """How many situations there are of each sort; nothing where nobody is asked otherwise."""
        heads = [group.head for group in self.situations(endings)]
        if heads or not endings.same:
            return self.new.say.all_of(heads)
        return self.same(endings.same)

    def same(self, number: int) -> str:
        """That so many situations ask otherwise and end where they did."""
        return self.new.say.count(
            "{n} situation asks otherwise and ends as before",
            "{n} situations ask otherwise and end as before",
            number,
        )

    def situations(self, endings: Endings) -> Iterator[Situations]:
        """The situations that end elsewhere, are new, or are gone."""
        count = self.new.say.count
        if elsewhere := endings.elsewhere:
            head = count(
                "{n} situation ends elsewhere", "{n} situations end elsewhere", len(elsewhere)
            )
            yield self._group(
                head,
                self.old,
                [(change.before, (change.before,), change.after) for change in elsewhere],
            )
        if new := endings.new:
            head = count("{n} new situation", "{n} new situations", len(new))
            yield self._group(head, self.new, [(walked, (), (walked,)) for walked in new])
        if gone := endings.gone:
            head = count(
                "{n} situation can no longer occur", "{n} situations can no longer occur", len(gone)
            )
            yield self._group(head, self.old, [(walked, (walked,), ()) for walked in gone])

    def _group(
        self,
        head: str,
        reading: Reading,
        walks: Sequence[tuple[Walked, Sequence[Walked], Sequence[Walked]]],
    ) -> Situations:
        answers = [self._answers(reading, walked) for walked, _, _ in walks]
        common = (
            [part for part in answers[0] if all(part in answered for answered in answers)]
            if answers[1:]
            else []
        )
        cases = tuple(
            SituationChange(
                "; ".join(part for part in answered if part not in common)
                or self.say("whatever is answered"),
                self._outcomes(self.old, before),
                self._outcomes(self.new, after),
            )
            for answered, (_, before, after) in zip(answers, walks, strict=True)
        )
        return Situations(head, "; ".join(common), cases)

    def _answers(self, reading: Reading, walked: Walked) -> list[str]:
        """Each answer after its question."""
        facts = walked.walk.program.facts
        return [reading.whoever(facts[fact], case) for fact, case in walked.given]

    def _outcomes(self, reading: Reading, walks: Sequence[Walked]) -> str:
        outcomes = dict.fromkeys(self._outcome(reading, walked) for walked in walks)
        return f" {self.say('or')} ".join(outcomes)

    def _outcome(self, reading: Reading, walked: Walked) -> str:
        program = walked.walk.program
        if walked.situation.stuck:
            return self.say("nothing is said")
        ends = ends_of(program, program.stops[walked.situation.stops[-1]])
        outcomes = [reading.quoted(reading.node(stop.node)) for stop in ends]
        return self.new.say.all_of(outcomes) or self.say("none")
