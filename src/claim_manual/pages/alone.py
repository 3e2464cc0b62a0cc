"""A page that stands by itself, away from the other pages: its links are whole addresses, or words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from claim_manual.pages import inline as i
from claim_manual.pages.goals import Goal, PageGoal, UrlGoal
from claim_manual.pages.page import Page


def alone(page: Page, address: Callable[[PageGoal], str]) -> Page:
    """The page with every link to a page as a whole address; with words alone where that is ""."""

    def place(goal: Goal) -> Goal | None:
        if not isinstance(goal, PageGoal):
            return goal
        url = address(goal)
        return UrlGoal(url) if url else None

    alone_page: Page = _placed(page, place)
    return alone_page


def _placed(value: Any, place: Callable[[Goal], Goal | None]) -> Any:
    """A value whose links are placed, however deep in it they are."""
    if isinstance(value, tuple):
        return tuple(inner for part in value for inner in _parts(part, place))
    if is_dataclass(value) and not isinstance(value, type):
        inner = {name: getattr(value, name) for name in _names(value)}
        return replace(value, **{name: _placed(part, place) for name, part in inner.items()})
    return value


def _parts(part: Any, place: Callable[[Goal], Goal | None]) -> Iterator[Any]:
    if not isinstance(part, i.Link):
        yield _placed(part, place)
    elif goal := place(part.goal):
        yield replace(part, goal=goal)
    else:
        yield from part.parts


def _names(value: Any) -> Iterator[str]:
    """The fields that may hold links; a page's own place is none."""
    return (field.name for field in fields(value) if field.init)
