"""What the commands print: UTF-8 wherever it goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator

import click

from claim_manual.publish.terminal import shown


def speak_utf8() -> None:
    """What is no terminal gets UTF-8, whatever the machine's encoding: other programs read it.

    Its lines end with LF, on Windows too. A terminal keeps its own, and what it lacks is written as
    Python writes it. Lone surrogates, as in names of files that are no UTF-8, are written so everywhere.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def batches(pieces: Iterable[str], size: int = 65_536) -> Iterator[str]:
    """Pieces of text put together, so that each is at least `size` characters but the last."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def echo(text: str, *, is_on_stderr: bool = False) -> None:
    """Text for people, with its last line break; `is_on_stderr` for what is not the output itself."""
    click.echo(shown(text), nl=False, err=is_on_stderr)
