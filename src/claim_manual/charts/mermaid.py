"""A chart as Mermaid source: to copy, and to lay out."""

from __future__ import annotations

from collections.abc import Callable

from claim_manual.charts.chart import Box, Chart

_RESERVED = {
    "end",
    "default",
    "graph",
    "subgraph",
    "style",
    "class",
    "click",
    "flowchart",
    "direction",
    "linkstyle",
    "classdef",
    "call",
    "href",
    "interpolate",
}
_SHAPES = {
    "do": ("[", "]"),
    "ask": ("{", "}"),
    "use": ("[[", "]]"),
    "outcome": ("([", "])"),
    "parallel": ("{{", "}}"),
    "join": ("{{", "}}"),
    "wait": ("[/", "/]"),
    "done": ("([", "])"),
    "told": (">", "]"),
}
_MARKS = {"parallel": "+ ", "join": "+ ", "wait": "⏱ ", "told": "! "}
"""Marks of BPMN, before what a box says: parallel gateway, timer, interrupting start."""
_ENTITIES = {ord(mark): f"#{ord(mark)};" for mark in '"#<>&;`*_[]{}()|\\$~%@'}
MARKS = {"red": "▲", "amber": "◆", "green": "●"}


def node_name(node_id: str) -> str:
    """A node id as Mermaid takes it: no hyphens, no word of its own."""
    name = node_id.replace("-", "_")
    return f"{name}_" if name.lower() in _RESERVED else name


def escape(text: str) -> str:
    """`text` as Mermaid shows it to the letter."""
    return text.translate(_ENTITIES)


def mermaid(chart: Chart) -> str:
    """The Mermaid flowchart of a chart, one statement a line, ending in a line break."""
    lines = [
        f"%% {chart.title}".replace("{", "(").replace("}", ")"),
        *statements(chart, _shaped, escape),
    ]
    lines += [
        f'  click {node_name(box.id)} href "{escape(box.href)}"' for box in chart.boxes if box.href
    ]
    return "\n".join(lines) + "\n"


def statements(
    chart: Chart, shaped: Callable[[Box], str], label: Callable[[str], str]
) -> list[str]:
    """Header, nodes, groups and edges, with shapes and labels as the functions say."""
    lines = [f"flowchart {chart.direction}"]
    lines += [f"  {node_name(box.id)}{shaped(box)}" for box in chart.boxes]
    lines += _groups(chart, label, "")
    for way in chart.ways:
        label_text = f'|"{label(way.label)}"|' if way.label else ""
        lines.append(f"  {node_name(way.source)} -->{label_text} {node_name(way.target)}")
    return lines


def _groups(chart: Chart, label: Callable[[str], str], within: str) -> list[str]:
    lines = []
    for group in chart.groups:
        if group.within == within:
            lines.append(f'  subgraph {node_name(group.id)} ["{label(group.title)}"]')
            lines += [f"  direction {group.direction}"] if group.direction else []
            lines += _groups(chart, label, group.id)
            lines += [f"  {node_name(box)}" for box in group.boxes]
            lines.append("  end")
    return lines


def _shaped(box: Box) -> str:
    left, right = _SHAPES[box.kind]
    level = f"{MARKS[box.level]} {box.level_text}: " if box.level else ""
    number = f"{box.number}. " if box.number and box.is_numbered else ""
    said = f"{_MARKS.get(box.kind, '')}{number}{level}{box.text}"
    return f'{left}"{escape(said)}"{right}'
