"""The state of a manual: what has to be confirmed, what is due for review, what lacks words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import State as Translated
from claim_manual.derived.translations import Translation, stale_in, translations
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.registers import Contact, Law, Validation


@dataclass(frozen=True)
class Asked:
    """A question without an answer yet, with its place in the queue and the pages that wait for it."""

    number: int
    entry: Validation
    documents: tuple[AnyDocument, ...]


@dataclass(frozen=True)
class Row:
    """A page: how many open questions it names, how many texts each language lacks or has stale."""

    document: AnyDocument
    open: int
    missing: dict[str, int]
    stale: dict[str, int]


@dataclass(frozen=True)
class State:
    """Everything that the page about the manual's state shows."""

    asked: tuple[Asked, ...]
    contacts: tuple[Contact, ...]
    laws: dict[str, tuple[Law, ...]]
    rows: tuple[Row, ...]
    statuses: Counter[str]
    stale: tuple[Translation, ...]

    @property
    def first(self) -> tuple[Asked, ...]:
        """The questions without whose answer no page that waits for them can be approved."""
        return tuple(one for one in self.asked if one.entry.blocking)

    @property
    def later(self) -> tuple[Asked, ...]:
        """The other questions."""
        return tuple(one for one in self.asked if not one.entry.blocking)


def open_questions(manual: Manual, names: Iterable[str]) -> list[Validation]:
    """Those of the named questions that nobody has answered yet."""
    found = [manual.validation(one) for one in names]
    return [one for one in found if one and one.is_open]


def state(manual: Manual) -> State:
    """The state of the manual as it was read."""
    laws = [one for one in manual.register("laws") if isinstance(one, Law)]
    contacts = [one for one in manual.register("contacts") if isinstance(one, Contact)]
    return State(
        asked=tuple(_asked(manual)),
        contacts=tuple(one for one in contacts if one.status == "recheck"),
        laws={
            evidence: tuple(one for one in laws if one.evidence == evidence)
            for evidence in ("changed", "background")
        },
        rows=tuple(_row(manual, one) for one in manual.documents()),
        statuses=Counter(one.model.status for one in manual.documents()),
        stale=tuple(
            one
            for one in (translations(manual) if manual.lock else ())
            if one.state is Translated.STALE
        ),
    )


def _asked(manual: Manual) -> list[Asked]:
    entries = [one for one in manual.register("validations") if isinstance(one, Validation)]
    waiting = sorted((one for one in entries if one.is_open), key=lambda one: not one.blocking)
    return [
        Asked(
            number,
            entry,
            tuple(one for one in manual.documents() if entry.id in one.model.unconfirmed),
        )
        for number, entry in enumerate(waiting, 1)
    ]


def _row(manual: Manual, document: AnyDocument) -> Row:
    texts = [text for _, text in parts_of(manual, document.model).texts]
    missing = {
        lang: sum(text.get(lang) is None for text in texts if text) for lang in manual.languages
    }
    beside = document.path.removesuffix(".yml") + ".md"
    stale = {
        lang: len(stale_in(manual, document.path, lang)) + len(stale_in(manual, beside, lang))
        for lang in manual.languages
    }
    return Row(document, len(open_questions(manual, document.model.unconfirmed)), missing, stale)
