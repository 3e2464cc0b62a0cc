"""The pages of the registers: an entry below the other, each as its kind is read best."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.addresses import form_uri, register_uri
from claim_manual.derived.contact_filters import contact_filters
from claim_manual.derived.matrix import matrix
from claim_manual.derived.uses import uses
from claim_manual.derived.vocabulary import elsewhere, in_alphabet
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import AnyDocument
from claim_manual.model.registers import (
    Contact,
    Deadline,
    Entry,
    Form,
    Law,
    Policy,
    Role,
    Source,
    Term,
    Validation,
)
from claim_manual.model.sources import REGISTER_TITLES, register_kind
from claim_manual.model.values import CONTACT_KINDS, EVIDENCES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.fields import labelled, shown_fields, source_item, value_parts
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts
from claim_manual.proof.policies import governed


@dataclass(frozen=True)
class Register:
    """What the entries of a register are made with; `chosen` are the documents that are named."""

    texts: Texts
    name: str
    chosen: Container[str] | None = None

    def used(self, entry: Entry, label: str = "Used in") -> b.Blocks:
        """Where an entry is used."""
        kind = register_kind(self.name).reference
        return self.documents(uses(self.texts.manual).get((kind, entry.id), []), label)

    def documents(self, documents: list[AnyDocument], label: str) -> b.Blocks:
        """Documents after a label."""
        chosen = [one for one in documents if self.chosen is None or one.id in self.chosen]
        if not chosen:
            return ()
        links: list[i.Inline] = [self.texts.link_to(document) for document in chosen]
        head = i.Words(f"{self.texts.say(label)}: ")
        return (b.Paragraph((head, *i.between(links, " · ")), "used"),)

    def rest(self, entry: BaseModel, *known: str) -> b.Blocks:
        """The fields of an entry that its kind has no place of its own for, each after its label."""
        return tuple(
            b.Paragraph(labelled(self.texts, field, value))
            for field, value in shown_fields(entry)
            if field.key not in known
        )


def register_page(texts: Texts, name: str, chosen: Container[str] | None = None) -> Page:
    """The page of a register; with `chosen`, of documents only these are named as users."""
    register = texts.manual.register(name)
    entries = in_alphabet(texts.reading, list(register))
    made = Register(texts, name, chosen)
    title = texts.say(REGISTER_TITLES[name])
    before, after = _around(made)
    return Page(
        uri=register_uri(name),
        lang=texts.reading.lang,
        title=title,
        path=register.source.path,
        heading=texts.words(title),
        head=texts.model_notice(),
        sections=(
            *before,
            Section("entries", (), _entries(made, entries)),
            *after,
        ),
        description=texts.reading.plain(texts.manual.settings.model.description),
        belongs_to=texts.say("Reference"),
    )


def _around(made: Register) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What stands before and after the entries."""
    say = made.texts.say
    match made.name:
        case "policies":
            words = say(
                "What holds on every path of the pages named here. Each version of the manual is held against it before it is published."
            )
            lead = b.Paragraph(made.texts.words(words), "lead")
            return (Section("lead", (), (lead,)),), ()
        case "contacts":
            return (Section("filters", (), _filters(made.texts), is_for_paper=False),), ()
        case "roles":
            return _matrix(made), _who(made)
        case _:
            return (), ()


def _entries(made: Register, entries: list[Entry]) -> b.Blocks:
    say = made.texts.say
    if made.name == "glossary":
        terms = [entry for entry in entries if isinstance(entry, Term)]
        return (b.Pairs(tuple(_term(made, term) for term in terms), "glossary"),)
    data: tuple[tuple[str, str], ...] = ()
    if made.name == "contacts":
        entries = [entry for entry in entries if getattr(entry, "status", "") != "weak"]
        data = (("stale", say("not confirmed for {days} days", days="{n}")),)
    items = tuple(_item(made, entry) for entry in entries)
    is_queue = made.name == "validations"
    return (b.Items(items, "queue" if is_queue else "register", is_ordered=is_queue, data=data),)


def _item(made: Register, entry: Entry) -> b.Item:
    """An entry, as its kind is read best; of a kind that has no row here, field by field."""
    maker = next((maker for kind, maker in _MAKERS.items() if isinstance(entry, kind)), _any)
    data = _contact_data(made.texts, entry) if isinstance(entry, Contact) else ()
    return b.Item(maker(made, entry), id=entry.id, data=data)


def _title(made: Register, entry: Any, *more: i.Inline, key: str = "title") -> b.Paragraph:
    """What an entry is called, as a link to its address where it has one."""
    texts = made.texts
    name = texts.line(getattr(entry, key))
    url = getattr(entry, "url", None)
    head: i.Parts = (i.Link(i.UrlGoal(url), name),) if url else name
    return b.Paragraph((i.Strong(head), *more))


