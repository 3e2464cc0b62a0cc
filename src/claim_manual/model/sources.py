"""The table of sources: every kind of file that a manual is made from, each said once (ADR 23).

Reading, formatting, schemas, forms, translations, differences, cache keys, what `serve` watches and
what editors are told look here. A register is a row here and a model in `registers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from claim_manual.model.assessment import Assessment
from claim_manual.model.brief import Brief
from claim_manual.model.centre import Centre
from claim_manual.model.documents import DecisionTable, DecisionTree, Procedure, Settings
from claim_manual.model.edition import Edition
from claim_manual.model.media import ATTACHMENTS, PICTURES, composed, ending
from claim_manual.model.registers import (
    Area,
    Assignment,
    Contact,
    Deadline,
    Entry,
    Form,
    Law,
    Link,
    Organisation,
    Policy,
    Role,
    Service,
    Source,
    Term,
    Validation,
)
from claim_manual.model.results import Results
from claim_manual.model.review import Round
from claim_manual.model.schema import Model
from claim_manual.model.source_kind import Content, SourceKind, Subfolders
from claim_manual.model.workshop import Workshop

T = TypeVar("T")
SCHEMAS = "schemas"
"""The folder of the JSON Schemas, beside the sources."""


def _register(
    stem: str,
    title: str,
    model: type[Entry],
    reference: str,
    *,
    tells_use: bool = False,
    is_vocabulary: bool = False,
    only_with: str = "",
) -> SourceKind:
    return SourceKind(
        stem,
        title,
        Content.ENTRIES,
        "reference",
        stem=stem,
        models=(model,),
        field="registers",
        page="reference/{name}",
        reference=reference,
        tells_use=tells_use,
        is_vocabulary=is_vocabulary,
        only_with=only_with,
        has_form=True,
        also=("references", "referencia", "referencias", "register", "registers", "registos"),
    )


MANUAL = SourceKind(
    "manual",
    "Settings of the manual",
    Content.DOCUMENT,
    stem="manual",
    models=(Settings,),
    field="settings",
    page="index",
)
PROCEDURE = SourceKind(
    "procedure",
    "Procedures",
    Content.DOCUMENT,
    "procedures",
    models=(Procedure,),
    subfolders=Subfolders.CATEGORY,
    field="procedures",
    page="procedures/{category}/{id}",
    has_form=True,
    singular="procedure",
    also=("procedure", "procedimento", "procedimentos", "procedimiento", "procedimientos"),
)
FLOW = SourceKind(
    "flow",
    "Decision trees",
    Content.DOCUMENT,
    "flows",
    models=(DecisionTree, DecisionTable),
    field="flows",
    page="flows/{id}",
    has_form=True,
    singular="tree",
    also=("flow", "fluxo", "fluxos", "flujo", "flujos", "arvores", "tabelas"),
)
EDITION = SourceKind(
    "edition",
    "Print editions",
    Content.DOCUMENT,
    "editions",
    models=(Edition,),
    field="editions",
    also=("edition", "edicao", "edicoes", "edicion", "ediciones"),
)
REVIEW = SourceKind(
    "review",
    "Rounds of review",
    Content.DOCUMENT,
    "reviews",
    models=(Round,),
    field="reviews",
    page="reviews/{id}",
    also=("review", "revisao", "revisoes", "revisiones"),
)
WORKSHOP = SourceKind(
    "workshop",
    "Workshops",
    Content.DOCUMENT,
    "workshops",
    models=(Workshop,),
    field="workshops",
    page="workshops/{id}",
    has_form=True,
    singular="workshop",
    also=("workshop", "oficina", "oficinas", "formacao", "formacoes", "taller", "talleres"),
)
ASSESSMENT = SourceKind(
    "assessment",
    "Assessments",
    Content.DOCUMENT,
    "assessments",
    models=(Assessment,),
    field="assessments",
    page="assessments/{id}",
    has_form=True,
    singular="assessment",
    also=("assessment", "avaliacao", "avaliacoes", "evaluacion", "evaluaciones"),
)
RESULTS = SourceKind(
    "results",
    "Results of workshops",
    Content.DOCUMENT,
    "results",
    models=(Results,),
    subfolders=Subfolders.WORKSHOP,
    field="results",
    page="workshops/{category}/results",
    also=("result", "resultado", "resultados"),
)
BRIEF = SourceKind(
    "brief",
    "Summaries and reports",
    Content.DOCUMENT,
    "briefs",
    models=(Brief,),
    field="briefs",
    page="briefs/{id}",
    has_form=True,
    singular="brief",
    also=(
        "brief",
        "resumo",
        "resumos",
        "resumen",
        "resumenes",
        "relatorio",
        "relatorios",
        "informes",
    ),
)
CENTRE = SourceKind(
    "centre",
    "Centres",
    Content.DOCUMENT,
    "centres",
    models=(Centre,),
    field="centres",
    page="centres/{id}",
    has_form=True,
    singular="centre",
    also=("centre", "center", "centers", "centro", "centros"),
)
PROCEDURE_TEXT = SourceKind(
    "procedure-text",
    "Texts beside procedures",
    Content.PROSE,
    "procedures",
    ".md",
    subfolders=Subfolders.CATEGORY,
    field="companions",
    beside="procedure",
)
FLOW_TEXT = SourceKind(
    "flow-text",
    "Texts beside decision trees",
    Content.PROSE,
    "flows",
    ".md",
    field="companions",
    beside="flow",
)
PAGE = SourceKind(
    "page",
    "Written pages",
    Content.PROSE,
    "docs",
    ".md",
    subfolders=Subfolders.ANY,
    field="pages",
    page="{id}",
    is_named_by_path=True,
)
FORM_TEXT = SourceKind(
    "form-text",
    "Sheets of forms",
    Content.PROSE,
    "reference/forms",
    ".md",
    subfolders=Subfolders.ANY,
    field="form_texts",
    beside="forms",
)
FILE = SourceKind(
    "file", "Files that pages show", Content.OTHER, "docs", "", subfolders=Subfolders.ANY
)
TEMPLATE = SourceKind(
    "template",
    "Templates of the site",
    Content.OTHER,
    "templates",
    "",
    subfolders=Subfolders.ANY,
)
TRANSLATIONS = SourceKind(
    "lock",
    "Confirmed translations",
    Content.OTHER,
    ending=".lock",
    stem="translations",
    field="lock",
)
SLIDES = f"{TEMPLATE.folder}/slides.pptx"
"""What gives the slides an organisation's own look."""
WORD = (f"{TEMPLATE.folder}/word.dotx", f"{TEMPLATE.folder}/word.docx")
"""What gives Word files an organisation's own look: the first that is there."""
SHAPES = SourceKind(
    "shapes",
    "Shapes of areas",
    Content.OTHER,
    "reference",
    ".geojson",
    stem="areas",
    field="shapes",
)
SITE_SETTINGS = SourceKind("site", "Settings of the site", Content.OTHER, stem="mkdocs")

