"""avoided-term: a form that the glossary says not to use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from claim_manual.check.sources import proses, text_places
from claim_manual.model.documents import Term
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


def avoided_terms(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`avoid:` of a term lists forms by language; a text or prose file that has one is told.

    The glossary itself may name them, and language-neutral texts are names that stay as they are.
    """
    searches = {lang: search for lang in manual.languages if (search := _search(manual, lang))}
    for source, loc, text in text_places(manual) if searches else ():
        for lang, found in text.root.items():
            if lang in searches and source.path != "reference/glossary.yml":
                place = source.value((*loc, lang))
                yield from _found(manual, lang, searches[lang], found, place)
    for prose in proses(manual) if searches else ():
        if prose.lang in searches:
            place = Place(prose.path, 1, 1)
            yield from _found(manual, prose.lang, searches[prose.lang], prose.text, place)


def _search(manual: Manual, lang: str) -> re.Pattern[str] | None:
    """What finds the avoided forms of one language, as whole words; None where there are none."""
    forms = sorted(_forms(manual, lang), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, forms))})\b", re.IGNORECASE) if forms else None


def _forms(manual: Manual, lang: str) -> dict[str, Term]:
    """Every avoided form of a language, in lower case, with its term."""
    terms = [one for one in manual.register("glossary") if isinstance(one, Term)]
    return {form.lower(): term for term in terms for form in term.avoid.get(lang, ())}


def _found(
    manual: Manual, lang: str, search: re.Pattern[str], text: str, place: Place
) -> Iterator[Finding]:
    for n, line in enumerate(text.split("\n")):
        for match in search.finditer(line):
            term = _forms(manual, lang)[match.group(1).lower()]
            yield warning(
                place._replace(line=place.line + n),
                "avoided-term",
                say("The glossary says not to write “{form}”.", form=match.group(1)),
                say("Write “{term}”, or what suits the sentence.", term=term.term.get(lang) or ""),
            )
