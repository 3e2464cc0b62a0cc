"""Somebody who has the printed book alone gets wherever the flow leads.

The walker reads the text of the PDF: it goes from number to number as "vá para N (p. X)" says, turns
to other pages and back, and weighs the conditions that are printed. The model only says which answers
people give, and where they should end.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.model.nodes import Ask, AskDate, AskNumber, Multiple
from claim_manual.proof.situations import situations
from claim_manual.proof.walks import walk
from claim_manual.reports.paths import _path
from claim_manual.work.judging import sound
from conftest import DAY, ROOT

pytestmark = pytest.mark.slow

LANG = "pt"


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def squeezed(text: str) -> str:
    """Letters, digits, quotes and brackets: the rest is the printer's."""
    return re.sub(r"[^\w«»()]|_", "", text)


# -- the book, from its text


@dataclass(frozen=True)
class Way:
    """What stands before "vá para", squeezed, and the number and page after it."""

    label: str
    number: int
    page: int


@dataclass(frozen=True)
class Item:
    """A numbered part of a page: the page on which it begins, its text, and its ways."""

    number: int
    page: int
    text: str

    @property
    def is_end(self) -> bool:
        return self.text.startswith("Resultado")

    @property
    def ways(self) -> list[Way]:
        found = []
        start = 0
        for one in re.finditer(r"vá para (\d+) \(p\. (\d+)\)", self.text):
            label = squeezed(self.text[start : one.start()])
            found.append(Way(label, int(one[1]), int(one[2])))
            start = one.end()
        return found

    @property
    def follows(self) -> tuple[str, int] | None:
        """The code and page of the document that is to be followed here."""
        found = re.match(r"Seguir (\w+-\d+) .*?\(p\. (\d+)\)", self.text)
        return (found[1], int(found[2])) if found else None


def read_book(pages: list[str]) -> dict[str, list[Item]]:
    """The items of each procedure and flow, by its code."""
    found: dict[str, list[Item]] = {}
    code = ""
    is_open = is_told = False
    for page, text in enumerate(pages, 1):
        for line in _body(text):
            if begins := re.match(r"(\w+-\d+) · [^a-z]+$", line):
                code, is_open, is_told = begins[1], False, False
                found.setdefault(code, [])
            elif line == "A qualquer momento" and not found.get(code, True):
                is_told = True
                found[told_in(code)] = [Item(0, page, "")]
            elif is_told and line != "Passos":
                last = found[told_in(code)][0]
                found[told_in(code)] = [Item(0, last.page, f"{last.text} {line}")]
            elif line in {"Passos", "Perguntas e resultados"} and not found.get(code, True):
                is_open, is_told = True, False
            elif line.startswith("Fluxograma: "):
                is_open = False
            elif is_open or line == f"{len(found.get(code, [])) + 1} Resultado":
                # Of a page that begins with the last outcome, the text may give the chart first.
                is_open = True
                items = found[code]
                number, _, words = line.partition(" ")
                if number == str(len(items) + 1):
                    items.append(Item(len(items) + 1, page, words))
                elif items:
                    last = items[-1]
                    items[-1] = Item(last.number, last.page, f"{last.text} {line}".strip())
    return found


def told_in(code: str) -> str:
    """Under which name a book has what may be told at any time in a document."""
    return f"{code} at any time"


def _body(text: str) -> Iterator[str]:
    """A page's lines without its running head and foot."""
    lines = text.split("\n")
    foot = next((n for n, line in enumerate(lines) if re.search(r" \d+ / \d+$", line)), len(lines))
    head = foot
    while head and not re.match(r"\w+-\d+ ", lines[head - 1]) and foot - head < 3:
        head -= 1
    kept = lines[: head - 1] if head and re.match(r"\w+-\d+ ", lines[head - 1]) else lines[:foot]
    yield from (line.strip() for line in kept)


@pytest.fixture(scope="module")
def book(built: Path) -> dict[str, list[Item]]:
    done = subprocess.run(
        ["pdftotext", "-raw", str(built / f"pdf/manual-{LANG}.pdf"), "-"],
        capture_output=True,
        check=True,
    )
    return read_book(done.stdout.decode().split("\f"))


