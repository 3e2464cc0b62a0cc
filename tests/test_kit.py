"""The printed kit of a workshop, as it comes out: what its papers say, and on which pages."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest

from claim_manual import starter
from claim_manual.book.edition import Wanted
from claim_manual.book.kit.books import papers
from claim_manual.derived.assessment_form import AssessmentForm, assessment_form
from claim_manual.derived.case_keys import CaseKey, case_key
from claim_manual.derived.kit_files import DATES, kit_files
from claim_manual.derived.practice import Practice, practice, told_cases
from claim_manual.derived.reading import Reading
from claim_manual.exchange.dates import dates_calendar
from claim_manual.model.edition import Edition
from claim_manual.model.language import words
from claim_manual.model.manual import Document, Manual, Origin
from claim_manual.model.schema import Text
from claim_manual.model.values import LEVELS
from claim_manual.model.workshop import Workshop
from claim_manual.publish.folder import write_tree
from claim_manual.work import kits
from claim_manual.work.judging import sound
from claim_manual.work.printing import Order
from conftest import DAY, ROOT, called, copy_manual
from messages import all_messages
from training import W, add_training

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
PLACES = ((0, 0), (1, 0), (0, 1), (1, 1))
"""The cards of a sheet: column and row."""
SPANISH = ("es", "en")
"""The languages of the small manual."""


@dataclass(frozen=True)
class Kit:
    """The papers of a workshop in one language, in a folder, and what they are made from."""

    folder: Path
    manual: Manual
    workshop: Document[Workshop]
    reading: Reading

    @property
    def practice(self) -> Practice:
        return practice(self.manual, self.workshop)

    @property
    def keys(self) -> list[CaseKey]:
        return [case_key(self.reading, case) for case in self.practice.cases]

    @property
    def form(self) -> AssessmentForm:
        assessment = self.manual.assessment(self.workshop.model.assessment or "")
        assert assessment
        return assessment_form(self.reading, assessment)

    def pages(self, paper: str, *options: str) -> list[str]:
        return pages_of(self.folder / f"{paper}.pdf", *options)

    def text(self, paper: str) -> str:
        return spaced("\n".join(self.pages(paper)))


def made_in(root: Path, workshop_id: str, lang: str) -> Kit:
    manual = sound(root, DAY)
    workshop = manual.workshop(workshop_id)
    assert workshop
    folder = root / f"kit-{workshop_id}-{lang}"
    folder.mkdir()
    for file, content in kits.printed_papers(manual, workshop, lang, Order(root, DAY)):
        (folder / file.name).write_bytes(content)
    return Kit(folder, manual, workshop, Reading(manual, lang))


def small_manual(folder: Path) -> Path:
    """A manual as `init` gives it, with a workshop."""
    write_tree(folder, starter.manual([*SPANISH], DAY))
    add_training(folder, *SPANISH)
    return folder


@pytest.fixture(scope="module")
def claim_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    root = copy_manual(tmp_path_factory.mktemp("kit") / "claim")
    return made_in(root, "primeiro-atendimento", "pt")


@pytest.fixture(scope="module")
def spanish_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return made_in(small_manual(tmp_path_factory.mktemp("kit") / "small"), "first-requests", "es")


@pytest.fixture(params=["claim", "spanish"])
def kit(request: pytest.FixtureRequest) -> Kit:
    made: Kit = request.getfixturevalue(f"{request.param}_kit")
    return made


@cache
def pages_of(paper: Path, *options: str) -> list[str]:
    done = subprocess.run(["pdftotext", *options, paper, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def spaced(text: str) -> str:
    """Words with one space between, joined again where a line has divided them."""
    return " ".join(text.replace("\N{SOFT HYPHEN}\n", "").replace("\N{HYPHEN}\n", "").split())


def squeezed(text: str) -> str:
    """Letters and digits alone: hyphenation and line breaks are the printer's."""
    return re.sub(r"[\W_]", "", text)


def without_frame(kit: Kit, text: str) -> str:
    """A text as it was set, without what stands at the head and foot of each page and of tables."""
    title = re.escape(kit.reading.plain(kit.workshop.model.title))
    columns = " ".join(map(kit.reading.say, ("Number", "Question", "Answer", "Page")))
    frame = rf"(?m)^({title}: .*|.* \d+ / \d+|{re.escape(columns)}|•)$\n"
    return re.sub(frame, "", text)


def without_titles(kit: Kit, text: str) -> str:
    """A text without the titles of pages, which may say what can come out."""
    for document in kit.manual.documents():
        text = text.replace(spaced(kit.reading.title(document)), "")
    return text


