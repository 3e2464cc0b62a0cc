"""What stands within a line of a page as HTML of the site: a row for each type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.charts.shapes import LEVEL_COLOURS, mark
from claim_manual.derived.addresses import Address
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.model.language import direction
from claim_manual.pages import inline as i
from claim_manual.pages.goals import (
    FileGoal,
    Goal,
    HereGoal,
    MadeGoal,
    PageGoal,
    UrlGoal,
    host,
    phone_address,
)


@dataclass(frozen=True)
class Addresses:
    """What links on one page are written as: to pages, to files of docs/, to files of the site."""

    page: Address
    file: Callable[[str], str]
    made: Callable[[str], str]

    def of(self, goal: Goal) -> str:
        """The address of a goal."""
        match goal:
            case PageGoal():
                return self.page(goal.uri, goal.anchor)
            case HereGoal():
                return f"#{goal.anchor}"
            case FileGoal():
                return self.file(goal.path)
            case MadeGoal():
                return self.made(goal.path)
            case UrlGoal():
                return goal.url


@dataclass(frozen=True)
class Lines:
    """Writes lines on one page."""

    addresses: Addresses

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

    def code(self, part: i.Code) -> Html:
        """Characters to the letter."""
        return element("code", text(part.text))

    def line_break(self, _part: i.Break) -> Html:
        """The end of a line."""
        return element("br")

    def link(self, part: i.Link) -> Html:
        """A link; of a term with what it means."""
        role = "cm-term" if part.explanation else "cm-sheet-link" if part.role else None
        return element(
            "a",
            self(part.parts),
            class_=role,
            href=self.addresses.of(part.goal),
            title=part.explanation or part.title or None,
        )

    def image(self, part: i.Image) -> Html:
        """A picture."""
        return element("img", src=self.addresses.file(part.path), alt=part.alt)

    def span(self, part: i.Span) -> Html:
        """Words with a role."""
        return element("span", self(part.parts), class_=_SPANS.get(part.role))

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
        path = element("path", d=mark(part.level, 6, 6), fill=LEVEL_COLOURS[part.level][0])
        picture = Html(
            '<svg class="cm-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
            f"{path}</svg>"
        )
        return element(
            "span", picture, Html(" "), text(part.word), class_=f"cm-badge cm-{part.level}"
        )

    def blank(self, part: i.Blank) -> Html:
        """A blank to write on."""
        return element("span", class_=f"cm-blank cm-blank--{part.size}")

    def box(self, part: i.Box) -> Html:
        """A box to tick, on the line of its word."""
        box = element("span", class_="cm-box", role="img", aria_label="☐")
        word = text(f" {part.word}") if part.word else NOTHING
        return element("span", box, word, class_="cm-tick")

    def warned(self, part: i.Warned) -> Html:
        """A warning."""
        label = element("strong", text(f"{part.label}:"))
        return element("span", label, Html(" "), self(part.parts), class_="cm-warning")

    def contact(self, part: i.Contact) -> Html:
        """A contact: its number can be called."""
        pieces = [element("span", self(part.name), class_="cm-contact-name")]
        if part.phone:
            href = phone_address(part.phone)
            pieces.append(element("a", text(part.phone), class_="cm-phone", href=href))
        if part.url:
            pieces.append(element("a", text(host(part.url)), href=part.url))
        if part.email:
            pieces.append(element("a", text(part.email), href=f"mailto:{part.email}"))
        if part.address:
            pieces.append(element("span", self(part.address)))
        if part.hours:
            pieces.append(element("span", self(part.hours), class_="cm-muted"))
        if part.flag:
            pieces.append(element("span", text(part.flag), class_=_SPANS["flag"]))
        return joined(pieces, Html(" "))

    def composite(self, part: i.Composite) -> Html:
        """What is said in simpler parts."""
        return self(part.parts)


_SPANS: Mapping[i.SpanRole, str] = {
    "code": "cm-code",
    "muted": "cm-muted",
    "tag": "cm-tag",
    "role": "cm-role",
    "evidence": "cm-evidence",
    "flag": "cm-badge cm-amber",
    "urgent": "cm-badge cm-red",
    "stale": "cm-stale",
    "way": "cm-way",
    "hidden": "cm-hidden",
}
_ROWS: Mapping[type[Any], Callable[[Lines, Any], Html]] = {
    i.Words: Lines.words,
    i.Strong: Lines.strong,
    i.Emphasis: Lines.emphasis,
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
    i.Contact: Lines.contact,
    i.Sources: Lines.composite,
    i.Law: Lines.composite,
    i.Duration: Lines.composite,
    i.Limit: Lines.composite,
    i.Paper: Lines.composite,
}
