"""The one comment on a pull request: what is wrong, what the change means, translations, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.charts.chart import Chart
from claim_manual.charts.mermaid import mermaid, node_name
from claim_manual.derived.difference import Difference
from claim_manual.derived.reading import Reading
from claim_manual.derived.translations import TranslationState, translations
from claim_manual.difference.report import difference_report
from claim_manual.difference.revised import sections
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.reports.markdown import code, in_html, line, words

MARKER = "<!-- claim-manual -->"
"""The first line, by which the comment is found again and updated."""
LARGEST = 60_000
"""How long a comment may be, in characters: code hosts refuse more than 65,536."""
_MOST = 30
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
    parts = [
        _findings(judged, reading.say),
        f"## {reading.say('What this change means')}\n\n"
        + difference_report(judged.difference, lang, "markdown"),
        _translations(judged.difference, reading),
        *_charts(judged.difference, reading),
    ]
    text = f"{MARKER}\n"
    for part in parts:
        if not part:
            continue
        if len(text) + len(part) > LARGEST:
            text += f"\n*{words(reading.say('The rest is too long for a comment: see the report of the change among the artifacts.'))}*\n"
            break
        text += f"\n{part}"
    return text


def _findings(judged: Judged, say: Words) -> str:
    counted = [finding for finding in judged.new if finding.severity is not Severity.INFO]
    errors = sum(finding.severity is Severity.ERROR for finding in counted)
    mark = "❌" if errors else "⚠️" if counted else "✅"
    head = (
        say("This change brings nothing wrong.")
        if not counted
        else say(
            "This change brings {errors} and {warnings}.",
            errors=say.count("{n} error", "{n} errors", errors),
            warnings=say.count("{n} warning", "{n} warnings", len(counted) - errors),
        )
    )
    lines = [f"{mark} **{words(head)}**", ""]
    for finding in counted[:_MOST]:
        sentence = f"{finding.message.text(say)} {finding.hint.text(say)}"
        lines.append(f"- {code(str(finding.place))} `{finding.code}`: {words(sentence)}")
    if len(counted) > _MOST:
        lines.append(f"- {say('and {n} more', n=len(counted) - _MOST)}")
    if judged.known:
        earlier = say.count(
            "{n} finding was there before.", "{n} findings were there before.", judged.known
        )
        lines += ["", line(earlier)]
    return "\n".join(lines).rstrip() + "\n"


def _translations(difference: Difference, reading: Reading) -> str:
    say = reading.say
    before = _stale(difference.before)
    now = _stale(difference.after)
    if not now:
        return ""
    new = sorted(now - before)
    lines = [f"## {say('Translations to be confirmed')}", ""]
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
    lines += [f"- {line(lang)}: {code(name)}" for name, lang in new[:_MOST]]
    if len(new) > _MOST:
        lines.append(f"- {say('and {n} more', n=len(new) - _MOST)}")
    return "\n".join(lines) + "\n"


def _stale(manual: Manual) -> set[tuple[str, str]]:
    if manual.lock is None:
        return set()
    return {
        (translation.name, translation.lang)
        for translation in translations(manual)
        if translation.state is TranslationState.STALE
    }


def _charts(difference: Difference, reading: Reading) -> Iterator[str]:
    """Both charts of each flow that is otherwise, which code hosts draw from Mermaid."""
    say = reading.say
    for section in sections(difference, reading.lang):
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
