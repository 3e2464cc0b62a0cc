"""wrong-ending: a file that would be a source if it ended as sources do."""

from __future__ import annotations

import re

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.read.strays.stray import Stray

_SOURCE = re.compile(
    r"(?P<stem>.+)(?P<ending>\.((?P<yaml>ya?ml)|md|mkd|mdown|markdown)(\.txt)?)", re.IGNORECASE
)


def wrong_ending(stray: Stray) -> Finding | None:
    """YAML ends in .yml and Markdown in .md, in small letters, and nothing comes after."""
    match = _SOURCE.fullmatch(stray.name)
    meant = ".yml" if match and match["yaml"] else ".md"
    if match is None or match["ending"] == meant:
        return None
    return error(
        Place(stray.path),
        "wrong-ending",
        say("This file ends in {ending} and is not read.", ending=match["ending"]),
        say("Rename it to {name}.", name=f"{match['stem']}{meant}"),
    )