def _paragraphs(texts: Texts, *values: Any) -> b.Blocks:
    return tuple(b.Paragraph(texts.line(text)) for text in values if text)


def _contact(made: Register, entry: Contact) -> b.Blocks:
    texts, say = made.texts, made.texts.say
    more: list[i.Inline] = []
    for text in (entry.area, entry.languages, entry.note):
        more += [*texts.line(text), i.Words(" ")] if text else []
    checked: list[i.Inline] = [i.Words(f"{_checked(texts, entry)} ")]
    if entry.source:
        link = i.Link(i.PageGoal(register_uri("sources"), entry.source), texts.words(say("Source")))
        checked.append(link)
    return (
        b.Paragraph((texts.contact(entry),)),
        *((b.Paragraph(tuple(more), "muted"),) if more else ()),
        b.Paragraph(tuple(checked), "muted"),
        *made.rest(entry, *_CONTACT),
    )


_CONTACT = [
    "id",
    "name",
    "status",
    "kind",
    "phone",
    "url",
    "email",
    "address",
    "area",
    "languages",
    "hours",
    "verified_on",
    "source",
    "note",
]


def _checked(texts: Texts, entry: Contact) -> str:
    """When a contact was seen, and whether anybody confirmed it."""
    say = texts.say
    if entry.verified_on is None:
        return say("Not seen in any source.") if entry.status == "recheck" else ""
    day = say.short_date(entry.verified_on)
    if entry.status == "recheck":
        return say("Source consulted on {date}; nobody has confirmed it.", date=day)
    return say("Verified on {date}.", date=day)


def checked_line(texts: Texts, entry: Contact) -> i.Parts:
    """When a contact was seen, as a line."""
    return texts.words(_checked(texts, entry))


def _contact_data(texts: Texts, entry: Contact) -> tuple[tuple[str, str], ...]:
    """What the filters of the page's script go by."""
    verified = (("verified", entry.verified_on.isoformat()),) if entry.verified_on else ()
    kind = texts.say(CONTACT_KINDS[entry.kind]) if entry.kind else ""
    return (
        *verified,
        ("kind", kind),
        ("area", texts.reading.plain(entry.area)),
        ("languages", texts.reading.plain(entry.languages)),
    )


def _law(made: Register, entry: Law) -> b.Blocks:
    texts, say = made.texts, made.texts.say
    tag: i.Parts = ()
    if entry.evidence:
        tag = (i.Words(" "), i.Span("tag", texts.words(say(EVIDENCES[entry.evidence]))))
    days = [
        say(words, date=say.date(day))
        for words, day in (
            ("In force since {date}.", entry.valid_from),
            ("In force until {date}.", entry.valid_to),
            ("Consulted on {date}.", entry.verified_on),
        )
        if day
    ]
    line: list[i.Inline] = [i.Words(f"{' '.join(days)} ")] if days else []
    if entry.source:
        goal = i.PageGoal(register_uri("sources"), entry.source)
        line.append(i.Link(goal, texts.words(say("Source"))))
    warning = texts.warning(entry.warning)
    known = "id title type number date subject url valid_from valid_to verified_on evidence source warning"
    return (
        _title(made, entry, *tag),
        *_paragraphs(texts, entry.subject),
        *((b.Paragraph(tuple(line), "muted"),) if line else ()),
        *((b.Paragraph((warning,)),) if warning else ()),
        *made.rest(entry, *known.split()),
        *made.used(entry),
    )


def _role(made: Register, entry: Role) -> b.Blocks:
    return (
        _title(made, entry, key="name"),
        *_paragraphs(made.texts, entry.description),
        *made.rest(entry, "id", "name", "description", "kind"),
        *made.used(entry),
    )


def _term(made: Register, entry: Term) -> b.Pair:
    texts = made.texts
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
    known = ("id", "term", "acronym", "definition", "note", "synonyms", "avoid")
    for field, value in shown_fields(entry):
        if field.key not in known:
            values.append(b.Value((b.Line(labelled(texts, field, value)),)))
    return b.Pair((*texts.line(entry.term), *acronym), tuple(values), id=entry.id)


def _deadline(made: Register, entry: Deadline) -> b.Blocks:
    known = ["id", "text", "kind", "time", "basis", "article", "evidence", "sources", "warning"]
    limit = b.Paragraph((made.texts.limit(entry),))
    return (limit, *made.rest(entry, *known), *made.used(entry))


