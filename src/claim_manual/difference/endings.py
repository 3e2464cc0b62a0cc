"""The situations of a document that end elsewhere, by two walks whose answers are divided alike."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from claim_manual.derived.difference import Elsewhere, Ending, Endings, Walked
from claim_manual.difference.neighbouring import Row, joined
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.proof.cases import Division
from claim_manual.proof.program import Program, program
from claim_manual.proof.side import Side
from claim_manual.proof.situations import Situation, answers_given, ends_of, outcome, situations
from claim_manual.proof.states import Walk
from claim_manual.proof.stops import Expansion, Stop
from claim_manual.proof.together import Together
from claim_manual.proof.walks import walk

ByAnswers = dict[str, list[Walked]]
Renamed = Mapping[str, Mapping[str, str]]
"""By the id that a document had, the new ids of nodes that say the same, by the old ones."""


@dataclass(frozen=True)
class Compared:
    """A document as it was and as it is, each in its manual; `renamed` are nodes of any document."""

    before: tuple[Manual, AnyDocument]
    after: tuple[Manual, AnyDocument]
    renamed: Renamed

    def name(self, stop: Stop) -> str:
        """What a stop of the older document is called in the newer."""
        return self._within(stop.scope, stop.node.id)

    def _within(self, scope: Expansion, node_id: str) -> str:
        name = self.renamed.get(scope.document.id, {}).get(node_id, node_id)
        if scope.caller is None:
            return name
        use = scope.prefix.removesuffix(".").rpartition(".")[2]
        return f"{self._within(scope.caller, use)}.{name}"

    def sides(self) -> tuple[Side, Side]:
        """Both walks, numbers and days divided by the thresholds of both."""
        old, new = program(*self.before), program(*self.after)
        names = {self.name(stop): stop.name for stop in old.stops_of_facts}
        of_old = dict(_divisions(old, self.name))
        of_new = {
            names[name]: division
            for name, division in _divisions(new, lambda stop: stop.name)
            if name in names
        }
        return Side(_divided(self.before, of_new), self.name), Side(_divided(self.after, of_old))


def endings(compared: Compared) -> Endings:
    """What happens otherwise: who ends elsewhere, and the plain difference of what is listed."""
    before, after = compared.sides()
    persons = Together(before, after).elsewhere()
    told = _Told(before, after, persons.pairs)
    plain = _plain(before.walk, after.walk)
    if plain is None:
        changed, added, removed = told.plain()
        return told.endings(changed, added, removed, 0, is_whole=persons.is_whole)
    changed, added, removed = plain
    compared_endings = told.endings(
        changed, added, removed, told.same(added, removed), is_whole=persons.is_whole
    )
    return _with_exceptions(compared_endings, changed, added, removed)


def _with_exceptions(
    endings_: Endings,
    changed: Iterable[tuple[Walked, Walked]],
    added: Iterable[Walked],
    removed: Iterable[Walked],
) -> Endings:
    """Also who has an exception told: such walks are not made together, but held against each other."""
    return replace(
        endings_,
        elsewhere=endings_.elsewhere
        + tuple(
            Elsewhere(was, (now,))
            for was, now in changed
            if _is_told(was) and _end(was) != _end(now)
        ),
        new=endings_.new + tuple(walked for walked in added if _is_told(walked)),
        gone=endings_.gone + tuple(walked for walked in removed if _is_told(walked)),
    )


def _is_told(walked: Walked) -> bool:
    """Whether an exception is told in a situation."""
    told_from = walked.walk.program.told_from
    return any(fact >= told_from for fact, _ in walked.situation.answered)


@dataclass(frozen=True)
class _Told:
    """Pairs of walks that one person makes, as they are told."""

    old: Side
    new: Side
    pairs: list[tuple[Situation | None, Situation | None]]

    def same(self, added: Iterable[Walked], removed: Iterable[Walked]) -> int:
        """How many are asked otherwise and end as before; questions with new ids are the same."""
        reached = {old.answered for old, _ in self.pairs if old}
        asked = [_given(self.new, walked.situation) for walked in added if not _is_told(walked)]
        return sum(
            not _is_told(walked)
            and walked.situation.answered not in reached
            and _given(self.old, walked.situation) not in asked
            for walked in removed
        )

    def endings(
        self,
        changed: list[tuple[Walked, Walked]],
        added: list[Walked],
        removed: list[Walked],
        same: int,
        *,
        is_whole: bool,
    ) -> Endings:
        """The difference by persons, beside the plain one."""
        elsewhere = {old.answered: old for old, new in self.pairs if old and new}
        gone = {
            old.answered: old
            for old, new in self.pairs
            if old and not new and old.answered not in elsewhere
        }
        new = {now.answered: now for was, now in self.pairs if now and not was}
        return Endings(
            changed=tuple(Ending(was, now) for was, now in changed),
            added=tuple(Ending(None, walked) for walked in added),
            removed=tuple(Ending(walked, None) for walked in removed),
            elsewhere=tuple(self._elsewhere(elsewhere.values())),
            new=tuple(_joined(_walked(self.new.walk, now) for now in new.values())),
            gone=tuple(_joined(_walked(self.old.walk, was) for was in gone.values())),
            same=same,
            is_whole=is_whole,
        )

    def _elsewhere(self, situations_: Iterable[Situation]) -> Iterator[Elsewhere]:
        rows = []
        for situation in situations_:
            before = _walked(self.old.walk, situation)
            after = tuple(
                _walked(self.new.walk, now) for _, now in self.new.ends(_given(self.old, situation))
            )
            mark = (_end(before), tuple(map(_end, after)))
            rows.append(Row(before.given, mark, Elsewhere(before, after)))
        for row in joined(rows):
            yield replace(row.told, before=replace(row.told.before, given=row.given))

    def plain(self) -> tuple[list[tuple[Walked, Walked]], list[Walked], list[Walked]]:
        """The difference of situations as far as people end elsewhere: those that answer alike, others."""
        changed: dict[Hashable, tuple[Walked, Walked]] = {}
        added: dict[Hashable, Walked] = {}
        removed: dict[Hashable, Walked] = {}
        for old, new in self.pairs:
            was = _walked(self.old.walk, old) if old else None
            now = _walked(self.new.walk, new) if new else None
            if was and now and was.answers == now.answers:
                changed.setdefault(was.situation.answered, (was, now))
                continue
            if was:
                removed.setdefault(was.situation.answered, was)
            if now:
                added.setdefault(now.situation.answered, now)
        return [*changed.values()], [*added.values()], [*removed.values()]


def _given(side: Side, situation: Situation) -> dict[str, list[Hashable]]:
    """What somebody answers, by the names that both walks know questions under."""
    given: dict[str, list[Hashable]] = defaultdict(list)
    for number, case in situation.answered:
        fact = side.walk.program.facts[number]
        given[side.names[number]].append(fact.key(fact.cases[case]))
    return given


def _joined(walks: Iterable[Walked]) -> Iterator[Walked]:
    """The walks, in one those that end alike and differ in neighbouring values."""
    for row in joined(Row(walked.given, _end(walked), walked) for walked in walks):
        yield replace(row.told, given=row.given)


def _divisions(laid_out: Program, name: Callable[[Stop], str]) -> Iterator[tuple[str, Division]]:
    """What divides each fact of a program, by the name of its stop."""
    for stop, fact in zip(laid_out.stops_of_facts, laid_out.facts, strict=True):
        yield name(stop), fact.division


def _divided(side: tuple[Manual, AnyDocument], beside: Mapping[str, Division]) -> Walk:
    """The walk of a document whose answers are divided by another's too."""
    divided = Program(*side, beside)
    plain_facts = program(*side).facts
    is_same = all(
        plain_fact.cases == fact.cases
        for plain_fact, fact in zip(plain_facts, divided.facts, strict=True)
    )
    return walk(*side) if is_same else Walk(*side, divided)


