"""YAML 1.2 core, read so that every value and key knows its place.

Only here is PyYAML known. It parses; what a scalar means is decided here by the core schema of
YAML 1.2 (section 10.3.2), so that `no`, `on` and `09:30` stay strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import yaml

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.place import NOWHERE, Loc, Place
from claim_manual.read.characters import SUSPECT
from claim_manual.read.faults import (
    Lines,
    faults_of_escapes,
    faults_of_references,
    refers_to_suspects,
)

MAX_DEPTH = 50
MAX_VALUES = 100_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (
        re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
        lambda text: float(text.replace(".", "").lower()),
    ),
)
"""What a plain scalar can be besides a string, and how it is made."""
_MAYBE_MORE = frozenset("~nNtTfF0123456789+-.")
"""How a plain scalar that is no string begins."""


_CUT = re.compile(r"\s+#[^\s#!]")

_NO_KEYS: Mapping[str, Place] = MappingProxyType({})


@dataclass(slots=True)
class Value:
    """A YAML value with its place; `content` is a scalar, a list of values or a dict of them.

    `raw` is a scalar as written, `keys` the places of a mapping's keys, `removed` those that were
    taken out because they did not fit.
    """

    place: Place
    content: Any
    raw: str = ""
    keys: Mapping[str, Place] = field(default_factory=lambda: _NO_KEYS)
    removed: set[str] | frozenset[str] = frozenset()

    def plain(self) -> Any:
        """The value as lists, dicts and scalars."""
        match self.content:
            case dict():
                return {key: one.plain() for key, one in self.content.items()}
            case list():
                return [one.plain() for one in self.content]
            case scalar:
                return scalar

    def at(self, loc: Loc) -> tuple[Value, Loc]:
        """The value that `loc` leads to as far as it exists, and the way really gone."""
        value, gone = self, []
        for part in loc:
            inner = value.content
            if isinstance(inner, dict) and part in inner:
                value = inner[str(part)]
            elif isinstance(inner, list) and isinstance(part, int) and part < len(inner):
                value = inner[part]
            else:
                continue
            gone.append(part)
        return value, tuple(gone)

    def places(self) -> tuple[dict[Loc, Place], dict[Loc, Place]]:
        """The places of all values and of all keys, by the way that leads to them."""
        values: dict[Loc, Place] = {}
        keys: dict[Loc, Place] = {}
        self.collect((), values, keys)
        return values, keys

    def collect(self, loc: Loc, values: dict[Loc, Place], keys: dict[Loc, Place]) -> None:
        """Add the places under this value, which `loc` leads to, to `values` and `keys`."""
        values[loc] = self.place
        if isinstance(self.content, dict):
            for key, one in self.content.items():
                keys[(*loc, key)] = self.keys.get(key, NOWHERE)
                one.collect((*loc, key), values, keys)
        elif isinstance(self.content, list):
            for position, one in enumerate(self.content):
                one.collect((*loc, position), values, keys)


class _TooLargeError(Exception):
    """The file has more in it than any document of a manual; the argument is the finding."""


def parse(text: str, path: str) -> tuple[Value | None, list[Finding]]:
    """The document in `text`, or None where it is no YAML; and everything that is wrong in it."""
    door = _Door(path, text)
    try:
        return door.document(_events(text)), door.findings()
    except yaml.MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        problem = failure.problem or ""
        if opened := _open_quote(text, place, path):
            place, problem = opened, "quoted scalar"
        door.last = _syntax(place, problem, _line(text, place))
    except yaml.YAMLError as failure:
        door.last = _syntax(Place(path), str(failure).split("\n")[0], "")
    except _TooLargeError as failure:
        door.last = failure.args[0]
    return None, door.findings()


@dataclass(frozen=True, slots=True)
class Mark:
    """What the parser finds: a scalar, or the begin or end of a map or list, with its span.

    `kind` is scalar, map, list or end; `start` and `end` are lines and columns from 0; `style` is
    that of a scalar (empty for a plain one), or `{` for a collection in braces or brackets.
    """

    kind: str
    start: tuple[int, int]
    end: tuple[int, int]
    value: str = ""
    style: str = ""


def marks(text: str) -> Iterator[Mark]:
    """Everything in a text of which `parse` finds no fault, for whoever keeps it as it is written."""
    for event in _events(text):
        first: Any = event.start_mark
        last: Any = event.end_mark
        span = (first.line, first.column), (last.line, last.column)
        match event:
            case yaml.ScalarEvent():
                yield Mark("scalar", *span, event.value, event.style or "")
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
                yield Mark(kind, *span, style="{" if event.flow_style else "")
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                yield Mark("end", *span)


def plain_scalar(text: str) -> Any:
    """What a text without quotes is, by the core schema of YAML 1.2: a string, number, or nothing."""
    return _scalar(text)


def _events(text: str) -> Iterator[yaml.Event]:
    """What the parser finds in a text, one thing after the other."""
    found: Iterator[yaml.Event] = iter(_Loader(text).get_event, None)
    return found


def _open_quote(text: str, failure: Place, path: str) -> Place | None:
    """Where a quotation mark is opened and not closed on its line, before the failure it causes."""
    for number, line in enumerate(text.split("\n")[: failure.line], 1):
        if found := re.search(r"""(?:^|:|-)\s+(?:"[^"]*|'[^']*)$""", line):
            opened = Place(path, number, found.end() - len(found.group().lstrip(": -")) + 1)
            return opened if opened < failure else None
    return None


def _line(text: str, place: Place) -> str:
    lines = text.split("\n")
    return lines[place.line - 1] if place.line <= len(lines) else ""


PROBLEMS = (
    (
        r"cannot start any token|alphabetic or numeric|expected '!'",
        say("a text begins with a mark"),
    ),
    (r"mapping values are not allowed", say("a colon stands inside a text")),
    (r"expected <block end>", say("a line is indented otherwise than its neighbours")),
    (r"could not find expected ':'", say("a line is neither a key with a colon nor a list item")),
    (r"unexpected end of stream|quoted scalar", say("a quotation mark is not closed")),
    (r"expected ',' or|expected the node content", say("braces or brackets are not closed")),
    (r"document separator|document start|<document start>", say("three hyphens inside a text")),
)
"""What the parser says, by pattern, and what it means to an author."""


def _syntax(place: Place, problem: str, line: str) -> Finding:
    said: object = problem
    for pattern, meaning in PROBLEMS:
        if re.search(pattern, problem):
            said = meaning
            break
    if re.match(r"<{7}|={7}|>{7}", line):
        hint = say("Two versions of this text were merged; keep one and delete the marks.")
    elif "\t" in line:
        hint = say("Indent with spaces, not with tabs.")
    elif "{" in line or "}" in line:
        hint = say(
            "Inside {{…}} a sentence with ?, : or , needs quotes; or write it on lines below."
        )
    elif re.search(r":\s+[*&!@%`\[\"'].|:\s.*:\s", line):
        hint = say("Put the text in quotes.")
    else:
        hint = say("Look at indentation, quotes and the colon after each key.")
    return error(place, "syntax", say("This is not valid YAML: {problem}.", problem=said), hint)


def _cut_in_two(place: Place, key: str) -> Finding:
    return error(
        place,
        "syntax",
        say("The comma before “{words}” cuts a text in two.", words=key),
        say("A number is written with a point: 17.5.")
        if key.isdigit()
        else say(
            "Inside {{…}} a sentence with ?, : or , needs quotes; or write it on lines below."
        ),
    )


def _too_large(place: Place, depth: int) -> Finding:
    if depth > MAX_DEPTH:
        what = say("This file nests more than {depth} levels.", depth=MAX_DEPTH)
        return error(place, "too-large", what, say("Write it flatter."))
    what = say("This file has more than {count} values.", count=MAX_VALUES)
    return error(place, "too-large", what, say("Divide it into several."))


def _duplicate(place: Place, key: str, first: Place) -> Finding:
    return error(
        place,
        "duplicate-key",
        say(
            "The key “{key}” is here a second time; the first is on line {line}.",
            key=key,
            line=first.line,
        ),
        say("Keep one of them."),
    )


class _Door:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.few = Few()
        self.count = 0
        self.of_characters: list[Finding] = []
        self.last: Finding | None = None

    @cached_property
    def places(self) -> Lines:
        """Looked up only where something is wrong with a character."""
        return Lines(self.text, self.path)

    def findings(self) -> list[Finding]:
        """All that is wrong, that which ended the reading last."""
        return [*self.few.findings(), *self.of_characters, *([self.last] if self.last else [])]

    def document(self, events: Iterator[yaml.Event]) -> Value | None:
        found: Value | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._forbid(event, say("several documents in one file"))
                    return found
            elif not isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                found = self._value(event, events, 1)
        return found

    def _start(self, event: yaml.Event) -> Place:
        mark: Any = event.start_mark  # events of a parsed text always have one
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _place(self, event: yaml.Event) -> Place:
        """Where the event's value begins; a block text begins on the line below its mark."""
        start = self._start(event)
        if getattr(event, "style", None) in {"|", ">"}:
            return Place(self.path, start.line + 1, 1)
        return start

    def _forbid(self, event: yaml.Event, what: object) -> None:
        if self.few.has_room("forbidden"):
            wrong = say("Not allowed in a manual: {what}.", what=what)
            hint = say("Write the value out; put a text that begins with * or & or ! in quotes.")
            self.few.add("forbidden", error(self._start(event), "forbidden-yaml", wrong, hint))

    def _look_at_characters(self, event: yaml.ScalarEvent) -> None:
        """A character may be written so that the text of the file does not have it."""
        has_escapes = event.style == '"' and SUSPECT.search(event.value)
        if not has_escapes and not refers_to_suspects(event.value):
            return
        marks: tuple[Any, Any] = event.start_mark, event.end_mark
        start, end = (self.places.position(mark.line, mark.column) for mark in marks)
        raw = self.text[start:end]
        if has_escapes:
            self.of_characters += faults_of_escapes(raw, start, self.places)
        self.of_characters += faults_of_references(event.value, raw, start, self.places)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            raise _TooLargeError(_too_large(self._place(event), depth))
        if isinstance(event, yaml.AliasEvent):
            self._forbid(event, say("an alias (*{name})", name=event.anchor))
            return Value(NOWHERE, None)
        node: Any = event  # of all that is left, each has an anchor and a tag
        if node.anchor:
            self._forbid(event, say("an anchor (&{name})", name=node.anchor))
        if node.tag:
            self._forbid(event, say("a tag ({name})", name=node.tag))
        if isinstance(event, yaml.ScalarEvent):
            self._look_at_characters(event)
            if event.style:
                return Value(self._place(event), event.value, event.value)
            self._look_for_a_cut(event)
            return Value(self._start(event), _scalar(event.value), event.value)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, events, depth)
        return self._sequence(event, events, depth)

    def _look_for_a_cut(self, event: yaml.ScalarEvent) -> None:
        """A plain text before ` #1` ends there, for YAML; a comment has a space after its mark."""
        if not event.value:
            return
        end: Any = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if _CUT.match(line, end.column) and self.few.has_room("cut"):
            wrong = say("This text ends before the “#”.")
            hint = say("Put it in quotes; if the rest is a comment, write a space after the #.")
            self.few.add("cut", warning(self._start(event), "cut-text", wrong, hint))

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
        content: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            content.append(self._value(event, events, depth + 1))
        return Value(self._start(start), content)

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
        content: dict[str, Value] = {}
        keys: dict[str, Place] = {}
        in_flow = getattr(start, "flow_style", False)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self._start(event)
            key = self._key(event, events, depth)
            value = self._value(next(events), events, depth + 1)
            if key is None:
                continue
            is_nothing = in_flow and value.content is None and value.raw == ""
            if is_nothing and not re.fullmatch(r"[A-Za-z_-]+", key):
                if self.few.has_room("cut in two"):
                    self.few.add("cut in two", _cut_in_two(place, key))
                continue
            if key in keys:
                if self.few.has_room("duplicate"):
                    self.few.add("duplicate", _duplicate(place, key, keys[key]))
                continue
            keys[key] = place
            content[key] = value
        return Value(self._start(start), content, keys=keys)

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._forbid(event, say("a key that is not a word"))
            self._value(event, events, depth + 1)
            return None
        if event.anchor or event.tag:
            self._value(event, events, depth + 1)
        self._look_at_characters(event)
        if event.value == "<<" and not event.style:
            self._forbid(event, say("a merge key (<<)"))
            return None
        return str(event.value)


def _scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2."""
    if text and text[0] not in _MAYBE_MORE:
        return text
    for pattern, made in _CORE:
        if pattern.fullmatch(text):
            return made(text)
    return text
