"""A text of Word as drafts of procedures: which sections belong together, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from claim_manual.derived.word_text import WordBlock, WordParagraph, WordRun, WordTable, WordText
from claim_manual.imports.drafts import Draft, Drafts, Taken, Unread
from claim_manual.imports.field_names import TEXTS, field_named, without_counter
from claim_manual.imports.into import Into
from claim_manual.imports.nodes import nodes_of, steps_in_a_row
from claim_manual.imports.not_taken import not_taken
from claim_manual.imports.prose import prose
from claim_manual.imports.sections import Section, sections
from claim_manual.imports.step_tables import steps_in, title_of
from claim_manual.imports.steps import WrittenStep, mark_of, read_lists
from claim_manual.imports.written import (
    as_words,
    first,
    paragraph_markdown,
    shortened,
    slug,
    tidy,
    unique,
)
from claim_manual.model.finding import say
from claim_manual.model.manual import Manual
from claim_manual.read.plain_words import plain

MOST_STEPS = 300
"""How many steps a draft has at most; what has more is divided."""
_SUMMARY_WORDS = 40
_CODE = re.compile(
    r"([A-Z]{1,6}[-. ]?\d{1,4}[A-Za-z]?)\s*(?:[–—:.|]|\s-\s|-(?=\s)|\s)\s*(?=\S)(.+)"
)
_ONLY_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,19}")
_VERSION = re.compile(r"v?\.?\s*(\d[\w.]{0,9})", re.IGNORECASE)


@dataclass
class _Prose:
    """What stays prose: the heading above it, "" for none, with its paragraph, and the blocks."""

    at: int
    title: str
    blocks: list[WordBlock]


@dataclass
class _Found:
    """What belongs to one procedure while the file is read."""

    at: int
    level: int
    title: str
    is_guessed: bool = False
    steps: list[WrittenStep] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    prose: list[_Prose] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    @property
    def is_procedure(self) -> bool:
        """Whether there is a step in it."""
        return bool(self.steps)


def procedures(text: WordText, into: Into, name: str, category: str, taken_ids: set[str]) -> Drafts:
    """The procedures that a text of Word has, as drafts for a category; `name` is that of the file."""
    found = [*_found(sections(text.blocks), name)]
    whole = [*_divided(_with_prose(found), name)]
    codes = _Codes(into, category)
    drafts = tuple(_draft(part, into, name, codes, taken_ids) for part in whole)
    return Drafts(drafts, tuple(not_taken(text.left)))


def _found(parts: Sequence[Section], name: str) -> Iterator[_Found]:
    """What each section that has no name of a field says, with the sections that have."""
    found: list[_Found] = []
    for section in parts:
        named = field_named(section.title) if section.title else ""
        if section.level == 0 or not named:
            found.append(_Found(section.at, section.level, section.title, section.is_guessed))
            named, owner = "", found[-1]
        else:
            owner = _owner(found, section)
        _read(owner, section, named)
    yield from found


def _owner(found: list[_Found], section: Section) -> _Found:
    """The procedure that a section with the name of a field belongs to."""
    if not found:
        found.append(_Found(section.at, 0, ""))
    above = (part for part in reversed(found) if part.level < section.level)
    return next(above, found[-1])


def _read(owner: _Found, section: Section, named: str) -> None:
    """Give what a section says to its procedure."""
    rest: list[WordBlock] = []
    if named == "documents":
        rest = _documents(owner, section.blocks)
    elif named in TEXTS and named not in owner.texts:
        rest = _text(owner, named, section.blocks)
    elif named in {"code", "version", "owner", "title"} and section.blocks:
        rest = _fact(owner, named, section.blocks)
    else:
        rest = _steps(owner, section.blocks, is_named=named == "steps")
    if rest or (section.title and not named and section.level and owner.title != section.title):
        title = section.title if section.title != owner.title and named != "steps" else ""
        owner.prose.append(_Prose(section.at, title, rest))


def _documents(owner: _Found, blocks: Sequence[WordBlock]) -> list[WordBlock]:
    rest: list[WordBlock] = []
    for block in blocks:
        mark = mark_of(block) if isinstance(block, WordParagraph) else None
        if isinstance(block, WordParagraph) and mark and not block.is_boxed:
            owner.documents.append(paragraph_markdown(block, mark.skip).replace("\n", " "))
            owner.taken.append(Taken(block.at, shortened(block.text), "documents"))
        else:
            rest.append(block)
    return rest


def _text(owner: _Found, key: str, blocks: Sequence[WordBlock]) -> list[WordBlock]:
    paragraphs = [
        block for block in blocks if isinstance(block, WordParagraph) and not block.is_boxed
    ]
    text = prose(paragraphs)
    if text:
        owner.texts[key] = text
    owner.taken += [Taken(p.at, shortened(p.text), key) for p in paragraphs]
    return [block for block in blocks if block not in paragraphs]


def _fact(owner: _Found, key: str, blocks: Sequence[WordBlock]) -> list[WordBlock]:
    head, *rest = blocks
    if not isinstance(head, WordParagraph) or key in owner.facts:
        return [*blocks]
    owner.facts[key] = tidy(head.text)
    owner.taken.append(Taken(head.at, shortened(head.text), key))
    return rest


def _steps(owner: _Found, blocks: Sequence[WordBlock], *, is_named: bool) -> list[WordBlock]:
    """The steps of lists and tables; what is left."""
    rest: list[WordBlock] = []
    lists: list[WordBlock] = []
    for block in blocks:
        of_table = steps_in(block) if isinstance(block, WordTable) else []
        if not of_table and isinstance(block, WordTable) and _facts(owner, block):
            continue
        if not of_table:
            lists.append(block)
            continue
        assert isinstance(block, WordTable)
        rest += _of_lists(owner, lists, is_named=is_named)
        lists = []
        if not owner.title and title_of(block):
            owner.title, owner.is_guessed = title_of(block), True
        owner.steps += of_table
    return [*rest, *_of_lists(owner, lists, is_named=is_named)]


def _of_lists(owner: _Found, blocks: list[WordBlock], *, is_named: bool) -> list[WordBlock]:
    read = read_lists(blocks, takes_bullets=is_named)
    owner.steps += read.steps
    return read.prose


def _facts(owner: _Found, table: WordTable) -> bool:
    """Take what a table at the head of a page says of it: code, version, purpose; True if all is that."""
    pairs = [
        (field_named(a.text), a, b)
        for row in table.rows
        for a, b in zip(row[::2], row[1::2], strict=False)
    ]
    if len(pairs) < 2 or not all(key and key != "steps" for key, _, _ in pairs):
        return False
    if any(len(row) % 2 for row in table.rows):
        return False
    for key, _, cell in pairs:
        at = next((p.at for p in cell.paragraphs), table.at)
        if key in TEXTS:
            owner.texts.setdefault(key, prose(cell.paragraphs))
        elif key == "documents":
            owner.documents += [paragraph_markdown(p) for p in cell.paragraphs]
        else:
            owner.facts.setdefault(key, tidy(cell.text).replace("\n", " "))
        owner.taken.append(Taken(at, shortened(cell.text), key))
    return True


def _with_prose(found: Sequence[_Found]) -> list[_Found]:
    """The procedures; what is none goes to the prose of one: of the page above it, else of the first."""
    whole = [part for part in found if part.is_procedure]
    if not whole:
        return []
    for n, part in enumerate(found):
        if part.is_procedure:
            continue
        before = [other for other in found[:n] if other.is_procedure]
        owner = before[-1] if before else whole[0]
        owner.prose += _as_prose(part)
    return whole


def _as_prose(part: _Found) -> list[_Prose]:
    """All that is known of what is no procedure, under its heading."""
    heading = [_Prose(part.at, part.title, [])] if part.title else []
    return [*heading, *part.prose, *_kept(part)]


def _kept(part: _Found) -> Iterator[_Prose]:
    """What was taken for fields of a page that is none after all."""
    for kept in (*part.texts.values(), *part.documents, *part.facts.values()):
        paragraph = WordParagraph(part.at, (WordRun(kept),))
        yield _Prose(part.at, "", [paragraph])


def _divided(found: Sequence[_Found], name: str) -> Iterator[_Found]:
    """Procedures of at most MOST_STEPS steps."""
    for part in found:
        if len(part.steps) <= MOST_STEPS:
            yield part
            continue
        for n, start in enumerate(range(0, len(part.steps), MOST_STEPS), 1):
            steps = part.steps[start : start + MOST_STEPS]
            title, is_guessed = f"{part.title or name} ({n})", part.is_guessed or not part.title
            if n == 1:
                yield replace(part, title=title, is_guessed=is_guessed, steps=steps)
            else:
                yield _Found(steps[0].at, part.level, title, is_guessed, steps)


class _Codes:
    """Codes that no page has: those of the file where they are free, else the next of the category."""

    def __init__(self, into: Into, category: str) -> None:
        self._taken = {document.model.code for document in into.manual.documents()}
        self._prefix, self._width = _prefix(into.manual, category)
        self._n = 0

    def __call__(self, written: str) -> tuple[str, bool]:
        """A code, and whether it is the one that was written."""
        if written and written not in self._taken:
            self._taken.add(written)
            return written, True
        while True:
            self._n += 1
            code = f"{self._prefix}-{self._n:0{self._width}}"
            if code not in self._taken:
                self._taken.add(code)
                return code, False


def _prefix(manual: Manual, category: str) -> tuple[str, int]:
    """How codes of a category begin, and how many digits they have."""
    for document in manual.procedures:
        match = re.fullmatch(r"(.+)-(\d+)", document.model.code)
        if match and f"/{category}/" in f"/{document.path}":
            return match[1], len(match[2])
    initials = "".join(part[0] for part in category.split("-") if len(part) > 2).upper()
    return initials or "P", 2


def _draft(part: _Found, into: Into, name: str, codes: _Codes, taken_ids: set[str]) -> Draft:
    comments: dict[str, str] = {}
    title, written_code = _title(part, into, name, comments)
    code, is_written = codes(written_code)
    if not is_written:
        comments["code"] = into.tell(
            say("A guess: {code} stands on another page already.", code=written_code)
            if written_code
            else say("A guess: no code was written; this one is free.")
        )
    draft_id = unique(slug(f"{code} {title}" if is_written else title) or "import", taken_ids)
    made = nodes_of(part.steps, into)
    value: dict[str, Any] = {"code": code, "title": into.text(as_words(title)), "status": "draft"}
    value["version"] = _version(part, comments, into)
    value["owner"] = _page_owner(part, into, comments)
    value["summary"] = _summary(part, into, title, comments)
    for key in TEXTS:
        if key in part.texts and key != "summary":
            value[key] = into.text(part.texts[key])
    if part.documents:
        value["documents"] = [{"name": into.text(words)} for words in part.documents]
    value["steps"] = made.nodes
    words = {step.at: step.text for step in part.steps}
    taken = [Taken(part.at, shortened(part.title), "title")] if part.title else []
    taken += part.taken
    taken += [
        Taken(at, shortened(words.get(at, "")), f"steps/{node_id}") for at, node_id in made.origins
    ]
    return Draft(
        draft_id, title, value, {**value, "steps": steps_in_a_row(part.steps, into).nodes}, comments, _prose(part), tuple(taken),
        tuple(_unread(part)), sum(map(len, made.guesses.values())) + len(comments),
    )  # fmt: skip


def _title(part: _Found, into: Into, name: str, comments: dict[str, str]) -> tuple[str, str]:
    """The title, and the code that stands in it or beside it."""
    title = part.facts.get("title") or part.title
    if not title:
        title = re.sub(r"[_\s]+", " ", name).strip() or "?"
        comments["title"] = into.tell(say("A guess: the name of the file; no title was written."))
    elif part.is_guessed and not part.facts.get("title"):
        comments["title"] = into.tell(say("A guess: taken for a heading, for it looks like one."))
    coded = _CODE.fullmatch(title)
    code = part.facts.get("code", "")
    if code and not _ONLY_CODE.fullmatch(code):
        code = slug(code, 20).upper()
    if coded and not code:
        return coded[2].strip(), coded[1].replace(" ", "-")
    if coded and plain(coded[1]) == plain(code):
        return coded[2].strip(), code
    return without_counter(title), code


def _version(part: _Found, comments: dict[str, str], into: Into) -> str:
    written = part.facts.get("version", "")
    match = _VERSION.fullmatch(written)
    if match:
        return match[1]
    if written:
        comments["version"] = into.tell(say("A guess: the file says “{written}”.", written=written))
    return "0.1"


def _page_owner(part: _Found, into: Into, comments: dict[str, str]) -> str:
    written = part.facts.get("owner", "")
    meant = into.roles(written) if written else None
    if meant and meant.ids:
        if meant.near or meant.unknown:
            comments["owner"] = into.tell(
                say("A guess: the file says “{written}”.", written=written)
            )
        return meant.ids[0]
    comments["owner"] = into.tell(
        say("A guess: the file says “{written}”.", written=written)
        if written
        else say("A guess: nobody was named; this is the first role of the manual.")
    )
    return next(iter(into.manual.register("roles"))).id


def _summary(part: _Found, into: Into, title: str, comments: dict[str, str]) -> dict[str, str]:
    if part.texts.get("summary"):
        return into.text(part.texts["summary"])
    lead = part.prose[0] if part.prose else None
    if lead and not lead.title and lead.blocks:
        block = lead.blocks[0]
        is_short = (
            isinstance(block, WordParagraph) and mark_of(block) is None and not block.is_boxed
        )
        if is_short and isinstance(block, WordParagraph) and _is_brief(block):
            lead.blocks = lead.blocks[1:]
            part.taken.append(Taken(block.at, shortened(block.text), "summary"))
            comments["summary"] = into.tell(say("A guess: the first paragraph."))
            return into.text(paragraph_markdown(block).replace("\n", " "))
    comments["summary"] = into.tell(say("A guess: the title; no summary was written."))
    return into.text(as_words(title))


def _is_brief(paragraph: WordParagraph) -> bool:
    return len(paragraph.text.split()) <= _SUMMARY_WORDS


def _prose(part: _Found) -> str:
    """What is not understood, under the headings that it had."""
    pieces: list[str] = []
    for piece in part.prose:
        if piece.title:
            pieces.append(f"## {first(as_words(without_counter(piece.title)))}")
        if text := prose(piece.blocks):
            pieces.append(text)
    return "\n\n".join(pieces) + "\n" if pieces else ""


def _unread(part: _Found) -> Iterable[Unread]:
    for piece in part.prose:
        if not piece.blocks and piece.title:
            yield Unread(piece.at, shortened(piece.title))
        for run in _runs(piece.blocks):
            head = run[0]
            words = head.text if isinstance(head, WordParagraph) else _table_words(head)
            yield Unread(head.at, shortened(words), len(run))


def _runs(blocks: Sequence[WordBlock]) -> Iterator[list[WordBlock]]:
    """Paragraphs that follow each other, and tables one by one."""
    run: list[WordBlock] = []
    for block in blocks:
        if isinstance(block, WordTable):
            if run:
                yield run
            yield [block]
            run = []
        elif run and block.at != run[-1].at + 1:
            yield run
            run = [block]
        else:
            run.append(block)
    if run:
        yield run


def _table_words(table: WordTable) -> str:
    return " | ".join(cell.text for cell in table.rows[0]) if table.rows else ""
