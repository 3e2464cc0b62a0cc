"""What was saved of a file before, and a save taken back as a commit of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claim_manual.derived.translations import LOCK
from claim_manual.editor.desk import Change, Desk, RefusedError, Saved, revision
from claim_manual.editor.writable import is_writable
from claim_manual.work.saving import content_of

MOST = 50
"""How many saves of a file are listed, newest first."""
_FIELDS = "%x1e%H%x1f%cs%x1f%s%x1f%b"


@dataclass(frozen=True)
class Former:
    """A commit: its id, its day (ISO 8601), its first line, and what it meant, in words."""

    id: str
    day: str
    subject: str
    report: str


def history(desk: Desk, path: str) -> list[Former]:
    """The commits that changed a file, newest first; none where there is no repository."""
    log = ("log", f"--max-count={MOST}", f"--format={_FIELDS}")
    return [*_read(desk.repository.git.said(*log, "--follow", "--", path))]


def _read(log: str) -> Iterator[Former]:
    for row in log.split("\x1e")[1:]:
        yield Former(*(part.strip() for part in row.split("\x1f")))


def take_back(desk: Desk, commit: str) -> Saved:
    """Save what stood before a commit, where it changed something; all else stays.

    Raises RefusedError where what it changed was changed again, or no forms may write it.
    """
    git = desk.repository.git
    found = git("log", "--max-count=1", f"--format={_FIELDS}", commit, "--")
    former = next(_read(found.text), None) if found.is_done else None
    if former is None or not _is_of_here(desk, former.id):
        raise RefusedError(desk.say("This save is not on the branch that one is on."))
    listed = git.said(
        "diff-tree", "--no-commit-id", "--name-only", "-r", "--relative", "-z", former.id
    )
    paths = [path for path in listed.split("\0") if path]
    if not paths or not all(is_writable(path) or path == LOCK for path in paths):
        raise RefusedError(desk.say("This commit changed what the forms do not write."))
    changes = [_without(desk, path, former.id) for path in paths]
    reason = desk.say("Taken back: {subject}", subject=former.subject)
    return desk.save(
        changes, reason=f"{reason}\n\nThis reverts commit {former.id}.", is_as_it_was=True
    )


def _is_of_here(desk: Desk, commit: str) -> bool:
    return desk.repository.git("merge-base", "--is-ancestor", commit, "HEAD").is_done


def _without(desk: Desk, path: str, commit: str) -> Change:
    """A file as it now is, without what a commit changed in it."""
    repository = desk.repository
    before, after = repository.content(path, f"{commit}^"), repository.content(path, commit)
    now = content_of(desk.root / path)
    if now == after:
        return Change(path, revision(now), before)
    if now is None or after is None or before is None:
        raise RefusedError(_changed_again(desk, path))
    merged = merged_text(desk, now, after, before)
    if merged is None:
        raise RefusedError(_changed_again(desk, path))
    return Change(path, revision(now), merged)


def _changed_again(desk: Desk, path: str) -> str:
    return desk.say(
        "What this save changed in {path} was changed again since. Change it by hand.", path=path
    )


def merged_text(desk: Desk, one: bytes, base: bytes, other: bytes) -> bytes | None:
    """`one` with what leads from `base` to `other`; None where both changed the same lines."""
    with tempfile.TemporaryDirectory() as folder:
        files: Sequence[Path] = [Path(folder) / name for name in ("one", "base", "other")]
        for file, content in zip(files, (one, base, other), strict=True):
            file.write_bytes(content)
        merged = desk.repository.git("merge-file", "--quiet", *map(str, files))
        return files[0].read_bytes() if merged.is_done else None
