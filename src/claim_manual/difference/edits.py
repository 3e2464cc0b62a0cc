"""What is otherwise between two trees: added, removed, changed, moved."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from claim_manual.derived.difference import NODES, WAYS, ChangeKind, Edit, Way
from claim_manual.difference.tree import UNWRITTEN, Keyed

Tree = dict[str, Any]


def edits(before: Tree, after: Tree) -> tuple[Edit, ...]:
    """Every value that is otherwise, in the order of the second tree; what is gone comes last."""
    before, renamed = _renamed(before, after)
    differences = [*renamed, *_mapping(before, after, ())]
    added = {name for key in NODES for name in after.get(key, {}).keys() - before.get(key, {})}
    removed = {name for key in NODES for name in before.get(key, {}).keys() - after.get(key, {})}
    return tuple(edit for edit in differences if not _follows(edit, added, removed))


def _renamed(before: Tree, after: Tree) -> tuple[Tree, list[Edit]]:
    """The first tree with the ids of nodes that say the same under another id; and those edits."""
    names: dict[str, str] = {}
    renamed = []
    for key in NODES:
        old, new = before.get(key, {}), after.get(key, {})
        for name in [node_id for node_id in old if node_id not in new]:
            alike = [
                node_id
                for node_id in new
                if node_id not in old
                and node_id not in names.values()
                and _without_ways(new[node_id]) == _without_ways(old[name])
            ]
            if len(alike) == 1:
                names[name] = alike[0]
                renamed.append(Edit(ChangeKind.CHANGED, (key, alike[0], "id"), name, alike[0]))
    return (_with_names(before, names) if names else before), renamed


def _without_ways(node: Tree) -> Tree:
    """A node without its ways."""
    return {key: value for key, value in node.items() if key != WAYS}


def _with_names(before: Tree, names: Mapping[str, str]) -> Tree:
    renamed = dict(before)
    for key in NODES:
        if key in before:
            renamed[key] = Keyed(
                (names.get(name, name), _with_new_targets(node, names))
                for name, node in before[key].items()
            )
    if "rules" in before:
        renamed["rules"] = [
            {**rule, "then": names.get(rule.get("then", ""), rule.get("then"))}
            for rule in before["rules"]
        ]
    return renamed


def _with_new_targets(node: Tree, names: Mapping[str, str]) -> Tree:
    """A node whose ways lead to the new ids."""
    if WAYS not in node:
        return node
    ways = {
        way: [{**target, "to": names.get(target["to"], target["to"])} for target in targets]
        for way, targets in node[WAYS].items()
    }
    return {**node, WAYS: ways}


def _follows(edit: Edit, added: set[str], removed: set[str]) -> bool:
    """Whether a way is otherwise only because the node that follows was added or removed."""
    if len(edit.way) < 2 or edit.way[-2] != WAYS:
        return False
    sides = [_unwritten(targets) for targets in (edit.before, edit.after)]
    if "" in sides:
        return False
    return sides[0] in removed or sides[1] in added


def _unwritten(targets: Any) -> str:
    """Where a way leads that nobody wrote; empty for any other."""
    is_alone = isinstance(targets, list) and len(targets) == 1
    return str(targets[0]["to"]) if is_alone and UNWRITTEN in targets[0] else ""


def _mapping(before: Tree, after: Tree, way: Way) -> Iterator[Edit]:
    if isinstance(after, Keyed) or isinstance(before, Keyed):
        yield from _moved(list(before), list(after), way)
    for key, new in after.items():
        here = (*way, key)
        if key not in before:
            yield Edit(ChangeKind.ADDED, here, None, new)
        else:
            yield from _value(before[key], new, here)
    for key, old in before.items():
        if key not in after:
            yield Edit(ChangeKind.REMOVED, (*way, key), old)


def _value(before: Any, after: Any, way: Way) -> Iterator[Edit]:
    if before == after and list(before if isinstance(before, Keyed) else ()) == list(
        after if isinstance(after, Keyed) else ()
    ):
        return
    if len(way) > 1 and way[-2] == WAYS:
        if _written(before) != _written(after):
            yield Edit(ChangeKind.CHANGED, way, before, after)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mapping(before, after, way)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _listed(before, after, way)
    else:
        yield Edit(ChangeKind.CHANGED, way, before, after)


def _written(targets: list[Tree]) -> list[Tree]:
    """Ways without whether somebody wrote them: they lead to the same node."""
    return [{key: value for key, value in target.items() if key != UNWRITTEN} for target in targets]


def _listed(before: Sequence[Any], after: Sequence[Any], way: Way) -> Iterator[Edit]:
    """Entries without ids: those that are alike are the same, the others are paired in order."""
    old, new = [_key(value) for value in before], [_key(value) for value in after]
    for change, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        paired = min(i_end - i, j_end - j)
        for n in range(paired):
            yield from _value(before[i + n], after[j + n], (*way, str(j + n + 1)))
        for n in range(j + paired, j_end):
            yield Edit(ChangeKind.ADDED, (*way, str(n + 1)), None, after[n])
        for n in range(i + paired, i_end):
            yield Edit(ChangeKind.REMOVED, (*way, str(n + 1)), before[n])


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _moved(before: list[str], after: list[str], way: Way) -> Iterator[Edit]:
    """Entries that stand elsewhere among those that both lists have: as few as can be."""
    old_order = [name for name in before if name in set(after)]
    new_order = [name for name in after if name in set(before)]
    position = {name: n for n, name in enumerate(old_order)}
    stay = _rising([position[name] for name in new_order])
    for n, name in enumerate(new_order):
        if n not in stay:
            place, former_place = after.index(name), before.index(name)
            yield Edit(
                ChangeKind.MOVED,
                (*way, name),
                before[former_place - 1] if former_place else "",
                after[place - 1] if place else "",
            )


def _rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising run, by patience sorting."""
    tops: list[int] = []
    last: list[int] = []
    earlier: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tops, number)
        tops[place:] = [number] if place == len(tops) else [number, *tops[place + 1 :]]
        last[place:] = [index] if place == len(last) else [index, *last[place + 1 :]]
        earlier.append(last[place - 1] if place else -1)
    positions, place = set(), last[-1] if last else -1
    while place >= 0:
        positions.add(place)
        place = earlier[place]
    return positions
