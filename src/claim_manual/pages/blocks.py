"""What a page is made of, one below the other: typed blocks whose lines are pages/inline.

No markup, no addresses of one output: a renderer has a row for each type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claim_manual.charts.chart import Chart
from claim_manual.charts.sequence import Dialogue
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.inline import (
    Badge,
    Contact,
    Footnote,
    Law,
    Limit,
    Link,
    Paper,
    Parts,
    Words,
)

ParagraphRole = Literal[
    "",
    "lead",
    "kicker",
    "muted",
    "help",
    "rule",
    "note",
    "meta",
    "evidence",
    "used",
    "onward",
    "sheet-notice",
    "small",
    "glance",
    "picture",
    "handover",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is no paragraph: the words of a list's item or of a cell."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    parts: Parts
    role: ParagraphRole = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within an author's text; `level` from 3, `anchor` where links lead to it."""

    level: int
    parts: Parts
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: Blocks


NoteKind = Literal["note", "tip", "important", "warning", "caution"]


@dataclass(frozen=True, slots=True)
class NoteBox:
    """What a reader must not miss: its kind, and its title."""

    kind: NoteKind
    title: Parts
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of the text before them; `back` is what the ways back to it are for."""

    notes: tuple[Footnote, ...]
    back: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Characters to the letter, in lines; `language` says what they are written in.

    `is_client` says that the reader's browser draws them.
    """

    text: str
    language: str = ""
    is_client: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its number where it is not the next one, the id of its place.

    `is_ticked` is None where there is no box to tick.
    """

    blocks: Blocks
    number: int = 0
    id: str = ""
    data: tuple[tuple[str, str], ...] = ()
    tag: str = ""
    is_ticked: bool | None = None


ListRole = Literal[
    "",
    "options",
    "outcomes",
    "outline",
    "register",
    "queue",
    "any-time",
    "related",
    "sources",
    "recent",
    "books",
    "languages",
    "index",
    "situations",
    "checklist",
    "letters",
    "roman",
]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; an ordered one begins with `start`. `data` is for the page's script."""

    items: tuple[Item, ...]
    role: ListRole = ""
    is_ordered: bool = False
    start: int = 1
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What stands beside a term: blocks; in which other language, by its tag and its name."""

    blocks: Blocks
    is_muted: bool = False
    tag: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A term with what is said of it. What is not for paper stands on screens alone."""

    term: Parts
    values: tuple[Value, ...]
    id: str = ""
    is_for_paper: bool = True


