"""What a change means as text, Markdown, HTML or data."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from claim_manual.derived.difference import Difference, Edit, Ending, Walked
from claim_manual.derived.reading import Reading
from claim_manual.difference.edit_lines import Line
from claim_manual.difference.ending_words import Case
from claim_manual.difference.page import difference_page
from claim_manual.difference.revised import sections, touched_lines
from claim_manual.difference.summary import not_compared, summary
from claim_manual.reports import markdown

FORMATS = ("text", "markdown", "html", "json")
MOST = 20
"""How many situations of a document are written out in text and Markdown; more are counted."""


def difference_report(difference: Difference, lang: str, kind: str) -> str:
    """A difference in one of FORMATS, in one language, ending in a line break."""
    return _RENDERERS[kind](difference, lang)


# -- text


def _text(difference: Difference, lang: str) -> str:
    say = Reading(difference.after, lang).say
    lines = [summary(difference, lang), *not_compared(difference, say)]
    for one in sections(difference, lang):
        lines += ["", f"{one.sign} {one.title}  [{one.path}]"]
        lines += [f"  {line.sign} {_told(line)}" for line in one.lines]
        lines += [f"  {note}" for note in one.notes]
        for sort in one.situations:
            lines.append(f"  {sort.head}:")
            if sort.common:
                lines.append(f"    {say('Each time: {answers}', answers=sort.common)}")
            lines += [f"    {_case(case)}" for case in sort.cases[:MOST]]
            if len(sort.cases) > MOST:
                lines.append(f"    {say('and {n} more', n=len(sort.cases) - MOST)}")
    if found := touched_lines(difference, lang):
        lines += ["", say("Also touched:")]
        lines += [f"  {line}" for line in found]
    return "\n".join(lines) + "\n"


def _told(line: Line) -> str:
    if line.before and line.after:
        return f"{line.where}: {_short(line.before)} → {_short(line.after)}"
    words = line.after or line.before
    return f"{line.where}: {_short(words)}" if words else line.where


def _short(words: str) -> str:
    return " ".join(words.split())


def _case(case: Case) -> str:
    ends = (
        f"{case.before} → {case.after}" if case.before and case.after else case.before or case.after
    )
    return f"{case.answers}: {ends}"


# -- Markdown


def _markdown(difference: Difference, lang: str) -> str:
    """For a comment on a pull request: words of the manual do nothing in it, long lists are folded."""
    say = Reading(difference.after, lang).say
    lines = [f"**{markdown.words(summary(difference, lang))}**"]
    lines += [
        part for one in not_compared(difference, say) for part in ("", f"⚠️ {markdown.words(one)}")
    ]
    for one in sections(difference, lang):
        lines += [
            "",
            f"### {one.sign} {markdown.words(one.title)}",
            "",
            markdown.code(one.path),
            "",
        ]
        lines += [f"- {_marked(line)}" for line in one.lines]
        lines += ["", *(f"*{markdown.words(note)}*" for note in one.notes)] if one.notes else []
        for sort in one.situations:
            lines += ["", f"<details><summary>{markdown.in_html(sort.head)}</summary>", ""]
            if sort.common:
                lines += [markdown.line(say("Each time: {answers}", answers=sort.common)), ""]
            lines += [f"- {_marked_case(case)}" for case in sort.cases[:MOST]]
            if len(sort.cases) > MOST:
                lines.append(f"- {say('and {n} more', n=len(sort.cases) - MOST)}")
            lines += ["", "</details>"]
    if found := touched_lines(difference, lang):
        lines += ["", f"### {say('Also touched')}", ""]
        lines += [f"- {markdown.line(line)}" for line in found]
    return "\n".join(lines) + "\n"


def _marked(line: Line) -> str:
    where = f"{line.sign} {markdown.words(line.where)}"
    if line.before and line.after:
        return f"{where}: ~~{markdown.words(line.before)}~~ → **{markdown.words(line.after)}**"
    words = line.after or line.before
    return f"{where}: {markdown.words(words)}" if words else where


def _marked_case(case: Case) -> str:
    if case.before and case.after:
        return f"{markdown.words(case.answers)}: ~~{markdown.words(case.before)}~~ → **{markdown.words(case.after)}**"
    return f"{markdown.words(case.answers)}: {markdown.words(case.before or case.after)}"


# -- data


def _json(difference: Difference, _lang: str) -> str:
    """The difference as data: ids, ways through the sources, and answers as scenarios write them."""
    made = {
        "changes": [
            {
                "subject": one.subject,
                "id": one.id,
                "path": one.path,
                "kind": one.kind.value,
                "former_id": one.former_id or None,
                "edits": [_edit(edit) for edit in one.edits],
            }
            for one in difference.revised
        ],
        "situations": {
            document_id: {
                "exact": found.is_whole,
                "changed": [_ending(one) for one in found.changed],
                "added": [_ending(one) for one in found.added],
                "removed": [_ending(one) for one in found.removed],
            }
            for document_id, found in difference.endings.items()
        },
        "not_compared": list(difference.unknown),
        "touched": [
            {
                "id": one.document.id,
                "through": [{"subject": kind, "id": name} for kind, name in one.through],
            }
            for one in difference.touched
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2, default=str) + "\n"


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "kind": edit.kind.value,
        "way": list(edit.way),
        "before": edit.before,
        "after": edit.after,
    }


def _ending(one: Ending) -> dict[str, Any]:
    known = one.after or one.before
    return {
        "answers": known.answers if known else {},
        "before": _outcome(one.before),
        "after": _outcome(one.after),
    }


def _outcome(walked: Walked | None) -> str | list[str] | None:
    return walked.outcome if walked else None


_RENDERERS: dict[str, Callable[[Difference, str], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": difference_page,
    "json": _json,
}
