"""Telephone numbers: whether one can be dialled (E.164, or short), and how it is (RFC 3966)."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

PHONE = r"^(\+ ?)?[0-9(][0-9 ().-]*$"
"""Digits in groups: brackets, full stops, hyphens and spaces are only separators."""
EXTENSION = r"^[0-9]([0-9 .-]{0,12}[0-9])?$"
LONGEST = 15
"""The most digits that a number has with its country (E.164, 6.1)."""
_SHORTEST = 2
_SHORTEST_ABROAD = 7
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+(?:[-\u2013\u2014]|ou|or|o|e|y|and)\s+|(?<=\d)\s*(?=\+)")
_FEW = 6
"""Fewer digits than these are a part of a number, or a short number."""
_SHORT = 3


def several(written: str) -> bool:
    """Whether what is written for one number is more than one: 217 115 000 - 217 115 001."""
    parts = [re.sub(r"\D", "", part) for part in _BETWEEN.split(written)]
    sizes = [len(part) for part in parts if part]
    are_short = all(size == _SHORT for size in sizes)
    return len(sizes) > 1 and (min(sizes) >= _FEW or are_short or sum(sizes) > LONGEST)


def digits(written: str) -> str:
    """What is dialled: digits, after a plus where the country is among them."""
    number = written.strip()
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if number.startswith("+"):
        number = number.replace("(0)", "")  # what is dialled only without the country
    return re.sub(r"[^0-9]", "", number) if number[:1] != "+" else re.sub(r"[^0-9+]", "", number)


def dialled(written: str, extension: str = "") -> str:
    """A telephone number as RFC 3966 writes it: tel:+351217115000;ext=12."""
    more = f";ext={digits(extension)}" if extension else ""
    return f"tel:{digits(written)}{more}"


def checked(written: object) -> object:
    """One number, which must be one that can be dialled; what is no text is judged elsewhere."""
    if isinstance(written, str):
        if several(written) or len(digits(written).removeprefix("+")) > LONGEST:
            raise PydanticCustomError("several_phones", "phone")
        if re.fullmatch(PHONE, written) and not _can_be_dialled(written):
            raise PydanticCustomError("phone", "phone")
    return written


def _can_be_dialled(written: str) -> bool:
    number = digits(written)
    size = len(number.removeprefix("+"))
    if not re.fullmatch(r"[^()]*(\([0-9 .-]+\)[^()]*)*", written):
        return False
    if number.startswith("+"):
        return number[1:2] != "0" and _SHORTEST_ABROAD <= size <= LONGEST
    return _SHORTEST <= size <= LONGEST
