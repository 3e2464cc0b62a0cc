"""missing-file, unfit-file: what a form gives people to download."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.references.missing_files import meant_file
from claim_manual.check.rule import rule
from claim_manual.derived.links import file_at
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.media import ATTACHMENTS, composed, ending
from claim_manual.model.place import Place
from claim_manual.model.registers import Form
from claim_manual.model.sources import site_file


@rule(error=("missing-file", "unfit-file"))
def files_of_forms(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A form's file is there, on the site, and of a kind that people can fill in."""
    register = manual.register("forms")
    for n, form in enumerate(register):
        for lang, path in form.files.items() if isinstance(form, Form) else ():
            place = register.source.value((n, "file", lang) if lang else (n, "file"))
            yield from _judged(manual, place, path)


def _judged(manual: Manual, place: Place, path: str) -> Iterator[Finding]:
    if ending(path) not in ATTACHMENTS:
        yield error(
            place,
            "unfit-file",
            say("A form's file is a PDF, DOCX, ODT or XLSX: “{path}” is none.", path=path),
            say("Save it as one of these. A sheet in Markdown is named under template:."),
        )
    elif not site_file(file_at(manual, path)):
        meant = meant_file(manual, path)
        yield error(
            place,
            "missing-file",
            say("There is no file at “{path}”.", path=composed(path)),
            say("Did you mean “{near}”?", near=composed(meant))
            if meant
            else say("Write its path from the manual's folder, as docs/assets/form.pdf."),
        )
