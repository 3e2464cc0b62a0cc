"""Answers to an assessment: read, refused, counted, and what they come to in every output."""

import codecs
import io
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from claim_manual.derived.personal import has_contact, is_personal_head
from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import (
    ResultsReport,
    results_of,
    results_report,
    shown_counts,
)
from claim_manual.derived.statistics import mcnemar_exact, wilson_interval
from claim_manual.exchange.answers import same_code
from claim_manual.exchange.tables import csv_rows
from claim_manual.model.manual import Manual
from claim_manual.office.word import page_document
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online, anchored
from claim_manual.pages.results import p_value, results_page
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, called, files_of
from results_fixture import (
    HEADS,
    NOT_OURS,
    OURS,
    answers_of_24,
    csv_of,
    with_workshop,
)

Rows = list[list[str]]
RESULTS = "results/first-contact/2026-11-10.yml"


@pytest.fixture
def taught(small: Path) -> Path:
    """The small manual with a workshop and its assessment."""
    return with_workshop(small)


def counting(folder: Path, content: str | bytes | Rows, *more: str, name: str = "answers.csv"):
    """`claim-manual results` on a file of answers that lies outside the manual."""
    if isinstance(content, list):
        content = csv_of(content)
    file = folder.parent / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return called(
        *("results", file, "--workshop", "first-contact", "--date", "north-1", *more), cwd=folder
    )


def manual_of(folder: Path) -> Manual:
    manual, findings = judged(folder, DAY)
    assert manual, findings
    assert [one for one in findings if one.severity == "error"] == []
    return manual


def report_of(folder: Path, lang: str = "en") -> ResultsReport:
    manual = manual_of(folder)
    report = results_report(Reading(manual, lang), manual.workshops[0])
    assert report
    return report


# -- statistics


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    low, high = wilson_interval(19, 24)
    assert (round(low * 100), round(high * 100)) == (60, 91)
    assert wilson_interval(0, 5)[0] == 0
    assert wilson_interval(5, 5)[1] == 1


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_end_of_the_interval_is_where_the_score_test_is_at_its_limit(
    counts: tuple[int, int],
) -> None:
    right, n = counts
    for end in wilson_interval(right, n):
        if 0 < end < 1:
            score = (right / n - end) ** 2 / (end * (1 - end) / n)
            assert score == pytest.approx(1.959963984540054**2, rel=1e-6)
    low, high = wilson_interval(right, n)
    assert low <= right / n <= high


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_test_of_a_change_is_the_sum_of_the_binomial(gained: int, lost: int) -> None:
    n = gained + lost
    as_likely = [comb(n, k) for k in range(n + 1) if comb(n, k) <= comb(n, lost)]
    expected = min(Fraction(1), Fraction(sum(as_likely), 2**n))
    assert mcnemar_exact(gained, lost) == pytest.approx(float(expected))


