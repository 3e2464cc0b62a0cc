"""The site, made by MkDocs in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

CONFIG = "mkdocs.yml"
SOUND, OFFLINE = "CLAIM_MANUAL_SOUND", "CLAIM_MANUAL_OFFLINE"
BOOKS = "CLAIM_MANUAL_BOOKS"
"""What the plugin is told: that the manual was judged already; that pages are to be files; whether it
makes books (yes), pages link to those that somebody else makes (linked), or there are none (no).
"""


_ADDRESS = re.compile(r"^site_url:[ \t]*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


class SiteError(Exception):
    """MkDocs could not make the site; the argument is what it said."""


def make_site(root: Path, site: Path, *, strict: bool, books: str, offline: bool = False) -> None:
    """Build the manual in `root`, in which there is no error, into the empty folder `site`.

    `books` is what BOOKS has; with `offline` pages are files that can be
    opened where they lie. Raises SiteError with MkDocs' own words.
    """
    command = ["build", "--config-file", CONFIG, "--site-dir", str(site), "--quiet"]
    done = subprocess.run(  # noqa: S603 - the arguments are ours
        [*_mkdocs(), *command, *(["--strict"] if strict else [])],
        cwd=root,
        env=environment(books) | {SOUND: "yes"} | ({OFFLINE: "yes"} if offline else {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SiteError(f"{done.stderr}\n{done.stdout}".strip())


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
    return subprocess.run(  # noqa: S603 - the arguments are ours
        [*_mkdocs(), *command], cwd=root, env=environment("no"), check=False
    ).returncode


def _mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs"]


def environment(books: str) -> dict[str, str]:
    """The environment in which MkDocs runs."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        BOOKS: books,
    }
