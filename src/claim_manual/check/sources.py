"""What many rules look at: every model of the manual with its places, every text, every prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claim_manual.model.manual import Manual, Origin, Prose
from claim_manual.model.markup import Written, links
from claim_manual.model.parts import texts
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Model, Text


def models(manual: Manual) -> Iterator[tuple[Origin, Loc, Model]]:
    """Every model with its source and the way to it: manual.yml, documents, register entries."""
    yield manual.settings.source, (), manual.settings.model
    for document in manual.documents():
        yield document.source, (), document.model
    for register in manual.registers.values():
        for position, entry in enumerate(register):
            yield register.source, (position,), entry


def text_places(manual: Manual) -> Iterator[tuple[Origin, Loc, Text]]:
    """Every text for readers, with its source and the way to it."""
    for source, loc, model in models(manual):
        for inner, text in texts(model):
            yield source, (*loc, *inner), text


def proses(manual: Manual) -> Iterator[Prose]:
    """Every Markdown file whose words reach readers."""
    yield from manual.companions
    yield from manual.pages
    yield from manual.form_texts


def written_links(manual: Manual) -> Iterator[tuple[Place, Written]]:
    """Every link in every text and prose file, with its place."""
    for source, loc, text in text_places(manual):
        for lang, words in text.root.items():
            for link in links(words):
                place = source.value((*loc, lang) if lang else loc)
                yield replace(place, line=place.line + link.line), link
    for prose in proses(manual):
        for link in links(prose.text):
            line = prose.text.split("\n")[link.line]
            yield Place(prose.path, link.line + 1, max(line.find(link.href), 0) + 1), link
