"""What a document that pages give along is, in words: kind, size, day, language."""

from __future__ import annotations

from claim_manual.model.language import Words
from claim_manual.model.media import NAMES, Media

_KILO, _MEGA = 1_000, 1_000_000


def media_words(say: Words, media: Media, language: str = "") -> str:
    """Its kind, its size, the day on which it was changed last where it says so, and its language."""
    parts = [NAMES.get(media.ending, media.kind), size_words(say, media.size)]
    parts += [say.short_date(media.date)] if media.date else []
    return ", ".join([*parts, *([language] if language else [])])


def size_words(say: Words, size: int) -> str:
    """A number of bytes as people say it: 24 kB, 1,2 MB."""
    if size < _MEGA:
        return f"{max(1, round(size / _KILO))} kB"
    return f"{say.decimal(size / _MEGA, 1)} MB"
