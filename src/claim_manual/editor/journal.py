"""What a save is about to write, so that a save that was cut off is taken back by the next program.

It lies in git's folder from before the first file is written until the commit is there.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claim_manual.editor.repository import Repository
from claim_manual.publish.folder import write_file
from claim_manual.work.saving import content_of

_NAME = "claim-manual-save.json"
Files = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Journal:
    """The journal of one repository."""

    repository: Repository

    @property
    def _file(self) -> Path:
        return self.repository.folder() / _NAME

    @contextmanager
    def kept(self, before: Files, after: Files) -> Iterator[None]:
        """Within it, the journal has what files are and what they become; afterwards it is gone."""
        rows = {
            path: {
                "before": None if content is None else base64.b64encode(content).decode(),
                "after": _digest(after[path]),
            }
            for path, content in before.items()
        }
        write_file(self._file, json.dumps(rows).encode())
        try:
            yield
        finally:
            self._file.unlink(missing_ok=True)

    def recover(self) -> None:
        """Take back what a program began to save and did not commit: files that still are as it
        wrote them, unless the commit has them all.
        """
        if not self._file.is_file():
            return
        rows = json.loads(self._file.read_bytes())
        if not self.repository.has_as_they_stand(rows):
            for path, row in rows.items():
                _take_back(self.repository.root / path, row)
        self._file.unlink()


def _take_back(file: Path, row: Mapping[str, str | None]) -> None:
    if _digest(content_of(file)) != row["after"]:
        return
    if row["before"] is None:
        file.unlink(missing_ok=True)
    else:
        write_file(file, base64.b64decode(row["before"]))


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()