def after(text: str, heads: list[str]) -> Iterator[str]:
    """The part of a text after each of these lines, as far as the next."""
    places = [re.search(rf"(?m)^{re.escape(head)}\b", text) for head in heads]
    starts = [place.end() for place in places if place]
    assert len(starts) == len(heads)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


# -- all papers


@pytest.mark.slow
def test_every_paper_of_a_kit_is_made(kit: Kit) -> None:
    papers = {file.name for file in kit_files(kit.manual, kit.workshop) if file.format == "PDF"}
    assert {file.name for file in kit.folder.iterdir()} == papers
    assert {"guide.pdf", "workbook.pdf", "cards.pdf", "assessment.pdf"} <= papers


@pytest.mark.slow
def test_every_paper_can_be_read_out(kit: Kit) -> None:
    for paper in kit.folder.iterdir():
        report = validator.validate_pdf(paper, profile="ua1")
        assert {f"{one.rule_id}: {one.message}" for one in report.failures} == set(), paper.name
        with pikepdf.open(paper) as pdf:
            assert str(pdf.Root.Lang).startswith(kit.reading.lang)
            assert kit.reading.plain(kit.workshop.model.title) in str(pdf.docinfo.Title)


@pytest.mark.slow
def test_two_runs_are_the_same_bytes(spanish_kit: Kit, tmp_path: Path) -> None:
    again = made_in(small_manual(tmp_path / "elsewhere"), "first-requests", "es")
    for paper in spanish_kit.folder.iterdir():
        assert (again.folder / paper.name).read_bytes() == paper.read_bytes(), paper.name


@pytest.mark.slow
def test_a_spanish_kit_has_no_word_in_english(spanish_kit: Kit) -> None:
    spanish = words("es")
    said = {one: spanish(one) for one in all_messages() if "{" not in one}
    english = {one for one, other in said.items() if one != other and len(one) > 3}
    english -= {*said.values()}
    own = {"First requests", "In groups", "Town hall", "Somebody else answers"}
    for paper in spanish_kit.folder.iterdir():
        text = spanish_kit.text(paper.stem)
        with pikepdf.open(paper) as pdf:
            text += f" {pdf.docinfo.Title} "
        left = {one for one in english | own if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)}
        assert left == set(), paper.name


@pytest.mark.slow
def test_the_minutes_of_the_programme_add_up(kit: Kit) -> None:
    sessions = kit.workshop.model.sessions
    assert sum(session.minutes for session in sessions) == kit.workshop.model.minutes
    text = "\n".join(kit.pages("agenda", "-layout"))
    begun = re.findall(r"(?m)^ *(\d+):(\d\d)  .*?  +(\d+)  ", text)
    assert len(begun) == len(sessions)
    at = [int(hours) * 60 + int(minutes) for hours, minutes, _ in begun]
    assert [late - early for early, late in itertools.pairwise(at)] == [
        session.minutes for session in sessions[:-1]
    ]
    assert [int(minutes) for *_, minutes in begun] == [session.minutes for session in sessions]


def papers_of(manual: Manual, source: dict[str, Any], lang: str) -> dict[str, str]:
    """The papers of a workshop as they are set from, by name."""
    model = Workshop.model_validate_json(json.dumps(source), strict=True)
    workshop = Document("training", model, Origin("workshops/training.yml", lambda: ({}, {})))
    wanted = Wanted(manual, "full", Edition(title=Text({})), (lang,), DAY)
    return {
        paper.file.name: "".join(chapter.html for chapter in paper.book.chapters)
        for paper in papers(wanted, workshop)
    }


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_workshop_may_practise_every_case_of_the_manual(lang: str) -> None:
    manual = sound(ROOT, DAY)
    names = [case.name for document in manual.documents() for case in told_cases(document)]
    session = {"id": "all", "title": "x", "minutes": 999, "method": "walk", "cases": names}
    made = papers_of(manual, {"title": "x", "minutes": 999, "sessions": [session]}, lang)
    assert made["guide.pdf"].count('class="key"') == len(names)
    assert made["cards.pdf"].count("card-story") == len(names)
    assert made["workbook.pdf"].count("p-cases--") == len(names)


def test_a_workshop_may_have_a_session_alone(tmp_path: Path) -> None:
    manual = sound(small_manual(tmp_path / "small"), DAY)
    session = {"id": "one", "title": "x", "minutes": 5, "method": "plenary"}
    made = papers_of(manual, {"title": "x", "minutes": 5, "sessions": [session]}, "es")
    assert [*made] == [
        "agenda.pdf",
        "workbook.pdf",
        "guide.pdf",
        "attendance.pdf",
        "certificate.pdf",
    ]


