"""The print edition in one language: one HTML document for paged media, with its own templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument, Manual, Prose
from claim_manual.model.page import Book
from claim_manual.model.reading import Reading
from claim_manual.model.registers import REGISTERS
from claim_manual.view import html
from claim_manual.view.addresses import document_uri, form_uri
from claim_manual.view.chart import Chart, chart
from claim_manual.view.divide import divided
from claim_manual.view.font import FACES, FAMILY, scripts_of
from claim_manual.view.navigation import REGISTER_TITLES
from claim_manual.view.outline import Item, outline
from claim_manual.view.rule_table import RuleTable, rule_table
from claim_manual.view.sheets import chapters as sheet_chapters
from claim_manual.view.sheets import forms_with_sheets, sheet
from claim_manual.view.svg import draw, sheets
from claim_manual.view.templating import render, status_text
from claim_manual.view.writer import Writer

# What fits on an A4 page within the style sheet's margins, in CSS pixels, below a heading.
_PORTRAIT = (640.0, 830.0)
_LANDSCAPE = (940.0, 540.0)
# Labels of 14 px, 10.5 pt, are printed no smaller than 7 pt.
_SMALLEST = 0.667
_LIMITS = (25, 18, 14, 10, 8, 6)
"""How many boxes a part may have, tried one after the other until all can be read."""


@dataclass(frozen=True)
class Sheet:
    """A chart, or a part of one, on a page of its own; `is_wide` turns the page."""

    drawn: Markup
    title: str
    is_wide: bool
    is_first: bool


@dataclass(frozen=True)
class Chapter:
    """A procedure or flow in the book."""

    id: str
    document: AnyDocument
    writer: Writer
    items: list[Item]
    charts: list[Sheet]
    prose: list[tuple[int, str, Markup]]
    rules: RuleTable | None = None


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
        html=_with_scripts(
            render(
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
                sheets=_blank_forms(reading),
                anchor=_anchor,
                notice=status_text(writer, "model")
                if any(one.model.status == "model" for one in manual.documents())
                else "",
            )
        ),
    )


def _with_scripts(made: str) -> str:
    """The book with the families that its further scripts need, and no other file to load."""
    faces = [
        f'@font-face {{ font-family: "{name}"; src: url("font:{name}"); }}'
        for name in scripts_of(made)
    ]
    return made.replace("/* scripts */", "\n".join(faces), 1)


def _blank_forms(reading: Reading) -> list[tuple[str, str, list[tuple[int, str, Markup]]]]:
    """Every form that has a template: its id in the book, its title and its chapters."""
    made = []
    for form in forms_with_sheets(reading.manual):
        if found := sheet(reading, form):
            writer = _writer(reading, found.path)
            parts = sheet_chapters(found.text, writer.resolve)
            made.append((_anchor(form_uri(form.id)), reading.plain(form.title), parts))
    return made


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
    prose = reading.manual.companion(document.id, reading.lang)
    return Chapter(
        id=_anchor(uri),
        document=document,
        writer=_writer(reading, document.path),
        items=outline(reading, document),
        charts=_sheets(reading.say, drawn),
        prose=_prose(reading, prose)[1] if prose else [],
        rules=rule_table(reading, document),
    )


def _sheets(say: Words, whole: Chart) -> list[Sheet]:
    """The chart in as few parts as can be read in print, each on pages of its own."""
    parts = [whole]
    for limit in _LIMITS:
        parts = divided(say, whole, limit)
        if min(_scale(part)[0] for part in parts) >= _SMALLEST:
            break
    return [
        Sheet(picture, title, is_wide, is_first=n == 0 and part is parts[0])
        for part in parts
        for is_wide, pictures in [_pictures(part)]
        for n, picture in enumerate(pictures)
        for title in [
            f"{part.title} ({n + 1}/{len(pictures)})" if len(pictures) > 1 else part.title
        ]
    ]


def _scale(part: Chart) -> tuple[float, bool]:
    """How large a chart can be printed, and whether the page is turned for it.

    In portrait it may go on over several pages, so only its width counts.
    """
    width, height = draw(part).size
    upright = min(1.0, _PORTRAIT[0] / width)
    turned = min(1.0, _LANDSCAPE[0] / width, _LANDSCAPE[1] / height)
    return (upright, False) if upright >= turned else (turned, True)


def _pictures(part: Chart) -> tuple[bool, list[Markup]]:
    scale, is_wide = _scale(part)
    if is_wide:
        return True, sheets(part, draw(part).size[1])
    return False, sheets(part, _PORTRAIT[1] / scale)


def _prose(reading: Reading, prose: Prose) -> tuple[str, list[tuple[int, str, Markup]]]:
    writer = _writer(reading, prose.path)
    return _anchor(prose.id), html.chapters(prose.text, writer.resolve)
