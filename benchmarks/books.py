"""Time and memory of books, side by side with the plugins that print MkDocs sites.

Run by hand on an otherwise idle machine; results go to benchmarks/README.md. The peers are no
dependency: `--peers` names the Python of an environment that has mkdocs-with-pdf and mkdocs-to-pdf.

    python -m venv peers
    peers/bin/pip install mkdocs-material mkdocs-static-i18n mkdocs-with-pdf mkdocs-to-pdf
    .venv/bin/python benchmarks/books.py --peers peers/bin/python
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
from collections.abc import Iterator
from pathlib import Path

from run import I18N, edit, large_manual, measured, our_manual

FENCE = re.compile(r"<pre[^>]*><code[^>]*>(flowchart .*?)</code></pre>", re.DOTALL)
WITHOUT_USE = (
    "at-01-agendamento",
    "at-03-prioritario",
    "at-04-interpretacao",
    "en-01-encaminhamento",
    "en-03-nif-niss",
    "en-07-justica",
    "en-08-nacionalidade",
    "en-09-retorno",
    "en-10-habitacao",
    "gc-03-dados-e-consentimento",
)
COPIED = ("at-04-interpretacao", "en-07-justica")
PEER = """\
site_name: Peer
theme: {{name: material, font: false}}
plugins:
  - search
{i18n}  - {plugin}
markdown_extensions:
  - pymdownx.superfences
"""
OURS = [sys.executable, "-m", "claim_manual"]


def twelve(folder: Path) -> Path:
    """Twelve procedures of this repository that lead to no other page."""
    our_manual(folder)
    for path in (folder / "procedures").rglob("*"):
        if path.is_file() and path.name.split(".")[0] not in WITHOUT_USE:
            path.unlink()
    shutil.rmtree(folder / "flows")
    shutil.rmtree(folder / "editions", ignore_errors=True)
    shutil.rmtree(folder / "docs" / "orientacoes")
    for path in (folder / "docs").glob("*.md"):
        path.write_text("# CLAIM\n", encoding="utf-8")
    (folder / "reference" / "policies.yml").unlink()
    for path in [*(folder / "procedures").rglob("*.yml"), *(folder / "reference").rglob("*.*")]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\[([^\]]*)\]\((?:procedure|flow|page|policy):[^)]*\)", r"\1", text)
        text = re.sub(r"(?m)^ *(?:- )?(?:continue_with|related): *\[[^\]]*\]\n", "", text)
        path.write_text(text, encoding="utf-8")
    for name in COPIED:
        model = next((folder / "procedures").rglob(f"{name}.yml"))
        text = re.sub(r"(?m)^code: (.*)$", r"code: \1B", model.read_text(encoding="utf-8"))
        model.with_name(f"{name}-b.yml").write_text(text, encoding="utf-8")
    return folder


def peer(folder: Path, manual: Path, plugin: str, *, lang: str = "") -> Path:
    """The same pages as Markdown, their charts as Mermaid that nobody draws."""
    made = folder / "made"
    subprocess.run([*OURS, "pages", str(made)], cwd=manual, check=True, capture_output=True)
    (folder / "mkdocs.yml").write_text(
        PEER.format(plugin=plugin, i18n="" if lang else I18N), encoding="utf-8"
    )
    for one in (lang,) if lang else ("pt", "en"):
        for page in (made / one).rglob("*.md"):
            path = page.relative_to(made / one)
            text = re.sub(r"<svg.*?</svg>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
            text = FENCE.sub(r"\n\n```mermaid\n\1\n```\n\n", text)
            name = path if lang else path.with_name(f"{path.stem}.{one}.md")
            target = folder / "docs" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return folder


def pages_of(folder: Path) -> int:
    """How many PDF pages there are below a folder, leaflets not counted."""
    count = 0
    for path in folder.rglob("*.pdf"):
        if re.match(r"manual-|(?!\w\w-\d\d)", path.name):
            told = subprocess.run(
                ["pdfinfo", str(path)], capture_output=True, text=True, check=True
            )
            count += int(re.search(r"Pages: *(\d+)", told.stdout)[1])
    return count


def beside_peers(python: str) -> Iterator[str]:
    """Whole builds of twelve procedures in two languages."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "ours").mkdir()
        manual = twelve(root / "ours")
        run = measured("claim-manual build", [*OURS, "build"], manual)
        yield row(run, pages_of(manual / "site"))
        for plugin in ("with-pdf", "to-pdf"):
            folder = root / plugin
            folder.mkdir()
            peer(folder, manual, plugin)
            run = measured(f"mkdocs-{plugin}", [python, "-m", "mkdocs", "build", "-q"], folder)
            yield row(run, pages_of(folder / "site"))


def large() -> Iterator[str]:
    """A manual of 150 procedures: one book, the same again, and after an edit."""
    with tempfile.TemporaryDirectory() as name:
        manual = Path(name)
        large_manual(manual, 150)
        book = [*OURS, "pdf", "--lang", "pt"]
        yield row(measured("pdf --lang pt, first", book, manual), pages_of(manual))
        yield row(measured("pdf --lang pt, again", book, manual), pages_of(manual))
        edit(manual)
        yield row(measured("pdf --lang pt, one edit", book, manual), pages_of(manual))


def row(run: object, pages: int) -> str:
    """A line of the table."""
    return f"| {run.name} | {pages} | {run.wall:.1f} | {run.cpu:.1f} | {run.memory:.0f} |"


def main() -> None:
    """Prints a table for each comparison."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="the Python that has the peers")
    parser.add_argument("--no-large", action="store_true")
    options = parser.parse_args()
    head = "| {} | pages | wall, s | processor, s | memory of the largest process, MiB |\n|---|---|---|---|---|"
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}\n")
    if options.peers:
        print(head.format("12 procedures, 2 languages"))
        for line in beside_peers(options.peers):
            print(line, flush=True)
    if not options.no_large:
        print("\n" + head.format("150 procedures"))
        for line in large():
            print(line, flush=True)


if __name__ == "__main__":
    main()
