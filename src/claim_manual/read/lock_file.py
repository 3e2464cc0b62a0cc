"""`translations.lock`: the source text of each translation, as JSON that reads well in a diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claim_manual.derived.translations import LOCK, Lock
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.read.faults import Lines, faults_of_escapes
from claim_manual.read.text_file import read_text, text_in

MAX_BYTES = 32_000_000
"""It holds the texts of all sources together."""
_HINT = say("Restore it from an earlier commit, or delete it and run claim-manual i18n confirm.")


def read_lock(file: Path, given: bytes | None = None) -> tuple[Lock | None, list[Finding]]:
    """What the lock says, or what is `given` in its place; None with the reason where it cannot be
    read.
    """
    text, findings = read_text(file, LOCK, MAX_BYTES) if given is None else text_in(given, LOCK)
    if text is None:
        return None, findings
    if "\\u" in text:
        findings += faults_of_escapes(text, 0, Lines(text, LOCK))
    try:
        lock = json.loads(text, object_pairs_hook=_without_repeats, parse_int=_no_number)
    except json.JSONDecodeError as failure:
        return None, [_no_json(Place(LOCK, failure.lineno, failure.colno))]
    except RecursionError:
        return None, [_no_lock()]
    except _TwiceError:
        return None, [_no_json(Place(LOCK))]
    return (lock, findings) if _is_lock(lock) else (None, [*findings, _no_lock()])


class _TwiceError(ValueError):
    """A key stands twice in one place, so that the first value would be lost."""


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _TwiceError
    return content


def _no_number(_: str) -> None:
    """In place of `int`, which refuses more than 4,300 digits: a lock has no numbers."""


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
