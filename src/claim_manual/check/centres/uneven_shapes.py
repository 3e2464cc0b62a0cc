"""unknown-shape, missing-shape: the shapes of areas are not those of the areas of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import areas
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.sources import SHAPES, register_path

_AREAS = register_path("areas")
_NAMED = 12
"""So many areas without a shape are named."""


@rule(warning=("unknown-shape", "missing-shape"))
def uneven_shapes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every shape is that of an area of the register, and every area has one."""
    shapes = manual.shapes
    if shapes is None or manual.is_unread(_AREAS):
        return
    codes = [area.id for area in areas(manual)]
    near_of = Near(codes)
    few = Few()
    for code, place in shapes.places.items():
        if code not in codes and few.has_room("unknown-shape"):
            few.add("unknown-shape", _unknown(code, place, near_of(code)))
    yield from few.findings()
    missing = [code for code in codes if code not in shapes.rings]
    path = SHAPES.path(SHAPES.stem)
    if missing and path not in manual.faulty:
        names = ", ".join(missing[:_NAMED]) + ("…" if len(missing) > _NAMED else "")
        yield warning(
            Place(path),
            "missing-shape",
            say("These areas have no shape here, so the map lacks them: {names}.", names=names),
            say("Add a feature for each of them."),
        )


def _unknown(code: str, place: Place, near: str | None) -> Finding:
    return warning(
        place,
        "unknown-shape",
        say(
            "No area of {where} has the code “{code}”, so its shape is not drawn.",
            where=_AREAS,
            code=code,
        ),
        say("Did you mean “{near}”?", near=near)
        if near
        else say("Correct the code, or add the area there."),
    )
