"""The manual that something is to be made of: read once, and judged once for the same sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from claim_manual.derived.fingerprint import fingerprint, model_digest
from claim_manual.derived.translations import stale, stale_by_file
from claim_manual.model.finding import FaultyError, Finding, Severity, few_of_each
from claim_manual.model.manual import Manual
from claim_manual.publish.leftovers import sweep, sweep_tree
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.publish.ownership import SOURCES
from claim_manual.read import read_manual
from claim_manual.work.judging import collecting_later, faults_of, free_memory

_KIND = "sound"
"""Under which the cache keeps that a manual was found sound."""


def sound_once(root: Path, today: dt.date, *, strict: bool) -> Manual:
    """The manual in `root`; the same sources on the same day are judged once.

    Raises FaultyError where it has an error, or a warning where warnings count. What killed programs
    left among the sources goes.
    """
    _sweep(root)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    memory = Memory(root)
    with collecting_later():
        manual, findings = read_manual(root)
        if manual is None:
            raise FaultyError(few_of_each(findings))
        key = digest(program(), today, sorted(grave), fingerprint(manual))
        was_sound = not _has(findings, grave) and memory.get(_KIND, key) is not None
        if not was_sound:
            findings = [*findings, *faults_of(manual, today)]
    if _has(findings, grave):
        raise FaultyError(few_of_each(findings))
    memory.put(_KIND, key, b"")
    memory.forget_others(_KIND)
    if not was_sound:
        # Of what was worked out to judge it, pages ask for little: what of it is small is kept.
        manual.derived.clear(stale, stale_by_file, fingerprint, model_digest)
        free_memory()
    return manual


def _has(findings: list[Finding], grave: set[Severity]) -> bool:
    return any(finding.severity in grave for finding in findings)


def _sweep(root: Path) -> None:
    sweep(root)
    for name in SOURCES:
        sweep_tree(root / name)
