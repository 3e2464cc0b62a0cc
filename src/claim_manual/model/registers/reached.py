"""What can be reached: by which numbers and addresses, when, and in which languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from claim_manual.model.registers.opening import Opening
from claim_manual.model.schema import TAG, Day, Model, Text, Url
from claim_manual.model.shown import How, listed, optional, shown
from claim_manual.model.telephone import EXTENSION, PHONE, checked

MAIL = (
    r"^[^\s@<>(),:;\\\x22\[\]]+@([A-Za-z0-9\u00a1-\uffff]([A-Za-z0-9\u00a1-\uffff-]{0,61}"
    r"[A-Za-z0-9\u00a1-\uffff])?\.)+[A-Za-z\u00a1-\uffff]{2,63}$"
)
Phone = Annotated[str, Field(pattern=PHONE), BeforeValidator(checked)]
LanguageTag = Annotated[str, Field(pattern=TAG)]


def _tag_of_languages(value: Any) -> str:
    return "<tags>" if isinstance(value, list | tuple) else "<text>"


Languages = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[tuple[LanguageTag, ...], Tag("<tags>")],
    Discriminator(_tag_of_languages),
]
"""Languages as words, or by their tags, which outputs name in their own language."""


class Telephone(Model):
    """A telephone number, with what is dialled after it and what it is for."""

    number: Phone = shown("Number", "One number.", 10, How.PHONE, is_name=True)
    extension: Annotated[str, Field(pattern=EXTENSION)] | None = optional(
        "Extension", "What is dialled once somebody answers.", 20, How.CODE
    )
    note: Text | None = optional("Note", "What the number is for.", 30, How.TEXT)


class Reached(Model):
    """What somebody can call, write to or go to: a service, a centre, what a service is in a place."""

    name: Text = shown("Name", "The name of the service.", 10, How.TEXT, is_name=True)
    phone: Phone | None = optional("Telephone", "One telephone number.", 30, How.PHONE)
    phones: tuple[Telephone, ...] = listed(
        "Telephones",
        "Several telephone numbers, or one with extension or note.",
        35,
        How.PHONES,
    )
    url: Url | None = optional("Web address", "The address on the web.", 40, How.URL)
    email: Annotated[str, Field(pattern=MAIL)] | None = optional(
        "E-mail", "The e-mail address.", 50, How.MAIL
    )
    address: Text | None = optional("Address", "Where it is.", 60, How.TEXT)
    languages: Languages | None = optional(
        "Languages",
        "The languages that are spoken: a list of their tags, [pt, en], or words.",
        80,
        How.LANGUAGES,
    )
    opening: tuple[Opening, ...] = listed(
        "Opening times", "Days and times at which it is open.", 88, How.OPENING
    )
    hours: Text | None = optional(
        "Opening hours", "When it is open, in words; lines stay lines.", 90, How.LINES
    )
    verified_on: Day | None = optional(
        "Verified", "The day on which it was confirmed.", 110, How.DAY
    )
    note: Text | None = optional("Note", "A note.", 130, How.TEXT)

    @property
    def telephones(self) -> tuple[Telephone, ...]:
        """Every number of it, each once, in the order of the source."""
        return tuple(self._telephones())

    def _telephones(self) -> Iterator[Telephone]:
        if self.phone and self.phone not in {phone.number for phone in self.phones}:
            # Its number is checked already.
            yield Telephone.model_construct(number=self.phone)
        yield from self.phones
