"""idle-waiver: `waive:` on a node, page, role, assignment or phase makes its warnings information, and it has none such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.model.finding import Finding, Severity, say, warning
from claim_manual.model.manual import AnyDocument, Manual, located
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Text


@rule(warning="idle-waiver")
def waived(manual: Manual, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with waived warnings as information; and a warning for each waiver of nothing."""
    waivers = [*_waivers(manual)]
    used: set[Place] = set()
    for finding in findings:
        waiver = next((waiver for waiver in waivers if waiver.covers(finding)), None)
        if waiver is None:
            yield finding
            continue
        used.add(waiver.place)
        reason = words(manual, waiver.reason)
        yield replace(
            finding,
            severity=Severity.INFO,
            hint=say("Accepted: {reason}", reason=reason),
        )
    for waiver in waivers:
        if waiver.place not in used:
            yield warning(
                waiver.place,
                "idle-waiver",
                say("There is no warning “{code}” here to accept.", code=waiver.code),
                say("Take it away. Errors cannot be accepted."),
            )


class _Waiver:
    """A waiver and the lines that it covers: from `start`, up to but without `end`."""

    def __init__(self, place: Place, code: str, reason: Text, start: int, end: float) -> None:
        self.place = place
        self.code = code
        self.reason = reason
        self.start = start
        self.end = end

    def covers(self, finding: Finding) -> bool:
        at = finding.place
        return (
            finding.severity is Severity.WARNING
            and finding.code == self.code
            and at.path == self.place.path
            and self.start <= at.line < self.end
        )


def _waivers(manual: Manual) -> Iterator[_Waiver]:
    for document in manual.documents():
        if any(node.waive for _, node in located(document)):
            yield from _of_nodes(document)
        for code, reason in document.model.waive.items():
            place = document.source.key(("waive", code))
            yield _Waiver(place, code, reason, 0, float("inf"))
    for name in ("roles", "assignments"):
        yield from _of_entries(manual, name)
    yield from _of_phases(manual)


def _of_entries(manual: Manual, name: str) -> Iterator[_Waiver]:
    register = manual.register(name)
    for position, entry in enumerate(register):
        for code, reason in getattr(entry, "waive", {}).items():
            start = register.source.value((position,)).line
            has_next = position + 1 < len(register.entries)
            end = register.source.value((position + 1,)).line if has_next else float("inf")
            place = register.source.key((position, "waive", code))
            yield _Waiver(place, code, reason, start, end)


def _of_phases(manual: Manual) -> Iterator[_Waiver]:
    source, phases = manual.settings.source, manual.settings.model.phases
    lines = sorted(
        place.line
        for loc, place in source.keys.items()
        if loc[:1] != ("categories",) or len(loc) <= 2
    )
    for category, phase in phases.items():
        start = source.key(("categories", category)).line
        end = next((line for line in lines if line > start), float("inf"))
        for code, reason in phase.waive.items():
            place = source.key(("categories", category, "waive", code))
            yield _Waiver(place, code, reason, start, end)


def _of_nodes(document: AnyDocument) -> Iterator[_Waiver]:
    located_nodes = list(located(document))
    starts = [document.source.value(loc).line for loc, _ in located_nodes]
    for (loc, node), start in zip(located_nodes, starts, strict=True):
        later_starts = [line for line in starts if line > start]
        for code, reason in node.waive.items():
            waiver_loc: Loc = (*loc, "waive", code)
            end = min(later_starts, default=_line_after_nodes(document, loc))
            yield _Waiver(document.source.key(waiver_loc), code, reason, start, end)


def _line_after_nodes(document: AnyDocument, loc: Loc) -> float:
    """The line after the last node of a list: that of the key that follows, if one does."""
    lines = [
        place.line
        for loc_of_key, place in document.source.keys.items()
        if len(loc_of_key) == 1 and place.line > document.source.value(loc).line
    ]
    return min(lines, default=float("inf"))
