"""What a site needs to be read without network: a service worker, and the list of its files."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from claim_manual.derived.addresses import FORMS, SEARCH

KEPT = frozenset(
    {".html", ".js", ".css", ".woff2", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"}
)
"""Endings of the files that pages are made of; books are left out."""
_VERSIONED = frozenset({".js", ".mjs", ".css", ".woff", ".woff2", ".ttf", ".otf"})


def is_versioned(path: str) -> bool:
    """Whether the address of a file of the site has its version: a script, a style or a font.

    Indexes of search are data that change with every word; pages would have to change with them.
    """
    return Path(path).suffix in _VERSIONED and not path.startswith(f"{SEARCH}/")


def version(content: bytes) -> str:
    """The version of a file: a digest of what is in it."""
    return hashlib.sha256(content).hexdigest()[:12]


def write_offline(site: Path) -> None:
    """`sw.js` at the root, where it may answer for every page, and `offline.json`.

    The list has each file by its address with a digest of its content, so that a device fetches
    again only what changed. What MkDocs writes about a site without an address says nothing.
    """
    worker = site / "assets" / "claim-manual" / "sw.js"
    if worker.exists():
        shutil.copyfile(worker, site / "sw.js")
    for stray in ("sitemap.xml", "sitemap.xml.gz"):
        path = site / stray
        if path.exists() and (stray.endswith("gz") or b"<loc>None" in path.read_bytes()):
            path.unlink()
    listed = {
        _address(path.relative_to(site).as_posix()): _digest(path)
        for path in sorted(site.rglob("*"))
        if path.suffix in KEPT and path.name != "sw.js" and path.relative_to(site).parts[0] != FORMS
    }
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (site / "offline.json").write_text(text + "\n", encoding="utf-8")


def _address(path: str) -> str:
    """How a page asks for a file: a folder for the page in it."""
    return path.removesuffix("index.html") or "./" if path.endswith("index.html") else path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
