"""The page of a phase, and the management model: how the phases follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.charts.phases import LEADS, chain_chart, model_chart
from claim_manual.derived.addresses import MODEL_URI, category_uri
from claim_manual.derived.phases import (
    LeadKind,
    chain,
    chained,
    comes_before,
    leads,
    phase,
    procedures_of,
)
from claim_manual.derived.reading import Reading
from claim_manual.model.catalogue import CatalogueEntry
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import Document
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.cards import cards
from claim_manual.pages.charts import figure_of
from claim_manual.pages.fields import (
    indicator_line,
    labelled,
    pairs,
    phase_links,
    shown_fields,
)
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts

PLACE = "n-"
"""What the place of a procedure or phase in its list begins with, to which parts of charts lead."""


def phase_page(reading: Reading, category: str) -> Page:
    """A phase: what it is for, what enters and leaves, its procedures, and how one sees that it works."""
    texts = Texts(reading, reading.manual.settings.path)
    said = phase(reading.manual, category)
    in_model = category in chained(reading.manual)
    words = texts.words(reading.say("Management model"))
    return Page(
        uri=category_uri(category),
        lang=reading.lang,
        title=reading.plain(said.name),
        path=texts.path,
        heading=texts.words(said.name),
        kicker=(i.Link(PageGoal(MODEL_URI), words),) if in_model else (),
        head=(
            *texts.model_notice(),
            *texts.blocks(said.purpose),
            *phase_facts(texts, category),
        ),
        sections=tuple(_sections(texts, category)),
        description=reading.plain(said.purpose or reading.manual.settings.model.description),
    )


def phase_facts(texts: Texts, category: str) -> b.Blocks:
    """What enters and leaves, who answers for it, and the phases before and after."""
    said = [pair for entry, value in _facts(texts, category) for pair in pairs(texts, entry, value)]
    if after := comes_before(texts.manual, category):
        value = b.Value((b.Line(phase_links(texts, after)),))
        said.append(b.Pair(texts.words(texts.say("Comes before")), (value,)))
    return (b.Pairs(tuple(said), "about"),) if said else ()


def _facts(texts: Texts, category: str) -> Iterator[tuple[CatalogueEntry, object]]:
    """What is said of a phase but its name and its purpose."""
    for entry, value in shown_fields(phase(texts.manual, category)):
        if entry.key not in {"name", "purpose"}:
            yield entry, value


def _sections(texts: Texts, category: str) -> Iterator[Section]:
    manual, say = texts.manual, texts.say
    if procedures := chain(manual, category):
        yield Section("procedures", texts.words(say("Procedures")), (_chain(texts, category),))
    if leads(manual, category):
        drawn = chain_chart(texts.reading, category)
        yield Section("chain", texts.words(drawn.title), (figure_of(texts, drawn),))
    if measured := indicators_of(texts, procedures):
        yield Section("indicators", texts.words(say("Indicators")), measured)
    retired = [
        procedure
        for procedure in manual.procedures
        if procedure.category == category and procedure not in procedures_of(manual, category)
    ]
    if retired:
        yield Section("retired", texts.words(say("No longer in force")), cards(texts, retired))


def _chain(texts: Texts, category: str) -> b.Items:
    """The procedures in the order in which one leads to the other, with where each leads."""
    items = []
    for procedure in chain(texts.manual, category):
        blocks: list[b.Block] = [
            b.Paragraph((texts.link_to(procedure),)),
            b.Paragraph(texts.line(procedure.model.summary)),
        ]
        if rows := [*_onward(texts, category, procedure)]:
            blocks.append(b.Items(tuple(rows)))
        items.append(b.Item(tuple(blocks), id=f"{PLACE}{procedure.id}"))
    return b.Items(tuple(items), is_ordered=True)


def _onward(texts: Texts, category: str, procedure: Document[Procedure]) -> Iterator[b.Item]:
    """Where a procedure leads within its phase, a line for each way in which it does."""
    ways = [lead for lead in leads(texts.manual, category) if lead.source == procedure.id]
    for kind in LeadKind:
        if targets := [lead.target for lead in ways if lead.kind is kind]:
            words = texts.say(LEADS[kind])
            head = i.Words(f"{words[:1].upper()}{words[1:]}: ")
            yield b.Item((b.Line((head, *texts.page_links(targets, " · "))),))


def indicators_of(texts: Texts, procedures: tuple[Document[Procedure], ...]) -> b.Blocks:
    """What procedures are measured by, each with its indicators."""
    measured = tuple(
        b.Pair(
            (texts.link_to(procedure),),
            tuple(
                b.Value((b.Line(indicator_line(texts, indicator)),))
                for indicator in procedure.model.indicators
            ),
        )
        for procedure in procedures
        if procedure.model.indicators
    )
    return (b.Pairs(measured, "about"),) if measured else ()


# -- the management model


def model_page(reading: Reading) -> Page:
    """How the phases follow each other: as a chart, and the same as a list."""
    texts = Texts(reading, reading.manual.settings.path)
    say, settings = reading.say, reading.manual.settings.model
    drawn, names = model_chart(reading), chained(reading.manual)
    apart = [name for name, each in settings.phases.items() if each.says_more and name not in names]
    title = say("Management model")
    sections = [
        Section("chain", texts.words(drawn.title), (figure_of(texts, drawn),)),
        Section("phases", texts.words(say("The phases, one by one")), (_listed(texts, names),)),
    ]
    if apart:
        outside = texts.words(say("Outside of the chain"))
        sections.append(Section("apart", outside, (_listed(texts, apart, is_ordered=False),)))
    return Page(
        uri=MODEL_URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        head=texts.model_notice(),
        sections=tuple(sections),
        description=reading.plain(settings.description),
    )


def _listed(texts: Texts, names: Iterable[str], *, is_ordered: bool = True) -> b.Items:
    """Phases with what is said of each, but its purpose."""
    items = []
    for name in names:
        rows = [labelled(texts, entry, value) for entry, value in _facts(texts, name)]
        if after := comes_before(texts.manual, name):
            head = i.Strong(texts.words(f"{texts.say('Comes before')}:"))
            rows.append((head, i.Words(" "), *phase_links(texts, after)))
        inner = b.Items(tuple(b.Item((b.Line(row),)) for row in rows))
        link = b.Paragraph(phase_links(texts, (name,)))
        items.append(b.Item((link, *((inner,) if rows else ())), id=f"{PLACE}{name}"))
    return b.Items(tuple(items), is_ordered=is_ordered)
