"""Which of the things that are gone are there still, under another name: by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from claim_manual.difference.things import Compared

ALIKE = 0.5
"""How much of what two things say must be the same, by length, for them to be one thing."""
_ALIKE_WITH_CODE = 0.25
"""How much where both have the same code, of which a manual has one."""


def renamed_things(before: Mapping[str, Compared], after: Mapping[str, Compared]) -> dict[str, str]:
    """The keys of things that are gone, and the keys that they have now: the most alike first."""
    gone = {key: thing for key, thing in before.items() if key not in after and _is_file(thing)}
    new = {key: thing for key, thing in after.items() if key not in before and _is_file(thing)}
    if not gone or not new:
        return {}
    old_words = {key: _words(thing) for key, thing in gone.items()}
    new_words = {key: _words(thing) for key, thing in new.items()}
    pairs = sorted(
        (
            (-alike, old, now)
            for old in gone
            for now in new
            if (alike := _alike(old_words[old], new_words[now]))
            >= (_ALIKE_WITH_CODE if _is_of_code(gone[old], new[now]) else ALIKE)
        ),
    )
    renamed: dict[str, str] = {}
    for _, old, now in pairs:
        if old not in renamed and now not in renamed.values():
            renamed[old] = now
    return renamed


def _is_file(thing: Compared) -> bool:
    """Whether a thing is a file of its own: entries of registers have the ids that people gave them."""
    return not thing.is_entry


def _is_of_code(old: Compared, new: Compared) -> bool:
    code = old.tree.get("code")
    return bool(code) and code == new.tree.get("code")


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """How much is the same in both, from 0 to 1, by the length of what is said."""
    longest = max(_length(old), _length(new))
    return _length(old & new) / longest if longest else 0


def _length(words: Counter[str]) -> int:
    return sum(len(text) * times for text, times in words.items())


def _words(thing: Compared) -> Counter[str]:
    """All that a thing says, each with how often."""
    return Counter(_leaves(thing.tree))


def _leaves(value: Any) -> Iterator[str]:
    match value:
        case Mapping():
            for inner in value.values():
                yield from _leaves(inner)
        case list():
            for inner in value:
                yield from _leaves(inner)
        case str() if value:
            yield value
        case _:
            return
