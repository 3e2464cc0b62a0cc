"""Derived facts: the answer of a function about a value, kept with the value.

`@derived` keeps what a function answers for each value of its arguments, `@derived_by(key)` for each
key that is made of them. The first argument has the cache, and what is kept goes when it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DerivedCache:
    """The answers of functions, each by the key of its arguments."""

    def __init__(self) -> None:
        self._answers: dict[Callable[..., Any], dict[Hashable, Any]] = {}

    def of(self, function: Callable[..., Any]) -> dict[Hashable, Any]:
        """The answers of one function, to look up and to add to."""
        return self._answers.setdefault(function, {})

    def forget(self, *functions: Callable[..., Any]) -> None:
        """Drop the answers of these functions."""
        for function in functions:
            self._answers.pop(function, None)

    def clear(self, *but: Callable[..., Any]) -> None:
        """Drop all answers but those of these functions."""
        self._answers = {
            function: self._answers[function] for function in but if function in self._answers
        }


class HasDerived(Protocol):
    """A value that does not change, of which facts can be derived."""

    @property
    def derived(self) -> DerivedCache:
        """The facts derived so far."""


Owner = TypeVar("Owner", bound=HasDerived)
Function = Callable[Concatenate[Owner, P], T]


def derived_by(
    key: Callable[..., Hashable],
) -> Callable[[Function[Owner, P, T]], Function[Owner, P, T]]:
    """Keep the answers by `key` of the arguments after the first, which must tell them apart."""

    def decorator(function: Function[Owner, P, T]) -> Function[Owner, P, T]:
        @wraps(function)
        def cached(owner: Owner, /, *arguments: P.args, **named: P.kwargs) -> T:
            answers = owner.derived.of(cached)
            key_ = key(*arguments, **named)
            if key_ not in answers:
                answers[key_] = function(owner, *arguments, **named)
            answer: T = answers[key_]
            return answer

        return cached

    return decorator


def derived(function: Function[Owner, P, T]) -> Function[Owner, P, T]:
    """Keep the answers by the arguments after the first: hashable, and none by keyword."""
    return derived_by(lambda *arguments: arguments)(function)
