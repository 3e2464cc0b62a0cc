"""Where a chart's boxes and ways come to lie: laid out as Mermaid does. Only here is merman known.

The engine gets the chart as Mermaid source with a token for each label, and the size of each from
us. So no label is ever parsed by it, and every box is as large as its text set in our own font.
"""

from __future__ import annotations

import atexit
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any

from claim_manual.charts.chart import Chart, Group
from claim_manual.charts.mermaid import node_name, statements

Size = tuple[float, float]
Point = tuple[float, float]

_OPTIONS = {
    "resources": {"limits": {"max_layout_work_units": 100_000_000}},
    "site_config": {
        # So the engine asks once for the size of each label, not again for the length of its text.
        "htmlLabels": True,
        "securityLevel": "strict",
        "theme": "base",
        "look": "classic",
        "layout": "elk",
        "flowchart": {
            "htmlLabels": False,
            "padding": 0,
            "nodeSpacing": 18,
            "rankSpacing": 26,
            "wrappingWidth": 100_000,
            "minNodeWidth": 0,
        },
    },
}


_AROUND_LABEL = 4.0
"""The room around a way's label that the engine leaves where it sets text itself, in CSS pixels."""


class LayoutUnavailableError(Exception):
    """The layout engine has no build for this machine."""


@dataclass(frozen=True)
class Frame:
    """What stands around a group: its middle, its size, and the middle of its title; how wide a line of
    that may be, where that is less than all of it.
    """

    middle: Point
    size: Size
    title: Point
    title_width: float = 0.0


@dataclass(frozen=True)
class Layout:
    """Centres of boxes by node id, the corners of each way, and the centre of each way's label; the
    frames of groups by their ids.
    """

    boxes: Mapping[str, Point]
    ways: tuple[tuple[Point, ...], ...]
    labels: tuple[Point | None, ...]
    groups: Mapping[str, Frame] = field(default_factory=dict)


def layout(
    chart: Chart,
    boxes: Mapping[str, Size],
    labels: tuple[Size, ...],
    titles: Mapping[str, Size] | None = None,
) -> Layout:
    """The layout of `chart`, whose boxes (by node id), way labels and titles of groups (by their ids)
    have these sizes.

    Raises LayoutUnavailableError where the engine cannot be loaded.
    """
    tokens_of = {box.id: f"k{n}" for n, box in enumerate(chart.boxes)}
    sizes: dict[str, Size] = {tokens_of[box.id]: boxes[box.id] for box in chart.boxes}
    in_order = [f"e{n}" for n, way in enumerate(chart.ways) if way.label]
    sizes |= {
        f"e{n}": (wide + _AROUND_LABEL, high + _AROUND_LABEL)
        for n, (way, (wide, high)) in enumerate(zip(chart.ways, labels, strict=True))
        if way.label
    }
    # Titles and labels are asked for in the order in which they stand in the source.
    titles_in_order = [group.id for group in _nested(chart)]
    sizes |= {f"g{n}": (titles or {})[name] for n, name in enumerate(titles_in_order)}
    tokens = iter([*(f"g{n}" for n in range(len(titles_in_order))), *in_order])
    source = statements(chart, lambda box: f'["{tokens_of[box.id]}"]', lambda _: next(tokens))
    laid = laid_out("\n".join(source), sizes)
    names = {node_name(box.id): box.id for box in chart.boxes}
    groups = {node_name(group.id): group.id for group in chart.groups}
    return Layout(
        boxes={
            names[item["id"]]: (item["x"], item["y"])
            for item in laid["nodes"]
            if item["id"] in names
        },
        groups={groups[item["id"]]: _frame(item) for item in laid.get("clusters", ())},
        ways=tuple(
            tuple((point["x"], point["y"]) for point in item["points"]) for item in laid["edges"]
        ),
        labels=tuple(
            (item["label"]["x"], item["label"]["y"]) if item["label"] else None
            for item in laid["edges"]
        ),
    )


def _nested(chart: Chart, within: str = "") -> Iterator[Group]:
    """The groups as their source has them: each before those within it."""
    for group in chart.groups:
        if group.within == within:
            yield group
            yield from _nested(chart, group.id)


def _frame(item: Mapping[str, Any]) -> Frame:
    title = item["title_label"]
    return Frame((item["x"], item["y"]), (item["width"], item["height"]), (title["x"], title["y"]))


