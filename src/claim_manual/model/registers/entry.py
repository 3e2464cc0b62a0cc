"""What every entry of a register has."""

from __future__ import annotations

from claim_manual.model.schema import Id, Model
from claim_manual.model.shown import How, Where, shown


class Entry(Model):
    """An entry of a register."""

    id: Id = shown(
        "Identifier",
        "The id, which does not change.",
        1,
        How.CODE,
        where=Where.NEITHER,
        reason="It is the address of the entry, which readers know by its name.",
    )
