"""Office files as archives: the same parts are the same bytes, whenever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def without_clock(content: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The same archive with one date for all its parts; `parts` take the place of those of their name."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part_info in old.infolist():
            new_info = zipfile.ZipInfo(part_info.filename, (1980, 1, 1, 0, 0, 0))
            new_info.compress_type, new_info.create_system = zipfile.ZIP_DEFLATED, 3
            new_info.external_attr = 0o644 << 16
            part = (parts or {}).get(part_info.filename)
            new.writestr(new_info, old.read(part_info) if part is None else part)
    return stream.getvalue()
