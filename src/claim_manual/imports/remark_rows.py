"""A table of remarks that comes back: which rows are new, and what was decided in the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from claim_manual.derived.personal import has_contact
from claim_manual.derived.reading import Reading
from claim_manual.derived.remark_table import COLUMNS
from claim_manual.derived.returned import digest
from claim_manual.imports.remarks import NewRemark
from claim_manual.imports.written import as_words, slug, tidy
from claim_manual.model.catalogue import label
from claim_manual.model.finding import Message, say
from claim_manual.model.language import catalogues, words
from claim_manual.model.manual import Manual
from claim_manual.model.review import Remark
from claim_manual.model.values import DECISIONS
from claim_manual.read.plain_words import plain

_EDITED = ("comment", "proposal", "decision", "why", "version")
"""What a row may change in a remark that is there."""


@dataclass(frozen=True)
class RemarkRows:
    """What came of a table: new remarks, other values in remarks by their ids, those that say what they
    said, and rows that were not taken with why.
    """

    new: tuple[NewRemark, ...]
    changed: Mapping[str, Mapping[str, Any]]
    same: tuple[str, ...]
    left: tuple[Message, ...]


def has_remarks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names a column of comments."""
    return bool(rows) and "comment" in _columns(rows[0]).values()


def remark_rows(
    rows: Sequence[Sequence[str]],
    manual: Manual,
    known: Mapping[str, Remark],
    sender: str,
    lang: str,
) -> RemarkRows:
    """Read a table whose first row has the heads; `sender` is whom rows without an organisation are from."""
    columns = _columns(rows[0])
    reader = _Rows(manual, known, sender, lang)
    for n, row in enumerate(rows[1:], 2):
        values = {key: tidy(row[at]) for at, key in columns.items() if at < len(row)}
        if any(values.values()):
            reader.read(n, values)
    return RemarkRows(
        tuple(reader.new.values()), reader.changed, tuple(reader.same), tuple(reader.left)
    )


class _Rows:
    def __init__(self, manual: Manual, known: Mapping[str, Remark], sender: str, lang: str) -> None:
        self._reading = Reading(manual, lang)
        self._manual, self._known, self._sender, self._lang = manual, known, sender, lang
        self.new: dict[str, NewRemark] = {}
        self.changed: dict[str, dict[str, Any]] = {}
        self.same: list[str] = []
        self.left: list[Message] = []

    def read(self, number: int, values: Mapping[str, str]) -> None:
        """A row: one of the round, or a new one."""
        known = self._known.get(values.get("id", ""))
        if known:
            if changed := dict(self._changes(number, known, values)):
                self.changed[known.id] = changed
            else:
                self.same.append(known.id)
            return
        if not values.get("comment") and not values.get("proposal"):
            self.left.append(say("Row {n}: it has no comment.", n=number))
            return
        remark = self._remark(number, values)
        if remark.id in self._known:
            self.same.append(remark.id)
        else:
            self.new.setdefault(remark.id, remark)

    def _changes(
        self, number: int, known: Remark, values: Mapping[str, str]
    ) -> Iterator[tuple[str, Any]]:
        for key in _EDITED:
            written = values.get(key, "")
            if not written:
                continue
            if key == "decision":
                decision = self._decision(number, written)
                if decision and decision != known.decision:
                    yield key, decision
            elif key == "version":
                if written != (known.version or ""):
                    yield key, written
            elif written != self._reading.plain(getattr(known, key)):
                yield key, self._text(getattr(known, key), written)

    def _text(self, former: Any, written: str) -> Any:
        """Words in place of others: in the language of the table, where there are several."""
        root = dict(former.root) if former else {}
        if not root or "" in root:
            return as_words(written)
        return root | {self._lang: as_words(written)}

    def _remark(self, number: int, values: Mapping[str, str]) -> NewRemark:
        sender = values.get("from") or self._sender
        comment = values.get("comment") or self._reading.say("Proposes another text.")
        said = "|".join(values.get(key, "") for key in ("on", "where", "comment", "proposal"))
        name = slug(sender, 28) or "x"
        value: dict[str, Any] = {
            "id": f"{name}-{digest(f'{sender}|{said}')[:8]}",
            "from": as_words(sender),
        }
        told: list[Message] = []
        if page := values.get("on", ""):
            document = self._document(page)
            if document:
                value["on"] = document
            else:
                told.append(say("Row {n}: there is no page “{page}”.", n=number, page=page))
                comment = f"{page}: {comment}"
        value["lang"] = self._lang
        for key in ("where", "quote", "proposal", "why"):
            if words_of := values.get(key):
                value[key] = as_words(words_of)
        value |= {
            "comment": as_words(comment),
            "decision": self._decision(number, values.get("decision", "")) or "open",
        }
        if values.get("version"):
            value["version"] = values["version"]
        if has_contact(f"{comment} {values.get('proposal', '')}"):
            told.append(
                say("It has an e-mail address or a telephone number; take out what is a person's.")
            )
        return NewRemark(value, tuple(told))

    def _document(self, page: str) -> str | None:
        """The id of a page by its code, its id or its title, whatever the letters and signs."""
        wanted = plain(page)
        for document in self._manual.documents():
            title = self._reading.plain(document.model.title)
            code = document.model.code
            names = (code, document.id, title, f"{code} {title}")
            if wanted in {plain(name) for name in names}:
                return document.id
        return None

    def _decision(self, number: int, written: str) -> str | None:
        if not written:
            return None
        decision = _decisions().get(plain(written))
        if decision is None:
            names = ", ".join(self._reading.say(name) for name in DECISIONS.values())
            self.left.append(
                say(
                    "Row {n}: “{written}” is no decision; decisions are {names}.",
                    n=number,
                    written=written,
                    names=names,
                )
            )
        return decision


def _columns(heads: Iterable[str]) -> dict[int, str]:
    """The field of each column by its place."""
    names = _names()
    fields = (names.get(plain(head), "") for head in heads)
    columns: dict[int, str] = {}
    for at, field in enumerate(fields):
        if field and field not in columns.values():
            columns[at] = field
    return columns


@cache
def _names() -> dict[str, str]:
    names = {key: key for key in COLUMNS}
    for tag in catalogues():
        names |= {plain(words(tag)(label(Remark, key))): key for key in COLUMNS}
    return names


@cache
def _decisions() -> dict[str, str]:
    decisions = {key: key for key in DECISIONS}
    for tag in catalogues():
        decisions |= {plain(words(tag)(name)): key for key, name in DECISIONS.items()}
    return decisions
