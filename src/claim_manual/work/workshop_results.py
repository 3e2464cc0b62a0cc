"""Answers of a workshop's assessment: judged, counted, and kept as counts in the manual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claim_manual.derived.assessment_form import assessment_form
from claim_manual.derived.reading import Reading
from claim_manual.exchange.answer_names import answer_names
from claim_manual.exchange.answers import Answers, read_answers
from claim_manual.exchange.counted import Counted, counted
from claim_manual.exchange.remarks import WorkshopRemark, remarks
from claim_manual.exchange.tables import Rows, csv_rows, no_table
from claim_manual.model.assessment import Assessment
from claim_manual.model.finding import Finding, few_of_each, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.results import Results
from claim_manual.model.sources import RESULTS, REVIEW
from claim_manual.model.workshop import Occasion, Workshop
from claim_manual.pages.markdown import escaped
from claim_manual.read.text_file import read_text
from claim_manual.sources.made import Plain, source_text, with_items
from claim_manual.sources.order import Shape, shape_of
from claim_manual.work.saving import written_if_sound

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheets begin: zips, and what was before them or is under a password."""


class UnclearError(Exception):
    """What is asked for cannot be said or kept; the argument is a message that tells what to do."""


@dataclass(frozen=True)
class Held:
    """A workshop on a day: its assessment, and the date of the workshop that it was, where one is
    written.
    """

    manual: Manual
    workshop: Document[Workshop]
    assessment: Document[Assessment]
    day: dt.date
    date: Occasion | None

    @property
    def path(self) -> str:
        """The file that has its results."""
        return RESULTS.path(self.day.isoformat(), self.workshop.id)


def held(
    manual: Manual, workshop: Document[Workshop], day: dt.date | None, date_id: str | None
) -> Held:
    """A workshop as it was held: on a day, on a date of its own, or on the only one it has.

    Raises UnclearError where that is not clear, or nothing says what was asked.
    """
    date = _date(workshop, day, date_id)
    on = day or (date.on if date else None)
    if on is None:
        names = ", ".join(date.id for date in workshop.model.dates) or "–"
        raise UnclearError(
            say("Say when it was: --on DATE, or --date with one of these: {names}.", names=names)
        )
    return Held(manual, workshop, _assessment(manual, workshop), on, date)


def _date(
    workshop: Document[Workshop], day: dt.date | None, date_id: str | None
) -> Occasion | None:
    dates = workshop.model.dates
    if date_id is not None:
        date = next((date for date in dates if date.id == date_id), None)
        if date is None:
            names = ", ".join(date.id for date in dates) or "–"
            raise UnclearError(
                say(
                    "There is no date “{id}” of this workshop; it has {names}.",
                    id=date_id,
                    names=names,
                )
            )
        return date
    possible = [date for date in dates if day in {None, date.on}]
    return possible[0] if len(possible) == 1 else None


def _assessment(manual: Manual, workshop: Document[Workshop]) -> Document[Assessment]:
    named = manual.assessment(workshop.model.assessment or "")
    of_workshop = [
        assessment for assessment in manual.assessments if assessment.model.workshop == workshop.id
    ]
    if named is None and len(of_workshop) != 1:
        raise UnclearError(
            say("Write in {path} which assessment it has: assessment: …", path=workshop.path)
        )
    return named or of_workshop[0]


def answers_in(
    content: bytes, held_workshop: Held, path: str
) -> tuple[Answers | None, list[Finding]]:
    """The answers of a CSV or XLSX file, told apart by content; None where a finding is an error."""
    is_spreadsheet = content.startswith(_SPREADSHEETS)
    rows, findings = (_sheet if is_spreadsheet else csv_rows)(content, path)
    if rows is None:
        return None, findings
    names = answer_names(held_workshop.manual, held_workshop.assessment)
    answers, more = read_answers(rows, names, path)
    return answers, few_of_each([*findings, *more])


def _sheet(content: bytes, path: str) -> tuple[Rows | None, list[Finding]]:
    from claim_manual.office.spreadsheet import SpreadsheetError, rows_of  # seldom used

    try:
        return rows_of(content), []
    except SpreadsheetError as failure:
        return None, [no_table(path, failure.message)]


@dataclass(frozen=True)
class Kept:
    """What came of answers: their counts, the files that were written, how many remarks are new, and
    the errors for which nothing was written.
    """

    counts: Counted
    files: tuple[str, ...]
    remarks: int
    errors: tuple[Finding, ...]


