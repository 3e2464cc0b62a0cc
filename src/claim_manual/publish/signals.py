"""Signals that ask the program to end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

ASKING = ("SIGTERM", "SIGHUP")
"""Signals by which a system asks a program to end."""


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Within it, being asked to end unwinds the program, so that what it was making is put away."""
    numbers = [getattr(signal, name) for name in ASKING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    defaults = [number for number, handler in before.items() if handler == signal.SIG_DFL]
    for number in defaults:  # signals that are ignored, as by nohup, stay ignored
        signal.signal(number, end_in_order)
    try:
        yield
    finally:
        for number in defaults:
            signal.signal(number, before[number])


@contextmanager
def held_back() -> Iterator[None]:
    """What runs within it runs to its end; a signal to end that comes meanwhile is handled after it."""
    if current_thread() is not main_thread():  # Python's handlers run in the main thread alone
        yield
        return
    arrived: list[int] = []
    numbers = [getattr(signal, name) for name in ("SIGINT", *ASKING) if hasattr(signal, name)]
    handled = [number for number in numbers if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, lambda n, _: arrived.append(n)) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in arrived:
            signal.raise_signal(number)


def end_in_order(number: int, _frame: FrameType | None) -> NoReturn:
    """The handler of a signal that asks to end: the program unwinds, with the status that shells give."""
    sys.exit(128 + number)
