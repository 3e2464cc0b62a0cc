"""Whatever stands in a source, its file's name included, is shown as words and runs nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from claim_manual import starter
from conftest import DAY, Visit, run
from whole_manual import LANGUAGES, Filler, write

pytestmark = [pytest.mark.slow, pytest.mark.browser]
HOSTILE = "\"><script>window.pwned=1</script><img src=x onerror=window.pwned=2>{{ 977*983 }}{% raw %}]]>--></style></title>'%41"
NAME = "a'b&#60; #é%41 {{ 977*983 }}\"><img src=x onerror=window.pwned=3>"
"""A file's name; addresses have to hold it."""


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manual with hostile words in every field, and its site."""
    folder = tmp_path_factory.mktemp("hostile")
    numbers = count(1)
    files = Filler(lambda _name: f"w{next(numbers)}{HOSTILE}").files()
    files["mkdocs.yml"] = starter.manual([*LANGUAGES], DAY)["mkdocs.yml"].decode()
    for lang in LANGUAGES:
        files[f"docs/{NAME}.{lang}.md"] = files[f"docs/about.{lang}.md"]
    write(folder, files)
    done = run("build", "--no-pdf", cwd=folder)
    assert done.returncode == 0, done.stderr + done.stdout
    return folder


class Markup(HTMLParser):
    """What of a page a browser would run or fetch, and all its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        is_ours = tag == "script" and bool(
            given.get("type") in {"application/json", "application/ld+json"}
            or re.fullmatch(
                r"(/manual/|[./]*)assets/(claim-manual/)?[\w.-]+\.js(\?v=\w+)?",
                given.get("src", ""),
            )
        )
        is_ours |= tag == "img" and bool(
            re.fullmatch(r"(/manual/|[./]*)assets/parts/[\w./-]+\.svg", given.get("src", ""))
        )
        if tag in {"script", "img", "iframe", "object", "embed"} and not is_ours:
            self.active.append(self.get_starttag_text() or tag)
        self.active += [name for name in given if name.startswith("on")]
        for name in ("href", "src", "action"):
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name, ""), re.IGNORECASE):
                self.active.append(given[name])
        self.words += " ".join(["", *(value for value in given.values()), ""])

    def handle_data(self, data: str) -> None:
        self.words += data


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*.html")):
        if "admin" not in file.relative_to(site).parts:
            yield file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")


def test_every_page_shows_hostile_words_and_holds_nothing_that_runs(manual: Path) -> None:
    shown = 0
    for path, page in pages(manual / "site"):
        markup = Markup(page)
        assert markup.active == [], path
        numbers = re.findall(r"\d+", re.sub(r"w\d+|\?v=[0-9a-f]+", "", markup.words))
        assert "960391" not in numbers, path
        shown += markup.words.count(HOSTILE)
    assert shown > 1000


def test_nothing_runs_in_a_browser_and_every_link_leads_somewhere(
    manual: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    base = serve(manual / "site")
    with Visit(browser) as visit:
        for path, text in pages(manual / "site"):
            # The pages of one language: those of the other run the same.
            if 'http-equiv="refresh"' not in text and not path.startswith("pt/"):
                visit.page.goto(base + quote(path), wait_until="domcontentloaded")
                assert visit.page.evaluate("window.pwned") is None, path
        visit.go(f"{base}admin/")
        assert HOSTILE[:20] in visit.page.title()
        visit.go(f"{base}nowhere/404.html")
        for address in sorted(_links(manual / "site")):
            assert visit.context.request.get(base + address).ok, address
    assert [one for one in visit.requests if one.endswith(("/x", "pwned"))] == []


def _links(site: Path) -> Iterator[str]:
    """Every address of navigation, languages and feeds, under the root of the site."""
    home = (site / "index.html").read_text(encoding="utf-8")
    for found in re.findall(r'(?:href|src)="\./([^"]*)"', home):
        yield unescape(found).partition("#")[0]


def test_files_beside_pages_are_well_formed(manual: Path) -> None:
    site = manual / "site"
    for path in ("changes.xml", "pt/changes.xml", "sitemap.xml"):
        ET.parse(site / path)
    for path in ("reviews.ics", "pt/reviews.ics"):
        lines = (site / path).read_bytes().split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        assert all(re.match(rb"[A-Z-]+[:;]| |$", line) for line in lines)
    for lang in LANGUAGES:
        index = (site / f"search/{lang}.js").read_text(encoding="utf-8")
        json.loads(index[index.index("{") : index.rindex("}") + 1])
    assert json.loads((site / "offline.json").read_text(encoding="utf-8"))


def test_the_offline_copy_opens_and_runs_nothing(manual: Path, browser: Browser) -> None:
    done = run("build", "--offline", cwd=manual)
    assert done.returncode == 0, done.stderr
    with Visit(browser) as visit:
        for path, page in pages(manual / "offline"):
            assert Markup(page).active == [], path
        for path in ("index.html", "404.html", "pt/flows/tree.html", "reference/contacts.html"):
            visit.go((manual / "offline" / path).as_uri())
            assert visit.page.evaluate("window.pwned") is None


def test_pages_as_plain_markdown_hold_no_markup_of_an_author(manual: Path, tmp_path: Path) -> None:
    done = run("pages", tmp_path / "pages", cwd=manual)
    assert done.returncode == 0, done.stderr
    files = [*(tmp_path / "pages").rglob("*.md")]
    assert len(files) > 30
    for file in files:
        made = MarkdownIt("commonmark").render(file.read_text(encoding="utf-8"))
        assert Markup(made).active == [], file


def test_markdown_in_no_language_is_told_and_not_published(small: Path) -> None:
    (small / "docs" / "loose.md").write_text("# x\n\n<script>x</script>\n", encoding="utf-8")
    (small / "docs" / "other.xx.md").write_text("# x\n\n<script>x</script>\n", encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0
    assert done.stderr.startswith("docs/loose.md:1:1: warning unpublished-page: ")
    assert not [one for one in (small / "site").rglob("*") if one.name in {"loose", "other"}]
    done = run("build", "--no-pdf", "--strict", cwd=small)
    assert done.returncode == 1
    assert "docs/loose.md:1:1: warning unpublished-page: " in done.stdout
