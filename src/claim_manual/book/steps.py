"""The steps of a document as HTML for paper: after a question each answer has its number and page."""

from __future__ import annotations

from typing import Protocol

from claim_manual.book.lines import Lines, text
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.pages import blocks as b

_LONG = 6
"""Ways of a step from which it may be broken over the page."""


class Writer(Protocol):
    """What writes the blocks of a step; `outcome` stands over an outcome."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    @property
    def outcome(self) -> str:
        """The word for an outcome."""

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own."""


def steps(write: Writer, block: b.Steps) -> Html:
    """The steps, each with its number and its place."""
    rows = (_step(write, step) for step in block.steps)
    return element("ol", joined(rows, Html("\n")), class_="steps")


def _step(write: Writer, step: b.Step) -> Html:
    badge = Html(f"{write.line((step.badge,))} ") if step.badge else NOTHING
    pieces = [element("span", text(str(step.number)), class_="number")]
    if step.kind == "outcome":
        pieces.append(element("p", text(write.outcome), class_="end"))
    pieces.append(element("p", badge, write.line(step.title), class_="what"))
    if step.meta:
        meta = joined((write.line(parts) for parts in step.meta), text(" · "))
        pieces.append(element("p", meta, class_="meta"))
    if step.body:
        pieces.append(write(step.body))
    if step.ways:
        pieces.append(_ways(write, step))
    classes = f"step {step.kind}" + (" long" if len(step.ways) > _LONG else "")
    anchor = f"{write.line.here}--n-{step.id}"
    return element("li", joined(pieces, Html("\n")), class_=classes, id=anchor)


def _ways(write: Writer, step: b.Step) -> Html:
    rows = []
    for way in step.ways:
        link = write.line.references.link(f"{write.line.here}--n-{way.goal}", text(way.words))
        badge = Html(f" {write.line((way.level,))}") if way.level else NOTHING
        end = text(f" {way.end}") if way.end else NOTHING
        head = element("th", text(way.label), scope="row")
        rows.append(element("tr", head, element("td", link, badge, end)))
    return element("table", joined(rows, Html("\n")), class_="ways")
