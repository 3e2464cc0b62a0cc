"""unsupported-markup: a form of text of other programs, of which readers would see the marks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.check.rule import rule
from claim_manual.derived.written_lines import WrittenText, written_texts
from claim_manual.model.dialect.notes import KINDS, kind_of_note
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.markup import footnote_faults, headless_tables, repeated_footnotes


@dataclass(frozen=True)
class Form:
    """A form that there is not: letters without which a line has none of it, and what it looks like."""

    needle: str
    pattern: re.Pattern[str]
    hint: Message


_TAGS = (
    "a|abbr|b|big|blockquote|button|center|cite|code|dd|del|details|dfn|div|dl|dt|em|figure|font|form|"
    "h[1-6]|hr|i|img|input|ins|kbd|label|li|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|"
    "summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|video|audio|"
    "base|embed|iframe|link|math|meta|noscript|object|option|script|select|style|svg|template|textarea"
)
_GOAL = r"(?:#|··|(?:mailto|tel|procedure|flow|contact|law|term|form|source|role|deadline):)"
"""How the address of a link begins that is none of a file; those of the web are blank."""
FORMS = (
    Form(
        ":::",
        re.compile(r"^\s*:::+\s*\w[\w-]*"),
        say('A box is written !!! warning "Title", its lines below indented by four spaces.'),
    ),
    Form(
        "[",
        re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])(?:\s+\[\]|\[[ xX]\])(?=\s)"),
        say(
            "An item with a box is written - [ ] with a space before, within and after the brackets."
        ),
    ),
    Form(
        "===",
        re.compile(r"^\s*===[+!]? [\"“”]"),
        say("There are no tabs: write a line in **bold** above each part."),
    ),
    Form(
        "~",
        re.compile(r"(?<=\w)(?<!~)~[^~\s]{1,12}~(?!~)"),
        say("Write the sign itself, as in H₂O and x², or say it in words."),
    ),
    Form(
        "^",
        re.compile(r"(?<=\w)\^[^\^\s\[\]]{1,12}\^"),
        say("Write the sign itself, as in H₂O and x², or say it in words."),
    ),
    Form(
        "^[",
        re.compile(r"(?<!\[)\^\[[^\]\n]{2,}\]"),
        say("Write [^1] here, and [^1]: with the note in a paragraph of its own."),
    ),
    Form("==", re.compile(r"(?<!=)==[^=\s](?:[^=\n]*[^=\s])?==(?!=)"), say("Write **bold**.")),
    Form(
        ":",
        re.compile(r"(?<![\w:/.])(?!:(?:--|-:))" r":[a-z][a-z0-9_+-]{1,30}:(?![\w:/])"),
        say("Write the sign itself, or say it in words."),
    ),
    Form(
        "$",
        re.compile(
            r"(?<![\w$])\$(?=[^$\n]{0,80}[\\^_={}])[^\s$](?:[^$\n]{0,80}[^\s$])?\$(?![\w$])"
        ),
        say("There are no formulas: say it in words, or as in x²."),
    ),
    Form(
        "<",
        re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE),
        say(
            "HTML does nothing here: write **bold**, *stress*, `code`, [words](https://…), or leave it out."
        ),
    ),
    Form(
        "<!--",
        re.compile(r"<!--"),
        say("Whoever reads the page would read this: leave it out. Comments of YAML begin with #."),
    ),
    Form(
        "{",
        re.compile(r"\{:?\s*[#.][A-Za-z][^{}\n]*\}"),
        say("Leave it out: a heading has its place by its words."),
    ),
    Form(
        "[[",
        re.compile(r"\[\[(?![_ ]*TOC)[^\[\]\n]+\]\]"),
        say("Write [words](procedure:…), or another link by its meaning."),
    ),
    Form(
        "TOC",
        re.compile(r"^\s*\[\[?_?TOC_?\]\]?\s*$"),
        say("Leave it out: the site makes its lists of contents itself."),
    ),
    Form(
        "{{",
        re.compile(r"\{\{[^{}\n]+\}\}"),
        say("Leave it out: nothing is put in its place."),
    ),
    Form("{%", re.compile(r"\{%[^%\n]+%\}"), say("Leave it out: nothing is put in its place.")),
    Form(
        "++",
        re.compile(r"(?<![+\w])\+\+[A-Za-z][^+\s]*(?:\+[^+\s]+)*\+\+(?![+\w])"),
        say("Write the keys in **bold**: **Ctrl+C**."),
    ),
    Form(
        "]:",
        re.compile(r"^ {0,3}\[[^\]\^\n][^\]\n]*\]:\s+\S"),
        say("Write the address beside its words: [words](https://…)."),
    ),
    Form(
        "][",
        re.compile(r"(?<!\])\[[^\[\]\n]+\]\[[^\[\]\n]*\]"),
        say("Write the address beside its words: [words](https://…)."),
    ),
    Form(
        "*[",
        re.compile(r"^\s*\*\[[^\]\n]+\]:\s"),
        say("Say what it means in reference/glossary.yml, and link to it with term:…."),
    ),
    Form(
        "{",
        re.compile(
            r"\{(?!(?-i:[Ss]tep:[a-z0-9#-]+\}))\s*"
            r"(?:steps?|passos?|pasos?|étapes?|etapes?|nodes?|nós?)\s*:[^{}\n]*\}",
            re.IGNORECASE,
        ),
        say("A step is named by its id: {example}.", example="{step:registar}"),
    ),
    Form(
        "](",
        re.compile(rf"(?<!!)\[[^\[\]\n]+\]\((?={_GOAL})[^()\s\"“”<>]*[ \t][^()\n\"“”<>]*\)"),
        say(
            "There is no space in the address of a link. The place of a heading is its words in small letters without accents, joined by hyphens: [words](#a-heading)."
        ),
    ),
    Form(
        ")[",
        re.compile(rf"\([^()\n]+\)\[{_GOAL}[^\[\]\s]*\]?"),
        say("First the words, then the address: [words](https://…)."),
    ),
    Form(
        "[](",
        re.compile(r"(?<!!)\[\](?:··+|\([^()\s]+\))"),
        say("Write the words of the link between the square brackets."),
    ),
)
_BOX = re.compile(r"^\s*(?:>\s*)*(?:!!!|\?\?\?\+?)\s*([\w-]*)|^\s*(?:>\s*)+\[!([\w-]+)\]")


@rule(warning="unsupported-markup")
def unsupported_markup(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What another program would draw stands here as its marks: each with the way out."""
    few = Few()
    for text in written_texts(manual):
        if text.text.isascii() and text.text.isalnum():
            continue
        faults = (*_forms(text), *_boxes(text), *_notes(text), *_tables(text))
        for line, column, written, hint in faults:
            if few.has_room(text.path):
                message = say(
                    "“{written}” would be read as it stands.", written=" ".join(written.split())
                )
                place = text.place(line, column)
                few.add(text.path, warning(place, "unsupported-markup", message, hint))
    yield from few.findings()


