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
    mail_address,
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

    def struck(self, part: i.Struck) -> Html:
        """Words that hold no longer."""
        return element("s", self(part.parts))

    def footnote(self, part: i.Footnote) -> Html:
        """The number of a note, which leads to it."""
        name = f"fnref-{part.key}" if part.is_first else None
        link = element("a", text(str(part.number)), href=f"#fn-{part.key}", id=name)
        return element("sup", link, class_="cm-footnote")

    def code(self, part: i.Code) -> Html:
        """Characters to the letter."""
        return element("code", text(part.text))

    def line_break(self, _part: i.Break) -> Html:
        """The end of a line."""
        return element("br")

    def link(self, part: i.Link) -> Html:
        """A link; of a term with what it means."""
        role = "cm-term" if part.explanation else _LINKS.get(part.role)
        link = element(
            "a",
            self(i.unlinked(part.parts)),
            class_=role,
            href=self.addresses.of(part.goal),
            title=part.explanation or part.title or None,
            rel="noreferrer" if part.role == "leave" else None,
        )
        place = element("span", text(f"({part.place})"), class_="cm-place") if part.place else None
        return Html(f"{link} {place}") if place else link

    def image(self, part: i.Image) -> Html:
        """A picture."""
        address = self.addresses.file(part.path)
        picture = element(
            "img",
            src=address,
            alt=part.alt,
            width=part.width or None,
            height=part.height or None,
            loading="lazy",
        )
        if not part.opens:
            return picture
        return element("a", picture, class_="cm-picture", href=address, title=part.opens)

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
        """A contact: its numbers can be called. The page's script adds what it can do."""
        pieces = [element("span", self(part.name), class_="cm-contact-name")]
        if part.phones:
            numbers = joined((self.phone(phone) for phone in part.phones), Html(" "))
            pieces.append(element("span", numbers, class_="cm-contact-phones"))
        more = self._contact_more(part)
        if more:
            pieces.append(element("span", joined(more, Html(" ")), class_="cm-contact-more"))
        return element(
            "span",
            joined(pieces, Html(" ")),
            class_="cm-contact",
            data_opening=part.opening or None,
            data_contact=part.id or None,
            data_local=part.is_placed,
        )

    def placed(self, part: i.Placed) -> Html:
        """A contact within words, which the page's script replaces by that of a place."""
        return element(
            "span", self(part.parts), class_="cm-reached", data_contact=part.id, data_local=True
        )

    def _contact_more(self, part: i.Contact) -> list[Html]:
        """What a contact says beside its name and its numbers."""
        more: list[Html] = []
        if part.url:
            more.append(element("a", text(host(part.url)), href=part.url))
        if part.email:
            more.append(element("a", text(part.email), href=mail_address(part.email)))
        if part.address:
            more.append(element("span", self(part.address), class_="cm-address"))
        if part.hours:
            more.append(element("span", self(part.hours), class_="cm-hours cm-muted"))
        if part.flag:
            more.append(element("span", text(part.flag), class_=_SPANS["flag"]))
        return more

    def phone(self, part: i.Phone) -> Html:
        """A number that can be called, with what is dialled after it and what it is for."""
        number = element("a", text(part.number), class_="cm-phone", href=part.address)
        return element("span", number, self(part.more), class_="cm-number-of")

    def composite(self, part: i.Composite) -> Html:
        """What is said in simpler parts."""
        return self(part.parts)


_LINKS = {"sheet": "cm-sheet-link", "leave": "cm-button cm-leave", "choose": "cm-button cm-choose"}
_SPANS: Mapping[i.SpanRole, str] = {
    "code": "cm-code",
    "muted": "cm-muted",
    "tag": "cm-tag",
    "role": "cm-role",
    "handover": "cm-handover",
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
    i.Duration: Lines.composite,
    i.Limit: Lines.composite,
    i.Paper: Lines.composite,
    i.Attached: Lines.composite,
    i.Together: Lines.composite,
    i.Sourced: Lines.composite,
    i.Placed: Lines.placed,
}
