"""The steps of a document as HTML of the site, as the style sheet and the tree's script know them."""

from __future__ import annotations

from typing import Protocol

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.site.lines import Lines


class Writer(Protocol):
    """What writes the blocks of a step."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own."""


def steps(write: Writer, block: b.Steps) -> Html:
    """The steps of the page's document, each with its number and its place."""
    rows = (_step(write, step, is_used=False) for step in block.steps)
    return element("ol", joined(rows, Html("\n")), class_="cm-steps")


def used_steps(write: Writer, steps: b.Steps) -> Html:
    """The steps of another document, for the page's tree: without numbers, places and ways."""
    return element(
        "ol", joined((_step(write, step, is_used=True) for step in steps.steps), Html("\n"))
    )


def _step(write: Writer, step: b.Step, *, is_used: bool) -> Html:
    number = element(
        "span", element("span", text(str(step.number))), class_="cm-number", aria_hidden="true"
    )
    badge = Html(f"{write.line((step.badge,))} ") if step.badge else NOTHING
    pieces = [element("p", badge, write.line(step.title), class_="cm-do")]
    if step.meta:
        pieces.append(element("p", joined(_meta(write, step), Html(" ")), class_="cm-meta"))
    if step.body:
        pieces.append(write(step.body))
    if step.ways and not is_used:
        pieces.append(_ways(write, step))
    body = element("div", joined(pieces, Html("\n")), class_="cm-body")
    classes = f"cm-step cm-step--{step.kind}" + (f" cm-step--{step.level}" if step.level else "")
    if is_used:
        return element("li", number, Html("\n"), body, class_=classes, data_node=step.id)
    return element(
        "li", number, Html("\n"), body, class_=classes, value=step.number, id=f"n-{step.id}"
    )


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
        badge = Html(f"{write.line((way.level,))} ") if way.level else NOTHING
        words = f"{way.words}: {way.end}" if way.end else way.words
        link = element("a", text(words), href=f"#n-{way.goal}")
        rows.append(element("div", element("dt", text(way.label)), element("dd", badge, link)))
    return element("dl", joined(rows, Html("\n")), class_="cm-ways")
