"""The typeface that travels with the program is the one that its package carries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from claim_manual.charts.font import FACES, SCRIPTS, face_file, scripts_of, width
from conftest import ROOT


def test_fonts_and_widths_are_the_bytes_that_the_tool_makes() -> None:
    tool = ROOT / "tools" / "fonts.py"
    done = subprocess.run(
        [sys.executable, tool, "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("face", FACES)
def test_a_text_is_as_wide_as_the_typeface_sets_it(face: str) -> None:
    font = TTFont(face_file(face))
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    em = font["head"].unitsPerEm
    for code, name in names.items():
        assert width(chr(code), 1000.0, face) == pytest.approx(1000 * widths[name][0] / em)
    assert width("\u4e00", 10.0, face) >= 10.0


def test_the_licence_travels_with_the_fonts() -> None:
    licence = Path(ROOT / "src/claim_manual/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("family", SCRIPTS)
def test_another_script_is_asked_for_where_it_has_what_the_typeface_lacks(family: str) -> None:
    own = TTFont(face_file("Regular")).getBestCmap()
    others = [one for one in SCRIPTS if one != family]
    known = set(own).union(*(TTFont(face_file(one)).getBestCmap() for one in others))
    for code in TTFont(face_file(family)).getBestCmap():
        wanted = scripts_of(chr(code))
        assert (code in own and wanted == []) or (family in wanted) or (code in known and wanted)
    assert scripts_of("\u4e00") == []
