"""A round of review as a report: corrections and recommendations, and what came of each."""

from __future__ import annotations

from collections import Counter

from claim_manual.model.addresses import document_uri
from claim_manual.model.manual import Document
from claim_manual.model.page import Remarked, Report
from claim_manual.model.reading import Reading
from claim_manual.model.review import Remark, Round
from claim_manual.model.values import DECISIONS
from claim_manual.view.markdown import line, row, words


def report(reading: Reading, one: Document[Round]) -> Report:
    """The report of corrections and recommendations considered, in one language."""
    say, model = reading.say, one.model
    days = [say("Opened on {date}.", date=say.date(model.opened_on))]
    if model.closed_on:
        days.append(say("Closed on {date}.", date=say.date(model.closed_on)))
    counts = Counter(str(remark.decision) for remark in model.remarks)
    return Report(
        title=say("Comments considered: {title}", title=reading.plain(model.title)),
        lead=tuple(part for part in (" ".join(days), reading.plain(model.summary)) if part),
        counts=tuple((say(words), counts[key]) for key, words in DECISIONS.items() if counts[key]),
        heads=(
            say("Number"),
            say("From"),
            say("About"),
            say("Comment and proposal"),
            say("Decision"),
            say("Why, and in which version"),
        ),
        rows=tuple(_row(reading, n, remark) for n, remark in enumerate(model.remarks, 1)),
    )


def _row(reading: Reading, number: int, remark: Remark) -> Remarked:
    say = reading.say
    page = reading.manual.document(remark.on) if remark.on else None
    on = reading.title(page) if page else say("The whole manual")
    where = reading.plain(remark.where)
    return Remarked(
        number,
        reading.plain(remark.sender),
        f"{on}, {where}" if where else on,
        document_uri(page) if page else "",
        reading.plain(remark.comment),
        reading.plain(remark.proposal),
        say(DECISIONS[remark.decision]),
        remark.decision,
        reading.plain(remark.why),
        say("Version {version}.", version=remark.version) if remark.version else "",
    )


def report_text(made: Report) -> str:
    """The report as Markdown, ending in a line break."""
    lines = [f"# {words(made.title)}", ""]
    lines += [text for part in made.lead for text in (line(part), "")]
    lines += [f"- {line(head)}: {number}" for head, number in made.counts]
    lines += ["", row(made.heads), f"|{' --- |' * len(made.heads)}"]
    lines += [row(remark.cells) for remark in made.rows]
    return "\n".join(lines) + "\n"
