"""Saved changes as commits of the manual's git repository. Only here does git write."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

MAIN = ("main", "master")
"""Branches on which nobody works: a first save goes on to one of its own."""
_NOBODY = ("-c", "user.name=claim-manual", "-c", "user.email=claim-manual@localhost")


def commit(root: Path, paths: Sequence[str], branch: str, subject: str, body: str) -> str:
    """Commit files with what the change means; the name of the branch, empty where git made none.

    On a main branch the commit goes to `branch`, which is made where it is not there yet.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree") is None:
        return ""
    current = _git(root, "symbolic-ref", "--quiet", "--short", "HEAD") or ""
    if current in MAIN:
        current = branch
        if _git(root, "switch", "--quiet", branch) is None:
            _git(root, "switch", "--quiet", "--create", branch)
    identity = () if _git(root, "config", "user.email") else _NOBODY
    _git(root, "add", "--", *paths)
    message = f"{subject}\n\n{body}".strip()
    committed = _git(
        root, *identity, "commit", "--quiet", "--only", "--message", message, "--", *paths
    )
    return current if committed is not None else ""


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; None where it cannot."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        finished = subprocess.run(  # noqa: S603 - the arguments are ours
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git the person uses
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        return None
    return finished.stdout.strip() if finished.returncode == 0 else None
