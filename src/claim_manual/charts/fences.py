"""Flowcharts, state and sequence diagrams that authors write in Mermaid inside prose, drawn as every other chart.

Only what the engine understands of them is taken (labels, shapes, ways, groups, direction); nothing
of what they wrote, and no picture of the engine's, reaches a page. What is lost so is a finding.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from claim_manual.charts.chart import Arrow, Box, Chart, Group
from claim_manual.charts.layout import DiagramError, LayoutUnavailableError, parsed
from claim_manual.charts.sequence import Dialogue, Line
from claim_manual.derived.reading import Reading
from claim_manual.derived.written_lines import written_texts
from claim_manual.model.manual import Manual
from claim_manual.model.markup import fences
from claim_manual.model.place import Place

LANGUAGE = "mermaid"
_KINDS = {
    "diamond": "ask",
    "hexagon": "ask",
    "subroutine": "use",
    "stadium": "outcome",
    "round": "outcome",
    "circle": "outcome",
    "doublecircle": "outcome",
    "rounded": "outcome",
}
"""Shapes of Mermaid to the kinds of boxes that they stand for here; any other is a step."""


def fence_chart(reading: Reading, source: str) -> Chart | Dialogue:
    """The chart that a fence describes. Raises DiagramError, LayoutUnavailableError."""
    laid = parsed(source)
    if laid.get("type") == "sequence":
        return _sequence(reading, source, laid)
    is_state = laid.get("type") == "stateDiagram"
    drawn = _states(reading, laid) if is_state else _flowchart(laid)
    boxes, ways, groups, direction = drawn
    return Chart(*_named(reading, source, laid), boxes, ways, groups, direction)


def _named(reading: Reading, source: str, laid: dict[str, Any]) -> tuple[str, str, str]:
    """What a picture is called: an id, a title and a description."""
    title = laid.get("accTitle") or laid.get("title") or _kind(reading, laid)
    description = laid.get("accDescr") or reading.say("The same stands as text after the chart.")
    digest = hashlib.sha256(source.encode()).hexdigest()[:8]
    return f"fence-{digest}", str(title), str(description)


def _kind(reading: Reading, laid: dict[str, Any]) -> str:
    return reading.say("Diagram") if laid.get("type") == "sequence" else reading.say("Flowchart")


_Drawn = tuple[tuple[Box, ...], tuple[Arrow, ...], tuple[Group, ...], str]
"""Boxes, ways, groups and direction, as a chart takes them."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _words(written: Any) -> str:
    """A label on one line, as it is written."""
    return " ".join(_BREAK.sub(" ", str(written or "")).split())


def _flowchart(laid: dict[str, Any]) -> _Drawn:
    groups = {group["id"] for group in laid["subgraphs"]}
    nodes = [node for node in laid["nodes"] if node["id"] not in groups]
    names = {node["id"]: f"b{number}" for number, node in enumerate(nodes, 1)}
    boxes = tuple(
        Box(
            id=names[node["id"]],
            number=number,
            kind=_KINDS.get(node["shape"] or "", "do"),
            text=_words(node["label"] or node["id"]),
            is_numbered=False,
        )
        for number, node in enumerate(nodes, 1)
    )
    ways = tuple(
        Arrow(names[edge["from"]], names[edge["to"]], _words(edge["label"]))
        for edge in laid["edges"]
        if edge["from"] in names and edge["to"] in names
    )
    return boxes, ways, _groups(laid, names), _direction(laid.get("direction"))


def _direction(written: Any) -> str:
    return written if written in {"LR", "RL", "BT"} else "TD"


def _groups(laid: dict[str, Any], names: Mapping[str, str]) -> tuple[Group, ...]:
    groups = {group["id"]: f"s{n}" for n, group in enumerate(laid.get("subgraphs", ()), 1)}
    within = {
        inner: groups[group["id"]]
        for group in laid.get("subgraphs", ())
        for inner in group["nodes"]
        if inner in groups
    }
    return tuple(
        Group(
            groups[group["id"]],
            _words(group["title"]),
            tuple(names[node] for node in group["nodes"] if node in names),
            within.get(group["id"], ""),
            group["dir"] if group["dir"] in {"LR", "RL", "BT", "TB"} else "",
        )
        for group in laid.get("subgraphs", ())
    )


_STATES = {"stateStart": "outcome", "stateEnd": "outcome", "choice": "ask"}
"""Shapes of state diagrams to the kinds of boxes that they stand for here; any other is a step."""


def _states(reading: Reading, laid: dict[str, Any]) -> _Drawn:
    """States as boxes, transitions as ways, a state with others in it as a group."""
    inner = [node for node in laid["nodes"] if not node["isGroup"] and node["shape"] != "note"]
    names = {node["id"]: f"b{number}" for number, node in enumerate(inner, 1)}
    groups = [node for node in laid["nodes"] if node["isGroup"] and node["shape"] != "noteGroup"]
    group_names = {node["id"]: f"s{number}" for number, node in enumerate(groups, 1)}
    said = {"stateStart": reading.say("Beginning"), "stateEnd": reading.say("End"), "choice": "?"}
    boxes = tuple(
        Box(
            id=names[node["id"]],
            number=number,
            kind=_STATES.get(node["shape"], "do"),
            text=said.get(node["shape"]) or _state_words(node),
            is_numbered=False,
        )
        for number, node in enumerate(inner, 1)
    )
    ways = tuple(
        Arrow(names[edge["start"]], names[edge["end"]], _words(edge.get("label")))
        for edge in laid["edges"]
        if edge["start"] in names and edge["end"] in names
    )
    frames = tuple(
        Group(
            group_names[node["id"]],
            _words(node["label"]),
            tuple(names[one["id"]] for one in inner if one["parentId"] == node["id"]),
            group_names.get(node["parentId"] or "", ""),
        )
        for node in groups
    )
    return boxes, ways, frames, _direction(laid.get("direction"))


