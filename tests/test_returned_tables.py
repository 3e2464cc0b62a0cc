"""Tables of remarks that come back as people leave them: their columns, languages, days and sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claim_manual.office.spreadsheet import spreadsheet
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from claim_manual.starter import manual as starter
from claim_manual.work.importing.goal import ImportRefusedError
from claim_manual.work.reviewing import Gathered, RoundGoal, gather_matrix, read_matrix
from conftest import DAY

ROUND = """\
title: {en: Pilot, pt: Piloto}
opened_on: 2026-10-01
remarks:
  - id: a-1
    from: AIMA
    on: receive-request
    lang: pt
    comment: Mais curto.
    decision: open
  - {id: a-2, from: {pt: Câmara, en: Council}, comment: {pt: Bom dia, en: Good day}, decision: open}
"""


@pytest.fixture
def pilot(tmp_path: Path) -> Path:
    """A manual with a round of two remarks, one of them in both languages."""
    folder = tmp_path / "m"
    write_tree(folder, starter(["en", "pt"], DAY))
    (folder / "reviews").mkdir()
    (folder / "reviews/pilot.yml").write_text(ROUND, encoding="utf-8")
    return folder


def goal_in(folder: Path) -> RoundGoal:
    """The round of the manual."""
    manual, _ = read_manual(folder)
    assert manual
    return RoundGoal(folder, DAY, manual, manual.reviews[0], "AIMA")


def back(folder: Path, change: Callable[[Any], None]) -> Gathered:
    """Export the round in Portuguese, change the book, bring it back without saying its language."""
    from claim_manual.derived.reading import Reading
    from claim_manual.derived.remark_table import remark_table

    goal = goal_in(folder)
    file = folder / "t.xlsx"
    file.write_bytes(spreadsheet(remark_table(Reading(goal.manual, "pt"), goal.review)))
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(file)
    return brought(folder, file)


def brought(folder: Path, file: Path) -> Gathered:
    """Bring a table back."""
    return gather_matrix(goal_in(folder), file.name, read_matrix(file, file.read_bytes()))


def put(sheet: Any, head: str, value: Any, row: int = 2) -> None:
    """Write into the column of a head."""
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(row, heads.index(head) + 1, value)


def written(folder: Path) -> str:
    """The round as it stands."""
    return (folder / "reviews/pilot.yml").read_text(encoding="utf-8")


def test_a_table_in_another_language_than_the_default_changes_nothing(pilot: Path) -> None:
    """Its heads say its language: no Portuguese words take the place of English ones."""
    came = back(pilot, lambda _: None)
    assert [len(one.known) for one in came.files] == [2]
    assert written(pilot) == ROUND


def test_words_are_changed_in_the_language_of_the_heads(pilot: Path) -> None:
    back(pilot, lambda book: put(book.worksheets[0], "Observação", "Boa tarde", 3))
    assert "comment: {en: Good day, pt: Boa tarde}" in written(pilot)


@pytest.mark.parametrize("decision", [" ACEITE ", "accepted", "Accepted"])
def test_a_decision_is_read_in_any_language_and_letters(pilot: Path, decision: str) -> None:
    back(pilot, lambda book: put(book.worksheets[0], "Decisão", decision))
    assert "decision: accepted" in written(pilot)


def test_what_is_no_decision_is_told_with_the_decisions_in_the_language_of_the_reader(
    pilot: Path,
) -> None:
    from claim_manual.model.language import words

    came = back(pilot, lambda book: put(book.worksheets[0], "Decisão", "Talvez"))
    (told,) = came.files[0].told
    assert "Aceite em parte, Não aceite" in told.text(words("pt"))


def test_columns_may_be_moved_and_added_and_a_title_may_stand_above(pilot: Path) -> None:
    def change(book: Any) -> None:
        sheet = book.worksheets[0]
        put(sheet, "Decisão", "Aceite")
        sheet.insert_cols(1)
        sheet.cell(1, 1, "Notas")
        sheet.insert_rows(1)
        sheet.cell(1, 1, "Matriz de observações")
        sheet.merge_cells("A1:J1")
        sheet.cell(5, 2, "zz-9")
        sheet.cell(5, 7, "Nova.")

    came = back(pilot, change)
    assert not came.errors
    assert "decision: accepted" in written(pilot)
    (told,) = came.files[0].told
    assert "Row 5" in told.text(str)
    assert "zz-9" in told.text(str)


def test_a_second_sheet_of_remarks_is_told(pilot: Path) -> None:
    came = back(pilot, lambda book: book.copy_worksheet(book.worksheets[0]))
    assert len(came.files[0].told) == 1


@pytest.mark.parametrize(
    "content",
    [
        "Observação;Sobre\nTem erro, não;S-01\n".encode(),
        'Observação,Sobre\n"Tem erro, não",S-01\n'.encode("utf-8-sig"),
        "Observação;Sobre\nTem erro, não;S-01\n".encode("cp1252"),
    ],
)
def test_a_table_may_be_csv(pilot: Path, content: bytes) -> None:
    file = pilot / "t.csv"
    file.write_bytes(content)
    came = brought(pilot, file)
    assert [one.value["comment"] for one in came.files[0].new] == ["Tem erro, não"]
    assert [one.value["on"] for one in came.files[0].new] == ["receive-request"]


@pytest.mark.parametrize("content", [b"", b"PK", b"a;b\n1;2\n"])
def test_what_is_no_table_of_remarks_is_refused(pilot: Path, content: bytes) -> None:
    for name in ("t.csv", "t.xlsx", "t.ods"):
        (pilot / name).write_bytes(content)
        with pytest.raises(ImportRefusedError):
            read_matrix(pilot / name, content)


def test_a_day_as_version_has_no_hour(pilot: Path) -> None:
    import datetime as dt

    def change(book: Any) -> None:
        put(book.worksheets[0], "Decisão", "Aceite", 3)
        put(book.worksheets[0], "Versão", dt.datetime(2026, 11, 1), 3)  # noqa: DTZ001 - as cells have it

    assert not back(pilot, change).errors
    assert "version: 2026-11-01" in written(pilot).replace('"', "")


def test_a_row_that_is_refused_without_a_reason_stays_open_and_is_told(pilot: Path) -> None:
    came = back(pilot, lambda book: put(book.worksheets[0], "Decisão", "Não aceite"))
    assert not came.errors
    (told,) = came.files[0].told
    assert "Row 2" in told.text(str)
    assert written(pilot) == ROUND
