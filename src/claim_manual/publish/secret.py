"""A secret key of this person on this machine, which authenticates what the program has cached."""

from __future__ import annotations

import os
import secrets
import sys
from functools import cache
from pathlib import Path

from claim_manual.publish.folder import opened_plainly, write_file

_LENGTH = 32


@cache
def secret() -> bytes | None:
    """32 random bytes, the same in every run; None where they cannot be kept for this person alone.

    They lie in `claim-manual/key` of the person's cache folder (XDG Base Directory Specification).
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not folder.is_absolute():
        folder = Path(os.path.expanduser("~")) / ".cache"  # noqa: PTH111 - Path.home raises where there is none
    if not folder.is_absolute():
        return None
    try:
        return _stored(folder / "claim-manual" / "key")
    except OSError:
        return None


def _stored(file: Path) -> bytes | None:
    content = _read(file)
    if content is None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(file, secrets.token_bytes(_LENGTH), mode=0o600)
        content = _read(file)
    return content


def _read(file: Path) -> bytes | None:
    """The secret in a file that nobody else can have written or read; None for any other."""
    handle = opened_plainly(file)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as opened:
        state = os.fstat(handle)
        if sys.platform != "win32" and (state.st_uid != os.geteuid() or state.st_mode & 0o077):
            return None
        content = opened.read(_LENGTH + 1)
    return content if len(content) == _LENGTH else None
