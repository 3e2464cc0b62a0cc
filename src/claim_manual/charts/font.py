"""The manual's typeface, one file for site, charts and print. Only here is fontTools known."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

FAMILY = "Atkinson Hyperlegible"
FACES = {
    "Regular": ("400", "normal"),
    "Bold": ("700", "normal"),
    "Italic": ("400", "italic"),
    "BoldItalic": ("700", "italic"),
}
"""The face's name to its CSS weight and style."""
FOLDER = resources.files("claim_manual") / "fonts"
"""What tools/fonts.py makes of the faces: WOFF2 files, widths, and their licence."""
METRICS = "metrics.json"

SCRIPTS = {
    "NotoSans": "fontpkg_noto_sans",
    "NotoSansArabic": "fontpkg_noto_sans_arabic",
}
"""Families for scripts that the typeface lacks, to the packages that carry them."""


@cache
def face_file(face: str) -> Path:
    """The TrueType file of a face or of a script's family, as its package carries it."""
    if face in SCRIPTS:
        return Path(str(resources.files(SCRIPTS[face]) / "files" / f"{face}[wdth,wght].ttf"))
    folder = resources.files("fontpkg_atkinson_hyperlegible") / "files"
    return Path(str(folder / f"AtkinsonHyperlegible-{face}.ttf"))


def web_face(face: str) -> bytes:
    """The face as WOFF2 with its Latin letters."""
    return (FOLDER / f"{face}.woff2").read_bytes()


def _font(face: str) -> Any:
    """A face as fontTools reads it; loaded only here, because most commands set no text."""
    from fontTools.ttLib import TTFont

    return TTFont(face_file(face), recalcTimestamp=False)


@cache
def _metrics() -> dict[str, Any]:
    metrics: dict[str, Any] = json.loads((FOLDER / METRICS).read_text(encoding="utf-8"))
    return metrics


@cache
def _advances(face: str) -> tuple[dict[str, float], float]:
    """The width of each character and of any other, in ems."""
    metrics = _metrics()[face]
    advances = [wide / metrics["em"] for wide in metrics["advances"]]
    return {char: advances[glyph] for char, glyph in metrics["glyphs"].items()}, advances[0]


@cache
def _characters(face: str) -> frozenset[int]:
    if face in FACES:
        return frozenset(ord(char) for char in _metrics()[face]["glyphs"])
    ranges = _metrics()[face]["characters"]
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def scripts_of(text: str) -> list[str]:
    """The further families that `text` needs, each for the characters that none before has."""
    left = {ord(char) for char in set(text)} - _characters("Regular")
    families = []
    for family in SCRIPTS:
        if left & _characters(family):
            families.append(family)
            left -= _characters(family)
    return families


@dataclass(frozen=True)
class Glyphs:
    """A face as a PDF needs it: each character's glyph, each glyph's width in thousandths of the
    size.
    """

    glyphs: Mapping[str, int]
    widths: Mapping[int, int]


PRINTED = {
    f"{FAMILY.replace(' ', '-')}{ending}": face
    for ending, face in (
        ("", "Regular"),
        ("-Bold", "Bold"),
        ("-Italic", "Italic"),
        ("-Bold-Italic", "BoldItalic"),
    )
}
"""The names that faces get in a PDF."""


@cache
def glyphs(face: str) -> Glyphs:
    """The glyphs of a face."""
    metrics = _metrics()[face]
    widths = [round(wide * 1000 / metrics["em"]) for wide in metrics["advances"]]
    return Glyphs(metrics["glyphs"], dict(enumerate(widths)))


def embedded(face: str, used: frozenset[int]) -> bytes:
    """The TrueType file of a face with some of its glyphs, which keep their numbers.

    It has the letters of Latin languages in any case, so that most books share one file.
    """
    by_char = glyphs(face).glyphs
    latin = {by_char[chr(code)] for code in range(0x20, 0x180) if chr(code) in by_char}
    return _cut(face, used | latin)


@cache
def _cut(face: str, used: frozenset[int]) -> bytes:
    from fontTools import subset

    font = _font(face)
    options = subset.Options(
        retain_gids=True, notdef_outline=True, hinting=False, drop_tables=_NOT_IN_PDF
    )
    cutter = subset.Subsetter(options)
    cutter.populate(gids=sorted(used))
    cutter.subset(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


_NOT_IN_PDF = ["GSUB", "GPOS", "GDEF", "DSIG", "kern"]


@lru_cache(maxsize=100_000)
def width(text: str, size: float, face: str = "Regular") -> float:
    """The advance width of `text` set in `size`, in the unit of `size`; without kerning.

    A character that the face lacks counts as a full em, the widest that another face may take.
    """
    advances, missing = _advances(face)
    return sum(advances.get(char, max(1.0, missing)) for char in text) * size
