"""What changed, as a feed (Atom)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from markupsafe import escape

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.changes import changes
from claim_manual.derived.reading import Reading

MOST = 50
"""How many changes a feed holds."""


def feed(reading: Reading, path: Callable[[str], str], site_url: str) -> bytes:
    """The changes as an Atom feed (RFC 4287); addresses are whole where the site's is known."""
    manual, say = reading.manual, reading.say
    settings = manual.settings.model
    found = changes(manual)[:MOST]
    title = reading.plain(settings.title)
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    newest = found[0].change.date if found else dt.date(1970, 1, 1)
    author = reading.plain(settings.publisher) if settings.publisher else title
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(settings.languages[reading.lang].tag)}">',
        f"<title>{escape(title)}: {escape(say('What changed'))}</title>",
        f"<id>{escape(root or 'urn:claim-manual:')}{reading.lang}/changes</id>",
        f"<updated>{newest.isoformat()}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
    ]
    for one in found:
        address = f"{root}{path(document_uri(one.document))}"
        version = say("Version {version}.", version=one.change.version)
        lines.append(
            f"<entry><title>{escape(reading.title(one.document))}</title>"
            f"<id>{escape(root or 'urn:claim-manual:')}{one.document.id}@{escape(one.change.version)}</id>"
            f'<link href="{escape(address)}"/>'
            f"<updated>{one.change.date.isoformat()}T00:00:00Z</updated>"
            f"<summary>{escape(version)} {escape(reading.plain(one.change.change))}</summary></entry>"
        )
    return "\n".join([*lines, "</feed>", ""]).encode()
