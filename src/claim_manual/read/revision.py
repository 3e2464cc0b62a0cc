"""A manual as it was at a revision of its git repository. Only here is git run to read the past.

Sources come out of git's store as they were committed. There is no checkout and no archive, so no
attribute, filter, hook or other program that the repository names has a say.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claim_manual.model.finding import Message, say
from claim_manual.model.machine_faults import machine_fault
from claim_manual.model.sources import source_roots
from claim_manual.read.git_faults import git_fault

MOST_FILES, DEEPEST, LARGEST = 100_000, 100, 16_000_000
"""Of one revision: files, folders within each other, and bytes of a file that are looked at. A few
objects of git can stand for more files than a disk holds.
"""
_NO_REVISION = "bad revision"
"""What git would say of a name that is none, where it is not asked."""


class RevisionError(Exception):
    """There is no such revision, no git or no repository, or it is not read; the arguments are
    messages that say why and what to do. `reason` is why alone, where git answered.
    """

    reason: Message | None = None


@dataclass(frozen=True)
class Versions:
    """A file as the sides of a merge have it, and as both began from; None where it is not there.

    `is_under_way` tells a merge that is not committed yet.
    """

    sides: tuple[bytes | None, ...] = ()
    base: bytes | None = None
    is_under_way: bool = False


def merged_versions(root: Path, path: str) -> Versions:
    """What was merged into a file of the manual `root`, now or in the last commit; no sides if nothing.

    Where git lists a conflict, that says it; else the commits that are merged.
    """
    base, ours, theirs = (_blob(root, f":{stage}:./{path}") for stage in (1, 2, 3))
    if ours is not None or theirs is not None:
        return Versions((ours, theirs), base, is_under_way=True)
    for name in ("MERGE_HEAD", "CHERRY_PICK_HEAD"):
        if _is_commit(root, name):
            return Versions(_of_commits(root, path, ("HEAD", name)), None, is_under_way=True)
    parents = _parents(root)
    return Versions(_of_commits(root, path, parents)) if len(parents) > 1 else Versions()


def earlier_versions(root: Path, path: str, most: int = 20) -> Iterator[bytes]:
    """A file as the last commits that touched it have it, the newest first."""
    try:
        with _git(root, "log", f"-{most}", "--format=%H", "--", path) as answer:
            commits = answer.read().decode().split()
    except RevisionError:
        return
    yield from (data for data in _of_commits(root, path, commits) if data is not None)


def head_commit(root: Path) -> str:
    """The commit that the manual's files are at, or were changed from; "" where there is none."""
    try:
        with _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") as answer:
            return answer.read().decode().strip()
    except RevisionError:
        return ""


def commits_since(root: Path, revision: str, most: int = 50) -> list[str]:
    """The commits of this branch after a revision, the newest first. Raises RevisionError."""
    if revision.startswith("-"):
        raise _unknown(_NO_REVISION)
    spoken = f"{revision}..HEAD"
    with _git(root, "rev-list", "--first-parent", f"--max-count={most}", spoken, "--") as answer:
        return answer.read().decode().split()


@dataclass(frozen=True)
class Commit:
    """A commit of this branch, and the day on which it was made where it was made; never by whom."""

    name: str
    day: dt.date


def first_parents(root: Path, *paths: str) -> Iterator[Commit]:
    """The commits of this branch, the newest first: of those that change one of `paths`, where some
    are named. Raises RevisionError.
    """
    arguments = ("log", "--first-parent", "--format=%H %cs", "--", *paths)
    with _git(root, *arguments) as answer:
        for row in answer:
            name, _, day = row.decode().strip().partition(" ")
            yield Commit(name, dt.date.fromisoformat(day))


def commit_of(root: Path, revision: str) -> Commit:
    """The commit that a revision names. Raises RevisionError."""
    if revision.startswith("-"):
        raise _unknown(_NO_REVISION)
    spoken = f"{revision}^{{commit}}"
    with _git(root, "log", "-1", "--format=%H %cs", spoken, "--") as answer:
        name, _, day = answer.read().decode().strip().partition(" ")
    return Commit(name, dt.date.fromisoformat(day))


def has_file(root: Path, commit: str, path: str) -> bool:
    """Whether a commit has a file of the manual `root`."""
    return _blob(root, f"{commit}:./{path}") is not None


def _of_commits(root: Path, path: str, commits: Sequence[str]) -> tuple[bytes | None, ...]:
    return tuple(_blob(root, f"{commit}:./{path}") for commit in commits)


def _parents(root: Path) -> list[str]:
    try:
        with _git(root, "log", "-1", "--format=%P") as answer:
            return answer.read().decode().split()
    except RevisionError:
        return []


def _is_commit(root: Path, name: str) -> bool:
    try:
        with _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") as answer:
            return bool(answer.read())  # git must not end because nobody reads what it writes
    except RevisionError:
        return False


def _blob(root: Path, name: str) -> bytes | None:
    """The content that git has under a name; None where it has none."""
    try:
        with _git(root, "cat-file", "blob", name) as answer:
            return answer.read()
    except RevisionError:
        return None


