"""The numbers that stand in what a brief takes from: its parts, and what its words link to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from claim_manual.derived.brief_parts import is_there, part_name
from claim_manual.derived.links import goal
from claim_manual.derived.reading import Reading
from claim_manual.derived.written_numbers import numbers, value_of
from claim_manual.model.brief import Brief
from claim_manual.model.manual import Document, Manual
from claim_manual.model.markup import links
from claim_manual.model.sources import REGISTER_OF
from claim_manual.pages.brief_parts import content
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.texts import Texts

_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


def numbers_of_sources(reading: Reading, brief: Document[Brief]) -> frozenset[str]:
    """Every number, without signs, that stands in what a brief takes from."""
    return frozenset(
        value
        for words in (*_of_parts(reading, brief), *_of_goals(reading, brief))
        for number in numbers(words)
        for value in (number.value, *map(value_of, number.written.split("/")))
    )


def _of_parts(reading: Reading, brief: Document[Brief]) -> Iterator[str]:
    texts = Texts(reading, brief.path, here=False)
    for part in brief.model.parts:
        if not part.of or not is_there(reading.manual, part_name(part.of)):
            continue
        told = content(texts, part)
        for blocks in (told.blocks, *(section.blocks for section in told.sections)):
            yield from map(plain, lines(blocks, is_folded=True))


def _of_goals(reading: Reading, brief: Document[Brief]) -> Iterator[str]:
    """All that the sources say to which the words of a brief link, without days."""
    for part in brief.model.parts:
        for link in links(reading.words(part.text)):
            model = _goal(reading.manual, brief.path, link.href)
            if model is not None:
                yield _DAYS.sub("", model.model_dump_json(serialize_as_any=True))


def _goal(manual: Manual, path: str, href: str) -> BaseModel | None:
    """The document or the entry to which an address leads."""
    kind, _, rest = href.partition(":")
    if register := REGISTER_OF.get(kind):
        return manual.register(register).find(rest)
    document = manual.document(goal(manual, path, href).id)
    return document.model if document else None