@pytest.mark.parametrize(("right", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_has_no_interval(right: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson_interval(right, n)


def test_less_than_nobody_does_not_change() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        mcnemar_exact(-1, 3)


# -- 24 made-up pairs


def test_of_24_pairs_the_figures_are_those_that_were_worked_out_before(taught: Path) -> None:
    done = counting(taught, answers_of_24())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Before: 24 people\nAfter: 24 people\nPairs: 24\n" in done.stdout
    report = report_of(taught)
    ours = next(row for row in report.known if row.question.name == OURS)
    before, after = ours.shares["before"], ours.shares["after"]
    assert before
    assert after
    assert (before.right, before.n, after.right, after.n) == (11, 24, 19, 24)
    assert [round(end * 100) for end in after.interval] == [60, 91]
    change = next(row for row in report.changes if row.question.name == OURS)
    assert (change.before, change.after) == (before, after)
    assert p_value(Reading(manual_of(taught), "pt").say, change.p) == "0,039"
    assert (change.gained, change.lost) == (None, None)


def test_what_is_kept_are_counts_alone(taught: Path) -> None:
    counting(taught, answers_of_24())
    kept = (taught / RESULTS).read_text(encoding="utf-8")
    line = "  - {question: t_01__ours, moment: after, n: 24, right: 19, counts: {elsewhere: 5, here: 19}}"
    assert line in kept.splitlines()
    assert "{question: t_01__ours, moment: after, n: 24, gained: 10, lost: 2, kept: 9}" in kept
    assert "mar0" not in kept.lower()
    assert "who decides" not in kept
    assert called("format", "--check", RESULTS, cwd=taught).returncode == 0


def test_the_key_counts_as_right_and_the_others_as_wrong(taught: Path) -> None:
    counting(taught, answers_of_24())
    worst, other = report_of(taught).misunderstood
    assert (worst.question.name, other.question.name) == (NOT_OURS, OURS)
    assert (worst.after.right, worst.wrong, worst.wrong_n) == (16, "Handle it here", 8)
    assert worst.page
    assert worst.page.model.code == "T-01"


def test_an_objective_has_the_answers_of_its_pages(taught: Path) -> None:
    counting(taught, answers_of_24())
    (objective,) = report_of(taught, "pt").objectives
    share = objective.shares["after"]
    assert share
    assert (objective.words, share.right, share.n) == ("Ver de quem é o pedido.", 35, 48)


# -- who somebody is


@pytest.mark.parametrize(
    "head",
    [
        "email",
        "Nome",
        "Apelido",
        "Teléfono",
        "telemóvel",
        "group/phoneNumber",
        "_submitted_by",
        "_geolocation",
        "gps_latitude",
        "deviceid",
        "username",
        "Data de nascimento",
        "NIF",
        "Morada",
        "IP address",
    ],
)
def test_a_column_that_may_say_who_somebody_is_stops_everything(taught: Path, head: str) -> None:
    rows = answers_of_24()
    rows = [[*rows[0], head], *([*row, ""] for row in rows[1:])]
    before = files_of(taught)
    done = counting(taught, rows, "--to-review", "workshops")
    assert done.returncode == 1
    assert f"answers.csv:1:8: error personal-data: The column “{head}”" in done.stdout
    assert "Nothing was written." in done.stderr
    assert files_of(taught) == before


@pytest.mark.parametrize(
    "words", ["ana@example.org", "+351 912 345 678", "call 912345678", "al 2222-3333", "7123 4567"]
)
def test_an_address_or_number_in_an_answer_to_choose_stops_everything(
    taught: Path, words: str
) -> None:
    for column in ("code", "better"):
        rows = answers_of_24()
        rows[2][HEADS.index(column)] = words
        done = counting(taught, rows, "--to-review", "workshops")
        if column == "code":
            assert done.returncode == 1
            assert "answers.csv:3:2: error personal-data" in done.stdout
            assert not (taught / "results").exists()
        else:
            assert done.returncode == 0, done.stdout
            assert "answers.csv:3:7: warning personal-data" in done.stdout
            assert not (taught / "reviews").exists()
        assert words not in done.stdout + done.stderr


def test_a_question_of_the_form_that_asks_who_somebody_is_is_refused_too(taught: Path) -> None:
    path = taught / "assessments" / "before-after.yml"
    path.write_text(path.read_text().replace("id: better", "id: email"))
    rows = answers_of_24()
    rows[0][-1] = "email"
    done = counting(taught, rows)
    assert done.returncode == 1
    assert "error personal-data" in done.stdout


@pytest.mark.parametrize(
    "words", ["2026-11-21", "2026-2027", "2025 2026", "12345678", "10:30", "0.1", "@", "a@b"]
)
def test_days_and_short_numbers_are_no_contacts(words: str) -> None:
    assert not has_contact(words)


@pytest.mark.parametrize("head", ["t_01__ours", "useful", "moment", "phonetics", "renamed"])
def test_other_heads_are_not_personal(head: str) -> None:
    assert not is_personal_head(head)


def test_what_nobody_knows_is_refused_with_the_name_that_is_nearest(taught: Path) -> None:
    rows = answers_of_24()
    rows[0][4] = "usefu"
    done = counting(taught, rows)
    assert done.returncode == 1
    assert (
        "answers.csv:1:5: error unknown-column: The form has no question for the column “usefu”. Did you mean “useful”?"
        in done.stdout
    )


# -- as spreadsheets and survey tools write it


def plain_kobo(rows: Rows) -> Rows:
    """What KoboToolbox adds: groups, its own columns, a column for each answer of several."""
    of_tool = ("start", "_id", "_uuid", "_submission_time", "meta/instanceID", "__version__")
    heads = [
        "moment",
        "about/code",
        *(f"cases/{name}" for name in (OURS, NOT_OURS)),
        "useful",
        *("missed", "missed/more-time", "missed/more-cases"),
        "better",
        *of_tool,
    ]
    converted = [heads]
    for row in rows[1:]:
        missed = row[5].split()
        ticks = [str(int(name in missed)) if missed else "" for name in ("more-time", "more-cases")]
        converted.append([*row[:6], *ticks, row[6], *("912345678" for _ in of_tool)])
    return converted


def in_words(rows: Rows) -> Rows:
    """Questions and answers in words, of two languages."""
    words = {
        "before": "Before",
        "after": "After",
        "here": "Tratar aqui",
        "elsewhere": "Refer to another service",
        "5": "5 (I agree completely)",
    }
    heads = [
        "moment",
        "code",
        "Uma pessoa traz um pedido que é da competência deste serviço. Onde acaba este exemplo? (T-01 Quem responde ao pedido?)",
        NOT_OURS,
        "O workshop foi útil.",
        "What was missing?",
        "better",
    ]
    return [heads, *([words.get(cell, cell) for cell in row] for row in rows[1:])]


WRITTEN: dict[str, Callable[[], str | bytes]] = {
    "semicolons": lambda: csv_of(answers_of_24(), ";"),
    "tabs": lambda: csv_of(answers_of_24(), "\t"),
    "a byte order mark": lambda: codecs.BOM_UTF8 + csv_of(answers_of_24()).encode(),
    "UTF-16": lambda: csv_of(answers_of_24()).encode("utf-16"),
    "Kobo": lambda: csv_of(plain_kobo(answers_of_24()), ";"),
    "empty lines": lambda: csv_of(answers_of_24()).replace("\r\n", "\n\n"),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_the_same_answers_are_the_same_counts_however_they_are_written(
    taught: Path, way: str
) -> None:
    counting(taught, answers_of_24())
    expected = (taught / RESULTS).read_bytes()
    (taught / RESULTS).unlink()
    done = counting(taught, WRITTEN[way]())
    assert done.returncode == 0, done.stdout
    assert (taught / RESULTS).read_bytes() == expected


def test_questions_and_answers_may_be_in_words(taught: Path) -> None:
    counting(taught, answers_of_24())
    expected = (taught / RESULTS).read_bytes()
    rows = in_words(answers_of_24())
    form = report_of(taught, "pt").form
    rows[0][2] = next(f"{one.lead} {one.ask}" for one in form.questions if one.name == OURS)
    (taught / RESULTS).unlink()
    done = counting(taught, rows)
    assert done.returncode == 0, done.stdout
    assert (taught / RESULTS).read_bytes() == expected


def test_answers_of_several_may_be_in_columns_alone(taught: Path) -> None:
    rows = plain_kobo(answers_of_24())
    at = rows[0].index("missed")
    done = counting(taught, [[*row[:at], *row[at + 1 :]] for row in rows])
    assert done.returncode == 0, done.stdout
    kept = (taught / RESULTS).read_text()
    assert (
        "{question: missed, moment: after, n: 18, counts: {more-time: 18, more-cases: 6}}" in kept
    )


def test_a_spreadsheet_is_told_by_what_is_in_it(taught: Path) -> None:
    pytest.importorskip("claim_manual.office.spreadsheet")
    from openpyxl import Workbook

    counting(taught, answers_of_24())
    expected = (taught / RESULTS).read_bytes()
    (taught / RESULTS).unlink()
    workbook = Workbook()
    for row in answers_of_24():
        workbook.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    stream = io.BytesIO()
    workbook.save(stream)
    done = counting(taught, stream.getvalue())
    assert done.returncode == 0, done.stdout
    assert (taught / RESULTS).read_bytes() == expected


def test_windows_1252_is_read_and_said(taught: Path) -> None:
    rows = answers_of_24()
    rows[2][-1] = "Falta a função"
    done = counting(taught, csv_of(rows).encode("cp1252"), "--to-review", "workshops")
    assert done.returncode == 0
    assert (
        "warning encoding: This file is not in UTF-8; it was read as windows-1252." in done.stdout
    )
    assert "Falta a função" in (taught / "reviews" / "workshops.yml").read_text(encoding="utf-8")


HOSTILE: dict[str, str | bytes] = {
    "nothing": b"",
    "empty lines": b"\n\n\n",
    "heads alone": ",".join(HEADS),
    "heads and empty rows": f"{','.join(HEADS)}\n,,,,,,\n",
    "a field of a megabyte": f"moment,better\nbefore,{'x' * 1_000_000}\n",
    "NUL": "moment,code\nbefore,\0\n",
    "a quote that never ends": 'moment,code\nbefore,"x\n',
    "no text at all": bytes(range(256)) * 40,
    "cut UTF-16": b"\xff\xfea",
    "a spreadsheet of old": b"\xd0\xcf\x11\xe0",
    "no table": "Dear colleagues, here are the answers.\n",
    "columns of nothing that is asked": "a,b,c\n1,2,3\n",
    "cells beyond the heads": "moment,code\nbefore,x,y,z\n",
    "no moment": f"{OURS}\nhere\n",
    "a moment that there is not": f"moment,{OURS}\nyesterday,here\n",
    "a formula": f"moment,{OURS}\nbefore,=1+1\n",
    "an answer of another question": f"moment,{OURS}\nbefore,more-time\n",
    "two columns for a question": f"moment,{OURS},x/{OURS}\nbefore,here,here\n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_table_of_answers_is_said_and_nothing_written(taught: Path, case: str) -> None:
    if case == "a spreadsheet of old":
        pytest.importorskip("claim_manual.office.spreadsheet")
    before = files_of(taught)
    done = counting(taught, HOSTILE[case], "--to-review", "workshops")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error" in done.stdout
    assert files_of(taught) == before


def test_short_rows_lack_their_last_answers(taught: Path) -> None:
    lines = csv_of(answers_of_24()).replace(",,,\r\n", "\r\n")
    assert counting(taught, lines).returncode == 0


def test_a_formula_in_an_open_answer_is_words(taught: Path) -> None:
    rows = answers_of_24()
    rows[2][-1] = '=HYPERLINK("http://example.org") [x](javascript:1) *<b>*\n\u202e# -'
    done = counting(taught, rows, "--to-review", "workshops")
    assert done.returncode == 0, done.stdout
    remark = manual_of(taught).reviews[0].model.remarks[0]
    assert (
        Reading(manual_of(taught), "en").plain(remark.comment)
        == 'What should the page say better? – =HYPERLINK("http://example.org") [x](javascript:1) *<b>* # -'
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_finding(content: bytes) -> None:
    rows, findings = csv_rows(content, "x.csv")
    assert rows is not None or findings


# -- codes


def test_a_code_is_the_same_however_it_is_spelt() -> None:
    assert {same_code(code) for code in ("MÃ 03-x", "ma03X", " Mã_03 x ")} == {"ma03x"}


def test_a_code_that_stands_twice_makes_no_pair_and_is_counted(taught: Path) -> None:
    rows = answers_of_24()
    rows[4][1] = "mar 00"
    done = counting(taught, rows)
    assert done.returncode == 0
    assert done.stdout.count("warning repeated-code") == 2
    assert "mar 00" not in done.stdout.lower() + done.stderr.lower()
    pairs = manual_of(taught).results[0].model.pairs
    assert {pair.n for pair in pairs} == {22}
    assert {tally.n for tally in manual_of(taught).results[0].model.questions} == {24, 18}


def test_without_codes_there_are_no_pairs(taught: Path) -> None:
    done = counting(taught, [[row[0], *row[2:]] for row in answers_of_24()])
    assert done.returncode == 0
    assert "warning missing-column: The column “code” is missing." in done.stdout
    assert manual_of(taught).results[0].model.pairs == ()


# -- few people


def test_of_fewer_than_five_people_nothing_is_kept(taught: Path) -> None:
    rows = answers_of_24()
    few = [rows[0], *(row for n, row in enumerate(rows[1:]) if row[0] == "after" or n < 8)]
    done = counting(taught, few)
    assert done.returncode == 0
    assert "Not kept, because fewer than 5 people answered: t_01__ours (Before)" in done.stderr
    kept = manual_of(taught).results[0].model
    assert {tally.moment for tally in kept.questions} == {"after"}
    assert kept.pairs == ()


def test_of_four_people_no_file_is_written(taught: Path) -> None:
    done = counting(taught, answers_of_24()[:9])
    assert done.returncode == 2
    assert "Fewer than 5 people answered each question; nothing is kept." in done.stderr
    assert not (taught / "results").exists()


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 3, 0, 9, 12], [None, None, None, 9, 12]),
        ([0, 0, 0, 1, 22], [None, None, None, None, 22]),
        ([4, 4, 6, 9], [None, None, None, 9]),
        ([0, 0, 0, 0, 7], [0, 0, 0, 0, 7]),
        ([1, 2, 6], [None, None, 6]),
        ([0, 1, 4], [None, None, None]),
        ([2, 5], [None, None]),
        ([5, 6, 7], [5, 6, 7]),
    ],
)
def test_a_number_that_the_total_would_tell_is_left_out(
    counts: list[int], shown: list[int | None]
) -> None:
    assert list(shown_counts(counts, is_exclusive=True)) == shown


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6).filter(lambda counts: sum(counts) >= 5))
def test_no_number_of_few_people_is_shown_or_follows_from_the_total(counts: list[int]) -> None:
    shown = shown_counts(counts, is_exclusive=True)
    assert not any(number and number < 5 for number in shown)
    assert shown.count(None) != 1
    assert all(number in (None, count) for number, count in zip(shown, counts, strict=True))
    if not any(0 < count < 5 for count in counts):
        assert list(shown) == counts


