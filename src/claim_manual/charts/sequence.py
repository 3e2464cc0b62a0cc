"""A sequence diagram that an author wrote in prose: who tells whom what, drawn line by line.

The engine reads it; the drawing is ours, as that of every chart is, so no markup of anybody's reaches
a page. Frames (alt, loop, …) have the words of UML that the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claim_manual.charts.font import FAMILY
from claim_manual.charts.layout import Point, Size
from claim_manual.charts.mermaid import escape
from claim_manual.charts.shapes import Pen, label_shapes, pixels
from claim_manual.charts.typeset import LINE, SIZE, widest, wrap
from claim_manual.html import Html, text

_COLUMN, _TEXT, _HEAD = 190.0, 170.0, 140.0
"""From one lifeline to the next; the widest text between two; the widest box of an actor."""
_INK, _LINE, _WASH, _PAPER = "#0b4f5c", "#51626b", "#e3f0f1", "#ffffff"


@dataclass(frozen=True)
class Line:
    """A line of the diagram: a message, a note, or where a frame begins, goes on or ends.

    `kind` is message, note, begin, next or end; `word` what the frame is called. `is_answer` draws a
    message with a broken line, `head` says how it ends: an arrow, a cross, nothing, or two arrows.
    """

    kind: str
    words: str = ""
    source: str = ""
    target: str = ""
    word: str = ""
    is_answer: bool = False
    head: str = "arrow"


@dataclass(frozen=True)
class Dialogue:
    """Actors by id, in order, and the lines from top to bottom."""

    id: str
    title: str
    description: str
    actors: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def dialogue_source(dialogue: Dialogue) -> str:
    """The diagram as Mermaid, its words to the letter."""
    names = {actor: f"a{n}" for n, (actor, _) in enumerate(dialogue.actors)}
    rows = [f"participant {names[actor]} as {escape(name)}" for actor, name in dialogue.actors]
    for line in dialogue.lines:
        source, target = names.get(line.source, ""), names.get(line.target, "")
        words = escape(line.words)
        match line.kind:
            case "message":
                rows.append(f"{source}{_ARROWS[line.head, line.is_answer]}{target}: {words}")
            case "note":
                side = f"{line.head} of {source}" if line.head else f"over {source},{target}"
                rows.append(f"Note {side}: {words}")
            case "end":
                rows.append("end")
            case _:
                rows.append(f"{line.word} {words}")
    return "\n".join(["sequenceDiagram", *(f"  {row}" for row in rows)])


_ARROWS = {
    ("arrow", False): "->>",
    ("arrow", True): "-->>",
    ("cross", False): "-x",
    ("cross", True): "--x",
    ("none", False): "->",
    ("none", True): "-->",
    ("both", False): "<<->>",
    ("both", True): "<<-->>",
}


def dialogue_svg(sequence: Dialogue, *, is_paper: bool = False) -> Html:
    """The diagram as one `<svg>` element."""
    drawing = _Drawing(sequence, Pen(is_paper=is_paper))
    for line in sequence.lines:
        drawing.add(line)
    return drawing.finished()


@dataclass
class _Drawing:
    sequence: Dialogue
    pen: Pen
    y: float = 0.0
    right: float = 0.0
    pieces: list[str] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = [wrap(name, _HEAD - 16) for _, name in self.sequence.actors]
        self.head = max(len(name) for name in names) * LINE + 16
        self.x = {actor: n * _COLUMN for n, (actor, _) in enumerate(self.sequence.actors)}
        self.names = dict(zip(self.x, names, strict=True))
        self.y = self.head + 12
        self.right = max(self.x.values()) + _HEAD / 2

    def add(self, line: Line) -> None:
        """A line below the last one."""
        match line.kind:
            case "message":
                self._message(line)
            case "note":
                self._note(line)
            case "begin":
                self.frames.append(self.y)
                self._word(line)
            case "next":
                self.pieces.append(_path(self._left, self.y, self._side, self.y, "4 4"))
                self._word(line)
            case _:
                self._end()

    @property
    def _left(self) -> float:
        return -_HEAD / 2 - 12 + 6 * len(self.frames)

    @property
    def _side(self) -> float:
        return max(self.x.values()) + _HEAD / 2 + 12 - 6 * len(self.frames)

    def _word(self, line: Line) -> None:
        words = f"{line.word} [{line.words}]" if line.words else line.word
        lines = wrap(words, self._side - self._left - 16)
        middle = self._left + 8 + widest(lines) / 2
        self._on_paper(lines, middle, self.y + 4)
        self.y += LINE * len(lines) + 12

    def _end(self) -> None:
        if self.frames:
            left, side = self._left, self._side
            top = self.frames.pop()
            self.y += 4
            frame = _rect((left, top), (side - left, self.y - top), "none", 4)
            self.pieces.insert(0, f'<g class="cm-group-frame">{frame}</g>')
            self.y += 10

    def _message(self, line: Line) -> None:
        start, end = self.x[line.source], self.x[line.target]
        room = max(abs(end - start) - 20, _TEXT)
        lines = wrap(line.words, room)
        is_own = start == end
        middle = start + 12 + widest(lines) / 2 if is_own else (start + end) / 2
        self.right = max(self.right, middle + widest(lines) / 2)
        self._on_paper(lines, middle, self.y)
        self.y += LINE * len(lines) + 8
        dash = "5 4" if line.is_answer else ""
        if is_own:
            corners = f"M{pixels(start)} {pixels(self.y)}h36v14H{pixels(start)}"
            self.pieces.append(f'<g class="cm-way">{_stroke(corners, dash)}{_head(start, self.y + 14, -1, line)}</g>')  # fmt: skip
            self.y += 14
        else:
            way = 1 if end > start else -1
            heads = _head(end, self.y, way, line)
            heads += _head(start, self.y, -way, line) if line.head == "both" else ""
            corners = f"M{pixels(start)} {pixels(self.y)}H{pixels(end)}"
            self.pieces.append(f'<g class="cm-way">{_stroke(corners, dash)}{heads}</g>')
        self.y += 16

    def _on_paper(self, lines: tuple[str, ...], middle: float, top: float) -> None:
        """Words on the colour of the paper, so that no lifeline runs through them."""
        size = (widest(lines) + 6, LINE * len(lines))
        self.pieces.append(label_shapes(self.pen, lines, size, (middle, top + size[1] / 2)))

    def _note(self, line: Line) -> None:
        ends = sorted((self.x[line.source], self.x[line.target]))
        lines = wrap(line.words, max(ends[1] - ends[0], 0) + _TEXT)
        wide = max(widest(lines) + 20, ends[1] - ends[0] + 40)
        middle = (ends[0] + ends[1]) / 2
        if line.head in {"left", "right"}:
            middle += (wide / 2 + 8) * (-1 if line.head == "left" else 1)
        high = LINE * len(lines) + 12
        self.right = max(self.right, middle + wide / 2)
        box = _rect((middle - wide / 2, self.y), (wide, high), _WASH, 2)
        words = self.pen.text(lines, (middle, self.y + 6))
        self.pieces.append(f'<g class="cm-box cm-ask">{box}{words}</g>')
        self.y += high + 14

    def _actors(self) -> Iterator[str]:
        for actor, x in self.x.items():
            yield _path(x, self.head, x, self.y, "")
            lines = self.names[actor]
            box = _rect((x - _HEAD / 2 + 4, 0), (_HEAD - 8, self.head), _PAPER, 4)
            words = self.pen.text(lines, (x, (self.head - LINE * len(lines)) / 2))
            yield f'<g class="cm-box cm-do">{box}{words}</g>'

    def finished(self) -> Html:
        """The picture; frames that nobody ended end with it."""
        while self.frames:
            self._end()
        left = (
            -_HEAD / 2 - 80
            if any(line.head == "left" for line in self.sequence.lines)
            else -_HEAD / 2 - 16
        )
        wide, high = self.right + 16 - left, self.y + 8
        name = f"cm-{text(self.sequence.id)}"
        return Html(
            f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-chart" role="group" '
            f'aria-labelledby="{name}-title {name}-desc" viewBox="{pixels(left)} -4 {pixels(wide)} {pixels(high)}" '
            f'width="{pixels(wide)}" height="{pixels(high)}" font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
            f'<title id="{name}-title">{text(self.sequence.title)}</title>'
            f'<desc id="{name}-desc">{text(self.sequence.description)}</desc>'
            + "".join([*self._actors(), *self.pieces])
            + "</svg>"
        )


def _rect(at: Point, size: Size, fill: str, radius: float) -> str:
    (x, y), (w, h) = at, size
    return (
        f'<rect x="{pixels(x)}" y="{pixels(y)}" width="{pixels(w)}" height="{pixels(h)}" '
        f'rx="{pixels(radius)}" fill="{fill}" stroke="{_INK}" stroke-width="1.2"/>'
    )


def _stroke(corners: str, dash: str) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{corners}" fill="none" stroke="{_LINE}" stroke-width="1.5"{dashes}/>'


def _path(x: float, y: float, to_x: float, to_y: float, dash: str) -> str:
    corners = f"M{pixels(x)} {pixels(y)}L{pixels(to_x)} {pixels(to_y)}"
    return f'<g class="cm-way">{_stroke(corners, dash)}</g>'


def _head(x: float, y: float, way: int, line: Line) -> str:
    """How a message ends at a lifeline, coming from the left (`way` 1) or the right (-1)."""
    if line.head == "none":
        return ""
    if line.head == "cross":
        at = x - way * 8
        cross = f"M{pixels(at - 5)} {pixels(y - 5)}l10 10M{pixels(at - 5)} {pixels(y + 5)}l10 -10"
        return f'<path d="{cross}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
    back = x - way * 9
    corners = f"M{pixels(x)} {pixels(y)}L{pixels(back)} {pixels(y - 4.5)}L{pixels(back)} {pixels(y + 4.5)}z"
    return f'<path d="{corners}" fill="{_LINE}"/>'
