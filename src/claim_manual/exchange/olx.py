"""A question bank as a course of Open edX: OLX, packed as its import wants it.

Shape: https://docs.openedx.org/en/latest/educators/olx. A chapter is the bank, a sequential a page of
the manual, a vertical a case. The names that learners see say nothing of where a case ends.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile  # noqa: TID251 - it is written, never unpacked: no filter is wanted
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from claim_manual.derived.question_bank import BankQuestion
from claim_manual.derived.reading import Reading
from claim_manual.exchange.by_page import by_page
from claim_manual.exchange.explanation import Link, explanation, paragraph
from claim_manual.html import Html, element, text

RUN = "bank"
"""The name of the run; whoever imports has a course of another name, and that one stays."""


def olx(reading: Reading, title: str, questions: Sequence[BankQuestion], link: Link) -> bytes:
    """A course called `title` as tar.gz; an import of it replaces what a course holds."""
    roots = {
        "course.xml": ET.Element("course", url_name=RUN, org="manual", course=RUN),
        f"course/{RUN}.xml": _course(reading, title, questions),
    }
    for n, question in enumerate(questions, 1):
        roots[f"problem/{question.name}.xml"] = _problem(reading, n, question, link)
    files = {path: _xml(root) for path, root in roots.items()}
    files |= {f"policies/{RUN}/{name}.json": _json(value) for name, value in _policies(reading)}
    return _packed(files)


def _policies(reading: Reading) -> Iterator[tuple[str, object]]:
    """How a course is set up: as whoever imports has it, with one kind of exercise to be graded by."""
    yield "policy", {f"course/{RUN}": {}}
    kind = reading.say("Cases to practise")
    grader = {"type": kind, "min_count": 1, "drop_count": 0, "short_label": kind, "weight": 1.0}
    yield "grading_policy", {"GRADER": [grader], "GRADE_CUTOFFS": {"Pass": 0.5}}


def _course(reading: Reading, title: str, questions: Sequence[BankQuestion]) -> ET.Element:
    language = reading.say.tag.split("-", maxsplit=1)[0].lower()
    course = ET.Element("course", display_name=title, language=language)
    chapter = ET.SubElement(course, "chapter", url_name="cases", display_name=title)
    numbers = {question.name: n for n, question in enumerate(questions, 1)}
    for page_number, (page, together) in enumerate(by_page(reading, questions), 1):
        sequential = ET.SubElement(
            chapter, "sequential", url_name=f"page_{page_number}", display_name=page
        )
        for question in together:
            n = numbers[question.name]
            vertical = ET.SubElement(
                sequential, "vertical", url_name=f"case_{n}", display_name=_title(reading, n)
            )
            ET.SubElement(vertical, "problem", url_name=question.name)
    return course


def _title(reading: Reading, number: int) -> str:
    """What learners see over a case: a number, as its id may tell where it ends."""
    return reading.say("Case {n}", n=number)


def _problem(reading: Reading, number: int, question: BankQuestion, link: Link) -> ET.Element:
    kind, list_ = ("multiplechoiceresponse", "choicegroup")
    if question.is_multiple:
        kind, list_ = ("choiceresponse", "checkboxgroup")
    problem = ET.Element("problem", display_name=_title(reading, number))
    response = ET.SubElement(problem, kind)
    response.append(_parsed(paragraph(reading.say, text(question.story))))
    ET.SubElement(response, "label").text = question.ask
    group = ET.SubElement(response, list_)
    for option in question.options:
        right = "true" if option.is_right else "false"
        ET.SubElement(group, "choice", correct=right).text = option.words
    solution = ET.SubElement(response, "solution")
    solution.append(
        _parsed(element("div", explanation(reading, question, link), class_="detailed-solution"))
    )
    return problem


def _parsed(html: Html) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 - nobody else's: it was made a moment ago, by html.py


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8")
    return written + b"\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _packed(files: Mapping[str, bytes]) -> bytes:
    """A tar.gz of a folder called course, with no clock, owner or machine in it."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, content in files.items():
            entry = tarfile.TarInfo(f"course/{path}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
