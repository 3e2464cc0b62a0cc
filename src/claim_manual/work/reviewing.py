"""Rounds of review: what readers wrote into Word files and tables becomes remarks of a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claim_manual.derived.returned import ReturnedFile
from claim_manual.imports.remark_rows import has_remarks, remark_rows
from claim_manual.imports.remarks import NewRemark, remarks
from claim_manual.imports.text_places import TextPlaces
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.markup import plain
from claim_manual.model.review import Remark, Round
from claim_manual.office.word_reading import WordError
from claim_manual.office.word_reading.returned import returned_file
from claim_manual.read.text_file import read_text
from claim_manual.sources.made import with_items
from claim_manual.sources.order import shape_of
from claim_manual.work.importing.goal import ImportRefusedError
from claim_manual.work.saving import written_if_sound

_MOST_NAMES = 12


@dataclass(frozen=True)
class Returned:
    """A file with its name, what came of it, and what is to be said of the file as a whole."""

    name: str
    new: tuple[NewRemark, ...] = ()
    longer: tuple[NewRemark, ...] = ()
    known: tuple[NewRemark, ...] = ()
    told: tuple[Message, ...] = ()
    changed: tuple[NewRemark, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """What came of several files; with errors nothing was written."""

    files: tuple[Returned, ...]
    errors: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class RoundGoal:
    """The round that remarks go to, its manual in `root`, and the organisation that they are from, with
    their language.
    """

    root: Path
    today: dt.date
    manual: Manual
    review: Document[Round]
    sender: str = ""
    lang: str = ""


def read_returned(content: bytes) -> ReturnedFile:
    """A Word file that came back. Raises ImportRefusedError where it is none."""
    try:
        return returned_file(content)
    except WordError as failure:
        raise ImportRefusedError(*failure.args) from None


def gather(goal: RoundGoal, files: Mapping[str, ReturnedFile]) -> Gathered:
    """Add the remarks of files to a round: all of them, or none."""
    known = {remark.id: remark for remark in goal.review.model.remarks}
    new: dict[str, NewRemark] = {}
    longer: dict[str, NewRemark] = {}
    returned = []
    for name, file in files.items():
        came = remarks(file, goal.manual, goal.sender, goal.lang)
        fresh = [remark for remark in came if remark.id not in known and remark.id not in new]
        grown = [remark for remark in came if _is_longer(known.get(remark.id), remark)]
        new |= {remark.id: remark for remark in fresh}
        longer |= {remark.id: remark for remark in grown}
        others = [remark for remark in came if remark not in fresh and remark not in grown]
        told = tuple(_told(goal, file, came))
        returned.append(Returned(name, tuple(fresh), tuple(grown), tuple(others), told))
    errors = write_remarks(
        goal,
        [remark.value for remark in new.values()],
        {name: {"comment": remark.value["comment"]} for name, remark in longer.items()},
    )
    return Gathered(tuple(returned), tuple(errors))


def read_matrix(content: bytes) -> list[list[str]]:
    """The rows of a table of remarks. Raises ImportRefusedError where it is none."""
    from claim_manual.office.spreadsheet import SpreadsheetError, tables_of  # seldom used

    try:
        tables = tables_of(content)
    except SpreadsheetError as failure:
        raise ImportRefusedError(
            failure.message, say("Open it in a spreadsheet program and save it as .xlsx.")
        ) from None
    rows = next((rows for rows in tables.values() if has_remarks(rows)), None)
    if rows is None:
        raise ImportRefusedError(
            say("No column of it is called as one of comments is."),
            say(
                "Fill in the table that this command makes: claim-manual review export --round ID."
            ),
        )
    return rows


def gather_matrix(goal: RoundGoal, name: str, rows: Sequence[Sequence[str]]) -> Gathered:
    """Add the new rows of a table to a round, and what was decided in the others: all, or nothing."""
    known = {remark.id: remark for remark in goal.review.model.remarks}
    came = remark_rows(rows, goal.manual, known, goal.sender, goal.lang)
    errors = write_remarks(goal, [remark.value for remark in came.new], came.changed)
    changed = tuple(NewRemark({"id": key} | dict(value)) for key, value in came.changed.items())
    same = tuple(NewRemark({"id": key}) for key in came.same)
    file = Returned(name, came.new, (), same, came.left, changed)
    return Gathered((file,), tuple(errors))


def write_remarks(
    goal: RoundGoal,
    new: Sequence[Mapping[str, Any]],
    changed: Mapping[str, Mapping[str, Any]],
    others: Mapping[str, bytes] | None = None,
) -> list[Finding]:
    """Write remarks into the file of a round, and `others` with it, unless that brings errors."""
    files: dict[str, bytes | None] = dict(others or {})
    if new or changed:
        path = goal.review.path
        text, _ = read_text(goal.root / path, path)
        shape = shape_of(path, goal.manual.languages)
        assert text is not None
        assert shape is not None  # the round was read from it
        files[path] = with_items(text, "remarks", new, shape, changed).encode()
    return written_if_sound(goal.root, goal.today, files) if files else []


def _is_longer(known: Remark | None, again: NewRemark) -> bool:
    """Whether a thread that is there, and undecided, has more replies now."""
    if known is None or known.decision != "open" or not isinstance(again.value["comment"], str):
        return False
    before, now = (plain(text) for text in (known.comment.root.get("", ""), again.value["comment"]))
    return bool(before) and now != before and now.startswith(before)


def _told(goal: RoundGoal, file: ReturnedFile, came: Sequence[NewRemark]) -> Iterable[Message]:
    """What is to be said of a file."""
    if not file.texts:
        yield say(
            "The file does not say any more which words are which text: places were looked for by "
            "their words. Look at each."
        )
    if file.commit:
        yield say("Made from the manual at commit {commit}.", commit=file.commit[:10])
    if file.review and file.review != goal.review.id:
        yield say("It was made for the round “{id}”.", id=file.review)
    places = TextPlaces(goal.manual, file, goal.lang)
    gone = dict.fromkeys(file.texts[mark].name for mark in file.gone if not places.has_words(mark))
    if gone:
        more = len(gone) - _MOST_NAMES
        names = ", ".join([*gone][:_MOST_NAMES])
        yield say(
            "Texts that are not in the file any more, without tracked changes: {names}",
            names=f"{names} (+{more})" if more > 0 else names,
        )
    if file.bare:
        yield say("Changes of how words are set, which are not taken: {n}", n=file.bare)
    if not came:
        yield say("There is no comment and no change in it.")
