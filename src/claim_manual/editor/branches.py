"""On which branch the next save goes: one of ours that was made today, and never any other.

So nothing goes to a published branch, whatever it is called, nor to one that is under review since
another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.editor.git import Git


@dataclass(frozen=True)
class Target:
    """The branch that a commit goes to: `name`, and whether it is made for it."""

    name: str
    is_new: bool


def target(git: Git, current: str, wanted: str) -> Target:
    """Where a commit goes that is made while `current` is checked out.

    `wanted` is what a branch of today is called, with a number where the name is taken. A new
    branch begins where one is, so that nothing that one sees is lost.
    """
    if re.fullmatch(rf"{re.escape(wanted)}(-\d+)?", current):
        return Target(current, is_new=False)
    taken = _taken(git)
    return Target(next(name for name in _names(wanted) if name not in taken), is_new=True)


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def _taken(git: Git) -> set[str]:
    """The names that branches have, here or as far as is known elsewhere."""
    refs = git.said("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    depth = {"refs/heads/": 2, "refs/remotes/": 3}
    return {
        ref.split("/", parts)[-1]
        for ref in refs.splitlines()
        for start, parts in depth.items()
        if ref.startswith(start)
    }
