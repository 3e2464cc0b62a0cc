"""The parts of an address, as far as it is written so that they can be told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = re.compile(r"\b([0-9]{2,5}-[0-9]{3,4})\s+([^,;]*[^,;.\s])[.\s]*$")
"""A postal code in two groups and the place after it. One of a single group could be the number of a house."""


@dataclass(frozen=True)
class Postal:
    """Street and whatever stands with it; code and place where they are said."""

    street: str
    code: str = ""
    place: str = ""


def postal(written: str) -> Postal:
    """The parts of an address; of one that says no code, all that is written as the street."""
    code = _CODE.search(written)
    if code is None:
        return Postal(written)
    street = written[: code.start()].rstrip(" ,;.–-")
    return Postal(street or written, code[1], code[2])
