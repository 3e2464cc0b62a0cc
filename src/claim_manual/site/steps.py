"""Steps and what is needed at them as HTML of the site, as style sheet and tree script know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Break, Contact, Inline
from claim_manual.pages.plain import plain
from claim_manual.site.lines import Lines


class Writer(Protocol):
    """What writes the blocks of a step."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own."""

    def tight(self, blocks: b.Blocks) -> Html:
        """Blocks one after the other."""


def steps(write: Writer, block: b.Steps) -> Html:
    """The steps of the page's document, each with its number and its place."""
    rows = (_step(write, step, is_used=False) for step in block.steps)
    return element("ol", joined(rows, Html("\n")), class_="cm-steps", role="list")


def used_steps(write: Writer, steps: b.Steps) -> Html:
    """The steps of another document, for the page's tree: without numbers, places and ways."""
    return element(
        "ol", joined((_step(write, step, is_used=True) for step in steps.steps), Html("\n"))
    )


def _step(write: Writer, step: b.Step, *, is_used: bool) -> Html:
    # The number is the address of the step, to copy; its name in the heading is what is read out.
    number = element(
        "span" if is_used else "a",
        element("span", text(str(step.number))),
        class_="cm-number",
        href=None if is_used else f"#n-{step.id}",
        tabindex=None if is_used else "-1",
        aria_hidden="true",
    )
    former = () if is_used else (element("span", id=f"n-{name}") for name in step.former)
    badge = Html(f"{write.line((step.badge,))} ") if step.badge else NOTHING
    name = element("span", text(f"{step.name}. "), class_="cm-hidden cm-step-name")
    branch = [element("p", text(step.branch), class_="cm-branch")] if step.branch else []
    pieces = [*branch, element("h3", name, badge, write.line(step.title), class_="cm-do")]
    if step.meta:
        pieces.append(element("p", joined(_meta(write, step), Html(" ")), class_="cm-meta"))
    if step.body:
        pieces.append(write(step.body))
    if step.ways and not is_used:
        pieces.append(_ways(write, step))
    body = element("div", joined(pieces, Html("\n")), class_="cm-body")
    classes = f"cm-step cm-step--{step.kind}" + (f" cm-step--{step.level}" if step.level else "")
    classes += " cm-step--branch" if step.is_within else ""
    shared = _shared(step) or None
    if is_used:
        return element(
            "li",
            number,
            Html("\n"),
            body,
            class_=classes,
            data_node=step.id,
            data_share=shared,
        )
    return element(
        "li",
        *former,
        number,
        Html("\n"),
        body,
        class_=classes,
        value=step.number,
        id=f"n-{step.id}",
        data_share=shared,
    )


def _shared(step: b.Step) -> str:
    """What somebody sends of an outcome, on its lines."""
    pieces = groupby(step.shared, key=lambda part: isinstance(part, Break))
    return "\n".join(plain(tuple(parts)) for is_end, parts in pieces if not is_end)


def _meta(write: Writer, step: b.Step) -> list[Html]:
    return [
        write.line(parts)
        if getattr(parts[0], "role", "") == "role"
        else element("span", write.line(parts))
        for parts in step.meta
    ]


def _ways(write: Writer, step: b.Step) -> Html:
    rows = []
    for way in step.ways:
        label = element("strong", text(f"{way.label}:"))
        target = element("span", text(way.target))
        rows.append(element("li", element("a", label, Html(" "), target, href=f"#n-{way.goal}")))
    ways = element("ul", joined(rows, Html("\n")), class_="cm-ways", role="list")
    if not step.branches:
        return ways
    return element(
        "details", element("summary", text(step.branches)), ways, class_="cm-more cm-more--ways"
    )


# -- what is needed at a step


