"""YAML values against the schema: a model, and a finding for each thing that does not fit.

Where something does not fit it is taken out, or a stand-in put in that is reported nowhere, so
that the rest of the document can still be checked in the same run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding
from claim_manual.model.manual import Origin
from claim_manual.model.place import NOWHERE
from claim_manual.model.schema import Model
from claim_manual.read.cleaned import cleaned
from claim_manual.read.codes import codes
from claim_manual.read.meant_numbers import misleading_numbers
from claim_manual.read.meant_values import correct
from claim_manual.read.mend import mend, sweep
from claim_manual.read.misfit import misfit
from claim_manual.read.packed import packed
from claim_manual.read.reworded import reworded
from claim_manual.read.yaml_value import Value

M = TypeVar("M", bound=Model)
ROUNDS = 8
"""A mended value can show a further misfit behind it; deeper than this nothing of use is left."""


def validate(
    model: type[M], value: Value, path: str, languages: Sequence[str] = ()
) -> tuple[M | None, Origin, list[Finding]]:
    """The document as `model`, where its values stand, and what does not fit the schema.

    `languages` are those of the manual. The model is None only where the document cannot be mended in ROUNDS rounds.
    """
    few = Few()
    slips = [*cleaned(model, value), *codes(model, value)]
    document: M | None = None
    for turn in range(ROUNDS):
        try:
            document = model.model_validate_json(json.dumps(value.plain()), strict=True)
            break
        except ValidationError as failure:
            if turn == 0 and (words := reworded(model, value)):
                slips += words
                continue
            causes = _causes(failure.errors(include_url=False, include_input=False))
            for problem in causes:  # all of them where they stand, before any is taken out
                _report(model, value, problem, few, languages)
            for problem in causes:
                if not correct(model, value, problem):
                    mend(value, problem)
            sweep(value)
    findings = [*slips, *few.findings()]
    findings += misleading_numbers(value, {finding.place for finding in findings})
    return document, Origin(path, packed(path, value.places())), findings


def _report(
    model: type[Model], value: Value, problem: ErrorDetails, few: Few, languages: Sequence[str]
) -> None:
    if problem["type"] == "half_opening" and value.at(problem["loc"])[0].removed:
        return  # the half that does not fit is reported itself
    if few.has_room(problem["type"]):
        finding = misfit(model, value, problem, languages)
        if finding and finding.place != NOWHERE:
            few.add(problem["type"], finding)


def _causes(problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that are "too short" only because an item of theirs is reported itself."""
    ancestors = {
        problem["loc"][:length] for problem in problems for length in range(len(problem["loc"]))
    }
    return [
        problem
        for problem in problems
        if problem["type"] != "too_short" or problem["loc"] not in ancestors
    ]
