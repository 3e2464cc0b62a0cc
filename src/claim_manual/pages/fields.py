"""A field's value as lines, blocks and sections, by what the catalogue says of how it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.addresses import category_uri
from claim_manual.derived.contact_words import opening_lines
from claim_manual.model.catalogue import CatalogueEntry, entries
from claim_manual.model.schema import Text
from claim_manual.model.shown import Group, How, Where
from claim_manual.model.telephone import dialled
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal, UrlGoal, host, mail_address
from claim_manual.pages.page import Section
from claim_manual.pages.texts import Texts


def label(texts: Texts, entry: CatalogueEntry) -> i.Parts:
    """What a field is called."""
    return (i.Words(texts.say(entry.label)),)


def labelled(texts: Texts, entry: CatalogueEntry, value: Any) -> i.Parts:
    """A value after its label, on a line."""
    head = i.Strong((i.Words(f"{texts.say(entry.label)}:"),))
    return (head, i.Words(" "), *value_parts(texts, entry, value))


def shown_fields(model: BaseModel) -> list[tuple[CatalogueEntry, Any]]:
    """The fields of a model that stand on pages and say something, in the order of a page."""
    return [
        (entry, value)
        for entry in _page_entries(type(model))
        if _says(value := getattr(model, entry.name))
    ]


@cache
def _page_entries(model: type[BaseModel]) -> tuple[CatalogueEntry, ...]:
    """The fields that stand on pages, in the order of a page."""
    shown = [entry for entry in entries(model) if Where.PAGE in entry.shown.where]
    return tuple(sorted(shown, key=lambda entry: entry.shown.page_order or entry.shown.order))


def _says(value: Any) -> bool:
    return value is not None and value is not False and value not in ((), {})


def value_parts(texts: Texts, entry: CatalogueEntry, value: Any) -> i.Parts:  # noqa: C901, PLR0911, PLR0912 - a row for each kind
    """A value on a line."""
    say = texts.say
    match entry.shown.how:
        case How.WARNING:
            return (warned,) if (warned := texts.warning(value)) else ()
        case How.CHOICE:
            values = value if isinstance(value, tuple) else (value,)
            choices = entry.shown.choices
            return texts.words(say.all_of([say(choices.get(choice, choice)) for choice in values]))
        case How.DAY if isinstance(value, dt.date):
            return texts.words(say.date(value))
        case How.DURATION:
            return (
                (texts.duration(value),)
                if not isinstance(value, str)
                else texts.words(say.duration(value))
            )
        case How.FLAG:
            return texts.words(say("yes") if value else say("no"))
        case How.PEOPLE:
            return texts.roles((value,) if isinstance(value, str) else value)
        case How.ROLES:
            return texts.named("roles", (value,) if isinstance(value, str) else value)
        case How.ORGANISATIONS:
            return (texts.entry_link("organisations", value),)
        case How.ACTORS:
            return _joined([(texts.union_link("actor", name),) for name in value], " · ")
        case How.BASES:
            return (texts.union_link("basis", value),)
        case How.PHONE:
            return (i.Link(UrlGoal(dialled(value)), texts.words(value)),)
        case How.PHONES:
            return i.between([texts.phone(telephone) for telephone in value], " · ")
        case How.OPENING:
            lines = opening_lines(texts.say, value)
            return _joined([texts.opening_line(line) for line in lines], "; ")
        case How.LANGUAGES:
            return texts.languages(value)
        case How.LINES:
            return texts.text_lines(value)
        case How.URL:
            return (i.Link(UrlGoal(value), texts.words(host(value))),)
        case How.MAIL:
            return (i.Link(UrlGoal(mail_address(value)), texts.words(value)),)
        case How.PAGES:
            return texts.page_links((value,) if isinstance(value, str) else value, " · ")
        case How.PHASES:
            return phase_links(texts, value)
        case How.FORMS:
            ids = (value,) if isinstance(value, str) else value
            return i.between([texts.form_link(form_id) for form_id in ids], " · ")
        case How.FILES:
            paths = {"": value} if isinstance(value, str) else value
            return _joined([texts.words(path) for path in paths.values()], "; ")
        case How.AREAS:
            return texts.named("areas", value)
        case How.SERVICES:
            return texts.named("services", value)
        case How.LAWS if isinstance(value, str):
            return (texts.entry_link("laws", value),)
        case How.SOURCES:
            sources = texts.sources((value,) if isinstance(value, str) else value)
            return i.between(sources.links, ", ") if sources else ()
        case How.CONTACTS:
            ids = (value,) if isinstance(value, str) else value
            return i.between([texts.entry_link("contacts", name) for name in ids], " · ")
        case _:
            return _by_type(texts, value)


def phase_links(texts: Texts, names: Iterable[str]) -> i.Parts:
    """Links to the pages of categories."""
    called = texts.manual.settings.model.category_names
    links: list[i.Inline] = [
        i.Link(PageGoal(category_uri(name)), texts.line(called[name]))
        for name in dict.fromkeys(names)
        if name in called
    ]
    return i.between(links, " · ")


def _by_type(texts: Texts, value: Any) -> i.Parts:  # noqa: PLR0911 - a row for each type
    """A value of which the catalogue says nothing particular, by its type."""
    match value:
        case Text():
            return texts.line(value)
        case BaseModel():
            rows = [labelled(texts, entry, inner) for entry, inner in shown_fields(value)]
            return _joined(rows, "; ")
        case tuple():
            return _joined([_by_type(texts, inner) for inner in value], "; ")
        case Mapping():
            rows = [(i.Words(f"{key}: "), *_by_type(texts, inner)) for key, inner in value.items()]
            return _joined(rows, "; ")
        case dt.date():
            return texts.words(texts.say.date(value))
        case bool():
            return texts.words(texts.say("yes") if value else texts.say("no"))
        case int() | float():
            return texts.words(texts.say.number(value))
        case _:
            return texts.words(str(value))


def _joined(rows: list[i.Parts], mark: str) -> i.Parts:
    parts: list[i.Inline] = []
    for n, row in enumerate(rows):
        parts += [i.Words(mark), *row] if n else row
    return tuple(parts)


def pairs(texts: Texts, entry: CatalogueEntry, value: Any) -> list[b.Pair]:
    """A value beside its label; those of an inner model beside theirs."""
    if entry.shown.how is How.RECORD and isinstance(value, BaseModel):
        return [pair for inner in shown_fields(value) for pair in pairs(texts, *inner)]
    parts = value_parts(texts, entry, value)
    is_for_paper = Where.PRINT in entry.shown.where
    return [b.Pair(label(texts, entry), (b.Value((b.Line(parts),)),), is_for_paper=is_for_paper)]


def value_blocks(texts: Texts, entry: CatalogueEntry, value: Any) -> b.Blocks:  # noqa: C901, PLR0911, PLR0912 - a row for each kind
    """A value as the part of a page under its label."""
    match entry.shown.how:
        case How.BLOCK:
            return texts.blocks(value)
        case How.SPOKEN:
            return (texts.spoken(value),)
        case How.TEXTS:
            return (_items([texts.line(text) for text in value]),)
        case How.CONTACTS:
            return texts.contacts((value,) if isinstance(value, str) else value)
        case How.FORMS if isinstance(value, tuple):
            return (_items([(texts.form_link(form_id),) for form_id in value]),)
        case How.LAWS if isinstance(value, tuple):
            return (b.Laws(tuple(texts.law(basis) for basis in value), "cm-law"),)
        case How.SOURCES if isinstance(value, tuple):
            return (b.Items(tuple(source_item(texts, name) for name in value), "sources"),)
        case How.PAGES if isinstance(value, tuple):
            return (_items([(texts.page_link(name),) for name in value], "related"),)
        case How.DOCUMENTS:
            return (b.Papers(tuple(texts.paper(paper) for paper in value)),)
        case How.LIMITS:
            limits = [
                entry_of_limit for stated in value if (entry_of_limit := texts.limit_entry(stated))
            ]
            return (b.Limits(tuple(texts.limit(limit) for limit in limits)),) if limits else ()
        case How.QUESTIONS:
            return (b.Pairs(tuple(_question(texts, asked) for asked in value), "questions"),)
        case How.PRACTICES:
            return (_items([_practice(texts, practice) for practice in value]),)
        case How.INDICATORS:
            return (_items([indicator_line(texts, indicator) for indicator in value]),)
        case How.RECORD:
            return (b.Pairs(tuple(pairs(texts, entry, value)), "about"),)
        case _ if isinstance(value, tuple):
            return (_items([_by_type(texts, inner) for inner in value]),)
        case _:
            return (b.Paragraph(value_parts(texts, entry, value)),)


def _items(rows: list[i.Parts], role: b.ListRole = "") -> b.Items:
    return b.Items(tuple(b.Item((b.Line(row),)) for row in rows), role)


def source_item(texts: Texts, source_id: str) -> b.Item:
    """A source that something rests on, with its date."""
    source = texts.manual.source(source_id)
    parts: list[i.Inline] = [texts.entry_link("sources", source_id)]
    if source and source.date:
        parts += [i.Words(" "), i.Span("muted", texts.words(f"({source.date})"))]
    return b.Item((b.Line(tuple(parts)),))


def _question(texts: Texts, asked: Any) -> b.Pair:
    return b.Pair(texts.line(asked.question), (b.Value(texts.blocks(asked.answer)),))


def _practice(texts: Texts, practice: Any) -> i.Parts:
    kind = texts.say("internal") if practice.kind == "internal" else texts.say("external")
    parts = [*texts.line(practice.text), i.Words(" "), i.Span("tag", texts.words(kind))]
    if practice.source:
        parts += [i.Words(" "), texts.entry_link("sources", practice.source)]
    return tuple(parts)


def indicator_line(texts: Texts, indicator: Any) -> i.Parts:
    """An indicator, how it is worked out, and its target."""
    parts = [*texts.line(indicator.name)]
    if indicator.formula:
        parts += [i.Words(": "), i.Span("muted", texts.line(indicator.formula))]
    if indicator.target:
        parts += [
            i.Words(f" ({texts.say('target')}: "),
            *texts.line(indicator.target),
            i.Words(")"),
        ]
    return tuple(parts)


def field_sections(
    texts: Texts,
    model: Any,
    group: Group,
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> Iterator[Section]:
    """A part of the page for each field of a group that says something."""
    for entry, value in shown_fields(model):
        is_wanted = entry.key in only if only else entry.key not in without
        if entry.shown.group is group and is_wanted and entry.shown.how is not How.UNCONFIRMED:
            section = _field_section(texts, entry, value)
            if section.blocks:
                yield section


def _field_section(texts: Texts, entry: CatalogueEntry, value: Any) -> Section:
    if entry.shown.how is How.HISTORY:
        return Section(entry.key, (), _history(texts, entry, value))
    title = texts.words(texts.say(entry.label))
    return Section(entry.key, title, value_blocks(texts, entry, value))


def _history(texts: Texts, entry: CatalogueEntry, changes: Any) -> b.Blocks:
    """The versions of a document."""
    say = texts.say
    items = []
    for change in changes:
        version = say("Version {version}.", version=change.version)
        head = i.Words(f"{version} {say.short_date(change.date)}: ")
        items.append(b.Item((b.Line((head, *texts.line(change.change))),)))
    summary = texts.words(say(entry.label))
    return (b.Folded(summary, (b.Items(tuple(items)),), "history", is_searched=False),)
