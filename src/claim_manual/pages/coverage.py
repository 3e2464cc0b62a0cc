"""The page on which areas have which centres: none, one or several, as a tile map and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from claim_manual.charts.area_map import AreaMap, AreaShape
from claim_manual.charts.coverage_map import CoverageMap
from claim_manual.charts.tiles import Tile, TileGroup, TileMap
from claim_manual.derived.addresses import CENTRES_URI, COVERAGE_URI, centre_uri
from claim_manual.derived.centres import (
    CoveredArea,
    as_contact,
    by_region,
    coverage,
    lacking,
    shown_centres,
)
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Document
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.centres import service_link, stale_words
from claim_manual.pages.entries import checked_line
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts

_MOST, _MANY = 5, 40
"""So many things of a list stand there at once; of more areas than these there is a table a region."""


def coverage_page(reading: Reading) -> Page:
    """Which areas have none, one or several centres, and what centres still have to say."""
    manual, say = reading.manual, reading.say
    texts = Texts(reading, manual.settings.path)
    title = say("Areas and their centres")
    covered = coverage(manual)
    return Page(
        uri=COVERAGE_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        kicker=(i.Link(PageGoal(CENTRES_URI), texts.words(say("Centres"))),),
        heading=texts.words(title),
        head=(*texts.model_notice(), b.Pairs(tuple(_facts(texts, covered)), "facts")),
        sections=(
            *(_map(texts, covered) if covered else ()),
            *_without(texts, covered),
            *_several(texts, covered),
            *_missing(texts),
            _confirmed(texts),
            *(_table(texts, covered) if covered else ()),
        ),
        description=title,
        belongs_to=say("Centres"),
        is_wide=True,
    )


def _facts(texts: Texts, covered: Sequence[CoveredArea]) -> Iterator[b.Pair]:
    say = texts.say
    rows = ((say("Centres"), len(shown_centres(texts.manual))), *_counts(texts, covered))
    for label, number in rows:
        line = b.Line(texts.words(say.number(number)))
        yield b.Pair(texts.words(label), (b.Value((line,)),))


def _counts(texts: Texts, covered: Sequence[CoveredArea]) -> tuple[tuple[str, int], ...]:
    """How many areas have none, one and several centres."""
    say = texts.say
    if not covered:
        return ()
    numbers = [len(one.centres) for one in covered]
    return (
        (say("Areas with one centre"), numbers.count(1)),
        (say("Areas with several centres"), sum(number > 1 for number in numbers)),
        (say("Areas without a centre"), numbers.count(0)),
    )


def _map(texts: Texts, covered: Sequence[CoveredArea]) -> Iterator[Section]:
    """The picture; the table at the end of the page says the same."""
    say = texts.say
    counts = "; ".join(f"{label}: {number}" for label, number in _counts(texts, covered))
    description = say("{counts}. The table on this page names them.", counts=counts)
    legend = (say("no centre"), say("one centre"), say("several centres"))
    shapes = _shapes(texts, covered)
    if shapes:
        title = say("Areas and how many centres they have")
        words = say("The number in an area is how many centres are there for it.")
        picture: CoverageMap = AreaMap("coverage", title, description, shapes, legend)
    else:
        title = say("Areas by region, a square each")
        words = say("The number in a square is how many centres are there for the area.")
        picture = TileMap("coverage", title, description, _squares(texts, covered), legend)
    blocks = (b.Paragraph(texts.words(words)), d.Tiles(picture))
    yield Section("map", texts.words(title), blocks, is_searched=False)


def _shapes(texts: Texts, covered: Sequence[CoveredArea]) -> tuple[AreaShape, ...]:
    """The areas of which the manual has shapes."""
    shapes = texts.manual.shapes
    rings = shapes.rings if shapes else {}
    return tuple(
        AreaShape(texts.reading.plain(one.area.name), len(one.centres), rings[one.area.id])
        for one in covered
        if one.area.id in rings
    )


def _squares(texts: Texts, covered: Sequence[CoveredArea]) -> tuple[TileGroup, ...]:
    """A square for each area, under its region."""
    plain = texts.reading.plain
    return tuple(
        TileGroup(region, tuple(Tile(plain(one.area.name), len(one.centres)) for one in areas))
        for region, areas in by_region(texts.reading, covered).items()
    )


def _without(texts: Texts, covered: Sequence[CoveredArea]) -> Iterator[Section]:
    """Areas that nobody is there for, by region."""
    lone = [one for one in covered if not one.centres]
    items = []
    for region, areas in by_region(texts.reading, lone).items():
        names = ", ".join(texts.reading.plain(one.area.name) for one in areas)
        head = (i.Strong(texts.words(f"{region}:")), i.Words(" ")) if region else ()
        items.append(b.Item((b.Line((*head, *texts.words(names))),)))
    if items:
        title = texts.words(texts.say("Areas without a centre"))
        yield Section("without", title, (b.Items(tuple(items)),), count=len(lone))


def _several(texts: Texts, covered: Sequence[CoveredArea]) -> Iterator[Section]:
    """Areas that more than one centre is there for, with these."""
    several = [one for one in covered if len(one.centres) > 1]
    items = tuple(
        b.Item(
            (
                b.Line(
                    (
                        i.Strong((*texts.line(one.area.name), i.Words(":"))),
                        i.Words(" "),
                        *_links(texts, one),
                    )
                ),
            )
        )
        for one in several
    )
    if items:
        title = texts.words(texts.say("Areas with several centres"))
        yield Section("several", title, _first(texts, items), count=len(several))


def _missing(texts: Texts) -> Iterator[Section]:
    """Centres that do not say yet who some contact is there."""
    items = []
    for centre in shown_centres(texts.manual):
        if contacts := lacking(texts.manual, centre):
            names = [service_link(texts, one) for one in contacts]
            line = (_link(texts, centre), i.Words(": "), *i.between(names, " · "))
            items.append(b.Item((b.Line(line),)))
    if items:
        title = texts.words(texts.say("Contacts that centres still lack"))
        yield Section("lacking", title, _first(texts, items), count=len(items))


def _confirmed(texts: Texts) -> Section:
    """When each centre was confirmed, longest ago first; the page's script marks the old ones."""
    centres = sorted(shown_centres(texts.manual), key=_confirmed_on)
    items = []
    for centre in centres:
        line = (_link(texts, centre), i.Words(" "), *checked_line(texts, as_contact(centre)))
        day = centre.model.verified_on
        data = (("verified", day.isoformat()),) if day else ()
        items.append(b.Item((b.Paragraph(line),), data=data))
    title = texts.words(texts.say("Confirmed longest ago"))
    return Section("confirmed", title, _first(texts, items, "register", stale_words(texts)))


