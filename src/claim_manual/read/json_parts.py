"""A JSON object of which one list is read item by item, so that each has its place in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass
class Parts:
    """The values of an object by key with where each begins, and the items of one of its lists."""

    values: dict[str, tuple[int, Any]] = field(default_factory=dict)
    items: list[tuple[int, Any]] | None = None


class BrokenJsonError(ValueError):
    """The text is no JSON from this position on."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def object_parts(text: str, listed: str) -> Parts | None:
    """The object that a text is, with the items of the list under the key `listed`.

    None where the text is another value. Raises BrokenJsonError where it is none at all.
    """
    scan = _Scan(text)
    start = scan.space(0)
    parts = Parts()
    if text[start : start + 1] != "{":
        scan.end(scan.value(start)[1])
        return None
    position = start
    for position in scan.separated(start, "}"):
        key, after = scan.value(position)
        if not isinstance(key, str):
            raise BrokenJsonError(position)
        colon = scan.space(after)
        scan.expect(colon, ":")
        begin = scan.space(colon + 1)
        if key == listed and text[begin : begin + 1] == "[":
            parts.items = [(at, scan.value(at)[0]) for at in scan.separated(begin, "]")]
        else:
            parts.values[key] = begin, scan.value(begin)[0]
    scan.end(scan.closed)
    return parts


class _Scan:
    """Reads values of a text; `closed` is where the last list or object that was entered ended."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed = 0
        self._after = 0
        self._decoder = json.JSONDecoder(parse_constant=_refuse)

    def space(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def expect(self, position: int, sign: str) -> None:
        if self.text[position : position + 1] != sign:
            raise BrokenJsonError(position)

    def value(self, position: int) -> tuple[Any, int]:
        """The value at a position, and where it ends."""
        try:
            value, self._after = self._decoder.raw_decode(self.text, position)
        except json.JSONDecodeError as failure:
            raise BrokenJsonError(failure.pos) from failure
        except (
            ValueError,
            RecursionError,
        ) as failure:  # NaN, a number without end, brackets without end
            raise BrokenJsonError(position) from failure
        return value, self._after

    def separated(self, opening: int, closing: str) -> Iterator[int]:
        """Where each thing between brackets begins; whoever asks reads it before the next."""
        position = self.space(opening + 1)
        if self.text[position : position + 1] != closing:
            while True:
                yield position
                position = self.space(self._ended())
                if self.text[position : position + 1] == closing:
                    break
                self.expect(position, ",")
                position = self.space(position + 1)
        self.closed = position + 1

    def _ended(self) -> int:
        return max(self._after, self.closed)

    def end(self, position: int) -> None:
        """Raises BrokenJsonError where something follows."""
        if self.space(position) < len(self.text):
            raise BrokenJsonError(self.space(position))


def _refuse(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")
