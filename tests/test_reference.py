"""What stands once in reference/ and shows on pages: time limits, open questions, sheets, terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claim_manual.check.texts.sentences import sentences
from claim_manual.derived.navigation import navigation
from claim_manual.model.finding import Severity
from claim_manual.model.manual import Manual
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, printed_html, run

P = "procedures/service/receive-request.yml"
VALIDATIONS = """\
- id: who-signs
  question: {en: Who signs?, pt: Quem assina?}
  asked_of: officer
  warning: {en: Nobody knows who signs., pt: Não se sabe quem assina.}
- id: which-form
  question: {en: Which form?, pt: Que modelo?}
  asked_of: officer
  blocking: true
"""
DEADLINES = """\
- id: reply
  text: {en: Reply within 5 days, pt: Responder em 5 dias}
  kind: legal
  basis: act
  article: "7"
  evidence: background
  warning: {en: Ask a lawyer., pt: Pergunte a um jurista.}
"""
LAWS = "- {id: act, title: Act 1}\n"
SHEET = "# Slip\n\nName: ______________\n\n[ ] told   [x] kept\n\n---\n"


def add(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(old + text, encoding="utf-8")


def read(folder: Path) -> Manual:
    manual, found = judged(folder, DAY)
    grave = [one for one in found if one.severity is not Severity.INFO]
    assert grave == [], [str(one.place) + one.code for one in grave]
    assert manual
    return manual


def page(folder: Path, path: str) -> str:
    pages = site_pages(read(folder), with_books=False)
    return next(one.html for one in pages if (one.uri, one.lang) == (path, "en"))


def test_a_page_shows_what_it_waits_for_until_there_is_an_answer(small: Path) -> None:
    add(small, "reference/validations.yml", VALIDATIONS)
    add(small, P, "unconfirmed: [who-signs, which-form]\n")
    shown = page(small, P.removesuffix(".yml"))
    assert "Nobody knows who signs" in shown
    assert re.search(r'href="#unconfirmed"', shown)
    assert re.search(r"reference/validations/#who-signs", shown)
    assert "Nobody knows who signs" in printed_html(read(small), "en")
    file = small / "reference/validations.yml"
    asked = file.read_text(encoding="utf-8")
    file.write_text(
        asked.replace("  warning", "  answered_on: 2026-11-20\n  warning"), encoding="utf-8"
    )
    assert "Nobody knows who signs" not in page(small, P.removesuffix(".yml"))


def test_the_state_has_blocking_questions_first_with_the_pages_that_wait(small: Path) -> None:
    add(small, "reference/validations.yml", VALIDATIONS)
    add(small, P, "unconfirmed: [which-form]\n")
    shown = page(small, "state")
    assert shown.index("Which form") < shown.index("Who signs")
    first = shown[shown.index("To be confirmed first") : shown.index("Who signs")]
    assert "S-01" in first
    assert "https&#58;//example.org/help" in shown or "https://example.org/help" in shown


def test_a_page_that_waits_cannot_be_approved(small: Path) -> None:
    add(small, "reference/validations.yml", VALIDATIONS)
    add(small, P, "unconfirmed: [who-signs, which-form]\napproved: {by: officer, on: 2026-11-01}\n")
    file = small / P
    text = file.read_text(encoding="utf-8").replace("status: draft", "status: approved")
    file.write_text(text, encoding="utf-8")
    _, found = judged(small, DAY)
    grave = [one for one in found if one.code == "unconfirmed-page"]
    assert [one.severity for one in grave] == [Severity.ERROR]
    assert grave[0].place.line == len(text.split("unconfirmed")[0].split("\n"))


def test_a_time_limit_stands_once_with_law_evidence_and_warning(small: Path) -> None:
    add(small, "reference/deadlines.yml", DEADLINES)
    add(small, "reference/laws.yml", LAWS)
    add(small, P, "time_limits: [{deadline: reply}]\n")
    for shown in (page(small, P.removesuffix(".yml")), page(small, "reference/deadlines")):
        for words in (
            "Reply within 5 days",
            "Act 1",
            "article 7",
            "to be confirmed",
            "Ask a lawyer",
        ):
            assert words in shown
    assert "S-01" in page(small, "reference/deadlines")
    printed = printed_html(read(small), "pt")
    assert printed.count("Responder em 5 dias") == 2
    assert "Pergunte a um jurista" in printed


def test_a_time_limit_that_is_not_there_is_an_error(small: Path) -> None:
    add(small, "reference/deadlines.yml", DEADLINES)
    add(small, "reference/laws.yml", LAWS)
    add(small, P, "time_limits: [{deadline: replies}]\n")
    _, found = judged(small, DAY)
    assert [one.code for one in found if one.severity is Severity.ERROR] == ["unknown-reference"]


def test_a_form_has_a_sheet_with_blanks_boxes_and_lines(small: Path) -> None:
    add(small, "reference/forms.yml", "- {id: slip, title: Slip, template: slip}\n")
    for lang in ("en", "pt"):
        add(small, f"reference/forms/slip.{lang}.md", SHEET)
    shown = page(small, "reference/forms/slip")
    assert "cm-blank--middle" in shown
    assert shown.count("cm-box") == 1
    assert "<hr" in shown
    assert "[x] kept" in shown
    assert "cm-blank" in printed_html(read(small), "en")


def test_a_list_in_other_languages_is_one_to_point_at(small: Path) -> None:
    pointed = "- [ ] [বাংলা](lang:bn) Bengali\n- [ ] [اردو](lang:ur) Urdu\n"
    for name, text in (("card", pointed), ("mixed", f"{pointed}- [ ] None\n")):
        title = f"{{en: {name}, pt: {name}}}"
        add(small, "reference/forms.yml", f"- {{id: {name}, title: {title}, template: {name}}}\n")
        for lang in ("en", "pt"):
            add(small, f"reference/forms/{name}.{lang}.md", text)
    shown = page(small, "reference/forms/card")
    assert '<ul class="cm-pointed">' in shown
    assert '<span lang="bn" dir="ltr">বাংলা</span> Bengali' in shown
    assert '<span lang="ur" dir="rtl">اردو</span> Urdu' in shown
    assert "cm-pointed" not in page(small, "reference/forms/mixed")
    made = printed_html(read(small), "en")
    assert made.count('<ul class="pointed">') == 1
    assert '<span lang="ur" dir="rtl">اردو</span> Urdu' in made


def test_words_in_another_language_are_no_words_of_the_texts_own(small: Path) -> None:
    add(
        small,
        "docs/words.en.md",
        "# Words\n\nSay [Bom dia](lang:pt), not [hello](flow:who-answers).\n",
    )
    add(small, "docs/words.pt.md", "# Palavras\n")
    words = [one.text for one in sentences(read(small)) if one.place.path == "docs/words.en.md"]
    assert words == ["Words", "Say , not hello."]


def test_a_warning_and_sources_of_a_step_are_seen(small: Path) -> None:
    add(small, "reference/sources.yml", "- {id: s1, title: A page}\n")
    file = small / P
    text = file.read_text(encoding="utf-8")
    new = "    role: officer\n    warning: {en: Changed., pt: Mudou.}\n    sources: [s1]\n"
    file.write_text(text.replace("    role: officer\n", new, 1), encoding="utf-8")
    shown = page(small, P.removesuffix(".yml"))
    assert "Changed" in shown
    assert re.search(r"reference/sources/#s1", shown)
    assert "Mudou" in printed_html(read(small), "pt")


def test_words_to_say_show_the_further_languages_they_have(small: Path) -> None:
    file = small / P
    text = file.read_text(encoding="utf-8")
    where = text.index("    say:\n") + len("    say:\n")
    file.write_text(text[:where] + "      ar: أهلا\n" + text[where:], encoding="utf-8")
    shown = page(small, P.removesuffix(".yml"))
    assert 'lang="ar"' in shown
    assert "أهلا" in shown
    assert "العربية" in shown


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (P, "S-01", "S-01"),
        ("docs/index.en.md", "\n", "\nAsk the Punter first.\n"),
    ],
)
def test_forms_that_the_glossary_avoids_are_told(
    small: Path, path: str, old: str, new: str
) -> None:
    add(small, "reference/glossary.yml", AVOIDING)
    file = small / path
    text = file.read_text(encoding="utf-8").replace(old, new, 1)
    if path == P:
        text = re.sub(r"(summary:\n(?:  .*\n)*?  pt: )\S.*", r"\1O freguês espera.", text, count=1)
    file.write_text(text, encoding="utf-8")
    _, found = judged(small, DAY)
    told = [one for one in found if one.code == "avoided-term"]
    assert [one.severity for one in told] == [Severity.WARNING]
    assert told[0].place.path == path
    line = file.read_text(encoding="utf-8").split("\n")[told[0].place.line - 1]
    assert "freguês" in line or "Punter" in line


def test_sentences_lists_the_long_ones_first(small: Path) -> None:
    long = "This sentence " + "goes on and on " * 7 + "to its end."
    longer = "This other one " + "goes on and on " * 8 + "to its end."
    add(small, "docs/index.en.md", f"\n{long} {longer} Short.\n")
    done = run("sentences", "--lang", "en", cwd=small)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "This other one" in lines[0]
    assert "This sentence" in lines[1]
    assert lines[0].startswith("docs/index.en.md:")
    assert "Short." not in done.stdout
    assert run("sentences", "--lang", "xx", cwd=small).returncode == 2


AVOIDING = """\
- id: client
  term: {en: client, pt: utente}
  avoid: {en: [punter], pt: [freguês]}
