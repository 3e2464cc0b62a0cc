"""References to steps: `{step:id}` becomes the number of the step."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

STEP = re.compile(r"\{(?P<word>[Ss]tep):(?P<goal>[a-z0-9#-]+)\}")
"""What becomes the number of a step: `{step:id}`, of another page `{step:page#id}`."""
STEP_REFERENCE = "step_reference"
"""The type of its token, whose `meta` has `href` and `is_first`: whether it begins a sentence."""


def add_step_references(parser: MarkdownIt) -> None:
    """A token for each reference."""
    parser.inline.ruler.before("link", STEP_REFERENCE, _step_reference)


def _step_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's call
    match = STEP.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(STEP_REFERENCE, "", 0)
        token.content = match.group()
        token.meta = {"href": f"step:{match['goal']}", "is_first": match["word"] == "Step"}
    state.pos = match.end()
    return True
