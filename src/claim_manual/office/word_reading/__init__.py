"""Word files read as values (Office Open XML, ECMA-376): nothing in them is run, and nothing fetched."""

from claim_manual.office.word_reading.file import word_text
from claim_manual.office.word_reading.package import WordError

__all__ = ["WordError", "word_text"]
