"""A manual in which every field of every source is filled, made from the models themselves.

What is written by hand is how nodes lead to each other; every other field is filled by what its
annotation says it holds, so that a new field is filled as soon as a model has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from claim_manual.model.assessment import Assessment, Bank, Later, OwnQuestion
from claim_manual.model.brief import Brief, BriefPart
from claim_manual.model.centre import Centre, LocalContact
from claim_manual.model.documents import (
    DecisionTable,
    DecisionTree,
    Phase,
    Procedure,
    Scenario,
    Settings,
)
from claim_manual.model.edition import Edition
from claim_manual.model.guard import Guard, Range
from claim_manual.model.nodes import (
    AnyTime,
    AskDate,
    AskNumber,
    Branch,
    Choice,
    Do,
    Done,
    Multiple,
    Outcome,
    Parallel,
    Use,
    Wait,
)
from claim_manual.model.registers import Policy, Requirement, Scope
from claim_manual.model.registers.opening import DAYS
from claim_manual.model.results import Results, Tally
from claim_manual.model.review import Round
from claim_manual.model.schema import LanguageId, Ref, Text
from claim_manual.model.sources import REGISTERS
from claim_manual.model.telephone import PHONE
from claim_manual.model.workshop import Cases, Objective, Session, Workshop

LANGUAGES = ("en", "pt")
WEB = "https://example.org/%22?a=1&b=(2)"
NAMED = {
    "document": "tree",
    "procedure": "first",
    "flow": "tree",
    "category": "service",
    "page": "about",
    "register": "roles",
    "language": "en",
    "url": WEB,
    "workshop": "training",
    "assessment": "before-after",
    "actor": "organisation",
    "basis": "law",
}
"""What a reference to each kind of thing names; an entry of a register is called as its kind is."""
OF_NAMES = {
    "within": "PT10M",
    "at_most": "PT10M",
    "every": "P14D",
    "phone": "+351 210 000 000",
    "code": "T-{n}",
    "template": "sheet",
    "repository": WEB,
    "site_url": "https://example.org/manual/",
    "repo": "organisation/name",
    "email": "help@example.org",
    "feedback": "help@example.org",
    "when": {"several": ["left"]},
    "range": {"ge": 0},
    "domain": {"ge": 0},
    "material": ["cards", "form:form"],
    "starts": "09:30",
    "begin_at": "which",
    "begins": "09:00",
    "ends": "17:30",
    "extension": "12",
    "timezone": "Europe/Lisbon",
}
"""Values of fields whose annotation says too little."""
OF_PATTERNS = {PHONE: OF_NAMES["phone"], DAYS: "mon-fri"}
"""Values of what is written in a way of its own."""

Words = Callable[[str], str]
"""From the name of a field to the words that stand in it."""


class Filler:
    """Fills models; `words` says what stands in each text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.number = 0
        self.paths: list[str] = []
        self.version = words("version")

    def model(self, model: type[BaseModel], **given: Any) -> dict[str, Any]:
        """A model's fields as a source writes them; `given` in place of what would be filled in.

        A field that is given as None is left out.
        """
        values = {
            (field.alias or name): given[name]
            if name in given
            else self.field(f"{model.__name__}.{name}", field)
            for name, field in model.model_fields.items()
        }
        return {key: value for key, value in values.items() if value is not None}

    def field(self, name: str, field: FieldInfo) -> Any:
        return self.value(name, field.annotation, tuple(field.metadata))

    def value(  # noqa: PLR0911 - a row for each kind of key
        self, name: str, annotation: Any, metadata: tuple[Any, ...] = ()
    ) -> Any:
        key = name.rpartition(".")[2]
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            more = [one for two in more for one in getattr(two, "metadata", None) or [two]]
            return self.value(name, annotation, (*metadata, *more))
        if key == "version":
            return self.version
        if key == "aliases":
            self.number += 1
            return [f"former-{self.number}"]
        if key == "file":
            self.paths.append(f"docs/assets/{self.words(name)}.pdf")
            return self.paths[-1]
        if key in OF_NAMES and Text not in {annotation, *get_args(annotation)}:
            self.number += 1
            found = OF_NAMES[key]
            return found.format(n=self.number) if isinstance(found, str) else found
        kind = next((one.kind for one in metadata if isinstance(one, Ref)), None)
        if kind:
            return NAMED.get(kind, kind)
        return self._plain(name, annotation, metadata)

    def _plain(  # noqa: PLR0911 - a row for each kind of annotation
        self, name: str, annotation: Any, metadata: tuple[Any, ...]
    ) -> Any:
        inner = [one for one in get_args(annotation) if one not in {NoneType, Ellipsis}]
        if annotation is Text:
            return {lang: self.words(f"{name}.{lang}") for lang in LANGUAGES}
        if annotation is Guard:
            return OF_NAMES["when"]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.model(annotation)
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if get_origin(annotation) is tuple:
            return [self.value(name, inner[0])]
        if get_origin(annotation) is dict:
            return {self._key(inner[0]): self.value(name, inner[1])}
        if inner:
            return self.value(name, inner[0], metadata)
        return self._scalar(name, annotation, metadata)

    @staticmethod
    def _key(annotation: Any) -> str:
        return "en" if annotation in {str, LanguageId} else "named"

    def _scalar(self, name: str, annotation: Any, metadata: tuple[Any, ...]) -> Any:
        pattern = next((one.pattern for one in metadata if getattr(one, "pattern", None)), None)
        if pattern and (choices := re.fullmatch(r"\^\(([a-z0-9|-]+)\)\$", pattern)):
            return choices[1].split("|")[0]
        if pattern in OF_PATTERNS:
            return OF_PATTERNS[pattern]
        if pattern and "a-z0-9" in pattern:
            return "named"
        if annotation is str:
            return self.words(name)
        return {bool: True, int: 1}.get(annotation, "2026-11-21")

    def nodes(self) -> list[dict[str, Any]]:
        """A node of each kind, with ways that come to each of them."""
        node = {"waive": None}
        first = {"waive": None, "notes": None}
        idle = {"waive": {"idle-question": dict.fromkeys(LANGUAGES, self.words("waive"))}}
        ends = [{"to": "good", "when": {"choose": "yes"}}, {"to": "bad"}]
        yes_no = [
            self.model(Choice.model_fields["answers"].annotation.__args__[0], id=one, to="several")
            for one in ("yes", "no")
        ]
        chosen = Multiple.model_fields["answers"].annotation.__args__[0]
        ranged = AskNumber.model_fields["answers"].annotation.__args__[0]

        def ranges(to: str) -> list[dict[str, Any]]:
            return [
                self.model(ranged, id="low", to=to, range={"ge": 0, "lt": 18}),
                self.model(ranged, id="high", to=to, range={"ge": 18}),
            ]

        return [
            self.model(Do, id="listen", next="choose", **first),
            self.model(Choice, id="choose", kind="choice", answers=yes_no, next=None, **first),
            self.model(
                Multiple,
                id="several",
                kind="multiple",
                answers=[self.model(chosen, id=one) for one in ("left", "right")],
                next="explain",
                **first,
            ),
            self.model(Do, id="explain", next="both", **node),
            self.model(Parallel, id="both", parallel=self.branches(), next="await", **node),
            self.model(Wait, id="await", next="number", otherwise="number", **node),
            self.model(AskNumber, id="number", kind="number", answers=ranges("date"), next=None, **idle),
            self.model(
                AskDate, id="date", kind="date", measure="days-since", answers=ranges("sub"),
                next=None, **idle,
            ),
            self.model(Use, id="sub", use="table", then={"good": ends}, next=ends, **node),
            self.model(Outcome, id="good", kind="resolved", level="green", continue_with=["second"], **node),
            self.model(Outcome, id="bad", kind="escalated", level="red", continue_with=["first"], **node),
        ]  # fmt: skip

    def branches(self) -> list[dict[str, Any]]:
        """Two branches, of which one ends by itself."""
        step = {"notes": None, "waive": None}
        told = [
            self.model(Do, id="tell", next=None, **step),
            self.model(Done, id="told", kind="done", **step),
        ]
        stay = [self.model(Do, id="stay", next=None, **step)]
        return [
            self.model(Branch, id="telling", steps=told),
            self.model(Branch, id="staying", steps=stay),
        ]

    def exceptions(self, to: str) -> list[dict[str, Any]]:
        """What may be told at any time."""
        return [self.model(AnyTime, id="exception", to=to)]

    def case(self) -> dict[str, Any]:
        """A scenario that goes through the nodes."""
        answers = {
            "choose": "yes", "several": ["left"], "await": "came", "number": 3, "date": 3,
            "sub.which": "yes",
        }  # fmt: skip
        return self.model(Scenario, id="case", answers=answers, expect="good")

    def procedure(self, **given: Any) -> dict[str, Any]:
        """A procedure."""
        return self.model(
            Procedure, steps=self.nodes(), at_any_time=self.exceptions("bad"), conditions=None,
            scenarios=[self.case()], status="model", related=["table"], waive=None, **given
        )  # fmt: skip

    def tree(self) -> dict[str, Any]:
        """A decision tree with a scenario."""
        return self.model(
            DecisionTree, kind="decision-tree", nodes=self.nodes(), conditions=None,
            at_any_time=self.exceptions("bad"),
            scenarios=[self.case()], status="model", aliases=["old-tree"], waive=None,
        )  # fmt: skip

    def table(self) -> dict[str, Any]:
        """A decision table."""
        answer = Choice.model_fields["answers"].annotation.__args__[0]
        which = self.model(
            Choice, id="which", kind="choice", notes=None, next=None, waive=None,
            answers=[self.model(answer, id=one, to=None) for one in ("yes", "no")],
        )  # fmt: skip
        ends = [
            self.model(Outcome, id="good", notes=None, waive=None),
            self.model(Outcome, id="bad", notes=None, waive=None),
        ]
        rules = [
            {"when": {"which": "yes"}, "then": "good"},
            {"when": {"which": "no"}, "then": "bad"},
        ]
        return self.model(
            DecisionTable, kind="decision-table", hit_policy="unique", inputs=[which], nodes=ends,
            rules=rules, conditions=None, scenarios=None, status="model", aliases=["old-table"],
            at_any_time=None, waive=None,
        )  # fmt: skip

    def entries(self, register: str) -> list[dict[str, Any]]:
        """The entries of a register, called as references call them."""
        entry = REGISTERS[register]
        kind = entry.__name__.lower()
        if entry is Policy:
            scope = self.model(Scope, procedures=["first"], flows=None, categories=None)
            needs = self.model(
                Requirement, before="listen", within_questions=None, node=None, offers=None,
                without=None,
            )  # fmt: skip
            return [self.model(entry, id=kind, applies_to=scope, where=None, requires=needs)]  # fmt: skip
        if register == "validations":
            answered = self.model(entry, id="answered", warning=None)
            return [self.model(entry, id=kind, answer=None, answered_on=None), answered]
        if register == "organisations":
            return [self.model(entry, id=name) for name in (kind, "other")]
        given: dict[str, dict[str, Any]] = {
            "contacts": {"status": "ok"},
            "roles": {"waive": None, "deputy": None},
            "assignments": {"waive": None},
            "links": {"between": ["organisation", "other"]},
        }
        return [self.model(entry, id=kind, **given.get(register, {}))]

    def workshop(self) -> dict[str, Any]:
        """A workshop that practises the case of the tree."""
        cases = self.model(Cases, flows=None, names=["tree.case"], minutes_each=9)
        return self.model(
            Workshop, minutes=9, sessions=[self.model(Session, minutes=9, cases=cases, pages=["tree"])],
            objectives=[self.model(Objective, id="named", pages=["tree"])],
        )  # fmt: skip

    def assessment(self) -> dict[str, Any]:
        """An assessment that asks that case, and a question of each kind that has words of its own."""
        option = OwnQuestion.model_fields["answers"].annotation.__args__[0]
        asked = {"moments": None, "objective": "named"}
        questions = [
            self.model(
                OwnQuestion, id="chosen", kind="choice", scale=None, right=["left"], **asked,
                answers=[self.model(option, id=one) for one in ("left", "right")],
            ),
            self.model(
                OwnQuestion, id="rated", kind="scale", answers=None, right=None, **asked,
                scale=[dict.fromkeys(LANGUAGES, self.words("OwnQuestion.scale")) for _ in range(2)],
            ),
        ]  # fmt: skip
        bank = self.model(Bank, scenarios=1, of=None, questions=["tree.case"])
        moments = ["before", "after", "later"]
        return self.model(
            Assessment, moments=moments, later=self.model(Later), bank=bank, questions=questions
        )

    def results(self) -> dict[str, Any]:
        """Counts of that assessment."""
        tally = self.model(
            Tally, question="chosen", moment="before", n=9, right=7, counts={"left": 7, "right": 2}
        )
        return self.model(Results, on="2026-11-21", questions=[tally], pairs=None, date=None)

    def brief(self) -> dict[str, Any]:
        """A brief with words, and with what changed since a day before all of it."""
        words = self.model(BriefPart, of=None, since=None)
        changes = self.model(BriefPart, text=None, of="changes", since="2000-01-01")
        return self.model(Brief, pages=None, parts=[words, changes])

    def files(self) -> dict[str, str]:
        """The whole manual: path to content."""
        settings = self.model(
            Settings,
            languages={
                lang: {"name": self.words(f"Language.name.{lang}"), "tag": lang}
                for lang in LANGUAGES
            },
            categories={
                "earlier": dict.fromkeys(LANGUAGES, self.words("category")),
                "service": self.model(Phase, follows=["earlier"], waive=None),
            },
            answers={one: dict.fromkeys(LANGUAGES, self.words(one)) for one in ("yes", "no")},
            diagrams="build",
        )
        documents = {
            "manual.yml": settings,
            "procedures/service/first.yml": self.procedure(aliases=["old-first"]),
            "procedures/service/second.yml": self.procedure(aliases=["old-second"]),
            "flows/tree.yml": self.tree(),
            "flows/table.yml": self.table(),
            "editions/short.yml": self.model(Edition, languages=[*LANGUAGES], approvals=None),
            "reviews/round.yml": self.model(Round),
            "workshops/training.yml": self.workshop(),
            "assessments/before-after.yml": self.assessment(),
            "results/training/2026-11-21.yml": self.results(),
            "briefs/summary.yml": self.brief(),
            "centres/one.yml": self.model(
                Centre, contacts={"contact": self.model(LocalContact)}, status="ok"
            ),
            **{f"reference/{name}.yml": self.entries(name) for name in REGISTERS},
        }
        for name, other in (("first", "second"), ("second", "first")):
            for step in documents[f"procedures/service/{name}.yml"]["steps"]:
                if step.get("continue_with") == [name]:  # no page continues with itself
                    step["continue_with"] = [other]
        made = {
            path: json.dumps(value, ensure_ascii=False, indent=1)
            for path, value in documents.items()
        }
        for lang in LANGUAGES:
            for stem in (
                "docs/index",
                "docs/about",
                "procedures/service/first",
                "reference/forms/sheet",
            ):
                words = self.words(f"{stem}.{lang}")
                level = "##" if stem.startswith("procedures") else "#"
                made[f"{stem}.{lang}.md"] = (
                    f"{level} {words}\n\n{words}\n\n- {words}\n\n> {words}\n\n____\n"
                )
        return made | dict.fromkeys(self.paths, "%PDF-1.4\n%%EOF\n")  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> None:
    """Write a manual, with the configuration of MkDocs that `init` gives."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


__all__ = ["Filler", "Range", "write"]
