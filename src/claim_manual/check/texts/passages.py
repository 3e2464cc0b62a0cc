"""The texts of a manual with their places, and the paragraphs in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual, Origin
from claim_manual.model.markup import paragraphs
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Text


@derived
def text_places(manual: Manual) -> list[tuple[Origin, Loc, Text]]:
    """Every text for readers in YAML, with its source and the way to it."""
    return [
        (source, (*loc, *inner), text)
        for source, loc, model in models(manual)
        for inner, text in parts_of(manual, model).texts
    ]


def passages(
    manual: Manual, is_wanted: Callable[[str, str], bool] = lambda _lang, _text: True
) -> Iterator[tuple[str, Place, str]]:
    """Every paragraph that has a language: the language, the place, the plain words.

    Language-neutral texts are names, not sentences. Only texts that `is_wanted`, by their language
    and as they are written, are parsed.
    """
    for source, loc, text in text_places(manual):
        for lang, written in text.root.items():
            if lang and is_wanted(lang, written):
                yield from _paragraphs(lang, source.value((*loc, lang)), written)
    for prose in manual.judged_prose():
        if is_wanted(prose.lang, prose.text):
            yield from _paragraphs(prose.lang, Place(prose.path, 1, 1), prose.text)


def _paragraphs(lang: str, place: Place, written: str) -> Iterator[tuple[str, Place, str]]:
    for line, words in paragraphs(written):
        yield lang, place._replace(line=place.line + line), words
