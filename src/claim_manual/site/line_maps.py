"""A line map as HTML: nested lists that read aloud and reflow, with lines drawn by the style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.inline import Badge
from claim_manual.site.lines import Lines


class Writer(Protocol):
    """What writes the lines of a map."""

    @property
    def line(self) -> Lines:
        """Writes lines."""


def line_map(write: Writer, block: d.LineMap) -> Html:
    """The line map of the page's document."""
    stops = joined((_stop(write, stop, block.then) for stop in block.stops), Html("\n"))
    classes = f"cm-map cm-map--{block.lanes}"
    listed = element("ol", stops, class_=classes, role="list", aria_label=block.label)
    return joined([_told(write, block), listed], Html("\n")) if block.told else listed


def _told(write: Writer, block: d.LineMap) -> Html:
    """What leads on from every stop, before them: without numbers, which are those of stops."""
    rows = (
        element(
            "li",
            element("span", text(stop.name), class_="cm-map-name"),
            element(
                "ul",
                *(_way(write, way, block.then) for way in stop.ways),
                class_="cm-map-ways",
                role="list",
            ),
            data_node=stop.id,
        )
        for stop in block.told
    )
    return element("ul", joined(rows, Html("\n")), class_="cm-map-any", role="list")


def _stop(write: Writer, stop: d.MapStop, then: str) -> Html:
    number = element("span", text(str(stop.number)), class_="cm-map-number")
    name = element("span", _badge(write, stop.badge), text(stop.name), class_="cm-map-name")
    notes = joined(element("span", text(note), class_="cm-map-note") for note in stop.notes)
    words = element("div", name, Html(" ") if notes else NOTHING, notes)
    head = element("div", _rails(stop.rails), number, Html(" "), words, class_="cm-map-stop")
    ways = NOTHING
    if stop.ways:
        rows = joined((_way(write, way, then) for way in stop.ways), Html("\n"))
        ways = element("ul", rows, class_="cm-map-ways", role="list")
    classes = f"cm-map--{stop.kind}" + (f" cm-map--{stop.badge.level}" if stop.badge else "")
    return element("li", head, ways, class_=classes, data_node=stop.id)


def _way(write: Writer, way: d.MapWay, then: str) -> Html:
    """A row; where nothing is decided, only where it goes on."""
    arrow = element(
        "span", text("↓" if way.is_next else "→"), class_="cm-map-arrow", aria_hidden="true"
    )
    name = element("span", text(f" {way.name}")) if way.is_next else text(f" {way.name}")
    link = element("a", text(f"{way.number}."), name, href=f"#n-{way.goal}")
    goal = element("span", _badge(write, way.badge), link, class_="cm-map-goal")
    label = element("span", text(way.label or then), class_="cm-map-label")
    words = (label, Html(" "), arrow, Html(" "), goal)
    classes = "cm-map-next" if way.is_next else None
    return element("li", _rails(way.rails), *words, class_=classes)


def _badge(write: Writer, badge: Badge | None) -> Html:
    return Html(f"{write.line((badge,))} ") if badge else NOTHING


def _rails(rails: Iterable[d.Rail]) -> Html:
    """The lines beside a row, for the eye alone."""
    return joined(element("span", class_=_classes(rail), aria_hidden="true") for rail in rails)


def _classes(rail: d.Rail) -> str:
    names = [f"cm-rail cm-rail--{rail.lane}"]
    names += ["cm-rail--above"] if rail.is_above else []
    names += ["cm-rail--below"] if rail.is_below else []
    names += [f"cm-rail--{rail.end}"] if rail.end else []
    return " ".join(names)
