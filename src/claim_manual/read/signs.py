"""What a file is by the bytes that it begins with, whatever its name says."""

from __future__ import annotations

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK", "ZIP"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97"),
    (b"{\\rtf", "RTF"),
)
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF"} | dict.fromkeys(
    (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "HEIC"
)
_PDF_BEGINS_WITHIN = 1024


def kind_by_signs(content: bytes) -> str:
    """What people call such a file; "" for what has no sign that is known."""
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], "MP4")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    # Readers of PDF take what stands before its sign for nothing.
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN]:
        return "PDF"
    named = (name for sign, name in _SIGNS if content.startswith(sign))
    return next(named, "HTML" if _is_markup(content) else "")


def _is_markup(content: bytes) -> bool:
    begin = content[:_PDF_BEGINS_WITHIN].lstrip().lower()
    return begin.startswith((b"<!doctype html", b"<html"))
