"""What a change means, in words: the same sections for text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claim_manual.model.difference import (
    Difference,
    Edit,
    Endings,
    Kind,
    Revised,
    Touched,
    Walked,
    Way,
)
from claim_manual.model.graph import edges
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument, Document, Prose, nodes
from claim_manual.model.markup import plain
from claim_manual.model.nodes import AnyNode, Ask, Use
from claim_manual.model.nodes import kind as node_kind
from claim_manual.model.reading import Reading
from claim_manual.model.registers import Entry
from claim_manual.model.walk.situations import ends_of
from claim_manual.view.change_words import Naming, title_of
from claim_manual.view.chart import Chart, chart
from claim_manual.view.navigation import REGISTER_TITLES

SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "−", Kind.CHANGED: "~", Kind.MOVED: "↕"}
"""The mark before a line."""
NODES = ("steps", "inputs", "nodes")
_LEADS = "leads to"
NODE_WORDS = {"do": "Step", "ask": "Question", "use": "Page used", "outcome": "Outcome"}


@dataclass(frozen=True)
class Line:
    """One thing that is otherwise: its mark, where it is, what it was and is; either may be empty."""

    kind: Kind
    where: str
    before: str = ""
    after: str = ""

    @property
    def sign(self) -> str:
        """The mark before the line."""
        return SIGNS[self.kind]


@dataclass(frozen=True)
class Case:
    """A situation: what is answered in it, how it ended and how it ends; either may be empty."""

    answers: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Situations:
    """Situations of one sort: what is said of them, what is answered in all, and each."""

    head: str
    common: str
    cases: tuple[Case, ...]


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


@dataclass(frozen=True)
class _Side:
    """A document with the reading of the manual in which it stands."""

    reading: Reading
    document: AnyDocument | None


class _Teller:
    def __init__(self, difference: Difference, lang: str) -> None:
        self.difference = difference
        self.new = Reading(difference.after, lang)
        old = lang if lang in difference.before.languages else difference.before.default_language
        self.old = Reading(difference.before, old)

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
        return f"{title}: {through}" + (f" ({self._counts(found)})" if found else "")

    def _counts(self, found: Endings) -> str:
        return self.new.say.all_of([one.head for one in self._situations(found)]) or self._same(
            found.same
        )

    def _same(self, number: int) -> str:
        return self.new.say.count(
            "{n} situation asks otherwise and ends as before",
            "{n} situations ask otherwise and end as before",
            number,
        )

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
            _Side(self.old, before if is_flow else None),  # type: ignore[arg-type]
            _Side(self.new, after if is_flow else None),  # type: ignore[arg-type]
        )
        lines += [self._line(edit, sides) for edit in one.edits]
        made = Section(one.kind, self._title(one), one.path, tuple(lines))
        if found := self.difference.endings.get(one.id):
            made = self._with_endings(
                made, found, is_own=_decides(one, self.difference.after.languages)
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
            sides = (_Side(self.old, None), _Side(self.new, None))
            for edit in one.edits:
                made = self._line(edit, sides)
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
                self.say("{counts}, through a page that this one uses.", counts=self._counts(found))
            )
        elif found.same:
            notes.append(f"{self._same(found.same)}.")
        if not found.is_whole:
            notes.append(
                self.say("This page has more situations than are listed; only those were compared.")
            )
        situations = tuple(self._situations(found)) if is_own else ()
        return replace(made, situations=situations, notes=tuple(notes))

    def _situations(self, found: Endings) -> Iterator[Situations]:
        count = self.new.say.count
        if own := found.elsewhere:
            head = count("{n} situation ends elsewhere", "{n} situations end elsewhere", len(own))
            yield self._group(
                head, self.old, [(one.before, (one.before,), one.after) for one in own]
            )
        if now := found.new:
            head = count("{n} new situation", "{n} new situations", len(now))
            yield self._group(head, self.new, [(one, (), (one,)) for one in now])
        if was := found.gone:
            head = count(
                "{n} situation can no longer occur", "{n} situations can no longer occur", len(was)
            )
            yield self._group(head, self.old, [(one, (one,), ()) for one in was])

    def _group(
        self,
        head: str,
        reading: Reading,
        walks: Sequence[tuple[Walked, Sequence[Walked], Sequence[Walked]]],
    ) -> Situations:
        answers = [self._answers(reading, one) for one, _, _ in walks]
        common = (
            [one for one in answers[0] if all(one in own for own in answers)] if answers[1:] else []
        )
        cases = tuple(
            Case(
                "; ".join(part for part in own if part not in common)
                or self.say("whatever is answered"),
                self._outcomes(self.old, before),
                self._outcomes(self.new, after),
            )
            for own, (_, before, after) in zip(answers, walks, strict=True)
        )
        return Situations(head, "; ".join(common), cases)

    def _answers(self, reading: Reading, one: Walked) -> list[str]:
        """Each answer after its question."""
        program = one.walk.program
        return [reading.answered(program, [given]) for given in one.situation.answered]

    def _outcomes(self, reading: Reading, walks: Sequence[Walked]) -> str:
        said = dict.fromkeys(self._outcome(reading, one) for one in walks)
        return f" {self.say('or')} ".join(said)

    def _outcome(self, reading: Reading, walked: Walked) -> str:
        program = walked.walk.program
        if walked.situation.stuck:
            return self.say("nothing is said")
        ends = ends_of(program, program.stops[walked.situation.stops[-1]])
        return self.new.say.all_of([reading.node(one.node) for one in ends]) or self.say("none")

    # -- lines

    def _line(self, edit: Edit, sides: tuple[_Side, _Side]) -> Line:
        side = sides[0] if edit.kind is Kind.REMOVED else sides[1]
        where = " › ".join(self._where(edit.way, side))
        if edit.kind is Kind.MOVED:
            first = self.say("first")
            return Line(
                edit.kind,
                where,
                self._after(sides[0], edit.way, edit.before) or first,
                self._after(sides[1], edit.way, edit.after) or first,
            )
        if len(edit.way) > 1 and edit.way[-2] == _LEADS:
            return Line(
                edit.kind,
                where,
                self._leads(sides[0], edit.way) if edit.before else "",
                self._leads(sides[1], edit.way) if edit.after else "",
            )
        if edit.way[-1] == _LEADS:
            return Line(edit.kind, where)
        before = (
            "" if edit.kind is Kind.ADDED else self._naming(sides[0]).value(edit.before, edit.way)
        )
        after = (
            "" if edit.kind is Kind.REMOVED else self._naming(sides[1]).value(edit.after, edit.way)
        )
        if before == after:  # other ids of what is called the same
            before, after = str(edit.before), str(edit.after)
        is_node = len(edit.way) == 2 and edit.way[0] in NODES
        return Line(edit.kind, where) if is_node else Line(edit.kind, where, before, after)

    def _where(self, way: Way, side: _Side) -> Iterator[str]:
        """The names of what one goes through to a value."""
        rest = list(way)
        node = None
        if side.document and len(way) > 1 and way[0] in NODES:
            node = next((one for one in nodes(side.document) if one.id == way[1]), None)
            if node:
                words = self.say(NODE_WORDS[node_kind(node)])
                yield f"{words} {side.reading.quoted(side.reading.node(node))}"
                rest = rest[2:]
                main = node_kind(node)
                if rest and rest[0] == main and len(rest) > 1:
                    rest = rest[1:]
                if rest and rest[0] == _LEADS:
                    yield self._way(rest[-1], node, side)
                    return
                if isinstance(node, Ask) and rest and rest[0] == "answers":
                    yield from self._answer(rest, node, side)
                    return
        for n, part in enumerate(rest):
            yield self._naming(side).part(part, rest[:n])

    def _way(self, name: str, node: AnyNode, side: _Side) -> str:
        """A way out of a node: the answer or the outcome of a sub-process that takes it."""
        if isinstance(node, Ask) and name:
            return side.reading.quoted(self._label(name, node, side))
        used = side.reading.manual.document(node.use) if isinstance(node, Use) else None
        if used and name:
            return side.reading.quoted(side.reading.node_of(used, name))
        return self.say("Next")

    def _label(self, answer_id: str, node: Ask, side: _Side) -> str:
        found = next((one for one in node.answers if one.id == answer_id), None)
        if found is None or side.document is None:
            return answer_id
        return side.reading.answer_of(side.document, node.id, found)

    def _answer(self, rest: list[str], node: Ask, side: _Side) -> Iterator[str]:
        yield self.say("Answer")
        if rest[1:]:
            yield side.reading.quoted(self._label(rest[1], node, side))
        for n, part in enumerate(rest[2:], 2):
            if part != "label":
                yield self._naming(side).part(part, rest[:n])

    def _leads(self, side: _Side, way: Way) -> str:
        if side.document is None:
            return ""
        said = []
        for edge in edges(side.document):
            name = edge.answer.id if edge.answer else edge.result or ""
            if edge.source != way[-3] or name != way[-1]:
                continue
            to = side.reading.quoted(side.reading.node_of(side.document, edge.target))
            if edge.guard:
                condition = side.reading.guard(side.document, edge.guard)
                to = f"{self.say('if {condition}', condition=condition)}: {to}"
            elif edge.rank:
                to = f"{self.say('otherwise')}: {to}"
            said.append(to)
        return "; ".join(said)

    def _after(self, side: _Side, way: Way, entry: str) -> str:
        if not entry:
            return ""
        words = entry
        if side.document and way[0] in NODES and len(way) == 2:
            words = side.reading.quoted(side.reading.node_of(side.document, entry))
        return self.say("after {what}", what=words)

    def _naming(self, side: _Side) -> Naming:
        return Naming(side.reading, self.new.say)

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.new.say

    # -- charts

    def _charts(self, one: Revised, sides: tuple[_Side, _Side]) -> tuple[Chart, ...]:
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

    def _marked(self, side: _Side, name: str, marks: Mapping[str, str]) -> Chart:
        assert side.document is not None
        made = chart(side.reading, side.document, lambda _uri, _anchor: "")
        boxes = tuple(replace(box, change=marks.get(box.id, ""), href="") for box in made.boxes)
        title = (
            self.say("before: {title}", title=made.title)
            if name == "before"
            else self.say("now: {title}", title=made.title)
        )
        return replace(made, id=f"{made.id}-{name}", title=title, boxes=boxes)


def _in_chart(one: Revised) -> bool:
    """Whether what a document's chart shows is otherwise."""
    return any(edit.way[0] in (*NODES, "rules", "conditions") for edit in one.edits)


def _decides(one: Revised, languages: Collection[str]) -> bool:
    """Whether what happens in a document is otherwise through itself: more than its words."""
    return any(
        edit.way[0] in (*NODES, "rules", "conditions", "hit_policy")
        and edit.way[-1] not in languages
        for edit in one.edits
    )


def _together(revised: Iterable[Revised]) -> Iterator[tuple[str, str, list[Revised]]]:
    """What is otherwise, the entries of one register together."""
    found: dict[tuple[str, str], list[Revised]] = {}
    for one in revised:
        found.setdefault((one.subject, one.path), []).append(one)
    for (subject, path), own in found.items():
        yield subject, path, own
