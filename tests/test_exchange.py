"""Question banks and questionnaires, read back as the programs read them that they are made for."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import tarfile  # noqa: TID251 - it reads what was written a moment ago
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from claim_manual import starter
from claim_manual.derived.assessment_form import assessment_form
from claim_manual.derived.practice import told_cases
from claim_manual.derived.question_bank import BankOption, BankQuestion, question_bank
from claim_manual.derived.reading import Reading
from claim_manual.derived.spreadsheets import Sheet
from claim_manual.exchange.gift import gift
from claim_manual.exchange.moodle import moodle_xml
from claim_manual.exchange.olx import olx
from claim_manual.exchange.xlsform import shielded, xlsform
from claim_manual.model.assessment import Assessment
from claim_manual.model.language import words
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.office import spreadsheet as door
from claim_manual.office.spreadsheet import SpreadsheetError, rows_of, spreadsheet
from claim_manual.publish.folder import write_tree
from claim_manual.work.judging import judged
from conftest import DAY, copy_manual
from messages import SOURCE, messages_in

TITLE = "Casos / ensayo: 1 \\ 2"
HOSTILE = (
    "~ = # { } : \\ < & \" ' ]]> %50% -> ${x} [html] $CATEGORY: a\n// no comment\n\n"
    "Salario < lo pactado & …  C:\\new \\: ::x:: #### {T} <b>b</b> &amp; &#65; *a* __b__ _c_"
)
LABELS = (
    "Salario < lo pactado & … ~50 % = 1:2 {a}",
    "%100%",
    "// nada",
    "=1+1",
    "# ${x} <b>no</b>",
)
FLOW = {
    "code": "X-9",
    "title": {"es": "Salario < lo pactado & …: {1}", "en": "Wage < agreed & …: {1}"},
    "status": "draft",
    "version": "0.1",
    "owner": "officer",
    "verified_on": DAY.isoformat(),
    "review_by": "2027-02-01",
    "summary": {"es": "Qué hacer.", "en": "What to do."},
    "nodes": [
        {
            "id": "cual",
            "ask": {"es": "¿Cuál = {esto}?", "en": "Which = {this}?"},
            "answers": [
                {"id": f"a{n}", "label": {"es": f"{label} (es)", "en": label}, "to": f"fin{n}"}
                for n, label in enumerate(LABELS)
            ],
        },
        *(
            {"id": f"fin{n}", "outcome": {"es": f"{label} (es)", "en": label}, "kind": "resolved"}
            for n, label in enumerate(LABELS)
        ),
    ],
    "scenarios": [
        {
            "id": f"caso-{n}",
            "story": {"es": f"Alguien dice «{label}».", "en": f"Somebody says “{label}”."},
            "answers": {"cual": f"a{n}"},
            "expect": f"fin{n}",
        }
        for n, label in enumerate(LABELS)
    ],
}


def workshop(*languages: str) -> str:
    title = dict.fromkeys(languages, "W")
    sessions = [{"id": "s", "title": title, "minutes": 9, "method": "plenary"}]
    return json.dumps({"title": title, "minutes": 9, "sessions": sessions})


def assessment(first: str, second: str, *pages: str, **more: object) -> str:
    def text(words: str) -> dict[str, str]:
        return {first: words, second: f"{words} ({second})"}

    options = [{"id": name, "label": text(f"*{name}* _{name}_")} for name in ("a-1", "b", "c")]
    return json.dumps(
        {
            "title": text("Antes"),
            "workshop": "w",
            "introduction": text("Uno ${x}.\n\n- dos\n- tres"),
            "moments": ["before", "after"],
            "later": {"days": 90},
            "bank": {"scenarios": 4, "from": pages, "seed": 7},
            "questions": [
                {"id": "agrado", "ask": text("2. <b>x</b> ${y} \\_"), "kind": "scale"},
                {
                    "id": "varias",
                    "ask": text("# Que"),
                    "kind": "multiple",
                    "answers": options,
                    "right": ["a-1", "c"],
                },
                {"id": "9-abierta", "ask": text("¿Y?"), "kind": "text", "moments": ["after"]},
            ],
            "key": "own-code",
            **more,
        }
    )


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    """This repository's manual with a questionnaire."""
    folder = copy_manual(tmp_path_factory.mktemp("ours") / "claim")
    for name in ("workshops", "assessments"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "workshops" / "w.yml").write_text(workshop("pt", "en"), encoding="utf-8")
    asked = assessment("pt", "en", "ad-04-trafico", "ad-10-primeiros-servicos")
    (folder / "assessments" / "zz.yml").write_text(asked, encoding="utf-8")
    manual, _ = judged(folder, DAY)
    assert manual
    return manual


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    """A new manual in Spanish and English, with labels full of signs."""
    folder = tmp_path_factory.mktemp("theirs")
    files = {
        "flows/hostil.yml": json.dumps(FLOW),
        "workshops/w.yml": workshop("es", "en"),
        "assessments/zz.yml": assessment("es", "en", "hostil", "who-answers"),
    }
    written = {path: text.encode() for path, text in files.items()}
    write_tree(folder, {**starter.manual(["es", "en"], DAY), **written})
    manual, found = judged(folder, DAY)
    assert manual
    assert [str(one.place) for one in found if one.severity == "error"] == []
    return manual


