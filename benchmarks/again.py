"""Memory of a program that goes on: the manual read again and again, the site made again, saves.

Run by hand (`python benchmarks/again.py`); results go to benchmarks/README.md. Linux alone: the
memory that the process holds is taken from the kernel.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from claim_manual.editor.desk import Desk
from claim_manual.model.language import words
from claim_manual.work.judging import judged
from run import our_manual

DAY = dt.date(2026, 11, 21)
CONTACTS = "reference/contacts.yml"


def held() -> float:
    """The memory that this process holds, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def readings(folder: Path) -> Callable[[int], None]:
    """Reads and judges the manual, as `check` and each change under `serve` do."""
    return lambda _: judged(folder, DAY) and None


def sites(folder: Path) -> Callable[[int], None]:
    """Makes the site as `mkdocs serve` does after a change: the plugin stays, the rest is new."""
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)

    def once(_: int) -> None:
        made = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        build(made, serve_url="http://127.0.0.1/")

    return once


def saves(folder: Path) -> Callable[[int], None]:
    """Saves another telephone number through the forms."""
    desk = Desk(folder, DAY, words("pt-PT"))
    text = desk.text(CONTACTS)

    def once(n: int) -> None:
        desk.save(CONTACTS, text.replace('phone: "144"', f'phone: "{1000 + n}"'))

    return once


def steps(once: Callable[[int], None], count: int, every: int) -> Iterator[tuple[int, float]]:
    """How much memory is held after so many times."""
    for n in range(count + 1):
        once(n)
        if n % every == 0:
            yield n, held()


def main() -> None:
    """Prints a table for each kind of work."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readings", type=int, default=400)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--saves", type=int, default=60)
    options = parser.parse_args()
    os.environ |= {"CLAIM_MANUAL_TODAY": DAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    for name, work, count in (
        ("readings", readings, options.readings),
        ("sites", sites, options.sites),
        ("saves", saves, options.saves),
    ):
        with tempfile.TemporaryDirectory() as folder:
            root = our_manual(Path(folder))
            subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
            print(f"| {name} | memory, MiB |\n|---|---|")
            for n, memory in steps(work(root), count, max(count // 8, 1)):
                print(f"| {n} | {memory:.0f} |", flush=True)
        print()


if __name__ == "__main__":
    main()
