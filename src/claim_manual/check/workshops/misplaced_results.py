"""misplaced-results: results lie in the folder of another workshop, or count what nobody is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.assessment_form import bank_cases, own_name
from claim_manual.derived.question_bank import question_name
from claim_manual.model.assessment import Assessment
from claim_manual.model.finding import Finding, Message, error, say, warning
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
                _elsewhere(results),
                say("Move the file to results/{workshop}/.", workshop=results.model.workshop),
            )
        yield from _unasked(manual, results)


def _elsewhere(results: Document[Results]) -> Message:
    if not results.category:
        return say("The file lies in the folder of no workshop.")
    return say(
        "The folder is that of “{folder}”, and the results are of “{workshop}”.",
        folder=results.category,
        workshop=results.model.workshop,
    )


def _unasked(manual: Manual, results: Document[Results]) -> Iterator[Finding]:
    assessment = manual.assessment(results.model.assessment)
    if assessment is None or not _is_known(manual, assessment):
        return
    bank, own = assessment.model.bank, assessment.model.questions
    names = {question_name(case) for case in bank_cases(manual, bank)}
    names |= {own_name(question.id) for question in own}
    for key in ("questions", "pairs"):
        for n, counts in enumerate(getattr(results.model, key)):
            if counts.question not in names:
                yield warning(
                    results.source.value((key, n, "question")),
                    "misplaced-results",
                    say(
                        "The assessment “{assessment}” no longer asks “{name}”.",
                        assessment=results.model.assessment,
                        name=counts.question,
                    ),
                    say("These counts are shown nowhere; put the question back, or take them out."),
                )


def _is_known(manual: Manual, assessment: Document[Assessment]) -> bool:
    """Whether the assessment, and the pages from which cases are drawn, could all be read."""
    bank = assessment.model.bank
    names = [*bank.of, *(name.partition(".")[0] for name in bank.questions)] if bank else []
    pages = [manual.document(name) for name in names if name not in _own_ids(assessment)]
    paths = {page.path for page in pages if page}
    return all(pages) and manual.faulty.isdisjoint({assessment.path, *paths})


def _own_ids(assessment: Document[Assessment]) -> set[str]:
    return {question.id for question in assessment.model.questions}
