"""What is wrong with a template of Word files, apart from what reads one: that is much to load."""

from __future__ import annotations


class WordTemplateError(Exception):
    """A template is no Word file; the arguments are messages that say what is wrong and what to do."""
