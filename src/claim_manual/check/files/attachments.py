"""active-attachment, bad-attachment, heavy-attachment: documents that pages give along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.files.sizes import megabytes
from claim_manual.check.rule import rule
from claim_manual.derived.media import published
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.media import ATTACHMENTS, NAMES, Media
from claim_manual.model.place import Place

MACROS = frozenset(
    {".docm", ".dotm", ".potm", ".ppam", ".ppsm", ".pptm", ".xlam", ".xlsm", ".xltm"}
)
"""Endings of documents that are made to run programs."""
GRAVE = frozenset({"macros", "ActiveX", "Launch"})
"""What can do anything on a machine; the rest is asked about, or kept apart, by what opens it."""
HEAVY = 20_000_000


@rule(
    error="active-attachment", warning=("active-attachment", "bad-attachment", "heavy-attachment")
)
def attachments(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What a page gives along opens as what it is called, and runs nothing on a reader's machine."""
    for media in published(manual):
        what = "macros" if media.ending in MACROS else media.active
        if what:
            tell = error if what in GRAVE else warning
            yield tell(
                Place(media.path),
                "active-attachment",
                say(
                    "Something in this document can run on a reader's machine: {what}.",
                    what=what,
                ),
                say(
                    "Save it without that: as DOCX, ODT or XLSX without macros, or print it as PDF."
                ),
            )
        if media.ending in ATTACHMENTS:
            yield from _remarks(media, NAMES[media.ending])


def _remarks(media: Media, name: str) -> Iterator[Finding]:
    place = Place(media.path)
    if media.kind not in {name, "", "ZIP"}:
        wrong = say(
            "This file ends in {ending} and is {kind}.", ending=media.ending, kind=media.kind
        )
        yield warning(
            place, "bad-attachment", wrong, say("Rename it, or save it as {name}.", name=name)
        )
    elif media.kind != name or not media.is_whole:
        wrong = say(
            "This file cannot be opened as {name}: it is damaged, or something else.", name=name
        )
        yield warning(place, "bad-attachment", wrong, say("Save it again, and put it here anew."))
    if media.size >= HEAVY:
        yield warning(
            place,
            "heavy-attachment",
            say("This document has {size} MB.", size=megabytes(media.size)),
            say("Save it with smaller pictures, so that it is quickly fetched."),
        )
