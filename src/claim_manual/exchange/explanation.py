"""What a question bank tells whoever has answered: the way of a case, its end, and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claim_manual.derived.question_bank import BankQuestion
from claim_manual.derived.reading import Reading
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument

Link = Callable[[AnyDocument], str]
"""The address of a page; empty where it has none."""


def paragraph(say: Words, *lines: Html) -> Html:
    """A paragraph in the language of `say`, whatever language stands around it."""
    return element("p", *lines, lang=say.tag, dir="rtl" if say.is_rtl else None)


def stem(reading: Reading, question: BankQuestion) -> Html:
    """The story of a case, and what is asked about it."""
    say = reading.say
    return joined((paragraph(say, text(question.story)), paragraph(say, text(question.ask))))


def explanation(reading: Reading, question: BankQuestion, link: Link) -> Html:
    """Every question on the way with its answer, then the ends, then the page with its address."""
    say, key = reading.say, question.key
    answers = [
        joined((text(f"{step.number}. {step.words} "), element("strong", text(step.answer))))
        for step in key.questions
    ]
    ends = [element("strong", text(reading.node(end))) for end in key.ends]
    page = _page(reading, question, link)
    return joined(
        (
            _list(say, say("What is answered on the way:"), answers),
            _list(say, say("Where it ends:"), ends),
            paragraph(say, text(f"{say('In the manual:')} "), page),
        )
    )


def _page(reading: Reading, question: BankQuestion, link: Link) -> Html:
    document = question.case.document
    title, address = text(reading.title(document)), link(document)
    return element("a", title, href=address) if address else title


def _list(say: Words, lead: str, items: Iterable[Html]) -> Html:
    lines = [element("li", item) for item in items]
    if not lines:
        return NOTHING
    direction = "rtl" if say.is_rtl else None
    return joined((paragraph(say, text(lead)), element("ul", *lines, lang=say.tag, dir=direction)))