@dataclass(frozen=True, slots=True)
class Pairs:
    """Terms, each with what is said of it."""

    pairs: tuple[Pair, ...]
    role: Literal["facts", "about", "questions", "glossary", "definitions"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what heads it, where the table has such a column, and its cells."""

    head: Parts | None
    cells: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `label` says what of. The first of the `heads` is that of the rows' heads.

    `sides` has for each column on which side its words stand, where an author says so.
    """

    label: str
    heads: tuple[Parts, ...]
    rows: tuple[Row, ...]
    role: Literal[
        "",
        "matrix",
        "rules",
        "situations",
        "state",
        "review",
        "results",
        "authored",
    ] = ""
    sides: tuple[Literal["", "center", "right"], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader has to know of the page; `status` is the document's, or "stale".

    `tools` are links that only make sense online.
    """

    status: str
    lines: tuple[Parts, ...]
    tools: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What the page says and nobody has confirmed: a title, and each warning with its link."""

    title: str
    lines: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Online:
    """Blocks that make sense on the site alone."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks under a summary, which a reader opens."""

    summary: Parts
    blocks: Blocks
    role: Literal["as-text", "source", "history", "more"]
    is_searched: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to say in a further language: its tag, what it calls itself, the words."""

    tag: str
    name: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Say:
    """Words to say to a person, in the page's language and in others, which `more` counts."""

    label: str
    spoken: Spoken
    others: tuple[Spoken, ...]
    show: str
    close: str
    more: str


@dataclass(frozen=True, slots=True)
class Details:
    """What has to be known at a step."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts, one below the other."""

    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom to call first, and where the other contacts stand."""

    contacts: tuple[Contact, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Laws:
    """The laws that something rests on."""

    laws: tuple[Law, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits."""

    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers that a person brings."""

    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a step: what is done, and by whom where it is somebody else."""

    name: Parts
    role: Parts = ()

    @property
    def parts(self) -> Parts:
        """The part on a line."""
        return (*self.name, Words(" ("), *self.role, Words(")")) if self.role else self.name


@dataclass(frozen=True, slots=True)
class Ticks:
    """The parts of a step, to be ticked one by one; `label` says what of."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way out of a step: what is said on it, the step that it leads to, whether that is an end.

    `target` is the number and the name of that step, for outputs that have no pages. `source` is the
    name of the text that the label is, where somebody wants to know it.
    """

    label: str
    goal: str
    words: str
    level: Badge | None
    end: str
    target: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, question, sub-process or outcome; `kind` as in the source, or done or join.

    `title` is what it says, `name` what it is called by its number; `meta` who does it, how long it
    takes and with which forms. `branches` counts the ways on from what is no
    question, where they are several. One that `is_within` a branch of a parallel has its name where
    it is the first of the branch. `shared` is what somebody sends who shares an outcome; nothing
    where nobody should. `former` are ids by which it was called before.
    """

    id: str
    number: int
    kind: str
    title: Parts
    name: str = ""
    badge: Badge | None = None
    meta: tuple[Parts, ...] = ()
    body: Blocks = ()
    ways: tuple[WayOut, ...] = ()
    branches: str = ""
    shared: Parts = ()
    former: tuple[str, ...] = ()
    branch: str = ""
    is_within: bool = False

    @property
    def level(self) -> str:
        """The level of an outcome."""
        return self.badge.level if self.badge else ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a document, in its order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that an author wrote in prose as Mermaid (`source`), and the same as text."""

    chart: Chart | Dialogue
    source: str
    summary: str
    outline: Items
    is_client: bool = False


@dataclass(frozen=True, slots=True)
class UsedSteps:
    """The steps of a document that this page's tree goes through; `document` is its id."""

    document: str
    steps: Steps


@dataclass(frozen=True, slots=True)
class Tree:
    """The interactive tree: its data for the page's script, and the steps of what it uses.

    `first` is what it shows first; where that is a step, `todo` stands above and on the way on, and
    where several answers can be given, `several` is for none of them and on the way on. `place` is
    the step of this page at which it stands, which may be that of a page used first. `told` has what
    may be told there (`any_time`), and the step where one goes on then. With `modes` (label, all steps, one at a time) it stands in place of the page's steps, or they do.
    """

    label: str
    data: str
    used: tuple[UsedSteps, ...]
    code: str
    first: Step
    place: str
    todo: tuple[str, str]
    modes: tuple[str, str, str] | None = None
    several: tuple[str, str] | None = None
    any_time: str = ""
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """All that is printed of a discreet page: numbers without names, and lines to write the next
    appointment on. `places` has the numbers of each contact, where one of them is another in each place.
    """

    numbers_label: str
    numbers: tuple[str, ...]
    appointment_label: str
    blanks: tuple[str, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be narrowed down by: key, label, values."""

    key: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of the lists after them, for the page's script.

    `words` is the label of the one for words, with an example; `count` how many of all are left, with
    # for either number.
    """

    every: str
    none: str
    filters: tuple[Filter, ...]
    words: tuple[str, str] | None = None
    count: str = ""
    clear: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A page in a list of pages: where it is, code, title, summary."""

    link: Link
    code: str
    title: Parts
    summary: Parts


@dataclass(frozen=True, slots=True)
class Cards:
    """Pages, each with its summary."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases to practise: the story, and after a label where it ends."""

    label: str
    cases: tuple[tuple[Parts, Parts], ...]


@dataclass(frozen=True, slots=True)
class PlayedCase:
    """A case to play: its name, its story, its page, and the words of the way to play it."""

    name: str
    story: Parts
    page: Link
    play: str


@dataclass(frozen=True, slots=True)
class Practice:
    """Cases to play on the trees of their pages: data for the page's script, and the steps of every
    document that is gone through. `label` names the place where they are played.
    """

    label: str
    cases: tuple[PlayedCase, ...]
    data: str
    steps: tuple[UsedSteps, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's text; of a form to be filled by hand where `is_sheet`."""

    blocks: Blocks
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Lent:
    """An author's text that another language lent (`tag`) or that is older than its source."""

    kind: Literal["missing", "stale"]
    blocks: Blocks
    note: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """Blocks with the source text that they are: its name, file#way (`derived/text_names`)."""

    source: str
    blocks: Blocks


Block = (
    Line
    | Paragraph
    | Heading
    | Quote
    | NoteBox
    | Footnotes
    | Listing
    | Rule
    | Items
    | Pairs
    | Table
    | Notice
    | Unconfirmed
    | Online
    | Folded
    | Say
    | Details
    | Contacts
    | Calls
    | Laws
    | Limits
    | Papers
    | Ticks
    | Steps
    | d.Figure
    | d.LineMap
    | d.ChartSource
    | Drawn
    | d.Bars
    | d.Tiles
    | d.Arcs
    | Tree
    | Slip
    | Filters
    | Cards
    | Cases
    | Practice
    | Prose
    | Lent
    | Sourced
)
Blocks = tuple[Block, ...]
