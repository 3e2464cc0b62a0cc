"""Centres: from a source to pages, papers and spreadsheets, and which areas have which."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import Browser, expect

from claim_manual import starter
from claim_manual.charts.tiles import Tile, TileGroup, TileMap, tiles_svg
from claim_manual.derived.centres import as_contact, contact_at, contacts_at, coverage, lacking
from claim_manual.derived.personal import is_mail_of_a_person
from claim_manual.derived.reading import Reading
from claim_manual.model.finding import Finding
from claim_manual.model.manual import Manual
from claim_manual.pages.centres import centre_page, centres_page
from claim_manual.pages.coverage import coverage_page
from claim_manual.pages.drawn_blocks import Tiles
from claim_manual.pages.every import planned
from claim_manual.pages.page import Online
from claim_manual.pages.plain import lines, plain
from claim_manual.publish.folder import write_tree
from claim_manual.site.centre_data import centre_data
from claim_manual.site.page_keys import PageKeys
from claim_manual.site.site_page import SitePage
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, Visit, called, fault_of, once, printed_html, run

ONE = "centres/one.yml"
CONTACTS = """\
- {id: health, name: {en: Health unit, pt: Unidade de saúde}, status: recheck, local: true}
- {id: police, name: {en: Police of the area, pt: Polícia da área}, status: recheck, local: true}
- {id: line, name: {en: Help line, pt: Linha de apoio}, phone: "+44 1632 960 900", status: ok}
- {id: north, name: {en: North team, pt: Equipa do norte}, phone: "+44 1632 960 800", status: ok}
"""
AREAS = """\
- {id: "0101", name: Upper Sample, region: {en: North, pt: Norte}}
- {id: "0102", name: Lower Sample, region: {en: North, pt: Norte}}
- {id: 1312, name: Sample Bay, region: {en: Coast, pt: Costa}}
- {id: 1313, name: Sample Island, region: {en: Coast, pt: Costa}}
"""
SERVICES = (
    "- {id: biometrics, name: {en: taking of biometric data, pt: recolha de dados biométricos}}\n"
)
CENTRE = """\
name: Centre One (example)
host: {kind: municipality, name: Council of Sample}
covers: ["0101", 1312]
phone: "+44 1632 960 001"
email: desk@one.example.org
address: Sample Street 1
opening:
  - {days: [mon-fri], from: "09:00", to: "12:30"}
languages: [pt, en]
does: [biometrics]
contacts:
  health:
    name: Health unit of Sample
    phone: "+44 1632 960 101"
    verified_on: 2026-11-01
  police: north
verified_on: 2026-11-01
status: ok
"""
TWO = (
    CENTRE.replace("Centre One", "Centre Two")
    .replace('covers: ["0101", 1312]', "covers: [1312]")
    .replace("kind: municipality", "kind: association")
    .replace("960 001", "960 002")
    .replace("desk@one", "desk@two")
    .replace("2026-11-01\nstatus", "2026-11-02\nstatus")
)


def put(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def network(folder: Path) -> Path:
    """Two centres, four areas: one without a centre, one with two. Pages name no contact that is not there."""
    for file in [*folder.rglob("*.yml"), *folder.rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("helpdesk", "line"), encoding="utf-8")
    put(folder, "reference/contacts.yml", CONTACTS)
    put(folder, "reference/areas.yml", AREAS)
    put(folder, "reference/services.yml", SERVICES)
    put(folder, ONE, CENTRE)
    put(folder, "centres/two.yml", TWO)
    return folder


@pytest.fixture
def manned(small: Path) -> Path:
    """A small manual with centres."""
    return network(small)


def sound(folder: Path) -> Manual:
    manual, found = judged(folder, DAY)
    assert manual
    assert {one.code for one in found} <= {"stale-contact", "shared-area"}, found
    return manual


def faults(folder: Path, old: str, new: str, path: str = ONE) -> list[Finding]:
    """What is found in a file of the network once something in it is otherwise."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, found = judged(folder, DAY)
    ours = {"shared-area"} | ({"stale-contact"} if path == ONE else set())
    return [one for one in found if one.code not in ours]


