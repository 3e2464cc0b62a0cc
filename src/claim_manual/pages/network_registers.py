"""The register of links by kind and by sector, and hand-overs on paper, which has no pages of actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.derived.actors import has_actors, links_in, network, organisation
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Link
from claim_manual.model.values import LINK_KINDS, SECTORS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.entries import Register, entry_item, link_link
from claim_manual.pages.page import Section


def by_kind(register: Register, links: Sequence[Link]) -> Iterator[b.Block]:
    """The entries below the names of their kinds."""
    say = register.texts.say
    for kind, name in LINK_KINDS.items():
        items = tuple(entry_item(register, link) for link in links if link.kind == kind)
        if items:
            yield b.Heading(3, register.texts.words(f"{say(name)} ({len(items)})"))
            yield b.Items(items, "register")


def by_sector(register: Register) -> tuple[Section, ...]:
    """For each sector the links in which an organisation of it takes part."""
    texts = register.texts
    items = []
    for sector, name in SECTORS.items():
        links = [link for link in links_in(texts.manual) if sector in sectors(texts.manual, link)]
        if links:
            head = i.Strong(texts.words(f"{texts.say(name)} ({len(links)})"))
            lines = tuple(b.Item((b.Line((link_link(texts, link),)),)) for link in links)
            items.append(b.Item((b.Paragraph((head,)), b.Items(lines))))
    if not items:
        return ()
    title = texts.words(texts.say("By sector"))
    return (Section("sectors", title, (b.Items(tuple(items), "register"),)),)


def sectors(manual: Manual, link: Link) -> frozenset[str]:
    """The sectors of the organisations that a link joins, or of those of its roles."""
    houses = []
    for name in link.between:
        role = manual.role(name)
        house = organisation(manual, name) or (
            role and organisation(manual, role.organisation or "")
        )
        houses.append(house)
    return frozenset(house.sector for house in houses if house and house.sector)


def printed_handovers(register: Register) -> tuple[Section, ...]:
    """Who hands over to whom, what, and on which pages; a column for each role is too wide for paper."""
    texts, say = register.texts, register.texts.say
    rows = []
    for (giver, receiver), all_passings in network(texts.manual).items():
        chosen = register.chosen
        passings = [one for one in all_passings if chosen is None or one.document.id in chosen]
        if passings:
            hands = dict.fromkeys(
                texts.reading.plain(text) for one in passings for text in one.hands
            )
            pages = dict.fromkeys(one.document.model.code for one in passings)
            cells = (
                texts.roles((receiver,)),
                texts.words("; ".join(hands) or "–"),
                texts.words(", ".join(pages)),
            )
            rows.append(b.Row(texts.roles((giver,)), cells))
    if not rows or not has_actors(texts.manual):
        return ()
    title = say("Who hands over to whom")
    heads = [say("Who hands over"), say("To whom"), say("What"), say("Pages")]
    table = b.Table(title, tuple(texts.words(head) for head in heads), tuple(rows))
    return (Section("handovers", texts.words(title), (table,), is_for_screen=False),)
