"""The week of a service: when it is open, from the rules of its opening times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claim_manual.model.registers.opening import MIDNIGHT, Opening

WEEK = 7 * MIDNIGHT


@dataclass(frozen=True, slots=True)
class Span:
    """A time of the week at which a service is open, in minutes from Monday, 0:00."""

    begins: int
    ends: int
    by_appointment: bool = False


def spans(rules: Iterable[Opening]) -> tuple[Span, ...]:
    """When a service is open, in the order of the week; what touches or overlaps is one time.

    Rules without times are not in it: nobody knows when exactly somebody is there.
    """
    joined: list[Span] = []
    for span in sorted(_each(rules), key=lambda span: (span.by_appointment, span.begins)):
        last = joined[-1] if joined else None
        if last and last.by_appointment == span.by_appointment and span.begins <= last.ends:
            joined[-1] = Span(last.begins, max(last.ends, span.ends), span.by_appointment)
        else:
            joined.append(span)
    return tuple(sorted(joined, key=lambda span: span.begins))


def _each(rules: Iterable[Opening]) -> Iterator[Span]:
    for rule in rules:
        if rule.times:
            for day in rule.weekdays:
                yield from _within_the_week(rule, day * MIDNIGHT, *rule.times)


def _within_the_week(rule: Opening, midnight: int, begins: int, ends: int) -> Iterator[Span]:
    """A time of a day; what of Sunday's night is on Monday stands at the beginning."""
    begin, end = midnight + begins, midnight + ends
    yield Span(begin, min(end, WEEK), rule.by_appointment)
    if end > WEEK:
        yield Span(0, end - WEEK, rule.by_appointment)


def is_open(rules: Iterable[Opening], minute: int) -> bool:
    """Whether somebody is there at a minute of the week, appointments included."""
    return any(span.begins <= minute < span.ends for span in spans(rules))


def as_data(rules: Iterable[Opening]) -> str:
    """The week for the page's script: 540-1050 1980-2490a, where `a` is by appointment."""
    return " ".join(
        f"{span.begins}-{span.ends}{'a' if span.by_appointment else ''}" for span in spans(rules)
    )
