"""The interactive tree of a document as a block of its page."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.derived.tree import tree as tree_data
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.values import STATUSES
from claim_manual.pages import blocks as b
from claim_manual.pages.steps import steps
from claim_manual.pages.texts import Texts


def tree(texts: Texts, document: AnyDocument, walked: b.Steps, *, is_first: bool) -> b.Tree | None:
    """The tree with the steps of each document it uses; None where nothing is asked.

    `is_first` where it stands alone, and not in place of the steps.
    """
    statuses = {status: texts.status(status) for status in STATUSES}
    program = tree_data(texts.reading, document, statuses)
    if program is None:
        return None
    say = texts.say
    modes = (say("How to read the steps"), say("All steps"), say("One question at a time"))
    used = tuple(used_steps(texts.manual, texts.reading, other) for other in program.used)
    page, node = program.first
    walks = (walked, *(other.steps for other in used))
    return b.Tree(
        say("One question at a time"),
        str(program.data),
        used,
        document.model.code,
        next(step for step in walks[page].steps if step.id == node),
        walked.steps[0].id if page else node,
        (say("Do this, then continue"), say("Done, continue")),
        None if is_first else modes,
        (say("None of these"), say("Continue")) if program.asks_several else None,
        say("At any time"),
        program.told,
    )


@derived_by(lambda reading, document: (reading.lang, document.id))
def used_steps(_manual: Manual, reading: Reading, document: AnyDocument) -> b.UsedSteps:
    """The steps of a document, for a tree that goes through it."""
    return b.UsedSteps(document.id, steps(Texts(reading, document.path, here=False), document))