# -- what a source says


def test_a_centre_is_read_with_its_areas_hours_and_contacts(manned: Path) -> None:
    manual = sound(manned)
    one = manual.centre("one")
    assert one
    assert one.model.covers == ("0101", "1312")
    assert one.model.opening[0].weekdays == (0, 1, 2, 3, 4)
    there = contacts_at(manual, one)
    assert [phone.number for phone in there["health"].telephones] == ["+44 1632 960 101"]
    assert there["health"].id == "health"
    assert [phone.number for phone in there["police"].telephones] == ["+44 1632 960 800"]
    assert contact_at(manual, one, "line") == manual.contact("line")
    assert contact_at(manual, None, "health") == manual.contact("health")
    assert lacking(manual, one) == ()


def test_a_contact_of_a_place_has_nothing_of_the_national_one_that_one_could_call(
    manned: Path,
) -> None:
    text = CONTACTS.replace(
        "Unidade de saúde},", 'Unidade de saúde}, phone: "+44 1632 960 999", kind: office,'
    )
    put(manned, "reference/contacts.yml", text)
    put(manned, ONE, CENTRE.replace('    phone: "+44 1632 960 101"\n', "    address: At Sample\n"))
    manual = sound(manned)
    one = manual.centre("one")
    assert one
    here = contacts_at(manual, one)["health"]
    assert here.telephones == ()
    assert here.kind == "office"


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "said"),
    [
        ("  police: north\n", "", "missing-local-contact", "warning", "police"),
        ("  police: north", "  police: health", "misplaced-local-contact", "error", "health"),
        ("  police: north", "  police: north\n  line: north", "misplaced-local-contact", "warning", "line"),
        ("  police: north", "  police: north\n  polise: north", "unknown-reference", "error", "police"),
        ("  police: north", "  police: nort", "unknown-reference", "error", "north"),
        ('["0101", 1312]', '["0101", 9999]', "unknown-reference", "error", "9999"),
        ('["0101", 1312]', '["0101", 1312, 1312]', "repeated-area", "warning", "1312"),
        ('["0101", 1312]', "[0101, 1312]", "wrong-type", "error", '"0101"'),
        ("[biometrics]", "[biometric]", "unknown-reference", "error", "biometrics"),
        ("2026-11-01\nstatus", "2026-01-01\nstatus", "stale-centre", "warning", "2026-01-01"),
        ("2026-11-01\n  police", "2026-01-01\n  police", "stale-centre", "warning", "health"),
        ("status: ok", "status: recheck", "stale-centre", "info", "one"),
        ('    phone: "+44 1632 960 101"\n', "", "unreachable-place", "warning", "phone"),
        ("desk@one", "maria.silva@one", "personal-address", "warning", "maria.silva"),
        ("opening:", "hours:", "wrong-type", "error", "opening:"),
        ('"12:30"', '"25:30"', "wrong-type", "error", "25:30"),
        ('to: "12:30"}', 'to: "12:30"}\n  - {days: [mon], from: "12:00", to: "13:00"}', "opening-overlap", "warning", "one"),
        ("[pt, en]", "[pt, qqq]", "unknown-tag", "warning", "qqq"),
        ("status: ok", "status: ok\ncoordinator: Somebody", "unknown-key", "error", "coordinator"),
    ],
)  # fmt: skip
def test_a_slip_in_a_centre_is_told_where_it_is(
    manned: Path, old: str, new: str, code: str, severity: str, said: str
) -> None:
    (fault,) = faults(manned, old, new)
    assert (fault.code, fault.severity.value) == (code, severity)
    assert fault.place.path == ONE
    for lang in ("en", "pt", "es"):
        told = f"{fault.message.text(_words(lang))} {fault.hint.text(_words(lang))}"
        assert said in told


