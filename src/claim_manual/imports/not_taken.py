"""What stands in a Word file and is in no draft, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.word_text import NotTaken
from claim_manual.imports.written import shortened
from claim_manual.model.finding import Message, say

_MESSAGES = {
    "comment": say("Comments were not taken."),
    "deleted": say("Words that were deleted with changes tracked were left out."),
    "inserted": say("Words that were inserted with changes tracked were taken as they are."),
    "picture": say("Pictures were not taken. Save each in docs/assets and name it in the text."),
    "object": say("Objects of other programs were not taken."),
    "chunk": say("Files inside of the file were not taken."),
    "formula": say("Formulas were taken as plain words."),
    "box": say("The words of text boxes were taken as prose."),
    "header": say("The heads of pages were not taken."),
    "footer": say("The feet of pages were not taken."),
    "contents": say("The list of contents was not taken; the manual makes its own."),
    "hidden": say("Hidden words were not taken."),
    "address": say("Links to files and other addresses that are not of the web were not taken."),
    "outside": say("What lies outside of the file was not fetched."),
    "macros": say("Macros were neither run nor taken."),
}
_MOST_WORDS = 5


def not_taken(left: Iterable[NotTaken]) -> Iterator[Message]:
    """A sentence for each kind of thing, with how many there are, and the beginning of their words."""
    for part in left:
        if part.count == 0:
            continue
        words = "; ".join(f"“{shortened(words, 60)}”" for words in part.words[:_MOST_WORDS])
        more = "; …" if len(part.words) > _MOST_WORDS else ""
        sentence = _MESSAGES[part.kind]
        yield (
            say("{sentence} ({n}: {words})", sentence=sentence, n=part.count, words=words + more)
            if words
            else say("{sentence} ({n})", sentence=sentence, n=part.count)
        )
