"""The page of what the assessments of a workshop came to: in words, as pictures, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claim_manual.charts.bars import Bar, BarChart, BarGroup
from claim_manual.derived.addresses import document_uri, results_uri
from claim_manual.derived.assessment_form import FormQuestion
from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import (
    Cell,
    Distribution,
    Known,
    Misunderstood,
    PairedChange,
    ResultsReport,
    Share,
    results_report,
)
from claim_manual.model.assessment import Moment
from claim_manual.model.language import Words
from claim_manual.model.manual import Document
from claim_manual.model.values import MEASURED, MOMENTS
from claim_manual.model.workshop import Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Online, Page, Section
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import notice

_LABEL = 90
"""How many characters of a question stand over a bar."""
NOT_SHOWN = "–"
_GROUPS = 5
"""Of how many questions a picture shows bars, so that it fits on a page."""


def results_page(reading: Reading, workshop: Document[Workshop], online: Online) -> Page:
    """What people answered before and after a workshop, on all its days together.

    Raises LookupError where the manual has no results of it.
    """
    report = results_report(reading, workshop)
    if report is None:
        raise LookupError(workshop.id)
    texts = Texts(reading, workshop.path)
    title = texts.say("Results: {title}", title=report.title)
    return Page(
        uri=results_uri(workshop.id),
        lang=reading.lang,
        title=title,
        path=workshop.path,
        heading=texts.words(title),
        head=(*_head(texts, report), notice(texts, workshop.model.status)),
        sections=tuple(_Sections(texts, report).all()),
        description=reading.plain(workshop.model.summary),
    )


def _head(texts: Texts, report: ResultsReport) -> Iterator[b.Block]:
    say = texts.say
    lead = say(
        "What people answered in “{assessment}”, as counts. Nobody gave a name, and no group of fewer than 5 people is shown.",
        assessment=report.form.title,
    )
    yield b.Paragraph(texts.words(lead), "lead")
    rows = [
        (say(MOMENTS[moment]), str(people) if people else NOT_SHOWN)
        for moment, people in report.people.items()
    ]
    rows += [(say("Pairs of before and after"), str(report.pairs) if report.pairs else NOT_SHOWN)]
    rows += [(say("Days"), str(len(report.days)))]
    pairs = (
        b.Pair(texts.words(words), (b.Value((b.Line(texts.words(number)),)),))
        for words, number in rows
    )
    yield b.Pairs(tuple(pairs), "facts")


class _Sections:
    """Makes the sections of the page."""

    def __init__(self, texts: Texts, report: ResultsReport) -> None:
        self.texts = texts
        self.report = report
        self.say: Words = texts.say

    def all(self) -> Iterator[Section]:
        """The sections that there is something to say in."""
        yield from self._misunderstood()
        yield from self._known()
        yield from self._changes()
        yield from self._objectives()
        yield from self._distributions()
        yield from self._days()

    def _section(self, name: str, title: str, *blocks: b.Block) -> Section:
        return Section(name, self.texts.words(title), blocks)

    def _note(self, words: str) -> b.Paragraph:
        return b.Paragraph(self.texts.words(words), "muted")

    def _table(self, label: str, heads: Sequence[str], rows: Sequence[b.Row]) -> b.Table:
        return b.Table(label, tuple(map(self.texts.words, heads)), tuple(rows), "results")

    def _row(self, head: i.Parts, *cells: str) -> b.Row:
        return b.Row(head, tuple(map(self.texts.words, cells)))

    # -- what is not understood

    def _misunderstood(self) -> Iterator[Section]:
        rows = [self._misunderstood_row(row) for row in self.report.misunderstood]
        title = self.say("What is not understood yet")
        if not self.report.known:
            return
        if not rows:
            words = self.say(
                "After the workshop every question was answered rightly by 80% or more."
            )
            yield self._section("misunderstood", title, b.Paragraph(self.texts.words(words)))
            return
        lead = self.say(
            "Fewer than 80% answered these questions rightly after the workshop; the worst come first."
        )
        heads = (
            self.say("Question"),
            self.say("Page"),
            self.say("Right after"),
            self.say("Wrong answer that most chose"),
        )
        table = self._table(title, heads, rows)
        yield self._section("misunderstood", title, b.Paragraph(self.texts.words(lead)), table)

    def _misunderstood_row(self, row: Misunderstood) -> b.Row:
        page: i.Parts = self.texts.words(NOT_SHOWN)
        if row.page is not None:
            page = (i.Link(PageGoal(document_uri(row.page)), self.texts.words(self._title(row))),)
        wrong = row.wrong or NOT_SHOWN
        if row.wrong_n is not None:
            wrong = self.say("{answer} ({n} people)", answer=row.wrong, n=row.wrong_n)
        cells = (page, self.texts.words(share_words(self.say, row.after)), self.texts.words(wrong))
        return b.Row(self.texts.words(question_words(row.question)), cells)

    def _title(self, row: Misunderstood) -> str:
        return self.texts.reading.title(row.page) if row.page else ""

    # -- what is right

    def _known(self) -> Iterator[Section]:
        if not self.report.known:
            return
        title = self.say("Right answers")
        groups = tuple(
            BarGroup(bar_label(row.question), self._bars(row)) for row in self.report.known
        )
        note = self.say(
            "With each share stands its 95% interval (Wilson), on a bar as a thin line: the smaller the group, the wider it is, and the less the share says."
        )
        moments = self._moments()
        heads = (self.say("Question"), *(self.say(MOMENTS[moment]) for moment in moments))
        rows = [
            self._row(
                self.texts.words(question_words(row.question)),
                *(self._with_interval(row.shares, moment) for moment in moments),
            )
            for row in self.report.known
        ]
        yield self._section(
            "known",
            title,
            self._note(note),
            *(
                d.Bars(self._chart(f"known-{n}", title, groups[n : n + _GROUPS]))
                for n in range(0, len(groups), _GROUPS)
            ),
            self._table(title, heads, rows),
        )

    def _moments(self) -> list[Moment]:
        shares = [row.shares for row in self.report.known]
        return [
            moment for moment in self.report.form.moments if any(moment in row for row in shares)
        ]

    def _bars(self, row: Known) -> tuple[Bar, ...]:
        return tuple(
            Bar(
                share.value if share else None,
                self.say.percent(share.value) if share else NOT_SHOWN,
                self.say(MOMENTS[moment]),
                share.interval if share else None,
                is_pale=moment == "before",
            )
            for moment, share in row.shares.items()
        )

    def _with_interval(self, shares: Mapping[Moment, Share | None], moment: Moment) -> str:
        if moment not in shares:
            return NOT_SHOWN
        share = shares[moment]
        if share is None:
            return share_words(self.say, None)
        low, high = (self.say.percent(end) for end in share.interval)
        interval = self.say("{low} to {high}", low=low, high=high)
        return self.say(
            "{share}; {interval}", share=share_words(self.say, share), interval=interval
        )

    # -- what changed

    def _changes(self) -> Iterator[Section]:
        if not self.report.changes:
            return
        title = self.say("The same people before and after")
        note = self.say(
            "p says how often chance alone would make a difference at least as large (McNemar, exact, two-sided)."
        )
        heads = (
            self.say("Question"),
            self.say("Pairs"),
            self.say("Right before"),
            self.say("Right then"),
            self.say("Wrong, then right"),
            self.say("Right, then wrong"),
            "p",
        )
        rows = [self._change_row(change) for change in self.report.changes]
        yield self._section("changes", title, self._note(note), self._table(title, heads, rows))

    def _change_row(self, change: PairedChange) -> b.Row:
        hidden = self.say("not shown")
        words = question_words(change.question)
        if len({row.moment for row in self.report.changes}) > 1:
            words = f"{words} ({self.say(MOMENTS[change.moment])})"
        return self._row(
            self.texts.words(words),
            str(change.before.n),
            share_words(self.say, change.before),
            share_words(self.say, change.after),
            hidden if change.gained is None else str(change.gained),
            hidden if change.lost is None else str(change.lost),
            p_value(self.say, change.p),
        )

    def _objectives(self) -> Iterator[Section]:
        if not self.report.objectives:
            return
        title = self.say("Right answers by objective")
        moments = self._moments()
        heads = (self.say("Objective"), *(self.say(MOMENTS[moment]) for moment in moments))
        rows = [
            self._row(
                self.texts.words(row.words),
                *(share_words(self.say, row.shares.get(moment)) for moment in moments),
            )
            for row in self.report.objectives
        ]
        note = self.say("Answers to all questions about an objective, together.")
        yield self._section("objectives", title, self._note(note), self._table(title, heads, rows))

    # -- what people thought

    def _distributions(self) -> Iterator[Section]:
        """A part for each question, under what it measures."""
        measure: str | None = None
        for number, distribution in enumerate(self.report.distributions, 1):
            if distribution.question.measures != measure:
                measure = distribution.question.measures
                words = self.say(MEASURED[measure]) if measure else self.say("Other answers")
                yield self._section("measured", words)
            yield self._distribution(number, distribution)

    def _distribution(self, number: int, distribution: Distribution) -> Section:
        question, n = distribution.question, distribution.n
        title = question.ask
        if len(question.moments) > 1:
            title = f"{title} ({self.say(MOMENTS[distribution.moment])})"
        groups = tuple(
            BarGroup(cell.words, (Bar(_part(cell, n), self._cell(cell)),))
            for cell in distribution.cells
        )
        heads = (self.say("Answer"), self.say("People"), self.say("Share"))
        rows = [
            self._row(
                self.texts.words(cell.words),
                self._cell(cell),
                NOT_SHOWN if cell.n is None else self.say.percent(cell.n / n),
            )
            for cell in distribution.cells
        ]
        people = self.say.count("{n} person", "{n} people", n)
        blocks: list[b.Block] = [self._note(self.say("Answered by: {people}", people=people))]
        if any(cell.n is None for cell in distribution.cells):
            blocks.append(
                self._note(
                    self.say(
                        "– is not shown: fewer than 5 people, or a number that would tell theirs."
                    )
                )
            )
        chart = self._chart(f"answers-{number}", title, groups)
        blocks += [d.Bars(chart), self._table(title, heads, rows)]
        return Section("answers", self.texts.words(title), tuple(blocks), level=3)

    def _cell(self, cell: Cell) -> str:
        return NOT_SHOWN if cell.n is None else str(cell.n)

    def _chart(self, name: str, title: str, groups: tuple[BarGroup, ...]) -> BarChart:
        description = self.say("The same numbers stand in the table after it.")
        ends = (self.say.percent(0), self.say.percent(1))
        return BarChart(f"results-{name}", title, description, groups, ends)

    # -- day by day

    def _days(self) -> Iterator[Section]:
        title = self.say("Day by day")
        moments = self.report.form.moments
        heads = [self.say("Day")]
        for moment in moments:
            words = self.say(MOMENTS[moment])
            heads += [
                self.say("{moment}: people", moment=words),
                self.say("{moment}: right answers", moment=words),
            ]
        rows = []
        for day in self.report.days:
            date = self.say.short_date(day.on)
            head = f"{date}, {day.place}" if day.place else date
            cells: list[str] = []
            for moment in moments:
                share = day.shares.get(moment)
                cells += [
                    str(day.people.get(moment) or NOT_SHOWN),
                    self.say.percent(share.value) if share else NOT_SHOWN,
                ]
            rows.append(self._row(self.texts.words(head), *cells))
        yield self._section("days", title, self._table(title, heads, rows))


def question_words(question: FormQuestion) -> str:
    """A question in words: the story of a case, or what is asked."""
    return question.lead or question.ask


def share_words(say: Words, share: Share | None) -> str:
    """A share in words: 19 of 24 (79%)."""
    if share is None:
        return say("fewer than 5")
    return say(
        "{right} of {n} ({percent})",
        right=share.right,
        n=share.n,
        percent=say.percent(share.value),
    )


def bar_label(question: FormQuestion) -> str:
    """A question as it stands over a bar: with the code of its page, no longer than it may be."""
    words = question_words(question)
    if question.case:
        words = f"{question.case.document.model.code}: {words}"
    return shortened(words)


def shortened(words: str) -> str:
    """Words for a label, cut between two of them where they are too long."""
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1].rsplit(' ', 1)[0]}…"


def p_value(say: Words, p: float) -> str:
    """A probability with three digits; of a smaller one that it is smaller."""
    return say.decimal(p, 3) if p >= 0.001 else f"< {say.decimal(0.001, 3)}"


def _part(cell: Cell, n: int) -> float | None:
    return None if cell.n is None else cell.n / n
