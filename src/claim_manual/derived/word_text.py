"""What a Word file says, as values: paragraphs and tables in order, before anybody understands them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class WordRun:
    """Words set alike; `href` is the address that they are a link to, "" for none."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class WordNumber:
    """The place of a paragraph in a list of Word's own.

    `level` counts from 0, `number` is what stands before the words where it is a number, and `group`
    tells lists apart. `sign` is what stands there where it is no number.
    """

    group: str
    level: int
    number: int
    is_numbered: bool
    sign: str = ""


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph: `at` is which one of the file it is, from 1; `heading` its level, 0 for none.

    `size` is the size of its letters in half points, `notes` are its footnotes, `places` the bookmarks
    that begin in it, `goals` those that it has links to, and `is_boxed` says that it stands in a text
    box.
    """

    at: int
    runs: tuple[WordRun, ...]
    heading: int = 0
    is_title: bool = False
    is_indented: bool = False
    is_boxed: bool = False
    size: int = 0
    number: WordNumber | None = None
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, without how they are set."""
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        words = [run for run in self.runs if run.text.strip()]
        return bool(words) and all(run.is_bold for run in words)


@dataclass(frozen=True)
class WordCell:
    """A cell of a table; `is_continued` where it only continues the one above it."""

    paragraphs: tuple[WordParagraph, ...] = ()
    is_continued: bool = False

    @property
    def text(self) -> str:
        """Its words, a line for each paragraph."""
        return "\n".join(text for p in self.paragraphs if (text := p.text.strip()))


@dataclass(frozen=True)
class WordTable:
    """A table: `at` is the first paragraph in it; a row has each cell once, however wide it is."""

    at: int
    rows: tuple[tuple[WordCell, ...], ...]

    @property
    def columns(self) -> int:
        """How many cells its longest row has."""
        return max(map(len, self.rows), default=0)


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True)
class NotTaken:
    """Something of a file that no text is made of: a kind, how often, and its words if it has some."""

    kind: str
    count: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordOrigin:
    """What a file of ours was made from: the commit, the BCP 47 tag of its language, and by bookmark
    the file of the page and the step that it is on, and what the text is called. All of it is empty
    where nobody knows.
    """

    commit: str = ""
    tag: str = ""
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


NO_ORIGIN = WordOrigin()


@dataclass(frozen=True)
class WordText:
    """A Word file: its blocks in order, what in it is not taken, and what it was made from."""

    blocks: tuple[WordBlock, ...]
    left: tuple[NotTaken, ...] = ()
    origin: WordOrigin = NO_ORIGIN
