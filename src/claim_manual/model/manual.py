"""The manual as read: documents with their places, registers, prose, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from claim_manual.model.assessment import Assessment
from claim_manual.model.brief import Brief
from claim_manual.model.centre import Centre
from claim_manual.model.derived import DerivedCache
from claim_manual.model.documents import DecisionTable, Flow, Procedure, Settings
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.media import Media
from claim_manual.model.nodes import AnyNode, AnyTime
from claim_manual.model.place import Loc, Place
from claim_manual.model.registers import (
    Contact,
    Deadline,
    Entry,
    Form,
    Law,
    Role,
    Source,
    Term,
    Validation,
)
from claim_manual.model.results import Results
from claim_manual.model.review import Round
from claim_manual.model.schema import Model, Text
from claim_manual.model.shapes import Shapes
from claim_manual.model.source_kind import Content, SourceKind
from claim_manual.model.sources import kind_of, kinds_of_documents, of_content, register_path
from claim_manual.model.standing import Standing, in_order
from claim_manual.model.workshop import Workshop

M_co = TypeVar("M_co", bound=Model, covariant=True)
E = TypeVar("E", bound=Entry)


Places = tuple[Mapping[Loc, Place], Mapping[Loc, Place]]
"""Where every value of a file stands, and every key, by the way that leads to it."""


@dataclass(frozen=True)
class Origin:
    """Where every value and key of one YAML file stands."""

    path: str
    places: Callable[[], Places]

    @property
    def values(self) -> Mapping[Loc, Place]:
        """The place of every value."""
        return _places(self)[0]

    @property
    def keys(self) -> Mapping[Loc, Place]:
        """The place of every key."""
        return _places(self)[1]

    def value(self, loc: Loc) -> Place:
        """The place of the value at `loc`, or of the nearest thing around it."""
        return self._nearest(self.values, loc)

    def key(self, loc: Loc) -> Place:
        """The place of the key that leads to `loc`; of the value where it is a list item."""
        return self._nearest(self.keys if loc in self.keys else self.values, loc)

    def _nearest(self, places: Mapping[Loc, Place], loc: Loc) -> Place:
        nearest: Loc = ()
        for part in loc:
            if (*nearest, part) in self.values:
                nearest = (*nearest, part)
        if nearest == loc and loc in places:
            return places[loc]
        return self.values.get(nearest, Place(self.path))


@lru_cache(maxsize=8)
def _places(origin: Origin) -> Places:
    """Looked up only where something is to be said of a file, and held for a few files at a time."""
    return origin.places()


@dataclass(frozen=True)
class Document(Generic[M_co]):
    """One YAML document: its id (the file's stem), its model, and where its values stand.

    `is_whole` is False where nodes, rules or conditions do not fit the schema, so that what was
    mended of them says nothing of what can happen.
    """

    id: str
    model: M_co
    source: Origin
    category: str = ""
    is_whole: bool = True

    @property
    def path(self) -> str:
        """The file, relative to the manual."""
        return self.source.path

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The nodes of a procedure or flow, with where each stands; laid out once."""
        model = self.model
        if isinstance(model, Procedure):
            return in_order((("steps", model.steps),))
        if isinstance(model, DecisionTable):
            return in_order((("inputs", model.inputs), ("nodes", model.nodes)))
        return in_order((("nodes", model.nodes),)) if isinstance(model, Flow) else ()


AnyDocument = Document[Procedure] | Document[Flow]


@dataclass(frozen=True)
class Prose:
    """A Markdown file in one language; `id` is its path without language and ending."""

    id: str
    lang: str
    path: str
    text: str


@dataclass(frozen=True)
class Register(Generic[E]):
    """The entries of one file of reference/, with their places."""

    name: str
    entries: tuple[E, ...]
    source: Origin

    def __iter__(self) -> Iterator[E]:
        return iter(self.entries)

    def find(self, entry_id: str) -> E | None:
        """The entry called `entry_id`."""
        return self._by_id.get(entry_id)

    @cached_property
    def _by_id(self) -> dict[str, E]:
        return {entry.id: entry for entry in reversed(self.entries)}


def _no_source(path: str) -> Origin:
    return Origin(path, lambda: ({}, {}))


@dataclass(frozen=True)
class Manual:
    """Everything that the pages, the book and the checks are made from.

    `unpublished` is Markdown of docs/ that is in no language and was meant to be read; it is judged
    as if it were in the default one. `faulty` are the files in which reading found errors, so that not all of them is here; `lock`
    has the source text of each translation (`derived/translations.py`), None without the file.
    `media` are the files that are no sources, by their paths; `shapes` those of areas, if they can
    be drawn. Of a local edition (`derived/local_edition`) `at` is the centre that it is for, and
    `national` the manual of which it is made.
    """

    settings: Document[Settings]
    procedures: tuple[Document[Procedure], ...] = ()
    flows: tuple[Document[Flow], ...] = ()
    editions: tuple[Document[Edition], ...] = ()
    registers: Mapping[str, Register[Entry]] = field(default_factory=dict)
    companions: tuple[Prose, ...] = ()
    pages: tuple[Prose, ...] = ()
    form_texts: tuple[Prose, ...] = ()
    files: frozenset[str] = frozenset()
    unpublished: tuple[Prose, ...] = ()
    faulty: frozenset[str] = frozenset()
    reviews: tuple[Document[Round], ...] = ()
    workshops: tuple[Document[Workshop], ...] = ()
    assessments: tuple[Document[Assessment], ...] = ()
    results: tuple[Document[Results], ...] = ()
    briefs: tuple[Document[Brief], ...] = ()
    centres: tuple[Document[Centre], ...] = ()
    lock: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None
    media: Mapping[str, Media] = field(default_factory=dict)
    shapes: Shapes | None = None
    at: Document[Centre] | None = None
    national: Manual | None = None

    @property
    def for_no_place(self) -> Manual:
        """The manual as it is where nobody has said for which centre."""
        return self.national or self

    @property
    def languages(self) -> tuple[str, ...]:
        """The manual's languages, the default one first."""
        return tuple(self.settings.model.languages)

    @property
    def default_language(self) -> str:
        """The language that has no prefix in addresses."""
        return self.languages[0]

    def documents(self) -> Iterator[AnyDocument]:
        """Procedures in the order of the categories and their codes, then flows."""
        yield from self.procedures
        yield from self.flows

    def document(self, document_id: str) -> AnyDocument | None:
        """The procedure or flow called `document_id`."""
        return self._by_id.get(document_id)

    @cached_property
    def _by_id(self) -> dict[str, AnyDocument]:
        return {document.id: document for document in reversed([*self.documents()])}

    @cached_property
    def derived(self) -> DerivedCache:
        """What functions found out about this manual and may be asked for again."""
        return DerivedCache()

    def is_unread(self, path: str) -> bool:
        """Whether a file is there that could not be read: what it holds is not known."""
        kind = kind_of(path)
        if kind and kind.is_register:
            return path in self.files and kind.stem not in self.registers
        return path in self.unread

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The files of documents that are there and could not be read."""
        read_paths = {document.path for document in self.documents()}
        headed = [kind for kind in kinds_of_documents() if kind.is_headed]
        return tuple(
            path
            for path in sorted(self.files)
            if path not in read_paths and any(kind.has(path) for kind in headed)
        )

    def of_kind(self, kind: SourceKind) -> tuple[Document[Any], ...]:
        """The documents of a kind, in the manual's order."""
        return tuple(getattr(self, kind.field))

    def prose(self) -> Iterator[Prose]:
        """Every Markdown file in a language of the manual, in the order of the table of sources."""
        for field_ in dict.fromkeys(kind.field for kind in of_content(Content.PROSE)):
            yield from getattr(self, field_)

    def judged_prose(self) -> Iterator[Prose]:
        """Every Markdown file that somebody means to be read."""
        yield from self.prose()
        yield from self.unpublished

    def edition(self, edition_id: str) -> Edition | None:
        """The print edition called `edition_id`; every manual has a full one."""
        edition_model = next(
            (edition.model for edition in self.editions if edition.id == edition_id), None
        )
        if edition_model is None and edition_id == FULL:
            return Edition(title=Text({}))
        return edition_model

    def register(self, name: str) -> Register[Entry]:
        """One register; empty where its file is missing."""
        return self.registers.get(name) or Register(name, (), _no_source(register_path(name)))

    @property
    def shown_registers(self) -> tuple[str, ...]:
        """The registers that readers have a use for, in the order of the site."""
        return tuple(
            kind.stem
            for kind in of_content(Content.ENTRIES)
            if kind.stem in self.registers and (not kind.only_with or getattr(self, kind.only_with))
        )

    def workshop(self, workshop_id: str) -> Document[Workshop] | None:
        """The workshop called `workshop_id`."""
        return next((workshop for workshop in self.workshops if workshop.id == workshop_id), None)

    def assessment(self, assessment_id: str) -> Document[Assessment] | None:
        """The assessment called `assessment_id`."""
        named = (document for document in self.assessments if document.id == assessment_id)
        return next(named, None)

    def brief(self, brief_id: str) -> Document[Brief] | None:
        """The brief called `brief_id`."""
        return next((brief for brief in self.briefs if brief.id == brief_id), None)

    def centre(self, centre_id: str) -> Document[Centre] | None:
        """The centre called `centre_id`."""
        return next((centre for centre in self.centres if centre.id == centre_id), None)

    def role(self, entry_id: str) -> Role | None:
        """The role called `entry_id`."""
        return _as(Role, self.register("roles").find(entry_id))

    def contact(self, entry_id: str) -> Contact | None:
        """The contact called `entry_id`."""
        return _as(Contact, self.register("contacts").find(entry_id))

    def law(self, entry_id: str) -> Law | None:
        """The law called `entry_id`."""
        return _as(Law, self.register("laws").find(entry_id))

    def form(self, entry_id: str) -> Form | None:
        """The form called `entry_id`."""
        return _as(Form, self.register("forms").find(entry_id))

    def term(self, entry_id: str) -> Term | None:
        """The glossary term called `entry_id`."""
        return _as(Term, self.register("glossary").find(entry_id))

    def source(self, entry_id: str) -> Source | None:
        """The source called `entry_id`."""
        return _as(Source, self.register("sources").find(entry_id))

    def deadline(self, entry_id: str) -> Deadline | None:
        """The time limit called `entry_id`."""
        return _as(Deadline, self.register("deadlines").find(entry_id))

    def validation(self, entry_id: str) -> Validation | None:
        """The question to be confirmed called `entry_id`."""
        return _as(Validation, self.register("validations").find(entry_id))

    def companion(self, document_id: str, lang: str) -> Prose | None:
        """The prose that stands beside a document in one language."""
        return next(
            (prose for prose in self.companions if prose.id == document_id and prose.lang == lang),
            None,
        )


def _as(kind: type[E], entry: Entry | None) -> E | None:
    return entry if isinstance(entry, kind) else None


def nodes(document: AnyDocument) -> tuple[AnyNode, ...]:
    """The document's nodes in source order; the first is the start.

    After a parallel come the nodes of its branches, one branch after the other, and where they
    join. Of a decision table: its inputs, then its outcomes.
    """
    return tuple(standing.node for standing in standings(document))


def located(document: AnyDocument) -> Iterator[tuple[Loc, AnyNode]]:
    """The document's nodes, each with the way that leads to it in the source."""
    yield from ((standing.loc, standing.node) for standing in standings(document))


def standings(document: AnyDocument) -> tuple[Standing, ...]:
    """The document's nodes with where each stands: place, branch, and what follows."""
    return document.standings


def exceptions(document: AnyDocument) -> tuple[AnyTime, ...]:
    """What may be told at any step of a document."""
    return document.model.at_any_time


def nodes_key(document: AnyDocument) -> str:
    """The key that holds the document's outcomes, and all its nodes where it is no table."""
    return "steps" if isinstance(document.model, Procedure) else "nodes"
