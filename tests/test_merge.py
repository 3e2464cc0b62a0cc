"""Two people's changes of one source, put together in the editor."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from claim_manual import starter
from claim_manual.editor.desk import Desk
from claim_manual.editor.server import EditorServer
from claim_manual.model.language import words
from claim_manual.publish.folder import write_tree
from conftest import DAY, answering

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Value = dict[str, Any]
MERGE = """([base, mine, theirs]) => {
  const { value, conflicts } = window.claimManualMerge(base, mine, theirs);
  return [value, conflicts.map((one) => [one.keys, one.mine ?? null, one.theirs ?? null])];
}"""
BASE: Value = {
    "code": "X-1",
    "title": {"pt": "Um", "en": "One"},
    "tags": ["a", "b"],
    "steps": [
        {"id": "a", "do": {"pt": "A", "en": "A"}},
        {"id": "b", "do": {"pt": "B", "en": "B"}, "next": "c"},
        {"id": "c", "outcome": {"pt": "C", "en": "C"}},
    ],
}


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of the editor, with its scripts."""
    folder = tmp_path_factory.mktemp("merge")
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    with answering(EditorServer(("127.0.0.1", 0), Desk(folder, DAY, words("en")))) as base:
        page = browser.new_page()
        page.goto(f"{base}admin/")
        yield page
        page.close()


def changed(**changes: Any) -> Value:
    made = copy.deepcopy(BASE)
    for way, value in changes.items():
        *keys, last = way.split("__")
        place: Any = made
        for key in keys:
            place = place[int(key) if key.isdigit() else key]
        if value is None:
            del place[int(last) if last.isdigit() else last]
        else:
            place[int(last) if last.isdigit() else last] = value
    return made


def merged(page: Page, mine: Value, theirs: Value) -> tuple[Value, list[Any]]:
    value, conflicts = page.evaluate(MERGE, [BASE, mine, theirs])
    return value, conflicts


def ids(value: Value) -> list[str]:
    return [one["id"] for one in value["steps"]]


def test_changes_of_different_fields_are_both_there(page: Page) -> None:
    mine, theirs = changed(title__pt="Dois"), changed(title__en="Two", steps__1__next=None)
    value, conflicts = merged(page, mine, theirs)
    assert conflicts == []
    assert value["title"] == {"pt": "Dois", "en": "Two"}
    assert "next" not in value["steps"][1]


def test_a_field_that_both_changed_is_shown_with_both_values(page: Page) -> None:
    value, conflicts = merged(page, changed(title__pt="Dois"), changed(title__pt="Três"))
    assert conflicts == [[["title", "pt"], "Dois", "Três"]]
    assert value["title"]["pt"] == "Três"
    assert merged(page, changed(code="Y"), changed(code="Y"))[1] == []
    assert merged(page, changed(tags=["a"]), changed(tags=["b"]))[1] == [[["tags"], ["a"], ["b"]]]


def test_what_both_put_into_a_list_is_there_where_each_put_it(page: Page) -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["steps"].insert(1, {"id": "mine", "do": {"pt": "M"}})
    theirs["steps"].insert(2, {"id": "theirs", "do": {"pt": "T"}})
    value, conflicts = merged(page, mine, theirs)
    assert conflicts == []
    assert ids(value) == ["a", "mine", "b", "theirs", "c"]


def test_what_one_moved_and_the_other_changed_is_moved_and_changed(page: Page) -> None:
    mine, theirs = copy.deepcopy(BASE), changed(steps__0__do__pt="Outro")
    mine["steps"].reverse()
    value, conflicts = merged(page, mine, theirs)
    assert (ids(value), conflicts) == (["c", "b", "a"], [])
    assert value["steps"][2]["do"]["pt"] == "Outro"


def test_what_one_took_out_and_the_other_changed_is_a_question(page: Page) -> None:
    value, conflicts = merged(page, changed(steps__0=None), changed(steps__0__do__pt="Outro"))
    assert [one[0] for one in conflicts] == [["steps", "a"]]
    assert ids(value) == ["a", "b", "c"]
    assert merged(page, changed(steps__0=None), copy.deepcopy(BASE))[1] == []
    assert ids(merged(page, changed(steps__0=None), copy.deepcopy(BASE))[0]) == ["b", "c"]


def leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, dict | list):
            yield from leaves(one, (*way, key))
        elif key != "id":
            yield (*way, key)


def put(value: Value, way: tuple[Any, ...], words_: str) -> None:
    *keys, last = way
    place: Any = value
    for key in keys:
        place = place[key]
    place[last] = words_


def test_no_change_of_anybody_is_lost_in_any_of_many(page: Page) -> None:
    chance = random.Random(7)
    ways = [way for way in leaves(BASE) if way[0] != "tags"]
    for _ in range(150):
        mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
        of_mine, of_theirs = (set(chance.sample(ways, chance.randrange(4))) for _ in range(2))
        for way in of_mine:
            put(mine, way, "mine")
        for way in of_theirs:
            put(theirs, way, "theirs")
        value, conflicts = merged(page, mine, theirs)
        expected = copy.deepcopy(BASE)
        for way in of_mine - of_theirs:
            put(expected, way, "mine")
        for way in of_theirs:
            put(expected, way, "theirs")
        assert value == expected
        assert len(conflicts) == len(of_mine & of_theirs)
