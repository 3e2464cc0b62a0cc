"""Reading from a socket of which nobody knows whether it will ever say what it promised."""

from __future__ import annotations

import contextlib
import io
import socket
import time
from typing import Any


class Patience(io.RawIOBase):
    """Reads from `connection` as long as there is time left, counted from `begin`.

    Reading raises TimeoutError afterwards, however little came however often meanwhile.
    """

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self._end = 0.0

    def begin(self, seconds: float) -> None:
        """From now on there is so much time, for reading; each piece of an answer may take as much."""
        self._end = time.monotonic() + seconds
        self._connection.settimeout(seconds)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as came; 0 at the end."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        seconds = self._connection.gettimeout()
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(seconds)

    def drain(self, most: int) -> None:
        """Take what is still on its way, for a second and so many bytes at most.

        A connection that is closed before is reset, and its other end may lose the answer.
        """
        self.begin(min(1.0, max(self._end - time.monotonic(), 0.1)))
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            while most > 0 and (piece := self.read(65536)):
                most -= len(piece)
