"""Small things that people expect: an outcome is shared, pages seen last, a word on what is wrong, keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect

from claim_manual import starter
from claim_manual.model.language import words
from claim_manual.publish.folder import write_tree
from claim_manual.work.judging import judged
from conftest import DAY, Visit, fault_of, once, run
from test_site import AXE_RUNS, violations

FLOW = "flows/who-answers/"
QUIET = "flows/quiet/"
PROCEDURE = "procedures/service/receive-request/"
SHARED = "    share:\n      en: |\n        Go to the desk of the town hall.\n        Take your papers.\n      pt: Vá ao balcão.\n"
MAIL = "corrections+manual@example.org"


def manual_with(folder: Path, settings: str) -> Path:
    """The starter's manual with a text to share, a discreet flow, and more settings."""
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    flow = folder / "flows" / "who-answers.yml"
    text = flow.read_text("utf-8")
    quiet = text.replace("T-01", "T-02").replace("status: draft", "status: draft\ndiscreet: true")
    (folder / "flows" / "quiet.yml").write_text(quiet, "utf-8")
    assert text.count("    kind: referred\n") == 1
    flow.write_text(text.replace("    kind: referred\n", f"    kind: referred\n{SHARED}"), "utf-8")
    file = folder / "manual.yml"
    file.write_text(f"{file.read_text('utf-8')}{settings}", "utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> str:
        manual_with(folder, f"feedback: {MAIL}\nversion: '7'\n")
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "small-things-built", make) / "site"


@pytest.fixture
def visit(browser: Browser, desk: Path, serve: Callable[[Path], str]) -> Iterator[Visit]:
    with Visit(browser, permissions=["clipboard-read", "clipboard-write"]) as made:
        made.base = serve(desk)
        yield made
        assert made.complaints == []
        assert not [one for one in made.requests if not one.startswith(made.base)]


# -- an outcome is shared

SHARING = "window.shared = []; navigator.share = async (what) => { window.shared.push(what); };"


def shared_at(visit: Visit, path: str) -> dict[str, str]:
    visit.page.add_init_script(SHARING)
    page = visit.go(visit.base + path)
    page.locator(".cm-tree .cm-tree-tools .cm-share").click()
    (shared,) = page.evaluate("window.shared")
    return shared


@pytest.mark.browser
def test_an_outcome_is_shared_with_the_text_of_its_author_in_the_language_of_the_page(
    visit: Visit,
) -> None:
    shared = shared_at(visit, f"{FLOW}#?ours=no")
    assert shared["text"] == "Go to the desk of the town hall.\nTake your papers."
    assert shared["url"] == visit.base + FLOW
    assert "ours" not in json.dumps(shared)
    assert shared_at(visit, f"pt/{FLOW}#?ours=no")["text"] == "Vá ao balcão."


@pytest.mark.browser
def test_an_outcome_without_such_a_text_is_shared_by_its_title(visit: Visit) -> None:
    shared = shared_at(visit, f"{FLOW}#?ours=yes")
    visit.page.locator("#cm-tree .cm-tree-head").wait_for()
    assert shared["text"] in visit.page.locator("#cm-tree .cm-tree-head").inner_text()
    assert shared["url"] == visit.base + FLOW


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "copied"), [("", "Copied"), ("pt/", "Copiado")])
def test_where_a_device_cannot_share_the_words_are_copied(
    visit: Visit, prefix: str, copied: str
) -> None:
    visit.page.add_init_script("delete Navigator.prototype.share;")
    page = visit.go(f"{visit.base}{prefix}{FLOW}#?ours=yes")
    button = page.locator(".cm-tree-tools .cm-share")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page.locator("#cm-contact-status")).to_have_text(copied)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.splitlines()[-1] == f"{visit.base}{prefix}{FLOW}"


@pytest.mark.browser
def test_nothing_of_a_discreet_page_is_shared(visit: Visit) -> None:
    page = visit.go(f"{visit.base}{QUIET}#?ours=no")
    page.locator(".cm-tree-tools").wait_for()
    assert page.locator(".cm-share").count() == 0
    assert page.locator("[data-share]:not(#cm-contacts)").count() == 0


