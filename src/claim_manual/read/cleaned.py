"""Values that are no author's words, without marks and spaces round them that mean nothing there."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.catalogue import models_in
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Loc
from claim_manual.model.schema import Model, Text
from claim_manual.model.shown import How
from claim_manual.read.keys import field_at
from claim_manual.read.quotes import bare, in_straight_quotes, opens, quotes_hint, quotes_message
from claim_manual.read.slips.odd_spaces import clinging_words
from claim_manual.read.yaml_value import Value

_OF_WORDS = {How.TEXT, How.BLOCK, How.SPOKEN, How.WARNING, How.TEXTS, How.NAMES, How.LINES}
"""How values are shown that are words of an author, in which marks may stand."""


def cleaned(model: type[Model], root: Value) -> list[Finding]:
    """Takes off quotation marks of Word, a quote that does not open and odd spaces; a finding for each."""
    few = Few()
    for loc, value in _suspects(root, ()):
        field = field_at(model, loc)
        if not field or field.shown.how in _OF_WORDS or Text in models_in(field.written):
            continue
        meant, message, hint = _meant(value.raw)
        if meant and few.has_room("cleaned"):
            few.add("cleaned", error(value.place, "wrong-type", message, hint))
        if meant:
            value.content = value.raw = meant
    return few.findings()


def _suspects(value: Value, loc: Loc) -> Iterator[tuple[Loc, Value]]:
    """The values that such marks or spaces stand round, with the ways to them."""
    if isinstance(value.content, dict):
        for key, item in value.content.items():
            yield from _suspects(item, (*loc, key))
    elif isinstance(value.content, list):
        for position, item in enumerate(value.content):
            yield from _suspects(item, (*loc, position))
    elif opens(value.raw) or value.raw.endswith('"') or value.raw != value.raw.strip():
        yield loc, value


def _meant(raw: str) -> tuple[str, Message, Message]:
    """What is meant, what is wrong, and what to do; nothing is meant where nothing is wrong."""
    stripped = raw.strip()
    if stripped != raw and not raw.isascii():
        return stripped, *clinging_words(stripped, stripped)
    if inside := bare(raw):
        return inside, quotes_message(raw), quotes_hint(in_straight_quotes(inside))
    if raw.endswith('"') and raw.count('"') == 1:
        inside = raw[:-1].strip()
        message = say("A quotation mark closes here that does not open.")
        return inside, message, quotes_hint(in_straight_quotes(inside))
    return "", Message(""), Message("")
