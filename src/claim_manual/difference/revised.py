"""What a change means, in words: the same sections for text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from claim_manual.charts.chart import Chart, chart
from claim_manual.derived.difference import (
    HAPPENING,
    NODES,
    ChangeKind,
    Difference,
    Endings,
    Revised,
    Source,
    Touched,
)
from claim_manual.derived.links_to import gone_names, links_to
from claim_manual.derived.media_words import media_words
from claim_manual.derived.reading import Reading
from claim_manual.difference.change_words import Naming
from claim_manual.difference.concern import Concern, concern, concern_of
from claim_manual.difference.edit_lines import SIGNS, ChangeLine, EditLines, Side
from claim_manual.difference.ending_words import EndingWords, Situations
from claim_manual.model.catalogue import along, title_of
from claim_manual.model.documents import Settings
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument, Document, Prose
from claim_manual.model.markup import plain
from claim_manual.model.registers import Entry
from claim_manual.model.results import Results
from claim_manual.model.sources import REGISTER_TITLES


@dataclass(frozen=True)
class ChangeSection:
    """A document, register, page or file: its title and file, lines, situations, charts.

    `concern` is what it touches that the whole of it is new or gone.
    """

    kind: ChangeKind
    title: str
    path: str
    concern: Concern
    lines: tuple[ChangeLine, ...] = ()
    situations: tuple[Situations, ...] = ()
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def sign(self) -> str:
        """The mark before the title."""
        return SIGNS[self.kind]


def sections(difference: Difference, lang: str) -> list[ChangeSection]:
    """Everything that is otherwise, in one language of the newer manual, in its order."""
    return [*SectionMaker(difference, lang).sections()]


def touched_lines(difference: Difference, lang: str) -> list[str]:
    """Documents that are the same and lean on what is otherwise: title, on what, what happens."""
    maker = SectionMaker(difference, lang)
    return [*maker.everywhere(), *(maker.touched(touched) for touched in difference.touched)]


class SectionMaker:
    """Writes what is otherwise in one language of the newer manual, by the readings of both."""

    def __init__(self, difference: Difference, lang: str) -> None:
        self.difference = difference
        self.new = Reading(difference.after, lang)
        old = lang if lang in difference.before.languages else difference.before.default_language
        self.old = Reading(difference.before, old)
        self._endings = EndingWords(self.old, self.new)
        self._lines = EditLines(self.new.say)

    def sections(self) -> Iterator[ChangeSection]:
        for subject, path, changes in _by_register(self.difference.revised):
            if subject in REGISTER_TITLES:
                yield self._register(subject, path, changes)
            else:
                yield from (self._section(change) for change in changes)

    def everywhere(self) -> Iterator[str]:
        """Contacts that are otherwise and stand on every page."""
        if entries := on_every_page(self.difference):
            yield f"{self.say('Every page')}: {self.say.all_of(self.named(entries))}"

    def touched(self, touched: Touched) -> str:
        """A document that is the same, on one line."""
        title = self.new.title(touched.document)
        through = self.new.say.all_of(self.named(touched.through))
        endings = self.difference.endings.get(touched.document.id)
        counts = self._endings.counts(endings) if endings else ""
        return f"{title}: {through}" + (f" ({counts})" if counts else "")

    def named(self, through: Iterable[tuple[str, str]]) -> list[str]:
        """What a document leans on, by the names that readers see."""
        namings = [Naming(reading, self.new.say) for reading in (self.new, self.old)]
        return [
            namings[0].page(referenced_id)
            if subject in {"procedure", "flow"}
            else namings[0].entry(subject, referenced_id)
            or namings[1].entry(subject, referenced_id)
            or referenced_id
            for subject, referenced_id in through
        ]

    # -- sections

    def _section(self, change: Revised) -> ChangeSection:
        is_flow = change.subject in {"procedure", "flow"}
        sides = self._sides(change)
        lines = self.lines(change)
        section = ChangeSection(
            change.kind,
            self.title(change),
            change.path,
            concern_of(change.subject),
            tuple(lines),
        )
        if endings := self.difference.endings.get(change.id):
            section = self._with_endings(section, endings, decides_itself=decides(change))
        if is_flow and (notes := tuple(self._links(change))):
            section = replace(section, notes=(*section.notes, *notes))
        if is_flow and _in_chart(change):
            section = replace(section, charts=self._charts(change, sides))
        return section

    def lines(self, change: Revised) -> list[ChangeLine]:
        """A line for each value of a document, page or file that is otherwise."""
        lines = (
            [ChangeLine(ChangeKind.CHANGED, self.say("Identifier"), change.former_id, change.id)]
            if change.former_id
            else []
        )
        sides = self._sides(change)
        lines += [self._lines.line(edit, sides) for edit in change.edits]
        if change.subject == "file" and change.kind is ChangeKind.CHANGED:
            lines.append(self._content(change))
        return lines

    def parts(self, change: Revised) -> list[str]:
        """For each value that is otherwise what the part of the source is called that it is in."""
        sides = self._sides(change)
        return [self._lines.part(edit, sides) for edit in change.edits]

    def ends(self, change: Revised) -> str:
        """How many situations end otherwise through a document; nothing where none does."""
        endings = self.difference.endings.get(change.id)
        return self._endings.counts(endings) if endings else ""

    def _sides(self, change: Revised) -> tuple[Side, Side]:
        before = change.before if isinstance(change.before, Document) else None
        after = change.after if isinstance(change.after, Document) else None
        is_flow = change.subject in {"procedure", "flow"}
        return (
            self._side(self.old, before if is_flow else None, change.before, change),  # type: ignore[arg-type]
            self._side(self.new, after if is_flow else None, change.after, change),  # type: ignore[arg-type]
        )

    def _links(self, change: Revised) -> Iterator[str]:
        """Every link to a step that is gone, or has another id."""
        for name, _ in gone_names(change):
            places = links_to(self.difference.after, change.id, name)
            if places:
                where = ", ".join(map(str, places))
                yield self.say("Links to “{id}”: {places}", id=name, places=where)

    def _content(self, change: Revised) -> ChangeLine:
        """That a file is another under the same name: what it was and what it is."""
        before, after = (
            media_words(self.say, side.media[change.path]) if change.path in side.media else ""
            for side in (self.difference.before, self.difference.after)
        )
        return ChangeLine(
            ChangeKind.CHANGED, self.say("Content of the file"), before, after, Concern.WORDS
        )

    def _register(self, name: str, path: str, changes: list[Revised]) -> ChangeSection:
        lines: list[ChangeLine] = []
        for change in changes:
            title = self.title(change)
            if change.kind is not ChangeKind.CHANGED:
                lines.append(ChangeLine(change.kind, title, concern=concern_of(name)))
            sides = (
                self._side(self.old, None, change.before, change),
                self._side(self.new, None, change.after, change),
            )
            for edit in change.edits:
                line = self._lines.line(edit, sides)
                lines.append(replace(line, where=f"{title} › {line.where}"))
        title = self.say(REGISTER_TITLES[name])
        return ChangeSection(ChangeKind.CHANGED, title, path, concern_of(name), tuple(lines))

    def _side(
        self, reading: Reading, document: AnyDocument | None, source: Source, change: Revised
    ) -> Side:
        return Side(reading, document, _model(source, change), change.subject)

    def title(self, change: Revised) -> str:
        """What a thing is called."""
        source = change.after or change.before
        reading = self.new if change.after else self.old
        match source:
            case Entry():
                return f"{reading.plain(title_of(source))} ({source.id})"
            case Document(model=Results() as results):
                workshop = reading.manual.workshop(results.workshop)
                name = reading.plain(workshop.model.title) if workshop else results.workshop
                return f"{name}: {self.say.date(results.on)}"
            case Document(model=model) if hasattr(model, "code"):
                return f"{model.code} {reading.plain(model.title)}"
            case Document(model=model):
                return reading.plain(title_of(model)) or change.id
            case Prose():
                heading = next((row for row in source.text.split("\n") if row.startswith("#")), "")
                return plain(heading.lstrip("# ")) or change.path
            case _:
                is_manual = change.subject == "manual"
                return (
                    reading.plain(self.difference.after.settings.model.title)
                    if is_manual
                    else change.id
                )

    def _with_endings(
        self, section: ChangeSection, endings: Endings, *, decides_itself: bool
    ) -> ChangeSection:
        notes = []
        if not decides_itself:
            if counts := self._endings.counts(endings):
                notes.append(
                    self.say("{counts}, through a page that this one uses.", counts=counts)
                )
        elif endings.same:
            notes.append(f"{self._endings.same(endings.same)}.")
        if not endings.is_whole:
            notes.append(self.say("More end elsewhere than are listed here."))
        situations = tuple(self._endings.situations(endings)) if decides_itself else ()
        return replace(section, situations=situations, notes=tuple(notes))

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.new.say

    # -- charts

    def _charts(self, change: Revised, sides: tuple[Side, Side]) -> tuple[Chart, ...]:
        """Both charts, with what is otherwise marked in each."""
        marks: dict[str, dict[str, str]] = {"before": {}, "after": {}}
        for edit in change.edits:
            if edit.way[0] not in NODES or len(edit.way) < 2:
                continue
            is_node = len(edit.way) == 2
            kind = edit.kind if is_node else ChangeKind.CHANGED
            if kind is not ChangeKind.ADDED:
                marks["before"].setdefault(edit.way[1], kind)
            if kind is not ChangeKind.REMOVED:
                marks["after"].setdefault(edit.way[1], kind)
        return tuple(
            self._marked(side, name, marks[name])
            for side, name in zip(sides, ("before", "after"), strict=True)
            if side.document
        )

    def _marked(self, side: Side, name: str, marks: Mapping[str, str]) -> Chart:
        assert side.document is not None
        drawn = chart(side.reading, side.document, lambda _uri, _anchor: "")
        boxes = tuple(replace(box, change=marks.get(box.id, ""), href="") for box in drawn.boxes)
        title = (
            self.say("before: {title}", title=drawn.title)
            if name == "before"
            else self.say("now: {title}", title=drawn.title)
        )
        return replace(drawn, id=f"{drawn.id}-{name}", title=title, boxes=boxes)


def on_every_page(difference: Difference) -> list[tuple[str, str]]:
    """The contacts that are otherwise and stand on every page."""
    shown = difference.after.settings.model.emergency
    changes = [change for change in difference.revised if change.subject == "contacts"]
    return [("contacts", change.id) for change in changes if change.id in shown]


def _model(source: Source, revised: Revised) -> type[BaseModel] | None:
    """The model whose keys an edit names."""
    match source:
        case Document(model=model):
            return type(model)
        case Entry():
            return type(source)
        case _:
            return Settings if revised.subject == "manual" else None


def _in_chart(change: Revised) -> bool:
    """Whether what a document's chart shows is otherwise."""
    return any(edit.way[0] in HAPPENING for edit in change.edits)


def decides(change: Revised) -> bool:
    """Whether what happens in a document is otherwise through itself: more than words and limits."""
    model = _model(change.after, change)
    return any(
        edit.way[0] in HAPPENING
        and concern(change.subject, edit, along((model,), edit.way))
        not in {Concern.WORDS, Concern.LIMITS}
        for edit in change.edits
    )


def _by_register(revised: Iterable[Revised]) -> Iterator[tuple[str, str, list[Revised]]]:
    """What is otherwise, the entries of one register together."""
    changes: dict[tuple[str, str], list[Revised]] = {}
    for change in revised:
        changes.setdefault((change.subject, change.path), []).append(change)
    for (subject, path), register_changes in changes.items():
        yield subject, path, register_changes
