"""The links of a manual with their places."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.texts.passages import text_places
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual
from claim_manual.model.markup import Written, links
from claim_manual.model.place import Place


@derived
def written_links(manual: Manual) -> list[tuple[Place, Written]]:
    """Every link in every text and prose file, with its place."""
    return [*_in_texts(manual), *_in_prose(manual)]


def _in_texts(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for source, loc, text in text_places(manual):
        for lang, words in text.root.items():
            for link in links(words):
                place = source.value((*loc, lang) if lang else loc)
                yield place._replace(line=place.line + link.line), link


def _in_prose(manual: Manual) -> Iterator[tuple[Place, Written]]:
    for prose in manual.judged_prose():
        lines = prose.text.split("\n")
        for link in links(prose.text):
            line = lines[link.line]
            yield Place(prose.path, link.line + 1, max(line.find(link.href), 0) + 1), link
