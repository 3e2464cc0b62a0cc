"""What a site needs to be read without network: a service worker, and the list of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from claim_manual.derived.addresses import (
    APART,
    BOOKS,
    CENTRES_DATA,
    FORMS,
    KITS,
    OFFLINE_PAGE,
    OWN_FILES,
    SEARCH,
)

KEPT = frozenset(
    {
        ".html",
        ".js",
        ".css",
        ".woff2",
        ".svg",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif",
        ".webmanifest",
    }
)
"""Endings of the files that pages are made of."""
_GIVEN = frozenset({".pdf", ".docx", ".odt", ".xlsx"})
"""Endings of the documents that pages give along; books and kits are left out."""
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
    again only what changed.
    """
    versions = {path.relative_to(site).as_posix(): _digest(path) for path in _kept(site)}
    listed = {_address(path, digest): digest for path, digest in versions.items()}
    (site / "offline.json").write_text(_json(listed) + "\n", encoding="utf-8", newline="\n")
    folder = site / OWN_FILES
    scripts = [folder / name for name in ("kept.js", "sw.js")]
    if all(script.exists() for script in scripts):
        shown = {path: one for path, one in versions.items() if _is_shown_instead(path)}
        texts = (script.read_text(encoding="utf-8") for script in scripts)
        worker = "".join((f"const OWN = {_json(shown)};\n", *texts))
        (site / "sw.js").write_text(worker, encoding="utf-8", newline="\n")


def take_out_strays(site: Path) -> None:
    """What MkDocs writes about a site without an address says nothing."""
    for stray in ("sitemap.xml", "sitemap.xml.gz"):
        path = site / stray
        if path.exists() and (stray.endswith("gz") or b"<loc>None" in path.read_bytes()):
            path.unlink()


def _kept(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        uri = path.relative_to(site).as_posix()
        is_ours = uri == "sw.js" or uri.startswith(f"{FORMS}/")
        # The picture of a chart beside its script is for readers without scripts, who keep nothing.
        is_twice = uri.startswith(f"{APART}/") and path.suffix == ".svg"
        is_made = uri.startswith((f"{BOOKS}/", f"{KITS}/"))
        ending = path.suffix.lower()
        is_kept = ending in KEPT or path.name == CENTRES_DATA or (ending in _GIVEN and not is_made)
        if is_kept and not (is_ours or is_twice):
            yield path


def _is_shown_instead(path: str) -> bool:
    """Whether a file is the page that is shown in place of what was not kept, in some language."""
    return path.rpartition("/")[2] == OFFLINE_PAGE and path.count("/") <= 1


def _address(path: str, digest: str) -> str:
    """How a page asks for a file: a folder for the page in it; a script with its version."""
    if path.endswith("index.html"):
        return quote(path.removesuffix("index.html")) or "./"
    return f"{quote(path)}?v={digest}" if is_versioned(path) else quote(path)


def _json(value: Mapping[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _digest(path: Path) -> str:
    return version(path.read_bytes())
