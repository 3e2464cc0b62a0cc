"""The situations of a flow as a table in Markdown."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import cut_note, situation_table
from claim_manual.model.manual import AnyDocument
from claim_manual.reports.markdown import row


def table_text(reading: Reading, document: AnyDocument) -> str:
    """The table as Markdown, ending in a line break."""
    made = situation_table(reading, document)
    say = reading.say
    heads = ["", *(f"{one.number}. {one.text}" for one in made.columns), say("Way"), say("Outcome")]
    lines = [row(heads), f"|{' --- |' * len(heads)}"]
    lines += [
        row([str(n), *one.answers, " → ".join(one.way), one.outcome])
        for n, one in enumerate(made.rows, 1)
    ]
    if made.is_cut:
        lines += ["", cut_note(reading, len(made.rows), made.count, is_exact=made.is_exact)]
    return "\n".join(lines) + "\n"
