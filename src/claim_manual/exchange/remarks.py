"""Open answers as remarks of a round of review, to be decided on as any other."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claim_manual.derived.assessment_form import FormQuestion
from claim_manual.derived.personal import has_contact
from claim_manual.exchange.answers import Answers
from claim_manual.model.manual import Document
from claim_manual.model.workshop import Workshop
from claim_manual.pages.markdown import escaped
from claim_manual.read.characters import controls, unseen

_LONGEST = 2_000
"""How many characters of an answer are taken over."""


@dataclass(frozen=True)
class WorkshopRemark:
    """What somebody wrote at a workshop, as Markdown; `on` is the id of a page, "" for none;
    `question` the name of what it answers.

    `id` goes by the words and the question: the same answer has the same one however often it comes.
    """

    id: str
    on: str
    question: str
    comment: str


def remarks(answers: Answers, workshop: Document[Workshop], day: str) -> tuple[WorkshopRemark, ...]:
    """The open answers of a workshop of a day, each once; none with an address or a number in it."""
    pages = {objective.id: objective.pages for objective in workshop.model.objectives}
    written = {remark.id: remark for remark in _remarks(answers, workshop.id, day, pages)}
    return tuple(written.values())


def _remarks(
    answers: Answers, workshop: str, day: str, pages: Mapping[str, tuple[str, ...]]
) -> Iterator[WorkshopRemark]:
    for question in answers.form.questions:
        if question.kind != "text":
            continue
        page = _page(question, pages)
        for row in answers.rows:
            for words in row.answers.get(question.name, ()):
                comment = _tidy(words)
                if not comment or row.moment not in question.moments:
                    continue
                if not (has_contact(words) or has_contact(comment)):
                    digest = hashlib.sha256(f"{day}:{question.name}:{comment}".encode())
                    remark_id = f"{workshop}-{digest.hexdigest()[:10]}"
                    yield WorkshopRemark(remark_id, page, question.name, escaped(comment))


def _page(question: FormQuestion, pages: Mapping[str, tuple[str, ...]]) -> str:
    """The page that a question is about, where it is one."""
    about = question.pages or pages.get(question.objective, ())
    return about[0] if len(about) == 1 else ""


def _tidy(words: str) -> str:
    """Words on one line, of sane length, without characters that no source may have."""
    line = unicodedata.normalize("NFC", " ".join(words.split()))
    line = line.encode("utf-8", "ignore").decode()
    dropped = {*controls(line), *unseen(line)}
    line = "".join(char for n, char in enumerate(line) if n not in dropped)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
