"""What every paper of a workshop's kit is made with, and the plan that several of them show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources

from claim_manual.book.blocks import Blocks
from claim_manual.book.chapter_maker import Article, ChapterMaker
from claim_manual.book.lines import References, text
from claim_manual.book.values import Chapter
from claim_manual.derived.practice import Practice, PracticeCase, practice
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.language import Words
from claim_manual.model.manual import Document
from claim_manual.model.workshop import Session, Workshop
from claim_manual.pages.inline import Parts
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import method_text, minutes_text
from claim_manual.pages.workshops import objectives


@dataclass(frozen=True)
class KitMaker:
    """Makes the papers of one workshop in one language."""

    make: ChapterMaker
    workshop: Document[Workshop]

    @property
    def say(self) -> Words:
        """The program's own words."""
        return self.make.say

    @cached_property
    def texts(self) -> Texts:
        """The words of the workshop's source."""
        return self.make.texts(self.workshop.path)

    @property
    def title(self) -> str:
        """What the workshop is called."""
        return self.make.reading.plain(self.workshop.model.title)

    @cached_property
    def practice(self) -> Practice:
        """The cases that it practises."""
        return practice(self.make.manual, self.workshop)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each case, by name: the same on cards, in the workbook and in the guide."""
        return {case.name: n for n, case in enumerate(self.practice.cases, 1)}

    def case_title(self, case: PracticeCase) -> str:
        """What a case is called on paper: its number."""
        return self.say("Case {n}", n=self.numbers[case.name])

    def texts_of_story(self, case: PracticeCase) -> Parts:
        """The story of a case, as its page tells it."""
        return self.make.texts(case.document.path).line(case.scenario.story)

    def references(self) -> References:
        """References whose numbers stand alone; links lead to pages that no paper of the kit has."""
        return References("{}", are_numbered=False)

    def write(self, anchor: str, references: References) -> Blocks:
        """Writes blocks of a chapter."""
        return self.make.write(anchor, references)

    def head(self, title: str) -> Iterator[Html]:
        """The title of a paper, below that of the workshop, and its state."""
        yield element("p", text(self.title), class_="kicker")
        yield element("h1", text(title))
        notice = self.texts.status(self.workshop.model.status)
        yield element("p", text(f"{notice}."), class_="notice")

    def chapter(
        self,
        anchor: str,
        title: str,
        rows: Iterable[Html],
        references: References,
        head: str = "",
    ) -> Chapter:
        """A chapter of a paper, with the style of kits; `head` stands over its pages, if not its title."""
        body = joined(rows, Html("\n"))
        foot = (
            self.texts.status(self.workshop.model.status),
            self.say.short_date(self.make.print.day),
        )
        article = Article(
            anchor,
            title,
            body,
            references,
            head=head or f"{self.title}: {title}",
            foot=" · ".join(foot),
        )
        chapter = self.make.chapter(article)
        return replace(chapter, style=chapter.style + _style())

    # -- the plan

    def facts(self) -> Html:
        """For whom, and how long."""
        model, say = self.workshop.model, self.say
        cells = [(say("Duration"), minutes_text(self.make.reading, model.minutes))]
        if model.audience:
            cells.insert(0, (say("For whom"), self.make.reading.roles(model.audience)))
        row = (
            element("td", element("span", text(term), class_="fact"), Html(" "), text(words))
            for term, words in cells
        )
        return element("table", element("tr", *row), class_="facts")

    def objectives(self, write: Blocks, *, has_pages: bool = True) -> Iterator[Html]:
        """What people can do afterwards."""
        if self.workshop.model.objectives:
            yield element("h2", text(self.say("Objectives")))
            yield write((objectives(self.texts, self.workshop, has_pages=has_pages),))

    def programme(self, write: Blocks) -> Iterator[Html]:
        """The sessions in order, by the clock where all dates begin at the same time."""
        say = self.say
        yield element("h2", text(say("Programme")))
        heads = [say("From"), say("Session"), say("Minutes"), say("Method")]
        cells = (element("th", text(head), scope="col") for head in heads)
        rows = (
            element("tr", *self._row(write, session, begins))
            for session, begins in zip(self.workshop.model.sessions, self.times, strict=True)
        )
        yield element(
            "table",
            element("thead", element("tr", *cells)),
            element("tbody", *rows),
            class_="grid programme",
        )

    def _row(self, write: Blocks, session: Session, begins: str) -> Iterator[Html]:
        yield element("th", text(begins), scope="row")
        yield element("td", write.line(self.texts.line(session.title)))
        yield element("td", text(str(session.minutes)))
        yield element("td", text(method_text(self.make.reading, session)))

    @cached_property
    def times(self) -> tuple[str, ...]:
        """When each session begins: on the clock, or counted from the beginning."""
        starts = {date.starts for date in self.workshop.model.dates}
        start = starts.pop() if len(starts) == 1 else None
        hours, _, minutes = (start or "0:00").partition(":")
        at, times = int(hours) * 60 + int(minutes), []
        for session in self.workshop.model.sessions:
            times.append(f"{at // 60 % 24}:{at % 60:02d}")
            at += session.minutes
        return tuple(times)


def lines_to_write(number: int) -> Html:
    """Dotted lines."""
    return joined((element("div", class_="dots") for _ in range(number)), NOTHING)


@cache
def _style() -> str:
    return (resources.files("claim_manual") / "book" / "kit" / "style.css").read_text("utf-8")
