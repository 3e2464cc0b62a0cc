"""Time and memory of the commands, side by side with plain MkDocs of the same pages in the same run.

Run by hand (`make bench`) on an otherwise idle machine; results go to benchmarks/README.md. Each
command runs in a process of its own, whose user and system time and largest memory are taken from
the kernel. A ratio is of processor time to that of plain MkDocs. With `--before FOLDER`, the source
of another version (its src/), each of our commands is run with both, one after the other.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claim_manual.model.sources import source_roots

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
SOURCES = source_roots()
MODELS = (
    "gc-01-triagem-inicial",
    "at-02-atendimento-presencial",
    "en-01-encaminhamento",
    "en-02-articulacao-aima",
)
I18N = """\
  - i18n:
      docs_structure: suffix
      reconfigure_search: false
      languages:
        - {locale: pt, name: Português, build: true, default: true}
        - {locale: en, name: English, build: true}
"""
PLAIN = f"""\
site_name: Plain
theme: {{name: material, font: false, features: [navigation.prune]}}
plugins:
  - search
{I18N}"""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds by the clock and of the processor, and mebibytes."""

    name: str
    wall: float
    cpu: float
    memory: float


def measured(name: str, command: list[str], folder: Path, source: Path = SOURCE) -> Run:
    """Runs the command in the folder, which must succeed, with the program in `source`."""
    given = {"NO_MKDOCS_2_WARNING": "1", "CLAIM_MANUAL_TODAY": "2026-11-21"}
    environment = {**os.environ, **given, "PYTHONPATH": str(source), "PYTHONSAFEPATH": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{name} failed")
    return Run(name, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def our_manual(folder: Path) -> Path:
    """This repository's manual."""
    for name in SOURCES:
        source = ROOT / name
        if not source.exists():
            continue
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


def large_manual(folder: Path, procedures: int) -> Path:
    """This repository's manual with its procedures copied until there are so many."""
    our_manual(folder)
    models = {one.stem: one for one in (folder / "procedures").rglob("*.yml")}
    for n in range(procedures - len(models)):
        model = models[MODELS[n % len(MODELS)]]
        text = model.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^code: .*$", f"code: X-{n:04}", text)
        text = re.sub(
            r"(?m)^title:\n  pt: (.*)\n  en: (.*)$", rf"title:\n  pt: \1 {n}\n  en: \2 {n}", text
        )
        (model.parent / f"x-{n:04}.yml").write_text(text, encoding="utf-8")
    return folder


EDITS = {"one edit": "at-01-agendamento", "one edit of what many use": "gc-01-triagem-inicial"}
"""A procedure that no other uses, and the one whose tree stands in most pages of others."""


def edit(manual: Path, procedure: str) -> None:
    """The first sentence of a procedure's steps is written otherwise."""
    (page,) = manual.glob(f"procedures/*/{procedure}.yml")
    text = page.read_text(encoding="utf-8")
    changed = re.sub(
        r"(?m)(^steps:(?:\n.*?)*?\n +do:\n +pt: )(?=\S)", r"\1Primeiro, ", text, count=1
    )
    if changed == text:
        raise SystemExit(f"{page} has nothing to edit")
    page.write_text(changed, encoding="utf-8")


def plain_site(folder: Path, manual: Path) -> Path:
    """As many hand-written pages, with the words of the manual's own, for MkDocs alone."""
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "claim_manual", "pages", str(folder / "made")],
        cwd=manual,
        check=True,
        capture_output=True,
    )
    for lang in ("pt", "en"):
        for page in (folder / "made" / lang).rglob("*.md"):
            path = page.relative_to(folder / "made" / lang)
            target = folder / "docs" / path.with_name(f"{path.stem}.{lang}.md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(
                "\n\n".join(_words(page.read_text(encoding="utf-8"))), encoding="utf-8"
            )
    shutil.rmtree(folder / "made")
    return folder


def _words(page: str) -> Iterator[str]:
    """A page's headings and sentences as the plainest Markdown: no chart, no link, no marks."""
    page = re.sub(r"(?ms)\A---.*?^---$|^(`{3,})mermaid$.*?^\1$|<details.*?</details>", "", page)
    page = re.sub(r"!?\[([^\]]*)\]\((<[^>]*>|[^)]*)\)", r"\1", page)
    for line in page.split("\n"):
        text = " ".join(re.sub(r"<[^>]*>|^[\s>]*|[*|\\]|^[|: -]+$", " ", line).split())
        if text:
            yield text


OURS = [sys.executable, "-m", "claim_manual"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "-q"]


def site_runs(manual: Path, source: Path) -> Iterator[Run]:
    """A first build, the same again, and again after each edit."""
    build = [*OURS, "build", "--no-pdf"]
    yield measured("build --no-pdf, first", build, manual, source)
    yield measured("build --no-pdf, again", build, manual, source)
    for name, procedure in EDITS.items():
        edit(manual, procedure)
        yield measured(f"build --no-pdf, {name}", build, manual, source)


def short_runs(manual: Path, source: Path) -> Iterator[Run]:
    """Commands that people wait for: the least of three."""
    leaflet = [*OURS, "pdf", "--procedure", MODELS[0], "--lang", "pt", "-o", "leaflet.pdf"]
    for name, command in (
        ("--version", [*OURS, "--version"]),
        ("check", [*OURS, "check"]),
        ("a leaflet, again", leaflet),
    ):
        if command is leaflet:
            measured(name, command, manual, source)
        runs = [measured(name, command, manual, source) for _ in range(3)]
        yield min(runs, key=lambda run: run.cpu)


def table(procedures: int, sources: dict[str, Path]) -> None:
    """Every command on one size of manual; 0 procedures is this manual as it is."""
    title = f"{procedures} procedures" if procedures else "this manual"
    print(f"| {title}, 2 languages | wall, s | processor, s | memory, MiB | to plain MkDocs |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manual = folder / "manual"
        manual.mkdir()
        (large_manual(manual, procedures) if procedures else our_manual(manual))
        (folder / "plain").mkdir()
        plain = measured("plain MkDocs", MKDOCS, plain_site(folder / "plain", manual))
        row(plain, plain)
        for version, source in sources.items():
            copy = Path(shutil.copytree(manual, folder / version.replace(" ", "-")))
            for run in site_runs(copy, source):
                row(run, plain, version)
            for run in short_runs(copy, source) if not procedures else ():
                row(run, plain, version)
    print()


def row(run: Run, plain: Run, version: str = "") -> None:
    """One row of a table."""
    name = f"{run.name} ({version})" if version else run.name
    cells = f"{run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} | {run.cpu / plain.cpu:.2f}"
    print(f"| {name} | {cells} |", flush=True)


def main() -> None:
    """Prints a table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--procedures", type=int, nargs="*", default=[0, 60, 240])
    parser.add_argument("--before", type=Path, help="the src/ of another version")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}\n")
    sources = {"before": options.before, "now": SOURCE} if options.before else {"now": SOURCE}
    for size in options.procedures:
        table(size, sources)


if __name__ == "__main__":
    main()