def _validation(made: Register, entry: Validation) -> b.Blocks:
    texts, say = made.texts, made.texts.say
    first: i.Parts = ()
    if entry.blocking and entry.is_open:
        first = (i.Words(" "), i.Span("urgent", texts.words(say("first"))))
    line = say("Asked of {role}.", role=texts.reading.roles((entry.asked_of,)))
    if entry.answered_on:
        line += " " + say("Answered on {date}.", date=say.date(entry.answered_on))
    warning = texts.warning(entry.warning) if entry.is_open else None
    sources = texts.sources(entry.sources)
    known = [
        "id",
        "question",
        "asked_of",
        "blocking",
        "warning",
        "sources",
        "answer",
        "answered_on",
    ]
    return (
        _title(made, entry, *first, key="question"),
        b.Paragraph(texts.words(line), "muted"),
        *_paragraphs(texts, entry.answer),
        *((b.Paragraph((warning,)),) if warning else ()),
        *made.rest(entry, *known),
        *made.used(entry, "Waiting for it"),
        *((b.Paragraph((sources,), "evidence"),) if sources else ()),
    )


def _policy(made: Register, entry: Policy) -> b.Blocks:
    texts = made.texts
    known = ["id", "says", "applies_to", "where", "requires", "evidence", "sources"]
    items = tuple(source_item(texts, name) for name in entry.sources)
    return (
        _title(made, entry, key="says"),
        *_paragraphs(texts, entry.evidence),
        *made.rest(entry, *known),
        *made.documents(list(governed(texts.manual, entry)), "Holds in"),
        *((b.Items(items, "sources"),) if items else ()),
    )


def _form(made: Register, entry: Form) -> b.Blocks:
    texts, say = made.texts, made.texts.say
    sheet: b.Blocks = ()
    if entry.template:
        words = texts.words(say("Open the sheet to print"))
        sheet = (b.Paragraph((i.Link(i.PageGoal(form_uri(entry.id)), words, role="sheet"),)),)
    fields = tuple(b.Item((b.Line(texts.line(text)),)) for text in entry.fields)
    return (
        _title(made, entry),
        *_paragraphs(texts, entry.purpose),
        *sheet,
        *((b.Items(fields),) if fields else ()),
        *made.rest(entry, "id", "title", "purpose", "fields", "template"),
        *made.used(entry),
    )


def _source(made: Register, entry: Source) -> b.Blocks:
    texts = made.texts
    code = i.Span("code", texts.words(entry.id.upper()))
    date = (i.Words(" "), i.Span("muted", texts.words(f"({entry.date})"))) if entry.date else ()
    title = _title(made, entry, *date)
    return (
        b.Paragraph((code, i.Words(" "), *title.parts)),
        *_paragraphs(texts, entry.used_for),
        *made.rest(entry, "id", "title", "url", "date", "used_for"),
        *made.used(entry),
    )


def _any(made: Register, entry: Entry) -> b.Blocks:
    """An entry of which nothing is known but its fields: its name, then each after its label."""
    rows = shown_fields(entry)
    name = next(((field, value) for field, value in rows if field.shown.is_name), None)
    title = value_parts(made.texts, *name) if name else made.texts.words(entry.id)
    known = (name[0].key,) if name else ()
    return (b.Paragraph((i.Strong(title),)), *made.rest(entry, *known), *made.used(entry))


_MAKERS: dict[type[Entry], Callable[[Register, Any], b.Blocks]] = {
    Contact: _contact,
    Law: _law,
    Role: _role,
    Deadline: _deadline,
    Validation: _validation,
    Policy: _policy,
    Form: _form,
    Source: _source,
}


def _filters(texts: Texts) -> b.Blocks:
    say = texts.say
    rows = tuple(
        b.Filter(key, label, tuple(values))
        for key, label, values in contact_filters(texts.reading)
        if len(values) > 1
    )
    return (b.Online((b.Filters(say("all"), say("No contact is like this."), rows),)),)


def _matrix(made: Register) -> tuple[Section, ...]:
    """Who does what, as letters."""
    texts, say = made.texts, made.texts.say
    found = matrix(texts.manual)
    if not found.rows:
        return ()
    heads = (texts.words(say("Procedure")), *(texts.line(role.name) for role in found.roles))
    rows = tuple(
        b.Row((texts.link_to(document),), tuple(texts.words(cell or "–") for cell in cells))
        for document, cells in found.rows
    )
    words = texts.words(say("R does it, A answers for it, C is asked before, I is told after."))
    table = b.Table(say("Who does what"), heads, rows, "matrix")
    return (Section("matrix", (), (b.Paragraph(words), table), is_for_paper=False),)


def _who(made: Register) -> tuple[Section, ...]:
    """Who does what, by name: paper is too narrow for a column for each role."""
    texts, say = made.texts, made.texts.say
    heads = [say("Procedure"), say("Does it"), say("Answers for it")]
    heads += [say("Is asked before"), say("Is told after")]
    rows = []
    for document, _ in matrix(texts.manual).rows:
        model = document.model
        if not isinstance(model, Procedure) or model.responsibilities is None:
            continue
        if made.chosen is not None and document.id not in made.chosen:
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
