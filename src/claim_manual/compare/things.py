"""Everything in a manual that is compared, each with itself as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.compare.tree import document_tree, tree, words
from claim_manual.model.difference import BLOCKS, Source
from claim_manual.model.manual import AnyDocument, Manual


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
    for kind in (_settings, _procedures, _flows, _registers, _editions, _reviews, _prose):
        yield tuple(
            {f"{one.subject}/{one.id}": one for one in kind(side)} for side in (before, after)
        )  # type: ignore[misc]


def _settings(manual: Manual) -> Iterator[Thing]:
    yield Thing("manual", "manual", manual.settings.path, None, tree(manual.settings.model))


def _procedures(manual: Manual) -> Iterator[Thing]:
    for one in manual.procedures:
        yield _document("procedure", one)


def _flows(manual: Manual) -> Iterator[Thing]:
    for one in manual.flows:
        yield _document("flow", one)


def _document(subject: str, one: AnyDocument) -> Thing:
    made = document_tree(one) | ({"category": one.category} if one.category else {})
    return Thing(subject, one.id, one.path, one, made, one.model.aliases)


def _registers(manual: Manual) -> Iterator[Thing]:
    for name, register in manual.registers.items():
        for one in register:
            yield Thing(name, one.id, register.source.path, one, tree(one))


def _editions(manual: Manual) -> Iterator[Thing]:
    for one in manual.editions:
        yield Thing("edition", one.id, one.path, one, tree(one.model))


def _reviews(manual: Manual) -> Iterator[Thing]:
    for one in manual.reviews:
        yield Thing("review", one.id, one.path, one, tree(one.model))


def _prose(manual: Manual) -> Iterator[Thing]:
    for one in (*manual.pages, *manual.companions, *manual.form_texts):
        blocks = [made for block in re.split(r"\n[ \t]*\n", one.text) if (made := words(block))]
        yield Thing("prose", one.path, one.path, one, {BLOCKS: blocks})
