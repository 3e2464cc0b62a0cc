"""Which register has what a reference names that may be an entry of one register or of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.model.manual import Manual
from claim_manual.model.registers import Entry
from claim_manual.model.sources import REGISTER_OF, UNIONS


def register_of(manual: Manual, kind: str, entry_id: str) -> str:
    """The register that has the entry; the first that could have it where none has."""
    names = [REGISTER_OF[part] for part in UNIONS.get(kind, (kind,))]
    return next((name for name in names if manual.register(name).find(entry_id)), names[0])


def entries_of(manual: Manual, kind: str) -> Iterator[Entry]:
    """All that a reference of this kind can name."""
    registers: Iterable[str] = (REGISTER_OF[part] for part in UNIONS.get(kind, (kind,)))
    for name in registers:
        yield from manual.register(name)
