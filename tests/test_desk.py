"""Pages at the desk, in a real browser: what stands on the first screen, what is folded and how it
opens, and that nothing of the page on paper is missing.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.pages.documents import flow_page, procedure_page
from claim_manual.pages.page import Online, anchored
from claim_manual.pages.page import Page as PageValue
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.texts import Texts
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, Visit

PHONE = {"width": 360, "height": 740}
GC = "procedures/gestao-de-casos/gc-07-violencia/"
PLACES = """() => {
  const top = (one) => one ? one.getBoundingClientRect().top + scrollY : null;
  const first = (names) => [...document.querySelectorAll(names)].find((one) => one.checkVisibility());
  return {
    never: top(first(".cm-never li")),
    number: top(first(".cm-calls-list a[href^='tel:']")),
    act: top(first("#cm-tree .cm-tree-head, ol.cm-steps .cm-do")),
    length: document.documentElement.scrollHeight,
    shift: window.shift,
  };
}"""
WATCH_SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def page_of(manual: Manual, document: AnyDocument, lang: str, *, is_site: bool) -> PageValue:
    maker = procedure_page if hasattr(document.model, "steps") else flow_page
    texts = Texts(Reading(manual, lang), document.path)
    return anchored(maker(texts, document, Online(is_site=is_site)))


def said(page: PageValue) -> set[str]:
    return {*map(plain, [page.heading, *lines(page.blocks, is_folded=True)])} - {""}


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_nothing_of_the_page_on_paper_is_missing(manual: Manual, lang: str) -> None:
    for document in manual.documents():
        desk = page_of(manual, document, lang, is_site=True)
        at_desk = said(desk)
        titles = {plain(part.title) for part in desk.sections}
        paper = page_of(manual, document, lang, is_site=False)
        whole = " ".join(at_desk)
        missing = {line for line in said(paper) - at_desk - titles if line not in whole}
        assert missing <= {plain(paper.heading)}, document.id


def test_who_acts_is_named_where_it_is_not_those_of_the_first_screen(manual: Manual) -> None:
    document = manual.document("gc-07-violencia")
    assert document
    page = page_of(manual, document, "pt", is_site=True)
    steps = page.section("steps")
    assert steps
    text = " ".join(plain(line) for line in lines(steps.blocks))
    assert "Pessoa atendida" in text
    assert "Técnico/a do CLAIM e Coordenador/a do CLAIM" not in text


# -- in the browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "longest"), [("one", 2000), ("all", 4500)], ids=["one at a time", "all steps"]
)
def test_the_first_screen_has_what_one_needs(
    manual: Manual,
    browser: Browser,
    built: Path,
    serve: Callable[[Path], str],
    mode: str,
    longest: int,
) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    context.add_init_script(f"localStorage.setItem('cm-steps', '{mode}');{WATCH_SHIFTS}")
    page, found = context.new_page(), []
    for document in manual.procedures:
        page.goto(f"{serve(built)}procedures/{document.category}/{document.id}/")
        places = page.evaluate(PLACES)
        found.append(places)
        assert max(places["never"], places["number"], places["act"]) <= 740, document.id
        assert places["shift"] < 0.001, document.id
    context.close()

    def median(name: str) -> float:
        return statistics.median(places[name] for places in found)

    assert median("never") <= 300
    assert median("number") <= 420
    assert median("act") <= 560
    assert median("length") <= longest


@pytest.mark.browser
@pytest.mark.slow
def test_a_link_into_a_fold_opens_it_and_goes_there(
    phone: Page, built: Path, serve: Callable[[Path], str]
) -> None:
    phone.goto(serve(built) + GC)
    fold = phone.locator("details.cm-fold--contacts")
    expect(fold).not_to_have_attribute("open", "")
    phone.locator(".cm-calls-more a").click()
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("h3")).to_be_focused()
    fold.locator("summary").click()
    expect(fold).not_to_have_attribute("open", "")
    phone.locator(".cm-calls-more a").click()
    expect(fold).to_have_attribute("open", "")


@pytest.mark.browser
@pytest.mark.slow
def test_a_link_to_an_outcome_shows_it(
    phone: Page, built: Path, serve: Callable[[Path], str]
) -> None:
    phone.goto(serve(built) + GC)
    outcome = phone.locator("details.cm-fold--outcomes li").first
    place = outcome.get_attribute("id")
    phone.goto("about:blank")
    phone.goto(f"{serve(built)}{GC}#{place}")
    expect(outcome).to_be_visible()
    expect(outcome).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.slow
def test_each_step_is_a_heading_with_its_number_and_a_way_names_its_step(
    phone: Page, built: Path, serve: Callable[[Path], str]
) -> None:
    phone.goto(serve(built) + GC)
    phone.get_by_role("button", name="Todos os passos").click()
    names = phone.get_by_role("heading", level=3, name="Passo ")
    assert names.count() == phone.locator("ol.cm-steps").first.locator("> li").count() > 5
    expect(names.first).to_have_accessible_name(
        "Passo 1. Falar a sós, num lugar onde ninguém entre"
    )
    way = phone.locator("ol.cm-steps .cm-ways a").first
    number, _, title = (way.locator("span").text_content() or "").partition(". ")
    assert number.isdecimal()
    assert title
    goal = phone.locator(way.get_attribute("href") or "")
    assert title in (goal.locator(".cm-do").text_content() or "")


@pytest.mark.browser
@pytest.mark.slow
def test_the_list_of_contents_says_where_one_is(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built) + GC)
        here = page.locator(".cm-toc [aria-current]")
        expect(here).to_have_count(1)
        before = here.inner_text()
        page.locator(".cm-toc a", has_text="Contactos").click()
        expect(here).to_have_text("Contactos")
        assert before != "Contactos"


@pytest.mark.browser
@pytest.mark.slow
def test_one_goes_on_to_the_next_page_and_back(
    phone: Page, built: Path, serve: Callable[[Path], str]
) -> None:
    phone.goto(serve(built) + GC)
    phone.locator(".cm-beside a[rel=next]").click()
    expect(phone.locator("h1")).to_contain_text("Criança")
    phone.locator(".cm-beside a[rel=prev]").click()
    expect(phone.locator("h1")).to_contain_text("violência doméstica")
    phone.goto(serve(built) + "procedures/gestao-de-casos/gc-01-triagem-inicial/")
    expect(phone.locator(".cm-beside a[rel=prev]")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_printed_has_no_folds(
    phone: Page, built: Path, serve: Callable[[Path], str]
) -> None:
    phone.goto(serve(built) + GC)
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert phone.locator("details.cm-fold:not([open])").count() == 0
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    assert phone.locator("details.cm-fold[open]").count() == 0


TASKS = (
    ("Violência em casa ou na família", "tel:800202148"),
    ("Grávida", "tel:"),
    ("Criança ou jovem", "tel:"),
    ("Não lhe pagaram", "tel:"),
    ("caducad", "tel:"),
    ("língua", "tel:"),
    ("acionalidade", "tel:"),
    ("eclama", "tel:"),
)
"""Words of the home page's situations for the eight tasks that were walked, and a number of each."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("words", "number"), TASKS)
def test_one_tap_from_the_home_page_to_a_number_and_the_first_act(
    phone: Page, built: Path, serve: Callable[[Path], str], words: str, number: str
) -> None:
    phone.goto(serve(built))
    phone.locator(".cm-situations strong a", has_text=words).first.click()
    phone.wait_for_load_state()
    bar = phone.locator(".cm-emergency").bounding_box()
    assert bar
    for place in (
        phone.locator(f".cm-calls-list a[href^='{number}']").first,
        phone.locator("#cm-tree .cm-tree-head"),
    ):
        box = place.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= bar["y"], words