def say(write: Writer, block: b.Say) -> Html:
    """Words to say, in the page's language and, folded away, in others."""
    label = element("p", text(block.label), class_="cm-say-label")
    spoken_here = element(
        "div",
        write.tight(block.spoken.blocks),
        class_="cm-said",
        lang=block.spoken.tag,
        data_name=block.spoken.name,
    )
    button = element(
        "button",
        text(block.show),
        type="button",
        class_="cm-button cm-show",
        data_close=block.close,
    )
    tools = element("div", button, _others(write, block), class_="cm-say-tools")
    return element("div", joined([label, spoken_here, tools], Html("\n")), class_="cm-say")


def _others(write: Writer, block: b.Say) -> Html:
    """The words in all other languages, folded away."""
    if not block.others:
        return NOTHING
    summary = element("summary", text(block.more))
    rows = joined((_spoken(write, spoken) for spoken in block.others), Html("\n"))
    return element("details", summary, rows, class_="cm-others")


def _spoken(write: Writer, spoken: b.Spoken) -> Html:
    name = element("p", text(spoken.name), lang=spoken.tag, class_="cm-say-label")
    words = element(
        "div",
        write.tight(spoken.blocks),
        class_="cm-said",
        lang=spoken.tag,
        dir="auto",
        data_name=spoken.name,
    )
    return element("div", name, words, class_="cm-spoken")


def details(write: Writer, block: b.Details) -> Html:
    """What has to be known at a step."""
    return element("div", write.tight(block.blocks), class_="cm-details")


def _list(write: Writer, rows: Iterable[Inline], name: str, anchor: str = "") -> Html:
    items = joined((element("li", write.line((row,))) for row in rows), Html("\n"))
    return element("ul", items, class_=name, id=anchor or None)


def contacts(write: Writer, block: b.Contacts) -> Html:
    """Contacts."""
    return _list(write, block.contacts, "cm-contacts")


def calls(write: Writer, block: b.Calls) -> Html:
    """Whom to call first: number, name and hours; and the way to all others."""
    rows = [element("li", *_call(write, contact)) for contact in block.contacts]
    if block.more:
        rows.append(element("li", write.line((block.more,)), class_="cm-calls-more"))
    return element("ul", joined(rows, Html("\n")), class_="cm-calls-list", role="list")


def _call(write: Writer, contact: Contact) -> Iterator[Html]:
    phone = contact.phones[0]
    number = element("strong", text(phone.number))
    pieces = [element("span", write.line(contact.name))]
    if contact.hours:
        pieces.append(element("small", write.line(contact.hours)))
    if contact.flag:
        pieces.append(element("small", text(contact.flag), class_="cm-flag"))
    yield element("a", number, class_="cm-call", href=phone.address)
    yield element("span", joined(pieces, Html(" ")), class_="cm-call-name")


def laws(write: Writer, block: b.Laws) -> Html:
    """Laws."""
    return _list(write, block.laws, "cm-laws", block.id)


def limits(write: Writer, block: b.Limits) -> Html:
    """Time limits."""
    return _list(write, block.limits, "cm-limits")


def ticks(write: Writer, block: b.Ticks) -> Html:
    """The parts of a step, each with a box to tick, which nothing remembers."""
    rows = (element("li", element("label", *_tick(write, part))) for part in block.parts)
    return element(
        "ul", joined(rows, Html("\n")), class_="cm-ticks", role="list", aria_label=block.label
    )


def _tick(write: Writer, part: b.Part) -> Iterator[Html]:
    yield element("input", type="checkbox", autocomplete="off")
    role = element("small", write.line(part.role), class_="cm-role") if part.role else NOTHING
    yield element("span", write.line(part.name), Html(" ") if part.role else NOTHING, role)


def papers(write: Writer, block: b.Papers) -> Html:
    """Papers that a person brings."""
    rows = []
    for paper in block.papers:
        need = element("span", text(paper.word), class_="cm-need")
        form = NOTHING
        if paper.form:
            form = Html(f" ({write.line((paper.form,))})")
        words = (need, Html(" "), write.line(paper.name), form)
        rows.append(element("li", *words, class_=f"cm-need--{paper.need}"))
    return element("ul", joined(rows, Html("\n")), class_="cm-documents")
