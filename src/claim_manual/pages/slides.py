"""Slides as values: a deck of slides in plain words, and where the boxes on them lead.

A renderer sees to sizes: what does not fit on a slide goes on over the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.charts.mermaid import MARKS
from claim_manual.html import Html


@dataclass(frozen=True)
class Box:
    """A box on a slide that leads to another: its words, the key of that slide, and the number of
    what stands there; "" where it has none.
    """

    words: str
    goal: str
    number: str = ""


@dataclass(frozen=True)
class TitleSlide:
    """The first slide: a title and lines below it."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class ListSlide:
    """A list of things."""

    key: str
    title: str
    lines: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True)
class SessionSlide:
    """The beginning of a session: how long and how, in one line each, and what belongs to it."""

    key: str
    title: str
    facts: tuple[str, ...]
    lines: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class NodeSlide:
    """A step or question of a walk through a tree; `boxes` are its ways, in their order.

    `facts` say who and how long, `lines` what can be chosen, where that is not on the boxes.
    """

    key: str
    title: str
    facts: tuple[str, ...]
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]
    notes: str = ""


@dataclass(frozen=True)
class End:
    """An outcome in words, with its level and the level's word; both "" where it has none."""

    words: str
    level: str = ""
    level_word: str = ""

    @property
    def badge(self) -> str:
        """Mark and word of its level."""
        return f"{MARKS[self.level]} {self.level_word}" if self.level else ""


@dataclass(frozen=True)
class OutcomeSlide:
    """The end of a walk; `boxes` lead back to its beginning, and out of it."""

    key: str
    title: str
    end: End
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]
    notes: str = ""


@dataclass(frozen=True)
class CaseSlide:
    """A case to practise: its story alone."""

    key: str
    title: str
    story: str
    notes: str = ""


@dataclass(frozen=True)
class Answered:
    """A question on the way of a case, with its number, and the answer."""

    words: str
    answer: str


@dataclass(frozen=True)
class KeySlide:
    """The key of a case: where it ends, and on which answers."""

    key: str
    title: str
    ends: tuple[End, ...]
    way: tuple[Answered, ...]
    notes: str = ""


@dataclass(frozen=True)
class TableSlide:
    """A table; `caption` says what it shows and how to read it."""

    key: str
    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: str = ""


@dataclass(frozen=True)
class Series:
    """A figure for each category of a bar chart; None where it is not shown."""

    name: str
    figures: tuple[float | None, ...]


@dataclass(frozen=True)
class BarSlide:
    """Figures as bars; `unit` stands after each, and `caption` says what they are."""

    key: str
    title: str
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    notes: str = ""


@dataclass(frozen=True)
class PictureSlide:
    """A picture, as an `<svg>` element; `alt` says what is on it and where the same is as text."""

    key: str
    title: str
    svg: Html
    alt: str
    notes: str = ""


Slide = (
    TitleSlide
    | ListSlide
    | SessionSlide
    | NodeSlide
    | OutcomeSlide
    | CaseSlide
    | KeySlide
    | TableSlide
    | BarSlide
    | PictureSlide
)


@dataclass(frozen=True)
class Deck:
    """Slides in one language, `tag` of BCP 47; no key and no title stands twice.

    `more` is what stands on the box that leads on where the boxes of a slide do not fit on it.
    """

    title: str
    tag: str
    slides: tuple[Slide, ...]
    more: str
