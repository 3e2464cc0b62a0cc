"""The templates of forms as sheets that are printed and filled by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from markupsafe import Markup

from claim_manual.model.manual import Manual, Prose
from claim_manual.model.reading import Reading
from claim_manual.model.registers import Form
from claim_manual.view import html

_BLANK = re.compile(r"(?:&#95;){3,}")
_BOX = re.compile(r"&#91; &#93;(\s+(?!&#95;)[^\s<]+)?")
_SHORT, _LONG = 6, 20
"""Underscores up to which a blank is short, and from which it fills the line."""


def sheet(reading: Reading, form: Form) -> Prose | None:
    """The template of a form, in this language or else in the default one."""
    if form.template is None:
        return None
    by_path = {one.path: one for one in reading.manual.form_texts}
    return next((by_path[path] for path in _paths(reading, form.template) if path in by_path), None)


def _paths(reading: Reading, template: str) -> list[str]:
    languages = (reading.lang, reading.manual.default_language)
    own = [f"reference/forms/{template}.{lang}.md" for lang in languages]
    return [*own, f"reference/forms/{template}"]


def forms_with_sheets(manual: Manual) -> list[Form]:
    """The forms that have a template, in the order of the register."""
    entries = manual.register("forms")
    return [one for one in entries if isinstance(one, Form) and one.template]


def fillable(markup: Markup) -> Markup:
    """`___` as a blank to write on, as long as it was written; `[ ]` as a box to tick."""
    return Markup(_BLANK.sub(_blank, _BOX.sub(_box, str(markup))))


def _box(found: re.Match[str]) -> str:
    """A box that stays on the line of the word after it."""
    box = '<span class="cm-box" role="img" aria-label="☐"></span>'
    return f'<span class="cm-tick">{box}{found.group(1) or ""}</span>'


def _blank(found: re.Match[str]) -> str:
    return f'<span class="cm-blank cm-blank--{_size(found.group())}"></span>'


def _size(blank: str) -> str:
    length = len(blank) // len("&#95;")
    return "short" if length <= _SHORT else "long" if length >= _LONG else "middle"


def chapters(text: str, resolve: html.Resolve) -> list[tuple[int, str, Markup]]:
    """A template cut at its headings, ready to be filled by hand."""
    return blanks(html.chapters(text, resolve))


def blanks(parts: Sequence[tuple[int, str, Markup]]) -> list[tuple[int, str, Markup]]:
    """The chapters of a template, ready to be filled by hand."""
    return [(level, title, fillable(made)) for level, title, made in parts]


_FIELD = re.compile(
    rf"(?P<box>{_BOX.pattern})|(?P<blank>{_BLANK.pattern})|(?P<cell><td></td>)|(?P<line><hr ?/?>)"
)
_MARK = re.compile(r"<[^>]*>")
_HEADS = re.compile(r"<th>(.*?)</th>", re.DOTALL)
_KEPT = 60
"""How many letters of what stands before a field are read out as its name."""


def form_fields(
    parts: Sequence[tuple[int, str, Markup]], name: str
) -> list[tuple[int, str, Markup]]:
    """The chapters of a template with fields of a PDF form in place of blanks, boxes and cells.

    `name` is what the names of the fields begin with. A field is called by the words before it, or
    by the head of its column (ISO 14289-1, 7.18.4: each has a name that can be read out).
    """
    numbers = count(1)
    return [
        (level, title, _fields(str(made), name, title, numbers)) for level, title, made in parts
    ]


def _fields(made: str, name: str, title: str, numbers: Iterator[int]) -> Markup:
    def field(found: re.Match[str]) -> str:
        before = made[: found.start()]
        words = " ".join(
            _MARK.sub(" ", before[max(before.rfind("<p"), before.rfind("<li")) :]).split()
        )
        own = f'name="{name}-{next(numbers)}"'
        if found["box"]:
            word = found.group(2) or ""
            said = f"{words[-_KEPT:]} {word}".strip() or title
            return f'<span class="cm-tick"><input class="cm-box" type="checkbox" {own} title="{said}">{word}</span>'
        if found["cell"]:
            heads = _HEADS.findall(before[before.rfind("<table") :])
            column = before[before.rfind("<tr") :].count("<td")
            said = _MARK.sub("", heads[column]) if column < len(heads) else title
            return f'<td><input class="cm-cell" type="text" {own} title="{said or title}"></td>'
        said = words[-_KEPT:] or title
        if found["line"]:
            return f'<input class="cm-cell" type="text" {own} title="{said}">'
        return f'<input class="cm-blank cm-blank--{_size(found["blank"])}" type="text" {own} title="{said}">'

    return Markup(_FIELD.sub(field, made))
