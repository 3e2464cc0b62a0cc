"""Text for a terminal or the log of a job: what stands in it is shown and never obeyed."""

from __future__ import annotations

import re

from claim_manual.model.visible import visible

_COMMAND = re.compile(r"^(\s*):(?=:)|(##\w*)(?=\[)", re.MULTILINE)
"""How a line begins that GitHub, Azure Pipelines or TeamCity take for a command."""


def shown(text: str) -> str:
    """`text` with its control characters visible, and a backslash in what a log takes for a command."""
    text = visible(text)
    return _COMMAND.sub(lambda match: match[2] + "\\" if match[2] else match[1] + "\\:", text)


def shown_on_one_line(text: str) -> str:
    r"""The same with line breaks written as `\n`."""
    return shown(text.replace("\n", "\\n"))