def test_a_case_that_two_sessions_practise_has_one_number_and_one_card(tmp_path: Path) -> None:
    manual = sound(small_manual(tmp_path / "small"), DAY)
    names = ["who-answers.ours", "who-answers.not-ours"]
    sessions = [
        {"id": f"s{n}", "title": "x", "minutes": 5, "method": "walk", "cases": cases}
        for n, cases in enumerate([names, names[:1]])
    ]
    made = papers_of(manual, {"title": "x", "minutes": 10, "sessions": sessions}, "en")
    assert re.findall(r"<h3>(Case \d+)", made["guide.pdf"]) == ["Case 1", "Case 2", "Case 1"]
    assert made["cards.pdf"].count("card-story") == 2
    assert made["workbook.pdf"].count('id="p-cases--') == 2


# -- the guide and the workbook


def case_heads(kit: Kit) -> list[str]:
    return [kit.reading.say("Case {n}", n=n) for n in range(1, len(kit.keys) + 1)]


@pytest.mark.slow
def test_the_key_of_each_case_says_where_it_ends_and_why(kit: Kit) -> None:
    say = kit.reading.say
    text = without_frame(kit, "\n".join(kit.pages("guide", "-raw")))
    for key, part in zip(kit.keys, after(text, case_heads(kit)), strict=True):
        said = squeezed(part)
        assert {end.id for end in key.ends} == {*key.case.scenario.expect}
        assert squeezed(kit.reading.plain(key.case.scenario.story)) in said
        for end in key.ends:
            number = next(step.number for step in key.way if step.node is end)
            level = say(LEVELS[end.level]) if end.level else ""
            words_ = f"{number}{level}{kit.reading.node(end)}"
            assert squeezed(say("It ends with") + words_) in said
        assert squeezed(" → ".join(step.number for step in key.way)) in said
        for step in key.questions:
            assert squeezed(step.answer) in said
        for near in key.mixed_up:
            assert squeezed(near.answer) in said
            assert all(squeezed(kit.reading.node(end)) in said for end in near.ends)


