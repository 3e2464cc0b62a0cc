"""The texts of a manual and the links in them, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual, Origin
from claim_manual.model.markup import Written, links
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


@derived
def paths_of_texts(manual: Manual) -> Mapping[int, str]:
    """The file in which each text stands, by the identity of the text."""
    return {id(text): source.path for source, _, text in text_places(manual)}


@derived
def written_links(manual: Manual) -> list[tuple[Place, Written]]:
    """Every link in every text and prose file, with its place."""
    return [*_in_texts(manual), *_in_prose(manual)]


@derived
def linked_from(manual: Manual) -> list[tuple[str, str]]:
    """Every address that is written, with the file in which it stands: `written_links` for whoever
    needs no places, which cost the reading of every file again.
    """
    in_texts = (
        (source.path, link.href)
        for source, _, text in text_places(manual)
        for words in text.root.values()
        for link in links(words)
    )
    in_prose = ((prose.path, link.href) for prose in manual.prose() for link in links(prose.text))
    return [*in_texts, *in_prose]


def _in_texts(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for source, loc, text in text_places(manual):
        for lang, words in text.root.items():
            for link in links(words):
                place = source.value((*loc, lang) if lang else loc)
                # A block begins below its key, at an indentation of which nothing is known here.
                column = place.column + (link.column if place.column > 1 and not link.line else 0)
                yield place._replace(line=place.line + link.line, column=column), link


def _in_prose(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for prose in manual.judged_prose():
        for link in links(prose.text):
            yield Place(prose.path, link.line + 1, link.column + 1), link
