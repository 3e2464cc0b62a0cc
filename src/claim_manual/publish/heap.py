"""How memory is held: by the collector of cycles, and by the system's allocator where it is glibc's."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def collecting_once() -> Iterator[None]:
    """Within it the collector of cycles rests; at the end it looks once at what was made within.

    By itself it would look again and again at all that is loaded, for as long as something large
    is made.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()  # what was there before may become garbage too
        if was_on:
            gc.enable()
