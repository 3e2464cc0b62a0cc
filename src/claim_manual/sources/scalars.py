"""A string as YAML writes it: plain where that says the same everywhere, else in quotes."""

from __future__ import annotations

import json
import re

from claim_manual.read.yaml_door import plain_scalar

_BEGINS = re.compile(r"[-?:](?=\s|$)|[,\[\]{}#&*!|>'\"%@`]|\s|---|\.\.\.")
_INSIDE = re.compile(r":(?=\s|$)|\s#|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_IN_FLOW = re.compile(r"[,\[\]{}]|[?:]")
_OLD = re.compile(r"(?i)y|yes|n|no|on|off|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|=|<<")
"""What YAML 1.1, which other tools still read by, takes for something else than a string."""
_NUMBER_LIKE = re.compile(r"[+-]?\(?[0-9](?!.*[^\W\d_]{2})")
"""Telephone numbers, articles, versions: quotes say that it is a text, not a number."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def scalar(text: str, *, in_flow: bool = False, is_key: bool = False) -> str:
    """A string on one line, in quotes only where it must or where YAML 1.1 would misread it."""
    return text if _is_plain(text, in_flow=in_flow, is_key=is_key) else _quoted(text)


def _is_plain(text: str, *, in_flow: bool, is_key: bool) -> bool:
    if not text or _BEGINS.match(text) or _INSIDE.search(text):
        return False
    if in_flow and _IN_FLOW.search(text):
        return False
    if not is_key and (_OLD.fullmatch(text) or _NUMBER_LIKE.match(text)):
        return bool(_DAY.fullmatch(text))
    return isinstance(plain_scalar(text), str)


def _quoted(text: str) -> str:
    """In double quotes; letters stay as they are (JSON strings are YAML strings)."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match.group()):04x}", quoted
    )


def block(text: str) -> tuple[str, list[str]] | None:
    """A text of several lines as a literal block: its mark and its lines; None where it cannot be."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[0] or lines[0][0].isspace():
        return None
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text):
        return None
    if lines[-1]:
        return "|-", lines
    lines.pop()
    return ("|", lines) if lines[-1].strip() else None
