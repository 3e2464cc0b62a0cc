"""claim-manual flow."""

from __future__ import annotations

import click

from claim_manual.cli.call import Call, command
from claim_manual.model.finding import say
from claim_manual.view.shown import FORMATS, shown


@click.group("flow")
def flow() -> None:
    """Shows a flow, or the steps of a procedure."""


@command(
    "show",
    click.argument("document_id", metavar="ID"),
    click.option(
        "--lang", metavar="TAG", help="The language; the manual's default one if left out."
    ),
    click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="outline", help="As what."
    ),
)
def show(call: Call, *, document_id: str, lang: str | None, kind: str) -> None:
    """Writes the flow or procedure ID as chart, outline or data."""
    manual = call.manual()
    document = manual.document(document_id)
    if document is None:
        call.fail(say("There is no procedure or flow “{id}” in this manual.", id=document_id))
    click.echo(shown(manual, document, call.language(manual, lang), kind), nl=False)


flow.add_command(show)
