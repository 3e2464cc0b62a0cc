"""Where an import goes, and when it goes nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.model.sources import MANUAL, PROCEDURE
from claim_manual.work.saving import new_errors


class ImportRefusedError(Exception):
    """Nothing can be imported; the arguments are messages: why, and what to do."""


@dataclass(frozen=True)
class Goal:
    """Where drafts go: the manual's folder, the folder in it, and the category of procedures.

    `before` is what is wrong with the manual already.

    `folder` is a path in the manual, or outside of it where drafts lie apart until somebody moves
    them (`is_apart`).
    """

    root: Path
    today: dt.date
    folder: Path
    category: str
    before: tuple[Finding, ...] = ()
    is_apart: bool = False

    def after(self, findings: Iterable[Finding]) -> Goal:
        """The same, with what is wrong with the manual already."""
        return replace(self, before=tuple(findings))

    def path(self, name: str) -> str:
        """The path of a file of a procedure, in the manual or as it is named."""
        return str(self.folder / name) if self.is_apart else PROCEDURE.path(name, self.category)


def root_of(folder: Path, root: Path) -> Path:
    """The manual that a folder is in; `root` where it is in none."""
    full = folder.resolve()
    above = (place for place in (full, *full.parents) if (place / MANUAL.root).is_file())
    return next(above, root)


def goal_of(
    manual: Manual, root: Path, today: dt.date, folder: Path, *, is_of_procedures: bool = True
) -> Goal:
    """Where the drafts of a folder go. Raises ImportRefusedError where procedures have no place there."""
    categories = [*manual.settings.model.categories]
    first = next(iter(categories), "")
    full, whole = folder.resolve(), root.resolve()
    if not full.is_relative_to(whole):
        if folder.exists() and not folder.is_dir():
            raise ImportRefusedError(say("{folder} is no folder.", folder=folder))
        return Goal(root, today, full, first, is_apart=True)
    if not is_of_procedures:
        return Goal(root, today, whole, first)
    parts = full.relative_to(whole).parts
    if not first:
        raise ImportRefusedError(
            say("The manual has no category for procedures."), say("Write one in manual.yml.")
        )
    if not parts or parts == (PROCEDURE.folder,):
        return Goal(root, today, whole / PROCEDURE.folder / first, first)
    if len(parts) == 2 and parts[0] == PROCEDURE.folder and parts[1] in categories:
        return Goal(root, today, full, parts[1])
    raise ImportRefusedError(
        say("Procedures do not lie in {folder}.", folder="/".join(parts)),
        say(
            "Name a folder of these: {names}.",
            names=", ".join(f"{PROCEDURE.folder}/{name}" for name in categories),
        ),
    )


def refused(path: str, failure: ImportRefusedError) -> Finding:
    """The finding for a file of which nothing can be imported."""
    message, *hints = failure.args
    return error(Place(path), "no-import", message, hints[0] if hints else Message(""))


def errors_of_drafts(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Errors that drafts bring; of a text that is still to be translated `check` says enough."""
    return [error_ for error_ in new_errors(before, after) if error_.code != "missing-translation"]
