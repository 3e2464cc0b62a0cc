"""The chart of a document, its line map and its situations as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claim_manual.charts.chart import Chart, chart, lane_chart
from claim_manual.charts.divide import divided
from claim_manual.derived.situation_table import cut_note, situation_table
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.goals import HereGoal
from claim_manual.pages.line_maps import line_map
from claim_manual.pages.texts import Texts

ROWS = 200
"""How many situations stand on a page; `flow show --format table` has more."""


def chart_figure(texts: Texts, document: AnyDocument) -> d.Figure:
    """The chart of a document; its boxes lead to pages by their uris."""
    drawn = chart(texts.reading, document, lambda uri, _anchor: uri)
    return figure_of(texts, drawn, is_beside=isinstance(document.model, Procedure))


def figure_of(texts: Texts, drawn: Chart, *, is_beside: bool = False) -> d.Figure:
    """A chart as a page has it: whole, and in parts that can be read."""
    say = texts.say
    parts = divided(say, drawn)
    goes_on = (
        say("Goes on below"),
        say("Goes on to the side"),
        say("Goes on below and to the side"),
    )
    return d.Figure(
        drawn,
        tuple(_part(texts, parts, number) for number in range(1, len(parts) + 1)),
        d.FigureWords(
            say("Close"),
            say("Larger"),
            say("Smaller"),
            say("Whole"),
            say("go to {number}"),
            say("This could not be loaded. Check the connection and try again."),
            goes_on,
        ),
        is_beside=is_beside,
        is_client=texts.manual.settings.model.diagrams == "client",
    )


def lane_figure(texts: Texts, document: AnyDocument) -> d.Figure | None:
    """The chart of a document in lanes, one for each actor; None where fewer than two act."""
    drawn = lane_chart(texts.reading, document, lambda uri, _anchor: uri)
    if drawn is None:
        return None
    part = d.ChartPart(drawn, texts.say("Open the chart large"))
    return replace(chart_figure(texts, document), chart=drawn, parts=(part,), place="lanes")


def _part(texts: Texts, parts: Sequence[Chart], number: int) -> d.ChartPart:
    say, part = texts.say, parts[number - 1]
    if len(parts) == 1:
        return d.ChartPart(part, say("Open the chart large"))
    first = next(box for box in part.boxes if box.kind != "link")
    opens = say("Open part {part} large: {first}", part=number, first=first.said)
    here = _place(number)
    before = [n for n, other in enumerate(parts, 1) if here in _leads_to(other)]
    links = [_part_link(say("Comes from part {part}", part=n), _place(n)) for n in before]
    for place in _leads_to(part):
        words = say("Goes on in part {part}", part=place.removeprefix(_place("")))
        links.append(_part_link(words, place))
    return d.ChartPart(part, opens, tuple(links))


def _part_link(words: str, place: str) -> i.Link:
    return i.Link(HereGoal(place), (i.Words(words),))


def _place(number: int | str) -> str:
    return f"chart-{number}"


def _leads_to(part: Chart) -> list[str]:
    """The places of the parts that a part leads to."""
    sources = {way.source for way in part.ways}
    onward = (box for box in part.boxes if box.kind == "link" and box.id not in sources)
    return list(dict.fromkeys(box.href.removeprefix("#") for box in onward))


def chart_blocks(texts: Texts, document: AnyDocument) -> b.Blocks:
    """The chart of a document, the same as a line map, and as Mermaid."""
    return (*chart_and_map(texts, document), chart_source(texts, document))


def chart_and_map(texts: Texts, document: AnyDocument) -> b.Blocks:
    """A document as a line map, and its chart."""
    return (line_map(texts, document), chart_figure(texts, document))


def chart_source(texts: Texts, document: AnyDocument) -> b.Folded:
    """The chart of a document as Mermaid, folded away."""
    source = d.ChartSource(chart_figure(texts, document).chart)
    return b.Folded(texts.words(texts.say("Mermaid source")), (source,), "source")


def situations(texts: Texts, document: AnyDocument) -> b.Blocks:
    """Every situation of a flow as a row: its answers, its way, its outcome."""
    table = situation_table(texts.reading, document, ROWS)
    say = texts.say
    heads = [texts.words(say("Situation"))]
    heads += [texts.words(column.said) for column in table.columns]
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
