"""Marks of a merge that nobody finished: two versions of a text one above the other, as git leaves them."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.read.conflict import MARK

_HINT = say(
    "Two versions of one text stand here. Keep what holds, and delete the other and the lines that"
    " begin with <<<<<<<, ======= and >>>>>>>."
)


def merges(text: str, path: str) -> list[Finding]:
    """A finding for each unfinished merge, from its first line to its last."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "=======" not in text:
        return []
    few = Few()
    for first, last in _spans(text.split("\n"), is_prose=path.endswith(".md")):
        if few.has_room("merge"):
            few.add("merge", _merge(Place(path, first), last))
    return few.findings()


def one_side(text: str) -> str:
    """The text with empty lines for marks and for the later version, so that lines keep their numbers."""
    kept: list[str] = []
    is_ours = True
    for line in text.split("\n"):
        mark = _mark(line)
        is_ours = mark in {"<", ">"} if mark else is_ours
        kept.append("" if mark or not is_ours else line)
    return "\n".join(kept)


def _mark(line: str) -> str:
    return line[0] if MARK.fullmatch(line) else ""


def _spans(lines: list[str], *, is_prose: bool) -> Iterator[tuple[int, int]]:
    """The first and last line of each merge, from 1; marks that were left alone stand for themselves.

    Seven `=` alone are no mark in Markdown: they make the line above a heading.
    """
    first = last = 0
    for number, line in enumerate(lines, 1):
        mark = _mark(line)
        if not mark or (mark == "=" and is_prose and not first):
            continue
        if first and mark == "<":
            yield first, last
            first = 0
        first, last = first or number, number
        if mark == ">":
            yield first, last
            first = 0
    if first:
        yield first, last


def _merge(place: Place, last: int) -> Finding:
    message = (
        say(
            "There is an unfinished merge here, from line {first} to line {last}.",
            first=place.line,
            last=last,
        )
        if last > place.line
        else say("This line was left by an unfinished merge.")
    )
    return error(place, "syntax", message, _HINT)
