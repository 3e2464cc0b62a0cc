"""A centre that somebody chose on the site: its numbers are on every page, and go without a trace."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from claim_manual.derived.local_edition import at_centre
from claim_manual.derived.reading import Reading
from claim_manual.exchange.hsds import hsds
from claim_manual.model.manual import Manual
from claim_manual.site.centre_data import centre_data
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, fault_of, once, run, served
from placed_manual import ONE, TWO, placed_manual, put

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROCEDURE, FLOW, DISCREET = (
    "procedures/service/receive-request/",
    "flows/who-answers/",
    "flows/at-home/",
)
CONTACTS = "reference/contacts/"
BAR, CHOSEN, FAULT = ".cm-centre", ".cm-centre--chosen", ".cm-centre--fault"
SAID = """(page) => {
  const words = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll(".cm-contact-actions, .cm-open, .cm-lacking .cm-number-of, .headerlink, [hidden]").forEach((part) => part.remove());
    return copy.textContent.replace(/\\s+/g, "");
  };
  const links = (one) => [...one.querySelectorAll("a[href]:not(.headerlink)")].filter((link) => !link.closest(".cm-lacking"))
    .map((link) => link.getAttribute("href").replace(/[?]cent(re|ro)=one/, ""));
  const all = "article :is(.cm-contact, .cm-details, section.cm-calls:not([hidden]), .cm-slip, .cm-register > li)";
  return [...page.querySelectorAll(all)].filter((one) => !one.closest("#cm-tree"))
    .map((one) => [words(one), links(one), one.dataset.opening ?? ""]);
}"""
EXPECTED = f"(html) => ({SAID})(new DOMParser().parseFromString(`<article>${{html}}</article>`, 'text/html'))"
TRACES = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)));
  return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), await indexedDB.databases(), location.href, caches_, history.state]);
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual with its site, and its files that open where they lie."""

    def make(folder: Path) -> str:
        placed_manual(folder)
        kinds = (("--no-pdf",), ("--offline",))
        return "".join(fault_of(run("build", *options, cwd=folder)) for options in kinds)

    return once(tmp_path_factory, "placed", make)


@pytest.fixture(scope="module")
def manual(folder: Path) -> Manual:
    made, _ = judged(folder, DAY)
    assert made
    return made


@pytest.fixture
def base(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder / "site")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with Visit(browser, width=360) as made:
        yield made
        assert made.complaints == []


def placed(page: Page) -> Page:
    """The page once the numbers of a centre are on it."""
    page.locator(CHOSEN).wait_for()
    return page


def leave(page: Page) -> None:
    page.get_by_role("button", name="Leave this centre").click()


# -- what a page says


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_a_page_says_what_the_page_of_that_centre_s_own_manual_does(
    visit: Visit, base: str, manual: Manual, lang: str
) -> None:
    centre = manual.centre("one")
    assert centre
    of_centre = {
        f"{page.uri.removesuffix('index')}": page.html
        for page in site_pages(at_centre(manual, centre), with_books=False)
        if page.lang == lang
    }
    prefix, word = ("", "centre") if lang == "en" else ("pt/", "centro")
    for path in (PROCEDURE, FLOW, DISCREET, CONTACTS):
        page = placed(visit.go(f"{base}{prefix}{path}?{word}=one"))
        here = page.evaluate(f"({SAID})(document)")
        there = page.evaluate(EXPECTED, of_centre[path.rstrip("/")])
        assert here == there, path
        assert len(here) > 2


