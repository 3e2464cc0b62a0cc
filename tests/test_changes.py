"""Rules about a change: versions, histories, reviews and approvals, each good and bad."""

import re
from pathlib import Path

import pytest

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.pages.overviews import changes_page
from claim_manual.pages.page import Online
from claim_manual.pages.plain import lines, plain
from claim_manual.reports.notes import release_notes
from claim_manual.work import revisions
from claim_manual.work.judging import sound
from conftest import DAY, called, committed

HEAD = """\
code: X-01
title: {en: Ours, pt: Nosso}
status: STATUS
version: "VERSION"
owner: officer
APPROVEDsummary: {en: WORDS, pt: WORDS}
"""
NODES = """\
kind: decision-tree
nodes:
  - {id: q, ask: {en: "Q?", pt: "P?"}, answers: [{id: yes, to: a}, {id: no, to: b}]}
  - {id: a, outcome: {en: A, pt: A}}
  - {id: b, outcome: {en: B, pt: B}}
"""


def flow(
    status: str,
    version: str,
    words: str,
    *,
    approved: str = "2026-11-20",
    history: tuple[str, ...] = (),
) -> str:
    """A flow in a state of its life."""
    own = (
        f"approved: {{by: officer, on: {approved}}}\n" if status == "approved" and approved else ""
    )
    head = HEAD.replace("STATUS", status).replace("VERSION", version).replace("WORDS", words)
    lines = "".join(
        f'  - {{version: "{one}", date: 2026-11-20, change: {{en: x, pt: x}}}}\n' for one in history
    )
    return head.replace("APPROVED", own) + NODES + (f"history:\n{lines}" if lines else "")


APPROVED = flow("approved", "1.0", "old", history=("1.0",))
IN_REVIEW = flow("in-review", "1.1", "new", history=("1.0", "1.1"))
CASES: list[tuple[str, str | None, str | None, set[str]]] = [
    ("an approved page changed as it must be", APPROVED, IN_REVIEW, set()),
    (
        "the same version",
        APPROVED,
        flow("in-review", "1.0", "new", history=("1.0",)),
        {"unversioned-change"},
    ),
    ("no line in the history", APPROVED, flow("in-review", "1.1", "new", history=("1.0",)), {"unrecorded-version"}),
    (
        "still approved",
        APPROVED,
        flow("approved", "1.1", "new", history=("1.0", "1.1")),
        {"changed-approval"},
    ),
    ("everything at once", APPROVED, flow("approved", "1.0", "new", history=("1.0",)), {"unversioned-change", "changed-approval"}),
    (
        "an older version",
        flow("draft", "0.10", "old", history=("0.10",)),
        flow("draft", "0.9", "new", history=("0.9",)),
        {"older-version"},
    ),
    (
        "ten comes after nine",
        flow("draft", "0.9", "old", history=("0.9",)),
        flow("draft", "0.10", "new", history=("0.10",)),
        set(),
    ),
    ("a draft may change", flow("draft", "0.1", "old"), flow("draft", "0.1", "new"), set()),
    (
        "approved in a change of its own",
        IN_REVIEW,
        flow("approved", "1.1", "new", history=("1.0", "1.1")),
        set(),
    ),
    (
        "approved and written at once",
        IN_REVIEW,
        flow("approved", "1.1", "other", history=("1.0", "1.1")),
        {"hasty-approval"},
    ),
    ("approved without a review", flow("draft", "1.0", "x", history=("1.0",)), flow("approved", "1.0", "x", history=("1.0",)), {"hasty-approval"}),
    (
        "approved by nobody",
        flow("in-review", "1.0", "x", history=("1.0",)),
        flow("approved", "1.0", "x", approved="", history=("1.0",)),
        {"unnamed-approval"},
    ),
    (
        "approved on a day to come",
        flow("in-review", "1.0", "x", history=("1.0",)),
        flow("approved", "1.0", "x", approved="2027-01-01", history=("1.0",)),
        {"unnamed-approval"},
    ),
    (
        "no longer approved without a review",
        APPROVED,
        flow("draft", "1.1", "new", history=("1.0", "1.1")),
        {"changed-approval"},
    ),
    ("retired", APPROVED, flow("retired", "1.0", "old", history=("1.0",)), set()),
    ("removed", APPROVED, None, {"removed-approval"}),
    ("a draft removed", flow("draft", "0.1", "x"), None, set()),
    ("a new page", None, flow("draft", "0.1", "x"), set()),
    (
        "other quotes and order",
        APPROVED,
        APPROVED.replace("code: X-01\n", "").replace('"1.0"', "'1.0'") + "code: 'X-01'\n",
        set(),
    ),
    ("read again", APPROVED, APPROVED + "verified_on: 2026-11-21\nreview_by: 2027-11-21\n", set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "codes"), CASES, ids=[one[0] for one in CASES])