def _first(
    texts: Texts,
    items: Sequence[b.Item],
    role: Literal["", "register"] = "",
    data: tuple[tuple[str, str], ...] = (),
) -> b.Blocks:
    """The first things of a list; a reader opens the others where these are many."""
    shown, rest = tuple(items[:_MOST]), tuple(items[_MOST:])
    first = b.Items(shown, role, data=data)
    if not rest:
        return (first,)
    summary = texts.words(texts.say("{n} more", n=texts.say.number(len(rest))))
    return first, b.Folded(summary, (b.Items(rest, role, data=data),), "more", is_searched=True)


def _confirmed_on(centre: Document[Centre]) -> str:
    day = centre.model.verified_on
    return day.isoformat() if day else ""


def _table(texts: Texts, covered: Sequence[CoveredArea]) -> Iterator[Section]:
    """Every area with its region and its centres; where they are many, a table for each region."""
    title = texts.say("Areas as a table")
    blocks: list[b.Block] = []
    if len(covered) <= _MANY:
        blocks.append(_rows(texts, title, covered))
    else:
        for region, areas in by_region(texts.reading, covered).items():
            name = region or texts.say("Areas")
            # What nobody is there for comes first.
            rows = sorted(areas, key=lambda one: min(len(one.centres), 1))
            summary = texts.words(f"{name} · {_numbers(texts, areas)}")
            table = _rows(texts, f"{title}: {name}", rows, has_region=False)
            blocks.append(b.Folded(summary, (table,), "more", is_searched=True))
    yield Section("table", texts.words(title), tuple(blocks))


def _numbers(texts: Texts, areas: Sequence[CoveredArea]) -> str:
    """How many of some areas have none, one and several centres."""
    say = texts.say
    words = (say("no centre"), say("one centre"), say("several centres"))
    numbers = Counter(min(len(one.centres), 2) for one in areas)
    return " · ".join(
        f"{words[kind]}: {say.number(numbers[kind])}" for kind in range(3) if numbers[kind]
    )


def _rows(
    texts: Texts, title: str, covered: Sequence[CoveredArea], *, has_region: bool = True
) -> b.Table:
    """A row for each area; those of a region do not say it again."""
    say = texts.say
    heads = (say("Area"), *((say("Region"),) if has_region else ()), say("Number"), say("Centres"))
    rows = tuple(
        b.Row(
            texts.line(one.area.name),
            (
                *((texts.line(one.area.region) or texts.words("–"),) if has_region else ()),
                texts.words(say.number(len(one.centres))),
                _links(texts, one) or texts.words("–"),
            ),
        )
        for one in covered
    )
    return b.Table(title, tuple(texts.words(head) for head in heads), rows, "state")


def _links(texts: Texts, one: CoveredArea) -> i.Parts:
    return i.between([_link(texts, centre) for centre in one.centres], " · ")


def _link(texts: Texts, centre: Document[Centre]) -> i.Link:
    return i.Link(PageGoal(centre_uri(centre.id)), texts.line(centre.model.name))
