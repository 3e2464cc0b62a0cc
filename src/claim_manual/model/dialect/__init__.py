"""What authors may write that CommonMark has not, as rules of the parser."""

from __future__ import annotations

from markdown_it import MarkdownIt

from claim_manual.model.dialect.bare_links import add_bare_links
from claim_manual.model.dialect.footnotes import add_footnotes
from claim_manual.model.dialect.line_breaks import add_line_breaks
from claim_manual.model.dialect.notes import add_notes
from claim_manual.model.dialect.step_references import add_step_references
from claim_manual.model.dialect.task_lists import add_task_lists
from claim_manual.model.dialect.written_lists import add_written_lists

__all__ = ["add_dialect"]


def add_dialect(parser: MarkdownIt) -> None:
    """Teaches a parser all of it; what paragraphs become is decided before their words are read."""
    parser.enable(["table", "strikethrough"])
    add_step_references(parser)
    add_line_breaks(parser)
    add_footnotes(parser)
    add_notes(parser)
    add_task_lists(parser)
    add_written_lists(parser)
    add_bare_links(parser)
