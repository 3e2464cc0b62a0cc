"""What stands within a line of a page as HTML for paper: a row for each type.

Links within the book have the number of the page beside them, which binding writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from claim_manual.book.slots import Slot, stamp_name
from claim_manual.book.values import PLACE, THIS_PAGE
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.html import text as words_alone
from claim_manual.model.language import direction
from claim_manual.pages import inline as i
from claim_manual.pages.goals import FileGoal, HereGoal, MadeGoal, PageGoal, UrlGoal, host

_LEVELS = {"▲": "red", "◆": "amber", "●": "green"}
"""Marks of levels as somebody may write them, which the typeface lacks."""


def text(words: str) -> Html:
    """Words, with the marks of levels drawn."""
    if not any(mark in words for mark in _LEVELS):
        return words_alone(words)
    return joined(
        element("span", level_mark(), class_=f"cm-{_LEVELS[char]}")
        if char in _LEVELS
        else words_alone(char)
        for char in words
    )


def level_mark() -> Html:
    """The mark of a level, whose shape and colour come from around it."""
    return element("span", class_="mark")


def without_link(parts: i.Parts) -> i.Parts:
    """A line without the link at its end."""
    return parts[:-2] if parts and isinstance(parts[-1], i.Link) else parts


@dataclass
class References:
    """What one chapter refers to: places, each with the number of its page, and files of the manual.

    `label` has `{}` for the number: (p. {}). A number is written as the position of its place in
    `places`; binding writes the page in its stead. Links that are not `numbered` have none beside them.
    """

    label: str
    are_numbered: bool = True
    _places: dict[str, int] = field(default_factory=dict)
    _files: dict[str, None] = field(default_factory=dict)
    _slots: dict[str, int] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        """The anchors whose pages are asked for, by number."""
        return tuple(self._places)

    @property
    def slots(self) -> tuple[str, ...]:
        """What binding writes out, by number."""
        return tuple(self._slots)

    def stamped(self, name: str) -> Html:
        """The number that stands for what binding writes out."""
        return words_alone(f"{self._slots.setdefault(name, len(self._slots)):04d}")

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are shown, by their paths in the manual."""
        return tuple(sorted(self._files))

    def file(self, path: str) -> str:
        """The address of a file of the manual, which the setter fetches."""
        self._files[path] = None
        return f"manual:{quote(path)}"

    def beside(self, anchor: str) -> Html:
        """The number of the page on which an anchor is."""
        number = self._places.setdefault(anchor, len(self._places))
        # Three digits each, but for those that mean something else.
        code = f"{number:03d}" if number < int(THIS_PAGE) else f"{number:06d}"
        return element("span", words_alone(self.label.format(code)), class_="at")

    def link(self, anchor: str, words: Html, class_: str | None = None, place: str = "") -> Html:
        """A link to an anchor of the book, with what the place is called and its page."""
        link = element("a", words, href=f"{PLACE}{anchor}", class_=class_)
        if place:
            link = Html(f"{link}, {words_alone(place)}")
        return Html(link + self.beside(anchor)) if self.are_numbered else link