@pytest.mark.browser
def test_a_page_that_goes_through_another_shares_its_own_outcome(visit: Visit) -> None:
    page = visit.go(f"{visit.base}{PROCEDURE}")
    visit.page.add_init_script(SHARING)
    page.reload()
    tree = page.locator("#cm-tree")
    for name in ("Done, continue", "No"):
        before = page.url
        tree.locator("a", has_text=name).click()
        page.wait_for_url(lambda url, before=before: url != before)
    expect(tree.locator(".cm-answers")).to_have_count(0)
    while not tree.get_attribute("data-outcome"):
        step = tree.get_attribute("data-step") or ""
        tree.locator(".cm-tree-on a").click()
        expect(tree).not_to_have_attribute("data-step", step)
    page.locator(".cm-tree-tools .cm-share").click()
    (shared,) = page.evaluate("window.shared")
    assert shared["text"] in page.locator("#cm-tree .cm-tree-head").inner_text()
    assert shared["url"] == visit.base + PROCEDURE


# -- pages seen last


def opened(page: Page) -> Page:
    page.locator("#cm-search").focus()
    page.locator("div.cm-seen").wait_for()
    return page


def stored(page: Page) -> str:
    return page.evaluate("JSON.stringify(Object.entries(localStorage))")


SEEN = [
    "flows/", "changes/", "reference/contacts/", "reference/roles/", "reference/glossary/",
    PROCEDURE, FLOW, "procedures/service/",
]  # fmt: skip


@pytest.mark.browser
def test_nothing_is_kept_of_what_is_read_unless_somebody_asks(visit: Visit) -> None:
    for path in SEEN[:3]:
        page = visit.go(visit.base + path)
    assert stored(page) == "[]"
    opened(page)
    assert not page.locator(".cm-seen input").is_checked()
    assert page.locator(".cm-seen a").count() == 0


@pytest.mark.browser
def test_the_last_six_pages_are_listed_where_somebody_asked_for_it(visit: Visit) -> None:
    page = opened(visit.go(visit.base))
    page.get_by_label("Remember on this device the pages that I open").check()
    for path in (*SEEN, QUIET, f"{FLOW}#?ours=no"):
        page = visit.go(visit.base + path)
    title = page.title()
    page = opened(visit.go(f"{visit.base}pt/"))
    links = page.locator(".cm-seen a")
    expect(links).to_have_count(6)
    ways = [one.evaluate("(link) => link.href") for one in links.all()]
    assert ways[:2] == [visit.base + FLOW, f"{visit.base}procedures/service/"]
    assert title.startswith(links.first.inner_text())
    assert links.first.get_attribute("lang").startswith("en")
    assert all(one.bounding_box()["height"] >= 44 for one in links.all())
    assert "quiet" not in stored(page)
    assert "ours" not in stored(page)
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(visit.base + FLOW)


@pytest.mark.browser
def test_the_list_is_deleted_and_turned_off_without_anything_left(visit: Visit) -> None:
    page = opened(visit.go(visit.base + FLOW))
    switch = page.locator(".cm-seen input")
    switch.check()
    visit.go(visit.base + PROCEDURE)
    page = opened(visit.go(visit.base))
    expect(page.locator(".cm-seen a")).to_have_count(2)
    page.get_by_role("button", name="Delete the list").click()
    expect(page.locator(".cm-seen a")).to_have_count(0)
    expect(page.locator(".cm-seen [role=status]")).to_have_text("The list is deleted.")
    expect(switch).to_be_focused()
    page.reload()
    opened(page)
    expect(switch).to_be_checked()
    expect(page.locator(".cm-seen a")).to_have_count(0)
    switch.uncheck()
    assert stored(page) == "[]"


@pytest.mark.browser
def test_a_page_that_has_become_discreet_is_forgotten_when_it_is_opened(visit: Visit) -> None:
    page = opened(visit.go(visit.base + FLOW))
    page.locator(".cm-seen input").check()
    name = page.evaluate("Object.keys(localStorage)[0]")
    old = json.dumps([{"path": QUIET, "title": "Quiet", "lang": "en"}])
    page.evaluate("([name, list]) => localStorage.setItem(name, list)", [name, old])
    page = visit.go(visit.base + QUIET)
    assert page.locator("body.cm-discreet").count() == 1
    assert "quiet" not in stored(page).lower()


@pytest.mark.browser
def test_the_list_goes_with_words_with_escape_and_with_the_focus(visit: Visit) -> None:
    page = opened(visit.go(visit.base + FLOW))
    panel = page.locator(".cm-seen")
    page.locator("#cm-search").fill("desk")
    expect(panel).to_be_hidden()
    page.locator("#cm-search").fill("")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    opened(visit.go(visit.base + PROCEDURE))
    page.locator(".cm-palette").focus()
    expect(panel).to_be_hidden()


