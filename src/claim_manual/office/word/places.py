"""Places of a Word file: bookmarks, what refers to them, and fields that Word works out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from claim_manual.office.word.xml import text, w

UNKNOWN = "…"
"""What stands for the number of a page until a word processor has set the file."""


@dataclass
class _Reference:
    """A link within the file, as it was written: the page, the place on it, and its field, if any."""

    link: Any
    uri: str
    anchor: str
    numbers: tuple[Any, ...]


@dataclass
class Places:
    """The bookmarks of a file, by page and place, and the links that lead to them.

    A link to a place that is nowhere leads to its page; to a page that is not in the file it leads
    to where `online` says, or else nowhere.
    """

    online: Callable[[str, str], str]
    outside: Callable[[Any, str], None]
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    _defined: set[str] = field(default_factory=set)
    _references: list[_Reference] = field(default_factory=list)

    def name(self, uri: str, anchor: str = "") -> str:
        """The bookmark of a place: the same for the same place, whatever else the file has."""
        return f"_Ref{hashlib.sha256(f'{uri}#{anchor}'.encode()).hexdigest()[:12]}"

    def mark(self, paragraph: Any, uri: str, anchor: str = "", *, before: Any = None) -> None:
        """Make a paragraph a place: from the run `before`, or its first word, to its end."""
        name = self.name(uri, anchor)
        if name in self._defined:
            return
        self._defined.add(name)
        key = next(self.ids)
        start = w("bookmarkStart", id=key, name=name)
        first = before if before is not None else _first(paragraph)
        if first is None:
            paragraph.append(start)
        else:
            first.addprevious(start)
        paragraph.append(w("bookmarkEnd", id=key))

    def around(self, elements: list[Any], uri: str, anchor: str) -> list[Any]:
        """Elements of a paragraph with the bookmark of a place around them."""
        name = self.name(uri, anchor)
        if name in self._defined:
            return elements
        self._defined.add(name)
        key = next(self.ids)
        return [w("bookmarkStart", id=key, name=name), *elements, w("bookmarkEnd", id=key)]

    def link(self, runs: list[Any], uri: str, anchor: str, numbers: list[Any]) -> list[Any]:
        """Runs as a link to a place, and after it `numbers` that say on which page it is."""
        link = w("hyperlink", *runs, anchor=self.name(uri, anchor), history=1)
        self._references.append(_Reference(link, uri, anchor, tuple(numbers)))
        return [link, *numbers]

    def close(self) -> None:
        """Lead each link to where there is something."""
        for reference in self._references:
            name = self.name(reference.uri, reference.anchor)
            if name in self._defined:
                continue
            page = self.name(reference.uri)
            address = self.online(reference.uri, reference.anchor)
            if page in self._defined:
                self._lead(reference, name, page)
                continue
            for number in reference.numbers:
                number.getparent().remove(number)
            if address:
                del reference.link.attrib[qn("w:anchor")]
                self.outside(reference.link, address)
            else:
                _unwrapped(reference.link)

    def _lead(self, reference: _Reference, name: str, page: str) -> None:
        reference.link.set(qn("w:anchor"), page)
        for element in (reference.link, *reference.numbers):
            for code in element.iter(qn("w:instrText")):
                code.text = code.text.replace(name, page)


def field_runs(
    code: str, shown: list[Any], properties: Callable[[], Any] | None = None
) -> list[Any]:
    """A field: what Word works out, and what is shown until it does."""

    def run(child: Any) -> Any:
        return w("r", properties() if properties else None, child)

    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        run(w("fldChar", fldCharType="begin")),
        run(instruction),
        run(w("fldChar", fldCharType="separate")),
        *shown,
        run(w("fldChar", fldCharType="end")),
    ]


def simple_field(code: str, shown: str, properties: Callable[[], Any] | None = None) -> list[Any]:
    """A field that shows words."""
    run = w("r", properties() if properties else None, text(shown))
    return field_runs(code, [run], properties)


def _first(paragraph: Any) -> Any:
    return next((child for child in paragraph if child.tag != qn("w:pPr")), None)


def _unwrapped(link: Any) -> None:
    """Leave the words of a link as words: they look like no link."""
    for run in [*link]:
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None:
            style.getparent().remove(style)
        link.addprevious(run)
    link.getparent().remove(link)