"""


def told_of(folder: Path) -> list[tuple[str, int]]:
    _, found = judged(folder, DAY)
    return [(one.place.path, one.place.line) for one in found if one.code == "avoided-term"]


def test_an_avoided_form_in_the_address_of_a_link_or_in_part_of_a_word_is_no_word(
    small: Path,
) -> None:
    add(small, "reference/glossary.yml", AVOIDING)
    add(small, "docs/index.en.md", "\nSee [the list](https://example.org/punter), punterish.\n")
    assert told_of(small) == []


def test_an_avoided_form_is_told_on_its_own_line_of_a_long_text(small: Path) -> None:
    add(small, "reference/glossary.yml", AVOIDING)
    add(small, P, "purpose:\n  en: |\n    First.\n\n    - one punter\n  pt: Um.\n")
    lines = (small / P).read_text(encoding="utf-8").split("\n")
    assert told_of(small) == [(P, lines.index("    - one punter") + 1)]


def test_pages_of_a_folder_stand_together_under_its_index_page(small: Path) -> None:
    for lang in ("en", "pt"):
        add(small, f"docs/guide/index.{lang}.md", "# Guidance\n")
        add(small, f"docs/guide/first.{lang}.md", "# First\n")
        add(small, f"docs/loose.{lang}.md", "# Loose\n")
        add(small, f"docs/other/lone.{lang}.md", "# Lone\n")
    sections = {one.title: one for one in navigation(read(small), "en")}
    assert sections["Guidance"].overview == "guide/index"
    assert [one.uri for one in sections["Guidance"].parts] == ["guide/first"]
    assert sections["Loose"].uri == "loose"
    assert sections["Lone"].uri == "other/lone"
    assert "First" not in sections


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Onde vai dormir? – “here”", []),
        ("Українська", ["NotoSans"]),
        ("हिन्दी", ["NotoSans"]),
        ("العربية", ["NotoSansArabic"]),
        ("বাংলা, ਪੰਜਾਬੀ", ["NotoSansBengali", "NotoSansGurmukhi"]),
        ("中文", ["NotoSansSC"]),
    ],
)
def test_the_book_loads_the_scripts_that_its_words_need_and_no_other(
    small: Path, text: str, families: list[str]
) -> None:
    add(small, "docs/words.en.md", f"# Words\n\n{text}\n")
    add(small, "docs/words.pt.md", "# Palavras\n")
    made = printed_html(read(small), "en")
    assert re.findall(r'url\("font:(Noto\w+)"\)', made) == families


def test_a_contact_that_nobody_confirmed_does_not_look_verified(small: Path) -> None:
    shown = page(small, "reference/contacts")
    assert "Not seen in any source" in shown
    add(small, "reference/contacts.yml", "  verified_on: 2026-11-21\n")
    shown = page(small, "reference/contacts")
    assert "nobody has confirmed it" in shown
    assert "Verified on" not in shown
