"""Makes a chapter of a print edition: its article, its references left out, its style."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from claim_manual.book.blocks import Blocks
from claim_manual.book.lines import Lines, References, text
from claim_manual.book.paper import Paper, paper
from claim_manual.book.printed_charts import Sheet, printed_charts
from claim_manual.book.qr import qr_code
from claim_manual.book.sheets import Fields
from claim_manual.book.style import style_sheet
from claim_manual.book.values import PLACE, Chapter, Tab
from claim_manual.charts.chart import Chart
from claim_manual.charts.font import scripts_of, width
from claim_manual.derived.addresses import (
    MODEL_URI,
    category_uri,
    document_uri,
    form_uri,
    page_path,
    register_uri,
)
from claim_manual.derived.phases import has_model
from claim_manual.derived.reading import Reading
from claim_manual.derived.sheets import forms_with_sheets
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.edition import Edition
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.texts import Texts


@dataclass(frozen=True)
class BookPart:
    """A part of a book: what it is called, and its tab."""

    name: str
    tab: Tab


@dataclass(frozen=True)
class Print:
    """What all chapters of a book have in common: its parts by key, and the ids of its procedures
    and flows.
    """

    edition: Edition
    day: dt.date
    site_url: str
    parts: Mapping[str, BookPart]
    documents: frozenset[str]


@dataclass(frozen=True)
class Article:
    """What stands in a chapter: its place, its HTML, and the references of pages in it.

    `part` is the key of the part to which it belongs; `head` and `foot` stand over and under its
    pages, where that is not its title and the foot of the book.
    """

    anchor: str
    title: str
    body: Html
    references: References
    part: str = ""
    head: str = ""
    foot: str = ""
    class_: str | None = None
    begins: str = ""
    """The anchor of its beginning, where the article has none of its own."""


class ChapterMaker:
    """What the chapters of one language of a book are made with."""

    def __init__(self, reading: Reading, printed: Print) -> None:
        self.reading = reading
        self.print = printed
        self.options = printed.edition.options
        self._styles: dict[tuple[str, ...], str] = {}

    @property
    def manual(self) -> Manual:
        """The manual."""
        return self.reading.manual

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.reading.say

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the language."""
        return self.manual.settings.model.languages[self.reading.lang].tag

    @cached_property
    def paper(self) -> Paper:
        """The paper of the edition."""
        return paper(self.options)

    @property
    def title(self) -> str:
        """The manual's title."""
        return self.reading.plain(self.manual.settings.model.title)

    def texts(self, path: str) -> Texts:
        """Makes values of what stands in a source file."""
        return Texts(self.reading, path)

    @cached_property
    def notice(self) -> str:
        """The label of a manual in which something still is a model."""
        notice = lines(self.texts(self.manual.settings.path).model_notice())
        return " ".join(plain(line) for line in notice).removesuffix(".")

    @cached_property
    def foot(self) -> str:
        """What stands at the foot of pages that are no document's."""
        version = self.manual.settings.model.version
        words = [self.notice] if self.notice else []
        words += [self.say("version {version}", version=version)] if version else []
        return " · ".join((*words, self.say.short_date(self.print.day)))

    def outside(self) -> dict[str, str]:
        """Where on the site each anchor is, if the site's address is known."""
        if not self.print.site_url:
            return {}
        uris = [document_uri(document) for document in self.manual.documents()]
        uris += [register_uri(name) for name in self.manual.registers]
        uris += [form_uri(form.id) for form in forms_with_sheets(self.manual)]
        uris += [page.id for page in self.manual.pages]
        phases = self.manual.settings.model.phases
        uris += [category_uri(name) for name, phase in phases.items() if phase.says_more]
        uris += [MODEL_URI] if has_model(self.manual) else []
        return {anchor_of(uri): self.online(uri) for uri in uris}

    def file_online(self, path: str) -> str:
        """The address of a file of the site; "" where the manual has none."""
        root = self.print.site_url.rstrip("/")
        return f"{root}/{quote(path)}" if root else ""

    def online(self, uri: str) -> str:
        """Where a page is on the site."""
        lang = self.reading.lang
        prefix = "" if lang == self.manual.default_language else f"{lang}/"
        return f"{self.print.site_url.rstrip('/')}/{page_path(prefix, uri, '')}"

    def qr(self, uri: str, title: str) -> Html:
        """The code that leads to a page of the site, where the edition has codes."""
        if not (self.options.qr and self.print.site_url):
            return NOTHING
        return qr_code(self.online(uri), self.say("Online: {address}", address=title))

    def anchor(self, uri: str, within: str = "") -> str:
        """Where something is in the book; a form is where its sheet is, if it has one."""
        if uri == register_uri("forms") and within in self._sheets:
            return anchor_of(form_uri(within))
        return anchor_of(uri, within)

    @cached_property
    def _sheets(self) -> frozenset[str]:
        return frozenset(form.id for form in forms_with_sheets(self.manual))

    def references(self, *, is_list: bool = False) -> References:
        """The references of pages of a chapter: in brackets, or alone in a list of contents."""
        return References("{}" if is_list else self._page_label)

    def write(self, here: str, references: References, fields: Fields | None = None) -> Blocks:
        """Writes the blocks of the chapter that begins at an anchor."""
        return Blocks(
            Lines(references, self.anchor, here, self.file_online),
            lambda chart: self._charts(chart, here),
            self.say("Where to go on"),
            self.say("Outcome"),
            fields,
        )

    def _charts(self, chart: Chart, here: str) -> list[Sheet]:
        return printed_charts(
            self.say,
            chart,
            self.paper,
            f"{here}--{'lanes' if chart.groups else 'chart'}",
            self.anchor,
        )

    def chapter(self, article: Article) -> Chapter:
        """An article as a chapter."""
        opened = self.print.parts.get(article.part)
        body = element(
            "article",
            Html("\n"),
            article.body,
            id=article.anchor or None,
            class_=article.class_,
            data_head=article.head or article.title,
            data_part=opened.name if opened else "",
            data_foot=article.foot or self.foot,
        )
        whole = self._document(article.title, body)
        return Chapter(
            id=article.anchor or article.begins,
            lang=self.reading.lang,
            tag=self.tag,
            title=article.title,
            html=whole,
            style=self._style(tuple(scripts_of(whole))),
            places=article.references.places,
            slots=article.references.slots,
            files=article.references.files,
            tabs=(opened.tab,) if opened else (),
        )

    def _document(self, title: str, body: Html) -> str:
        head = element("head", Html('<meta charset="utf-8">'), element("title", text(title)))
        direction = "rtl" if self.say.is_rtl else None
        parts = (head, element("body", body))
        page = element("html", joined(parts, Html("\n")), lang=self.tag, dir=direction)
        return f"<!DOCTYPE html>\n{page}\n"

    @property
    def _page_label(self) -> str:
        """What the number of a page stands in."""
        return f"\u00a0({self.say('p.')} {{}})"

    def _style(self, scripts: tuple[str, ...]) -> str:
        """The style sheet, with the fonts of those further scripts in which something is written."""
        if scripts not in self._styles:
            self._styles[scripts] = style_sheet(
                self.paper,
                scripts,
                has_crop_marks=self.options.crop_marks,
                number_width=width(self._page_label.format("000"), 1.0) + 0.02,
            )
        return self._styles[scripts]


def anchor_of(uri: str, within: str = "") -> str:
    """The id that a page of the site, or a place in it, has in the book."""
    name = "p-" + uri.replace("/", "-")
    return f"{name}--{within}" if within else name


def book_address(uri: str, anchor: str = "") -> str:
    """The address of a page of the site, or of a place in it, within the book."""
    return PLACE + anchor_of(uri, anchor)
