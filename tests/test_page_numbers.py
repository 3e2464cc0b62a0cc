"""Numbers of pages are written over what a chapter set, and what follows is drawn nearer."""

import pytest

from claim_manual.book.bind.faces import Face, Numbers
from claim_manual.book.bind.numbers import Numbering, Shift

FACE = Face(
    glyphs={**{digit: n for n, digit in enumerate("0123456789", 1)}, "(": 20, ")": 21, "?": 22},
    widths={**dict.fromkeys(range(1, 11), 500), 20: 300, 21: 300, 22: 400},
    cut=lambda _: b"",
)
START = b"1 0 0 -1 100 50 Tm /numbers 10 Tf "


def numbering(pages: dict[str, str], *, is_end: bool = False) -> Numbering:
    """Numbers of pages by the codes that a chapter set, in a size of 10 pixels."""
    fonts = {"/text": FACE, "/numbers": FACE}
    return Numbering(fonts, {"/numbers": Numbers(FACE, is_end)}, pages.get, "(?)")


@pytest.mark.parametrize("shown", [b"[<0001000100020008>]", b"[<00010001>-20<00020008>]"])
def test_a_number_is_written_over_its_code_however_its_glyphs_are_grouped(shown: bytes) -> None:
    made = numbering({"0017": "42"}).written(START + shown + b" TJ")
    assert made == START + b"[<00050003>] TJ"


def test_what_stands_around_a_number_stays() -> None:
    made = numbering({"0017": "5"}).written(START + b"[<001400010001000200080015>] TJ")
    assert made == START + b"[<001400060015>] TJ"


def test_what_follows_is_drawn_nearer_and_all_that_follows_that_too() -> None:
    one = numbering({"0017": "5"})
    content = START + b"[<0001000100020008>] TJ 1 0 0 -1 120 50 Tm /text 10 Tf [<0002>] TJ"
    made = one.written(content + b" 1 0 0 -1 125 50 Tm [<0003>] TJ")
    assert b"1 0 0 -1 105.0000 50 Tm" in made
    assert b"1 0 0 -1 110.0000 50 Tm" in made
    assert one.shifts == [Shift(120.0, 50.0, 15.0), Shift(125.0, 50.0, 15.0)]


@pytest.mark.parametrize("place", [b"140 50", b"120 70"])
def test_what_stands_beyond_a_gap_or_on_another_line_stays(place: bytes) -> None:
    one = numbering({"0017": "5"})
    after = b" 1 0 0 -1 " + place + b" Tm /text 10 Tf [<0002>] TJ"
    made = one.written(START + b"[<0001000100020008>] TJ" + after)
    assert made.endswith(after)
    assert one.shifts == []


def test_two_numbers_on_a_line_add_up() -> None:
    one = numbering({"0017": "5", "0018": "6"})
    second = b" 1 0 0 -1 120 50 Tm [<0001000100020009>] TJ"
    third = b" 1 0 0 -1 140 50 Tm /text 10 Tf [<0002>] TJ"
    made = one.written(START + b"[<0001000100020008>] TJ" + second + third)
    assert b"1 0 0 -1 105.0000 50 Tm [<0007>] TJ" in made
    assert b"1 0 0 -1 110.0000 50 Tm" in made


def test_a_number_at_the_end_of_a_line_ends_where_its_code_ended() -> None:
    made = numbering({"0017": "5"}, is_end=True).written(START + b"[<0001000100020008>] TJ")
    assert made == START + b"[-1500<0006>] TJ"


def test_where_there_is_no_such_page_other_words_stand() -> None:
    made = numbering({}).written(START + b"[<0001000100020008>] TJ")
    assert made == START + b"[<001400160015>] TJ"


def test_text_in_other_fonts_is_no_number() -> None:
    content = b"/numbers 10 Tf 1 0 0 -1 0 0 Tm /text 10 Tf [<0001000100020008>] TJ"
    assert numbering({"0017": "5"}).written(content) == content
