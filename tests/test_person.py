"""What a person takes along of an outcome, in their language; and pages that may harm them at home."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from claim_manual import starter
from claim_manual.derived.contact_words import opening_in_words
from claim_manual.derived.hand_out import hand_out, sheet_languages
from claim_manual.derived.reading import Reading
from claim_manual.model.registers import Opening
from claim_manual.publish.folder import write_tree
from claim_manual.work.judging import sound
from conftest import DAY, Visit, fault_of, once, run

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OPEN_PAGE, DISCREET = "flows/who-answers/", "flows/safe-home/"
REFERRED = f"{OPEN_PAGE}#?ours=no"
SETTINGS = """
quick_exit: https://weather.example/today
person_sheets:
  ar:
    next: ماذا بعد
    appointment: الموعد القادم
    date: التاريخ
    time: الوقت
    place: المكان
    papers: أوراق تحضرها
    numbers: أرقام للاتصال
  fr:
    next: Et maintenant
    appointment: Prochain rendez-vous
    date: Date
    time: Heure
    place: Lieu
    papers: Papiers à apporter
    numbers: Numéros à appeler
"""
CONTACTS = """
- id: desk
  name: {en: "Desk of the town", pt: "Balcão da vila"}
  phones: [{number: "210 000 001", extension: "12"}]
  opening: [{days: mon-fri, from: "09:00", to: "17:00"}]
  status: ok
- id: shelter
  name: {en: "Domestic violence line", pt: "Linha de violência doméstica"}
  phone: "800 000 002"
  status: ok
  discreet: true
"""
SAY = """    contacts: [desk, shelter]
    say: {en: "They will help you.", pt: "Vão ajudar.", ar: "سيساعدونك."}
"""
PAPERS = """documents:
  - {name: {en: "The letter", pt: "A carta"}}
  - {name: {en: "The passport of others", pt: "O passaporte de outros"}, need: never-ask}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's manual with sheets in more languages, and a discreet flow."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        with (folder / "manual.yml").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        with (folder / "reference/contacts.yml").open("a", encoding="utf-8") as contacts:
            contacts.write(CONTACTS)
        flow = (folder / "flows/who-answers.yml").read_text("utf-8")
        hidden = flow.replace("T-01", "T-02").replace("Who answers the request", "Violence at home")
        hidden = hidden.replace("status: draft", "status: draft\ndiscreet: true")
        (folder / "flows/safe-home.yml").write_text(
            hidden.replace("contacts: [helpdesk]", "contacts: [shelter]"), "utf-8"
        )
        onward = "kind: resolved\n    continue_with: [safe-home]\n    contacts: [shelter]"
        flow = flow.replace("    contacts: [helpdesk]\n", SAY).replace("kind: resolved", onward)
        (folder / "flows/who-answers.yml").write_text(flow, "utf-8")
        procedure = folder / "procedures/service/receive-request.yml"
        text = procedure.read_text("utf-8").replace("contacts: [helpdesk]", "contacts: [desk]")
        procedure.write_text(text.replace("steps:\n", f"{PAPERS}steps:\n"), "utf-8")
        return fault_of(run("build", "--no-pdf", "--strict", cwd=folder))

    return once(tmp_path_factory, "person", make)


@pytest.fixture
def base(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder / "site")


