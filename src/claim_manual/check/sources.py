"""What many rules look at: every model of the manual with its places, every text, every prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual, Origin, Prose
from claim_manual.model.markup import Written, links, paragraphs
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Text


@derived
def text_places(manual: Manual) -> list[tuple[Origin, Loc, Text]]:
    """Every text for readers, with its source and the way to it."""
    return [
        (source, (*loc, *inner), text)
        for source, loc, model in models(manual)
        for inner, text in parts_of(manual, model).texts
    ]


def proses(manual: Manual) -> Iterator[Prose]:
    """Every Markdown file whose words reach readers."""
    yield from manual.prose()


def said(
    manual: Manual, is_wanted: Callable[[str, str], bool] = lambda _lang, _text: True
) -> Iterator[tuple[str, Place, str]]:
    """Every paragraph that has a language: the language, the place, the plain words.

    Language-neutral texts are names, not sentences. Only texts that `is_wanted`, by their language
    and as they are written, are parsed.
    """
    for source, loc, text in text_places(manual):
        for lang, written in text.root.items():
            if lang and is_wanted(lang, written):
                place = source.value((*loc, lang))
                yield from ((lang, _on(place, line), words) for line, words in paragraphs(written))
    for prose in proses(manual):
        if not is_wanted(prose.lang, prose.text):
            continue
        place = Place(prose.path, 1, 1)
        yield from ((prose.lang, _on(place, line), words) for line, words in paragraphs(prose.text))


def _on(place: Place, line: int) -> Place:
    return place._replace(line=place.line + line)


@derived
def written_links(manual: Manual) -> list[tuple[Place, Written]]:
    """Every link in every text and prose file, with its place."""
    return [*_in_texts(manual), *_in_proses(manual)]


def _in_texts(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for source, loc, text in text_places(manual):
        for lang, words in text.root.items():
            for link in links(words):
                place = source.value((*loc, lang) if lang else loc)
                yield place._replace(line=place.line + link.line), link


def _in_proses(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for prose in proses(manual):
        lines = prose.text.split("\n")
        for link in links(prose.text):
            line = lines[link.line]
            yield Place(prose.path, link.line + 1, max(line.find(link.href), 0) + 1), link
