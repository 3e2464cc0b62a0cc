"""The slides of a workshop: what it is for, its programme, and what each session works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from claim_manual.derived.case_keys import CaseKey, KeyStep, case_key
from claim_manual.derived.matrix import Matrix, matrix
from claim_manual.derived.practice import Practice, PracticeCase, SessionCases, practice
from claim_manual.derived.reading import Reading
from claim_manual.model.documents import Procedure
from claim_manual.model.manual import AnyDocument, Document, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.model.values import LEVELS
from claim_manual.model.workshop import Session, Workshop
from claim_manual.pages.slides import (
    Answered,
    Box,
    CaseSlide,
    Deck,
    End,
    KeySlide,
    ListSlide,
    SessionSlide,
    Slide,
    TableSlide,
    TitleSlide,
)
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import material_text, method_text, minutes_text
from claim_manual.pages.walk_slides import Walk, chart_slides, paragraphs, walk_key

_CLOSING = "closing"
_TITLED = 3
"""Of how many procedures a table has the titles; of more it has the codes."""


def workshop_deck(reading: Reading, workshop: Document[Workshop], site_url: str = "") -> Deck:
    """The slides of a workshop in one language; `site_url` is where the manual is online, or empty."""
    return _Workshop(reading, workshop, site_url).deck()


@dataclass
class _Workshop:
    """Makes the slides of a workshop; what was shown once is not shown again.

    `cases` counts those shown; `walked` and `stated` are pages whose tree and whose table were.
    """

    reading: Reading
    document: Document[Workshop]
    site_url: str
    cases: int = 0
    walked: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.texts = Texts(self.reading, self.document.path)
        self.say = self.reading.say
        self.model = self.document.model
        self.practice: Practice = practice(self.reading.manual, self.document)

    def deck(self) -> Deck:
        """All slides, in the order in which they are shown."""
        slides = (
            self._title(),
            *self._objectives(),
            self._programme(),
            *(
                slide
                for number, session in enumerate(self.model.sessions, 1)
                for slide in self._session(number, session)
            ),
            self._closing(),
        )
        title = self.reading.plain(self.model.title)
        return Deck(title, self.say.tag, slides, self.say("More answers"))

    # -- what it is for

    def _title(self) -> TitleSlide:
        manual = self.reading.plain(self.reading.manual.settings.model.title)
        roles = self.reading.roles(self.model.audience)
        lines = (
            manual,
            self.say("For {roles}", roles=roles) if roles else "",
            minutes_text(self.reading, self.model.minutes),
            self.texts.status(self.model.status),
        )
        return TitleSlide(
            "title",
            self.reading.plain(self.model.title),
            tuple(line for line in lines if line),
            paragraphs(self.texts, self.model.summary),
        )

    def _objectives(self) -> Iterator[ListSlide]:
        if not self.model.objectives:
            return
        notes = [
            f"{self.reading.plain(objective.text)}: {', '.join(self._titles(objective.pages))}"
            for objective in self.model.objectives
            if objective.pages
        ]
        words = tuple(self.reading.plain(objective.text) for objective in self.model.objectives)
        title = self.say("Objectives")
        yield ListSlide("objectives", title, words, "\n".join(notes))

    def _programme(self) -> TableSlide:
        say = self.say
        minutes = minutes_text(self.reading, self.model.minutes)
        rows = tuple(
            (
                f"{number}. {self.reading.plain(session.title)}",
                method_text(self.reading, session),
                str(session.minutes),
            )
            for number, session in enumerate(self.model.sessions, 1)
        )
        return TableSlide(
            "programme",
            say("Programme"),
            minutes,
            (say("Session"), say("Method"), say("Minutes")),
            rows,
        )

    # -- sessions

    def _session(self, number: int, session: Session) -> Iterator[Slide]:
        chosen = [plan for plan in self.practice.sessions if plan.session is session]
        yield self._opening(number, session, chosen)
        if session.method == "walk":
            yield from self._walks(number, session, chosen)
        for plan in chosen:
            for case in plan.cases:
                yield from self._case(case)
        yield from self._responsibilities(session)

    def _opening(
        self, number: int, session: Session, chosen: Iterable[SessionCases]
    ) -> SessionSlide:
        say = self.say
        minutes = minutes_text(self.reading, session.minutes)
        is_break = session.method == "break"
        facts = [minutes if is_break else f"{minutes} · {method_text(self.reading, session)}"]
        facts += [self._count(plan) for plan in chosen if plan.cases]
        lines = self._titles(session.pages)
        if session.material:
            needed = " · ".join(material_text(self.reading, item) for item in session.material)
            lines.append(f"{say('Material')}: {needed}")
        spoken = paragraphs(self.texts, session.say)
        notes = (
            f"{say('Words to open with')}: {spoken}" if spoken else "",
            paragraphs(self.texts, session.notes),
        )
        return SessionSlide(
            _session_key(session),
            f"{number}. {self.reading.plain(session.title)}",
            tuple(facts),
            tuple(lines),
            "\n\n".join(part for part in notes if part),
        )

    def _count(self, plan: SessionCases) -> str:
        number = self.say.count("{n} case", "{n} cases", len(plan.cases))
        each = minutes_text(self.reading, plan.minutes_each)
        words = f"{number}, {self.say('{duration} each', duration=each)}"
        if plan.session.practice and (people := plan.session.practice.people_each):
            words += ", " + self.say("in groups of {n}", n=people)
        return words

    def _titles(self, ids: Iterable[str]) -> list[str]:
        pages = (self.reading.manual.document(page_id) for page_id in ids)
        return [self.reading.title(page) for page in pages if page]

    # -- trees

    def _trees(self, session: Session, chosen: Iterable[SessionCases]) -> list[AnyDocument]:
        """The trees that a session walks: those it names, those of its cases, or else procedures."""
        ids = (*session.pages, *(case.document.id for plan in chosen for case in plan.cases))
        named = (self.reading.manual.document(page_id) for page_id in dict.fromkeys(ids))
        pages = [page for page in named if page]
        flows: list[AnyDocument] = [page for page in pages if not isinstance(page.model, Procedure)]
        return flows or pages

    def _walks(
        self, number: int, session: Session, chosen: Sequence[SessionCases]
    ) -> Iterator[Slide]:
        """The trees that no session before has walked, one after the other."""
        pages = [page for page in self._trees(session, chosen) if page.id not in self.walked]
        has_cases = any(plan.cases for plan in chosen)
        self.walked.update(page.id for page in pages)
        for page, following in zip_longest(pages, pages[1:]):
            texts = Texts(self.reading, page.path)
            onward = self._after(number, following, has_cases=has_cases)
            yield from chart_slides(texts, page)
            yield from Walk(texts, page, onward).slides()

    def _after(self, number: int, page: AnyDocument | None, *, has_cases: bool) -> Box:
        """The way out of a walk: the tree that follows, the cases, the next session or the end."""
        if page:
            return Box(self.reading.title(page), walk_key(page, nodes(page)[0].id))
        if has_cases:
            return Box(self.say("Cases to practise"), _case_key(self.cases + 1))
        following = self.model.sessions[number : number + 1]
        goal = _session_key(following[0]) if following else _CLOSING
        return Box(self.say("Next session"), goal)

    # -- cases

    def _case(self, case: PracticeCase) -> Iterator[Slide]:
        self.cases += 1
        number = self.say("Case {n}", n=self.cases)
        code = case.document.model.code
        texts = Texts(self.reading, case.document.path)
        yield CaseSlide(
            _case_key(self.cases),
            f"{number} · {code}",
            "\n".join(paragraphs(texts, case.scenario.story).splitlines()),
        )
        key = case_key(self.reading, case)
        title = self.say("{case}: where it ends, and why", case=f"{number} · {code}")
        yield KeySlide(
            f"key:{self.cases}",
            title,
            tuple(self._end(node) for node in key.ends),
            tuple(_answered(step) for step in key.questions),
            self._key_notes(key),
        )

    def _end(self, node: Outcome) -> End:
        word = self.say(LEVELS[node.level]) if node.level else ""
        return End(self.reading.node(node), node.level or "", word)

    def _key_notes(self, key: CaseKey) -> str:
        """The whole way, and the answers with which it would have ended elsewhere."""
        say = self.say
        way = " → ".join(step.number for step in key.way)
        parts = [f"{say('Way')}: {way}"]
        for other in key.mixed_up:
            ends = say.all_of([self.reading.node(node) for node in other.ends])
            parts.append(
                say(
                    "With another answer to {number} ({answer}): {outcome}",
                    number=other.number,
                    answer=other.answer,
                    outcome=ends,
                )
            )
        return "\n".join(parts)

    # -- who does what

    def _responsibilities(self, session: Session) -> Iterator[TableSlide]:
        """The table of the session's procedures that was not shown before."""
        shown = [page_id for page_id in session.pages if page_id not in self.stated]
        stated = _only(matrix(self.reading.manual), shown)
        if not stated.rows:
            return
        self.stated.update(shown)
        codes = [document.model.code for document, _ in stated.rows]
        titles = [self.reading.title(document) for document, _ in stated.rows]
        say = self.say
        rows = [
            (self.reading.plain(role.name), *(cells[n] or "–" for _, cells in stated.rows))
            for n, role in enumerate(stated.roles)
            if any(cells[n] for _, cells in stated.rows)
        ]
        yield TableSlide(
            f"who:{session.id}",
            f"{say('Who does what')}: {', '.join(codes)}",
            say("R does it, A answers for it, C is asked before, I is told after."),
            (say("Role"), *(titles if len(titles) <= _TITLED else codes)),
            tuple(rows),
            "\n".join(titles),
        )

    # -- the end

    def _closing(self) -> ListSlide:
        settings, say = self.reading.manual.settings.model, self.say
        version = say("Version {version}.", version=settings.version) if settings.version else ""
        title = self.reading.plain(settings.title)
        lines = (
            f"{title}. {version}".strip(),
            self.texts.status(self.model.status),
            say("Online: {address}", address=self.site_url) if self.site_url else "",
        )
        return ListSlide(_CLOSING, say("The manual"), tuple(line for line in lines if line))


def _case_key(number: int) -> str:
    return f"case:{number}"


def _session_key(session: Session) -> str:
    return f"session:{session.id}"


def _answered(step: KeyStep) -> Answered:
    """A question with its number and its answer."""
    return Answered(f"{step.number}. {step.words}", step.answer)


def _only(whole: Matrix, ids: Iterable[str]) -> Matrix:
    chosen = {*ids}
    return Matrix(whole.roles, tuple(row for row in whole.rows if row[0].id in chosen))
