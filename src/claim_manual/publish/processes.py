"""Processes that end with the one that started them, however that one ends."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Thread

from claim_manual.publish.leftovers import sweep, unfinished_folder
from claim_manual.publish.signals import end_in_order, held_back

PARENT = "CLAIM_MANUAL_PARENT"
"""Tells a process that its standard input ends when the program that started it does."""
GRACE_SECONDS = 5
"""Seconds in which a process that is asked to end can put away what it was making."""


def end_with_input() -> None:
    """From now on this process ends, in order, when its standard input does."""
    signal.signal(signal.SIGTERM, end_in_order)
    Thread(target=_wait_for_input, daemon=True).start()


def _wait_for_input() -> None:
    while os.read(0, 1024):
        pass
    if sys.platform == "win32":  # where os.kill ends a process at once, and not in order
        signal.raise_signal(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


@contextmanager
def workers(number: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that work side by side; an exception ends them and what they were to do.

    What they keep for a while, as WeasyPrint its fonts, is gone with them.
    """
    place = Path(tempfile.gettempdir())
    sweep(place)
    with unfinished_folder(place / "workers") as folder:
        pool = ProcessPoolExecutor(number, get_context("spawn"), _begin, (str(folder),))
        try:
            yield pool
        except BaseException:
            for process in active_children():
                process.terminate()
            # Before Python 3.11.5 the pool waits for ever until somebody reads what was sent to
            # workers that are gone (CPython, gh-94777).
            pool._call_queue._reader.close()  # type: ignore[attr-defined] # noqa: SLF001
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Each process started within it is started whole, and ignores Ctrl+C.

    A process that a signal cuts off while it is being started is known to nobody: nobody ends it,
    and it keeps open what the others write to.
    """
    with held_back():
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(folder: str) -> None:
    """What a worker does first: it ends with its parent, and keeps files where that looks for them."""
    tempfile.tempdir = folder
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
