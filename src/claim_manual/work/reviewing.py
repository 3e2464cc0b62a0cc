"""Rounds of review: what readers wrote into Word files and tables becomes remarks of a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claim_manual.check.state.unsettled_remarks import ACCEPTED_WITHOUT_VERSION
from claim_manual.derived.returned import ReturnedFile
from claim_manual.imports.remark_rows import heads_in, remark_rows
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
from claim_manual.work.importing.tables import tables_in
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
    """The language that somebody named; "" to go by the files."""


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


@dataclass(frozen=True)
class Matrix:
    """The rows of a table of remarks, from its heads on, and what is to be said of the file."""

    rows: Sequence[Sequence[str]]
    above: int = 0
    told: tuple[Message, ...] = ()


def read_matrix(file: Path, content: bytes) -> Matrix:
    """A table of remarks. Raises ImportRefusedError where it is none."""
    tables, findings = tables_in(file, content)
    begins = {name: at for name, rows in tables.items() if (at := heads_in(rows)) is not None}
    if not begins:
        raise ImportRefusedError(
            say("No column of it is called as one of comments is."),
            say(
                "Fill in the table that this command makes: claim-manual review export --round ID."
            ),
        )
    (name, at), *others = begins.items()
    told = [finding.message for finding in findings]
    told += [
        say("The sheet “{name}” was not taken: one sheet has the remarks.", name=other)
        for other, _ in others
    ]
    return Matrix(tables[name][at:], at, tuple(told))


def gather_matrix(goal: RoundGoal, name: str, matrix: Matrix) -> Gathered:
    """Add the new rows of a table to a round, and what was decided in the others: all, or nothing."""
    known = {remark.id: remark for remark in goal.review.model.remarks}
    came = remark_rows(matrix.rows, goal.manual, known, goal.sender, goal.lang, above=matrix.above)
    errors = write_remarks(goal, [remark.value for remark in came.new], came.changed)
    changed = tuple(NewRemark({"id": key} | dict(value)) for key, value in came.changed.items())
    same = tuple(NewRemark({"id": key}) for key in came.same)
    file = Returned(name, came.new, (), same, (*matrix.told, *came.left), changed)
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
    return written_if_sound(goal.root, goal.today, files, _is_to_be_applied) if files else []


def _is_to_be_applied(finding: Finding) -> bool:
    """Whether a remark is accepted and not done yet: that is what `review apply` goes on with."""
    return finding.message.template == ACCEPTED_WITHOUT_VERSION.template


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
