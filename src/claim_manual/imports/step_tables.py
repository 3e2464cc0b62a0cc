"""Tables of steps: which column says what is done, by whom, until when, and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claim_manual.derived.word_text import WordCell, WordTable
from claim_manual.imports.field_names import column_named
from claim_manual.imports.steps import WrittenStep
from claim_manual.imports.written import as_words, paragraph_markdown, tidy

_NUMBER = re.compile(
    r"\s*(?:passo|step|paso)?\s*(\d{1,3}(?:\.\d{1,3})?)\s*[.)ºª°]?\s*", re.IGNORECASE
)
_LONG = 4
"""How many letters a cell has at least that says what is done."""


def title_of(table: WordTable) -> str:
    """What a table is called in a first row that is one cell across all of it; "" for none."""
    first = table.rows[0] if table.rows else ()
    is_title = len(first) == 1 and table.columns > 1
    return tidy(first[0].text).replace("\n", " ") if is_title else ""


def steps_in(table: WordTable) -> list[WrittenStep]:
    """The steps that the rows of a table are; none where it is a table of something else."""
    rows = table.rows[1:] if title_of(table) else table.rows
    if not rows:
        return []
    columns, heads = _columns(rows)
    if "what" not in columns:
        return []
    body = rows[1:] if heads else rows
    steps = []
    above: dict[int, str] = {}
    for n, row in enumerate(body, 1):
        step = _step(row, columns, heads, str(n), above)
        if step:
            steps.append(step)
    if steps:
        steps[0].details += _unused(body, columns, heads)
    return steps


def _unused(
    body: Sequence[tuple[WordCell, ...]], columns: list[str], heads: list[str]
) -> list[str]:
    """Heads of columns that say nothing in any row, and of no kind that is known."""
    return [
        as_words(head)
        for n, head in enumerate(heads)
        if head and not columns[n] and not any(row[n].text for row in body if n < len(row))
    ]


def _columns(rows: Sequence[tuple[WordCell, ...]]) -> tuple[list[str], list[str]]:
    """What each column has, and its head; no heads where the first row is a step already."""
    heads = [" ".join(cell.text.split()) for cell in rows[0]]
    columns = _each_once([column_named(head) for head in heads])
    if "number" not in columns and "what" in columns:
        columns = _numbered_first(columns, heads, rows[1:])
    if "what" in columns and len({*columns} - {""}) > 1:
        return columns, heads
    if "number" in columns and "what" not in columns and len(rows) > 1:
        widest = _widest(rows[1:], columns)
        if widest is not None:
            columns[widest] = "what"
            return columns, heads
    if _counts(rows, 0):
        plain = ["number", *[""] * (len(rows[0]) - 1)]
        widest = _widest(rows, plain)
        if widest is not None:
            plain[widest] = "what"
            return plain, []
    return ([""] * len(heads), heads)


def _each_once(columns: list[str]) -> list[str]:
    """A second column of a kind is none: it stands among the details."""
    return [key if key not in columns[:n] else "" for n, key in enumerate(columns)]


def _numbered_first(
    columns: list[str], heads: list[str], rows: Sequence[tuple[WordCell, ...]]
) -> list[str]:
    """A column “Step” that only counts leaves what is done to another: one called so, or the widest."""
    at = columns.index("what")
    if not _counts(rows, at):
        return columns
    columns = [*columns]
    columns[at] = "number"
    named = (n for n, head in enumerate(heads) if n != at and column_named(head) == "what")
    other = next(named, None)
    widest = _widest(rows, columns) if other is None else other
    if widest is not None:
        columns[widest] = "what"
    return columns


def _counts(rows: Sequence[tuple[WordCell, ...]], at: int) -> bool:
    """Whether a column counts rows, two at least."""
    cells = [row[at].text for row in rows if at < len(row)]
    return len(cells) > 1 and all(_NUMBER.fullmatch(cell) for cell in cells)


def _widest(rows: Sequence[tuple[WordCell, ...]], columns: list[str]) -> int | None:
    """The column of no known kind that has most words."""
    sizes = {
        n: sum(len(row[n].text) for row in rows if n < len(row))
        for n, key in enumerate(columns)
        if not key
    }
    widest = max(sizes, key=lambda n: sizes[n], default=None)
    return widest if widest is not None and sizes[widest] >= _LONG * len(rows) else None


def _step(
    row: tuple[WordCell, ...],
    columns: list[str],
    heads: list[str],
    ordinal: str,
    above: dict[int, str],
) -> WrittenStep | None:
    """The step of a row; None for an empty one. `above` has what cells across rows say."""
    texts: dict[str, str] = {}
    details: list[str] = []
    at, markdown = 0, ""
    for n, cell in enumerate(row):
        key = columns[n] if n < len(columns) else ""
        text = tidy(cell.text)
        if cell.is_continued:
            text = above.get(n, "") if key in {"who", "time"} else text
        above[n] = text
        at = at or next((p.at for p in cell.paragraphs), 0)
        if key in {"number", "what", "who", "time", "then"}:
            texts[key] = text
        if key == "what":
            markdown = " ".join(paragraph_markdown(p) for p in cell.paragraphs)
        elif text and (key in {"", "details"} or (key == "number" and not _NUMBER.fullmatch(text))):
            details.append(
                _detail(cell, heads[n] if n < len(heads) else "", is_headed=key != "details")
            )
    what = " ".join(texts.get("what", "").split())
    if not what:
        what, markdown = _instead(texts, details)
    if not what:
        return None
    counted = _NUMBER.fullmatch(texts.get("number", ""))
    number = counted[1] if counted else texts.get("number", "") or ordinal
    then = [texts["then"]] if texts.get("then") else []
    return WrittenStep(
        at, number, what, markdown.replace("\n", " "),
        who=texts.get("who", ""), time=texts.get("time", ""), then=then, details=details,
    )  # fmt: skip


def _instead(texts: dict[str, str], details: list[str]) -> tuple[str, str]:
    """The words of a row that does not say what is done: whatever it says, so that it is not lost."""
    said = " – ".join(texts[key] for key in ("who", "time", "then") if texts.get(key))
    for key in ("who", "time", "then"):
        texts.pop(key, None)
    words = " ".join((said or (details.pop(0) if details else "")).split())
    return words, as_words(words) if said else words


def _detail(cell: WordCell, head: str, *, is_headed: bool) -> str:
    words = "\n".join(paragraph_markdown(p) for p in cell.paragraphs)
    return f"{as_words(head)}: {words}" if is_headed and head else words