def _state_words(node: dict[str, Any]) -> str:
    described = [_words(line) for line in node.get("description") or ()]
    return ": ".join(dict.fromkeys([_words(node["label"]), *described]))


_MESSAGES = {
    **dict.fromkeys((0, 24), ("arrow", False)),
    **dict.fromkeys((1, 25), ("arrow", True)),
    3: ("cross", False),
    4: ("cross", True),
    5: ("none", False),
    6: ("none", True),
    33: ("both", False),
    34: ("both", True),
}
"""How a message of each type that Mermaid counts ends, and whether its line is broken."""
_NOTE, _NUMBERED = 2, 26
_BEGINS = {10: "loop", 12: "alt", 15: "opt", 19: "par", 27: "critical", 30: "break", 32: "par"}
_NEXT = {13: "else", 20: "and", 28: "option"}
_ENDS = {11, 14, 16, 21, 29, 31}
_SIDES = {0: "left", 1: "right"}


def _sequence(reading: Reading, source: str, laid: dict[str, Any]) -> Dialogue:
    actors = tuple(
        (name, _words(laid["actors"][name]["description"])) for name in laid["actorOrder"]
    )
    return Dialogue(*_named(reading, source, laid), actors, tuple(_lines(laid)))


def _lines(laid: dict[str, Any]) -> Iterator[Line]:
    number = 0
    for message in laid["messages"]:
        kind = message["type"]
        words = _words(message["message"]) if isinstance(message["message"], str) else ""
        ends = (str(message["from"]), str(message["to"]))
        if kind == _NUMBERED:
            number = 1
        elif kind in _MESSAGES:
            head, is_answer = _MESSAGES[kind]
            words = f"{number}. {words}" if number else words
            number += bool(number)
            yield Line("message", words, *ends, head=head, is_answer=is_answer)
        elif kind == _NOTE:
            yield Line("note", words, *ends, head=_SIDES.get(message["placement"], ""))
        elif kind in _BEGINS:
            yield Line("begin", words, word=_BEGINS[kind])
        elif kind in _NEXT:
            yield Line("next", words, word=_NEXT[kind])
        elif kind in _ENDS:
            yield Line("end")


def faults(manual: Manual) -> Iterator[tuple[Place, str]]:
    """The fences that cannot be drawn: where they begin, and why."""
    for place, source in _fences(manual):
        try:
            parsed(source)
        except DiagramError as failure:
            yield place, str(failure)
        except LayoutUnavailableError:
            return


def losses(manual: Manual) -> Iterator[tuple[Place, Loss, str]]:
    """What a chart that is drawn lacks of what its author wrote: where it begins, what, of what."""
    for place, source in _fences(manual):
        try:
            laid = parsed(source)
        except DiagramError:
            continue
        except LayoutUnavailableError:
            return
        found = _LOST.get(laid["type"], _lost)(laid)
        yield from ((place, loss, of) for loss, of in dict.fromkeys(found))


def _fences(manual: Manual) -> Iterator[tuple[Place, str]]:
    """Those of prose, and of the texts of pages."""
    for text in written_texts(manual):
        for line, source in fences(text.text, LANGUAGE):
            yield text.place(line), source


class Loss(StrEnum):
    """What is not drawn as it was written."""

    GROUP_END = "group-end"  # a way that begins or ends at a group
    DIRECTION = "direction"  # that of a group which ways join to boxes outside of it
    NO_ARROW = "no-arrow"  # a line without an arrow, or with another end
    PICTURE = "picture"  # a box that is a picture or an icon
    NOTE = "note"  # a note beside a state
    FORK = "fork"  # a bar at which ways part or join


def _lost(laid: dict[str, Any]) -> Iterator[tuple[Loss, str]]:
    groups = {group["id"] for group in laid["subgraphs"]}
    for edge in laid["edges"]:
        of = f"{edge['from']} {edge['arrow']} {edge['to']}"
        if {edge["from"], edge["to"]} & groups:
            yield Loss.GROUP_END, of
        elif edge["type"] != "arrow_point" or edge["stroke"] == "invisible":
            yield Loss.NO_ARROW, of
    for group in laid["subgraphs"]:
        is_turned = group["dir"] and _direction(group["dir"]) != _direction(laid["direction"])
        inside = {*group["nodes"]}
        if is_turned and any(
            (edge["from"] in inside) != (edge["to"] in inside) for edge in laid["edges"]
        ):
            yield Loss.DIRECTION, _words(group["title"])
    yield from ((Loss.PICTURE, node["id"]) for node in laid["nodes"] if node["img"] or node["icon"])


def _lost_messages(_laid: dict[str, Any]) -> Iterator[tuple[Loss, str]]:
    """Nothing of what is told."""
    return iter(())


def _lost_states(laid: dict[str, Any]) -> Iterator[tuple[Loss, str]]:
    groups = {
        node["id"] for node in laid["nodes"] if node["isGroup"] and node["shape"] != "noteGroup"
    }
    for edge in laid["edges"]:
        if {edge["start"], edge["end"]} & groups:
            yield Loss.GROUP_END, f"{edge['start']} --> {edge['end']}"
    for node in laid["nodes"]:
        if node["shape"] == "note":
            yield Loss.NOTE, _words(node["label"])
        elif node["shape"] in {"fork", "join"}:
            yield Loss.FORK, node["id"]


_LOST = {"stateDiagram": _lost_states, "sequence": _lost_messages}
"""What of a kind of diagram is lost; of flowcharts `_lost`."""