def _words(lang: str):
    from claim_manual.model.language import words

    return words(lang)


def test_two_centres_of_an_area_are_told_and_are_no_fault(manned: Path) -> None:
    _, found = judged(manned, DAY)
    (shared,) = [one for one in found if one.code == "shared-area"]
    assert shared.severity.value == "info"
    assert (shared.place.path, shared.place.line) == ("centres/two.yml", 3)
    assert "Sample Bay" in shared.message.text(_words("en"))


def test_words_of_a_protocol_are_free_where_the_manual_explains_none(manned: Path) -> None:
    (manned / "reference/services.yml").unlink()
    put(manned, ONE, CENTRE.replace("[biometrics]", "[anything]"))
    manual = sound(manned)
    one = manual.centre("one")
    assert one
    assert "anything" in said(centre_page(Reading(manual, "en"), one))


def test_a_contact_that_is_not_shown_takes_nobodys_place(manned: Path) -> None:
    text = CONTACTS.replace('960 800", status: ok', '960 800", status: weak')
    put(manned, "reference/contacts.yml", text)
    manual, found = judged(manned, DAY)
    assert manual
    told = {one.place.path for one in found if one.code == "misplaced-local-contact"}
    assert told == {ONE, "centres/two.yml"}
    one = manual.centre("one")
    assert one
    assert [contact.id for contact in lacking(manual, one)] == ["police"]


def test_what_nobody_confirmed_in_a_place_says_so(manned: Path) -> None:
    put(manned, ONE, CENTRE.replace("\n    verified_on: 2026-11-01", "", 1))
    manual = sound(manned)
    one = manual.centre("one")
    assert one
    assert contacts_at(manual, one)["health"].status == "recheck"
    assert "to be confirmed" in said(centre_page(Reading(manual, "en"), one))


def test_an_area_twice_in_the_register_is_told(manned: Path) -> None:
    found = faults(manned, "id: 1313", "id: 1312", "reference/areas.yml")
    assert [one.code for one in found if one.code != "stale-contact"] == ["duplicate-id"]


def test_a_page_may_not_take_the_place_of_the_list(manned: Path) -> None:
    put(manned, "centres/index.yml", CENTRE)
    _, found = judged(manned, DAY)
    assert "taken-name" in {one.code for one in found}


def test_addresses_of_services_are_not_taken_for_those_of_people() -> None:
    assert is_mail_of_a_person("maria.silva@example.org")
    assert is_mail_of_a_person("joão_souza@example.org")
    for mail in ("geral@example.org", "claim.porto@example.org", "acao.social@example.org"):
        assert not is_mail_of_a_person(mail)


def test_a_new_centre_is_begun_from_the_starter(manned: Path) -> None:
    done = called("new", "centre", "three", cwd=manned)
    assert done.returncode == 0, done.stdout + done.stderr
    _, found = judged(manned, DAY)
    assert {one.code for one in found} == {
        "missing-local-contact", "shared-area", "stale-centre", "stale-contact",
    }  # fmt: skip


# -- pages


def said(page) -> str:
    parts = [*page.head, *(block for section in page.sections for block in section.blocks)]
    titles = [plain(section.title) for section in page.sections]
    return "\n".join([*titles, *(plain(line) for line in lines(tuple(parts)))])


def html_of(manual: Manual, uri: str, lang: str = "en") -> SitePage:
    pages = site_pages(manual, with_books=False)
    return next(page for page in pages if page.uri == uri and page.lang == lang)


