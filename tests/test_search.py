"""Search in a real browser, over http and from the file system."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import Visit, results
from test_browser import AD, GC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LARGEST = 120_000
"""Bytes of the index of one language on the line: what somebody waits for at a slow one."""
MOST = 40


@pytest.mark.parametrize("from_files", [False, True])
def test_search_finds_what_people_type(
    browser: Browser, searched: tuple[Path, Path], serve: Callable[[Path], str], from_files: bool
) -> None:
    site, files = searched
    home, english = (
        (f"{files.as_uri()}/index.html", f"{files.as_uri()}/en/index.html")
        if from_files
        else (serve(site), serve(site) + "en/")
    )
    with Visit(browser) as visit:
        page = visit.go(home)
        for words in ("reuniao", "reunião", "REUNIÃO", "reunioes", "reuniões"):
            assert "palavras" in results(page, words)[0], words
        for words in ("encaminhamentos", "encaminhamento", "encaminhar"):
            assert "en-01" in " ".join(results(page, words)[:3]), words
        for words in ("gc01", "GC-01", "gc 1", "Gc-1"):
            assert "gc-01" in results(page, words)[0], words
        assert "gc-07" in results(page, "violencia domestica")[0]
        assert "contacts" in results(page, "144")[0]
        assert results(page, "xylophones") == []
        assert not any("/en/" in one for one in results(page, "gc-01"))
        page = visit.go(english)
        for words in ("xylophone", "xylophones", "XYLOPHONE"):
            assert "palavras" in results(page, words)[0], words
        assert results(page, "zelador") == []
        for words in ("referral", "gc01", "ad-01"):
            assert all(
                "en/" in visit.page.evaluate("(to) => new URL(to, location).pathname", one)
                for one in results(page, words)
            )
        page.locator("#cm-search").press("ArrowDown")
        assert page.evaluate("document.activeElement.classList.contains('md-search-result__link')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/flows/ad-01**")
        assert visit.complaints == []
        outside = ("file://",) if from_files else ("http://127.0.0.1",)
        assert [one for one in visit.requests if not one.startswith(outside)] == []


def cases() -> list[tuple[str, str, str]]:
    """The rows of search_cases.md: language, what is typed, the page."""
    text = Path(__file__).with_name("search_cases.md").read_text(encoding="utf-8")
    return [
        (section[:2], typed, page)
        for section in text.split("\n## ")[1:]
        for typed, page in re.findall(r"(?m)^\| (.+?) \| ([a-z]+(?:-[0-9]+)?) \|$", section)
        if typed != "typed"
    ]


def test_there_are_cases_enough_in_both_languages() -> None:
    typed = [(lang, words) for lang, words, _ in cases()]
    assert len(typed) == len(set(typed)) >= 120
    assert {lang for lang, _ in typed} == {"pt", "en"}


def is_of(address: str, page: str) -> bool:
    """Whether an address is of a page, which its code begins."""
    folder = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    return folder == page or folder.startswith(f"{page}-")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_peoples_own_words_lead_to_the_page_that_they_need(
    browser: Browser, built: Path, serve: Callable[[Path], str], lang: str
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built) + ("" if lang == "pt" else f"{lang}/"))
        far, many = {}, {}
        for of_language, typed, wanted in cases():
            if of_language == lang:
                listed = results(page, typed)
                if not any(is_of(one, wanted) for one in listed[:3]):
                    far[typed] = listed[:3]
                if len(listed) > MOST:
                    many[typed] = len(listed)
        assert far == {}
        assert many == {}
        assert visit.complaints == []


LATE = ("workshops/", "assessments/", "changes/"), ("reference/sources/", "reference/policies/")
"""What comes after the manual, and what comes last."""


def test_training_comes_after_the_manual_and_sources_last(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    def rank(address: str) -> int:
        return next((n for n, kind in enumerate(LATE, 1) if any(k in address for k in kind)), 0)

    with Visit(browser) as visit:
        page = visit.go(serve(built))
        seen = set()
        for words in ("passaporte retido", "triagem", "objetivos", "iom", "relatório", "praticar"):
            ranks = [rank(one) for one in results(page, words)]
            assert ranks == sorted(ranks), words
            seen.update(ranks)
        assert seen == {0, 1, 2}


def test_a_frequent_word_gives_no_more_results_than_somebody_reads(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        for words in ("aima", "pessoa", "pe", "c", "com", "112", "a pessoa da AIMA em Portugal"):
            assert len(results(page, words)) <= MOST, words
        assert results(page, "comida") != results(page, "com")
        assert len(results(page, "comida")) < 30


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_index_is_small_on_the_line(built: Path, lang: str) -> None:
    content = (built / f"search/{lang}.js").read_bytes()
    assert len(gzip.compress(content, 9)) <= LARGEST


def asked(page: Page) -> str:
    """What the address says that somebody looks for."""
    return parse_qs(urlsplit(page.url).fragment).get("q", [""])[0]


def test_a_search_has_an_address_that_opens_it(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built) + GC)
        before = page.url
        found = results(page, "sem abrigo & fome")
        assert asked(page) == "sem abrigo & fome"
        shared = page.url
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url("**gc-10**")
        page.go_back()
        page.locator(".md-search-result__link").first.wait_for()
        assert asked(page) == page.locator("#cm-search").input_value() == "sem abrigo & fome"
        page.go_back()
        page.wait_for_url(before)
        expect(page.locator(".cm-results")).to_be_hidden()
    with Visit(browser, width=360) as visit:
        page = visit.go(shared)
        page.locator(".md-search-result__link").first.wait_for()
        addresses = [
            one.get_attribute("href") for one in page.locator(".md-search-result__link").all()
        ]
        assert addresses == found
        assert page.locator("#cm-search").input_value() == "sem abrigo & fome"
        page.keyboard.press("Escape")
        expect(page.locator(".cm-results")).to_be_hidden()
        assert page.url == before
        assert visit.complaints == []


def test_closing_a_search_gives_back_the_place_in_a_tree(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}{AD}#n-emergencia")
        place = page.url
        results(page, "fome")
        results(page, "fome e frio")
        assert asked(page) == "fome e frio"
        page.keyboard.press("Escape")
        assert page.url == place
        results(page, "asilo")
        page.locator("#cm-search").fill("")
        assert page.url == place


def held(page: Page) -> list[Route]:
    """The requests for the index, which wait until somebody lets them go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/search/pt.js", hold)
    return waiting


