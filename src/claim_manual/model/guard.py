"""Guards: closed data over facts, as DMN's unary tests are, without expressions to run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    GetJsonSchemaHandler,
    RootModel,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from claim_manual.model.schema import LARGEST, Model, day_of_manual
from claim_manual.model.shown import How, Shown, Where, message, optional, shown

Number = int | float
Bounded = Number | dt.date


def _bound(value: Any) -> Bounded:
    if isinstance(value, dt.date):
        return day_of_manual(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_of_manual(value)
    try:
        day = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("bound", "bound") from None
    return day_of_manual(day)


def number_of_manual(value: Number) -> Number:
    """The number, which must not be larger than LARGEST, nor anything but a number."""
    if not abs(value) <= LARGEST:
        raise PydanticCustomError("far_number", "number")
    return value


NUMBER = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
_BOUND = {
    "anyOf": [NUMBER, {"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-"}],
}
Bound = Annotated[Any, AfterValidator(_bound), WithJsonSchema(_BOUND)]
"""A number, or a day written year-month-day."""


class Range(Model):
    """An interval of numbers or of days, by its bounds."""

    ge: Bound | None = optional("At least", "At least; of days, that day or later.", 10, How.NUMBER)
    gt: Bound | None = optional("More than", "More than; of days, after that day.", 20, How.NUMBER)
    le: Bound | None = optional("At most", "At most; of days, that day or earlier.", 30, How.NUMBER)
    lt: Bound | None = optional("Less than", "Less than; of days, before that day.", 40, How.NUMBER)

    @model_validator(mode="after")
    def _holds_something(self) -> Range:
        bounds = self.bounds()
        if not bounds:
            raise PydanticCustomError("no_bounds", "bounds")
        if len({isinstance(bound, dt.date) for bound in bounds.values()}) > 1:
            raise PydanticCustomError("mixed_bounds", "bounds")
        if {"ge", "gt"} <= bounds.keys() or {"le", "lt"} <= bounds.keys():
            raise PydanticCustomError("same_side", "bounds")
        if not self._is_open():
            raise PydanticCustomError("empty_range", "bounds")
        return self

    def _is_open(self) -> bool:
        lows = [
            (bound, strict)
            for bound, strict in ((self.ge, False), (self.gt, True))
            if bound is not None
        ]
        highs = [
            (bound, strict)
            for bound, strict in ((self.le, False), (self.lt, True))
            if bound is not None
        ]
        return all(
            low < high or (low == high and not (low_out or high_out))
            for low, low_out in lows
            for high, high_out in highs
        )

    def bounds(self) -> dict[str, Bounded]:
        """The bounds that are written, by their sign's name: {"ge": 18, "lt": 65}."""
        signs = ("ge", "gt", "le", "lt")
        return {sign: bound for sign in signs if (bound := getattr(self, sign)) is not None}

    @property
    def is_of_days(self) -> bool:
        """Whether the bounds are days of the calendar."""
        return any(isinstance(bound, dt.date) for bound in self.bounds().values())


@dataclass(frozen=True, slots=True)
class Test:
    """A fact held against answer ids (any of them; none means "none chosen"), or a range."""

    fact: str
    answers: tuple[str, ...] = ()
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Test | Every | Some | Not


class Guard(RootModel[Any]):
    """Facts with what they must be, all of them; `any` is or, `not` negates; or a condition's name.

    A fact's value is an answer id, a list of answer ids (any of them) or a range. The name is one
    of the document's `conditions:`.
    """

    @model_validator(mode="after")
    def _is_closed_data(self) -> Guard:
        if not isinstance(self.root, str):
            _condition(self.root, {})
        return self

    @property
    def name(self) -> str | None:
        """The condition that is named, where the guard is a name."""
        return self.root if isinstance(self.root, str) else None

    def condition(self, named: Mapping[str, Guard]) -> Condition:
        """The guard as tests; a name that is not among `named` never holds."""
        return _condition(self.root, named)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        again = {"x-guard": True}  # itself, to which pydantic cannot refer: see schemas.py
        answer = {"type": "string", "description": message("The id of an answer.")}
        several = {
            "type": "array",
            "items": answer,
            "description": message("Any of these answers; [] means that none is chosen."),
        }
        return {
            "description": message(
                "A condition: question and answer; of several, all must hold. Or its name."
            ),
            "anyOf": [
                {"type": "string", "description": message("The name of one of the conditions.")},
                {
                    "type": "object",
                    "minProperties": 1,
                    "properties": {
                        "any": {
                            "type": "array",
                            "minItems": 1,
                            "items": again,
                            "description": message("At least one of these."),
                        },
                        "not": {
                            "anyOf": [again],
                            "description": message("When this does not hold."),
                        },
                    },
                    "additionalProperties": {"anyOf": [answer, several, _RANGE]},
                },
            ],
        }


def named_conditions(order: int) -> Any:
    """The field of a document's named conditions."""
    return shown(
        "Conditions",
        "Conditions with a name, to use in when.",
        order,
        How.CONDITION,
        default_factory=dict,
        where=Where.NEITHER,
        reason="What a named condition says stands wherever the condition is used.",
    )


_RANGE = {
    "type": "object",
    "description": message("An interval."),
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        sign: {"title": bound.label, "description": bound.hint, **_BOUND}
        for sign, field in Range.model_fields.items()
        if isinstance(bound := field.json_schema_extra, Shown)
    },
}


def _condition(plain: Any, named: Mapping[str, Guard]) -> Condition:
    if isinstance(plain, str):
        return _condition(named[plain].root, {}) if plain in named else Some(())
    if not isinstance(plain, dict) or not plain:
        raise PydanticCustomError("guard", "guard")
    parts = tuple(_part(key, value, named) for key, value in plain.items())
    return parts[0] if len(parts) == 1 else Every(parts)


def _part(key: str, value: Any, named: Mapping[str, Guard]) -> Condition:
    match key, value:
        case "any", [_, *_]:
            return Some(tuple(_condition(part, named) for part in value))
        case "not", dict() | str():
            return Not(_condition(value, named))
        case (("any" | "not"), _):
            raise PydanticCustomError("guard", "guard")
        case _, str():
            return Test(key, (value,))
        case _, [*ids] if all(isinstance(answer, str) for answer in ids):
            return Test(key, tuple(ids))
        case _, dict():
            return Test(key, range=_range(value))
    raise PydanticCustomError("guard", "guard")


OF_RANGES = ("mixed_bounds", "same_side", "empty_range", "bound", "far_number", "far_day")
"""What can be wrong with the bounds of a range."""


def _range(value: Any) -> Range:
    try:
        return Range.model_validate(value)
    except ValidationError as failure:
        kind = failure.errors()[0]["type"]
        is_ours = kind in {*OF_RANGES, "no_bounds"}
        raise PydanticCustomError(kind if is_ours else "guard", "range") from None


def tests(condition: Condition) -> Iterator[Test]:
    """Every test in a condition, from left to right."""
    match condition:
        case Test():
            yield condition
        case Not():
            yield from tests(condition.part)
        case Every() | Some():
            for part in condition.parts:
                yield from tests(part)


def names(guard: Guard) -> Iterator[str]:
    """Every name of a condition that stands in a guard."""
    todo = [guard.root]
    while todo:
        match todo.pop():
            case str() as name:
                yield name
            case dict() as parts:
                todo += [*parts.get("any", ()), *([parts["not"]] if "not" in parts else [])]
