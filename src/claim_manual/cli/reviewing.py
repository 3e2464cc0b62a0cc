"""claim-manual review import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.importing import content_of
from claim_manual.cli.reporting import round_of
from claim_manual.derived.returned import ReturnedFile
from claim_manual.imports.remarks import NewRemark
from claim_manual.model.finding import Message, say
from claim_manual.model.markup import plain
from claim_manual.work.importing.goal import ImportRefusedError, refused
from claim_manual.work.reviewing import Gathered, Returned, RoundGoal, gather, read_returned

_NOTHING = say("Nothing was written.")


@click.group("review")
def review() -> None:
    """Brings back what working groups wrote, and applies what was decided."""


@command(
    "import",
    click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
    click.option("--round", "round_id", metavar="ID", required=True, help="A round of reviews/."),
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
    """Adds comments and tracked changes of Word FILES to a round of review, as remarks.

    Names of persons are left out. The same file twice adds nothing.
    """
    manual = call.manual()
    goal = RoundGoal(
        call.root.resolve(),
        call.day,
        manual,
        round_of(call, manual, round_id),
        " ".join(sender.split()),
        call.language(manual, lang),
    )
    if not goal.sender:
        call.fail(say("Name the organisation that the remarks are from: --from."))
    returned: dict[str, ReturnedFile] = {}
    faults = []
    for file in files:
        try:
            returned[str(file)] = read_returned(content_of(call, file))
        except ImportRefusedError as failure:
            faults.append(refused(str(file), failure))
    if faults:
        call.show(faults)
        call.tell(_NOTHING)
        sys.exit(1)
    _tell(call, goal, gather(goal, returned))


def _tell(call: Call, goal: RoundGoal, gathered: Gathered) -> None:
    """What became which remark, and what there is to know of it."""
    if gathered.errors:
        call.show(gathered.errors)
        call.tell(_NOTHING)
        sys.exit(1)
    lines: list[str] = []
    for file in gathered.files:
        lines += _of_file(call, file)
    call.give("\n".join(lines) + "\n", is_for_people=True)
    new = sum(len(file.new) for file in gathered.files)
    longer = sum(len(file.longer) for file in gathered.files)
    call.tell(say("Remarks added: {n}; with more replies: {longer}.", n=new, longer=longer))
    call.tell(say("Written: {file}", file=goal.review.path) if new or longer else _NOTHING)


def _of_file(call: Call, file: Returned) -> list[str]:
    head = say(
        "{file}: new remarks {n}, with more replies {longer}, there already {known}",
        file=file.name,
        n=len(file.new),
        longer=len(file.longer),
        known=len(file.known),
    )
    lines = [_said(call, head), *(f"  {_said(call, message)}" for message in file.told)]
    for remark in (*file.new, *file.longer):
        lines.append(f"  {remark.id}  {_place(call, remark)}")
        lines += [f"    {_said(call, message)}" for message in remark.told]
    return lines


def _place(call: Call, remark: NewRemark) -> str:
    where = remark.value.get("where") or {}
    words = where.get(call.speak.tag) or next(iter(where.values()), "")
    parts = (remark.value.get("on", ""), plain(words), remark.value.get("lang", ""))
    return ", ".join(part for part in parts if part)


def _said(call: Call, message: Message) -> str:
    return message.text(call.speak)


review.add_command(import_)
COMMANDS = {"review": review}
