"""What a network of centres costs: `check` of this manual with 170 of them and 308 areas, and without.

Run by hand on an otherwise idle machine: `python benchmarks/centres.py [MANUAL]`. The centres and the
areas are made up. Each time is the processor time of a process of its own, the least of three.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from claim_manual.model.sources import source_roots

ROOT = Path(__file__).resolve().parent.parent
CENTRES, AREAS, REGIONS, ROUNDS = 170, 308, 20, 3


def main() -> None:
    """Measure, and say what came of it."""
    manual = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as folder:
        plain, network = Path(folder, "plain"), Path(folder, "network")
        for place in (plain, network):
            copied(manual, place)
        shutil.rmtree(plain / "centres", ignore_errors=True)
        add_network(network)
        without, with_centres = (
            min(first_seconds(place, "check") for _ in range(ROUNDS)) for place in (plain, network)
        )
    print(f"check without centres: {without:.2f} s")
    print(f"check with {CENTRES} centres and {AREAS} areas: {with_centres:.2f} s")
    print(f"more: {with_centres - without:.2f} s")


def add_network(folder: Path) -> None:
    """Made-up centres and areas, each contact that differs by place a number of its own."""
    contacts = yaml.safe_load((folder / "reference/contacts.yml").read_text(encoding="utf-8"))
    local = [entry["id"] for entry in contacts if entry.get("local")]
    areas = [
        {"id": f"{n:04}", "name": f"Area {n}", "region": f"Region {n % REGIONS}"}
        for n in range(1, AREAS + 1)
    ]
    _write(folder / "reference/areas.yml", areas)
    for n in range(CENTRES):
        _write(folder / f"centres/centre-{n}.yml", centre(n, local))


def centre(n: int, local: list[str]) -> dict[str, object]:
    """A made-up centre."""
    return {
        "name": f"Centre {n} (example)",
        "host": {"kind": "municipality", "name": f"Council {n} (example)"},
        "covers": [f"{(n * 2 + k) % AREAS + 1:04}" for k in range(2)],
        "phone": "+44 1632 960 001",
        "email": f"desk@centre-{n}.example.org",
        "address": f"Street {n}, Example",
        "opening": [
            {"days": ["mon-fri"], "from": "09:00", "to": "12:30"},
            {"days": ["wed"], "from": "14:00", "to": "17:00", "by_appointment": True},
        ],
        "languages": ["pt", "en", "uk"],
        "contacts": {
            name: {
                "name": f"{name} {n} (example)",
                "phone": f"+44 1632 960 {k:03}",
                "verified_on": "2026-11-10",
            }
            for k, name in enumerate(local)
        },
        "verified_on": "2026-11-10",
        "status": "ok",
    }


def copied(manual: Path, folder: Path) -> None:
    """The sources of a manual in another folder."""
    for name in source_roots():
        source = manual / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)


def _write(file: Path, value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_style='"')
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_bare(text), encoding="utf-8")


def _bare(text: str) -> str:
    """Days and what is true stand without quotes, as sources write them."""
    return text.replace('!!bool "true"', "true").replace('"2026-11-10"', "2026-11-10")


def seconds(folder: Path, *command: str) -> float:
    """The processor time of a command on a manual, with all its processes."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "claim_manual", *command, "--root", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    after = os.times()
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def first_seconds(folder: Path, *command: str) -> float:
    """The same with nothing left that an earlier one remembered or wrote."""
    for name in (".cache", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return seconds(folder, *command)


if __name__ == "__main__":
    main()
