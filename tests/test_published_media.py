"""Pictures and documents as the site, the books and the offline copy have them."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urljoin

import pytest
from PIL import Image

from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from conftest import DAY, fault_of, run
from media_files import PAGE, PDF, docx, page, photograph, picture, put

SCREEN = "Ecrã do portal (1) #2.png"
TEXT = f"""Use the [model](../../docs/assets/pedido.docx) and the [leaflet](../../docs/assets/PEDIDO.PDF).

1. Open.

   ![The portal](<../../docs/assets/{SCREEN.replace("#", "%23")}>)
2. Look.

   ![The street](FOTO.JPG)
3. Choose.

   ![The list](<../../docs/assets/{SCREEN.replace("#", "%23")}>)"""
PRIVATE = (b"CAMERA-OF-SOMEBODY", b"a-private-remark", b"Exif", b"GPS")


def fill(folder: Path) -> None:
    """A page that shows pictures beside it and elsewhere, and gives documents along."""
    put(folder, f"docs/assets/{normalize('NFD', SCREEN)}", picture((2400, 1350)))
    put(folder, "procedures/service/FOTO.JPG", photograph((2000, 1500)))
    put(folder, "docs/assets/unseen.jpg", photograph())
    put(folder, "docs/assets/pedido.docx", docx())
    put(folder, "docs/assets/PEDIDO.PDF", PDF)
    put(folder, PAGE, page(TEXT))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from claim_manual import starter
    from claim_manual.publish.folder import write_tree

    folder = tmp_path_factory.mktemp("shown") / "manual"
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    settings = folder / "manual.yml"
    settings.write_text(settings.read_text() + "site_url: https://manual.example/x/\n")
    fill(folder)
    done = run("build", cwd=folder)
    assert fault_of(done) == ""
    return folder


def addresses(site: Path, page_of_site: str) -> dict[str, Path]:
    """Each address on a page that leads to a file, and the file."""
    html = (site / page_of_site).read_text(encoding="utf-8")
    found = re.findall(r'(?:src|href)="([^"#?]+\.(?:png|jpg|docx|pdf))"', html, re.IGNORECASE)
    return {one: site / unquote(urljoin(f"/{page_of_site}", one)).lstrip("/") for one in found}


@pytest.mark.parametrize("lang", ["", "pt/"])
def test_each_address_leads_to_its_file_whatever_its_name(shown: Path, lang: str) -> None:
    files = addresses(shown / "site", f"{lang}procedures/service/attached/index.html")
    names = {file.name for file in files.values()}
    assert {SCREEN, "FOTO.JPG", "pedido.docx", "PEDIDO.PDF"} <= names
    # Books are linked as well; they lie under pdf/.
    assert all(file.is_file() for file in files.values())
    assert not [
        file for file in (shown / "site").rglob("*") if file.name != normalize("NFC", file.name)
    ]


def test_pictures_are_upright_no_larger_than_needed_and_say_nothing_of_who_took_them(
    shown: Path,
) -> None:
    site = shown / "site"
    sizes = {}
    for path in ("assets/unseen.jpg", "procedures/service/FOTO.JPG", f"assets/{SCREEN}"):
        content = (site / path).read_bytes()
        assert not [one for one in PRIVATE if one in content]
        with Image.open(BytesIO(content)) as image:
            sizes[path] = image.size
            assert not image.getexif()
    assert sizes == {
        "assets/unseen.jpg": (300, 400),
        "procedures/service/FOTO.JPG": (1500, 2000),
        f"assets/{SCREEN}": (1920, 1080),
    }
    html = (site / "procedures/service/attached/index.html").read_text(encoding="utf-8")
    assert 'width="1920" height="1080" loading="lazy"' in html
    assert 'alt="The street" width="1500" height="2000"' in html


def test_documents_say_what_they_are_and_stay_as_they_were(shown: Path) -> None:
    html = (shown / "site/procedures/service/attached/index.html").read_text(encoding="utf-8")
    words = re.sub(r"<[^>]+>", "", html)
    assert "model (DOCX, 1 kB, 6 May 2026)" in words
    assert "leaflet (PDF, 1 kB, 14 Mar 2026)" in words
    assert (shown / "site/assets/PEDIDO.PDF").read_bytes() == PDF


def test_the_offline_copy_has_pictures_and_documents(shown: Path) -> None:
    listed = json.loads((shown / "site/offline.json").read_text(encoding="utf-8"))
    for path in ("assets/pedido.docx", "assets/PEDIDO.PDF", "procedures/service/FOTO.JPG"):
        assert path in listed
    assert "assets/Ecr%C3%A3%20do%20portal%20%281%29%20%232.png" in listed
    assert not [path for path in listed if path.startswith(("pdf/", "kits/"))]


def test_a_book_shows_pictures_and_says_where_documents_are(shown: Path) -> None:
    import pikepdf

    path = shown / "site/pdf/attached-en.pdf"
    assert not [one for one in PRIVATE if one in path.read_bytes()]
    with pikepdf.open(path) as pdf:
        images = {
            (int(image.Width), int(image.Height))
            for sheet in pdf.pages
            for image in sheet.get("/Resources", {}).get("/XObject", {}).values()
            if image.get("/Subtype") == "/Image"
        }
        links = {
            str(note.A.URI)
            for sheet in pdf.pages
            for note in sheet.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }
    assert images == {(1920, 1080), (1500, 2000)}
    assert "https://manual.example/x/assets/pedido.docx" in links


def test_a_picture_that_changes_under_its_name_is_shown_as_it_is_now(small: Path) -> None:
    fill(small)
    assert fault_of(run("build", "--no-pdf", cwd=small)) == ""
    before = (small / "site/procedures/service/FOTO.JPG").read_bytes()
    put(small, "procedures/service/FOTO.JPG", photograph((600, 500)))
    assert fault_of(run("build", "--no-pdf", cwd=small)) == ""
    assert (small / "site/procedures/service/FOTO.JPG").read_bytes() != before
    html = (small / "site/procedures/service/attached/index.html").read_text(encoding="utf-8")
    assert 'width="500" height="600"' in html


def test_two_builds_have_the_same_bytes(small: Path) -> None:
    fill(small)
    made = []
    for _ in range(2):
        manual, _ = judged(small, DAY)
        assert manual
        made.append(plain_pages(manual, small, ("en",)))
        shutil.rmtree(small / ".cache")
    assert made[0] == made[1]
    assert {"procedures/service/FOTO.JPG", f"assets/{SCREEN}", "assets/pedido.docx"} <= {*made[0]}


FOUR = """1. Enter.

   ![Screen 1](portal.png)
