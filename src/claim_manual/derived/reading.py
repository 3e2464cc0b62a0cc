"""A document's words in one language: what a node, an answer, a guard or an edge says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from claim_manual.derived.interval_words import amounts, interval_words
from claim_manual.derived.intervals import Interval
from claim_manual.derived.links import goal, page_of
from claim_manual.derived.translations import stale
from claim_manual.derived.uses import users
from claim_manual.derived.written_links import paths_of_texts
from claim_manual.model.derived import derived_by
from claim_manual.model.documents import DecisionTable
from claim_manual.model.finding import Message, Telling
from claim_manual.model.guard import Condition, Every, Guard, Not, Range, Some, Test
from claim_manual.model.language import Words, for_authors, words
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.model.markup import plain, with_steps
from claim_manual.model.nodes import (
    Answer,
    AnyNode,
    AnyTime,
    Ask,
    AskDate,
    AskNumber,
    Join,
    Multiple,
    Parallel,
    RangeAnswer,
    Use,
    Wait,
)
from claim_manual.model.nodes import words as node_words
from claim_manual.model.schema import Text
from claim_manual.model.waits import CAME, WaitAnswer, WaitFor
from claim_manual.proof.cases import AnswerClass, Fact, scale
from claim_manual.proof.graph import Edge
from claim_manual.proof.program import Program
from claim_manual.proof.stops import ToldAnswer


@derived_by(lambda document: (document.id, document.path))
def _nodes_by_id(_manual: Manual, document: AnyDocument) -> dict[str, AnyNode]:
    """The nodes of a document; of two with the same id the first."""
    return {node.id: node for node in reversed(nodes(document))}


_CONTACT = re.compile(r"<contact:([a-z0-9-]+)>")


@dataclass(frozen=True)
class Reading:
    """The manual in one language."""

    manual: Manual
    lang: str
    spoken: str = ""
    """The tag of the language in which the program itself speaks, where that is another one."""
    is_sourced: bool = False
    """Whether pages made of it say of which text their words are."""

    @property
    def say(self) -> Words:
        """The program's own words in this language."""
        return words(self.spoken or self.manual.settings.model.languages[self.lang].tag)

    def words(self, text: Text | None) -> str:
        """The Markdown of a text; in the default language where this one lacks it."""
        if text is None:
            return ""
        return (
            text.get(self.lang)
            or text.get(self.manual.default_language)
            or next(iter(text.root.values()), "")
        )

    def is_missing(self, text: Text) -> bool:
        """Whether `words` has to fall back to another language."""
        return bool(text.root) and text.get(self.lang) is None

    def is_stale(self, text: Text | None) -> bool:
        """Whether the words in this language are older than what they were made from."""
        return text is not None and self.lang in stale(self.manual).get(id(text), ())

    def plain(self, text: Text | None) -> str:
        """The words of a text without marks, on one line."""
        written = self.words(text)
        if "{" in written:
            written = with_steps(written, partial(self._step_of, text))
        if "<contact:" in written:
            written = _CONTACT.sub(self._name_of_contact, written)
        return plain(written)

    def _step_of(self, text: Text | None, href: str, is_first: bool) -> str:  # noqa: FBT001 - a pattern's call
        path = paths_of_texts(self.manual).get(id(text), "")
        words = self.step_words(path, href, is_first=is_first)
        return words or f"{{{href}}}"

    def step_words(self, path: str, href: str, *, is_first: bool = False) -> str:
        """The number of the step to which an address in a file leads, in words; else nothing."""
        led = goal(self.manual, path, href)
        if led.place is None or not led.place.node:
            return ""
        document, number = self.manual.document(led.id), led.place.number
        words = self.say("step {number}", number=number)
        if document and page_of(self.manual, path) != (led.kind, led.id):
            code = document.model.code
            words = self.say("step {number} of {code}", number=number, code=code)
        return words[:1].upper() + words[1:] if is_first else words

    def _name_of_contact(self, written: re.Match[str]) -> str:
        """A contact whose address stands alone is read by its name."""
        contact = self.manual.contact(written[1])
        return self.words(contact.name) if contact else written[0]

    def title(self, document: AnyDocument) -> str:
        """Code and title of a document."""
        return f"{document.model.code} {self.plain(document.model.title)}"

    def node(self, node: AnyNode) -> str:
        """What a node says; for a sub-process, the other document's code and title."""
        match node:
            case Use():
                used = self.manual.document(node.use)
                return self.title(used) if used else node.use
            case Parallel():
                names = [self.plain(branch.name) for branch in node.parallel]
                return self.say("At the same time: {branches}", branches="; ".join(names))
            case Join():
                return self.say("When all of this is done")
            case Wait():
                return self._wait(node.wait)
            case _:
                return self.plain(node_words(node))

    def _wait(self, wait: WaitFor) -> str:
        what = self.plain(wait.event)
        if wait.at_most is None:
            return self.say("Wait for: {what}", what=what)
        return self.say("Wait for: {what} (at most {time})", what=what, time=self.at_most(wait))

    def at_most(self, wait: WaitFor) -> str:
        """How long one waits: 2 dias úteis."""
        return self.say.duration(wait.at_most or "", wait.count)

    def told(self, exception: AnyTime) -> str:
        """An exception as a start of its own: A qualquer momento – A pessoa diz que corre perigo."""
        return self.say("At any time: {words}", words=self.plain(exception.when_told))

    def node_of(self, document: AnyDocument, node_id: str) -> str:
        """What the node with this id says; or the exception."""
        node = _nodes_by_id(self.manual, document).get(node_id)
        told = [self.told(told) for told in exceptions(document) if told.id == node_id]
        return self.node(node) if node else next(iter(told), node_id)

    def roles(self, ids: tuple[str, ...]) -> str:
        """The names of roles, as an enumeration."""
        named_roles = [(role_id, self.manual.role(role_id)) for role_id in ids]
        return self.say.all_of(
            [self.plain(role.name) if role else role_id for role_id, role in named_roles]
        )

    def answer(self, answer: Answer) -> str:
        """An answer's own label, or the shared one of its id; how a wait ends, where one is told."""
        if isinstance(answer, WaitAnswer):
            return self._of_wait(answer)
        if isinstance(answer, ToldAnswer):
            return self.say("at {number}", number=answer.place)
        label = self.label_of(answer)
        return self.plain(label) if label else answer.id

    def label_of(self, answer: Answer) -> Text | None:
        """The text that an answer is called by: its own, or the shared one of its id."""
        own = getattr(answer, "label", None)
        return own or self.manual.settings.model.answers.get(answer.id)

    def _of_wait(self, answer: WaitAnswer) -> str:
        if answer.id == CAME:
            return self.say("It came")
        if answer.limit.at_most is None:
            return self.say("The time has passed")
        return self.say("The time has passed ({time})", time=self.at_most(answer.limit))

    def edge(self, document: AnyDocument, edge: Edge) -> str:
        """What stands on the way between two nodes; empty where there is only one way."""
        if edge.branch:
            return self.plain(edge.branch.name)
        labels = []
        if edge.answer:
            labels.append(self.answer_of(document, edge.source, edge.answer))
        if edge.result:
            labels.append(self._result(document, edge))
        if edge.guard:
            labels.append(self.say("if {condition}", condition=self.guard(document, edge.guard)))
        elif edge.rank and not self._collects(document):
            labels.append(self.say("otherwise"))
        elif edge.rule:
            labels.append(self.say("always"))
        elif not edge.answer and not edge.result and self._has_results(document, edge.source):
            labels.append(self.say("other outcomes"))
        return ", ".join(labels)

    def _collects(self, document: AnyDocument) -> bool:
        model = document.model
        return isinstance(model, DecisionTable) and model.hit_policy == "collect"

    def _has_results(self, document: AnyDocument, node_id: str) -> bool:
        node = _nodes_by_id(self.manual, document).get(node_id)
        return isinstance(node, Use) and bool(node.then)

    def _result(self, document: AnyDocument, edge: Edge) -> str:
        node = _nodes_by_id(self.manual, document)[edge.source]
        used = self.manual.document(node.use) if isinstance(node, Use) else None
        results = [node for node in (nodes(used) if used else ()) if node.id == edge.result]
        return self.node(results[0]) if results else str(edge.result)

    # -- answers

    def _with_values(self, question: Ask, answer: Answer) -> str:
        label = self.answer(answer)
        if not isinstance(answer, RangeAnswer) or not isinstance(question, AskNumber | AskDate):
            return label
        values = self._range(question, answer.range)
        has_label = answer.label or answer.id in self.manual.settings.model.answers
        return f"{label} ({values})" if has_label else values

    def answer_of(self, document: AnyDocument, node_id: str, answer: Answer) -> str:
        """An answer with the values it stands for, where it is one of numbers or days."""
        question = _nodes_by_id(self.manual, document).get(node_id)
        if not isinstance(question, Ask):
            return self.answer(answer)
        return self._with_values(question, answer)

    def case(self, fact: Fact, case: AnswerClass) -> str:
        """An answer that the flow can tell apart: its label, the labels chosen, or the values."""
        question = fact.question
        if isinstance(question, AskNumber | AskDate):
            return self._interval(question, Interval.of_case(fact, case))
        labels = {answer.id: self.answer(answer) for answer in question.answers}
        if isinstance(question, Multiple) and not case.answers:
            return self.say("none of these")
        return self.say.all_of([labels[answer_id] for answer_id in case.answers])

    def whoever(self, fact: Fact, case: AnswerClass) -> str:
        """Whoever answers so: who is aged 6 years, who answers “…” with 500 € or more, “Há perigo?” Não."""
        question = fact.question
        asked = self.quoted(self.plain(question.ask))
        if not isinstance(question, AskNumber | AskDate):
            return f"{asked} {self.case(fact, case)}"
        unit = self._unit(question)
        if self._is_of_age(question):
            years = amounts(self.say, question, unit, Interval.of_case(fact, case))
            return self.say("who is aged {years}", years=years)
        return self.say(
            "who answers {question} ({values})", values=self.case(fact, case), question=asked
        )

    def _is_of_age(self, question: AskNumber | AskDate) -> bool:
        """Whether years are asked for that somebody has lived, by the words of the question."""
        ages = self.say("how old|what age|the age|born").split("|")
        words = f"{self.plain(question.ask)} ".casefold()
        if isinstance(question, AskDate):
            is_in_years = question.measure == "years-since"
        else:
            is_in_years = self._unit(question).casefold() == self.say("years")
        return is_in_years and any(age in words for age in ages)

    def example(self, fact: Fact, case: AnswerClass) -> str:
        """An answer as one person gives it: a label, or one number or day."""
        question, value = fact.question, case.value
        if value is None or not isinstance(question, AskNumber | AskDate):
            return self.case(fact, case)
        return self._interval(question, Interval.of_value(fact.scale, value))

    def _range(self, question: AskNumber | AskDate, range_: Range) -> str:
        line = scale(question, [Test("", range=range_)])
        if not line.fits(range_):
            return " ".join(str(bound) for bound in range_.bounds().values())
        return self._interval(question, Interval.of_range(line, range_))

    def _interval(self, question: AskNumber | AskDate, interval: Interval) -> str:
        return interval_words(self.say, question, self._unit(question), interval)

    def _unit(self, question: AskNumber | AskDate) -> str:
        return self.plain(question.unit) if isinstance(question, AskNumber) else ""

    # -- conditions

    def guard(self, document: AnyDocument, guard: Guard) -> str:
        """A condition in words, its questions by their numbers."""
        return self.condition(document, guard.condition(document.model.conditions))

    def condition(self, document: AnyDocument, condition: Condition) -> str:
        """A condition in words."""
        match condition:
            case Not():
                inner = self.condition(document, condition.part)
                return self.say("not ({condition})", condition=inner)
            case Every() | Some():
                word = self.say("and") if isinstance(condition, Every) else self.say("or")
                parts = [
                    f"({part_words})"
                    if isinstance(part, Every | Some) and part.parts[1:]
                    else part_words
                    for part in condition.parts
                    if (part_words := self.condition(document, part))
                ]
                return f" {word} ".join(parts)
            case Test():
                return self._test(document, condition)

    def _test(self, document: AnyDocument, test: Test) -> str:
        number, question = self._question(document, test.fact)
        if test.range is None and not test.answers:
            return self.say("nothing is chosen in {number}", number=number)
        answer = self.test(document, test)
        if isinstance(question, Multiple):
            return self.say(
                "the answer to {number} includes {answer}", number=number, answer=answer
            )
        return self.say("the answer to {number} is {answer}", number=number, answer=answer)

    def test(self, document: AnyDocument, test: Test) -> str:
        """What a fact must be: the answers in quotation marks, or the values."""
        _, question = self._question(document, test.fact)
        if test.range is not None and isinstance(question, AskNumber | AskDate):
            return self._range(question, test.range)
        if test.range is None and not test.answers:
            return self.say("none of these")
        labels = (
            {answer.id: self._with_values(question, answer) for answer in question.answers}
            if question
            else {}
        )
        return f" {self.say('or')} ".join(
            self.quoted(labels.get(answer_id, answer_id)) for answer_id in test.answers
        )

    def quoted(self, words: str) -> str:
        """The words in this language's quotation marks."""
        return self.say("“{words}”", words=words)

    def _question(self, document: AnyDocument, fact: str) -> tuple[str, Ask | None]:
        """A fact's question, and its number here; its own words where it is of another page."""
        for n, node in enumerate(nodes(document), 1):
            if node.id == fact and isinstance(node, Ask):
                return str(n), node
        question = self._elsewhere(document, fact)
        return (self.quoted(self.plain(question.ask)) if question else fact), question

    def _elsewhere(self, document: AnyDocument, fact: str) -> Ask | None:
        """The question of a fact in what the document uses, or in what uses it."""
        used: AnyDocument | None = document
        *uses, last = fact.split(".")
        for use in uses:
            node = _nodes_by_id(self.manual, used).get(use) if used else None
            used = self.manual.document(node.use) if isinstance(node, Use) else None
        around = users(self.manual).get(document.id, [])
        for page in [used, *around] if uses else around:
            for node in nodes(page) if page else ():
                if node.id == last and isinstance(node, Ask):
                    return node
        return None

    # -- walks

    def answered(self, program: Program, answers: Sequence[tuple[int, int]]) -> str:
        """Answers in words, each after its question: “Há perigo?” Não; “Que idade tem?” 17 anos."""
        answers_given = []
        for fact, case in answers:
            walked_fact = program.facts[fact]
            question = self.plain(walked_fact.question.ask)
            answers_given.append(
                f"{self.quoted(question)} {self.example(walked_fact, walked_fact.cases[case])}"
            )
        return "; ".join(answers_given)


def told(manual: Manual, tell: Callable[[Reading], str]) -> Message:
    """What a reading of the manual says, as a gap of a message: in the message's own language."""
    return Telling("", {}, lambda tag: tell(Reading(manual, _language(manual, tag), tag)))


def for_authors_of(manual: Manual) -> Reading:
    """The manual in its first language, by a program that speaks to authors: not in every language."""
    tags = [language.tag for language in manual.settings.model.languages.values()]
    return Reading(manual, manual.default_language, for_authors(tags).tag)


def _language(manual: Manual, tag: str) -> str:
    languages = manual.settings.model.languages
    near = tag.split("-", maxsplit=1)[0]
    return next(
        (
            key
            for key, language in languages.items()
            if near in {key, language.tag.split("-", maxsplit=1)[0]}
        ),
        manual.default_language,
    )
