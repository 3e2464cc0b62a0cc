"""`translations.lock`: the source text of each translation, as JSON that reads well in a diff."""

from __future__ import annotations

import json
from pathlib import Path

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.translations import LOCK, Lock

_HINT = say("Restore it from an earlier commit, or delete it and run claim-manual i18n confirm.")


def read_lock(file: Path) -> tuple[Lock | None, list[Finding]]:
    """What the lock says; None with the reason where it cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as failure:
        place = Place(LOCK, failure.lineno, failure.colno)
        return None, [error(place, "syntax", say("This is not valid JSON."), _HINT)]
    except (OSError, UnicodeDecodeError):
        return None, [
            error(Place(LOCK), "unreadable-file", say("This file cannot be read."), _HINT)
        ]
    if not _is_lock(found):
        return None, [
            error(Place(LOCK), "wrong-type", say("This is no list of translations."), _HINT)
        ]
    return found, []


def _is_lock(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(ways, dict)
        and all(
            isinstance(langs, dict) and all(isinstance(one, str) for one in langs.values())
            for langs in ways.values()
        )
        for ways in found.values()
    )