Fault = tuple[int, int, str, Message]
"""Line and column from 0, what is written there, what to do."""


def _forms(text: WrittenText) -> Iterator[Fault]:
    wanted = [form for form in FORMS if form.needle in text.text]
    if not wanted:
        return
    written = text.text.split("\n")
    for line, words in text.lines:
        taken: set[tuple[int, str]] = set()
        for form in wanted:
            for match in form.pattern.finditer(words):
                is_closing = match.group().startswith("</") and taken  # its opening is named
                if (match.start(), form.hint.template) not in taken and not is_closing:
                    taken.add((match.start(), form.hint.template))
                    yield line, match.start(), written[line][slice(*match.span())], form.hint


def _boxes(text: WrittenText) -> Iterator[Fault]:
    """Boxes of a kind that there is not, and boxes with nothing in them."""
    if "!!!" not in text.text and "???" not in text.text and "[!" not in text.text:
        return
    rows = dict(text.lines)
    for line, words in rows.items():
        match = _BOX.match(words)
        kind = match and (match[1] or match[2])
        if match is None or not kind:
            continue
        if kind_of_note(kind) is None:
            hint = say("There is no such box. There are: {names}.", names=", ".join(KINDS))
            yield line, 0, match.group().strip(), hint
        elif match[1] and not rows.get(line + 1, rows.get(line + 2, "")).startswith(
            (" ", "\t", ">")
        ):
            hint = say("Indent the lines of the box by four spaces, below its title.")
            yield line, 0, words.strip(), hint


def _notes(text: WrittenText) -> Iterator[Fault]:
    for line, label in repeated_footnotes(text.text):
        hint = say(
            "A note above has this number already, and only that is read. Give this one another: {note}",
            note=f"[^{label}b]: …",
        )
        yield line, 0, f"[^{label}]:", hint
    for line, label, is_missing in footnote_faults(text.text):
        if is_missing:
            hint = say("Write the note in a paragraph of its own: {note}", note=f"[^{label}]: …")
            yield line, 0, f"[^{label}]", hint
        else:
            hint = say(
                "Nothing refers to this note: write {mark} where it belongs.", mark=f"[^{label}]"
            )
            yield line, 0, f"[^{label}]:", hint


def _tables(text: WrittenText) -> Iterator[Fault]:
    """Rows of a table without the line that makes one of them."""
    for line, row in headless_tables(text.text):
        hint = say("Write below the first row a line that makes a table of it: {line}", line=row)
        yield line, 0, text.text.split("\n")[line].strip(), hint
