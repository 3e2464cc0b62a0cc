"""The pages about the manual itself: its state, what changed, rounds of review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claim_manual.derived.addresses import (
    CALENDAR,
    CHANGES_URI,
    FEED,
    STATE_URI,
    document_uri,
)
from claim_manual.derived.changes import SharedChange, shared_by_day
from claim_manual.derived.form_files import language_of_file
from claim_manual.derived.media import files_of, published
from claim_manual.derived.media_words import media_words
from claim_manual.derived.navigation import has_reviews
from claim_manual.derived.reading import Reading
from claim_manual.derived.state import Asked, ManualState, PageState, state
from claim_manual.model.media import ATTACHMENTS
from claim_manual.model.sources import site_file
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.entries import checked_line
from claim_manual.pages.goals import FileGoal, MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts

_LONGEST = 200
"""How many characters of a text that is to be confirmed are shown."""


def state_page(reading: Reading, online: Online) -> Page:
    """What has to be confirmed, reviewed or translated."""
    manual = reading.manual
    source = manual.registers.get("validations") or manual.settings
    texts = Texts(reading, source.source.path)
    say = texts.say
    summary = state(reading.manual)
    lead = say("What has to be confirmed before the pages can be approved, and by whom.")
    title = say("State of the manual")
    return Page(
        uri=STATE_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        head=(b.Paragraph(texts.words(lead), "lead"), _counts(texts, summary)),
        sections=tuple(_state_sections(texts, summary, online)),
        description=reading.plain(reading.manual.settings.model.description),
    )


def _counts(texts: Texts, summary: ManualState) -> b.Pairs:
    say = texts.say
    rows = [(texts.status(status), count) for status, count in summary.statuses.items()]
    rows += [
        (say("Questions without an answer"), len(summary.asked)),
        (say("Contacts to be confirmed"), len(summary.contacts)),
        (say("Laws to be confirmed"), sum(len(laws) for laws in summary.laws.values())),
    ]
    return b.Pairs(
        tuple(
            b.Pair(texts.words(words), (b.Value((b.Line(texts.words(str(count))),)),))
            for words, count in rows
        ),
        "facts",
    )


def _state_sections(texts: Texts, summary: ManualState, online: Online) -> Iterator[Section]:
    say = texts.say
    for words, asked in (
        (say("To be confirmed first"), summary.first),
        (say("To be confirmed afterwards"), summary.later),
    ):
        if asked:
            yield Section("asked", texts.words(words), (question_queue(texts, asked),))
    yield Section("pages", texts.words(say("Pages")), _pages(texts, summary, online))
    if summary.stale:
        languages = texts.manual.settings.model.languages
        items = tuple(
            b.Item(
                (
                    b.Paragraph(texts.words(_shortened(stale.words))),
                    b.Paragraph((i.Code(stale.name),), "muted"),
                ),
                tag=languages[stale.lang].tag if stale.lang in languages else stale.lang,
            )
            for stale in summary.stale
        )
        title = texts.words(say("Translations to be confirmed"))
        yield Section("stale", title, (b.Items(items, "register"),))
    if summary.contacts:
        items = tuple(
            b.Item(
                (
                    b.Paragraph((replace(texts.contact(contact), is_placed=False),)),
                    b.Paragraph(checked_line(texts, contact), "muted"),
                )
            )
            for contact in summary.contacts
        )
        title = texts.words(say("Contacts to be confirmed"))
        yield Section("contacts", title, (b.Items(items, "register"),))
    yield from _laws(texts, summary)
    yield from _documents(texts)


def _documents(texts: Texts) -> Iterator[Section]:
    """What pages give along: when it was changed last, and which pages would change with it."""
    say, manual = texts.say, texts.manual
    items = []
    for media in published(manual):
        if media.ending not in ATTACHMENTS:
            continue
        link = i.Link(FileGoal(site_file(media.path), media.path), texts.words(media.name))
        about = media_words(say, media, language_of_file(texts.reading, media.path))
        users = [page.id for page in manual.documents() if media.path in files_of(manual, page)]
        links = (b.Paragraph(texts.page_links(users, " · "), "muted"),) if users else ()
        items.append(b.Item((b.Paragraph((i.Attached(link, about),)), *links)))
    if items:
        title = texts.words(say("Documents that pages give along"))
        yield Section("documents", title, (b.Items(tuple(items), "register"),))


def _laws(texts: Texts, summary: ManualState) -> Iterator[Section]:
    say = texts.say
    for words, laws in (
        (say("Laws that changed recently"), summary.laws["changed"]),
        (say("Laws that nobody has seen yet"), summary.laws["background"]),
    ):
        items = []
        for law in laws:
            line = (texts.entry_link("laws", law.id), i.Words(": "), *texts.line(law.subject))
            warning = texts.warning(law.warning)
            more = (b.Paragraph((warning,)),) if warning else ()
            items.append(b.Item((b.Paragraph(line), *more)))
        if items:
            yield Section("laws", texts.words(words), (b.Items(tuple(items), "register"),))


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 3].rsplit(' ', 1)[0]}..."


def question_queue(texts: Texts, asked: tuple[Asked, ...], *, has_role: bool = True) -> b.Items:
    """Questions without an answer, each with what waits for it, and of whom it is asked."""
    items = []
    for question in asked:
        entry = question.entry
        goal = PageGoal("reference/validations", entry.id)
        link = i.Link(goal, (i.Strong(texts.line(entry.question)),))
        role = texts.say("Asked of {role}.", role=texts.reading.roles((entry.asked_of,)))
        blocks: list[b.Block] = [b.Paragraph((link,))]
        if has_role:
            blocks.append(b.Paragraph(texts.words(role), "muted"))
        if question.documents:
            links: list[i.Inline] = [
                i.Link(PageGoal(document_uri(document)), texts.words(document.model.code))
                for document in question.documents
            ]
            head = i.Words(f"{texts.say('Waiting for it')}: ")
            blocks.append(b.Paragraph((head, *i.between(links, ", ")), "used"))
        items.append(b.Item(tuple(blocks)))
    return b.Items(tuple(items), "queue", is_ordered=True, start=asked[0].number)


def _pages(texts: Texts, summary: ManualState, online: Online) -> b.Blocks:
    say = texts.say
    heads = [
        say("Page"),
        say("Status"),
        say("Version"),
        say("Verified"),
        say("Review by"),
        say("To be confirmed"),
        say("Texts missing"),
        *([say("Translations to be confirmed")] if summary.stale else []),
    ]
    rows = tuple(_page_row(texts, row, has_stale=bool(summary.stale)) for row in summary.rows)
    table = b.Table(say("Pages"), tuple(texts.words(head) for head in heads), rows, "state")
    if not online.is_site or not has_reviews(texts.manual):
        return (table,)
    path = f"{online.prefixes.get(texts.reading.lang, '')}{CALENDAR}"
    words = texts.words(f"{say('Review dates for a calendar')} (.ics)")
    return (b.Paragraph((i.Link(MadeGoal(path), words),)), table)


def _page_row(texts: Texts, row: PageState, *, has_stale: bool) -> b.Row:
    model, day = row.document.model, texts.say.short_date
    cells = [
        texts.status(model.status),
        model.version,
        day(model.verified_on) if model.verified_on else "–",
        day(model.review_by) if model.review_by else "–",
        str(row.open or "–"),
        _by_language(texts, row.missing),
        *([_by_language(texts, row.stale)] if has_stale else []),
    ]
    return b.Row((texts.link_to(row.document),), tuple(texts.words(cell) for cell in cells))


def _by_language(texts: Texts, counts: dict[str, int]) -> str:
    languages = texts.manual.settings.model.languages
    languages_with = [f"{languages[lang].name}: {count}" for lang, count in counts.items() if count]
    return " ".join(languages_with) or "–"


def changes_page(reading: Reading, online: Online) -> Page:
    """What changed, day by day."""
    texts = Texts(reading, reading.manual.settings.path)
    say = texts.say
    head: list[b.Block] = [*texts.model_notice()]
    if online.is_site:
        path = f"{online.prefixes.get(reading.lang, '')}{FEED}"
        words = texts.words(f"{say('Follow the changes in a feed reader')} (Atom)")
        head.append(b.Paragraph((i.Link(MadeGoal(path), words),), "lead"))
    days = shared_by_day(reading.manual)
    if not days:
        head.append(b.Paragraph(texts.words(say("Nothing has changed yet."))))
    sections = []
    for day, changes in days.items():
        items = tuple(changed_item(texts, change) for change in changes)
        blocks = (b.Items(items, "register"),)
        sections.append(Section("day", texts.words(say.date(day)), blocks))
    title = say("What changed")
    return Page(
        uri=CHANGES_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        head=tuple(head),
        sections=tuple(sections),
        description=reading.plain(reading.manual.settings.model.description),
    )


def changed_item(texts: Texts, change: SharedChange) -> b.Item:
    """A change with the page that it is told of; what several pages tell alike with all of them."""
    version = texts.say("Version {version}.", version=change.version) if change.version else ""
    line = (*((i.Words(f"{version} "),) if version else ()), *texts.line(change.text))
    documents = change.documents
    if len(documents) == 1:
        link = b.Paragraph((texts.link_to(documents[0]),))
        return b.Item((link, b.Paragraph(line, "muted")))
    count = texts.say.count("{n} page", "{n} pages", len(documents))
    links = i.between([texts.link_to(document) for document in documents], " · ")
    return b.Item(
        (
            b.Paragraph((i.Strong(texts.words(f"{count}:")), i.Words(" "), *line)),
            b.Paragraph(links, "small"),
        )
    )
