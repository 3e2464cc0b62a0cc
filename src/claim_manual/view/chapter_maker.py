"""Makes a chapter of a print edition: its template filled, its numbers left out, its style."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claim_manual.model.addresses import document_uri, form_uri, page_path, register_uri
from claim_manual.model.edition import Edition
from claim_manual.model.manual import Manual
from claim_manual.model.page import NUMBERS, NUMBERS_END, PLACE, Chapter, Tab
from claim_manual.model.reading import Reading
from claim_manual.view.font import FACES, FAMILY, scripts_of, width
from claim_manual.view.page_numbers import with_pages
from claim_manual.view.paper import Paper, paper
from claim_manual.view.qr import qr_code
from claim_manual.view.sheets import forms_with_sheets
from claim_manual.view.templating import model_notice, render
from claim_manual.view.writer import Writer


@dataclass(frozen=True)
class Part:
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
    parts: Mapping[str, Part]
    documents: frozenset[str]


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

    @cached_property
    def notice(self) -> str:
        """The label of a manual in which something still is a model."""
        return model_notice(self.writer(self.manual.settings.path))

    @cached_property
    def foot(self) -> str:
        """What stands at the foot of pages that are no document's."""
        version = self.manual.settings.model.version
        said = [self.notice] if self.notice else []
        said += [self.reading.say("version {version}", version=version)] if version else []
        return " · ".join((*said, self.reading.say.short_date(self.print.day)))

    def outside(self) -> dict[str, str]:
        """Where on the site each anchor is, if the site's address is known."""
        if not self.print.site_url:
            return {}
        uris = [document_uri(one) for one in self.manual.documents()]
        uris += [register_uri(name) for name in self.manual.registers]
        uris += [form_uri(one.id) for one in forms_with_sheets(self.manual)]
        uris += [one.id for one in self.manual.pages]
        return {anchor_of(uri): self.online(uri) for uri in uris}

    def online(self, uri: str) -> str:
        """Where a page is on the site."""
        lang = self.reading.lang
        prefix = "" if lang == self.manual.default_language else f"{lang}/"
        return f"{self.print.site_url.rstrip('/')}/{page_path(prefix, uri, '')}"

    def qr(self, uri: str, title: str) -> str:
        """The code that leads to a page of the site, where the edition has codes."""
        if not (self.options.qr and self.print.site_url):
            return ""
        return qr_code(self.online(uri), self.reading.say("Online: {address}", address=title))

    def writer(self, path: str) -> Writer:
        """Writes what stands in a source file, for the book."""
        files = {
            one.removeprefix("docs/"): f"manual:{one}"
            for one in self.manual.files
            if one.startswith("docs/")
        }
        return Writer(self.reading, path, self.address, files)

    def address(self, uri: str, anchor: str = "") -> str:
        """Where something is in the book; a form is where its sheet is, if it has one."""
        if uri == register_uri("forms") and anchor in self._sheets:
            return book_address(form_uri(anchor))
        return book_address(uri, anchor)

    @cached_property
    def _sheets(self) -> frozenset[str]:
        return frozenset(one.id for one in forms_with_sheets(self.manual))

    def chapter(
        self,
        template: str,
        title: str,
        path: str,
        *,
        anchor: str = "",
        part: str = "",
        **values: Any,
    ) -> Chapter:
        """A template of book/ filled with values, as the chapter that begins at an anchor.

        `path` is the source of its words, `part` the key of the part to which it belongs.
        """
        opened = self.print.parts.get(part)
        is_list = template in {"contents", "divider"}
        made = render(
            f"book/{template}.html.j2",
            self.writer(path),
            **{
                "id": anchor,
                "title": title,
                "tag": self.tag,
                "today": self.print.day,
                "foot": self.foot,
                "place": PLACE,
                "part": opened.name if opened else "",
            }
            | values,
        )
        whole, places = with_pages(made, "{}" if is_list else self._page_label)
        return Chapter(
            id=anchor,
            lang=self.reading.lang,
            tag=self.tag,
            title=title,
            html=_with_marks(whole),
            style=self._style(tuple(scripts_of(whole))),
            places=places,
            tabs=(opened.tab,) if opened else (),
        )

    @property
    def _page_label(self) -> str:
        """What the number of a page stands in."""
        return f"\u00a0({self.reading.say('p.')} {{}})"

    def _style(self, scripts: tuple[str, ...]) -> str:
        """The style sheet, with the fonts of those further scripts in which something is written."""
        if scripts not in self._styles:
            self._styles[scripts] = render(
                "book/book.css",
                self.writer(self.manual.settings.path),
                families=(FAMILY, NUMBERS, NUMBERS_END),
                faces=FACES,
                scripts=scripts,
                paper=self.paper,
                crop=self.options.crop_marks,
                at_width=width(self._page_label.format("000"), 1.0) + 0.02,
            )
        return self._styles[scripts]


_MARKS = {"▲": "red", "◆": "amber", "●": "green"}
"""Marks of levels as somebody may write them, which the typeface lacks."""


def _with_marks(made: str) -> str:
    """The chapter with the marks of levels drawn."""
    for mark, level in _MARKS.items():
        made = made.replace(mark, f'<span class="cm-{level}"><span class="mark"></span></span>')
    return made


def anchor_of(uri: str, within: str = "") -> str:
    """The id that a page of the site, or a place in it, has in the book."""
    name = "p-" + uri.replace("/", "-")
    return f"{name}--{within}" if within else name


def book_address(uri: str, anchor: str = "") -> str:
    """The address of a page of the site, or of a place in it, within the book."""
    return PLACE + anchor_of(uri, anchor)
