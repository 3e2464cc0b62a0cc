"""The page about the manual's state and the calendar of reviews are there whenever they say something."""

from __future__ import annotations

from pathlib import Path

from claim_manual.publish.memory import Memory
from claim_manual.work.judging import sound
from claim_manual.work.site_parts import assets, site_pages
from conftest import DAY

PAGE = "procedures/service/receive-request.yml"
FLOW = "flows/who-answers.yml"
CONTACTS = "reference/contacts.yml"


def without(folder: Path, *lines: tuple[str, str]) -> None:
    for path, line in lines:
        text = (folder / path).read_text(encoding="utf-8")
        assert line in text
        (folder / path).write_text(text.replace(line, ""), encoding="utf-8")


def outputs(folder: Path, tmp_path: Path) -> tuple[str, str]:
    """The state page in English, "" for none; and the calendar."""
    manual = sound(folder, DAY)
    pages = site_pages(manual, with_books=False)
    state = next((page.html for page in pages if page.uri == "state" and page.lang == "en"), "")
    files = assets(manual, pages, "/", "https://example.org/", Memory(tmp_path))
    calendar = next((file.content.decode() for file in files if file.uri == "reviews.ics"), "")
    return state, calendar


REVIEWS = ((PAGE, "review_by: 2027-02-19\n"), (FLOW, "review_by: 2027-02-19\n"))
RECHECK = (CONTACTS, "  status: recheck\n")


def test_one_page_with_a_day_of_review_is_enough(small: Path, tmp_path: Path) -> None:
    without(small, REVIEWS[1])
    state, calendar = outputs(small, tmp_path)
    assert "reviews.ics" in state
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270219" in calendar


def test_what_is_to_be_confirmed_is_a_state_without_a_calendar(small: Path, tmp_path: Path) -> None:
    without(small, *REVIEWS)
    state, calendar = outputs(small, tmp_path)
    assert "Contacts to be confirmed" in state
    assert "reviews.ics" not in state
    assert calendar == ""


def test_a_retired_page_is_not_reviewed(small: Path, tmp_path: Path) -> None:
    without(small, REVIEWS[1])
    text = (small / PAGE).read_text(encoding="utf-8")
    (small / PAGE).write_text(text.replace("status: draft", "status: retired"), encoding="utf-8")
    assert outputs(small, tmp_path)[1] == ""


def test_where_nothing_waits_there_is_no_state(small: Path, tmp_path: Path) -> None:
    without(small, *REVIEWS)
    text = (small / CONTACTS).read_text(encoding="utf-8")
    (small / CONTACTS).write_text(
        text.replace("status: recheck", "status: ok\n  verified_on: 2026-11-20"), encoding="utf-8"
    )
    assert outputs(small, tmp_path) == ("", "")


def test_the_state_page_leads_to_a_file_that_is_there(small: Path) -> None:
    pages = site_pages(sound(small, DAY), with_books=False)
    assert {page.source for page in pages if page.uri == "state"} == {"manual.yml"}
