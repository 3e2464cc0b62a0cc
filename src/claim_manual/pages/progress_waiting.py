"""What waits for whom, on a page on the progress of work."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.addresses import register_uri
from claim_manual.derived.progress import (
    WEEKS,
    PendingTexts,
    Waiting,
)
from claim_manual.derived.state import Asked
from claim_manual.derived.translations import TranslationState
from claim_manual.model.manual import AnyDocument
from claim_manual.model.sources import kind_of
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Section
from claim_manual.pages.progress_lines import (
    between,
    code_link,
    contact_link,
    counted_section,
    led,
    lines_of,
    named,
    sort_of,
)
from claim_manual.pages.texts import Texts


def waits(texts: Texts, waiting: Waiting) -> tuple[Section, ...]:
    """What waits for whom: answers, approvals, translations, and what is not known to hold."""
    say = texts.say
    inner = [*_waits(texts, waiting)]
    head = () if inner else (b.Paragraph(texts.words(say("Nothing waits for anybody."))),)
    return (Section("waiting", texts.words(say("What waits for whom")), head), *inner)


def _waits(texts: Texts, waiting: Waiting) -> Iterator[Section]:
    say = texts.say
    if waiting.asked:
        items = tuple(_asked(texts, role, asked) for role, asked in waiting.asked)
        title = say("Questions without an answer")
        yield counted_section(texts, "asked", title, waiting.questions, b.Items(items, "register"))
    if waiting.unapproved:
        items = tuple(_unapproved(texts, role, those) for role, those in waiting.unapproved)
        title = say("Pages to be approved")
        yield counted_section(texts, "unapproved", title, waiting.pages, b.Items(items, "register"))
    if waiting.texts:
        number = sum(pending.number for pending in waiting.texts)
        items = tuple(_pending(texts, pending) for pending in waiting.texts)
        title = say("Translations")
        yield counted_section(texts, "translations", title, number, b.Items(items, "register"))
    if doubtful := [*_doubtful(texts, waiting)]:
        title = say("Not known to hold")
        groups = b.Items(tuple(b.Item((block,)) for block in doubtful), "register")
        yield counted_section(texts, "unconfirmed", title, waiting.unconfirmed, groups)


def _asked(texts: Texts, role: str, asked: tuple[Asked, ...]) -> b.Item:
    """The questions to one role: those that keep pages from being approved first."""
    say = texts.say
    blocking = [question for question in asked if question.entry.blocking]
    later = [question for question in asked if not question.entry.blocking]
    blocks: list[b.Block] = [_whose(texts, role, len(asked))]
    for title, questions in (
        (say("Before pages can be approved"), blocking),
        (say("Afterwards"), later),
    ):
        if questions:
            rows = [_question(texts, question) for question in questions]
            blocks += [b.Paragraph(texts.words(f"{title}: {len(rows)}"), "muted"), lines_of(rows)]
    return b.Item(tuple(blocks))


def _question(texts: Texts, asked: Asked) -> i.Parts:
    """A question, and the pages that wait for its answer."""
    goal = PageGoal(register_uri("validations"), asked.entry.id)
    link = i.Link(goal, texts.line(asked.entry.question))
    pages = ", ".join(document.model.code for document in asked.documents)
    waiting = texts.say("Waiting for it")
    return (link, *((i.Words(f" {waiting}: {pages}"),) if pages else ()))


def _unapproved(texts: Texts, role: str, documents: tuple[AnyDocument, ...]) -> b.Item:
    by_status: dict[str, list[i.Parts]] = {}
    for document in documents:
        by_status.setdefault(document.model.status, []).append((code_link(texts, document),))
    lines = [led(texts, texts.status(status), links) for status, links in by_status.items()]
    return b.Item((_whose(texts, role, len(documents)), *(b.Paragraph(line) for line in lines)))


def _whose(texts: Texts, role: str, number: int) -> b.Paragraph:
    name = texts.reading.roles((role,))
    return b.Paragraph((i.Strong(texts.words(name)), i.Words(f": {number}")))


def _pending(texts: Texts, pending: PendingTexts) -> b.Item:
    say = texts.say
    languages = texts.manual.settings.model.languages
    name = languages[pending.lang].name if pending.lang in languages else pending.lang
    words = {
        TranslationState.MISSING: say("missing"),
        TranslationState.STALE: say("older than what they were translated from"),
        TranslationState.NEW: say("not confirmed yet"),
    }[pending.state]
    head = (i.Strong(texts.words(name)), i.Words(f": {pending.number} {words}"))
    files = [_of_file(texts, path, number) for path, number in pending.by_file]
    return b.Item((b.Paragraph(head), b.Paragraph(between(files), "muted")))


def _of_file(texts: Texts, path: str, number: int) -> i.Parts:
    """A file by the page that shows it, and how many texts of it wait."""
    stem = path.rsplit("/", maxsplit=1)[-1].partition(".")[0]
    document = texts.manual.document(stem)
    kind = kind_of(path)
    if document is not None and kind is not None and (kind.is_headed or kind.beside):
        name: i.Inline = code_link(texts, document)
    elif kind is not None and kind.is_register:
        name = sort_of(texts, kind.stem)
    else:
        name = i.Words(path)
    return (name, i.Words(f" ({number})"))


def _doubtful(texts: Texts, waiting: Waiting) -> Iterator[b.Block]:
    """Laws, time limits and contacts, those of one sort together."""
    say = texts.say
    heads = {
        "over": say("Laws that are no longer in force"),
        "ending": say("Laws that end in the next {n} weeks", n=WEEKS),
        "changed": say("Laws that changed recently"),
        "background": say("Laws that nobody has seen yet"),
    }
    for name, laws in waiting.laws:
        links: list[i.Parts] = [(texts.entry_link("laws", law.id),) for law in laws]
        yield named(texts, heads[name], links)
    if waiting.limits:
        stated = [_limit(texts, place, limit) for place, limit in waiting.limits]
        yield named(texts, say("Time limits to be confirmed"), stated)
    if waiting.contacts:
        links = [(contact_link(texts, contact),) for contact in waiting.contacts]
        yield named(texts, say("Contacts to be confirmed"), links)


def _limit(texts: Texts, place: str, limit: object) -> i.Parts:
    """A time limit in words, with the page that has it where it is of one."""
    words = texts.reading.plain(limit.text)  # type: ignore[attr-defined]
    document = texts.manual.document(place)
    if document is None:
        return (i.Link(PageGoal(register_uri("deadlines"), place), texts.words(words)),)
    return (i.Words(f"{words} ("), code_link(texts, document), i.Words(")"))
