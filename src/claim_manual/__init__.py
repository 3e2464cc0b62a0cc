"""A site and book generator for manuals of procedures, written as data."""

__version__ = "0.1.0"