@dataclass(frozen=True)
class Lines:
    """Writes lines of one chapter.

    `anchor` says where a page, or a place in it, is in the book; `here` is the chapter's own.
    `online` is the address of a file of the site, "" where the manual has none.
    """

    references: References
    anchor: Callable[[str, str], str]
    here: str
    online: Callable[[str], str]

    def __call__(self, parts: i.Parts) -> Html:
        """A line."""
        return joined(_ROWS[type(part)](self, part) for part in parts)

    def words(self, part: i.Words) -> Html:
        """Words."""
        return text(part.text)

    def strong(self, part: i.Strong) -> Html:
        """Words of importance."""
        return element("strong", self(part.parts))

    def emphasis(self, part: i.Emphasis) -> Html:
        """Stressed words."""
        return element("em", self(part.parts))

    def struck(self, part: i.Struck) -> Html:
        """Words that hold no longer."""
        return element("s", self(part.parts))

    def footnote(self, part: i.Footnote) -> Html:
        """A note at the foot of the page."""
        return element("span", self(part.parts), class_="note")

    def code(self, part: i.Code) -> Html:
        """Characters to the letter."""
        return element("code", text(part.text))

    def line_break(self, _part: i.Break) -> Html:
        """The end of a line."""
        return element("br")

    def link(self, part: i.Link) -> Html:
        """A link: within the book with its step and page."""
        words = self(i.unlinked(part.parts))
        match part.goal:
            case PageGoal():
                anchor = self.anchor(part.goal.uri, part.goal.anchor)
                return self.references.link(anchor, words, place=part.place)
            case HereGoal():
                return self.references.link(
                    f"{self.here}--{part.goal.anchor}", words, place=part.place
                )
            case FileGoal():
                address = self.online(part.goal.path)
                return element("a", words, href=address) if address else words
            case UrlGoal():
                return element("a", words, href=part.goal.url)
            case MadeGoal():
                return words

    def image(self, part: i.Image) -> Html:
        """A picture of the manual."""
        return element("img", src=self.references.file(part.source), alt=part.alt)

    def attached(self, part: i.Attached) -> Html:
        """A document, which paper cannot give: where it is, or else what its file is called."""
        address = self.online(part.goal.path)
        place = element(
            "span", text(address or PurePosixPath(part.goal.path).name), class_="address"
        )
        about = element("span", text(f" ({part.about}: "), place, text(")"), class_="muted")
        return joined((self.link(part.link), about))

    def span(self, part: i.Span) -> Html:
        """Words with a role."""
        if part.role in _BRACKETED:
            return element("span", text("("), self(part.parts), text(")"), class_="muted")
        name = _SPANS.get(part.role)
        return element("span", self(part.parts), class_=name) if name else self(part.parts)

    def foreign(self, part: i.Foreign) -> Html:
        """Words in another language."""
        return element("span", self(part.parts), lang=part.tag, dir=direction(part.tag))

    def doubtful(self, part: i.Doubtful) -> Html:
        """A text with a note on what is in doubt."""
        note = element("small", text(f"({part.note})"))
        lang = part.tag or None
        return element(
            "span", self(part.parts), Html(" "), note, class_=f"cm-{part.kind}", lang=lang
        )

    def badge(self, part: i.Badge) -> Html:
        """A level as mark and word."""
        name = f"cm-badge cm-{part.level}"
        return element("span", level_mark(), Html(" "), text(part.word), class_=name)

    def blank(self, part: i.Blank) -> Html:
        """A blank to write on."""
        return element("span", class_=f"cm-blank cm-blank--{part.size}")

    def box(self, part: i.Box) -> Html:
        """A box to tick, on the line of its word."""
        box = element("span", class_="cm-box", role="img", aria_label="☐")
        return element("span", box, text(f" {part.word}" if part.word else ""), class_="cm-tick")

    def warned(self, part: i.Warned) -> Html:
        """A warning."""
        label = element("strong", text(f"{part.label}:"))
        return element("span", label, Html(" "), self(part.parts), class_="warning")

    def phone(self, part: i.Phone) -> Html:
        """A number, which is read and not touched."""
        number = element("span", text(part.number), class_="phone")
        return joined((number, self(part.more)))

    def contact(self, part: i.Contact) -> Html:
        """A contact, whose number is read and not touched."""
        pieces = [element("strong", self(part.name))]
        pieces += [self.phone(phone) for phone in part.phones]
        pieces += [text(host(part.url))] if part.url else []
        pieces += [text(part.email)] if part.email else []
        pieces += [self(part.address)] if part.address else []
        if part.hours:
            pieces.append(element("span", self(part.hours), class_="muted"))
        if part.flag:
            pieces.append(element("span", text(part.flag), class_="confirm"))
        return joined(pieces, Html(" "))

    def slot(self, slot: Slot) -> Html:
        """Room for a contact that differs by place, line by line."""
        lines = (self._slot_line(slot, number) for number in range(slot.lines))
        return joined(lines, Html("\n"))

    def _slot_line(self, slot: Slot, number: int) -> Html:
        name = stamp_name(slot.contact_id, number)
        bold = element("strong", self.references.stamped(f"{name}/bold"))
        after = element("span", self.references.stamped(f"{name}/after"), class_="muted")
        return element("span", bold, Html(" "), after, class_="slot-line")

    def law_note(self, law: i.Link, article: str = "") -> Html:
        """A law at the foot of the page."""
        more = text(f", {article}") if article else NOTHING
        return element("span", self((law,)), more, class_="note")

    def duration(self, part: i.Duration) -> Html:
        """How long something may take; its law stands at the foot of the page."""
        since = Html(f" {self(part.since)}") if part.since else NOTHING
        law = self.law_note(part.law) if part.law else text(f" ({part.note})")
        return joined((text(part.within), since, law))

    def limit(self, part: i.Limit) -> Html:
        """A time limit; its law stands at the foot of the page."""
        time = Html(f" {self((part.time,))}") if part.time else NOTHING
        kind = f" ({part.kind}; {part.flag})" if part.flag else f" ({part.kind})"
        law = self.law_note(part.law, part.article) if part.law else NOTHING
        warning = Html(f" {self((part.warning,))}") if part.warning else NOTHING
        tag = element("span", text(kind.strip()), class_="muted")
        return joined((self(part.text), time, Html(" "), tag, law, warning))

    def composite(self, part: i.Composite) -> Html:
        """What is said in simpler parts."""
        return self(part.parts)


_BRACKETED = frozenset({"tag"})
_SPANS: Mapping[i.SpanRole, str] = {
    "code": "code",
    "muted": "muted",
    "flag": "confirm",
    "urgent": "confirm",
    "handover": "handover",
}
_ROWS: Mapping[type[Any], Callable[[Lines, Any], Html]] = {
    i.Words: Lines.words,
    i.Strong: Lines.strong,
    i.Emphasis: Lines.emphasis,
    i.Struck: Lines.struck,
    i.Footnote: Lines.footnote,
    i.Code: Lines.code,
    i.Break: Lines.line_break,
    i.Link: Lines.link,
    i.Image: Lines.image,
    i.Span: Lines.span,
    i.Foreign: Lines.foreign,
    i.Doubtful: Lines.doubtful,
    i.Badge: Lines.badge,
    i.Blank: Lines.blank,
    i.Box: Lines.box,
    i.Warned: Lines.warned,
    i.Phone: Lines.phone,
    i.Contact: Lines.contact,
    i.Sources: Lines.composite,
    i.Law: Lines.composite,
    i.Duration: Lines.duration,
    i.Limit: Lines.limit,
    i.Paper: Lines.composite,
    i.Attached: Lines.attached,
    i.Together: Lines.composite,
    i.Sourced: Lines.composite,
    i.Placed: Lines.composite,
}
