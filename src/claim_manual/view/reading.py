"""A document's words in one language: what a node, an answer, a guard or an edge says."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.documents import Flow, Procedure
from claim_manual.model.graph import Edge
from claim_manual.model.language import Words, words
from claim_manual.model.manual import Document, Manual, nodes
from claim_manual.model.markup import plain
from claim_manual.model.nodes import Answer, AnyNode, Ask, Guard, Use
from claim_manual.model.nodes import words as node_words
from claim_manual.model.schema import Text

AnyDocument = Document[Procedure] | Document[Flow]


@dataclass(frozen=True)
class Reading:
    """The manual in one language."""

    manual: Manual
    lang: str

    @property
    def say(self) -> Words:
        """The program's own words in this language."""
        return words(self.manual.settings.model.languages[self.lang].tag)

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

    def plain(self, text: Text | None) -> str:
        """The words of a text without marks, on one line."""
        return plain(self.words(text))

    def title(self, document: AnyDocument) -> str:
        """Code and title of a document."""
        return f"{document.model.code} {self.plain(document.model.title)}"

    def node(self, node: AnyNode) -> str:
        """What a node says; for a sub-process, the other document's code and title."""
        if isinstance(node, Use):
            used = self.manual.document(node.use)
            return self.title(used) if used else node.use
        return self.plain(node_words(node))

    def answer(self, answer: Answer) -> str:
        """An answer's own label, or the shared one of its id."""
        label = answer.label or self.manual.settings.model.answers.get(answer.id)
        return self.plain(label) if label else answer.id

    def edge(self, document: AnyDocument, edge: Edge) -> str:
        """What stands on the way between two nodes; empty where there is only one way."""
        said = []
        if edge.answer:
            said.append(self.answer(edge.answer))
        if edge.result:
            said.append(self._result(document, edge))
        if edge.guard:
            said.append(self.say("if {condition}", condition=self.guard(document, edge.guard)))
        elif len(edge.loc) > 1 and edge.loc[-2] != 0:
            said.append(self.say("otherwise"))
        elif not edge.answer and not edge.result and self._has_results(document, edge.source):
            said.append(self.say("other outcomes"))
        return ", ".join(said)

    def _has_results(self, document: AnyDocument, node_id: str) -> bool:
        return any(
            isinstance(one, Use) and one.id == node_id and one.then for one in nodes(document)
        )

    def _result(self, document: AnyDocument, edge: Edge) -> str:
        node = next(one for one in nodes(document) if one.id == edge.source)
        used = self.manual.document(node.use) if isinstance(node, Use) else None
        found = [one for one in (nodes(used) if used else ()) if one.id == edge.result]
        return self.node(found[0]) if found else str(edge.result)

    def guard(self, document: AnyDocument, guard: Guard) -> str:
        """A condition in words, its questions by their numbers."""
        return f" {self.say('and')} ".join(
            self._condition(document, key, test) for key, test in guard.root.items()
        )

    def _condition(self, document: AnyDocument, key: str, test: object) -> str:
        if key == "not" and isinstance(test, dict):
            return self.say("not ({condition})", condition=self.guard(document, Guard(test)))
        if key == "any" and isinstance(test, list):
            either = [self.guard(document, Guard(one)) for one in test]
            return f" {self.say('or')} ".join(either)
        number, question = next(
            (
                (n, one)
                for n, one in enumerate(nodes(document), 1)
                if one.id == key and isinstance(one, Ask)
            ),
            (0, None),
        )
        answer = self._test(question, test)
        return self.say("the answer to {number} is “{answer}”", number=number or key, answer=answer)

    def _test(self, question: AnyNode | None, test: object) -> str:
        ids = test if isinstance(test, list) else [test]
        answers = {one.id: one for one in question.answers} if isinstance(question, Ask) else {}
        if isinstance(test, dict):
            signs = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥"}
            return " ".join(f"{signs.get(bound, bound)} {value}" for bound, value in test.items())
        said = [self.answer(answers[one]) if one in answers else str(one) for one in ids]
        return f"” {self.say('or')} “".join(said)
