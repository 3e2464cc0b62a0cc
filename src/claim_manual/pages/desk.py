"""A document's page as whoever has somebody before them reads it: what never to do, whom to call and
what to do first stand on the first screen, all else is folded below, and nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claim_manual.derived.centres import is_placed
from claim_manual.derived.hand_out import (
    callable_contacts,
    numbers,
    own_sentences,
    placed_or_callable,
)
from claim_manual.model.anchors import slug
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.registers import Contact
from claim_manual.model.shown import message
from claim_manual.model.values import URGENCIES
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import HereGoal, PageGoal, UrlGoal
from claim_manual.pages.page import Page, Section, SectionGroup
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts

STATE = "cm-state"
"""The place of what is to know of the page itself: whose word it is, its version."""
_CALLS = 2
"""Contacts whose number stands on the first screen."""
_WORK = ("outcomes", "contacts", "documents", "forms", "questions", "time_limits", "safeguards")
"""What one needs while one works at it, in the order of the page; what else there is comes after."""
_ABOUT = ("good_practices", "indicators", "related")
"""Parts that stand, each under its name, in what there is to know about the page."""
_TITLES = {
    "outcomes": message("How it can end"),
    "about": message("About this page"),
    "safeguards": message("All safety rules"),
    "sources": message("Sources and what is to be confirmed"),
    "prose": message("To know more"),
}
"""What parts of the page are called at the desk, where that is something else."""
_STATUSES = {
    "model": message("Model"),
    "draft": message("Draft"),
    "in-review": message("In review"),
    "approved": message("Approved"),
    "retired": message("No longer in force"),
}
"""A status in a word, which leads to the notice."""


def at_desk(texts: Texts, document: AnyDocument, page: Page) -> Page:
    """The page of a document, from the page that has everything in the order of paper."""
    code = i.Span("code", texts.words(document.model.code))
    notice = _notice(page)
    is_late = not _is_urgent(notice)
    sections = [
        *_first(texts, document, page),
        *_open(texts, document, page),
        *_folded(texts, page),
    ]
    if is_late:
        sections.append(Section("state", (), (notice,), is_searched=False))
    if page.is_discreet:
        sections.append(Section("slip", (), (_slip(texts, document),), is_searched=False))
    leave = (_way_out(texts), i.Words(" ")) if page.is_discreet else ()
    return replace(
        page,
        kicker=(*leave, code, i.Words(" "), *page.kicker),
        heading=texts.words(document.model.title),
        head=(
            page.head[0],
            b.Paragraph(_glance(texts, document), "glance"),
            *(() if is_late else (notice,)),
        ),
        sections=tuple(sections),
        is_wide=False,
    )


def _way_out(texts: Texts) -> i.Link:
    """To an address that harms nobody who is seen with it."""
    url = texts.manual.settings.model.quick_exit
    goal = UrlGoal(url) if url else PageGoal("index")
    return i.Link(goal, texts.words(texts.say("Leave quickly")), role="leave")


def _slip(texts: Texts, document: AnyDocument) -> b.Slip:
    """What is printed of a discreet page: the numbers of all its contacts, and no name."""
    contacts = [
        name
        for part in (document.model, *nodes(document))
        for name in getattr(part, "contacts", ())
    ]
    manual, reading = texts.manual, texts.reading
    called = callable_contacts(manual, dict.fromkeys(contacts))
    lines = (number for contact in called for number in numbers(reading, contact))
    say = own_sentences(reading)
    blanks = (say.date, say.time, say.place)
    entries = placed_or_callable(manual, dict.fromkeys(contacts))
    places = tuple((entry.id, tuple(numbers(reading, entry))) for entry in entries)
    return b.Slip(say.numbers, tuple(dict.fromkeys(lines)), say.appointment, blanks, places)


def _notice(page: Page) -> b.Notice:
    return next(block for block in page.head if isinstance(block, b.Notice))


def _is_urgent(notice: b.Notice) -> bool:
    """Whether nobody may act before reading it: the page is not in force, or its words are old."""
    return notice.status == "retired" or len(notice.lines) > 1


# -- the first screen


def _glance(texts: Texts, document: AnyDocument) -> i.Parts:
    """When, who, and whose word it is, on a line."""
    say, model = texts.say, document.model
    parts: list[i.Inline] = []
    if urgency := getattr(model, "urgency", None):
        parts.append(i.Strong(texts.words(say(URGENCIES[urgency]))))
    parts += _who(texts, document)
    parts.append(i.Link(HereGoal(STATE), texts.words(say(_STATUSES[model.status]))))
    return i.between(parts, " · ")


def _who(texts: Texts, document: AnyDocument) -> i.Parts:
    people = getattr(document.model, "responsibilities", None)
    roles = texts.roles(people.responsible) if people else ()
    return (i.Span("role", roles),) if roles else ()


def _first(texts: Texts, document: AnyDocument, page: Page) -> Iterator[Section]:
    """What never to do, and whom to call."""
    group = SectionGroup("first")
    if never := page.section("never"):
        yield replace(never, group=group)
    if told := page.section("any_time"):
        yield replace(told, group=group)
    contacts = page.section("contacts")
    calls = _calls(texts, document)
    if calls and contacts:
        more = _other_contacts(texts, contacts, _count(contacts.blocks) - len(calls))
        title = texts.words(texts.say("Who to call"))
        block = b.Calls(tuple(texts.contact(contact) for contact in calls), more)
        yield Section("calls", title, (block,), group=group, is_searched=False)
    elif contacts and any(is_placed(texts.manual, entry) for entry in _named(texts, document)):
        title = texts.words(texts.say("Who to call"))
        box = (b.Calls((), None),)
        yield Section("calls", title, box, group=group, is_searched=False, is_waiting=True)


def _other_contacts(texts: Texts, contacts: Section, count: int) -> i.Link | None:
    """To the contacts that readers may see and that do not stand on the first screen."""
    if not count:
        return None
    words = texts.say.count("{n} more contact", "{n} more contacts", count)
    return i.Link(HereGoal(slug(plain(contacts.title))), texts.words(words))


def _named(texts: Texts, document: AnyDocument) -> list[Contact]:
    """The contacts of a page that readers may see."""
    entries = map(texts.manual.contact, getattr(document.model, "contacts", ()))
    return [entry for entry in entries if entry and entry.status != "weak"]


def _calls(texts: Texts, document: AnyDocument) -> list[Contact]:
    """The contacts with a number that come first; those of the emergency line, which is on every
    page, only where one of them is the first of all.
    """
    manual = texts.manual
    shown = [entry for entry in _named(texts, document) if entry.telephones]
    emergency = manual.settings.model.emergency
    return [entry for n, entry in enumerate(shown) if not n or entry.id not in emergency][:_CALLS]


# -- what stands open


def _open(texts: Texts, document: AnyDocument, page: Page) -> Iterator[Section]:
    """The tree and the steps; the outline of a page that is a tree is folded."""
    tree = page.section("tree")
    if tree:
        yield replace(tree, title=())
        return
    steps = page.section("steps")
    if steps:
        walked = [step for block in _steps(steps) for step in block.steps]
        acts = tuple(step for step in walked if step.kind != "outcome")
        without_role = _done_by_those_named(document)
        blocks = [
            _brief(texts, block, acts, without_role)
            for block in steps.blocks
            if not _is_doubt(block)
        ]
        title = texts.words(f"{texts.say('Steps')} ({len(acts)})")
        yield replace(steps, title=title, blocks=tuple(blocks))


def _steps(section: Section) -> Iterable[b.Steps]:
    return (block for block in section.blocks if isinstance(block, b.Steps))


def _is_doubt(block: b.Block) -> bool:
    return isinstance(block, b.Unconfirmed)


def _brief(
    texts: Texts, block: b.Block, acts: tuple[b.Step, ...], without_role: frozenset[str]
) -> b.Block:
    """The steps before an end, each with what one needs to do it; the rest of it folded.

    Who acts is not named again at the steps of these ids: `without_role`.
    """
    if not isinstance(block, b.Steps):
        return block
    return b.Steps(
        tuple(
            replace(
                step,
                meta=tuple(
                    parts
                    for parts in step.meta
                    if step.id not in without_role or not _is_role(parts)
                ),
                body=_body(texts, step),
            )
            for step in acts
        )
    )


def _done_by_those_named(document: AnyDocument) -> frozenset[str]:
    """The ids of steps that are done by those alone whom the first screen names."""
    people = getattr(document.model, "responsibilities", None)
    responsible = set(people.responsible) if people else set()
    return frozenset(
        node.id for node in nodes(document) if set(getattr(node, "role", ())) <= responsible
    )


def _is_role(parts: i.Parts) -> bool:
    return isinstance(parts[0], i.Span) and parts[0].role == "role"


def _body(texts: Texts, step: b.Step) -> b.Blocks:
    first: list[b.Block] = []
    rest: list[b.Block] = []
    for block in step.body:
        shown, waiting = _parted(block)
        first += shown
        rest += waiting
    if not rest:
        return step.body
    summary = (*texts.words(texts.say("More")), i.Span("hidden", texts.words(f": {step.name}")))
    return (*first, b.Folded(summary, tuple(rest), "more", is_searched=True))


def _parted(block: b.Block) -> tuple[b.Blocks, b.Blocks]:
    """What of a block stands at its step, and what can wait until somebody asks for it."""
    match block:
        case b.Contacts(contacts=(first, *others)) if others:
            return (b.Contacts((first,)),), (b.Contacts(tuple(others)),)
        case b.Details() | b.Laws() | b.Papers():
            return (), (block,)
        case b.Paragraph(role="evidence" | "onward" | "meta" | "note"):
            return (), (block,)
        case _:
            return (block,), ()


# -- what is folded


def _folded(texts: Texts, page: Page) -> Iterator[Section]:
    """All other parts: first what one needs to do it, then what there is to know."""
    work = SectionGroup("work", texts.words(texts.say("To do it")), is_folded=True)
    more = SectionGroup("more", texts.words(texts.say("To know more")), is_folded=True)
    parts = {part.name: _titled(texts, _unfolded(part)) for part in _parts(page)}
    if about := parts.get("about"):
        within = [parts.pop(name) for name in _ABOUT if name in parts]
        added = tuple(
            block for part in within for block in (b.Heading(4, part.title), *part.blocks)
        )
        parts["about"] = replace(about, blocks=(*about.blocks, *added))
    working = [parts.pop(name) for name in _WORK if name in parts]
    for group, sections in ((work, working), (more, parts.values())):
        for part in sections:
            yield replace(part, level=2, group=group, count=_count(part.blocks))


def _parts(page: Page) -> Iterator[Section]:
    """The parts that are folded: the ends of a procedure are one, the outline of a tree another."""
    is_tree = page.section("tree") is not None
    steps = page.section("steps")
    if steps and not is_tree:
        ends = tuple(
            step for block in _steps(steps) for step in block.steps if step.kind == "outcome"
        )
        yield Section("outcomes", (), (b.Steps(ends),))
    facts = _facts(page)
    if facts and not page.section("about"):
        yield Section("about", (), facts)
    doubts = tuple(block for block in page.blocks if _is_doubt(block))
    if doubts and not page.section("sources"):
        yield Section("sources", (), doubts)
    for part in _joined(page.sections):
        if part.name == "sources":
            yield replace(part, blocks=(*part.blocks, *doubts))
        elif part.name == "about":
            yield replace(part, blocks=(*facts, *part.blocks))
        elif part.name == "steps" and is_tree:
            rest = tuple(block for block in part.blocks if not _is_doubt(block))
            yield replace(part, blocks=rest)
        elif part.name not in {"never", "any_time", "tree", "steps"}:
            yield part


def _facts(page: Page) -> b.Blocks:
    """When, who, how urgent, where: all that the first screen says in a line, and more."""
    return tuple(replace(block, role="about") for block in page.head if isinstance(block, b.Pairs))


def _joined(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections, those of one name as one: an author's text with several headings."""
    joined: dict[str, Section] = {}
    for part in sections:
        before = joined.get(part.name)
        if before is None:
            joined[part.name] = part
        else:
            heading = b.Heading(part.level + 2, part.title, part.anchor)
            joined[part.name] = replace(before, blocks=(*before.blocks, heading, *part.blocks))
    yield from joined.values()


def _unfolded(part: Section) -> Section:
    """A part that is folded as a whole already, with its summary as its title."""
    match part.blocks:
        case (b.Folded(summary=summary, blocks=blocks),) if not part.title:
            return replace(part, title=summary, blocks=blocks)
        case _:
            return part


def _titled(texts: Texts, part: Section) -> Section:
    title = _TITLES.get(part.name)
    if not title or (part.name in {"about", "prose"} and part.title):
        return part
    return replace(part, title=texts.words(texts.say(title)))


def _count(blocks: b.Blocks) -> int:
    """How many things stand in lists; nothing where a part is read as a whole."""
    if any(isinstance(block, b.Heading) for block in blocks):
        return 0
    return sum(len(things) for block in blocks if (things := _things(block)))


def _things(block: b.Block) -> tuple[object, ...]:  # noqa: PLR0911 - a row for each type
    match block:
        case b.Steps():
            return block.steps
        case b.Items():
            return block.items
        case b.Contacts():
            return block.contacts
        case b.Laws():
            return block.laws
        case b.Limits():
            return block.limits
        case b.Papers():
            return block.papers
        case b.Pairs(role="questions"):
            return block.pairs
        case b.Unconfirmed():
            return block.lines
        case _:
            return ()
