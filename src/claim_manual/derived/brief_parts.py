"""The parts of the manual that a brief can take, and what can be counted in its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from claim_manual.derived.centres import shown_centres
from claim_manual.derived.phases import procedures_of
from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import has_results
from claim_manual.model.derived import derived
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import Document, Manual
from claim_manual.model.registers import Validation
from claim_manual.model.shown import message
from claim_manual.model.sources import CENTRE, REGISTER_TITLES
from claim_manual.model.values import STATUSES

COUNT = re.compile(r"\{count:(?P<name>[^{}\s]*)\}")
"""What becomes a number in the words of a brief: `{count:procedures}`."""


@dataclass(frozen=True)
class PartName:
    """A part as it is written, `phase:reception`: its kind, and which one."""

    kind: str
    name: str = ""


def part_name(of: str) -> PartName:
    """The two halves of a part."""
    kind, _, name = of.partition(":")
    return PartName(kind, name)


def open_validations(manual: Manual, role: str = "") -> tuple[Validation, ...]:
    """The questions without an answer; with a role, those that are asked of it."""
    return tuple(
        entry
        for entry in manual.register("validations")
        if isinstance(entry, Validation) and entry.is_open and role in {"", entry.asked_of}
    )


def with_indicators(manual: Manual) -> tuple[Document[Procedure], ...]:
    """The procedures in force that say what they are measured by."""
    return tuple(
        procedure
        for procedure in manual.procedures
        if procedure.model.indicators and procedure.model.status != "retired"
    )


def _asked(manual: Manual) -> tuple[str, ...]:
    """The roles of whom something was ever asked: a part stays when the last answer is there."""
    entries = manual.register("validations")
    return tuple(dict.fromkeys(e.asked_of for e in entries if isinstance(e, Validation)))


def _with_results(manual: Manual) -> tuple[str, ...]:
    return tuple(each.id for each in manual.workshops if has_results(manual, each))


def _centres(manual: Manual) -> tuple[str, ...]:
    """The list of centres, where there is one, which is shown as registers are."""
    return (CENTRE.folder,) if shown_centres(manual) else ()


_NAMED: Mapping[str, Callable[[Manual], tuple[str, ...]]] = {
    "phase": lambda manual: tuple(manual.settings.model.categories),
    "register": lambda manual: (*manual.shown_registers, *_centres(manual)),
    "round": lambda manual: tuple(review.id for review in manual.reviews),
    "results": _with_results,
}
"""The kinds of parts of which there are several, each with those that a manual has."""
ALONE = ("unconfirmed", "changes", "state", "indicators")
"""The kinds of parts of which there is one."""
KINDS = (*_NAMED, *ALONE)


def names_of(manual: Manual, kind: str) -> tuple[str, ...]:
    """Which parts of a kind there are, as they are written after the colon."""
    if kind == "unconfirmed":
        return _asked(manual)
    return _NAMED[kind](manual) if kind in _NAMED else ()


def available(manual: Manual) -> tuple[str, ...]:
    """Every part that a brief of this manual can take, as it is written."""
    named = (f"{kind}:{name}" for kind in _NAMED for name in names_of(manual, kind))
    asked = (f"unconfirmed:{name}" for name in _asked(manual))
    return (*named, *ALONE, *asked)


def is_there(manual: Manual, part: PartName) -> bool:
    """Whether the manual has a part."""
    if part.kind in _NAMED or (part.kind == "unconfirmed" and part.name):
        return part.name in names_of(manual, part.kind)
    return part.kind in ALONE and not part.name


def part_title(reading: Reading, of: str) -> str:
    """What a part is about, where it has a name of its own; else as it is written."""
    manual, part = reading.manual, part_name(of)
    match part.kind:
        case "phase":
            return reading.plain(manual.settings.model.category_names.get(part.name))
        case "register":
            names = {**REGISTER_TITLES, CENTRE.folder: CENTRE.title}
            return reading.say(names.get(part.name, part.name))
        case "round" | "results":
            titles = {review.id: review.model.title for review in manual.reviews}
            titles |= {workshop.id: workshop.model.title for workshop in manual.workshops}
            return reading.plain(titles.get(part.name)) or of
        case "unconfirmed" if part.name:
            return reading.roles((part.name,))
        case _:
            return reading.say(_TITLES.get(part.kind, part.kind))


_TITLES = {
    "unconfirmed": message("To be confirmed"),
    "changes": message("What changed"),
    "state": message("State of the manual"),
    "indicators": message("Indicators"),
}


# -- numbers


@derived
def counts(manual: Manual) -> Mapping[str, int]:
    """What can be counted in words, by name."""
    return dict(_counts(manual))


def _counts(manual: Manual) -> Iterator[tuple[str, int]]:
    settings = manual.settings.model
    pages = [page for page in manual.documents() if page.model.status != "retired"]
    procedures = [page for page in pages if page in manual.procedures]
    yield "pages", len(pages)
    yield "procedures", len(procedures)
    yield "flows", len(pages) - len(procedures)
    yield "phases", len(settings.categories)
    yield "workshops", len(manual.workshops)
    for name, register in manual.registers.items():
        yield name, len(register.entries)
    if manual.centres:
        yield CENTRE.folder, len(shown_centres(manual))
    for category in settings.categories:
        yield f"phase:{category}", len(procedures_of(manual, category))
    statuses = Counter(page.model.status for page in manual.documents())
    for status in STATUSES:
        yield f"status:{status}", statuses[status]
    asked = open_validations(manual)
    yield "unconfirmed", len(asked)
    yield "blocking", sum(entry.blocking for entry in asked)
    for role in _asked(manual):
        yield f"unconfirmed:{role}", len(open_validations(manual, role))
    for review in manual.reviews:
        yield f"round:{review.id}", len(review.model.remarks)


def with_counts(manual: Manual, words: str) -> str:
    """Words with each `{count:…}` as the number that it stands for today; unknown ones as they are."""
    numbers = counts(manual)
    return COUNT.sub(lambda match: str(numbers.get(match["name"], match.group())), words)