SOURCES: tuple[SourceKind, ...] = (
    MANUAL,
    PROCEDURE,
    FLOW,
    EDITION,
    REVIEW,
    WORKSHOP,
    ASSESSMENT,
    RESULTS,
    BRIEF,
    CENTRE,
    _register("contacts", "Contacts", Contact, "contact", tells_use=True),
    _register("laws", "Laws", Law, "law", tells_use=True),
    _register("roles", "Roles", Role, "role"),
    _register("organisations", "Organisations", Organisation, "organisation"),
    _register("assignments", "Assignments", Assignment, "assignment"),
    _register("links", "Links between organisations", Link, "link"),
    _register("glossary", "Glossary", Term, "term"),
    _register("forms", "Forms", Form, "form", tells_use=True),
    _register("deadlines", "Time limits", Deadline, "deadline"),
    _register("policies", "Policies", Policy, "policy"),
    _register("validations", "To be confirmed", Validation, "validation"),
    _register("sources", "Sources", Source, "source"),
    _register("areas", "Areas", Area, "area", only_with="centres"),
    _register(
        "services",
        "Services of centres",
        Service,
        "service",
        is_vocabulary=True,
        only_with="centres",
    ),
    PROCEDURE_TEXT,
    FLOW_TEXT,
    PAGE,
    FORM_TEXT,
    FILE,
    TEMPLATE,
    TRANSLATIONS,
    SHAPES,
    SITE_SETTINGS,
)
"""The table. Files are told apart by the first row that has them; registers stand in the site's order."""


