"""A tree as slides to walk through: a node each, whose boxes lead to those of the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from claim_manual.charts.chart import Chart, chart
from claim_manual.charts.divide import divided
from claim_manual.charts.svg import Cut, cuts, draw
from claim_manual.derived.outline import Item, Onward, outline, told_at_any_time
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import Ask, Do, Outcome, Use, roles
from claim_manual.model.schema import Text
from claim_manual.model.values import LEVELS
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.slides import Box, End, NodeSlide, OutcomeSlide, PictureSlide, Slide
from claim_manual.pages.texts import Texts

_WIDTH, _HEIGHT = 864.0, 376.0
"""The room for a picture on a slide, in points."""
_READABLE, _LARGEST = 0.72, 1.3
"""How much of its size a chart keeps at least to be read from afar, and how much larger it gets."""


def walk_key(document: AnyDocument, node_id: str) -> str:
    """The key of the slide of a node."""
    return f"walk:{document.id}.{node_id}"


def chart_slides(texts: Texts, document: AnyDocument) -> Iterator[PictureSlide]:
    """The chart of a document as a picture, in parts where it is large."""
    say = texts.say
    whole = chart(texts.reading, document, lambda _uri, _anchor: "")
    note = say("Every step and question of it stands as text on the slides that follow.")
    number = 0
    for part in divided(say, whole):
        pieces = _cuts(part)
        for position, piece in enumerate(pieces, 1):
            number += 1
            title = f"{part.title} ({position}/{len(pieces)})" if len(pieces) > 1 else part.title
            key = f"chart:{document.id}.{number}"
            yield PictureSlide(key, title, piece.drawn, f"{title}. {_shown(part, piece)} {note}")


def _cuts(part: Chart) -> list[Cut]:
    """A chart cut where a slide would not show it large enough to be read."""
    drawing = draw(part)
    width, height = drawing.size
    if min(_WIDTH / width, _HEIGHT / height) >= _READABLE:
        return cuts(drawing, height, 1.0)
    scale = min(_LARGEST, _WIDTH / width)
    number = ceil(height * scale / _HEIGHT)
    return cuts(drawing, max(height / number * 1.1, _HEIGHT / scale), 1.0)


def _shown(part: Chart, piece: Cut) -> str:
    """The words of the boxes in a piece of a chart."""
    return " ".join(f"{box.said}" for box in part.boxes if box.id in piece.boxes)


@dataclass(frozen=True)
class Walk:
    """The slides of a document's own nodes; `onward` is the key of the slide after them, and what
    stands on the box that leads there.
    """

    texts: Texts
    document: AnyDocument
    onward: Box

    def slides(self) -> Iterator[Slide]:
        """A slide for each node, in the order of the document."""
        items = outline(self.texts.reading, self.document)
        for item in items:
            if isinstance(item.node, Outcome):
                yield self._outcome(item, item.node, items[0])
            else:
                yield self._node(item)

    def _title(self, item: Item) -> str:
        return f"{self.document.model.code} · {item.number}. {item.text}"

    def _node(self, item: Item) -> NodeSlide:
        return NodeSlide(
            walk_key(self.document, item.node.id),
            self._title(item),
            tuple(self._facts(item)),
            item.options,
            (*(self._box(way) for way in item.ways), *self._told()),
            self._notes(item),
        )

    def _told(self) -> Iterator[Box]:
        """What may be told at every node leads on from every slide of one."""
        for told in told_at_any_time(self.texts.reading, self.document):
            words = self.texts.say("At any time: {words}", words=told.text)
            yield Box(words, walk_key(self.document, told.way.id), str(told.way.number))

    def _facts(self, item: Item) -> Iterator[str]:
        node, say = item.node, self.texts.say
        if isinstance(node, Use):
            yield say("This part stands on a page of its own: {page}.", page=item.text)
        if who := roles(node):
            yield f"{say('Who')}: {self.texts.reading.roles(who)}"
        if isinstance(node, Do) and node.time:
            yield say("within {duration}", duration=say.duration(node.time.within, node.time.count))
        if item.policy:
            yield item.policy

    def _box(self, way: Onward) -> Box:
        words = way.label or self.texts.say("Continue")
        words = f"{words[:1].upper()}{words[1:]}"
        return Box(words, walk_key(self.document, way.id), str(way.number))

    def _outcome(self, item: Item, node: Outcome, first: Item) -> OutcomeSlide:
        say = self.texts.say
        word = say(LEVELS[node.level]) if node.level else ""
        again = Box(say("Start again"), walk_key(self.document, first.node.id), str(first.number))
        return OutcomeSlide(
            walk_key(self.document, node.id),
            self._title(item),
            End(item.text, node.level or "", word),
            tuple(self._going_on(node)),
            (again, self.onward),
            self._notes(item),
        )

    def _going_on(self, node: Outcome) -> Iterator[str]:
        """The pages on which one goes on, and whom to call."""
        manual, say = self.texts.manual, self.texts.say
        pages = [page for page_id in node.continue_with if (page := manual.document(page_id))]
        if pages:
            titles = "; ".join(self.texts.reading.title(page) for page in pages)
            yield f"{say('Continue with')}: {titles}"
        for contact in (manual.contact(contact_id) for contact_id in node.contacts):
            if contact and contact.status != "weak":
                name = self.texts.reading.plain(contact.name)
                numbers = " · ".join(phone.number for phone in contact.telephones)
                yield f"{name}: {numbers}" if numbers else name

    def _notes(self, item: Item) -> str:
        """Words to say, details and help, and what holds only with certain answers."""
        node, say = item.node, self.texts.say
        details = getattr(node, "help" if isinstance(node, Ask) else "details", None)
        spoken = getattr(node, "say", None)
        parts = [paragraphs(self.texts, details)]
        if spoken:
            parts.append(f"{say('Words to say')}: {paragraphs(self.texts, spoken)}")
        if node.warning:
            parts.append(f"{say('Warning')}: {paragraphs(self.texts, node.warning)}")
        parts += [f"{when}: {paragraphs(self.texts, text)}" for when, text in item.notes]
        return "\n\n".join(part for part in parts if part)


def paragraphs(texts: Texts, text: Text | None) -> str:
    """A text in plain words, a line for each paragraph and each thing of a list."""
    return "\n".join(words for line in lines(texts.blocks(text)) if (words := plain(line)))
