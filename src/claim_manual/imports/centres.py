"""Rows of a table as centres: who runs each, for which areas, how it is reached, whom one calls there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_lowercase
from typing import Any

from claim_manual.derived.centres import areas, local_contacts
from claim_manual.imports.columns import Columns, heads_of_contacts
from claim_manual.imports.contacts import (
    ContactRow,
    NewContact,
    ReadContacts,
    cells_of,
    keys_of,
)
from claim_manual.imports.into import Into
from claim_manual.imports.written import as_words, shortened, slug, tidy, unique
from claim_manual.model.catalogue import label
from claim_manual.model.centre import Centre
from claim_manual.model.finding import say
from claim_manual.model.language import catalogues, has_name, words
from claim_manual.model.registers import Contact
from claim_manual.model.values import HOSTS
from claim_manual.read.plain_words import plain

LOCAL = "contacts."
"""What stands before the id of a contact in the field of a column: contacts.cpcj."""
FIELDS = (
    *("name", "host", "kind", "covers", "phone", "email", "url", "address", "hours"),
    *("languages", "does", "note"),
)
"""The fields of a centre that a column can have, beside contacts of its place."""
_HEADS = {
    "host": "promotor; entidade promotora; entidade gestora; promovido por; promotora; entidade; run by; host; host organisation; promoter; promotora del centro; entidad gestora; gestionado por; gere par",
    "kind": "tipo; tipo de entidade; natureza; natureza juridica; kind; type; tipo de entidad; type d organisme",
    "covers": "area; areas; concelho; concelhos; municipio; municipios; abrangencia; area de abrangencia; codigo; codigos; dico; area served; areas served; municipality; municipalities; coverage; areas atendidas; communes",
    "does": "protocolo; atos; servicos; servicos prestados; o que faz; services; protocol; what it does; servicios; lo que hace",
}  # fmt: skip
_OF_HOSTS = (
    ("municipality", r"\b(camara|municipio|municipal|ayuntamiento|alcaldia|council|freguesia)\b"),
    ("university", r"\b(universidade|universidad|university|politecnico|instituto superior)\b"),
    ("association", r"\b(associacao|asociacion|association|caritas|cruz vermelha|fundacao|ong)\b"),
)
"""Words in the name of an organisation that say what kind it is."""
_BETWEEN = re.compile(r"\s*[;,|\n/]\s*")
_BETWEEN_LANGUAGES = re.compile(r"\s*[;,|\n/]\s*|\s+(?:e|y|and|et)\s+")
_NUMBER = re.compile(r"(?:\+|00)?\d(?:[ .()\-]{0,2}\d){5,17}")


def heads_of_centres(into: Into) -> dict[str, str]:
    """What columns of centres are called, to the field; contacts of the place by their names."""
    heads = {
        name: field
        for name, field in heads_of_contacts().items()
        if field in FIELDS and field != "kind"
    }
    for field, text in _HEADS.items():
        heads |= dict.fromkeys(text.split("; "), field)
    for field in ("host", "covers", "does"):
        for tag in catalogues():
            heads.setdefault(plain(words(tag)(label(Centre, field))), field)
    for contact in local_contacts(into.manual):
        for name in (contact.id, *contact.name.root.values()):
            heads.setdefault(plain(name), f"{LOCAL}{contact.id}")
    for field in FIELDS:
        heads.setdefault(plain(field), field)
    return heads | {plain("centro"): "name", plain("centre"): "name"}


class CentreReader:
    """Reads tables of one file into centres, each once."""

    def __init__(self, into: Into) -> None:
        self._into = into
        self._ids = {centre.id for centre in into.manual.centres}
        self._there: dict[str, str] = {}
        self._areas = _codes(into)
        self._services = _services(into)
        self._elsewhere = _elsewhere(into)
        self.read = ReadContacts()
        for centre in into.manual.centres:
            model = centre.model
            numbers = [phone.number for phone in model.telephones]
            for key in keys_of([*model.name.root.values()], numbers, model.email or ""):
                self._there.setdefault(key, centre.id)

    def table(self, rows: Sequence[Sequence[str]], columns: Columns, sheet: str = "") -> None:
        """Read the rows below the heads of a table."""
        for n, row in enumerate(rows[columns.at + 1 :], columns.at + 2):
            if any(cell.strip() for cell in row):
                self._row(f"{sheet}:{n}" if sheet else str(n), row, columns)

    def _row(self, where: str, row: Sequence[str], columns: Columns) -> None:
        cells = cells_of(row, columns)
        name = " ".join(tidy(" ".join(cells.get("name", []))).split())
        if not name:
            told = say(
                "No name, so it was not added: {words}",
                words=shortened(" | ".join(filter(None, row))),
            )
            self.read.told.append((where, told))
            return
        draft = ContactRow(self._into, where, takes_persons=False)
        draft.value["name"] = as_words(name)
        self._about(draft, name, cells)
        for key in ("phone", "email", "url"):
            for text in cells.get(key, []):
                draft.take(key, text)
        for text in cells.get("languages", []):
            draft.value["languages"] = _tags(text) or draft.words("languages", [tidy(text)])
        for key in ("address", "hours"):
            if texts := [tidy(text) for text in cells.get(key, [])]:
                draft.value[key] = draft.words(key, texts)
        draft.notes = [*(as_words(tidy(text)) for text in cells.get("note", [])), *draft.notes]
        self._locals(draft, cells)
        self._add(where, name, draft)

    def _about(self, draft: ContactRow, name: str, cells: Mapping[str, list[str]]) -> None:
        """Who runs it, for which areas it is there, and what it does."""
        named = " ".join(tidy(" ".join(cells.get("host", []))).split())
        written = tidy(" ".join(cells.get("kind", [])))
        kind = _kind(written, named or name)
        draft.value["host"] = {"kind": kind or "other", "name": as_words(named or name)}
        if written and not kind:
            draft.doubt(
                say(
                    "“{written}” is no kind of organisation that centres have; kind: other stands there.",
                    written=shortened(written),
                )
            )
        if not named:
            draft.doubt(say("Who runs it does not stand in the table; write it under host:."))
        covers = [code for text in cells.get("covers", []) for code in self._covered(draft, text)]
        if covers:
            draft.value["covers"] = [*dict.fromkeys(covers)]
        does = [one for text in cells.get("does", []) for one in _BETWEEN.split(tidy(text)) if one]
        if does:
            ids = (self._services.get(plain(one)) or slug(one, 40) for one in does)
            draft.value["does"] = [*dict.fromkeys(filter(None, ids))]

    def _covered(self, draft: ContactRow, text: str) -> list[str]:
        """Codes of areas that a cell names, by code or by name."""
        codes = []
        for part in filter(None, _BETWEEN.split(tidy(text))):
            key = plain(part)
            code = self._areas.get(key) or self._areas.get(key.removesuffix(" 0"))
            if code:
                codes.append(code)
            else:
                draft.doubt(say("“{written}” is no area of reference/areas.yml.", written=part))
        return codes

    def _locals(self, draft: ContactRow, cells: Mapping[str, list[str]]) -> None:
        """Contacts of the place: the numbers in a cell, and what else stands there as the name."""
        contacts: dict[str, Any] = {}
        for field, texts in cells.items():
            if field.startswith(LOCAL):
                contact_id = field.removeprefix(LOCAL)
                contacts[contact_id] = self._local(draft, contact_id, " ".join(map(tidy, texts)))
        if contacts:
            draft.value["contacts"] = contacts

    def _local(self, draft: ContactRow, contact_id: str, text: str) -> dict[str, Any] | str:
        """A contact of the place, or the id of another one that the cell names."""
        if other := self._elsewhere.get(plain(text)):
            return other
        national = self._into.manual.contact(contact_id)
        inner = ContactRow(self._into, draft.where, takes_persons=False)
        for number in _NUMBER.findall(text):
            inner.take("phone", number)
        name = " ".join(_NUMBER.sub(" ", text).replace(":", " ").split()).strip(" ,;|-–")
        if not name and national:
            name = national.name.get(self._into.lang) or contact_id
        value: dict[str, Any] = {"name": as_words(name or contact_id)}
        if len(inner.phones) == 1:
            value["phone"] = inner.phones[0]["number"]
        elif inner.phones:
            value["phones"] = inner.phones
        return value

    def _add(self, where: str, name: str, draft: ContactRow) -> None:
        keys = [*keys_of([name], draft.numbers, draft.value.get("email", ""))]
        twin = next((self._there[key] for key in keys if key in self._there), None)
        if twin is not None:
            told = say("“{name}” was not added: it is there already, as {id}.", name=name, id=twin)
            self.read.told.append((where, told))
            return
        centre_id = unique(slug(name, 40) or "centro", self._ids)
        for key in keys:
            self._there.setdefault(key, centre_id)
        new = NewContact(where, draft.source(centre_id), tuple(draft.doubts))
        self.read.new.append(new)
        self.read.told += [(where, message) for message in draft.told]


def _kind(written: str, host: str) -> str:
    """What kind of organisation runs a centre: as it is written, else by words in its name, or none."""
    for kind, text in HOSTS.items():
        if plain(written) in {kind, *(plain(words(tag)(text)) for tag in catalogues())}:
            return kind
    name = plain(f"{written} {host}")
    return next((kind for kind, pattern in _OF_HOSTS if re.search(pattern, name)), "")


def _tags(text: str) -> list[str]:
    """The tags of languages that are written by name, in any language of the program; none where one is not known."""
    parts = [part for part in _BETWEEN_LANGUAGES.split(tidy(text)) if part]
    tags = [_languages().get(plain(part), "") for part in parts]
    return [*dict.fromkeys(tags)] if all(tags) else []


@cache
def _languages() -> dict[str, str]:
    """Names and tags of languages that have a tag of two letters, to the tag."""
    tags = [f"{one}{two}" for one in ascii_lowercase for two in ascii_lowercase]
    tags = [tag for tag in tags if has_name(tag)]
    names = {plain(words(lang).language(tag)): tag for lang in catalogues() for tag in tags}
    return names | {tag: tag for tag in tags}


def _codes(into: Into) -> dict[str, str]:
    """Codes and names of areas to the code; a name that two areas have names neither."""
    by_name: dict[str, set[str]] = {}
    for area in areas(into.manual):
        for name in area.name.root.values():
            by_name.setdefault(plain(name), set()).add(area.id)
    codes = {name: next(iter(ids)) for name, ids in by_name.items() if len(ids) == 1}
    short = {area.id.lstrip("0"): area.id for area in areas(into.manual)}
    return short | codes | {plain(area.id): area.id for area in areas(into.manual)}


def _services(into: Into) -> dict[str, str]:
    services: dict[str, str] = {}
    for entry in into.manual.register("services"):
        names = getattr(entry, "name", None)
        for name in (entry.id, *(names.root.values() if names else ())):
            services[plain(name)] = entry.id
    return services


def _elsewhere(into: Into) -> dict[str, str]:
    """Ids and names of contacts that can stand in place of one that differs by place, to the id."""
    return {
        plain(name): contact.id
        for contact in into.manual.register("contacts")
        if isinstance(contact, Contact) and not contact.local and contact.status != "weak"
        for name in (contact.id, *contact.name.root.values())
    }
