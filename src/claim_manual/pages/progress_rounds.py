"""Rounds of review, on a page on the progress of work."""

from __future__ import annotations

from claim_manual.derived.addresses import review_uri
from claim_manual.derived.progress import (
    Rounds,
    RoundState,
)
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument
from claim_manual.model.values import DECISIONS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Section
from claim_manual.pages.progress_lines import (
    code_link,
    led,
)
from claim_manual.pages.texts import Texts


def under_review(texts: Texts, rounds: Rounds) -> tuple[Section, ...]:
    """Rounds of review: how long each is open, what was decided, what waits."""
    say = texts.say
    items = tuple(_round(texts, each) for each in rounds.told)
    blocks: list[b.Block] = [b.Items(items, "register")] if items else []
    if not items:
        blocks.append(b.Paragraph(texts.words(say("No round of review is open."))))
    if rounds.settled:
        words = say.count(
            "{n} earlier round is settled.", "{n} earlier rounds are settled.", rounds.settled
        )
        blocks.append(b.Paragraph(texts.words(words), "muted"))
    return (Section("rounds", texts.words(say("Rounds of review")), tuple(blocks)),)


def _round(texts: Texts, state: RoundState) -> b.Item:
    say, model = texts.say, state.review.model
    goal = PageGoal(review_uri(state.review.id))
    link = i.Link(goal, texts.words(texts.reading.plain(model.title)))
    rows = [_days(say, state), _decided(say, state)]
    blocks = [b.Paragraph((i.Strong((link,)),))]
    blocks += [b.Paragraph(texts.words(row)) for row in rows]
    if state.waiting:
        waiting = [_remarked(texts, *each) for each in state.waiting]
        blocks.append(b.Paragraph(led(texts, say("To be decided"), waiting), "muted"))
    return b.Item(tuple(blocks))


def _days(say: Words, state: RoundState) -> str:
    model = state.review.model
    opened = say("Opened on {date}.", date=say.date(model.opened_on))
    if model.closed_on:
        return f"{opened} {say('Closed on {date}.', date=say.date(model.closed_on))}"
    if state.days < 0:
        return say("Opens on {date}.", date=say.date(model.opened_on))
    days = say.count("Open for {n} day.", "Open for {n} days.", state.days)
    return f"{opened} {days}"


def _decided(say: Words, state: RoundState) -> str:
    number = sum(state.counts.values())
    if not number:
        return say("No comments yet.")
    counted = [
        f"{say(words)}: {state.counts[key]}"
        for key, words in DECISIONS.items()
        if state.counts[key]
    ]
    comments = say.count("{n} comment", "{n} comments", number)
    return f"{comments}. {'; '.join(counted)}."


def _remarked(texts: Texts, document: AnyDocument | None, number: int) -> i.Parts:
    name: i.Inline = (
        code_link(texts, document) if document else i.Words(texts.say("The whole manual"))
    )
    return (name, i.Words(f" ({number})"))
