"""claim-manual rename."""

from __future__ import annotations

import sys

import click

from claim_manual.cli.call import Call, command
from claim_manual.model.finding import in_order, say
from claim_manual.work.renaming import rename as renamed


@command(
    "rename",
    click.argument("old"),
    click.argument("new"),
)
def rename(call: Call, *, old: str, new: str) -> None:
    """Gives the procedure or flow OLD the id NEW: its file, and everything that names it.

    The old id stays under aliases:, so that links and printed pages lead there.
    """
    result = renamed(call.root, call.day, old.removesuffix(".yml"), new.removesuffix(".yml"))
    if result.findings:
        call.show(in_order(result.findings))
        call.tell(say("Nothing was renamed."))
        sys.exit(1)
    for path in result.gone:
        call.tell(say("Gone: {file}", file=path))
    for path in result.written:
        call.tell(say("Written: {file}", file=path))


COMMANDS = {"rename": rename}
