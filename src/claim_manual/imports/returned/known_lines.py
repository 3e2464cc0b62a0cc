"""Lines that the manual's registers would show, back to the ids of their entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.imports.into import Into
from claim_manual.imports.returned.page import same
from claim_manual.imports.written import as_words
from claim_manual.model.registers import Contact, Limit, Role, Validation
from claim_manual.model.schema import LegalBasis
from claim_manual.pages import inline as i
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts

_FIRST, _DAYS = dt.date(2015, 1, 1), 366 * 20
"""Days that the history of a page has."""


@dataclass(frozen=True)
class KnownLines:
    """The entries of a manual by what pages show of them, in the language of the file."""

    into: Into

    def ids(self, kind: str, lines: Iterable[str]) -> list[str]:
        """The entries that lines show; a line that shows none is left out."""
        return [name for line in lines if (name := self.id(kind, line))]

    def id(self, kind: str, line: str) -> str:
        """The entry that a line shows: all of it, or its beginning; "" for none."""
        shown, line = self._shown[kind], _bare(line)
        if line in shown:
            return shown[line]
        beginning = (words for words in shown if line.startswith(f"{words} "))
        return shown.get(max(beginning, key=len, default=""), "")

    def law(self, line: str) -> dict[str, Any] | None:
        """The law that a line shows, with its article and warning where they are shown so."""
        named = sorted(self._shown["laws"].items(), key=lambda pair: -len(pair[0]))
        law = next((name for title, name in named if _bare(line).startswith(title)), "")
        if not law:
            return None
        head, found, warning = line.partition(f"{same(self.into.say_word('Warning'))}: ")
        before = same(self.into.say_word("article {article}")).partition("{article}")[0]
        article = head.partition(before)[2].partition(" (")[0].strip()
        basis: dict[str, Any] = {"law": law}
        basis |= {"article": article} if article else {}
        basis |= {"warning": self.into.text(as_words(warning))} if found else {}
        is_shown = _line((self._texts.law(LegalBasis(**basis)),)) == _bare(line)
        return basis if is_shown else {"law": law}

    @cached_property
    def days(self) -> Mapping[str, dt.date]:
        """By how pages write them, the days of some years."""
        days = (_FIRST + dt.timedelta(n) for n in range(_DAYS))
        return {same(self._reading.say.short_date(day)): day for day in days}

    def people(self, words: str) -> list[str]:
        """The roles that are enumerated in just these words; none where they say anything else."""
        named = {
            same(self._reading.plain(role.name)): role.id
            for role in self.into.manual.register("roles")
            if isinstance(role, Role)
        }
        found: list[tuple[int, str]] = []
        rest = words
        for name in sorted(named, key=len, reverse=True):
            at = rest.find(name)
            if at >= 0:
                found.append((at, named[name]))
                rest = rest.replace(name, "\0" * len(name), 1)
        ids = [name for _, name in sorted(found)]
        return ids if ids and same(self._reading.roles(tuple(ids))) == words else []

    def pages(self, words: str) -> list[str]:
        """The pages that a line names by code and title, in its order."""
        shown, words = self._shown["related"], _bare(words)
        found = [(words.find(title), name) for title, name in shown.items() if title in words]
        return [name for _, name in sorted(found)]

    @cached_property
    def _shown(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "contacts": dict(self._contacts()),
            "deadlines": dict(self._limits()),
            "laws": dict(self._titles("laws")),
            "forms": dict(self._titles("forms")),
            "sources": dict(self._titles("sources")),
            "unconfirmed": dict(self._doubts()),
            "related": {
                _bare(same(self._reading.title(document))): document.id
                for document in self.into.manual.documents()
            },
        }

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.into.manual, self.into.lang)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self._reading, self.into.manual.settings.path)

    def _contacts(self) -> Iterator[tuple[str, str]]:
        for entry in self.into.manual.register("contacts"):
            assert isinstance(entry, Contact)
            yield _line((self._texts.contact(entry),)), entry.id

    def _limits(self) -> Iterator[tuple[str, str]]:
        for entry in self.into.manual.register("deadlines"):
            assert isinstance(entry, Limit)
            yield _line((self._texts.limit(entry),)), entry.id

    def _doubts(self) -> Iterator[tuple[str, str]]:
        for entry in self.into.manual.register("validations"):
            assert isinstance(entry, Validation)
            if entry.warning:
                yield _line(self._texts.line(entry.warning)), entry.id

    def _titles(self, register: str) -> Iterator[tuple[str, str]]:
        for entry in self.into.manual.register(register):
            yield _line((self._texts.entry_link(register, entry.id),)), entry.id


def _line(parts: i.Parts) -> str:
    return _bare(same(plain(parts)))


def _bare(words: str) -> str:
    """Words without the brackets that files set around tags."""
    return words.replace("(", "").replace(")", "")
