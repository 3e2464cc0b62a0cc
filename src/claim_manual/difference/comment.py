"""The one comment on a pull request: what the change means, the gravest first; what is wrong, last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.charts.chart import Chart
from claim_manual.charts.mermaid import mermaid, node_name
from claim_manual.derived.difference import Difference
from claim_manual.derived.reading import Reading
from claim_manual.derived.translations import TranslationState, translations
from claim_manual.difference.comment_parts import CommentParts
from claim_manual.difference.concern import Concern
from claim_manual.difference.revised import ChangeSection
from claim_manual.difference.summary import not_compared, summary
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.reports.markdown import code, in_html, line, words

MARKER = "<!-- claim-manual -->"
"""The first line, by which the comment is found again and updated."""
LARGEST = 60_000
"""How long a comment may be, in characters: code hosts refuse more than 65,536."""
_ROOM_OF_ERRORS, _ROOM_OF_WARNINGS = 6_000, 4_000
_MOST_TRANSLATIONS = 5
_MOST_PLACES = 3
"""How many places of one sort of warning are named."""
_STALE = "stale-translation"
_MARKS = {
    "added": "stroke:#1c5f37,stroke-width:3px",
    "removed": "stroke:#a3151c,stroke-width:3px,stroke-dasharray:6 4",
    "changed": "stroke:#8a1f7a,stroke-width:3px,stroke-dasharray:6 4",
    "moved": "stroke:#8a1f7a,stroke-width:2px",
}


@dataclass(frozen=True)
class Judged:
    """A change with the findings that it brings and how many there were before."""

    difference: Difference
    new: Sequence[Finding]
    known: int


def comment(judged: Judged, lang: str) -> str:
    """The comment in one language, beginning with MARKER; what is too much is left out, with a note."""
    reading = Reading(judged.difference.after, lang)
    say = reading.say
    parts = CommentParts.of(judged.difference, lang)
    written = [*parts.written()]
    is_cut = any(is_part_cut for _, is_part_cut in written)
    blocks = [
        _head(judged, lang, say),
        *(text for text, _ in written),
        _translations(judged.difference, reading),
    ]
    last = _findings(judged, say)
    room = LARGEST - len(last) - sum(len(block) + 1 for block in blocks) - 500
    charts = []
    for chart in _charts(parts.sections, say):
        if len(chart) + 1 > room:
            is_cut = True
            continue
        room -= len(chart) + 1
        charts.append(chart)
    if is_cut:
        rest = (
            "The rest is too long for a comment: see the report of the change among the artifacts."
        )
        charts.append(f"*{words(say(rest))}*\n")
    return "\n".join((MARKER, *(block for block in (*blocks, *charts, last) if block)))


def _rest(say: Words) -> str:
    return say(
        "The rest is too long for a comment: see the report of the change among the artifacts."
    )


def _head(judged: Judged, lang: str, say: Words) -> str:
    """What the change means in a line, and whether something is wrong with it."""
    lines = [f"## {say('What this change means')}", ""]
    lines.append(f"**{words(summary(judged.difference, lang))}**")
    for sentence in not_compared(judged.difference, say):
        lines += ["", f"⚠️ {words(sentence)}"]
    if errors := sum(finding.severity is Severity.ERROR for finding in judged.new):
        told = say.count(
            "{n} error must be mended first: see the end.",
            "{n} errors must be mended first: see the end.",
            errors,
        )
        lines += ["", f"❌ {words(told)}"]
    return "\n".join(lines) + "\n"


# -- what is wrong


def _findings(judged: Judged, say: Words) -> str:
    counted = [finding for finding in judged.new if finding.severity is not Severity.INFO]
    errors = [finding for finding in counted if finding.severity is Severity.ERROR]
    warnings = [finding for finding in counted if finding.severity is Severity.WARNING]
    mark = "❌" if errors else "⚠️" if counted else "✅"
    head = (
        say("This change brings nothing wrong.")
        if not counted
        else say(
            "This change brings {errors} and {warnings}.",
            errors=say.count("{n} error", "{n} errors", len(errors)),
            warnings=say.count("{n} warning", "{n} warnings", len(warnings)),
        )
    )
    lines = [f"{mark} **{words(head)}**", ""]
    lines += _fitting([_finding(error, say) for error in errors], _ROOM_OF_ERRORS, say)
    lines += _fitting([*_warnings(warnings, say)], _ROOM_OF_WARNINGS, say)
    if judged.known:
        earlier = say.count(
            "{n} finding was there before.", "{n} findings were there before.", judged.known
        )
        lines += ["", line(earlier)]
    return "\n".join(lines).rstrip() + "\n"


def _fitting(bullets: Sequence[str], room: int, say: Words) -> Iterator[str]:
    """The bullets that there is room for, and how many more there are."""
    for n, bullet in enumerate(bullets):
        room -= len(bullet) + 1
        if room < 0:
            yield f"- {words(say('and {n} more', n=len(bullets) - n))}"
            return
        yield bullet


def _finding(finding: Finding, say: Words) -> str:
    return f"- {code(str(finding.place))} `{finding.code}`: {_sentence(finding, say)}"


def _warnings(warnings: Sequence[Finding], say: Words) -> Iterator[str]:
    """A line for each sort of warning: how many, what the first says, where some are."""
    by_code: dict[str, list[Finding]] = {}
    for finding in warnings:
        by_code.setdefault(finding.code, []).append(finding)
    for name, of_code in by_code.items():
        first = of_code[0]
        if name == _STALE:
            above = say("see “{section}” above.", section=say("Translations to be confirmed"))
            yield f"- `{name}` × {len(of_code)}: {words(above)}"
            continue
        if not of_code[1:]:
            yield _finding(first, say)
            continue
        places = ", ".join(code(str(finding.place)) for finding in of_code[:_MOST_PLACES])
        if len(of_code) > _MOST_PLACES:
            places += f" {words(say('and {n} more', n=len(of_code) - _MOST_PLACES))}"
        yield f"- `{name}` × {len(of_code)}: {_sentence(first, say)} ({places})"


def _sentence(finding: Finding, say: Words) -> str:
    return words(f"{finding.message.text(say)} {finding.hint.text(say)}")


# -- translations


def _translations(difference: Difference, reading: Reading) -> str:
    say = reading.say
    before = _stale(difference.before)
    now = _stale(difference.after)
    if not now:
        return ""
    new = sorted(now - before)
    lines = [f"### {say('Translations to be confirmed')}", ""]
    lines.append(
        line(
            say(
                "{n} in all; {new} of them through this change.",
                n=len(now),
                new=len(new),
            )
        )
    )
    lines += [""] * bool(new)
    lines += [f"- {line(lang)}: {code(name)}" for name, lang in new[:_MOST_TRANSLATIONS]]
    if len(new) > _MOST_TRANSLATIONS:
        lines.append(f"- {say('and {n} more', n=len(new) - _MOST_TRANSLATIONS)}")
    return "\n".join(lines) + "\n"


def _stale(manual: Manual) -> set[tuple[str, str]]:
    if manual.lock is None:
        return set()
    return {
        (translation.name, translation.lang)
        for translation in translations(manual)
        if translation.state is TranslationState.STALE
    }


# -- charts


def _charts(sections: Sequence[ChangeSection], say: Words) -> Iterator[str]:
    """Both charts of each flow whose ways are otherwise, which code hosts draw from Mermaid."""
    for section in sorted(sections, key=lambda section: not section.situations):
        if not any(line.concern is Concern.OUTCOMES for line in section.lines):
            continue
        for n, chart in enumerate(section.charts):
            when = say("Before") if len(section.charts) > 1 and n == 0 else say("Now")
            yield (
                f"<details><summary>{in_html(section.title)}: {in_html(when)}</summary>\n\n"
                f"```mermaid\n{_marked(chart)}```\n\n</details>\n"
            )


def _marked(chart: Chart) -> str:
    """The chart as Mermaid, its boxes that are otherwise in other lines."""
    styles = [
        f"  style {node_name(box.id)} {_MARKS[box.change]}\n" for box in chart.boxes if box.change
    ]
    return mermaid(chart).replace("`", "#96;") + "".join(styles)
