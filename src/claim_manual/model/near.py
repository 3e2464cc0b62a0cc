"""The name that somebody meant who wrote another, and names in a sentence of sane length."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

_ASKED = 200
_BESIDE = 8
_LONGEST = 60
_SHOWN = 40


class Near:
    """Looks among names for the one that a written one is nearest to.

    What it costs has an end, however many names there are and however often it is asked: of many
    names those that begin or end alike are compared, and after 200 others there is no answer.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted({*names})
        self._backwards = sorted(name[::-1] for name in self._names)
        self._answers: dict[str, str | None] = {}

    def __call__(self, written: str) -> str | None:
        """The nearest name; None where none is near."""
        if written not in self._answers:
            if len(self._answers) >= _ASKED or len(written) > _LONGEST:
                return None
            near = get_close_matches(written, self._candidates(written), n=1)
            self._answers[written] = near[0] if near else None
        return self._answers[written]

    def _candidates(self, written: str) -> list[str]:
        if len(self._names) <= 4 * _BESIDE:
            return self._names
        alike = {
            *_beside(self._names, written),
            *(name[::-1] for name in _beside(self._backwards, written[::-1])),
        }
        return sorted(alike)


def _beside(names: list[str], written: str) -> Iterator[str]:
    """The names round the place that a written one has in their order."""
    at = bisect(names, written)
    yield from names[max(at - _BESIDE, 0) : at + _BESIDE]


def enumerated(names: Iterable[str]) -> str:
    """Names with commas between; of many the first."""
    shown = [*islice(names, _SHOWN + 1)]
    return ", ".join(shown[:_SHOWN]) + (", …" if len(shown) > _SHOWN else "")
