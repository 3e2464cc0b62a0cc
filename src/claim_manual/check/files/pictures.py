"""bad-picture, mistaken-ending, heavy-picture, moving-picture: what cannot be shown, or not well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.files.sizes import megabytes
from claim_manual.check.rule import rule
from claim_manual.derived.media import published
from claim_manual.model.finding import Finding, Message, error, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.media import NAMES, PIXELS, STRANGE_PICTURES, Media
from claim_manual.model.place import Place

HEAVY = 5_000_000
"""From how many bytes on a picture is heavy for those who keep the manual."""
LARGE = 25_000_000
"""From how many pixels on a picture has far more than any page shows."""
_SHOWN = frozenset(NAMES[ending] for ending in PIXELS)


@rule(error="bad-picture", warning=("heavy-picture", "mistaken-ending", "moving-picture"))
def pictures(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every browser and the press can show a picture, and nobody carries what no page shows."""
    for media in published(manual):
        if media.ending in PIXELS | STRANGE_PICTURES:
            reason = _obstacle(media)
            if reason:
                yield error(Place(media.path), "bad-picture", reason, _way_out())
            else:
                yield from _remarks(media)


def _way_out() -> Message:
    return say(
        "Open it in the program that made it, and save it as PNG (a screen) or JPEG (a photograph)."
    )


def _obstacle(media: Media) -> Message | None:
    """Why pages cannot show it."""
    if media.kind not in _SHOWN and (media.kind or media.ending in STRANGE_PICTURES):
        kind = media.kind or media.ending.removeprefix(".").upper()
        return say("This file is {kind}, which pages cannot show as a picture.", kind=kind)
    if not media.width:
        return say("Pages cannot show this file: no picture can be read from it.")
    if not media.is_whole and media.width * media.height > LARGE:
        return say(
            "This picture cannot be opened: it has {n} million pixels, or part of it is missing.",
            n=media.width * media.height // 1_000_000,
        )
    return None if media.is_whole else say("Part of this picture is missing.")


def _remarks(media: Media) -> Iterator[Finding]:
    place, name = Place(media.path), NAMES.get(media.ending, "")
    if media.kind != name:
        yield warning(
            place,
            "mistaken-ending",
            say("This file ends in {ending} and is {kind}.", ending=media.ending, kind=media.kind),
            say("Rename it, or save it as {name}. Until then it is shown as it is.", name=name),
        )
    if media.size >= HEAVY or media.width * media.height >= LARGE:
        yield warning(
            place,
            "heavy-picture",
            say(
                "This picture has {size} MB, {width} × {height} pixels.",
                size=megabytes(media.size),
                width=media.width,
                height=media.height,
            ),
            say("Pages show it smaller. Save it 1920 pixels wide, so that it is quickly fetched."),
        )
    if media.frames > 1:
        yield warning(
            place,
            "moving-picture",
            say("This picture moves; pages and paper show its first moment."),
            say("Show each moment as a picture of its own."),
        )