def test_an_outcome_and_what_is_handed_to_the_person_have_its_numbers(
    visit: Visit, base: str
) -> None:
    page = placed(visit.go(f"{base}{FLOW}?centre=one#?ours=no"))
    tree = page.locator("#cm-tree")
    for words in ("Health unit of Upper Sample", "+44 1632 960 101", "open now", "North team"):
        expect(tree).to_contain_text(words)
    expect(tree).not_to_contain_text("Police of the area")
    page.locator("button.cm-person").click()
    sheet = page.locator(".cm-sheet-shown")
    expect(sheet).to_contain_text("+44 1632 960 101 ext. 12")
    expect(sheet).to_contain_text("24 hours")
    expect(sheet).not_to_contain_text("960 700")  # of no place: this centre has none
    page.get_by_role("button", name="Português").click()
    expect(sheet).to_contain_text("Unidade de saúde de Upper Sample")
    expect(sheet).to_contain_text("24 horas")
    page.get_by_role("button", name="Español").click()
    expect(sheet).to_contain_text("24 horas")
    page.keyboard.press("Escape")
    page = placed(visit.go(f"{base}{DISCREET}?centre=one#?ours=no"))
    page.locator("button.cm-person").click()
    expect(sheet).to_contain_text("+44 1632 960 104")
    expect(sheet).not_to_contain_text("Quiet House")


def test_what_a_centre_lacks_is_said_with_its_own_number(visit: Visit, base: str) -> None:
    page = placed(visit.go(f"{base}{CONTACTS}?centre=one"))
    school = page.locator("#school")
    expect(school).to_contain_text("not given yet: ask at Centre One (example)")
    expect(school.locator("a.cm-phone")).to_have_attribute("href", "tel:+441632960001")
    expect(page.locator("#health")).not_to_contain_text("Ask for it.")
    expect(page.locator("#health")).to_contain_text("Ring twice.")
    page = placed(visit.go(f"{base}{CONTACTS}?centre=two"))
    expect(page.locator("#health")).to_contain_text("to be confirmed")


def test_the_register_is_narrowed_by_what_it_shows(visit: Visit, base: str) -> None:
    page = placed(visit.go(f"{base}{CONTACTS}?centre=two"))
    page.locator(".cm-filter input").fill("lower sample")
    expect(page.locator(".cm-register > li:visible")).to_have_count(3)
    leave(page)
    page.locator(".cm-filter input").fill("health")
    expect(page.locator(".cm-register > li:visible")).to_have_count(1)


# -- chosen, kept and left


def test_a_centre_is_chosen_with_the_keyboard_and_kept_over_pages(visit: Visit, base: str) -> None:
    page = visit.go(f"{base}{PROCEDURE}")
    page.locator(f"{BAR} a.cm-choose").focus()
    page.keyboard.press("Enter")
    page.locator(".cm-centres-box input").wait_for()
    page.keyboard.type("low")
    expect(page.locator(".cm-centres > li:visible")).to_have_count(1)
    expect(page.locator(".cm-centres-box [role=status]")).to_have_text("1 of 2 centres")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    placed(page)
    expect(page.get_by_role("button", name="Change centre")).to_be_focused()
    expect(page.locator("#cm-centre-status")).to_contain_text("Centre Two (example)")
    expect(page.locator(".cm-calls")).to_contain_text("+44 1632 960 201")
    assert page.url.endswith("?centre=two")
    page.get_by_role("link", name="Português").click()
    page.wait_for_url("**/pt/**")
    expect(placed(page).locator(".cm-calls")).to_contain_text("+44 1632 960 201")
    page.locator("a.cm-title").click()
    page.wait_for_url("**/pt/?*")
    placed(page).locator("article a[href*=receive-request]").first.click()
    expect(placed(page).locator(".cm-calls")).to_contain_text("+44 1632 960 201")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_centre_s_own_page_and_the_list_have_its_numbers_in_place(
    visit: Visit, base: str
) -> None:
    page = visit.go(f"{base}centres/")
    link = page.get_by_role(
        "link", name=re.compile("Use this centre's numbers on this site.*Centre Two")
    )
    link.click()
    placed(page)
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-current", "true")
    page.locator(f"{BAR} a").click()
    page.wait_for_url("**/centres/two/?centre=two")
    placed(page)
    page = visit.go(f"{base}centres/one/?centre=two")
    expect(placed(page).locator("main")).to_contain_text("+44 1632 960 101")
    page.get_by_role("link", name="Use this centre's numbers").click()
    page.wait_for_url("**/centres/one/?centre=one")