# -- the conditions that are printed


@dataclass
class Known:
    """What the walker has answered: by code and number, and by the words of the question."""

    by_number: dict[tuple[str, int], tuple[Ask, Any]] = field(default_factory=dict)
    by_words: dict[str, tuple[Ask, Any]] = field(default_factory=dict)


class Conditions:
    """Weighs conditions as they are printed, squeezed, on the page of one document."""

    def __init__(
        self, reading: Reading, code: str, known: Known, ranges: Mapping[str, Any]
    ) -> None:
        self.reading, self.code, self.known, self.ranges = reading, code, known, ranges

    def holds(self, text: str) -> bool | None:
        """Whether a condition holds; None where the text is none."""
        found = self._some(text, 0)
        return found[0] if found and found[1] == len(text) else None

    def _some(self, text: str, at: int) -> tuple[bool, int] | None:
        return self._chain(text, at, "ou", self._every, any)

    def _every(self, text: str, at: int) -> tuple[bool, int] | None:
        return self._chain(text, at, "e", self._one, all)

    def _chain(
        self, text: str, at: int, word: str, part: Callable[..., Any], join: Callable[..., bool]
    ) -> tuple[bool, int] | None:
        found = part(text, at)
        if found is None:
            return None
        values = [found[0]]
        while text.startswith(word, found[1]):
            further = part(text, found[1] + len(word))
            if further is None:
                break
            values.append(further[0])
            found = further
        return join(values), found[1]

    def _one(self, text: str, at: int) -> tuple[bool, int] | None:
        for opening, turned in (("nãoseverificar(", True), ("(", False)):
            if text.startswith(opening, at):
                inner = self._some(text, at + len(opening))
                if inner and text.startswith(")", inner[1]):
                    return (not inner[0] if turned else inner[0]), inner[1] + 1
        if nothing := re.compile(r"nadaforescolhidoem(\d+)").match(text, at):
            _, answer = self.known.by_number.get((self.code, int(nothing[1])), (None, None))
            return answer == [], nothing.end()
        return self._test(text, at)

    def _test(self, text: str, at: int) -> tuple[bool, int] | None:
        start = "arespostaa"
        if not text.startswith(start, at):
            return None
        for verb in ("for", "incluir"):
            for end in (one.end() for one in re.finditer(verb, text) if one.start() > at):
                name = text[at + len(start) : end - len(verb)]
                found = self._fact(name)
                if found is not None:
                    return self._answers(text, end, *found)
        return None

    def _fact(self, name: str) -> tuple[Ask, Any] | None:
        if name.isdigit():
            question = self.question(int(name))
            return self.known.by_number.get((self.code, int(name)), (question, None))
        words = name.removeprefix("«").removesuffix("»")
        if words in self.known.by_words:
            return self.known.by_words[words]
        for document in self.reading.manual.documents():
            for node in nodes(document):
                if isinstance(node, Ask) and squeezed(self.reading.plain(node.ask)) == words:
                    return node, None
        return None

    def question(self, number: int) -> Ask | None:
        document = next(
            one for one in self.reading.manual.documents() if one.model.code == self.code
        )
        node = nodes(document)[number - 1]
        return node if isinstance(node, Ask) else None

    def _answers(self, text: str, at: int, question: Ask, answer: Any) -> tuple[bool, int] | None:
        if isinstance(question, AskNumber | AskDate):
            spans = {
                f"«{squeezed(label_of(self.reading, question, one.id))}»": self.ranges[
                    squeezed(self.reading._range(question, one.range))
                ]
                for one in question.answers
            }
            for words, inside in (spans | dict(self.ranges)).items():
                if text.startswith(words, at):
                    return answer is not None and inside(answer), at + len(words)
            return None
        labels = {
            f"«{squeezed(label_of(self.reading, question, one.id))}»": one.id
            for one in question.answers
        }
        named = []
        while True:
            found = next((one for one in labels if text.startswith(one, at)), None)
            if found is None:
                break
            named.append(labels[found])
            at += len(found)
            if not text.startswith("ou«", at):
                break
            if not any(text.startswith(one, at + 2) for one in labels):
                break
            at += 2
        if not named:
            return None
        given = answer if isinstance(answer, list) else [answer]
        return any(one in given for one in named), at


