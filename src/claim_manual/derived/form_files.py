"""The files of forms: what people download, in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.links import file_at
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.model.media import Media
from claim_manual.model.registers import Form


@dataclass(frozen=True)
class FormFile:
    """A file that is there, and its language; "" where it is the same in all."""

    media: Media
    lang: str


def form_files(manual: Manual, form: Form, lang: str) -> tuple[FormFile, ...]:
    """The files of a form: that of a language first, then that of the default one, then others."""
    order = {manual.default_language: 2, lang: 1, "": 0}
    files = sorted(_files(manual, form), key=lambda file: order.get(file.lang, 3))
    return tuple(files)


def _files(manual: Manual, form: Form) -> Iterator[FormFile]:
    for lang, path in form.files.items():
        if media := manual.media.get(file_at(manual, path)):
            yield FormFile(media, lang)


def language_of_file(reading: Reading, path: str) -> str:
    """The name of the language in which a form gives a file; "" where none says it."""
    manual = reading.manual
    languages = manual.settings.model.languages
    forms = (form for form in manual.register("forms") if isinstance(form, Form))
    spoken = (
        lang for form in forms for lang, file in form.files.items() if file_at(manual, file) == path
    )
    return next((languages[lang].name for lang in spoken if lang in languages), "")
