"""What is otherwise between two trees: added, removed, changed, moved."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from claim_manual.derived.difference import NODES, WAYS, Edit, Kind, Way
from claim_manual.difference.tree import UNWRITTEN, Keyed

Tree = dict[str, Any]


def edits(before: Tree, after: Tree) -> tuple[Edit, ...]:
    """Every value that is otherwise, in the order of the second tree; what is gone comes last."""
    before, renamed = _renamed(before, after)
    found = [*renamed, *_mapping(before, after, ())]
    added = {name for key in NODES for name in after.get(key, {}).keys() - before.get(key, {})}
    removed = {name for key in NODES for name in before.get(key, {}).keys() - after.get(key, {})}
    return tuple(one for one in found if not _follows(one, added, removed))


def _renamed(before: Tree, after: Tree) -> tuple[Tree, list[Edit]]:
    """The first tree with the ids of nodes that say the same under another id; and those edits."""
    names: dict[str, str] = {}
    found = []
    for key in NODES:
        old, new = before.get(key, {}), after.get(key, {})
        for name in [one for one in old if one not in new]:
            same = [
                one
                for one in new
                if one not in old
                and one not in names.values()
                and _said(new[one]) == _said(old[name])
            ]
            if len(same) == 1:
                names[name] = same[0]
                found.append(Edit(Kind.CHANGED, (key, same[0], "id"), name, same[0]))
    return (_with_names(before, names) if names else before), found


def _said(node: Tree) -> Tree:
    """A node without its ways."""
    return {key: one for key, one in node.items() if key != WAYS}


def _with_names(before: Tree, names: Mapping[str, str]) -> Tree:
    made = dict(before)
    for key in NODES:
        if key in before:
            made[key] = Keyed(
                (names.get(name, name), _led(node, names)) for name, node in before[key].items()
            )
    if "rules" in before:
        made["rules"] = [
            {**rule, "then": names.get(rule.get("then", ""), rule.get("then"))}
            for rule in before["rules"]
        ]
    return made


def _led(node: Tree, names: Mapping[str, str]) -> Tree:
    """A node whose ways lead to the new ids."""
    if WAYS not in node:
        return node
    ways = {
        way: [{**one, "to": names.get(one["to"], one["to"])} for one in targets]
        for way, targets in node[WAYS].items()
    }
    return {**node, WAYS: ways}


def _follows(edit: Edit, added: set[str], removed: set[str]) -> bool:
    """Whether a way is otherwise only because the node that follows was added or removed."""
    if len(edit.way) < 2 or edit.way[-2] != WAYS:
        return False
    sides = [_unwritten(one) for one in (edit.before, edit.after)]
    if "" in sides:
        return False
    return sides[0] in removed or sides[1] in added


def _unwritten(targets: Any) -> str:
    """Where a way leads that nobody wrote; empty for any other."""
    is_one = isinstance(targets, list) and len(targets) == 1
    return str(targets[0]["to"]) if is_one and UNWRITTEN in targets[0] else ""


def _mapping(before: Tree, after: Tree, way: Way) -> Iterator[Edit]:
    if isinstance(after, Keyed) or isinstance(before, Keyed):
        yield from _moved(list(before), list(after), way)
    for key, new in after.items():
        here = (*way, key)
        if key not in before:
            yield Edit(Kind.ADDED, here, None, new)
        else:
            yield from _value(before[key], new, here)
    for key, old in before.items():
        if key not in after:
            yield Edit(Kind.REMOVED, (*way, key), old)


def _value(before: Any, after: Any, way: Way) -> Iterator[Edit]:
    if before == after and list(before if isinstance(before, Keyed) else ()) == list(
        after if isinstance(after, Keyed) else ()
    ):
        return
    if len(way) > 1 and way[-2] == WAYS:
        if _written(before) != _written(after):
            yield Edit(Kind.CHANGED, way, before, after)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mapping(before, after, way)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _listed(before, after, way)
    else:
        yield Edit(Kind.CHANGED, way, before, after)


def _written(targets: list[Tree]) -> list[Tree]:
    """Ways without whether somebody wrote them: they lead to the same node."""
    return [{key: one for key, one in target.items() if key != UNWRITTEN} for target in targets]


def _listed(before: Sequence[Any], after: Sequence[Any], way: Way) -> Iterator[Edit]:
    """Entries without ids: those that are alike are the same, the others are paired in order."""
    old, new = [_key(one) for one in before], [_key(one) for one in after]
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        paired = min(i_end - i, j_end - j)
        for n in range(paired):
            yield from _value(before[i + n], after[j + n], (*way, str(j + n + 1)))
        for n in range(j + paired, j_end):
            yield Edit(Kind.ADDED, (*way, str(n + 1)), None, after[n])
        for n in range(i + paired, i_end):
            yield Edit(Kind.REMOVED, (*way, str(n + 1)), before[n])


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _moved(before: list[str], after: list[str], way: Way) -> Iterator[Edit]:
    """Entries that stand elsewhere among those that both lists have: as few as can be."""
    old = [one for one in before if one in set(after)]
    new = [one for one in after if one in set(before)]
    position = {one: n for n, one in enumerate(old)}
    stay = _rising([position[one] for one in new])
    for n, one in enumerate(new):
        if n not in stay:
            at, was = after.index(one), before.index(one)
            yield Edit(
                Kind.MOVED,
                (*way, one),
                before[was - 1] if was else "",
                after[at - 1] if at else "",
            )


def _rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising run (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        at = bisect_left(tops, number)
        tops[at:] = [number] if at == len(tops) else [number, *tops[at + 1 :]]
        last[at:] = [n] if at == len(last) else [n, *last[at + 1 :]]
        before.append(last[at - 1] if at else -1)
    found, at = set(), last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
