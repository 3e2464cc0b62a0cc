"""claim-manual export: data of the manual for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.derived.reading import Reading
from claim_manual.exchange.hsds import hsds
from claim_manual.model.finding import say
from claim_manual.publish.memory import Memory
from claim_manual.publish.output import write_outputs
from claim_manual.work.printing import site_address


@click.group()
def export() -> None:
    """Writes data of the manual for other programs."""


@command(
    "hsds",
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="A file ending in .json, or a folder for a file each language; otherwise shown.",
    ),
)
def hsds_(call: Call, *, lang: str | None, output: Path | None) -> None:
    """Centres and contacts as Open Referral HSDS 3, in JSON."""
    manual = call.manual()
    address = site_address(call.root, manual)
    if output is None or output.suffix.lower() == ".json":
        content = hsds(Reading(manual, call.language(manual, lang)), address)
        call.give(content.decode(), output)
        return
    languages = [call.language(manual, lang)] if lang else manual.languages
    files = {f"hsds-{name}.json": hsds(Reading(manual, name), address) for name in languages}
    write_outputs(output, files, Memory(call.root))
    call.tell(say("Written: {file}", file=output))


export.add_command(hsds_)

COMMANDS = {"export": export}
