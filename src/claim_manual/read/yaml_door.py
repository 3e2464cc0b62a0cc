"""YAML 1.2 core as values with their places in the file.

Only here is PyYAML known. It parses; what a scalar means is decided here by the core schema of
YAML 1.2 (section 10.3.2), so that `no`, `on` and `09:30` stay strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.place import NOWHERE, Place
from claim_manual.read.characters import SUSPECT, without_unseen
from claim_manual.read.faults import (
    Lines,
    faults_of_escapes,
    faults_of_references,
    refers_to_suspects,
)
from claim_manual.read.quotes import bare, opens
from claim_manual.read.slips import WHOLE, cause
from claim_manual.read.slips.odd_quotes import odd_quote
from claim_manual.read.slips.odd_spaces import (
    odd_indent,
    odd_space_after_colon,
    odd_space_words,
)
from claim_manual.read.slips.refused import Refused
from claim_manual.read.slips.swallowed_lines import swallowed_lines
from claim_manual.read.yaml_faults import cut_in_two, duplicate_key, line_at, syntax_fault
from claim_manual.read.yaml_value import Value

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


class _UnreadableError(Exception):
    """The file has more in it than any document of a manual, or other keys than it seems; the argument
    is the finding.
    """


def parse(text: str, path: str) -> tuple[Value | None, list[Finding]]:
    """The document in `text`, or None where it is no YAML; and everything that is wrong in it."""
    composer = _Composer(path, text)
    try:
        return composer.document(_events(text)), composer.findings()
    except yaml.MarkedYAMLError as failure:
        stop = _stop(failure)
        seen = without_unseen(text)
        if seen != text and reach(seen) > stop:
            return parse(seen, path)  # of what cannot be seen, whoever read the text has told
        place = Place(path, stop[0] + 1, stop[1] + 1)
        composer.fatal = cause(Refused(path, composer.lines, *stop), reach) or syntax_fault(
            place, failure.problem or "", line_at(text, place)
        )
    except yaml.YAMLError as failure:
        composer.fatal = syntax_fault(Place(path), str(failure).split("\n")[0], "")
    except _UnreadableError as failure:
        composer.fatal = failure.args[0]
    return None, composer.findings()


def reach(text: str) -> tuple[int, int]:
    """How far the parser goes in a text: line and column from 0, WHOLE where it reads all of it."""
    try:
        for _ in _events(text):
            pass
    except yaml.MarkedYAMLError as failure:
        return _stop(failure)
    except yaml.YAMLError:
        return 0, 0
    return WHOLE


def _stop(failure: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = failure.problem_mark or failure.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


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
    """Everything in a text of which `parse` finds no fault, for code that writes the file again."""
    for event in _events(text):
        start: Any = event.start_mark
        end: Any = event.end_mark
        span = (start.line, start.column), (end.line, end.column)
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
    """The events of the parser, in the order of the text."""
    events: Iterator[yaml.Event] = iter(_Loader(text).get_event, None)
    return events


def _too_large(place: Place, depth: int) -> Finding:
    if depth > MAX_DEPTH:
        message = say("This file nests more than {depth} levels.", depth=MAX_DEPTH)
        return error(place, "too-large", message, say("Write it flatter."))
    message = say("This file has more than {count} values.", count=MAX_VALUES)
    return error(place, "too-large", message, say("Divide it into several."))


class _Composer:
    """Values from the parser's events, and the findings on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.few = Few()
        self.count = 0
        self.character_findings: list[Finding] = []
        self.fatal: Finding | None = None

    @cached_property
    def places(self) -> Lines:
        """Looked up only where something is wrong with a character."""
        return Lines(self.text, self.path)

    def findings(self) -> list[Finding]:
        """All that is wrong, that which ended the reading last; what follows from that is left out."""
        fatal = self.fatal
        return [
            *(
                one
                for one in self.few.findings()
                if fatal is None or one.code != "syntax" or one.place < fatal.place
            ),
            *self.character_findings,
            *([self.fatal] if self.fatal else []),
        ]

    def document(self, events: Iterator[yaml.Event]) -> Value | None:
        document: Value | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._forbid(event, say("several documents in one file"))
                    return document
            elif not isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                document = self._value(event, events, 1)
        return document

    def _start(self, event: yaml.Event) -> Place:
        mark: Any = event.start_mark  # events of a parsed text always have one
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _place(self, event: yaml.Event) -> Place:
        """Where the event's value begins; a block text begins on the line below its mark."""
        start = self._start(event)
        if getattr(event, "style", None) in {"|", ">"}:
            return Place(self.path, start.line + 1, 1)
        return start

    def _forbid(self, event: yaml.Event, construct: object) -> None:
        if self.few.has_room("forbidden"):
            message = say("Not allowed in a manual: {what}.", what=construct)
            hint = say("Write the value out; put a text that begins with * or & or ! in quotes.")
            self.few.add("forbidden", error(self._start(event), "forbidden-yaml", message, hint))

    def _look_at_characters(self, event: yaml.ScalarEvent) -> None:
        """A character may be written so that the text of the file does not have it."""
        has_escapes = event.style == '"' and SUSPECT.search(event.value)
        if not has_escapes and not refers_to_suspects(event.value):
            return
        marks: tuple[Any, Any] = event.start_mark, event.end_mark
        start, end = (self.places.position(mark.line, mark.column) for mark in marks)
        raw = self.text[start:end]
        if has_escapes:
            self.character_findings += faults_of_escapes(raw, start, self.places)
        self.character_findings += faults_of_references(event.value, raw, start, self.places)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            raise _UnreadableError(_too_large(self._place(event), depth))
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
            self._look_for_swallowed_lines(event)
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
            if quoted := odd_quote(self.lines, self._start(event)):
                self.few.add("cut", quoted)
                return
            message = say("This text ends before the “#”.")
            hint = say("Put it in quotes; if the rest is a comment, write a space after the #.")
            self.few.add("cut", warning(self._start(event), "cut-text", message, hint))

    def _look_for_swallowed_lines(self, event: yaml.ScalarEvent) -> None:
        """A plain text goes on below, whatever its lines look like."""
        start, end = self._start(event), event.end_mark
        last = end.line if end else 0
        if last < start.line:
            return
        is_ended = not self.lines[last][: end.column if end else 0].strip()  # on the line before
        lines = self.lines[: last + 1 - is_ended]
        for finding in swallowed_lines(self.path, lines, start.line):
            if self.few.has_room("swallowed"):
                self.few.add("swallowed", finding)

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
        is_text = False
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
                if (parted := self._parted(place, key)) is None:
                    continue
                key, value = parted
            elif opens(key) and bare(key) is None:
                self._cut_text(place, key)
                is_text = True
                continue
            if key in keys:
                if self.few.has_room("duplicate"):
                    self.few.add("duplicate", duplicate_key(place, key, keys[key]))
                continue
            keys[key] = place
            content[key] = value
        if is_text and not content:  # a text was taken for a key and its value
            return Value(self._start(start), self.lines[self._start(start).line - 1].strip())
        return Value(self._start(start), content, keys=keys)

    def _parted(self, place: Place, key: str) -> tuple[str, Value] | None:
        """What was taken for a key without a value, in braces: the end of a text that a comma cuts, or
        a key and its value with an odd space between, which are given.
        """
        odd = odd_space_after_colon(place, key)
        if odd is None:
            self._cut_text(place, key)
            return None
        if self.few.has_room("odd space"):
            self.few.add("odd space", odd)
        name, _, rest = key.partition(":")
        return name, Value(place, _scalar(rest.strip()), rest.strip())

    def _cut_text(self, place: Place, key: str) -> None:
        """Tells of a text whose end is read as a key; of its quotation marks, if it has those of Word."""
        quoted = odd_quote(self.lines, place)
        if quoted and quoted in self.character_findings:
            return  # both texts in braces have such marks
        if quoted:
            self.character_findings.append(quoted)
        elif self.few.has_room("cut in two"):
            self.few.add("cut in two", cut_in_two(place, key))

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._forbid(event, say("a key that is not a word"))
            self._value(event, events, depth + 1)
            return None
        if event.anchor or event.tag:
            self._value(event, events, depth + 1)
        self._look_at_characters(event)
        if not event.style and odd_indent(event.value) is not None:
            start = self._start(event)  # a line that was meant to belong to what stands above it
            words = odd_space_words(event.value, 0)
            raise _UnreadableError(error(start, "syntax", *words))
        if event.value == "<<" and not event.style:
            self._forbid(event, say("a merge key (<<)"))
            return None
        return str(event.value)


def _scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2."""
    if text and text[0] not in _MAYBE_MORE:
        return text
    for pattern, convert in _CORE:
        if pattern.fullmatch(text):
            return convert(text)
    return text


def untyped(text: str) -> Any:
    """A YAML text as mappings, lists and strings, whatever its tags; None where it is no YAML.

    For files of other programs, which have tags of their own and which those programs judge.
    """
    try:
        return _untyped(yaml.compose(text, Loader=_Loader))
    except (yaml.YAMLError, RecursionError):
        return None


def _untyped(node: Any) -> Any:
    match node:
        case yaml.MappingNode():
            return {_untyped(key): _untyped(value) for key, value in node.value if key.value}
        case yaml.SequenceNode():
            return [_untyped(value) for value in node.value]
        case yaml.ScalarNode():
            return node.value
    return None
