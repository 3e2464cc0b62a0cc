"""What a change of a manual means: which of its parts are otherwise, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from claim_manual.model.edition import Edition
from claim_manual.model.manual import AnyDocument, Document, Manual, Prose
from claim_manual.model.registers import Entry
from claim_manual.model.review import Round
from claim_manual.proof.cases import AnswerClass
from claim_manual.proof.situations import Situation
from claim_manual.proof.states import Walk

NODES = ("steps", "inputs", "nodes")
"""The keys that hold a document's nodes."""
HAPPENING = (*NODES, "at_any_time", "rules", "conditions", "hit_policy")
"""The keys that decide what happens in a document."""
WAYS = "leads to"
"""The key under which a node has its ways; no key of a source has a space."""
BLOCKS = "text"
"""The key under which a page of prose has its blocks."""
Way = tuple[str, ...]
"""The way to a value inside a document: keys, ids of list entries, or their numbers from 1."""


class ChangeKind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Edit:
    """A value that is otherwise: the way to it, and what it was and is as plain data.

    Of a part that was moved, `before` and `after` are the ids of what it follows; empty at the top.
    """

    kind: ChangeKind
    way: Way
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class Walked:
    """A situation in the document as it was walked; `outcome` as `flow paths` writes it.

    `given` has each fact that is answered and how: of numbers and days also several neighbouring
    cases in one.
    """

    walk: Walk
    situation: Situation
    answers: Mapping[str, Any]
    outcome: str | list[str] | None
    given: tuple[tuple[int, AnswerClass], ...] = ()


@dataclass(frozen=True)
class Ending:
    """A situation that ends elsewhere, that can occur now, or that no longer can."""

    before: Walked | None
    after: Walked | None


@dataclass(frozen=True)
class Elsewhere:
    """A person whose case ended one way and now ends in others, by the questions asked both times."""

    before: Walked
    after: tuple[Walked, ...]


@dataclass(frozen=True)
class Endings:
    """What happens otherwise in a document.

    Numbers and days are divided by the thresholds of both sides. `changed`, `added` and `removed`
    are the plain difference of the situations; `elsewhere`, `new` and `gone` tell it by persons: a
    question asked in between is no new situation for whoever ends where they did, of whom there are
    `same`. `is_whole` is False where not all are listed.
    """

    changed: tuple[Ending, ...] = ()
    added: tuple[Ending, ...] = ()
    removed: tuple[Ending, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    new: tuple[Walked, ...] = ()
    gone: tuple[Walked, ...] = ()
    same: int = 0
    is_whole: bool = True

    def __bool__(self) -> bool:
        plain = self.changed or self.added or self.removed
        return bool(plain or self.elsewhere or self.new or self.gone)


Source = AnyDocument | Document[Edition] | Document[Round] | Entry | Prose | None


@dataclass(frozen=True)
class Revised:
    """A document, entry, page or file that is otherwise.

    `subject` is procedure, flow, edition, review, manual, prose, file, or the name of a register.
    """

    subject: str
    id: str
    path: str
    kind: ChangeKind
    before: Source = None
    after: Source = None
    edits: tuple[Edit, ...] = ()
    former_id: str = ""


@dataclass(frozen=True)
class Touched:
    """A document that is the same and names what is otherwise: register and id, or document and id."""

    document: AnyDocument
    through: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Difference:
    """All that is otherwise between two manuals; `endings` by the id of the document.

    `unknown` are the files that were not compared, because reading found errors in them.
    """

    before: Manual
    after: Manual
    revised: tuple[Revised, ...] = ()
    endings: Mapping[str, Endings] = field(default_factory=dict)
    touched: tuple[Touched, ...] = ()
    unknown: tuple[str, ...] = ()
