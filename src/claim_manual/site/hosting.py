"""Files for those who put the site on a host: what it may load, and where its pages are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import escape

from claim_manual.derived.addresses import page_path
from claim_manual.model.manual import Manual
from claim_manual.site.frame import POLICY
from claim_manual.site.site_page import Asset

_HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {value}" for name, value in (POLICY | {"frame-ancestors": "'none'"}).items()
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def headers() -> list[Asset]:
    """The headers of every page, as Netlify and Cloudflare Pages (_headers) and Apache read them.

    On hosts where nobody can set headers each page says its policy itself.
    """
    plain = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in _HEADERS.items())
    apache = "".join(f'  Header set {name} "{value}"\n' for name, value in _HEADERS.items())
    return [
        Asset("_headers", plain.encode()),
        Asset(
            ".htaccess",
            f"ErrorDocument 404 /404.html\n<IfModule mod_headers.c>\n{apache}</IfModule>\n".encode(),
        ),
    ]


def sitemap(
    manual: Manual, uris: Iterable[str], prefixes: Mapping[str, str], ending: str, site_url: str
) -> bytes:
    """Every page in every language, each with its alternates (sitemaps.org, hreflang)."""
    languages, root = manual.settings.model.languages, site_url.rstrip("/")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for uri in uris:
        addresses = {
            lang: f"{root}/{page_path(prefix, uri, ending)}" for lang, prefix in prefixes.items()
        }
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(languages[lang].tag)}" href="{escape(address)}"/>'
            for lang, address in addresses.items()
        )
        lines += [
            f"<url><loc>{escape(address)}</loc>{links}</url>" for address in addresses.values()
        ]
    return "\n".join([*lines, "</urlset>", ""]).encode()
