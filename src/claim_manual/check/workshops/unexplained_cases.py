"""unexplained-case: a workshop practises a case whose page none of its objectives and sessions names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.practice import practice
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.workshop import Workshop


@rule(warning="unexplained-case")
def unexplained_cases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nobody can practise with a page that the workshop does not open."""
    for workshop in manual.workshops:
        explained = _explained_pages(workshop.model)
        with_cases = [n for n, part in enumerate(workshop.model.sessions) if part.cases is not None]
        for n, session in zip(with_cases, practice(manual, workshop).sessions, strict=True):
            pages = dict.fromkeys(case.document.id for case in session.cases)
            for page_id in pages:
                if page_id not in explained:
                    yield warning(
                        workshop.source.value(("sessions", n, "cases")),
                        "unexplained-case",
                        say(
                            "Cases of “{id}” are practised, and no objective or session names that page.",
                            id=page_id,
                        ),
                        say("Add it under pages: of an objective or a session."),
                    )


def _explained_pages(workshop: Workshop) -> frozenset[str]:
    """The pages that a workshop's objectives rest on and its sessions work with."""
    named = [part.pages for part in workshop.objectives]
    named += [part.pages for part in workshop.sessions]
    return frozenset(page_id for pages in named for page_id in pages)
