"""What workshops say of themselves in one language: their state; minutes, method, material."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.model.values import METHODS
from claim_manual.model.workshop import Session
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.texts import Texts

KIT_PARTS = {
    "cards": "Case cards",
    "workbook": "Workbook",
    "slides": "Slides",
    "flow": "Flowchart",
    "assessment": "Assessment",
}
"""Material that is a part of the kit, each with the message that says it."""


def minutes_text(reading: Reading, minutes: int) -> str:
    """Minutes in words: 4 hours, 1 hour and 30 minutes."""
    hours, rest = divmod(minutes, 60)
    iso = "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
    return reading.say.duration(iso)


def method_text(reading: Reading, session: Session) -> str:
    """How a session is held."""
    return reading.say(METHODS[session.method])


def material_text(reading: Reading, material: str) -> str:
    """What a session needs: a part of the kit, or a form or page by its name; its id where there is
    none.
    """
    kind, _, named = material.partition(":")
    if not named:
        return reading.say(KIT_PARTS[kind])
    if kind == "form":
        form = reading.manual.form(named)
        return reading.plain(form.title) if form else named
    document = reading.manual.document(named)
    return reading.title(document) if document else named


def notice(texts: Texts, status: str) -> b.Notice:
    """The state of a workshop or an assessment."""
    return b.Notice(status, ((i.Strong(texts.words(f"{texts.status(status)}.")),),))
