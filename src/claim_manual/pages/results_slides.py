"""The results of a workshop as slides: what is not understood, before and after, what people thought."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import (
    Distribution,
    ResultsReport,
    Share,
    results_report,
)
from claim_manual.model.manual import Document
from claim_manual.model.values import MOMENTS
from claim_manual.model.workshop import Workshop
from claim_manual.pages.results import (
    NOT_SHOWN,
    bar_label,
    p_value,
    question_words,
    share_words,
    shortened,
)
from claim_manual.pages.slides import (
    BarSlide,
    Deck,
    ListSlide,
    Series,
    Slide,
    TableSlide,
    TitleSlide,
)
from claim_manual.pages.texts import Texts


def results_deck(reading: Reading, workshop: Document[Workshop]) -> Deck:
    """The slides of a workshop's results. Raises LookupError where the manual has none."""
    report = results_report(reading, workshop)
    if report is None:
        raise LookupError(workshop.id)
    slides = _Slides(reading, workshop, report)
    title = reading.say("Results: {title}", title=report.title)
    return Deck(title, reading.say.tag, tuple(slides.all(title)), reading.say("More answers"))


class _Slides:
    """Makes the slides."""

    def __init__(
        self, reading: Reading, workshop: Document[Workshop], report: ResultsReport
    ) -> None:
        self.reading, self.workshop, self.report = reading, workshop, report
        self.say = reading.say

    def all(self, title: str) -> Iterator[Slide]:
        """The slides that there is something to say on."""
        yield TitleSlide("title", title, tuple(self._lead()))
        yield from self._misunderstood()
        yield from self._known()
        yield from self._changes()
        for number, distribution in enumerate(self.report.distributions, 1):
            yield self._distribution(number, distribution)
        yield self._closing()

    def _lead(self) -> Iterator[str]:
        say = self.say
        for moment, people in self.report.people.items():
            if people:
                yield f"{say(MOMENTS[moment])}: {say.count('{n} person', '{n} people', people)}"
        texts = Texts(self.reading, self.workshop.path)
        yield texts.status(self.workshop.model.status)

    def _misunderstood(self) -> Iterator[Slide]:
        say = self.say
        if not self.report.misunderstood:
            return
        rows = tuple(
            (
                question_words(row.question),
                row.page.model.code if row.page else NOT_SHOWN,
                share_words(self.say, row.after),
                row.wrong or NOT_SHOWN,
            )
            for row in self.report.misunderstood
        )
        heads = (
            say("Question"),
            say("Page"),
            say("Right after"),
            say("Wrong answer that most chose"),
        )
        caption = say(
            "Fewer than 80% answered these questions rightly after the workshop; the worst come first."
        )
        title = say("What is not understood yet")
        yield TableSlide("misunderstood", title, caption, heads, rows)

    def _known(self) -> Iterator[Slide]:
        if not self.report.known:
            return
        moments = [
            moment
            for moment in self.report.form.moments
            if any(moment in row.shares for row in self.report.known)
        ]
        series = tuple(
            Series(
                self.say(MOMENTS[moment]),
                tuple(_percent(row.shares.get(moment)) for row in self.report.known),
            )
            for moment in moments
        )
        labels = tuple(bar_label(row.question) for row in self.report.known)
        caption = self.say("Right answers, of a hundred")
        yield BarSlide("known", self.say("Right answers"), caption, labels, series, "%")

    def _changes(self) -> Iterator[Slide]:
        say = self.say
        if not self.report.changes:
            return
        rows = tuple(
            (
                question_words(change.question),
                say(MOMENTS[change.moment]),
                share_words(self.say, change.before),
                share_words(self.say, change.after),
                p_value(say, change.p),
            )
            for change in self.report.changes
        )
        heads = (say("Question"), say("When"), say("Right before"), say("Right then"), "p")
        caption = say(
            "p says how often chance alone would make a difference at least as large (McNemar, exact, two-sided)."
        )
        title = say("The same people before and after")
        yield TableSlide("changes", title, caption, heads, rows)

    def _distribution(self, number: int, distribution: Distribution) -> Slide:
        say, question = self.say, distribution.question
        moment = say(MOMENTS[distribution.moment])
        people = say.count("{n} person", "{n} people", distribution.n)
        figures = tuple(
            None if cell.n is None else round(100 * cell.n / distribution.n)
            for cell in distribution.cells
        )
        title = f"{number}. {shortened(question.ask)} ({moment})"
        caption = say("Answered by: {people}", people=people)
        if shortened(question.ask) != question.ask:
            caption = f"{question.ask} {caption}"
        if None in figures:
            hidden = say("– is not shown: fewer than 5 people, or a number that would tell theirs.")
            caption = f"{caption}. {hidden}"
        labels = tuple(
            cell.words if cell.n is not None else f"{cell.words} ({NOT_SHOWN})"
            for cell in distribution.cells
        )
        return BarSlide(
            f"answers-{number}", title, caption, labels, (Series(moment, figures),), "%"
        )

    def _closing(self) -> Slide:
        words = self.say(
            "What people answered in “{assessment}”, as counts. Nobody gave a name, and no group of fewer than 5 people is shown.",
            assessment=self.report.form.title,
        )
        return ListSlide("closing", self.say("How this was counted"), (words,))


def _percent(share: Share | None) -> float | None:
    return None if share is None else round(100 * share.value)
