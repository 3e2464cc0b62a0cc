"""The pages of procedures and flows: head, steps, chart, and a part for each field that says more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from claim_manual.derived.actors import has_actors, links_in
from claim_manual.derived.addresses import category_uri, document_uri
from claim_manual.derived.state import open_questions
from claim_manual.derived.uses import uses
from claim_manual.model.documents import DecisionTable, Procedure
from claim_manual.model.manual import AnyDocument
from claim_manual.model.schema import Text
from claim_manual.model.shown import Group
from claim_manual.model.values import LINK_KINDS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.charts import (
    chart_and_map,
    chart_blocks,
    chart_source,
    lane_figure,
    situations,
)
from claim_manual.pages.desk import at_desk
from claim_manual.pages.entries import link_link
from claim_manual.pages.fields import field_sections, pairs, shown_fields
from claim_manual.pages.goals import HereGoal, MadeGoal, PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.returns import with_returns
from claim_manual.pages.rules import rules
from claim_manual.pages.steps import at_any_time, steps
from claim_manual.pages.texts import Texts
from claim_manual.pages.trees import tree


def procedure_page(texts: Texts, document: AnyDocument, online: Online) -> Page:
    """The page of a procedure."""
    model = document.model
    say = texts.say
    category = texts.manual.settings.model.category_names.get(
        document.category, Text({"": document.category})
    )
    walked = steps(texts, document)
    sections = [
        *at_any_time(texts, document),
        Section("steps", texts.words(say("Steps")), _steps(texts, document, online, walked)),
        Section("chart", texts.words(say("Flowchart")), _chart(texts, document)),
        *_lanes(texts, document),
        *_prose(texts, document),
        *field_sections(texts, model, Group.WORK),
        *_about(texts, model),
        *field_sections(texts, model, Group.HELP),
        *_agreed(texts, document),
        *field_sections(texts, model, Group.EVIDENCE),
    ]
    page = _page(
        texts,
        document,
        kicker=(i.Link(PageGoal(category_uri(document.category)), texts.line(category)),),
        belongs_to=texts.reading.plain(category),
        head=(b.Pairs(tuple(_facts(texts, model)), "facts"), notice(texts, document, online)),
        sections=tuple(sections),
    )
    return at_desk(texts, document, page) if online.is_site else page


def flow_page(texts: Texts, document: AnyDocument, online: Online) -> Page:
    """The page of a decision tree or table."""
    say = texts.say
    walked = with_returns(texts, document, steps(texts, document))
    data = tree(texts, document, walked, is_first=True) if online.is_site else None
    table = document.model
    used_by = uses(texts.manual).get(("document", document.id), [])
    sections = [
        *at_any_time(texts, document),
        *([Section("tree", texts.words(say("One question at a time")), (data,))] if data else []),
        *(
            [Section("rules", texts.words(say("Rules")), rules(texts, document))]
            if isinstance(table, DecisionTable)
            else []
        ),
        Section("chart", texts.words(say("Flowchart")), chart_and_map(texts, document)),
        Section(
            "steps",
            texts.words(say("Questions and outcomes")),
            (
                walked,
                *unconfirmed(texts, document),
                *situations(texts, document),
                *_cases(texts, document),
                chart_source(texts, document),
            ),
        ),
        *_prose(texts, document),
        *field_sections(texts, table, Group.WORK),
        *_about(texts, table),
        *field_sections(texts, table, Group.HELP),
        *_agreed(texts, document),
        *field_sections(texts, table, Group.EVIDENCE, ("legal_basis",)),
        *([_used_in(texts, used_by)] if used_by else []),
        *field_sections(texts, table, Group.EVIDENCE, without=("legal_basis",)),
    ]
    page = _page(
        texts,
        document,
        kicker=(i.Link(PageGoal("flows/index"), texts.words(say("Decision trees"))),),
        belongs_to=say("Decision trees"),
        head=(notice(texts, document, online),),
        sections=tuple(sections),
        is_wide=True,
    )
    return at_desk(texts, document, page) if online.is_site else page


def _page(texts: Texts, document: AnyDocument, **more: Any) -> Page:
    model = document.model
    code = i.Span("code", texts.words(model.code))
    lead = b.Paragraph(texts.line(model.summary), "lead")
    head = more.pop("head")
    return Page(
        uri=document_uri(document),
        is_discreet=model.discreet,
        lang=texts.reading.lang,
        title=texts.reading.title(document),
        path=document.path,
        heading=(code, i.Words(" "), *texts.words(model.title)),
        head=(lead, *head),
        description=texts.reading.plain(model.summary),
        code=model.code,
        version=model.version,
        status=model.status,
        **more,
    )


# -- the head


def _facts(texts: Texts, model: Any) -> Iterator[b.Pair]:
    """What a reader wants to know first: when, who, how urgent, how long, where."""
    say = texts.say
    rows = {entry.key: (entry, value) for entry, value in shown_fields(model)}
    facts = [row for row in rows.values() if row[0].shown.group is Group.FACTS]
    for entry, value in facts:
        if entry.key == "place":
            continue
        yield from pairs(texts, entry, value)
        if entry.key == "trigger":
            yield from _who(texts, model)
    if "place" in rows:
        yield from pairs(texts, *rows["place"])
    if model.verified_on:
        day = texts.words(say.short_date(model.verified_on))
        values = (b.Value((b.Line(day),)),)
        yield b.Pair(texts.words(say("Verified")), values, is_for_paper=False)


def _who(texts: Texts, model: Any) -> Iterator[b.Pair]:
    if model.responsibilities and model.responsibilities.responsible:
        roles = texts.roles(model.responsibilities.responsible)
        yield b.Pair(texts.words(texts.say("Who")), (b.Value((b.Line(roles),)),))


def notice(texts: Texts, document: AnyDocument, online: Online) -> b.Notice:
    """The state of a page: whose word it is, its version, when it was verified, what is in doubt."""
    say, model = texts.say, document.model
    sentences = [say("Version {version}.", version=model.version)]
    if model.verified_on:
        sentences.append(say("Verified on {date}.", date=say.date(model.verified_on)))
    if model.review_by:
        sentences.append(say("To be reviewed by {date}.", date=say.date(model.review_by)))
    if model.approved:
        role = texts.reading.roles((model.approved.by,))
        day = say.date(model.approved.on)
        sentences.append(say("Approved by {role} on {date}.", role=role, date=day))
    status = i.Strong(texts.words(f"{texts.status(model.status)}."))
    tools = []
    waiting = _waiting(texts, document)
    if waiting:
        words = f"{say('To be confirmed')} ({len(waiting)})"
        tools.append(i.Link(HereGoal("unconfirmed"), texts.words(words)))
    if path := online.leaflet(document.id, texts.reading.lang):
        tools.append(i.Link(MadeGoal(path), texts.words(f"{say('To print')} (PDF)")))
    if path := online.word(document.id, texts.reading.lang):
        tools.append(i.Link(MadeGoal(path), texts.words("Word (DOCX)")))
    lines: list[i.Parts] = [(status, i.Words(f" {' '.join(sentences)}"))]
    if old := texts.stale_note():
        lines.append((i.Span("stale", texts.words(old)),))
    return b.Notice(model.status, tuple(lines), tuple(tools))


def _waiting(texts: Texts, document: AnyDocument) -> list[Any]:
    questions = open_questions(texts.manual, document.model.unconfirmed)
    return [question for question in questions if question.warning]


def unconfirmed(texts: Texts, document: AnyDocument) -> b.Blocks:
    """What the page says and nobody has confirmed."""
    waiting = _waiting(texts, document)
    if not waiting:
        return ()
    why = texts.words(texts.say("Why"))
    lines: list[i.Parts] = []
    for question in waiting:
        link = i.Link(PageGoal("reference/validations", question.id), why)
        lines.append((*texts.line(question.warning), i.Words(" "), link))
    return (b.Unconfirmed(texts.say("To be confirmed"), tuple(lines)),)


# -- sections


def _steps(texts: Texts, document: AnyDocument, online: Online, walked: b.Steps) -> b.Blocks:
    data = tree(texts, document, walked, is_first=False) if online.is_site else None
    return (*((data,) if data else ()), walked, *unconfirmed(texts, document))


def _chart(texts: Texts, document: AnyDocument) -> b.Blocks:
    return (*chart_blocks(texts, document), *_cases(texts, document))


def _lanes(texts: Texts, document: AnyDocument) -> Iterator[Section]:
    """The same chart in lanes, in a manual that says who works where."""
    figure = lane_figure(texts, document) if has_actors(texts.manual) else None
    if figure:
        yield Section(
            "lanes", texts.words(texts.say("Flowchart by actor")), (figure,), is_searched=False
        )


def _agreed(texts: Texts, document: AnyDocument) -> Iterator[Section]:
    """The links that are there for this page, each with those whom it joins."""
    links = [link for link in links_in(texts.manual) if document.id in link.pages]
    items = []
    for link in links:
        parties = i.between([texts.union_link("actor", name) for name in link.between], " · ")
        kind = i.Strong(texts.words(f"{texts.say(LINK_KINDS[link.kind])}:"))
        line = (kind, i.Words(" "), link_link(texts, link), i.Words(" "), i.Span("muted", parties))
        items.append(b.Item((b.Line(line),)))
    if items:
        title = texts.words(texts.say("What was agreed"))
        yield Section("links", title, (b.Items(tuple(items)),))


def without_lanes(page: Page) -> Page:
    """The page of a document for what has one chart of it."""
    return replace(page, sections=tuple(part for part in page.sections if part.name != "lanes"))


def _cases(texts: Texts, document: AnyDocument) -> b.Blocks:
    """The scenarios of a document: each story, and where it ends."""
    cases = []
    for case in document.model.scenarios:
        links: list[i.Inline] = [
            i.Link(HereGoal(f"n-{node}"), texts.words(texts.reading.node_of(document, node)))
            for node in case.expect
        ]
        cases.append((texts.line(case.story), i.between(links, " · ")))
    if not cases:
        return ()
    summary = texts.words(f"{texts.say('Cases')} ({len(cases)})")
    return (b.Folded(summary, (b.Cases(texts.say("Outcome"), tuple(cases)),), "as-text"),)


def _prose(texts: Texts, document: AnyDocument) -> Iterator[Section]:
    """What is written beside a document."""
    prose = texts.manual.companion(document.id, texts.reading.lang)
    if prose is None:
        return
    beside = Texts(texts.reading, prose.path)
    yield from beside.prose_sections(prose.text)


_IN_HEAD = frozenset(
    ["code", "title", "status", "version", "verified_on", "review_by", "approved", "summary"]
)
"""Fields of a page's identity and summary that stand in its heading, its lead and its notice."""


def _about(texts: Texts, model: Any) -> Iterator[Section]:
    """What else there is to know of a document, whoever answers for its page last."""
    fields = shown_fields(model)
    about = [field for field in fields if field[0].shown.group is Group.ABOUT]
    about += [
        field
        for field in fields
        if field[0].shown.group in {Group.IDENTITY, Group.SUMMARY, Group.NONE}
        and field[0].key not in _IN_HEAD
    ]
    rows = [pair for field in about for pair in pairs(texts, *field)]
    if rows:
        say = texts.say
        is_procedure = isinstance(model, Procedure)
        title = say("About this procedure") if is_procedure else say("About this page")
        yield Section("about", texts.words(title), (b.Pairs(tuple(rows), "about"),))


def _used_in(texts: Texts, documents: list[AnyDocument]) -> Section:
    items = tuple(b.Item((b.Line((texts.link_to(document),)),)) for document in documents)
    return Section("used", texts.words(texts.say("Used in")), (b.Items(items, "related"),))
