"""`translations.lock`: what each translation was made from, an entry on lines of its own.

An entry is its name, as commands name texts, below it the source as a JSON string, and an empty
line. So git merges changes of neighbours by itself: between what two people change there are lines
that nobody changed. Of the former form, one JSON value, the same is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from claim_manual.derived.translations import LOCK, Lock
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place
from claim_manual.read.conflict import conflicts, sides
from claim_manual.read.faults import Lines, faults_of_escapes
from claim_manual.read.text_file import read_text, text_in, text_within

HEAD = "# What each translation was made from. After a conflict in git: claim-manual i18n merge"
"""The first line of the file."""
MAX_BYTES = 32_000_000
"""It holds the texts of all sources together."""
MOST_CONFLICTS = 1_000
"""How many are looked at one by one."""
Key = tuple[str, str, str]
"""File, way to the text in it, and language."""
_PLAIN = re.compile(r"(?P<lang>[A-Za-z0-9-]+) (?P<path>[^#]+)(?:#(?P<way>[^#]+))?")
_HINT = say(
    "claim-manual i18n merge makes it anew, from git and the sources; what was stale stays so."
)


def read_lock(file: Path, given: bytes | None = None) -> tuple[Lock | None, list[Finding]]:
    """What the lock says, or what is `given` in its place; None with the reason where it cannot be
    read.
    """
    text, findings = (
        read_text(file, LOCK, MAX_BYTES) if given is None else text_within(given, LOCK, MAX_BYTES)
    )
    if text is None:
        return None, findings
    if lines := conflicts(text):
        return None, [_conflict(line) for line in lines[:MOST_CONFLICTS]]
    if "\\u" in text:
        findings += faults_of_escapes(text, 0, Lines(text, LOCK))
    try:
        return lock_in(text), findings
    except _FaultyLockError as failure:
        return None, [*findings, failure.finding] if failure.keeps_others else [failure.finding]


def locks_in(data: bytes) -> list[Lock]:
    """The locks that a version of the file holds: two where git left a conflict in it.

    Of one that is damaged what can still be read: what is lost of it counts as not confirmed.
    """
    text, _ = text_in(data, LOCK)
    if text is None:
        return []
    return [_readable(side) for side in (sides(text) if conflicts(text) else (text,))]


def lock_in(text: str) -> Lock:
    """The lock that a text is. Raises an error that has the finding."""
    if text.lstrip()[:1] in {"{", "["}:
        return _of_json(text)
    if not text.startswith("#"):
        raise _FaultyLockError(_no_entry(1))
    lock: _Growing = {}
    for line, key, source in _entries(text, is_strict=True):
        path, way, lang = key
        langs = lock.setdefault(path, {}).setdefault(way, {})
        if langs.setdefault(lang, source) != source:
            raise _FaultyLockError(_twice(line))
    return lock


def name_line(key: Key) -> str:
    """The line that names an entry."""
    path, way, lang = key
    line = f"{lang} {path}#{way}" if way else f"{lang} {path}"
    if line.isprintable() and line == line.strip() and _key(line) == key:
        return line
    return json.dumps([lang, path, way], ensure_ascii=False)


_Growing = dict[str, dict[str, dict[str, str]]]


class _FaultyLockError(ValueError):
    """The text is no lock."""

    def __init__(self, finding: Finding, *, keeps_others: bool = False) -> None:
        super().__init__(finding)
        self.finding = finding
        self.keeps_others = keeps_others


def _readable(text: str) -> Lock:
    """What can be read of a lock, where the same stands twice the first."""
    try:
        return lock_in(text)
    except _FaultyLockError:
        lock: _Growing = {}
        for _, (path, way, lang), source in _entries(text, is_strict=False):
            lock.setdefault(path, {}).setdefault(way, {}).setdefault(lang, source)
        return lock


def _entries(text: str, *, is_strict: bool) -> Iterator[tuple[int, Key, str]]:
    """Each entry with the number of its first line; a line that is of none raises if `is_strict`."""
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]
    is_used = False
    for (number, line), (_, below) in pairwise([*lines, (0, "")]):
        if is_used:
            is_used = False
            continue
        key, source = _key(line), _source(below)
        is_used = key is not None and source is not None
        if key is not None and source is not None:
            yield number, key, source
        elif is_strict:
            raise _FaultyLockError(_no_entry(number))


def _key(line: str) -> Key | None:
    if match := _PLAIN.fullmatch(line):
        return match["path"], match["way"] or "", match["lang"]
    match _json(line) if line.startswith("[") else None:
        case [str() as lang, str() as path, str() as way]:
            return path, way, lang
    return None


def _source(line: str) -> str | None:
    value = _json(line) if line.startswith('"') else None
    return value if isinstance(value, str) else None


def _json(line: str) -> Any:
    try:
        return _DECODER.decode(line)
    except (json.JSONDecodeError, RecursionError):
        return None


def _of_json(text: str) -> Lock:
    """The lock as it was written formerly: files, ways, languages and sources within each other."""
    try:
        lock = json.loads(text, object_pairs_hook=_without_repeats, parse_int=_no_number)
    except json.JSONDecodeError as failure:
        raise _FaultyLockError(_no_json(Place(LOCK, failure.lineno, failure.colno))) from None
    except RecursionError:
        raise _FaultyLockError(_no_lock()) from None
    except _TwiceError:
        raise _FaultyLockError(_no_json(Place(LOCK))) from None
    if not _is_lock(lock):
        raise _FaultyLockError(_no_lock(), keeps_others=True)
    return lock  # type: ignore[no-any-return] # _is_lock has looked


class _TwiceError(ValueError):
    """A key stands twice in one place, so that the first value would be lost."""


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _TwiceError
    return content


def _no_number(_: str) -> None:
    """In place of `int`, which refuses more than 4,300 digits: a lock has no numbers."""


_DECODER = json.JSONDecoder(parse_int=_no_number)


def _conflict(line: int) -> Finding:
    return _unresolved(line, say("Here git has left two versions of the confirmed translations."))


def _twice(line: int) -> Finding:
    return _unresolved(line, say("This text stands here a second time, made from another source."))


def _unresolved(line: int, message: Message) -> Finding:
    return error(Place(LOCK, line, 1), "unresolved-merge", message, _HINT)


def _no_entry(line: int) -> Finding:
    return error(Place(LOCK, line, 1), "syntax", say("This is no entry of this file."), _HINT)


def _no_json(place: Place) -> Finding:
    return error(place, "syntax", say("This is not valid JSON."), _HINT)


def _no_lock() -> Finding:
    return error(Place(LOCK), "wrong-type", say("This is no list of translations."), _HINT)


def _is_lock(lock: object) -> bool:
    return isinstance(lock, dict) and all(
        isinstance(ways, dict)
        and all(
            isinstance(langs, dict) and all(isinstance(source, str) for source in langs.values())
            for langs in ways.values()
        )
        for ways in lock.values()
    )
