"""Briefs: parts of the manual in every format, their limit, their numbers, and who approved them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document as Word
from pptx import Presentation

from claim_manual.book.edition import Wanted, book, brief_book
from claim_manual.derived.brief_parts import KINDS, available
from claim_manual.derived.reading import Reading
from claim_manual.derived.written_numbers import amounts
from claim_manual.forms.fields import Fields
from claim_manual.model.brief import Brief
from claim_manual.model.edition import FULL
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.pages.briefs import brief_page
from claim_manual.pages.page import Online, Page
from claim_manual.pages.plain import lines, plain
from claim_manual.publish.report import sentence
from claim_manual.read import read_manual
from claim_manual.work.brief_limits import faults_of_length
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order
from claim_manual.work.revisions import changed_badly
from claim_manual.work.site_parts import site_pages
from conftest import DAY, called, committed
from test_reviews import ROUND
from training import add_training

PATH = "briefs/summary.yml"
HEAD = """\
title: {en: The board, pt: A direção}
kind: summary
audience: {en: the board, pt: a direção}
"""
PARTS = """\
parts:
  - title: {en: In short, pt: Em resumo}
    text:
      en: "We have {count:procedures} procedure and {count:flows} tree."
      pt: "Temos {count:procedures} procedimento e {count:flows} árvore."
  - of: state
  - of: phase:service
  - of: register:contacts
  - of: round:pilot
  - {of: changes, since: 2026-11-01}
