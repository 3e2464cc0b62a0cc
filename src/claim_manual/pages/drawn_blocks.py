"""Blocks of a page that are drawn: charts and their parts, line maps, bars, arcs, tile maps. They hold no other blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claim_manual.charts.arcs import ArcMap
from claim_manual.charts.bars import BarChart
from claim_manual.charts.chart import Chart
from claim_manual.charts.coverage_map import CoverageMap
from claim_manual.pages.inline import Badge, Link


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A part of a chart, or all of it: what opens it large, and links to the parts before and after.

    Its place on the page is `chart-` and its number, from 1.
    """

    chart: Chart
    opens: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What is said around a chart: its tools, connectors (`go_to` has `{number}`), what says that
    it could not be fetched, or is larger than its frame.
    """

    close: str
    larger: str
    smaller: str
    whole: str
    go_to: str
    failed: str
    goes_on: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """The chart of the page's document, whole and in parts that can be read.

    Boxes of other documents lead to the page of that uri. `is_beside` a procedure's steps, which
    say the same. `place` is what the places of its parts begin with. `is_client` says that the reader's browser draws it.
    """

    chart: Chart
    parts: tuple[ChartPart, ...]
    words: FigureWords
    is_beside: bool
    is_client: bool = False
    place: str = "chart"


@dataclass(frozen=True, slots=True)
class Rail:
    """A line beside a row of a line map: `lane` counts from the words outwards, from 0.

    It goes on above the row, below it, or both; its end is where it leaves the row or comes to it.
    """

    lane: int
    is_above: bool
    is_below: bool
    end: Literal["", "leaves", "comes"] = ""


@dataclass(frozen=True, slots=True)
class MapWay:
    """A way out of a stop: what is said on it, the stop it leads to, by number and name.

    `is_next` says that nothing is decided: it goes on to the stop below.
    """

    label: str
    goal: str
    number: int
    name: str
    badge: Badge | None = None
    is_next: bool = False
    rails: tuple[Rail, ...] = ()


@dataclass(frozen=True, slots=True)
class MapStop:
    """A step, question, sub-process or outcome on a line map, as in its chart.

    `notes` are what stands under it: who does it, what can be chosen, which rules apply.
    """

    id: str
    number: int
    kind: str
    name: str
    badge: Badge | None = None
    notes: tuple[str, ...] = ()
    ways: tuple[MapWay, ...] = ()
    rails: tuple[Rail, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMap:
    """A document as a line map: questions as bands, answers as rows with where they lead.

    `lanes` is how many lines stand side by side at most; `then` what is said before a way that has
    no words of its own. `told` has what may be told at any stop, as starts of their own.
    """

    label: str
    stops: tuple[MapStop, ...]
    lanes: int
    then: str
    told: tuple[MapStop, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSource:
    """A chart as Mermaid, to copy."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares as bars. Whoever makes a page puts a table of the same numbers after it."""

    chart: BarChart


@dataclass(frozen=True, slots=True)
class Tiles:
    """A map of areas, as squares or in their shapes. Whoever makes a page puts a table that says the same after it."""

    map: CoverageMap


@dataclass(frozen=True, slots=True)
class Arcs:
    """Who gives to whom. Whoever makes a page puts a table that says the same before it."""

    map: ArcMap
