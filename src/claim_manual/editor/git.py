"""Git, asked one thing at a time; every answer says whether git did it. Only here does git run."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

LONGEST = 300.0
"""How long git and its hooks may take for one thing, in seconds."""


@dataclass(frozen=True)
class Answer:
    """What git said: whether it did what was asked, its output, and why it did not."""

    is_done: bool
    content: bytes = b""
    reason: str = ""

    @property
    def text(self) -> str:
        """The output as text, without the end of its last line."""
        return self.content.decode(errors="surrogateescape").rstrip("\n")


@dataclass(frozen=True)
class Git:
    """The git repository around a folder, if there is one."""

    root: Path

    def __call__(self, *arguments: str, text: str | None = None) -> Answer:
        """Have git do something; `text` is what it reads."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        try:
            finished = subprocess.run(  # noqa: S603 - the arguments are ours
                ["git", "-C", str(self.root), *arguments],  # noqa: S607 - whichever git the person uses
                capture_output=True,
                check=False,
                env=own | {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"},
                input=(text or "").encode(errors="surrogateescape"),
                timeout=LONGEST,
                # Ctrl+C in the terminal is for us: git finishes what it began.
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired) as failure:
            return Answer(is_done=False, reason=str(failure))
        reason = finished.stderr.decode(errors="replace").strip()
        return Answer(finished.returncode == 0, finished.stdout, reason)

    def said(self, *arguments: str) -> str:
        """What git says; nothing where it cannot."""
        answer = self(*arguments)
        return answer.text if answer.is_done else ""
