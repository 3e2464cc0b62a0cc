"""A YAML source as its model, and what is wrong in it; read again only where it says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import Field, create_model

from claim_manual.model.documents import DecisionTable, DecisionTree
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Origin
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.registers import Entry
from claim_manual.model.schema import Model
from claim_manual.model.source_kind import SourceKind
from claim_manual.read.document import validate
from claim_manual.read.yaml_door import parse
from claim_manual.read.yaml_value import Value

Key = tuple[SourceKind, str, str, tuple[str, ...]]
"""All that a source is read from: its kind, path and text, and the languages of the manual."""
_LAST_READINGS = 2


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What was read of a source: its model, None where there is nothing to go on, and the findings.

    `is_whole` is False where nodes, rules or conditions do not fit the schema.
    """

    model: Model | None
    origin: Origin
    findings: tuple[Finding, ...]
    is_whole: bool = True


class Reading:
    """The sources of one manual, as they are read one after the other.

    Whoever edits a manual, or is shown it while they write, has it read again and again, and of all its
    files one has changed. What is the same as in one of the last readings is taken from there.
    """

    _last: tuple[dict[Key, SourceFile], ...] = ()

    def __init__(self) -> None:
        self._files: dict[Key, SourceFile] = {}
        self._before = Reading._last
        Reading._last = (self._files, *self._before[: _LAST_READINGS - 1])

    def source(
        self, kind: SourceKind, path: str, text: str, languages: Sequence[str]
    ) -> SourceFile:
        """What is read of a source; `languages` are empty where it is what names them."""
        key = kind, path, text, tuple(languages)
        same = (files[key] for files in self._before if key in files)
        self._files[key] = file = next(same, None) or _read(*key)
        return file


def _read(kind: SourceKind, path: str, text: str, languages: tuple[str, ...]) -> SourceFile:
    value, faults = parse(text, path)
    if value is None and not faults:
        value = Value(Place(path), None)
    if value is not None and value.content is None:
        faults.append(
            error(
                Place(path), "empty-text", say("This file is empty."), say("Fill it or delete it.")
            )
        )
    if value is None or value.content is None:
        return SourceFile(None, Origin(path, lambda: ({}, {})), tuple(faults))
    if kind.is_register:
        value = Value(value.place, {"entries": value})
    document, origin, misfits = validate(
        _model(kind, value), value, path, languages or _named(value)
    )
    is_whole = not any(finding.place.line >= _flow_line(value) for finding in misfits)
    return SourceFile(document, origin, (*faults, *misfits), is_whole)


def _model(kind: SourceKind, value: Value) -> type[Model]:
    if kind.is_register:
        return _register_model(kind.models[0])
    return kind.models[0] if len(kind.models) == 1 else _kind_of_flow(value)


def _named(settings: Value) -> tuple[str, ...]:
    """The languages that manual.yml names, before anybody has judged it."""
    named = settings.content.get("languages") if isinstance(settings.content, dict) else None
    return tuple(named.content) if named and isinstance(named.content, dict) else ()


def _flow_line(value: Value) -> int:
    """The line on which what happens in a document begins: its nodes, rules and conditions."""
    keys = ("steps", "nodes", "inputs", "at_any_time", "rules", "conditions", "hit_policy")
    return min((place.line for key, place in value.keys.items() if key in keys), default=1)


def _kind_of_flow(value: Value) -> type[Model]:
    """The model of a flow, by its `kind:`, or by the kind that is nearest to what is written."""
    kind = value.content.get("kind") if isinstance(value.content, dict) else None
    kinds: dict[str, type[Model]] = {
        "decision-tree": DecisionTree,
        "decision-table": DecisionTable,
    }
    near = Near(kinds)(str(kind.content)) if kind else None
    return kinds[near] if near else DecisionTree


class Entries(Model):
    """What a register is read as: a list has no model of its own, but a key of a document has."""

    entries: tuple[Entry, ...]


@cache
def _register_model(entry: type[Model]) -> type[Entries]:
    return create_model(entry.__name__, __base__=Entries, entries=(tuple[entry, ...], Field()))  # type: ignore[valid-type]
