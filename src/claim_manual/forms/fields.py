"""The fields of a form, made from the model as the JSON Schemas are: one for each key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from claim_manual.derived.brief_parts import available, part_title
from claim_manual.derived.reading import Reading
from claim_manual.derived.unions import entries_of
from claim_manual.model.catalogue import (
    CatalogueEntry,
    alternatives,
    bare,
    entries,
    label,
    name_of,
    reachable,
    title_of,
)
from claim_manual.model.documents import Given
from claim_manual.model.guard import Guard, Range
from claim_manual.model.manual import Manual, nodes_key
from claim_manual.model.nodes import (
    AnyTime,
    AskDate,
    AskNumber,
    Choice,
    Do,
    Done,
    Multiple,
    Outcome,
    Parallel,
    Target,
    Use,
    Wait,
)
from claim_manual.model.schema import TAG, Ref, Text, one_or_many
from claim_manual.model.shown import How
from claim_manual.model.sources import ASSESSMENT, REGISTER_OF, UNIONS, WORKSHOP
from claim_manual.model.values import BRANCH_ENDS, QUESTION_KINDS

Field = dict[str, Any]
NODE_KINDS: dict[str, tuple[str, type[BaseModel]]] = {
    "do": (label(Do, "do"), Do),
    "ask": (QUESTION_KINDS["choice"], Choice),
    "multiple": (QUESTION_KINDS["multiple"], Multiple),
    "number": (QUESTION_KINDS["number"], AskNumber),
    "date": (QUESTION_KINDS["date"], AskDate),
    "use": (label(Use, "use"), Use),
    "parallel": (label(Parallel, "parallel"), Parallel),
    "wait": (label(Wait, "wait"), Wait),
    "outcome": (label(Outcome, "outcome"), Outcome),
    "done": (BRANCH_ENDS["done"], Done),
}
"""Kinds of nodes as the form tells them apart, to what each is called and its model."""
_TRAINING = {kind.name: kind for kind in (WORKSHOP, ASSESSMENT)}
"""Documents that name each other: kind of reference to the row of the table."""


@dataclass(frozen=True)
class Fields:
    """Makes fields in the words of one language of the manual."""

    reading: Reading

    @property
    def manual(self) -> Manual:
        """The manual whose entries can be chosen."""
        return self.reading.manual

    @cached_property
    def _options(self) -> dict[str, list[dict[str, str]]]:
        """What can be chosen, by its kind: hundreds of fields ask for the same."""
        return {}

    def of(self, model: type[BaseModel], without: Iterable[str] = ()) -> list[Field]:
        """A field for each key of a model, in the order of a page."""
        return [self._field(entry) for entry in entries(model) if entry.key not in without]

    def _field(self, entry: CatalogueEntry) -> Field:
        say = self.reading.say
        field: Field = {
            "name": entry.key,
            "label": say(entry.label),
            "required": entry.is_required,
            "hint": say(entry.shown.hint),
        }
        field |= self._widget(entry)
        if field["widget"] in {"in-file", "pairs", "mapping", "guard", "range"}:
            field["required"] = False
        if field["widget"] == "object" and not entry.is_required:
            # The editor asks for what is inside even where there is none of it; `check` asks better.
            field["fields"] = [{**inner, "required": False} for inner in field["fields"]]
        # No defaults: the editor would make entries of lists out of them that nobody wrote.
        return field

    def _widget(self, entry: CatalogueEntry) -> Field:  # noqa: C901, PLR0911, PLR0912 - a row for each kind of value
        annotation, metadata = entry.without_list, entry.metadata
        kind = _kind(annotation, metadata)
        if annotation == bare(Target)[0]:
            return {"widget": "way"}
        if entry.model is AnyTime and entry.key == "to":
            return {"widget": "way", "plain": True}
        if kind and annotation is str:
            return self._choice(kind)
        if annotation is Text:
            return {"widget": "texts"} | (
                {"pictures": True} if entry.shown.how is How.BLOCK else {}
            )
        if entry.shown.how is How.FILES:
            return {"widget": "texts"}
        if entry.shown.how is How.LANGUAGES:
            return {"widget": "tags", "tag": TAG}
        if options := _options(entry):
            return {
                "widget": "select",
                "options": [self._option(entry, value) for value in options],
            }
        if annotation is bool:
            return {"widget": "boolean"}
        if annotation is dt.date:
            return {
                "widget": "datetime",
                "format": "YYYY-MM-DD",
                "date_format": "YYYY-MM-DD",
                "time_format": False,
            }
        if annotation is int:
            return _number(metadata)
        if annotation is str:
            return self._string(metadata) | (
                {"widget": "duration"} if entry.shown.how is How.DURATION else {}
            )
        if values := _values_of_items(annotation):
            return {
                "widget": "select",
                "multiple": True,
                "options": [self._option(entry, value) for value in values],
            }
        if get_origin(annotation) is tuple:
            return self._list(entry, get_args(annotation)[0], metadata)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in _CONDITIONS:
                return {"widget": _CONDITIONS[annotation]}
            return {"widget": "object", "collapsed": True, "fields": self.of(annotation)}
        return self._mapping(entry, annotation)

    def _mapping(self, entry: CatalogueEntry, annotation: Any) -> Field:
        if annotation == dict[str, tuple[str, ...]]:
            return self._words_by_language(entry)
        if get_origin(annotation) is dict and get_args(annotation)[1] in {Guard, Text}:
            of_value = "texts" if get_args(annotation)[1] is Text else "guard"
            return {"widget": "mapping", "value": {"name": "value", "widget": of_value}}
        is_pairs = get_origin(annotation) is dict and get_args(annotation)[1] in {Given, Target}
        return {"widget": "pairs" if is_pairs else "in-file"}

    def _words_by_language(self, entry: CatalogueEntry) -> Field:
        """A list of words for each language of the manual."""
        languages = self.manual.settings.model.languages
        words = self._list(entry, str, ())
        fields = [
            {"name": lang, "label": language.name, "required": False, **words}
            for lang, language in languages.items()
        ]
        return {"widget": "object", "collapsed": True, "fields": fields}

    def listed_entries(self, entry: type[BaseModel]) -> Field:
        """The entries of a register, shown by what they are called."""
        return {
            "widget": "list",
            "collapsed": True,
            "summary": self._summary(entry),
            "fields": self.of(entry),
        }

    def _string(self, metadata: Sequence[Any]) -> Field:
        pattern = next(
            (
                constraint.pattern
                for constraint in _constraints(metadata)
                if getattr(constraint, "pattern", None)
            ),
            None,
        )
        field: Field = {"widget": "string"}
        if pattern:
            field["pattern"] = [pattern, self.reading.say("This is not written as it must be.")]
        return field

    def _list(self, entry: CatalogueEntry, item: Any, metadata: Sequence[Any]) -> Field:
        label = self.reading.say(entry.label).lower()
        item, inner = bare(item)
        kind = _kind(item, (*metadata, *inner))
        if kind:
            return self._choice(kind, many=True)
        if _is_node(item):
            return self.nodes(item)
        return {"collapsed": True, "label_singular": label} | self._entries_of(item, label)

    def _entries_of(self, item: Any, label: str) -> Field:
        """A list of texts, of records, of words, or of records of several kinds."""
        if item is Text:
            languages = self.manual.settings.model.languages
            fields = [
                {"name": lang, "label": language.name, "widget": "text", "required": False}
                for lang, language in languages.items()
            ]
            summary = f"{{{{fields.{self.reading.lang}}}}}"
            return {"widget": "list", "summary": summary, "fields": fields}
        if _is_model(item):
            return {"widget": "list", "summary": self._summary(item), "fields": self.of(item)}
        if item is str:
            return {"widget": "list", "field": {"name": "one", "label": label, "widget": "string"}}
        models = [one for one in alternatives(item) if _is_model(one)]
        variants = [self._variant(one) for one in models]
        return {"widget": "variants", "types": variants} if variants else {"widget": "in-file"}

    def _variant(self, model: type[BaseModel]) -> Field:
        """One of the models that an entry of a list may have, told by the key that it must have."""
        key = next(entry for entry in entries(model) if entry.is_required)
        words = self.reading.say(key.label)
        return {
            "name": key.key,
            "label": words,
            "summary": self._summary(model),
            "fields": self.of(model),
        }

    def nodes(self, item: Any = None) -> Field:
        """The nodes of a document, each of a kind of its own."""
        models = (
            {alternative for alternative in alternatives(item) if isinstance(alternative, type)}
            if item
            else set()
        )
        say = self.reading.say
        lang = self.reading.lang
        return {
            "widget": "list",
            "typeKey": "_kind",
            "collapsed": True,
            "label_singular": say("node"),
            "types": [
                {
                    "name": kind,
                    "label": say(words),
                    "widget": "object",
                    "summary": f"{say(words)}: {_shown_by(model, lang)}",
                    "fields": self._of_node(kind, model),
                }
                for kind, (words, model) in NODE_KINDS.items()
                if (model in models if models else model is not Done)
            ],
        }

    def _of_node(self, kind: str, model: type[BaseModel]) -> list[Field]:
        is_told = "ask" in model.model_fields or model is Done
        fields = self.of(model, without=("kind",) if is_told else ())
        if kind in {"multiple", "number", "date", "done"}:
            fields.append({"name": "kind", "widget": "hidden", "default": kind})
        return fields

    def _summary(self, item: type[BaseModel]) -> str:
        name = name_of(item)
        if name and name.annotation is Text:
            code = "{{fields.id}} · " if "id" in item.model_fields else ""
            return f"{code}{{{{fields.{name.key}.{self.reading.lang}}}}}"
        return f"{{{{fields.{name.key if name else entries(item)[0].key}}}}}"

    def _choice(self, kind: str, *, many: bool = False) -> Field:
        """Ids of something that the manual has, chosen by its name."""
        options = self._options_of(kind)
        if not options:
            if many:
                return {
                    "widget": "list",
                    "field": {"name": "one", "label": "id", "widget": "string"},
                }
            return {"widget": "string"}
        field: Field = {"widget": "select", "options": kind}
        return field | {"multiple": True} if many else field

    def choices(self) -> dict[str, list[dict[str, str]]]:
        """What can be chosen, by its kind; fields name the kind alone."""
        kinds = (*REGISTER_OF, *UNIONS, "procedure", "flow", "document", "part", *_TRAINING)
        return {kind: options for kind in kinds if (options := self._options_of(kind))}

    def _options_of(self, kind: str) -> list[dict[str, str]]:
        if kind not in self._options:
            self._options[kind] = self._listed(kind)
        return self._options[kind]

    def _listed(self, kind: str) -> list[dict[str, str]]:
        plain = self.reading.plain
        if kind in {*REGISTER_OF, *UNIONS}:
            return [
                {"value": entry.id, "label": f"{plain(title_of(entry))[:90]} ({entry.id})"}
                for entry in entries_of(self.manual, kind)
            ]
        if kind == "part":
            return [
                {"value": of, "label": f"{part_title(self.reading, of)} ({of})"}
                for of in available(self.manual)
            ]
        if kind in _TRAINING:
            return [
                {"value": document.id, "label": plain(title_of(document.model))}
                for document in self.manual.of_kind(_TRAINING[kind])
            ]
        wanted_keys = {"procedure": ("steps",), "flow": ("nodes",)}.get(kind, ("steps", "nodes"))
        documents = [
            document for document in self.manual.documents() if nodes_key(document) in wanted_keys
        ]
        return [
            {"value": document.id, "label": self.reading.title(document)} for document in documents
        ]

    def _option(self, entry: CatalogueEntry, value: str) -> dict[str, str]:
        words = entry.shown.choices.get(value)
        return {
            "value": value,
            "label": f"{self.reading.say(words)} ({value})" if words and words != value else value,
        }


_CONDITIONS: dict[Any, str] = {Guard: "guard", Range: "range"}
"""Models that have a field of their own kind."""


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _kind(annotation: Any, metadata: Sequence[Any]) -> str:
    """What an id names, if it is one that can be chosen."""
    if annotation is not str:
        return ""
    referenced = next(
        (constraint.kind for constraint in metadata if isinstance(constraint, Ref)), ""
    )
    return "" if referenced == "url" else referenced


def _constraints(metadata: Iterable[Any]) -> Iterator[Any]:
    """What a value has to be; also where it may be left out, so that pydantic nests it."""
    for constraint in metadata:
        yield constraint
        yield from getattr(constraint, "metadata", ())


def _number(metadata: Iterable[Any]) -> Field:
    """A whole number; what is written as one stays one."""
    bounds = (getattr(constraint, "ge", None) for constraint in _constraints(metadata))
    lowest = next((bound for bound in bounds if bound is not None), None)
    field: Field = {"widget": "number", "value_type": "int"}
    return field if lowest is None else field | {"min": lowest}


def _options(entry: CatalogueEntry) -> list[str]:
    """The values that a key can have, where they are few and known."""
    if get_origin(entry.annotation) is Literal:
        return [str(value) for value in get_args(entry.annotation)]
    return [*entry.shown.choices] if entry.annotation is str else []


def _values_of_items(annotation: Any) -> list[str]:
    """The values that the items of a list can have, where they are few and known."""
    item = bare(get_args(annotation)[0])[0] if get_origin(annotation) is tuple else None
    return [str(value) for value in get_args(item)] if get_origin(item) is Literal else []


def _is_node(item: Any) -> bool:
    models = alternatives(item)
    return any(model in models for model in (Do, Choice)) or item is Outcome


def _shown_by(model: type[BaseModel], lang: str) -> str:
    """What a node of a list in a form is shown by: its id and what it says."""
    name = name_of(model)
    if model is Use:
        return "{{fields.use}}"
    if model is Wait:
        return f"{{{{fields.id}}}} · {{{{fields.wait.for.{lang}}}}}"
    return f"{{{{fields.id}}}} · {{{{fields.{name.key}.{lang}}}}}" if name else "{{fields.id}}"


def one_or_many_keys(models: Iterable[type[BaseModel]]) -> set[str]:
    """The keys under which one id may stand without a list."""
    return {
        field.key
        for model in reachable(models)
        for field in entries(model)
        if any(getattr(constraint, "func", None) is one_or_many for constraint in field.metadata)
    }


def list_keys(models: Iterable[type[BaseModel]]) -> dict[str, str]:
    """The keys under which a list may stand for a mapping, to the mapping's key that it fills."""
    return {
        field.key: field.list_key
        for model in reachable(models)
        for field in entries(model)
        if field.list_key
    }


def keys_of_texts(models: Iterable[type[BaseModel]]) -> set[str]:
    """The keys under which texts stand in a list."""
    return {
        field.key
        for model in reachable(models)
        for field in entries(model)
        if get_origin(field.annotation) is tuple and bare(get_args(field.annotation)[0])[0] is Text
    }
