"""What a change touches, by which whoever approves reads it: outcomes before limits before words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from claim_manual.derived.difference import HAPPENING, WAYS, Edit
from claim_manual.model.catalogue import CatalogueEntry, models_in
from claim_manual.model.registers import Contact
from claim_manual.model.registers.limit import Limit
from claim_manual.model.schema import Text, TimeLimit
from claim_manual.model.shown import How


class Concern(IntEnum):
    """What a change touches, the gravest first."""

    OUTCOMES = 1
    LIMITS = 2
    WORDS = 3
    KEEPING = 4


_LIMITS = {How.DURATION, How.LIMITS, How.CONTACTS, How.PHONE, How.PHONES, How.OPENING, How.MAIL}
_OF_WORDS = {How.NOTES, How.SPOKEN, How.TEXTS}
_DECIDING = {
    How.NODES,
    How.BRANCHES,
    How.EXCEPTIONS,
    How.ANSWERS,
    How.WAYS,
    How.RULES,
    How.CONDITION,
    How.RANGE,
    How.PAGES,
}
_DECIDING_KEYS = {"kind", "level", "then", "use", "begin_at", "measure"}
_SUBJECTS = {
    "contacts": Concern.LIMITS,
    "deadlines": Concern.LIMITS,
    "procedure": Concern.OUTCOMES,
    "flow": Concern.OUTCOMES,
    "file": Concern.WORDS,
    "glossary": Concern.WORDS,
    "prose": Concern.WORDS,
}


def concern_of(subject: str) -> Concern:
    """What is touched where a thing of this sort is added or gone."""
    return _SUBJECTS.get(subject, Concern.KEEPING)


def concern(subject: str, edit: Edit, fields: Sequence[CatalogueEntry | None]) -> Concern:
    """What an edit touches; `fields` are those whose keys are the parts of its way."""
    if concern_of(subject) is Concern.LIMITS:
        return Concern.LIMITS
    if WAYS in edit.way:
        return Concern.OUTCOMES
    named = [field for field in fields if field]
    hows = {field.shown.how for field in named}
    if hows & _LIMITS or any(_is_limit(field) for field in named):
        return Concern.LIMITS
    last = named[-1] if named else None
    if How.HISTORY in hows or last is None:
        return Concern.WORDS if subject == "prose" else Concern.KEEPING
    if is_words(last) or last.shown.how in _OF_WORDS:
        return Concern.WORDS
    return (
        Concern.OUTCOMES if edit.way[0] in HAPPENING and _decides(last, hows) else Concern.KEEPING
    )


def is_words(field: CatalogueEntry) -> bool:
    """Whether a field holds words, in any number of languages."""
    return Text in models_in(field.written)


def _is_limit(field: CatalogueEntry) -> bool:
    """Whether a field holds a time limit or whom to reach."""
    held: set[Any] = {*models_in(field.written)}
    return field.shown.how is How.RECORD and bool(held & {TimeLimit, Limit, Contact})


def _decides(last: CatalogueEntry, hows: set[How]) -> bool:
    return (
        last.shown.how in _DECIDING
        or last.key in _DECIDING_KEYS
        or bool(hows & {How.CONDITION, How.RANGE, How.RULES, How.WAYS})
    )
