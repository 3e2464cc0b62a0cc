"""The situations of a flow as a table in Markdown."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import cut_note, situation_table
from claim_manual.model.manual import AnyDocument
from claim_manual.reports.markdown import row


def table_text(reading: Reading, document: AnyDocument) -> str:
    """The table as Markdown, ending in a line break."""
    table = situation_table(reading, document)
    say = reading.say
    heads = [
        "",
        *(column.said for column in table.columns),
        say("Way"),
        say("Outcome"),
    ]
    lines = [row(heads), f"|{' --- |' * len(heads)}"]
    lines += [
        row([str(n), *situation.answers, " → ".join(situation.way), situation.outcome])
        for n, situation in enumerate(table.rows, 1)
    ]
    if table.is_cut:
        lines += ["", cut_note(reading, len(table.rows), table.count, is_exact=table.is_exact)]
    return "\n".join(lines) + "\n"
