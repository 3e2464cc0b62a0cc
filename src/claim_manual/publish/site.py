"""The site, made by MkDocs in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claim_manual.publish.processes import PARENT, PATIENCE

CONFIG = "mkdocs.yml"
SOUND, OFFLINE = "CLAIM_MANUAL_SOUND", "CLAIM_MANUAL_OFFLINE"
BOOKS = "CLAIM_MANUAL_BOOKS"
"""What the plugin is told: that the manual was judged already; that pages are to be files; whether it
makes books (yes), pages link to those that somebody else makes (linked), or there are none (no).
"""

FAULT = "claim-manual: "
"""What the line begins with in which the plugin tells a fault of the machine."""
_WARNING = re.compile(r"^WARNING +- +(?:claim-manual: )?(.*)", re.MULTILINE)
_INFORMATION = re.compile(r"^INFO .*\n", re.MULTILINE)
_ADDRESS = re.compile(r"^site_url:[ \t]*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


class SiteError(Exception):
    """MkDocs could not make the site; the argument is what it said."""


def make_site(
    root: Path, site: Path, *, strict: bool, books: str, offline: bool = False
) -> list[str]:
    """Build the manual in `root`, in which there is no error, into the empty folder `site`.

    What MkDocs and its plugins warn of, a line each. `books` is what BOOKS has; with `offline` pages
    are files that can be opened where they lie. Raises SiteError with MkDocs' own words, OSError
    where the machine fails.
    """
    # Not --quiet, which hides warnings, from --strict too.
    command = ["build", "--config-file", CONFIG, "--site-dir", str(site)]
    given = environment(books) | {SOUND: "yes"} | ({OFFLINE: "yes"} if offline else {})
    options = ["--strict"] if strict else []
    given["COLUMNS"] = "0"  # MkDocs breaks no line
    with _mkdocs(root, [*command, *options], given, output=subprocess.PIPE) as process:
        out, err = process.communicate()
    if process.returncode:
        last = err.rstrip().rpartition("\n")[2]
        if last.startswith(FAULT):
            raise OSError(last.removeprefix(FAULT))
        raise SiteError(f"{_INFORMATION.sub('', err)}\n{out}".strip())
    return _WARNING.findall(err)


def configured_address(root: Path) -> str:
    """The address of the site as mkdocs.yml has it; empty where it has none."""
    try:
        found = _ADDRESS.search((root / CONFIG).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found.group(1) if found else ""


def serve_site(root: Path, address: str) -> int:
    """Serve the manual in `root` until it is stopped; the exit status of MkDocs."""
    command = ["serve", "--config-file", CONFIG, "--dev-addr", address]
    with _mkdocs(root, command, environment("no"), output=None) as process:
        return process.wait()


@contextmanager
def _mkdocs(
    root: Path, command: list[str], given: dict[str, str], *, output: int | None
) -> Iterator[subprocess.Popen[str]]:
    """MkDocs at work; it ends with this program, which holds the other end of its input."""
    reading, writing = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - the arguments are ours
        [sys.executable, "-m", "mkdocs", *command],
        cwd=root,
        env=given | {PARENT: "yes"},
        stdin=reading,
        stdout=output,
        stderr=output,
        text=True,
        encoding="utf-8",
    )
    os.close(reading)
    try:
        yield process
    finally:
        os.close(writing)
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Wait until a process has ended, or else end it."""
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()


def environment(books: str) -> dict[str, str]:
    """The environment in which MkDocs runs."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        # Pages are large texts: glibc gives them back at once instead of keeping room for the next.
        "MALLOC_MMAP_THRESHOLD_": "65536",
        BOOKS: books,
    }