class DiagramError(Exception):
    """A diagram that somebody wrote in Mermaid is not one; the argument says why."""


def parsed(source: str) -> dict[str, Any]:
    """What the engine understands of a Mermaid flowchart or state diagram, `nodes` and `edges`, or of a
    sequence diagram, `actors` and `messages`.

    Raises DiagramError where it is none of them, LayoutUnavailableError without an engine.
    """
    merman = _merman()
    engine = merman.MermanEngine(json.dumps(_OPTIONS), None)
    try:
        laid: dict[str, Any] = json.loads(engine.parse_json(source, None))
    except merman.MermanError as failure:
        raise DiagramError(str(getattr(failure, "message", ""))) from failure
    kind = laid.get("type")
    is_flowchart = laid.get("keyword") in {"flowchart", "graph"} or kind == "stateDiagram"
    is_sequence = kind == "sequence" and laid.get("actorOrder")
    if not is_sequence and not (is_flowchart and laid.get("nodes")):
        raise DiagramError(str(laid.get("keyword") or laid.get("type") or "?"))
    return laid


def _merman() -> Any:
    try:
        import merman
    except (ImportError, OSError) as failure:
        raise LayoutUnavailableError(str(failure)) from failure
    return merman


Store = MutableMapping[str, Any]
_store: Store = {}
"""Layouts that are known, by what they were made from."""


def remember_in(store: Store) -> None:
    """Layouts are looked up in `store` from now on, and put into it."""
    global _store  # noqa: PLW0603 - there is one engine, and it has one memory
    _store = store


def laid_out(source: str, sizes: Mapping[str, Size]) -> dict[str, Any]:
    """The engine's answer for this source with these sizes of labels."""
    made_from = json.dumps([source, sizes, _OPTIONS, version("merman")], sort_keys=True)
    key = hashlib.sha256(made_from.encode()).hexdigest()
    if key not in _store:
        _store[key] = _engine()(source, sizes)
    laid: dict[str, Any] = _store[key]
    return laid


@cache
def _engine() -> Callable[[str, Mapping[str, Size]], Any]:
    """The engine with our measurer; to make one costs more than to lay out a chart."""
    sizes: dict[str, Size] = {}
    merman = _merman()
    kinds = merman.MermanTextMeasurementResultKind

    class Measurer(merman.MermanTextMeasurer):  # type: ignore[misc, name-defined]
        def measure(self, request: Any) -> Any:
            width, height = sizes.get(request.text.strip(), (0.0, 0.0))
            name = request.operation.name
            result = {
                "result_kind": kinds.LENGTH,
                "width": 0.0,
                "height": 0.0,
                "length": 0.0,
                "line_count": 0,
                "bbox_left": None,
                "bbox_right": None,
                "raw_width": None,
            }
            if name in {"MEASURE", "WRAPPED", "WRAPPED_WITH_RAW_WIDTH"}:
                result |= {
                    "result_kind": kinds.METRICS,
                    "width": width,
                    "height": height,
                    "line_count": 1,
                }
                if name == "WRAPPED_WITH_RAW_WIDTH":
                    result |= {"result_kind": kinds.WRAPPED_WITH_RAW_WIDTH, "raw_width": width}
            elif name.endswith(("WIDTH", "LENGTH")):
                result["length"] = width
            else:
                return None
            return merman.MermanTextMeasureResult(**result)

    services = merman.MermanEngineServices().with_text_measurer(Measurer())
    engine = merman.MermanEngine(json.dumps(_OPTIONS), services)

    def lay_out(source: str, of_boxes: Mapping[str, Size]) -> Any:
        sizes.clear()
        sizes.update(of_boxes)
        laid = json.loads(engine.layout_json(source, None))["layout"]["FlowchartV2"]
        return {
            "nodes": [{name: item[name] for name in ("id", "x", "y")} for item in laid["nodes"]],
            "edges": [
                {
                    "points": [{"x": point["x"], "y": point["y"]} for point in item["points"]],
                    "label": item["label"] and {"x": item["label"]["x"], "y": item["label"]["y"]},
                }
                for item in laid["edges"]
            ],
            "clusters": [
                {name: item[name] for name in ("id", "x", "y", "width", "height", "title_label")}
                for item in laid.get("clusters", ())
            ],
        }

    # The engine is let go before the interpreter takes its library apart.
    atexit.register(_engine.cache_clear)
    return lay_out
