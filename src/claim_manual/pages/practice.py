"""The page on which the cases of a workshop are played, one question at a time."""

from __future__ import annotations

from claim_manual.derived.addresses import practice_uri, workshop_uri
from claim_manual.derived.played_cases import played_cases
from claim_manual.derived.practice import PracticeCase, playable_cases
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Document
from claim_manual.model.values import STATUSES
from claim_manual.model.workshop import Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import notice
from claim_manual.pages.trees import used_steps


def practice_page(reading: Reading, workshop: Document[Workshop]) -> Page:
    """The cases of a workshop, to be played or to be read."""
    texts, say = Texts(reading, workshop.path), reading.say
    workshop_title = reading.plain(workshop.model.title)
    heading = say("Practise the cases")
    lead = say(
        "Choose a case, read its story and answer one question at a time. At the end you see whether it is the outcome of the case, and where the ways part. Nothing is stored and nothing is sent."
    )
    cases = playable_cases(reading.manual, workshop)
    return Page(
        uri=practice_uri(workshop.id),
        lang=reading.lang,
        title=f"{heading}: {workshop_title}",
        path=workshop.path,
        kicker=(i.Link(PageGoal(workshop_uri(workshop.id)), texts.line(workshop.model.title)),),
        heading=texts.words(heading),
        head=(
            b.Online((b.Paragraph(texts.words(lead), "lead"),)),
            notice(texts, workshop.model.status),
        ),
        sections=(
            Section("cases", texts.words(say("Cases")), (_block(texts, cases),), is_searched=False),
        ),
        description=lead,
        status=workshop.model.status,
        belongs_to=workshop_title,
        is_wide=True,
    )


def _block(texts: Texts, cases: tuple[PracticeCase, ...]) -> b.Practice:
    statuses = {status: texts.status(status) for status in STATUSES}
    played = played_cases(texts.reading, cases, statuses)
    return b.Practice(
        texts.say("One question at a time"),
        tuple(_case(texts, n, case) for n, case in enumerate(cases, 1)),
        str(played.data),
        tuple(used_steps(texts.manual, texts.reading, used) for used in played.documents),
    )


def _case(texts: Texts, number: int, case: PracticeCase) -> b.PlayedCase:
    return b.PlayedCase(
        case.name,
        Texts(texts.reading, case.document.path).line(case.scenario.story),
        texts.link_to(case.document),
        texts.say("Play case {n}", n=number),
    )
