"""The remarks of a round as a table that a working group fills in and sends back."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.derived.spreadsheets import Sheet
from claim_manual.model.catalogue import label
from claim_manual.model.manual import Document
from claim_manual.model.review import Remark, Round
from claim_manual.model.values import DECISIONS

COLUMNS = (
    *("id", "from", "on", "where", "quote", "comment", "proposal", "decision", "why", "version"),
)
"""The fields of a remark that have a column, in their order; the heads are what forms call them."""


def remark_table(reading: Reading, review: Document[Round]) -> tuple[Sheet, ...]:
    """A sheet of remarks in one language, and one of the pages that they can be about."""
    say = reading.say
    heads = tuple(say(label(Remark, key)) for key in COLUMNS)
    rows = (
        tuple(_cell(reading, remark, key) for key in COLUMNS) for remark in review.model.remarks
    )
    pages = (
        (document.model.code, reading.plain(document.model.title))
        for document in reading.manual.documents()
    )
    return (
        Sheet(say("Comments"), (heads, *rows)),
        Sheet(say("Pages"), ((say("Code"), say("Title")), *pages)),
        Sheet(
            say("Decisions"), ((say("Decision"),), *((say(words),) for words in DECISIONS.values()))
        ),
    )


def _cell(reading: Reading, remark: Remark, key: str) -> str:
    match key:
        case "id":
            return remark.id
        case "from":
            return reading.plain(remark.sender)
        case "on":
            document = reading.manual.document(remark.on) if remark.on else None
            return document.model.code if document else ""
        case "decision":
            return reading.say(DECISIONS[remark.decision])
        case "version":
            return remark.version or ""
        case _:
            return reading.plain(getattr(remark, key))
