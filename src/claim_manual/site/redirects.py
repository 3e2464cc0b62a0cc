"""Pages at the addresses that documents had before: each leads on to where its document is now."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterator, Mapping

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.site.site_page import Asset

_PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<p><a href="{href}">{title}</a></p>
</html>
"""


def redirects(manual: Manual, prefixes: Mapping[str, str], ending: str) -> Iterator[Asset]:
    """One page for each alias and language; `prefixes` is where a language's pages are.

    Pages are folders, or files with this ending.
    """
    for document in manual.documents():
        uri = document_uri(document)
        name = posixpath.basename(uri)
        for alias in document.model.aliases:
            for lang, prefix in prefixes.items():
                page = _PAGE.format(
                    lang=html.escape(lang),
                    title=html.escape(Reading(manual, lang).title(document)),
                    href=html.escape(f"{name}{ending}" if ending else f"../{name}/"),
                )
                path = f"{prefix}{posixpath.dirname(uri)}/{alias}{ending or '/index.html'}"
                yield Asset(path, page.encode())
