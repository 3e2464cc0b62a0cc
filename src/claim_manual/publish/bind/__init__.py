"""Chapters as one PDF: pages, structure, links, bookmarks, page numbers. pikepdf has its door here."""

from claim_manual.publish.bind.binding import bound
from claim_manual.publish.bind.faces import Face, Faces
from claim_manual.publish.bind.mending import mended
from claim_manual.publish.bind.metadata import is_bound_here

__all__ = ["Face", "Faces", "bound", "is_bound_here", "mended"]
