"""Changes of sources that are kept only where they bring no error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from claim_manual.model.finding import Finding, Severity
from claim_manual.publish.folder import write_file
from claim_manual.work.judging import judged


def written_if_sound(
    root: Path,
    today: dt.date,
    files: Mapping[str, bytes | None],
    is_meant: Callable[[Finding], bool] = lambda _: False,
) -> list[Finding]:
    """Write files of the manual, unless that brings an error: then none is written. One that
    `is_meant`, for what is written here is to be gone on with, counts for nothing.

    The errors that it would bring; nothing where the files were written. Where one cannot be
    written, all are as they were.
    """
    _, before = judged(root, today)
    _, after = judged(root, today, files)
    worse = [finding for finding in new_errors(before, after) if not is_meant(finding)]
    if not worse:
        write_all(root, files)
    return worse


def write_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files, each whole; delete those that have None. After a failure, those that still are as they were written here are
    as they were before.
    """
    before = {path: content_of(root / path) for path in files}
    try:
        for path, content in files.items():
            if before[path] != content:
                _write(root / path, content)
    except BaseException:
        put_back(root, before, files)
        raise


def put_back(
    root: Path, before: Mapping[str, bytes | None], written: Mapping[str, bytes | None]
) -> None:
    """Make files what they were `before`, unless they are otherwise than what was `written`."""
    for path, content in before.items():
        if content == written[path] or content_of(root / path) != written[path]:
            continue
        _write(root / path, content)


def _write(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        write_file(file, content)


def content_of(file: Path) -> bytes | None:
    """What stands in a file; None where there is none."""
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
