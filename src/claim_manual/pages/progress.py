"""How work on a manual goes, on one page: what changed, what waits for whom, rounds, what is due.

Each of `changed`, `waits`, `under_review` and `ahead` gives the sections of one part, for other
pages too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claim_manual.derived.difference import ChangeKind
from claim_manual.derived.progress import (
    WEEKS,
    Changes,
    Due,
    Rounds,
    Waiting,
)
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words
from claim_manual.pages import blocks as b
from claim_manual.pages.page import Page
from claim_manual.pages.progress_changes import changed
from claim_manual.pages.progress_due import ahead
from claim_manual.pages.progress_rounds import under_review
from claim_manual.pages.progress_waiting import waits
from claim_manual.pages.texts import Texts

__all__ = ["Progress", "ahead", "changed", "counts", "progress_page", "under_review", "waits"]
URI = "progress"


@dataclass(frozen=True)
class Progress:
    """All that the page says, in one language."""

    until: dt.date
    changes: Changes
    waiting: Waiting
    rounds: Rounds
    due: Due


def progress_page(reading: Reading, progress: Progress) -> Page:
    """One page for the project team."""
    texts = Texts(reading, reading.manual.settings.path)
    say = texts.say
    first, last = progress.changes.since, progress.until
    days, short = (_days_of(say, *map(word, (first, last))) for word in (say.date, say.short_date))
    title = say("Progress: {days}", days=short)
    return Page(
        uri=URI,
        lang=reading.lang,
        title=title,
        path=texts.path,
        heading=texts.words(say("Progress: {days}", days=days)),
        kicker=texts.words(reading.plain(reading.manual.settings.model.title)),
        head=(counts(texts, progress),),
        sections=(
            *changed(texts, progress.changes),
            *waits(texts, progress.waiting),
            *under_review(texts, progress.rounds),
            *ahead(texts, progress.due),
        ),
        description=title,
    )


def _days_of(say: Words, first: str, last: str) -> str:
    return first if first == last else say("{first} to {last}", first=first, last=last)


def counts(texts: Texts, progress: Progress) -> b.Pairs:
    """The numbers of the page, before all that they count."""
    say, changes = texts.say, progress.changes
    rows = (
        (say("Pages added"), len(changes.of(ChangeKind.ADDED))),
        (say("Pages changed"), len(changes.of(ChangeKind.CHANGED))),
        (say("Pages removed"), len(changes.of(ChangeKind.REMOVED))),
        (say("Pages approved"), len(changes.approved)),
        (say("New versions"), len(changes.new_versions)),
        (say("Questions without an answer"), progress.waiting.questions),
        (say("Pages to be approved"), progress.waiting.pages),
        (say("Comments to be decided"), progress.rounds.remarks),
        (say("Overdue"), len(progress.due.overdue)),
        (say("Due in the next {n} weeks", n=WEEKS), progress.due.soon),
    )
    return b.Pairs(
        tuple(
            b.Pair(texts.words(words), (b.Value((b.Line(texts.words(str(number))),)),))
            for words, number in rows
        ),
        "facts",
    )
