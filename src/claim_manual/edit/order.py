"""In which order the keys of a source stand: as a person reads a page, from its code to its history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from claim_manual.model.documents import DecisionTable, DecisionTree, Procedure, Settings
from claim_manual.model.edition import Edition
from claim_manual.model.guard import Guard
from claim_manual.model.nodes import Answer, Ask, Do, GuardedTarget, Outcome, Use
from claim_manual.model.registers import REGISTERS, Contact, Law, Term
from claim_manual.model.review import Round
from claim_manual.model.schema import Text

_HEAD = "code title status version owner verified_on review_by approved aliases"
_PROCEDURE = f"""{_HEAD} urgency summary purpose scope trigger place responsibilities documents
conditions steps time_limits safeguards personal_data language_access record contacts forms indicators
good_practices questions legal_basis related sources unconfirmed history""".split()
_FLOW = f"""{_HEAD} summary legal_basis sources unconfirmed kind hit_policy conditions inputs rules
nodes scenarios history""".split()
_NODE = [
    "id",
    "tags",
    "do",
    "ask",
    "use",
    "outcome",
    "kind",
    "level",
    "measure",
    "unit",
    "domain",
    "help",
    "role",
    "details",
    "say",
    "warning",
    "time",
    "documents",
    "inputs",
    "outputs",
    "forms",
    "notes",
    "then",
    "continue_with",
    "contacts",
    "sources",
    "legal_basis",
    "answers",
    "next",
    "waive",
]
_CONTACT = [
    "id",
    "name",
    "kind",
    "phone",
    "url",
    "email",
    "address",
    "area",
    "languages",
    "hours",
    "status",
    "verified_on",
    "source",
    "note",
]
_SETTINGS = [
    "title",
    "description",
    "languages",
    "categories",
    "answers",
    "publisher",
    "model_notice",
    "version",
    "site_url",
    "repository",
    "edit_path",
    "diagrams",
    "emergency",
]
_LAW = [
    "id",
    "title",
    "type",
    "number",
    "date",
    "jurisdiction",
    "valid_from",
    "valid_to",
    "subject",
    "url",
    "verified_on",
    "evidence",
    "source",
    "warning",
]
_ORDERS: tuple[tuple[tuple[type[BaseModel], ...], list[str]], ...] = (
    ((Procedure,), _PROCEDURE),
    ((DecisionTree, DecisionTable), _FLOW),
    ((Do, Ask, Use, Outcome), _NODE),
    ((Contact,), _CONTACT),
    ((Settings,), _SETTINGS),
    ((GuardedTarget,), ["when", "to"]),
    ((Answer,), ["id", "label", "range", "to"]),
    ((Term,), ["id", "term", "acronym", "definition", "note", "avoid", "synonyms"]),
    ((Law,), _LAW),
)
"""Models whose keys do not stand in the order of their fields."""


@dataclass(frozen=True)
class Shape:
    """What a value can be: the models of whose keys it may consist; `languages` order texts."""

    annotations: tuple[Any, ...]
    languages: tuple[str, ...] = ()

    def below(self, key: str | None) -> Shape:
        """The shape of the value of a key; of an item, where there is no key."""
        if key is None:
            return self
        return Shape(_below(self.annotations, key), self.languages)

    def rank(self, key: str | None) -> tuple[int, int]:
        """Where a key stands among its neighbours; those that nobody knows come last, as they are."""
        if _is_text(self.annotations):
            return (0, self.languages.index(key)) if key in self.languages else (1, 0)
        known = _order(self.annotations)
        return (0, known.index(key)) if key in known else (1, 0)


def shape_of(path: str, languages: tuple[str, ...] = ()) -> Shape | None:
    """The shape of a file by its path in the manual; None for one that is no source."""
    folder, _, rest = path.partition("/")
    if path == "manual.yml":
        return Shape((Settings,), languages)
    if not path.endswith(".yml"):
        return None
    by_folder: dict[str, tuple[Any, ...]] = {
        "procedures": (Procedure,),
        "flows": (DecisionTree, DecisionTable),
        "editions": (Edition,),
        "reviews": (Round,),
    }
    if folder in by_folder:
        return Shape(by_folder[folder], languages)
    entry = REGISTERS.get(rest.removesuffix(".yml")) if folder == "reference" else None
    return Shape((entry,), languages) if entry else None


def keys_in_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they stand in a source; also keys that other models of its kind have."""
    return _order((model,))


@cache
def models_in(annotations: tuple[Any, ...]) -> tuple[type[BaseModel], ...]:
    """Every model in annotations, those inside lists, dicts and unions included."""
    found: dict[type[BaseModel], None] = {}
    todo = list(annotations)
    while todo:
        one = todo.pop(0)
        if isinstance(one, type) and issubclass(one, BaseModel):
            found[one] = None
        todo += get_args(one)
    return tuple(found)


@cache
def _below(annotations: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for model in models_in(annotations):
        for name, info in model.model_fields.items():
            if (info.alias or name) == key and model not in {Text, Guard}:
                found += (info.annotation, *info.metadata)
    if not found:  # a key of a dict, as of `answers:` in manual.yml
        found = [
            get_args(one)[1]
            for one in annotations
            if getattr(one, "__origin__", None) is dict and get_args(one)
        ]
    return tuple(one for one in found if models_in((one,)))


@cache
def _is_text(annotations: tuple[Any, ...]) -> bool:
    return models_in(annotations) == (Text,) and not any(
        getattr(one, "__origin__", None) is dict for one in annotations
    )


@cache
def _order(annotations: tuple[Any, ...]) -> tuple[str, ...]:
    if any(getattr(one, "__origin__", None) is dict for one in annotations):
        return ()
    keys: dict[str, None] = {"id": None}
    for model in models_in(annotations):
        if model in {Text, Guard}:
            continue
        special = next((order for models, order in _ORDERS if issubclass(model, models)), None)
        own = [info.alias or name for name, info in model.model_fields.items()]
        for key in (*(special or ()), *own):
            keys.setdefault(key)
    return tuple(keys)
