"""A manual as it was at a revision of its git repository. Only here is git asked for the past."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class RevisionError(Exception):
    """git has no such revision, or there is no git or no repository; the argument is what it said."""


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the manual of `root` as it was at `revision`; it is gone afterwards.

    Raises RevisionError where there is none.
    """
    if revision.startswith("-"):
        raise RevisionError(revision)
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    packed = _git(root, "archive", "--format=tar", commit.decode())
    with tempfile.TemporaryDirectory(prefix="claim-manual-") as name:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(name, filter="tar")
        yield Path(name)


def _git(root: Path, *arguments: str) -> bytes:
    # A caller's own index or folder must not decide which repository is asked.
    kept = {key: one for key, one in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, and revisions are no options
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git the person uses
            capture_output=True,
            check=False,
            env=kept,
        )
    except FileNotFoundError as failure:
        raise RevisionError(str(failure)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise RevisionError(said.removeprefix("fatal: ") or arguments[-1].removesuffix("^{commit}"))
    return done.stdout
