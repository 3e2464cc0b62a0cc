"""misplaced-file, of one in docs/ or templates/: it looks like a source, and would be published as it is."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.sources import FILE, TEMPLATE
from claim_manual.read.listing import Listing
from claim_manual.read.strays.likeness import likeness


def published_sources(listing: Listing) -> Iterator[Finding]:
    """YAML with the keys of a source."""
    for folder in (FILE.folder, TEMPLATE.folder):
        for path, file in listing.under(folder, ".yml", ".yaml"):
            if kind := likeness(file):
                yield error(
                    Place(path),
                    "misplaced-file",
                    say("This file is not read where it lies."),
                    say("Sources of this kind are {pattern}.", pattern=kind.pattern),
                )
