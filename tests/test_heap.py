"""What is made at once leaves no garbage behind, and the collector of cycles as it was."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress

import pytest

from claim_manual.publish.heap import collecting_once


class _Cycle:
    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("is_on", [True, False])
def test_what_was_made_within_is_freed_at_the_end(is_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with suppress(KeyError), collecting_once():
            left = weakref.ref(_Cycle())
            assert not gc.isenabled()
            assert left() is not None
            raise KeyError
        assert left() is None
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()


def test_what_was_there_before_is_freed_once_nobody_has_it() -> None:
    there = _Cycle()
    left = weakref.ref(there)
    with collecting_once():
        pass
    del there
    gc.collect()
    assert left() is None
