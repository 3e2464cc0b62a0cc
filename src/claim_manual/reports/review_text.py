"""The report of a round of review as Markdown."""

from __future__ import annotations

from claim_manual.derived.review import Report
from claim_manual.reports.markdown import line, row, words


def report_text(report: Report) -> str:
    """The report as Markdown, ending in a line break."""
    lines = [f"# {words(report.title)}", ""]
    lines += [text for part in report.lead for text in (line(part), "")]
    lines += [f"- {line(head)}: {number}" for head, number in report.counts]
    lines += ["", row(report.heads), f"|{' --- |' * len(report.heads)}"]
    lines += [row(remark.cells) for remark in report.rows]
    return "\n".join(lines) + "\n"
