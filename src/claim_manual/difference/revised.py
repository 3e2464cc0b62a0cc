"""What a change means, in words: the same sections for text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from claim_manual.charts.chart import Chart, chart
from claim_manual.derived.difference import (
    HAPPENING,
    NODES,
    Difference,
    Endings,
    Kind,
    Revised,
    Source,
    Touched,
)
from claim_manual.derived.reading import Reading
from claim_manual.difference.change_words import Naming
from claim_manual.difference.edit_lines import SIGNS, EditLines, Line, Side
from claim_manual.difference.ending_words import EndingWords, Situations
from claim_manual.model.catalogue import title_of
from claim_manual.model.documents import Settings
from claim_manual.model.language import Words
from claim_manual.model.manual import Document, Prose
from claim_manual.model.markup import plain
from claim_manual.model.registers import Entry
from claim_manual.model.sources import REGISTER_TITLES


@dataclass(frozen=True)
class Section:
    """A document, register, page or file: its title and file, lines, situations, charts."""

    kind: Kind
    title: str
    path: str
    lines: tuple[Line, ...] = ()
    situations: tuple[Situations, ...] = ()
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def sign(self) -> str:
        """The mark before the title."""
        return SIGNS[self.kind]


def sections(difference: Difference, lang: str) -> list[Section]:
    """Everything that is otherwise, in one language of the newer manual, in its order."""
    return [*_Teller(difference, lang).sections()]


def touched_lines(difference: Difference, lang: str) -> list[str]:
    """Documents that are the same and lean on what is otherwise: title, on what, what happens."""
    teller = _Teller(difference, lang)
    return [*teller.everywhere(), *(teller.touched(one) for one in difference.touched)]


class _Teller:
    def __init__(self, difference: Difference, lang: str) -> None:
        self.difference = difference
        self.new = Reading(difference.after, lang)
        old = lang if lang in difference.before.languages else difference.before.default_language
        self.old = Reading(difference.before, old)
        self._endings = EndingWords(self.old, self.new)
        self._lines = EditLines(self.new.say)

    def sections(self) -> Iterator[Section]:
        for subject, path, own in _together(self.difference.revised):
            if subject in REGISTER_TITLES:
                yield self._register(subject, path, own)
            else:
                yield from (self._section(one) for one in own)

    def everywhere(self) -> Iterator[str]:
        """Contacts that are otherwise and stand on every page."""
        known = self.difference.after.settings.model.emergency
        own = [one for one in self.difference.revised if one.subject == "contacts"]
        found = [("contacts", one.id) for one in own if one.id in known]
        if found:
            yield f"{self.say('Every page')}: {self.say.all_of(self.named(found))}"

    def touched(self, one: Touched) -> str:
        """A document that is the same, on one line."""
        title, through = self.new.title(one.document), self.new.say.all_of(self.named(one.through))
        found = self.difference.endings.get(one.document.id)
        return f"{title}: {through}" + (f" ({self._endings.counts(found)})" if found else "")

    def named(self, through: Iterable[tuple[str, str]]) -> list[str]:
        """What a document leans on, by the names that readers see."""
        known = [Naming(one, self.new.say) for one in (self.new, self.old)]
        return [
            known[0].page(one)
            if subject in {"procedure", "flow"}
            else known[0].entry(subject, one) or known[1].entry(subject, one) or one
            for subject, one in through
        ]

    # -- sections

    def _section(self, one: Revised) -> Section:
        lines = (
            [Line(Kind.CHANGED, self.say("Identifier"), one.former_id, one.id)]
            if one.former_id
            else []
        )
        before = one.before if isinstance(one.before, Document) else None
        after = one.after if isinstance(one.after, Document) else None
        is_flow = one.subject in {"procedure", "flow"}
        sides = (
            Side(self.old, before if is_flow else None, _model(one.before, one)),  # type: ignore[arg-type]
            Side(self.new, after if is_flow else None, _model(one.after, one)),  # type: ignore[arg-type]
        )
        lines += [self._lines.line(edit, sides) for edit in one.edits]
        made = Section(one.kind, self._title(one), one.path, tuple(lines))
        if found := self.difference.endings.get(one.id):
            made = self._with_endings(
                made, found, is_own=decides(one, self.difference.after.languages)
            )
        if is_flow and _in_chart(one):
            made = replace(made, charts=self._charts(one, sides))
        return made

    def _register(self, name: str, path: str, own: list[Revised]) -> Section:
        lines: list[Line] = []
        for one in own:
            title = self._title(one)
            if one.kind is not Kind.CHANGED:
                lines.append(Line(one.kind, title))
            sides = (
                Side(self.old, None, _model(one.before, one)),
                Side(self.new, None, _model(one.after, one)),
            )
            for edit in one.edits:
                made = self._lines.line(edit, sides)
                lines.append(replace(made, where=f"{title} › {made.where}"))
        return Section(Kind.CHANGED, self.say(REGISTER_TITLES[name]), path, tuple(lines))

    def _title(self, one: Revised) -> str:
        thing = one.after or one.before
        reading = self.new if one.after else self.old
        match thing:
            case Entry():
                return f"{reading.plain(title_of(thing))} ({thing.id})"
            case Document(model=model) if hasattr(model, "code"):
                return f"{model.code} {reading.plain(model.title)}"
            case Document(model=model):
                return reading.plain(model.title) or one.id
            case Prose():
                heading = next((row for row in thing.text.split("\n") if row.startswith("#")), "")
                return plain(heading.lstrip("# ")) or one.path
            case _:
                is_manual = one.subject == "manual"
                return (
                    reading.plain(self.difference.after.settings.model.title)
                    if is_manual
                    else one.id
                )

    def _with_endings(self, made: Section, found: Endings, *, is_own: bool) -> Section:
        notes = []
        if not is_own:
            notes.append(
                self.say(
                    "{counts}, through a page that this one uses.",
                    counts=self._endings.counts(found),
                )
            )
        elif found.same:
            notes.append(f"{self._endings.same(found.same)}.")
        if not found.is_whole:
            notes.append(
                self.say("This page has more situations than are listed; only those were compared.")
            )
        situations = tuple(self._endings.situations(found)) if is_own else ()
        return replace(made, situations=situations, notes=tuple(notes))

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.new.say

    # -- charts

    def _charts(self, one: Revised, sides: tuple[Side, Side]) -> tuple[Chart, ...]:
        """Both charts, with what is otherwise marked in each."""
        marks: dict[str, dict[str, str]] = {"before": {}, "after": {}}
        for edit in one.edits:
            if edit.way[0] not in NODES or len(edit.way) < 2:
                continue
            is_node = len(edit.way) == 2
            kind = edit.kind if is_node else Kind.CHANGED
            if kind is not Kind.ADDED:
                marks["before"].setdefault(edit.way[1], kind)
            if kind is not Kind.REMOVED:
                marks["after"].setdefault(edit.way[1], kind)
        return tuple(
            self._marked(side, name, marks[name])
            for side, name in zip(sides, ("before", "after"), strict=True)
            if side.document
        )

    def _marked(self, side: Side, name: str, marks: Mapping[str, str]) -> Chart:
        assert side.document is not None
        made = chart(side.reading, side.document, lambda _uri, _anchor: "")
        boxes = tuple(replace(box, change=marks.get(box.id, ""), href="") for box in made.boxes)
        title = (
            self.say("before: {title}", title=made.title)
            if name == "before"
            else self.say("now: {title}", title=made.title)
        )
        return replace(made, id=f"{made.id}-{name}", title=title, boxes=boxes)


def _model(thing: Source, revised: Revised) -> type[BaseModel] | None:
    """The model whose keys an edit names."""
    match thing:
        case Document(model=model):
            return type(model)
        case Entry():
            return type(thing)
        case _:
            return Settings if revised.subject == "manual" else None


def _in_chart(one: Revised) -> bool:
    """Whether what a document's chart shows is otherwise."""
    return any(edit.way[0] in HAPPENING for edit in one.edits)


def decides(one: Revised, languages: Collection[str]) -> bool:
    """Whether what happens in a document is otherwise through itself: more than its words."""
    return any(edit.way[0] in HAPPENING and edit.way[-1] not in languages for edit in one.edits)


def _together(revised: Iterable[Revised]) -> Iterator[tuple[str, str, list[Revised]]]:
    """What is otherwise, the entries of one register together."""
    found: dict[tuple[str, str], list[Revised]] = {}
    for one in revised:
        found.setdefault((one.subject, one.path), []).append(one)
    for (subject, path), own in found.items():
        yield subject, path, own
