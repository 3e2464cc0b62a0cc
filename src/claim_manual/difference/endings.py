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
from claim_manual.proof.walks import walk

ByAnswers = dict[str, list[Walked]]


def endings(before: tuple[Manual, AnyDocument], after: tuple[Manual, AnyDocument]) -> Endings:
    """What happens otherwise: the difference of the situations that `flow paths` lists of each."""
    (old, old_whole), (new, new_whole) = _by_answers(*before), _by_answers(*after)
    changed: list[Ending] = []
    added: list[Walked] = []
    removed: list[Walked] = []
    for answers in dict.fromkeys((*new, *old)):
        old_walks, new_walks = _without_common(old.get(answers, []), new.get(answers, []))
        paired = list(zip(old_walks, new_walks, strict=False))
        changed += [Ending(was, now) for was, now in paired]
        added += new_walks[len(paired) :]
        removed += old_walks[len(paired) :]
    by_person = _by_persons(changed, added, removed)
    return replace(by_person, is_whole=old_whole and new_whole)


def _by_persons(changed: list[Ending], added: list[Walked], removed: list[Walked]) -> Endings:
    """The difference, with situations paired that one person can be in before and after."""
    pairs = [(ending.before, ending.after) for ending in changed if ending.before and ending.after]
    elsewhere = [
        Elsewhere(before, (after,)) for before, after in pairs if _end(before) != _end(after)
    ]
    gone, same_number = [], 0
    reached: set[int] = set()
    for before in removed:
        fitting = {
            number: after
            for number, after in enumerate(added)
            if _fits(before.answers, after.answers)
        }
        reached |= fitting.keys()
        ends = {_end(after): after for after in fitting.values()}
        if not ends:
            gone.append(before)
        elif ends.keys() == {_end(before)}:
            same_number += 1
        else:
            elsewhere.append(Elsewhere(before, tuple(ends.values())))
    return Endings(
        changed=tuple(changed),
        added=tuple(Ending(None, walked) for walked in added),
        removed=tuple(Ending(walked, None) for walked in removed),
        elsewhere=tuple(elsewhere),
        new=tuple(after for number, after in enumerate(added) if number not in reached),
        gone=tuple(gone),
        same=same_number,
    )


def _end(walked: Walked) -> str:
    """How a situation ends for the person in it: what the outcome says, whatever its id."""
    if walked.situation.stuck:
        return ""
    program = walked.walk.program
    ends = ends_of(program, program.stops[walked.situation.stops[-1]])
    return str([stop.node.model_dump_json(include={"outcome", "level"}) for stop in ends])


def _fits(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether one person can be in both: questions that both have are answered alike."""
    return all(
        after[question] == answer for question, answer in before.items() if question in after
    )


def _by_answers(manual: Manual, document: AnyDocument) -> tuple[ByAnswers, bool]:
    walked = walk(manual, document)
    listing = situations(walked)
    walks: ByAnswers = defaultdict(list)
    for situation in (*listing.listed, *listing.gaps):
        answers = answers_given(walked, situation.answered)
        ends = outcome(walked, situation)
        walks[json.dumps(answers, sort_keys=True, default=str)].append(
            Walked(walked, situation, answers, ends)
        )
    number = len(listing.listed) + len(listing.gaps)
    return walks, listing.is_exact and number == listing.count + listing.gap_count


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
