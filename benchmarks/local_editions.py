"""What a book of one centre costs beside the book of all: this manual with 170 made-up centres.

Run by hand on an otherwise idle machine: `python benchmarks/local_editions.py [MANUAL]`. Each time is
the processor time of a command with all its processes; every book is in one language. The full book
begins with nothing remembered; a local one has what those before it left.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from centres import CENTRES, ROOT, add_network, copied, seconds
from claim_manual.publish.memory import FOLDER

os.environ.setdefault("CLAIM_MANUAL_TODAY", "2026-11-21")  # pages have the day on them

FURTHER = 3
"""How many further local books are made, one by one."""
TOGETHER = 8
"""How many are made by one command."""


def main() -> None:
    """Measure, and say what came of it."""
    manual = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "manual")
        copied(manual, folder)
        shutil.rmtree(folder / "centres", ignore_errors=True)
        add_network(folder)
        seconds(folder, "check")
        full = seconds(folder, "pdf", "--lang", "pt")
        first, set_first = _local(folder, "centre-0")
        further = [_local(folder, f"centre-{n}") for n in range(1, FURTHER + 1)]
        again, _ = _local(folder, "centre-0")
        ids = ",".join(f"centre-{n}" for n in range(20, 20 + TOGETHER))
        together = seconds(folder, "pdf", "--lang", "pt", "--centre", ids)
    print(f"{CENTRES} centres; one language; seconds of processor time")
    print(f"full book, cold: {full:.1f}")
    print(f"first local book: {first:.1f} ({set_first} chapters set)")
    for spent, chapters in further:
        print(f"a further one: {spent:.1f} ({spent / full:.1%}; {chapters} chapters set)")
    print(f"the same again: {again:.1f} ({again / full:.1%})")
    print(
        f"{TOGETHER} by one command: {together / TOGETHER:.1f} each ({together / TOGETHER / full:.1%})"
    )


def _local(folder: Path, centre: str) -> tuple[float, int]:
    """What a local book costs, and how many chapters had to be set for it."""
    before = _chapters(folder)
    spent = seconds(folder, "pdf", "--lang", "pt", "--centre", centre)
    return spent, _chapters(folder) - before


def _chapters(folder: Path) -> int:
    kept = folder / FOLDER / "chapters"
    return len([*kept.iterdir()]) if kept.is_dir() else 0


if __name__ == "__main__":
    main()
