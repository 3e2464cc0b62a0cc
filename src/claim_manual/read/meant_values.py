"""Values from which one sees what is meant: 145 without quotes, 10 minutos, aprovado, sim, 19/02/2027."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails

from claim_manual.model.catalogue import CatalogueEntry
from claim_manual.model.finding import Message, say
from claim_manual.model.language import catalogues, words
from claim_manual.model.schema import Model
from claim_manual.model.shown import How
from claim_manual.read.durations import iso_duration
from claim_manual.read.keys import field_at
from claim_manual.read.meant_numbers import fraction, meant_numbers
from claim_manual.read.plain_words import plain
from claim_manual.read.reworded import named
from claim_manual.read.yaml_value import Value

_ALMOST = 0.85
_TRUE = {"sim", "yes", "si", "verdadeiro", "verdade", "on", "y", "s", "1"}
_FALSE = {"nao", "no", "falso", "off", "n", "0"}


@dataclass(frozen=True)
class MeantValue:
    """The value that is meant, None where one cannot go on with it; what is wrong, and what to do."""

    content: Any
    message: Message
    hint: Message


def meant_value(model: type[Model], value: Value, problem: ErrorDetails) -> MeantValue | None:
    """The value that somebody meant who wrote one that does not fit; None where nobody can tell."""
    if isinstance(value.content, dict | list) or value.content is None:
        return None
    key = next((str(part) for part in reversed(problem["loc"]) if _is_key(part)), "…")
    reads = _READERS.get(problem["type"])
    return reads(_Misfit(key, value, field_at(model, problem["loc"]))) if reads else None


@dataclass(frozen=True)
class _Misfit:
    """A scalar that does not fit, its key, and the field that it is written for."""

    key: str
    value: Value
    field: CatalogueEntry | None


def correct(model: type[Model], root: Value, problem: ErrorDetails) -> bool:
    """Puts what is meant in the place of a value that does not fit; False where nobody can tell."""
    value, _ = root.at(problem["loc"])
    meant = meant_value(model, value, problem)
    if meant is None or meant.content is None:
        return False
    value.content = meant.content
    value.raw = str(meant.content)
    return True


def _is_key(part: str | int) -> bool:
    return isinstance(part, str) and not part.startswith("<")


def _text(misfit: _Misfit) -> MeantValue:
    value = misfit.value
    if misfit.field and misfit.field.shown.how is How.DURATION:
        return _without_unit(misfit.key, value)
    message = (
        say("“{value}” stands without quotes, and so it is read as yes or no.", value=value.raw)
        if isinstance(value.content, bool)
        else say("“{value}” stands without quotes, and so it is read as a number.", value=value.raw)
    )
    hint = say('This must be text; write it in quotes: "{value}".', value=value.raw)
    return MeantValue(value.raw, message, hint)


def _without_unit(key: str, value: Value) -> MeantValue:
    message = say("“{value}” is a number without a unit.", value=value.raw)
    hint = say(
        "Write {key}: PT{n}M for minutes, PT{n}H for hours or P{n}D for days.",
        key=key,
        n=value.raw,
    )
    return MeantValue(None, message, hint)


def _duration(misfit: _Misfit) -> MeantValue | None:
    key, value = misfit.key, misfit.value
    meant = iso_duration(value.raw)
    if meant is None:
        return None
    message = (
        say("A duration has capital letters, and here stands “{value}”.", value=value.raw)
        if meant.iso == value.raw.upper()
        else say("“{value}” is a duration in words; here it is written short.", value=value.raw)
    )
    hint = (
        say("Write {key}: {iso}, and count: working beside it.", key=key, iso=meant.iso)
        if meant.is_working
        else say("Write {key}: {value}.", key=key, value=meant.iso)
    )
    return MeantValue(meant.iso, message, hint)


def _choice(misfit: _Misfit) -> MeantValue | None:
    value = misfit.value
    choices = tuple(misfit.field.shown.choices.items()) if misfit.field else ()
    labels = _labels(choices)
    near = get_close_matches(plain(value.raw), labels, n=1, cutoff=_ALMOST)
    if not near:
        return None
    choice, languages = labels[near[0]]
    message = say(
        "“{word}” is the word in {language}; the value is called “{value}”.",
        word=value.raw,
        language=named(languages),
        value=choice,
    )
    # Nobody goes on with a choice that was not written: an approval would have to be judged.
    names = ", ".join(name for name, _ in choices)
    return MeantValue(None, message, say("It can be: {choices}.", choices=names))


@cache
def _labels(choices: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What the values are called, whole and up to a comma, to the value and the languages of the word."""
    labels: dict[str, tuple[str, tuple[str, ...]]] = {}
    for value, label in choices:
        for tag in catalogues():
            said = words(tag)(label)
            for part in (said, said.partition(",")[0]):
                _, languages = labels.get(plain(part), (value, ()))
                labels.setdefault(plain(part), (value, ()))
                if labels[plain(part)][0] == value and tag not in languages:
                    labels[plain(part)] = (value, (*languages, tag))
    for value, _ in choices:
        labels.pop(plain(value), None)
    return labels


