"""The situations of a document that end elsewhere, by two walks."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claim_manual.derived.difference import Elsewhere, Ending, Endings, Walked
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.proof.situations import answers_given, ends_of, outcome, situations
from claim_manual.proof.states import walk

Known = dict[str, list[Walked]]


def endings(before: tuple[Manual, AnyDocument], after: tuple[Manual, AnyDocument]) -> Endings:
    """What happens otherwise: the difference of the situations that `flow paths` lists of each."""
    (old, old_whole), (new, new_whole) = _known(*before), _known(*after)
    changed: list[Ending] = []
    added: list[Walked] = []
    removed: list[Walked] = []
    for answers in dict.fromkeys((*new, *old)):
        was, now = _without_common(old.get(answers, []), new.get(answers, []))
        paired = list(zip(was, now, strict=False))
        changed += [Ending(one, other) for one, other in paired]
        added += now[len(paired) :]
        removed += was[len(paired) :]
    told = _by_persons(changed, added, removed)
    return replace(told, is_whole=old_whole and new_whole)


def _by_persons(changed: list[Ending], added: list[Walked], removed: list[Walked]) -> Endings:
    """The difference with what it is for whoever answers the questions asked both times alike."""
    pairs = [(one.before, one.after) for one in changed if one.before and one.after]
    elsewhere = [Elsewhere(was, (now,)) for was, now in pairs if _end(was) != _end(now)]
    gone, same = [], 0
    reached: set[int] = set()
    for was in removed:
        fitting = {n: now for n, now in enumerate(added) if _fits(was.answers, now.answers)}
        reached |= fitting.keys()
        ends = {_end(now): now for now in fitting.values()}
        if not ends:
            gone.append(was)
        elif ends.keys() == {_end(was)}:
            same += 1
        else:
            elsewhere.append(Elsewhere(was, tuple(ends.values())))
    return Endings(
        changed=tuple(changed),
        added=tuple(Ending(None, one) for one in added),
        removed=tuple(Ending(one, None) for one in removed),
        elsewhere=tuple(elsewhere),
        new=tuple(now for n, now in enumerate(added) if n not in reached),
        gone=tuple(gone),
        same=same,
    )


def _end(one: Walked) -> str:
    """How a situation ends for the person in it: what the outcome says, whatever its id."""
    if one.situation.stuck:
        return ""
    program = one.walk.program
    ends = ends_of(program, program.stops[one.situation.stops[-1]])
    return str([one.node.model_dump_json(include={"outcome", "level"}) for one in ends])


def _fits(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether one person can be in both: what both were asked is answered alike."""
    return all(now[question] == given for question, given in was.items() if question in now)


def _known(manual: Manual, document: AnyDocument) -> tuple[Known, bool]:
    walked = walk(manual, document)
    found = situations(walked)
    known: Known = defaultdict(list)
    for one in (*found.listed, *found.gaps):
        given = answers_given(walked, one.answered)
        ends = outcome(walked, one)
        known[json.dumps(given, sort_keys=True, default=str)].append(
            Walked(walked, one, given, ends)
        )
    listed = len(found.listed) + len(found.gaps)
    return known, found.is_exact and listed == found.count + found.gap_count


def _without_common(was: list[Walked], now: list[Walked]) -> tuple[list[Walked], list[Walked]]:
    """Both without as many of the same outcome as the other has."""
    common = Counter(str(one.outcome) for one in was) & Counter(str(one.outcome) for one in now)
    return _less(was, common.copy()), _less(now, common)


def _less(walks: list[Walked], common: Counter[str]) -> list[Walked]:
    left = []
    for one in walks:
        if common[str(one.outcome)]:
            common[str(one.outcome)] -= 1
        else:
            left.append(one)
    return left