def _end(walked: Walked) -> str:
    """How a situation ends for the person in it: what the outcome says, whatever its id."""
    if walked.situation.stuck:
        return ""
    program_ = walked.walk.program
    ends = ends_of(program_, program_.stops[walked.situation.stops[-1]])
    return str([stop.node.model_dump_json(include={"outcome", "level"}) for stop in ends])


def _plain(
    before: Walk, after: Walk
) -> tuple[list[tuple[Walked, Walked]], list[Walked], list[Walked]] | None:
    """The difference of the situations that are listed of each; None where not all are."""
    old, new = _by_answers(before), _by_answers(after)
    if old is None or new is None:
        return None
    changed: list[tuple[Walked, Walked]] = []
    added: list[Walked] = []
    removed: list[Walked] = []
    for answers in dict.fromkeys((*new, *old)):
        old_walks, new_walks = _without_common(old.get(answers, []), new.get(answers, []))
        changed += zip(old_walks, new_walks, strict=False)
        added += new_walks[len(old_walks) :]
        removed += old_walks[len(new_walks) :]
    return changed, added, removed


def _by_answers(walked: Walk) -> ByAnswers | None:
    listing = situations(walked)
    number = len(listing.listed) + len(listing.gaps)
    if not listing.is_exact or number < listing.count + listing.gap_count:
        return None
    walks: ByAnswers = defaultdict(list)
    for situation in (*listing.listed, *listing.gaps):
        walk_ = _walked(walked, situation)
        # An exception is counted as told where its page begins, whatever that step is called.
        told = {walked.program.fact_names[one.fact]: "" for one in walked.program.interruptions}
        answers = {name: told.get(name, answer) for name, answer in walk_.answers.items()}
        walks[json.dumps(answers, sort_keys=True, default=str)].append(walk_)
    return walks


def _walked(walked: Walk, situation: Situation) -> Walked:
    facts = walked.program.facts
    return Walked(
        walked,
        situation,
        answers_given(walked, situation.answered),
        outcome(walked, situation),
        tuple((fact, facts[fact].cases[case]) for fact, case in situation.answered),
    )


def _without_common(old: list[Walked], new: list[Walked]) -> tuple[list[Walked], list[Walked]]:
    """Both lists without the situations that the other has too, counted by outcome."""
    common = Counter(str(walked.outcome) for walked in old) & Counter(
        str(walked.outcome) for walked in new
    )
    return _without(old, common.copy()), _without(new, common)


def _without(walks: list[Walked], common: Counter[str]) -> list[Walked]:
    remaining = []
    for walked in walks:
        if common[str(walked.outcome)]:
            common[str(walked.outcome)] -= 1
        else:
            remaining.append(walked)
    return remaining
