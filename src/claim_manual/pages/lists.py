"""The pages that lead to others: the home page, a category, the decision trees; and prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claim_manual.derived.addresses import CHANGES_URI, category_uri, centre_uri
from claim_manual.derived.centres import as_contact
from claim_manual.derived.changes import SharedChange, shared
from claim_manual.derived.phases import phase
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Prose
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.cards import cards
from claim_manual.pages.goals import MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section, SectionGroup
from claim_manual.pages.phases import phase_page
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts

RECENT = 5
"""How many changes the home page names."""
_MANY = 12
"""Pages above which the home page folds the list of them: what brings people stands before it."""


def home_page(reading: Reading, online: Online) -> Page:
    """The first page: what its author wrote, every procedure and flow, what changed, what to print."""
    manual, say = reading.manual, reading.say
    settings = manual.settings
    prose = next(
        (page for page in manual.pages if page.id == "index" and page.lang == reading.lang), None
    )
    texts = Texts(reading, prose.path if prose else settings.path)
    title = reading.plain(settings.model.title)
    if prose:
        written = texts.prose_sections(prose.text)
    else:
        blocks = (b.Prose(texts.blocks(settings.model.description)),)
        written = [Section("prose", texts.words(title), blocks, 1)]
    groups: list[tuple[i.Parts, list[AnyDocument]]] = [
        (texts.line(name), [document for document in manual.procedures if document.category == key])
        for key, name in settings.model.category_names.items()
    ]
    groups.append((texts.words(say("Decision trees")), list(manual.flows)))
    notice = texts.model_notice()
    is_long = online.is_site and sum(len(documents) for _, documents in groups) > _MANY
    whole = SectionGroup("whole", texts.words(say("The whole manual")), is_folded=True)
    sections = [
        *written[:1],
        *_place(texts),
        *written[1:],
        *([Section("notice", (), notice)] if notice else []),
        *(
            Section(
                "pages",
                words,
                cards(texts, documents),
                group=whole if is_long else None,
                count=len(documents) if is_long else 0,
            )
            for words, documents in groups
            if documents
        ),
        *_recent(texts),
        *_books(texts, online),
    ]
    return Page(
        uri="index",
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=(),
        sections=tuple(sections),
        description=reading.plain(settings.model.description),
    )


def _place(texts: Texts) -> Iterator[Section]:
    """For which centre this is, of a local edition: its numbers, where it is, and when."""
    centre = texts.manual.at
    if centre is None:
        return
    contact = Texts(texts.reading, centre.path).contact(as_contact(centre))
    link = i.Link(PageGoal(centre_uri(centre.id)), contact.name)
    blocks = (b.Contacts((replace(contact, name=(link,)),)),)
    yield Section("place", contact.name, blocks)


def category_page(reading: Reading, category: str) -> Page:
    """The procedures of a category; of one of which more is said than its name, the phase."""
    if phase(reading.manual, category).says_more:
        return phase_page(reading, category)
    name = reading.manual.settings.model.category_names[category]
    documents = [
        document for document in reading.manual.procedures if document.category == category
    ]
    return _list(reading, category_uri(category), reading.plain(name), documents)


def flows_page(reading: Reading) -> Page:
    """The decision trees."""
    return _list(reading, "flows/index", reading.say("Decision trees"), reading.manual.flows)


def _list(reading: Reading, uri: str, title: str, documents: Sequence[AnyDocument]) -> Page:
    settings = reading.manual.settings
    texts = Texts(reading, settings.path)
    return Page(
        uri=uri,
        lang=reading.lang,
        title=title,
        path=settings.path,
        heading=texts.words(title),
        head=(*texts.model_notice(), *cards(texts, documents)),
        description=reading.plain(settings.model.description),
    )


def _recent(texts: Texts) -> Iterator[Section]:
    say = texts.say
    items = []
    for change in shared(texts.manual)[:RECENT]:
        day = i.Words(f"{say.short_date(change.day)} ")
        words = i.Span("muted", texts.line(change.text))
        items.append(b.Item((b.Line((day, _changed(texts, change), i.Words(" "), words)),)))
    if items:
        link = i.Link(PageGoal(CHANGES_URI), texts.words(say("All changes")))
        items.append(b.Item((b.Line((link,)),)))
        blocks = (b.Items(tuple(items), "recent"),)
        yield Section("recent", texts.words(say("What changed")), blocks, is_for_paper=False)


def _changed(texts: Texts, change: SharedChange) -> i.Inline:
    """The page that changed; how many where several say the same."""
    first, *others = change.documents
    if not others:
        return texts.link_to(first)
    count = texts.say.count("{n} page", "{n} pages", len(others) + 1)
    return i.Link(PageGoal(CHANGES_URI), texts.words(count))


def _books(texts: Texts, online: Online) -> Iterator[Section]:
    languages = texts.manual.settings.model.languages
    items = []
    for spoken, path in online.books.items():
        name = " · ".join(languages[lang].name for lang in spoken)
        link = i.Link(MadeGoal(path), texts.words(f"{name} (PDF)"))
        items.append(b.Item((b.Line((link,)),)))
    for lang, path in online.sheets.items():
        name = f"{texts.say('Whom to call here')}, {languages[lang].name} (PDF)"
        items.append(b.Item((b.Line((i.Link(MadeGoal(path), texts.words(name)),)),)))
    if items:
        blocks = (b.Items(tuple(items), "books"),)
        title = texts.words(texts.say("To print"))
        yield Section("books", title, blocks, is_for_paper=False)


def prose_page(reading: Reading, prose: Prose) -> Page:
    """A page of docs/."""
    texts = Texts(reading, prose.path)
    parts = texts.prose_sections(prose.text)
    title = next((plain(part.title) for part in parts if part.title), prose.id)
    end: list[b.Block] = []
    if texts.is_stale_prose():
        words = texts.say("This page may be out of date: what it was translated from has changed.")
        end.append(b.Notice("stale", (texts.words(words),)))
    end += texts.model_notice()
    return Page(
        uri=prose.id,
        lang=reading.lang,
        title=title,
        path=prose.path,
        heading=(),
        sections=(
            *parts,
            *((Section("notice", (), tuple(end), is_for_paper=False),) if end else ()),
        ),
        description=reading.plain(reading.manual.settings.model.description),
    )
