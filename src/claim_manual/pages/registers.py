"""The pages of the registers: an entry below the other, each as its kind is read best."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import pairwise

from claim_manual.derived.addresses import register_uri
from claim_manual.derived.contact_filters import contact_filters
from claim_manual.derived.matrix import matrix
from claim_manual.derived.register_groups import LONG, EntryGroup, register_groups
from claim_manual.derived.vocabulary import elsewhere, in_alphabet
from claim_manual.model.documents import Procedure
from claim_manual.model.registers import (
    Entry,
    Link,
    Term,
)
from claim_manual.model.sources import CENTRE, REGISTER_TITLES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.centres import centres_page
from claim_manual.pages.entries import Register, entry_item
from claim_manual.pages.fields import labelled, shown_fields
from claim_manual.pages.goals import HereGoal
from claim_manual.pages.linked_data import contacts_linked
from claim_manual.pages.network_registers import by_kind, by_sector, printed_handovers
from claim_manual.pages.page import Page, Section, anchored
from claim_manual.pages.texts import Texts


def reference_page(texts: Texts, name: str, chosen: Container[str] | None = None) -> Page:
    """A page of the reference part of a book: a register, or the list of centres."""
    if name == CENTRE.folder:
        return centres_page(texts.reading)
    return register_page(texts, name, chosen)


def register_page(texts: Texts, name: str, chosen: Container[str] | None = None) -> Page:
    """The page of a register; with `chosen`, of documents only these are named as users."""
    source = texts.manual.register(name)
    entries = _shown(in_alphabet(texts.reading, list(source)))
    register = Register(texts, name, chosen)
    title = texts.say(REGISTER_TITLES[name])
    before, after = _around(register)
    page = Page(
        uri=register_uri(name),
        lang=texts.reading.lang,
        title=title,
        path=source.source.path,
        heading=texts.words(title),
        head=texts.model_notice(),
        sections=(
            *before,
            *_sections(register, entries),
            *after,
        ),
        description=texts.reading.plain(texts.manual.settings.model.description),
        belongs_to=texts.say("Reference"),
        linked_data=contacts_linked(texts.reading, title) if name == "contacts" else "",
    )
    return _with_finding(register, anchored(page), len(entries))


def register_blocks(texts: Texts, name: str) -> b.Blocks:
    """The entries of a register alone, as its page has them; nothing where it has none."""
    entries = _shown(in_alphabet(texts.reading, list(texts.manual.register(name))))
    return _entries(Register(texts, name), entries) if entries else ()


def _shown(entries: list[Entry]) -> list[Entry]:
    """The entries that readers may see."""
    return [entry for entry in entries if getattr(entry, "status", "") != "weak"]


def _sections(register: Register, entries: list[Entry]) -> tuple[Section, ...]:
    """The entries; of a long register in groups on screens, where one goes to a group by its name."""
    groups = register_groups(register.texts.reading, entries)
    title = register.texts.words(register.texts.say("By kind")) if register.name == "links" else ()
    whole = Section("entries", title, _entries(register, entries), is_for_screen=not groups)
    return (whole, *_in_groups(register, groups))


def _in_groups(register: Register, groups: tuple[EntryGroup, ...]) -> Iterator[Section]:
    before = 0
    for group in groups:
        title = register.texts.words(group.title)
        yield Section(_GROUP, title, (), is_for_paper=False, is_searched=False)
        blocks = _entries(register, list(group.entries), before)
        yield Section("entries", (), blocks, is_for_paper=False)
        before += len(group.entries)


_GROUP = "group"
"""The name of the sections that head groups."""


def _with_finding(register: Register, page: Page, number: int) -> Page:
    """The page with what one finds an entry of a long register by: filters and the index."""
    if number <= LONG and register.name != "contacts":
        return page
    index = _index(register, page)
    blocks = (_filters(register, is_long=number > LONG), *((index,) if index else ()))
    finding = Section("filters", (), (b.Online(blocks),), is_for_paper=False, is_searched=False)
    is_wide = page.is_wide or index is not None  # the index has what a list of contents would
    at = next(n for n, part in enumerate(page.sections) if part.name == "entries")
    sections = (*page.sections[:at], finding, *page.sections[at:])
    return replace(page, sections=sections, is_wide=is_wide)


def _index(register: Register, page: Page) -> b.Items | None:
    """Links to the groups, each with how many entries it has."""
    items = []
    for part, entries in pairwise(page.sections):
        if part.name == _GROUP:
            link = i.Link(HereGoal(part.anchor), part.title)
            number = register.texts.words(f" {_size(entries.blocks)}")
            items.append(b.Item((b.Line((link, i.Span("muted", number))),)))
    return b.Items(tuple(items), "index") if items else None


def _size(blocks: b.Blocks) -> int:
    """How many entries are in a group."""
    return sum(
        len(block.pairs if isinstance(block, b.Pairs) else block.items)
        for block in blocks
        if isinstance(block, b.Pairs | b.Items)
    )


def _around(register: Register) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What stands before and after the entries."""
    say = register.texts.say
    match register.name:
        case "policies":
            words = say(
                "What holds on every path of the pages named here. Each version of the manual is held against it before it is published."
            )
            lead = b.Paragraph(register.texts.words(words), "lead")
            return (Section("lead", (), (lead,)),), ()
        case "roles":
            return _matrix(register), (*_who(register), *printed_handovers(register))
        case "links":
            return (), by_sector(register)
        case _:
            return (), ()


