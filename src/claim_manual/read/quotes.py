"""Quotation marks of word processors and of print, which YAML takes for letters of a text."""

from __future__ import annotations

from claim_manual.model.finding import Message, say

PAIRS = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "‘": "’‘",
    "’": "’",
    "‚": "‘’",
    "‛": "’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "″": "″",
    "＂": "＂",
    "`": "`´'",
    "´": "´`'",
}
"""The marks that open a text, each with those that may close it."""
OF_PRINT = frozenset("«»‹›")


def opens(text: str) -> bool:
    """Whether a text begins with such a mark."""
    return text[:1] in PAIRS


def bare(text: str) -> str | None:
    """What stands within the marks, if the whole text stands within them."""
    text = text.strip()
    is_within = len(text) > 1 and text[0] in PAIRS and text[-1] in PAIRS[text[0]]
    return text[1:-1].strip() if is_within else None


def quotes_message(text: str) -> Message:
    """What is wrong with the marks in which a text stands."""
    first = text.strip()[:1]
    last = PAIRS[first][0]
    if first in OF_PRINT:
        return say(
            'The quotation marks {marks} count as letters here; only straight ones (") are marks.',
            marks=f"{first} {last}",
        )
    return say(
        'The quotation marks {marks} are those of Word; here only straight ones (") count.',
        marks=f"{first} {last}",
    )


def quotes_hint(proposal: str, *, is_sentence: bool = False) -> Message:
    """What to write in place of such marks."""
    if is_sentence:
        return say("Write {proposal}, or put the text on the line below |.", proposal=proposal)
    return say("Write {proposal}.", proposal=proposal)


def in_straight_quotes(text: str) -> str:
    """A text as YAML has it in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
