"""Lines on the progress of work: things of one sort with what they are and how many."""

from __future__ import annotations

from collections.abc import Iterable

from claim_manual.derived.addresses import register_uri
from claim_manual.model.manual import AnyDocument
from claim_manual.model.registers import Contact
from claim_manual.model.sources import PAGE, REGISTER_TITLES, SOURCES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Section
from claim_manual.pages.texts import Texts

MARK = " · "
FEW = 12
"""A list of no more names than these stands open; a longer one is folded, with its count."""


def sort_of(texts: Texts, subject: str) -> i.Inline:
    """What things of a sort are called together, with the way to their register."""
    if subject in REGISTER_TITLES:
        words = texts.words(texts.say(REGISTER_TITLES[subject]))
        return i.Link(PageGoal(register_uri(subject)), words)
    kind = PAGE if subject == "prose" else next((k for k in SOURCES if k.name == subject), None)
    return i.Words(texts.say(kind.title) if kind else subject)


def counted_section(texts: Texts, name: str, title: str, number: int, block: b.Block) -> Section:
    """A section of one block under a heading with how many things are in it."""
    words = numbered(title, number)
    return Section(name, texts.words(words), (block,), level=3, count=number)


def numbered(name: str, number: int) -> str:
    """What something is called, and how much there is of it."""
    return f"{name} ({number})"


def lines_of(rows: Iterable[i.Parts]) -> b.Items:
    """A list of lines."""
    return b.Items(tuple(b.Item((b.Line(row),)) for row in rows))


def named(texts: Texts, title: str, names: list[i.Parts]) -> b.Block:
    """Names of one sort, after what they are and how many; folded where there are many."""
    if len(names) <= FEW:
        return b.Paragraph(led(texts, title, names, "; "))
    summary = texts.words(numbered(title, len(names)))
    return b.Folded(summary, (b.Paragraph(between(names, "; ")),), "more")


def led(texts: Texts, title: str, things: list[i.Parts], mark: str = MARK) -> i.Parts:
    """Things on one line, after what they are and how many."""
    head = i.Strong(texts.words(f"{numbered(title, len(things))}:"))
    return (head, i.Words(" "), *between(things, mark))


def between(things: list[i.Parts], mark: str = MARK) -> i.Parts:
    """Things on one line, with a mark between them."""
    parts: list[i.Inline] = []
    for n, thing in enumerate(things):
        parts += [i.Words(mark), *thing] if n else thing
    return tuple(parts)


def code_link(texts: Texts, document: AnyDocument) -> i.Link:
    """A link to a page by its code alone."""
    link = texts.link_to(document)
    return i.Link(link.goal, link.parts[:1], title=texts.reading.title(document))


def contact_link(texts: Texts, contact: Contact) -> i.Link:
    """A link to a contact by its name."""
    goal = PageGoal(register_uri("contacts"), contact.id)
    return i.Link(goal, texts.words(texts.reading.plain(contact.name)))