def kind_of(path: str) -> SourceKind | None:
    """The kind of the file at a path in the manual; None where it is no source."""
    return next((kind for kind in SOURCES if kind.has(path)), None)


def kind_of_model(model: Model) -> SourceKind | None:
    """The kind of the files that have such a model; None for a part of one."""
    return next((kind for kind in SOURCES if isinstance(model, kind.models)), None)


def of_content(*contents: Content) -> tuple[SourceKind, ...]:
    """The kinds with this in their files, in the order of the table."""
    return tuple(kind for kind in SOURCES if kind.content in contents)


def kinds_of_documents() -> tuple[SourceKind, ...]:
    """The kinds of documents of which a manual has any number."""
    return tuple(kind for kind in of_content(Content.DOCUMENT) if not kind.stem)


def kinds_with_schema() -> tuple[SourceKind, ...]:
    """The kinds of files that a JSON Schema describes."""
    return tuple(kind for kind in SOURCES if kind.models)


def source_folders() -> tuple[str, ...]:
    """The folders directly in the manual's folder that have sources in them."""
    return tuple(dict.fromkeys(kind.root for kind in SOURCES if kind.folder))


def source_files() -> tuple[str, ...]:
    """The sources that lie directly in the manual's folder."""
    return tuple(kind.root for kind in SOURCES if not kind.folder)


def source_roots() -> tuple[str, ...]:
    """All that a manual is made from: the files and folders of its folder."""
    return (*source_folders(), *source_files())


def editor_schemas() -> dict[str, str]:
    """Which schema is that of which files, as editors are told: path of the schema to a pattern."""
    return {f"{SCHEMAS}/{kind.schema}": kind.glob for kind in kinds_with_schema()}


class _OfRegisters(Mapping[str, T], Generic[T]):
    """Something that the table says of each register, as it is at the time.

    `row` is what it says of a register: a key and a value; None for no key.
    """

    def __init__(self, row: Callable[[SourceKind], tuple[str, T] | None]) -> None:
        self._row = row
        self._table: tuple[SourceKind, ...] = ()
        self._rows: dict[str, T] = {}

    def _current(self) -> dict[str, T]:
        if self._table is not SOURCES:
            self._table = SOURCES
            self._rows = dict(
                row for kind in SOURCES if kind.is_register and (row := self._row(kind))
            )
        return self._rows

    def __getitem__(self, key: str) -> T:
        return self._current()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())


def _entry(kind: SourceKind) -> type[Any]:
    return kind.models[0]


REGISTERS: Mapping[str, type[Entry]] = _OfRegisters(lambda kind: (kind.stem, _entry(kind)))
"""File stem under reference/ to the model of its entries, in the order of the site."""
REGISTER_OF: Mapping[str, str] = _OfRegisters(
    lambda kind: (kind.reference, kind.stem) if kind.reference else None
)
"""The kind of a reference to the register that answers for it."""
UNIONS = {"actor": ("organisation", "role"), "basis": ("law", "source")}
"""Kinds of references that name a thing of one register or of another, to the kinds of those."""
REGISTER_TITLES: Mapping[str, str] = _OfRegisters(lambda kind: (kind.stem, kind.title))
"""File stem to what the register is called: a message."""
TELLING_USE: Mapping[str, str] = _OfRegisters(
    lambda kind: (kind.stem, kind.reference) if kind.tells_use else None
)
"""The registers whose entries say in print where they are used, to the kind of reference."""


_BESIDE = tuple(f"{kind.folder}/" for kind in (PROCEDURE, FLOW, FORM_TEXT))
"""Folders in which pictures and attachments may lie beside the texts that show them."""


def site_file(path: str) -> str:
    """Where a file that pages show is on the site; "" for anything else."""
    kind = kind_of(path)
    if kind is FILE and not path.endswith(PAGE.ending):
        return composed(path.removeprefix(f"{FILE.folder}/"))
    is_beside = kind is None and path.startswith(_BESIDE)
    return composed(path) if is_beside and ending(path) in PICTURES | ATTACHMENTS else ""


def register_path(name: str) -> str:
    """The file of a register, one that the table has or not."""
    return register_kind(name).path(name)


def register_kind(name: str) -> SourceKind:
    """The row of a register; of one that the table lacks, as if it had it."""
    rows = (kind for kind in SOURCES if kind.is_register and kind.stem == name)
    return next(rows, None) or _register(name, name, Entry, "")
