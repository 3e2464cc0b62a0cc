"""unknown-key, of a register: a file of reference/ that is none of the registers."""

from __future__ import annotations

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.sources import REGISTERS, register_kind, register_path
from claim_manual.read.strays.stray import Stray


def unknown_register(stray: Stray) -> Finding | None:
    """The registers are those of the table of sources."""
    name = stray.name.removesuffix(".yml")
    if stray.path != register_path(name):
        return None
    near = Near(REGISTERS)(name)
    return error(
        Place(stray.path),
        "unknown-key",
        say("“{name}” is not a register of the manual.", name=name),
        say("Did you mean “{near}”?", near=f"{near}{register_kind(near).ending}")
        if near
        else say("Registers are: {names}.", names=", ".join(REGISTERS)),
    )
