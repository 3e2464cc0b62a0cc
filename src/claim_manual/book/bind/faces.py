"""One font for each face of the typeface, in place of the part of it that each chapter brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from claim_manual.book.values import NUMBERS, NUMBERS_END, STAMPED


@dataclass(frozen=True)
class Face:
    """A face of the typeface: each character's glyph, each glyph's width in thousandths of the size,
    and its file cut to some glyphs, which keep their numbers.
    """

    glyphs: Mapping[str, int]
    widths: Mapping[int, int]
    cut: Callable[[frozenset[int]], bytes]


@dataclass(frozen=True)
class Numbers:
    """A font in which numbers are set; `is_end` says whether they end where they ended."""

    face: Face
    is_end: bool


@dataclass(frozen=True)
class SharedFonts:
    """The fonts of a page by their names on it: all that are known, those of numbers, and those of
    slots with their faces.
    """

    faces: Mapping[str, Face] = field(default_factory=dict)
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)


Faces = Mapping[str, Face]
"""Faces by family and style as a PDF names them: Atkinson-Hyperlegible-Bold-Italic."""

_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_BATCH = 100
"""How many mappings a block of a CMap may have."""


@dataclass
class Fonts:
    """The fonts of a bound book, each embedded once with every glyph that some page shows."""

    out: pikepdf.Pdf
    family: str
    faces: Faces
    embedded: dict[str, Any] = field(default_factory=dict)
    used: dict[str, dict[int, str]] = field(default_factory=dict)

    def share(self, fonts: Any) -> SharedFonts:
        """Puts the shared fonts in place of a chapter's own where the face is known."""
        shared: dict[str, Face] = {}
        numbers: dict[str, Numbers] = {}
        slots: dict[str, str] = {}
        for key in sorted(fonts.keys()):
            font = fonts[key]
            family, face = self._face(font)
            if face not in self.faces:
                continue
            shared[key] = self.faces[face]
            if family == STAMPED:
                slots[key] = face
            elif family != self.family:
                numbers[key] = Numbers(self.faces[face], family == NUMBERS_END)
            self._note(face, font)
            fonts[key] = self.embedded[face]
        return SharedFonts(shared, numbers, slots)

    def show(self, face: str, text: str) -> tuple[str, bytes, int]:
        """A text that is written on a page: its font, its glyphs in hexadecimal, its width."""
        metrics = self.faces[face]
        glyphs = [metrics.glyphs.get(character, 0) for character in text]
        for character, glyph in zip(text, glyphs, strict=True):
            self.used[face].setdefault(glyph, character)
        width = sum(metrics.widths.get(glyph, 0) for glyph in glyphs)
        return face, b"<" + b"".join(b"%04x" % glyph for glyph in glyphs) + b">", width

    def embed(self, extra: str) -> None:
        """Writes every font as it is used, when all pages are there; `extra` are letters that binding writes."""
        for face, font in self.embedded.items():
            metrics, used = self.faces[face], self.used[face]
            for character in {*"0123456789", *extra} & {*metrics.glyphs}:
                used.setdefault(metrics.glyphs[character], character)
            inner = font.DescendantFonts[0]
            file = self.out.make_stream(metrics.cut(frozenset(used)))
            inner.FontDescriptor.FontFile2 = file
            inner.W = Array(
                [
                    part
                    for glyph in sorted(used)
                    for part in (glyph, Array([metrics.widths.get(glyph, 0)]))
                ]
            )
            font.ToUnicode = self.out.make_stream(_to_unicode(used))

    def _face(self, font: Any) -> tuple[str, str]:
        """The family in which a chapter set it, and the name of the face."""
        name = str(font.BaseFont).partition("+")[2]
        for family in (NUMBERS_END, NUMBERS, STAMPED):
            if name == family or name.startswith(f"{family}-"):
                return family, self.family + name.removeprefix(family)
        return self.family, name

    def _note(self, face: str, font: Any) -> None:
        if face not in self.embedded:
            name = f"/CLAIMA+{face}"
            inner = self.out.make_indirect(Dictionary(font.DescendantFonts[0]))
            inner.BaseFont = Name(name)
            inner.FontDescriptor = self.out.make_indirect(
                Dictionary(dict(inner.FontDescriptor.items()))
            )
            inner.FontDescriptor.FontName = Name(name)
            self.embedded[face] = self.out.make_indirect(Dictionary(font))
            self.embedded[face].BaseFont = Name(name)
            self.embedded[face].DescendantFonts = Array([inner])
            self.used[face] = {}
        for glyph, text in _PAIR.findall(font.ToUnicode.read_bytes()):
            words = bytes.fromhex(text.decode()).decode("utf-16-be")
            self.used[face].setdefault(int(glyph, 16), words)


def _to_unicode(used: Mapping[int, str]) -> bytes:
    """A CMap from glyphs to the words that they show (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    pairs = [f"<{glyph:04x}> <{used[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(used)]
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        lines += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
    lines += ["endcmap CMapName currentdict /CMap defineresource pop end end"]
    return "\n".join(lines).encode()