def test_what_a_change_may_do(
    small: Path, name: str, before: str | None, after: str | None, codes: set[str]
) -> None:
    file = small / "flows" / "x.yml"
    if before:
        file.write_text(before, encoding="utf-8")
    committed(small)
    if after:
        file.write_text(after, encoding="utf-8")
    else:
        file.unlink()
    made = called("check", "--base", "HEAD", "--lang", "en", cwd=small)
    found = {
        line.split(": ")[1].split()[1] for line in made.stdout.splitlines() if " error " in line
    }
    assert found == codes, made.stdout
    assert made.returncode == bool(codes)
    assert all(
        line.startswith("flows/x.yml:") for line in made.stdout.splitlines() if " error " in line
    )


def test_without_a_base_the_change_is_not_judged(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(APPROVED, encoding="utf-8")
    committed(small)
    (small / "flows" / "x.yml").write_text(APPROVED.replace("old", "new"), encoding="utf-8")
    assert called("check", cwd=small).returncode == 0
    assert called("check", "--base", "nothing", cwd=small).returncode == 2
    assert {one.code for one in revisions.changed_badly(small, "HEAD")} == {
        "unversioned-change",
        "changed-approval",
    }


def with_histories(small: Path, told: dict[str, str]) -> Manual:
    """The manual whose two documents tell their changes of one day in these words."""
    for path, words in told.items():
        file = small / path
        head, _, _ = file.read_text(encoding="utf-8").partition("history:")
        change = f'{{version: "0.1", date: 2026-11-20, change: {{en: {words}, pt: x}}}}'
        file.write_text(f"{head}history: [{change}]\n", encoding="utf-8")
    return sound(small, DAY)


def test_a_page_with_another_name_and_no_alias_is_asked_for_it(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(APPROVED, encoding="utf-8")
    committed(small)
    (small / "flows" / "x.yml").rename(small / "flows" / "y.yml")
    made = called("check", "--base", "HEAD", "--lang", "en", cwd=small)
    (told,) = [line for line in made.stdout.splitlines() if " error " in line]
    place, _, sentence = told.partition(": error ")
    assert re.fullmatch(r"flows/y\.yml:1:\d+", place)
    assert sentence.partition(":")[0] == "missing-alias"
    assert "“x”" in sentence
    text = APPROVED.replace("owner:", "aliases: [x]\nowner:")
    (small / "flows" / "y.yml").write_text(text, encoding="utf-8")
    assert called("check", "--base", "HEAD", cwd=small).returncode == 0


def test_a_page_that_says_something_else_is_a_new_page(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(flow("draft", "0.1", "x"), encoding="utf-8")
    committed(small)
    (small / "flows" / "x.yml").unlink()
    other = "".join(
        f'  - {{id: n{n}, do: {{en: "Do this thing of number {n}", pt: "Fazer a coisa {n}"}}, role: officer}}\n'
        for n in range(8)
    )
    text = flow("draft", "0.2", "another page of other things").replace("X-01", "Y-01")
    text = text.replace("nodes:\n", f"nodes:\n{other}").replace("Ours", "Theirs")
    (small / "flows" / "y.yml").write_text(text, encoding="utf-8")
    told = called("diff", "HEAD", "--lang", "en", cwd=small).stdout
    assert "− X-01" in told
    assert "+ Y-01" in told


PAGES = ("procedures/service/receive-request.yml", "flows/who-answers.yml")


def test_what_pages_say_in_the_same_words_on_one_day_is_told_once_with_its_pages(
    small: Path,
) -> None:
    manual = with_histories(small, dict.fromkeys(PAGES, "First"))
    page = changes_page(Reading(manual, "en"), Online())
    told = [plain(line) for section in page.sections for line in lines(section.blocks)]
    assert [one for one in told if "First" in one] == ["2 pages: Version 0.1. First"]
    assert any("S-01" in one and "T-01" in one for one in told)
    notes = release_notes(Reading(manual, "en"), None)
    assert notes.count("First") == 1
    assert all(code in notes for code in ("S-01", "T-01"))


def test_what_each_page_says_of_itself_is_told_beside_it(small: Path) -> None:
    manual = with_histories(small, dict(zip(PAGES, ("Ours", "Theirs"), strict=True)))
    page = changes_page(Reading(manual, "en"), Online())
    (day,) = page.sections
    told = [[plain(line) for line in lines(item.blocks)] for item in day.blocks[0].items]  # type: ignore[union-attr]
    assert [len(one) for one in told] == [2, 2]
    assert ["Ours" in one[1] and "S-01" in one[0] for one in told] == [True, False]
