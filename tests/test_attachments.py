"""Documents that pages give along: in the model, on pages, in print, in what changed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from claim_manual.book.edition import Wanted, leaflet
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.pages.overviews import state_page
from claim_manual.pages.page import Online
from claim_manual.pages.plain import lines, plain
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.revisions import judged_change
from conftest import DAY, called, committed, printed_html
from media_files import PAGE, PDF, docx, odt, page, picture, put, xlsx
from test_media import said

FORM = "docs/assets/forms"
FORMS = f"""
- id: only-file
  title: {{pt: Pedido, en: Request}}
  purpose: {{pt: Para pedir., en: To ask.}}
  file: {{pt: {FORM}/pedido.pdf, en: {FORM}/request.docx}}
- id: both
  title: {{pt: Ficha, en: Sheet}}
  template: ficha
  file: {FORM}/ficha.odt
"""


@pytest.fixture
def filled(small: Path) -> Path:
    """A manual with two forms that have files, and a page whose step names them."""
    put(small, f"{FORM}/pedido.pdf", PDF)
    put(small, f"{FORM}/request.docx", docx())
    put(small, f"{FORM}/ficha.odt", odt())
    put(small, "reference/forms.yml", FORMS)
    put(small, "reference/forms/ficha.en.md", "# Sheet\n\nName: ____\n")
    put(small, "reference/forms/ficha.pt.md", "# Ficha\n\nNome: ____\n")
    text = page("See [the list](../../docs/assets/list.xlsx) and ![The street](street.png).")
    put(small, PAGE, text.replace("    details:", "    forms: [only-file, both]\n    details:", 1))
    put(small, "procedures/service/street.png", picture())
    put(small, "docs/assets/list.xlsx", xlsx())
    return small


def manual_of(folder: Path) -> Manual:
    manual, _ = judged(folder, DAY)
    assert manual
    return manual


def of_pages(folder: Path, lang: str, uri: str) -> str:
    return plain_pages(manual_of(folder), folder, (lang,))[f"{lang}/{uri}.md"].decode()


def test_a_form_with_files_is_sound(filled: Path) -> None:
    assert said(filled) == []


def test_the_register_gives_each_file_with_kind_size_day_and_language(filled: Path) -> None:
    text = of_pages(filled, "en", "reference/forms")
    english, portuguese = "../../assets/forms/request.docx", "../../assets/forms/pedido.pdf"
    first = f"[Download the form](<{english}>) (DOCX, 1 kB, 6 May 2026, English)"
    other = f"[Download the form](<{portuguese}>) (PDF, 1 kB, 14 Mar 2026, Português)"
    assert f"{first} · {other}" in text
    assert "ficha.odt>) (ODT, 1 kB)" in text
    # Each language gives its own first.
    assert of_pages(filled, "pt", "reference/forms").index("pedido.pdf") < of_pages(
        filled, "pt", "reference/forms"
    ).index("request.docx")


def test_the_sheet_of_a_form_gives_its_file(filled: Path) -> None:
    text = of_pages(filled, "en", "reference/forms/both")
    assert "[Download the form](<../../../assets/forms/ficha.odt>) (ODT, 1 kB)" in text


def test_a_step_that_names_forms_leads_to_sheet_and_file(filled: Path) -> None:
    text = of_pages(filled, "en", "procedures/service/attached")
    assert "[Request](<../../../assets/forms/request.docx>) (DOCX, 1 kB" in text
    assert (
        "[Sheet](<../../reference/forms/both.md>) · [file](<../../../assets/forms/ficha.odt>)"
        in text
    )
    assert "[the list](<../../../assets/list.xlsx>) (XLSX, 1 kB)" in text


def test_a_language_without_a_file_gives_that_of_another_and_says_so(filled: Path) -> None:
    forms = FORMS.replace(f", en: {FORM}/request.docx", "")
    put(filled, "reference/forms.yml", forms)
    assert "(PDF, 1 kB, 14 Mar 2026, Português)" in of_pages(filled, "en", "reference/forms")


@pytest.mark.parametrize("address", ["", "https://manual.example/m/"])
def test_paper_says_where_a_document_is_or_what_it_is_called(filled: Path, address: str) -> None:
    manual = manual_of(filled)
    document = manual.document("attached")
    edition = manual.edition("full")
    assert document
    assert edition
    made = leaflet(Wanted(manual, "full", edition, ("en",), DAY, address), document)
    html = "".join(chapter.html for chapter in made.chapters)
    words = re.sub(r"<[^>]+>", "", html)
    place = f"{address}assets/forms/request.docx" if address else "request.docx"
    assert f"Request (DOCX, 1 kB, 6 May 2026, English: {place})" in words
    assert (f'href="{address}assets/forms/request.docx"' in html) == bool(address)
    assert "manual:docs/assets" not in html


def test_the_register_in_a_book_has_the_files(filled: Path) -> None:
    words = re.sub(r"<[^>]+>", "", printed_html(manual_of(filled), "pt"))
    assert "Descarregar o formulário (PDF" in words


def test_the_state_page_lists_documents_with_the_pages_that_give_them(filled: Path) -> None:
    reading = Reading(manual_of(filled), "en")
    sections = state_page(reading, Online()).sections
    (listed,) = (one for one in sections if "documents" in plain(one.title).lower())
    words = [plain(parts) for parts in lines(listed.blocks)]
    assert "pedido.pdf (PDF, 1 kB, 14 Mar 2026, Português)" in words
    assert "list.xlsx (XLSX, 1 kB)" in words
    assert words.count("S-44 Attachments") == 4


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("docs/assets/forms/pedidos.pdf", '"missing-file" There is no file at “docs/assets/forms/pedidos.pdf”. Did you mean “docs/assets/forms/pedido.pdf”?'),
        ("pedido.pdf", '"missing-file" There is no file at “pedido.pdf”. Did you mean “docs/assets/forms/pedido.pdf”?'),
        ("docs/assets/nothing-like-it.pdf", '"missing-file" There is no file'),
        ("docs/assets/form.exe", '"unfit-file" A form\'s file is a PDF'),
        ("{xx: docs/assets/forms/pedido.pdf}", '"unknown-language" “xx” is not a language'),
        ("[a]", '"wrong-type"'),
    ],
)  # fmt: skip
def test_a_form_that_names_no_file_is_told(filled: Path, written: str, finding: str) -> None:
    text = FORMS.replace(f"{{pt: {FORM}/pedido.pdf, en: {FORM}/request.docx}}", written)
    put(filled, "reference/forms.yml", text)
    code, _, words = finding.partition(" ")
    (only,) = (one for one in said(filled) if one.startswith("reference/forms.yml"))
    assert only.startswith("reference/forms.yml:5:")
    assert f"error {code.strip(chr(34))} {words}" in only


REPLACED = {
    "docs/assets/list.xlsx": lambda: xlsx() + b" ",
    "procedures/service/street.png": lambda: picture(text="B"),
    f"{FORM}/ficha.odt": lambda: odt() + b" ",
}


@pytest.mark.parametrize("path", REPLACED)
def test_a_file_that_is_another_under_its_name_is_a_change_and_is_named(
    filled: Path, path: str
) -> None:
    text = (filled / PAGE).read_text(encoding="utf-8")
    approved = "status: approved\napproved: {by: {pt: X, en: X}, on: 2026-10-01}"
    put(filled, PAGE, text.replace("status: draft", approved))
    committed(filled)
    put(filled, path, REPLACED[path]())
    told = called("diff", "HEAD", cwd=filled).stdout
    assert f"~ {path}  [{path}]" in told
    assert "S-44 Attachments" in told
    change = judged_change(filled, "HEAD", DAY)
    found = {(one.code, one.place.path) for one in change.new}
    assert ("unversioned-change", PAGE) in found
    assert ("changed-approval", PAGE) in found
    checked = called("check", "--base", "HEAD", "--lang", "en", cwd=filled)
    assert f"This approved page shows “{path}”, which is another file" in checked.stdout
    # A new version that goes back to review, with a line of what changed, is all that is asked.
    text = (filled / PAGE).read_text(encoding="utf-8")
    text = re.sub(r"status: approved\napproved: .*", "status: in-review", text)
    text = text.replace('version: "0.1"', 'version: "0.2"')
    line = '{version: "0.2", date: 2026-11-21, change: {pt: Nova., en: New.}}'
    put(filled, PAGE, f"{text}history: [{line}]\n")
    again = judged_change(filled, "HEAD", DAY)
    assert not [one for one in again.new if one.place.path == PAGE]
    data = json.loads(called("diff", "HEAD", "--format", "json", cwd=filled).stdout)
    assert path in json.dumps(data)


def test_a_file_that_stays_the_same_is_no_change(filled: Path) -> None:
    committed(filled)
    put(filled, "docs/assets/list.xlsx", xlsx())
    assert "list.xlsx" not in called("diff", "HEAD", cwd=filled).stdout