def _entries(register: Register, entries: list[Entry], before: int = 0) -> b.Blocks:
    """Entries one below the other; `before` are those of earlier groups, which count on."""
    say = register.texts.say
    if register.name == "glossary":
        terms = [entry for entry in entries if isinstance(entry, Term)]
        return (b.Pairs(tuple(_term_pair(register, term) for term in terms), "glossary"),)
    data: tuple[tuple[str, str], ...] = ()
    if register.name == "contacts":
        data = (("stale", say("not confirmed for {days} days", days="{n}")),)
    if register.name == "links":
        return tuple(by_kind(register, [entry for entry in entries if isinstance(entry, Link)]))
    items = tuple(entry_item(register, entry) for entry in entries)
    is_queue = register.name == "validations"
    role: b.ListRole = "queue" if is_queue else "register"
    return (b.Items(items, role, is_ordered=is_queue, start=before + 1, data=data),)


def _term_pair(register: Register, entry: Term) -> b.Pair:
    """A term with what it is called elsewhere, what it means, and its other fields after labels."""
    texts = register.texts
    acronym = texts.words(f" ({entry.acronym})") if entry.acronym else ()
    languages = texts.manual.settings.model.languages
    values = [
        b.Value((b.Line(texts.words(words)),), True, languages[lang].tag, languages[lang].name)
        for lang, words in elsewhere(texts.reading, entry.term)
    ]
    if entry.synonyms:
        parts: list[i.Inline] = [i.Words(f"{texts.say('also')}: ")]
        said = {texts.reading.plain(text): text for text in reversed(entry.synonyms)}
        for n, text in enumerate(reversed(said.values())):
            parts += [i.Words(", "), *texts.line(text)] if n else texts.line(text)
        values.append(b.Value((b.Line(tuple(parts)),), is_muted=True))
    values += [
        b.Value((b.Line(texts.line(text)),)) for text in (entry.definition, entry.note) if text
    ]
    fields = ("id", "term", "acronym", "definition", "note", "synonyms", "avoid")
    for field, value in shown_fields(entry):
        if field.key not in fields:
            values.append(b.Value((b.Line(labelled(texts, field, value)),)))
    return b.Pair((*texts.line(entry.term), *acronym), tuple(values), id=entry.id)


def _filters(register: Register, *, is_long: bool) -> b.Filters:
    """What narrows the register down: words where it is long, and what its entries have."""
    say = register.texts.say
    rows = contact_filters(register.texts.reading) if register.name == "contacts" else []
    return b.Filters(
        say("all"),
        say("No contact is like this.")
        if rows
        else say("Nothing found. Try fewer or other words."),
        tuple(
            b.Filter(key, label, tuple(values)) for key, label, values in rows if len(values) > 1
        ),
        _filter_words(register) if is_long else None,
        _count(register),
        say("Clear the filter"),
    )


def _filter_words(register: Register) -> tuple[str, str]:
    say = register.texts.say
    if register.name == "contacts":
        return say("Filter by name, number or subject"), say("Filter…")
    return say("Filter by words"), say("Filter…")


def _count(register: Register) -> str:
    """How many of all entries are left, with # for either number."""
    say, numbers = register.texts.say, {"left": "#", "all": "#"}
    match register.name:
        case "contacts":
            return say("{left} of {all} contacts", **numbers)
        case "laws":
            return say("{left} of {all} laws", **numbers)
        case "glossary":
            return say("{left} of {all} terms", **numbers)
        case "sources":
            return say("{left} of {all} sources", **numbers)
        case _:
            return say("{left} of {all} entries", **numbers)


def _matrix(register: Register) -> tuple[Section, ...]:
    """Who does what, as letters."""
    texts, say = register.texts, register.texts.say
    responsibilities = matrix(texts.manual)
    if not responsibilities.rows:
        return ()
    heads = (
        texts.words(say("Procedure")),
        *(texts.line(role.name) for role in responsibilities.roles),
    )
    rows = tuple(
        b.Row((texts.link_to(document),), tuple(texts.words(cell or "–") for cell in cells))
        for document, cells in responsibilities.rows
    )
    words = texts.words(say("R does it, A answers for it, C is asked before, I is told after."))
    table = b.Table(say("Who does what"), heads, rows, "matrix")
    return (Section("matrix", (), (b.Paragraph(words), table), is_for_paper=False),)


def _who(register: Register) -> tuple[Section, ...]:
    """Who does what, by name: paper is too narrow for a column for each role."""
    texts, say = register.texts, register.texts.say
    heads = [say("Procedure"), say("Does it"), say("Answers for it")]
    heads += [say("Is asked before"), say("Is told after")]
    rows = []
    for document, _ in matrix(texts.manual).rows:
        model = document.model
        if not isinstance(model, Procedure) or model.responsibilities is None:
            continue
        if register.chosen is not None and document.id not in register.chosen:
            continue
        cells = tuple(
            texts.roles(value) or texts.words("–")
            for value in vars(model.responsibilities).values()
            if isinstance(value, tuple)
        )
        rows.append(b.Row((texts.link_to(document),), cells))
    if not rows:
        return ()
    title = say("Who does what")
    table = b.Table(title, tuple(texts.words(head) for head in heads), tuple(rows), "matrix")
    return (Section("who", texts.words(title), (table,), is_for_screen=False),)
