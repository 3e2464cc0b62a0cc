"""A model as a tree in which what means the same is the same, however it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.difference import NODES, WAYS
from claim_manual.model.catalogue import entry
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import JOINED
from claim_manual.model.schema import Text
from claim_manual.proof.graph import Edge, edges

UNWRITTEN = "goes on"
"""Marks a way to the following node that nobody wrote."""

_NOTHING: tuple[Any, ...] = (None, (), {}, "")
_BLOCK = re.compile(r"\s*([-*+>|#]|\d+[.)]|```|~~~|:::)")


class Keyed(dict[str, Any]):
    """A list whose entries are told apart by their ids, in order."""


def tree(model: BaseModel) -> dict[str, Any]:
    """A model by its keys: dicts, Keyed, lists and scalars; what says nothing is left out."""
    return {
        info.alias or name: value
        for name, info in type(model).model_fields.items()
        if (value := _plain(_whole(model, name))) not in _NOTHING
    }


def _whole(model: BaseModel, name: str) -> Any:
    """The value of a field; a list in the place of a mapping as that mapping."""
    value = getattr(model, name)
    if not isinstance(value, tuple):
        return value
    field = entry(type(model), type(model).model_fields[name].alias or name)
    return field.without_list(**{field.list_key: value}) if field and field.list_key else value


def document_tree(document: AnyDocument) -> dict[str, Any]:
    """A procedure or flow; each node has its ways in place of what is written of them.

    The nodes of branches stand among all others, after their parallel.
    """
    shape = tree(document.model)
    ways = _ways(document)
    for key in NODES:
        if isinstance(shape.get(key), Keyed):
            shape[key] = Keyed(_flat(shape[key]))
        for node_id, node in shape.get(key, {}).items():
            for target_key in ("next", "then", "otherwise"):
                node.pop(target_key, None)
            for answer in node.get("answers", {}).values():
                answer.pop("to", None)
            if node_ways := ways.get(node_id):
                node[WAYS] = node_ways
    shape.pop("rules", None)
    if rules := getattr(document.model, "rules", ()):
        shape["rules"] = [tree(rule) for rule in rules]
    return shape


def _flat(nodes: Keyed) -> Iterator[tuple[str, Any]]:
    """The nodes, each parallel followed by those of its branches; its branches are names alone."""
    for node_id, node in nodes.items():
        yield node_id, node
        branches = node.get("parallel")
        for branch in branches.values() if isinstance(branches, Keyed) else ():
            steps = branch.pop("steps", {})
            yield from steps.items() if isinstance(steps, Keyed) else ()


def words(text: str) -> str:
    """Markdown without the line breaks that mean nothing."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return "\n\n".join(_joined(block) for block in blocks)


def _joined(block: str) -> str:
    lines: list[str] = []
    is_code = False
    for line in block.split("\n"):
        is_break = bool(lines) and lines[-1].endswith(("  ", "\\"))
        if lines and not (is_code or is_break or _BLOCK.match(line)):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line if is_code else line.lstrip("\n"))
        if line.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
    return "\n".join(line if line.endswith("  ") else line.rstrip() for line in lines)


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return {
                lang: plain
                for lang, words_in_lang in value.root.items()
                if (plain := words(words_in_lang))
            } or None
        case BaseModel() if "root" in type(model := value).model_fields:
            return _plain(model.model_dump())
        case BaseModel():
            return _with_alone(value) if getattr(value, "stands_for", "") else tree(value)
        case Mapping():
            return {
                str(key): plain
                for key, part in value.items()
                if (plain := _plain(part)) is not None
            }
        case tuple() | list():
            return _list(value)
        case _:
            return value


def _with_alone(model: BaseModel) -> dict[str, Any]:
    """A model as a tree; what may stand alone in its place is in it as it stands there."""
    shape = {key: value for key, value in tree(model).items() if value != []}
    alone = shape.pop(getattr(model, "stands_for", ""))
    return {**alone, **shape}


def _list(values: tuple[Any, ...] | list[Any]) -> Any:
    ids = [getattr(value, "id", None) for value in values]
    if values and all(isinstance(value, str) for value in ids) and len(set(ids)) == len(ids):
        trees = [_plain(value) for value in values]
        return Keyed(
            (shape["id"], {key: part for key, part in shape.items() if key != "id"})
            for shape in trees
        )
    return [_plain(value) for value in values]


def _ways(document: AnyDocument) -> dict[str, dict[str, list[Any]]]:
    """For each node its ways: by the answer or outcome, conditions and targets in order."""
    ways_of: dict[str, dict[str, list[Any]]] = {}
    for edge in edges(document):
        if edge.rule or edge.told:
            continue  # a decision table's ways are its rules; exceptions say where they lead
        ways = ways_of.setdefault(edge.source.removesuffix(JOINED), {})
        answer = way_name(edge)
        ways.setdefault(answer, []).append(_target(edge))
    return ways_of


def way_name(edge: Edge) -> str:
    """What tells a way out of a node from its others: an answer, an outcome, a branch; or nothing."""
    if edge.answer:
        return edge.answer.id
    return edge.branch.id if edge.branch else edge.result or ""


def _target(edge: Edge) -> dict[str, Any]:
    target: dict[str, Any] = {"to": edge.target}
    if edge.guard:
        target["when"] = _plain(edge.guard)
    if edge.loc == ():
        target[UNWRITTEN] = True
    return target
