"""avoided-term: a form that the glossary says not to use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.texts.passages import passages
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.model.registers import Term

_WORD = re.compile(r"\w+")


@rule(warning="avoided-term")
def avoided_terms(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`avoid:` of a term lists forms by language; whoever writes one as a whole word is told.

    The glossary itself may name them, and addresses of links are not words.
    """
    terms = {lang: forms for lang in manual.languages if (forms := _forms(manual, lang))}
    searches = {lang: _search(forms) for lang, forms in terms.items()}
    words_of = {lang: [_words(form) for form in terms[lang]] for lang in terms}

    def may_have_form(lang: str, written: str) -> bool:
        words = _words(written) if lang in terms else frozenset()
        return any(form <= words for form in words_of.get(lang, ()))

    few = Few()
    for lang, place, words in passages(manual, may_have_form) if terms else ():
        if place.path != "reference/glossary.yml":
            for match in searches[lang].finditer(words):
                if few.has_room(place.path):
                    term = terms[lang][match.group().lower()]
                    few.add(place.path, _avoided(place, match.group(), term))
    yield from few.findings()


def _avoided(place: Place, form: str, term: str) -> Finding:
    return warning(
        place,
        "avoided-term",
        say("The glossary says not to write “{form}”.", form=form),
        say("Write “{term}”, or what suits the sentence.", term=term),
    )


def _forms(manual: Manual, lang: str) -> dict[str, str]:
    """Every avoided form of a language, in lower case, to the term that takes its place."""
    terms = [entry for entry in manual.register("glossary") if isinstance(entry, Term)]
    return {
        form.lower(): term.term.get(lang) or ""
        for term in terms
        for form in term.avoid.get(lang, ())
    }


def _words(text: str) -> frozenset[str]:
    """The words of a form, or of a text as it is written; only texts with all of a form's are parsed."""
    return frozenset(_WORD.findall(text.lower()))


def _search(forms: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
