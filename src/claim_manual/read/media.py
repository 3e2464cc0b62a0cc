"""Files that are none of the sources, looked into: pictures, documents, whatever else is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from claim_manual.derived.media import shown_files
from claim_manual.model.finding import Finding
from claim_manual.model.manual import Manual
from claim_manual.model.media import PIXELS, Media, ending
from claim_manual.model.sources import site_file
from claim_manual.raster import look
from claim_manual.read.listing import Listing
from claim_manual.read.office_file import of_archive
from claim_manual.read.pdf_file import of_pdf
from claim_manual.read.signs import kind_by_signs
from claim_manual.read.strays.stray import is_ignored
from claim_manual.read.text_file import unreadable

MOST_BYTES = 100_000_000
"""How many bytes of a file are looked into; of a larger one only its digest is known."""
_MOST_KEPT = 2_000
_PIECE = 1 << 20
_kept: dict[tuple[str, str], Media] = {}
"""What was found in contents, by their digest and the ending of the name."""


def read_media(
    listing: Listing, instead: Mapping[str, bytes | None]
) -> tuple[dict[str, Media], list[Finding]]:
    """Every file that pages can show or give, by its path; and those that cannot be opened."""
    media: dict[str, Media] = {}
    findings: list[Finding] = []
    for path, file in listing.files.items():
        if not site_file(path) or is_ignored(path.rpartition("/")[2]):
            continue
        try:
            media[path] = _of(path, instead.get(path), file)
        except OSError:
            findings.append(unreadable(path))
    return media, findings


def without_shown(findings: list[Finding], manual: Manual) -> list[Finding]:
    """Findings without those that nobody reads a file which some page does show."""
    shown = {path for paths in shown_files(manual).values() for path in paths}
    return [
        finding
        for finding in findings
        if finding.code != "unread-file" or finding.place.path not in shown
    ]


def _of(path: str, given: bytes | None, file: Path) -> Media:
    size = file.stat().st_size if given is None else len(given)
    if given is None and size > MOST_BYTES:
        return Media(path, size, _digest(file))
    content = file.read_bytes() if given is None else given
    digest = hashlib.sha256(content).hexdigest()
    key = digest, ending(path)
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = _looked_into(Media(path, size, digest), content)
    return replace(_kept[key], path=path)


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _looked_into(media: Media, content: bytes) -> Media:
    """The file with what its content says; a source of drawings (SVG) is judged where it is read."""
    media = replace(media, kind=kind_by_signs(content))
    if media.kind == "PDF":
        return of_pdf(media, content)
    if media.kind == "ZIP":
        return of_archive(media, content)
    raster = look(content) if media.ending in PIXELS else None
    if raster is None:
        return media
    return replace(
        media,
        width=raster.width,
        height=raster.height,
        frames=raster.frames,
        is_whole=raster.is_whole and not raster.is_too_large,
    )
