"""The pages on actors: who hands over to whom, as a matrix, a picture and a list; and each actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claim_manual.charts.network import network_arcs
from claim_manual.derived.acting import acting
from claim_manual.derived.actors import (
    Passing,
    actors_of,
    assignments_of,
    links_between,
    links_of,
    network,
)
from claim_manual.derived.addresses import ACTORS_URI, actor_uri, document_uri
from claim_manual.derived.matrix import LETTERS
from claim_manual.derived.reading import Reading
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import AnyDocument, located, nodes
from claim_manual.model.registers import Role
from claim_manual.model.shown import message
from claim_manual.model.values import LINK_KINDS, ROLE_KINDS, ROLE_LEVELS
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.entries import assignment_line, link_link
from claim_manual.pages.goals import HereGoal, PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts

_MANY = 12
"""Steps from which a list is folded."""
_RESPONSIBLE = {
    "responsible": message("Does it"),
    "accountable": message("Answers for it"),
    "consulted": message("Is asked before"),
    "informed": message("Is told after"),
}


def actors_page(reading: Reading) -> Page:
    """Who hands over to whom, over all pages."""
    texts = Texts(reading, reading.manual.register("roles").source.path)
    say = texts.say
    words = say(
        "Who hands over to whom, as the steps of all pages say it. A number leads to the places where it happens."
    )
    sections = [Section("actors", (), (_names(texts),))]
    if network(texts.manual):
        sections += [
            Section("matrix", texts.words(say("Who hands over to whom")), (_matrix(texts),)),
            Section("picture", texts.words(say("As a picture")), _picture(texts)),
            Section("handovers", texts.words(say("Where it happens")), (_pairs(texts),)),
        ]
    return _page(texts, ACTORS_URI, say("Actors"), words, sections)


def actor_page(reading: Reading, role: Role) -> Page:
    """What is expected of an actor, from whom it receives, and to whom it hands over."""
    texts = Texts(reading, reading.manual.register("roles").source.path)
    say = texts.say
    received = {pair[0]: all_ for pair, all_ in network(texts.manual).items() if pair[1] == role.id}
    handed = {pair[1]: all_ for pair, all_ in network(texts.manual).items() if pair[0] == role.id}
    parts = (
        ("expected", say("What is expected of it"), _expected(texts, role)),
        ("received", say("From whom it receives"), _exchanged(texts, received)),
        ("handed", say("To whom it hands over"), _exchanged(texts, handed)),
        ("links", say("What links it with others"), _links(texts, role)),
    )
    sections = [Section("facts", (), (facts,)) for facts in _facts(texts, role)]
    sections += [
        Section(name, texts.words(title), blocks) for name, title, blocks in parts if blocks
    ]
    lead = reading.plain(role.description) if role.description else ""
    return _page(texts, actor_uri(role.id), reading.plain(role.name), lead, sections)


def _page(texts: Texts, uri: str, title: str, lead: str, sections: Sequence[Section]) -> Page:
    kicker = (i.Link(PageGoal(ACTORS_URI), texts.words(texts.say("Actors"))),)
    return Page(
        uri=uri,
        lang=texts.reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(title),
        kicker=() if uri == ACTORS_URI else kicker,
        head=(
            *((b.Paragraph(texts.words(lead), "lead"),) if lead else ()),
            *texts.model_notice(),
        ),
        sections=tuple(sections),
        description=lead or texts.reading.plain(texts.manual.settings.model.description),
        belongs_to=texts.say("Actors"),
    )


# -- all actors


def _names(texts: Texts) -> b.Items:
    """Each actor, with its organisation and level."""
    items = []
    for role in actors_of(texts.manual):
        line: list[i.Inline] = [actor_link(texts, role.id)]
        if role.organisation:
            line += [i.Words(" · "), texts.entry_link("organisations", role.organisation)]
        if role.level:
            level = texts.say(ROLE_LEVELS[role.level]).lower()
            line += [i.Words(" "), i.Span("muted", texts.words(f"({level})"))]
        items.append(b.Item((b.Line(tuple(line)),)))
    return b.Items(tuple(items))


def actor_link(texts: Texts, name: str) -> i.Link:
    """A link to the page of an actor."""
    role = texts.manual.role(name)
    words = texts.words(role.name) if role else texts.words(name)
    return i.Link(PageGoal(actor_uri(name)), words)


def _matrix(texts: Texts) -> b.Table:
    """Givers as rows, receivers as columns; a number leads to the list below."""
    pairs = network(texts.manual)
    givers, receivers = (_in_order(texts, {pair[n] for pair in pairs}) for n in (0, 1))
    heads = (
        texts.words(texts.say("Who hands over")),
        *(texts.line(role.name) for role in receivers),
    )
    rows = tuple(
        b.Row(
            (actor_link(texts, giver.id),),
            tuple(_cell(texts, giver.id, receiver.id) for receiver in receivers),
        )
        for giver in givers
    )
    return b.Table(texts.say("Who hands over to whom"), heads, rows, "matrix")


def _in_order(texts: Texts, ids: set[str]) -> tuple[Role, ...]:
    roles = (texts.manual.role(entry.id) for entry in texts.manual.register("roles"))
    return tuple(role for role in roles if role and role.id in ids)


def _cell(texts: Texts, giver: str, receiver: str) -> i.Parts:
    passings = network(texts.manual).get((giver, receiver), ())
    if not passings:
        return texts.words("–")
    return (i.Link(HereGoal(_place(giver, receiver)), texts.words(str(len(passings)))),)


def _place(giver: str, receiver: str) -> str:
    return f"h-{giver}--{receiver}"


def _picture(texts: Texts) -> b.Blocks:
    """The same as a picture; the matrix says it in numbers."""
    words = texts.say(
        "On the right it goes down, on the left up. The number on a line, and its width, say at how many places."
    )
    return (b.Paragraph(texts.words(words), "muted"), d.Arcs(network_arcs(texts.reading)))


def _pairs(texts: Texts) -> b.Items:
    """Each pair with the pages and steps at which it hands over, and what links the two."""
    items = []
    for (giver, receiver), passings in network(texts.manual).items():
        head = i.Strong((actor_link(texts, giver), i.Words(" → "), actor_link(texts, receiver)))
        count = i.Span("muted", texts.words(f" ({len(passings)})"))
        blocks = (
            b.Paragraph((head, count)),
            *_joining(texts, giver, receiver),
            *_places(texts, passings),
        )
        items.append(b.Item(blocks, id=_place(giver, receiver)))
    return b.Items(tuple(items), "register")


def _joining(texts: Texts, giver: str, receiver: str) -> b.Blocks:
    links = links_between(texts.manual, giver, receiver)
    if not links:
        return ()
    head = i.Words(f"{texts.say('What links them')}: ")
    return (
        b.Paragraph((head, *i.between([link_link(texts, link) for link in links], " · ")), "muted"),
    )


def _places(texts: Texts, passings: Sequence[Passing]) -> b.Blocks:
    """The pages on which something goes over, each with its steps; many are folded."""
    by_document: dict[str, list[Passing]] = {}
    for passing in passings:
        by_document.setdefault(passing.document.id, []).append(passing)
    items = tuple(b.Item((b.Line(_steps_of(texts, inner)),)) for inner in by_document.values())
    pages = texts.say.count("{n} page", "{n} pages", len(items))
    return _folded(texts.words(pages), b.Items(items), len(passings))


def _folded(summary: i.Parts, block: b.Block, count: int) -> b.Blocks:
    """A block, folded where it is long."""
    return (b.Folded(summary, (block,), "more"),) if count > _MANY else (block,)


def _steps_of(texts: Texts, passings: Sequence[Passing]) -> i.Parts:
    """A page with the steps at which something goes over, and what."""
    document = passings[0].document
    numbers = {node.id: number for number, node in enumerate(nodes(document), 1)}
    steps: dict[str, list[str]] = {}
    for passing in passings:
        handed = steps.setdefault(passing.at, [])
        handed += [
            words for text in passing.hands if (words := texts.reading.plain(text)) not in handed
        ]
    parts: list[i.Inline] = [texts.link_to(document), i.Words(": ")]
    for n, (at, hands) in enumerate(sorted(steps.items(), key=lambda step: numbers[step[0]])):
        step = texts.words(texts.say("step {number}", number=numbers[at]))
        parts += [i.Words(", ")] if n else []
        parts.append(i.Link(PageGoal(document_uri(document), f"n-{at}"), step))
        parts += texts.words(f" ({'; '.join(hands)})") if hands else ()
    return tuple(parts)


# -- one actor


def _facts(texts: Texts, role: Role) -> Iterator[b.Pairs]:
    """Whose it is, whether it decides, who acts in its place, and who has it."""
    say = texts.say
    manual = texts.manual
    deputising = [other.id for other in actors_of(manual) if role.id in other.deputy]
    rows: list[tuple[str, list[i.Parts]]] = [
        (say("Kind"), [texts.words(say(ROLE_KINDS[role.kind]))])
    ]
    if role.organisation:
        link = texts.entry_link("organisations", role.organisation)
        rows.append((say("Organisation"), [(link,)]))
    if role.level:
        rows.append((say("Level"), [texts.words(say(ROLE_LEVELS[role.level]))]))
    for title, names in ((say("Deputies"), role.deputy), (say("Stands in for"), deputising)):
        rows.append((title, [(actor_link(texts, name),) for name in names]))
    assigned = [assignment_line(texts, entry) for entry in assignments_of(manual, role.id)]
    rows.append((say("Assigned to"), assigned))
    pairs = (
        b.Pair(texts.words(title), tuple(b.Value((b.Line(line),)) for line in lines))
        for title, lines in rows
        if lines
    )
    yield b.Pairs(tuple(pairs), "about")


def _expected(texts: Texts, role: Role) -> b.Blocks:
    """The pages on which it acts, each with its steps, folded where they are many; those that only name
    it with how.
    """
    acts = (
        (document, _own_steps(document, role.id), _named(texts, document, role.id))
        for document in texts.manual.documents()
        if document.model.status != "retired"
    )
    shown = [(document, steps, named) for document, steps, named in acts if steps or named]
    if not shown:
        return ()
    count = sum(len(steps) for _, steps, _ in shown)
    items = []
    for document, steps, named in shown:
        note = (i.Words(" "), i.Span("muted", texts.words(f"({named})"))) if named else ()
        lines = b.Items(tuple(b.Item((b.Line((_step(texts, document, at),)),)) for at in steps))
        head = b.Paragraph((texts.link_to(document), *note))
        folded = _folded(texts.words(_steps_in_words(texts, len(steps))), lines, count)
        items.append(b.Item((head, *(folded if steps else ()))))
    pages = texts.say.count("{n} page", "{n} pages", len(items))
    words = f"{_steps_in_words(texts, count)} · {pages}" if count else pages
    return (b.Paragraph(texts.words(words), "muted"), b.Items(tuple(items), "register"))


def _steps_in_words(texts: Texts, count: int) -> str:
    return texts.say.count("{n} step", "{n} steps", count)


def _own_steps(document: AnyDocument, role: str) -> list[str]:
    """The nodes at which a role acts, in order."""
    ways = {loc for loc, name in acting(document) if name == role}
    return [
        node.id for loc, node in located(document) if any(way[: len(loc)] == loc for way in ways)
    ]


def _named(texts: Texts, document: AnyDocument, role: str) -> str:
    """How the responsibilities of a page name a role, in words."""
    model = document.model
    stated = model.responsibilities if isinstance(model, Procedure) else None
    keys = [key for key in LETTERS if stated and role in getattr(stated, key)]
    return ", ".join(texts.say(_RESPONSIBLE[key]).lower() for key in keys)


def _step(texts: Texts, document: AnyDocument, at: str) -> i.Link:
    words = texts.words(texts.reading.node_of(document, at))
    return i.Link(PageGoal(document_uri(document), f"n-{at}"), words)


def _exchanged(texts: Texts, by_role: dict[str, tuple[Passing, ...]]) -> b.Blocks:
    """Other actors, each with what goes over and where."""
    items = [
        b.Item(
            (
                b.Paragraph(
                    (
                        i.Strong((actor_link(texts, name),)),
                        i.Span("muted", texts.words(f" ({len(passings)})")),
                        *_what(texts, passings),
                    )
                ),
                *_places(texts, passings),
            )
        )
        for name, passings in by_role.items()
    ]
    return (b.Items(tuple(items), "register"),) if items else ()


def _what(texts: Texts, passings: Iterable[Passing]) -> i.Parts:
    """All that goes over, in words."""
    hands = dict.fromkeys(texts.reading.plain(text) for one in passings for text in one.hands)
    return texts.words(f": {'; '.join(hands)}") if hands else ()


def _links(texts: Texts, role: Role) -> b.Blocks:
    links = links_of(texts.manual, role.id)
    items = tuple(
        b.Item(
            (
                b.Line(
                    (
                        i.Strong(texts.words(f"{texts.say(LINK_KINDS[link.kind])}:")),
                        i.Words(" "),
                        link_link(texts, link),
                    )
                ),
            )
        )
        for link in links
    )
    return (b.Items(items),) if items else ()
