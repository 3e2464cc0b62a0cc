"""What is made at once leaves no garbage behind, and the collector of cycles as it was."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress
from pathlib import Path

import pytest

from claim_manual.publish.heap import collecting_once
from claim_manual.work import judging
from conftest import DAY


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


def test_manuals_that_are_read_again_and_again_are_freed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as are not worth looking for stay a while, and no more."""
    monkeypatch.setattr(judging, "gc", gc)  # the tests have another
    monkeypatch.setattr(judging, "_unseen", [0])
    monkeypatch.setattr(judging, "_ENOUGH", 6_000)
    page = "procedures/service/receive-request.yml"
    text = (small / page).read_bytes()
    left, most = [], 0
    for n in range(16):
        manual, _ = judging.judged(small, DAY, {page: text + f"# {n}\n".encode()})
        left.append(weakref.ref(manual))
        most = max(most, sum(one() is not None for one in left))
    assert 2 < most < 12
