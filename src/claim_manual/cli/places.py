"""--centre: the manual as a centre has it, for every command that makes something of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from claim_manual.cli.call import Call
from claim_manual.derived.centres import lacking, shown_centres
from claim_manual.derived.local_edition import at_centre
from claim_manual.model.centre import Centre
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.near import Near

_LISTED = 12
"""So many ids are named beside one that does not exist, where none is near."""

centre_option: Callable[..., Any] = click.option(
    "--centre",
    "centre_id",
    metavar="ID",
    help="For this centre: its name, and whom to call there.",
)


def in_place(name: str, centre_id: str | None) -> str:
    """The name of an output, which for a centre is never that of all."""
    return f"{name}-{centre_id}" if centre_id else name


def placed(call: Call, manual: Manual, centre_id: str | None) -> Manual:
    """The manual as a centre has it; as it is where none is asked for.

    Ends the command where there is no such centre, and says which contacts the centre lacks.
    """
    if centre_id is None:
        return manual
    centre = chosen_centre(call, manual, centre_id)
    tell_lacking(call, manual, centre)
    return at_centre(manual, centre)


def chosen_centre(call: Call, manual: Manual, centre_id: str) -> Document[Centre]:
    """A centre by its id; ends the command where readers may see none of that name."""
    centre = manual.centre(centre_id)
    if centre is None:
        call.fail(_unknown(manual, centre_id))
    if centre.model.status == "weak":
        call.fail(
            say(
                "The centre “{id}” is not shown to readers: its status is weak ({place}).",
                id=centre_id,
                place=centre.source.value(("status",)),
            ),
            say("Write ok there, or recheck, once somebody has confirmed it."),
        )
    return centre


def _unknown(manual: Manual, centre_id: str) -> Message:
    names = [centre.id for centre in shown_centres(manual)]
    if not names:
        return say(
            "This manual has no centres: each is a file centres/ID.yml (claim-manual new centre ID)."
        )
    if near := Near(names)(centre_id):
        return say(
            "There is no centre “{id}” in this manual. Did you mean “{near}”?",
            id=centre_id,
            near=near,
        )
    return say(
        "There is no centre “{id}” in this manual; it has {names}.",
        id=centre_id,
        names=", ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])]),
    )


def wanted_centres(
    call: Call, manual: Manual, centre_ids: str | None, *, for_all: bool
) -> list[Document[Centre]] | None:
    """The centres that are named with commas between, each once, or all; None where none is meant."""
    if for_all and centre_ids is not None:
        call.fail(say("Name one of {options}.", options="--centre, --centres"))
    if for_all:
        shown = [*shown_centres(manual)]
        return shown or call.fail(_unknown(manual, ""))
    if centre_ids is None:
        return None
    ids = dict.fromkeys(name for name in (part.strip() for part in centre_ids.split(",")) if name)
    return [chosen_centre(call, manual, name) for name in ids or [""]]


def tell_lacking(call: Call, manual: Manual, centre: Document[Centre]) -> None:
    """Which contacts a centre lacks, and where that is."""
    if missing := [contact.id for contact in lacking(manual, centre)]:
        call.tell(
            say(
                "{place}: The centre “{id}” does not say who is called there for: {names}. Its edition says where to ask instead.",
                place=centre.source.key(("contacts",)),
                id=centre.id,
                names=", ".join(missing),
            )
        )
