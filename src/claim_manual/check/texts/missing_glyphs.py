"""missing-glyph: a character that no typeface of the program has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.charts.font import without_glyph
from claim_manual.check.rule import rule
from claim_manual.derived.written_links import text_places
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(warning="missing-glyph")
def missing_glyphs(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What people read is in the typefaces that go with the site and into the books.

    For any other character a reader's device may have one, and shows a box if not.
    """
    few = Few()
    for place, missing in (*_in_texts(manual), *_in_prose(manual)):
        if few.has_room(place.path):
            few.add(place.path, _missing(place, missing))
    yield from few.findings()


def _in_texts(manual: Manual) -> Iterator[tuple[Place, str]]:
    for source, loc, text in text_places(manual):
        for lang, written in text.root.items():
            if written.isascii() or not without_glyph(written):
                continue
            for number, line in enumerate(written.split("\n")):
                if missing := without_glyph(line):
                    place = source.value((*loc, lang) if lang else loc)
                    yield place._replace(line=place.line + number), missing


def _in_prose(manual: Manual) -> Iterator[tuple[Place, str]]:
    for prose in manual.judged_prose():
        if without_glyph(prose.text):
            for number, line in enumerate(prose.text.split("\n"), 1):
                if missing := without_glyph(line):
                    column = min(line.index(char) for char in missing) + 1
                    yield Place(prose.path, number, column), missing


def _missing(place: Place, characters: str) -> Finding:
    shown = " ".join(characters[:_SHOWN]) + (" …" if len(characters) > _SHOWN else "")
    codes = ", ".join(f"U+{ord(char):04X}" for char in characters[:_SHOWN])
    return warning(
        place,
        "missing-glyph",
        say(
            "No typeface that comes with the program has “{characters}” ({codes}): where a device has"
            " none either, a box stands there.",
            characters=shown,
            codes=codes,
        ),
        say(
            "Write it in letters that are there: Latin, Greek, Cyrillic, Arabic, Devanagari, Bengali,"
            " Gurmukhi; or ask for a typeface to be added (tools/fonts.py)."
        ),
    )


_SHOWN = 5
"""How many characters are named."""
