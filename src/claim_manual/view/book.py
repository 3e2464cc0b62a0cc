"""The print edition in one language: one HTML document for paged media, with its own templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from claim_manual.model.documents import REGISTERS
from claim_manual.model.manual import AnyDocument, Manual, Prose
from claim_manual.model.page import Book
from claim_manual.model.reading import Reading
from claim_manual.view import html
from claim_manual.view.addresses import document_uri
from claim_manual.view.chart import chart
from claim_manual.view.font import FACES, FAMILY
from claim_manual.view.outline import Item, outline
from claim_manual.view.pages import REGISTER_TITLES
from claim_manual.view.svg import draw, sheets
from claim_manual.view.templating import render, status_text
from claim_manual.view.writer import Writer

# What fits on an A4 page within the style sheet's margins, in CSS pixels, below a heading.
_PORTRAIT = (640.0, 830.0)
_LANDSCAPE = (940.0, 540.0)
_SMALLEST = 0.62


@dataclass(frozen=True)
class Chapter:
    """A procedure or flow in the book."""

    id: str
    document: AnyDocument
    writer: Writer
    items: list[Item]
    charts: list[Markup]
    is_wide: bool
    prose: list[tuple[int, str, Markup]]


def book(manual: Manual, lang: str, today: dt.date) -> Book:
    """The whole manual in one language; `today` is printed as its date."""
    reading = Reading(manual, lang)
    title = reading.plain(manual.settings.model.title)
    writer = _writer(reading, manual.settings.path)
    parts = [
        (
            reading.plain(name),
            f"part-{key}",
            [_chapter(reading, one) for one in manual.procedures if one.category == key],
        )
        for key, name in manual.settings.model.categories.items()
    ]
    parts.append(
        (
            reading.say("Decision trees"),
            "part-flows",
            [_chapter(reading, one) for one in manual.flows],
        )
    )
    return Book(
        name=f"manual-{lang}",
        lang=lang,
        title=title,
        html=render(
            "book/book.html.j2",
            writer,
            title=title,
            tag=manual.settings.model.languages[lang].tag,
            family=FAMILY,
            faces=FACES,
            today=today,
            sections=[part for part in parts if part[2]],
            introduction=[
                _prose(reading, one)
                for one in manual.pages
                if one.lang == lang and one.id != "index"
            ],
            registers=[
                (
                    name,
                    reading.say(REGISTER_TITLES[name]),
                    list(manual.register(name)),
                    _writer(reading, manual.register(name).source.path),
                )
                for name in REGISTER_TITLES
                if name in manual.registers and name in REGISTERS
            ],
            anchor=_anchor,
            notice=status_text(writer, "model")
            if any(one.model.status == "model" for one in manual.documents())
            else "",
        ),
    )


def _anchor(uri: str, within: str = "") -> str:
    """The id that a page of the site, or a place in it, has in the book."""
    name = "p-" + uri.replace("/", "-")
    return f"{name}--{within}" if within else name


def _address(uri: str, anchor: str = "") -> str:
    return f"#{_anchor(uri, anchor)}"


def _writer(reading: Reading, path: str) -> Writer:
    files = {
        one.removeprefix("docs/"): f"manual:{one}"
        for one in reading.manual.files
        if one.startswith("docs/")
    }
    return Writer(reading, path, _address, files)


def _chapter(reading: Reading, document: AnyDocument) -> Chapter:
    uri = document_uri(document)
    drawn = chart(reading, document, _address)
    width, height = draw(drawn).size
    is_wide = _PORTRAIT[0] / width < _SMALLEST and width > height
    room = _LANDSCAPE if is_wide else _PORTRAIT
    scale = min(1.0, room[0] / width)
    pictures = sheets(drawn, room[1] / scale) if not is_wide else sheets(drawn, height)
    prose = reading.manual.companion(document.id, reading.lang)
    return Chapter(
        id=_anchor(uri),
        document=document,
        writer=_writer(reading, document.path),
        items=outline(reading, document),
        charts=pictures,
        is_wide=is_wide,
        prose=_prose(reading, prose)[1] if prose else [],
    )


def _prose(reading: Reading, prose: Prose) -> tuple[str, list[tuple[int, str, Markup]]]:
    writer = _writer(reading, prose.path)
    return _anchor(prose.id), html.chapters(prose.text, writer.resolve)