def label_of(reading: Reading, question: Ask, answer_id: str) -> str:
    answer = next(one for one in question.answers if one.id == answer_id)
    return reading._with_values(question, answer)


# -- the walk


@dataclass
class Walker:
    """Goes through the book with the answers of one situation."""

    reading: Reading
    book: Mapping[str, list[Item]]
    answers: Mapping[str, Any]
    ranges: Mapping[str, Any]
    known: Known = field(default_factory=Known)

    def walk(self, code: str, prefix: str = "") -> list[Item]:
        """The outcomes at which the walk through a document ends."""
        items = self.book[code]
        document = next(one for one in self.reading.manual.documents() if one.model.code == code)
        number, steps = 1, 0
        while True:
            steps += 1
            assert steps < 200, (code, number)
            item = items[number - 1]
            if way := self._told(document, item, code, prefix):
                assert items[way.number - 1].page == way.page, (code, number, way)
                number = way.number
                continue
            if item.is_end:
                return [item]
            base = self._base(document, item, code, prefix)
            chosen = self._choose(code, item, base)
            for way in chosen:
                assert items[way.number - 1].page == way.page, (code, number, way)
            if len(chosen) > 1 or (
                chosen and "Valemtodasasregrasqueseaplicam" in squeezed(item.text)
            ):
                return [items[way.number - 1] for way in chosen]
            number = chosen[0].number if chosen else number + 1

    def _told(self, document: AnyDocument, item: Item, code: str, prefix: str) -> Way | None:
        """The way of what is told at this step, if anything is: it is printed above the steps."""
        here = nodes(document)[item.number - 1].id
        for one in exceptions(document):
            if self.answers.get(prefix + one.id) == here:
                words = self.reading.plain(one.when_told)
                [told] = self.book[told_in(code)]
                goal = rf"{re.escape(words)}: vá para (\d+)\. .+?\(p\. (\d+)\)"
                found = re.search(goal, told.text)
                assert found, (code, words)
                return Way(squeezed(words), int(found[1]), int(found[2]))
        return None

    def _base(self, document: AnyDocument, item: Item, code: str, prefix: str) -> list[str]:
        """What the way that is taken begins with: the answer, or what a page followed ended in."""
        node = nodes(document)[item.number - 1]
        if followed := item.follows:
            assert self.book[followed[0]][0].page >= followed[1]
            ends = self.walk(followed[0], f"{prefix}{node.id}.")
            return [self._words(one) for one in ends]
        if not isinstance(node, Ask):
            return [""]
        answer = self.answers.get(prefix + node.id)
        if isinstance(answer, tuple):
            answer = list(answer)
        self.known.by_number[code, item.number] = (node, answer)
        self.known.by_words[squeezed(self.reading.plain(node.ask))] = (node, answer)
        if answer is None:
            return [""]
        if isinstance(node, Multiple):
            return [""]
        if isinstance(node, AskNumber | AskDate):
            answer = next(
                one.id
                for one in node.answers
                if self.ranges[squeezed(self.reading._range(node, one.range))](answer)
            )
        return [squeezed(label_of(self.reading, node, answer)), ""]

    def _words(self, end: Item) -> str:
        """An outcome's words, by which the page that followed here names it."""
        text = end.text.removeprefix("Resultado").strip()
        for badge in ("Agir já", "Com cuidado", "Seguir"):
            text = text.removeprefix(badge).strip()
        return squeezed(text)

    def _choose(self, code: str, item: Item, base: list[str]) -> list[Way]:
        """The way, or of a table that collects the ways, whose words and condition hold."""
        conditions = Conditions(self.reading, code, self.known, self.ranges)
        ways = item.ways
        if not ways:
            return []
        collects = "Valemtodasasregrasqueseaplicam" in squeezed(item.text)
        others = self._other_answers(code, item, base)
        holding = []
        otherwise = None
        for way in ways:
            for words in base:
                if not words and any(
                    re.search(rf"{re.escape(other)}(se|nosoutroscasos)", way.label)
                    for other in others
                ):
                    continue  # a way of another answer
                verdict = self._verdict(
                    conditions, way.label, words, is_followed=bool(item.follows)
                )
                if verdict is None:
                    continue
                if verdict == "otherwise":
                    otherwise = otherwise or way
                elif verdict:
                    holding.append(way)
                break
            if holding and not collects:
                return holding
        if holding or collects:
            return holding
        return [otherwise] if otherwise else []

    def _other_answers(self, code: str, item: Item, base: list[str]) -> list[str]:
        """The answers of a question that were not given, as they are printed."""
        document = next(one for one in self.reading.manual.documents() if one.model.code == code)
        node = nodes(document)[item.number - 1]
        answers = node.answers if isinstance(node, Ask) and base != [""] else ()
        labels = [squeezed(label_of(self.reading, node, one.id)) for one in answers]
        return [one for one in labels if one not in base]

    def _verdict(
        self, conditions: Conditions, label: str, words: str, *, is_followed: bool
    ) -> bool | str | None:
        """Whether a way is the one for these words; None where it is for others."""
        if label.endswith(("outrosresultados",)):
            return "otherwise"
        for ending, verdict in (
            ("nosoutroscasos", "otherwise"),
            ("sempre", True),
            ("Depois", True),
        ):
            if label.endswith(ending) and (not words or label.endswith(words + ending)):
                return verdict
        if is_followed:
            # The words of an outcome go on with what else stands at it.
            ends = [label[n:] for n in range(len(label)) if words.startswith(label[n:])]
            return True if any(len(one) > 3 for one in ends) else None
        if words and label.endswith(words):
            return True
        for one in re.finditer("se", label):
            if label[: one.start()].endswith(words):
                held = conditions.holds(label[one.end() :])
                if held is not None:
                    return held or False
        return None


