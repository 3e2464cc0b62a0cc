"""unknown-case: a workshop or an assessment names a case that no page has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place


@rule(error="unknown-case")
def unknown_cases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A case is the id of a page, a full stop, and the id of a scenario on it."""
    cases = {
        f"{document.id}.{scenario.id}"
        for document in manual.documents()
        for scenario in document.model.scenarios
    }
    misread = {path.rpartition("/")[2].rpartition(".")[0] for path in manual.unread}
    misread |= {document.id for document in manual.documents() if not document.is_whole}
    for name, own, place in _named(manual):
        if name in cases or name in own or name.partition(".")[0] in misread:
            continue
        near = Near({*cases, *own})(name)
        yield error(
            place,
            "unknown-case",
            say("There is no case “{id}” in this manual.", id=name),
            say("Did you mean “{near}”?", near=near)
            if near
            else say("Write the id of a page, a full stop, and the id of one of its scenarios."),
        )


def _named(manual: Manual) -> Iterator[tuple[str, frozenset[str], Place]]:
    """Each name with the ids of own questions that may stand in its place, and where it stands."""
    nothing = frozenset[str]()
    for workshop in manual.workshops:
        for n, session in enumerate(workshop.model.sessions):
            names = session.practice.names if session.practice else ()
            inner = () if isinstance(session.cases, tuple) else ("names",)
            for m, name in enumerate(names):
                yield name, nothing, workshop.source.value(("sessions", n, "cases", *inner, m))
    for assessment in manual.assessments:
        bank = assessment.model.bank
        own = frozenset(question.id for question in assessment.model.questions)
        for n, name in enumerate(bank.questions if bank else ()):
            yield name, own, assessment.source.value(("bank", "questions", n))
