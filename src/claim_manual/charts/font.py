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
    "NotoSansBengali": "",
    "NotoSansGurmukhi": "",
    "NotoSansSC": "",
    "NotoSansSymbols": "",
    "NotoSansSymbols2": "",
}
"""Families for scripts and signs that the typeface lacks, to the packages that carry them; without
one the program carries the file (WOFF2) itself.
"""
LATIN = frozenset(
    [
        *range(0x20, 0x100),
        *range(0x2000, 0x2070),
        *(0x20AC, 0x2122),
        *range(0x2190, 0x2194),
        *range(0x2260, 0x2266),
    ]
)
"""What the site's faces have of the typeface: letters of western Latin languages, punctuation, the euro, the
trade mark, arrows and comparisons.
"""
UNSEEN = frozenset(
    [
        *range(0x20),
        *(0x7F, 0xAD, 0x61C, 0x3000, 0xFEFF),
        *range(0x2000, 0x2010),
        *range(0x2028, 0x2030),
        *range(0x205F, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)
"""Characters that join, part or order others, and spaces: no glyph shows that a font lacks them."""


@cache
def face_file(face: str) -> Path:
    """The file of a face or of a script's family, as its package or the program carries it."""
    if face in SCRIPTS and not SCRIPTS[face]:
        return Path(str(FOLDER / f"{face}.woff2"))
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


@cache
def _on_the_site() -> frozenset[str]:
    """What needs no further family on the site: what the faces have there, and what is not drawn."""
    return frozenset(map(chr, (_characters("Regular") & LATIN) | UNSEEN))


def beyond_latin(text: str) -> str:
    """The characters of `text` for which the site needs a further family, or for which none is there."""
    return "".join(sorted(set(text) - _on_the_site()))


def without_glyph(text: str) -> str:
    """The characters of `text` that neither the typeface nor any further family has."""
    left = {ord(char) for char in beyond_latin(text)}
    return "".join(map(chr, sorted(left.difference(*map(_characters, ("Regular", *SCRIPTS))))))


def scripts_of(text: str) -> list[str]:
    """The further families that `text` needs, each for the characters that none before has."""
    return [*_divided(text, "Regular", *SCRIPTS)][1:]


def _divided(text: str, *families: str) -> dict[str, set[int]]:
    """The characters of `text` by the first family that has them; the first family in any case."""
    left = {ord(char) for char in set(text)}
    divided: dict[str, set[int]] = {}
    for family in families:
        here = left & _characters(family)
        if here or not divided:
            divided[family] = here
        left -= here
    return divided


@dataclass(frozen=True)
class WebScript:
    """What a site needs of a further family: the characters that are set in it, and its file (WOFF2)."""

    family: str
    characters: frozenset[int]

    def file(self) -> bytes:
        """The family with the glyphs of these characters, and all that joins and places them."""
        return _cut_script(self.family, self.characters | UNSEEN | {0x20, 0x25CC})


def web_scripts(text: str) -> list[WebScript]:
    """The further families that a site with these characters needs; one is the rest of the typeface."""
    divided = _divided(beyond_latin(text), "Regular", *SCRIPTS)
    return [WebScript(family, frozenset(here)) for family, here in divided.items() if here]


def _cut_script(family: str, characters: frozenset[int]) -> bytes:
    from fontTools import subset
    from fontTools.varLib import instancer

    font = _font(family)
    cutter = subset.Subsetter(
        subset.Options(
            layout_features=["*"], notdef_outline=True, hinting=False, drop_tables=["DSIG", "meta"]
        )
    )
    cutter.populate(unicodes=sorted(characters))
    cutter.subset(font)
    if "fvar" in font:
        usual = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(font, usual)
    font.flavor = "woff2"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


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
    spaced = text.replace("\u202f", " ")  # the narrow space of French, which no face has
    return sum(advances.get(char, max(1.0, missing)) for char in spaced) * size
