"""The report of a round of review as Markdown."""

from __future__ import annotations

from claim_manual.derived.review import Report
from claim_manual.reports.markdown import line, row, words


def report_text(made: Report) -> str:
    """The report as Markdown, ending in a line break."""
    lines = [f"# {words(made.title)}", ""]
    lines += [text for part in made.lead for text in (line(part), "")]
    lines += [f"- {line(head)}: {number}" for head, number in made.counts]
    lines += ["", row(made.heads), f"|{' --- |' * len(made.heads)}"]
    lines += [row(remark.cells) for remark in made.rows]
    return "\n".join(lines) + "\n"