def test_the_page_of_a_centre_says_whom_to_call_there(manned: Path) -> None:
    manual = sound(manned)
    one = manual.centre("one")
    assert one
    for lang, words in (
        ("en", ("Weekdays, 9 am to 12:30 pm", "taking of biometric data", "Health unit")),
        ("pt", ("Dias úteis, 9h às 12h30", "recolha de dados biométricos", "Unidade de saúde")),
    ):
        text = said(centre_page(Reading(manual, lang), one))
        for part in (
            *words, "Sample Street 1", "Council of Sample", "Upper Sample", "Sample Bay",
            "Health unit of Sample", "+44 1632 960 101", "+44 1632 960 800", "desk@one.example.org",
        ):  # fmt: skip
            assert part in text, (lang, part)
    html = html_of(manual, "centres/one").html
    assert 'data-opening="540-750 ' in html
    assert 'href="tel:+441632960101"' in html


def test_what_a_centre_lacks_is_said_on_its_page_and_on_that_of_the_areas(manned: Path) -> None:
    put(manned, ONE, CENTRE.replace("  police: north\n", ""))
    manual, _ = judged(manned, DAY)
    assert manual
    one = manual.centre("one")
    assert one
    assert "Police of the area" in said(centre_page(Reading(manual, "en"), one))
    contacts = html_of(manual, "reference/contacts").html
    assert contacts.count("Each centre has its own:") == 2
    assert "Centre One (example): Police of the area" in said(coverage_page(Reading(manual, "en")))


def test_the_list_can_be_narrowed_down_by_area(manned: Path) -> None:
    html = html_of(sound(manned), "centres/index").html
    options = re.findall(r"<option>([^<]+)</option>", html)
    assert {"Upper Sample", "Sample Bay", "Municipality", "Association"} <= set(options)
    assert 'data-area="Upper Sample, Sample Bay"' in html


def test_a_centre_that_is_not_shown_is_nowhere(manned: Path) -> None:
    put(manned, ONE, CENTRE.replace("status: ok", "status: weak"))
    manual, _ = judged(manned, DAY)
    assert manual
    pages = site_pages(manual, with_books=False)
    assert not [page for page in pages if "Centre One" in page.html]
    assert "Centre One" not in printed_html(manual, "en")


def test_areas_have_none_one_or_several_centres(manned: Path) -> None:
    manual = sound(manned)
    assert [len(one.centres) for one in coverage(manual)] == [1, 0, 2, 0]
    text = said(coverage_page(Reading(manual, "en")))
    assert "North: Lower Sample" in text
    assert "Coast: Sample Island" in text
    assert "Sample Bay: Centre One (example) · Centre Two (example)" in text


def test_the_tile_map_and_the_table_say_the_same(manned: Path) -> None:
    page = coverage_page(Reading(sound(manned), "en"))
    (tiles,) = [block for block in page.blocks if isinstance(block, Tiles)]
    drawn = {tile.name: tile.count for group in tiles.map.groups for tile in group.tiles}
    table = page.section("table")
    assert table
    rows = {plain(row.head): int(plain(row.cells[1])) for row in table.blocks[0].rows}
    assert drawn == rows == {
        "Upper Sample": 1, "Lower Sample": 0, "Sample Bay": 2, "Sample Island": 0,
    }  # fmt: skip
    assert [group.label for group in tiles.map.groups] == ["North", "Coast"]


def test_squares_are_told_apart_without_colours() -> None:
    tiles = (Tile("None", 0), Tile("One", 1), Tile("Many", 3))
    drawn = tiles_svg(TileMap("x", "T", "D", (TileGroup("G", tiles),), ("no", "one", "more")))
    none, one, many = re.findall(r"<g class=\"cm-tile [^>]+><title>.*?</g>", drawn)
    assert "stroke-dasharray" in none
    assert "stroke-dasharray" not in one + many
    assert "cm-tile-mark" in many
    assert "cm-tile-mark" not in none + one
    assert [re.search(r">(\d)</text>", part)[1] for part in (none, one, many)] == ["0", "1", "3"]
    assert '<title id="cm-x-title">T</title>' in drawn


def test_the_register_of_areas_says_which_centre_is_there(manned: Path) -> None:
    html = html_of(sound(manned), "reference/areas").html
    assert re.search(r"Sample Bay.*Centre One.*Centre Two", html, re.DOTALL)


