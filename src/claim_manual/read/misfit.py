"""What the schema says of a value that does not fit, as a finding in an author's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from pydantic_core import ErrorDetails

from claim_manual.model.assessment import BANK_QUESTION
from claim_manual.model.documents.settings import FEEDBACK, ZONE
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.guard import OF_RANGES
from claim_manual.model.near import Near
from claim_manual.model.nodes import KINDS
from claim_manual.model.place import NOWHERE, Loc, Place
from claim_manual.model.registers.opening import CLOCK, DAYS
from claim_manual.model.registers.reached import MAIL
from claim_manual.model.schema import ID, LANGUAGE, TAG, Model
from claim_manual.model.telephone import EXTENSION, PHONE
from claim_manual.model.workshop import CASE, MATERIAL, TIME
from claim_manual.read.keys import keys_at
from claim_manual.read.meant_values import meant_value
from claim_manual.read.yaml_value import Value

_DATE = say("A date is a day of the calendar, written year-month-day: 2026-11-21.")
_KEYS = say("This must be keys with values, each on a line below.")
_WHOLE_NUMBER = say("This must be a whole number.")
_LANGUAGE = say("A language is written as in BCP 47: pt, en, es-SV.")
_PHONE = say("One telephone number: digits and spaces, with + and the country if abroad.")
_ZONE = say("A time zone is written as in the IANA list: Europe/Lisbon.")
_CLOCK = say("A time of the day is written 09:30; 24:00 is its end.")
_PATTERNS = {
    PHONE: _PHONE,
    EXTENSION: say("An extension is digits, in quotes."),
    ZONE: _ZONE,
    FEEDBACK: say(
        "Write an e-mail address, name@example.org, or an address that begins with https://."
    ),
    MAIL: say("An e-mail address is written name@example.org."),
    CLOCK: _CLOCK,
    DAYS: say("Days are mon, tue, wed, thu, fri, sat, sun, or ranges of them: mon-fri."),
    TAG: _LANGUAGE,
    CASE: say("A case is the id of its page, a full stop, and its own id: ad-04-trafico.nina."),
    BANK_QUESTION: say(
        "A case is the id of its page, a full stop, and its own id: ad-04-trafico.nina."
    ),
    MATERIAL: say(
        "It can be: cards, workbook, slides, flow, assessment; form:, procedure: or flow: with an id."
    ),
    TIME: say("A time of the day is written 09:30."),
}
"""The pattern of a value to how the value is written."""
_CASES = say("Cases are a list of names, or keys: {{flows: [ad-04-trafico], minutes_each: 9}}.")
_RANGE = say("A range has bounds: range: {{ge: 18, lt: 65}}.")
_BY_LANGUAGE = say("A text is written by language, each on a line below: {texts}")
_TIMES = say("Days and times stand under opening:, words under hours:.")
HINTS: dict[str, Message] = {
    "string_type": say("This must be text."),
    "text": _BY_LANGUAGE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_from_datetime_parsing": _DATE,
    "duration": say("A duration is written in ISO 8601: PT10M for 10 minutes, P5D for 5 days."),
    "long_duration": say("A duration is no longer than 100 years."),
    "far_day": say("A day lies between the years 1000 and 2999."),
    "far_number": say("A number lies between −10¹⁵ and 10¹⁵."),
    "tuple_type": say("This must be a list: a line with a hyphen for each item."),
    "guard": say(
        "A condition names questions and answers, {{protocolo: sim}}; any: [{{…}}, {{…}}] is or, not: {{…}} is not."
    ),
    "bound": say(
        "A bound is a number, or a day of the calendar written year-month-day: 2026-11-21."
    ),
    "no_bounds": _RANGE,
    "mixed_bounds": say("The bounds of a range are all numbers or all days."),
    "same_side": say(
        "ge and gt both say where it begins, le and lt both where it ends: write one of each pair."
    ),
    "empty_range": say("Nothing lies between these bounds."),
    "given": say("An answer is an id, a list of ids, a number or a day."),
    "nothing_asked": say("An assessment asks something: write bank:, questions: or both."),
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "requirement": say(
        "Write one of: before: …; within_questions: … with node: …; offers: …; without: …"
    ),
    "phone": _PHONE,
    "several_phones": say(
        'These are two telephone numbers. Write each under phones:, as - number: "217 115 000".'
    ),
    "late_opening": _CLOCK,
    "half_opening": say("Write from: and to:, as times of the day, or by_appointment: true."),
    "empty_opening": say(
        'It would close when it opens. A whole day is from: "00:00" and to: "24:00".'
    ),
    "timezone": _ZONE,
    "model_type": _KEYS,
    "dict_type": _KEYS,
}
"""The kind of misfit to how the value is written."""


SLIPS = {"gte": "ge", "min": "ge", "from": "ge", "lte": "le", "max": "le", "until": "le"}
"""Words for bounds that are common elsewhere, which spelling would lead astray."""
BRANCH_END = "done"
"""The one kind of outcome that a branch has."""
WHOLE_FILE: tuple[Loc, ...] = ((), ("entries",))
"""Ways that lead to all of a file: of a document, and of a register, whose list has no key."""


def misfit(
    model: type[Model], root: Value, problem: ErrorDetails, languages: Sequence[str] = ()
) -> Finding | None:
    """The finding for one problem; None for what only follows from another finding.

    `languages` are those of the manual, in which examples are given.
    """
    finding = _misfit(model, root, problem)
    key = problem["loc"][-1] if problem["loc"] else ""
    if finding and problem["type"] == "extra_forbidden" and key in languages:
        keys = ", ".join(keys_at(model, problem["loc"][:-1]))
        hint = say(
            "A text stands below a key of its own. Keys that can stand here: {keys}.", keys=keys
        )
        return replace(finding, hint=hint)
    if finding is None or finding.hint is not _BY_LANGUAGE:
        return finding
    if key == "hours" and isinstance(root.at(problem["loc"])[0].content, list):
        return replace(finding, hint=_TIMES)
    texts = ", ".join(f"{lang}: …" for lang in languages or ("en",))
    return replace(finding, hint=say(_BY_LANGUAGE.template, texts=texts))


def _misfit(model: type[Model], root: Value, problem: ErrorDetails) -> Finding | None:
    value, reached = root.at(problem["loc"])
    last = next((part for part in reversed(problem["loc"]) if _is_key(part)), "…")
    if value.place == NOWHERE:
        return None
    place = _key_place(root, reached) if value.content is None and reached else value.place
    match problem["type"]:
        case "extra_forbidden":
            finding: Finding | None = _unknown_key(model, root, problem["loc"])
        case "missing":
            finding = None if last in value.removed else _missing(value, last)
        case "node_kind":
            finding = _no_node(value)
        case "branch_node_kind":
            finding = _no_branch_node(value)
        case "legal_without_basis":
            finding = error(
                value.place,
                "missing-key",
                say("A legal time limit names its law, and “{key}” is missing.", key="basis"),
                say("Add basis: with an id of reference/laws.yml, or make it kind: target."),
            )
        case "too_short" | "string_too_short":
            nothing = error(place, "missing-key", say("“{key}” has nothing in it.", key=last))
            finding = None if value.removed else nothing
        case _ if value.content is None:
            hint = say("Write it, or take the key away.")
            finding = error(place, "empty-text", say("“{key}” is empty.", key=last), hint)
        case "string_pattern_mismatch" if problem["ctx"]["pattern"] in {ID, LANGUAGE}:
            finding = _bad_name(root, reached, value, problem)
        case _:
            meant = meant_value(model, value, problem)
            finding = (
                error(place, "wrong-type", meant.message, meant.hint)
                if meant
                else _wrong_type(value, place, last, problem)
            )
    return finding


def _is_key(part: str | int) -> TypeGuard[str]:
    return isinstance(part, str) and not part.startswith("<")


def _no_node(value: Value) -> Finding | None:
    if isinstance(value.content, dict) and value.removed & {*KINDS}:
        return None
    return error(
        value.place,
        "missing-key",
        say("A node has exactly one of do, ask, use, parallel, wait, outcome."),
        say("Say what it is: do for a step, ask for a question, outcome for an end."),
    )


def _no_branch_node(value: Value) -> Finding | None:
    """In a branch there is no further parallel; one that is meant stands on a page of its own."""
    if isinstance(value.content, dict) and "parallel" in value.content:
        return error(
            value.keys.get("parallel", value.place),
            "wrong-type",
            say("A branch does not part into branches again."),
            say("Make one more branch beside the others, or use: a page that has these."),
        )
    return _no_node(value)


def _key_place(root: Value, loc: Loc) -> Place:
    parent, _ = root.at(loc[:-1])
    return parent.keys.get(str(loc[-1]), parent.place)


def bad_id(place: Place, written: str) -> Finding:
    """The finding for an id of the wrong form."""
    return error(
        place,
        "bad-id",
        say("“{id}” is not an id.", id=written),
        say("An id has small letters without accents, digits and hyphens: individual-plan."),
    )


def _bad_name(root: Value, reached: Loc, value: Value, problem: ErrorDetails) -> Finding:
    """The finding for an id or a language of the wrong form, which may be the key of a value."""
    is_key = problem["loc"][-1] == "[key]"
    place = _key_place(root, reached) if is_key else value.place
    written = str(reached[-1]) if is_key else value.raw
    if problem["ctx"]["pattern"] == ID:
        return bad_id(place, written)
    message = say("“{lang}” is not the code of a language.", lang=written)
    return error(place, "bad-id", message, _LANGUAGE)


def _unknown_key(model: type[Model], root: Value, loc: Loc) -> Finding:
    parent, _ = root.at(loc[:-1])
    key = str(loc[-1])
    allowed = keys_at(model, loc[:-1])
    usual = [word for word in [SLIPS.get(key)] if word in allowed]
    suggestion = usual[0] if usual else Near(allowed)(key)
    hint = (
        say("Did you mean “{near}”?", near=suggestion)
        if suggestion
        else say("Keys that can stand here: {keys}.", keys=", ".join(allowed))
    )
    return error(
        parent.keys.get(key, parent.place),
        "unknown-key",
        say("The key “{key}” is not known here.", key=key),
        hint,
    )


def _missing(parent: Value, key: str) -> Finding:
    return error(
        parent.place,
        "missing-key",
        say("The key “{key}” is missing.", key=key),
        say("Add {key}: here.", key=key),
    )


def _wrong_type(value: Value, place: Place, key: str, problem: ErrorDetails) -> Finding:
    """What is wrong with a value, and how it should be written."""
    written = value.content
    shown = value.raw if not isinstance(written, dict | list) else "…"
    kind = problem["type"]
    if kind == "too_long":
        hint = say("A list here has {most} items at most.", most=problem["ctx"]["max_length"])
    elif kind == "greater_than_equal":
        hint = say("This must be a whole number, {least} or more.", least=problem["ctx"]["ge"])
    elif kind == "literal_error":
        choices = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        hint = _end_of_branch(choices, value.raw) or _choice(choices, value.raw)
    elif kind == "string_pattern_mismatch" and problem["ctx"]["pattern"] in _PATTERNS:
        hint = _PATTERNS[problem["ctx"]["pattern"]]
    elif kind == "string_pattern_mismatch":
        hint = _choice(problem["ctx"]["pattern"].strip("^($)").replace("|", ", "), value.raw)
    else:
        hint = _usual_hint(kind, key)
    message = say("“{key}” cannot be “{value}”.", key=key, value=shown)
    if isinstance(written, dict | list):
        message = say("“{key}” is not written as it must be.", key=key)
    if problem["loc"] in WHOLE_FILE:
        message = say("This file has another form than it must.")
    return error(place, "wrong-type", message, hint)


def _end_of_branch(choices: str, written: str) -> Message | None:
    """How a branch ends, and nothing else does."""
    if choices == BRANCH_END:
        return say(
            "In a branch it can only be done, and the others go on. What ends everything stands under at_any_time:."
        )
    if written == BRANCH_END and "resolved" in choices:
        return say(
            "done ends a branch of parallel: alone. Here it can be: {choices}.", choices=choices
        )
    return None


def _usual_hint(kind: str, key: str) -> Message:
    """How a value of this key is written that is misfit in this way."""
    if key in {"range", "domain"} and kind not in OF_RANGES:
        return _RANGE
    if key == "cases" and kind == "model_type":
        return _CASES
    return HINTS.get(kind, say("Look the key up in the authors' guide."))


def _choice(choices: str, written: str) -> Message:
    near = Near(choices.split(", "))(written)
    if near:
        return say("Did you mean “{near}”? It can be: {choices}.", near=near, choices=choices)
    return say("It can be: {choices}.", choices=choices)
