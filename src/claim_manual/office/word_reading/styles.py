"""What the styles and lists of a Word file say of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claim_manual.office.word_reading.package import Element

_HEADING = re.compile(
    r"(?:heading|título|titulo|titre|encabezado|überschrift|kop|cabeçalho) ?([1-9])", re.IGNORECASE
)
_TITLES = {"title", "título", "titulo", "titre", "titel"}
_CONTENTS = re.compile(r"(?:toc|índice|indice|sumário|tdc|tm) ?(?:[1-9]|heading)", re.IGNORECASE)
_LEVEL = re.compile(r"(?:list|lista|liste)\b.* ([2-5])", re.IGNORECASE)
"""Word's own styles for lists in lists, each of which is a list of its own to Word."""
_OFF = {"0", "false", "off", "none"}
_DEEPEST = 20
_HEADINGS = range(1, 10)


@dataclass(frozen=True)
class Style:
    """What a style says with those that it is based on."""

    heading: int = 0
    is_title: bool = False
    is_contents: bool = False
    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    size: int = 0
    list_id: str = ""
    list_level: int = 0


def value(element: Element | None, name: str) -> str:
    """The `val` of a child; "" where there is none."""
    child = element.find(name) if element is not None else None
    return child.get("val", "") if child is not None else ""


def is_on(element: Element | None, name: str, *, inherited: bool = False) -> bool:
    """Whether a switch such as `b` is on; what is inherited where it is not there."""
    child = element.find(name) if element is not None else None
    return inherited if child is None else child.get("val", "1").lower() not in _OFF


def number(text: str) -> int:
    """A number as Word writes it, of sane length; 0 where it is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


class Styles:
    """The styles of a file, each worked out once."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall("style") if root is not None else []
        self._written = {style.get("styleId", ""): style for style in styles}
        self._styles: dict[str, Style] = {}
        defaults = root.find("docDefaults/rPrDefault/rPr") if root is not None else None
        self._plain = Style(size=number(value(defaults, "sz")))
        self.paragraph = next(
            (
                style.get("styleId", "")
                for style in styles
                if style.get("type") == "paragraph" and style.get("default", "0") not in _OFF
            ),
            "",
        )

    def __call__(self, style_id: str, depth: int = 0) -> Style:
        """The style with this id; a plain one where there is none, or where it goes in a circle."""
        written = self._written.get(style_id)
        if written is None or depth > _DEEPEST:
            return self._plain
        if style_id not in self._styles:
            base = self(value(written, "basedOn"), depth + 1)
            self._styles[style_id] = _with(base, written)
        return self._styles[style_id]


def _with(base: Style, written: Element) -> Style:
    name = value(written, "name").strip()
    paragraph, letters = written.find("pPr"), written.find("rPr")
    numbering = paragraph.find("numPr") if paragraph is not None else None
    heading = _HEADING.fullmatch(name)
    deeper = _LEVEL.fullmatch(name)
    outline = value(paragraph, "outlineLvl")
    level = int(heading[1]) if heading else number(outline) + 1 if outline else base.heading
    return replace(
        base,
        heading=level if level in _HEADINGS else 0,
        is_title=name.lower() in _TITLES or (base.is_title and not heading),
        is_contents=bool(_CONTENTS.fullmatch(name)) or base.is_contents,
        is_bold=is_on(letters, "b", inherited=base.is_bold),
        is_italic=is_on(letters, "i", inherited=base.is_italic),
        is_hidden=is_on(letters, "vanish", inherited=base.is_hidden),
        size=number(value(letters, "sz")) or base.size,
        list_id=value(numbering, "numId") or base.list_id,
        list_level=int(deeper[1]) - 1
        if deeper
        else number(value(numbering, "ilvl")) or base.list_level,
    )


class Lists:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._signs: dict[str, dict[int, str]] = {}
        if root is None:
            return
        abstract = {
            definition.get("abstractNumId", ""): _levels(definition)
            for definition in root.findall("abstractNum")
        }
        signs = {
            definition.get("abstractNumId", ""): {
                number(level.get("ilvl", "")): value(level, "lvlText")
                for level in definition.findall("lvl")
            }
            for definition in root.findall("abstractNum")
        }
        for numbered in root.findall("num"):
            self._signs[numbered.get("numId", "")] = signs.get(value(numbered, "abstractNumId"), {})
            levels = dict(abstract.get(value(numbered, "abstractNumId"), {}))
            for override in numbered.findall("lvlOverride"):
                at = number(override.get("ilvl", ""))
                kind, start = levels.get(at, ("decimal", 1))
                again = value(override, "startOverride")
                levels[at] = (kind, number(again) if again else start)
            self._levels[numbered.get("numId", "")] = levels

    def counted(self, list_id: str, level: int) -> tuple[int, bool]:
        """The number that the next item of a list has, and whether it shows as a number or a letter."""
        kind, start = self._levels.get(list_id, {}).get(level, ("decimal", 1))
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        return counts[level], kind not in {"bullet", "none"}

    def sign(self, list_id: str, level: int) -> str:
        """What stands before the items of a list without numbers."""
        return self._signs.get(list_id, {}).get(level, "")

    def has(self, list_id: str) -> bool:
        """Whether there is a list with this id."""
        return list_id in self._levels


def _levels(definition: Element) -> dict[int, tuple[str, int]]:
    return {
        number(level.get("ilvl", "")): (
            value(level, "numFmt") or "decimal",
            number(value(level, "start") or "1"),
        )
        for level in definition.findall("lvl")
    }
