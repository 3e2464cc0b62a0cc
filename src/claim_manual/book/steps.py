"""Steps and what is needed at them as HTML for paper: each answer has its number and page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from claim_manual.book.lines import Lines, text
from claim_manual.book.slots import slot_of
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Contact, Inline, Parts
from claim_manual.pages.plain import has_picture, lines, plain

_LONG = 6
"""Ways of a step from which it may be broken over the page."""
_MANY, _LEAST = 2_400, 80
"""Characters of a step above which it may be broken, and for how many a line counts at least."""


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
    is_long = len(step.ways) > _LONG or _is_long(step)
    anchor = f"{write.line.here}--n-{step.id}"
    pieces = [element("span", text(str(step.number)), class_="number")]
    if step.branch:
        pieces.append(element("p", text(step.branch), class_="branch"))
    if step.kind == "outcome":
        pieces.append(element("p", text(write.outcome), class_="end"))
    # A long step may begin at the foot of a page with its margin alone: its words are its place.
    place = anchor if is_long else None
    pieces.append(element("p", badge, write.line(step.title), class_="what", id=place))
    if step.meta:
        meta = joined((write.line(parts) for parts in step.meta), text(" · "))
        pieces.append(element("p", meta, class_="meta"))
    if step.body:
        pieces.append(write(step.body))
    if step.ways:
        pieces.append(_ways(write, step))
    classes = f"step {step.kind}{' long' if is_long else ''}{' within' if step.is_within else ''}"
    return element("li", joined(pieces, Html("\n")), class_=classes, id=None if is_long else anchor)


def _is_long(step: b.Step) -> bool:
    """Whether what is said at a step may not find room on a page: pictures, or many lines."""
    said = [*lines(step.body)]
    return any(has_picture(line) for line in said) or sum(map(_length, said)) > _MANY


def _length(line: Parts) -> int:
    return max(len(plain(line)), _LEAST)


def _ways(write: Writer, step: b.Step) -> Html:
    rows = []
    for way in step.ways:
        link = write.line.references.link(f"{write.line.here}--n-{way.goal}", text(way.words))
        badge = Html(f" {write.line((way.level,))}") if way.level else NOTHING
        end = text(f" {way.end}") if way.end else NOTHING
        head = element("th", text(way.label), scope="row")
        rows.append(element("tr", head, element("td", link, badge, end)))
    return element("table", joined(rows, Html("\n")), class_="ways")


# -- what is needed at a step


def say(write: Writer, block: b.Say) -> Html:
    """Words to say, in the language of the book."""
    label = element("span", text(block.label), class_="say-label")
    return element("div", label, Html(" "), write(block.spoken.blocks), class_="say")


def details(write: Writer, block: b.Details) -> Html:
    """What has to be known at a step."""
    return element("div", write(block.blocks), class_="details")


def _list(write: Writer, rows: Iterable[Inline], name: str | None = None) -> Html:
    return element("ul", *(element("li", write.line((row,))) for row in rows), class_=name)


def contacts(write: Writer, block: b.Contacts) -> Html:
    """Contacts; of one that differs by place there is room for what binding writes."""
    rows = (_contact(write, contact) for contact in block.contacts)
    return element("ul", *rows, class_="contacts")


def _contact(write: Writer, contact: Contact) -> Html:
    slot = slot_of(contact)
    return element("li", write.line.slot(slot) if slot else write.line((contact,)))


def laws(write: Writer, block: b.Laws) -> Html:
    """Laws."""
    return _list(write, block.laws)


def limits(write: Writer, block: b.Limits) -> Html:
    """Time limits."""
    return _list(write, block.limits)


def ticks(write: Writer, block: b.Ticks) -> Html:
    """The parts of a step, each with a box."""
    box = element("span", class_="box")
    rows = (element("li", box, write.line(part.parts)) for part in block.parts)
    return element("ul", *rows, class_="ticks")


def papers(write: Writer, block: b.Papers) -> Html:
    """Papers that a person brings, to be ticked."""
    rows = []
    for paper in block.papers:
        need = NOTHING
        if paper.need != "required":
            need = Html(f"{element('em', text(f'{paper.word}:'))} ")
        form = Html(f" ({write.line((paper.form,))})") if paper.form else NOTHING
        box = element("span", class_="box")
        rows.append(element("li", box, need, write.line(paper.name), form, class_=paper.need))
    return element("ul", *rows, class_="ticks")
