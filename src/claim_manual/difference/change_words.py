"""A value of a source in a reader's words: names for ids, days and durations as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.brief_parts import part_title
from claim_manual.derived.difference import WAYS
from claim_manual.derived.reading import Reading
from claim_manual.derived.unions import register_of
from claim_manual.model.catalogue import CatalogueEntry, entry, keys_of, models_in, title_of
from claim_manual.model.guard import Guard, Range
from claim_manual.model.language import Words
from claim_manual.model.schema import DURATION
from claim_manual.model.shown import How
from claim_manual.model.sources import ASSESSMENT, REGISTER_OF, UNIONS, WORKSHOP

DOCUMENTS = {kind.name: kind for kind in (WORKSHOP, ASSESSMENT)}
"""Documents without a code that others name: kind of reference to the row of the table."""


@dataclass(frozen=True)
class Naming:
    """Names what stands in a manual, as one reading of it does; `say` has the words around."""

    reading: Reading
    say: Words

    def part(self, part: str, field: CatalogueEntry | None, *, is_language: bool = True) -> str:
        """A part of a way; `field` is the one whose key it is, if it is a key of a model."""
        languages = self.reading.manual.settings.model.languages
        if field:
            return self.say(field.label)
        if part == WAYS:
            return self.say("leads to")
        if part in languages and is_language:
            return languages[part].name
        if part.isdigit():
            return self.say("no. {n}", n=part)
        return part or self.say("Next")

    def value(self, value: Any, field: CatalogueEntry | None) -> str:
        """A value of a field, or of a part of it."""
        match value:
            case dict():
                return self._summary(value, field)
            case list():
                return "; ".join(self.value(part, field) for part in value)
            case bool():
                return self.say("yes") if value else self.say("no")
            case dt.date() | int() | float():
                return self._figures(value)
            case str() if field:
                return self._word(value, field)
            case _:
                return str(value)

    def _figures(self, value: dt.date | float) -> str:
        return self.say.date(value) if isinstance(value, dt.date) else self.say.number(value)

    def _word(self, value: str, field: CatalogueEntry) -> str:
        """A word of a source: the name of what it refers to, what a choice or a duration says."""
        if field.refers_to in {*REGISTER_OF, *UNIONS}:
            return self._named(field.refers_to, value)
        if field.refers_to in {"document", "procedure", "flow"}:
            return self.page(value)
        if field.refers_to in {*DOCUMENTS, "part"}:
            return self._document(field.refers_to, value)
        if value in field.shown.choices:
            return self.say(field.shown.choices[value])
        if field.shown.how is How.DURATION and DURATION.fullmatch(value):
            return self.say.duration(value)
        return value

    def _summary(self, value: Mapping[str, Any], field: CatalogueEntry | None) -> str:
        """Of a value with keys what a reader knows it by."""
        lang = self.reading.lang
        if value.keys() <= set(self.reading.manual.languages) | {""}:
            words = value.get(lang) or value.get("") or next(iter(value.values()), "")
            return str(words)
        held = self._fields(value, field)
        for inner in held.values():
            if inner and inner.shown.is_name:
                return self.value(value[inner.key], inner)
        return "; ".join(
            f"{self.part(key, held[key])}: {self.value(inner, held[key] or field)}"
            for key, inner in value.items()
        )

    def _fields(
        self, value: Mapping[str, Any], field: CatalogueEntry | None
    ) -> dict[str, CatalogueEntry | None]:
        """For each key of a value its field in the model that has the most of them."""
        models = models_in(field.written) if field else ()
        models = (*models, Range) if Guard in models else models
        best = max(models, key=lambda model: len(keys_of(model) & value.keys()), default=None)
        return {key: entry(best, key) if best else None for key in value}

    def _document(self, kind: str, document_id: str) -> str:
        """The title of a document without a code, or of a part of briefs; its id where there is none."""
        if kind == "part":
            return part_title(self.reading, document_id)
        documents = self.reading.manual.of_kind(DOCUMENTS[kind])
        named = next((document for document in documents if document.id == document_id), None)
        return self.reading.plain(named.model.title) if named else document_id

    def _named(self, kind: str, entry_id: str) -> str:
        register = register_of(self.reading.manual, kind, entry_id)
        return self.entry(register, entry_id) or entry_id

    def entry(self, register: str, entry_id: str) -> str:
        """What an entry of a register is called; empty where there is none."""
        registered = self.reading.manual.register(register).find(entry_id)
        return self.reading.plain(title_of(registered)) if registered else ""

    def page(self, document_id: str) -> str:
        document = self.reading.manual.document(document_id)
        return self.reading.title(document) if document else document_id
