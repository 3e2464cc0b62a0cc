"""A value of a source in a reader's words: names for ids, days and durations as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.model.difference import Way
from claim_manual.model.field_names import FIELD_NAMES
from claim_manual.model.language import Words
from claim_manual.model.reading import Reading
from claim_manual.model.registers import REGISTER_OF, Entry
from claim_manual.model.schema import DURATION
from claim_manual.view.chart import LEVELS
from claim_manual.view.templating import STATUSES

_NAMES = {
    "role": "role",
    "owner": "role",
    "by": "role",
    "asked_of": "role",
    "responsible": "role",
    "accountable": "role",
    "consulted": "role",
    "informed": "role",
    "contacts": "contact",
    "emergency": "contact",
    "law": "law",
    "basis": "law",
    "form": "form",
    "forms": "form",
    "deadline": "deadline",
    "source": "source",
    "sources": "source",
    "unconfirmed": "validation",
}
"""Keys whose values are ids of a register, to the kind of reference."""
_PAGES = ("use", "continue_with", "related", "procedures", "flows")
"""Keys whose values are ids of procedures and flows."""
_MAIN = ("name", "title", "text", "term", "do", "ask", "outcome", "use", "question", "says")
_MORE = ("deadline", "law", "change", "label", "to", "then", "story")


@dataclass(frozen=True)
class Naming:
    """Names what stands in a manual, as one reading of it does; `say` has the words around."""

    reading: Reading
    say: Words

    def part(self, part: str, before: list[str]) -> str:
        languages = self.reading.manual.settings.model.languages
        if part in languages and before != ["languages"]:
            return languages[part].name
        if part.isdigit():
            return self.say("no. {n}", n=part)
        if part == "":
            return self.say("Next")
        is_key = not (before and before[-1] in {"conditions", "answers", "scenarios", "then"})
        return self.say(FIELD_NAMES[part]) if is_key and part in FIELD_NAMES else part

    def value(self, value: Any, way: Way) -> str:
        key = next(
            (one for one in reversed(way) if one in FIELD_NAMES and not one.isdigit()), way[-1]
        )
        return self._said(value, key)

    def _said(self, value: Any, key: str) -> str:  # noqa: PLR0911 - a row for each kind of value
        match value:
            case dict():
                return self._summary(value, key)
            case list():
                return "; ".join(self._said(one, key) for one in value)
            case bool():
                return self.say("yes") if value else self.say("no")
            case dt.date():
                return self.say.date(value)
            case str() if key in _NAMES:
                return self._named(_NAMES[key], value)
            case str() if key in _PAGES:
                return self.page(value)
            case str() if key == "level":
                return self.say(LEVELS.get(value, value))
            case str() if key == "status" and value in STATUSES:
                return self.say(STATUSES[value])
            case str() if key == "within" and DURATION.fullmatch(value):
                return self.say.duration(value)
            case _:
                return str(value)

    def _summary(self, value: Mapping[str, Any], key: str) -> str:
        """Of a value with keys what a reader knows it by."""
        lang = self.reading.lang
        if value.keys() <= set(self.reading.manual.languages) | {""}:
            found = value.get(lang) or value.get("") or next(iter(value.values()), "")
            return str(found)
        if key == "time" and "within" in value:
            return self._said(value["within"], "within")
        for name in (*_MAIN, *_MORE):
            if name in value:
                return self._said(value[name], name)
        return "; ".join(
            f"{self.part(name, [key])}: {self._said(one, name)}" for name, one in value.items()
        )

    def _named(self, kind: str, entry_id: str) -> str:
        return self.entry(REGISTER_OF[kind], entry_id) or entry_id

    def entry(self, register: str, entry_id: str) -> str:
        """What an entry of a register is called; empty where there is none."""
        found = self.reading.manual.register(register).find(entry_id)
        return self.reading.plain(title_of(found)) if found else ""

    def page(self, document_id: str) -> str:
        found = self.reading.manual.document(document_id)
        return self.reading.title(found) if found else document_id


def title_of(entry: Entry) -> Any:
    """What an entry is called."""
    return next(
        (
            getattr(entry, key)
            for key in ("name", "title", "term", "question", "text", "says")
            if hasattr(entry, key)
        ),
        None,
    )
