"""What a rule is: a function that finds faults, and the codes and severities of its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVarTuple

from claim_manual.model.finding import Finding, Severity

Judged = TypeVarTuple("Judged")
"""What a rule is given: a manual and the day, a difference, ..."""
Codes = str | tuple[str, ...]


@dataclass(frozen=True)
class Rule(Generic[*Judged]):
    """A function that finds faults, called as one; `codes` are all pairs of code and severity that it gives."""

    judge: Callable[[*Judged], Iterable[Finding]]
    codes: frozenset[tuple[str, Severity]]

    def __call__(self, *judged: *Judged) -> Iterable[Finding]:
        """The findings of the rule, in no order of its own."""
        return self.judge(*judged)


def rule(
    *, error: Codes = (), warning: Codes = (), info: Codes = ()
) -> Callable[[Callable[[*Judged], Iterable[Finding]]], Rule[*Judged]]:
    """Makes a function a rule, with the codes of its errors, warnings and infos.

    A code whose severity depends on the case stands under each. tests/test_finding_codes.py holds
    that the function gives these and no others.
    """
    declared = {Severity.ERROR: error, Severity.WARNING: warning, Severity.INFO: info}
    codes = frozenset(
        (code, severity)
        for severity, names in declared.items()
        for code in ((names,) if isinstance(names, str) else names)
    )
    return lambda judge: Rule(judge, codes)
