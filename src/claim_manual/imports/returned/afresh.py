"""A page of ours that the manual has not: its source as far as its Word file says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from claim_manual.derived.word_text import WordOrigin, WordParagraph
from claim_manual.imports.drafts import Draft, Taken
from claim_manual.imports.into import Into
from claim_manual.imports.returned.known_lines import KnownLines
from claim_manual.imports.returned.page import ReadLine, ReadPage, said, same
from claim_manual.imports.returned.row_nodes import RowNodes
from claim_manual.imports.written import (
    as_words,
    first,
    paragraph_markdown,
    shortened,
    slug,
    unique,
)
from claim_manual.model.catalogue import label
from claim_manual.model.documents import PersonalData, Procedure
from claim_manual.model.finding import say
from claim_manual.model.values import NEEDS, URGENCIES

_ABOUT = ("trigger", "place", "purpose", "scope", "language_access", "record")
_DATA = ("used", "basis", "sharing", "retention")
_TEXT_LISTS = ("never", "safeguards")
_WRITTEN = {"made": "unconfirmed"}
"""Keys of parts that are written under another one."""
_CHANGE = re.compile(r"\d.*: ")
_HEADED = re.compile(r"(?P<code>[A-Za-z0-9][A-Za-z0-9./_-]{0,19}) (?P<title>.+)")


def draft_afresh(
    page: ReadPage, origin: WordOrigin, into: Into, taken_ids: set[str]
) -> Draft | None:
    """A draft of a page of ours; None where it has no heading with a code."""
    head = _HEADED.fullmatch(page.lines[0].words) if page.lines else None
    if head is None or not page.rows:
        return None
    reader = _Reader(page, origin, into)
    value: dict[str, Any] = {
        "code": head["code"],
        "title": into.text(as_words(head["title"])),
        "status": "draft",
        "version": "0.1",
        "owner": next(iter(into.manual.register("roles"))).id,
    }
    value |= reader.fields()
    value.setdefault("summary", into.text(as_words(head["title"])))
    rows = RowNodes(page, origin, into)
    value["steps"] = rows.nodes()
    if reader.is_owner_read:
        reader.comments.pop("owner", None)
    taken = [Taken(page.lines[0].paragraph.at, shortened(head["title"]), "title")]
    taken += [Taken(at, words, f"steps/{node}") for at, words, node in rows.origins]
    draft_id = unique(reader.page_id or slug(f"{head['code']} {head['title']}"), taken_ids)
    return Draft(
        draft_id, head["title"], value, value, reader.comments, reader.prose(), tuple(taken), (),
        len(reader.comments) + rows.guesses,
    )  # fmt: skip


@dataclass
class _Reader:
    """Reads the lines around the steps."""

    page: ReadPage
    origin: WordOrigin
    into: Into
    comments: dict[str, str] = field(default_factory=dict)
    is_owner_read: bool = False
    _prose: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.comments["owner"] = self.into.tell(
            say("A guess: nobody was named; this is the first role of the manual.")
        )
        self.known = KnownLines(self.into)

    @cached_property
    def page_id(self) -> str:
        """The id that the page had, where the file still says it."""
        places = {place for row in self.page.rows for place in row.places}
        paths = (self.origin.marks[place][0] for place in places if place in self.origin.marks)
        path = next((path for path in paths if path.endswith(".yml")), "")
        return path.rpartition("/")[2].removesuffix(".yml")

    def prose(self) -> str:
        """What stands beside the page."""
        return "\n\n".join(self._prose) + "\n" if self._prose else ""

    def fields(self) -> dict[str, Any]:
        """What the lines say, by key."""
        value: dict[str, Any] = {}
        lines = self.page.lines[1:]
        head = [line for line in lines if line.heading == self.page.lines[0].words]
        for n, line in enumerate(head):
            if n == 0 and not self._pair(line, value):
                value["summary"] = self._text(line.paragraph)
            elif n and not self._pair(line, value):
                self._version(line.words, value)
        for heading, part in self._parts(lines[len(head) :]):
            self._part(heading, part, value)
        return value

    def _version(self, words: str, value: dict[str, Any]) -> None:
        """The version, which stands in the notice below the head."""
        before, _, after = same(self.into.say_word("Version {version}.")).partition("{version}")
        pattern = rf"{re.escape(before)}(?P<version>\S+?){re.escape(after)}(?:\s|$)"
        if match := re.search(pattern, words):
            value["version"] = match["version"]

    def _parts(self, lines: Sequence[ReadLine]) -> Iterator[tuple[str, list[ReadLine]]]:
        """Lines by the heading above them."""
        parts: list[tuple[str, list[ReadLine]]] = []
        for line in lines:
            if line.paragraph.heading or not parts:
                parts.append((line.words, []))
            else:
                parts[-1][1].append(line)
        yield from parts

    def _part(self, heading: str, lines: list[ReadLine], value: dict[str, Any]) -> None:
        """What stands below a heading."""
        key = self._sections.get(heading, "")
        paragraphs = [line.paragraph for line in lines]
        if key == "about":
            for line in lines:
                self._pair(line, value)
        elif key in self._readers:
            values = [*self._readers[key](paragraphs)]
            value |= {_WRITTEN.get(key, key): values} if values else {}
        elif not key:
            self._beside(heading, paragraphs)
        if lines := [line for line in lines if _CHANGE.search(line.words)]:
            value |= {"history": history} if (history := [*self._history(lines)]) else {}

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[list[WordParagraph]], Iterable[Any]]]:
        """By key what makes values of the paragraphs of a part."""

        def ids(kind: str, name: str = "") -> Callable[[list[WordParagraph]], Iterable[Any]]:
            return lambda paragraphs: [
                {name: one} if name else one for one in self.known.ids(kind, map(said, paragraphs))
            ]

        return {
            **{key: partial(map, self._text) for key in _TEXT_LISTS},
            **{key: ids(key) for key in ("contacts", "forms", "related", "sources")},
            "documents": partial(map, self._paper),
            "questions": self._questions,
            "indicators": partial(map, self._indicator),
            "time_limits": ids("deadlines", "deadline"),
            "legal_basis": lambda paragraphs: filter(
                None, (self.known.law(said(p)) for p in paragraphs)
            ),
            "made": ids("unconfirmed"),
        }

    def _history(self, lines: Iterable[ReadLine]) -> Iterator[dict[str, Any]]:
        """The versions, with their days."""
        version = same(self.into.say_word("Version {version}."))
        before, _, after = version.partition("{version}")
        pattern = re.compile(
            rf"{re.escape(before)}(?P<version>\S+?){re.escape(after)} (?P<day>[^:]+): (?P<change>.+)"
        )
        for line in lines:
            match = pattern.fullmatch(line.words)
            day = self.known.days.get(match["day"]) if match else None
            if match and day:
                change = self._text(line.paragraph, line.words.index(match["change"]))
                yield {"version": match["version"], "date": day, "change": change}

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        """By the words of a heading what stands below it; "steps" and others have rows of their own."""
        keys = (
            *_TEXT_LISTS,
            *("documents", "questions", "time_limits", "legal_basis", "contacts", "forms"),
            *("related", "sources", "indicators", "good_practices", "history"),
        )
        named = {same(self.into.say_word(label(Procedure, key))): key for key in keys}
        named[same(self.into.say_word("About this procedure"))] = "about"
        for word in ("Steps", "Flowchart", "At any time"):
            named[same(self.into.say_word(word))] = "made"
        return named

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, tuple[str, ...]] = {
            same(self.into.say_word(label(Procedure, key))): (key,) for key in _ABOUT
        }
        named |= {
            same(self.into.say_word(label(PersonalData, key))): ("personal_data", key)
            for key in _DATA
        }
        return named

    def _pair(self, line: ReadLine, value: dict[str, Any]) -> bool:
        """A line such as “When: …”; whether it is one."""
        name, found, _ = line.words.partition(": ")
        if not found:
            return False
        way = self._labels.get(name)
        if way:
            place = value
            for key in way[:-1]:
                place = place.setdefault(key, {})
            place[way[-1]] = self._text(line.paragraph, len(name) + 2)
            return True
        return self._people(name, line.words[len(name) + 2 :], value)

    def _people(self, name: str, words: str, value: dict[str, Any]) -> bool:
        raci = {
            same(self.into.say_word(label_)): key
            for label_, key in (
                ("Who", "responsible"), ("Responsible", "responsible"),
                ("Accountable", "accountable"), ("Consulted", "consulted"), ("Informed", "informed"),
            )
        }  # fmt: skip
        ids = self.known.people(words)
        if name == same(self.into.say_word(label(Procedure, "owner"))) and ids:
            value["owner"] = ids[0]
            self.is_owner_read = True
        elif name in raci and ids:
            value.setdefault("responsibilities", {})[raci[name]] = ids
        elif name == same(self.into.say_word(label(Procedure, "urgency"))):
            named = {same(self.into.say_word(said_)): key for key, said_ in URGENCIES.items()}
            value |= {"urgency": named[words]} if words in named else {}
        else:
            return False
        return True

    def _text(self, paragraph: WordParagraph, skip: int = 0) -> dict[str, str]:
        return self.into.text(" ".join(paragraph_markdown(paragraph, skip).split()))

    def _paper(self, paragraph: WordParagraph) -> dict[str, Any]:
        words = said(paragraph)
        for need, name in NEEDS.items():
            before = f"{same(self.into.say_word(name))}: "
            if words.startswith(before):
                return {"name": self._text(paragraph, len(before)), "need": need}
        return {"name": self._text(paragraph)}

    def _indicator(self, paragraph: WordParagraph) -> dict[str, Any]:
        words = said(paragraph)
        before, _, after = f"({same(self.into.say_word('target'))}: \0)".partition("\0")
        words, _, target = words.removesuffix(after).partition(f" {before}")
        name, _, formula = words.partition(": ")
        more = {"formula": formula, "target": target if said(paragraph).endswith(after) else ""}
        texts = {key: self.into.text(as_words(text)) for key, text in more.items() if text}
        return {"name": self.into.text(as_words(name)), **texts}

    def _questions(self, paragraphs: Iterable[WordParagraph]) -> Iterator[dict[str, Any]]:
        asked: dict[str, Any] = {}
        answers: list[str] = []
        for paragraph in paragraphs:
            if said(paragraph).endswith("?") and (answers or not asked):
                if asked:
                    yield {**asked, "answer": self.into.text("\n\n".join(answers))}
                asked, answers = {"question": self._text(paragraph)}, []
            else:
                answers.append(first(" ".join(paragraph_markdown(paragraph).split())))
        if asked:
            yield {**asked, "answer": self.into.text("\n\n".join(answers) or "?")}

    def _beside(self, heading: str, paragraphs: Iterable[WordParagraph]) -> None:
        """Prose under a heading that is no field."""
        self._prose.append(f"## {first(as_words(heading))}")
        for paragraph in paragraphs:
            markdown = " ".join(paragraph_markdown(paragraph).split())
            is_item = paragraph.number is not None
            self._prose.append(f"- {markdown}" if is_item else first(markdown))
