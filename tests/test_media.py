"""Pictures and documents beside texts: found by their names, judged by what is in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize
from zlib import crc32

import pytest
from PIL import ImageFile

from claim_manual import raster
from claim_manual.model.language import words
from claim_manual.work.judging import judged
from conftest import DAY
from media_files import (
    ACTIVE_PDF,
    HEIC,
    PAGE,
    PDF,
    archive,
    docx,
    moving,
    odt,
    page,
    photograph,
    picture,
    put,
    xlsx,
)

SCREEN = "Captura de ecrã 2026-11-20 103012.png"
"""A name as macOS and Windows give it."""
MADE: dict[str, Callable[[], bytes]] = {
    "png": picture,
    "jpg": lambda: picture(kind="JPEG"),
    "gif": lambda: picture(kind="GIF"),
    "webp": lambda: picture(kind="WEBP"),
    "pdf": lambda: PDF,
    "docx": docx,
    "odt": odt,
    "xlsx": xlsx,
}


def said(folder: Path, lang: str = "en") -> list[str]:
    """The findings on what was put in, without those of the starter."""
    _, findings = judged(folder, DAY)
    return [
        f"{one.place} {one.severity} {one.code} {one.message.text(words(lang))} {one.hint.text(words(lang))}"
        for one in findings
        if one.code != "stale-contact"
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("folder", ["docs/assets", "procedures/service"])
def test_a_name_with_spaces_and_accents_is_found_however_they_are_kept(
    small: Path, form: str, written: str, folder: str
) -> None:
    put(small, f"{folder}/{normalize(form, SCREEN)}", picture())
    up = "../../docs/assets/" if folder.startswith("docs") else ""
    put(small, PAGE, page(normalize(written, f"![The portal]({up}{SCREEN})")))
    assert said(small) == []


@pytest.mark.parametrize(
    "written",
    ["<My form (1).PNG>", "My form (1).PNG", "My%20form%20(1).PNG", 'My form (1).PNG "x"'],
)
def test_each_way_to_write_a_name_with_spaces_is_read(small: Path, written: str) -> None:
    put(small, "procedures/service/My form (1).PNG", picture())
    put(small, PAGE, page(f"![The form]({written})"))
    assert said(small) == []


def test_what_is_written_as_code_is_no_link(small: Path) -> None:
    put(small, PAGE, page("Write `![x](a b.png)`."))
    assert said(small) == []


@pytest.mark.parametrize(
    ("there", "written"),
    [
        ("docs/assets/FOTO.JPG", "../../docs/assets/foto.jpg"),
        ("docs/assets/Captura de ecrã.png", "../../docs/assets/captura-de-ecra.png"),
        ("docs/assets/portal.jpeg", "../../docs/assets/portal.jpg"),
        ("procedures/service/portal.png", "../../docs/assets/portal.png"),
        ("docs/assets/pedido.docx", "../../docs/assets/pedidos.docx"),
    ],
)
def test_a_file_that_is_not_there_names_the_one_that_is_meant(
    small: Path, there: str, written: str
) -> None:
    content = (
        docx() if there.endswith("docx") else picture(kind="PNG" if "png" in there else "JPEG")
    )
    put(small, there, content)
    put(small, PAGE, page(f"[the file]({written})"))
    meant = there.removeprefix("procedures/service/")
    meant = meant if meant != there else f"../../{there}"
    finding = (
        f"{PAGE}:12:1 error broken-link There is no file at “{written}”. Did you mean “{meant}”?"
    )
    assert finding in said(small)


def test_a_picture_that_is_shown_beside_its_page_is_read_and_another_is_not(small: Path) -> None:
    put(small, "procedures/service/shown.png", picture())
    put(small, "procedures/service/forgotten.png", picture())
    put(small, PAGE, page("![The portal](shown.png)"))
    assert [finding.split()[:3] for finding in said(small)] == [
        ["procedures/service/forgotten.png:1:1", "warning", "unread-file"]
    ]


@pytest.mark.parametrize(
    "text",
    ["![](shown.png)", "![ ](shown.png)", "![shown.png](shown.png)", "![Screen 1.PNG](shown.png)"],
)
def test_a_picture_without_words_asks_for_them(small: Path, text: str) -> None:
    put(small, "procedures/service/shown.png", picture())
    put(small, PAGE, page(f"One.\n\n{text}"))
    code = "missing-alternative"
    assert f"{PAGE}:14:1 warning {code} This picture has no words" in " ".join(said(small))


def large() -> bytes:
    """A PNG whose head says that it is 40,000 pixels wide and high."""
    head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    return picture()[:12] + head + crc32(head).to_bytes(4, "big") + picture()[33:]


@pytest.mark.parametrize(
    ("name", "content", "severity", "code", "words_of_it"),
    [
        ("a.png", docx, "error", "bad-picture", "This file is DOCX"),
        ("a.png", lambda: PDF, "error", "bad-picture", "This file is PDF"),
        ("a.png", lambda: b"", "error", "bad-picture", "Pages cannot show this file"),
        ("a.jpg", lambda: b"no picture at all", "error", "bad-picture", "Pages cannot show this file"),
        ("a.HEIC", lambda: HEIC, "error", "bad-picture", "This file is HEIC"),
        ("a.jpg", lambda: HEIC, "error", "bad-picture", "This file is HEIC"),
        ("a.tif", lambda: picture(kind="TIFF"), "error", "bad-picture", "This file is TIFF"),
        ("a.bmp", lambda: picture(kind="BMP"), "error", "bad-picture", "This file is BMP"),
        ("a.png", lambda: picture()[:500], "error", "bad-picture", "Part of this picture is missing"),
        ("a.jpg", lambda: photograph()[:-900], "error", "bad-picture", "Part of this picture is missing"),
        ("a.JPG", picture, "warning", "mistaken-ending", "This file ends in .jpg and is PNG"),
        ("a.gif", moving, "warning", "moving-picture", "This picture moves"),
        ("a.jpg", lambda: photograph() + b"\0" * 12_000_000, "warning", "heavy-picture", "This picture has 12.0 MB, 300 × 400"),
        ("a.png", lambda: picture((6000, 5000)), "warning", "heavy-picture", ""),
        ("a.pdf", docx, "warning", "bad-attachment", "This file ends in .pdf and is DOCX"),
        ("a.docx", lambda: b"PK", "warning", "bad-attachment", "This file cannot be opened as DOCX"),
        ("a.docx", lambda: docx()[:-30], "warning", "bad-attachment", "This file cannot be opened as DOCX"),
        ("a.xlsx", lambda: b"", "warning", "bad-attachment", "This file cannot be opened as XLSX"),
        ("a.pdf", lambda: PDF[:-20], "warning", "bad-attachment", "This file cannot be opened as PDF"),
        ("a.pdf", lambda: ACTIVE_PDF, "warning", "active-attachment", "Something in this document can run on a reader's machine: JavaScript"),
        ("a.docx", lambda: docx(word__vbaProject_bin="x"), "error", "active-attachment", "Something in this document can run on a reader's machine: macros"),
        ("a.odt", lambda: archive(mimetype="application/vnd.oasis.opendocument.text", Basic__Standard__m_xml="x"), "error", "active-attachment", ""),
        ("a.pdf", lambda: PDF.replace(b"1 0 obj", b"%" * 20_000_000 + b"\n1 0 obj", 1), "warning", "heavy-attachment", "This document has 20.0 MB"),
        ("a.docm", docx, "error", "active-attachment", ""),
    ],
)  # fmt: skip
def test_what_is_in_a_file_is_judged(
    small: Path, name: str, content: Callable[[], bytes], severity: str, code: str, words_of_it: str
) -> None:
    put(small, f"docs/assets/{name}", content())
    (only,) = said(small)
    assert only.startswith(f"docs/assets/{name}:1:1 {severity} {code} {words_of_it}")
    assert len(re.findall(r"[.:](?: |$)", only)) > 1  # what to do


def test_a_picture_of_a_billion_pixels_is_not_opened(small: Path) -> None:
    put(small, "docs/assets/a.png", large())
    assert "This picture cannot be opened: it has 1600 million pixels" in said(small)[0]


@pytest.mark.parametrize("ending", [*MADE, *map(str.upper, MADE)])
def test_what_is_what_its_name_says_is_fine(small: Path, ending: str) -> None:
    put(small, f"docs/assets/a.{ending}", MADE[ending.lower()]())
    put(small, PAGE, page(f"[the file](../../docs/assets/a.{ending})"))
    assert said(small) == []


@pytest.mark.parametrize(
    ("name", "day"),
    [("a.pdf", dt.date(2026, 3, 14)), ("a.docx", dt.date(2026, 5, 6)), ("a.xlsx", None)],
)
def test_a_document_says_itself_when_it_was_changed(
    small: Path, name: str, day: dt.date | None
) -> None:
    put(small, f"docs/assets/{name}", MADE[name.partition(".")[2]]())
    manual, _ = judged(small, DAY)
    assert manual
    assert manual.media[f"docs/assets/{name}"].date == day


def test_an_svg_beside_a_page_draws_and_does_nothing_else(small: Path) -> None:
    put(
        small, "procedures/service/a.SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    )
    put(small, PAGE, page("![A plan](a.SVG)"))
    assert "active-picture" in " ".join(said(small))


def test_half_a_picture_is_told_also_once_a_book_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint tells Pillow to take half a picture for a whole one, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    half = raster.look(picture()[:500])
    assert half
    assert not half.is_whole
    assert ImageFile.LOAD_TRUNCATED_IMAGES
