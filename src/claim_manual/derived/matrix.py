"""The responsibility matrix (RACI): which role does what in which procedure."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.documents import Procedure, Responsibilities
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.registers import Role

LETTERS = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}
"""The keys of `responsibilities` to the letters of the matrix."""


@dataclass(frozen=True)
class Matrix:
    """The roles that some procedure names, and for each procedure its letters by role."""

    roles: tuple[Role, ...]
    rows: tuple[tuple[AnyDocument, tuple[str, ...]], ...]


def matrix(manual: Manual) -> Matrix:
    """Who does what, over all procedures that say so, in the order of both registers."""
    stated = [
        (one, one.model.responsibilities)
        for one in manual.procedures
        if isinstance(one.model, Procedure) and one.model.responsibilities
    ]
    named = {role for _, said in stated for key in LETTERS for role in getattr(said, key)}
    roles = [one for one in manual.register("roles") if isinstance(one, Role) and one.id in named]
    return Matrix(
        tuple(roles),
        tuple((one, tuple(_letters(said, role.id) for role in roles)) for one, said in stated),
    )


def _letters(said: Responsibilities, role: str) -> str:
    return " ".join(letter for key, letter in LETTERS.items() if role in getattr(said, key))
