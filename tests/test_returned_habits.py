"""What Word and its users write into a file that comes back, beyond a comment and a tracked word."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from claim_manual.derived.returned import ReturnedFile
from claim_manual.imports.remarks import remarks
from claim_manual.model.manual import Manual
from claim_manual.office.word_reading import WordError
from claim_manual.office.word_reading.returned import returned_file
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from claim_manual.starter import manual as starter
from claim_manual.work.printing import Order
from claim_manual.work.saving import written_if_sound
from claim_manual.work.word_editions import document_file
from conftest import DAY
from returned_word import Returned, q

PAGE = "procedures/service/receive-request.yml"
SUMMARY, TRIGGER, TELL = (f"{PAGE}#{key}" for key in ("summary", "trigger", "steps.tell.do"))
WORDS = "Listen to the person, see who answers, and say what happens next."


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Manual, bytes]:
    """The starter's manual, and its page in Word."""
    folder = tmp_path_factory.mktemp("habits") / "m"
    write_tree(folder, starter(["en", "pt"], DAY))
    manual, _ = read_manual(folder)
    assert manual
    document = manual.document("receive-request")
    assert document
    return manual, document_file(manual, Order(folder, DAY, ""), document, "en")


def came(page: tuple[Manual, bytes], back: Returned) -> list[dict[str, Any]]:
    """The remarks that come of a file."""
    file = returned_file(back.bytes())
    return [dict(one.value) for one in remarks(file, page[0], "A", "en")]


def read(back: Returned) -> ReturnedFile:
    """What comes of a file before it is looked up."""
    return returned_file(back.bytes())


def ends(back: Returned, text: str) -> tuple[Any, Any]:
    """The bookmark of a text."""
    return back._ends(back.of(text))


