"""`translations.lock` made anew from the sides of a merge: nothing counts as confirmed that no side confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from claim_manual.derived.translations import LOCK, Lock, Translation, is_same, translations
from claim_manual.model.finding import FaultyError, Severity, in_order
from claim_manual.model.manual import Manual
from claim_manual.read import read_manual
from claim_manual.read.lock_file import locks_in, read_lock
from claim_manual.read.revision import earlier_versions, merged_versions
from claim_manual.read.text_file import is_regular
from claim_manual.sources.translated import HEADERS, lock_of


class NoLockError(Exception):
    """There is no lock, here or in git, that another could be made from."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The lock made anew, the manual that has it, and whether git has a merge under way."""

    manual: Manual
    lock: Lock
    is_under_way: bool


_MadeFrom = Mapping[tuple[str, str], str | None]
"""What each translation was made from as one side says, by its name and language."""


def merged_lock(root: Path) -> Merged:
    """The lock of the manual `root` from what both sides of a merge say, and the sources as they are.

    A translation counts as confirmed where a side says that it was made from the source that now
    stands there. Raises FaultyError where the sources cannot be read, and NoLockError.
    """
    manual = _sources(root)
    sides, base, is_under_way = _sides(root)
    made = [_made_from(manual, side) for side in sides]
    begun = _made_from(manual, base)

    def source(translation: Translation) -> str | None:
        key = (translation.name, translation.lang)
        return _of_sides(translation, [side[key] for side in made], begun[key])

    headers: dict[str, Mapping[str, str]] = {}
    for side in reversed(sides):
        headers |= side.get(HEADERS, {})
    lock = lock_of(manual, source, headers)
    return Merged(replace(manual, lock=lock), lock, is_under_way)


def _sources(root: Path) -> Manual:
    """The manual as it is read without its lock."""
    manual, findings = read_manual(root)
    errors = [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR and finding.place.path != LOCK
    ]
    if manual is None or errors:
        raise FaultyError(in_order(errors or findings))
    return manual


def _of_sides(
    translation: Translation, candidates: list[str | None], begun: str | None
) -> str | None:
    """What a translation was made from: its source, if a side says so; else what a side has changed."""
    sources = [candidate for candidate in candidates if candidate is not None]
    if any(is_same(source, translation.source) for source in sources):
        return translation.source
    return next((source for source in sources if source != begun), next(iter(sources), None))


def _made_from(manual: Manual, lock: Lock) -> _MadeFrom:
    return {
        (translation.name, translation.lang): translation.made_from
        for translation in translations(replace(manual, lock=lock))
    }


def _sides(root: Path) -> tuple[list[Lock], Lock, bool]:
    """The locks to go by, the one that the sides of a merge began from, and whether one is under way.

    While one is under way, what lies in the folder says nothing: somebody may have confirmed all in
    it to be rid of the conflict. Without a merge it is the lock, or the last one that git has.
    """
    versions = merged_versions(root, LOCK)
    sides = [lock for data in versions.sides if data is not None for lock in locks_in(data)]
    if not (versions.is_under_way and sides):
        sides += _here(root)
    if not sides:
        raise NoLockError
    base = locks_in(versions.base) if versions.base is not None else []
    return sides, base[0] if base else {}, versions.is_under_way


def _here(root: Path) -> Iterator[Lock]:
    """The lock in the folder; where it is damaged what is left of it, and the last one in git."""
    file = root / LOCK
    if is_regular(file):
        yield from locks_in(file.read_bytes())
    if not is_regular(file) or read_lock(file)[0] is None:
        yield from _last(root)


def _last(root: Path) -> Iterator[Lock]:
    """The last lock in git that says anything."""
    for data in earlier_versions(root, LOCK):
        if locks := [lock for lock in locks_in(data) if lock]:
            yield from locks
            return
