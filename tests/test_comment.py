"""The comment on a pull request: what ends elsewhere first, each part cut by its own rule."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from claim_manual.difference.changed_words import LONGEST, Part, changed_words
from claim_manual.difference.comment import comment
from claim_manual.work.revisions import judged_change
from conftest import DAY, called, committed

PAGES, STEPS = 50, 10
HOST = 65_536
"""What GitHub takes, in characters."""
PROCEDURE = """\
code: P-{n:02}
title: {{en: Page {n}, pt: Página {n}}}
status: draft
version: "0.1"
owner: officer
verified_on: 2026-11-21
review_by: 2027-02-19
summary: {{en: A page, pt: Uma página}}
purpose: {{en: A page, pt: Uma página}}
steps:
{steps}  - id: done
    outcome: {{en: Done {n}, pt: Feito {n}}}
    kind: resolved
    level: green
"""
STEP = """\
  - id: s{n}
    do:
      en: Say to the person of page {page} what step {n} is for, and wait until they have said WORD that they know, before the next one begins
      pt: Dizer à pessoa da página {page} para que serve o passo {n}
    role: officer
"""


def many(folder: Path) -> Path:
    """The small manual with 50 pages of 10 steps, and all its translations confirmed."""
    for n in range(PAGES):
        steps = "".join(STEP.format(page=n, n=step) for step in range(STEPS))
        file = folder / "procedures" / "service" / f"p{n}.yml"
        file.write_text(PROCEDURE.format(n=n, steps=steps), encoding="utf-8")
    assert called("i18n", "confirm", cwd=folder).returncode == 0
    return committed(folder)


def rewrite(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def told(small: Path) -> str:
    """The comment on 502 texts that changed, with an answer, a time limit and a contact among them."""
    folder = many(small)
    for n in range(PAGES):
        rewrite(folder, f"procedures/service/p{n}.yml", "WORD", "clearly")
    path = "procedures/service/receive-request.yml"
    rewrite(folder, path, "Listen to the whole request", "Hear the whole request")
    rewrite(folder, path, "PT10M", "PT20M")
    rewrite(folder, "reference/contacts.yml", "example.org/help", "example.org/support")
    rewrite(folder, "reference/glossary.yml", "en: ", "en: New ")
    rewrite(folder, "flows/who-answers.yml", "{id: no, to: elsewhere}", "{id: no, to: here}")
    return comment(judged_change(folder, "HEAD", DAY), "en")


def part(told: str, heading: str) -> str:
    """What stands under a heading, without the number behind it."""
    found = re.search(rf"(?ms)^###? {heading}(?: \(\d+\))?\n(.*?)(?=^###? |^[❌⚠✅]|\Z)", told)
    assert found, heading
    return found[1]


def test_a_comment_on_502_texts_says_first_what_ends_elsewhere(told: str) -> None:
    order = [
        "1 situation ends elsewhere.",
        "### Outcomes and ways",
        "was “Refer to another service”, is now **“Handle it here”**",
        "### Time limits and contacts",
        "~~10 minutes~~ → **20 minutes**",
        "### Words",
        "### Translations to be confirmed",
        "`stale-translation` × ",
    ]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert "example.⁠org/support" in part(told, "Time limits and contacts")
    assert len(told) < HOST - 5_000


def test_what_is_left_out_of_a_comment_is_counted(told: str) -> None:
    number = re.search(r"### Words \((\d+)\)", told)
    left_out = re.search(r"Left out here: (\d+) more changes\.", part(told, "Words"))
    assert number
    assert left_out
    shown = re.findall(r"(?m)^- [~+−↕]", part(told, "Words"))
    assert int(number[1]) >= 502
    assert len(shown) + int(left_out[1]) == int(number[1])
    assert all(f"P-{n:02} Page {n}" in part(told, "Words") for n in range(PAGES))


def test_nothing_is_said_twice_in_a_comment(told: str) -> None:
    prose = re.sub(r"(?s)<details>.*?</details>", "", told)
    said: list[str] = []
    heading = ""
    for row in prose.split("\n"):
        heading = row if row.startswith("**") else heading
        if row.startswith("- ") and not re.match(r"- and \d+ more", row):
            said.append(f"{heading} {row}")
    assert len(said) == len(set(said))
    assert told.count("was “") == 1
    assert told.count("`stale-translation`") == 1


def test_a_long_text_is_shown_by_the_words_that_changed(told: str) -> None:
    shown = [row for row in part(told, "Words").split("\n") if "clearly" in row]
    assert shown
    assert all("~~WORD~~ **clearly**" in row for row in shown)
    assert all(row.partition("English: ")[2].startswith("… ") for row in shown)


def test_a_comment_is_html_that_closes_what_it_opens(told: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(told)
    assert page.count("<details>") == page.count("</details>")
    assert "~~" not in page
    assert "**" not in page


def shown(before: str, after: str) -> str:
    marks = {Part.SAME: "", Part.GONE: "-", Part.NEW: "+"}
    return " ".join(f"{marks[run.part]}{run.words}" for run in changed_words(before, after))


LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("6", "7", "-6 +7"),
        ("", "new", "+new"),
        ("gone", "", "-gone"),
        (
            LONG,
            LONG.replace("six", "SIX"),
            "… two three four five -six +SIX seven eight nine ten …",
        ),
        (LONG, LONG.replace("one two", "one"), "one -two three four five six …"),
        (LONG, f"{LONG} end", "… nine ten eleven twelve +end"),
        ("a b c d e f g h i j k l m n o p q", "q q q q q q q q q q q q q q q q q q q", None),
        (f"x {'y ' * 400}", "", None),
    ],
)
def test_changed_words(before: str, after: str, expected: str | None) -> None:
    if expected is not None:
        assert shown(before, after) == expected
    assert all(len(run.words) <= LONGEST + 2 for run in changed_words(before, after))
