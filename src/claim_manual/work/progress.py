"""How work on a manual has gone since a day: the manual as it was then, from git, beside the files."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

from claim_manual import clock
from claim_manual.derived.progress import Changes, changes_in_histories, due, rounds, waiting
from claim_manual.derived.reading import Reading
from claim_manual.difference.compare import difference
from claim_manual.difference.progress import changes_between
from claim_manual.model.finding import Message, Telling, say
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.model.sources import MANUAL
from claim_manual.pages.progress import Progress
from claim_manual.read import read_manual
from claim_manual.read.revision import (
    Commit,
    RevisionError,
    at_revision,
    commit_of,
    first_parents,
    has_file,
)

_AGO = re.compile(r"([0-9]{1,3})([dw])")
_DAYS = {"d": 1, "w": 7}


class SinceError(Exception):
    """From when on is not clear; the arguments are messages that say why and what to write."""


@dataclass(frozen=True)
class Since:
    """From when on work is told: a day, and the commit that somebody named, if it was one."""

    day: dt.date
    commit: Commit | None = None


def since(root: Path, written: str, today: dt.date) -> Since:
    """From when on: a day, days or weeks ago (7d, 2w), or a revision of git.

    Raises SinceError, and RevisionError where git cannot be asked for a revision.
    """
    asked = _day(written, today)
    if asked is None:
        commit = _commit(root, written)
        asked = Since(min(commit.day, today), commit)
    if asked.day > today:
        raise SinceError(
            say(
                "{day} is still to come: today is {today}.",
                day=_spoken(asked.day),
                today=_spoken(today),
            ),
            say("Write an earlier day."),
        )
    return asked


def _day(written: str, today: dt.date) -> Since | None:
    if ago := _AGO.fullmatch(written):
        return Since(today - dt.timedelta(days=int(ago[1]) * _DAYS[ago[2]]))
    try:
        return Since(clock.day(written))
    except clock.DayError:
        return None


def _commit(root: Path, written: str) -> Commit:
    try:
        return commit_of(root, written)
    except RevisionError as failure:
        if failure.reason is None:  # git was not asked
            raise
        raise SinceError(
            say("“{since}” is no day and no revision of git.", since=written),
            say("Write a day (2026-11-21), days or weeks ago (7d, 2w), or a revision."),
        ) from None


def progress(root: Path, manual: Manual, lang: str, from_when: Since, today: dt.date) -> Progress:
    """All that is told of the work since a day, in one language."""
    return Progress(
        today,
        _changes(root, Reading(manual, lang), from_when),
        waiting(manual, today),
        rounds(manual, today, from_when.day),
        due(manual, today, from_when.day),
    )


def _changes(root: Path, reading: Reading, from_when: Since) -> Changes:
    """What changed by what git has of then; what the histories of pages tell, where it has nothing."""
    try:
        base, notes = _base(root, from_when)
        if base is None:
            return _told(reading, from_when.day, *notes)
        with at_revision(root, base.name) as folder:
            before = read_manual(folder)[0]
    except RevisionError as failure:
        return _told(reading, from_when.day, _of_git(failure))
    if before is None:
        unread = say("The manual of {day} cannot be read.", day=_spoken(base.day))
        return _told(reading, from_when.day, unread)
    changes = changes_between(difference(before, reading.manual), reading.lang, from_when.day)
    return replace(changes, notes=(*notes, *changes.notes))


def _told(reading: Reading, day: dt.date, *notes: Message) -> Changes:
    """What histories tell, and that the rest is missing."""
    missing = say(
        "So this tells what the histories of the pages say; other changes, of registers and texts, are missing."
    )
    return replace(changes_in_histories(reading, day), notes=(*notes, missing))


def _of_git(failure: RevisionError) -> Message:
    if failure.reason is None:
        said: Message = failure.args[0]
        return said
    return say("What was there before is not known: {reason}.", reason=failure.reason)


def _spoken(day: dt.date) -> Message:
    """A day as the language of the message writes it."""
    return Telling("", {}, lambda tag: words(tag).date(day))


def _base(root: Path, from_when: Since) -> tuple[Commit | None, tuple[Message, ...]]:
    """The commit to compare with: the last one before the day, or the first that has the manual."""
    named = from_when.commit or next(
        (commit for commit in first_parents(root) if commit.day < from_when.day), None
    )
    if named and has_file(root, named.name, MANUAL.root):
        return named, ()
    first = next(iter([*first_parents(root, MANUAL.root)][-1:]), None)
    if first is None:
        return None, (say("The manual is not in git yet."),)
    began = say(
        "Git has the manual from {day} on; what changed is told from its first version there.",
        day=_spoken(first.day),
    )
    return first, (began,)
