"""A table of remarks that comes back: which rows are new, and what was decided in the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
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
from claim_manual.model.markup import plain as markdown_plain
from claim_manual.model.review import Remark
from claim_manual.model.values import DECISIONS
from claim_manual.read.plain_words import plain

_EDITED = ("comment", "proposal", "decision", "why", "version")
"""What a row may change in a remark that is there."""
_WITH_REASON = frozenset({"rejected", "partly"})
_MOST_ABOVE = 20
"""Rows in which heads are looked for: a title may stand above them."""
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)T00:00:00$")


@dataclass(frozen=True)
class RemarkRows:
    """What came of a table: new remarks, other values in remarks by their ids, those that say what they
    said, and rows that were not taken with why.
    """

    new: tuple[NewRemark, ...]
    changed: Mapping[str, Mapping[str, Any]]
    same: tuple[str, ...]
    left: tuple[Message, ...]


def heads_in(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row has the heads, with a column of comments; others may stand above it."""
    above = enumerate(rows[:_MOST_ABOVE])
    return next((n for n, row in above if "comment" in _columns(row).values()), None)


def remark_rows(
    rows: Sequence[Sequence[str]],
    manual: Manual,
    known: Mapping[str, Remark],
    sender: str,
    lang: str = "",
    *,
    above: int = 0,
) -> RemarkRows:
    """Read a table whose first row has the heads, and that has so many rows above it; `sender` is whom
    rows without an organisation are from. Without a language it is that of the heads.
    """
    columns = _columns(rows[0])
    reader = _Rows(manual, known, sender, lang or _language(rows[0], manual))
    for n, row in enumerate(rows[1:], above + 2):
        values = {key: _cell(row[at]) for at, key in columns.items() if at < len(row)}
        if any(values.values()):
            reader.read(n, values)
    return RemarkRows(
        tuple(reader.new.values()), reader.changed, tuple(reader.same), tuple(reader.left)
    )


def _language(heads: Iterable[str], manual: Manual) -> str:
    """The language of the manual in which most heads are written; the default one if none is."""
    written = {plain(head) for head in heads}

    def number(lang: str) -> int:
        reading = Reading(manual, lang)
        return sum(plain(reading.say(label(Remark, key))) in written for key in COLUMNS)

    others = (lang for lang in manual.languages if lang != manual.default_language)
    return max((manual.default_language, *others), key=number)


def _cell(written: str) -> str:
    """What stands in a cell; a day without the hour that spreadsheets add."""
    return _MIDNIGHT.sub(r"\1", tidy(written))


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
        if values.get("id") and not known:
            self.left.append(
                say(
                    "Row {n}: there is no remark “{id}” in this round; it is a new one.",
                    n=number,
                    id=values["id"],
                )
            )
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
                if decision == known.decision or not decision:
                    continue
                if decision in _WITH_REASON and not (values.get("why") or known.why):
                    self.left.append(_without_reason(number, decision))
                    continue
                yield key, decision
            elif key == "version":
                version = " ".join(written.split())
                if version != (known.version or ""):
                    yield key, version
            elif not self._is_same(getattr(known, key), written):
                yield key, self._text(getattr(known, key), written)

    def _is_same(self, text: Any, written: str) -> bool:
        """Whether a text says so already, in whatever language."""
        said = text.root.values() if text else ()
        return " ".join(written.split()) in {" ".join(markdown_plain(one).split()) for one in said}

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
            "decision": self._settled(number, values),
        }
        if values.get("version"):
            value["version"] = values["version"]
        if has_contact(f"{comment} {values.get('proposal', '')}"):
            told.append(
                say("It has an e-mail address or a telephone number; take out what is a person's.")
            )
        return NewRemark(value, tuple(told))

    def _settled(self, number: int, values: Mapping[str, str]) -> str:
        """The decision of a new row; open where it lacks what it needs."""
        decision = self._decision(number, values.get("decision", "")) or "open"
        if decision in _WITH_REASON and not values.get("why"):
            self.left.append(_without_reason(number, decision))
            return "open"
        return decision

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
            names = reduce(_and, map(say, DECISIONS.values()))
            self.left.append(
                say(
                    "Row {n}: “{written}” is no decision; decisions are {names}.",
                    n=number,
                    written=written,
                    names=names,
                )
            )
        return decision


def _without_reason(number: int, decision: str) -> Message:
    return say(
        "Row {n}: “{decision}” was not taken, for it gives no reason. Fill in “{head}”.",
        n=number,
        decision=say(DECISIONS[decision]),
        head=say(label(Remark, "why")),
    )


def _and(names: Message, name: Message) -> Message:
    return say("{names}, {name}", names=names, name=name)


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
