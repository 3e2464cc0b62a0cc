"""The chart of a document and its situations as blocks."""

from __future__ import annotations

from claim_manual.charts.chart import chart
from claim_manual.charts.divide import divided
from claim_manual.derived.situation_table import cut_note, situation_table
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.steps import text_outline
from claim_manual.pages.texts import Texts

ROWS = 200
"""How many situations stand on a page; `flow show --format table` has more."""


def chart_figure(texts: Texts, document: AnyDocument) -> b.Figure:
    """The chart of a document; its boxes lead to pages by their uris."""
    drawn = chart(texts.reading, document, lambda uri, _anchor: uri)
    say = texts.say
    return b.Figure(
        drawn,
        tuple(divided(say, drawn)),
        (say("Open large"), say("Close"), say("Larger"), say("Smaller"), say("Whole")),
        is_client=texts.manual.settings.model.diagrams == "client",
    )


def chart_blocks(texts: Texts, document: AnyDocument) -> b.Blocks:
    """The chart of a document, the same as text, and as Mermaid."""
    summary = texts.words(texts.say("The chart as text"))
    folded = b.Folded(summary, (text_outline(texts, document),), "as-text")
    return (chart_figure(texts, document), folded, chart_source(texts, document))


def chart_source(texts: Texts, document: AnyDocument) -> b.Folded:
    """The chart of a document as Mermaid, folded away."""
    source = b.ChartSource(chart_figure(texts, document).chart)
    return b.Folded(texts.words(texts.say("Mermaid source")), (source,), "source")


def situations(texts: Texts, document: AnyDocument) -> b.Blocks:
    """Every situation of a flow as a row: its answers, its way, its outcome."""
    table = situation_table(texts.reading, document, ROWS)
    say = texts.say
    heads = [texts.words(say("Situation"))]
    heads += [texts.words(f"{column.number}. {column.text}") for column in table.columns]
    heads += [texts.words(say("Way")), texts.words(say("Outcome"))]
    rows = []
    for number, row in enumerate(table.rows, 1):
        badge = texts.badge(row.level)
        outcome = ((badge, i.Words(" ")) if badge else ()) + texts.words(row.outcome)
        answers = [texts.words(answer or "–") for answer in row.answers]
        way = (i.Span("way", texts.words(" → ".join(row.way))),)
        rows.append(b.Row(texts.words(str(number)), (*answers, way, outcome)))
    label = say("All situations")
    blocks: list[b.Block] = [b.Table(label, tuple(heads), tuple(rows), "situations")]
    if table.is_cut:
        note = cut_note(texts.reading, len(table.rows), table.count, is_exact=table.is_exact)
        blocks.append(b.Paragraph(texts.words(note), "muted"))
    summary = f"{label} ({table.count}{'' if table.is_exact else '+'})"
    return (b.Folded(texts.words(summary), tuple(blocks), "as-text"),)
