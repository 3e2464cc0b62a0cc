"""Every message that the program can say, found in its own source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from claim_manual.forms.admin import COLLECTIONS
from claim_manual.model.catalogue import CatalogueEntry, entries, reachable
from claim_manual.model.finding import Severity
from claim_manual.model.guard import Range
from claim_manual.model.shown import Where
from claim_manual.model.sources import REGISTER_TITLES, SOURCES

SOURCE = Path(__file__).parent.parent / "src" / "claim_manual"
GAP = re.compile(r"^\{[a-z]+\}$")
"""A message that is nothing but a gap says no words of its own."""
SAYERS = {"say", "speak", "_", "message"}
ROOTS = (*(model for kind in SOURCES for model in kind.models), Range)
"""The model of each kind of source, and what stands in guards."""


def all_fields() -> list[CatalogueEntry]:
    """Every field of every model of a source."""
    return [field for model in reachable(ROOTS) for field in entries(model)]


def all_messages() -> dict[str, str | None]:
    """Each message with its plural, or None where it has none."""
    found: dict[str, str | None] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        found |= messages_in(file)
    for shown in (field.shown for field in all_fields()):
        found |= dict.fromkeys((shown.label, shown.hint, *shown.choices.values()))
    found |= dict.fromkeys(one.value for one in Severity)
    found |= dict.fromkeys(words for kind in SOURCES for words in (kind.title, kind.singular))
    found |= dict.fromkeys(words for _, *both in COLLECTIONS.values() for words in both)
    return {
        message: many
        for message, many in found.items()
        if re.search(r"[a-z]{2}|\}, \{|p\.", GAP.sub("", message))
    }


ROOMS_OF_READERS = (
    *("pages", "site", "book", "charts", "derived", "office", "exchange", "difference", "reports"),
)
"""The rooms whose messages stand on the site, in books, kits, questionnaires and reports."""
OF_AUTHORS = {
    "book/typesetting.py",
    "book/press.py",
    "exchange/answers.py",
    "exchange/tables.py",
    "office/slides/template.py",
    "office/word/template.py",
    "office/spreadsheet.py",
    "office/word_reading/file.py",
    "office/word_reading/names.py",
    "office/word_reading/package.py",
    "office/word_reading/returned.py",
    "charts/diagram_faults.py",
    "site/own_templates.py",
    "site/template_faults.py",
}
"""What these modules of those rooms say is what is wrong with a file or a machine."""


def messages_of_readers() -> set[str]:
    """Each message that somebody meets who reads the manual and does not write it."""
    found = set(messages_in(SOURCE / "model" / "language.py"))
    found |= set(messages_in(SOURCE / "imports" / "nodes.py"))  # warnings at steps of drafts
    for room in ROOMS_OF_READERS:
        for file in sorted((SOURCE / room).rglob("*.py")):
            if file.relative_to(SOURCE).as_posix() not in OF_AUTHORS:
                found |= set(messages_in(file))
    for shown in (field.shown for field in all_fields()):
        if shown.where is not Where.NEITHER:
            found |= {shown.label, *shown.choices.values()}
    return (found | {*REGISTER_TITLES.values()}) & set(all_messages())


def messages_in(file: Path) -> dict[str, str | None]:
    """The messages that a module says."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return dict(message for call in calls for message in _called(call))


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
