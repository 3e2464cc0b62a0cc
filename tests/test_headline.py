"""Subjects of commits: whole words, at most 72 characters, what is new before what was."""

from pathlib import Path

import pytest

from claim_manual.difference.headline import LONGEST, headline
from claim_manual.work import revisions
from conftest import committed, git
from test_difference import CASES, prepare

LONG = (
    "Listen to the whole request, from the beginning to the end, without writing anything down, "
    "and say at the end what you heard"
)


@pytest.fixture
def kept(small: Path) -> Path:
    file = small / "procedures" / "service" / "receive-request.yml"
    text = file.read_text(encoding="utf-8").replace("Listen to the whole request", LONG)
    file.write_text(text, encoding="utf-8")
    return committed(small)


def said(folder: Path, lang: str = "en") -> str:
    return headline(revisions.compared(folder, "HEAD", None), lang)


def change(folder: Path, path: str, old: str, new: str) -> str:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return said(folder)


PAGE = "procedures/service/receive-request.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (PAGE, "PT10M", "PT20M", "S-01: Duration: 20 minutes (was 10 minutes)"),
        (PAGE, "the end, without", "the last word, without", "S-01: Step: … the beginning to the last word, without writing anything…"),
        ("reference/contacts.yml", "org/help", "org/new", "Contacts: Web address: https://example.org/new"),
        ("flows/who-answers.yml", "{id: no, to: elsewhere}", "{id: no, to: here}", "T-01: “No”: “Handle it here” (was “Refer to another service”)"),
    ],
)  # fmt: skip
def test_what_is_new_comes_first(kept: Path, path: str, old: str, new: str, expected: str) -> None:
    assert change(kept, path, old, new) == expected


def test_of_several_changes_the_gravest_is_told_and_the_others_counted(kept: Path) -> None:
    change(kept, PAGE, "Say what happens next", "Tell what happens next")
    told = change(kept, "flows/who-answers.yml", "{id: no, to: elsewhere}", "{id: no, to: here}")
    assert told.startswith("T-01: “No”: “Handle it here”")
    assert told.endswith(" (and 1 more)")


@pytest.mark.parametrize(("name", "first", "patch", "expected"), CASES)
def test_every_subject_is_of_whole_words_and_fits(
    small: Path, name: str, first: str, patch: str, expected: str
) -> None:
    folder = committed(small)
    prepare(folder, first)
    git(folder, "apply", given=patch)
    for lang in ("en", "pt"):
        told = said(folder, lang)
        assert len(told) <= LONGEST
        assert "\n" not in told
        assert bool(told) is ("No change of meaning." not in expected)


def test_a_long_word_is_cut_where_it_must_be(kept: Path) -> None:
    told = change(kept, PAGE, "Say what happens next", f"Say{'y' * 200}")
    assert len(told) <= LONGEST
    assert told.endswith("…")
