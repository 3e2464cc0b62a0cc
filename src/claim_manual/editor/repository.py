"""Saved changes as commits of the manual's git repository: each step of a commit is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from claim_manual.editor.branches import Target, target
from claim_manual.editor.git import Git
from claim_manual.model.finding import Message, say

_NOBODY = ("-c", "user.name=claim-manual", "-c", "user.email=claim-manual@localhost")
_UNFINISHED = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}
"""What git has in its folder while something is unfinished, and what that is."""


class NotCommittedError(Exception):
    """Git made no commit; the argument is the Message that says why and what to do."""


@dataclass(frozen=True)
class Commit:
    """A commit that was made: its branch, its id."""

    branch: str
    id: str


@dataclass(frozen=True)
class Repository:
    """The git repository that a manual is in."""

    root: Path
    git: Git = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "git", Git(self.root))

    def is_there(self) -> bool:
        """Whether there is one; without it, a save is a file and nothing more."""
        return self.git.said("rev-parse", "--is-inside-work-tree") == "true"

    def folder(self) -> Path:
        """Where git keeps what belongs to this working tree."""
        return Path(self.git.said("rev-parse", "--absolute-git-dir"))

    def branch(self) -> str:
        """The branch that is checked out. Raises NotCommittedError where none can be committed to."""
        folder = self.folder()
        if (folder / "index.lock").exists():
            raise NotCommittedError(
                say(
                    "Another program is using git here, or was cut off while it did. Wait a moment and save again; if it stays so, delete {file}.",
                    file=folder / "index.lock",
                )
            )
        for name, what in _UNFINISHED.items():
            if (folder / name).exists():
                raise NotCommittedError(_unfinished(what))
        if self.git.said("ls-files", "--unmerged"):
            raise NotCommittedError(_unfinished("merge"))
        branch = self.git("symbolic-ref", "--quiet", "--short", "HEAD")
        if not branch.is_done:
            raise NotCommittedError(
                say(
                    "The repository stands on no branch (detached HEAD). Switch to one, then save again."
                )
            )
        return branch.text

    def target(self, wanted: str) -> Target:
        """The branch that a save goes to now; `wanted` names one that is made for it."""
        return target(self.git, self.branch(), wanted)

    @contextmanager
    def on(self, goal: Target) -> Iterator[None]:
        """Within it, the branch is checked out; after a failure the former one is again.

        A new one begins at the present commit, so no file changes on either way.
        """
        before, start = self.branch(), self._head()
        if goal.is_new:
            self._switch("--create", goal.name)
        elif before != goal.name:
            raise NotCommittedError(say("The branch changed meanwhile. Save again."))
        try:
            yield
        except BaseException:
            if goal.is_new and self._head() == start and start:
                self.git("switch", "--quiet", before)
                self.git("branch", "--quiet", "--delete", "--force", goal.name)
            raise

    def commit(self, paths: Sequence[str], goal: Target, message: str) -> Commit:
        """Commit files as they now stand, and nothing else; then see that it was done.

        Raises NotCommittedError, with what git or a hook of it said.
        """
        before = self._head()
        new = [path for path in paths if not self.git("ls-files", "--error-unmatch", path).is_done]
        try:
            if new:
                self._done("add", "--intent-to-add", "--", *new)
            identity = () if self.git.said("config", "user.email") else _NOBODY
            only = ("--only", "--file=-", "--", *paths)
            self._done(*identity, "commit", "--quiet", *only, text=message)
            return self._proved(before, goal, paths)
        except BaseException:
            self._undo(before, goal, paths)
            if new and self._head() == before:
                self.git("rm", "--cached", "--quiet", "--force", "--ignore-unmatch", "--", *new)
            raise

    def _proved(self, before: str, goal: Target, paths: Sequence[str]) -> Commit:
        """The commit, seen on its branch, after the one before, with the files as they stand."""
        head, branch = self._head(), self.git.said("symbolic-ref", "--quiet", "--short", "HEAD")
        parent = self.git.said("rev-parse", "--verify", "--quiet", f"{head}^")
        is_whole = self.git("diff", "--quiet", "HEAD", "--", *paths).is_done
        if head == before or parent != before or branch != goal.name or not is_whole:
            raise NotCommittedError(say("Git says that it made a commit, but it is not there."))
        return Commit(branch, head)

    def _undo(self, before: str, goal: Target, paths: Sequence[str]) -> None:
        """A commit that was made and is not as it was meant is none: a hook changed what it has."""
        head = self._head()
        parent = self.git.said("rev-parse", "--verify", "--quiet", f"{head}^")
        if before and head != before and parent == before:
            self.git("update-ref", f"refs/heads/{goal.name}", before, head)
            self.git("reset", "--quiet", "--", *paths)

    def content(self, path: str, revision: str) -> bytes | None:
        """A file as a commit has it; None where it has none."""
        answer = self.git("cat-file", "blob", f"{revision}:./{path}")
        return answer.content if answer.is_done else None

    def has_as_they_stand(self, paths: Iterable[str]) -> bool:
        """Whether the last commit has these files as they stand in the folder."""
        tracked = all(self.git("cat-file", "-e", f"HEAD:./{path}").is_done for path in paths)
        return tracked and self.git("diff", "--quiet", "HEAD", "--", *paths).is_done

    def _head(self) -> str:
        return self.git.said("rev-parse", "--verify", "--quiet", "HEAD")

    def _switch(self, *arguments: str) -> None:
        self._done("switch", "--quiet", *arguments)

    def _done(self, *arguments: str, text: str | None = None) -> None:
        answer = self.git(*arguments, text=text)
        if not answer.is_done:
            reason = answer.reason or answer.text or "git"
            raise NotCommittedError(say("Git refused: {reason}", reason=reason[-2000:]))


def _unfinished(what: str) -> Message:
    return say(
        "Git is in the middle of something here: {what}. Finish it or take it back (git {what} --abort), then save again.",
        what=what,
    )
