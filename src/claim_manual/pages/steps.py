"""The steps, questions and outcomes of a document as values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from claim_manual.derived.handovers import Handover, handed, handovers
from claim_manual.derived.outline import Item, Onward, outline, told_at_any_time
from claim_manual.model.catalogue import CatalogueEntry
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import AnyNode, Ask, Do, Join, Outcome, Parallel, Part, Use, Wait
from claim_manual.model.shown import How
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.fields import labelled, shown_fields, value_parts
from claim_manual.pages.goals import HereGoal
from claim_manual.pages.page import Section
from claim_manual.pages.texts import Texts

_AROUND = frozenset(
    [
        "id",
        "aliases",
        "tags",
        "do",
        "ask",
        "use",
        "parallel",
        "wait",
        "outcome",
        "kind",
        "level",
        "measure",
        "unit",
        "domain",
        "role",
        "time",
        "forms",
        "then",
        "answers",
        "next",
        "otherwise",
        "waive",
        "notes",
    ]
)
"""Keys of a node that stand in its title, its small print or its ways, or on no page."""
_BEFORE_OPTIONS = frozenset({"help", "parts", "details", "say", "warning"})


def steps(texts: Texts, document: AnyDocument) -> b.Steps:
    """The steps of a document, in its order."""
    items = outline(texts.reading, document)
    is_shared = not document.model.discreet
    crossed = handovers(texts.manual, document)
    return b.Steps(
        tuple(step(texts, item, crossed.get(item.node.id), is_shared=is_shared) for item in items)
    )


def step(texts: Texts, item: Item, handover: Handover | None, *, is_shared: bool) -> b.Step:
    """A step; `is_shared` where its page may be seen by anybody, so that an outcome can be sent."""
    node = item.node
    return b.Step(
        id=node.id,
        number=item.number,
        kind=item.kind,
        title=_title(texts, node),
        name=texts.say("Step {n}", n=item.number),
        badge=texts.badge(getattr(node, "level", None)),
        meta=tuple(_meta(texts, node, handover)),
        branches=_branches(texts, item),
        body=tuple(_body(texts, item)),
        ways=() if item.continues else tuple(_way(texts, way) for way in item.ways),
        shared=_shared(texts, node) if is_shared else (),
        former=node.aliases,
        branch=item.branch,
        is_within=item.is_within,
    )


def _shared(texts: Texts, node: AnyNode) -> i.Parts:
    """What is sent of an outcome: the author's text for it, or else what it is called."""
    if not isinstance(node, Outcome):
        return ()
    return texts.text_lines(node.share) if node.share else texts.line(node.outcome)


def _branches(texts: Texts, item: Item) -> str:
    """How many ways lead on from what is no question, each under a condition of its own."""
    if item.kind in {"ask", "wait", "parallel"} or len(item.ways) < 2:
        return ""
    return texts.say("How it goes on ({n})", n=len(item.ways))


def _title(texts: Texts, node: AnyNode) -> i.Parts:
    if isinstance(node, Use):
        return (i.Words(f"{texts.say('Follow')} "), texts.page_link(node.use), *_begin(texts, node))
    if isinstance(node, Parallel):  # its branches stand as its ways
        return texts.words(texts.say("At the same time"))
    if isinstance(node, Join):
        return texts.words(texts.reading.node(node))
    if isinstance(node, Wait):
        return (i.Words(f"{texts.say('Wait for:')} "), *texts.line(node.wait.event))
    words = next(getattr(node, key) for key in ("do", "ask", "outcome") if hasattr(node, key))
    return texts.line(words)


def _begin(texts: Texts, use: Use) -> i.Parts:
    """The question from which on a page is followed, where that is not its first."""
    used = texts.manual.document(use.use) if use.begin_at else None
    begins = [node for node in nodes(used) if node.id == use.begin_at] if used else []
    return tuple(
        i.Words(f", {texts.say('from {question}', question=texts.reading.quoted(name))}")
        for name in [texts.reading.node(node) for node in begins]
    )


def _meta(texts: Texts, node: AnyNode, handover: Handover | None) -> list[i.Parts]:
    """Who does it, and whether it goes over to them; how long it takes, with which forms."""
    parts: list[i.Parts] = []
    if handover:
        parts.append((i.Span("handover", texts.words(handed(texts.reading, handover))),))
    elif roles := getattr(node, "role", ()):
        parts.append((i.Span("role", texts.roles(roles)),))
    if isinstance(node, Do):
        parts += [(texts.duration(node.time),)] if node.time else []
        parts += [(texts.form_link(form_id),) for form_id in node.forms]
    if isinstance(node, Wait) and node.wait.at_most:
        parts.append((texts.wait(node.wait),))
    return parts


