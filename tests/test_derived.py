"""Derived facts: worked out once for a value, typed as their functions are, dropped by function."""

from __future__ import annotations

from claim_manual.model.derived import DerivedCache, derived, derived_by


class Numbers:
    """A value with facts, and how often they were worked out."""

    def __init__(self) -> None:
        self.derived = DerivedCache()
        self.calls: list[object] = []


@derived
def total(numbers: Numbers, first: int = 0, second: int = 0) -> int:
    """A fact by its arguments."""
    numbers.calls.append((first, second))
    return first + second


@derived_by(len)
def length(numbers: Numbers, values: list[int]) -> int | None:
    """A fact by a key of its arguments; None is an answer like any other."""
    numbers.calls.append(values)
    return len(values) or None


def test_a_fact_is_worked_out_once_for_each_value_of_its_arguments() -> None:
    numbers = Numbers()
    assert [total(numbers), total(numbers), total(numbers, 1, 2), total(numbers, 1, 2)] == [
        0,
        0,
        3,
        3,
    ]
    assert [length(numbers, []), length(numbers, [])] == [None, None]
    assert numbers.calls == [(0, 0), (1, 2), []]
    assert total(Numbers(), 1, 2) == 3
    assert numbers.calls == [(0, 0), (1, 2), []]


def test_facts_are_dropped_by_function_or_all() -> None:
    numbers = Numbers()
    total(numbers, 1)
    length(numbers, [1])
    numbers.derived.forget(total)
    length(numbers, [1])
    total(numbers, 1)
    assert numbers.calls == [(1, 0), [1], (1, 0)]
    numbers.derived.clear()
    length(numbers, [1])
    assert numbers.calls[3:] == [[1]]
