"""A round of review as a report: corrections and recommendations, and what came of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.text_names import current_name
from claim_manual.model.manual import AnyDocument, Document, nodes
from claim_manual.model.review import Remark, Round
from claim_manual.model.values import DECISIONS


@dataclass(frozen=True)
class Remarked:
    """A remark in words: number, who, on what (with the page's uri and the place on it), the words that
    it is about, what it says, decision, why, version. `tag` is the language of what was said, where that is another than the report's.
    """

    number: int
    sender: str
    on: str
    uri: str
    anchor: str
    quote: str
    comment: str
    proposal: str
    decision: str
    kind: str
    why: str
    version: str
    tag: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The remark as a row of a table."""
        what = (self.quote, self.comment, self.proposal and f"→ {self.proposal}")
        why = (self.why, self.version)
        texts = (" ".join(text for text in parts if text) for parts in (what, why))
        proposed, reason = texts
        return (str(self.number), self.sender, self.on, proposed, self.decision, reason)


@dataclass(frozen=True)
class Report:
    """A report as every output shows it: title, lead, how many of each decision, a row for each."""

    title: str
    lead: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    rows: tuple[Remarked, ...]


def report(reading: Reading, review: Document[Round]) -> Report:
    """The report of corrections and recommendations considered, in one language."""
    say, model = reading.say, review.model
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
        _anchor(page, current_name(reading.manual, remark.text or "")) if page else "",
        reading.quoted(quote) if (quote := reading.plain(remark.quote)) else "",
        reading.plain(remark.comment),
        reading.plain(remark.proposal),
        say(DECISIONS[remark.decision]),
        remark.decision,
        reading.plain(remark.why),
        say("Version {version}.", version=remark.version) if remark.version else "",
        _tag(reading, remark.lang or ""),
    )


def _anchor(page: AnyDocument, text: str) -> str:
    """The place of the step in which a text stands, if it is one of this page's."""
    path, _, way = text.partition("#")
    steps = {node.id for node in nodes(page)} if path == page.path else set()
    return next((f"n-{part}" for part in way.split(".")[1:2] if part in steps), "")


def _tag(reading: Reading, lang: str) -> str:
    if lang in {"", reading.lang}:
        return ""
    language = reading.manual.settings.model.languages.get(lang)
    return language.tag if language else lang
