"""claim-manual brief."""

from __future__ import annotations

from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.model.brief import Brief
from claim_manual.model.finding import FaultyError, has_errors, say
from claim_manual.model.manual import Document, Manual
from claim_manual.work import printing
from claim_manual.work.brief_limits import faults_of_length
from claim_manual.work.briefs import FORMATS, brief_content
from claim_manual.work.soundness import sound_once


@command(
    "brief",
    click.argument("brief_id", metavar="ID", required=False),
    click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        help="As what; as the file's name ends if left out, or pdf.",
    ),
    click.option("--lang", metavar="TAG", help="One language; all if left out, without -o."),
    click.option("--list", "only_list", is_flag=True, help="Only say which briefs there are."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file, for one brief: of the default language if --lang is left out.",
    ),
)
def brief_(
    call: Call,
    *,
    brief_id: str | None,
    kind: str | None,
    lang: str | None,
    only_list: bool,
    output: Path | None,
) -> None:
    """Makes briefs of briefs/: the one called ID, or all of them."""
    manual = sound_once(call.root, call.day, strict=False)
    if only_list:
        call.give(_listed(manual), is_for_people=True)
        return
    briefs = [_brief(call, manual, brief_id)] if brief_id else list(manual.briefs)
    if output and len(briefs) != 1:
        call.fail(say("Name one brief for -o."))
    languages = [call.language(manual, lang)] if lang or output else list(manual.languages)
    root = call.root.resolve()
    order = printing.Order(root, call.day, printing.site_address(root, manual))
    ending = output.suffix.lower().removeprefix(".") if output else ""
    kind = kind or (ending if ending in FORMATS else "pdf")
    for brief in briefs:
        faults = faults_of_length(manual, order, brief)
        if has_errors(faults):
            raise FaultyError(faults)
        for spoken in languages:
            file = output or call.root / f"{brief.id}-{spoken}.{kind}"
            call.write(file, brief_content(manual, order, brief, spoken, kind))


def _listed(manual: Manual) -> str:
    """Every brief with its title in the default language."""
    lang = manual.default_language
    return "".join(f"{brief.id}: {brief.model.title.get(lang) or ''}\n" for brief in manual.briefs)


def _brief(call: Call, manual: Manual, brief_id: str) -> Document[Brief]:
    brief = manual.brief(brief_id)
    if brief is None:
        names = ", ".join(each.id for each in manual.briefs) or "–"
        call.fail(
            say(
                "There is no brief “{id}” in this manual; it has {names}.", id=brief_id, names=names
            )
        )
    return brief


COMMANDS = {"brief": brief_}