def keep(
    root: Path, today: dt.date, held_workshop: Held, answers: Answers, round_id: str | None
) -> Kept:
    """Write the counts of answers into the manual, and open answers into a round of review if one is
    named; both or none.

    Raises UnclearError where the counts of another date stand there, where too few people answered,
    or where the round is closed.
    """
    counts = counted(answers)
    if not counts.questions:
        raise UnclearError(say("Fewer than 5 people answered each question; nothing is kept."))
    files = {held_workshop.path: _results_text(root, held_workshop, counts)}
    new: tuple[WorkshopRemark, ...] = ()
    if round_id is not None:
        of_workshop = remarks(answers, held_workshop.workshop, held_workshop.day.isoformat())
        path, text, new = _with_remarks(root, today, held_workshop, round_id, of_workshop)
        if new:
            files[path] = text
    changed = {path: text for path, text in files.items() if _text(root, path) != text}
    encoded = {path: text.encode() for path, text in changed.items()}
    errors = written_if_sound(root, today, encoded) if encoded else []
    return Kept(counts, tuple(changed), len(new), tuple(errors))


def _text(root: Path, path: str) -> str | None:
    return read_text(root / path, path)[0] if (root / path).is_file() else None


def _shape(path: str, manual: Manual) -> Shape:
    shape = shape_of(path, manual.languages)
    assert shape is not None  # both kinds of files are rows of the table of sources
    return shape


def _results_text(root: Path, held_workshop: Held, counts: Counted) -> str:
    """The file of results. Raises UnclearError where another one of that day may be in its place."""
    path, manual = held_workshop.path, held_workshop.manual
    date_id = held_workshop.date.id if held_workshop.date else None
    results = Results(
        workshop=held_workshop.workshop.id,
        assessment=held_workshop.assessment.id,
        on=held_workshop.day,
        date=date_id,
        questions=counts.questions,
        pairs=counts.pairs,
    )
    text = source_text(results.model_dump(exclude_defaults=True), _shape(path, manual))
    if not (root / path).exists() or _text(root, path) == text:
        return text
    there = next((document.model for document in manual.results if document.path == path), None)
    if there is None or date_id is None or there.date != date_id:
        raise UnclearError(
            say("{file} has other results already, and nothing was written.", file=path),
            say("Name the date with --date ID, or another day with --on DATE; or delete the file."),
        )
    return text


def _with_remarks(
    root: Path,
    today: dt.date,
    held_workshop: Held,
    round_id: str,
    of_workshop: Sequence[WorkshopRemark],
) -> tuple[str, str, tuple[WorkshopRemark, ...]]:
    """The file of a round with what it has not: path, text, and the remarks that are new."""
    manual, path = held_workshop.manual, REVIEW.path(round_id)
    review = next((review for review in manual.reviews if review.id == round_id), None)
    there = {remark.id for remark in review.model.remarks} if review else set()
    new = tuple(remark for remark in of_workshop if remark.id not in there)
    if review and review.model.closed_on and new:
        raise UnclearError(say("The round “{id}” is closed; name another one.", id=round_id))
    sender = _sender(held_workshop)
    asked = _asked(held_workshop)
    items = [_item(remark, sender, asked[remark.question]) for remark in new]
    text = _text(root, path) or source_text(_new_round(manual, today), _shape(path, manual))
    return path, with_items(text, "remarks", items, _shape(path, manual)), new


def _new_round(manual: Manual, today: dt.date) -> Mapping[str, Plain]:
    titles = {reading.lang: reading.say("Remarks from workshops") for reading in _readings(manual)}
    return {"title": _by_language(titles), "opened_on": today}


def _asked(held_workshop: Held) -> dict[str, dict[str, str]]:
    """What each question of the assessment asks, by its name and by language."""
    asked: dict[str, dict[str, str]] = {}
    for reading in _readings(held_workshop.manual):
        for question in assessment_form(reading, held_workshop.assessment).questions:
            asked.setdefault(question.name, {})[reading.lang] = question.ask
    return asked


def _item(remark: WorkshopRemark, sender: Plain, ask: dict[str, str]) -> Mapping[str, Plain]:
    item: dict[str, Plain] = {"id": remark.id, "from": sender}
    if remark.on:
        item["on"] = remark.on
    comment = {lang: f"{escaped(words)} – {remark.comment}" for lang, words in ask.items()}
    return item | {"comment": _by_language(comment), "decision": "open"}


def _sender(held_workshop: Held) -> Plain:
    """From whom remarks are: the workshop with its place, or its day; in each language."""
    date = held_workshop.date
    senders: dict[str, str] = {}
    for reading in _readings(held_workshop.manual):
        senders[reading.lang] = reading.say(
            "Workshop {title}, {place}",
            title=reading.words(held_workshop.workshop.model.title),
            place=reading.words(date.place) if date else reading.say.date(held_workshop.day),
        )
    return _by_language(senders)


def _readings(manual: Manual) -> Sequence[Reading]:
    return [Reading(manual, lang) for lang in manual.languages]


def _by_language(texts: dict[str, str]) -> Plain:
    """A text as sources have it: one string where the manual has one language."""
    return texts if len(texts) > 1 else next(iter(texts.values()))
