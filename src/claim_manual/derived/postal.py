"""The parts of an address, as far as it is written so that they can be told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PORTUGUESE = re.compile(r"\b([0-9]{4}-[0-9]{3})\s+([^,;]*[^,;.\s])[.\s]*$")
"""A postal code of four digits and three is one of Portugal, and its place stands after it."""


@dataclass(frozen=True)
class Postal:
    """Street and whatever stands with it; code, place and country (ISO 3166-1) where they are said."""

    street: str
    code: str = ""
    place: str = ""
    country: str = ""


def postal(written: str) -> Postal:
    """The parts of an address; of one that says no code, all that is written as the street."""
    code = _PORTUGUESE.search(written)
    if code is None:
        return Postal(written)
    street = written[: code.start()].rstrip(" ,;.–-")
    return Postal(street or written, code[1], code[2], "PT")
