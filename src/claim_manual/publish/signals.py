"""Signals that ask the program to end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Within it, being asked to end unwinds the program, so that what it was making is put away."""
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    defaults = [number for number, handler in before.items() if handler == signal.SIG_DFL]
    for number in defaults:  # signals that are ignored, as by nohup, stay ignored
        signal.signal(number, end_in_order)
    try:
        yield
    finally:
        for number in defaults:
            signal.signal(number, before[number])


def end_in_order(number: int, _frame: FrameType | None) -> NoReturn:
    """The handler of a signal that asks to end: the program unwinds, with the status that shells give."""
    sys.exit(128 + number)
