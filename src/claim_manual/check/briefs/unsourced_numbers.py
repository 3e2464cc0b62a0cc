"""unsourced-number: a number in the words of a brief stands in nothing that it takes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.reading import Reading
from claim_manual.derived.written_lines import WrittenText, written_texts
from claim_manual.derived.written_numbers import WrittenNumber, amounts
from claim_manual.model.brief import Brief
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Document, Manual


@rule(warning="unsourced-number")
def unsourced_numbers(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What a decision rests on can be looked up: no number is typed that its source does not have."""
    for brief in manual.briefs:
        if manual.faulty:
            return  # what a file with errors says is not known
        for text in written_texts(manual):
            if text.path == brief.path and text.loc[:1] in _SAID:
                yield from _in_text(manual, brief, text)


_SAID = {("title",), ("audience",), ("parts",)}
"""The keys of a brief under which its words stand."""


def _in_text(manual: Manual, brief: Document[Brief], text: WrittenText) -> Iterator[Finding]:
    lang = str(text.loc[-1]) if text.loc[-1] in manual.languages else manual.default_language
    reading = Reading(manual, lang)
    written = [*_numbers(reading, text)]
    if not written:
        return
    from claim_manual.pages.brief_sources import numbers_of_sources  # loads pages, for few texts

    sources = numbers_of_sources(reading, brief)
    for line, number in written:
        if number.value not in sources:
            yield warning(
                text.place(line, number.start),
                "unsourced-number",
                say(
                    "The number {number} stands in nothing that this brief takes from.",
                    number=number.written,
                ),
                say(
                    "Write {{count:…}} for what the manual can count, link the words to the law, contact, time limit or page that has the number, or add the part that has it."
                ),
            )


def _numbers(reading: Reading, text: WrittenText) -> Iterator[tuple[int, WrittenNumber]]:
    for line, words in enumerate(text.text.split("\n")):
        yield from ((line, number) for number in amounts(reading.say, words))