@pytest.mark.slow
def test_the_pages_that_a_key_names_are_those_of_the_workbook(kit: Kit) -> None:
    say = kit.reading.say
    workbook = kit.pages("workbook")
    text = "\n".join(kit.pages("guide", "-layout"))
    heads = [rf"(?m)^ *{re.escape(head)}\b" for head in case_heads(kit)]
    starts = [next(re.finditer(head, text)).start() for head in heads]
    for key, start, end in zip(kit.keys, starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        page = re.escape(say("p."))
        first = re.search(rf"{page} (\d+)", part)
        assert first
        assert squeezed(kit.reading.plain(key.case.scenario.story)) in squeezed(
            workbook[int(first[1]) - 1]
        )
        table = part[part.index(say("Way")) :].partition(say("What people mix it up with"))[0]
        rows = re.findall(r"(?m)^ *(\d+(?:\.\d+)*)  .*?(\d+)$", table)
        assert [number for number, _ in rows] == [step.number for step in key.questions]
        for step, (_, on) in zip(key.questions, rows, strict=True):
            there = squeezed(workbook[int(on) - 1])
            number = step.number.rpartition(".")[2]
            assert squeezed(f"{number}{step.words}") in there, (key.case.name, step.number)
        ends = re.search(rf"(?s){re.escape(say('It ends with'))} .*?{page} (\d+)", part)
        assert ends
        there = workbook[int(ends[1]) - 1]
        last = key.way[-1].number
        assert re.search(rf"(?m)^{last}$", there), (key.case.name, last)
        assert squeezed(kit.reading.title(key.case.document)) in squeezed(there)


@pytest.mark.slow
def test_the_workbook_says_of_no_case_where_it_ends(kit: Kit) -> None:
    text = without_titles(kit, kit.text("workbook"))
    assert squeezed(kit.reading.plain(kit.keys[0].case.scenario.story)) in squeezed(text)
    ends = {kit.reading.node(end) for key in kit.keys for end in key.ends}
    told = {end for end in ends if re.search(rf"(?<!\w){re.escape(spaced(end))}(?!\w)", text)}
    assert told == set()


# -- cards


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def words_on(paper: Path) -> list[list[Word]]:
    """The words of each page, with their places."""
    done = subprocess.run(["pdftotext", "-bbox", paper, "-"], capture_output=True, check=True)
    form = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [
        [Word(text, *map(float, box)) for *box, text in re.findall(form, page)]
        for page in done.stdout.decode().split("</page>")[:-1]
    ]


def numbers_on(page: list[Word], case: str) -> list[int]:
    """The number of the case on each card of a page, 0 where there is none."""
    found = dict.fromkeys(PLACES, 0)
    for word, after_ in itertools.pairwise(page):
        if word.text == case and after_.text.isdigit():
            place = (int(word.left > WIDTH / 2), int(word.top > HEIGHT / 2))
            found[place] = int(after_.text)
    return [found[place] for place in PLACES]


@pytest.mark.slow
def test_the_back_of_each_card_lies_behind_its_front(kit: Kit) -> None:
    case = kit.reading.say("Case {n}", n="").strip()
    pages = [numbers_on(page, case) for page in words_on(kit.folder / "cards.pdf")]
    fronts, backs = pages[::2], pages[1::2]
    assert len(fronts) == len(backs)
    numbers = [number for front in fronts for number in front if number]
    assert numbers == [*range(1, len(kit.practice.cases) + 1)]
    for front, back in zip(fronts, backs, strict=True):
        assert [back[1], back[0], back[3], back[2]] == front


@pytest.mark.slow
def test_a_card_has_the_story_in_front_and_no_end_on_either_side(kit: Kit) -> None:
    text = without_titles(kit, kit.text("cards"))
    for key in kit.keys:
        assert squeezed(kit.reading.plain(key.case.scenario.story)) in squeezed(text)
        assert not any(spaced(kit.reading.node(end)) in text for end in key.ends)


LETTERS = (150, 155, 320, 560, 995, 1030, 1500, 4000)


def story_of(letters: int) -> str:
    """A story of about so many letters, whose last word says how many."""
    sentence = "María llega con su hermano Guillermo y pregunta cómo se renueva la autorización. "
    return f"{(sentence * 60)[: letters - 8].rpartition(' ')[0]} Fin{letters}."


@pytest.fixture(scope="module")
def long_stories(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    root = small_manual(tmp_path_factory.mktemp("kit") / "long")
    flow = root / "flows" / "who-answers.yml"
    cases = "".join(
        f'  - id: long-{letters}\n    story: {{es: "{story_of(letters)}", en: "x"}}\n'
        f"    answers: {{ours: yes}}\n    expect: here\n"
        for letters in LETTERS
    )
    flow.write_text(flow.read_text(encoding="utf-8") + cases, encoding="utf-8")
    workshop = root / W
    names = ", ".join(f"who-answers.long-{letters}" for letters in LETTERS)
    text = workshop.read_text(encoding="utf-8")
    workshop.write_text(text.replace("[who-answers.ours]", f"[{names}]"), encoding="utf-8")
    return made_in(root, "first-requests", "es")


@pytest.mark.slow
def test_a_long_story_has_a_sheet_of_its_own_and_nothing_is_cut(long_stories: Kit) -> None:
    pages = words_on(long_stories.folder / "cards.pdf")
    for letters in LETTERS:
        page, last = next(
            (page, word) for page in pages for word in page if word.text == f"Fin{letters}."
        )
        is_whole = len(story_of(letters)) > 1000
        column, row = (0, 0) if is_whole else (last.left > WIDTH / 2, last.top > HEIGHT / 2)
        wide, high = (WIDTH, HEIGHT) if is_whole else (WIDTH / 2, HEIGHT / 2)
        foot = min(
            word.top
            for word in page
            if word.text == "T-01" and (is_whole or (word.left > wide) == bool(column))
            and (is_whole or (word.top > high) == bool(row))
        )  # fmt: skip
        assert last.right < (column + 1) * wide - 20, letters
        assert last.bottom < foot, letters
        case = long_stories.reading.say("Case {n}", n="").strip()
        assert (sum(bool(number) for number in numbers_on(page, case)) == 1) or not is_whole


# -- what is filled in


@pytest.mark.slow
def test_the_certificate_has_three_fields_to_fill_in(kit: Kit) -> None:
    with pikepdf.open(kit.folder / "certificate.pdf") as pdf:
        assert len(pdf.pages) == 1
        fields = [*pdf.Root.AcroForm.Fields]
        assert len({str(field.T) for field in fields}) == len(fields) == 3
        assert {str(field.FT) for field in fields} == {"/Tx"}
        say = kit.reading.say
        assert [str(field.TU) for field in fields] == [say("Name"), say("Day"), say("Place")]
        assert all(not int(field.get("/Ff", 0)) & 1 for field in fields), "read-only"
        assert not any(str(field.get("/V", "")) for field in fields)


@pytest.mark.slow
def test_an_attendance_sheet_knows_nobody(kit: Kit) -> None:
    pages = kit.pages("attendance")
    dates = kit.workshop.model.dates
    text = spaced("\n".join(pages))
    rows = max(19, *(date.invited or 0 for date in dates)) if dates else 19
    assert len(re.findall(r"(?m)^\d+$", "\n".join(pages))) >= rows
    for date in dates:
        assert kit.reading.plain(date.place) in text
        assert kit.reading.say.date(date.on) in text


@pytest.mark.slow
def test_a_questionnaire_asks_each_question_once_at_each_of_its_moments(kit: Kit) -> None:
    form = kit.form
    text = "\n".join(kit.pages("assessment", "-raw"))
    # Names of columns would give answers away: they stand on the last sheets alone.
    title = kit.reading.say("For whoever copies the answers")
    before, _, copying = text.partition(title)
    for question in form.questions:
        assert squeezed(question.name) in squeezed(copying)
        assert question.case is None or squeezed(question.name) not in squeezed(before)
        asked = question.lead or question.ask
        assert squeezed(before).count(squeezed(asked)) >= len(question.moments)
    for question in form.questions:
        for words_ in (question.ask, question.lead, *(option.words for option in question.options)):
            assert squeezed(words_) in squeezed(text)


@pytest.mark.slow
def test_a_questionnaire_says_of_no_question_what_is_right(claim_kit: Kit) -> None:
    """Right answers stand neither always first nor marked: as many boxes as answers, all empty."""
    knowledge = [question for question in claim_kit.form.questions if question.is_knowledge]
    firsts = [question.options[0].id in question.right for question in knowledge]
    assert len(knowledge) > 5
    assert 0 < sum(firsts) < len(firsts)


# -- dates


def test_dates_are_a_calendar(tmp_path: Path) -> None:
    manual = sound(small_manual(tmp_path / "small"), DAY)
    [workshop] = manual.workshops
    assert DATES in kit_files(manual, workshop)
    text = dates_calendar(Reading(manual, "es"), workshop, "https://example.org/w").decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20261120T093000" in lines
    assert "DTEND:20261120T103000" in lines
    assert "SUMMARY:Primeras solicitudes" in lines
    assert "LOCATION:Ayuntamiento" in lines
    assert "URL:https://example.org/w" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_date_without_an_hour_takes_the_day(tmp_path: Path) -> None:
    root = small_manual(tmp_path / "small")
    text = (root / W).read_text(encoding="utf-8").replace('starts: "09:30", ', "")
    (root / W).write_text(text, encoding="utf-8")
    manual = sound(root, DAY)
    lines = dates_calendar(Reading(manual, "en"), manual.workshops[0], "").decode().split("\r\n")
    day = dt.date(2026, 11, 20)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}" in lines
    assert not any(line.startswith("URL") for line in lines)


# -- the command


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kit of two files that take no time."""
    files = {"agenda.pdf": b"first", "guide.pdf": b"second"}
    monkeypatch.setattr(kits, "kit", lambda *_: files)


@pytest.mark.usefixtures("quick")
def test_a_kit_is_written_again_over_itself_and_leaves_other_files(small: Path) -> None:
    add_training(small, "en", "pt")
    done = called("kit", "first-requests", cwd=small)
    assert done.returncode == 0, done.stderr
    folder = small / "kit-first-requests-en"
    (folder / "own.txt").write_text("mine", encoding="utf-8")
    assert called("kit", "first-requests", cwd=small).returncode == 0
    assert {file.name for file in folder.iterdir()} == {"agenda.pdf", "guide.pdf", "own.txt"}
    assert called("check", cwd=small).returncode == 0


@pytest.mark.usefixtures("quick")
def test_a_file_that_somebody_changed_is_not_written_over(small: Path, tmp_path: Path) -> None:
    add_training(small, "en", "pt")
    folder = tmp_path / "out"
    assert called("kit", "first-requests", "-o", folder, cwd=small).returncode == 0
    (folder / "guide.pdf").write_bytes(b"changed")
    (folder / "agenda.pdf").unlink()
    done = called("kit", "first-requests", "-o", folder, cwd=small)
    assert done.returncode == 2
    assert "guide.pdf" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert {file.name for file in folder.iterdir()} == {"guide.pdf"}
    assert (folder / "guide.pdf").read_bytes() == b"changed"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("second",), "first-requests"),
        (("first-requests", "--lang", "xx"), "xx"),
        (("first-requests", "-o", "manual.yml"), "manual.yml"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    small: Path, arguments: tuple[str, ...], said: str
) -> None:
    add_training(small, "en", "pt")
    done = called("kit", *arguments, cwd=small)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
