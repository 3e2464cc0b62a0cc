"""How much is otherwise: what every report of a difference begins with."""

from __future__ import annotations

from claim_manual.derived.difference import Difference
from claim_manual.derived.reading import Reading
from claim_manual.difference.revised import decides
from claim_manual.model.language import Words


def summary(difference: Difference, lang: str) -> str:
    """How much is otherwise, on one line."""
    say = Reading(difference.after, lang).say
    if not difference.revised and not difference.endings and not difference.unknown:
        return say("No change of meaning.")
    endings = [
        difference.endings[revised.id]
        for revised in difference.revised
        if revised.id in difference.endings and decides(revised)
    ]
    changed = len(difference.revised)
    elsewhere = sum(len(ending.elsewhere) for ending in endings)
    new = sum(len(ending.new) for ending in endings)
    gone = sum(len(ending.gone) for ending in endings)
    counts = [
        (changed, say.count("{n} thing changed", "{n} things changed", changed)),
        (
            elsewhere,
            say.count("{n} situation ends elsewhere", "{n} situations end elsewhere", elsewhere),
        ),
        (new, say.count("{n} new situation", "{n} new situations", new)),
        (
            gone,
            say.count(
                "{n} situation can no longer occur", "{n} situations can no longer occur", gone
            ),
        ),
    ]
    parts = [words for number, words in counts if number] or [counts[0][1]]
    return say("{parts}.", parts=say.all_of(parts))


def not_compared(difference: Difference, say: Words) -> list[str]:
    """That some files were not compared, in a line; none where all were."""
    if not difference.unknown:
        return []
    files = ", ".join(difference.unknown)
    return [say("Not compared, because there are errors in them: {files}.", files=files)]
