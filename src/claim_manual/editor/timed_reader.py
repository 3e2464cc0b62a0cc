"""Reading from a socket within a time limit, whatever its other end does."""

from __future__ import annotations

import contextlib
import io
import socket
import time
from typing import Any


class TimedReader(io.RawIOBase):
    """Reads from `connection` as long as there is time left, counted from `begin`.

    Reading raises TimeoutError afterwards, however little came however often meanwhile.
    """

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._end = 0.0

    def begin(self, seconds: float) -> None:
        """Starts the time limit for reading; each piece of an answer may take as long again."""
        self._end = time.monotonic() + seconds
        self._connection.settimeout(seconds)

    def readable(self) -> bool:
        """True: a raw stream is asked for it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as came; 0 at the end."""
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        seconds = self._connection.gettimeout()
        self._connection.settimeout(remaining)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(seconds)

    def drain(self, most: int) -> None:
        """Reads what is still on its way, for a second and `most` bytes at most.

        A connection that is closed before is reset, and its other end may lose the answer.
        """
        self.begin(min(1.0, max(self._end - time.monotonic(), 0.1)))
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            while most > 0 and (piece := self.read(65536)):
                most -= len(piece)
