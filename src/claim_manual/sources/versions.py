"""A page of which something was changed: its words, its next version, and the line in its history."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from claim_manual.model.place import Loc
from claim_manual.sources.made import node, put
from claim_manual.sources.written import Node, WrittenEntry

_LAST = re.compile(r"\d+(?=\D*$)")


def put_words(root: Node, loc: Loc, lang: str, words: str) -> None:
    """Give a text of a source other words in a language; `loc` is the way to it, which must be there."""
    target = root
    for part in loc[:-1]:
        inner = target.get(part)
        assert inner is not None  # the manual was read from this source
        target = inner
    last = loc[-1]
    text = target.get(last)
    if text is not None and text.kind == "map":
        put(text, lang, words)
        return
    entry = next(entry for n, entry in enumerate(target.entries) if last in {n, entry.key})
    entry.value = node(words)


def next_version(version: str) -> str:
    """The version after one: 0.4 → 0.5, 2.0.9 → 2.0.10."""
    if not _LAST.search(version):
        return f"{version}.1"
    return _LAST.sub(lambda match: str(int(match[0]) + 1), version)


def is_older(version: str, other: str) -> bool:
    """Whether a version comes before another, by their numbers."""
    one, two = ([int(n) for n in re.findall(r"\d+", name)] for name in (version, other))
    return bool(one and two) and one < two


def put_version(root: Node, version: str, day: dt.date, change: Mapping[str, str]) -> None:
    """Give a page a version, with its line in the history; one that was approved is in review again."""
    put(root, "version", version)
    history = root.get("history")
    line = WrittenEntry(None, node({"version": version, "date": day, "change": dict(change)}))
    line.value.style = ""
    if history is None or history.kind != "list" or not history.entries:
        history = Node("list", entries=[line])
        root.entries = [entry for entry in root.entries if entry.key != "history"]
        root.entries.append(WrittenEntry("history", history))
    elif _is_newest_first(history):
        line.above, history.entries[0].above = history.entries[0].above, []
        history.entries.insert(0, line)
    else:
        history.entries.append(line)
    history.style = ""
    status = root.get("status")
    if status is not None and status.text == "approved":
        put(root, "status", "in-review")
        root.entries = [entry for entry in root.entries if entry.key != "approved"]


def _is_newest_first(history: Node) -> bool:
    """Whether the newest line stands first, as where there is only one."""
    days = [day.text for entry in history.entries if (day := entry.value.get("date"))]
    return len(days) < 2 or days[0] > days[-1] or days == sorted(days, reverse=True)
