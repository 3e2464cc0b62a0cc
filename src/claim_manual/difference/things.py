"""Everything in a manual that is compared, each with itself as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from claim_manual.derived.difference import BLOCKS, Source
from claim_manual.difference.tree import document_tree, tree, words
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.sources import PAGE, SourceKind, kind_of, kinds_of_documents


@dataclass(frozen=True)
class Thing:
    """Something that is compared: what it is, its id and file, and itself as a tree."""

    subject: str
    id: str
    path: str
    source: Source
    tree: Mapping[str, Any]
    former: tuple[str, ...] = ()


_Pair = tuple[dict[str, Thing], dict[str, Thing]]


def things(before: Manual, after: Manual) -> Iterator[_Pair]:
    """The things of both manuals, one kind after the other, each by what it is and its id."""
    for listed in _parts():
        yield tuple(
            {f"{one.subject}/{one.id}": one for one in listed(side)} for side in (before, after)
        )  # type: ignore[misc]


def _parts() -> Iterator[Callable[[Manual], Iterator[Thing]]]:
    """What a reader looks for first, then what the manual is printed and reviewed by, then prose."""
    yield _settings
    kinds = kinds_of_documents()
    yield from (partial(_documents, kind=kind) for kind in kinds if kind.is_headed)
    yield _registers
    yield from (partial(_documents, kind=kind) for kind in kinds if not kind.is_headed)
    yield _prose


def _settings(manual: Manual) -> Iterator[Thing]:
    yield Thing("manual", "manual", manual.settings.path, None, tree(manual.settings.model))


def _documents(manual: Manual, kind: SourceKind) -> Iterator[Thing]:
    for one in manual.of_kind(kind):
        if kind.is_headed:
            yield _headed(kind.name, one)
        else:
            yield Thing(kind.name, one.id, one.path, one, tree(one.model))


def _headed(subject: str, one: AnyDocument) -> Thing:
    made = document_tree(one) | ({"category": one.category} if one.category else {})
    return Thing(subject, one.id, one.path, one, made, one.model.aliases)


def _registers(manual: Manual) -> Iterator[Thing]:
    for name, register in manual.registers.items():
        for one in register:
            yield Thing(name, one.id, register.source.path, one, tree(one))


def _prose(manual: Manual) -> Iterator[Thing]:
    for one in sorted(manual.prose(), key=lambda prose: kind_of(prose.path) is not PAGE):
        blocks = [made for block in re.split(r"\n[ \t]*\n", one.text) if (made := words(block))]
        yield Thing("prose", one.path, one.path, one, {BLOCKS: blocks})
