"""PDF looked into: when it was changed, and what in it runs. Not parsed: only its names are read."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from claim_manual.model.media import Media

_RUNS = ((b"JavaScript", "JavaScript"), (b"JS", "JavaScript"), (b"Launch", "Launch"))
_DATE = re.compile(rb"/(ModDate|CreationDate)\s*\(\s*D:(\d{4})(\d\d)?(\d\d)?")
_XMP_DATE = re.compile(rb"xmp:(?:ModifyDate)[>=\s\"']+(\d{4})-(\d\d)-(\d\d)")
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_INSIDE = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST = 20_000_000
_TAIL = 2048


def of_pdf(media: Media, content: bytes) -> Media:
    """A PDF: whether it ends as one does, its day, and what in it can run."""
    pieces = [content, *_packed(content)]
    return replace(
        media,
        is_whole=b"%%EOF" in content[-_TAIL:],
        date=next(filter(None, map(_day, pieces)), None),
        active=next(filter(None, map(_active, pieces)), ""),
    )


def _packed(content: bytes) -> Iterator[bytes]:
    """The objects that stand compressed, up to a size: a stream may be made to grow without end."""
    room = _MOST
    for match in _STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            objects = unpacker.decompress(content[match.end() :], room)
        except zlib.error:
            continue
        room -= len(objects)
        yield objects
        if room <= 0:
            return


def _active(piece: bytes) -> str:
    outside = _INSIDE.sub(b"", piece)  # in pixels any letters come together
    names = _HEX.sub(lambda match: bytes.fromhex(match.group(1).decode()), outside)
    found = (what for name, what in _RUNS if re.search(rb"/" + name + rb"[\s/(<\[]", names))
    return next(found, "")


def _day(piece: bytes) -> dt.date | None:
    """The day of the last change that it names, or else the day on which it was made."""
    dates = {match[1]: match.groups()[1:] for match in _DATE.finditer(piece)}
    match = _XMP_DATE.search(piece)
    numbers = dates.get(b"ModDate") or (match.groups() if match else dates.get(b"CreationDate"))
    try:
        return dt.date(*(int(number or 1) for number in numbers)) if numbers else None
    except ValueError:
        return None
