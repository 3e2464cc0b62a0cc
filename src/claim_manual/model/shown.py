"""What a field says of itself, once, for every output: its label, its hint, its place and its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, StrEnum
from typing import Any

from pydantic import Field


class How(StrEnum):
    """How a value is shown; the same in every output, each by its own means."""

    TEXT = "text"  # an author's words, in a line
    BLOCK = "block"  # an author's words, in paragraphs
    SPOKEN = "spoken"  # words to say to somebody, in every language they are there in
    WARNING = "warning"  # words that nobody may overlook
    TEXTS = "texts"  # several lines of an author's words
    NAMES = "names"  # an author's words by an id
    CODE = "code"  # an id, a version, a number of a law: as it stands
    NUMBER = "number"
    FLAG = "flag"  # yes or no
    CHOICE = "choice"  # one of few values, whose words stand with the field
    DAY = "day"
    DURATION = "duration"
    URL = "url"
    PHONE = "phone"
    PHONES = "phones"  # several numbers, with extension and note
    OPENING = "opening"  # days and times at which somebody is there
    LANGUAGES = "languages"  # words, or tags that are said by name
    LINES = "lines"  # an author's words, whose lines stay lines
    MAIL = "mail"
    PEOPLE = "people"  # one role or several
    ROLES = "roles"  # the same as links, on pages that lead to who acts
    ORGANISATIONS = "organisations"
    ACTORS = "actors"  # organisations or roles
    BASES = "bases"  # a law or a source
    CONTACTS = "contacts"
    AREAS = "areas"  # codes of reference/areas.yml, said by name
    SERVICES = "services"  # words of reference/services.yml, or words as they stand
    LOCALS = "locals"  # by the id of a contact, what it is in a place
    FORMS = "forms"
    FILES = "files"  # a file of the manual, or one for each language
    LAWS = "laws"
    SOURCES = "sources"
    PAGES = "pages"  # procedures and flows
    PHASES = "phases"  # categories of procedures
    UNCONFIRMED = "unconfirmed"  # open questions of reference/validations.yml
    DOCUMENTS = "documents"  # papers that somebody brings
    LIMITS = "limits"
    QUESTIONS = "questions"
    INDICATORS = "indicators"
    PRACTICES = "practices"
    HISTORY = "history"
    NODES = "nodes"
    BRANCHES = "branches"  # of nodes, all of which are done
    EXCEPTIONS = "exceptions"  # what may be told at any step
    PARTS = "parts"  # what a step is made of, to be ticked
    NOTES = "notes"  # words that hold under a condition
    ANSWERS = "answers"
    WAYS = "ways"  # where one goes on
    RULES = "rules"  # rows of a decision table
    CASES = "cases"  # scenarios
    CONDITION = "condition"
    RANGE = "range"
    RECORD = "record"  # an inner model
    LIST = "list"  # inner models


class Group(StrEnum):
    """The part of a page in which a field stands."""

    NONE = "none"  # the field that holds the model decides
    IDENTITY = "identity"
    SUMMARY = "summary"
    FACTS = "facts"
    STEPS = "steps"
    WORK = "work"
    ABOUT = "about"
    HELP = "help"
    EVIDENCE = "evidence"


class Where(Flag):
    """The outputs for readers in which a field stands. Forms, differences and schemas have all."""

    NEITHER = 0
    PAGE = 1
    PRINT = 2
    BOTH = 3


@dataclass(frozen=True)
class Shown:
    """A field's entry in the catalogue: the `json_schema_extra` of its pydantic field.

    `label` and `hint` are English messages; `order` is where the key stands among its neighbours
    in a source, `page_order` where it stands in its group on a page if that is elsewhere. `choices` are the values it can have, each with the message that says it. `reason`
    says to maintainers why the field is not on both page and paper. What `is_name` is what a thing
    is called by.
    """

    label: str
    hint: str
    order: int
    how: How
    group: Group = Group.NONE
    where: Where = Where.BOTH
    reason: str = ""
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_name: bool = False
    page_order: int = 0

    def __call__(self, schema: dict[str, Any]) -> None:
        """Writes label and hint into the JSON Schema of the field, as messages."""
        schema["title"] = self.label
        schema["description"] = self.hint


_OF_SHOWN = ("group", "where", "reason", "choices", "is_name", "page_order")


def shown(label: str, hint: str, order: int, how: How, **options: Any) -> Any:
    """A field that has to be written unless `options` has a default.

    `options` is what else `Shown` has, and what pydantic's Field takes.
    """
    entry = Shown(
        label, hint, order, how, **{key: options.pop(key) for key in _OF_SHOWN if key in options}
    )
    return Field(json_schema_extra=entry, **options)


def optional(label: str, hint: str, order: int, how: How, **options: Any) -> Any:
    """A field that may be left out."""
    return shown(label, hint, order, how, default=None, **options)


def listed(label: str, hint: str, order: int, how: How, **options: Any) -> Any:
    """A list that may be left out."""
    return shown(label, hint, order, how, default=(), **options)


def message(words: str) -> str:
    """Marks an English message that is translated where it is read."""
    return words
