"""What a contact says in one language: its opening times, its languages, its extensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claim_manual.model.language import Words, has_catalogue, words
from claim_manual.model.registers import Opening, Telephone
from claim_manual.model.registers.opening import MIDNIGHT
from claim_manual.model.schema import Text

_WEEK = tuple(range(7))
_RUN = 3
"""So many days one after the other are said by their first and last."""


@dataclass(frozen=True)
class OpeningLine:
    """Days with their times in words, and the note that holds at them."""

    words: str
    note: Text | None = None


@dataclass
class _Days:
    """Rules that say the same but for their times."""

    rule: Opening
    times: list[tuple[int, int]] = field(default_factory=list)


def opening_lines(say: Words, rules: Iterable[Opening]) -> tuple[OpeningLine, ...]:
    """Opening times in words, a line for the same days: Dias úteis, 9h às 12h30 e 14h às 17h30."""
    return tuple(OpeningLine(_line(say, days), days.rule.note) for days in _grouped(rules))


def _grouped(rules: Iterable[Opening]) -> list[_Days]:
    grouped: list[_Days] = []
    for rule in rules:
        group = next((days for days in grouped if _is_alike(days.rule, rule)), None)
        if group is None:
            grouped.append(group := _Days(rule))
        group.times += [rule.times] if rule.times else []
    return grouped


def opening_in_words(tag: str, rules: Iterable[Opening], lang: str) -> list[str]:
    """Opening times as lines in any language: of one that the program does not speak, the names of
    days and the times. A note that does not exist in it is left out, and with it its line.
    """
    lines = []
    for group in _grouped(rules):
        note = group.rule.note.get(lang) if group.rule.note else ""
        line = _line(words(tag), group) if has_catalogue(tag) else _figures(words(tag), group)
        if line and note is not None:
            lines.append(", ".join(filter(None, (line, note))))
    return lines


def _figures(say: Words, group: _Days) -> str:
    """The days and times of a group; nothing where more has to be said of it than these."""
    if group.rule.by_appointment:
        return ""
    runs = [[say.weekday(day) for day in run] for run in _runs(group.rule.weekdays)]
    days = say.all_of([f"{run[0]}–{run[-1]}" if len(run) > 1 else run[0] for run in runs])
    times = [f"{_figure(begin)}–{_figure(end)}" for begin, end in sorted(group.times)]
    return f"{days}: {say.all_of(times)}"


def _figure(minutes: int) -> str:
    hours = minutes // 60 if minutes <= MIDNIGHT else minutes // 60 - 24
    return f"{hours}:{minutes % 60:02}"


def _is_alike(rule: Opening, other: Opening) -> bool:
    return (rule.weekdays, rule.by_appointment, rule.note, rule.times is None) == (
        (other.weekdays, other.by_appointment, other.note, other.times is None)
    )


def _line(say: Words, group: _Days) -> str:
    days, times = days_in_words(say, group.rule.weekdays), times_in_words(say, group.times)
    is_always = group.rule.weekdays == _WEEK and group.times == [(0, MIDNIGHT)]
    parts = [] if is_always else [days]
    parts += [times] if times else []
    parts += [say("by appointment")] if group.rule.by_appointment else []
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def days_in_words(say: Words, days: Sequence[int]) -> str:
    """Days of a week, Monday as 0: weekdays; quarta a sábado; Monday and Thursday."""
    if tuple(days) == _WEEK:
        return say("every day")
    if tuple(days) == _WEEK[:5]:
        return say("weekdays")
    return say.all_of([_run(say, run) for run in _runs(days)])


def _runs(days: Sequence[int]) -> Iterator[list[int]]:
    """Days that follow each other, over the end of the week too: Friday to Monday."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == _WEEK[-1]:
        runs.append([*runs.pop(), *runs.pop(0)])
    for run in runs:
        yield from ([run] if len(run) >= _RUN else ([day] for day in run))


def _run(say: Words, days: Sequence[int]) -> str:
    first, last = say.weekday(days[0]), say.weekday(days[-1])
    return say("{first} to {last}", first=first, last=last) if len(days) > 1 else first


def times_in_words(say: Words, times: Iterable[tuple[int, int]]) -> str:
    """Times of a day in minutes: 9h às 12h30 e 14h às 17h30; 24 hours."""
    return say.all_of([_time(say, *time) for time in sorted(times)])


def _time(say: Words, begins: int, ends: int) -> str:
    if ends - begins == MIDNIGHT:
        return say("24 hours")
    end = say("midnight") if ends == MIDNIGHT else say.clock(ends)
    # In Portuguese one says «à 0h30» and «à 1h», but «às 2h».
    hour = 1 if ends // 60 % 24 < 2 and ends != MIDNIGHT else 2
    return say.count("{start} to {end}", "{start} to {end}", hour, start=say.clock(begins), end=end)


def languages_in_words(say: Words, tags: Iterable[str]) -> str:
    """Languages by their tags, as one enumeration: português, inglês e bengalês."""
    return say.all_of([say.language(tag) for tag in tags])


def extension_in_words(say: Words, telephone: Telephone) -> str:
    """What is dialled after a number: ext. 12."""
    return say("ext. {number}", number=telephone.extension) if telephone.extension else ""