def test_the_way_to_choose_leaves_the_list_its_room(visit: Visit, base: str) -> None:
    page = visit.go(f"{base}centres/")
    page.set_viewport_size({"width": 1280, "height": 900})
    entry = page.locator(".cm-register > li").first
    said, way = (entry.locator(one).first.bounding_box() for one in ("p.cm-muted", "a.cm-choose"))
    assert said
    assert way
    assert way["x"] == pytest.approx(said["x"], abs=1)
    assert way["y"] > said["y"]


def test_it_is_remembered_on_request_alone_and_goes_without_a_trace(
    browser: Browser, folder: Path, serve: Callable[[Path], str]
) -> None:
    base = serve(folder / "site")
    with Visit(browser, are_kept=True) as visit:
        page = visit.go(f"{base}{PROCEDURE}", is_idle=True)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        fresh = page.content()
        page = placed(visit.go(f"{base}{PROCEDURE}?centre=one"))
        assert page.evaluate("localStorage.length") == 0
        page.get_by_role("checkbox", name="Remember on this device").check()
        assert page.url == f"{base}{PROCEDURE}"
        assert page.evaluate("Object.entries(localStorage)") == [["cm-centre /", "one"]]
        assert page.locator("a[href*='centre=one']").count() == 0
        page = placed(visit.go(f"{base}{FLOW}"))
        expect(page.get_by_role("checkbox", name="Remember on this device")).to_be_checked()
        page.get_by_role("checkbox", name="Remember on this device").uncheck()
        assert page.url == f"{base}{FLOW}?centre=one"
        page = placed(visit.go(f"{base}{PROCEDURE}?centro=one", is_idle=True))
        page.get_by_role("checkbox", name="Remember on this device").check()
        leave(page)
        expect(page.locator("#cm-centre-status")).to_contain_text("those for every place")
        expect(page.locator("#cm-centre-status")).to_be_empty()
        assert page.content() == fresh
        assert "one" not in re.sub(r"[^\"]*/centres/one/", "", page.evaluate(TRACES))
        expect(page.locator(f"{BAR} a.cm-choose")).to_be_focused()
        page = visit.go(f"{base}{FLOW}", is_idle=True)
        assert page.locator(CHOSEN).count() == 0
        assert visit.complaints == []


def test_answers_before_and_after_it_was_left_have_no_centre_in_their_address(
    visit: Visit, base: str
) -> None:
    page = placed(visit.go(f"{base}{FLOW}?centre=one"))
    page.locator("#cm-tree").get_by_role("link", name="No", exact=True).click()
    expect(page.locator("#cm-tree")).to_contain_text("Health unit of Upper Sample")
    leave(page)
    expect(page.locator("#cm-tree")).to_contain_text("Police of the area")
    expect(page.locator("#cm-tree")).not_to_contain_text("Upper Sample")
    assert "centre=" not in page.url
    page.go_back()
    page.wait_for_function("() => !location.hash")
    assert "centre=" not in page.url


def test_a_window_follows_another_one_that_leaves(visit: Visit, base: str) -> None:
    page = placed(visit.go(f"{base}{PROCEDURE}?centre=one"))
    page.get_by_role("checkbox").check()
    other = visit.context.new_page()
    other.goto(f"{base}{PROCEDURE}")
    placed(other).get_by_role("checkbox").uncheck()
    expect(page.locator("#cm-centre-status")).to_contain_text("those for every place")
    other.get_by_role("checkbox").check()
    placed(page)
    leave(other)
    expect(page.locator(CHOSEN)).to_have_count(0)
    expect(page.locator(".cm-calls")).not_to_contain_text("Upper Sample")