2. Choose.

   ![Screen 2](portal.png)
3. Confirm.

   ![Screen 3](portal.png)
4. Print.

   ![Screen 4](portal.png)"""


def test_a_step_with_four_screens_breaks_between_them_and_leaves_no_words_alone(
    small: Path,
) -> None:
    import pikepdf

    put(small, "procedures/service/portal.png", picture((1920, 1080)))
    put(small, PAGE, page(FOUR))
    assert fault_of(run("pdf", "--procedure", "attached", "--lang", "en", cwd=small)) == ""
    (file,) = small.glob("*.pdf")
    with pikepdf.open(file) as pdf:
        drawn = [shown_on(sheet) for sheet in pdf.pages]
    # The first screens stand under their heading; no page is left empty for the step to begin on.
    assert drawn[:2] == [2, 2]
    assert not any(drawn[2:])


def shown_on(sheet: Any) -> int:
    """How many times a page of a PDF draws a picture of pixels."""
    import pikepdf

    pictures = {
        name
        for name, image in sheet.get("/Resources", {}).get("/XObject", {}).items()
        if image.get("/Subtype") == "/Image"
    }
    written = pikepdf.parse_content_stream(sheet)
    return sum(str(one.operator) == "Do" and str(one.operands[0]) in pictures for one in written)
