"""A deck laid out: which words, boxes and pictures stand where on which slide.

What does not fit goes on over the next slide, whose title says so: “… (2)”. A title that is too long
is cut and stands whole in the slide itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from claim_manual.html import Html
from claim_manual.model.language import direction
from claim_manual.office.slides import fit
from claim_manual.office.slides.columns import Part, parts
from claim_manual.office.slides.fit import LEAST, Area, Fitted, Paragraph, divided
from claim_manual.office.slides.grid import grid
from claim_manual.pages.slides import (
    BarSlide,
    Box,
    CaseSlide,
    Deck,
    KeySlide,
    ListSlide,
    NodeSlide,
    OutcomeSlide,
    PictureSlide,
    Series,
    SessionSlide,
    Slide,
    TableSlide,
    TitleSlide,
)

_GAP = 14.0
_FOOT = 60.0
"""The height of a row of boxes at the foot, with the room above it."""
_BESIDE = 18.0
"""Room beside the words of an outcome."""
_FIGURE = 30.0
"""The height of a bar."""
_BEFORE = 0.42
"""How much of the width the labels of bars take at most."""
_LONGEST_LABEL = 100
_STORY = 40
"""The largest type of a story, which is read from the last row."""


@dataclass(frozen=True)
class WordsPiece:
    """Paragraphs in an area; `is_content` where they are the content of the slide."""

    fitted: Fitted
    area: Area
    is_content: bool = False


@dataclass(frozen=True)
class BoxPiece:
    """A box that leads to a sheet; `is_quiet` where it is no way of a tree."""

    words: str
    goal: str
    area: Area
    size: int
    is_quiet: bool = False


@dataclass(frozen=True)
class EndPiece:
    """An outcome in the colours of its level."""

    paragraphs: tuple[Paragraph, ...]
    level: str
    area: Area
    size: int


@dataclass(frozen=True)
class TablePiece:
    """A table, or a part of one; `alt` says what it shows."""

    part: Part
    area: Area
    alt: str


@dataclass(frozen=True)
class BarPiece:
    """Bars; `alt` says their figures, and `beside` is the width of what stands before them."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    area: Area
    alt: str
    beside: float


@dataclass(frozen=True)
class PicturePiece:
    """A picture in the middle of an area, as large as it holds it."""

    svg: Html
    area: Area
    alt: str


Piece = WordsPiece | BoxPiece | EndPiece | TablePiece | BarPiece | PicturePiece


@dataclass(frozen=True)
class Sheet:
    """A slide laid out; `is_walk` where only its boxes lead on."""

    key: str
    title: fit.Title
    pieces: tuple[Piece, ...]
    notes: str = ""
    is_first: bool = False
    is_walk: bool = False


@dataclass(frozen=True)
class Places:
    """Where titles and contents stand; `first` and `under` are those of the first slide."""

    title: Area
    content: Area
    first: Area
    under: Area


Body = list[Piece]