@dataclass(frozen=True)
class _Entry:
    """A file or link in a tree of git: the name of its content, its size in bytes, its path."""

    content: bytes
    size: int
    path: str
    is_link: bool


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the sources of the manual `root` as they were at `revision`; gone afterwards.

    Submodules and links that leave the manual are left out; of a file above LARGEST only that it
    is too large is kept. Raises RevisionError.
    """
    if revision.startswith("-"):
        raise _unknown(_NO_REVISION)
    with _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") as answer:
        commit = answer.read().decode().strip()
    entries = _entries(root, commit)
    with tempfile.TemporaryDirectory(prefix="claim-manual-") as name:
        folder = Path(name).resolve()
        for entry in entries:
            (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
        links: list[tuple[Path, bytes]] = []
        for entry, content in _contents(root, entries):
            path = folder / entry.path
            if entry.is_link:
                links.append((path, content))
            elif entry.size > LARGEST:
                with path.open("wb") as file:
                    file.truncate(LARGEST)
            else:
                path.write_bytes(content)
        _link(folder, links)
        yield folder


def _link(folder: Path, links: Sequence[tuple[Path, bytes]]) -> None:
    """Makes the links that stay in the folder: last, so that nothing is written through one."""
    for path, target in links:
        if target and b"\0" not in target:
            _link_or_copy(path, os.fsdecode(target), folder)
    for path in [path for path, _ in links if not _stays(path, folder)]:
        path.unlink(missing_ok=True)


def _link_or_copy(path: Path, target: str, folder: Path) -> None:
    """A link, or what it leads to inside of the folder, where nobody may make links, as on Windows."""
    try:
        path.symlink_to(target)
    except OSError:
        if os.path.lexists(path):  # a folder of that name: no checkout could make it either
            raise
        source = (path.parent / target).resolve()
        if source.is_file() and source.is_relative_to(folder):
            path.write_bytes(source.read_bytes())


def _stays(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _entries(root: Path, commit: str) -> list[_Entry]:
    """The sources in the tree of a commit, by path from the manual's folder."""
    entries: list[_Entry] = []
    with _git(root, "ls-tree", "-r", "-z", "--long", commit, "--", *source_roots()) as listed:
        for record in _records(listed):
            head, _, name = record.partition(b"\t")
            mode, kind, content, size = head.split()
            if kind != b"blob":
                continue  # a submodule
            path = os.fsdecode(name)
            if not _is_possible(path):
                raise RevisionError(
                    say(
                        "This revision has the path {path}, which no folder can have.",
                        path=repr(path),
                    ),
                )
            if not size.isdigit():
                raise _incomplete(path)
            entries.append(_Entry(content, int(size), path, is_link=mode == b"120000"))
            if len(entries) > MOST_FILES:
                raise RevisionError(
                    say("This revision has more than {number} sources.", number=MOST_FILES)
                )
    return entries


def _records(listed: IO[bytes]) -> Iterator[bytes]:
    """What stands before each NUL, as it comes."""
    unfinished = b""
    while chunk := listed.read(65_536):
        *records, unfinished = (unfinished + chunk).split(b"\0")
        yield from records


def _is_possible(path: str) -> bool:
    """Whether a checkout could make the file, in its folder and not in git's own."""
    names = path.split("/")
    return (
        Path(path).parts == tuple(names)
        and len(names) <= DEEPEST
        and not {".git", ".."} & {name.lower() for name in names}
    )


def _contents(root: Path, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
    """Each entry with its bytes; those above LARGEST without."""
    yield from ((entry, b"") for entry in entries if entry.size > LARGEST)
    readable = [entry for entry in entries if entry.size <= LARGEST]
    names = b"".join(entry.content + b"\n" for entry in readable)
    with _git(root, "cat-file", "--batch", stdin=names) as answer:
        for entry in readable:
            if answer.readline().split()[1:] != [b"blob", str(entry.size).encode()]:
                raise _incomplete(entry.path)
            yield entry, answer.read(entry.size)
            answer.read(1)


def _unknown(reason: str) -> RevisionError:
    error = RevisionError(
        say("git does not know this revision: {reason}.", reason=git_fault(reason)),
        say("Name a branch, a tag or a commit of this repository."),
    )
    error.reason = git_fault(reason)
    return error


def _incomplete(path: str) -> RevisionError:
    return RevisionError(
        say("This copy of the repository is without the content of {path}.", path=repr(path)),
        say("Fetch it from where the repository comes from."),
    )


@contextmanager
def _git(root: Path, *arguments: str, stdin: bytes = b"") -> Iterator[IO[bytes]]:
    """What git answers, as it comes. Raises RevisionError with git's words where it fails."""
    # A caller's own index or folder must not decide which repository is read. What a clone has
    # left out is not fetched: that would go on the network, by a program that the repository names.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    with tempfile.TemporaryFile() as stdin_file, tempfile.TemporaryFile() as stderr_file:
        stdin_file.write(stdin)
        stdin_file.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - the arguments are ours, and revisions are no options
                ["git", "-C", str(root), "--no-replace-objects", *arguments],  # noqa: S607 - whichever git the person uses
                stdin=stdin_file,
                stdout=subprocess.PIPE,
                stderr=stderr_file,
                env=environment | {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"},
            )
        except OSError as failure:
            raise RevisionError(
                say(
                    "This needs git, which cannot be started: {reason}.",
                    reason=machine_fault(failure),
                )
            ) from None
        with process:
            assert process.stdout
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            stderr_file.seek(0)
            words = " ".join(stderr_file.read().decode("utf-8", "replace").split())
            raise _unknown(words.removeprefix("fatal: ") or _NO_REVISION)
