"""Time of the walk on flows of known shapes, and of `check` on large manuals, side by side.

Run by hand (`make bench-flows`) on an otherwise idle machine; results go to benchmarks/README.md.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from claim_manual.clock import today
from claim_manual.proof.situations import situations
from claim_manual.proof.states import Walk
from claim_manual.work.judging import shown_alone
from run import ROOT, large_manual, measured, our_manual

HEAD = """\
code: B-01
title: {pt: x, en: x}
status: draft
version: "0.1"
owner: aima
summary: {pt: x, en: x}
nodes:
"""
ENDS = """\
  - {id: end, outcome: {pt: Fim, en: End}}
  - {id: stop, outcome: {pt: Parar, en: Stop}}
"""


def chain(questions: int, *, guards: str) -> str:
    """Yes-or-no questions one after the other: 2 to the power of `questions` static paths.

    With `few` whoever said no before is stopped at the next no, so that few situations are left;
    with `near` only if the no was to the question before; with `none` nobody is.
    """
    made = HEAD
    for n in range(questions):
        onward = f"q{n + 1}" if n + 1 < questions else "end"
        no = onward
        if guards == "near" and n:
            no = f"[{{when: {{q{n - 1}: nao}}, to: stop}}, {{to: {onward}}}]"
        if guards == "few" and n:
            before = ", ".join(f"{{q{k}: nao}}" for k in range(n))
            no = f"[{{when: {{any: [{before}]}}, to: stop}}, {{to: {onward}}}]"
        made += _question(f"q{n}", onward, no)
    return made + ENDS


def random_flow(nodes: int) -> str:
    """Questions and steps that lead on at random, some under a condition on an earlier answer."""
    chance = random.Random(3)
    made = HEAD
    for n in range(nodes - 2):
        later = [f"q{k}" for k in range(n + 1, min(n + 6, nodes - 2))] or ["end"]
        onward = later[0]
        if n % 3 == 2:
            made += f"  - {{id: q{n}, do: {{pt: x, en: x}}, next: {onward}}}\n"
            continue
        other = chance.choice([*later, "stop", "end"])
        earlier = [k for k in range(n) if k % 3 != 2]
        if earlier and chance.random() < 0.5:
            fact = chance.choice(earlier[-6:])
            other = f"[{{when: {{q{fact}: nao}}, to: {other}}}, {{to: {onward}}}]"
        made += _question(f"q{n}", onward, other)
    return made + ENDS


def _question(name: str, yes: str, no: str) -> str:
    return (
        f"  - id: {name}\n    ask: {{pt: {name}, en: {name}}}\n    answers:\n"
        f"      - {{id: sim, to: {yes}}}\n      - {{id: nao, to: {no}}}\n"
    )


FLOWS = {
    "20 questions, few situations": chain(20, guards="few"),
    "20 questions, each guard reads the one before": chain(20, guards="near"),
    "20 questions, no guard": chain(20, guards="none"),
    "60 nodes, random guards": random_flow(60),
}


def walks(folder: Path) -> Iterator[str]:
    """A row for each shape, and for each document of this manual."""
    our_manual(folder)
    for n, (name, text) in enumerate(FLOWS.items()):
        (folder / "flows" / f"b-{n:02}.yml").write_text(text, encoding="utf-8")
        yield _row(name, folder, f"b-{n:02}")
        (folder / "flows" / f"b-{n:02}.yml").unlink()
    for path in sorted([*(ROOT / "flows").glob("*.yml"), *(ROOT / "procedures").rglob("*.yml")]):
        yield _row(path.stem, folder, path.stem)


def _row(name: str, folder: Path, document_id: str) -> str:
    manual, document = shown_alone(folder, document_id, today())
    if document is None:
        raise SystemExit(document_id)
    start = time.process_time()
    walk = Walk(manual, document)
    visited = time.process_time()
    found = situations(walk)
    counted = time.process_time()
    command = [sys.executable, "-m", "claim_manual", "flow", "paths", document_id]
    whole = measured(name, [*command, "--format", "json"], folder)
    number = f"{found.count + found.gap_count}{'' if found.is_exact else '+'}"
    times = f"{visited - start:.3f} | {counted - visited:.3f} | {whole.wall:.2f}"
    return f"| {name} | {len(walk.moves)} | {number} | {times} |"


def checks(sizes: list[tuple[int, int]]) -> Iterator[str]:
    """A row for `check` on each size: procedures and flows."""
    for procedures, flows in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            large_manual(folder, procedures)
            model = (folder / "flows" / "ad-01-aima-ou-claim.yml").read_text(encoding="utf-8")
            for n in range(flows - len(list((folder / "flows").glob("*.yml")))):
                text = re.sub(r"(?m)^code: .*$", f"code: Y-{n:04}", model)
                (folder / "flows" / f"y-{n:04}.yml").write_text(text, encoding="utf-8")
            run = measured("check", [sys.executable, "-m", "claim_manual", "check"], folder)
            yield f"| {procedures} + {flows} | {run.wall:.1f} | {run.cpu:.1f} | {run.memory:.0f} |"
            shutil.rmtree(folder / "flows")


def main() -> None:
    """Prints both tables."""
    print("| flow | states | situations | walk, s | count and list, s | `flow paths`, s |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for row in walks(Path(name)):
            print(row, flush=True)
    print(
        "\n| procedures + flows | `check` wall, s | processor, s | memory, MiB |\n|---|---|---|---|"
    )
    for row in checks([(5, 1), (250, 25), (500, 50), (1000, 100)]):
        print(row, flush=True)


if __name__ == "__main__":
    main()