def test_nothing_of_it_shows_without_centres(manned: Path) -> None:
    shutil.rmtree(manned / "centres")
    manual, found = judged(manned, DAY)
    assert manual
    assert {one.code for one in found} <= {"stale-contact"}
    uris = {page.uri for page in site_pages(manual, with_books=False)}
    assert not {uri for uri in uris if re.search("centres|coverage|areas|services", uri)}
    assert "Upper Sample" not in printed_html(manual, "en")


def test_markdown_has_the_pages(manned: Path) -> None:
    files = plain_pages(sound(manned), manned, ("en", "pt"))
    text = files["en/centres/one.md"].decode()
    assert "+44 1632 960 101" in text
    assert "Sample Bay" in files["en/coverage.md"].decode()
    assert "pt/centres/one.md" in files


def test_an_edition_can_have_the_centres_or_not(manned: Path) -> None:
    text = "title: {en: Numbers, pt: Números}\nlanguages: [en]\nprocedures: []\nflows: []\npages: []\nregisters: [%s]\n"
    put(manned, "editions/numbers.yml", text % "centres")
    manual = sound(manned)
    from conftest import printed

    book = "".join(one.html for one in printed(manual, "en", "numbers").chapters)
    for part in ("Centre One (example)", "+44 1632 960 101", "Health unit of Sample"):
        assert part in book
    put(manned, "editions/numbers.yml", text % "roles")
    book = "".join(one.html for one in printed(sound(manned), "en", "numbers").chapters)
    assert "Centre One" not in book


def test_a_brief_can_have_the_centres_and_their_number(manned: Path) -> None:
    text = (
        "title: {en: Network, pt: Rede}\nkind: report\nparts:\n"
        "  - text: {en: 'There are {count:centres} centres.', pt: 'Há {count:centres} centros.'}\n"
        "  - of: register:centres\n"
    )
    put(manned, "briefs/network.yml", text)
    html = html_of(sound(manned), "briefs/network").html
    assert "There are 2 centres." in html
    assert "Health unit of Sample" in html


def test_a_centre_as_a_contact_has_its_numbers_and_hours(manned: Path) -> None:
    one = sound(manned).centre("one")
    assert one
    contact = as_contact(one)
    assert [phone.number for phone in contact.telephones] == ["+44 1632 960 001"]
    assert contact.opening == one.model.opening


# -- in a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a manual with centres, one of which was confirmed long ago."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        network(folder)
        manual = (folder / "manual.yml").read_text(encoding="utf-8")
        put(folder, "manual.yml", f"{manual}timezone: Europe/Lisbon\n")
        put(folder, "centres/two.yml", TWO.replace("2026-11-02", "2020-01-01"))
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "centres-built", make) / "site"


