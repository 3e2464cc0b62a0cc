"""Rows of a table as contacts: numbers that can be dialled, and what is there already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from claim_manual.derived.personal import is_mail_of_a_person
from claim_manual.imports.columns import LEFT, Columns
from claim_manual.imports.into import Into
from claim_manual.imports.written import as_words, shortened, slug, tidy, unique
from claim_manual.model.finding import Message, say
from claim_manual.model.language import catalogues, words
from claim_manual.model.registers.contact import Contact
from claim_manual.model.registers.reached import MAIL
from claim_manual.model.telephone import EXTENSION, PHONE, checked, digits
from claim_manual.model.values import CONTACT_KINDS
from claim_manual.read.plain_words import plain

_BETWEEN = re.compile(r"\s*[/;,|\n]\s*|\s+(?:ou|or|o|e|y|and|[–—-])\s+|(?<=\d)\s*(?=\+)")
_MAILS = re.compile(r"[\s;,|/<>()]+")
_LABEL = re.compile(
    r"^(?:tel(?:efone|éfono|efono|ephone|ef)?|tlm|tm|telemóvel|móvil|movil|phone|mobile|fax|linha)?\s*[.:]*\s*(?=[+(\d])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;]*\(?\b(?:ext|extensão|extensión|extension|ramal)\b[.:\s]*(\d[\d .-]*)\)?\s*$",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_NUMBER_ABROAD = 9
"""So many last digits are a number, whether its country stands before them or not."""


@dataclass(frozen=True)
class NewContact:
    """A contact to add: the row that it stands in, its values, and what of it is a guess or a doubt."""

    row: str
    value: dict[str, Any]
    doubts: tuple[str, ...] = ()


@dataclass
class ReadContacts:
    """What the rows of a table came to: contacts to add, and what is to be told of rows."""

    new: list[NewContact] = field(default_factory=list)
    told: list[tuple[str, Message]] = field(default_factory=list)


class ContactReader:
    """Reads tables of one file into one register, each contact once."""

    def __init__(self, into: Into) -> None:
        self._into = into
        register = into.manual.register("contacts")
        contacts = [contact for contact in register if isinstance(contact, Contact)]
        self._ids = {contact.id for contact in contacts}
        self._there: dict[str, str] = {}
        self.read = ReadContacts()
        for contact in contacts:
            for key in keys_of(
                [*contact.name.root.values()],
                [phone.number for phone in contact.telephones],
                contact.email or "",
            ):
                self._there.setdefault(key, contact.id)

    def table(self, rows: Sequence[Sequence[str]], columns: Columns, sheet: str = "") -> None:
        """Read the rows below the heads of a table."""
        for n, row in enumerate(rows[columns.at + 1 :], columns.at + 2):
            where = f"{sheet}:{n}" if sheet else str(n)
            if any(cell.strip() for cell in row):
                self._row(where, row, columns)

    def _row(self, where: str, row: Sequence[str], columns: Columns) -> None:
        cells = cells_of(row, columns)
        contact = ContactRow(self._into, where)
        name = " ".join(tidy(" ".join(cells.get("name", []))).split())
        if not name:
            said = shortened(" | ".join(filter(None, row)))
            self.read.told.append((where, say("No name, so it was not added: {words}", words=said)))
            return
        contact.value["name"] = self._into.text(as_words(name))
        for key in ("phone", "email", "url", "kind"):
            for text in cells.get(key, []):
                contact.take(key, text)
        for key in ("address", "area", "hours", "languages"):
            if texts := [tidy(text) for text in cells.get(key, [])]:
                contact.value[key] = contact.words(key, texts)
        for n, text in enumerate(row):
            contact.rest(n, text, columns)
        contact.notes = [*(as_words(tidy(text)) for text in cells.get("note", [])), *contact.notes]
        self._add(where, name, contact)

    def _add(self, where: str, name: str, contact: ContactRow) -> None:
        keys = [*keys_of([name], contact.numbers, contact.value.get("email", ""))]
        twin = next((self._there[key] for key in keys if key in self._there), None)
        if twin is not None:
            self.read.told.append(
                (
                    where,
                    say(
                        "“{name}” was not added: it is there already, as {id}.", name=name, id=twin
                    ),
                )
            )
            return
        contact_id = unique(slug(name, 40) or "contacto", self._ids)
        for key in keys:
            self._there.setdefault(key, contact_id)
        self.read.new.append(NewContact(where, contact.source(contact_id), tuple(contact.doubts)))
        self.read.told += [(where, message) for message in contact.told]


class ContactRow:
    """A contact while its row is read."""

    def __init__(self, into: Into, where: str, *, takes_persons: bool = True) -> None:
        self._into = into
        self.where = where
        self.takes_persons = takes_persons
        self.value: dict[str, Any] = {}
        self.phones: list[dict[str, str]] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []
        self.told: list[Message] = []

    @property
    def numbers(self) -> list[str]:
        """Its telephone numbers."""
        return [phone["number"] for phone in self.phones]

    def take(self, key: str, text: str) -> None:
        """What a cell of a kind says; what it cannot be goes to the note, with a doubt."""
        match key:
            case "phone":
                self._phones(text)
            case "email":
                self._mails(text)
            case "url":
                self._url(text)
            case _:
                self._kind(text)

    def words(self, key: str, texts: Sequence[str]) -> Any:
        """A text; of an address one that is the same in all languages."""
        text = as_words("\n".join(texts)) if key == "hours" else as_words(", ".join(texts))
        return text if key == "address" else self._into.text(text)

    def rest(self, n: int, text: str, columns: Columns) -> None:
        """A cell of a column that has no field: what it says goes to the note, unless of a person."""
        head = columns.heads[n] if n < len(columns.heads) else ""
        is_left = n < len(columns.fields) and columns.fields[n] != ""
        if is_left or n in columns.persons or not tidy(text):
            return
        words_ = " ".join(tidy(text).split())
        self.notes.append(as_words(f"{head}: {words_}" if head else words_))

    def source(self, contact_id: str) -> dict[str, Any]:
        """The entry as the register has it."""
        value = {"id": contact_id, **self.value, "status": "recheck"}
        if len(self.phones) == 1 and "extension" not in self.phones[0]:
            value["phone"] = self.phones[0]["number"]
        elif self.phones:
            value["phones"] = self.phones
        if self.notes:
            value["note"] = self._into.text("; ".join(dict.fromkeys(self.notes)))
        return value

    def doubt(self, message: Message) -> None:
        """Something of the row that has to be looked at."""
        self.doubts.append(self._into.tell(message))
        self.told.append(message)

    def _phones(self, text: str) -> None:
        for part in filter(None, _BETWEEN.split(tidy(text))):
            extension = _EXTENSION.search(part)
            number = _LABEL.sub("", part[: extension.start()] if extension else part).strip(" .")
            number = re.sub(r"^00(?=[1-9])", "+", number)
            if not _can_be_dialled(number):
                self.notes.append(as_words(part))
                self.doubt(
                    say("“{written}” is no telephone number that can be dialled.", written=part)
                )
                continue
            phone = {"number": number}
            if extension and re.fullmatch(EXTENSION, extension[1].strip()):
                phone["extension"] = extension[1].strip()
            if phone not in self.phones:
                self.phones.append(phone)

    def _mails(self, text: str) -> None:
        for part in filter(None, _MAILS.split(tidy(text))):
            mail = part.removeprefix("mailto:").strip(".")
            if not re.fullmatch(MAIL, mail):
                self.notes.append(as_words(part))
                self.doubt(say("“{written}” is no e-mail address.", written=part))
            elif not self.takes_persons and is_mail_of_a_person(mail):
                self.told.append(
                    say(
                        "“{written}” was not taken: it looks like the address of a person.",
                        written=mail,
                    )
                )
                continue
            elif "email" in self.value:
                self.notes.append(mail)
                self.doubt(
                    say(
                        "“{written}” is a second e-mail address; it stands in the note.",
                        written=mail,
                    )
                )
            else:
                self.value["email"] = mail
            if re.fullmatch(MAIL, mail) and is_mail_of_a_person(mail):
                self.doubt(
                    say(
                        "“{written}” looks like the address of a person; take one of the service.",
                        written=mail,
                    )
                )

    def _url(self, text: str) -> None:
        for part in tidy(text).split():
            if "url" in self.value or not _URL.fullmatch(part):
                self.notes.append(as_words(part))
                if not _URL.fullmatch(part):
                    self.doubt(say("“{written}” is no address of the web.", written=part))
                continue
            has_scheme = part.lower().startswith(("http://", "https://"))
            self.value["url"] = part if has_scheme else f"https://{part}"
            if not has_scheme:
                self.doubt(say("https:// was put before “{written}”.", written=part))

    def _kind(self, text: str) -> None:
        kind = _kinds().get(plain(text))
        if kind and "kind" not in self.value:
            self.value["kind"] = kind
        else:
            self.notes.append(as_words(" ".join(tidy(text).split())))


def cells_of(row: Sequence[str], columns: Columns) -> dict[str, list[str]]:
    """What a row has of each field."""
    cells: dict[str, list[str]] = {}
    for text, key in zip(row, columns.fields, strict=False):
        if key and key != LEFT and tidy(text):
            cells.setdefault(key, []).append(text)
    return cells


def _can_be_dialled(number: str) -> bool:
    try:
        checked(number)
    except PydanticCustomError:
        return False
    return bool(re.fullmatch(PHONE, number))


def keys_of(names: Sequence[str], numbers: Sequence[str], mail: str) -> Iterator[str]:
    """By what a contact is known again: its numbers, its e-mail, its name."""
    for number in numbers:
        bare = digits(number).removeprefix("+")
        yield f"phone {bare[-_NUMBER_ABROAD:]}"
    if mail:
        yield f"mail {mail.casefold()}"
    for name in names:
        yield f"name {plain(name)}"


def _kinds() -> dict[str, str]:
    names = {kind: kind for kind in CONTACT_KINDS}
    for tag in catalogues():
        names |= {plain(words(tag)(text)): kind for kind, text in CONTACT_KINDS.items()}
    return names
