"""What a sheet for the person says, in every language in which its sentences exist.

Nothing is translated: a language has the manual's own words where its authors wrote them, and the
fixed sentences where the program or manual.yml has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.centres import is_placed
from claim_manual.derived.contact_words import extension_in_words, opening_in_words
from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived
from claim_manual.model.documents import PersonSheet
from claim_manual.model.language import (
    catalogues,
    direction,
    has_catalogue,
    language_name,
    words,
)
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.markup import plain
from claim_manual.model.nodes import Do, Outcome
from claim_manual.model.registers import Contact
from claim_manual.model.schema import NamedDocument, Text


@dataclass(frozen=True)
class SheetLanguage:
    """A language that a sheet can be in: the key of its texts, its tag, its name, its sentences."""

    lang: str
    tag: str
    name: str
    sentences: PersonSheet


@derived
def sheet_languages(manual: Manual) -> tuple[SheetLanguage, ...]:
    """The manual's languages, then those of manual.yml, then those that the program speaks."""
    settings = manual.settings.model
    primary = {language.tag.split("-")[0].lower() for language in settings.languages.values()}
    tags = {lang: language.tag for lang, language in settings.languages.items()}
    tags |= {lang: lang for lang in settings.person_sheets if lang not in tags}
    others = (lang for lang in catalogues() if lang not in primary)
    tags |= {lang: lang for lang in others if lang not in tags}
    languages = []
    for lang, tag in tags.items():
        own = settings.languages.get(lang)
        sentences = settings.person_sheets.get(lang)
        if sentences or has_catalogue(tag):
            name = own.name if own else language_name(tag)
            languages.append(SheetLanguage(lang, tag, name, sentences or program_sentences(tag)))
    return tuple(languages)


def program_sentences(tag: str) -> PersonSheet:
    """The fixed sentences as the program says them."""
    say = words(tag)
    return PersonSheet(
        next=say("What happens next"),
        appointment=say("Next appointment"),
        date=say("Date"),
        time=say("Hour"),
        place=say("Place"),
        papers=say("Papers to bring"),
        numbers=say("Numbers to call"),
    )


def own_sentences(reading: Reading) -> PersonSheet:
    """The fixed sentences in the language of the page."""
    settings = reading.manual.settings.model
    return settings.person_sheets.get(reading.lang) or program_sentences(reading.say.tag)


def numbers(reading: Reading, contact: Contact) -> list[str]:
    """The numbers of a contact, each with its extension."""
    return [
        " ".join(filter(None, (telephone.number, extension_in_words(reading.say, telephone))))
        for telephone in contact.telephones
    ]


def callable_contacts(manual: Manual, ids: Iterable[str]) -> list[Contact]:
    """The contacts of these ids that have a number which readers may see."""
    entries = [manual.contact(name) for name in ids]
    return [entry for entry in entries if entry and entry.telephones and entry.status != "weak"]


def placed_or_callable(manual: Manual, ids: Iterable[str]) -> list[Contact]:
    """The same, and those that have one in some place; nothing where none is another in each place."""
    names = [*ids]
    entries = [entry for entry in map(manual.contact, names) if entry and entry.status != "weak"]
    if not any(is_placed(manual, entry) for entry in entries):
        return []
    return [entry for entry in entries if entry.telephones or is_placed(manual, entry)]


def hand_out(reading: Reading, document: AnyDocument) -> dict[str, Any]:
    """The sheets of a document's outcomes, as data for the page's script.

    `sheets` has the languages, that of the page first, each with the words that exist in it: of
    outcomes (`titles`) and steps (`papers`) by node, of contacts (`names`, `open`) by id. `phones`
    has the numbers of contacts, `contacts` those of each outcome, `discreet` the addresses of pages
    of which nothing but numbers is printed, `hushed` the outcomes that lead on to one. `places` has
    for outcomes those contacts too that have a number in some place alone.
    """
    manual = reading.manual
    called = {
        node.id: callable_contacts(manual, node.contacts)
        for node in nodes(document)
        if isinstance(node, Outcome)
    }
    contacts = {contact.id: contact for some in called.values() for contact in some}
    languages = sorted(sheet_languages(manual), key=lambda language: language.lang != reading.lang)
    say = reading.say
    places = {
        node.id: [contact.id for contact in some]
        for node in nodes(document)
        if isinstance(node, Outcome) and (some := placed_or_callable(manual, node.contacts))
    }
    return {
        **({"places": places} if places else {}),
        "say": {
            "sheet": say("Sheet for the person"),
            "print": say("Print"),
            "close": say("Close"),
        },
        "contacts": {
            name: [contact.id for contact in some] for name, some in called.items() if some
        },
        "phones": {name: numbers(reading, contact) for name, contact in contacts.items()},
        "discreet": [document_uri(other) for other in manual.documents() if other.model.discreet],
        "hushed": _hushed(manual, document),
        "sheets": [
            _sheet(language, document, contacts.values(), is_own=language.lang == reading.lang)
            for language in languages
        ],
    }


def _hushed(manual: Manual, document: AnyDocument) -> list[str]:
    """The outcomes after which one goes on with a discreet page, whose name says as much as it does."""
    return [
        node.id
        for node in nodes(document)
        if isinstance(node, Outcome)
        and any(other.model.discreet for other in map(manual.document, node.continue_with) if other)
    ]


def _sheet(
    language: SheetLanguage, document: AnyDocument, contacts: Iterable[Contact], *, is_own: bool
) -> dict[str, Any]:
    """What there is in one language; of the page's own the page itself has the outcomes."""
    lang = language.lang
    head = {
        "tag": language.tag,
        "dir": direction(language.tag),
        "name": language.name,
        "say": language.sentences.model_dump(),
    }
    if document.model.discreet:
        return head
    named = [contact for contact in contacts if not contact.discreet]
    parts = {
        "titles": {} if is_own else _titles(document, lang),
        "papers": dict(_papers(document, lang)),
        "names": {contact.id: name for contact in named if (name := _in(contact.name, lang))},
        "open": {
            contact.id: hours
            for contact in named
            if (hours := sheet_hours(contact, language.tag, lang))
        },
    }
    return head | {key: part for key, part in parts.items() if part}


def _in(text: Text | None, lang: str) -> str:
    """The words of a text in this language, or in none; nothing where it lacks them."""
    return plain(text.get(lang) or "") if text else ""


def _titles(document: AnyDocument, lang: str) -> dict[str, str]:
    ends = (node for node in nodes(document) if isinstance(node, Outcome))
    return {node.id: title for node in ends if (title := _in(node.outcome, lang))}


def _papers(document: AnyDocument, lang: str) -> Iterator[tuple[str, list[str | None]]]:
    """The papers of the page, under no name, and those of each step, under the step's."""
    papers: dict[str, tuple[NamedDocument, ...]] = {"": getattr(document.model, "documents", ())}
    papers |= {node.id: node.documents for node in nodes(document) if isinstance(node, Do)}
    for name, some in papers.items():
        words_in = [_in(paper.name, lang) or None for paper in some if paper.need != "never-ask"]
        if words_in:
            yield name, words_in


def sheet_hours(contact: Contact, tag: str, lang: str) -> list[str]:
    """When a contact is open, as a sheet says it in a language: its lines."""
    lines = opening_in_words(tag, contact.opening, lang)
    return [*lines, *_in(contact.hours, lang).split("\n")] if contact.hours else lines
