"""Pictures for what shows no SVG. Only here is resvg known."""

from __future__ import annotations

from functools import lru_cache

import resvg_py

from claim_manual.charts.font import FACES, FAMILY, SCRIPTS, face_file, scripts_of
from claim_manual.html import Html

_DENSITY = 2.0
"""Pixels of a picture for each point that it is shown large: 144 to the inch."""
_MOST = 3000
"""The pixels of the longer side of a picture at most."""


@lru_cache(maxsize=32)
def png(svg: Html, width: float, height: float, density: float = _DENSITY) -> bytes:
    """An `<svg>` element as PNG on white, to be shown in so many points, so many pixels for each.

    It is set in the manual's own typefaces: the machine's would make it another picture elsewhere.
    """
    return _drawn(svg, width, height, density)


def sized_png(svg: str, width: float, height: float) -> bytes:
    """An SVG file of an author's as PNG on white, to be shown in so many CSS pixels."""
    return _drawn(svg, width, height, _DENSITY)


def _drawn(svg: str, width: float, height: float, density: float) -> bytes:
    density = min(density, _MOST / max(width, height))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=max(1, round(width * density)),
            height=max(1, round(height * density)),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(face_file(face)) for face in (*FACES, *_scripts(svg))],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )


def square_png(svg: str, pixels: int) -> bytes:
    """An SVG file as a square PNG, with nothing where it draws nothing."""
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=pixels, height=pixels, skip_system_fonts=True)
    )


def _scripts(svg: str) -> list[str]:
    """The further families that a picture needs and whose files resvg reads: it reads no WOFF2."""
    return [script for script in scripts_of(svg) if SCRIPTS[script]]
