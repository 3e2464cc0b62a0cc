"""Numbers as people write them where YAML has its own way: 1.000, 870,50, 2 500 €, 18 anos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.guard import Number
from claim_manual.model.place import NOWHERE, Place
from claim_manual.read.yaml_value import Value

_WRITTEN = re.compile(r"(?:[^\W\d_]{0,3}\$|[€£])? ?(-?[0-9][0-9.,_'’ ]*)(?: ?[^\W\d_]+| ?[€$£%])?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([.,_'’ ])[0-9]{3}(\1[0-9]{3})*")
_IN_THOUSANDS = re.compile(r"([-+]?[1-9][0-9]{0,2})\.([0-9]{3})")
_PLAIN = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")


def meant_numbers(written: str) -> list[Number]:
    """The numbers that somebody can mean: none, one, or the whole one and the one with a fraction."""
    match = _WRITTEN.fullmatch(" ".join(written.split()))
    if not match:
        return []
    figures = match[1].strip()
    numbers = [number(_ungrouped(figures))] if _GROUPED.fullmatch(figures) else []
    if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", figures):
        numbers.append(number(figures.replace(",", ".")))
    elif parted := re.fullmatch(r"(.+)([.,])([0-9]+)", figures):
        whole = parted[1]
        if _GROUPED.fullmatch(whole) and parted[2] not in whole:
            numbers.append(number(f"{_ungrouped(whole)}.{parted[3]}"))
    return numbers


def _ungrouped(figures: str) -> str:
    return re.sub(r"[.,_'’ ]", "", figures)


def number(figures: str) -> Number:
    """A number in figures, whole where it has no fraction."""
    return float(figures) if "." in figures else int(figures)


def fraction(value: Number) -> str:
    """A number as one writes it with a fraction that nobody takes for thousands: 1.0, 1.25, 1.1250."""
    figures = f"{float(value)}"
    return f"{figures}0" if _IN_THOUSANDS.fullmatch(figures) else figures


def misleading_numbers(root: Value, told: set[Place]) -> list[Finding]:
    """Numbers that YAML reads otherwise than people do; but for places of which something is told."""
    few = Few()
    for value in _numbers(root):
        hint = _hint(value)
        if hint and value.place not in {NOWHERE, *told} and few.has_room("misleading"):
            message = say("“{value}” is read as {number}.", value=value.raw, number=_short(value))
            few.add("misleading", error(value.place, "misleading-number", message, hint))
    return few.findings()


def _numbers(value: Value) -> Iterator[Value]:
    match value.content:
        case dict() as items:
            for item in items.values():
                yield from _numbers(item)
        case list() as parts:
            for part in parts:
                yield from _numbers(part)
        case bool():
            pass
        case int() | float() if isfinite(value.content):
            yield value


def _hint(value: Value) -> Message | None:
    if match := _IN_THOUSANDS.fullmatch(value.raw):
        return say(
            "The point parts off a fraction. Write {whole} if thousands are meant, else {fraction}.",
            whole=f"{match[1]}{match[2]}",
            fraction=fraction(value.content),
        )
    if _PLAIN.fullmatch(value.raw):
        return None
    return say("Write the number out: {number}.", number=_short(value))


def _short(value: Value) -> Number:
    """A number as short as it is: 1000, not 1000.0."""
    whole = int(value.content)
    return whole if whole == value.content else float(value.content)
