"""A round of review as a page: what was said, how much of it was taken, and what came of each remark."""

from __future__ import annotations

from claim_manual.charts.bars import Bar, BarChart, BarGroup
from claim_manual.derived.addresses import review_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.review import Remarked, Report, report
from claim_manual.model.manual import Document
from claim_manual.model.review import Round
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page
from claim_manual.pages.texts import Texts


def review_page(reading: Reading, review: Document[Round]) -> Page:
    """What was said in a round of review, and what came of it."""
    texts = Texts(reading, review.path)
    review_report = report(reading, review)
    lead = [
        b.Paragraph(texts.words(part), "" if n else "muted")
        for n, part in enumerate(review_report.lead)
    ]
    counts: b.Blocks = ()
    if review_report.counts:
        counts = (round_counts(texts, review_report), decisions(reading, review, review_report))
    rows = []
    for remark in review_report.rows:
        on = texts.words(remark.on)
        about = (i.Link(PageGoal(remark.uri, remark.anchor), on),) if remark.uri else on
        comment = remark_words(texts, remark)
        why = texts.words(" ".join(part for part in (remark.why, remark.version) if part))
        cells = (texts.words(remark.sender), about, comment, texts.words(remark.decision), why)
        rows.append(b.Row(texts.words(str(remark.number)), cells))
    heads = tuple(texts.words(head) for head in review_report.heads)
    table = b.Table(review_report.title, heads, tuple(rows), "review")
    return Page(
        uri=review_uri(review.id),
        lang=reading.lang,
        title=review_report.title,
        path=review.path,
        heading=texts.words(review_report.title),
        head=(*lead, *counts, table),
        description=reading.plain(reading.manual.settings.model.description),
    )


def round_counts(texts: Texts, review_report: Report) -> b.Pairs:
    """How many of the remarks were decided how."""
    pairs = (
        b.Pair(texts.words(words), (b.Value((b.Line(texts.words(str(number))),)),))
        for words, number in review_report.counts
    )
    return b.Pairs(tuple(pairs), "facts")


def remark_words(texts: Texts, remark: Remarked) -> i.Parts:
    """The words that a remark is about, what it says, and what it proposes: a line for each."""
    proposal = f"→ {remark.proposal}" if remark.proposal else ""
    lines: list[i.Inline] = []
    for n, words in enumerate(filter(None, (remark.quote, remark.comment, proposal))):
        lines += [i.Break()] if n else []
        parts = texts.words(words)
        is_quote = words == remark.quote
        lines += [i.Span("muted", parts)] if is_quote else parts
    return (i.Foreign(remark.tag, tuple(lines)),) if remark.tag else tuple(lines)


def decisions(reading: Reading, review: Document[Round], review_report: Report) -> d.Bars:
    """How many of the remarks were decided how, as a picture; the same numbers stand before it."""
    total = sum(number for _, number in review_report.counts)
    bars = tuple(
        BarGroup(words, (Bar(number / total, str(number)),))
        for words, number in review_report.counts
    )
    title = reading.say("Decisions on the comments")
    description = "; ".join(f"{words}: {number}" for words, number in review_report.counts)
    return d.Bars(BarChart(f"decisions-{review.id}", title, description, bars, ("0", str(total))))
