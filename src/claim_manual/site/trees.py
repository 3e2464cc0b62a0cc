"""The interactive tree as HTML of the site, as its script finds it."""

from __future__ import annotations

import json
from typing import Protocol

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.site.lines import Lines


class Writer(Protocol):
    """What writes the words of a tree."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    def tight(self, blocks: b.Blocks) -> Html:
        """Blocks, one right after the other."""

    def used_steps(self, steps: b.UsedSteps) -> Html:
        """The steps of another document."""


def tree(write: Writer, block: b.Tree) -> Html:
    """The buttons between list and tree, the tree, its data, and the steps of what it uses."""
    modes = (_modes(block.modes),) if block.modes else ()
    first = _first(write, block.code, block.first) if block.first else NOTHING
    panel = element(
        "section",
        Html("\n"),
        first,
        class_="cm-tree",
        id="cm-tree",
        aria_label=block.label,
        hidden=block.modes is not None,
    )
    used = (page_steps(write, steps, number) for number, steps in enumerate(block.used, 1))
    return joined([*modes, panel, script_data(block.data, "cm-program"), *used], Html("\n"))


def page_steps(write: Writer, steps: b.UsedSteps, name: str | int) -> Html:
    """The steps of a document as the script finds them by this name."""
    return element("template", write.used_steps(steps), id=f"cm-page-{name}")


def _first(write: Writer, code: str, step: b.Step) -> Html:
    """The first question, for readers without scripts."""
    foot = element("p", element("span", text(code)), class_="cm-tree-foot")
    if step.kind != "ask":
        return Html(f"{element('div', class_='cm-tree-now')}\n{foot}\n")
    help_text = [
        part for part in step.body if isinstance(part, b.Paragraph) and part.role == "help"
    ]
    head = element("h3", write.line(step.title), class_="cm-tree-head")
    answers = element("ul", *_answers(write, step), class_="cm-answers")
    now = element("div", head, write.tight(tuple(help_text)), answers, class_="cm-tree-now")
    return Html(f"{now}\n{foot}\n")


def _answers(write: Writer, step: b.Step) -> list[Html]:
    """The options of a question, or else its ways."""
    options = [part for part in step.body if isinstance(part, b.Items) and part.role == "options"]
    place = f"#n-{step.id}"
    return [
        element("li", element("a", write.tight(item.blocks), href=place))
        for group in options
        for item in group.items
    ] or [element("li", element("a", text(way.label), href=f"#n-{way.goal}")) for way in step.ways]


def _modes(words: tuple[str, str, str]) -> Html:
    label, every, single = words
    buttons = (
        element("button", text(word), type="button", data_mode=mode, aria_pressed=pressed)
        for word, mode, pressed in ((every, "list", "true"), (single, "tree", "false"))
    )
    return element("div", *buttons, class_="cm-modes", role="group", aria_label=label)


def script_data(data: str, name: str) -> Html:
    """JSON for a script of the page, which finds it by this name; nothing in it ends the element."""
    json.loads(data)
    safe = data.replace("<", "\\u003c")
    return Html(f'<script type="application/json" id="{name}">{safe}</script>')
