"""Authors' Markdown as typed lines and blocks, its links by what they mean.

An author's text is parsed once (model/markup); no markup of theirs goes further than this.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, Protocol

from markdown_it.token import Token

from claim_manual.model.markup import (
    has_marks,
    heading_anchors,
    inline_tokens,
    is_in,
    paragraph_keys,
    tokens,
)
from claim_manual.pages.blocks import (
    Block,
    Blocks,
    Heading,
    Item,
    Items,
    Line,
    Listing,
    ListRole,
    NoteBox,
    NoteKind,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Value,
)
from claim_manual.pages.blocks import Footnotes as NoteList
from claim_manual.pages.goals import FileGoal, Goal, Language
from claim_manual.pages.inline import (
    Blank,
    Box,
    Break,
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Image,
    Inline,
    Link,
    Parts,
    Sourced,
    Strong,
    Struck,
    Words,
    unlinked,
)
from claim_manual.pages.plain import plain

_SPACES = re.compile(r"\s+")
Side = Literal["", "center", "right"]
_SIDES: Mapping[str, Side] = {"text-align:center": "center", "text-align:right": "right"}


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a text: their number and words by their labels; `key` tells texts apart."""

    key: str
    defined: Mapping[str, tuple[int, Sequence[Token]]] = field(default_factory=dict)

    def labels(self, written: Sequence[Token]) -> list[str]:
        """Those to which something refers, in their order."""
        referred = {token.meta["label"] for token in _references(written)} & {*self.defined}
        return sorted(referred, key=lambda label: self.defined[label][0])

    def is_first(self, token: Token) -> bool:
        """Whether it is the first reference to its note."""
        return bool(token.meta.get("is_first"))


def _defined(written: Sequence[Token]) -> Iterator[tuple[str, tuple[int, Sequence[Token]]]]:
    """The notes, of two with a label the first."""
    labels: set[str] = set()
    for opened, inline in pairwise(written):
        if opened.type == "footnote_open" and opened.meta["label"] not in labels:
            labels.add(opened.meta["label"])
            yield opened.meta["label"], (opened.meta["number"], inline.children or [])


def _references(written: Sequence[Token]) -> Iterator[Token]:
    """The references in the words, not in the notes."""
    is_note = False
    for token in written:
        is_note = token.type == "footnote_open" or (is_note and token.type != "footnote_close")
        for child in token.children or () if not is_note else ():
            if child.type == "footnote_reference":
                yield child


class Place(Protocol):
    """Says which step an address leads to, as it begins a sentence where it does; else nothing."""

    def __call__(self, href: str, *, is_first: bool = False) -> str:
        """The words."""