def bank(manual: Manual, lang: str) -> tuple[BankQuestion, ...]:
    """A question of every case that tells a story."""
    documents: list[AnyDocument] = [*manual.procedures, *manual.flows]
    cases = [case for document in documents for case in told_cases(document)]
    return question_bank(Reading(manual, lang), cases, 2027)


def link(document: AnyDocument) -> str:
    return "" if document.id == "who-answers" else f"https://example.org/{document.id}/?a=1&b=2"


def hostile(question: BankQuestion, *signs: str, right: int = 1) -> BankQuestion:
    """The question with other words, of which the first `right` are right."""
    options = [BankOption(f"o{n}", f"{n} {sign}", n < right) for n, sign in enumerate(signs)]
    return replace(question, story=f"{signs[0]}", ask=f"{signs[-1]}?", options=tuple(options))


# -- readers, as the programs read


@dataclass
class Read:
    """A question as a program understands it."""

    name: str
    id: str
    stem: list[str]
    choices: list[tuple[str, float]]
    feedback: str
    is_single: bool = True


def words_of(markup: str) -> list[str]:
    """The words of each paragraph of HTML, on one line each."""
    parts = re.findall(r"<p\b[^>]*>(.*?)</p>", markup, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", "", part)).split()) for part in parts]


def read_moodle(content: bytes) -> tuple[list[str], list[Read]]:
    """The categories and the questions of Moodle XML."""
    root = ET.fromstring(content)
    assert root[0].get("type") == "category"
    categories = [one.findtext("category/text", "") for one in root.iter("question")]
    return [one for one in categories if one], [
        Read(
            one.findtext("name/text", ""),
            one.findtext("idnumber", ""),
            words_of(one.findtext("questiontext/text", "")),
            [
                (words_of(answer.findtext("text", ""))[0], float(answer.get("fraction", "")))
                for answer in one.iter("answer")
            ],
            one.findtext("generalfeedback/text", ""),
            one.findtext("single") == "true",
        )
        for one in root.iter("question")
        if one.get("type") == "multichoice"
    ]


PLAIN = r"(?:\\.|[^\\~=#{}:])"
QUESTION = re.compile(
    rf"// \[id:(?P<id>[^\]]+)\]\n::(?P<name>{PLAIN}*)::\[html\](?P<stem>{PLAIN}*)"
    rf"\{{\n(?P<choices>(?:[=~]{PLAIN}*)+)####(?P<feedback>{PLAIN}*)\}}"
)
CHOICE = re.compile(rf"([=~])(?:%(-?[0-9.]+)%)?({PLAIN}*)")


def read_gift(content: bytes) -> tuple[list[str], list[Read]]:
    """The categories and the questions of GIFT: blocks between empty lines."""
    categories, questions = [], []
    for block in filter(None, re.split(r"\n\s*\n", content.decode())):
        if block.startswith("$CATEGORY:"):
            categories.append(block.partition(":")[2].strip())
            continue
        match = QUESTION.fullmatch(block)
        assert match, block
        assert not [line for line in block.splitlines()[1:] if line.startswith("//")]

        def text(escaped: str) -> str:
            return re.sub(r"\\([~=#{}:\\])", r"\1", escaped)

        choices = [
            (words_of(text(said))[0], float(weight) if weight else 100.0 * (sign == "="))
            for sign, weight, said in CHOICE.findall(match["choices"])
        ]
        is_single = "%" not in {line[1:2] for line in match["choices"].splitlines()}
        stem, feedback = words_of(text(match["stem"])), text(match["feedback"])
        questions.append(
            Read(match["name"], match["id"], stem, choices, feedback.strip(), is_single)
        )
    return categories, questions


def read_olx(content: bytes) -> tuple[list[str], list[Read]]:
    """The sequentials and the problems of a course, by its tree."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        files = {
            one.name: file.read()
            for one in archive.getmembers()
            if (file := archive.extractfile(one))
        }
    run = ET.fromstring(files["course/course.xml"]).get("url_name")
    course = ET.fromstring(files[f"course/course/{run}.xml"])
    names = [one.get("url_name") for one in course.iter() if one.get("url_name")]
    assert len({*names}) == len(names)
    questions = []
    for place in course.iterfind("chapter/sequential/vertical/problem"):
        problem = ET.fromstring(files[f"course/problem/{place.get('url_name')}.xml"])
        response = problem[0]
        stem = ["".join(response.find("p").itertext()), response.findtext("label", "")]
        questions.append(
            Read(
                place.get("url_name", ""),
                problem.get("display_name", ""),
                [" ".join(part.split()) for part in stem],
                [
                    (" ".join((one.text or "").split()), 100.0 * (one.get("correct") == "true"))
                    for one in response.iter("choice")
                ],
                ET.tostring(response.find("solution"), encoding="unicode"),
                response.tag == "multiplechoiceresponse",
            )
        )
    return [one.get("display_name", "") for one in course.iter("sequential")], questions


WAYS = {"moodle": (moodle_xml, read_moodle), "gift": (gift, read_gift), "olx": (olx, read_olx)}


def one_line(said: str) -> str:
    return " ".join(said.split())


def holds(questions: tuple[BankQuestion, ...], read: list[Read]) -> None:
    """The questions that a program read are those of the bank, with the same right answers."""
    assert len(read) == len(questions)
    by_name = {one.name: one for one in read}
    for question in questions:
        one = by_name[question.name]
        assert one.stem == [one_line(question.story), one_line(question.ask)]
        assert [said for said, _ in one.choices] == [one_line(o.words) for o in question.options]
        right = [
            option.id
            for option, (_, worth) in zip(question.options, one.choices, strict=True)
            if worth > 0
        ]
        assert tuple(right) == question.right
        assert one.is_single == (len(right) == 1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("whose", "lang"), [("ours", "pt"), ("ours", "en"), ("theirs", "es")])
def test_a_bank_is_read_as_it_was_written(
    way: str, whose: str, lang: str, request: pytest.FixtureRequest
) -> None:
    manual: Manual = request.getfixturevalue(whose)
    write, read = WAYS[way]
    questions = bank(manual, lang)
    content = write(Reading(manual, lang), TITLE, questions, link)
    assert content == write(Reading(manual, lang), TITLE, questions, link)
    groups, written = read(content)
    holds(questions, written)
    pages = {question.case.document.id: question.case.document for question in questions}
    path = "" if way == "olx" else "$course$/top/Casos // ensayo: 1 2/"
    assert groups == [
        path + (title if way == "olx" else title.replace("/", "//"))
        for title in map(Reading(manual, lang).title, pages.values())
    ]
    expected = {question.name: {*question.case.scenario.expect} for question in questions}
    assert {question.name: {*question.right} for question in questions} == expected


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("right", [1, 2, 3])
def test_signs_of_the_formats_mean_nothing_in_words(theirs: Manual, way: str, right: int) -> None:
    write, read = WAYS[way]
    first = bank(theirs, "es")[0]
    question = hostile(first, HOSTILE, *HOSTILE.split(" ")[:6], HOSTILE[::-1], right=right)
    holds((question,), read(write(Reading(theirs, "es"), TITLE, [question], link))[1])


@pytest.mark.parametrize("way", WAYS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.text("~=#{}:\\<>&\"'%$/[]-n1 \n", min_size=1).filter(str.strip))
def test_any_row_of_signs_survives(theirs: Manual, way: str, said: str) -> None:
    write, read = WAYS[way]
    question = hostile(bank(theirs, "es")[0], said, f"{said}x", "y")
    holds((question,), read(write(Reading(theirs, "es"), said, [question], link))[1])


@pytest.mark.parametrize("way", ["moodle", "gift"])
def test_right_answers_come_to_a_hundred_and_all_answers_to_nothing(
    ours: Manual, theirs: Manual, way: str
) -> None:
    write, read = WAYS[way]
    several = [question for question in bank(ours, "pt") if question.is_multiple]
    assert several
    first = bank(theirs, "es")[0]
    several += [
        replace(
            hostile(first, *"abcdefghi"[: right + wrong], right=right), name=f"q{right}_{wrong}"
        )
        for right in (2, 3, 4, 5, 6)
        for wrong in (1, 2, 3)
    ]
    _, written = read(write(Reading(ours, "pt"), TITLE, several, link))
    for one in written:
        worth = [value for _, value in one.choices]
        assert sum(value for value in worth if value > 0) == pytest.approx(100, abs=0.001)
        assert sum(worth) == pytest.approx(0, abs=0.001)
        known = {1 / n for n in range(1, 11)}
        assert all(min(abs(abs(v) / 100 - k) for k in known) < 1e-6 for v in worth)


@pytest.mark.parametrize("way", WAYS)
def test_feedback_is_the_way_in_words_and_the_page(ours: Manual, way: str) -> None:
    write, read = WAYS[way]
    questions = bank(ours, "en")
    by_name = {one.name: one for one in read(write(Reading(ours, "en"), TITLE, questions, link))[1]}
    for question in questions:
        feedback = by_name[question.name].feedback
        said = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", feedback)).split())
        place = 0
        for step in question.key.questions:
            for part in (f"{step.number}. {one_line(step.words)}", one_line(step.answer)):
                place = said.index(part, place)
        for option in question.options:
            assert option.is_right <= (one_line(option.words) in said[place:])
        address = html.escape(f"https://example.org/{question.case.document.id}/?a=1&b=2")
        assert f'href="{address}"' in feedback


def test_a_page_without_an_address_is_named_all_the_same(theirs: Manual) -> None:
    questions = [one for one in bank(theirs, "es") if one.case.document.id == "who-answers"]
    _, written = read_moodle(moodle_xml(Reading(theirs, "es"), TITLE, questions, link))
    assert written
    for one in written:
        assert "T-01" in one.feedback
        assert "<a" not in one.feedback


def test_what_learners_see_before_they_answer_does_not_tell_the_end(ours: Manual) -> None:
    """Ids of cases often name their end, so that no learner may see them."""
    content = olx(Reading(ours, "en"), TITLE, bank(ours, "en"), link)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        files = [archive.extractfile(one) for one in archive.getmembers() if ".xml" in one.name]
        shown = [
            one.get("display_name", "")
            for file in files
            if file
            for one in ET.fromstring(file.read()).iter()
            if one.tag in {"vertical", "problem"} and one.get("display_name")
        ]
    assert shown
    assert all(re.fullmatch(r"Case \d+", name) for name in shown)


def test_a_case_has_one_id_in_every_bank(ours: Manual) -> None:
    reading, questions = Reading(ours, "pt"), bank(ours, "pt")
    names = {question.case.name for question in questions}
    for write, read in (WAYS["moodle"], WAYS["gift"]):
        assert {one.id for one in read(write(reading, TITLE, questions, link))[1]} == names


def test_a_course_has_neither_clock_nor_owner(theirs: Manual) -> None:
    content = olx(Reading(theirs, "es"), TITLE, bank(theirs, "es"), link)
    assert content[4:8] == b"\0\0\0\0"
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(content))) as archive:
        for one in archive.getmembers():
            assert (one.mtime, one.uid, one.gid, one.uname, one.gname) == (0, 0, 0, "", "")


# -- questionnaires


def questionnaire(manual: Manual) -> Document[Assessment]:
    return next(one for one in manual.assessments if one.id == "zz")


def form_of(manual: Manual, *languages: str, **more: object) -> tuple[Sheet, ...]:
    asked = questionnaire(manual)
    asked = replace(asked, model=asked.model.model_copy(update=more))
    return xlsform({lang: Reading(manual, lang) for lang in languages}, asked, "2026-11-21")


def table(sheet: Sheet) -> list[dict[str, str]]:
    head, *rows = sheet.rows
    return [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]


NAMESPACE = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


def xform(sheets: tuple[Sheet, ...], folder: Path) -> ET.Element:
    """The form as ODK has it; ODK Validate has tried it, and nothing was remarked on."""
    file = folder / "form.xlsx"
    file.write_bytes(spreadsheet(sheets))
    remarks: list[str] = []
    form = convert(file, validate=True, warnings=remarks)
    assert remarks == []
    return ET.fromstring(form.xform)


@pytest.mark.parametrize(
    ("whose", "languages"),
    [
        ("ours", ("pt", "en")),
        ("theirs", ("es", "en")),
        ("theirs", ("es",)),
        ("theirs", ("en",)),
    ],
)
def test_odk_accepts_the_form(
    whose: str, languages: tuple[str, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    manual: Manual = request.getfixturevalue(whose)
    sheets = form_of(manual, *languages)
    root = xform(sheets, tmp_path)
    texts = root.findall(".//x:itext/x:translation", NAMESPACE)
    names = {"pt": "Português (pt)", "en": "English (en)", "es": "Español (es)"}
    assert {one.get("lang") for one in texts} == {names[lang] for lang in languages}
    assert not list(root.iter(f"{{{NAMESPACE['x']}}}output"))
    form = assessment_form(Reading(manual, languages[0]), questionnaire(manual))
    asked = [question.name for question in form.questions]
    fields = [one.tag.partition("}")[2] for one in root.find(".//x:instance", NAMESPACE)[0]]
    assert fields == ["moment", "code", "introduction", *asked, "score", "meta"]
    assert fields.count("meta") == 1
    assert [
        one.tag.partition("}")[2] for one in root.iter() if "meta" in one.tag.rpartition("}")[2]
    ]
    assert "preload" not in ET.tostring(root, encoding="unicode").replace('preload="uid"', "")


def test_the_same_form_is_the_same_bytes(theirs: Manual) -> None:
    assert spreadsheet(form_of(theirs, "es", "en")) == spreadsheet(form_of(theirs, "es", "en"))


def test_points_are_for_the_ends_that_are_proved(ours: Manual) -> None:
    survey = {row["name"]: row for row in table(form_of(ours, "pt", "en")[0])}
    calculation = survey["score"]["calculation"]
    form = assessment_form(Reading(ours, "pt"), questionnaire(ours))
    cases = [question for question in form.questions if question.case]
    assert any(question.kind == "multiple" for question in cases)
    for question in cases:
        assert question.case
        points = re.findall(rf"\$\{{{question.name}\}}(?: =|,) '([^']+)'", calculation)
        assert sorted(points) == sorted(question.case.scenario.expect)
    assert "${varias}, 'a-1'" in calculation
    assert "count-selected(${varias}) = 2" in calculation
    assert "${agrado}" not in calculation


def test_what_is_asked_at_one_moment_is_asked_then_alone(theirs: Manual, tmp_path: Path) -> None:
    survey = {row["name"]: row for row in table(form_of(theirs, "es", "en")[0])}
    assert survey["q_9_abierta"]["relevant"] == "${moment} = 'after'"
    assert survey["q_9_abierta"]["required"] == ""
    assert survey["agrado"]["relevant"] == ""
    assert survey["agrado"]["required"] == ""  # the introduction may say that one can leave it out
    assert survey["moment"]["required"] == "yes"
    once = form_of(theirs, "es", moments=("before",), later=None, key=None, introduction=None)
    names = [row["name"] for row in table(once[0])]
    assert not {"moment", "code", "introduction", "q_9_abierta"} & {*names}
    xform(once, tmp_path)


def test_each_language_has_its_own_words(theirs: Manual) -> None:
    survey, choices, settings = map(table, form_of(theirs, "es", "en"))
    for lang, name in (("es", "Español (es)"), ("en", "English (en)")):
        labels = {row["name"]: row[f"label::{name}"].replace("\u200b", "") for row in survey}
        words_by_id = {
            (row["list_name"], row["name"]): row[f"label::{name}"].replace("\u200b", "")
            for row in choices
        }
        for question in assessment_form(Reading(theirs, lang), questionnaire(theirs)).questions:
            asked = labels[question.name].replace("\\", "")
            assert asked.endswith(question.ask.replace("\\", ""))
            assert asked.startswith(question.lead)
            for option in question.options:
                said = words_by_id[question.name, option.id]
                assert said.replace("\\", "") == option.words
    assert settings[0]["default_language"] == "Español (es)"


def test_answers_have_the_ids_of_the_paper(theirs: Manual) -> None:
    _, choices, _ = form_of(theirs, "es", "en")
    form = assessment_form(Reading(theirs, "es"), questionnaire(theirs))
    expected = [(one.name, option.id) for one in form.questions for option in one.options]
    rows = [(row["list_name"], row["name"]) for row in table(choices)]
    assert [row for row in rows if row[0] != "moment"] == expected
    assert [name for list_, name in rows if list_ == "moment"] == ["before", "after", "later"]


def test_ends_that_one_language_tells_apart_are_told_in_each(tmp_path: Path) -> None:
    """Two ends say the same in English: in the Spanish form, which offers both, English has words."""
    flow = json.loads(json.dumps(FLOW))
    for node in flow["nodes"]:
        if node["id"] in {"fin1", "fin2"}:
            node["outcome"]["en"] = "The same"
    files = {
        "flows/hostil.yml": json.dumps(flow).encode(),
        "workshops/w.yml": workshop("es", "en").encode(),
        "assessments/zz.yml": assessment("es", "en", "hostil").encode(),
    }
    write_tree(tmp_path / "same", {**starter.manual(["es", "en"], DAY), **files})
    manual, _ = judged(tmp_path / "same", DAY)
    assert manual
    rows = table(form_of(manual, "es", "en")[1])
    assert all(
        row["label::English (en)"] not in {"", row["name"]}
        for row in rows
        if row["list_name"].startswith("x")
    )


MARKUP = re.compile(
    r"__.*?__|\*\*.*?\*\*|_[^\s][^_\n]*_|\*[^\s][^*\n]*\*|\[[^\]]*\]\([^)]+\)|^#"
    r"|\n(?:[*+-]|[0-9]+\.) |<[A-Za-z/!]|\$\{|&#?\w+;",
    re.MULTILINE,
)
"""What ODK Collect, Enketo and pyxform take for something else than words."""
SHIFTED = {"\\\\": "\ue000", "\\*": "\ue001", "\\_": "\ue002", "\\#": "\ue003"}


@settings(max_examples=400, deadline=None)
@given(
    said=st.lists(
        st.sampled_from(
            [*"*_#\\<>&$[a] \n", "__", "**", "](b)", "&amp;", "&#6;", "</b>", "${x}", "1. ", "\n- "]
        )
    ).map("".join)
)
@example("[a](b)")
@example("&amp; and &#65;")
@example("a\n- b\n1. c")
def test_words_of_a_form_are_no_markup(said: str) -> None:
    shown = shielded(said)
    for escaped, sign in SHIFTED.items():
        shown = shown.replace(escaped, sign)
    assert not MARKUP.search(shown)
    for escaped, sign in SHIFTED.items():
        shown = shown.replace(sign, escaped[1])
    assert shown.replace("\u200b", "") == said


@pytest.mark.parametrize(
    "said", ["Olá", "a_b@example.org", "5 * 3", "C:\\new", "nº #3", "1 < 2 & 3"]
)
def test_words_without_markup_stay_as_they_are(said: str) -> None:
    assert shielded(said) == said


def english() -> Iterator[str]:
    """What the program itself would say in English, without its gaps."""
    for name in (
        "exchange/xlsform",
        "exchange/explanation",
        "exchange/olx",
        "derived/question_bank",
        "derived/assessment_form",
    ):
        for message, many in messages_in(SOURCE / f"{name}.py").items():
            for template in filter(None, (message, many)):
                yield from (
                    part.strip() for part in re.split(r"\{\w+\}", template) if len(part) > 4
                )


def test_a_spanish_manual_has_no_english_word_of_ours(theirs: Manual) -> None:
    reading, questions = Reading(theirs, "es"), bank(theirs, "es")
    _, of_moodle = read_moodle(moodle_xml(reading, TITLE, questions, link))
    said = [words for one in of_moodle for words in (*one.stem, one.feedback)]
    with tarfile.open(fileobj=io.BytesIO(olx(reading, TITLE, questions, link))) as archive:
        files = [archive.extractfile(one) for one in archive.getmembers()]
        said += [file.read().decode() for file in files if file]
    said += [str(cell) for sheet in form_of(theirs, "es") for row in sheet.rows for cell in row]
    assert [message for message in english() if any(message in one for one in said)] == []
    assert "Caso 1" in " ".join(said)


# -- spreadsheets


def test_a_spreadsheet_is_read_as_it_was_written() -> None:
    rows = (("name", "n", "empty"), ("Ana\nB", 3, None), ("", 2.5, ""), ("<&>\x07", -1, "é"))
    content = spreadsheet([Sheet("a/b[c]:" + "x" * 40, rows), Sheet("other", (("no",),))])
    assert rows_of(content) == [
        ["name", "n", "empty"],
        ["Ana\nB", "3"],
        ["", "2.5"],
        ["<&> ", "-1", "é"],
    ]
    assert content == spreadsheet([Sheet("a/b[c]:" + "x" * 40, rows), Sheet("other", (("no",),))])


def test_a_spreadsheet_says_neither_who_made_it_nor_when() -> None:
    content = spreadsheet([Sheet("s", (("a",),))])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert not re.search(r"\d{4}-\d\d-\d\d|openpyxl", properties)


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)", "#N/A", "\t=1"])
def test_words_never_become_a_formula(said: str) -> None:
    content = spreadsheet([Sheet("s", (("a",), (said,)))])
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type) == (said, "s")
    assert cell.quotePrefix == (said[0] != "#")
    assert rows_of(content)[1] == [said]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    """A spreadsheet with another part in place of its own."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(spreadsheet([Sheet("s", (("a",),))]))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = (
    f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'
    '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>c</v></c></row></sheetData></worksheet>'
)
ENTITIES = f'<!DOCTYPE a [<!ENTITY e "a">]>{CELLS}'.replace("<v>a</v>", "<v>&e;</v>").encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Não se consegue ler"),
        (b"name;n\n1;2\n", "Não se consegue ler"),
        (zipped(a=b"b"), "Não se consegue ler"),
        (spreadsheet([Sheet("s", (("a",),))])[:-30], "Não se consegue ler"),
        (with_part(SHEET, b"<worksheet"), "Não se consegue ler"),
        (with_part(SHEET, ENTITIES), "<!DOCTYPE"),
        (with_part(SHEET, ENTITIES.decode().encode("utf-16")), "<!DOCTYPE"),
        (with_part("xl/workbook.xml", b"<a/>"), "Não se consegue ler"),
        (zipped(a=bytes(door.LARGEST + 1)), "demasiado grande: mais de 64 MB"),
        (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "protegida por palavra-passe"),
        (OLE + bytes(504), "formato antigo"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, said: str) -> None:
    with pytest.raises(SpreadsheetError) as failure:
        rows_of(content)
    assert said in failure.value.message.text(words("pt-PT"))


def test_all_cells_are_read_whatever_the_file_says_of_its_size() -> None:
    assert rows_of(with_part(SHEET, CELLS.encode())) == [["a", "b"], ["c"]]


def test_a_cell_far_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_CELLS", 1000)
    far = CELLS.replace('r="2"', 'r="1048576"').replace('r="A2"', 'r="XFD1048576"').encode()
    with pytest.raises(SpreadsheetError, match="cells"):
        rows_of(with_part(SHEET, far))


def test_answers_as_kobo_exports_them() -> None:
    """Numbers, days and ticks of cells that are no text."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["moment", "n", "q/a", "day"])
    workbook.active.append(["before", 3.0, True, DAY])
    workbook.active.append([None, None])
    stream = io.BytesIO()
    workbook.save(stream)
    assert rows_of(stream.getvalue()) == [
        ["moment", "n", "q/a", "day"],
        ["before", "3", "1", "2026-11-21T00:00:00"],
    ]