def test_a_window_sees_that_another_one_remembers_its_centre(visit: Visit, base: str) -> None:
    page = placed(visit.go(f"{base}{PROCEDURE}?centre=one"))
    other = visit.context.new_page()
    other.goto(f"{base}{PROCEDURE}?centre=one")
    placed(other).get_by_role("checkbox").check()
    expect(page.get_by_role("checkbox")).to_be_checked()
    leave(other)
    expect(page.get_by_role("checkbox")).not_to_be_checked()


# -- what is asked for and cannot be had


@pytest.mark.parametrize(
    "asked", ["gone", "<script>alert(1)</script>", "__proto__", "constructor", "0", "x" * 20_000]
)
def test_a_centre_that_is_not_there_is_said_and_forgotten(
    visit: Visit, base: str, asked: str
) -> None:
    page = visit.go(base)
    page.evaluate("(id) => localStorage.setItem('cm-centre /', id)", asked)
    page = visit.go(f"{base}{PROCEDURE}")
    expect(page.locator(FAULT)).to_contain_text("not in this manual, or no longer")
    expect(page.locator(".cm-calls")).to_contain_text("+44 1632 960 900")
    assert page.evaluate("localStorage.length") == 0
    page.evaluate("(id) => (location.search = `?centro=${encodeURIComponent(id)}`)", asked)
    page.wait_for_url("**/?centro=*")
    expect(page.locator(FAULT)).to_contain_text("not in this manual, or no longer")


def test_numbers_that_cannot_be_read_are_said(browser: Browser, base: str) -> None:
    with Visit(browser) as visit:
        visit.context.route("**/centres.json", lambda route: route.abort())
        page = visit.go(f"{base}{PROCEDURE}?centre=one")
        expect(page.locator(FAULT)).to_contain_text("could not be read")
        expect(page.locator(".cm-calls")).to_be_visible()
        expect(page.locator("article")).not_to_contain_text("+44 1632 960 101")
        visit.context.unroute("**/centres.json")
        page.get_by_role("link", name="Try again").click()
        placed(page)


# -- without network


def test_it_holds_where_the_site_does_not_answer(browser: Browser, folder: Path) -> None:
    with Visit(browser, are_kept=True) as visit:
        with served(folder / "site") as base:
            page = placed(visit.go(f"{base}{PROCEDURE}?centre=one", is_idle=True))
            page.wait_for_function("() => navigator.serviceWorker.controller")
            page.wait_for_function("async () => Boolean(await caches.match('/centres.json'))")
            page.wait_for_function(f"async () => Boolean(await caches.match('/{PROCEDURE}'))")
        page = placed(visit.go(f"{base}{PROCEDURE}?centre=one"))
        expect(page.locator(".cm-old")).to_be_visible()
        expect(page.locator(".cm-calls")).to_contain_text("+44 1632 960 101")


def test_files_that_are_opened_where_they_lie_have_it_too(visit: Visit, folder: Path) -> None:
    home = (folder / "offline/index.html").as_uri()
    page = placed(visit.go(f"{home}?centre=two"))
    page.locator("article a[href*=receive-request]").first.click()
    expect(placed(page).locator(".cm-calls")).to_contain_text("+44 1632 960 201")
    page.locator(f"{BAR} a").click()
    expect(placed(page).locator("h1")).to_contain_text("Centre Two")
    leave(page)
    assert "centre=" not in page.url