@dataclass(frozen=True)
class Authored:
    """Turns Markdown of one source file into values.

    `goal` says where a written address leads, None where it may not, or which language it names;
    `explain` what a goal means, if that is a term; `reach` what an address alone, `<contact:…>`, is
    read as; `show` is a file as a picture with the words in its place, `attach` a link to a file
    with what that is. `draw` makes blocks of a fenced diagram; without
    it fences stay code. With `is_sheet`, `___` is a blank to write on, `[ ]` a box to tick, and a
    list each of whose items has words in another language is one to point at. `place` says which
    step an address leads to. `notes` has the titles of boxes of notes by their kinds, `back` says what
    the way back from a footnote is for; `footnotes` are those of the text at hand. With `named`, each
    paragraph of `chapters` says which text it is: `named` makes its name of where it stands.
    """

    goal: Callable[[str], Goal | Language | None]
    explain: Callable[[Goal], str]
    draw: Callable[[str], Block] | None = None
    is_sheet: bool = False
    reach: Callable[[Goal], Parts] = lambda _goal: ()
    notes: Mapping[str, str] = field(default_factory=dict)
    back: str = ""
    footnotes: Footnotes = field(default_factory=lambda: Footnotes(""))
    place: Place = lambda href, *, is_first=False: ""  # noqa: ARG005 - named in calls
    show: Callable[[FileGoal, str], Image] = lambda goal, alt: Image(goal.path, alt, goal.source)
    attach: Callable[[Link], Inline] = lambda link: link
    named: Callable[[str], str] | None = None
    _keys: Mapping[int, str] = field(default_factory=dict)

    def line(self, text: str) -> Parts:
        """One paragraph of Markdown, without the paragraph."""
        if not has_marks(text):
            return _trimmed((Words(_SPACES.sub(" ", text)),))
        return _closed(_trimmed(self.inline(inline_tokens(text))))

    def blocks(self, text: str) -> Blocks:
        """Markdown of any length."""
        if text[:1].isalpha() and not has_marks(text) and "|" not in text:
            return (Paragraph(_trimmed((Words(text),))),)
        written = tokens(text, is_sheet=self.is_sheet)
        return self._of(text, written).noted(written)

    def chapters(self, text: str) -> list[tuple[int, str, Parts, Blocks]]:
        """A file cut at its headings: level, place and words of the heading, what follows; level 0
        before any.
        """
        anchors = iter(heading_anchors(text))
        written = tokens(text, is_sheet=self.is_sheet)
        authored = self._of(text, written)
        if self.named:
            authored = replace(authored, _keys=paragraph_keys(written))
        pieces: list[tuple[int, str, Parts, list[Token]]] = [(0, "", (), [])]
        cursor = _Cursor(written)
        while (token := cursor.next()) is not None:
            if token.type == "heading_open" and token.level == 0:
                (words,) = cursor.until_close(token)
                title = authored.paragraph(words)
                pieces.append((int(token.tag[1:]), next(anchors), title, []))
            else:
                pieces[-1][3].append(token)
        return [(level, place, title, authored.noted(part)) for level, place, title, part in pieces]

    def _of(self, text: str, written: Sequence[Token]) -> Authored:
        """The same with the footnotes of a text."""
        if not any(token.type == "footnote_open" for token in written):
            return self
        key = hashlib.sha256(f"{text}".encode()).hexdigest()[:6]
        return replace(self, footnotes=Footnotes(key, dict(_defined(written))))

    def noted(self, written: Sequence[Token]) -> Blocks:
        """Blocks, and below them the footnotes to which they refer."""
        blocks = self._blocks(written)
        notes = tuple(self._note(label) for label in self.footnotes.labels(written))
        return (*blocks, NoteList(notes, self.back)) if notes else blocks

    def _note(self, label: str, *, is_first: bool = True) -> Footnote:
        number, words = self.footnotes.defined[label]
        parts = _trimmed(replace(self, footnotes=Footnotes("")).inline(words))
        return Footnote(number, parts, f"{self.footnotes.key}-{number}", is_first)

    def _blocks(self, markdown: Sequence[Token]) -> Blocks:
        return tuple(self._each_block(_Cursor(markdown)))

    def _each_block(self, cursor: _Cursor) -> Iterator[Block]:
        while (token := cursor.next()) is not None:
            if token.type == "footnote_open":
                cursor.until_close(token)
            elif token.nesting == 1:
                yield self._nested(token, cursor.until_close(token))
            elif token.type == "hr":
                yield Rule()
            elif token.type in {"fence", "code_block"}:
                yield (
                    self.draw(token.content)
                    if self.draw and is_in(token, "mermaid")
                    else Listing(token.content.rstrip("\n"))
                )

    def paragraph(self, inline: Token) -> Parts:
        """The words of a paragraph, a heading or a cell, with their name where it is wanted."""
        parts = _trimmed(self.inline(inline.children or []))
        key = self._keys.get(id(inline))
        if self.named is None or key is None or not parts or _is_picture(parts):
            return parts
        return (Sourced(self.named(key), parts),)

    def _nested(self, token: Token, inner: Sequence[Token]) -> Block:  # noqa: PLR0911 - a row for each type
        match token.type:
            case "paragraph_open":
                parts = self.paragraph(inner[0])
                if token.hidden:
                    return Line(parts)
                return Paragraph(parts, "picture" if _is_picture(parts) else "")
            case "heading_open":
                parts = self.paragraph(inner[0])
                return Heading(int(token.tag[1:]) + 2, parts)
            case "blockquote_open":
                return Quote(self._blocks(inner))
            case "note_open":
                return self._box(token, inner)
            case "dl_open":
                return self._terms(inner)
            case "table_open":
                return self._table(inner)
            case _:
                is_ordered = token.type == "ordered_list_open"
                start = int(token.attrs.get("start", 1)) if is_ordered else 1
                items = tuple(self._items(inner))
                role = token.meta.get("style") or self._role(items)
                return Items(items, role, is_ordered=is_ordered, start=start)

    def _box(self, token: Token, inner: Sequence[Token]) -> NoteBox:
        kind: NoteKind = token.meta["kind"]
        title = self.line(token.meta["title"]) or (Words(self.notes.get(kind, "")),)
        return NoteBox(kind, title, self._blocks(inner))

    def _terms(self, inner: Sequence[Token]) -> Pairs:
        """Terms with what is said of them; several terms may share it."""
        pairs: list[Pair] = []
        cursor = _Cursor(inner)
        while (token := cursor.next()) is not None:
            blocks = self._blocks(cursor.until_close(token))
            if token.type == "dt_open":
                pairs.append(Pair(blocks[0].parts if isinstance(blocks[0], Line) else (), ()))
            elif pairs:
                values = (*pairs[-1].values, Value(blocks))
                pairs[-1] = replace(pairs[-1], values=values)
        return Pairs(tuple(pairs), "definitions")

    def _role(self, items: Sequence[Item]) -> ListRole:
        if items and any(item.is_ticked is not None for item in items):
            return "checklist"
        if self.is_sheet and _are_languages(items):
            return "languages"
        return "situations" if items and all(_is_situation(item) for item in items) else ""

    def _items(self, inner: Sequence[Token]) -> Iterator[Item]:
        cursor = _Cursor(inner)
        while (token := cursor.next()) is not None:
            ticked = token.meta.get("is_ticked")
            yield Item(self._blocks(cursor.until_close(token)), is_ticked=ticked)

    def _table(self, inner: Sequence[Token]) -> Table:
        rows: list[list[Parts]] = []
        sides: list[Side] = []
        for n, token in enumerate(inner):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(self.paragraph(inner[n + 1]))
                if token.type == "th_open":
                    sides.append(_SIDES.get(str(token.attrs.get("style", "")), ""))
        heads, *body = rows
        cells = tuple(Row(None, tuple(row)) for row in body)
        return Table("", tuple(heads), cells, "authored", tuple(sides) if any(sides) else ())

    def inline(self, markdown: Sequence[Token]) -> Parts:
        """The words of a paragraph."""
        return tuple(self._each_inline(_Cursor(_joined(markdown))))

    def _each_inline(self, cursor: _Cursor) -> Iterator[Inline]:  # noqa: C901 - a row for each type
        while (token := cursor.next()) is not None:
            match token.type:
                case "text":
                    yield from _fields(token.content) if self.is_sheet else (Words(token.content),)
                case "code_inline":
                    yield Code(token.content)
                case "softbreak":
                    yield Words(" ")
                case "hardbreak":
                    yield Break()
                case "image":
                    yield self._image(token)
                case "em_open":
                    yield Emphasis(tuple(self._each_inline(_Cursor(cursor.until_close(token)))))
                case "strong_open":
                    yield Strong(tuple(self._each_inline(_Cursor(cursor.until_close(token)))))
                case "s_open":
                    yield Struck(tuple(self._each_inline(_Cursor(cursor.until_close(token)))))
                case "footnote_reference":
                    yield from self._reference(token)
                case "link_open":
                    yield from self._link(token, cursor.until_close(token))
                case "step_reference":
                    yield self._step(token)

    def _reference(self, token: Token) -> Parts:
        """The number of a footnote; of one within a footnote what was written."""
        label = token.meta["label"]
        if label not in self.footnotes.defined:
            return (Words(token.content),)
        return (self._note(label, is_first=self.footnotes.is_first(token)),)

    def _link(self, token: Token, inner: Sequence[Token]) -> Parts:
        parts = unlinked(tuple(self._each_inline(_Cursor(inner))))
        goal = self.goal(str(token.attrs["href"]))
        if goal is None:
            return parts
        if isinstance(goal, Language):
            return (Foreign(goal.tag, parts),)
        reached = self.reach(goal) if token.markup == "autolink" else ()
        if reached:
            return reached
        place = self.place(str(token.attrs["href"]))
        if place.casefold() in plain(parts).casefold():
            place = ""
        link = Link(goal, _closed(parts), self.explain(goal), place=place)
        return (self.attach(link) if isinstance(goal, FileGoal) else link,)

    def _step(self, token: Token) -> Inline:
        """The number of a step, which leads there; where there is none what was written."""
        href = token.meta["href"]
        goal = self.goal(href)
        words = Words(self.place(href, is_first=token.meta["is_first"]) or token.content)
        return words if goal is None or isinstance(goal, Language) else Link(goal, (words,))

    def _image(self, token: Token) -> Inline:
        goal = self.goal(str(token.attrs["src"]))
        if isinstance(goal, FileGoal):
            return self.show(goal, token.content)
        return Words(token.content)


