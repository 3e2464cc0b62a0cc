"""The facilitator's guide: each session with words and minutes, and the key of each of its cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.book.blocks import Blocks
from claim_manual.book.kit.kit_maker import KitMaker
from claim_manual.book.kit.workbook import place_of, place_of_case
from claim_manual.book.lines import References, level_mark, text
from claim_manual.book.values import Chapter
from claim_manual.derived.case_keys import CaseKey, KeyStep, MixUp, case_key
from claim_manual.derived.practice import PracticeCase, SessionCases
from claim_manual.derived.question_bank import question_name
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.nodes import Outcome
from claim_manual.model.values import LEVELS
from claim_manual.model.workshop import Session
from claim_manual.pages.training_words import method_text, minutes_text
from claim_manual.pages.workshops import material, practised


def guide(kit: KitMaker) -> tuple[Chapter, ...]:
    """The chapters of the guide: the plan, the sessions, what is left out."""
    return (_plan(kit), _sessions(kit))


def _plan(kit: KitMaker) -> Chapter:
    anchor, title = "p-guide", kit.say("Facilitator's guide")
    references = kit.references()
    write = kit.write(anchor, references)
    model = kit.workshop.model
    rows = [*kit.head(title)]
    if model.summary:
        rows.append(element("p", write.line(kit.texts.line(model.summary)), class_="lead"))
    rows += [kit.facts(), *kit.objectives(write), *kit.programme(write)]
    if kit.practice.sessions:
        rows.append(element("h2", text(kit.say("What is practised"))))
        rows.append(write(tuple(practised(kit.texts, kit.practice, is_folded=False))))
    return kit.chapter(anchor, title, rows, references)


def _sessions(kit: KitMaker) -> Chapter:
    anchor, title = "p-sessions", kit.say("Sessions")
    references = kit.references()
    write = kit.write(anchor, references)
    cases = {session.session.id: session for session in kit.practice.sessions}
    rows = [element("h1", text(title))]
    words = kit.say("Numbers of pages are those of the workbook.")
    rows.append(element("p", text(words), class_="meta"))
    for number, (session, begins) in enumerate(
        zip(kit.workshop.model.sessions, kit.times, strict=True), 1
    ):
        heading = f"{number}. {kit.make.reading.plain(session.title)}"
        rows.append(element("h2", text(heading)))
        rows += _session(kit, write, session, begins)
        if session.id in cases:
            rows += _keys(kit, references, cases[session.id])
    return kit.chapter(anchor, title, rows, references)


def _session(kit: KitMaker, write: Blocks, session: Session, begins: str) -> Iterator[Html]:
    texts, say = kit.texts, kit.say
    facts = (
        begins,
        minutes_text(kit.make.reading, session.minutes),
        method_text(kit.make.reading, session),
    )
    yield element("p", text(" · ".join(facts)), class_="meta")
    if parts := material(texts, session):
        label = element("strong", text(f"{say('Pages and material')}: "))
        yield element("p", label, write.line(parts), class_="meta")
    if session.say:
        label = element("span", text(say("Words to open with")), class_="say-label")
        yield element("div", label, write(texts.blocks(session.say)), class_="say")
    if session.notes:
        yield write(texts.blocks(session.notes))


def _keys(kit: KitMaker, references: References, session: SessionCases) -> Iterator[Html]:
    say = kit.say
    each = minutes_text(kit.make.reading, session.minutes_each)
    words = [
        say.count("{n} case", "{n} cases", len(session.cases)),
        say("{duration} each", duration=each),
    ]
    plan = session.session.practice
    if plan and plan.people_each:
        words.append(say("in groups of {n}", n=plan.people_each))
    yield element("p", text(", ".join(words)), class_="meta")
    for case in session.cases:
        yield _Key(kit, references, case_key(kit.make.reading, case)).html()


class _Key:
    """Writes the key of a case."""

    def __init__(self, kit: KitMaker, references: References, key: CaseKey) -> None:
        self.kit, self.references, self.key = kit, references, key
        self.say = kit.say

    def html(self) -> Html:
        """The story, where it ends, the way with the numbers of pages, and what it is mixed up with."""
        case = self.key.case
        return element(
            "div",
            element("h3", text(self.kit.case_title(case)), Html(" "), self._name(case)),
            element("p", self._story(case)),
            *self._ends(),
            self._way(),
            *self._mixed_up(),
            class_="key",
        )

    def _name(self, case: PracticeCase) -> Html:
        page = self._page(place_of_case(self.kit, case))
        words = f"{self.kit.make.reading.title(case.document)} · {question_name(case)} · "
        return element("span", text(words), page, class_="meta")

    def _page(self, place: str) -> Html:
        """The number of the page in the workbook on which a place is."""
        return Html(text(f"{self.say('p.')} ") + self.references.beside(place))

    def _story(self, case: PracticeCase) -> Html:
        return self.kit.write("p-sessions", self.references).line(self.kit.texts_of_story(case))

    def _ends(self) -> Iterator[Html]:
        label = element("strong", text(f"{self.say('It ends with')} "))
        yield element("p", label, joined(self._end_of_way(), Html("; ")), class_="ends")

    def _end_of_way(self) -> Iterator[Html]:
        for end in self.key.ends:
            step = next(step for step in reversed(self.key.way) if step.node is end)
            number = element("strong", text(step.number))
            yield joined(
                (self._outcome(end, number), self._page(place_of(step.document, end.id))),
                Html(", "),
            )

    def _outcome(self, end: Outcome, number: Html = NOTHING) -> Html:
        words = element("strong", text(self.kit.make.reading.node(end)))
        mark = NOTHING
        if end.level:
            level = text(f" {self.say(LEVELS[end.level])}")
            mark = element("span", level_mark(), level, class_=f"cm-badge cm-{end.level}")
        return joined((part for part in (number, mark, words) if part), Html(" "))

    def _way(self) -> Html:
        heads = (self.say("Number"), self.say("Question"), self.say("Answer"), self.say("Page"))
        cells = (element("th", text(head), scope="col") for head in heads)
        rows = (self._row(step) for step in self.key.questions)
        numbers = text(" → ".join(step.number for step in self.key.way))
        label = element("strong", text(f"{self.say('Way')}: "))
        table = element(
            "table",
            element("thead", element("tr", *cells)),
            element("tbody", *rows),
            class_="grid way",
        )
        return joined((element("p", label, numbers), table))

    def _row(self, step: KeyStep) -> Html:
        page = self.references.beside(place_of(step.document, step.node.id))
        return element(
            "tr",
            element("th", text(step.number), scope="row"),
            element("td", text(step.words)),
            element("td", element("strong", text(step.answer))),
            element("td", page),
        )

    def _mixed_up(self) -> Iterable[Html]:
        if not self.key.mixed_up:
            return
        yield element("p", element("strong", text(self.say("What people mix it up with"))))
        yield element("ul", *(element("li", self._near(near)) for near in self.key.mixed_up))

    def _near(self, near: MixUp) -> Html:
        say = self.say
        words = say(
            "With “{answer}” in {number} ({question})",
            answer=near.answer,
            number=near.number,
            question=near.question,
        )
        if near.further:
            more = say.count("{n} answer more", "{n} answers more", near.further)
            words = f"{words}, {more}"
        ends = joined((self._outcome(end) for end in near.ends), Html("; "))
        return Html(text(f"{words}: ") + ends)
