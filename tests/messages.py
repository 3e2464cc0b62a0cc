"""Every message that the program can say, found in its own source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from claim_manual.forms.fields import NODE_KINDS
from claim_manual.model.field_names import FIELD_NAMES
from claim_manual.model.finding import Severity
from claim_manual.view.chart import HIT_POLICIES, LEVELS
from claim_manual.view.contact_filters import CONTACT_KINDS
from claim_manual.view.edit_lines import NODE_WORDS
from claim_manual.view.navigation import REGISTER_TITLES
from claim_manual.view.review import DECISIONS
from claim_manual.view.templating import EVIDENCES, NEEDS, STATUSES, URGENCIES

SOURCE = Path(__file__).parent.parent / "src" / "claim_manual"
GAP = re.compile(r"^\{[a-z]+\}$")
"""A message that is nothing but a gap says no words of its own."""
SAYERS = {"say", "speak", "_"}


def all_messages() -> dict[str, str | None]:
    """Each message with its plural, or None where it has none."""
    found: dict[str, str | None] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= _called(node)
    for file in sorted(SOURCE.rglob("*.j2")):
        for match in re.finditer(r'\b_\("((?:[^"\\]|\\.)*)"', file.read_text(encoding="utf-8")):
            found[match.group(1)] = None
    for table in (
        LEVELS,
        NEEDS,
        URGENCIES,
        EVIDENCES,
        STATUSES,
        REGISTER_TITLES,
        HIT_POLICIES,
        CONTACT_KINDS,
        FIELD_NAMES,
        DECISIONS,
        NODE_WORDS,
    ):
        found |= dict.fromkeys(table.values())
    found |= dict.fromkeys(words for words, _ in NODE_KINDS.values())
    found |= dict.fromkeys(one.value for one in Severity)
    return {
        message: many
        for message, many in found.items()
        if re.search(r"[a-z]{2}|\}, \{|p\.", GAP.sub("", message))
    }


def _called(node: ast.Call) -> Iterator[tuple[str, str | None]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if isinstance(node.func, ast.Call):
        name = "say"
    texts = [
        one.value
        for one in node.args
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if name in SAYERS and texts:
        yield texts[0], None
    elif name == "count" and len(texts) > 1:
        yield texts[0], texts[1]
