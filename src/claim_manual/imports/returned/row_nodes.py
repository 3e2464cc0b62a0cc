"""The rows of a table of steps of ours as nodes, where the manual has not the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.derived.word_text import WordOrigin, WordParagraph
from claim_manual.imports.into import Into
from claim_manual.imports.returned.compared import way_pattern
from claim_manual.imports.returned.known_lines import KnownLines
from claim_manual.imports.returned.page import ReadPage, ReadRow, said, same
from claim_manual.imports.written import (
    as_words,
    first,
    paragraph_markdown,
    shortened,
    slug,
    unique,
)
from claim_manual.model.catalogue import label
from claim_manual.model.finding import Message, say
from claim_manual.model.language import language_name
from claim_manual.model.manual import nodes
from claim_manual.model.nodes import Outcome
from claim_manual.model.schema import TimeLimit
from claim_manual.model.values import LEVELS
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts
from claim_manual.read.durations import iso_duration

_LONGEST_ID = 32
_BOX = "☐"
"""What stands before the parts of a step."""
_ANSWER = re.compile(r"\.answers\.(?P<id>[a-z0-9-]+)\.label$")
_LANGUAGES = ("pt", "en", "es", "fr", "uk", "ar", "hi", "bn", "ne", "ur", "zh", "ru", "de", "it")
"""Languages in which words to say may stand beside those of the manual."""


@dataclass
class RowNodes:
    """Makes nodes of rows; `guesses` counts what is one."""

    page: ReadPage
    origin: WordOrigin
    into: Into
    guesses: int = 0
    origins: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.say = Reading(self.into.manual, self.into.lang).say
        self.known = KnownLines(self.into)
        self._answer_ids: dict[str, str] = {}
        taken: set[str] = set()
        self.ids = [unique(self._wanted(row), taken) for row in self.page.rows]
        self.by_number = {
            row.number: node for row, node in zip(self.page.rows, self.ids, strict=True)
        }

    def nodes(self) -> list[dict[str, Any]]:
        """All of them, in order."""
        made = []
        for row, node_id in zip(self.page.rows, self.ids, strict=True):
            made.append(self._node(row, node_id))
            self.origins.append((row.at, shortened(row.title), node_id))
        return made

    def _wanted(self, row: ReadRow) -> str:
        """The id that a step had, where the file still says it; else one of its words."""
        marks = (self.origin.marks[p][1] for p in row.places if p in self.origin.marks)
        title = row.title.removeprefix(f"{self._word('Outcome')}:").partition(": ")[2] or row.title
        return next(filter(None, marks), "") or slug(title, _LONGEST_ID) or "x"

    def _word(self, word: str) -> str:
        return same(self.into.say_word(word))

    def _node(self, row: ReadRow, node_id: str) -> dict[str, Any]:
        node: dict[str, Any] = {"id": node_id}
        what = row.cells.get("what", ())
        ways = self._ways(row)
        guesses: list[Message] = []
        if what:
            self._title(node, what[0], ways)
        if "outcome" not in node:
            self._role(node, row, guesses)
        self._body(node, what[1:])
        self._led(node, ways, guesses)
        if guesses:
            self.guesses += len(guesses)
            guessed = self.into.say_all(guesses)
            written = node.get("warning", {}).get(self.into.lang, "")
            lang = self.into.lang
            node["warning"] = guessed | {lang: f"{written} {guessed[lang]}".strip()}
        return node

    # -- what it is

    def _title(
        self, node: dict[str, Any], paragraph: WordParagraph, ways: list[tuple[str, str]]
    ) -> None:
        words = said(paragraph)
        markdown = " ".join(paragraph_markdown(paragraph).split())
        outcome, follow = f"{self._word('Outcome')}: ", f"{self._word('Follow')} "
        if words.startswith(outcome):
            title, level = self._level(words[len(outcome) :])
            node["outcome"] = self.into.text(as_words(title))
            node |= {"level": level} if level else {}
        elif words.startswith(follow) and (used := self.known.pages(words)):
            node["use"] = used[0]
            if begin := self._begin(used[0], words):
                node["begin_at"] = begin
        elif words.endswith("?") or len([1 for name, _ in ways if name]) > 1:
            node["ask"] = self.into.text(markdown)
        else:
            node["do"] = self.into.text(markdown)

    def _level(self, words: str) -> tuple[str, str]:
        """The title of an outcome, and its level."""
        for level, name in LEVELS.items():
            mark, found, title = words.partition(f"{self._word(name)}: ")
            if found and len(mark.strip()) <= 1:
                return title, level
        return words, ""

    def _begin(self, used: str, words: str) -> str:
        """The question from which on another page is followed."""
        document = self.into.manual.document(used)
        reading = Reading(self.into.manual, self.into.lang)
        for node in nodes(document) if document else ():
            if "ask" in type(node).model_fields and f"«{reading.node(node)}»" in words:
                return node.id
        return ""

    def _role(self, node: dict[str, Any], row: ReadRow, guesses: list[Message]) -> None:
        written = ", ".join(map(said, row.cells.get("who", ())))
        if ids := self.known.people(written):
            node["role"] = ids[0] if len(ids) == 1 else ids
            return
        meant = self.into.roles(written) if written else None
        if meant is None:
            return
        if meant.ids:
            node["role"] = meant.ids[0] if len(meant.ids) == 1 else [*meant.ids]
        if meant.unknown or not meant.ids:
            unknown = as_words(", ".join(meant.unknown) or written)
            guesses.append(
                say("Imported: no role of the manual is called “{written}”.", written=unknown)
            )

    # -- what belongs to it

    def _body(self, node: dict[str, Any], paragraphs: tuple[WordParagraph, ...]) -> None:
        details: list[str] = []
        spoken: dict[str, list[str]] = {}
        lang = ""
        for n, paragraph in enumerate(paragraphs):
            words = said(paragraph)
            is_item = paragraph.number is not None
            markdown = " ".join(paragraph_markdown(paragraph, is_bold_kept=True).split())
            if words == self._word("Words to say"):
                lang = self.into.lang
            elif lang and words in self._languages:
                lang = self._languages[words]
            elif self._known(node, paragraph, words, is_first=n == 0):
                lang = ""
            elif lang and not is_item:
                spoken.setdefault(lang, []).append(first(markdown))
            elif paragraph.number and paragraph.number.sign == _BOX and "do" in node:
                node.setdefault("parts", []).append({"do": self.into.text(markdown)})
            else:
                self._more(details, markdown, is_item=is_item)
        if spoken:
            node["say"] = {tag: "\n\n".join(lines) for tag, lines in spoken.items()}
        if details:
            node["help" if "ask" in node else "details"] = self.into.text(
                "\n".join(details).strip()
            )

    def _more(self, details: list[str], markdown: str, *, is_item: bool) -> None:
        was_item = bool(details) and details[-1].startswith("- ")
        if details and not (was_item and is_item):
            details.append("")
        details.append(f"- {markdown}" if is_item else first(markdown))

    def _known(
        self, node: dict[str, Any], paragraph: WordParagraph, words: str, *, is_first: bool
    ) -> bool:
        """What is no author's text: contacts, warnings, pages to go on with, times and forms."""
        warning, onward = (
            f"{self._word('Warning')}: ",
            same(self.into.say_word(label(Outcome, "continue_with"))),
        )
        source = f"{self._word('Source')}: "
        if paragraph.number is not None and (contact := self.known.id("contacts", words)):
            node.setdefault("contacts", []).append(contact)
        elif words.startswith(warning):
            text = " ".join(paragraph_markdown(paragraph, len(warning)).split())
            node["warning"] = self.into.text(re.sub(r"^[\s*:]+", "", text))
        elif words.startswith(source) and (ids := self._sources(words[len(source) :])):
            node["sources"] = ids
        elif words.startswith(f"{onward} ") and (pages := self.known.pages(words)):
            node["continue_with"] = pages
        else:
            return is_first and self._small_print(node, words)
        return True

    def _sources(self, words: str) -> list[str]:
        """Sources by their codes; none where one of them is unknown."""
        ids = [code.strip().lower() for code in words.split(",")]
        register = self.into.manual.register("sources")
        return ids if all(register.find(name) for name in ids) else []

    def _small_print(self, node: dict[str, Any], words: str) -> bool:
        """How long a step takes and with which forms; False where something of it is not known."""
        time: dict[str, str] | None = None
        forms: list[str] = []
        for piece in words.split(" · "):
            if form := self.known.id("forms", piece):
                forms.append(form)
            elif (limit := self._time(piece)) and time is None:
                time = limit
            else:
                return False
        node |= {"time": time} if time else {}
        node |= {"forms": forms} if forms else {}
        return True

    def _time(self, words: str) -> dict[str, str] | None:
        """A time to aim at, if it is shown in just these words."""
        before, _, after = same(self.into.say_word("within {duration}")).partition("{duration}")
        bare = words.partition(" (")[0].removeprefix(before).removesuffix(after)
        meant = iso_duration(bare)
        texts = Texts(Reading(self.into.manual, self.into.lang), "")
        for count in ("calendar", "working") if meant else ():
            limit = TimeLimit(within=meant.iso if meant else "", count=count, kind="target")
            if same(plain((texts.duration(limit),))) == words:
                more = {"count": count} if count == "working" else {}
                return {"within": limit.within, **more, "kind": "target"}
        return None

    @cached_property
    def _languages(self) -> dict[str, str]:
        named = {language_name(tag): tag for tag in _LANGUAGES}
        settings = self.into.manual.settings.model.languages
        return named | {language.name: tag for tag, language in settings.items()}

    # -- where it leads

    def _ways(self, row: ReadRow) -> list[tuple[str, str]]:
        ways: list[tuple[str, str]] = []
        for paragraph in row.cells.get("then", ()):
            words = said(paragraph)
            match = way_pattern(self.say).search(words)
            if match and (goal := self.by_number.get(match["number"])):
                name = words[: match.start()].strip().removesuffix(":").strip()
                ways.append(("" if name == self._word("Then") else name, goal))
                self._name_answer(name, paragraph)
        return ways

    def _name_answer(self, name: str, paragraph: WordParagraph) -> None:
        """Remember the id that an answer had, where the file still says it."""
        for place in paragraph.places:
            if former := _ANSWER.search(self.origin.names.get(place, "")):
                self._answer_ids[name] = former["id"]

    def _led(
        self, node: dict[str, Any], ways: list[tuple[str, str]], guesses: list[Message]
    ) -> None:
        if "ask" in node:
            node["answers"] = self._answers(ways, guesses)
            if not node["ask"][self.into.lang].rstrip("*_ ").endswith("?"):
                guesses.append(
                    say(
                        "Imported: its ways held under conditions; they are answers to choose from now."
                    )
                )
        elif "use" in node:
            self._results(node, ways)
        elif "do" in node and ways and len(ways) == 1:
            node["next"] = ways[0][1]
        elif len(ways) > 1:
            lines = "\n".join(f"- {as_words(name)} → {goal}" for name, goal in ways)
            details = node.get("details", {}).get(self.into.lang, "")
            node["details"] = self.into.text(f"{details}\n\n{lines}".strip())
            node["next"] = ways[-1][1]
            guesses.append(
                say("Imported: its answers were not understood; they stand as they were written.")
            )

    def _answers(self, ways: list[tuple[str, str]], guesses: list[Message]) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = []
        taken: set[str] = set()
        for name, goal in ways:
            answer: dict[str, Any] = self.into.answer(name)
            if former := self._answer_ids.get(name, ""):
                answer = {"id": former, "label": self.into.text(as_words(name))}
            answer["id"] = unique(answer["id"], taken)
            answers.append({**answer, "to": goal})
        if not answers:
            guesses.append(
                say("Imported: no answers were written; these, and where they lead, are a guess.")
            )
        return answers

    def _results(self, node: dict[str, Any], ways: list[tuple[str, str]]) -> None:
        document = self.into.manual.document(node["use"])
        reading = Reading(self.into.manual, self.into.lang)
        ends = {
            same(reading.node(end)): end.id
            for end in (nodes(document) if document else ())
            if isinstance(end, Outcome)
        }
        for name, goal in ways:
            if name in ends:
                node.setdefault("then", {})[ends[name]] = goal
            elif not name or name == self._word("other outcomes"):
                node["next"] = goal