def without_marks(element: Any) -> Any:
    """An element without bookmarks."""
    for mark in [*element.iter(q("bookmarkStart"), q("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    return element


# -- changes


def test_words_typed_without_tracking_are_found_wherever_they_stand(
    page: tuple[Manual, bytes],
) -> None:
    """After the last word of a text, beside a time limit, and as a paragraph more."""
    back = Returned(page[1])
    ends(back, SUMMARY)[1].addnext(back._run("t", " In writing."))
    ends(back, f"{PAGE}#steps.listen.do")[1].addnext(back._run("t", " twice"))
    paragraph = etree.Element(q("p"))
    paragraph.append(back._run("t", "Nobody pays for it."))
    ends(back, TRIGGER)[1].getparent().addnext(paragraph)
    by_proposal = {one["proposal"]: one for one in came(page, back)}
    assert by_proposal[f"{WORDS} In writing."]["text"] == SUMMARY
    assert "Listen to the whole request twice" in by_proposal
    assert by_proposal["Nobody pays for it."]["where"]["en"].startswith("After: ")
    assert len(by_proposal) == 3


@pytest.mark.parametrize("name", ["untouched", "renamed", "deleted"])
def test_a_bookmark_that_is_gone_is_no_change_of_its_words(
    page: tuple[Manual, bytes], name: str
) -> None:
    back = Returned(page[1])
    start, end = ends(back, TRIGGER)
    if name == "renamed":
        start.set(next(key for key in start.attrib if key.endswith("name")), "Mine")
    if name == "deleted":
        start.getparent().remove(start)
        end.getparent().remove(end)
    assert came(page, back) == []


def test_a_comment_on_words_whose_bookmark_is_gone_is_on_their_text(
    page: tuple[Manual, bytes],
) -> None:
    back = Returned(page[1])
    start, end = ends(back, TRIGGER)
    back.comment(back.of(TRIGGER), "Or calls.")
    back.insert(back.of(TRIGGER), " in person")
    start.getparent().remove(start)
    end.getparent().remove(end)
    texts = [(one["text"], one.get("proposal")) for one in came(page, back)]
    assert (TRIGGER, None) in texts


def test_a_row_deleted_is_said_once_and_a_row_inserted_is_one_remark(
    page: tuple[Manual, bytes],
) -> None:
    back = Returned(page[1])
    row = next(one for one in ends(back, TELL)[0].iterancestors() if one.tag == q("tr"))
    more = without_marks(copy.deepcopy(row))
    for n, cell in enumerate(more.iter(q("tc"))):
        for old in [*cell.iter(q("r"))]:
            old.getparent().remove(old)
        cell.find(q("p")).append(back._tracked("ins", "t", f"new {n}"))
    row.addnext(more)
    (remark,) = came(page, back)
    assert remark["proposal"] == " ".join(f"new {n}" for n in range(len(more.findall(q("tc")))))
    assert remark["where"]["en"] == "After: Step 3: Say what happens next, in writing"
    more.getparent().remove(more)
    for run in [*row.iter(q("r"))]:
        for text in run.iter(q("t")):
            text.tag = q("delText")
        deleted = back._change("del")
        run.addprevious(deleted)
        deleted.append(run)
    properties = row.find(q("trPr"))
    if properties is None:
        properties = etree.Element(q("trPr"))
        row.insert(0, properties)
    properties.append(back._change("del"))
    (remark,) = came(page, back)
    assert remark["text"] == TELL
    assert remark["comment"]["en"] == "Proposes to delete this text."


def test_a_paragraph_that_was_moved_is_said_to_move(page: tuple[Manual, bytes]) -> None:
    back = Returned(page[1])
    old = ends(back, SUMMARY)[0].getparent()
    new = copy.deepcopy(old)
    without_marks(old)
    ends_of_moves = ((old, "moveFrom", "delText"), (new, "moveTo", "t"))
    for paragraph, kind, tag in ends_of_moves:
        for run in [*paragraph.iter(q("r"))]:
            for text in run.iter(q("t")):
                text.tag = q(tag)
            change = back._change(kind)
            run.addprevious(change)
            change.append(run)
    ends(back, TRIGGER)[1].getparent().addnext(new)
    (remark,) = came(page, back)
    assert (remark["text"], remark.get("proposal")) == (SUMMARY, None)
    assert remark["comment"]["en"] == "Proposes to move this text."


def test_a_paragraph_divided_and_a_field_around_words_change_no_words(
    page: tuple[Manual, bytes],
) -> None:
    back = Returned(page[1])
    start, end = ends(back, SUMMARY)
    run = back._runs(back.of(SUMMARY))[0]
    words = run.find(q("t"))
    words.text, rest = words.text[:20], words.text[20:]
    divided = etree.Element(q("p"))
    divided.append(back._run("t", rest))
    divided.append(end)
    start.getparent().addnext(divided)
    properties = start.getparent().find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        start.getparent().insert(0, properties)
    etree.SubElement(properties, q("rPr")).append(back._change("ins"))
    link = back._runs(back.of(TRIGGER))[0]
    field = etree.Element(q("fldSimple"), {q("instr"): ' hyperlink "https://example.org"'})
    link.addprevious(field)
    field.append(link)
    assert came(page, back) == []
    assert read(back).bare == 1


def test_a_text_copied_into_another_is_a_change_of_the_other(page: tuple[Manual, bytes]) -> None:
    back = Returned(page[1])
    start, end = ends(back, SUMMARY)
    _, other = ends(back, TRIGGER)
    copied = back._tracked("ins", "t", WORDS)
    for mark in (start, end):
        again = copy.deepcopy(mark)
        again.set(q("id"), "8888")
        copied.append(again) if mark is end else copied.insert(0, again)
        if mark is start:
            again.set(q("name"), f"{start.get(q('name'))}_Copy_1")
    other.addprevious(copied)
    (remark,) = came(page, back)
    assert remark["text"] == TRIGGER
    assert remark["proposal"].endswith(WORDS)


@pytest.mark.parametrize("typed", ["", " In writing."])
def test_the_last_letter_of_a_text_outside_of_its_bookmark_is_its_own(
    page: tuple[Manual, bytes], typed: str
) -> None:
    """As LibreOffice leaves some in long files."""
    back = Returned(page[1])
    _, end = ends(back, SUMMARY)
    words = back._runs(back.of(SUMMARY))[-1].find(q("t"))
    words.text, last = words.text[:-1], words.text[-1]
    letter = back._run("t", last)
    end.addnext(letter)
    if typed:
        letter.addnext(back._tracked("ins", "t", typed))
    assert [one.get("proposal") for one in came(page, back)] == (
        [f"{WORDS}{typed}"] if typed else []
    )


# -- comments


def over(back: Returned, first: str, last: str, words: str) -> None:
    """A comment from one text to the end of another."""
    back.comment(back.of(first), words)
    (opened,) = back.body.iter(q("commentRangeEnd"))
    ends(back, last)[1].addnext(opened)


def test_a_comment_on_several_steps_is_where_it_begins_and_its_quote_is_short(
    page: tuple[Manual, bytes],
) -> None:
    back = Returned(page[1])
    over(back, f"{PAGE}#steps.listen.do", f"{PAGE}#steps.sent.outcome", "Too long.")
    (remark,) = came(page, back)
    assert "text" not in remark
    assert remark["where"]["en"] == "Step 1: Listen to the whole request"
    assert len(remark["quote"]) < 420


def test_a_comment_at_the_end_of_a_text_is_on_it(page: tuple[Manual, bytes]) -> None:
    """As LibreOffice writes a comment on no words."""
    back = Returned(page[1])
    back.comment(back.of(SUMMARY), "Well said.")
    for kind in ("commentRangeStart", "commentRangeEnd"):
        (mark,) = back.body.iter(q(kind))
        mark.getparent().remove(mark)
    (remark,) = came(page, back)
    assert (remark["text"], remark.get("quote")) == (SUMMARY, None)


def test_what_readers_ticked_off_is_said(page: tuple[Manual, bytes]) -> None:
    back = Returned(page[1])
    back.comment(back.of(SUMMARY), "Settled.")
    back._extended[0] = back._extended[0].replace('done="0"', 'done="1"')
    (comment,) = read(back).comments
    assert comment.is_resolved


@pytest.mark.parametrize(
    ("author", "said", "left"),
    [
        ("Zeferina Quaresma", "Concordo. Zeferina", "Concordo."),
        ("Zeferina Quaresma", "Concordo, ZQ", "Concordo"),
        ("Zeferina Quaresma", "@Zeferina: quando?", "[…]: quando?"),
        ("Zeferina Quaresma", "Ver com a Zeferina Quaresma.", "Ver com a […]."),
        ("Zoë D'Ávila", "Zoë D\N{RIGHT SINGLE QUOTATION MARK}Ávila: sim", "[…]: sim"),
        ("Maria", "A Maria diz que sim. – Maria", "A Maria diz que sim."),
        ("Maria", "Falar com a Maria.", "Falar com a Maria."),
    ],
)
def test_nobody_is_named_in_a_comment(
    page: tuple[Manual, bytes], author: str, said: str, left: str
) -> None:
    back = Returned(page[1], author=author)
    back.comment(back.of(SUMMARY), said)
    assert read(back).comments[0].words == (left,)


@pytest.mark.parametrize(
    ("author", "typed", "left"),
    [
        ("Zeferina Quaresma", " [Zeferina Quaresma: ver]", " [[…]: ver]"),
        ("Maria", " [Maria: ver] Maria", " […: ver] Maria"),
        ("The Person", " of the person", " of the person"),
    ],
)
def test_nobody_is_named_in_a_proposal_and_words_of_the_text_stay(
    page: tuple[Manual, bytes], author: str, typed: str, left: str
) -> None:
    back = Returned(page[1], author=author)
    back.insert(back.of(SUMMARY), typed)
    assert [one.after for one in read(back).changes] == [f"{WORDS}{left}"]


# -- great files


def test_more_comments_and_persons_than_anybody_writes_are_refused_at_once(
    page: tuple[Manual, bytes],
) -> None:
    back = Returned(page[1])
    for n in range(10_001):
        back._note(f"x {n}")
    with pytest.raises(WordError, match="more than"):
        read(back)
    back = Returned(page[1])
    for n in range(1_001):
        back.author = f"Person {n}"
        back._note("x")
    with pytest.raises(WordError, match="persons"):
        read(back)


def test_a_long_chain_of_replies_is_one_thread(page: tuple[Manual, bytes]) -> None:
    back = Returned(page[1])
    for n in range(9_000):
        back._note(f"x {n}")
        back._extended.append(
            f'<w15:commentEx w15:paraId="{0x1A000000 + n:08X}" '
            f'w15:paraIdParent="{0x1A000000 + n - 1:08X}"/>'
        )
    (comment,) = read(back).comments
    assert len(comment.words) == 9_000


def test_a_file_that_would_be_larger_than_can_be_read_is_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    write_tree(folder, starter(["en"], DAY))
    content = (folder / PAGE).read_bytes()
    errors = written_if_sound(folder, DAY, {PAGE: content + b"\n#" * 600_000})
    assert [one.code for one in errors] == ["too-large"]
    assert (folder / PAGE).read_bytes() == content


# -- files that lost their map


def test_a_file_without_its_map_finds_texts_behind_labels_and_beside_new_words(
    page: tuple[Manual, bytes],
) -> None:
    """As after ODT or DOC in between: what is proposed has no label, the quote no new words."""
    back = Returned(page[1])
    back.insert(back.of(TRIGGER), " In person.")
    back.comment(back.of(TRIGGER), "Or calls.")
    file = returned_file(back.bytes(without=["customXml/"]))
    values = [dict(one.value) for one in remarks(file, page[0], "A", "en")]
    assert {one["text"] for one in values} == {TRIGGER}
    assert {one["quote"] for one in values} == {"The person arrives with a request."}
    assert values[-1]["proposal"] == "The person arrives with a request. In person."