def test_a_reader_finds_the_centre_of_an_area(
    site: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(f"{serve(site)}centres/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("select[data-key=area]").select_option("Upper Sample")
        shown = page.locator(".cm-register > li:visible")
        expect(shown).to_have_count(1)
        expect(shown.first).to_contain_text("Centre One")
        expect(shown.first.locator(".cm-open")).to_have_text(re.compile("open now|closed now"))
        shown.first.get_by_role("link", name="Centre One (example)", exact=True).click()
        expect(page.locator("h1")).to_contain_text("Centre One")
        expect(page.locator("main")).to_contain_text("Health unit of Sample")
        assert visit.complaints == []


def test_what_nobody_confirmed_for_long_is_marked(
    site: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    base = serve(site)
    with Visit(browser) as visit:
        for path in ("centres/", "coverage/"):
            page = visit.go(base + path)
            expect(page.locator(".cm-stale-contact")).to_have_count(1)
            entry = page.locator(".cm-register > li", has=page.locator(".cm-stale-contact"))
            expect(entry).to_contain_text("Centre Two")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(
    site: Path, browser: Browser, serve: Callable[[Path], str], dark: bool
) -> None:
    base = serve(site)
    with Visit(browser, dark=dark, bypass_csp=True) as visit:
        for path in ("centres/", "centres/one/", "coverage/", "pt/coverage/", "reference/areas/"):
            page = visit.go(base + path)
            page.locator("main h1").wait_for()
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


# -- tables

HEADS = ["Centro", "Promotor", "Municípios", "Telefone", "E-mail", "Línguas", "Health unit", "Responsável"]  # fmt: skip
ROWS = [
    ["Centro Três (exemplo)", "Câmara Municipal de Exemplo", "Upper Sample; 1313", "+44 1632 960 003",
     "geral@example.org", "português, inglês e ucraniano", "Posto de Exemplo +44 1632 960 103", "Maria Silva"],
    ["Centro Quatro (exemplo)", "Associação de Exemplo", "101", "+44 1632 960 004",
     "maria.silva@example.org", "", "", "João Souza"],
    ["Centre One (example)", "", "", "", "", "", "", ""],
    ["Centro Cinco (exemplo)", "", "Nowhere", "call us", "", "", "", ""],
]  # fmt: skip


def imported(folder: Path, file: Path, *options: str, code: int = 0) -> str:
    done = called("import", file, "--into", folder, "--as", "centres", *options)
    assert done.returncode == code, done.stdout + done.stderr
    return str(done.stdout + done.stderr)


def table(folder: Path, kind: str) -> Path:
    file = folder / f"list.{kind}"
    if kind == "csv":
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, delimiter=";").writerows([HEADS, *ROWS])
        return file
    workbook = Workbook()
    for row in [HEADS, *ROWS]:
        workbook.active.append(row)
    workbook.save(file)
    return file


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_become_drafts_of_centres(manned: Path, tmp_path: Path, kind: str) -> None:
    out = imported(manned, table(tmp_path, kind))
    three = yaml.safe_load((manned / "centres/centro-tres-exemplo.yml").read_text("utf-8"))
    assert three == {
        "name": "Centro Três (exemplo)",
        "host": {"kind": "municipality", "name": "Câmara Municipal de Exemplo"},
        "covers": ["0101", "1313"],
        "phone": "+44 1632 960 003",
        "email": "geral@example.org",
        "languages": ["pt", "en", "uk"],
        "contacts": {"health": {"name": "Posto de Exemplo", "phone": "+44 1632 960 103"}},
        "status": "recheck",
    }
    four = yaml.safe_load((manned / "centres/centro-quatro-exemplo.yml").read_text("utf-8"))
    assert four["covers"] == ["0101"]
    assert four["host"]["kind"] == "association"
    assert "email" not in four
    for person in ("Maria Silva", "maria.silva", "João Souza"):
        assert person not in "".join(file.read_text("utf-8") for file in manned.glob("centres/*"))
    assert "there already, as one" in out
    assert "“Nowhere” is no area" in out
    assert "“call us” is no telephone number" in out
    assert "“Responsável” was not taken" in out
    _, found = judged(manned, DAY)
    assert not [one for one in found if one.severity.value == "error"]
    unformed = called("format", "--check", cwd=manned).stdout
    assert "centro-" not in unformed
    assert "Centres added: 0" in imported(manned, table(tmp_path, kind))


def test_a_column_can_be_named(manned: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Aaa;Bbb;Ccc\nCentre Six;+44 1632 960 006;Post Six\n", encoding="utf-8")
    imported(manned, file, "--map", "Aaa=name,Bbb=phone,Ccc=contacts.police")
    six = yaml.safe_load((manned / "centres/centre-six.yml").read_text("utf-8"))
    assert six["contacts"] == {"police": {"name": "Post Six"}}
    out = imported(manned, file, "--map", "Aaa=name,Bbb=telephone", code=1)
    assert "no field of a centre" in out
    assert "contacts.police" in out


def test_columns_may_have_the_names_of_fields_and_cells_those_of_contacts(
    manned: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    rows = "name;host;kind;covers;health;police\nCentre Six;A host;castle;101;North team;north\n"
    file.write_text(rows, encoding="utf-8")
    out = imported(manned, file)
    six = yaml.safe_load((manned / "centres/centre-six.yml").read_text("utf-8"))
    assert six["covers"] == ["0101"]
    assert six["contacts"] == {"health": "north", "police": "north"}
    assert six["host"]["kind"] == "other"
    assert "“castle” is no kind of organisation" in out


# -- the examples


def test_the_examples_are_sound_and_say_that_they_are_none(claim: Path) -> None:
    shutil.copytree(ROOT / "examples/centres/centres", claim / "centres")
    shutil.copytree(ROOT / "examples/centres/reference", claim / "reference", dirs_exist_ok=True)
    manual, found = judged(claim, DAY)
    assert manual
    assert {one.code for one in found if one.severity.value != "info"} == set()
    assert len(manual.centres) == 5
    assert sorted(len(one.centres) for one in coverage(manual)) == [0, 1, 1, 1, 1, 1, 2, 2]
    for centre in manual.centres:
        text = (claim / centre.path).read_text(encoding="utf-8")
        assert "(exemplo)" in centre.model.name.root[""]
        assert {number[:12] for number in re.findall(r"\+[\d ]+", text)} == {"+44 1632 960"}
        assert {mail.endswith(".example.org") for mail in re.findall(r"\S+@\S+", text)} == {True}
        page = said(centre_page(Reading(manual, "pt"), centre))
        assert "CPCJ de" in page
    assert "Ilha Inventada" in said(coverage_page(Reading(manual, "pt")))
    assert "exemplo" in said(centres_page(Reading(manual, "pt")))


def test_the_data_for_the_browser_has_what_pages_say(manned: Path) -> None:
    manual = sound(manned)
    for lang, hours in (("en", "Weekdays, 9 am to 12:30 pm"), ("pt", "Dias úteis, 9h às 12h30")):
        data = json.loads(centre_data(Reading(manual, lang)))
        assert data["ids"] == ["one", "two"]
        assert data["covers"] == ["0101 1312", "1312"]
        assert data["areas"] == {"0101": "Upper Sample", "1312": "Sample Bay"}
        assert data["here"]["phones"] == ["+44 1632 960 001", "+44 1632 960 002"]
        assert data["hours"][data["here"]["hours"][0] - 1][1] == hours
        health, police = (data["contacts"][name] for name in ("health", "police"))
        assert health["name"] == ["Health unit of Sample"] * 2
        assert health["phones"] == ["+44 1632 960 101"] * 2
        assert "address" not in health
        assert police["phones"] == ["+44 1632 960 800"] * 2


def test_a_number_that_is_dialled_otherwise_says_how(manned: Path) -> None:
    put(manned, ONE, CENTRE.replace('phone: "+44 1632 960 101"', 'phone: "+44 (0) 1632 960 101"'))
    data = json.loads(centre_data(Reading(sound(manned), "en")))
    (phone,) = data["contacts"]["health"]["phones"][0]
    assert phone == ["+44 (0) 1632 960 101", "tel:+441632960101", "", ""]


def test_a_page_that_is_kept_is_made_again_where_what_it_shows_of_a_centre_changed(
    manned: Path,
) -> None:
    def keys() -> dict[str, str]:
        manual = sound(manned)
        of = PageKeys(manual)
        plans = planned(Reading(manual, "en"), Online())
        return {plan.uri: of(plan, "en") for plan in plans}

    before = keys()
    put(manned, ONE, CENTRE.replace("960 101", "960 102"))
    after = keys()
    changed = {uri for uri in before if before[uri] != after[uri]}
    assert {"centres/index", "centres/one", "coverage", "reference/areas"} <= changed
    assert not changed & {"centres/two", "procedures/service/receive-request"}
