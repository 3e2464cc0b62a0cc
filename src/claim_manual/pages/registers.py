"""The pages of the registers: an entry below the other, each as its kind is read best."""

from __future__ import annotations

from collections.abc import Container

from claim_manual.derived.addresses import register_uri
from claim_manual.derived.contact_filters import contact_filters
from claim_manual.derived.matrix import matrix
from claim_manual.derived.vocabulary import elsewhere, in_alphabet
from claim_manual.model.documents import Procedure
from claim_manual.model.registers import (
    Entry,
    Term,
)
from claim_manual.model.sources import REGISTER_TITLES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.entries import Register, entry_item
from claim_manual.pages.fields import labelled, shown_fields
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts


def register_page(texts: Texts, name: str, chosen: Container[str] | None = None) -> Page:
    """The page of a register; with `chosen`, of documents only these are named as users."""
    source = texts.manual.register(name)
    entries = in_alphabet(texts.reading, list(source))
    register = Register(texts, name, chosen)
    title = texts.say(REGISTER_TITLES[name])
    before, after = _around(register)
    return Page(
        uri=register_uri(name),
        lang=texts.reading.lang,
        title=title,
        path=source.source.path,
        heading=texts.words(title),
        head=texts.model_notice(),
        sections=(
            *before,
            Section("entries", (), _entries(register, entries)),
            *after,
        ),
        description=texts.reading.plain(texts.manual.settings.model.description),
        belongs_to=texts.say("Reference"),
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
        case "contacts":
            return (Section("filters", (), _filters(register.texts), is_for_paper=False),), ()
        case "roles":
            return _matrix(register), _who(register)
        case _:
            return (), ()


def _entries(register: Register, entries: list[Entry]) -> b.Blocks:
    say = register.texts.say
    if register.name == "glossary":
        terms = [entry for entry in entries if isinstance(entry, Term)]
        return (b.Pairs(tuple(_term_pair(register, term) for term in terms), "glossary"),)
    data: tuple[tuple[str, str], ...] = ()
    if register.name == "contacts":
        entries = [entry for entry in entries if getattr(entry, "status", "") != "weak"]
        data = (("stale", say("not confirmed for {days} days", days="{n}")),)
    items = tuple(entry_item(register, entry) for entry in entries)
    is_queue = register.name == "validations"
    return (b.Items(items, "queue" if is_queue else "register", is_ordered=is_queue, data=data),)


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
        for n, text in enumerate(entry.synonyms):
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


def _filters(texts: Texts) -> b.Blocks:
    say = texts.say
    rows = tuple(
        b.Filter(key, label, tuple(values))
        for key, label, values in contact_filters(texts.reading)
        if len(values) > 1
    )
    return (b.Online((b.Filters(say("all"), say("No contact is like this."), rows),)),)


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
