"""unread-file: a file in a folder of sources that is none, and looks like none."""

from __future__ import annotations

from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.media import ATTACHMENTS, PICTURES, ending
from claim_manual.model.place import Place
from claim_manual.model.sources import FILE, SOURCES
from claim_manual.read.strays.stray import Stray


def unread_file(stray: Stray) -> Finding | None:
    """A folder has only the sources that are read from it; YAML is an error, any other file a warning."""
    if ending(stray.name) in {*PICTURES, *ATTACHMENTS}:
        return warning(
            Place(stray.path),
            "unread-file",
            say("No text shows this file or links to it."),
            say(
                "Write ![what it shows]({name}) for a picture, [its title]({name}) for a document; or take the file away.",
                name=stray.name,
            ),
        )
    patterns = [kind.pattern for kind in SOURCES if kind.root == stray.folder]
    tell = error if stray.name.endswith(".yml") else warning
    return tell(
        Place(stray.path),
        "unread-file",
        say("Nobody reads this file."),
        say(
            "In {folder}/ are {patterns}. What pages show lies in {files}/.",
            folder=stray.folder,
            patterns=", ".join(dict.fromkeys(patterns)),
            files=FILE.folder,
        ),
    )
