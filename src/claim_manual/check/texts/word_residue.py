"""word-residue: what a word processor leaves in a text: its lists, its spaces, its quotation marks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.written_lines import WrittenText, written_texts
from claim_manual.model.dialect.written_lists import BULLETS, DASHES
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.markup import indented_code
from claim_manual.model.sources import FORM_TEXT
from claim_manual.read.quotes import OF_PRINT, bare, in_straight_quotes, quotes_message

Fault = tuple[int, int, Message, Message]
"""Line and column from 0, what is wrong, what to do."""
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NAMES = frozenset(
    ["title", "short_title", "name", "term", "do", "ask", "outcome", "label", "acronym", "trigger"]
)
"""Keys of texts that are names, in which whole sentences are no quotation."""


@rule(warning="word-residue")
def word_residue(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Each thing is called by what it is, with what to write in its place."""
    few = Few()
    for text in written_texts(manual):
        if _PLAIN.fullmatch(text.text):
            continue
        for line, column, message, hint in _faults(text):
            if few.has_room(text.path):
                place = text.place(line, column)
                few.add(text.path, warning(place, "word-residue", message, hint))
    yield from few.findings()


_PLAIN = re.compile(r"[\w,;:!?()'\"/«»*\[\]]*(?:[. -]+[\w,;:!?()'\"/«»*\[\]]+)*[.]?")
_BULLET = re.compile(rf"^\s*([{BULLETS}]|[oØ§](?=[\t\u00a0])|·(?=[ \t\u00a0]))\s*(?=\S)")
_BOXES = {"☐": "[ ] ", "□": "[ ] ", "☑": "[x] ", "☒": "[x] "}
"""Signs that are boxes to tick, as a list to tick has them."""
_DASH = re.compile(rf"^\s*([{DASHES}])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(
    r"^\s*(\d{1,2})(?:[.)](?=[^\W\d_]{2})|\s?[-–—](?=\s)|[ºª°][.)]?(?=\s)|\.[-–—])\s*(?=\S)"
)
_HYPHEN = re.compile(r"^\s*-(?=[^\W\d_]{2})")
_INDENT = re.compile(rf"^[ \t]*[{_SPACES}]+[ \t{_SPACES}]*(?=\S)")
_RUN = re.compile(
    rf"(?<=\S)[{_SPACES}][ {_SPACES}]+|(?<=\S) [ {_SPACES}]*[{_SPACES}](?=[ {_SPACES}]*\S)"
)
_ALIGNED = re.compile(r"(?<=[^\s|]) {3,}(?=[^\s|])")
_TITLE = re.compile(r"\[([^\[\]\n]+)\]\(\s*([^()\s]+)\s+([“”„‟«»‘’‚‛])([^()\n]*)\)")
_APART = re.compile(
    r"\[([^\[\]\n]{1,200})\]\s+\(((?:https?://|mailto:|www\.|[a-z]+:[a-z0-9])[^()\s]*)\)"
)
_FIELD = re.compile(
    r"Erro! [^.\n]{0,60}n[ãa]o (?:definid|encontrad)\w+\.?|Error! [^.\n]{0,60}not (?:defined|found)\.?"
    r"|¡?Error! [^.\n]{0,60}no (?:definid|encontrad)\w+\.?|\b(?:HYPERLINK|PAGEREF|INCLUDEPICTURE) +[\"“][^\"”\n]*[\"”]"
)


def _faults(text: WrittenText) -> Iterator[Fault]:
    if fault := _quoted(text):
        yield fault
    for line in indented_code(text.text):
        yield (
            line,
            0,
            say("This line is indented by four spaces or more, which makes code of it."),
            say("Begin it where its neighbours begin; code stands between two lines of ```."),
        )
    is_sheet = FORM_TEXT.has(text.path)
    raw = text.text.split("\n")
    lines = [*text.lines]
    for position, (line, words) in enumerate(lines):
        if not is_sheet:
            yield from _item(line, words, lines, position)
        yield from _spaces(line, raw[line], is_sheet=is_sheet)
        yield from _link(line, raw[line])
        if match := _FIELD.search(raw[line]):
            message = say("“{written}” is what Word left of a reference.", written=match.group())
            yield line, match.start(), message, say("Write the link anew: [words](procedure:…).")


