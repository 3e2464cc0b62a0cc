"""The files of a workshop's kit, by their names, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.practice import practice
from claim_manual.derived.question_bank import askable_cases
from claim_manual.model.language import Words
from claim_manual.model.manual import Document, Manual
from claim_manual.model.shown import message
from claim_manual.model.workshop import Workshop


@dataclass(frozen=True)
class KitFile:
    """A file of a kit; `title` is a message, `format` how people call its kind of file."""

    name: str
    title: str
    format: str = "PDF"

    def label(self, say: Words) -> str:
        """What it is called, and what kind of file it is."""
        return f"{say(self.title)} ({self.format})"


AGENDA = KitFile("agenda.pdf", message("Agenda"))
GUIDE = KitFile("guide.pdf", message("Facilitator's guide, with the key of each case"))
WORKBOOK = KitFile("workbook.pdf", message("Workbook, without the key"))
CARDS = KitFile("cards.pdf", message("Case cards, to print on both sides and to cut"))
ATTENDANCE = KitFile("attendance.pdf", message("Attendance sheet"))
CERTIFICATE = KitFile("certificate.pdf", message("Certificate, to fill in"))
SLIDES = KitFile("slides.pptx", message("Slides"), "PPTX")
MOODLE = KitFile("bank.xml", message("Question bank for Moodle"), "XML")
GIFT = KitFile("bank.gift", message("Question bank in GIFT"), "GIFT")
OLX = KitFile("olx.tar.gz", message("Question bank for Open edX"), "OLX")
DATES = KitFile("dates.ics", message("Dates for a calendar"), "ICS")
PAPER = KitFile("assessment.pdf", message("Assessment on paper"))
WHOM = KitFile("whom-to-call.pdf", message("Whom to call here"))
XLSFORM = KitFile("assessment.xlsx", message("Assessment for KoboToolbox and ODK"), "XLSForm")


def kit_files(manual: Manual, workshop: Document[Workshop]) -> tuple[KitFile, ...]:
    """The files of a workshop's kit: those that it has something for."""
    return tuple(_files(manual, workshop))


def _files(manual: Manual, workshop: Document[Workshop]) -> Iterator[KitFile]:
    has_cases = bool(practice(manual, workshop).cases)
    yield from (AGENDA, GUIDE, WORKBOOK)
    if has_cases:
        yield CARDS
    yield from (ATTENDANCE, CERTIFICATE, *([WHOM] if manual.at else []), SLIDES)
    if has_bank(manual, workshop):
        yield from (MOODLE, GIFT, OLX)
    if workshop.model.dates:
        yield DATES
    if manual.assessment(workshop.model.assessment or ""):
        yield from (PAPER, XLSFORM)


def has_bank(manual: Manual, workshop: Document[Workshop]) -> bool:
    """Whether a page of a workshop has a case with a story that can be asked."""
    documents = (manual.document(page_id) for page_id in bank_documents(manual, workshop))
    return any(True for document in documents if document for _ in askable_cases(document))


def bank_documents(manual: Manual, workshop: Document[Workshop]) -> tuple[str, ...]:
    """The ids of the pages that a workshop is about: of its objectives, sessions and cases."""
    model = workshop.model
    ids = [page_id for objective in model.objectives for page_id in objective.pages]
    ids += [page_id for session in model.sessions for page_id in session.pages]
    ids += [page.id for page in practice(manual, workshop).documents]
    return tuple(page_id for page_id in dict.fromkeys(ids) if manual.document(page_id))
