"""The paragraphs of a manual's texts, with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claim_manual.derived.brief_parts import COUNT
from claim_manual.derived.written_links import text_places
from claim_manual.model.manual import Manual
from claim_manual.model.markup import paragraphs
from claim_manual.model.place import Place


def passages(
    manual: Manual, is_wanted: Callable[[str, str], bool] = lambda _lang, _text: True
) -> Iterator[tuple[str, Place, str]]:
    """Every paragraph that has a language: the language, the place, the plain words.

    A number to be counted is one word. Language-neutral texts are names, not sentences. Only texts that `is_wanted`, by their language
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
    for line, words in paragraphs(COUNT.sub("1", written)):
        yield lang, place._replace(line=place.line + line), words