def _is_picture(parts: Parts) -> bool:
    """Whether a paragraph is a picture and nothing else."""
    return len(parts) == 1 and isinstance(parts[0], Image)


def _closed(parts: Parts) -> Parts:
    """Parts whose pictures are no links: they may stand within one."""
    return tuple(
        replace(part, opens="")
        if isinstance(part, Image)
        else replace(part, parts=_closed(part.parts))
        if isinstance(part, Strong | Emphasis | Foreign | Link)
        else part
        for part in parts
    )


def _are_languages(items: Sequence[Item]) -> bool:
    """Whether each item is a line that has words in another language."""
    lines = [block for item in items for block in item.blocks if isinstance(block, Line)]
    return len(lines) == len(items) and all(
        any(isinstance(part, Foreign) for part in line.parts) for line in lines
    )


def _is_situation(item: Item) -> bool:
    """Whether an item begins with a bold link: a situation, and what to read."""
    first = item.blocks[0] if item.blocks else None
    begin = first.parts[0] if isinstance(first, Line) and first.parts else None
    begin = begin.parts[0] if isinstance(begin, Sourced) else begin
    return isinstance(begin, Strong) and all(isinstance(part, Link) for part in begin.parts)


class _Cursor:
    """Goes along tokens, and takes what stands between one that opens and the one that closes it."""

    def __init__(self, markdown: Sequence[Token]) -> None:
        self._tokens = markdown
        self._at = 0

    def next(self) -> Token | None:
        """The next token; None after the last."""
        if self._at >= len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def until_close(self, opened: Token) -> Sequence[Token]:
        """What stands before the token that closes this one, which is passed too."""
        closing = opened.type.removesuffix("_open") + "_close"
        start = self._at
        while (token := self.next()) is not None:
            if token.type == closing and token.level == opened.level:
                return self._tokens[start : self._at - 1]
        return self._tokens[start:]


