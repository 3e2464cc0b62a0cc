"""Warnings that an author accepts: `waive:` on a node makes them information, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claim_manual.check.witness import words
from claim_manual.model.finding import Finding, Severity, say, warning
from claim_manual.model.manual import AnyDocument, Manual, located
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Text


def waived(manual: Manual, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with waived warnings as information; and a warning for each waiver of nothing."""
    spans = [
        span
        for document in manual.documents()
        if any(node.waive for _, node in located(document))
        for span in _spans(document)
    ]
    used: set[Place] = set()
    for finding in findings:
        found = next((one for one in spans if one.covers(finding)), None)
        if found is None:
            yield finding
            continue
        used.add(found.place)
        reason = words(manual, found.reason)
        yield replace(
            finding,
            severity=Severity.INFO,
            hint=say("Accepted: {reason}", reason=reason),
        )
    for one in spans:
        if one.place not in used:
            yield warning(
                one.place,
                "idle-waiver",
                say("There is no warning “{code}” here to accept.", code=one.code),
                say("Take it away. Errors cannot be accepted."),
            )


class _Span:
    """A waiver and the lines of its node."""

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


def _spans(document: AnyDocument) -> Iterator[_Span]:
    own = list(located(document))
    starts = [document.source.value(loc).line for loc, _ in own]
    for (loc, node), start in zip(own, starts, strict=True):
        after = [line for line in starts if line > start]
        for code, reason in node.waive.items():
            where: Loc = (*loc, "waive", code)
            end = min(after, default=_after(document, loc))
            yield _Span(document.source.key(where), code, reason, start, end)


def _after(document: AnyDocument, loc: Loc) -> float:
    """The line after the last node of a list: that of the key that follows, if one does."""
    lines = [
        place.line
        for where, place in document.source.keys.items()
        if len(where) == 1 and place.line > document.source.value(loc).line
    ]
    return min(lines, default=float("inf"))
