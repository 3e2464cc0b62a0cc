"""Steps as they are written made nodes: `do` and `ask`, where answers lead, and what of it is a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from claim_manual.imports.answers import Way, target, unread, ways
from claim_manual.imports.into import Into
from claim_manual.imports.steps import WrittenStep
from claim_manual.imports.written import as_words, slug, unique
from claim_manual.model.finding import Message, say
from claim_manual.read.durations import iso_duration
from claim_manual.read.plain_words import plain

Node = dict[str, Any]
"""A node as its source has it."""
_YES, _NO = {"sim", "yes", "si", "oui"}, {"nao", "no", "non"}
_LONGEST_ID = 32
_TRIES = 30
"""How often nodes are made anew, each time with one question less."""


@dataclass
class MadeNodes:
    """Nodes in order; for each the paragraph that it was made of, and what of it is a guess."""

    nodes: list[Node] = field(default_factory=list)
    origins: list[tuple[int, str]] = field(default_factory=list)
    guesses: defaultdict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))

    def trouble(self) -> str:
        """A node that cannot be reached, leads to no end, or asks in a circle; "" where all is well."""
        following = _following(self.nodes)
        before: dict[str, list[str]] = defaultdict(list)
        for node_id, targets in following.items():
            for goal in targets:
                before[goal].append(node_id)
        ends = [node["id"] for node in self.nodes if "outcome" in node]
        reached = _reached([self.nodes[0]["id"]], following)
        ending = _reached(ends, before)
        lost = (node_id for node_id in following if node_id not in reached & ending)
        return next(lost, "") or _circle(self.nodes, following)


def nodes_of(steps: Sequence[WrittenStep], into: Into) -> MadeNodes:
    """Nodes for steps. A question whose answers, as they are written, would leave some step unreached
    or without an end is a step with its answers beside it.
    """
    plain_steps: set[int] = set()
    for _ in range(_TRIES):
        maker = _Maker(steps, into, plain_steps)
        made = maker.made()
        trouble = made.trouble()
        if not trouble:
            return made
        cause = maker.cause(trouble)
        if cause is None:
            break
        plain_steps.add(cause)
    return steps_in_a_row(steps, into)


def steps_in_a_row(steps: Sequence[WrittenStep], into: Into) -> MadeNodes:
    """Nodes of which each leads to the one below: what is asked is a step with its answers beside it."""
    return _Maker(steps, into, set(range(len(steps)))).made()


class _Maker:
    """Makes nodes; `plain_steps` are steps whose ways to others are left to words."""

    def __init__(self, steps: Sequence[WrittenStep], into: Into, plain_steps: set[int]) -> None:
        self._steps = steps
        self._into = into
        self._plain = plain_steps
        self._result = MadeNodes()
        self._taken: set[str] = set()
        self._end = unique(slug(into.say(say("End"))) or "end", self._taken)
        self._ids = [
            self._id(_split(step.text)[0] or step.text, n) for n, step in enumerate(steps, 1)
        ]
        self._by_number = {str(n): node_id for n, node_id in enumerate(self._ids, 1)}
        for step, node_id in zip(reversed(steps), reversed(self._ids), strict=True):
            self._by_number[step.number] = node_id
        self._is_end_named = False

    def made(self) -> MadeNodes:
        """The nodes."""
        for n, step in enumerate(self._steps):
            is_last = n + 1 == len(self._steps)
            if is_last and n and target(step.text).is_end:
                self._outcome(n, step)
            elif n not in self._plain and _is_asked(step):
                self._ask(n, step)
            else:
                self._do(n, step)
        self._finish()
        for node in self._result.nodes:
            if guesses := self._result.guesses.get(node["id"]):
                node["warning"] = self._into.say_all(guesses)
        return self._result

    def cause(self, node_id: str) -> int | None:
        """The step that a trouble at a node comes from: the nearest before it that leads elsewhere."""
        place = {made: n for n, (_, made) in enumerate(self._result.origins)}
        at = place.get(node_id, len(place))
        before = [
            n
            for n, step in enumerate(self._steps)
            if n not in self._plain
            and (_is_asked(step) or step.then)
            and place.get(self._ids[n], 0) <= at
        ]
        return before[-1] if before else None

    def _id(self, text: str, n: int) -> str:
        wanted = slug(text, _LONGEST_ID) or f"{slug(self._into.say(say('Step'))) or 'step'}-{n}"
        return unique(wanted, self._taken)

    def _put(self, step: WrittenStep, node: Node) -> None:
        self._result.nodes.append(node)
        self._result.origins.append((step.at, node["id"]))

    def _guess(self, node_id: str, message: Message) -> None:
        if message not in self._result.guesses[node_id]:
            self._result.guesses[node_id].append(message)

    def _next(self, n: int) -> str:
        """The node after a step."""
        return self._ids[n + 1] if n + 1 < len(self._ids) else self._end

    def _do(self, n: int, step: WrittenStep) -> None:
        node: Node = {"id": self._ids[n], "do": self._into.text(_line(step.markdown))}
        details = [*step.details]
        self._role(node, step, details)
        self._time(node, step, details)
        if _is_asked(step):
            self._guess(
                node["id"],
                say("Imported: its answers were not understood; they stand as they were written."),
            )
            details += [f"- {part.markdown}" for part in step.parts]
            details += [as_words(line) for line in step.then]
        else:
            self._parts(node, step)
            self._goes_on(n, node, step, details)
        self._explain(node, "details", details)
        self._put(step, node)

    def _outcome(self, n: int, step: WrittenStep) -> None:
        """The end, where the last step says that it is one."""
        node: Node = {"id": self._ids[n], "outcome": self._into.text(_line(step.markdown))}
        details = [as_words(text) for text in (step.who, step.time, *step.then) if text]
        details += [*step.details, *(part.markdown for part in step.parts)]
        self._explain(node, "details", details)
        self._put(step, node)

    def _parts(self, node: Node, step: WrittenStep) -> None:
        parts = [
            {"do": self._into.text(_line(part.markdown))} for part in step.parts if part.markdown
        ]
        if parts:
            node["parts"] = parts

    def _goes_on(self, n: int, node: Node, step: WrittenStep, details: list[str]) -> None:
        """Where a column says what follows a step."""
        for line in step.then:
            way = target(line)
            if way.words or n in self._plain:
                details.append(f"{self._into.say(say('Next'))}: {as_words(line)}")
                continue
            goal = self._goal(way, n, node["id"])
            if goal != self._next(n):
                node["next"] = goal

    def _goal(self, way: Way, n: int, node_id: str) -> str:
        if way.is_end:
            self._is_end_named = True
            return self._end
        if way.number:
            if way.number in self._by_number:
                return self._by_number[way.number]
            self._guess(
                node_id,
                say(
                    "Imported: there is no step {number} to go to; it goes on with the next one.",
                    number=way.number,
                ),
            )
        return self._next(n)

    def _ask(self, n: int, step: WrittenStep) -> None:
        question, rest = _split(step.markdown)
        node: Node = {"id": self._ids[n], "ask": self._into.text(_line(question))}
        details = [*step.details]
        self._role(node, step, details)
        if step.time:
            details.append(f"{self._into.say(say('Time'))}: {as_words(step.time)}")
        _, plain_rest = _split(step.text)
        written = self._ways(step, plain_rest, details, rest)
        self._explain(node, "help", details)
        self._put(step, node)
        node["answers"] = self._answers(n, step, node["id"], written)

    def _ways(self, step: WrittenStep, rest: str, details: list[str], markdown: str) -> list[Way]:
        """The answers of a question, each once; what is none goes to its details."""
        written = ways(rest)
        details += [as_words(line) for line in unread(rest)] if written else []
        if rest and not written:
            details.append(markdown)
        for line in step.then:
            written += ways(line)
            details += [as_words(other) for other in unread(line)]
        for part in step.parts:
            of_part = ways(part.text)
            is_label = not of_part and len(part.text) <= 80 and "?" not in part.text
            written += of_part or ([Way(part.text.strip(" .;:"))] if is_label else [])
            details += [as_words(line) for line in unread(part.text)] if not is_label else []
        by_label: dict[str, Way] = {}
        for way in written:
            if by_label.setdefault(plain(way.label), way) is not way:
                details.append(as_words(f"{way.label}: {way.words or way.number}"))
        return [way for way in by_label.values() if plain(way.label)]

    def _answers(
        self, n: int, step: WrittenStep, node_id: str, written: list[Way]
    ) -> list[dict[str, Any]]:
        if not written:
            self._guess(
                node_id,
                say("Imported: no answers were written; these, and where they lead, are a guess."),
            )
        labels = {plain(way.label) for way in written}
        if len(labels) < 2:
            yes, no = self._into.say(say("Yes / No")).split(" / ")
            missing = [yes] * (labels <= _NO) + [no] * (labels <= _YES)
            if written and missing:
                self._guess(
                    node_id,
                    say(
                        "Imported: the answer “{label}” was not written.",
                        label=as_words(missing[0]),
                    ),
                )
            written = [*written, *map(Way, missing)]
        answers: list[dict[str, Any]] = []
        ids: set[str] = set()
        for way in written:
            answer: dict[str, Any] = self._into.answer(way.label)
            answer["id"] = unique(answer["id"], ids)
            if (
                "label" not in answer
                and answer["id"] not in self._into.manual.settings.model.answers
            ):
                answer["label"] = self._into.text(as_words(way.label))
            answer["to"] = self._led(n, step, node_id, way)
            answers.append(answer)
        return answers

    def _led(self, n: int, step: WrittenStep, node_id: str, way: Way) -> str:
        """Where an answer leads; to a step of its own where it says what is done."""
        goal = self._goal(way, n, node_id)
        if not way.words:
            return goal
        inserted: Node = {
            "id": self._id(way.words, n),
            "do": self._into.text(as_words(way.words[:1].upper() + way.words[1:])),
            "next": goal,
        }
        if not (way.number or way.is_end):
            self._guess(
                inserted["id"],
                say(
                    "Imported: this stood in the answer of a question; what follows it is a guess."
                ),
            )
        self._put(step, inserted)
        return str(inserted["id"])

    def _role(self, node: Node, step: WrittenStep, details: list[str]) -> None:
        if not step.who:
            return
        meant = self._into.roles(step.who)
        if meant.ids:
            node["role"] = meant.ids[0] if len(meant.ids) == 1 else [*meant.ids]
        for written, role_id in meant.near:
            self._guess(
                node["id"],
                say(
                    "Imported: “{written}” was taken for the role “{role}”.",
                    written=as_words(written),
                    role=self._into.role_name(role_id),
                ),
            )
        if meant.unknown:
            details.append(f"{self._into.say(say('Who'))}: {as_words(', '.join(meant.unknown))}")
            self._guess(
                node["id"],
                say(
                    "Imported: no role of the manual is called “{written}”.",
                    written=as_words(", ".join(meant.unknown)),
                ),
            )

    def _time(self, node: Node, step: WrittenStep, details: list[str]) -> None:
        if not step.time:
            return
        meant = iso_duration(step.time)
        if meant is None:
            details.append(f"{self._into.say(say('Time'))}: {as_words(step.time)}")
            return
        node["time"] = {"within": meant.iso}
        if meant.is_working:
            node["time"]["count"] = "working"
        node["time"]["kind"] = "target"
        self._guess(
            node["id"],
            say(
                "Imported: “{written}” was taken for a time to aim at.", written=as_words(step.time)
            ),
        )

    def _explain(self, node: Node, key: str, details: list[str]) -> None:
        words = "\n\n".join(detail for detail in details if detail.strip())
        if words:
            node[key] = self._into.text(words)

    def _finish(self) -> None:
        """An end, where some node goes on to it."""
        following = _following([*self._result.nodes, {"id": self._end, "outcome": {}}])
        if not any(self._end in goals for goals in following.values()):
            return
        outcome = self._into.text(self._into.say(say("End")))
        self._result.nodes.append({"id": self._end, "outcome": outcome})
        if not self._is_end_named:
            self._guess(
                self._end, say("Imported: no end was written; what comes out of it is to be said.")
            )


def _is_asked(step: WrittenStep) -> bool:
    """Whether a step is a question: one with its mark, or one with Yes and No beside it."""
    return (
        step.is_question
        or len({plain(way.label) for line in step.then for way in ways(line)} & (_YES | _NO)) > 1
    )


def _split(words: str) -> tuple[str, str]:
    """A question up to its last mark, and what stands after it."""
    at = words.rfind("?") + 1
    return (words[:at], words[at:].strip()) if at else (words, "")


def _line(markdown: str) -> str:
    return " ".join(markdown.split())


def _following(nodes: Sequence[Node]) -> dict[str, list[str]]:
    """Where each node leads."""
    following: dict[str, list[str]] = {}
    for n, node in enumerate(nodes):
        below = [nodes[n + 1]["id"]] if n + 1 < len(nodes) else []
        if "outcome" in node:
            below = []
        elif "answers" in node:
            below = [answer["to"] for answer in node["answers"]]
        elif "next" in node:
            below = [node["next"]]
        following[node["id"]] = below
    return following


def _reached(starts: Sequence[str], following: dict[str, list[str]]) -> set[str]:
    reached, todo = set(starts), [*starts]
    while todo:
        for goal in following.get(todo.pop(), []):
            if goal not in reached:
                reached.add(goal)
                todo.append(goal)
    return reached


def _circle(nodes: Sequence[Node], following: dict[str, list[str]]) -> str:
    """A question that leads back to itself without a step between; "" where none does."""
    questions = [node["id"] for node in nodes if "answers" in node]
    asked = set(questions)
    alone = {
        question: [goal for goal in following[question] if goal in asked] for question in questions
    }
    return next((q for q in questions if q in _reached(alone[q], alone)), "")
