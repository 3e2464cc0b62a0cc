"""From a line and column of a source to the keys and positions that lead to what stands there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from claim_manual.model.finding import Severity
from claim_manual.read.where import way_of, where
from claim_manual.read.yaml_door import parse
from claim_manual.work.judging import judged
from conftest import ROOT

DAY = dt.date(2026, 11, 21)
TEXT = """\
code: X
steps:
  - id: a
    do: {pt: Ouvir, en: Listen}
    time: {within: PT1H, kind: target}
  - id: b
    say:
      pt: |
        Uma linha
        e outra
    answers:
      - {id: sim, to: a}
"""


@pytest.mark.parametrize(
    ("line", "column", "way"),
    [
        (1, 1, ("code",)),
        (1, 7, ("code",)),
        (2, 1, ("steps",)),
        (3, 5, ("steps", 0, "id")),
        (4, 14, ("steps", 0, "do", "pt")),
        (4, 16, ("steps", 0, "do", "pt")),
        (5, 12, ("steps", 0, "time", "within")),
        (5, 20, ("steps", 0, "time", "within")),
        (9, 1, ("steps", 1, "say", "pt")),
        (10, 12, ("steps", 1, "say", "pt")),
        (12, 20, ("steps", 1, "answers", 0, "to")),
        (99, 1, ("steps", 1, "answers", 0, "to")),
    ],
)
def test_a_place_leads_to_the_value_there(
    line: int, column: int, way: tuple[str | int, ...]
) -> None:
    assert where(TEXT, line, column).inner == way


def test_what_begins_together_is_given_from_the_outermost_in() -> None:
    there = where(TEXT, 3, 5)
    assert (there.outer, there.inner) == (("steps", 0), ("steps", 0, "id"))
    assert where(TEXT, 1, 1).outer == ()
    assert where("a: [", 1, 1).inner == ()
    assert where("", 1, 1).inner == ()


def test_every_value_and_key_of_a_source_is_come_to_from_its_place() -> None:
    text = (ROOT / "procedures/gestao-de-casos/gc-01-triagem-inicial.yml").read_text(
        encoding="utf-8"
    )
    value, _ = parse(text, "x.yml")
    assert value is not None
    values, keys = value.places()
    for way, place in (*values.items(), *keys.items()):
        assert way in where(text, place.line, place.column).ways


@pytest.mark.parametrize(
    ("path", "old", "new", "way"),
    [
        ("reference/contacts.yml", "status: recheck", "status: recheq", (0, "status")),
        ("reference/contacts.yml", "  status: recheck\n", "", (0, "status")),
        (
            "procedures/service/receive-request.yml",
            "within: PT10M",
            "within: 10 min",
            ("steps", 0, "time", "within"),
        ),
        ("procedures/service/receive-request.yml", "owner: officer\n", "", ("owner",)),
        ("procedures/service/receive-request.yml", "owner: officer", "ownr: officer", ("ownr",)),
        ("flows/who-answers.yml", "to: here", "to: hree", None),
    ],
)
def test_a_finding_leads_to_its_field(
    small: Path, path: str, old: str, new: str, way: tuple[str | int, ...] | None
) -> None:
    file = small / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, findings = judged(small, DAY)
    first = next(
        one for one in findings if one.severity is Severity.ERROR and one.place.path == path
    )
    led = way_of(first, file.read_text(encoding="utf-8"))
    assert led == way if way else led[-1] == "to"
