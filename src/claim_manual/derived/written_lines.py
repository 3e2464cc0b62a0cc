"""Every text of a manual as it is written, line by line, and where a line stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claim_manual.derived.written_links import text_places
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual
from claim_manual.model.markup import word_lines
from claim_manual.model.place import Loc, Place


@dataclass(frozen=True)
class WrittenText:
    """A text in one language; `loc` leads to it in its file, and is empty for prose.

    `begins` is asked only where there is something to say: it costs the reading of the file.
    """

    text: str
    loc: Loc
    path: str
    begins: Callable[[], Place]

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Its lines without code, with their numbers from 0."""
        return word_lines(self.text)

    def place(self, line: int, column: int = 0) -> Place:
        """Where a line and column (both from 0) of it stand."""
        place = self.begins()
        if not self.loc:
            return place._replace(line=line + 1, column=column + 1)
        # A block begins below its key, at an indentation of which nothing is known here.
        beside = column if place.column > 1 and not line else 0
        return place._replace(line=place.line + line, column=place.column + beside)


@derived
def written_texts(manual: Manual) -> tuple[WrittenText, ...]:
    """Every text and every file of prose."""
    return (*_texts(manual), *_prose(manual))


def _texts(manual: Manual) -> Iterator[WrittenText]:
    for source, loc, text in text_places(manual):
        for lang, words in text.root.items():
            where = (*loc, lang) if lang else loc
            yield WrittenText(words, where, source.path, lambda s=source, w=where: s.value(w))  # type: ignore[misc]


def _prose(manual: Manual) -> Iterator[WrittenText]:
    for prose in manual.judged_prose():
        yield WrittenText(prose.text, (), prose.path, lambda p=prose: Place(p.path))  # type: ignore[misc]
