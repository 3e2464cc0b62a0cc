"""Everything in a manual that is compared, each with itself as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from claim_manual.derived.difference import BLOCKS, Source
from claim_manual.difference.tree import document_tree, tree, words
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.source_kind import SourceKind, Subfolders
from claim_manual.model.sources import PAGE, kind_of, kinds_of_documents


@dataclass(frozen=True)
class Compared:
    """Something that is compared: what it is, its id and file, and itself as a tree."""

    subject: str
    id: str
    path: str
    source: Source
    tree: Mapping[str, Any]
    former: tuple[str, ...] = ()
    is_entry: bool = False


_Pair = tuple[dict[str, Compared], dict[str, Compared]]


def things(before: Manual, after: Manual) -> Iterator[_Pair]:
    """The things of both manuals, one kind after the other, each by what it is and its id."""
    for things_of in _parts():
        yield tuple(
            {f"{thing.subject}/{thing.id}": thing for thing in things_of(side)}
            for side in (before, after)
        )  # type: ignore[misc]


def _parts() -> Iterator[Callable[[Manual], Iterator[Compared]]]:
    """The order of a report: what readers look for first, editions and reviews, then prose."""
    yield _settings
    kinds = kinds_of_documents()
    yield from (partial(_documents, kind=kind) for kind in kinds if kind.is_headed)
    yield _registers
    yield from (partial(_documents, kind=kind) for kind in kinds if not kind.is_headed)
    yield _prose


def _settings(manual: Manual) -> Iterator[Compared]:
    yield Compared("manual", "manual", manual.settings.path, None, tree(manual.settings.model))


def _documents(manual: Manual, kind: SourceKind) -> Iterator[Compared]:
    for document in manual.of_kind(kind):
        if kind.is_headed:
            yield _headed(kind.name, document)
        else:
            yield Compared(
                kind.name, _id(kind, document), document.path, document, tree(document.model)
            )


def _id(kind: SourceKind, document: Document[Any]) -> str:
    """The id of a document; with its folder, where files in two folders may be called the same."""
    is_below = kind.subfolders is Subfolders.WORKSHOP
    return f"{document.category}/{document.id}" if is_below else document.id


def _headed(subject: str, document: AnyDocument) -> Compared:
    shape = document_tree(document) | ({"category": document.category} if document.category else {})
    return Compared(subject, document.id, document.path, document, shape, document.model.aliases)


def _registers(manual: Manual) -> Iterator[Compared]:
    for name, register in manual.registers.items():
        for entry in register:
            path = register.source.path
            yield Compared(name, entry.id, path, entry, tree(entry), is_entry=True)


def _prose(manual: Manual) -> Iterator[Compared]:
    for prose in sorted(manual.prose(), key=lambda prose: kind_of(prose.path) is not PAGE):
        blocks = [plain for block in re.split(r"\n[ \t]*\n", prose.text) if (plain := words(block))]
        yield Compared("prose", prose.path, prose.path, prose, {BLOCKS: blocks})
