"""Papers that are filled in by hand or on a screen, and of which nothing is kept here: the attendance
sheet and the certificate.
"""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.book.kit.kit_maker import KitMaker
from claim_manual.book.lines import text
from claim_manual.book.sheets import Fields
from claim_manual.book.values import Chapter
from claim_manual.html import Html, element
from claim_manual.model.workshop import Occasion
from claim_manual.pages.training_words import minutes_text

_ROWS = 19
"""Rows on a page of the attendance sheet."""


def attendance(kit: KitMaker) -> tuple[Chapter, ...]:
    """A sheet for each date; one with blanks where there is none yet."""
    dates = kit.workshop.model.dates or (None,)
    return tuple(_sheet(kit, date, number) for number, date in enumerate(dates, 1))


def _sheet(kit: KitMaker, date: Occasion | None, number: int) -> Chapter:
    say = kit.say
    title = say("Attendance sheet")
    anchor = f"p-attendance-{number}"
    note = say(
        "This sheet stays with whoever organises the workshop, for as long as they need it. No name goes into the manual: it counts people, and knows nobody."
    )
    heads = (say("Number"), say("Name"), say("Organisation"), say("Signature"))
    cells = (element("th", text(head), scope="col") for head in heads)
    rows = [
        *kit.head(title),
        element("p", *_when_and_where(kit, date)),
        element("p", text(note), class_="meta"),
        element(
            "table",
            element("thead", element("tr", *cells)),
            element("tbody", *(_row(n) for n in range(1, _rows(date) + 1))),
            class_="grid attendance",
        ),
    ]
    return kit.chapter(anchor, title, rows, kit.references())


def _rows(date: Occasion | None) -> int:
    """As many rows as people are invited, at least a page full."""
    return max(_ROWS, (date.invited or 0) if date else 0)


def _row(number: int) -> Html:
    empty = (element("td", text("\u00a0")) for _ in range(3))
    return element("tr", element("th", text(str(number)), scope="row"), *empty)


def _when_and_where(kit: KitMaker, date: Occasion | None) -> Iterator[Html]:
    say = kit.say
    known = (say.date(date.on), kit.make.reading.plain(date.place)) if date else ("", "")
    for label, words in zip((say("Day"), say("Place")), known, strict=True):
        yield element("strong", text(f"{label}: "))
        yield text(f"{words}   ") if words else element("span", class_="cm-blank cm-blank--middle")


def certificate(kit: KitMaker) -> Chapter:
    """A certificate whose name, day and place are fields of a PDF form."""
    say, reading = kit.say, kit.make.reading
    title = say("Certificate of attendance")
    fields = Fields("certificate", title)
    objectives = [
        element("li", text(reading.plain(objective.text)))
        for objective in kit.workshop.model.objectives
    ]
    settings = kit.make.manual.settings.model
    rows = [
        element("p", text(reading.plain(settings.publisher) or kit.make.title), class_="kicker"),
        element("h1", text(title)),
        element(
            "p", text(say("Name")), Html(" "), fields.input("certificate-name", "text", say("Name"))
        ),
        element("p", text(say("took part in the workshop"))),
        element("p", text(kit.title), class_="certificate-title"),
        element("p", text(minutes_text(reading, kit.workshop.model.minutes)), class_="meta"),
        element(
            "p",
            *(
                part
                for label in (say("Day"), say("Place"))
                for part in (
                    text(f"{label} "),
                    fields.input("certificate-field", "text", label),
                    text("  "),
                )
            ),
        ),
    ]
    if objectives:
        rows += [
            element("p", element("strong", text(say("Objectives")))),
            element("ul", *objectives),
        ]
    rows += [
        element("p", element("span", class_="rule"), class_="signature"),
        element("p", text(say("Signature of whoever organised it")), class_="meta"),
        element("p", text(f"{kit.texts.status(kit.workshop.model.status)}."), class_="notice"),
    ]
    article = element("section", *rows, class_="certificate")
    return kit.chapter("p-certificate", title, (article,), kit.references())
