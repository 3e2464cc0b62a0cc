"""A workshop with an assessment, and made-up answers to it: nobody ever gave them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from claim_manual.publish.folder import write_tree

WORKSHOP = """\
title: {en: First contact, pt: Primeiro contacto}
minutes: 60
objectives:
  - id: tell-apart
    text: {en: Tell whose request it is., pt: Ver de quem é o pedido.}
    pages: [who-answers]
sessions:
  - id: together
    title: {en: Together, pt: Em conjunto}
    minutes: 60
    method: plenary
dates:
  - {id: north-1, on: 2026-11-10, place: {en: North, pt: Norte}}
  - {id: south-1, on: 2026-11-12, place: {en: South, pt: Sul}}
assessment: before-after
"""
ASSESSMENT = """\
title: {en: Before and after, pt: Antes e depois}
workshop: first-contact
moments: [before, after]
bank:
  questions: [who-answers.ours, who-answers.not-ours]
key: own-code
questions:
  - id: useful
    ask: {en: The workshop was useful., pt: O workshop foi útil.}
    kind: scale
    moments: [after]
    measures: satisfaction
  - id: missed
    ask: {en: What was missing?, pt: O que faltou?}
    kind: multiple
    moments: [after]
    answers:
      - {id: more-time, label: {en: More time, pt: Mais tempo}}
      - {id: more-cases, label: {en: More examples, pt: Mais exemplos}}
    measures: feedback
  - id: better
    ask: {en: What should the page say better?, pt: O que deve a página dizer melhor?}
    kind: text
    moments: [after]
    objective: tell-apart
    measures: feedback
"""
OURS, NOT_OURS = "t_01__ours", "t_01__not_ours"
HEADS = ("moment", "code", OURS, NOT_OURS, "useful", "missed", "better")
RIGHT_BEFORE, RIGHT_AFTER, KEPT, PEOPLE = 11, 19, 9, 24
"""Of 24 people 11 are right before; two of them are wrong after, and ten others right."""


def with_workshop(folder: Path) -> Path:
    """The manual in a folder with a workshop and its assessment."""
    files = {
        "workshops/first-contact.yml": WORKSHOP.encode(),
        "assessments/before-after.yml": ASSESSMENT.encode(),
    }
    write_tree(folder, files)
    return folder


def answers_of_24() -> list[list[str]]:
    """Heads, and two rows for each of 24 people."""
    rows = [[*HEADS]]
    gained = RIGHT_AFTER - KEPT
    for n in range(PEOPLE):
        before = n < RIGHT_BEFORE
        after = n < KEPT or RIGHT_BEFORE <= n < RIGHT_BEFORE + gained
        code = f"mar{n:02d}"
        rows.append(["before", code, _ours(is_right=before), "elsewhere", "", "", ""])
        rows.append(
            [
                "after",
                code.upper(),
                _ours(is_right=after),
                "here" if n < 8 else "elsewhere",
                str(5 if n < 12 else 4 if n < 21 else 2),
                "more-time more-cases" if n < 6 else "more-time" if n < 18 else "",
                "Say who decides." if n == 0 else "",
            ]
        )
    return rows


def _ours(*, is_right: bool) -> str:
    return "here" if is_right else "elsewhere"


def csv_of(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Rows as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()
