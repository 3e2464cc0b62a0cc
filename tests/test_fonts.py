"""The typeface that travels with the program is the one that its package carries."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest
from fontTools.ttLib import TTFont

from claim_manual.charts.font import (
    FACES,
    SCRIPTS,
    beyond_latin,
    face_file,
    scripts_of,
    web_face,
    web_scripts,
    width,
    without_glyph,
)
from claim_manual.site.fonts import face_rule
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
    assert scripts_of("\u4e01") == []


BLOCKS = {
    "NotoSans": [(0x370, 0x3E2), (0x3F0, 0x530), (0x900, 0x980)],
    "NotoSansArabic": [(0x620, 0x700), (0x750, 0x780)],
    "NotoSansBengali": [(0x980, 0xA00)],
    "NotoSansGurmukhi": [(0xA00, 0xA80)],
}


@pytest.mark.parametrize("family", BLOCKS)
def test_a_script_is_there_with_all_its_letters(family: str) -> None:
    letters = {
        chr(code)
        for first, end in BLOCKS[family]
        for code in range(first, end)
        if category(chr(code)) != "Cn"
    }
    assert without_glyph("".join(letters)) == ""


NAMES = [
    "বাংলা",
    "ਪੰਜਾਬੀ",
    "नेपाली",
    "हिन्दी",
    "اردو",
    "پښتو",
    "پنجابی",
    "العربية",
    "فارسی",
    "中文",
    "Українська",
    "Русский",
    "Ελληνικά",
    "→",
    "▲",
    "≈",
]


@pytest.mark.parametrize("name", NAMES)
def test_of_a_family_the_site_has_the_letters_it_shows_and_all_that_joins_them(name: str) -> None:
    (script,) = web_scripts(name)
    font = TTFont(io.BytesIO(script.file()))
    assert {ord(char) for char in name if char != "\u200c"} <= set(font.getBestCmap())
    assert len(script.file()) < 8_000
    whole = TTFont(face_file(script.family))
    for table in {"GSUB", "GPOS"} & {*whole.keys()} if len(name) > 1 else ():
        if script.family in {"NotoSansBengali", "NotoSansGurmukhi", "NotoSansArabic"}:
            assert table in font
    assert "fvar" not in font


def test_the_site_needs_no_further_family_for_latin_letters() -> None:
    assert beyond_latin("À noite, «aqui» – “ça” … ñ ß\u202f! 10\u00a0€ ½") == ""
    assert web_scripts("Onde vai dormir?") == []
    assert {script.family for script in web_scripts("œ ž ğ ş ı ă ț")} == {"Regular"}


def test_a_rule_names_characters_that_follow_each_other_as_one_range() -> None:
    rule = face_rule("fonts/x.woff2", {0x982, 0x9AC, 0x9AD, 0x9AE})
    assert rule.endswith("unicode-range: U+982, U+9AC-9AE; }\n")


def test_what_no_typeface_has_is_named() -> None:
    assert without_glyph("བོད بنگلہ বাংলা 🙂 e\u0301\u200d") == "".join(sorted("བོད🙂"))


def test_the_faces_of_the_site_have_what_needs_no_further_family() -> None:
    for face in FACES:
        characters = set(TTFont(io.BytesIO(web_face(face))).getBestCmap())
        for code in range(0x20, 0x3000):
            if beyond_latin(chr(code)) == "" and category(chr(code))[0] not in "CZ":
                assert code in characters, (face, hex(code))
