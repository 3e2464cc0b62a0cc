"""A table of answers as values; what may say who somebody is stops it, and nothing is kept.

No finding repeats what stands in a cell: it may be somebody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claim_manual.derived.assessment_form import CODE, MOMENT, AssessmentForm
from claim_manual.derived.personal import has_contact, without_accents
from claim_manual.exchange.answer_names import AnswerNames, Column, folded, is_of_tools
from claim_manual.exchange.tables import Rows
from claim_manual.model.assessment import Moment
from claim_manual.model.finding import Finding, error, has_errors, say, warning
from claim_manual.model.near import Near
from claim_manual.model.place import Place


@dataclass(frozen=True)
class AnswerRow:
    """What a person answered at a moment.

    `code` is what they made up, in one spelling, "" for none. `answers` has ids of options by the
    name of the question; of an open question its words.
    """

    moment: Moment
    code: str
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Answers:
    """The answers of a form, row by row. They are counted and then forgotten."""

    form: AssessmentForm
    rows: tuple[AnswerRow, ...]


def read_answers(rows: Rows, names: AnswerNames, path: str) -> tuple[Answers | None, list[Finding]]:
    """The answers of a table; None where a finding is an error.

    `path` is what the file is called in findings. Their line is the row, their column that of the
    table, both from 1.
    """
    reader = _Reader(names, path)
    filled = [(n, row) for n, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not filled:
        return None, [reader.no_answers()]
    columns = reader.columns([head.strip() for head in rows[0]], filled)
    reader.judge_cells(columns, filled)
    if has_errors(reader.findings):
        return None, reader.findings
    answer_rows = tuple(reader.answer_rows(columns, filled))
    if has_errors(reader.findings):
        return None, reader.findings
    return Answers(names.form, answer_rows), reader.findings


Numbered = Sequence[tuple[int, list[str]]]
"""Rows with something in them, and their numbers from 1."""


class _Reader:
    """Reads one table; `findings` are what is wrong with it."""

    def __init__(self, names: AnswerNames, path: str) -> None:
        self.names = names
        self.path = path
        self.findings: list[Finding] = []
        self.near = Near(names.heads)

    def no_answers(self) -> Finding:
        return error(
            Place(self.path),
            "no-answers",
            say("There are no answers in this file."),
            say("It has a row of heads, and below it a row for each time that somebody answered."),
        )

    def columns(self, heads: Sequence[str], rows: Numbered) -> list[Column]:
        """The columns that are read; every other is told of."""
        columns: list[Column] = []
        width = max(len(heads), *(len(row) for _, row in rows))
        for position in range(width):
            head = heads[position] if position < len(heads) else ""
            cells = [cell for _, row in rows if (cell := _cell(row, position))]
            column = self._column(position, head, cells)
            if column and any((column.name, column.option) == (c.name, c.option) for c in columns):
                self._twice(position, head)
            elif column:
                columns.append(column)
        self._missing(columns)
        return columns

    def _column(self, position: int, head: str, cells: Sequence[str]) -> Column | None:
        place = Place(self.path, 1, position + 1)
        if is_of_tools(head):
            return None
        if self.names.is_personal(head):
            self.findings.append(_personal_column(place, head))
            return None
        column = self.names.column(position, head)
        if column is None and any(map(has_contact, cells)):
            self.findings.append(_personal_column(place, head or str(position + 1)))
        elif column is None and cells:
            self.findings.append(self._unknown(place, head or str(position + 1)))
        return column

    def _unknown(self, place: Place, head: str) -> Finding:
        near = self.near(head.rpartition("/")[2])
        hint = (
            say("Did you mean “{near}”?", near=near)
            if near
            else say("Take it out, or export the answers with XML values and headers.")
        )
        message = say("The form has no question for the column “{head}”.", head=head)
        return error(place, "unknown-column", message, hint)

    def _twice(self, position: int, head: str) -> None:
        self.findings.append(
            error(
                Place(self.path, 1, position + 1),
                "unknown-column",
                say("The column “{head}” answers a question that another answers too.", head=head),
                say("Leave one of them in."),
            )
        )

    def _missing(self, columns: Sequence[Column]) -> None:
        present = {column.name for column in columns}
        form = self.names.form
        place = Place(self.path)
        if MOMENT not in present and len(form.moments) > 1:
            self.findings.append(
                error(
                    place,
                    "missing-column",
                    say("The column “{head}” is missing.", head=MOMENT),
                    say("It says when each row was answered: {moments}.", moments=_all(form)),
                )
            )
        missing = [name for name in self.names.questions if name not in present]
        if not present & {*self.names.questions}:
            self.findings.append(
                error(
                    place,
                    "missing-column",
                    say("No column answers a question of this form."),
                    say("Export the answers with XML values and headers."),
                )
            )
            return
        if CODE not in present and form.has_code:
            missing.insert(0, CODE)
        for name in missing:
            self.findings.append(
                warning(
                    place,
                    "missing-column",
                    say("The column “{head}” is missing.", head=name),
                    say("Without it, before and after of one person cannot be paired.")
                    if name == CODE
                    else say("Without it, that question is not counted."),
                )
            )

    def judge_cells(self, columns: Sequence[Column], rows: Numbered) -> None:
        """Looks for addresses and telephone numbers; among words to write freely they are told."""
        for column in columns:
            question = self.names.questions.get(column.name)
            is_open = question is not None and question.kind == "text"
            for number, row in rows:
                if has_contact(_cell(row, column.position)):
                    place = Place(self.path, number, column.position + 1)
                    finding = _personal_remark if is_open else _personal_cell
                    self.findings.append(finding(place, column.name))

    def answer_rows(self, columns: Sequence[Column], rows: Numbered) -> Iterator[AnswerRow]:
        """The rows as values; a code that stands twice at a moment is no code."""
        read = [(number, self._row(number, columns, row)) for number, row in rows]
        times = Counter((row.moment, row.code) for _, row in read if row and row.code)
        for number, row in read:
            if row is None:
                continue
            if times[row.moment, row.code] > 1:
                self.findings.append(_repeated(Place(self.path, number)))
                yield AnswerRow(row.moment, "", row.answers)
            else:
                yield row

    def _row(self, number: int, columns: Sequence[Column], row: list[str]) -> AnswerRow | None:
        moment = self._moment(number, columns, row)
        code = next((_cell(row, c.position) for c in columns if c.name == CODE), "")
        answers: dict[str, tuple[str, ...]] = {}
        for name in self.names.questions:
            of_question = [column for column in columns if column.name == name]
            given = self._given(number, of_question, row)
            if given:
                answers[name] = given
        return AnswerRow(moment, same_code(code), answers) if moment else None

    def _moment(self, number: int, columns: Sequence[Column], row: list[str]) -> Moment | None:
        column = next((column for column in columns if column.name == MOMENT), None)
        form = self.names.form
        if column is None:
            return form.moments[0]
        moment = self.names.moments.get(folded(_cell(row, column.position)))
        if moment is None:
            place = Place(self.path, number, column.position + 1)
            message = say("This says no moment at which the form is answered.")
            hint = say("It can be: {choices}.", choices=_all(form))
            self.findings.append(error(place, "unknown-answer", message, hint))
        return moment

    def _given(self, number: int, columns: Sequence[Column], row: list[str]) -> tuple[str, ...]:
        """What a row answers to the question of these columns."""
        split = [column for column in columns if column.option]
        if split:
            ticked = [c.option for c in split if _is_ticked(_cell(row, c.position))]
            given = tuple(dict.fromkeys(ticked))
            if given or len(split) == len(columns):
                return given
        return next((self._ids(number, c, row) for c in columns if not c.option), ())

    def _ids(self, number: int, column: Column, row: list[str]) -> tuple[str, ...]:
        cell = _cell(row, column.position)
        question = self.names.questions[column.name]
        if not cell or question.kind == "text":
            return (cell,) if cell else ()
        options = self.names.options[column.name]
        given = _chosen(cell, options, is_multiple=question.kind == "multiple")
        if given is None:
            place = Place(self.path, number, column.position + 1)
            message = say("This is no answer of the question “{name}”.", name=column.name)
            choices = ", ".join(option.id for option in question.options)
            hint = say("It can be: {choices}.", choices=choices)
            self.findings.append(error(place, "unknown-answer", message, hint))
        return given or ()


def same_code(written: str) -> str:
    """A code as people write it twice: without capital letters, accents, spaces and signs."""
    return re.sub(r"[\W_]+", "", without_accents(written))


def _cell(row: list[str], position: int) -> str:
    return row[position].strip() if position < len(row) else ""


def _all(form: AssessmentForm) -> str:
    return ", ".join(form.moments)


def _chosen(cell: str, options: Mapping[str, str], *, is_multiple: bool) -> tuple[str, ...] | None:
    """The ids of what was chosen; None where a part of it is no option."""
    whole = options.get(folded(re.sub(r"^([0-9]+)\.0$", r"\1", cell)))
    if whole is not None:
        return (whole,)
    if not is_multiple:
        return None
    for mark in (r"\s+", r"\s*[;,\n]\s*"):
        parts = [options.get(folded(part)) for part in re.split(mark, cell) if part]
        if parts and all(parts):
            return tuple(dict.fromkeys(part for part in parts if part))
    return None


def _is_ticked(cell: str) -> bool:
    return cell.casefold() not in {"", "0", "0.0", "false"}


def _personal_column(place: Place, head: str) -> Finding:
    return error(
        place,
        "personal-data",
        say("The column “{head}” may say who somebody is.", head=head),
        say("Take it out of the file and of the form; nothing of the file was kept."),
    )


def _personal_cell(place: Place, name: str) -> Finding:
    return error(
        place,
        "personal-data",
        say("An e-mail address or telephone number stands in the column “{head}”.", head=name),
        say("Take it out of the file; nothing of the file was kept."),
    )


def _personal_remark(place: Place, name: str) -> Finding:
    return warning(
        place,
        "personal-data",
        say("An e-mail address or telephone number stands in an answer to “{name}”.", name=name),
        say("It is not taken over into reviews/; delete the file once it was counted."),
    )


def _repeated(place: Place) -> Finding:
    return warning(
        place,
        "repeated-code",
        say("The code of this row stands in another row of the same moment."),
        say("Both are counted, and are no part of a pair."),
    )
