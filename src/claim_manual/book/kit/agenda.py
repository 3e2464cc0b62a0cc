"""The agenda of a workshop: what it is for, for whom, and in which order."""

from __future__ import annotations

from claim_manual.book.kit.kit_maker import KitMaker
from claim_manual.book.lines import text
from claim_manual.book.values import Chapter
from claim_manual.html import element


def agenda(kit: KitMaker) -> Chapter:
    """The agenda, for people who take part."""
    anchor = "p-agenda"
    references = kit.references()
    write = kit.write(anchor, references)
    model = kit.workshop.model
    rows = [*kit.head(kit.say("Agenda")), kit.facts()]
    if model.summary:
        rows.insert(-1, element("p", write.line(kit.texts.line(model.summary)), class_="lead"))
    rows += kit.objectives(write, has_pages=False)
    rows += kit.programme(write)
    if model.assessment:
        words = kit.say(
            "Before and after, a questionnaire without names shows what the workshop changed."
        )
        rows.append(element("p", text(words), class_="meta"))
    return kit.chapter(anchor, kit.say("Agenda"), rows, references)
