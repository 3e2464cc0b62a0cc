"""Chapters as one PDF: pages, structure, links, bookmarks, page numbers. pikepdf has its door here."""

from claim_manual.book.bind.binding import bound, bound_with_pages
from claim_manual.book.bind.extent import Extent, extent, pages_of
from claim_manual.book.bind.faces import Face, Faces
from claim_manual.book.bind.mending import mended
from claim_manual.book.bind.metadata import is_bound_here

__all__ = [
    "Extent",
    "Face",
    "Faces",
    "bound",
    "bound_with_pages",
    "extent",
    "is_bound_here",
    "mended",
    "pages_of",
]
