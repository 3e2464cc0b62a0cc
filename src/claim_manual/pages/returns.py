"""What stands beside the outcomes on a tree's own page: where one goes on in the pages that use it."""

from __future__ import annotations

from dataclasses import replace

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.outline import outline
from claim_manual.derived.returns import Return, returns
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.texts import Texts


def with_returns(texts: Texts, document: AnyDocument, walked: b.Steps) -> b.Steps:
    """The steps of a tree, each outcome with the steps that follow it elsewhere."""
    onward = returns(texts.manual, document)
    return b.Steps(
        tuple(
            replace(step, body=(*step.body, _line(texts, onward[step.id])))
            if step.id in onward
            else step
            for step in walked.steps
        )
    )


def _line(texts: Texts, onward: tuple[Return, ...]) -> b.Paragraph:
    label = i.Span("label", texts.words(texts.say("Goes on in")))
    links = i.between([_link(texts, step) for step in onward], " ")
    return b.Paragraph((label, i.Words(" "), *links), "onward")


def _link(texts: Texts, onward: Return) -> i.Link:
    """A link to a step of a page, by its code, number and words; or to a page."""
    if onward.node_id is None:
        return texts.link_to(onward.document)
    items = outline(texts.reading, onward.document)
    item = next(item for item in items if item.node.id == onward.node_id)
    code = i.Span("code", texts.words(onward.document.model.code))
    goal = PageGoal(document_uri(onward.document), f"n-{item.node.id}")
    return i.Link(goal, (code, i.Words(f" {item.number}. {item.text}")))
