"""claim-manual kit."""

from __future__ import annotations

from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.places import centre_option, in_place, placed
from claim_manual.model.finding import say
from claim_manual.publish.memory import Memory
from claim_manual.publish.output import write_outputs
from claim_manual.work import kits, printing


@command(
    "kit",
    click.argument("workshop_id", metavar="WORKSHOP"),
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    centre_option,
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The folder; kit-WORKSHOP-TAG if left out, for a centre with its id. What else is in it stays.",
    ),
)
def kit(
    call: Call, *, workshop_id: str, lang: str | None, centre_id: str | None, output: Path | None
) -> None:
    """Makes what a workshop needs: papers, slides, question banks, calendar, questionnaire."""
    manual = placed(call, call.manual(), centre_id)
    spoken = call.language(manual, lang)
    workshop = call.workshop(manual, workshop_id)
    root = call.root.resolve()
    order = printing.Order(
        root, call.day, printing.site_address(root, manual), progress=call.counted
    )
    folder = output or call.root / in_place(f"kit-{workshop_id}-{spoken}", centre_id)
    write_outputs(folder, kits.kit(manual, workshop, spoken, order), Memory(call.root))
    call.tell(say("Kit: {folder}", folder=folder))


COMMANDS = {"kit": kit}
