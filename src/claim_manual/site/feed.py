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
    newest_first = changes(manual)[:MOST]
    title = reading.plain(settings.title)
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    newest = newest_first[0].change.date if newest_first else dt.date(1970, 1, 1)
    author = reading.plain(settings.publisher) if settings.publisher else title
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(settings.languages[reading.lang].tag)}">',
        f"<title>{escape(title)}: {escape(say('What changed'))}</title>",
        f"<id>{escape(root or 'urn:claim-manual:')}{reading.lang}/changes</id>",
        f"<updated>{newest.isoformat()}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
    ]
    for changed in newest_first:
        address = f"{root}{path(document_uri(changed.document))}"
        version = say("Version {version}.", version=changed.change.version)
        lines.append(
            f"<entry><title>{escape(reading.title(changed.document))}</title>"
            f"<id>{escape(root or 'urn:claim-manual:')}{changed.document.id}@{escape(changed.change.version)}</id>"
            f'<link href="{escape(address)}"/>'
            f"<updated>{changed.change.date.isoformat()}T00:00:00Z</updated>"
            f"<summary>{escape(version)} {escape(reading.plain(changed.change.change))}</summary></entry>"
        )
    return "\n".join([*lines, "</feed>", ""]).encode()
