"""unknown-language: words in a language that the manual does not have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.written_links import text_places
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.language import language_name
from claim_manual.model.manual import Manual
from claim_manual.model.near import enumerated
from claim_manual.model.place import Place
from claim_manual.model.registers import Form
from claim_manual.model.schema import TAG
from claim_manual.model.sources import PAGE


@rule(error="unknown-language")
def unknown_languages(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A language is one of manual.yml: in texts, and in the names of prose files.

    `say` alone may have more: words to show to a person in the person's own language.
    """
    for source, loc, text in text_places(manual):
        for lang in text.root:
            is_known = not lang or lang in manual.languages
            if not (is_known or ("say" in loc and re.fullmatch(TAG, lang))):
                yield _unknown(manual, source.key((*loc, lang)), lang, beside=text.root)
    forms = manual.register("forms")
    for n, form in enumerate(forms):
        for lang in form.files if isinstance(form, Form) else ():
            if lang and lang not in manual.languages:
                yield _unknown(manual, forms.source.key((n, "file", lang)), lang)
    texts = [(prose.path, prose.lang) for prose in (*manual.companions, *manual.form_texts)]
    for path, lang in (*texts, *_unread_pages(manual)):
        if lang not in manual.languages:
            yield _unknown(manual, Place(path), lang, path)


def _unread_pages(manual: Manual) -> Iterator[tuple[str, str]]:
    """Pages beside which the same page stands in a language of the manual: they were meant too."""
    for path in sorted(manual.files):
        stem, _, lang = path.removesuffix(PAGE.ending).rpartition(".")
        beside = (f"{stem}.{tag}{PAGE.ending}" for tag in manual.languages)
        if (
            PAGE.has(path)
            and re.fullmatch(TAG, lang)
            and any(path_beside in manual.files for path_beside in beside)
        ):
            yield path, lang


def _unknown(
    manual: Manual, place: Place, lang: str, path: str = "", beside: Container[str] = ()
) -> Finding:
    """`beside` are the languages in which the same text stands: none of them was meant."""
    near = _near(manual, lang)
    is_there = f"{path.removesuffix(f'.{lang}.md')}.{near}.md" in manual.files
    if language_name(lang) != lang and (near in beside or is_there):
        near = ""  # a language that was taken out of the manual, and no slip
    meant = f"{path.removesuffix(f'.{lang}.md')}.{near}.md" if path and near else near
    return error(
        place,
        "unknown-language",
        say("“{lang}” is not a language of this manual.", lang=lang),
        say("Did you mean “{near}”?", near=meant)
        if near
        else say(
            "Languages are: {names}. To take another out of every text: {command}",
            names=enumerated(manual.languages),
            command=f"claim-manual i18n remove {lang}",
        ),
    )


def _near(manual: Manual, lang: str) -> str:
    """The only language that begins as the written one, in small letters or capitals."""
    first_letter = lang.casefold()[:1]
    near = [tag for tag in manual.languages if tag.casefold()[:1] == first_letter]
    return near[0] if len(near) == 1 and lang else ""