def test_the_page_says_dashes_for_what_it_does_not_show(taught: Path) -> None:
    counting(taught, answers_of_24())
    page = results_markdown(taught)
    assert "| 2 | – | – |" in page
    assert "| 4 | 9 | 38% |" in page
    assert "| 5 (I agree completely) | 12 | 50% |" in page
    assert "| 1 (I do not agree at all) | – | – |" in page


# -- several files


def test_the_same_file_again_changes_nothing(taught: Path) -> None:
    counting(taught, answers_of_24(), "--to-review", "workshops")
    before = files_of(taught)
    done = counting(taught, answers_of_24(), "--to-review", "workshops")
    assert done.returncode == 0
    assert "All of it was there already." in done.stderr
    assert files_of(taught) == before


def test_a_day_has_one_file_and_a_date_may_have_it_again(taught: Path) -> None:
    counting(taught, answers_of_24())
    assert counting(taught, answers_of_24()[:41]).returncode == 0
    assert manual_of(taught).results[0].model.questions[0].n == 20
    file = taught.parent / "answers.csv"
    command = ("results", file, "--workshop", "first-contact", "--on", "2026-11-10")
    other = called(*command, "--date", "south-1", cwd=taught)
    assert other.returncode == 2
    assert "has other results already" in other.stderr
    assert "--on DATE" in other.stderr


