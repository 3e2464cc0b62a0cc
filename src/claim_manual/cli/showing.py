"""claim-manual flow."""

from __future__ import annotations

import click

from claim_manual.cli.call import Call, command
from claim_manual.model.finding import say
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.proof.situations import LISTED
from claim_manual.reports import paths as paths_view
from claim_manual.reports.proposals import proposals
from claim_manual.reports.shown import FORMATS, shown
from claim_manual.work.judging import shown_alone


@click.group("flow")
def flow() -> None:
    """Shows a flow, or the steps of a procedure."""


_ID = click.argument("document_id", metavar="ID")
_LANG = click.option(
    "--lang", metavar="TAG", help="The language; the manual's default one if left out."
)


def _document(call: Call, document_id: str) -> tuple[Manual, AnyDocument]:
    manual, document = shown_alone(call.root, document_id, call.day)
    if document is None:
        call.fail(say("There is no procedure or flow “{id}” in this manual.", id=document_id))
    return manual, document


@command(
    "show",
    _ID,
    _LANG,
    click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="outline", help="As what."
    ),
)
def show(call: Call, *, document_id: str, lang: str | None, kind: str) -> None:
    """Writes the flow or procedure ID as chart, outline, table of situations or data."""
    manual, document = _document(call, document_id)
    text = shown(manual, document, call.language(manual, lang), kind)
    call.give(text, is_for_people=kind in {"outline", "table"})


@command(
    "paths",
    _ID,
    _LANG,
    click.option(
        "--format",
        "kind",
        type=click.Choice(paths_view.FORMATS),
        default="text",
        help="For people or programs.",
    ),
    click.option(
        "--all", "is_whole", is_flag=True, help=f"Every situation, not the first {LISTED} alone."
    ),
)
def paths(call: Call, *, document_id: str, lang: str | None, kind: str, is_whole: bool) -> None:
    """Lists what can really happen in the flow or procedure ID: each situation and its outcome."""
    manual, document = _document(call, document_id)
    spoken = call.language(manual, lang)
    pieces = paths_view.paths(manual, document, spoken, kind, is_whole=is_whole)
    call.stream(pieces, is_for_people=kind == "text")
    if not is_whole and paths_view.is_cut(manual, document):
        call.tell(say("Not all situations are listed here: --all lists them."))


@command("cover", _ID, _LANG)
def cover(call: Call, *, document_id: str, lang: str | None) -> None:
    """Proposes the fewest scenarios that give every answer of the flow ID."""
    manual, document = _document(call, document_id)
    call.give(proposals(manual, document, call.language(manual, lang)), is_for_people=True)


for _command in (show, paths, cover):
    flow.add_command(_command)


COMMANDS = {"flow": flow}