def _quoted(text: WrittenText) -> Fault | None:
    """A name that stands in the quotation marks of Word as a whole."""
    key = next((part for part in reversed(text.loc[:-1]) if isinstance(part, str)), "")
    last = next((part for part in reversed(text.loc) if isinstance(part, str)), "")
    within = bare(text.text) if _NAMES & {key, last} else None
    if within is None or text.text.strip()[0] in OF_PRINT | {"`", "´"} or "\n" in text.text.strip():
        return None
    hint = say("Write {proposal}.", proposal=in_straight_quotes(within))
    return 0, 0, quotes_message(text.text), hint


def _item(line: int, words: str, lines: list[tuple[int, str]], position: int) -> Iterator[Fault]:
    """The marks of lists that are none in Markdown."""
    if (match := _BULLET.match(words)) or (
        (match := _DASH.match(words)) and _has_neighbour(lines, position, _DASH)
    ):
        box = _BOXES.get(match.group().strip(), "")
        yield _listed(line, match, f"- {box}{words[match.end() :].strip()}")
    elif match := _NUMBER.match(words):
        if match.group().strip()[-1] in ".)" or _has_neighbour(lines, position, _NUMBER):
            yield _listed(line, match, f"{match[1]}. {words[match.end() :].strip()}")
    elif (match := _HYPHEN.match(words)) and _has_neighbour(lines, position, _HYPHEN):
        yield _listed(line, match, f"- {words[match.end() :].strip()}")


def _has_neighbour(lines: list[tuple[int, str]], position: int, mark: re.Pattern[str]) -> bool:
    beside = (*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2])
    return any(mark.match(words) for _, words in beside)


def _listed(line: int, match: re.Match[str], proposal: str) -> Fault:
    return (
        line,
        len(match.group()) - len(match.group().lstrip()),
        say("“{mark}” begins an item as a word processor writes it.", mark=match.group().strip()),
        say("Write “{proposal}”.", proposal=proposal),
    )


def _spaces(line: int, words: str, *, is_sheet: bool) -> Iterator[Fault]:
    if match := _INDENT.match(words):
        odd = next(char for char in match.group() if char not in " \t")
        yield (
            line,
            match.group().index(odd),
            say(
                "This line begins with non-breaking spaces (U+{number}).", number=f"{ord(odd):04X}"
            ),
            say("Delete them and write ordinary spaces; often they come with a copied text."),
        )
    elif match := _RUN.search(words):
        yield (
            line,
            match.start(),
            say("Several spaces stand here that are no ordinary ones."),
            say("Write one ordinary space; for columns a table, with | between its cells."),
        )
    body = words.lstrip(" \t")
    if "\t" in body.rstrip():
        yield (
            line,
            len(words) - len(body) + body.index("\t"),
            say("A tab stands here."),
            say("Write one ordinary space; for columns a table, with | between its cells."),
        )
    elif (
        not is_sheet and "|" not in words and body[:1] != ":" and (match := _ALIGNED.search(words))
    ):
        yield (
            line,
            match.start(),
            say("Several spaces stand here, of which readers see one."),
            say("Write one ordinary space; for columns a table, with | between its cells."),
        )


def _link(line: int, words: str) -> Iterator[Fault]:
    if "[" not in words:
        return
    if match := _TITLE.search(words):
        title = match[4].rstrip(" “”„‟«»‘’‚‛")
        proposal = f'[{match[1]}]({match[2]} "{title}")'
        message = say("The title of this link stands in quotation marks of Word, so it is no link.")
        yield line, match.start(), message, say("Write {proposal}.", proposal=proposal)
    elif match := _APART.search(words):
        message = say(
            "A space stands between the words of this link and its address, so it is no link."
        )
        yield (
            line,
            match.start(),
            message,
            say("Write {proposal}.", proposal=f"[{match[1]}]({match[2]})"),
        )
