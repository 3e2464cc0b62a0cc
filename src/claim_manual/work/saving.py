"""Changes of sources that are kept only where they bring no error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from claim_manual.model.finding import Finding, Severity
from claim_manual.publish.folder import write_file
from claim_manual.work.judging import judged


def written_if_sound(root: Path, today: dt.date, files: Mapping[str, bytes]) -> list[Finding]:
    """Write files of the manual, unless that brings an error: then they stay as they were.

    The errors that it would bring; nothing where the files were written. Where one cannot be
    written, or the manual not be judged, all are as they were.
    """
    _, before = judged(root, today)
    contents = {path: _content(root / path) for path in files}
    try:
        for path, content in files.items():
            write_file(root / path, content)
        _, after = judged(root, today)
    except BaseException:
        _put_back(root, contents)
        raise
    worse = new_errors(before, after)
    if worse:
        _put_back(root, contents)
    return worse


def _put_back(root: Path, contents: Mapping[str, bytes | None]) -> None:
    for path, content in contents.items():
        if content is None:
            (root / path).unlink(missing_ok=True)
        elif _content(root / path) != content:
            write_file(root / path, content)


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def new_errors(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Errors that were not there before, wherever they stood."""
    return [finding for finding in not_among(before, after) if finding.severity is Severity.ERROR]


def not_among(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings that are new: of another file, code or words; the line may be another."""
    identities = {_identity(finding) for finding in before}
    return [finding for finding in after if _identity(finding) not in identities]


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.place.path, finding.code, finding.message.text(str)
