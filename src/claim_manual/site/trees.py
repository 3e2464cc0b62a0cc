"""The interactive tree as HTML of the site, as its script finds it."""

from __future__ import annotations

import json
from typing import Protocol, TypeGuard

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.site.apart import Apart
from claim_manual.site.lines import Lines


class Writer(Protocol):
    """What writes the words of a tree."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    @property
    def apart(self) -> Apart:
        """Takes what a page fetches later."""

    def tight(self, blocks: b.Blocks) -> Html:
        """Blocks, one right after the other."""

    def used_steps(self, steps: b.UsedSteps) -> Html:
        """The steps of another document."""


def tree(write: Writer, block: b.Tree) -> Html:
    """The tree, the buttons between it and all steps, its data, and the steps of what it uses."""
    modes = (_modes(block.modes),) if block.modes else ()
    panel = element(
        "section",
        Html("\n"),
        _first(write, block),
        class_="cm-tree" if block.modes else "cm-tree cm-tree--alone",
        id="cm-tree",
        aria_label=block.label,
    )
    # A page that is its tree has no heading of steps above it: headings go on from that of the page.
    above = () if modes else (element("h2", text(block.label), class_="cm-hidden"),)
    used = (
        write.apart(write.used_steps(steps), step_place(number))
        for number, steps in enumerate(block.used, 1)
    )
    parts = [*above, panel, *modes, script_data(block.data, "cm-program"), *used]
    return joined(parts, Html("\n"))


def step_place(name: str | int) -> str:
    """Where the script finds the steps of a document."""
    return f"cm-page-{name}"


def _first(write: Writer, block: b.Tree) -> Html:
    """What is shown first, as the script shows it, so that nothing moves when it begins."""
    bar = element("p", element("span", text(block.code)), class_="cm-tree-bar")
    now = _asked(write, block) if block.first.kind == "ask" else _done(write, block)
    return Html(f"{bar}\n{_told(block)}{element('div', *now, class_='cm-tree-now')}\n")


def _told(block: b.Tree) -> Html:
    """What may be told at any time, above all that is asked."""
    if not block.told:
        return NOTHING
    label = element("span", text(block.any_time), class_="cm-tree-any-label")
    links = (
        element("a", text(words), href=f"#n-{node}", class_="cm-tree-tell")
        for words, node in block.told
    )
    return element("nav", label, *links, class_="cm-tree-any", aria_label=block.any_time)


def _asked(write: Writer, block: b.Tree) -> list[Html]:
    step = block.first
    options = [item for part in step.body if _is_options(part) for item in part.items]
    proof = tuple(part for part in step.body if _is_proof(part))
    rest = tuple(
        part for part in step.body if not (_is_options(part) or _is_proof(part) or _is_rule(part))
    )
    head = element("h3", write.line(step.title), class_="cm-tree-head")
    body = element("div", head, write.tight(rest), class_="cm-body")
    answers = _several(write, block, options) if block.several else _answers(write, block, options)
    return [body, answers, *([write.tight(proof)] if proof else [])]


def _is_options(part: b.Block) -> TypeGuard[b.Items]:
    return isinstance(part, b.Items) and part.role == "options"


def _is_proof(part: b.Block) -> bool:
    """What a step rests on, which stands below its answers."""
    return isinstance(part, b.Laws) or (isinstance(part, b.Paragraph) and part.role == "evidence")


def _is_rule(part: b.Block) -> bool:
    return isinstance(part, b.Paragraph) and part.role == "rule"


def _answers(write: Writer, block: b.Tree, options: list[b.Item]) -> Html:
    """The options of a question, or else its ways, which lead to the steps of this page alone."""
    place = f"#n-{block.place}"
    rows = [element("a", write.tight(item.blocks), href=place) for item in options]
    is_here = block.place == block.first.id
    rows = rows or [
        element("a", text(way.label), href=f"#n-{way.goal}" if is_here else place)
        for way in block.first.ways
    ]
    return element("ul", *(element("li", row) for row in rows), class_="cm-answers")


def _several(write: Writer, block: b.Tree, options: list[b.Item]) -> Html:
    """Answers of which several can be given, as high as the fields that the script puts there."""
    assert block.several
    place, (none, go) = f"#n-{block.place}", block.several
    box = element("span", class_="cm-choice-box")
    words = [*(write.tight(item.blocks) for item in options), text(none)]
    rows = (element("a", box, answer, class_="cm-choice", href=place) for answer in words)
    on = element("a", text(go), class_="cm-button cm-button--on", href=place)
    return element(
        "div",
        element("fieldset", *rows),
        element("p", class_="cm-tree-error"),
        on,
        class_="cm-tree-form",
    )


def _done(write: Writer, block: b.Tree) -> list[Html]:
    step, (todo, ready) = block.first, block.todo
    spoken = tuple(part for part in step.body if isinstance(part, b.Say))
    rest = tuple(part for part in step.body if not isinstance(part, b.Say))
    body = [element("h3", write.line(step.title), class_="cm-tree-head")]
    body += [write.tight(parts) for parts in (spoken, rest) if parts]
    on = element("a", text(ready), class_="cm-button cm-button--on", href=f"#n-{block.place}")
    return [
        element("p", text(todo), class_="cm-tree-todo"),
        element("div", *body, class_="cm-body"),
        element("p", on, class_="cm-tree-on"),
    ]


def _modes(words: tuple[str, str, str]) -> Html:
    label, every, single = words
    buttons = (
        element("button", text(word), type="button", data_mode=mode, aria_pressed=pressed)
        for word, mode, pressed in ((every, "list", "false"), (single, "tree", "true"))
    )
    return element("div", *buttons, class_="cm-modes", role="group", aria_label=label)


def script_data(data: str, name: str) -> Html:
    """JSON for a script of the page, which finds it by this name; nothing in it ends the element."""
    json.loads(data)
    safe = data.replace("<", "\\u003c")
    return Html(f'<script type="application/json" id="{name}">{safe}</script>')


def slip(_write: Writer, block: b.Slip) -> Html:
    """What is printed of a discreet page, and of it alone; the script has the same (person.js)."""
    rows = (element("li", element("strong", text(number), dir="ltr")) for number in block.numbers)
    lines = (
        element("p", text(f"{word}: "), element("span", class_="cm-blank cm-blank--middle"))
        for word in block.blanks
    )
    pieces = [element("h2", text(block.appointment_label)), *lines]
    if block.numbers:
        pieces += [element("h2", text(block.numbers_label)), element("ul", *rows)]
    places = json.dumps(block.places, ensure_ascii=False) if block.places else None
    label = block.numbers_label if places else None
    slip_ = joined(pieces, Html("\n"))
    return element("section", slip_, class_="cm-slip", data_places=places, data_label=label)