# -- for everybody


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(browser: Browser, base: str, dark: bool) -> None:
    with Visit(browser, width=360, dark=dark, bypass_csp=True) as visit:
        for path in (
            PROCEDURE,
            f"{PROCEDURE}?centre=one",
            f"{CONTACTS}?centre=one",
            f"{PROCEDURE}?centre=x",
        ):
            page = visit.go(base + path, is_idle=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        page.get_by_role("link", name="Choose your centre").click()
        page.locator(".cm-centres button").first.wait_for()
        assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("prefix", ["", "pt/"])
def test_the_bar_of_a_chosen_centre_takes_two_lines_of_a_phone(
    visit: Visit, base: str, prefix: str
) -> None:
    page = placed(visit.go(f"{base}{prefix}{PROCEDURE}?centre=one"))
    bar, box = page.locator(BAR), page.locator(f"{BAR} input")
    high = bar.bounding_box()
    assert high
    assert high["height"] < 62
    for target in page.locator(f"{BAR} :is(button, label)").all():
        size = target.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24
    box.check()
    told = bar.bounding_box()
    assert told
    assert told["height"] > high["height"] + 20  # what is kept, to whom it concerns
    assert box.evaluate("(one) => document.getElementById(one.getAttribute('aria-describedby'))")
    placed(visit.go(f"{base}{prefix}{PROCEDURE}"))
    assert bar.bounding_box() == high


def test_nothing_breaks_the_policy_of_the_site(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(folder / "site", tmp_path / "site")
    policy = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text("utf-8"))
    assert policy
    for file in site.rglob("*.html"):
        meta = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy[1]}">'
        text = re.sub(r"frame-ancestors[^;\"]*;? ?", "", meta)
        file.write_text(file.read_text("utf-8").replace("<head>", text, 1), "utf-8")
    with served(site) as base, Visit(browser) as visit:
        page = placed(visit.go(f"{base}{FLOW}?centre=one#?ours=no"))
        page.locator("button.cm-person").click()
        page.locator(".cm-sheet-shown").wait_for()
        assert visit.complaints == []


def test_paper_says_whose_numbers_it_has(visit: Visit, base: str) -> None:
    page = placed(visit.go(f"{base}{PROCEDURE}?centre=one"))
    page.get_by_role("checkbox").check()
    page.emulate_media(media="print")
    expect(page.locator(".cm-centre-line")).to_be_visible()
    expect(page.locator("#cm-centre-note")).to_be_hidden()
    expect(page.locator(".cm-centre-tools")).to_be_hidden()


# -- what it costs


def test_a_manual_without_centres_has_nothing_of_it(small_built: Path) -> None:
    site = small_built / "site"
    assert not [
        one
        for one in site.rglob("*")
        if one.name in {"place.js", "local.js", "place.css", "centres.json"}
    ]
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert not re.search(r"cm-centre|data-local[ =>]|place\.(js|css)|cm-local", html), file


def test_a_discreet_contact_is_named_to_nobody_under_any_id(tmp_path: Path) -> None:
    """Neither where it stands for one that is not, nor where one that is not stands for it."""
    folder = placed_manual(tmp_path / "manual")
    contacts = (folder / "reference/contacts.yml").read_text("utf-8")
    hidden = '- {id: quiet, name: Quiet Line, phone: "+44 1632 960 555", status: ok, verified_on: 2026-11-01, discreet: true}\n'
    put(folder, "reference/contacts.yml", contacts + hidden)
    put(folder, "centres/two.yml", re.sub("police: {.*}", "police: quiet", TWO))
    one = re.sub("shelter: {.*}", "shelter: north", ONE)
    put(folder, "centres/one.yml", one)
    made, _ = judged(folder, DAY)
    assert made
    data: dict[str, Any] = json.loads(centre_data(Reading(made, "en")))
    assert data["contacts"]["police"]["discreet"] == [0, 1]
    assert data["contacts"]["shelter"]["discreet"] == [1, 1]
    words = hsds(Reading(made, "en"), "https://example.org/").decode()
    assert "Quiet Line" not in words
    assert "Shelter" not in words


def test_names_of_areas_are_written_once(manual: Manual) -> None:
    data: dict[str, Any] = json.loads(centre_data(Reading(manual, "en")))
    assert data["contacts"]["health"]["name"] == ["Health unit of \x7f0", "Post of \x7f0"]
    assert len(gzip.compress(centre_data(Reading(manual, "en")))) < 2000
