"""The fields of a form, made from the model as the JSON Schemas are: one for each key."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claim_manual.edit.order import keys_in_order, models_in
from claim_manual.model.documents import Given
from claim_manual.model.field_names import FIELD_NAMES
from claim_manual.model.guard import Guard, Range
from claim_manual.model.manual import Manual, nodes_key
from claim_manual.model.nodes import (
    AskDate,
    AskNumber,
    Choice,
    Do,
    Multiple,
    Outcome,
    Target,
    Use,
)
from claim_manual.model.reading import Reading
from claim_manual.model.registers import REGISTER_OF, Entry
from claim_manual.model.schema import Ref, Text, one_or_many
from claim_manual.view.change_words import title_of
from claim_manual.view.chart import LEVELS
from claim_manual.view.edit_lines import NODE_WORDS
from claim_manual.view.templating import STATUSES

Field = dict[str, Any]
NODE_KINDS: dict[str, tuple[str, type[BaseModel]]] = {
    "do": (NODE_WORDS["do"], Do),
    "ask": (NODE_WORDS["ask"], Choice),
    "multiple": ("Question with several answers", Multiple),
    "number": ("Question for a number", AskNumber),
    "date": ("Question for a date", AskDate),
    "use": (NODE_WORDS["use"], Use),
    "outcome": (NODE_WORDS["outcome"], Outcome),
}
"""Kinds of nodes as the form tells them apart, to what each is called and its model."""
_ONE_OF = re.compile(r"\^\(?((?:[a-z-]+\|)+[a-z-]+)\)?\$")


@dataclass(frozen=True)
class Fields:
    """Makes fields in the words of one language of the manual."""

    reading: Reading

    @property
    def manual(self) -> Manual:
        """The manual whose entries can be chosen."""
        return self.reading.manual

    def of(self, model: type[BaseModel], without: Iterable[str] = ()) -> list[Field]:
        """A field for each key of a model, in the order of a page."""
        known = {info.alias or name: info for name, info in model.model_fields.items()}
        return [
            self._field(key, known[key])
            for key in keys_in_order(model)
            if key in known and key not in without
        ]

    def _field(self, key: str, info: FieldInfo) -> Field:
        made: Field = {
            "name": key,
            "label": self.reading.say(FIELD_NAMES.get(key, key)),
            "required": info.is_required(),
        }
        if info.description and self.reading.say.tag.startswith("pt"):
            made["hint"] = info.description
        metadata = [one for one in info.metadata if not isinstance(one, type)]
        made |= self._widget(key, info.annotation, metadata)
        if made["widget"] in {"in-file", "pairs"}:
            made["required"] = False
        if made["widget"] == "object" and not info.is_required():
            # The editor asks for what is inside even where there is none of it; `check` asks better.
            made["fields"] = [{**one, "required": False} for one in made["fields"]]
        # No defaults: the editor would make entries of lists out of them that nobody wrote.
        return made

    def _widget(self, key: str, annotation: Any, metadata: Sequence[Any]) -> Field:  # noqa: C901, PLR0911 - a row for each kind of value
        annotation, metadata = _bare(annotation, metadata)
        kind = _kind(annotation, metadata)
        if annotation == _bare(Target, ())[0]:
            return {"widget": "way"}
        if kind and annotation is str:
            return self._choice(kind)
        if annotation is Text:
            return {"widget": "texts"}
        if options := _options(annotation, metadata):
            return {"widget": "select", "options": [self._option(key, one) for one in options]}
        if annotation is bool:
            return {"widget": "boolean"}
        if annotation is dt.date:
            return {
                "widget": "datetime",
                "format": "YYYY-MM-DD",
                "date_format": "YYYY-MM-DD",
                "time_format": False,
            }
        if annotation in {str, int}:
            return self._string(metadata)
        if get_origin(annotation) is tuple:
            return self._list(key, get_args(annotation)[0], metadata)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in {Guard, Range}:
                return {"widget": "in-file"}
            return {"widget": "object", "collapsed": True, "fields": self.of(annotation)}
        is_pairs = get_origin(annotation) is dict and get_args(annotation)[1] in {Given, Target}
        return {"widget": "pairs" if is_pairs else "in-file"}

    def listed_entries(self, entry: type[BaseModel]) -> Field:
        """The entries of a register, shown by what they are called."""
        return {
            "widget": "list",
            "collapsed": True,
            "summary": self._summary(entry),
            "fields": self.of(entry),
        }

    def _string(self, metadata: Sequence[Any]) -> Field:
        pattern = next((one.pattern for one in metadata if getattr(one, "pattern", None)), None)
        made: Field = {"widget": "string"}
        if pattern:
            made["pattern"] = [pattern, self.reading.say("This is not written as it must be.")]
        return made

    def _list(self, key: str, item: Any, metadata: Sequence[Any]) -> Field:
        label = self.reading.say(FIELD_NAMES.get(key, key)).lower()
        item, inner = _bare(item, ())
        kind = _kind(item, (*metadata, *inner))
        if kind:
            return self._choice(kind, many=True)
        if item is Text:
            languages = self.manual.settings.model.languages
            return {
                "widget": "list",
                "collapsed": True,
                "label_singular": label,
                "summary": f"{{{{fields.{self.reading.lang}}}}}",
                "fields": [
                    {"name": lang, "label": one.name, "widget": "text", "required": False}
                    for lang, one in languages.items()
                ],
            }
        if _is_node(item):
            return self.nodes(item)
        if isinstance(item, type) and issubclass(item, BaseModel):
            return {
                "widget": "list",
                "collapsed": True,
                "label_singular": label,
                "summary": self._summary(item),
                "fields": self.of(item),
            }
        if item is str:
            return {
                "widget": "list",
                "collapsed": True,
                "label_singular": label,
                "field": {"name": "one", "label": label, "widget": "string"},
            }
        return {"widget": "in-file"}

    def nodes(self, item: Any = None) -> Field:
        """The nodes of a document, each of a kind of its own."""
        models = {one for one in _models(item) if isinstance(one, type)}
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
                    "summary": f"{say(words)}: {{{{fields.id}}}} · {{{{fields.{_main(model)}.{lang}}}}}"
                    if model is not Use
                    else f"{say(words)}: {{{{fields.use}}}}",
                    "fields": self._of_node(kind, model),
                }
                for kind, (words, model) in NODE_KINDS.items()
                if not models or model in models
            ],
        }

    def _of_node(self, kind: str, model: type[BaseModel]) -> list[Field]:
        fields = self.of(model, without=("kind",) if "ask" in model.model_fields else ())
        if kind in {"multiple", "number", "date"}:
            fields.append({"name": "kind", "widget": "hidden", "default": kind})
        return fields

    def _summary(self, item: type[BaseModel]) -> str:
        lang = self.reading.lang
        for name in ("name", "title", "term", "text", "question", "says", "label", "story"):
            info = item.model_fields.get(name)
            if info and _bare(info.annotation, ())[0] is Text:
                code = "{{fields.id}} · " if "id" in item.model_fields else ""
                return f"{code}{{{{fields.{name}.{lang}}}}}"
        first = next(iter(item.model_fields))
        return f"{{{{fields.{first}}}}}"

    def _choice(self, kind: str, *, many: bool = False) -> Field:
        """Ids of something that the manual has, chosen by its name."""
        options = self._known(kind)
        if not options:
            if many:
                return {
                    "widget": "list",
                    "field": {"name": "one", "label": "id", "widget": "string"},
                }
            return {"widget": "string"}
        made: Field = {"widget": "select", "options": kind}
        return made | {"multiple": True} if many else made

    def choices(self) -> dict[str, list[dict[str, str]]]:
        """What can be chosen, by its kind; fields name the kind alone."""
        kinds = (*REGISTER_OF, "procedure", "flow", "document")
        return {kind: known for kind in kinds if (known := self._known(kind))}

    def _known(self, kind: str) -> list[dict[str, str]]:
        plain = self.reading.plain
        if kind in REGISTER_OF:
            register: Iterable[Entry] = self.manual.register(REGISTER_OF[kind])
            return [
                {"value": one.id, "label": f"{plain(title_of(one))[:90]} ({one.id})"}
                for one in register
            ]
        is_wanted = {"procedure": ("steps",), "flow": ("nodes",)}.get(kind, ("steps", "nodes"))
        own = [one for one in self.manual.documents() if nodes_key(one) in is_wanted]
        return [{"value": one.id, "label": self.reading.title(one)} for one in own]

    def _option(self, key: str, value: str) -> dict[str, str]:
        say = self.reading.say
        known = {"status": STATUSES, "level": LEVELS}.get(key, {})
        return {
            "value": value,
            "label": f"{say(known[value])} ({value})" if value in known else value,
        }


def _bare(annotation: Any, metadata: Sequence[Any]) -> tuple[Any, list[Any]]:
    """An annotation without None and without what it is annotated with, which is given beside."""
    more = [*metadata]
    while True:
        if hasattr(annotation, "__metadata__"):
            more += annotation.__metadata__
            annotation = annotation.__origin__
        elif get_origin(annotation) in {Union, types.UnionType}:
            some = [one for one in get_args(annotation) if one is not type(None)]
            if len(some) != 1:
                return annotation, more
            annotation = some[0]
        else:
            return annotation, more


def _kind(annotation: Any, metadata: Sequence[Any]) -> str:
    """What an id names, if it is one that can be chosen."""
    if annotation is not str:
        return ""
    found = next((one.kind for one in metadata if isinstance(one, Ref)), "")
    return "" if found == "url" else found


def _options(annotation: Any, metadata: Sequence[Any]) -> list[str]:
    """The values that a key can have, where they are few and known."""
    if get_origin(annotation) is Literal:
        return [str(one) for one in get_args(annotation)]
    patterns = [one.pattern for one in metadata if getattr(one, "pattern", None)]
    found = _ONE_OF.fullmatch(patterns[0]) if patterns and annotation is str else None
    return found.group(1).split("|") if found else []


def _models(item: Any) -> list[Any]:
    if item is None:
        return []
    found: list[Any] = []
    todo = [item]
    while todo:
        one, _ = _bare(todo.pop(0), ())
        found.append(one)
        if get_origin(one) in {Union, types.UnionType}:
            todo += get_args(one)
    return found


def _is_node(item: Any) -> bool:
    models = _models(item)
    return any(one in models for one in (Do, Choice)) or item is Outcome


def _main(model: type[BaseModel]) -> str:
    return next((one for one in ("do", "ask", "outcome", "use") if one in model.model_fields), "id")


def one_or_many_keys(models: Iterable[type[BaseModel]]) -> set[str]:
    """The keys under which one id may stand without a list."""
    found: set[str] = set()
    seen: set[type[BaseModel]] = set()
    todo = [*models]
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            _, metadata = _bare(info.annotation, info.metadata)
            if any(getattr(one, "func", None) is one_or_many for one in metadata):
                found.add(info.alias or name)
            todo += models_in((info.annotation,))
    return found
