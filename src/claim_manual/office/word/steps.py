"""Steps as a table of a Word file: number, what is done, who does it, where it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from claim_manual.office.word import look, tables
from claim_manual.office.word.places import field_runs
from claim_manual.office.word.room import Room
from claim_manual.office.word.xml import w
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.plain import has_picture, lines, plain

if TYPE_CHECKING:
    from claim_manual.office.word.blocks import Blocks


def steps(write: Blocks, room: Room, block: b.Steps) -> None:
    """The steps as a table: number, what is done, who does it, where it goes on."""
    has_roles = any(_who(step) for step in block.steps)
    has_ways = any(step.ways for step in block.steps)
    words = [(write.say("Step"), 1), (write.say("What to do"), 2)]
    words += [(write.say("Who"), 3)] if has_roles else []
    words += [(write.say("Then"), 4)] if has_ways else []
    given = _columns(room, [key for _, key in words], words[0][0])
    writers = {1: _number, 2: _what, 3: _role, 4: _ways}
    write.grid(
        room,
        (write.say("Steps"), [(i.Words(head),) for head, _ in words], given),
        [[partial(writers[key], write, step) for _, key in words] for step in block.steps],
        [_height(step) for step in block.steps],
    )
    write.line.marks.node = ""


def _columns(room: Room, keys: Sequence[int], first: str) -> list[int]:
    """The widths of the columns: what is done has what the others leave."""
    shares = {3: 0.16, 4: 0.25 if 3 in keys else 0.34}
    given = {key: round(room.width * shares[key]) for key in keys if key in shares}
    given[1] = tables.narrowest(first, tables.SIZE)
    given[2] = room.width - sum(given.values())
    return [given[key] for key in keys]


def _number(write: Blocks, step: b.Step, room: Room) -> None:
    write.line.marks.node = step.id  # until the number of the next
    face = replace(room.face, is_bold=True)
    runs = write.line.run(str(step.number), face)
    for name in (step.id, *step.former):
        runs = write.line.places.around(runs, write.line.here, f"n-{name}")
    write.put(room, runs)


def _what(write: Blocks, step: b.Step, room: Room) -> None:
    if step.branch:
        write.paragraph(room, (i.Words(step.branch),), look.LABEL)
    badge: i.Parts = (step.badge, i.Words(": ")) if step.badge else ()
    if step.kind == "outcome":
        badge = (i.Words(f"{write.say('Outcome')}: "), *badge)
    write.paragraph(room, (*badge, i.Strong(step.title)), is_kept=bool(step.body))
    about = [parts for parts in step.meta if not _is_role(parts)]
    if about:
        joined = tuple(
            part
            for n, parts in enumerate(about)
            for part in ((i.Words(" · "),) if n else ()) + parts
        )
        write.paragraph(room, joined, look.SMALL)
    write(room, step.body)


def _role(write: Blocks, step: b.Step, room: Room) -> None:
    for parts in _who(step):
        write.paragraph(room, parts)


def _ways(write: Blocks, step: b.Step, room: Room) -> None:
    for way in step.ways:
        _way(write, way, room)


def _way(write: Blocks, way: b.WayOut, room: Room) -> None:
    """A way out, its number a field that goes with the number of the step."""
    face = room.face
    number = way.target.partition(".")[0]
    before, _, after = way.words.rpartition(number)
    link = replace(face, style=write.line.styles.id(look.LINK))
    code = f"REF {write.line.places.name(write.line.here, f'n-{way.goal}')} \\h"
    target = write.line.places.link(
        [
            *write.line.run(before, link),
            *field_runs(code, write.line.run(number, link), link.properties),
            *write.line.run(after, link),
        ],
        write.line.here,
        f"n-{way.goal}",
        [],
    )
    label = write.line.run(way.label, face)
    if way.source:
        label = write.line.marks.around(label, way.source, face.tag)
    runs = [*label, *write.line.run(": " if way.label else "", face)]
    runs += target
    if way.level:
        runs += [*write.line.run(" ", face), *write.line((way.level,), face)]
    end = way.end if way.end != way.label else ""
    paragraph = write.put(room, [*runs, *write.line.run(f" {end}" if end else "", face)])
    paragraph.pPr.append(w("ind", left=140, hanging=140))


def _is_role(parts: i.Parts) -> bool:
    return (
        isinstance(parts[0], i.Span) and parts[0].role in {"role", "handover"} if parts else False
    )


def _who(step: b.Step) -> list[i.Parts]:
    return [parts for parts in step.meta if _is_role(parts)]


def _height(step: b.Step) -> float:
    """The lines that a step takes, about: those of its words, or those of its ways."""
    said = [*lines(step.body, is_folded=True)]
    if any(has_picture(parts) for parts in said):
        return inf
    words = 1 + sum(1 + len(plain(parts)) // 50 for parts in said)
    ways = sum(1 + len(f"{way.label} {way.words} {way.end}") // 22 for way in step.ways)
    return max(words, ways)
