"""misplaced-results: results lie in the folder of another workshop, or count what nobody is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.assessment_form import assessment_form
from claim_manual.derived.reading import Reading
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Document, Manual
from claim_manual.model.results import Results


@rule(error="misplaced-results", warning="misplaced-results")
def misplaced_results(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """results/<workshop>/<day>.yml: the folder says whose results they are."""
    for results in manual.results:
        if results.category != results.model.workshop:
            yield error(
                results.source.value(("workshop",)),
                "misplaced-results",
                say(
                    "The folder is that of “{folder}”, and the results are of “{workshop}”.",
                    folder=results.category,
                    workshop=results.model.workshop,
                ),
                say("Move the file to results/{workshop}/.", workshop=results.model.workshop),
            )
        yield from _unasked(manual, results)


def _unasked(manual: Manual, results: Document[Results]) -> Iterator[Finding]:
    assessment = manual.assessment(results.model.assessment)
    if assessment is None:
        return
    form = assessment_form(Reading(manual, manual.default_language), assessment)
    names = {question.name for question in form.questions}
    for n, tally in enumerate(results.model.questions):
        if tally.question not in names:
            yield warning(
                results.source.value(("questions", n, "question")),
                "misplaced-results",
                say(
                    "The assessment “{assessment}” no longer asks “{name}”.",
                    assessment=results.model.assessment,
                    name=tally.question,
                ),
                say("These counts are shown nowhere; put the question back, or take them out."),
            )