def _yes_or_no(misfit: _Misfit) -> MeantValue | None:
    key, value = misfit.key, misfit.value
    said = plain(value.raw)
    if said not in _TRUE | _FALSE:
        return None
    meant = said in _TRUE
    message = say(
        "Yes and no are written true and false, and here stands “{value}”.", value=value.raw
    )
    return MeantValue(
        meant, message, say("Write {key}: {value}.", key=key, value=str(meant).lower())
    )


def _number(misfit: _Misfit) -> MeantValue | None:
    key, value = misfit.key, misfit.value
    numbers = meant_numbers(value.raw)
    if not numbers:
        return _day(misfit)
    message = say("“{value}” is no number as it is written here: 1234.5.", value=value.raw)
    if len(numbers) == 1:
        hint = say("Write {key}: {value}.", key=key, value=numbers[0])
        return MeantValue(numbers[0], message, hint)
    whole, parted = numbers
    hint = say(
        "Write {key}: {whole} if thousands are meant, or {key}: {fraction}.",
        key=key,
        whole=whole,
        fraction=fraction(parted),
    )
    return MeantValue(None, message, hint)


def _day(misfit: _Misfit) -> MeantValue | None:
    key, value = misfit.key, misfit.value
    day = _day_in(value.raw)
    if day is None:
        return None
    message = say("“{value}” is no day as it is written here: year-month-day.", value=value.raw)
    return MeantValue(
        day.isoformat(), message, say("Write {key}: {value}.", key=key, value=day.isoformat())
    )


def _day_in(written: str) -> dt.date | None:
    """The day that is meant by 19/02/2027, 2027/02/19 or 19 de fevereiro de 2027."""
    parts = [part for part in plain(written).split() if part not in {"de", "del", "of", "the"}]
    if len(parts) != 3:
        return None
    day, month, year = parts if len(parts[2]) > len(parts[0]) else reversed(parts)
    number = _months().get(month, month)
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in (day, number, year)):
        return None
    try:
        return dt.date(int(year), int(number), int(day))
    except ValueError:
        return None


@cache
def _months() -> dict[str, str]:
    named_months = (words(tag).typed()["months"] for tag in catalogues())
    return {
        plain(name): str(number)
        for months in named_months
        for number, names in enumerate(months, 1)
        for name in names
    }


_READERS: dict[str, Callable[[_Misfit], MeantValue | None]] = {
    "string_type": _text,
    "duration": _duration,
    "literal_error": _choice,
    "string_pattern_mismatch": _choice,
    "bool_type": _yes_or_no,
    "bool_parsing": _yes_or_no,
    "date_type": _day,
    "date_parsing": _day,
    "date_from_datetime_parsing": _day,
    "date_from_datetime_inexact": _day,
    "bound": _number,
}
"""The kind of misfit to what sees what is meant."""
