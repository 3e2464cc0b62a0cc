"""Text for a terminal or the log of a job: what stands in it is shown and never obeyed."""

from __future__ import annotations

import re

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters (C0 but tab and line break, C1), marks of direction, lone surrogates."""
_COMMAND = re.compile(r"^(\s*):(?=:)|(##\w*)(?=\[)", re.MULTILINE)
"""How a line begins that GitHub, Azure Pipelines or TeamCity take for a command."""


def visible(text: str) -> str:
    r"""`text` with what a terminal would obey written as Python writes it: `\x1b`, `\u202e`."""
    return _OBEYED.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def shown(text: str) -> str:
    """The same, and a backslash where a code host's log would take a line for a command."""
    text = visible(text)
    return _COMMAND.sub(lambda match: match[2] + "\\" if match[2] else match[1] + "\\:", text)


def shown_on_one_line(text: str) -> str:
    r"""The same with line breaks written as `\n`."""
    return shown(text.replace("\n", "\\n"))
