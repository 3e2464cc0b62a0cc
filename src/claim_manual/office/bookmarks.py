"""What stands in a Word file from top to bottom, for whoever writes bookmarks and whoever reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

MAP = "urn:claim-manual:sources"
"""The namespace of the part that says which bookmark is which text."""


class Kind(Enum):
    """What is met."""

    WORDS = "words"
    PARAGRAPH_END = "end of a paragraph"
    ROW = "row"
    ROW_END = "end of a row"
    BOOKMARK = "bookmarkStart"
    BOOKMARK_END = "bookmarkEnd"
    COMMENT = "commentRangeStart"
    COMMENT_END = "commentRangeEnd"
    COMMENT_MARK = "commentReference"


class Met(NamedTuple):
    """Something in a file: its words or its id, the name of a bookmark; whether it was inserted or
    deleted with changes tracked.
    """

    kind: Kind
    value: str = ""
    name: str = ""
    is_inserted: bool = False
    is_deleted: bool = False


def tidy(words: str) -> str:
    """Words with single spaces and composed letters, as word processors do not always leave them."""
    return " ".join(unicodedata.normalize("NFC", words.replace("\N{SOFT HYPHEN}", "")).split())


_TEXT = re.compile(r"(cm_\d+)(?:_\d+)?(?:_Copy_\d+)?")
"""The bookmark of a text, or of a paragraph more of it; LibreOffice calls one in deleted words a copy."""


def text_of(name: str) -> str:
    """The text that a bookmark is of, by the name of its first; "" of a bookmark of another kind."""
    named = _TEXT.fullmatch(name)
    return named[1] if named else ""


def words_of_bookmarks(root: Any) -> dict[str, str]:
    """The words of every text by the name of its bookmark, as they were before changes were tracked."""
    names: dict[str, str] = {}
    pieces: dict[str, list[str]] = {}
    for met in walk(root):
        if met.kind is Kind.BOOKMARK and (name := text_of(met.name)):
            names[met.value] = name
            pieces.setdefault(name, []).append("\n")
        elif met.kind is Kind.BOOKMARK_END:
            names.pop(met.value, None)
        elif met.kind is Kind.WORDS and not met.is_inserted:
            for name in names.values():
                pieces[name].append(met.value)
    return {name: tidy("".join(words)) for name, words in pieces.items()}


def loose_words(root: Any) -> Iterator[str]:
    """The words that stand outside of texts, as they were before changes were tracked: those between
    two ends of texts or paragraphs together.
    """
    open_texts: dict[str, str] = {}
    piece: list[str] = []
    for met in walk(root):
        if met.kind is Kind.WORDS:
            if not open_texts and not met.is_inserted:
                piece.append(met.value)
            continue
        if met.kind is Kind.BOOKMARK and text_of(met.name):
            open_texts[met.value] = met.name
        elif met.kind is Kind.BOOKMARK_END:
            open_texts.pop(met.value, None)
        elif met.kind is not Kind.PARAGRAPH_END:
            continue
        if words := tidy("".join(piece)):
            yield words
        piece.clear()


def walk(root: Any) -> Iterator[Met]:
    """What stands in an element, in order. What a field shows is left out: it is worked out anew
    whenever a file is opened. Elements are of ElementTree or lxml, with namespaces or without.
    """
    yield from _Walk().inside(root, Met(Kind.WORDS))


_POINTS: Mapping[str, Kind] = {
    kind.value: kind
    for kind in (
        Kind.BOOKMARK,
        Kind.BOOKMARK_END,
        Kind.COMMENT,
        Kind.COMMENT_END,
        Kind.COMMENT_MARK,
    )
}
_BREAKS = frozenset({"br", "cr", "tab", "ptab"})
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "", "sym": "□"}
_PASSED = frozenset({"fldSimple", "delInstrText", "drawing", "pict", "object", "Fallback"})
"""What has no words of the text."""


class _Walk:
    def __init__(self) -> None:
        self._fields: list[str] = []
        """The instruction of each field, within the other."""

    def inside(self, parent: Any, state: Met) -> Iterator[Met]:
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._element(child, local(child.tag), state)

    def _element(self, element: Any, name: str, state: Met) -> Iterator[Met]:
        if point := _POINTS.get(name):
            named = attribute(element, "name")
            yield state._replace(kind=point, value=attribute(element, "id"), name=named)
        elif name in {"t", "delText"} or name in _BREAKS or name in _SIGNS:
            if self._is_shown:
                words = " " if name in _BREAKS else _SIGNS.get(name, element.text or "")
                yield state._replace(value=words)
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "instrText":
            self._instruct(element.text or "")
        elif name not in _PASSED or _is_link(element, name):
            yield from self._nested(element, name, state)

    def _nested(self, element: Any, name: str, state: Met) -> Iterator[Met]:
        match name:
            case "ins" | "moveTo":
                yield from self.inside(element, state._replace(is_inserted=True))
            case "del" | "moveFrom":
                yield from self.inside(element, state._replace(is_deleted=True))
            case "p":
                yield from self.inside(element, state)
                end = _tracked(element, state, "pPr", "rPr")
                yield end._replace(kind=Kind.PARAGRAPH_END)
                yield end._replace(value=" ")
            case "tr":
                yield _tracked(element, state, "trPr")._replace(kind=Kind.ROW)
                yield from self.inside(element, state)
                yield state._replace(kind=Kind.ROW_END)
            case _:
                yield from self.inside(element, state)

    @property
    def _is_shown(self) -> bool:
        """Whether words are a text's: of fields, those of links alone."""
        return all(_is_hyperlink(code) for code in self._fields)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, code: str) -> None:
        if self._fields:
            self._fields[-1] = f"{self._fields[-1]}{code}".lstrip()


def _is_link(element: Any, name: str) -> bool:
    """Whether a field is a link, whose words are a text's."""
    return name == "fldSimple" and _is_hyperlink(attribute(element, "instr"))


def _is_hyperlink(code: str) -> bool:
    return code.lstrip().upper().startswith("HYPERLINK")


def _tracked(element: Any, state: Met, *way: str) -> Met:
    """The state of a paragraph's end or of a row, which is inserted or deleted by what stands in its
    properties.
    """
    for name in way:
        inner = (child for child in element if isinstance(child.tag, str))
        element = next((child for child in inner if local(child.tag) == name), ())
    names = {local(child.tag) for child in element if isinstance(child.tag, str)}
    return state._replace(
        is_inserted=state.is_inserted or "ins" in names,
        is_deleted=state.is_deleted or "del" in names,
    )


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """The value of an attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
