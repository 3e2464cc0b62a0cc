"""What stands within a line: words, and what they mean. No markup, no addresses of one output.

A renderer has a row for each type here; the ones that say what a contact, a law or a time limit is
also say it in simpler parts (`parts`), for renderers that set nothing apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claim_manual.pages.goals import FileGoal, Goal, UrlGoal, host, mail_address


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are stressed."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that hold no longer."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its number in its text, what it says, and the name of its place.

    Within a line it is where the number stands; `is_first` the first time.
    """

    number: int
    parts: Parts
    key: str
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `explanation` says what a term means; `leave` is the way out of a page,
    `choose` has the numbers of a centre in place of national ones.

    `place` says which step of which page it leads to, where the words do not.
    """

    goal: Goal
    parts: Parts
    explanation: str = ""
    title: str = ""
    role: Literal["", "sheet", "leave", "choose"] = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the manual: where it is on the site, what is read in its place, its path in the
    manual, and its size there, where that is known. `opens` are the words of a link to it by itself.
    """

    path: str
    alt: str
    source: str
    width: int = 0
    height: int = 0
    opens: str = ""


SpanRole = Literal[
    "code",
    "muted",
    "tag",
    "role",
    "evidence",
    "flag",
    "urgent",
    "stale",
    "way",
    "label",
    "hidden",
    "handover",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Words with a role: a page's code, a small remark, a label, who acts, what is in doubt."""

    role: SpanRole
    parts: Parts


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language, by its BCP 47 tag."""

    tag: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text that another language lent (`tag`), or that is older than its source; and the note."""

    kind: Literal["missing", "stale"]
    parts: Parts
    note: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """Words with the source text that they are: its name, file#way (`derived/text_names`)."""

    source: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Badge:
    """A level (red, amber, green) and its word."""

    level: str
    word: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank to write on."""

    size: Literal["short", "middle", "long"]


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, with the word that stays on its line."""

    word: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: its label and what it says."""

    label: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: as it is read, as it is dialled, what follows it and what it is for."""

    number: str
    address: str
    extension: str = ""
    note: Parts = ()

    @property
    def parts(self) -> Parts:
        """The number as link and words."""
        return (Link(UrlGoal(self.address), (Words(self.number),)), *self.more)

    @property
    def more(self) -> Parts:
        """What stands after the number."""
        extension = (Words(f" {self.extension}"),) if self.extension else ()
        note = (Words(" ("), *self.note, Words(")")) if self.note else ()
        return (*extension, *note)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a service; `flag` says that it is to be confirmed.

    `opening` is its week, for the page's script, and `id` that of its entry; `is_placed` where it
    stands for another one in each place, `is_open` where its own place has still to say who it is.
    """

    name: Parts
    phones: tuple[Phone, ...] = ()
    url: str = ""
    email: str = ""
    address: Parts = ()
    hours: Parts = ()
    flag: str = ""
    opening: str = ""
    id: str = ""
    is_placed: bool = False
    is_open: bool = False

    @property
    def parts(self) -> Parts:
        """The contact as links and words."""
        parts: list[Inline] = [Strong(self.name)]
        for n, phone in enumerate(self.phones):
            parts += [Words(" · " if n else " "), phone]
        if self.url:
            parts += [Words(" "), Link(UrlGoal(self.url), (Words(host(self.url)),))]
        if self.email:
            parts += [Words(" "), Link(UrlGoal(mail_address(self.email)), (Words(self.email),))]
        for more in (self.address, self.hours):
            parts += [Words(" "), *more] if more else []
        if self.flag:
            parts += [Words(" "), Span("flag", (Words(self.flag),))]
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Placed:
    """Words that name a contact which is another one in each place: the id of its entry."""

    id: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that something rests on, by their codes."""

    label: str
    links: tuple[Link, ...]

    @property
    def parts(self) -> Parts:
        """Label and links, with commas between."""
        return (Words(f"{self.label}: "), *between(self.links, ", "))


@dataclass(frozen=True, slots=True)
class Law:
    """A law that something rests on: its link, the article, when it was consulted, a doubt."""

    link: Link
    article: str = ""
    consulted: str = ""
    flag: str = ""
    warning: Warned | None = None

    @property
    def parts(self) -> Parts:
        """The law as links and words."""
        parts: list[Inline] = [self.link]
        if self.article:
            parts.append(Words(f", {self.article}"))
        if self.consulted:
            parts += [Words(" "), Span("muted", (Words(f"({self.consulted})"),))]
        if self.flag:
            parts += [Words(" "), Span("flag", (Words(self.flag),))]
        if self.warning:
            parts += [Words(" "), self.warning]
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something may take, from when, and by which law; without one it is a model."""

    within: str
    since: Parts = ()
    law: Link | None = None
    note: str = ""

    @property
    def parts(self) -> Parts:
        """The duration as links and words."""
        parts: list[Inline] = [Words(self.within)]
        parts += [Words(" "), *self.since] if self.since else []
        parts += [Words(" ("), self.law or Words(self.note), Words(")")]
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit that a page states: words, duration, kind, law, sources, warning."""

    text: Parts
    kind: str
    time: Duration | None = None
    flag: str = ""
    law: Link | None = None
    article: str = ""
    sources: Sources | None = None
    warning: Warned | None = None

    @property
    def parts(self) -> Parts:
        """The limit as links and words."""
        parts: list[Inline] = [*self.text]
        parts += [Words(" "), self.time] if self.time else []
        parts += [Words(" "), Span("tag", (Words(self.kind),))]
        parts += [Words(" "), Span("flag", (Words(self.flag),))] if self.flag else []
        if self.law:
            parts += [Words(" "), self.law, Words(f", {self.article}" if self.article else "")]
        parts += [Words(" "), Span("evidence", (self.sources,))] if self.sources else []
        parts += [Words(" "), self.warning] if self.warning else []
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a person brings, or must not be asked for; `need` as in the source, and in words."""

    need: str
    word: str
    name: Parts
    form: Link | Attached | Together | None = None

    @property
    def parts(self) -> Parts:
        """The paper as links and words."""
        form = (Words(" ("), self.form, Words(")")) if self.form else ()
        return (Words(f"{self.word}: "), *self.name, *form)


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that a page gives along: the link to it, and what it is: kind, size, day, language."""

    link: Link
    about: str

    @property
    def parts(self) -> Parts:
        """The document as a link and words."""
        return (self.link, Words(" "), Span("muted", (Words(f"({self.about})"),)))

    @property
    def goal(self) -> FileGoal:
        """Where the document is."""
        assert isinstance(self.link.goal, FileGoal)
        return self.link.goal


@dataclass(frozen=True, slots=True)
class Together:
    """Parts that are one thing among others: a form's sheet and its file."""

    parts: Parts


Composite = (
    Phone
    | Contact
    | Sources
    | Law
    | Duration
    | Limit
    | Paper
    | Attached
    | Together
    | Sourced
    | Placed
)
Inline = (
    Words
    | Strong
    | Emphasis
    | Struck
    | Footnote
    | Code
    | Break
    | Link
    | Image
    | Span
    | Foreign
    | Doubtful
    | Badge
    | Blank
    | Box
    | Warned
    | Composite
)
Parts = tuple[Inline, ...]


def unlinked(parts: Parts) -> Parts:
    """Parts in which nothing leads anywhere: what stands within a link."""
    return tuple(inner for part in parts for inner in _unlinked(part))


def unsourced(parts: Parts) -> Parts:
    """Parts of which nothing says which text it is."""
    return tuple(
        inner
        for part in parts
        for inner in (unsourced(part.parts) if isinstance(part, Sourced) else (part,))
    )


def _unlinked(part: Inline) -> Parts:
    match part:
        case Link():
            return unlinked(part.parts)
        case Sourced():
            return (Sourced(part.source, unlinked(part.parts)),)
        case Placed():
            return unlinked(part.parts)
        case _:
            return (part,)


def by_code(parts: Parts) -> Parts:
    """A line on where something is used, with its documents by code."""
    return tuple(
        Link(part.goal, part.parts[:1])
        if isinstance(part, Link) and len(part.parts) > 1 and isinstance(part.parts[0], Span)
        else part
        for part in parts
    )


def between(groups: tuple[Inline, ...] | list[Inline], mark: str) -> Parts:
    """Things with a mark between them."""
    parts: list[Inline] = []
    for n, thing in enumerate(groups):
        parts += [Words(mark), thing] if n else [thing]
    return tuple(parts)
