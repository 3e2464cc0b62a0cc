"""Findings of one file, of which a kind that comes again and again is reported a number of times only."""

from __future__ import annotations

from collections import Counter

from claim_manual.model.finding import MOST, Finding, and_more


class Few:
    """Findings of one file: MOST of each kind, and how many more there are of it.

    Whoever finds something asks for room first, so that what is not reported costs nothing.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._last: dict[str, Finding] = {}
        self._count: Counter[str] = Counter()

    def has_room(self, kind: str) -> bool:
        """Whether one more of a kind is reported; if not, it is counted."""
        if self._count[kind] < MOST:
            return True
        self._count[kind] += 1
        return False

    def add(self, kind: str, finding: Finding) -> None:
        """Report a finding for which there was room."""
        self._count[kind] += 1
        self._last[kind] = finding
        self._findings.append(finding)

    def findings(self) -> list[Finding]:
        """What is reported, and for each kind with more of it a finding that says how many."""
        return self._findings + [
            and_more(self._last[kind], count - MOST)
            for kind, count in self._count.items()
            if count > MOST
        ]
