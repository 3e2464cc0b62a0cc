"""What the program carries of typefaces, made from the files of others.

python tools/fonts.py [--check] [FOLDER]

Writes src/claim_manual/fonts/:

- each face of fontpkg-atkinson-hyperlegible as WOFF2 with its Latin letters, for the site;
- the families of further scripts and of signs (`KEPT`), regular, whole or with some letters. FOLDER
  has their sources, in any folder of it; without FOLDER they stay as they are. How to get them:

      pip download --no-deps --dest FOLDER justmytype-intl-south-asia==0.1.0 justmytype-intl-cjk==0.1.0
      apt-get download fonts-noto-core     (Debian 12; then dpkg-deb --extract, and unzip the wheels)

- the widths of all characters, by which charts are laid out, and which characters the families have;
- the licences, SIL Open Font License 1.1, which the files stay under. The only reserved name is
  “Source”, and no file bears it.

The outlines are those of the sources: only glyphs are left out. With the same fontTools and brotli the
bytes are the same.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from claim_manual.charts.font import FACES, FOLDER, LATIN, METRICS, SCRIPTS, face_file

HAN = "中文汉漢语語言简簡繁體体普通话話国國华華官粤粵闽閩吴吳客家赣贛湘晋晉徽台臺湾灣香港澳门門"
"""The letters in which Chinese languages and their ways of writing are named."""

ARROWS = "←↑→↓↔"
"""Arrows, as between the steps of a way."""

SIGNS = "■□▲△▼▽◆◇○●★☆☎☐☑☒⚠✉✓✔✗✘"
"""Signs that people write: of levels, of boxes, of what is right and wrong."""


@dataclass(frozen=True)
class Source:
    """The file that a family is made from: its digest (SHA-256), its copyright notice, and the
    letters that are kept of it, where that is not all.
    """

    name: str
    digest: str
    notice: str
    letters: str = ""


KEPT = {
    "NotoSansBengali": Source(
        "NotoSansBengali[wdth,wght].ttf",
        "dcd42978094e584a849c84a51450eeac40c8826057d566ea6d4b9627a403a05a",
        "Copyright 2025 The Noto Project Authors (https://github.com/notofonts/bengali)",
    ),
    "NotoSansGurmukhi": Source(
        "NotoSansGurmukhi-Regular.ttf",
        "1db960ff6f506a98f5b3ece78f54618388c6187e7edf8ceee5ab63389c0db3ab",
        "Copyright 2019 Google Inc. All Rights Reserved.",
    ),
    "NotoSansSC": Source(
        "NotoSansSC[wght].ttf",
        "a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
        "(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.",
        HAN,
    ),
    "NotoSansSymbols": Source(
        "NotoSansSymbols-Regular.ttf",
        "24b615ceb7d50a2c09060664ca9e24a160c9beb6bfca0563e8359369a4bc0993",
        "Copyright 2016 Google LLC. All Rights Reserved.",
        ARROWS,
    ),
    "NotoSansSymbols2": Source(
        "NotoSansSymbols2-Regular.ttf",
        "876598db5f1e3bef2bc77c4d94c5b0d5d2c1620be4878a06f18fb5434e331688",
        "Copyright 2017 Google Inc. All Rights Reserved.",
        SIGNS,
    ),
}


def kept(source: Source, folder: Path) -> bytes:
    """A family of a further script as WOFF2: regular, with all that joins and places its letters."""
    (path,) = folder.rglob(source.name.replace("[", "[[]"))
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != source.digest:
        sys.exit(f"{path} is another version than the one that tools/fonts.py names.")
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = subset.Options(
        layout_features=["*"], notdef_outline=True, hinting=False, drop_tables=["DSIG", "meta"]
    )
    cutter = subset.Subsetter(options)
    letters = map(ord, f" {source.letters}") if source.letters else font.getBestCmap()
    cutter.populate(unicodes=sorted(letters))
    cutter.subset(font)
    if "fvar" in font:
        regular = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": 400}
        font = instancer.instantiateVariableFont(font, regular)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def woff2(face: str) -> bytes:
    """The face as WOFF2 with its Latin letters."""
    font = TTFont(face_file(face), recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(LATIN))
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


def licences() -> bytes:
    """Who made what, and under which terms; those are the same for all."""
    terms = resources.files("fontpkg_atkinson_hyperlegible") / "LICENSE"
    typeface, rest = terms.read_text(encoding="utf-8").split("\n", 1)
    return "\n".join((typeface, *(source.notice for source in KEPT.values()), rest)).encode()


def files() -> dict[str, bytes]:
    """Every file of the folder that is made from packages, or from what is kept in it."""
    measured = {face: metrics(face) for face in FACES}
    measured |= {family: {"characters": characters(family)} for family in SCRIPTS}
    text = json.dumps(measured, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        **{f"{face}.woff2": woff2(face) for face in FACES},
        METRICS: f"{text}\n".encode(),
        "OFL.txt": licences(),
    }


def main() -> None:
    """Writes the files, or says which are not as they would be written."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    is_check = len(arguments) < len(sys.argv) - 1
    written = Path(str(FOLDER))
    if arguments:
        made = {f"{name}.woff2": kept(source, Path(arguments[0])) for name, source in KEPT.items()}
        _write(written, made, is_check=is_check)
    _write(written, files(), is_check=is_check)


def _write(folder: Path, made: dict[str, bytes], *, is_check: bool) -> None:
    stale = [
        name
        for name, content in made.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]
    if is_check and stale:
        sys.exit(f"Not as tools/fonts.py makes them: {', '.join(stale)}")
    folder.mkdir(exist_ok=True)
    for name in stale:
        (folder / name).write_bytes(made[name])


if __name__ == "__main__":
    main()
