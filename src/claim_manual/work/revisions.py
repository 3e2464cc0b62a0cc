"""The manual against a git revision: what changed, and what is wrong with the change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from claim_manual.check.changes import check_change
from claim_manual.derived.difference import Difference
from claim_manual.derived.translations import (
    Translation,
    TranslationState,
    is_same,
    translations,
)
from claim_manual.difference.comment import Judged
from claim_manual.difference.compare import difference
from claim_manual.model.finding import FaultyError, Finding, Severity, in_order, say
from claim_manual.model.manual import Manual
from claim_manual.model.sources import source_roots
from claim_manual.read import read_manual
from claim_manual.read.revision import RevisionError, at_revision, commits_since
from claim_manual.work.judging import judged
from claim_manual.work.saving import not_among


def compared(root: Path, base: str, head: str | None) -> Difference:
    """What changed from one git revision to another, or to the files as they are.

    Raises RevisionError where git has no such revision, FaultyError where a manual.yml cannot be
    read, NotAManualError where there is none.
    """
    with ExitStack() as kept:
        before = _readable(kept.enter_context(_manual_at(root, base)))
        folder = kept.enter_context(_manual_at(root, head)) if head else root
        return difference(before, _readable(folder))


def changed_badly(root: Path, base: str) -> list[Finding]:
    """What is wrong with the change from a git revision to the files as they are.

    Nothing where a manual.yml cannot be read: that is found by itself. Raises RevisionError.
    """
    with at_revision(root, base) as folder:
        before = read_manual(folder)[0] if (folder / "manual.yml").is_file() else None
    after, _ = read_manual(root)
    return check_change(difference(before, after)) if before and after else []


def saved_since(root: Path, base: str) -> list[Translation]:
    """Translations whose words were last changed after `base`, when their source was as it is now.

    As forms save them, both languages at once or the translation later; those that are confirmed
    already are left out. Raises RevisionError, FaultyError.
    """
    now = _readable(root)
    pending = {
        (translation.name, translation.lang): translation
        for translation in translations(now)
        if translation.state in {TranslationState.STALE, TranslationState.NEW}
    }
    saved: list[Translation] = []
    later = _spoken(now)
    for revision in (*commits_since(root, base), base):
        if not pending:
            break
        earlier = _spoken_at(root, revision)
        for key, translation in [*pending.items()]:
            _, words = earlier.get(key, ("", None))
            if words != translation.words:  # they were written in the commit after this one
                del pending[key]
                if is_same(later[key][0], translation.source):
                    saved.append(translation)
        later = earlier
    return saved


_Spoken = dict[tuple[str, str], tuple[str, str | None]]
"""The source and the words of each translation, by its name and language."""


def _spoken(manual: Manual) -> _Spoken:
    return {
        (translation.name, translation.lang): (translation.source, translation.words)
        for translation in translations(manual)
    }


def _spoken_at(root: Path, revision: str) -> _Spoken:
    with _manual_at(root, revision) as folder:
        manual, _ = read_manual(folder)
    return _spoken(manual) if manual else {}


def judged_change(root: Path, base: str, today: dt.date) -> Judged:
    """The change from a git revision to the files as they are, and the findings that it brings.

    Raises RevisionError, FaultyError where a manual.yml cannot be read, NotAManualError.
    """
    with _manual_at(root, base) as folder:
        before, before_findings = judged(folder, today)
        if before is None:
            raise FaultyError(before_findings)
        after, after_findings = judged(root, today)
        if after is None:
            raise FaultyError(after_findings)
        change = difference(before, after)
        new = [
            finding
            for finding in not_among(before_findings, after_findings)
            if _is_of_source(finding)
        ]
        grave = sum(finding.severity is not Severity.INFO for finding in after_findings)
        of_new = sum(finding.severity is not Severity.INFO for finding in new)
        return Judged(change, in_order([*new, *check_change(change)]), grave - of_new)


def _is_of_source(finding: Finding) -> bool:
    """Whether a finding is of a file that git was asked for: what lies beside was not looked at then."""
    return finding.place.path.partition("/")[0] in source_roots()


@contextmanager
def _manual_at(root: Path, revision: str) -> Iterator[Path]:
    with at_revision(root, revision) as folder:
        if not (folder / "manual.yml").is_file():
            raise RevisionError(
                say("There was no manual.yml in this folder at {revision}.", revision=revision)
            )
        yield folder


def _readable(root: Path) -> Manual:
    manual, findings = read_manual(root)
    if manual is None:
        raise FaultyError(in_order(findings))
    return manual
