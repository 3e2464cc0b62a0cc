"""What stands within a line of a page as runs of a Word file: a row for each type."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Protocol

from claim_manual.model.language import direction
from claim_manual.office.word.look import KEY, LEVELS, LINK, MARKS, NOTE_MARK, Styles
from claim_manual.office.word.places import UNKNOWN, Places, simple_field
from claim_manual.office.word.sources import Marks
from claim_manual.office.word.xml import text, w
from claim_manual.pages import inline as i
from claim_manual.pages.goals import FileGoal, HereGoal, MadeGoal, PageGoal, UrlGoal
from claim_manual.pages.plain import plain

_BLANKS = {"short": 8, "middle": 16, "long": 36}
_LONGEST_TIP = 250
Runs = list[Any]


@dataclass(frozen=True)
class Face:
    """How runs look, and the BCP 47 tag of their language."""

    tag: str
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    is_small: bool = False
    is_code: bool = False
    colour: str = ""
    style: str = ""

    def properties(self) -> Any:
        """The properties of a run."""
        return copy.deepcopy(self._properties())

    @cache  # noqa: B019 - a face is a few words, and a file has few
    def _properties(self) -> Any:
        """The same, in the order of the schema."""
        is_rtl = direction(self.tag) == "rtl"
        languages = {"bidi": self.tag} if is_rtl else {"val": self.tag}
        if self.tag.split("-")[0] in {"zh", "ja", "ko"}:
            languages |= {"eastAsia": self.tag}
        return w(
            "rPr",
            w("rStyle", val=self.style) if self.style else None,
            w("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
            if self.is_code
            else None,
            *((w("b"), w("bCs")) if self.is_bold else ()),
            *((w("i"), w("iCs")) if self.is_italic else ()),
            w("strike") if self.is_struck else None,
            w("color", val=self.colour) if self.colour else None,
            *((w("sz", val=18), w("szCs", val=18)) if self.is_small else ()),
            w("rtl") if is_rtl else None,
            w("lang", **languages),
        )


class Pictures(Protocol):
    """What draws pictures into a file."""

    def image(self, part: i.Image) -> Any | None:
        """A picture of the manual as what stands in a run; None where there is none to show."""


class Notes(Protocol):
    """What keeps the notes of a file."""

    def add(self, write: Lines, note: i.Footnote) -> str:
        """Keep a note; its number in the file."""


@dataclass(frozen=True)
class Site:
    """What of the manual is where: pages in this file, and addresses on the site; "" where unknown."""

    pages: frozenset[str] = frozenset()
    online: Callable[[str, str], str] = lambda _uri, _anchor: ""
    file: Callable[[str], str] = lambda _path: ""


@dataclass(frozen=True)
class Lines:
    """Writes lines of one page as runs.

    `here` is the page's uri, `page_label` what the number of a page stands in, with `{}` for it.
    `outside` makes an element lead to an address; `notes` are none within a note.
    """

    styles: Styles
    places: Places
    site: Site
    pictures: Pictures
    outside: Callable[[Any, str], None]
    here: str
    page_label: str
    notes: Notes | None
    marks: Marks
    first_notes: dict[str, str] = field(default_factory=dict)

    def __call__(self, parts: i.Parts, face: Face) -> Runs:
        """A line."""
        return [run for part in parts for run in _ROWS[type(part)](self, part, face)]

    def run(self, words: str, face: Face) -> Runs:
        """Words as a run; nothing of nothing."""
        return [w("r", face.properties(), text(words))] if words else []

    # -- words

    def words(self, part: i.Words, face: Face) -> Runs:
        """Words."""
        return self.run(part.text, face)

    def strong(self, part: i.Strong, face: Face) -> Runs:
        """Words of importance."""
        return self(part.parts, replace(face, is_bold=True))

    def emphasis(self, part: i.Emphasis, face: Face) -> Runs:
        """Stressed words."""
        return self(part.parts, replace(face, is_italic=True))

    def struck(self, part: i.Struck, face: Face) -> Runs:
        """Words that hold no longer."""
        return self(part.parts, replace(face, is_struck=True))

    def footnote(self, part: i.Footnote, face: Face) -> Runs:
        """A note at the foot of the page; where it stands again, its number."""
        if self.notes is None:
            return self.run(f" [{plain(part.parts)}]", face)
        mark = replace(face, style=self.styles.id(NOTE_MARK))
        if part.key in self.first_notes:
            number = self.first_notes[part.key]
            name = self.places.name(self.here, f"note-{part.key}")
            return simple_field(f"NOTEREF {name} \\h", number, mark.properties)
        number = self.notes.add(self, part)
        self.first_notes[part.key] = number
        runs = [w("r", mark.properties(), w("footnoteReference", id=number))]
        return self.places.around(runs, self.here, f"note-{part.key}")

    def code(self, part: i.Code, face: Face) -> Runs:
        """Characters to the letter."""
        return self.run(part.text, replace(face, is_code=True))

    def line_break(self, _part: i.Break, face: Face) -> Runs:
        """The end of a line."""
        return [w("r", face.properties(), w("br"))]

    # -- links

    def link(self, part: i.Link, face: Face) -> Runs:
        """A link: within the file with the number of its page, elsewhere with its address."""
        words = i.unlinked(part.parts)
        place = self.run(f", {part.place}" if part.place else "", face)
        match part.goal:
            case PageGoal(uri=uri, anchor=anchor) if uri in self.site.pages:
                return self._within(words, place, (uri, anchor), face)
            case PageGoal(uri=uri, anchor=anchor):
                return self._elsewhere(self.site.online(uri, anchor), words, place, face)
            case HereGoal(anchor=anchor):
                return self._within(words, place, (self.here, anchor), face)
            case FileGoal(path=path):
                return self._elsewhere(self.site.file(path), words, place, face)
            case UrlGoal(url=url):
                return self._elsewhere(url, words, place, face)
            case MadeGoal():
                return self(words, face)

    def is_paged(self, part: i.Link) -> bool:
        """Whether the number of its page stands after a link."""
        goal = part.goal
        return isinstance(goal, PageGoal) and goal.uri != self.here and goal.uri in self.site.pages

    def is_known(self, part: i.Link) -> bool:
        """Whether a link to a page leads anywhere: within the file, or to the site."""
        goal = part.goal
        if not isinstance(goal, PageGoal):
            return True
        return goal.uri in self.site.pages or bool(self.site.online(goal.uri, goal.anchor))

    def _within(self, words: i.Parts, place: Runs, goal: tuple[str, str], face: Face) -> Runs:
        uri, anchor = goal
        runs = self(words, replace(face, style=self.styles.id(LINK)))
        numbers: Runs = list(place)
        if uri != self.here and uri in self.site.pages:
            before, _, after = self.page_label.partition("{}")
            code = f"PAGEREF {self.places.name(uri, anchor)} \\h"
            numbers += self.run(before, face)
            numbers += simple_field(code, UNKNOWN, face.properties)
            numbers += self.run(after, face)
        return self.places.link(runs, uri, anchor, numbers)

    def _elsewhere(self, address: str, words: i.Parts, place: Runs, face: Face) -> Runs:
        if not address:
            return [*self(words, face), *place]
        link = w("hyperlink", *self(words, replace(face, style=self.styles.id(LINK))), history=1)
        self.outside(link, address)
        return [link, *place]

    def image(self, part: i.Image, face: Face) -> Runs:
        """A picture of the manual; where there is none, what is read in its place."""
        drawing = self.pictures.image(part)
        if drawing is None:
            return self.run(f"[{part.alt}]" if part.alt else "", face)
        return [w("r", drawing)]

    def attached(self, part: i.Attached, face: Face) -> Runs:
        """A document that is given along: what it is, and what its file is called."""
        name = PurePosixPath(part.goal.path).name
        return [
            *self.link(part.link, face),
            *self.run(f" ({part.about}: {name})", replace(face, is_small=True)),
        ]

    # -- words with a role

    def span(self, part: i.Span, face: Face) -> Runs:
        """Words with a role."""
        match part.role:
            case "tag":
                return [*self.run("(", face), *self(part.parts, face), *self.run(")", face)]
            case "code":
                return self(part.parts, replace(face, style=self.styles.id(KEY)))
            case "flag" | "urgent" | "stale":
                return self(part.parts, replace(face, is_bold=True, colour=LEVELS["amber"]))
            case "handover" | "label":
                return self(part.parts, replace(face, is_bold=True))
            case _:
                return self(part.parts, face)

    def foreign(self, part: i.Foreign, face: Face) -> Runs:
        """Words in another language."""
        return self(part.parts, replace(face, tag=part.tag))

    def doubtful(self, part: i.Doubtful, face: Face) -> Runs:
        """A text with a note on what is in doubt."""
        words = self(part.parts, replace(face, tag=part.tag) if part.tag else face)
        return [*words, *self.run(f" ({part.note})", replace(face, is_small=True))]

    def badge(self, part: i.Badge, face: Face) -> Runs:
        """A level as mark and word."""
        words = f"{MARKS.get(part.level, '')} {part.word}".strip()
        return self.run(words, replace(face, is_bold=True, colour=LEVELS.get(part.level, "")))

    def blank(self, part: i.Blank, face: Face) -> Runs:
        """A blank to write on."""
        return self.run("_" * _BLANKS[part.size], face)

    def box(self, part: i.Box, face: Face) -> Runs:
        """A box to tick, on the line of its word."""
        return self.run(f"☐\N{NO-BREAK SPACE}{part.word}" if part.word else "☐", face)

    def warned(self, part: i.Warned, face: Face) -> Runs:
        """A warning."""
        label = self.run(f"{part.label}: ", replace(face, is_bold=True))
        return [*label, *self(part.parts, face)]

    def composite(self, part: i.Composite, face: Face) -> Runs:
        """What is said in simpler parts."""
        return self(part.parts, face)

    def sourced(self, part: i.Sourced, face: Face) -> Runs:
        """Words that are a source text, with its bookmark around them."""
        return self.marks.around(self(part.parts, face), part.source, face.tag)


_ROWS: Mapping[type[Any], Callable[[Lines, Any, Face], Runs]] = {
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
    i.Phone: Lines.composite,
    i.Contact: Lines.composite,
    i.Sources: Lines.composite,
    i.Law: Lines.composite,
    i.Duration: Lines.composite,
    i.Limit: Lines.composite,
    i.Paper: Lines.composite,
    i.Attached: Lines.attached,
    i.Together: Lines.composite,
    i.Sourced: Lines.sourced,
    i.Placed: Lines.composite,
}