def _body(texts: Texts, item: Item) -> list[b.Block]:
    node = item.node
    shown = [pair for pair in shown_fields(node) if pair[0].key not in _AROUND]
    before = [pair for pair in shown if pair[0].key in _BEFORE_OPTIONS]
    after = [pair for pair in shown if pair[0].key not in _BEFORE_OPTIONS]
    blocks = [block for entry, value in before for block in _field(texts, entry, value)]
    if item.options:
        options = tuple(b.Item((b.Line(parts),)) for parts in _options(texts, item))
        blocks.append(b.Items(options, "options"))
    if item.policy:
        blocks.append(b.Paragraph((i.Words(item.policy),), "rule"))
    for condition, text in item.notes:
        label = i.Strong((i.Words(f"{condition}:"),))
        blocks.append(b.Paragraph((label, i.Words(" "), *texts.line(text)), "note"))
    blocks += [block for entry, value in after for block in _field(texts, entry, value)]
    return blocks


def _options(texts: Texts, item: Item) -> Iterator[i.Parts]:
    """What can be answered where the answers are not on the ways."""
    answers = item.node.answers if isinstance(item.node, Ask) else ()
    for option, answer in zip_longest(item.options, answers):
        label = texts.reading.label_of(answer) if answer else None
        is_whole = label is not None and texts.reading.plain(label) == option
        words = (i.Words(option),)
        yield texts.sourced(label, words) if label and is_whole else words


def _field(texts: Texts, entry: CatalogueEntry, value: Any) -> b.Blocks:  # noqa: C901, PLR0911, PLR0912 - a row for each kind
    """What a field of a node adds to its step."""
    if not value:
        return ()
    match entry.shown.how:
        case How.BLOCK:
            return (b.Details(texts.blocks(value)),)
        case How.SPOKEN:
            return (texts.spoken(value),)
        case How.DOCUMENTS:
            return (b.Papers(tuple(texts.paper(paper) for paper in value)),)
        case How.CONTACTS:
            return texts.contacts(value)
        case How.LAWS:
            return (b.Laws(tuple(texts.law(basis) for basis in value)),)
        case How.SOURCES:
            sources = texts.sources(value)
            return (b.Paragraph((sources,), "evidence"),) if sources else ()
        case How.PAGES:
            links = texts.page_links(value, " ")
            label = i.Span("label", texts.words(texts.say(entry.label)))
            return (b.Paragraph((label, i.Words(" "), *links), "onward"),)
        case How.WARNING:
            return (b.Paragraph(value_parts(texts, entry, value)),)
        case How.PARTS:
            parts = tuple(_part(texts, part) for part in value)
            return (b.Ticks(texts.say(entry.label), parts),)
        case _ if entry.key == "hands":
            return (b.Paragraph(labelled(texts, entry, value), "handover"),)
        case _ if entry.key == "help":
            return (b.Paragraph(texts.line(value), "help"),)
        case _:
            return (b.Paragraph(labelled(texts, entry, value), "meta"),)


def at_any_time(texts: Texts, document: AnyDocument) -> Iterator[Section]:
    """What may be told at every step, and where one goes on then: a part of the page."""
    told = told_at_any_time(texts.reading, document)
    if not told:
        return
    rows = (
        (
            *texts.words(one.said),
            i.Words(": "),
            i.Link(HereGoal(f"n-{one.way.id}"), texts.words(_goal(texts, one.way))),
        )
        for one in told
    )
    items = tuple(b.Item((b.Line(row),)) for row in rows)
    title = texts.words(texts.say("At any time"))
    yield Section("any_time", title, (b.Items(items, "any-time"),))


def _goal(texts: Texts, way: Onward) -> str:
    return f"{texts.say('go to {number}', number=way.number)}. {way.text}"


def _part(texts: Texts, part: Part) -> b.Part:
    return b.Part(texts.line(part.do), texts.roles(part.role))


def _way(texts: Texts, way: Onward) -> b.WayOut:
    return b.WayOut(
        way.label or texts.say("Then"),
        way.id,
        texts.say("go to {number}", number=way.number),
        texts.badge(way.level or None),
        way.text if way.is_end else "",
        f"{way.number}. {way.text}",
        texts.name_of(way.said),
    )
