"""A question bank page by page, as programs of courses sort it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.derived.question_bank import BankQuestion
from claim_manual.derived.reading import Reading


def by_page(
    reading: Reading, questions: Sequence[BankQuestion]
) -> Iterator[tuple[str, list[BankQuestion]]]:
    """The title of each page, and its questions; pages and questions in the order in which they come."""
    pages: dict[str, list[BankQuestion]] = {}
    for question in questions:
        pages.setdefault(question.case.document.id, []).append(question)
    for together in pages.values():
        yield reading.title(together[0].case.document), together
