"""workshops/<id>.yml: a training workshop, planned from the pages and cases of the manual."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from claim_manual.model.nodes import Level
from claim_manual.model.schema import (
    ID,
    STATUS,
    Day,
    DocumentId,
    Id,
    ListFor,
    Model,
    Ref,
    Roles,
    Text,
)
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import LEVELS, METHODS, STATUSES

CASE = rf"^{ID[1:-1]}\.{ID[1:-1]}$"
"""A case by name: the id of its page, a full stop, its own id."""
MATERIAL = rf"^(cards|workbook|slides|flow|assessment|(form|procedure|flow):{ID[1:-1]})$"
"""What a session needs: a part of the kit; a form, procedure or flow by its id, as links name it."""
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""A time of the day: 09:30."""
CaseName = Annotated[str, Field(pattern=CASE)]
AssessmentId = Annotated[Id, Ref("assessment")]
Minutes = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]


class Objective(Model):
    """What people can do after a workshop, and the pages that it rests on."""

    id: Id = shown(
        "Identifier",
        "The id of the objective, the only one in the workshop.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know an objective by its words.",
    )
    text: Text = shown("Objective", "What people can do afterwards.", 20, How.TEXT, is_name=True)
    pages: tuple[DocumentId, ...] = listed(
        "Pages", "The procedures and flows that it rests on.", 30, How.PAGES
    )


_CHOICE = "The cases themselves are shown."


class Cases(Model):
    """The cases of a session: chosen from pages within the time there is, or named one by one."""

    flows: tuple[DocumentId, ...] = listed(
        "From pages",
        "Procedures and flows from whose cases those are chosen that fit the time.",
        10,
        How.PAGES,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    names: tuple[CaseName, ...] = listed(
        "By name",
        "Cases by name: id of the page, full stop, id of the case.",
        20,
        How.CODE,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    minutes_each: Minutes | None = optional(
        "Minutes for each", "The minutes that a case takes.", 30, How.NUMBER
    )
    people_each: Minutes | None = optional(
        "People in a group", "How many people work on a case together.", 40, How.NUMBER
    )
    first: Level = shown(
        "Level first",
        "The level whose outcomes are practised first: red, amber or green.",
        50,
        How.CHOICE,
        default="red",
        choices=LEVELS,
        where=Where.NEITHER,
        reason=_CHOICE,
    )


def _tag_of_cases(value: Any) -> str:
    return "<named>" if isinstance(value, list | tuple) else "<chosen>"


CaseChoice = Annotated[
    Annotated[Cases, Tag("<chosen>")] | Annotated[tuple[CaseName, ...], Tag("<named>")],
    Discriminator(_tag_of_cases),
    ListFor("names"),
]
"""The cases of a session; a list names them one by one."""


class Session(Model):
    """A part of a workshop."""

    id: Id = shown(
        "Identifier",
        "The id of the session, the only one in the workshop.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know a session by its title.",
    )
    title: Text = shown("Title", "What the session is called.", 20, How.TEXT, is_name=True)
    minutes: Minutes = shown("Minutes", "How long it takes.", 30, How.NUMBER)
    method: Literal["plenary", "small-groups", "role-play", "walk", "individual", "break"] = shown(
        "Method",
        "plenary, small-groups, role-play, walk (through a tree), individual or break.",
        40,
        How.CHOICE,
        choices=METHODS,
    )
    notes: Text | None = optional(
        "For the facilitator",
        "What the facilitator does and has to know.",
        50,
        How.BLOCK,
        where=Where.PRINT,
        reason="It stands in the facilitator's guide; a page for everybody leaves it out.",
    )
    say: Text | None = optional(
        "Words for the facilitator",
        "Words to open the session with.",
        60,
        How.BLOCK,
        where=Where.PRINT,
        reason="They stand in the facilitator's guide; a page for everybody leaves them out.",
    )
    pages: tuple[DocumentId, ...] = listed(
        "Pages", "The procedures and flows that the session works with.", 70, How.PAGES
    )
    cases: CaseChoice | None = optional("Cases", "The cases that are practised.", 80, How.RECORD)
    material: tuple[Annotated[str, Field(pattern=MATERIAL)], ...] = listed(
        "Material",
        "cards, workbook, slides, flow, assessment; form:<id>, procedure:<id>, flow:<id>.",
        90,
        How.CODE,
    )

    @property
    def practice(self) -> Cases | None:
        """Its cases, however they are written."""
        return Cases(names=self.cases) if isinstance(self.cases, tuple) else self.cases


class Occasion(Model):
    """A day on which a workshop is held, with how many came; never who."""

    id: Id = shown(
        "Identifier",
        "The id of the date, the only one in the workshop.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know it by day and place.",
    )
    on: Day = shown("Day", "The day.", 20, How.DAY)
    starts: Annotated[str, Field(pattern=TIME)] | None = optional(
        "Begins at", "When it begins: 09:30.", 30, How.CODE
    )
    place: Text = shown("Place", "Where.", 40, How.TEXT, is_name=True)
    centres: Count | None = optional(
        "Organisations", "How many organisations come; never which person.", 50, How.NUMBER
    )
    invited: Count | None = optional("Invited", "How many people were invited.", 60, How.NUMBER)
    attended: Count | None = optional("Came", "How many people came.", 70, How.NUMBER)


class Workshop(Model):
    """A training workshop."""

    title: Text = shown("Title", "The title.", 10, How.TEXT, group=Group.IDENTITY, is_name=True)
    status: Annotated[str, Field(pattern=STATUS)] = shown(
        "Status",
        "model, draft, in-review, approved or retired.",
        20,
        How.CHOICE,
        group=Group.IDENTITY,
        choices=STATUSES,
        default="model",
    )
    summary: Text | None = optional(
        "Summary", "What it is for, in a sentence or two.", 30, How.TEXT, group=Group.SUMMARY
    )
    audience: Roles = listed("For whom", "The roles that it is for.", 40, How.PEOPLE)
    minutes: Minutes = shown(
        "Minutes", "How long it takes: the sum of its sessions.", 50, How.NUMBER
    )
    objectives: tuple[Objective, ...] = listed(
        "Objectives", "What people can do afterwards.", 60, How.LIST
    )
    sessions: tuple[Session, ...] = shown(
        "Programme", "The sessions, in order.", 70, How.LIST, group=Group.STEPS, min_length=1
    )
    dates: tuple[Occasion, ...] = listed(
        "Dates", "When and where it is held, with counts.", 80, How.LIST
    )
    assessment: AssessmentId | None = optional("Assessment", "An id of assessments/.", 90, How.CODE)
