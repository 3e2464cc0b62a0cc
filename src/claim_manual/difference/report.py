"""What a change means as text, Markdown, HTML or data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from claim_manual.derived.difference import Difference, Edit, Ending, Walked
from claim_manual.derived.links_to import gone_names, links_to
from claim_manual.derived.reading import Reading
from claim_manual.difference.changed_words import Part, changed_words
from claim_manual.difference.edit_lines import ChangeLine
from claim_manual.difference.ending_words import SituationChange
from claim_manual.difference.page import difference_page
from claim_manual.difference.revised import ChangeSection, sections, touched_lines
from claim_manual.difference.summary import not_compared, summary
from claim_manual.model.language import Words
from claim_manual.reports import markdown

FORMATS = ("text", "markdown", "html", "json")
_LONG = 400
"""Texts that are longer together are shown by the words that changed."""
MOST = 20
"""How many situations of a document are written out in text and Markdown; more are counted."""


def difference_report(difference: Difference, lang: str, kind: str) -> str:
    """A difference in one of FORMATS, in one language, ending in a line break."""
    return _RENDERERS[kind](difference, lang)


# -- text


def _text(difference: Difference, lang: str) -> str:
    say = Reading(difference.after, lang).say
    lines = [summary(difference, lang), *not_compared(difference, say)]
    for section in sections(difference, lang):
        lines += ["", *_text_section(section, say)]
    if touched := touched_lines(difference, lang):
        lines += ["", say("Also touched:")]
        lines += [f"  {line}" for line in touched]
    return "\n".join(lines) + "\n"


def _text_section(section: ChangeSection, say: Words) -> Iterator[str]:
    yield f"{section.sign} {section.title}  [{section.path}]"
    yield from (f"  {line.sign} {_line_text(line)}" for line in section.lines)
    yield from (f"  {note}" for note in section.notes)
    for group in section.situations:
        yield f"  {group.head}:"
        if group.common:
            yield f"    {say('Each time: {answers}', answers=group.common)}"
        yield from (f"    {_case_text(case, say)}" for case in group.cases[:MOST])
        if len(group.cases) > MOST:
            yield f"    {say('and {n} more', n=len(group.cases) - MOST)}"


def _line_text(line: ChangeLine) -> str:
    if line.before and line.after:
        if len(line.before) + len(line.after) > _LONG:
            return f"{line.where}: {_in_place(line)}"
        return f"{line.where}: {_on_one_line(line.before)} → {_on_one_line(line.after)}"
    words = line.after or line.before
    return f"{line.where}: {_on_one_line(words)}" if words else line.where


def _in_place(line: ChangeLine) -> str:
    """A long text by the words that changed, each ⟦was → is⟧ where it stands."""
    words: list[str] = []
    gone = ""
    for run in changed_words(line.before, line.after, longest=inf):
        if run.part is Part.GONE:
            gone = run.words
            continue
        if run.part is Part.NEW:
            words.append(f"⟦{f'{gone} → ' if gone else '+ '}{run.words}⟧")
        else:
            words += [f"⟦− {gone}⟧"] * bool(gone) + [run.words]
        gone = ""
    return " ".join(words + [f"⟦− {gone}⟧"] * bool(gone))


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _case_text(case: SituationChange, say: Words) -> str:
    return f"{case.answers}: {case.end(say, case.before, case.after)}"


# -- Markdown


def _markdown(difference: Difference, lang: str) -> str:
    """For a comment on a pull request: words of the manual do nothing in it, long lists are folded."""
    say = Reading(difference.after, lang).say
    lines = [f"**{markdown.words(summary(difference, lang))}**"]
    lines += [
        part for line in not_compared(difference, say) for part in ("", f"⚠️ {markdown.words(line)}")
    ]
    for section in sections(difference, lang):
        lines += ["", *_markdown_section(section, say)]
    if touched := touched_lines(difference, lang):
        lines += ["", f"### {say('Also touched')}", ""]
        lines += [f"- {markdown.line(line)}" for line in touched]
    return "\n".join(lines) + "\n"


def _markdown_section(section: ChangeSection, say: Words) -> Iterator[str]:
    yield from (f"### {section.sign} {markdown.words(section.title)}", "")
    yield from (markdown.code(section.path), "")
    yield from (f"- {_marked_line(line)}" for line in section.lines)
    if section.notes:
        yield from ("", *(f"*{markdown.words(note)}*" for note in section.notes))
    for group in section.situations:
        yield from ("", f"<details><summary>{markdown.in_html(group.head)}</summary>", "")
        if group.common:
            yield from (markdown.line(say("Each time: {answers}", answers=group.common)), "")
        yield from (f"- {_marked_case(case, say)}" for case in group.cases[:MOST])
        if len(group.cases) > MOST:
            yield f"- {say('and {n} more', n=len(group.cases) - MOST)}"
        yield from ("", "</details>")


def _marked_line(line: ChangeLine) -> str:
    where = f"{line.sign} {markdown.words(line.where)}"
    if line.before and line.after:
        return f"{where}: ~~{markdown.words(line.before)}~~ → **{markdown.words(line.after)}**"
    words = line.after or line.before
    return f"{where}: {markdown.words(words)}" if words else where


def _marked_case(case: SituationChange, say: Words) -> str:
    is_other = bool(case.before and case.after)
    before, after = (markdown.words(words) for words in (case.before, case.after))
    ends = case.end(say, before, f"**{after}**" if is_other else after)
    return f"{markdown.words(case.answers)}: {ends}"


# -- data


def _json(difference: Difference, _lang: str) -> str:
    """The difference as data: ids, ways through the sources, and answers as scenarios write them."""
    data = {
        "changes": [
            {
                "subject": change.subject,
                "id": change.id,
                "path": change.path,
                "kind": change.kind.value,
                "former_id": change.former_id or None,
                "edits": [_edit(edit) for edit in change.edits],
                "links": {
                    name: [str(place) for place in links_to(difference.after, change.id, name)]
                    for name, _ in gone_names(change)
                },
            }
            for change in difference.revised
        ],
        "situations": {
            document_id: {
                "exact": endings.is_whole,
                "changed": [_ending(ending) for ending in endings.changed],
                "added": [_ending(ending) for ending in endings.added],
                "removed": [_ending(ending) for ending in endings.removed],
            }
            for document_id, endings in difference.endings.items()
        },
        "not_compared": list(difference.unknown),
        "touched": [
            {
                "id": touched.document.id,
                "through": [{"subject": kind, "id": name} for kind, name in touched.through],
            }
            for touched in difference.touched
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "kind": edit.kind.value,
        "way": list(edit.way),
        "before": edit.before,
        "after": edit.after,
    }


def _ending(ending: Ending) -> dict[str, Any]:
    walked = ending.after or ending.before
    return {
        "answers": walked.answers if walked else {},
        "values": _values(walked) if walked else {},
        "before": _outcome(ending.before),
        "after": _outcome(ending.after),
    }


def _values(walked: Walked) -> dict[str, dict[str, Any]]:
    """For each answer that is a number or a day the bounds within which it makes no difference."""
    program = walked.walk.program
    return {
        program.fact_names[fact]: program.facts[fact].scale.bounds(case.low, case.high)
        for fact, case in walked.given
        if case.value is not None
    }


def _outcome(walked: Walked | None) -> str | list[str] | None:
    return walked.outcome if walked else None


_RENDERERS: dict[str, Callable[[Difference, str], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": difference_page,
    "json": _json,
}
