"""A page as one file of HTML that stands alone: its style is in it, and it fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from claim_manual.html import Html, element, joined, text
from claim_manual.model.language import Words
from claim_manual.pages.page import Page, Section
from claim_manual.site.apart import Apart
from claim_manual.site.blocks import Blocks
from claim_manual.site.lines import Addresses, Lines

_META = Html(
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_LINE = Html("\n")


def page_alone(page: Page, say: Words) -> str:
    """The page, whose links lead to places on it or to whole addresses (`pages/alone`)."""
    lines = Lines(Addresses(_nowhere, _same, _same))
    write = Blocks(lines, lines, Apart(page.uri, _same, is_versioned=False))
    body = [element("p", lines(page.kicker), class_="kicker")] if page.kicker else []
    body += [element("h1", lines(page.heading)), write(page.head)]
    body += [part for section in page.sections for part in _section(section, write)]
    head = joined((_META, element("title", text(page.title)), element("style", _style())), _LINE)
    html = element(
        "html",
        element("head", head),
        element("body", element("main", joined(body, _LINE))),
        lang=say.tag,
        dir="rtl" if say.is_rtl else None,
    )
    return f"<!doctype html>\n{html}\n"


def _section(section: Section, write: Blocks) -> Iterator[Html]:
    if section.title:
        name = f"h{min(section.level, 6)}"
        yield element(name, write.line(section.title), id=section.anchor or None)
    if section.blocks:
        yield write(section.blocks)


def _nowhere(uri: str, anchor: str = "") -> str:
    raise LookupError(uri, anchor)  # a page that stands alone has no way to another


def _same(path: str) -> str:
    return path


@cache
def _style() -> Html:
    sheet = resources.files("claim_manual") / "site" / "alone.css"
    return Html(f"\n{sheet.read_text(encoding='utf-8')}")
