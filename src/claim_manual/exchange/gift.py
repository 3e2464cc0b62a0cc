"""A question bank as GIFT, Moodle's format in plain text that other programs read too.

Shape: https://docs.moodle.org/en/GIFT_format. Every text is HTML in it, on one line: so nothing that
somebody wrote stands at the beginning of a line or of an answer, where it would mean something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claim_manual.derived.question_bank import BankQuestion
from claim_manual.derived.reading import Reading
from claim_manual.exchange.by_page import by_page
from claim_manual.exchange.explanation import Link, explanation, paragraph, stem
from claim_manual.exchange.moodle import category, fraction
from claim_manual.html import Html, text

_CONTROLS = re.compile(r"[~=#{}:]")


def gift(reading: Reading, title: str, questions: Sequence[BankQuestion], link: Link) -> bytes:
    """The questions in a category called `title`, those of each page in one below it."""
    blocks: list[str] = []
    for page, together in by_page(reading, questions):
        blocks.append(f"$CATEGORY: {category(title, page)}")
        blocks += ["\n".join(_lines(reading, question, link)) for question in together]
    return "".join(f"{block}\n\n" for block in blocks).encode()


def _lines(reading: Reading, question: BankQuestion, link: Link) -> Iterator[str]:
    yield f"// [id:{question.case.name}]"
    yield f"::{question.name}::[html]{_escaped(stem(reading, question))}{{"
    for option in question.options:
        words = _escaped(paragraph(reading.say, text(option.words)))
        if question.is_multiple:
            yield f"~%{fraction(option, question)}%{words}"
        else:
            yield f"{'=' if option.is_right else '~'}{words}"
    yield f"####{_escaped(explanation(reading, question, link))}"
    yield "}"


def _escaped(html: Html) -> str:
    """HTML on one line in which nothing is read as GIFT; a backslash becomes a character reference."""
    line = " ".join(html.replace("\\", "&#92;").split())
    return _CONTROLS.sub(r"\\\g<0>", line)
