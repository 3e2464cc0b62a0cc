"""Entries of registers as blocks, each kind as it is read best, any other field by field."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.actors import actors_of, has_actors, links_in
from claim_manual.derived.addresses import (
    CENTRES_URI,
    actor_uri,
    centre_uri,
    form_uri,
    register_uri,
)
from claim_manual.derived.centres import centres_of, shown_centres
from claim_manual.derived.contact_filters import languages_of
from claim_manual.derived.uses import uses
from claim_manual.model.manual import AnyDocument
from claim_manual.model.registers import (
    Area,
    Assignment,
    Contact,
    Deadline,
    Entry,
    Form,
    Law,
    Link,
    Organisation,
    Policy,
    Role,
    Source,
    Validation,
)
from claim_manual.model.sources import register_kind
from claim_manual.model.values import CONTACT_KINDS, EVIDENCES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.fields import labelled, shown_fields, source_item, value_parts
from claim_manual.pages.goals import PageGoal, UrlGoal
from claim_manual.pages.texts import Texts
from claim_manual.proof.policies import governed


@dataclass(frozen=True)
class Register:
    """What the entries of a register are register with; `chosen` are the documents that are named."""

    texts: Texts
    name: str
    chosen: Container[str] | None = None

    def used(self, entry: Entry, label: str = "Used in") -> b.Blocks:
        """Where an entry is used."""
        kind = register_kind(self.name).reference
        return self.documents(uses(self.texts.manual).get((kind, entry.id), []), label)

    def documents(self, documents: list[AnyDocument], label: str) -> b.Blocks:
        """Documents after a label."""
        chosen = [
            document for document in documents if self.chosen is None or document.id in self.chosen
        ]
        if not chosen:
            return ()
        links: list[i.Inline] = [self.texts.link_to(document) for document in chosen]
        head = i.Words(f"{self.texts.say(label)}: ")
        return (b.Paragraph((head, *i.between(links, " · ")), "used"),)

    def rest(self, entry: BaseModel, *keys: str) -> b.Blocks:
        """The fields of an entry that its kind has no place of its own for, each after its label."""
        return tuple(
            b.Paragraph(labelled(self.texts, field, value))
            for field, value in shown_fields(entry)
            if field.key not in keys
        )


def entry_item(register: Register, entry: Entry) -> b.Item:
    """An entry, as its kind is read best; of a kind that has no row here, field by field."""
    make = next((make for kind, make in _MAKERS.items() if isinstance(entry, kind)), _any)
    data = _contact_data(register.texts, entry) if isinstance(entry, Contact) else ()
    return b.Item(make(register, entry), id=entry.id, data=data)


def _title(register: Register, entry: Any, *more: i.Inline, key: str = "title") -> b.Paragraph:
    """What an entry is called, as a link to its address where it has one."""
    texts = register.texts
    name = texts.line(getattr(entry, key))
    url = getattr(entry, "url", None)
    head: i.Parts = (i.Link(UrlGoal(url), name),) if url else name
    return b.Paragraph((i.Strong(head), *more))


def _paragraphs(texts: Texts, *values: Any) -> b.Blocks:
    return tuple(b.Paragraph(texts.line(text)) for text in values if text)


def _contact(register: Register, entry: Contact) -> b.Blocks:
    texts, say = register.texts, register.texts.say
    more: list[i.Inline] = []
    for line in (texts.line(entry.area), texts.languages(entry.languages), texts.line(entry.note)):
        more += [*line, i.Words(" ")] if line else []
    verified: list[i.Inline] = [i.Words(f"{_verified(texts, entry)} ")]
    if entry.source:
        link = i.Link(PageGoal(register_uri("sources"), entry.source), texts.words(say("Source")))
        verified.append(link)
    return (
        b.Paragraph((texts.contact(entry),)),
        *((b.Paragraph(tuple(more), "muted"),) if more else ()),
        b.Paragraph(tuple(verified), "muted"),
        *_of_centres(texts, entry),
        *register.rest(entry, *_CONTACT),
    )


def _of_centres(texts: Texts, entry: Contact) -> b.Blocks:
    """Where one finds who a contact is that differs by place."""
    if not entry.local or not shown_centres(texts.manual):
        return ()
    link = i.Link(PageGoal(CENTRES_URI), texts.words(texts.say("Centres")))
    words = i.Words(f"{texts.say('Each centre has its own:')} ")
    return (b.Online((b.Paragraph((words, link), "muted"),)),)


_CONTACT = [
    "id",
    "name",
    "status",
    "kind",
    "phone",
    "phones",
    "url",
    "email",
    "address",
    "area",
    "languages",
    "opening",
    "hours",
    "verified_on",
    "source",
    "note",
]


def _verified(texts: Texts, entry: Contact) -> str:
    """When a contact was seen, and whether anybody confirmed it."""
    say = texts.say
    if entry.verified_on is None:
        return say("Not seen in any source.") if entry.status == "recheck" else ""
    day = say.short_date(entry.verified_on)
    if entry.status == "recheck":
        return say("Source consulted on {date}; nobody has confirmed it.", date=day)
    return say("Verified on {date}.", date=day)


def contact_blocks(texts: Texts, entry: Contact) -> b.Blocks:
    """A contact as it stands in its register, with when it was confirmed."""
    return _contact(Register(texts, "contacts"), entry)


def checked_line(texts: Texts, entry: Contact) -> i.Parts:
    """When a contact was seen, as a line."""
    return texts.words(_verified(texts, entry))


def _contact_data(texts: Texts, entry: Contact) -> tuple[tuple[str, str], ...]:
    """What the filters of the page's script go by."""
    verified = (("verified", entry.verified_on.isoformat()),) if entry.verified_on else ()
    kind = texts.say(CONTACT_KINDS[entry.kind]) if entry.kind else ""
    return (
        *verified,
        ("kind", kind),
        ("area", texts.reading.plain(entry.area)),
        ("languages", ", ".join(languages_of(texts.reading, entry))),
    )


