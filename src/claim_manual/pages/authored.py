"""Authors' Markdown as typed lines and blocks, its links by what they mean.

An author's text is parsed once (model/markup); no markup of theirs goes further than this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from claim_manual.model.markup import has_marks, inline_tokens, tokens
from claim_manual.pages.blocks import (
    Block,
    Blocks,
    Heading,
    Item,
    Items,
    Line,
    Listing,
    ListRole,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from claim_manual.pages.goals import FileGoal, Goal, Language
from claim_manual.pages.inline import (
    Blank,
    Box,
    Break,
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    Link,
    Parts,
    Strong,
    Words,
)

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Authored:
    """Turns Markdown of one source file into values.

    `goal` says where a written address leads, None where it may not, or which language it names;
    `explain` what a goal means, if that is a term; `reach` what an address alone, `<contact:…>`, is
    read as; `show` is a file as a picture with the words in its place, `attach` a link to a file
    with what that is. `draw` makes blocks of a fenced diagram; without
    it fences stay code. With `is_sheet`, `___` is a blank to write on, `[ ]` a box to tick, and a
    list each of whose items has words in another language is one to point at.
    """

    goal: Callable[[str], Goal | Language | None]
    explain: Callable[[Goal], str]
    draw: Callable[[str], Block] | None = None
    is_sheet: bool = False
    reach: Callable[[Goal], Parts] = lambda _goal: ()
    show: Callable[[FileGoal, str], Image] = lambda goal, alt: Image(goal.path, alt, goal.source)
    attach: Callable[[Link], Inline] = lambda link: link

    def line(self, text: str) -> Parts:
        """One paragraph of Markdown, without the paragraph."""
        if not has_marks(text):
            return _trimmed((Words(_SPACES.sub(" ", text)),))
        return _closed(_trimmed(self._inline(inline_tokens(text))))

    def blocks(self, text: str) -> Blocks:
        """Markdown of any length."""
        if text[:1].isalpha() and not has_marks(text) and "|" not in text:
            return (Paragraph(_trimmed((Words(text),))),)
        return self._blocks(tokens(text))

    def chapters(self, text: str) -> list[tuple[int, Parts, Blocks]]:
        """A file cut at its headings: level, the heading's words, what follows; level 0 before any."""
        pieces: list[tuple[int, Parts, list[Token]]] = [(0, (), [])]
        cursor = _Cursor(tokens(text))
        while (token := cursor.next()) is not None:
            if token.type == "heading_open" and token.level == 0:
                (words,) = cursor.until_close(token)
                title = _trimmed(self._inline(words.children or []))
                pieces.append((int(token.tag[1:]), title, []))
            else:
                pieces[-1][2].append(token)
        return [(level, title, self._blocks(part)) for level, title, part in pieces]

    def _blocks(self, markdown: Sequence[Token]) -> Blocks:
        return tuple(self._each_block(_Cursor(markdown)))

    def _each_block(self, cursor: _Cursor) -> Iterator[Block]:
        while (token := cursor.next()) is not None:
            if token.nesting == 1:
                yield self._nested(token, cursor.until_close(token))
            elif token.type == "hr":
                yield Rule()
            elif token.type in {"fence", "code_block"}:
                is_diagram = token.type == "fence" and token.info.strip() == "mermaid"
                yield (
                    self.draw(token.content)
                    if self.draw and is_diagram
                    else Listing(token.content.rstrip("\n"))
                )

    def _nested(self, token: Token, inner: Sequence[Token]) -> Block:
        match token.type:
            case "paragraph_open":
                parts = _trimmed(self._inline(inner[0].children or []))
                if token.hidden:
                    return Line(parts)
                return Paragraph(parts, "picture" if _is_picture(parts) else "")
            case "heading_open":
                parts = _trimmed(self._inline(inner[0].children or []))
                return Heading(int(token.tag[1:]) + 2, parts)
            case "blockquote_open":
                return Quote(self._blocks(inner))
            case "table_open":
                return self._table(inner)
            case _:
                is_ordered = token.type == "ordered_list_open"
                start = int(token.attrs.get("start", 1)) if is_ordered else 1
                items = tuple(self._items(inner))
                return Items(items, self._role(items), is_ordered=is_ordered, start=start)

    def _role(self, items: Sequence[Item]) -> ListRole:
        if self.is_sheet and _are_languages(items):
            return "languages"
        return "situations" if items and all(_is_situation(item) for item in items) else ""

    def _items(self, inner: Sequence[Token]) -> Iterator[Item]:
        cursor = _Cursor(inner)
        while (token := cursor.next()) is not None:
            yield Item(self._blocks(cursor.until_close(token)))

    def _table(self, inner: Sequence[Token]) -> Table:
        rows: list[list[Parts]] = []
        for n, token in enumerate(inner):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(_trimmed(self._inline(inner[n + 1].children or [])))
        heads, *body = rows
        return Table("", tuple(heads), tuple(Row(None, tuple(row)) for row in body), "authored")

    def _inline(self, markdown: Sequence[Token]) -> Parts:
        return tuple(self._each_inline(_Cursor(_joined(markdown))))

    def _each_inline(self, cursor: _Cursor) -> Iterator[Inline]:
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
                case "link_open":
                    yield from self._link(token, cursor.until_close(token))

    def _link(self, token: Token, inner: Sequence[Token]) -> Parts:
        parts = tuple(self._each_inline(_Cursor(inner)))
        goal = self.goal(str(token.attrs["href"]))
        if goal is None:
            return parts
        if isinstance(goal, Language):
            return (Foreign(goal.tag, parts),)
        reached = self.reach(goal) if token.markup == "autolink" else ()
        if reached:
            return reached
        link = Link(goal, _closed(parts), self.explain(goal))
        return (self.attach(link) if isinstance(goal, FileGoal) else link,)

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