def test_on_a_slow_line_a_word_says_so_and_enter_waits(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        waiting = held(visit.page)
        page = visit.go(serve(built))
        field = page.locator("#cm-search")
        with page.expect_request("**/search/pt.js"):
            field.click()
        field.fill("gc-07")
        expect(page.locator(".cm-results [role=status]")).to_have_text("A carregar…")
        page.keyboard.press("Enter")
        assert "gc-07" not in urlsplit(page.url).path
        for route in waiting:
            route.continue_()
        page.wait_for_url("**/gc-07-violencia/**")
        assert visit.complaints == []


def test_whoever_types_on_after_enter_goes_nowhere(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        waiting = held(visit.page)
        page = visit.go(serve(built))
        field = page.locator("#cm-search")
        with page.expect_request("**/search/pt.js"):
            field.click()
        field.fill("gc-07")
        page.keyboard.press("Enter")
        field.fill("gc-08")
        for route in waiting:
            route.continue_()
        page.locator(".md-search-result__link").first.wait_for()
        assert "gc-08" in page.locator(".md-search-result__link").first.get_attribute("href")
        assert asked(page) == "gc-08"


def test_an_index_that_does_not_come_is_asked_for_again(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        page.route("**/search/pt.js", lambda route: route.abort())
        page.locator("#cm-search").fill("fome")
        status = page.locator(".cm-results [role=status]")
        expect(status).to_have_text("Não foi possível ler o índice de procura.")
        page.unroute("**/search/pt.js")
        assert any("gc-10" in one for one in results(page, "fome")[:3])


def test_what_was_found_is_marked_in_titles_and_texts(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        results(page, "violencia domestica")
        first = page.locator(".md-search-result__link").first
        assert {word.lower() for word in first.locator("strong mark").all_inner_texts()} == {
            "violência",
            "doméstica",
        }
        assert first.locator(".cm-code").inner_text() == "GC-07"
        assert first.locator("small").inner_text() == "Gestão de casos"


def test_synonyms_and_acronyms_of_the_glossary_are_found(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        for words, code in (
            ("numero de contribuinte", "en-03"),
            ("trazer a família", "ad-05"),
            ("cartão de residência", "ad-02"),
            ("MGF", "glossary"),
        ):
            assert any(code in one for one in results(page, words)[:6]), words


def test_on_a_phone_the_results_fill_the_screen(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + GC)
        page.locator(".cm-find").click()
        page.keyboard.type("saude")
        page.locator(".md-search-result__link").first.wait_for()
        assert page.locator(".cm-results").bounding_box()["height"] > 300
        assert page.locator(".md-search-result__link").first.is_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.classList.contains('cm-find')")
