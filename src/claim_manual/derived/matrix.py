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
        (procedure, procedure.model.responsibilities)
        for procedure in manual.procedures
        if isinstance(procedure.model, Procedure) and procedure.model.responsibilities
    ]
    named = {
        role
        for _, responsibilities in stated
        for key in LETTERS
        for role in getattr(responsibilities, key)
    }
    roles = [
        role for role in manual.register("roles") if isinstance(role, Role) and role.id in named
    ]
    return Matrix(
        tuple(roles),
        tuple(
            (procedure, tuple(_letters(responsibilities, role.id) for role in roles))
            for procedure, responsibilities in stated
        ),
    )


def named_roles(model: Procedure) -> frozenset[str]:
    """The roles that the responsibilities of a procedure name, in whatever part."""
    stated = model.responsibilities
    return frozenset(role for key in LETTERS for role in getattr(stated, key, ()))


def _letters(responsibilities: Responsibilities, role: str) -> str:
    return " ".join(
        letter for key, letter in LETTERS.items() if role in getattr(responsibilities, key)
    )
