"""Pages as plain words: what a line says without marks, and every line of a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.pages.blocks import (
    Block,
    Calls,
    Cards,
    Cases,
    Contacts,
    Details,
    Drawn,
    Filters,
    Folded,
    Footnotes,
    Heading,
    Items,
    Laws,
    Lent,
    Limits,
    Line,
    Listing,
    NoteBox,
    Notice,
    Online,
    Pairs,
    Papers,
    Paragraph,
    Practice,
    Prose,
    Quote,
    Rule,
    Say,
    Slip,
    Sourced,
    Step,
    Steps,
    Table,
    Ticks,
    Tree,
    Unconfirmed,
)
from claim_manual.pages.drawn_blocks import Arcs, Bars, ChartSource, Figure, LineMap, Tiles
from claim_manual.pages.inline import (
    Badge,
    Blank,
    Box,
    Break,
    Code,
    Doubtful,
    Footnote,
    Image,
    Inline,
    Link,
    Parts,
    Warned,
    Words,
)


def plain(parts: Parts) -> str:
    """The words of a line, without marks, with single spaces."""
    return " ".join("".join(_said(part) for part in parts).split())


def _said(part: Inline) -> str:  # noqa: C901, PLR0911 - a row for each type
    match part:
        case Words() | Code():
            return part.text
        case Link(place=place) if place:
            return f"{''.join(map(_said, part.parts))} ({place})"
        case Footnote():
            return ""
        case Break():
            return " "
        case Image():
            return part.alt
        case Badge():
            return part.word
        case Blank():
            return "___"
        case Box():
            return f"☐ {part.word}"
        case Warned():
            return f"{part.label}: {''.join(map(_said, part.parts))}"
        case Doubtful():
            return f"{''.join(map(_said, part.parts))} ({part.note})"
        case _:
            return "".join(map(_said, part.parts))


def lines(blocks: Iterable[Block], *, is_folded: bool = False) -> Iterator[Parts]:
    """Every line of blocks, in order: what a person reads from top to bottom.

    Charts, the data of a tree and what is folded away are not read; with `is_folded` the last is.
    """
    for block in blocks:
        yield from _lines(block, is_folded)


def _lines(block: Block, is_folded: bool) -> Iterator[Parts]:  # noqa: C901, FBT001, PLR0912 - a row for each type
    match block:
        case Line() | Paragraph() | Heading():
            yield block.parts
        case Listing():
            yield (Words(block.text),)
        case NoteBox():
            yield block.title
            yield from lines(block.blocks, is_folded=is_folded)
        case Footnotes():
            yield from (note.parts for note in block.notes)
        case Quote() | Details() | Prose() | Sourced():
            yield from lines(block.blocks, is_folded=is_folded)
        case Lent():
            yield from lines(block.blocks, is_folded=is_folded)
            yield (Words(f"({block.note})"),)
        case Items():
            for item in block.items:
                yield from lines(item.blocks, is_folded=is_folded)
        case Pairs():
            for pair in block.pairs:
                yield pair.term
                for value in pair.values:
                    yield from lines(value.blocks, is_folded=is_folded)
        case Table():
            yield from block.heads
            for row in block.rows:
                yield from ((row.head,) if row.head is not None else ())
                yield from row.cells
        case Notice() | Unconfirmed():
            yield from block.lines
        case Folded():
            if is_folded or block.is_searched:
                yield block.summary
                yield from lines(block.blocks, is_folded=is_folded)
        case Say():
            yield (Words(block.label),)
            yield from lines(block.spoken.blocks)
            if is_folded:
                for spoken in block.others:
                    yield from lines(spoken.blocks)
        case Contacts() | Calls() | Laws() | Limits() | Papers() | Ticks():
            yield from _listed(block)
        case Steps():
            for step in block.steps:
                yield from step_lines(step, is_folded=is_folded)
        case Cards():
            for card in block.cards:
                yield (Words(card.code), Words(" "), *card.title)
                yield card.summary
        case Cases():
            for case in block.cases:
                yield from case
        case Practice():
            yield from (parts for case in block.cases for parts in (case.story, case.page.parts))
        case Drawn() | LineMap():
            yield from (_chart_lines(block) if is_folded else ())
        case (
            Figure()
            | ChartSource()
            | Bars()
            | Tiles()
            | Arcs()
            | Tree()
            | Slip()
            | Filters()
            | Rule()
            | Online()
        ):
            return


def _listed(block: Contacts | Calls | Laws | Limits | Papers | Ticks) -> Iterator[Parts]:
    match block:
        case Contacts() | Calls():
            yield from ((contact,) for contact in block.contacts)
        case Laws():
            yield from ((law,) for law in block.laws)
        case Limits():
            yield from ((limit,) for limit in block.limits)
        case Papers():
            yield from ((paper,) for paper in block.papers)
        case Ticks():
            yield from (part.parts for part in block.parts)


def step_lines(step: Step, *, is_folded: bool = False) -> Iterator[Parts]:
    """Every line of a step."""
    yield step.title
    yield from step.meta
    yield from lines(step.body, is_folded=is_folded)
    for way in step.ways:
        yield (Words(f"{way.label}: {way.words}" if way.label else way.words),)


def _chart_lines(block: Drawn | LineMap) -> Iterator[Parts]:
    """Every line of a chart as text."""
    if isinstance(block, Drawn):
        yield from lines(block.outline.items[0].blocks)
        return
    for stop in block.told:
        yield from ((Words(f"{stop.name} → {way.number}. {way.name}"),) for way in stop.ways)
    for stop in block.stops:
        yield (Words(f"{stop.number}. {stop.name}"),)
        yield from ((Words(note),) for note in stop.notes)
        for way in stop.ways:
            yield (Words(f"{way.label or block.then} → {way.number}. {way.name}"),)


def has_picture(parts: Parts) -> bool:
    """Whether a line shows a picture."""
    return any(isinstance(part, Image) or has_picture(getattr(part, "parts", ())) for part in parts)
