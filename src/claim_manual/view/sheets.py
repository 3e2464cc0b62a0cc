"""The templates of forms as sheets that are printed and filled by hand."""

from __future__ import annotations

import re

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
    length = len(found.group()) // len("&#95;")
    size = "short" if length <= _SHORT else "long" if length >= _LONG else "middle"
    return f'<span class="cm-blank cm-blank--{size}"></span>'


def chapters(text: str, resolve: html.Resolve) -> list[tuple[int, str, Markup]]:
    """A template cut at its headings, ready to be filled."""
    return [(level, title, fillable(made)) for level, title, made in html.chapters(text, resolve)]
