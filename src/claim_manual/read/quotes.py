"""Quotation marks of word processors and of print, which YAML takes for letters of a text."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.catalogue import models_in
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Loc
from claim_manual.model.schema import Model, Text
from claim_manual.model.shown import How
from claim_manual.read.keys import field_at
from claim_manual.read.yaml_value import Value

PAIRS = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "‘": "’‘",
    "’": "’",
    "‚": "‘’",
    "‛": "’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "″": "″",
    "＂": "＂",
    "`": "`´'",
    "´": "´`'",
}
"""The marks that open a text, each with those that may close it."""
_OF_WORDS = {How.TEXT, How.BLOCK, How.SPOKEN, How.WARNING, How.TEXTS, How.NAMES, How.LINES}
"""How values are shown that are words of an author, in which marks may stand."""
_OF_PRINT = frozenset("«»‹›")


def opens(text: str) -> bool:
    """Whether a text begins with such a mark."""
    return text[:1] in PAIRS


def bare(text: str) -> str | None:
    """What stands within the marks, if the whole text stands within them."""
    text = text.strip()
    is_within = len(text) > 1 and text[0] in PAIRS and text[-1] in PAIRS[text[0]]
    return text[1:-1].strip() if is_within else None


def quotes_message(text: str) -> Message:
    """What is wrong with the marks in which a text stands."""
    first = text.strip()[:1]
    last = PAIRS[first][0]
    if first in _OF_PRINT:
        return say(
            'The quotation marks {marks} count as letters here; only straight ones (") are marks.',
            marks=f"{first} {last}",
        )
    return say(
        'The quotation marks {marks} are those of Word; here only straight ones (") count.',
        marks=f"{first} {last}",
    )


def quotes_hint(proposal: str, *, is_sentence: bool = False) -> Message:
    """What to write in place of such marks."""
    if is_sentence:
        return say("Write {proposal}, or put the text on the line below |.", proposal=proposal)
    return say("Write {proposal}.", proposal=proposal)


def in_straight_quotes(text: str) -> str:
    """A text as YAML has it in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(model: type[Model], root: Value) -> list[Finding]:
    """Takes such marks off values that are no author's words, where they mean nothing; a finding for each."""
    few = Few()
    for loc, value in _marked(root, ()):
        field = field_at(model, loc)
        inside = bare(value.raw)
        if (
            not inside
            or not field
            or field.shown.how in _OF_WORDS
            or Text in models_in(field.written)
        ):
            continue
        if few.has_room("quotes"):
            hint = quotes_hint(in_straight_quotes(inside))
            few.add("quotes", error(value.place, "wrong-type", quotes_message(value.raw), hint))
        value.content = value.raw = inside
    return few.findings()


def _marked(value: Value, loc: Loc) -> Iterator[tuple[Loc, Value]]:
    """The values that stand in such marks, with the ways to them."""
    if isinstance(value.content, dict):
        for key, item in value.content.items():
            yield from _marked(item, (*loc, key))
    elif isinstance(value.content, list):
        for position, item in enumerate(value.content):
            yield from _marked(item, (*loc, position))
    elif opens(value.raw):
        yield loc, value
