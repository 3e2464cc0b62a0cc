"""The entries of a long register in groups that a reader can go to: by kind, by letter, by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.derived.stems import folded
from claim_manual.model.registers import Area, Contact, Deadline, Entry, Law, Source, Term
from claim_manual.model.values import CONTACT_KINDS, LIMITS

LONG = 15
"""A register with more entries than these has an index."""
_RUN = 10
"""How many entries stand in a group that nothing but their order makes, of a register that is not huge."""
_MOST = 8
"""The most groups of that kind."""


@dataclass(frozen=True)
class EntryGroup:
    """Entries under what they have in common."""

    title: str
    entries: tuple[Entry, ...]


def register_groups(reading: Reading, entries: Sequence[Entry]) -> tuple[EntryGroup, ...]:
    """The groups of a register in its order; none where it is short or has but one."""
    if len(entries) <= LONG:
        return ()
    title = next((make for kind, make in _TITLES.items() if isinstance(entries[0], kind)), None)
    made = _by_title(reading, entries, title) if title else _by_number(entries)
    return made if len(made) > 1 else ()


def groups_by_title(reading: Reading, entries: Sequence[Entry]) -> tuple[EntryGroup, ...]:
    """Entries of a kind that has titles for its groups, however few they are."""
    return _by_title(reading, entries, _TITLES[type(entries[0])]) if entries else ()


def _by_title(
    reading: Reading, entries: Sequence[Entry], title: Callable[[Reading, Any], str]
) -> tuple[EntryGroup, ...]:
    """Entries by what they have in common, kinds in their own order, what has none last."""
    grouped: dict[str, list[Entry]] = {reading.say(kind): [] for kind in _ORDER}
    for entry in entries:
        grouped.setdefault(title(reading, entry), []).append(entry)
    rest = grouped.pop("", [])
    named = {**grouped, reading.say("Others"): rest}
    return tuple(EntryGroup(name, tuple(of_it)) for name, of_it in named.items() if of_it)


_ORDER = (*CONTACT_KINDS.values(), *LIMITS.values())


def _letter(reading: Reading, term: Term) -> str:
    first = folded(reading.plain(term.term))[:1].upper()
    return first if first.isalpha() else "#"


_TITLES: dict[type[Entry], Callable[[Reading, Any], str]] = {
    Contact: lambda reading, contact: (
        reading.say(CONTACT_KINDS[contact.kind]) if contact.kind else ""
    ),
    Law: lambda reading, law: reading.plain(law.type),
    Area: lambda reading, area: reading.plain(area.region),
    Deadline: lambda reading, deadline: reading.say(LIMITS[deadline.kind]),
    Term: _letter,
}


def _by_number(entries: Sequence[Entry]) -> tuple[EntryGroup, ...]:
    """Entries as they stand, so many in each group; sources by their codes."""
    size = max(_RUN, -(-len(entries) // _MOST))
    runs = [entries[n : n + size] for n in range(0, len(entries), size)]
    return tuple(EntryGroup(_between(run, n * size), tuple(run)) for n, run in enumerate(runs))


def _between(run: Sequence[Entry], before: int) -> str:
    if isinstance(run[0], Source):
        return f"{run[0].id.upper()}\u2013{run[-1].id.upper()}"
    return f"{before + 1}\u2013{before + len(run)}"
