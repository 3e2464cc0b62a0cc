"""How the system's allocator holds memory, where it is glibc's; elsewhere nothing is changed."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of mallopt(3)."""


@cache
def _library() -> Any:
    """The C library, or None where it is no glibc."""
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL(None)
    except OSError:
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


def give_large_texts_back() -> None:
    """From now on texts of 64 KiB and more, as pages are, go back to the system when they are freed."""
    if library := _library():
        library.mallopt(_MMAP_THRESHOLD, 65536)


def trim() -> None:
    """Give what is free back to the system."""
    if library := _library():
        library.malloc_trim(0)
