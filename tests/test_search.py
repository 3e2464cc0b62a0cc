"""Search in a real browser, over http and from the file system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import Visit, copy_manual, results, run
from test_browser import GC

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def add_words(folder: Path) -> None:
    """Pages with the words that the tests look for, in each language."""
    (folder / "docs/palavras.pt.md").write_text(
        "# Marcar hora\n\n## Ver\n\nA reunião é na terça. O zelador guarda o quadrícula.\n", "utf-8"
    )
    (folder / "docs/palavras.en.md").write_text("# Booking\n\nThe meeting. Xylophones.\n", "utf-8")


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory, built: Path) -> tuple[Path, Path]:
    """This manual with further words, as a site and as files."""
    folder = copy_manual(tmp_path_factory.mktemp("searched"), built.parent)
    add_words(folder)
    for options in (("--no-pdf",), ("--offline",)):
        done = run("build", *options, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder / "site", folder / "offline"


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
        page.wait_for_url("**ad-01**")
        assert visit.complaints == []
        outside = ("file://",) if from_files else ("http://127.0.0.1",)
        assert [one for one in visit.requests if not one.startswith(outside)] == []


ASKED = {
    "violada": "gc-11", "estupro": "gc-11", "matar-se": "tm-14", "fome": "gc-10", "comida": "gc-10",
    "bebé": "tm-09", "despedida": "en-06", "carta do BAS": "tm-04", "BAS": "tm-04",
    "trocar a fechadura": "tm-04", "fraude": "tm-05", "golpe": "tm-05",
    "perdi o cartão": "tm-02", "título caducado": "ad-02",
}  # fmt: skip
"""What people say, and the page that they need."""


def test_peoples_own_words_lead_to_the_page_that_they_need(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        far = {
            w: results(page, w)[:5]
            for w, to in ASKED.items()
            if to not in " ".join(results(page, w)[:4])
        }
        assert far == {}


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
