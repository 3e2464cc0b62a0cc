"""The state of a manual: what has to be confirmed, what is due for review, what lacks words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import Translation, TranslationState, stale_in, translations
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.registers import Contact, Law, Validation

CONTACT_AGE = dt.timedelta(days=180)
"""How long a contact is good after somebody confirmed it."""


@dataclass(frozen=True)
class Asked:
    """A question without an answer yet, with its place in the queue and the pages that wait for it."""

    number: int
    entry: Validation
    documents: tuple[AnyDocument, ...]


@dataclass(frozen=True)
class PageState:
    """A page: how many open questions it names, how many texts each language lacks or has stale."""

    document: AnyDocument
    open: int
    missing: dict[str, int]
    stale: dict[str, int]


@dataclass(frozen=True)
class ManualState:
    """Everything that the page about the manual's state shows."""

    asked: tuple[Asked, ...]
    contacts: tuple[Contact, ...]
    laws: dict[str, tuple[Law, ...]]
    rows: tuple[PageState, ...]
    statuses: Counter[str]
    stale: tuple[Translation, ...]

    @property
    def first(self) -> tuple[Asked, ...]:
        """The questions without whose answer no page that waits for them can be approved."""
        return tuple(question for question in self.asked if question.entry.blocking)

    @property
    def later(self) -> tuple[Asked, ...]:
        """The other questions."""
        return tuple(question for question in self.asked if not question.entry.blocking)


def open_questions(manual: Manual, names: Iterable[str]) -> list[Validation]:
    """Those of the named questions that nobody has answered yet."""
    named = [manual.validation(name) for name in names]
    return [name for name in named if name and name.is_open]


def state(manual: Manual) -> ManualState:
    """The state of the manual as it was read."""
    laws = [law for law in manual.register("laws") if isinstance(law, Law)]
    contacts = [contact for contact in manual.register("contacts") if isinstance(contact, Contact)]
    return ManualState(
        asked=tuple(_asked(manual)),
        contacts=tuple(contact for contact in contacts if contact.status == "recheck"),
        laws={
            evidence: tuple(law for law in laws if law.evidence == evidence)
            for evidence in ("changed", "background")
        },
        rows=tuple(_row(manual, document) for document in manual.documents()),
        statuses=Counter(document.model.status for document in manual.documents()),
        stale=tuple(
            translation
            for translation in (translations(manual) if manual.lock else ())
            if translation.state is TranslationState.STALE
        ),
    )


def _asked(manual: Manual) -> list[Asked]:
    entries = [entry for entry in manual.register("validations") if isinstance(entry, Validation)]
    waiting = sorted(
        (entry for entry in entries if entry.is_open), key=lambda entry: not entry.blocking
    )
    return [
        Asked(
            number,
            entry,
            tuple(
                document
                for document in manual.documents()
                if entry.id in document.model.unconfirmed
            ),
        )
        for number, entry in enumerate(waiting, 1)
    ]


def _row(manual: Manual, document: AnyDocument) -> PageState:
    texts = [text for _, text in parts_of(manual, document.model).texts]
    missing = {
        lang: sum(text.get(lang) is None for text in texts if text) for lang in manual.languages
    }
    beside = document.path.removesuffix(".yml") + ".md"
    stale = {
        lang: len(stale_in(manual, document.path, lang)) + len(stale_in(manual, beside, lang))
        for lang in manual.languages
    }
    return PageState(
        document, len(open_questions(manual, document.model.unconfirmed)), missing, stale
    )
