"""What the program carries of its typeface, made from the TrueType files of fontpkg-atkinson-hyperlegible.

python tools/fonts.py [--check]

Writes src/claim_manual/fonts/: each face as WOFF2 with its Latin letters, for the site; the widths of
all characters, by which charts are laid out, and what other scripts have; and the licence, SIL Open Font License 1.1, which the
files stay under (no name is reserved). The outlines are those of the TrueType files: only glyphs that
Latin languages do not need are left out. With the same fontTools and brotli the bytes are the same.
"""

from __future__ import annotations

import io
import json
import sys
from importlib import resources
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

from claim_manual.charts.font import FACES, FOLDER, METRICS, SCRIPTS, face_file

LATIN = [
    *range(0x20, 0x250),
    *range(0x2000, 0x2070),
    0x20AC,
    0x2122,
    *range(0x2190, 0x2194),
    *range(0x2260, 0x2266),
]
"""Letters of Latin languages, punctuation, the euro, the trade mark, arrows and comparisons."""


def woff2(face: str) -> bytes:
    """The face as WOFF2 with its Latin letters."""
    font = TTFont(face_file(face), recalcTimestamp=False)
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LATIN)
    cutter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def metrics(face: str) -> dict[str, Any]:
    """Each character's glyph by its number, and the advance width of each glyph in units of the em.

    Glyph 0 is what stands for any character that the face lacks.
    """
    font = TTFont(face_file(face))
    order = font.getGlyphOrder()
    numbers = {name: number for number, name in enumerate(order)}
    return {
        "em": font["head"].unitsPerEm,
        "glyphs": {chr(code): numbers[name] for code, name in font.getBestCmap().items()},
        "advances": [font["hmtx"].metrics[name][0] for name in order],
    }


def characters(family: str) -> list[list[int]]:
    """The characters of a family of another script, as ranges: the first and the last of each."""
    ranges: list[list[int]] = []
    for code in sorted(TTFont(face_file(family)).getBestCmap()):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def files() -> dict[str, bytes]:
    """Every file of the folder."""
    measured = {face: metrics(face) for face in FACES}
    measured |= {family: {"characters": characters(family)} for family in SCRIPTS}
    text = json.dumps(measured, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    licence = resources.files("fontpkg_atkinson_hyperlegible") / "LICENSE"
    return {
        **{f"{face}.woff2": woff2(face) for face in FACES},
        METRICS: f"{text}\n".encode(),
        "OFL.txt": licence.read_bytes(),
    }


def main() -> None:
    """Writes the files, or says which are not as they would be written."""
    folder = Path(str(FOLDER))
    if "--check" in sys.argv:
        stale = [
            name for name, content in files().items() if (folder / name).read_bytes() != content
        ]
        sys.exit(f"Not as tools/fonts.py makes them: {', '.join(stale)}" if stale else 0)
    folder.mkdir(exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
