"""Characters that a text must not have: controls, noncharacters, and invisible ones without effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, combining

_VIRAMA = 9
"""The canonical combining class of the signs that join consonants in scripts of India and beyond."""
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt), U+2028, U+2029 and the marks of
interlinear annotation."""
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
"""The flag of a part of a country: an emoji tag sequence (UTS 51, ED-14a)."""
_CONTROLS = re.compile(f"[{_CONTROL}]")
_SUSPECTS = re.compile(f"{_FLAG}|[{_UNSEEN}]")
SUSPECT = re.compile(f"[{_CONTROL}{_UNSEEN}]")
"""Characters that may be a fault; `faults` decides by what stands beside them."""
_CURSIVE = re.compile(
    "[\u0620-\u074f\u0750-\u077f\u07c0-\u07ff\u0840-\u08ff\u1800-\u18af\ua840-\ua87f"
    "\U00010ac0-\U00010aff\U00010b80-\U00010baf\U00010d00-\U00010d3f\U00010f30-\U00010fdf"
    "\U0001e900-\U0001e95f]"
)
"""Blocks of the scripts whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Adlam and others."""
_ARROWS = "\u2194\u2195"
_IDEOGRAPHS = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def controls(text: str) -> Iterator[int]:
    """The positions of control characters, noncharacters and lone surrogates."""
    return (match.start() for match in _CONTROLS.finditer(text))


def unseen(text: str) -> Iterator[int]:
    """The positions of characters that cannot be seen and do nothing where they stand.

    Joiners do something between letters that join and in emoji, variation selectors after what
    has variants, tags in flags.
    """
    for match in _SUSPECTS.finditer(text):
        if len(match.group()) == 1 and not _is_used(text, match.start()):
            yield match.start()


def without_unseen(text: str) -> str:
    """The text without such characters."""
    if not SUSPECT.search(text):
        return text
    out = {*unseen(text)}
    return "".join(character for n, character in enumerate(text) if n not in out)


def _is_used(text: str, position: int) -> bool:
    match text[position]:
        case "\u200c" | "\u200d":
            return _joins(text, position)
        case "\u180b" | "\u180c" | "\u180d" | "\u180f":
            return "\u1820" <= text[position - 1 : position] <= "\u18aa"
        case selector if "\ufe00" <= selector <= "\ufe0f":
            return (
                position > 0
                and category(text[position - 1])[0] in "LNSPM"
                and not _selects(text[position - 1])
            )
        case selector if "\U000e0100" <= selector <= "\U000e01ef":
            return bool(_IDEOGRAPHS.match(text[position - 1 : position]))
        case _:
            return False


def _joins(text: str, position: int) -> bool:
    """Whether a joiner or non-joiner changes how its neighbours are written.

    After a virama (RFC 5892, A.1 and A.2) or before one after a letter (The Unicode Standard 12.2);
    between letters of a script whose letters join, a joiner also beside one of them (RFC 5892, A.1;
    The Unicode Standard 9.2); a joiner between emoji (UTS 51, ED-16).
    """
    before, after = _beside(text, position, -1), _beside(text, position, 1)
    previous, following = text[position - 1 : position], text[position + 1 : position + 2]
    if previous and combining(previous) == _VIRAMA:
        return True
    if following and combining(following) == _VIRAMA:
        return category(previous or " ")[0] in "LM"
    cursive = [_is_cursive(before), _is_cursive(after)]
    if text[position] == "\u200c":
        return all(cursive)
    return any(cursive) or (_is_emoji(before) and _is_emoji(following))


def _beside(text: str, position: int, step: int) -> str:
    """The next character on one side of a position that is no mark upon another."""
    position += step
    while 0 <= position < len(text) and (
        category(text[position]) in {"Mn", "Me"} or "\U0001f3fb" <= text[position] <= "\U0001f3ff"
    ):
        position += step
    return text[position] if 0 <= position < len(text) else ""


def _is_cursive(character: str) -> bool:
    return bool(_CURSIVE.match(character)) and category(character)[0] == "L"


def _is_emoji(character: str) -> bool:
    return bool(character) and (category(character) == "So" or character in _ARROWS)


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