def _law(register: Register, entry: Law) -> b.Blocks:
    texts, say = register.texts, register.texts.say
    tag: i.Parts = ()
    if entry.evidence:
        tag = (i.Words(" "), i.Span("tag", texts.words(say(EVIDENCES[entry.evidence]))))
    days: list[str] = []
    if entry.valid_from:
        days.append(say("In force since {date}.", date=say.date(entry.valid_from)))
    if entry.valid_to:
        days.append(say("In force until {date}.", date=say.date(entry.valid_to)))
    if entry.verified_on:
        days.append(say("Consulted on {date}.", date=say.date(entry.verified_on)))
    line: list[i.Inline] = [i.Words(f"{' '.join(days)} ")] if days else []
    if entry.source:
        goal = PageGoal(register_uri("sources"), entry.source)
        line.append(i.Link(goal, texts.words(say("Source"))))
    warning = texts.warning(entry.warning)
    fields = "id title type number date subject url valid_from valid_to verified_on evidence source warning"
    return (
        _title(register, entry, *tag),
        *_paragraphs(texts, entry.subject),
        *((b.Paragraph(tuple(line), "muted"),) if line else ()),
        *((b.Paragraph((warning,)),) if warning else ()),
        *register.rest(entry, *fields.split()),
        *register.used(entry),
    )


def _area(register: Register, entry: Area) -> b.Blocks:
    texts = register.texts
    links: list[i.Inline] = [
        i.Link(PageGoal(centre_uri(centre.id)), texts.line(centre.model.name))
        for centre in centres_of(texts.manual, entry)
    ]
    region = (i.Words(" "), i.Span("muted", texts.line(entry.region))) if entry.region else ()
    return (
        b.Paragraph((i.Strong(texts.line(entry.name)), *region)),
        *((b.Paragraph(i.between(links, " · ")),) if links else ()),
        *register.rest(entry, "id", "name", "region"),
    )


def _role(register: Register, entry: Role) -> b.Blocks:
    return (
        _title(register, entry, key="name"),
        *_paragraphs(register.texts, entry.description),
        *register.rest(entry, "id", "name", "description", "kind"),
        *_of_actor(register.texts, entry),
        *register.used(entry),
    )


def _of_actor(texts: Texts, entry: Role) -> b.Blocks:
    """The way to the page of an actor, which is on the site alone."""
    if not has_actors(texts.manual):
        return ()
    words = texts.words(
        texts.say("What is expected of it, from whom it receives, to whom it hands over")
    )
    link = i.Link(PageGoal(actor_uri(entry.id)), words)
    return (b.Online((b.Paragraph((link,), "used"),)),)


def _organisation(register: Register, entry: Organisation) -> b.Blocks:
    texts = register.texts
    named = {entry.id}
    roles = [role for role in actors_of(texts.manual) if role.organisation == entry.id]
    named |= {role.id for role in roles}
    links = [link for link in links_in(texts.manual) if named & {*link.between}]
    return (
        _title(register, entry, key="name"),
        *_paragraphs(texts, entry.description),
        *register.rest(entry, "id", "name", "description", "url"),
        *_linked(texts, "Roles", [texts.entry_link("roles", role.id) for role in roles]),
        *_linked(texts, "Links between organisations", [link_link(texts, link) for link in links]),
    )


def _linked(texts: Texts, label: str, links: list[i.Link]) -> b.Blocks:
    """Links after a label."""
    if not links:
        return ()
    head = i.Words(f"{texts.say(label)}: ")
    return (b.Paragraph((head, *i.between([*links], " · ")), "used"),)


def link_link(texts: Texts, link: Link) -> i.Link:
    """A link to the entry of one, by what it says."""
    return i.Link(PageGoal(register_uri("links"), link.id), texts.line(link.says))


def _assignment(register: Register, entry: Assignment) -> b.Blocks:
    texts = register.texts
    role = i.Strong((texts.entry_link("roles", entry.role),))
    return (
        b.Paragraph((role, i.Words(": "), *assignment_line(texts, entry))),
        *register.rest(entry, "id", "role", "post", "organisation", "from", "to", "note", "waive"),
    )


