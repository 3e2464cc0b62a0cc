"""Which part of the manual an edition has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claim_manual.derived.phases import chained
from claim_manual.model.edition import Edition
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.sources import CENTRE


@dataclass(frozen=True)
class Selection:
    """Procedures by category, flows, and the names of registers, centres last, each in the manual's order."""

    categories: Mapping[str, tuple[AnyDocument, ...]]
    flows: tuple[AnyDocument, ...]
    registers: tuple[str, ...]

    @property
    def documents(self) -> list[AnyDocument]:
        """Procedures, then flows."""
        return [
            *(document for documents in self.categories.values() for document in documents),
            *self.flows,
        ]


def selection(manual: Manual, edition: Edition) -> Selection:
    """What an edition names; all of a kind where it says nothing of that kind."""
    is_whole = edition.categories is None and edition.procedures is None
    categories, procedures = edition.categories or (), edition.procedures or ()
    return Selection(
        {
            key: tuple(
                document
                for document in manual.procedures
                if document.category == key
                and (is_whole or key in categories or document.id in procedures)
            )
            for key in manual.settings.model.categories
        },
        tuple(flow for flow in manual.flows if edition.flows is None or flow.id in edition.flows),
        tuple(
            name
            for name in (*manual.shown_registers, *((CENTRE.folder,) if manual.centres else ()))
            if edition.registers is None or name in edition.registers
        ),
    )


def phases_of(manual: Manual, edition: Edition, chosen: Selection) -> tuple[str, ...]:
    """The categories that an edition names, or has all of, and of which more is said than the name."""
    named = edition.categories or ()
    has_all = edition.categories is None and edition.procedures is None
    return tuple(
        key
        for key, phase in manual.settings.model.phases.items()
        if phase.says_more
        and chosen.categories[key]
        and (has_all or key in named)
        and not edition.options.sheets_only
    )


def has_model(manual: Manual, edition: Edition, chosen: Selection) -> bool:
    """Whether an edition has the management model: a phase of it is there that is in the chain."""
    return not {*chained(manual)}.isdisjoint(phases_of(manual, edition, chosen))
