"""Documents of office programs looked into: what they are, when they were changed, what in them runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from claim_manual.model.media import Media

_MAIN = {
    "word/document.xml": "DOCX",
    "xl/workbook.xml": "XLSX",
    "ppt/presentation.xml": "PPTX",
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.oasis.opendocument.presentation": "ODP",
}
_DATES = ("docProps/core.xml", "meta.xml")
_CHANGED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>\s*(\d{4})-(\d\d)-(\d\d)")
_MOST = 1_000_000
_TEMPLATE = re.compile(
    rb'attachedTemplate"[^>]*TargetMode="External"|TargetMode="External"[^>]*attachedTemplate"'
)
_RUNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (
        "macros",
        lambda name: name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")),
    ),
    ("ActiveX", lambda name: "/activex/" in name),
    ("OLE", lambda name: "/embeddings/" in name and name.endswith(".bin")),
)


def of_archive(media: Media, content: bytes) -> Media:
    """A file that begins as an archive: the document that it is, or an archive, whole or not."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _of_document(media, archive)
    except Exception:  # noqa: BLE001 - whatever an archive stumbles over, it cannot be opened
        return replace(media, is_whole=False)


def _of_document(media: Media, archive: ZipFile) -> Media:
    names = archive.namelist()
    written = _part(archive, "mimetype").decode("ascii", "ignore").strip()
    kind = next((kind for name, kind in _MAIN.items() if name in names), "")
    kind = kind or _OPEN_DOCUMENT.get(written, "ZIP")
    if kind == "ZIP":
        return media
    dates = [day for name in _DATES if name in names and (day := _day(_part(archive, name)))]
    return replace(
        media, kind=kind, date=dates[0] if dates else None, active=_active(archive, names)
    )


def _part(archive: ZipFile, name: str) -> bytes:
    """The beginning of a part; nothing where there is none. A part may be made to grow without end."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_MOST)


def _active(archive: ZipFile, names: list[str]) -> str:
    plain = [name.lower() for name in names]
    for what, runs in _RUNS:
        if any(runs(name) for name in plain):
            return what
    is_fetching = _TEMPLATE.search(_part(archive, "word/_rels/settings.xml.rels"))
    return "attachedTemplate" if is_fetching else ""


def _day(part: bytes) -> dt.date | None:
    match = _CHANGED.search(part)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
