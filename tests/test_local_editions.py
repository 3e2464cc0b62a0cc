"""Local editions: the manual as one centre has it, on paper, as a site, in kits."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from zipfile import ZipFile

import page as validator
import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from claim_manual import starter
from claim_manual.book.edition import Wanted
from claim_manual.book.local import local_book
from claim_manual.derived.centres import lacking
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.kit_files import kit_files
from claim_manual.derived.local_edition import at_centre
from claim_manual.derived.translations import stale
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Text
from claim_manual.publish.folder import write_tree
from claim_manual.publish.memory import Memory
from claim_manual.site.site_page import SitePage
from claim_manual.work.judging import judged
from claim_manual.work.local_sheets import printed_sheet
from claim_manual.work.printing import Order
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, called, fault_of, files_of, once, printed_html, run
from test_centres import CENTRE, CONTACTS, ONE, TWO, network, put
from training import add_training

NATIONAL = "Keep its number in your own list"


PLACEHOLDERS = (
    NATIONAL, "Tenha o número na sua lista", "Police of the area", "Polícia da área",
)  # fmt: skip


def with_places(folder: Path) -> Path:
    """A small manual with two centres; whom it calls first differs by place."""
    for file in [*folder.rglob("*.yml"), *folder.rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("helpdesk", "health"), encoding="utf-8")
    network(folder)
    note = f"note: {{en: {NATIONAL}, pt: Tenha o número na sua lista}}"
    local = CONTACTS.replace("local: true", f"local: true, {note}")
    put(folder, "reference/contacts.yml", local)
    two = TWO.replace("960 101", "960 102").replace("Health unit of Sample", "Health centre two")
    put(folder, "centres/two.yml", two)
    return folder


@pytest.fixture
def local(small: Path) -> Path:
    return with_places(small)


def manual_at(folder: Path, centre_id: str = "one") -> Manual:
    manual, _ = judged(folder, DAY)
    assert manual
    centre = manual.centre(centre_id)
    assert centre
    return at_centre(manual, centre)


def pages_of(manual: Manual) -> dict[tuple[str, str], SitePage]:
    return {(page.lang, page.uri): page for page in site_pages(manual, with_books=False)}


# -- the manual of one centre


def test_who_is_called_at_a_centre_stands_on_every_page(local: Path) -> None:
    manual = manual_at(local)
    pages = pages_of(manual)
    named = [
        page.html
        for (_, uri), page in pages.items()
        if 'data-contact="health"' in page.html and not uri.startswith("centres/")
    ]
    assert len(named) > 2
    assert all("Health unit of Sample" in html for html in named)
    assert all("+44 1632 960 101" in html for html in named)
    for (_, uri), page in pages.items():
        assert NATIONAL not in page.html, uri
        assert "Tenha o número" not in page.html, uri
    assert "Each centre has its own" not in pages["en", "reference/contacts"].html
    assert "+44 1632 960 800" in pages["en", "reference/contacts"].html


def test_what_a_centre_lacks_says_where_to_ask(local: Path) -> None:
    put(local, ONE, CENTRE.replace("  police: north\n", ""))
    manual = manual_at(local)
    page = pages_of(manual)["en", "reference/contacts"].html
    assert "not given yet: ask at Centre One (example)" in page
    assert NATIONAL not in page
    assert "Police of the area" in page
    centre = manual.centre("one")
    assert centre
    assert [contact.id for contact in lacking(manual, centre)] == ["police"]


def test_words_that_name_what_a_centre_lacks_say_where_to_ask(local: Path) -> None:
    path = "procedures/service/receive-request.yml"
    words = (local / path).read_text(encoding="utf-8")
    details = '    role: officer\n    details: {en: "Or ring <contact:police>.", pt: "Ou <contact:police>."}\n'
    put(local, path, words.replace("    role: officer\n", details, 1))
    put(local, ONE, CENTRE.replace("  police: north\n", ""))
    page = pages_of(manual_at(local))["en", "procedures/service/receive-request"].html
    said = re.search(r"Or ring .*", page)
    assert said
    assert "not given yet: ask at Centre One (example)" in said.group()


def test_words_that_name_a_contact_of_the_place_have_it_in_a_book_too(local: Path) -> None:
    path = "procedures/service/receive-request.yml"
    words = (local / path).read_text(encoding="utf-8")
    details = '    role: officer\n    details: {en: "Or ring <contact:health>.", pt: "Ou <contact:health>."}\n'
    put(local, path, words.replace("    role: officer\n", details, 1))
    manual = manual_at(local)
    wanted = Wanted(manual, FULL, Edition(title=Text({})), ("en",), DAY)
    html = "\n".join(
        chapter.html for chapter in local_book(wanted, None, lambda _, make: make()).chapters
    )
    said = re.search(r"Or ring .*", html)
    assert said
    assert "Health unit of Sample" in said.group()
    assert "+44 1632 960 101" in said.group().replace("\u00a0", " ")
    assert not re.search("[\ue000-\uf8ff]", html)  # marks of places that wait for a contact


def test_other_centres_keep_their_own_contacts(local: Path) -> None:
    page = pages_of(manual_at(local))["en", "centres/two"].html
    assert "960 102" in page
    assert "960 101" not in page
    assert ">Health unit<" in page


def test_editions_of_two_centres_are_not_taken_for_each_other(local: Path) -> None:
    marks = {fingerprint(manual_at(local, name)) for name in ("one", "two")}
    assert len({*marks, fingerprint(manual_at(local).for_no_place)}) == 3


def test_centres_with_the_same_contacts_have_their_own_pages(local: Path) -> None:
    put(local, "centres/two.yml", CENTRE.replace("Centre One", "Centre Two"))
    memory = Memory(local)
    for name, title in (("one", "Centre One"), ("two", "Centre Two"), ("one", "Centre One")):
        made = site_pages(manual_at(local, name), with_books=True, memory=memory)
        home = next(page.html for page in made if (page.lang, page.uri) == ("en", "index"))
        assert title in home
        assert f"pdf/whom-to-call-pt-{name}.pdf" in home
        assert f"pdf/manual-en-{name}.pdf" in home


def test_a_contact_of_the_place_is_no_old_translation(local: Path) -> None:
    done = called("i18n", "confirm", cwd=local)
    assert done.returncode == 0, done.stderr
    place = "name: {en: Health unit of Sample, pt: Unidade de Exemplo}"
    put(local, ONE, CENTRE.replace("name: Health unit of Sample", place))
    manual = manual_at(local)
    assert manual.lock
    assert not stale(manual)


# -- on paper


def text_of(pdf: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, pdf, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def faults(pdf: Path) -> set[str]:
    report = validator.validate_pdf(pdf, profile="ua1")
    assert report.document.page_count
    return {f"{one.rule_id}: {one.message}" for one in report.failures}


def pages_in(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def set_chapters(folder: Path) -> set[str]:
    return {file.name for file in (folder / ".cache/claim-manual/chapters").iterdir()}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manual with the books of one centre in two languages, and of the other in one."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        with_places(folder)
        fault = fault_of(called("pdf", "--centre", "one", cwd=folder))
        before = set_chapters(folder)
        fault += fault_of(called("pdf", "--centre", "two", "--lang", "en", cwd=folder))
        new = sorted(set_chapters(folder) - before)
        put(folder, "new.json", json.dumps(new))
        return fault

    return once(tmp_path_factory, "local-books", make)


def test_a_book_of_a_centre_says_so_and_has_its_numbers(books: Path) -> None:
    for lang, hours in (("en", "Weekdays, 9 am to 12:30 pm"), ("pt", "Dias úteis, 9h às 12h30")):
        book = books / f"manual-{lang}-one.pdf"
        cover = text_of(book, "-l", "1")
        for part in ("Centre One (example)", "+44 1632 960 001", "Sample Street 1", hours):
            assert part in cover, (lang, part)
        text = text_of(book, "-f", "2")
        assert text.count("Health unit of Sample +44 1632 960 101") > 2, lang
        assert not [words for words in PLACEHOLDERS if words in text], lang
        with pikepdf.open(book) as opened:
            assert str(opened.docinfo.Title).endswith("Centre One (example)")
    assert not (books / "manual-en.pdf").exists()


def test_books_of_centres_are_set_once_but_for_what_is_theirs(books: Path) -> None:
    """Of the second: its cover, its register of contacts, its sheet for the desk."""
    assert len(json.loads((books / "new.json").read_text(encoding="utf-8"))) == 3
    text = text_of(books / "manual-en-two.pdf", "-f", "2")
    assert text.count("Health centre two +44 1632 960 102") > 2
    assert "960 101" not in text
    assert "Centre One (example) +44 1632 960 001" in text


def test_what_binding_writes_is_part_of_the_structure(books: Path) -> None:
    for name in ("manual-en-one", "manual-pt-one", "whom-to-call-en-one", "whom-to-call-pt-one"):
        assert faults(books / f"{name}.pdf") == set(), name


def test_a_sheet_for_the_desk_fits_a_side(books: Path) -> None:
    for lang, words in (("en", "Whom to call here"), ("pt", "Quem chamar aqui")):
        sheet = books / f"whom-to-call-{lang}-one.pdf"
        assert pages_in(sheet) == 1
        text = text_of(sheet)
        assert not [words for words in PLACEHOLDERS if words in text], lang
        for part in (words, "Centre One (example)", "+44 1632 960 001", "Health unit of Sample",
                     "+44 1632 960 101", "North team" if lang == "en" else "Equipa do norte", "2026"):  # fmt: skip
            assert part in text, (lang, part)


def crowd(folder: Path, count: int) -> None:
    """Gives a centre so many more contacts, each with a long name, an address and hours."""
    ids = range(count)
    national = (f"- {{id: c{n}, name: Service {n}, status: recheck, local: true}}\n" for n in ids)
    put(folder, "reference/contacts.yml", CONTACTS + "".join(national))
    more = "address: A Long Street of Sample 1, hours: Weekdays in the morning"
    here = "".join(
        f"  c{n}: {{name: Service of the town with the long name {n}, phone: '+44 1632 960 2{n:02}', {more}}}\n"
        for n in ids
    )
    put(folder, ONE, CENTRE.replace("  police: north\n", f"  police: north\n{here}"))


def test_a_crowded_sheet_shrinks_until_it_fits_a_side(local: Path, tmp_path: Path) -> None:
    crowd(local, 24)
    _, content, pages = printed_sheet(manual_at(local), Order(local, DAY), "en")
    assert pages == 1
    file = tmp_path / "sheet.pdf"
    file.write_bytes(content)
    assert "+44 1632 960 223" in text_of(file)
    assert min(sizes_of(file)) >= 8.4
    assert faults(file) == set()


def test_a_sheet_that_is_too_long_goes_on_and_says_so(local: Path) -> None:
    crowd(local, 40)
    done = called("pdf", "--centre", "one", "--lang", "en", cwd=local)
    assert done.returncode == 0, done.stderr
    assert "more than one side" in done.stderr
    file = local / "whom-to-call-en-one.pdf"
    assert pages_in(file) == 2
    assert "+44 1632 960 239" in text_of(file)


def sizes_of(pdf: Path) -> set[float]:
    """The sizes of type of a sheet, in points."""
    with pikepdf.open(pdf) as opened:
        content = opened.pages[0].Contents.read_bytes()
    return {float(size) * 0.75 for size in re.findall(rb"/\w+ ([\d.]+) Tf", content)}


def test_what_a_centre_lacks_is_a_line_to_write_on(local: Path) -> None:
    put(
        local,
        ONE,
        CENTRE.replace(
            '  health:\n    name: Health unit of Sample\n    phone: "+44 1632 960 101"\n    verified_on: 2026-11-01\n',
            "",
        ),
    )
    done = called("pdf", "--centre", "one", "--lang", "en", cwd=local)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("health") == 1
    assert f"{ONE}:11:1" in done.stderr
    text = text_of(local / "manual-en-one.pdf")
    assert "Health unit not given yet: ask at Centre One (example) ___" in text
    assert printed_html(manual_at(local), "en").count('class="cm-blank') > 2
    assert NATIONAL not in text


def test_a_contact_that_fits_no_slot_is_set_as_it_is(local: Path) -> None:
    """Of letters that the typeface lacks; the chapters of other centres are not touched by it."""
    name = "Health unit of Харків"
    put(local, ONE, CENTRE.replace("Health unit of Sample", name))
    done = called("pdf", "--centre", "one", "--lang", "en", cwd=local)
    assert done.returncode == 0, done.stderr
    assert text_of(local / "manual-en-one.pdf").count(name) > 2


def test_long_contacts_go_over_lines_and_lose_nothing(local: Path) -> None:
    name = "Health unit of the parishes of Upper Sample, Lower Sample and Sample Bay, second floor"
    hours = "hours: Weekdays from nine to half past twelve, on Wednesdays also from two to five by appointment"
    put(
        local,
        ONE,
        CENTRE.replace("Health unit of Sample", f'"{name}"').replace(
            '    phone: "+44 1632 960 101"', f'    phone: "+44 1632 960 101"\n    {hours}'
        ),
    )
    done = called("pdf", "--procedure", "S-01", "--centre", "one", "--lang", "en", cwd=local)
    assert done.returncode == 0, done.stderr
    file = next(local.glob("*-en-one.pdf"))
    assert f"{name} +44 1632 960 101 Weekdays from nine to half past twelve" in text_of(file)
    with pikepdf.open(file) as opened:
        assert "Centre One" in str(opened.docinfo.Title)
    bbox = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    ends = [float(end) for end in re.findall(rb'xMax="([\d.]+)"', bbox.stdout)]
    assert max(end for end in ends if end < 575) < 595 - 50  # beyond it are the tabs of the parts


# -- many centres, and what can go wrong


def test_all_centres_are_made_and_one_that_fails_is_named(local: Path) -> None:
    """Two processes make two of them side by side."""
    put(local, "centres/three.yml", TWO.replace("Centre Two", "Centre Three"))
    put(local, "receive-request-en-two.pdf", "not ours")
    options = ("--procedure", "S-01", "--lang", "en")
    done = run("pdf", "--centres", *options, cwd=local, CLAIM_MANUAL_WORKERS="2")
    assert done.returncode == 1
    assert "“two”" in done.stderr
    assert "Traceback" not in done.stderr
    assert (local / "receive-request-en-two.pdf").read_text(encoding="utf-8") == "not ours"
    for name in ("one", "three"):
        assert f"receive-request-en-{name}.pdf" in done.stderr
        assert "Health" in text_of(local / f"receive-request-en-{name}.pdf")


@pytest.mark.parametrize("name", ["archive", "old-archive"])
def test_books_of_a_centre_have_names_of_their_own(local: Path, name: str) -> None:
    put(local, f"centres/{name}.yml", TWO)
    done = called("pdf", "--centre", name, "--lang", "en", cwd=local)
    assert done.returncode == 1
    assert f"centres/{name}.yml:1:1: error taken-name" in done.stdout
    assert not [*local.glob("*.pdf")]


def test_jobs_for_a_matrix_name_every_centre(local: Path) -> None:
    done = called("pdf", "--list", "--centres", "--format", "json", cwd=local)
    books = json.loads(done.stdout)["books"]
    assert [(one["centre"], one["edition"], one["lang"], one["file"]) for one in books] == [
        (centre, "full", lang, f"manual-{lang}-{centre}.pdf")
        for lang in ("en", "pt") for centre in ("one", "two")
    ]  # fmt: skip
    assert len({one["name"] for one in books}) == len(books)
    done = called("pdf", "--list", "--centres", "--format", "json", "--jobs", "2", cwd=local)
    books = json.loads(done.stdout)["books"]
    assert [one["centre"] for one in books] == ["one,two", "one,two"]
    assert books[0]["files"] == ["manual-en-one.pdf", "manual-en-two.pdf"]
    done = called("pdf", "--list", "--centre", "two", cwd=local)
    assert "manual-pt-two.pdf: --centre two --edition full --lang pt" in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--centre", "ome"), "one"),
        (("--centre", "zzz"), "one, two"),
        (("--centre", "one,nix"), "nix"),
        (("--centre", "weak"), "centres/weak.yml"),
        (("--centre", "one", "--centres"), "--centres"),
        (("--centre", "one,two", "-o", "book.pdf"), "-o"),
        (("--centre", ""), "one, two"),
    ],
)
def test_a_centre_that_cannot_be_taken_says_why(
    local: Path, options: tuple[str, ...], said: str
) -> None:
    put(local, "centres/weak.yml", TWO.replace("status: ok", "status: weak"))
    done = called("pdf", *options, cwd=local)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not [*local.glob("*.pdf")]


def test_a_manual_without_centres_says_how_to_begin(small: Path) -> None:
    for command in (("pdf", "--centres"), ("build", "--centre", "x"), ("docx", "--centre", "x")):
        done = called(*command, cwd=small)
        assert done.returncode == 2
        assert "centres/ID.yml" in done.stderr
    assert not (small / "site-x").exists()


# -- as a site, as files, in kits


def test_files_of_a_centre_open_where_they_lie(
    local: Path, tmp_path: Path, browser: Browser
) -> None:
    done = run("build", "--offline", "--centre", "one", cwd=local)
    assert done.returncode == 0, done.stderr
    assert not (local / "offline").exists()
    unpacked = tmp_path / "unpacked"
    with ZipFile(local / "offline-one.zip") as archive:
        archive.extractall(unpacked)
    folder = unpacked / "offline-one"
    with Visit(browser, width=360) as visit:
        page = visit.go((folder / "index.html").as_uri())
        expect(page.locator(".cm-at")).to_contain_text("Centre One (example)")
        expect(page.locator("#cm-main")).to_contain_text("Weekdays, 9 am to 12:30 pm")
        page = visit.go((folder / "pt/procedures/service/receive-request.html").as_uri())
        expect(page.locator(".cm-at")).to_contain_text("+44 1632 960 001")
        number = page.locator('[data-contact="health"] .cm-phone').first
        expect(number).to_have_attribute("href", "tel:+441632960101")
        assert visit.complaints == []
    for file in folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert NATIONAL not in text, file
        assert "Tenha o número na sua lista" not in text, file
        if "cm-header" in text:
            assert 'class="cm-at"' in text, file
    assert not [*folder.rglob("centres.json")]


def test_a_word_file_of_a_centre_has_its_numbers_and_a_name_of_its_own(local: Path) -> None:
    done = called("docx", "--procedure", "S-01", "--lang", "en", "--centre", "one", cwd=local)
    assert done.returncode == 0, done.stderr
    with ZipFile(local / "receive-request-en-one.docx") as opened:
        text = opened.read("word/document.xml").decode()
    assert "+44 1632 960 101" in text


def test_a_kit_of_a_centre_has_the_sheet_for_its_desk(local: Path) -> None:
    add_training(local, "en", "pt")
    done = called("kit", "first-requests", "--centre", "one", cwd=local)
    assert done.returncode == 0, done.stderr
    folder = local / "kit-first-requests-en-one"
    assert "+44 1632 960 101" in text_of(folder / "whom-to-call.pdf")
    manual = manual_at(local)
    workshop = manual.workshop("first-requests")
    assert workshop
    assert {file.name for file in kit_files(manual, workshop)} == set(files_of(folder))
    assert "whom-to-call.pdf" not in {
        file.name for file in kit_files(manual.for_no_place, workshop)
    }
