"""claim-manual results."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import click

from claim_manual import clock
from claim_manual.cli.call import Call, command
from claim_manual.model.assessment import Moment
from claim_manual.model.finding import Message, say
from claim_manual.model.schema import ID
from claim_manual.model.values import MOMENTS
from claim_manual.read.text_file import read_bytes
from claim_manual.work.workshop_results import Kept, UnclearError, answers_in, held, keep

MOST = 10_000_000
"""How many bytes a file of answers may have."""
_NOT_KEPT = say("Nothing was written.")


@command(
    "results",
    click.argument("file", type=click.Path(path_type=Path)),
    click.option(
        "--workshop", "workshop_id", metavar="ID", required=True, help="An id of workshops/."
    ),
    click.option("--on", "day", metavar="DATE", help="The day on which the workshop was held."),
    click.option("--date", "date_id", metavar="ID", help="The date of the workshop, by its id."),
    click.option(
        "--to-review",
        "round_id",
        metavar="ROUND",
        help="Open answers become remarks of reviews/ROUND.yml.",
    ),
)
def results(
    call: Call,
    *,
    file: Path,
    workshop_id: str,
    day: str | None,
    date_id: str | None,
    round_id: str | None,
) -> None:
    """Counts the answers of an assessment in FILE (CSV or XLSX), and keeps the counts in results/.

    Columns that may say who somebody is are refused, and then nothing is kept.
    """
    if round_id is not None and not re.fullmatch(ID, round_id):
        call.fail(
            say("“{id}” is not an id.", id=round_id),
            say("An id has small letters without accents, digits and hyphens: individual-plan."),
        )
    manual = call.manual()
    workshop = call.workshop(manual, workshop_id)
    try:
        held_workshop = held(manual, workshop, _day(call, day), date_id)
        content = _content(call, file)
        answers, findings = answers_in(content, held_workshop, file.name)
        if findings:
            call.show(findings)
        if answers is None:
            call.tell(_NOT_KEPT)
            sys.exit(1)
        kept = keep(call.root, call.day, held_workshop, answers, round_id)
    except UnclearError as failure:
        call.fail(*failure.args)
    if kept.errors:
        call.show(kept.errors)
        call.tell(_NOT_KEPT)
        sys.exit(1)
    _summary(call, kept)


def _day(call: Call, day: str | None) -> dt.date | None:
    try:
        return clock.day(day) if day else None
    except clock.DayError as failure:
        call.fail(failure.args[0])


def _content(call: Call, file: Path) -> bytes:
    try:
        content = read_bytes(file, MOST + 1)
    except OSError:
        call.fail(say("{file} cannot be read.", file=file))
    if len(content) > MOST:
        call.fail(say("{file} is larger than {size} MB.", file=file, size=MOST // 1_000_000))
    return content


def _summary(call: Call, kept: Kept) -> None:
    """What was counted, on standard output; what was not kept, on standard error."""
    for moment, people in kept.counts.people:
        line = say("{moment}: {people}", moment=_moment(moment), people=_people(call, people))
        call.give(f"{line.text(call.speak)}\n")
    pairs = max((pair.n for pair in kept.counts.pairs), default=0)
    call.give(f"{say('Pairs: {n}', n=pairs).text(call.speak)}\n")
    for name, moment in kept.counts.too_few:
        call.tell(
            say(
                "Not kept, because fewer than 5 people answered: {question} ({moment})",
                question=name,
                moment=_moment(moment),
            )
        )
    if kept.remarks:
        call.tell(say("Remarks added: {n}", n=kept.remarks))
        call.tell(
            say(
                "Read each before you publish the manual, and take out what may say who somebody is."
            )
        )
    for path in kept.files:
        call.tell(say("Written: {file}", file=path))
    if not kept.files:
        call.tell(say("All of it was there already."))


def _moment(moment: Moment) -> Message:
    return say(MOMENTS[moment])


def _people(call: Call, number: int) -> str:
    return call.speak.count("{n} person", "{n} people", number)


COMMANDS = {"results": results}
