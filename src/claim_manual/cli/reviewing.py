"""claim-manual review import, export and apply."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.importing import content_of
from claim_manual.cli.reporting import round_of
from claim_manual.derived.reading import Reading
from claim_manual.derived.remark_table import remark_table
from claim_manual.derived.returned import ReturnedFile
from claim_manual.imports.remarks import NewRemark
from claim_manual.model.finding import FaultyError, Finding, Message, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.markup import plain
from claim_manual.model.review import Remark, Round
from claim_manual.work.applying import Applied, apply, waiting
from claim_manual.work.importing import is_table
from claim_manual.work.importing.goal import ImportRefusedError, refused
from claim_manual.work.judging import judged
from claim_manual.work.reviewing import (
    Gathered,
    Matrix,
    Returned,
    RoundGoal,
    gather,
    gather_matrix,
    read_matrix,
    read_returned,
)

_NOTHING = say("Nothing was written.")
_ROUND: Callable[..., Any] = click.option(
    "--round", "round_id", metavar="ID", required=True, help="A round of reviews/."
)


@click.group("review")
def review() -> None:
    """Brings back what working groups wrote, and applies what was decided."""


def _manual(call: Call) -> Manual:
    """The manual, also with errors: a remark that is decided and not done is one."""
    manual, findings = judged(call.root, call.day)
    if manual is None:
        raise FaultyError(findings)
    return manual


# -- import


@command(
    "import",
    click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
    _ROUND,
    click.option(
        "--from",
        "sender",
        metavar="NAME",
        required=True,
        help="The organisation that the remarks are from; never a person.",
    ),
    click.option("--lang", metavar="TAG", help="The language, where a file does not say it."),
)
def import_(
    call: Call, *, files: tuple[Path, ...], round_id: str, sender: str, lang: str | None
) -> None:
    """Adds what was written into FILES to a round of review: Word files with comments and tracked
    changes, or the table of review export.

    Names of persons are left out. The same file twice adds nothing.
    """
    manual = _manual(call)
    organisation = " ".join(sender.split())
    if not organisation:
        call.fail(say("Name the organisation that the remarks are from: --from."))
    review_round = round_of(call, manual, round_id)
    language = call.language(manual, lang) if lang else ""
    goal = RoundGoal(call.root.resolve(), call.day, manual, review_round, organisation, language)
    returned, tables = _read(call, files)
    if tables and (returned or len(tables) > 1):
        call.fail(say("Import each table by itself, and Word files together."))
    for name, matrix in tables.items():
        _tell(call, goal, gather_matrix(goal, name, matrix))
    if returned:
        _tell(call, goal, gather(goal, returned))


def _read(call: Call, files: Sequence[Path]) -> tuple[dict[str, ReturnedFile], dict[str, Matrix]]:
    """The Word files and the tables, by their names; ends where one of them cannot be read."""
    returned: dict[str, ReturnedFile] = {}
    tables: dict[str, Matrix] = {}
    faults: list[Finding] = []
    for file in files:
        content = content_of(call, file)
        try:
            if is_table(file, content):
                tables[str(file)] = read_matrix(file, content)
            else:
                returned[str(file)] = read_returned(content)
        except ImportRefusedError as failure:
            faults.append(refused(str(file), failure))
    if faults:
        _end(call, faults)
    return returned, tables


def _end(call: Call, errors: Sequence[Finding]) -> None:
    call.show(errors)
    call.tell(_NOTHING)
    sys.exit(1)


def _tell(call: Call, goal: RoundGoal, gathered: Gathered) -> None:
    """What became which remark, and what there is to know of it."""
    if gathered.errors:
        _end(call, gathered.errors)
    lines: list[str] = []
    for file in gathered.files:
        lines += _of_file(call, file)
    call.give("\n".join(lines) + "\n", is_for_people=True)
    new = sum(len(file.new) for file in gathered.files)
    other = sum(len(file.longer) + len(file.changed) for file in gathered.files)
    call.tell(say("Remarks added: {n}; brought up to date: {other}.", n=new, other=other))
    call.tell(say("Written: {file}", file=goal.review.path) if new or other else _NOTHING)


def _of_file(call: Call, file: Returned) -> list[str]:
    head = say(
        "{file}: new remarks {n}, brought up to date {other}, there already {known}",
        file=file.name,
        n=len(file.new),
        other=len(file.longer) + len(file.changed),
        known=len(file.known),
    )
    lines = [_said(call, head), *(f"  {_said(call, message)}" for message in file.told)]
    for remark in (*file.new, *file.longer, *file.changed):
        lines.append(f"  {remark.id}  {_place(call, remark)}".rstrip())
        lines += [f"    {_said(call, message)}" for message in remark.told]
    return lines


def _place(call: Call, remark: NewRemark) -> str:
    where = remark.value.get("where") or ""
    words = where if isinstance(where, str) else _in_language(where, call.speak.tag)
    parts = (remark.value.get("on", ""), plain(words), remark.value.get("lang", ""))
    return ", ".join(part for part in parts if part)


def _in_language(text: Mapping[str, str], tag: str) -> str:
    """A text in the language of whoever reads, whatever its region; else in the first that it has."""
    mine = (lang for lang in text if lang.partition("-")[0] == tag.partition("-")[0])
    return text[next(mine, next(iter(text)))]


def _said(call: Call, message: Message) -> str:
    return message.text(call.speak)


# -- export


@command(
    "export",
    _ROUND,
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    click.option("-o", "--output", type=click.Path(path_type=Path), help="The file."),
)
def export(call: Call, *, round_id: str, lang: str | None, output: Path | None) -> None:
    """Makes a table (XLSX) of the remarks of a round, to decide on them or to write new ones."""
    from claim_manual.office.spreadsheet import spreadsheet  # much to load, and seldom used

    manual = _manual(call)
    reading = Reading(manual, call.language(manual, lang))
    sheets = remark_table(reading, round_of(call, manual, round_id))
    call.write(output or call.root / f"{round_id}-{reading.lang}.xlsx", spreadsheet(sheets))


# -- apply


@command(
    "apply",
    click.argument("names", metavar="[REMARK]...", nargs=-1),
    _ROUND,
    click.option(
        "--version",
        metavar="VERSION",
        default="",
        help="The version of pages; the next if left out.",
    ),
)
def apply_(call: Call, *, names: tuple[str, ...], round_id: str, version: str) -> None:
    """Writes what accepted remarks propose into the texts, and closes them with the page's version.

    Without a REMARK, all that were accepted and are not done. Translations of what changed are stale.
    """
    if not version.isprintable() or " " in version:
        call.fail(say("A version has letters, digits and dots: --version 0.5."))
    manual = _manual(call)
    review_round = round_of(call, manual, round_id)
    chosen = _chosen(call, review_round, names) if names else waiting(review_round)
    if not chosen:
        call.tell(say("No remark of this round was accepted and is not done."))
        call.tell(_NOTHING)
        return
    goal = RoundGoal(call.root.resolve(), call.day, manual, review_round)
    outcome = apply(goal, chosen, version)
    if outcome.errors:
        _end(call, outcome.errors)
    lines = [line for applied in outcome.applied for line in _applied(call, applied)]
    call.give("\n".join(lines) + "\n", is_for_people=True)
    for path in outcome.written:
        call.tell(say("Written: {file}", file=path))
    if not outcome.written:
        call.tell(_NOTHING)
    _tell_rest(call, manual, outcome.applied)


def _chosen(call: Call, review_round: Document[Round], names: Sequence[str]) -> list[Remark]:
    known = {remark.id: remark for remark in review_round.model.remarks}
    for name in names:
        if name not in known:
            call.fail(
                say(
                    "There is no remark “{id}” in the round “{round}”.",
                    id=name,
                    round=review_round.id,
                )
            )
        if known[name].decision == "rejected":
            call.fail(say("The remark “{id}” was not accepted.", id=name))
    return [known[name] for name in dict.fromkeys(names)]


def _applied(call: Call, applied: Applied) -> list[str]:
    if applied.refused:
        why = " ".join(_said(call, message) for message in applied.refused)
        return [f"{applied.remark.id}: {why}"]
    message = say(
        "{id}: written into {file}, version {version}",
        id=applied.remark.id,
        file=applied.path,
        version=applied.version,
    )
    return [_said(call, message)]


def _tell_rest(call: Call, manual: Manual, applied: Sequence[Applied]) -> None:
    """What is to be done by hand, and the translations that are to be looked at."""
    by_hand = sum(one.is_by_hand for one in applied)
    if by_hand:
        call.tell(say("To be written by hand: {n}", n=by_hand))
    others = [lang for lang in manual.languages if lang != manual.default_language]
    if others and any(not one.refused for one in applied):
        call.tell(say("Translate what changed: claim-manual i18n status shows it."))


for _command in (import_, export, apply_):
    review.add_command(_command)
COMMANDS = {"review": review}