@pytest.mark.browser
def test_what_the_browser_does_not_keep_is_not_offered(visit: Visit) -> None:
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page = visit.go(visit.base + FLOW)
    page.locator("#cm-search").focus()
    expect(page.locator(".cm-seen")).to_be_hidden()


MOVED = """() => new Promise((done) => {
  new PerformanceObserver((list) => (window.moved = [...(window.moved ?? []), ...list.getEntries().filter((one) => !one.hadRecentInput).map((one) => one.value)]))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.moved ?? []), 100)));
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_list_opens(
    browser: Browser, desk: Path, serve: Callable[[Path], str], width: int
) -> None:
    with Visit(browser, width=width) as visit:
        page = visit.go(serve(desk) + FLOW)
        page.evaluate("localStorage.setItem(`cm-seen /`, '[]')")
        page.goto(serve(desk) + PROCEDURE)
        page.goto(serve(desk))
        height = page.evaluate("document.documentElement.scrollHeight")
        if width == 360:
            page.locator("#cm-search").focus()
        opened(page)
        expect(page.locator(".cm-seen a")).to_have_count(1)
        assert page.evaluate(MOVED) == []
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollHeight") == height


# -- a word on what is wrong


@pytest.mark.browser
def test_a_page_has_a_letter_begun_for_whoever_has_no_account(visit: Visit) -> None:
    page = visit.go(f"{visit.base}pt/{FLOW}#?ours=no")
    link = page.locator(".cm-footer a", has_text="Isto está certo? Diga-nos")
    assert link.bounding_box()["height"] >= 44
    href = link.get_attribute("href")
    assert href.startswith(f"mailto:{MAIL}?subject=")
    asked = parse_qs(urlsplit(href).query)
    assert (
        page.locator("h1").inner_text().split("\n")[0].split("¶")[0].split(" ", 1)[-1]
        in asked["subject"][0]
    )
    (body,) = asked["body"]
    assert f"pt/{FLOW}" in body
    assert "0.1" in body
    assert "\r\n" in body
    assert "Não escreva aqui dados pessoais." in body
    assert "ours" not in body


ISSUES = {
    "https://github.com/x/y/issues/new": ("https://github.com/x/y/issues/new", "title", "body"),
    "https://codeberg.org/x/y/issues": ("https://codeberg.org/x/y/issues/new", "title", "body"),
    "https://gitlab.com/x/y/-/issues/new": (
        "https://gitlab.com/x/y/-/issues/new", "issue[title]", "issue[description]",
    ),
    "https://example.org/form?page=2#top": ("https://example.org/form", "title", "body"),
}  # fmt: skip


@pytest.mark.parametrize("address", ISSUES)
def test_an_issue_is_begun_at_the_address_of_the_manual(tmp_path: Path, address: str) -> None:
    from claim_manual.derived.reading import Reading
    from claim_manual.site.corrections import correction
    from claim_manual.site.site_page import SitePage

    manual, found = judged(manual_with(tmp_path / "x", f"feedback: {address}\n"), DAY)
    assert manual, found
    page = SitePage("a/b", "en", "A & B", b"", b"", (), "a/b.yml", version="3")
    link = correction(Reading(manual, "en"), page, "https://example.org/a/b/")
    assert link
    assert link.label == "Is this right? Tell us"
    where, title, body = ISSUES[address]
    parts = urlsplit(link.href)
    assert link.href.startswith(f"{where}?")
    asked = parse_qs(parts.query)
    assert asked[title] == ["Correction: A & B"]
    assert "https://example.org/a/b/" in asked[body][0]
    assert parts.fragment == urlsplit(address).fragment
    assert asked.get("page") == (["2"] if "page=2" in address else None)


def test_without_an_address_there_is_no_such_link(small_built: Path) -> None:
    page = (small_built / "site" / FLOW / "index.html").read_text("utf-8")
    assert "Is this right?" not in page
    assert "mailto:" not in page


@pytest.mark.parametrize(
    "address",
    ["corrections", "me@", "mailto:me@example.org", "javascript:alert(1)", "https://", "a@b.org, c@d.org", "ftp://x.org"],
)  # fmt: skip
def test_an_address_that_nobody_could_be_told_at_is_refused(tmp_path: Path, address: str) -> None:
    _, found = judged(manual_with(tmp_path / "x", f'feedback: "{address}"\n'), DAY)
    (fault,) = [one for one in found if one.code == "wrong-type"]
    assert fault.place.path == "manual.yml"
    assert "name@example.org" in fault.hint.text(words("en"))


def test_the_schemas_know_what_authors_may_write() -> None:
    root = Path(__file__).parent.parent / "schemas"
    schema = json.loads((root / "manual.json").read_text("utf-8"))["properties"]["feedback"]
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(MAIL)
    assert validator.is_valid("https://example.org/issues")
    assert not validator.is_valid("somebody")
    flow = (root / "flow.json").read_text("utf-8")
    assert '"share"' in flow


# -- keys


@pytest.mark.browser
def test_a_key_begins_a_search_and_another_lists_the_keys(visit: Visit) -> None:
    page = visit.go(visit.base + FLOW)
    dialog = page.locator("#cm-keys")
    page.keyboard.press("/")
    expect(page.locator("#cm-search")).to_be_focused()
    page.keyboard.type("a/b?")
    expect(page.locator("#cm-search")).to_have_value("a/b?")
    expect(dialog).to_be_hidden()
    page.locator(".cm-palette").focus()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    assert "to search" in dialog.inner_text()
    page.keyboard.press("/")
    expect(page.locator("#cm-search")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".cm-palette")).to_be_focused()
    page.keyboard.press("Control+/")
    expect(page.locator("#cm-search")).not_to_be_focused()


@pytest.mark.browser
def test_single_keys_can_be_turned_off_and_on_again(visit: Visit) -> None:
    page = visit.go(visit.base + FLOW)
    page.keyboard.press("?")
    switch = page.locator("#cm-keys input")
    switch.uncheck()
    for path in (FLOW, f"pt/{PROCEDURE}"):
        visit.go(visit.base + path)
        page.keyboard.press("/")
        page.keyboard.press("?")
        expect(page.locator("#cm-search")).not_to_be_focused()
        expect(page.locator("#cm-keys")).to_be_hidden()
    page.locator(".cm-footer").get_by_role("button", name="Teclas").click()
    expect(switch).not_to_be_checked()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#cm-search")).to_be_focused()


@pytest.mark.browser
def test_a_key_opens_the_search_of_a_narrow_window(
    browser: Browser, desk: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(desk) + FLOW)
        page.keyboard.press("/")
        expect(page.locator("#cm-search")).to_be_focused()


@pytest.mark.browser
def test_keys_are_told_where_there_are_keys_and_lengthen_no_page(
    browser: Browser, desk: Path, serve: Callable[[Path], str]
) -> None:
    base, named = serve(desk), ".cm-keys-open:visible"
    with Visit(browser) as visit:
        page = visit.go(base + FLOW)
        expect(page.locator(f".cm-footer {named}")).to_have_count(1)
        assert page.locator(f".cm-footer {named}").bounding_box()["height"] >= 44
    with Visit(browser, width=360) as visit:
        page = visit.go(base + FLOW)
        expect(page.locator(named)).to_have_count(0)
        page.locator(".cm-menu").click()
        page.locator(f".cm-nav {named}").click()
        expect(page.locator("#cm-keys")).to_be_visible()
    with Visit(browser, width=360, is_mobile=True, has_touch=True) as visit:
        page = visit.go(base + FLOW)
        page.locator(".cm-menu").click()
        page.locator(".cm-nav a").first.wait_for()
        expect(page.locator(named)).to_have_count(0)


@pytest.mark.browser
def test_without_script_nothing_of_it_is_offered(
    browser: Browser, desk: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, java_script_enabled=False) as visit:
        page = visit.go(serve(desk) + FLOW)
        for part in (".cm-seen", ".cm-keys-open", "#cm-keys", ".cm-share"):
            expect(page.locator(f"{part}:visible")).to_have_count(0)
        expect(page.locator(".cm-footer a[href^='mailto:']")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["pt", "dark"])
def test_axe_finds_nothing_in_the_list_the_keys_and_at_an_outcome(
    browser: Browser, desk: Path, serve: Callable[[Path], str], kind: str, width: int
) -> None:
    *_, dark, options = AXE_RUNS[kind]
    with Visit(browser, dark=dark, width=width) as visit:
        page = visit.go(f"{serve(desk)}{FLOW}")
        page.evaluate("localStorage.setItem('cm-seen /', '[]')")
        page.goto(f"{serve(desk)}{PROCEDURE}")
        page = visit.go(f"{serve(desk)}{FLOW}#?ours=no")
        assert violations(page, options) == []
        page.keyboard.press("/")
        page.locator(".cm-seen a").wait_for()
        assert violations(page, options) == []
        page.locator("#cm-search").blur()
        page.keyboard.press("?")
        page.locator("#cm-keys").wait_for()
        assert violations(page, options) == []
