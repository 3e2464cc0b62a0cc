"""A change on one line that fits the subject of a commit: whole words, what is new before what was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claim_manual.derived.difference import ChangeKind, Difference
from claim_manual.derived.reading import Reading
from claim_manual.difference.changed_words import Part, changed_words
from claim_manual.difference.edit_lines import ChangeLine
from claim_manual.difference.revised import ChangeSection, sections
from claim_manual.model.language import Words

LONGEST = 72
"""How many characters the subject of a commit has, so that every tool shows it whole."""
_CODE = re.compile(r"[A-Z]+[A-Z0-9]*-[0-9]+(?= )")

_LONG_NAME = re.compile(r" [“«].{30,}[”»]$")
"""The words of a step or question, which leave no room for what is new."""


def headline(difference: Difference, lang: str, longest: int = LONGEST) -> str:
    """What is otherwise, the gravest of it, in at most `longest` characters; empty where nothing is told."""
    told = sections(difference, lang)
    if not told:
        return ""
    say = Reading(difference.after, lang).say
    section, line = _first(told)
    more = sum(max(len(each.lines), 1) for each in told) - 1
    ways = [*_ways(section, line, say)]
    rest = f" {say('(and {n} more)', n=more)}" if more else ""
    fitting = next((words for words in ways if len(words) + len(rest) <= longest), None)
    if fitting is not None:
        return f"{fitting}{rest}"
    return _cut(ways[-1], longest - len(rest)) + rest


def _first(told: list[ChangeSection]) -> tuple[ChangeSection, ChangeLine | None]:
    """The page and the line on it that touch the gravest; of as grave ones the first."""
    lines = [(line.concern, section, line) for section in told for line in section.lines]
    wholes = [(section.concern, section, None) for section in told if not section.lines]
    return min((*wholes, *lines), key=lambda each: each[0])[1:]


def _ways(section: ChangeSection, line: ChangeLine | None, say: Words) -> Iterator[str]:
    """Ways to say it, the fullest first."""
    code = _CODE.match(section.title)
    short = code[0] if code else section.title
    if line is None:
        sign = "" if section.kind is ChangeKind.CHANGED else f"{section.sign} "
        yield f"{sign}{section.title}"
        return
    parts = line.where.split(" › ")
    field = parts[-2] if line.language and parts[1:] else parts[-1]
    field = _LONG_NAME.sub("", field)
    new, old = _new_and_old(line)
    sign = "" if line.kind is ChangeKind.CHANGED else f"{line.sign} "
    if old and new:
        both = say("{after} (was {before})", after=new, before=old)
        yield f"{section.title}: {line.where}: {both}"
        yield f"{short}: {line.where}: {both}"
        yield f"{short}: {field}: {both}"
        yield f"{short}: {field}: {new}"
    elif value := new or old:
        yield f"{section.title}: {sign}{line.where}: {value}"
        yield f"{short}: {sign}{line.where}: {value}"
        yield f"{short}: {sign}{field}: {value}"
    else:
        yield f"{section.title}: {sign}{line.where}"
        yield f"{short}: {sign}{line.where}"


def _new_and_old(line: ChangeLine) -> tuple[str, str]:
    """What is there now, of a long text the words around what changed; and what was."""
    if not (line.before and line.after):
        return " ".join(line.after.split()), " ".join(line.before.split())
    runs = changed_words(line.before, line.after)
    new = " ".join(run.words for run in runs if run.part is not Part.GONE)
    return new, " ".join(run.words for run in runs if run.part is Part.GONE)


def _cut(words: str, longest: int) -> str:
    """The words that fit, whole, and a mark that there are more."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    at = kept.rfind(" ") if words[longest - 1 : longest] != " " else len(kept)
    return f"{kept[:at] if at > longest // 2 else kept}".rstrip(" ,;:(«“") + "…"
