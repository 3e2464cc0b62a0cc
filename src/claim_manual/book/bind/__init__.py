"""Chapters as one PDF: pages, structure, links, bookmarks, page numbers. pikepdf has its door here."""

from claim_manual.book.bind.binding import bound, bound_with_pages
from claim_manual.book.bind.faces import Face, Faces
from claim_manual.book.bind.mending import mended
from claim_manual.book.bind.metadata import is_bound_here

__all__ = ["Face", "Faces", "bound", "bound_with_pages", "is_bound_here", "mended"]