@dataclass
class Plan:
    """Lays out the slides of a deck."""

    deck: Deck
    places: Places
    _titles: set[str] = field(default_factory=set)

    def sheets(self) -> list[Sheet]:
        """All slides, in their order."""
        return [sheet for slide in self.deck.slides for sheet in self._sheets(slide)]

    def _sheets(self, slide: Slide) -> Iterator[Sheet]:
        is_first = isinstance(slide, TitleSlide)
        area = self.places.first if is_first else self.places.title
        is_cut = fit.title(slide.title, area).is_cut
        lead = (Paragraph(slide.title, is_bold=True),) if is_cut else ()
        bodies = [*self._bodies(slide, lead)]
        for number, body in enumerate(bodies, 1):
            yield Sheet(
                _key(slide.key, number),
                self._title(slide.title, area, number, 36 if is_first else 32),
                tuple(body),
                _notes(slide, bodies) if number == 1 else "",
                is_first,
                isinstance(slide, NodeSlide | OutcomeSlide),
            )

    def _title(self, words: str, area: Area, number: int, largest: int) -> fit.Title:
        """A title that no slide before has."""
        while True:
            suffix = f"({number})" if number > 1 else ""
            title = fit.title(words, area, suffix, largest=largest)
            if title.words not in self._titles:
                self._titles.add(title.words)
                return title
            number += 1

    def _bodies(self, slide: Slide, lead: tuple[Paragraph, ...]) -> Iterable[Body]:  # noqa: C901, PLR0911 - a row for each type
        match slide:
            case TitleSlide():
                return self._words([*lead, *_plain(slide.lines)], self.places.under)
            case ListSlide():
                return self._words([*lead, *_points(slide.lines)])
            case SessionSlide():
                facts = [Paragraph(words, is_bold=True) for words in slide.facts]
                return self._words([*lead, *facts, *_points(slide.lines)])
            case CaseSlide():
                return self._words([*lead, *_plain(slide.story.splitlines())], largest=_STORY)
            case KeySlide():
                return self._key(slide, lead)
            case NodeSlide():
                words = [*lead, *_plain(slide.facts), *_points(slide.lines)]
                return self._node(slide, words)
            case OutcomeSlide():
                return self._outcome(slide, lead)
            case TableSlide():
                return self._table(slide, lead)
            case BarSlide():
                return self._bars(slide, lead)
            case PictureSlide():
                return self._picture(slide, lead)

    # -- words

    def _words(
        self, paragraphs: Sequence[Paragraph], area: Area | None = None, *, largest: int = 28
    ) -> Iterator[Body]:
        area = area or self.places.content
        for fitted in divided(paragraphs, area, largest=largest):
            yield [WordsPiece(fitted, area, is_content=True)]

    def _above(self, paragraphs: Sequence[Paragraph], size: int) -> tuple[list[Piece], Area]:
        """Words at the top of the content, and what they leave of it."""
        area = self.places.content
        if not paragraphs:
            return [], area
        high = fit.height(paragraphs, size, area.width)
        piece = WordsPiece(
            Fitted(tuple(paragraphs), size), Area(area.left, area.top, area.width, high)
        )
        return [piece], area.below(high + _GAP)

    # -- walks

    def _node(self, slide: NodeSlide, paragraphs: Sequence[Paragraph]) -> list[Body]:
        words = [self._said(box) for box in slide.boxes]
        for size in (24, 22, 20, LEAST):
            pieces, area = self._above(paragraphs, size)
            placed = grid(words, area) if words and area.height > _FOOT else []
            if len(placed) == len(words):
                return [[*pieces, *self._boxes(slide.boxes, words, area)[0]]]
        return self._long_node(slide, paragraphs, words)

    def _long_node(
        self, slide: NodeSlide, paragraphs: Sequence[Paragraph], words: Sequence[str]
    ) -> list[Body]:
        """A node on several slides, each with a box that leads to the next."""
        whole = self.places.content
        pieces, area = self._above(paragraphs, LEAST)
        bodies: list[Body] = []
        if area.height < whole.height / 2:
            room = replace(whole, height=whole.height - _FOOT)
            for fitted in divided(paragraphs, room):
                bodies.append([WordsPiece(fitted, room), self._more(slide.key, len(bodies))])
            pieces, area = [], whole
        start = 0
        while True:
            rest = self._boxes(slide.boxes[start:], words[start:], area)[0]
            if start + len(rest) >= len(words):
                bodies.append([*pieces, *rest])
                return bodies
            room = replace(area, height=area.height - _FOOT)
            rest = self._boxes(slide.boxes[start:], words[start:], room)[0]
            bodies.append([*pieces, *rest, self._more(slide.key, len(bodies))])
            pieces, area, start = [], whole, start + len(rest)

    def _boxes(
        self, boxes: Sequence[Box], words: Sequence[str], area: Area
    ) -> tuple[list[Piece], float]:
        """As many boxes as fit, and where the last ends."""
        placed = grid(words, area) if words else []
        pieces: list[Piece] = [
            BoxPiece(place.words, boxes[place.number].goal, place.area, place.size)
            for place in placed
        ]
        return pieces, max((place.area.bottom for place in placed), default=area.top)

    def _more(self, key: str, number: int) -> BoxPiece:
        """The box that leads to the slide on which a slide goes on; `number` are those before."""
        return self._foot([Box(self.deck.more, _key(key, number + 2))])[0]

    def _foot(self, boxes: Sequence[Box]) -> list[BoxPiece]:
        """Boxes beside each other at the foot."""
        area = self.places.content
        strip = Area(area.left, area.bottom - _FOOT + 12, area.width, _FOOT - 12)
        wide = (strip.width - _GAP * (len(boxes) - 1)) / len(boxes)
        wide = min(wide, strip.width * 0.45)
        return [
            BoxPiece(
                fit.cut(box.words, LEAST, wide - 24, 1),
                box.goal,
                Area(strip.left + n * (wide + _GAP), strip.top, wide, strip.height),
                LEAST,
                is_quiet=True,
            )
            for n, box in enumerate(boxes)
        ]

    def _said(self, box: Box) -> str:
        """What stands in a box: its words, and the number that it leads to."""
        arrow = "←" if direction(self.deck.tag) == "rtl" else "→"
        return f"{box.words} {arrow}\N{NO-BREAK SPACE}{box.number}" if box.number else box.words

    def _outcome(self, slide: OutcomeSlide, lead: tuple[Paragraph, ...]) -> Iterator[Body]:
        foot = self._foot(slide.boxes)
        area = replace(self.places.content, height=self.places.content.height - _FOOT - _GAP)
        pieces: list[Piece] = []
        if slide.end.badge:
            badge = self._end([Paragraph(slide.end.badge, is_bold=True)], slide.end.level, area)
            pieces, area = [badge], area.below(badge.area.height + _GAP)
        paragraphs = [*lead, *_points(slide.lines)]
        if not paragraphs:
            yield [*pieces, *foot]
            return
        for fitted in divided(paragraphs, area):
            yield [*pieces, WordsPiece(fitted, area), *foot]

    def _end(self, paragraphs: Sequence[Paragraph], level: str, area: Area) -> EndPiece:
        """Words in the colours of a level, at the top of an area."""
        room = area.width - 2 * _BESIDE
        size = next(
            (
                size
                for size in (28, 24, 22, 20)
                if fit.height(paragraphs, size, room) <= area.height * 0.4
            ),
            LEAST,
        )
        high = fit.height(paragraphs, size, room) + 22
        place = Area(area.left, area.top, area.width, high)
        return EndPiece(tuple(paragraphs), level, place, size)

    # -- keys

    def _key(self, slide: KeySlide, lead: tuple[Paragraph, ...]) -> Iterator[Body]:
        area = whole = self.places.content
        pieces: list[Piece] = []
        for end in slide.ends:
            words = [Paragraph(end.badge, is_bold=True)] if end.badge else []
            piece = self._end([*words, Paragraph(end.words)], end.level, whole)
            if pieces and piece.area.height > area.height:
                yield pieces
                pieces, area = [], whole
            pieces.append(replace(piece, area=replace(piece.area, top=area.top)))
            area = area.below(piece.area.height + _GAP)
        paragraphs = [
            *lead,
            *(Paragraph(step.words, is_point=True, answer=step.answer) for step in slide.way),
        ]
        is_full = fit.height(paragraphs, 20, area.width) > area.height
        if pieces and is_full and area.height < whole.height / 2:
            yield pieces
            pieces, area = [], whole
        for fitted in divided(paragraphs, area) if paragraphs else ():
            yield [*pieces, WordsPiece(fitted, area)]
        if not paragraphs:
            yield pieces

    # -- tables, figures, pictures

    def _table(self, slide: TableSlide, lead: tuple[Paragraph, ...]) -> Iterator[Body]:
        caption = [*lead, Paragraph(slide.caption)] if slide.caption else [*lead]
        pieces, area = self._above(caption, 20)
        for part in parts(slide.heads, slide.rows, area):
            alt = f"{slide.title}. {slide.caption}".strip()
            yield [*pieces, TablePiece(part, area, alt)]

    def _bars(self, slide: BarSlide, lead: tuple[Paragraph, ...]) -> Iterator[Body]:
        caption = [*lead, Paragraph(slide.caption)] if slide.caption else [*lead]
        pieces, area = self._above(caption, 20)
        labels = [_label(words) for words in slide.categories]
        widest = max((fit.measured(label, LEAST) for label in labels), default=0.0)
        beside = min(widest, area.width * _BEFORE) + 12
        rows = max((len(fit.lines(label, LEAST, beside - 12)) for label in labels), default=1)
        high = max(_FIGURE * max(len(slide.series), 1) + 14, rows * LEAST * fit.LEADING + 8)
        most = max(1, int(area.height // high))
        for start in range(0, max(len(labels), 1), most):
            categories = slide.categories[start : start + most]
            series = tuple(
                Series(series.name, series.figures[start : start + most]) for series in slide.series
            )
            alt = " ".join((f"{slide.title}.", *_figures(categories, series, slide.unit)))
            room = replace(area, height=min(area.height, high * len(categories) + 10))
            shown = tuple(labels[start : start + most])
            yield [*pieces, BarPiece(shown, series, slide.unit, room, alt, beside)]

    def _picture(self, slide: PictureSlide, lead: tuple[Paragraph, ...]) -> Iterator[Body]:
        pieces, area = self._above(lead, LEAST)
        yield [*pieces, PicturePiece(slide.svg, area, slide.alt)]


def _key(key: str, number: int) -> str:
    return key if number == 1 else f"{key}#{number}"


def _plain(words: Iterable[str]) -> list[Paragraph]:
    return [Paragraph(line) for line in words if line.strip()]


_NUMBERED = re.compile(r"\d+\. ")


def _points(words: Iterable[str]) -> list[Paragraph]:
    """Lines with a bullet each; a line that begins with its number needs none."""
    return [Paragraph(line, is_point=not _NUMBERED.match(line)) for line in words if line.strip()]


def _label(words: str) -> str:
    """A category as it stands beside a bar."""
    return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1].rstrip()}…"


def _figures(categories: Sequence[str], series: Sequence[Series], unit: str) -> Iterator[str]:
    """The figures of bars in words."""
    for n, category in enumerate(categories):
        figures = (f"{each.name} {_figure(each.figures[n], unit)}".strip() for each in series)
        yield f"{category}: {', '.join(figures)}."


def _figure(figure: float | None, unit: str) -> str:
    return "–" if figure is None else f"{figure:g}{unit}"


def _notes(slide: Slide, bodies: Iterable[Body]) -> str:
    """The notes of a slide, and in full what was cut on it."""
    notes = [slide.notes]
    if isinstance(slide, NodeSlide):
        shown = {piece.words for body in bodies for piece in body if isinstance(piece, BoxPiece)}
        notes += [
            box.words
            for box in slide.boxes
            if not any(words.startswith(box.words) for words in shown)
        ]
    if isinstance(slide, BarSlide):
        notes += [words for words in slide.categories if _label(words) != words]
    return "\n\n".join(part for part in notes if part)
