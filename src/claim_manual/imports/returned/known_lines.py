"""Lines that the manual's registers would show, back to the ids of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from claim_manual.derived.reading import Reading
from claim_manual.imports.into import Into
from claim_manual.imports.returned.page import same
from claim_manual.model.registers import Contact, Limit
from claim_manual.pages import inline as i
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts


@dataclass(frozen=True)
class KnownLines:
    """The entries of a manual by what pages show of them, in the language of the file."""

    into: Into

    def ids(self, kind: str, lines: Iterable[str]) -> list[str]:
        """The entries that lines show; a line that shows none is left out."""
        return [name for line in lines if (name := self.id(kind, line))]

    def id(self, kind: str, line: str) -> str:
        """The entry that a line shows: all of it, or its beginning; "" for none."""
        shown = self._shown[kind]
        if line in shown:
            return shown[line]
        beginning = (words for words in shown if line.startswith(f"{words} "))
        return shown.get(max(beginning, key=len, default=""), "")

    def pages(self, words: str) -> list[str]:
        """The pages that a line names by code and title, in its order."""
        shown = self._shown["related"]
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
            "related": {
                same(self._reading.title(document)): document.id
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

    def _titles(self, register: str) -> Iterator[tuple[str, str]]:
        for entry in self.into.manual.register(register):
            yield _line((self._texts.entry_link(register, entry.id),)), entry.id


def _line(parts: i.Parts) -> str:
    return same(plain(parts))
