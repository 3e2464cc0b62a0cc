"""The templates of forms as sheets that are printed and filled by hand."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual, Prose
from claim_manual.model.registers import Form


def sheet(reading: Reading, form: Form) -> Prose | None:
    """The template of a form, in this language or else in the default one."""
    if form.template is None:
        return None
    by_path = {prose.path: prose for prose in reading.manual.form_texts}
    return next((by_path[path] for path in _paths(reading, form.template) if path in by_path), None)


def _paths(reading: Reading, template: str) -> list[str]:
    languages = (reading.lang, reading.manual.default_language)
    in_languages = [f"reference/forms/{template}.{lang}.md" for lang in languages]
    return [*in_languages, f"reference/forms/{template}"]


def forms_with_sheets(manual: Manual) -> list[Form]:
    """The forms that have a template, in the order of the register."""
    entries = manual.register("forms")
    return [form for form in entries if isinstance(form, Form) and form.template]