def ranges_of(manual: Manual, reading: Reading) -> dict[str, Callable[[Any], bool]]:
    """The words for each range of numbers or days that something is weighed by."""
    found: dict[str, Callable[[Any], bool]] = {}
    for document in manual.documents():
        program = walk(manual, document).program
        tests = [
            (fact.question, one.range)
            for fact in program.facts
            if isinstance(fact.question, AskNumber | AskDate)
            for one in fact.question.answers
        ]
        for question, span in tests:
            found[squeezed(reading._range(question, span))] = lambda value, span=span: all(
                {
                    "ge": value >= bound,
                    "gt": value > bound,
                    "lt": value < bound,
                    "le": value <= bound,
                }[key]
                for key, bound in span.bounds().items()
            )
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def test_every_situation_is_reached_on_paper(manual: Manual, book: dict[str, list[Item]]) -> None:
    reading = Reading(manual, LANG)
    ranges = ranges_of(manual, reading)
    walked_to: set[str] = set()
    total = 0
    for document in manual.documents():
        own = nodes(document)
        assert len(book[document.model.code]) == len(own), document.id
        words = {one.id: squeezed(reading.node(one)) for one in own}
        for situation in situations(walk(manual, document)).listed:
            told = _path(walk(manual, document), situation)
            expected = told["outcome"] if isinstance(told["outcome"], list) else [told["outcome"]]
            walker = Walker(reading, book, told["answers"], ranges)
            ends = walker.walk(document.model.code)
            said = [squeezed(one.text) for one in ends]
            assert len(said) == len(expected), (document.id, told, said)
            for name in expected:
                assert any(words[name] in one for one in said), (document.id, told, said)
            walked_to |= {f"{document.id}#{name}" for name in expected}
            total += 1
    assert total > 1000
    ends = {
        f"{document.id}#{one.id}"
        for document in manual.documents()
        for one in nodes(document)
        if hasattr(one, "outcome")
    }
    assert walked_to == ends