def weather(visit: Visit) -> None:
    def fulfil(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>Rain")

    visit.context.route("https://weather.example/**", fulfil)


# -- the sheet


def opened(page: Page) -> None:
    page.locator("button.cm-person").click()
    page.locator("dialog[open] .cm-sheet-shown:focus").wait_for()


def test_a_sheet_says_what_exists_in_the_language_and_marks_what_is_lent(
    browser: Browser, base: str
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(base + REFERRED)
        opened(page)
        shown = page.locator("dialog[open] .cm-sheet-shown")
        names = page.locator("dialog[open] [aria-pressed]").all_inner_texts()
        assert names == ["English", "Português", "العربية", "Français", "Español"]
        text = shown.inner_text()
        for words in ("Refer to another service", "They will help you.", "210 000 001 ext. 12"):
            assert words in text
        assert "Weekdays, 9 am to 5 pm" in text
        assert "800 000 002" in text
        assert "violence" not in text  # its name is discreet
        page.get_by_role("button", name="Português").click()
        expect(shown).to_contain_text("Encaminhar para outro serviço")
        expect(shown).to_contain_text("Balcão da vila")
        expect(shown).to_have_attribute("lang", "pt")
        page.get_by_role("button", name="Français").click()
        expect(shown).to_contain_text("Du lundi au vendredi, de 9 h à 17 h")
        assert "They will help you." not in shown.inner_text()
        lent = shown.locator("[lang=en]")
        assert lent.all_inner_texts() == ["Refer to another service", "Desk of the town"]
        page.keyboard.press("Escape")
        expect(page.locator("button.cm-person")).to_be_focused()
        expect(page.locator(".cm-slip")).to_have_count(0)
        assert visit.complaints == []


def test_a_sheet_from_right_to_left_keeps_its_numbers(browser: Browser, base: str) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(base + REFERRED)
        opened(page)
        page.get_by_role("button", name="العربية").click()
        shown = page.locator("dialog[open] .cm-sheet-shown")
        expect(shown).to_have_attribute("dir", "rtl")
        expect(shown).to_contain_text("سيساعدونك.")
        assert shown.locator("[lang=en]").first.get_attribute("dir") == "ltr"
        assert shown.locator("strong[dir=ltr]").first.inner_text().startswith("210 000 001")


def test_papers_of_the_page_have_a_box_and_those_never_asked_for_are_not_on_it(
    browser: Browser, base: str
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{base}pt/procedures/service/receive-request/#?who.ours=no")
        opened(page)
        papers = page.locator("dialog[open] .cm-slip-papers")
        assert papers.inner_text().strip() == "A carta"
        assert papers.locator(".cm-box").count() == 1
        assert "passaporte" not in page.locator("dialog[open]").inner_text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_the_sheet_open(
    browser: Browser, base: str, width: int, *, dark: bool
) -> None:
    with Visit(browser, width=width, dark=dark) as visit:
        for path in (REFERRED, f"pt/{DISCREET}#?ours=no"):
            page = visit.go(base + path)
            assert AXE.run(page, options=RULES).response["violations"] == []
            opened(page)
            page.locator("dialog[open] [aria-pressed]").nth(2).click()
            assert AXE.run(page, options=RULES).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.goto("about:blank")


# -- paper


def printed(page: Page, path: Path, size: str = "A5") -> tuple[str, int, str]:
    """What a page prints: its words, its number of pages, its title."""
    page.pdf(path=path, format=size)
    with pikepdf.open(path) as made:
        title = str(made.docinfo.get("/Title", ""))
        count = len(made.pages)
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    page.emulate_media(media="null")
    return text, count, title


def test_a_sheet_is_printed_alone_on_one_page(browser: Browser, base: str, tmp_path: Path) -> None:
    with Visit(browser) as visit:
        page = visit.go(base + REFERRED)
        opened(page)
        for size in ("A5", "A4"):
            text, count, title = printed(page, tmp_path / "sheet.pdf", size)
            assert count == 1
            assert title == "What happens next"
            assert text.startswith("What happens next")
            assert "Is this service competent" not in text  # no answers
        assert page.url.endswith("#?ours=no")
        assert page.title().startswith("T-01")


HARMFUL = re.compile(r"viol|who answers|T-0|request|refer|shelter|desk|sheet", re.IGNORECASE)


@pytest.mark.parametrize("path", [DISCREET, f"{DISCREET}#?ours=no"])
def test_of_a_discreet_page_nothing_is_printed_but_numbers_and_the_next_appointment(
    browser: Browser, base: str, tmp_path: Path, path: str
) -> None:
    for script in (True, False):
        with Visit(browser, java_script_enabled=script) as visit:
            page = visit.go(base + path)
            text, count, title = printed(page, tmp_path / "slip.pdf")
            assert count == 1
            assert not HARMFUL.search(text), text
            words = ["Next appointment", "Date:", "Time:", "Place:", "Numbers to call"]
            assert [one.strip() for one in text.split("\n") if one.strip()] == [
                *words,
                "800 000 002",
            ]
            if script:
                assert title == "Next appointment"
                assert "Violence at home" in page.title()


LOGGED = """
window.print = () => {
  dispatchEvent(new Event('beforeprint'));
  window.printed = { title: document.title, url: location.href, text: document.querySelector('.cm-slip')?.textContent };
  dispatchEvent(new Event('afterprint'));
};
"""


@pytest.mark.parametrize(
    "path",
    [
        f"{DISCREET}#?ours=no",  # the page itself
        f"{OPEN_PAGE}#?ours=yes",  # it leads on to one
        f"{OPEN_PAGE}#?%40from=flows%2Fsafe-home%3Fours%3Dno&ours=no",  # one came from one
    ],
)
def test_after_an_outcome_sheet_and_print_are_numbers_alone(
    browser: Browser, base: str, path: str
) -> None:
    with Visit(browser) as visit:
        visit.page.add_init_script(LOGGED)
        page = visit.go(base + path)
        before = page.url, page.title()
        page.get_by_role("button", name="Print without data").click()
        said = page.evaluate("window.printed")
        assert not HARMFUL.search(said["title"] + said["text"] + said["url"][len(base) :]), said
        assert (page.url, page.title()) == before
        opened(page)
        assert not HARMFUL.search(page.locator("dialog[open] .cm-sheet-shown").inner_text())
        page.get_by_role("button", name="Print", exact=True).click()
        assert page.evaluate("window.printed") == said


def test_answers_are_not_in_the_address_that_a_browser_prints(browser: Browser, base: str) -> None:
    with Visit(browser) as visit:
        visit.page.add_init_script(LOGGED)
        page = visit.go(base + REFERRED)
        page.get_by_role("button", name="Print without data").click()
        assert page.evaluate("window.printed.url") == base + OPEN_PAGE
        assert page.url == base + REFERRED


# -- the way out


def test_only_discreet_pages_have_a_way_out_and_it_takes_no_room(
    browser: Browser, base: str
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(base + OPEN_PAGE)
        assert page.locator(".cm-leave").count() == 0
        top = page.locator("h1").bounding_box()
        for prefix, name in (("", "Leave quickly"), ("pt/", "Sair depressa")):
            page = visit.go(f"{base}{prefix}{DISCREET}")
            link = page.get_by_role("link", name=name)
            box = link.bounding_box()
            assert box
            assert box["height"] >= 44
            assert box["width"] >= 44
            assert box["x"] + box["width"] > 300
            assert page.locator("h1").bounding_box()["y"] == top["y"]
            assert link.get_attribute("href") == "https://weather.example/today"


def test_who_leaves_is_elsewhere_and_nobody_comes_back(browser: Browser, base: str) -> None:
    with Visit(browser) as visit:
        weather(visit)
        page = visit.go(base)
        page.goto(base + DISCREET)
        page.evaluate("sessionStorage.setItem('kept', 'by the page')")
        page.locator("#cm-tree .cm-answers a").last.click()
        page.wait_for_url("**/#?ours=no")
        page.get_by_role("link", name="Leave quickly").click()
        page.wait_for_url("https://weather.example/today")
        for _ in range(3):
            with page.expect_navigation(wait_until="load"):
                page.go_back(wait_until="commit")
            assert "safe-home" not in page.url
            if page.url == base:
                break
        assert page.url == base
        assert page.evaluate("sessionStorage.getItem('kept')") is None
        page.goto(base + DISCREET)  # whoever wants to read it again can
        expect(page.locator("h1")).to_be_visible()


def test_a_page_that_was_open_before_is_not_shown_again_either(browser: Browser, base: str) -> None:
    with Visit(browser) as visit:
        weather(visit)
        page = visit.go(base + DISCREET)
        page.goto(base + f"pt/{DISCREET}")
        page.get_by_role("link", name="Sair depressa").click()
        page.wait_for_url("https://weather.example/today")
        page.go_back(wait_until="commit")
        page.wait_for_url(re.compile(f"^{base}(index.html)?$"))


def test_escape_three_times_leaves_and_once_does_not(browser: Browser, base: str) -> None:
    with Visit(browser) as visit:
        weather(visit)
        page = visit.go(f"{base}{DISCREET}#?ours=no")
        opened(page)
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.keyboard.press("a")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        assert DISCREET in page.url
        page.keyboard.press("Escape")
        page.wait_for_url("https://weather.example/today")


def test_without_network_one_leaves_to_the_home_page(browser: Browser, base: str) -> None:
    with Visit(browser, are_kept=True) as visit:
        page = visit.go(base)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        visit.go(base, is_idle=True)
        visit.go(base + DISCREET, is_idle=True)
        visit.context.set_offline(True)
        page.get_by_role("link", name="Leave quickly").click()
        page.wait_for_url(re.compile(f"^{base}(index.html)?$"))
        expect(page.locator("h1")).to_be_visible()
        page.goto(f"{base}flows/never-seen/")
        listed = page.locator(".cm-offline-kept li")
        expect(listed.first).to_be_visible()
        assert "T-02" in listed.all_inner_texts()
        assert "Violence" not in page.locator("main").inner_text()


def test_without_script_it_is_a_link(browser: Browser, base: str) -> None:
    with Visit(browser, java_script_enabled=False) as visit:
        weather(visit)
        page = visit.go(base + DISCREET)
        page.get_by_role("link", name="Leave quickly").click()
        page.wait_for_url("https://weather.example/today")


# -- what it is made of


@pytest.fixture
def readings(folder: Path) -> tuple[Reading, Reading]:
    manual = sound(folder, DAY)
    return Reading(manual, "en"), Reading(manual, "pt")


def test_a_language_is_offered_where_its_sentences_exist(
    readings: tuple[Reading, Reading],
) -> None:
    english, portuguese = readings
    manual = english.manual
    assert [one.lang for one in sheet_languages(manual)] == ["en", "pt", "ar", "fr", "es"]
    flow = manual.document("who-answers")
    assert flow
    sheets = {one["tag"]: one for one in hand_out(portuguese, flow)["sheets"]}
    assert next(iter(sheets)) == "pt"
    assert sheets["en"]["titles"]["elsewhere"] == "Refer to another service"
    assert "titles" not in sheets["es"]
    assert "names" not in sheets["ar"]
    assert sheets["es"]["say"]["place"] == "Lugar"


def test_a_discreet_document_brings_no_words_along(readings: tuple[Reading, Reading]) -> None:
    english, _ = readings
    flow = english.manual.document("safe-home")
    assert flow
    assert "violence" not in json.dumps(hand_out(english, flow)).lower()


@pytest.mark.parametrize(
    ("tag", "rule", "lines"),
    [
        ("pt-PT", {"days": "mon-fri", "from": "09:00", "to": "17:30"}, ["Dias úteis, 9h às 17h30"]),
        (
            "it",
            {"days": ["mon", "wed"], "from": "09:00", "to": "24:00"},
            ["lunedì e mercoledì: 9:00–24:00"],
        ),
        ("it", {"days": "mon-fri", "by_appointment": True}, []),
        (
            "fr",
            {"days": "mon-fri", "by_appointment": True},
            ["Du lundi au vendredi, sur rendez-vous"],
        ),
        ("fr", {"days": "mon", "from": "09:00", "to": "10:00", "note": {"en": "by phone"}}, []),
        (
            "en",
            {"days": "mon", "from": "09:00", "to": "10:00", "note": {"en": "by phone"}},
            ["Monday, 9 am to 10 am, by phone"],
        ),
    ],
)
def test_opening_times_are_said_where_they_can_be_said_whole(
    tag: str, rule: dict[str, object], lines: list[str]
) -> None:
    assert (
        opening_in_words(tag, [Opening.model_validate(rule)], tag.split("-", maxsplit=1)[0])
        == lines
    )