"""


def put(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def with_brief(folder: Path, parts: str = PARTS, head: str = "") -> Path:
    put(folder, "reviews/pilot.yml", ROUND)
    put(folder, PATH, HEAD + head + parts)
    return folder


def manual_in(folder: Path) -> Manual:
    manual, _ = read_manual(folder)
    assert manual
    return manual


def found(folder: Path) -> list[Finding]:
    """What is wrong with briefs, editions and their approvals."""
    _, findings = judged(folder, DAY)
    return [
        one
        for one in findings
        if one.severity is not Severity.INFO and one.place.path.startswith(("briefs", "editions"))
    ]


def codes(folder: Path) -> list[str]:
    return [one.code for one in found(folder)]


def told(folder: Path, lang: str = "en") -> str:
    return "\n".join(sentence(one, words(lang)) for one in found(folder))


def said(page: Page) -> str:
    blocks = [plain(line) for line in lines(tuple(page.blocks), is_folded=True)]
    return "\n".join([page.title, *(plain(part.title) for part in page.sections), *blocks])


def made(folder: Path, lang: str) -> Page:
    manual = manual_in(folder)
    return brief_page(Reading(manual, lang), manual.briefs[0], Online())


# -- the page


def test_a_brief_says_what_the_manual_says_in_each_language(small: Path) -> None:
    with_brief(small)
    assert codes(small) == []
    english, portuguese = said(made(small, "en")), said(made(small, "pt"))
    assert "We have 1 procedure and 1 tree." in english
    assert "Temos 1 procedimento e 1 árvore." in portuguese
    assert "Executive summary, for: the board" in english
    assert "Draft, not approved yet." in english
    assert "1 procedure. Draft: 1." in english
    assert "S-01 Receive a request" in english
    assert "Help line (example)" in english
    assert "Comments considered: Pilot" in english
    assert "What changed since 1 November 2026" in english
    assert "First version." in english
    assert "O que mudou desde 1 de novembro de 2026" in portuguese


def test_the_site_lists_briefs_and_leads_to_each(small: Path) -> None:
    with_brief(small)
    pages = {
        (page.uri, page.lang): page.html for page in site_pages(manual_in(small), with_books=True)
    }
    assert 'href="summary/"' in pages["briefs/index", "en"]
    for ending in ("pdf", "docx", "pptx"):
        assert f"pdf/briefs/summary-pt.{ending}" in pages["briefs/summary", "pt"]


def test_a_manual_without_briefs_has_no_list_of_them(small: Path) -> None:
    uris = {page.uri for page in site_pages(manual_in(small), with_books=True)}
    assert not any(uri.startswith("briefs") for uri in uris)


def test_every_part_that_there_is_has_something_to_say(small: Path) -> None:
    with_brief(small)
    add_training(small, "en", "pt")
    put(
        small,
        "reference/validations.yml",
        "- {id: open-a, question: {en: Is it A?, pt: É A?}, asked_of: officer, blocking: true}\n",
    )
    procedure = small / "procedures/service/receive-request.yml"
    text = procedure.read_text(encoding="utf-8")
    indicators = "indicators:\n  - {name: {en: Days waited, pt: Dias de espera}}\n"
    procedure.write_text(text + indicators, encoding="utf-8")
    manual = manual_in(small)
    parts = available(manual)
    assert {of.partition(":")[0] for of in parts} == {*KINDS}
    put(small, PATH, HEAD + "parts:\n" + "".join(f"  - of: {of}\n" for of in parts))
    assert codes(small) == []
    page = made(small, "en")
    assert len([part for part in page.sections if part.level == 2]) == len(parts)
    for words_of_part in ("Is it A?", "Days waited", "Accepted", "Results: First requests"):
        assert words_of_part in said(page)


def test_open_comments_of_a_round_stand_in_its_part(small: Path) -> None:
    with_brief(small)
    text = ROUND.replace(
        "decision: rejected\n    why: {en: It is plain on purpose., pt: É simples de propósito.}",
        "decision: open",
    ).replace("closed_on: 2026-11-01\n", "")
    put(small, "reviews/pilot.yml", text)
    assert "The whole manual (An association)\nThe tone is cold." in said(made(small, "en"))


# -- files


def test_a_brief_is_a_pdf_a_word_file_slides_and_markdown(small: Path, tmp_path: Path) -> None:
    with_brief(small)
    for kind in ("pdf", "docx", "pptx", "md"):
        done = called("brief", "summary", "--format", kind, cwd=small)
        assert done.returncode == 0, done.stderr
        assert sorted(file.name for file in small.glob(f"summary-*.{kind}")) == [
            f"summary-en.{kind}",
            f"summary-pt.{kind}",
        ]
    assert (small / "summary-pt.pdf").read_bytes().startswith(b"%PDF-")
    document = Word(str(small / "summary-pt.docx"))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[0] == "A direção"
    assert any("Temos 1 procedimento" in text for text in paragraphs)
    assert any("Rascunho, ainda por aprovar." in text for text in paragraphs)
    slides = Presentation(str(small / "summary-pt.pptx")).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0] == "A direção"
    assert "Estado do manual" in titles
    assert len({*titles}) == len(titles)
    markdown = (small / "summary-en.md").read_text(encoding="utf-8")
    assert "## State of the manual" in markdown


def test_the_same_brief_is_the_same_bytes(small: Path) -> None:
    with_brief(small)
    for kind in ("pdf", "docx", "pptx"):
        both = []
        for _ in range(2):
            assert (
                called(
                    "brief", "summary", "-o", f"one.{kind}", "--lang", "en", cwd=small
                ).returncode
                == 0
            )
            both.append((small / f"one.{kind}").read_bytes())
        assert both[0] == both[1]


def test_a_brief_that_there_is_not_is_told_with_those_that_there_are(small: Path) -> None:
    with_brief(small)
    done = called("brief", "sumry", cwd=small)
    assert done.returncode == 2
    assert "summary" in done.stderr
    assert called("brief", "--list", cwd=small).stdout == "summary: The board\n"


def test_a_new_brief_is_sound_and_says_something(small: Path) -> None:
    assert called("new", "brief", "for-the-board", cwd=small).returncode == 0
    assert codes(small) == []
    assert called("brief", "for-the-board", "--lang", "pt", cwd=small).returncode == 0


# -- the limit


def lines_of(n: int, limit: int = 1) -> str:
    """A brief of so many lines, each a paragraph."""
    text = "".join(f"      {lang}: |\n" + "        A line.\n\n" * n for lang in ("en", "pt"))
    return f"pages: {limit}\nparts:\n  - text:\n{text}"


def over(folder: Path, n: int, limit: int = 1) -> list[Finding]:
    put(folder, PATH, HEAD + lines_of(n, limit))
    return faults_of_length(manual_in(folder), Order(folder, DAY))


def test_a_brief_at_its_limit_is_fine_and_a_line_more_is_told(small: Path) -> None:
    low, high = 10, 60  # lines that fit on a page, and that do not
    assert over(small, low) == []
    assert over(small, high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if over(small, middle) else (middle, high)
    assert over(small, low) == []
    faults = over(small, high + 4)
    assert [(one.code, one.severity) for one in faults] == [("too-many-pages", Severity.ERROR)] * 2
    assert {str(one.place) for one in faults} == {f"{PATH}:4:8"}
    english = [sentence(one, words("en")) for one in faults]
    assert "English: this has 2 pages, 1 more than the limit of 1" in english[0]
    assert "Português: this has 2 pages" in english[1]
    told_lines = re.search(r"about (\d+) lines", english[0])
    assert told_lines
    assert abs(int(told_lines[1]) - 5) <= 1
    assert "tem 2 páginas, mais 1 do que o limite de 1" in sentence(faults[0], words("pt"))
    assert "tiene 2 páginas, 1 más que el límite de 1" in sentence(faults[0], words("es"))


def test_what_is_too_long_in_one_language_is_told_of_that_alone(small: Path) -> None:
    text = lines_of(10).replace("      pt: |\n", "      pt: |\n" + "        A line.\n\n" * 60)
    put(small, PATH, HEAD + text)
    faults = faults_of_length(manual_in(small), Order(small, DAY))
    assert ["Português" in sentence(one, words("en")) for one in faults] == [True]


def test_a_site_is_not_built_with_a_brief_over_its_limit(small: Path) -> None:
    put(small, PATH, HEAD + lines_of(80))
    done = called("build", cwd=small)
    assert done.returncode == 1
    assert "too-many-pages" in done.stdout
    assert not (small / "site").exists()


def test_check_and_the_command_refuse_a_brief_over_its_limit(small: Path) -> None:
    put(small, PATH, HEAD + lines_of(80))
    done = called("check", cwd=small)
    assert done.returncode == 1
    assert f"{PATH}:4:8: error too-many-pages" in done.stdout
    made_now = called("brief", "summary", "-o", "one.pdf", cwd=small)
    assert made_now.returncode == 1
    assert "too-many-pages" in made_now.stdout
    assert not (small / "one.pdf").exists()
    put(small, PATH, HEAD + lines_of(80, 9))
    assert called("check", cwd=small).returncode == 0


def test_without_pango_it_is_said_that_nothing_was_measured(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claim_manual.model.finding import say

    monkeypatch.setattr("claim_manual.work.brief_limits.obstacle", lambda: say("no Pango"))
    faults = over(small, 80)
    assert [(one.code, one.severity) for one in faults] == [("unmeasured-brief", Severity.INFO)]


# -- parts that are wrong

WRONG = [
    ("of: actions", "unknown-part", "There are: phase:…, register:…"),
    ("of: stat", "unknown-part", "Did you mean “state”?"),
    ("of: phase:servicee", "unknown-part", "Did you mean “phase:service”?"),
    ("of: Phase service", "unknown-part", "Did you mean “phase:…”?"),
    ("of: phase", "unknown-part", "There are: phase:service."),
    ("of: round:nothing", "unknown-part", "There are: round:pilot."),
    ("of: results:nothing", "unknown-part", "There is none yet."),
    ("of: register:laws", "unknown-part", "register:contacts"),
    ("of: state:all", "unknown-part", "Write of: state alone."),
    ("{}", "unclear-part", "Add text:"),
    ("{of: state, text: {en: A, pt: A}}", "unclear-part", "Make two parts of it"),
    ("{of: state, since: 2026-01-01}", "unclear-part", "Write of: changes"),
    ("of: indicators", "empty-part", "Take the part out"),
    ('text: {en: "{count:procedure}", pt: x}', "unknown-count", "Write “{count:procedures}”."),
    ('text: {en: "{Count: procedures}", pt: x}', "unknown-count", "Write “{count:procedures}”."),
    ('text: {en: "{count:xxxxx}", pt: x}', "unknown-count", "There are: pages, procedures"),
]


@pytest.mark.parametrize(("part", "code", "hint"), WRONG, ids=[row[0] for row in WRONG])
def test_a_part_that_is_wrong_is_told_where_it_stands_and_what_there_is(
    small: Path, part: str, code: str, hint: str
) -> None:
    with_brief(small, f"parts:\n  - {part}\n")
    assert codes(small) == [code]
    assert found(small)[0].place.line == 5
    assert hint in told(small)
    assert told(small, "pt") != told(small, "en") != told(small, "es")


def test_a_count_in_the_title_of_a_brief_is_told(small: Path) -> None:
    with_brief(small)
    put(small, PATH, HEAD.replace("The board", '"The {count:pages}"') + PARTS)
    assert codes(small) == ["unknown-count"]
    assert "the titles of parts alone" in told(small)


def test_a_manual_with_a_part_that_is_not_there_is_no_traceback(small: Path) -> None:
    with_brief(small, "parts:\n  - of: nothing\n")
    for command in (["check"], ["brief", "summary"], ["build", "--no-pdf"]):
        done = called(*command, cwd=small)
        assert done.returncode == 1
        assert "unknown-part" in done.stdout


def test_a_file_with_an_error_brings_no_findings_about_what_is_taken_from_it(small: Path) -> None:
    parts = 'parts:\n  - of: register:contacts\n  - text: {en: "{count:contacts} 77", pt: x}\n'
    with_brief(small, parts)
    put(small, "reference/contacts.yml", '- id: helpdesk\n  phone: "144\n')
    assert codes(small) == []


# -- numbers


def numbers_told(folder: Path, text: str, more: str = "") -> list[str]:
    body = f'parts:\n  - text:\n      en: "{text}"\n      pt: "x"\n{more}'
    with_brief(folder, body)
    return [
        str(one.message.gaps["number"]) for one in found(folder) if one.code == "unsourced-number"
    ]


def test_a_number_without_a_source_is_told_with_its_place(small: Path) -> None:
    text = "There were 437 people and {count:pages} pages."
    with_brief(small, f"parts:\n  - text:\n      en: {text}\n      pt: x\n")
    finding = next(one for one in found(small) if one.code == "unsourced-number")
    assert str(finding.place) == f"{PATH}:6:22"
    assert finding.severity is Severity.WARNING
    assert "437" in sentence(finding, words("pt"))
    assert [one.code for one in found(small)] == ["unsourced-number"]


def test_a_number_stands_in_a_part_or_in_what_the_words_link_to(small: Path) -> None:
    put(
        small,
        "reference/laws.yml",
        '- {id: law-a, title: {en: "Act 23/2007", pt: "Lei 23/2007"}, number: 23/2007}\n',
    )
    assert numbers_told(small, "By Act 23/2007.") == ["23/2007"]
    assert numbers_told(small, "By [Act 23/2007](law:law-a).") == []
    assert numbers_told(small, "By Act 23/2007.", "  - of: register:laws\n") == []
    assert numbers_told(small, "By [the tree](flow:who-answers) 77.") == ["77"]
    assert numbers_told(small, "2 comments.", "  - of: round:pilot\n") == ["2"]
    assert numbers_told(small, "1 accepted.", "  - of: round:pilot\n") == []


AMOUNTS = [
    ("en", "437 people, 1,200 euros and 2.5 %", ["437", "1200", "2.5"]),
    ("pt", "1 200 pessoas, 1.200 euros, 2,5 %", ["1200", "1200", "2.5"]),
    ("pt", "em 21 de novembro de 2026, desde 2025, em 2026-11-21 e 21/11/2026", []),
    ("en", "on 21 November 2026, since 2025 (2024), Plan 2027", []),
    ("en", "1950 people", ["1950"]),
    ("en", "GC-06, AD-10, A4, [12](law:x-99), {count:pages}, https://a.pt/44", ["12"]),
    ("en", "1. first\n2. second", []),
    ("en", "from 3-6 months", ["3", "6"]),
    ("pt", "**Lei n.º 61/2025** e o artigo 5.º", ["61/2025", "5"]),
]


@pytest.mark.parametrize(("lang", "text", "values"), AMOUNTS, ids=[row[1] for row in AMOUNTS])
def test_what_counts_as_a_number(lang: str, text: str, values: list[str]) -> None:
    assert [number.value for number in amounts(words(lang), text)] == values


# -- approvals

APPROVED = 'version: "1.0"\napprovals: [{by: officer, on: 2026-11-20, version: "1.0"}]\n'


def test_an_approval_stands_on_page_pdf_word_and_slides(small: Path) -> None:
    with_brief(small, head=APPROVED)
    line = "Approved by Officer on 20 November 2026, version 1.0."
    assert line in said(made(small, "en"))
    assert "Aprovado por: Técnico/a, em 20 de novembro de 2026, versão 1.0." in said(
        made(small, "pt")
    )
    manual = manual_in(small)
    edition = manual.edition(FULL)
    assert edition
    printed = brief_book(Wanted(manual, FULL, edition, ("en",), DAY), manual.briefs[0])
    assert line in printed.chapters[0].html
    for kind in ("docx", "pptx"):
        assert (
            called("brief", "summary", "--lang", "en", "-o", f"a.{kind}", cwd=small).returncode == 0
        )
    assert line in "\n".join(paragraph.text for paragraph in Word(str(small / "a.docx")).paragraphs)
    first = Presentation(str(small / "a.pptx")).slides[0]
    assert line in "\n".join(
        shape.text_frame.text for shape in first.shapes if shape.has_text_frame
    )


def test_an_approval_of_an_earlier_version_leaves_a_draft(small: Path) -> None:
    with_brief(small, head=APPROVED.replace('version: "1.0"\n', 'version: "1.1"\n', 1))
    text = said(made(small, "en"))
    assert "Draft, not approved yet." in text
    assert "Version 1.0 was approved by Officer on 20 November 2026." in text


def test_a_body_approves_by_its_name_in_each_language(small: Path) -> None:
    head = "approvals: [{by: {en: The council, pt: O conselho}, on: 2026-11-20, note: {en: Print it., pt: Imprima-se.}}]\n"
    with_brief(small, head=head)
    assert "Approved by The council on 20 November 2026. Print it." in said(made(small, "en"))


DOUBTS = [
    ("{by: nobody, on: 2026-11-20}", "unknown-reference"),
    ("{by: oficer, on: 2026-11-20}", "unknown-reference"),
    ("{by: officer, on: 2027-01-01}", "doubtful-approval"),
    ("{by: {en: ana@example.org, pt: ana@example.org}, on: 2026-11-20}", "doubtful-approval"),
]


@pytest.mark.parametrize(("approval", "code"), DOUBTS, ids=[row[0] for row in DOUBTS])
def test_an_approval_in_doubt_is_told(small: Path, approval: str, code: str) -> None:
    with_brief(small, head=f"approvals: [{approval}]\n")
    assert codes(small) == [code]
    put(small, PATH, HEAD + PARTS)
    edition = "title: {en: Short, pt: Curta}\n" + f"approvals: [{approval}]\n"
    put(small, "editions/short.yml", edition)
    assert codes(small) == [code]


def test_a_role_that_only_approves_is_used(small: Path) -> None:
    roles = small / "reference/roles.yml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text(
        text + "- {id: council, name: {en: Council, pt: Conselho}}\n", encoding="utf-8"
    )
    _, findings = judged(small, DAY)
    assert "unused-role" in {one.code for one in findings}
    with_brief(small, head="approvals: [{by: council, on: 2026-11-20}]\n")
    _, findings = judged(small, DAY)
    assert "unused-role" not in {one.code for one in findings}


def test_an_edition_shows_its_approval_on_the_cover_of_book_and_word(small: Path) -> None:
    settings = small / "manual.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\nversion: "1.0"\n', encoding="utf-8"
    )
    put(
        small,
        "editions/short.yml",
        'title: {en: Short, pt: Curta}\napprovals: [{by: officer, on: 2026-11-20, version: "1.0"}]\n',
    )
    assert codes(small) == []
    manual = manual_in(small)
    edition = manual.edition("short")
    assert edition
    line = "Approved by Officer on 20 November 2026, version 1.0."
    cover = book(Wanted(manual, "short", edition, ("en",), DAY)).chapters[0].html
    assert line in cover
    done = called("docx", "--edition", "short", "--lang", "en", "-o", "short.docx", cwd=small)
    assert done.returncode == 0, done.stderr
    document = Word(io.BytesIO((small / "short.docx").read_bytes()))
    assert line in "\n".join(paragraph.text for paragraph in document.paragraphs)


# -- what changes after an approval

NEW_WORDS = HEAD.replace("The board", "Our board")
AGAIN = APPROVED.replace('version: "1.0"\n', 'version: "1.1"\n', 1)
APPROVED_AGAIN = AGAIN.replace(
    'version: "1.0"}]', 'version: "1.0"}, {by: officer, on: 2026-11-21, version: "1.1"}]'
)
CHANGES = [
    ("other words under the same version", HEAD + APPROVED, NEW_WORDS + APPROVED, {"unversioned-change"}),
    ("a new version", HEAD + APPROVED, NEW_WORDS + AGAIN, set()),
    ("written and approved at once", HEAD + APPROVED, NEW_WORDS + APPROVED_AGAIN, {"hasty-approval"}),
    ("approved by itself", NEW_WORDS + AGAIN, NEW_WORDS + APPROVED_AGAIN, set()),
    ("another limit alone", HEAD + APPROVED + "pages: 2\n", HEAD + APPROVED + "pages: 3\n", set()),
    ("nobody approved it", HEAD, NEW_WORDS, set()),
    ("other quotes", HEAD + APPROVED, HEAD.replace("The board", '"The board"') + APPROVED, set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_an_approved_brief_does_not_change_in_silence(
    small: Path, before: str, after: str, expected: set[str]
) -> None:
    put(small, PATH, before + "parts: [{of: state}]\n")
    committed(small)
    put(small, PATH, after + "parts: [{of: state}]\n")
    assert {one.code for one in changed_badly(small, "main")} == expected


def test_an_approved_edition_does_not_change_in_silence(small: Path) -> None:
    settings = small / "manual.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\nversion: "1.0"\n', encoding="utf-8")
    put(
        small,
        "editions/short.yml",
        'title: {en: Short, pt: Curta}\napprovals: [{by: officer, on: 2026-11-20, version: "1.0"}]\n',
    )
    committed(small)
    procedure = small / "procedures/service/receive-request.yml"
    changed = procedure.read_text(encoding="utf-8").replace("Receive a request", "Take a request")
    procedure.write_text(changed, encoding="utf-8")
    told_now = changed_badly(small, "main")
    assert [(one.code, one.place.path) for one in told_now] == [
        ("unversioned-change", "editions/short.yml")
    ]
    assert "S-01" in sentence(told_now[0], words("en"))
    settings.write_text(f'{text}\nversion: "1.1"\n', encoding="utf-8")
    assert changed_badly(small, "main") == []


# -- forms


def test_in_forms_a_part_is_chosen_by_its_name(small: Path) -> None:
    fields = Fields(Reading(manual_in(with_brief(small)), "en"))
    keys = {field["name"]: field for field in fields.of(Brief)}
    parts = {field["name"]: field for field in keys["parts"]["fields"]}
    assert parts["of"]["options"] == "part"
    options = {option["value"]: option["label"] for option in fields.choices()["part"]}
    assert options["phase:service"] == "Service (phase:service)"
    assert options["round:pilot"] == "Pilot (round:pilot)"
    assert options["register:contacts"] == "Contacts (register:contacts)"
    assert options["state"] == "State of the manual (state)"
    assert keys["pages"]["widget"] == "number"
    assert keys["approvals"]["widget"] == "list"