def assignment_line(texts: Texts, entry: Assignment) -> i.Parts:
    """A post and its organisation, with the days between which it has the role."""
    say = texts.say
    parts = list(texts.line(entry.post))
    if entry.organisation:
        link = texts.entry_link("organisations", entry.organisation)
        parts += [*([i.Words(", ")] if parts else []), link]
    days = [
        *([say("from {day}", day=say.short_date(entry.since))] if entry.since else ()),
        *([say("until {day}", day=say.short_date(entry.until))] if entry.until else ()),
    ]
    parts += texts.words(f" ({' '.join(days)})") if days else ()
    note = texts.line(entry.note)
    return (*parts, *((i.Words(". "), *note) if note else ()))


def _link(register: Register, entry: Link) -> b.Blocks:
    return (_title(register, entry, key="says"), *register.rest(entry, "id", "says"))


def _deadline(register: Register, entry: Deadline) -> b.Blocks:
    fields = ["id", "text", "kind", "time", "basis", "article", "evidence", "sources", "warning"]
    limit = b.Paragraph((register.texts.limit(entry),))
    return (limit, *register.rest(entry, *fields), *register.used(entry))


def _validation(register: Register, entry: Validation) -> b.Blocks:
    texts, say = register.texts, register.texts.say
    first: i.Parts = ()
    if entry.blocking and entry.is_open:
        first = (i.Words(" "), i.Span("urgent", texts.words(say("first"))))
    line = say("Asked of {role}.", role=texts.reading.roles((entry.asked_of,)))
    if entry.answered_on:
        line += " " + say("Answered on {date}.", date=say.date(entry.answered_on))
    warning = texts.warning(entry.warning) if entry.is_open else None
    sources = texts.sources(entry.sources)
    fields = [
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
        _title(register, entry, *first, key="question"),
        b.Paragraph(texts.words(line), "muted"),
        *_paragraphs(texts, entry.answer),
        *((b.Paragraph((warning,)),) if warning else ()),
        *register.rest(entry, *fields),
        *register.used(entry, "Waiting for it"),
        *((b.Paragraph((sources,), "evidence"),) if sources else ()),
    )


def _policy(register: Register, entry: Policy) -> b.Blocks:
    texts = register.texts
    fields = ["id", "says", "applies_to", "where", "requires", "evidence", "sources"]
    items = tuple(source_item(texts, name) for name in entry.sources)
    return (
        _title(register, entry, key="says"),
        *_paragraphs(texts, entry.evidence),
        *register.rest(entry, *fields),
        *register.documents(list(governed(texts.manual, entry)), "Holds in"),
        *((b.Items(items, "sources"),) if items else ()),
    )


def _form(register: Register, entry: Form) -> b.Blocks:
    texts, say = register.texts, register.texts.say
    sheet: b.Blocks = ()
    if entry.template:
        words = texts.words(say("Open the sheet to print"))
        sheet = (b.Paragraph((i.Link(PageGoal(form_uri(entry.id)), words, role="sheet"),)),)
    files = texts.form_files(entry)
    fields = tuple(b.Item((b.Line(texts.line(text)),)) for text in entry.fields)
    return (
        _title(register, entry),
        *_paragraphs(texts, entry.purpose),
        *sheet,
        *((b.Paragraph(files),) if files else ()),
        *((b.Items(fields),) if fields else ()),
        *register.rest(entry, "id", "title", "purpose", "fields", "template", "file"),
        *register.used(entry),
    )


def _source(register: Register, entry: Source) -> b.Blocks:
    texts = register.texts
    code = i.Span("code", texts.words(entry.id.upper()))
    date = (i.Words(" "), i.Span("muted", texts.words(f"({entry.date})"))) if entry.date else ()
    title = _title(register, entry, *date)
    return (
        b.Paragraph((code, i.Words(" "), *title.parts)),
        *_paragraphs(texts, entry.used_for),
        *register.rest(entry, "id", "title", "url", "date", "used_for"),
        *register.used(entry),
    )


def _any(register: Register, entry: Entry) -> b.Blocks:
    """An entry of which nothing is known but its fields: its name, then each after its label."""
    rows = shown_fields(entry)
    name = next(((field, value) for field, value in rows if field.shown.is_name), None)
    title = value_parts(register.texts, *name) if name else register.texts.words(entry.id)
    fields = (name[0].key,) if name else ()
    return (b.Paragraph((i.Strong(title),)), *register.rest(entry, *fields), *register.used(entry))


_MAKERS: dict[type[Entry], Callable[[Register, Any], b.Blocks]] = {
    Area: _area,
    Contact: _contact,
    Law: _law,
    Role: _role,
    Organisation: _organisation,
    Assignment: _assignment,
    Link: _link,
    Deadline: _deadline,
    Validation: _validation,
    Policy: _policy,
    Form: _form,
    Source: _source,
}