def test_days_are_added_up(taught: Path) -> None:
    counting(taught, answers_of_24())
    file = taught.parent / "answers.csv"
    done = called("results", file, "--workshop", "first-contact", "--on", "2026-11-12", cwd=taught)
    assert done.returncode == 0, done.stderr
    report = report_of(taught)
    assert report.people == {"before": 48, "after": 48}
    assert [(day.on.day, day.place) for day in report.days] == [(10, "North"), (12, "South")]
    change = next(row for row in report.changes if row.question.name == OURS)
    assert (change.before.right, change.after.right, change.before.n) == (22, 38, 48)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--workshop", "other"], "There is no workshop “other”"),
        (["--workshop", "first-contact"], "Say when it was"),
        (["--workshop", "first-contact", "--date", "x"], "There is no date “x”"),
        (["--workshop", "first-contact", "--on", "10/11"], "The day must be written"),
        (
            ["--workshop", "first-contact", "--date", "north-1", "--to-review", "../x"],
            "is not an id",
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(
    taught: Path, arguments: Sequence[str], said: str
) -> None:
    file = taught.parent / "answers.csv"
    file.write_text(csv_of(answers_of_24()))
    done = called("results", file, *arguments, cwd=taught)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (taught / "results").exists()


def test_a_file_that_is_not_there_is_said(taught: Path) -> None:
    done = called(
        *("results", "none.csv", "--workshop", "first-contact", "--date", "north-1"), cwd=taught
    )
    assert done.returncode == 2
    assert "none.csv cannot be read." in done.stderr


# -- remarks


def test_open_answers_become_remarks_once(taught: Path) -> None:
    done = counting(taught, answers_of_24(), "--to-review", "workshops")
    assert "Remarks added: 1" in done.stderr
    manual = manual_of(taught)
    (review,) = manual.reviews
    (remark,) = review.model.remarks
    english, portuguese = Reading(manual, "en"), Reading(manual, "pt")
    assert english.plain(remark.comment) == "What should the page say better? – Say who decides."
    assert portuguese.plain(remark.comment).startswith("O que deve a página dizer melhor? – ")
    assert english.plain(remark.sender) == "Workshop First contact, North"
    assert portuguese.plain(remark.sender) == "Oficina Primeiro contacto, Norte"
    assert (remark.on, remark.decision) == ("who-answers", "open")
    assert called("format", "--check", "reviews", cwd=taught).returncode == 0


def test_a_round_keeps_what_is_in_it(taught: Path) -> None:
    (taught / "reviews").mkdir()
    file = taught / "reviews" / "pilot.yml"
    file.write_text(
        "# Who was heard: see the minutes.\n"
        "title: {en: Pilot, pt: Piloto}\n"
        "opened_on: 2026-10-01\n"
        "remarks:\n"
        "  - id: time # said twice\n"
        "    from: A centre\n"
        "    comment: Ten minutes are not enough.\n"
        "    decision: open\n"
    )
    assert counting(taught, answers_of_24(), "--to-review", "pilot").returncode == 0
    text = file.read_text()
    assert text.startswith("# Who was heard: see the minutes.\n")
    assert "id: time # said twice" in text
    assert [one.id == "time" for one in manual_of(taught).reviews[0].model.remarks] == [True, False]


def test_a_closed_round_takes_no_more(taught: Path) -> None:
    (taught / "reviews").mkdir()
    file = taught / "reviews" / "pilot.yml"
    file.write_text(
        "title: {en: Pilot, pt: Piloto}\nopened_on: 2026-10-01\nclosed_on: 2026-11-01\n"
    )
    done = counting(taught, answers_of_24(), "--to-review", "pilot")
    assert done.returncode == 2
    assert "The round “pilot” is closed" in done.stderr
    assert not (taught / "results").exists()


# -- outputs


def results_markdown(folder: Path, lang: str = "en") -> str:
    manual = manual_of(folder)
    page = results_page(Reading(manual, lang), manual.workshops[0], Online())
    return markdown_page(anchored(page), "")


def test_the_site_has_a_page_with_a_table_after_each_picture(taught: Path) -> None:
    counting(taught, answers_of_24())
    pages = site_pages(manual_of(taught), with_books=False)
    html = {page.lang: page.html for page in pages if page.uri == "workshops/first-contact/results"}
    assert set(html) == {"en", "pt"}
    pictures = html["en"].split('<svg xmlns="http://www.w3.org/2000/svg" class="cm-bars"')[1:]
    assert len(pictures) == 3
    assert all("<table" in after for after in pictures)
    assert "60% to 91%" in html["en"]
    assert "60% a 91%" in html["pt"]
    assert "style=" not in html["en"]


def test_without_results_there_is_no_page(taught: Path) -> None:
    manual = manual_of(taught)
    uris = {page.uri for page in site_pages(manual, with_books=False)}
    assert "workshops/first-contact/results" not in uris
    assert results_of(manual, "first-contact") == ()
    with pytest.raises(LookupError):
        results_page(Reading(manual, "en"), manual.workshops[0], Online())


def test_the_word_file_has_the_tables_of_the_page_and_the_same_bytes_each_time(
    taught: Path,
) -> None:
    counting(taught, answers_of_24())
    manual = manual_of(taught)
    page = results_page(Reading(manual, "en"), manual.workshops[0], Online())
    first, second = (page_document(page, "en", DAY) for _ in range(2))
    assert first == second
    document = WordDocument(io.BytesIO(first))
    headings = [part.text for part in document.paragraphs if part.style.name == "Heading 2"]
    assert headings[:2] == ["What is not understood yet", "Right answers"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[0] == ["Question", "Before", "After"]
    assert rows[1][2] == "19 of 24 (79%); 60% to 91%"
    assert all(len(table.rows) > 1 for table in document.tables)


def test_a_table_of_a_hundred_thousand_columns_is_answered_in_a_few_lines(taught: Path) -> None:
    heads = ",".join(f"column{n}" for n in range(100_000))
    done = counting(taught, f"{heads}\n{','.join('x' * 100_000)}\n")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) < 150
