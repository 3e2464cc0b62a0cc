"""Pictures and attachments: what the reader knows of a file that pages show or give."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

PIXELS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
"""Endings of pictures that are made of pixels."""
PICTURES = PIXELS | {".svg"}
"""Endings of the pictures that pages show."""
STRANGE_PICTURES = frozenset(
    {".avif", ".bmp", ".emf", ".heic", ".heif", ".jfif", ".jxl", ".psd", ".tif", ".tiff", ".wmf"}
)
"""Endings of pictures that some browser or the press cannot show."""
ATTACHMENTS = frozenset({".docx", ".odt", ".pdf", ".xlsx"})
"""Endings of the documents that pages give along."""
NAMES = {".docx": "DOCX", ".odt": "ODT", ".pdf": "PDF", ".xlsx": "XLSX", ".png": "PNG"} | {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".svg": "SVG",
}
"""Endings to what people call such a file."""


def ending(path: str) -> str:
    """How a name ends, whatever its capital letters: .jpg of FOTO.JPG."""
    return PurePosixPath(path).suffix.lower()


def composed(path: str) -> str:
    """A path with its accents on their letters (NFC), as texts have them and some machines do not."""
    return normalize("NFC", path)


@dataclass(frozen=True, slots=True)
class Media:
    """A file that is none of the sources.

    `kind` is what it is by what is in it (PNG, DOCX, …), "" where nobody can tell. Of a picture its
    size, and how many pictures follow each other. `is_whole` says that all of it is there, and
    `active` what in it can run. `date` is the day on which it says that it was changed last.
    """

    path: str
    size: int
    digest: str
    kind: str = ""
    width: int = 0
    height: int = 0
    frames: int = 1
    is_whole: bool = True
    active: str = ""
    date: dt.date | None = None

    @property
    def ending(self) -> str:
        """How its name ends, in small letters."""
        return ending(self.path)

    @property
    def name(self) -> str:
        """What it is called, without folders."""
        return composed(PurePosixPath(self.path).name)

    @property
    def is_shown_as_pixels(self) -> bool:
        """Whether pages show it as a picture that is written anew for them."""
        return self.ending in PIXELS and self.is_whole and self.width > 0
