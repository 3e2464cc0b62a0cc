"""Words of Word files as Markdown, and as ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from claim_manual.derived.word_text import WordParagraph, WordRun
from claim_manual.pages.markdown import escaped
from claim_manual.read.characters import controls, unseen

_FIRST = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=#:]))")
_SPACES = re.compile(r"[^\S\n]+")
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_IN_ADDRESSES = {ord(mark): f"%{ord(mark):02X}" for mark in ' ()<>[]"\\`|'}
_LONGEST_ID = 50


def tidy(words: str) -> str:
    """Words without characters that no source may have; lines stay lines, other space is one space."""
    text = unicodedata.normalize("NFC", words).encode("utf-8", "ignore").decode()
    dropped = {n for n in (*controls(text), *unseen(text)) if text[n] not in "\n\t"}
    text = "".join(char for n, char in enumerate(text) if n not in dropped)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def as_words(text: str) -> str:
    """Words as Markdown that says nothing but these words; addresses in them stay addresses."""
    parts = _ADDRESS.split(text)
    return "".join(part if n % 2 else escaped(part) for n, part in enumerate(parts))


def first(markdown: str) -> str:
    """A line with which a block of Markdown begins: what would be a list or a heading is not."""
    return _FIRST.sub(r"\1\\", markdown)


def markdown(runs: Iterable[WordRun], skip: int = 0, *, is_bold_kept: bool = False) -> str:
    """Runs as Markdown on one line or several; the first `skip` characters are left out.

    Bold letters are marked where not all are: what is bold as a whole is a heading of some kind,
    unless it is known to be none (`is_bold_kept`).
    """
    merged = _merged(runs, skip)
    is_all_bold = all(run.is_bold for run in merged if run.text.strip()) and not is_bold_kept
    parts = (_marked(run, is_bold=run.is_bold and not is_all_bold) for run in merged)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def paragraph_markdown(
    paragraph: WordParagraph, skip: int = 0, *, is_bold_kept: bool = False
) -> str:
    """A paragraph as Markdown, its footnotes in brackets after it."""
    notes = "".join(f" ({as_words(tidy(note))})" for note in paragraph.notes)
    return f"{markdown(paragraph.runs, skip, is_bold_kept=is_bold_kept)}{notes}"


def _merged(runs: Iterable[WordRun], skip: int) -> list[WordRun]:
    """Runs of which no two neighbours are set alike."""
    merged: list[WordRun] = []
    for run in runs:
        text, skip = run.text[skip:], max(skip - len(run.text), 0)
        if not text:
            continue
        last = merged[-1] if merged else None
        if last and (last.is_bold, last.is_italic, last.href) == (
            run.is_bold,
            run.is_italic,
            run.href,
        ):
            merged[-1] = WordRun(last.text + text, run.is_bold, run.is_italic, run.href)
        else:
            merged.append(WordRun(text, run.is_bold, run.is_italic, run.href))
    return merged


def _marked(run: WordRun, *, is_bold: bool) -> str:
    lines = []
    for line in run.text.split("\n"):
        core = tidy(line)
        if not core:
            lines.append(line)
            continue
        before = " " if line[:1].isspace() else ""
        after = " " if line[-1:].isspace() else ""
        lines.append(f"{before}{_set(core, run, is_bold=is_bold)}{after}")
    return "\n".join(lines)


def _set(core: str, run: WordRun, *, is_bold: bool) -> str:
    words = as_words(core)
    if run.href and core != run.href:
        words = f"[{escaped(core)}]({run.href.translate(_IN_ADDRESSES)})"
    if run.is_italic and core.strip("_*"):
        words = f"*{words}*"
    return f"**{words}**" if is_bold and any(char.isalnum() for char in core) else words


def slug(words: str, longest: int = _LONGEST_ID) -> str:
    """Words as an id: small letters without accents, whole words up to a length; "" where none is left."""
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss"))
    parts = re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
    text = ""
    for part in parts:
        longer = f"{text}-{part}" if text else part[:longest]
        if len(longer) > longest:
            break
        text = longer
    return text


def unique(wanted: str, taken: set[str]) -> str:
    """An id that is not taken yet: the one wanted, or with a number; it is taken then."""
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    taken.add(name)
    return name


def shortened(words: str, longest: int = 70) -> str:
    """The beginning of words on one line, to recognise them by."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