def _joined(markdown: Sequence[Token]) -> list[Token]:
    """Tokens in which neighbouring words are one: an escaped mark is a word like any other."""
    joined: list[Token] = []
    for token in markdown:
        is_text = token.type in {"text", "text_special"}
        if is_text and joined and joined[-1].type == "text":
            joined[-1] = joined[-1].copy(content=joined[-1].content + token.content)
        elif is_text:
            joined.append(token.copy(type="text"))
        else:
            joined.append(token)
    return joined


def _trimmed(parts: Parts) -> Parts:
    """Parts without spaces before the first and after the last word."""
    if parts and isinstance(parts[0], Words):
        first = parts[0].text.lstrip()
        parts = (Words(first), *parts[1:]) if first else parts[1:]
    if parts and isinstance(parts[-1], Words):
        last = parts[-1].text.rstrip()
        parts = (*parts[:-1], Words(last)) if last else parts[:-1]
    return parts


_FIELD = re.compile(r"(?P<blank>_{3,})|\[ \](?P<word>\s+(?!_)[^\s<]+)?")
_SHORT, _LONG = 6, 20
"""Underscores up to which a blank is short, and from which it fills the line."""


def _fields(text: str) -> Iterator[Inline]:
    """Words with their blanks, as long as they were written, and boxes."""
    end = 0
    for match in _FIELD.finditer(text):
        if match.start() > end:
            yield Words(text[end : match.start()])
        end = match.end()
        if match["blank"]:
            length = len(match["blank"])
            yield Blank("short" if length <= _SHORT else "long" if length >= _LONG else "middle")
        else:
            yield Box((match["word"] or "").strip())
    if text[end:]:
        yield Words(text[end:])
