"""A question bank as Moodle XML.

Shape: https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from claim_manual.derived.question_bank import BankOption, BankQuestion
from claim_manual.derived.reading import Reading
from claim_manual.exchange.by_page import by_page
from claim_manual.exchange.explanation import Link, explanation, paragraph, stem
from claim_manual.html import Html, text

LONGEST_NAME = 255
"""How many characters a category of Moodle can have."""


def moodle_xml(
    reading: Reading, title: str, questions: Sequence[BankQuestion], link: Link
) -> bytes:
    """The questions in a category called `title`, those of each page in one below it."""
    quiz = ET.Element("quiz")
    for page, together in by_page(reading, questions):
        _category(quiz, category(title, page))
        for question in together:
            _question(quiz, reading, question, link)
    ET.indent(quiz)
    written: bytes = ET.tostring(quiz, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def category(title: str, page: str) -> str:
    """The path of a category as Moodle writes it, in XML and in GIFT: a slash of a name is doubled.

    A name has no backslash: GIFT would read it with what follows, and nothing there says otherwise.
    """
    names = [
        " ".join(name.replace("\\", " ").split())[:LONGEST_NAME].replace("/", "//")
        for name in (title, page)
    ]
    return "/".join(("$course$", "top", *names))


def fraction(option: BankOption, question: BankQuestion) -> str:
    """What an option counts in hundredths; of several right ones a wrong one takes away.

    The right ones come to 100, the wrong ones to as much below nothing, so that nobody gains by
    choosing all. Five places, as in the list of grades that Moodle knows.
    """
    right, wrong = len(question.right), len(question.options) - len(question.right)
    if option.is_right:
        return f"{100 / right:.7g}"
    return f"{-100 / wrong:.7g}" if question.is_multiple else "0"


def _category(quiz: ET.Element, path: str) -> None:
    element = ET.SubElement(quiz, "question", type="category")
    _text(ET.SubElement(element, "category"), path)


def _question(quiz: ET.Element, reading: Reading, question: BankQuestion, link: Link) -> None:
    element = ET.SubElement(quiz, "question", type="multichoice")
    _text(ET.SubElement(element, "name"), question.name)
    _html(element, "questiontext", stem(reading, question))
    _html(element, "generalfeedback", explanation(reading, question, link))
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", question.case.name),
        ("single", "false" if question.is_multiple else "true"),
        ("shuffleanswers", "true"),
        ("answernumbering", "none"),
    ):
        ET.SubElement(element, name).text = value
    for option in question.options:
        words = paragraph(reading.say, text(option.words))
        _html(element, "answer", words, fraction=fraction(option, question))


def _html(parent: ET.Element, name: str, html: Html, **attributes: str) -> None:
    _text(ET.SubElement(parent, name, attributes, format="html"), html)


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, "text").text = words
