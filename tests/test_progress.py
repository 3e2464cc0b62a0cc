"""Progress of the work: one page for the team, from git, histories, registers and rounds of review."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser

from conftest import DAY, called, git

BEFORE, AFTER = "2026-11-02T09:00:00+00:00", "2026-11-16T09:00:00+00:00"
AUTHOR = "Fulana de Tal"
ROUND = """\
title: {en: First draft, pt: Primeira versão}
opened_on: 2026-11-01
remarks:
  - id: time
    from: {en: A local centre, pt: Um centro local}
    on: receive-request
    comment: {en: Ten minutes are not enough., pt: Dez minutos não chegam.}
    decision: open
  - id: tone
    from: {en: An association, pt: Uma associação}
    comment: {en: The tone is cold., pt: O tom é frio.}
    decision: open
  - id: plain
    from: {en: An association, pt: Uma associação}
    comment: {en: It is too plain., pt: É simples de mais.}
    decision: rejected
    why: {en: It is plain on purpose., pt: É simples de propósito.}
"""
WORKSHOP_DATES = """\
dates:
  - id: porto
    on: 2026-11-30
    place: {en: Porto, pt: Porto}
    centres: 8
    invited: 16
  - id: faro
    on: 2026-11-18
    place: {en: Faro, pt: Faro}
    attended: 14
"""


def commit(folder: Path, day: str, message: str = "second") -> None:
    """All that is there, as committed on a day by somebody with a name."""
    who = {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
    names = ("-c", f"user.name={AUTHOR}", "-c", "user.email=fulana@example.org")
    subprocess.run(
        ["git", "-C", str(folder), *names, "commit", "--quiet", "--all", "--message", message],
        check=True,
        env=os.environ | who,
    )


def begun(folder: Path) -> Path:
    """The folder in git, from the first of the days on."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    commit(folder, BEFORE, "first")
    return folder


@pytest.fixture
def kept(small: Path) -> Path:
    """The small manual in git since the first of the days."""
    return begun(small)


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Other words in a file."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(folder: Path, *options: str) -> str:
    """The page as the command shows it, in the words of one line."""
    done = called("progress", "--lang", "en", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, *options: str) -> str:
    """The one line that the command ends with."""
    done = called("progress", *options, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


PAGE = "procedures/service/receive-request.yml"
LISTEN = 'en: "Listen to the whole request"'


def revise(folder: Path) -> None:
    """A page changes, with a line of its history; a contact is added and a register entry changes."""
    change(folder, PAGE, LISTEN, 'en: "Listen until the end"')
    change(folder, PAGE, 'version: "0.1"\nowner', 'version: "0.2"\nowner')
    line = 'history:\n  - {version: "0.2", date: 2026-11-16, change: {en: Listening has no end., pt: Ouve-se até ao fim.}}'
    change(folder, PAGE, "history:", line)
    file = folder / "reference" / "contacts.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        f"{text}- {{id: second, name: {{en: Second line, pt: Segunda linha}}, phone: '112', status: ok}}\n",
        encoding="utf-8",
    )


# -- what changed


def test_a_changed_page_is_told_with_version_history_and_what_is_otherwise(kept: Path) -> None:
    revise(kept)
    commit(kept, AFTER)
    said = told(kept, "--since", "2026-11-10")
    assert "Pages changed: 1\n" in said
    assert "New versions: 1\n" in said
    assert "• S-01 Receive a request (version 0.2, was 0.1)\n  Listening has no end.\n" in said
    assert "Listen until the end (was Listen to the whole request)" in said
    assert "Added (1): Second line" in said


def test_a_page_that_was_only_looked_at_says_so(kept: Path) -> None:
    change(kept, PAGE, "verified_on: 2026-11-21", "verified_on: 2026-11-20")
    said = told(kept, "--since", "2026-11-10")
    assert "Verified: 20 November 2026 (was 21 November 2026)" in said


def test_files_that_are_not_committed_count(kept: Path) -> None:
    change(kept, PAGE, LISTEN, 'en: "Listen until the end"')
    assert "Listen until the end (was" in told(kept, "--since", "2026-11-10")


def test_the_day_itself_counts(kept: Path) -> None:
    revise(kept)
    commit(kept, AFTER)
    assert "Pages changed: 1\n" in told(kept, "--since", "2026-11-16")
    assert "Nothing has changed since 17 November 2026." in told(kept, "--since", "2026-11-17")


def test_a_week_is_meant_where_nothing_is_said(kept: Path) -> None:
    revise(kept)
    commit(kept, AFTER)
    assert told(kept) == told(kept, "--since", "7d") == told(kept, "--since", "1w")
    assert "Pages changed: 1\n" in told(kept)


def test_a_revision_may_be_named(kept: Path) -> None:
    git(kept, "tag", "v0.1")
    revise(kept)
    commit(kept, AFTER)
    assert "2 November 2026 to" in told(kept, "--since", "v0.1").split("\n")[0]
    assert "Pages changed: 1\n" in told(kept, "--since", "v0.1")
    assert "Nothing has changed since 16 November 2026." in told(kept, "--since", "HEAD")


def test_a_page_that_is_new_and_one_that_is_gone(kept: Path) -> None:
    text = (kept / PAGE).read_text(encoding="utf-8")
    new = kept / "procedures" / "service" / "second-page.yml"
    new.write_text(text.replace("S-01", "S-02").replace("Receive a request", "Hand over"), "utf-8")
    git(kept, "add", "--all")
    commit(kept, AFTER)
    said = told(kept, "--since", "2026-11-10")
    assert "Pages added: 1\n" in said
    assert "• Service (1): S-02 Hand over\n" in said
    new.unlink()
    commit(kept, "2026-11-18T09:00:00+00:00")
    said = told(kept, "--since", "2026-11-17")
    assert "Pages removed: 1\n" in said
    assert "S-02 Hand over" in said


def test_approvals_are_told_with_role_and_day(kept: Path) -> None:
    approved = "status: approved\napproved: {by: officer, on: 2026-11-17}"
    change(kept, PAGE, "status: draft", approved)
    said = told(kept, "--since", "2026-11-10")
    assert "Pages approved: 1\n" in said
    assert "• S-01 Receive a request: Officer, 17 November 2026\n" in said
    assert "Pages approved: 0\n" in told(kept, "--since", "2026-11-18")


def test_each_of_a_hundred_entries_is_named_in_a_folded_list(kept: Path) -> None:
    rows = [f"- {{id: n{n}, name: Line {n}, phone: '112', status: ok}}\n" for n in range(100)]
    file = kept / "reference" / "contacts.yml"
    file.write_text(file.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8")
    html = told(kept, "--since", "2026-11-10", "--format", "html")
    assert "<summary>Added (100)</summary>" in html
    assert all(f"Line {n}" in html for n in range(100))
    mail = told(kept, "--since", "2026-11-10", "--format", "mail")
    assert "Added (100)" in mail
    assert "Line 50" not in mail
    assert "Long lists are only counted in this mail" in mail


def test_many_values_of_a_page_are_counted_by_its_parts(kept: Path) -> None:
    for old, new in (
        (LISTEN, 'en: "Hear the request"'),
        ("Good morning", "Good day"),
        ("Say what happens next, in writing", "Write down what happens next"),
        ("Person referred", "Person sent on"),
    ):
        change(kept, PAGE, old, new)
    assert "Changed: Steps (4)" in told(kept, "--since", "2026-11-10")


def test_what_a_branch_brought_counts_from_the_day_it_was_merged(kept: Path) -> None:
    git(kept, "switch", "--quiet", "--create", "words")
    change(kept, PAGE, LISTEN, 'en: "Listen until the end"')
    commit(kept, "2026-11-03T09:00:00+00:00")
    git(kept, "switch", "--quiet", "main")
    who = {"GIT_COMMITTER_DATE": AFTER, "GIT_AUTHOR_DATE": AFTER}
    git(kept, "config", "user.name", "x")
    git(kept, "config", "user.email", "x@example.org")
    subprocess.run(
        ["git", "-C", str(kept), "merge", "--quiet", "--no-ff", "-m", "merged", "words"],
        check=True,
        env=os.environ | who,
    )
    assert "Pages changed: 1\n" in told(kept, "--since", "2026-11-10")
    assert "Pages changed: 0\n" in told(kept, "--since", "2026-11-17")


# -- nobody's name


@pytest.mark.parametrize("kind", ["text", "md", "html", "mail"])
def test_nobody_who_committed_is_named(kept: Path, kind: str) -> None:
    revise(kept)
    commit(kept, AFTER, f"Fixed by {AUTHOR}")
    said = told(kept, "--since", "2026-11-10", "--format", kind)
    assert "fulan" not in said.casefold()


# -- what cannot be said


def test_before_the_first_commit_it_is_told_from_there(kept: Path) -> None:
    revise(kept)
    commit(kept, AFTER)
    said = told(kept, "--since", "2026-10-01")
    assert "Git has the manual from 2 November 2026 on" in said
    assert "Pages changed: 1\n" in said


def test_a_manual_that_came_into_an_older_repository(small: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "add", "other.txt")
    commit(tmp_path, "2026-10-01T09:00:00+00:00", "first")
    assert "The manual is not in git yet." in told(small, "--since", "2026-10-10")
    git(tmp_path, "add", "--all")
    commit(tmp_path, BEFORE)
    revise(small)
    said = told(small, "--since", "2026-10-10")
    assert "Git has the manual from 2 November 2026 on" in said
    assert "Pages changed: 1\n" in said


def test_without_git_the_histories_are_told_and_what_is_missing(small: Path) -> None:
    revise(small)
    said = told(small, "--since", "2026-11-10")
    assert "this folder is in no git repository." in said
    assert "are missing." in said.replace("\n", " ")
    assert "S-01 Receive a request" in said
    assert "Second line" not in said.partition("WHAT WAITS")[0]


def test_an_empty_repository_is_told_as_one(small: Path) -> None:
    git(small, "init", "--quiet")
    assert "there is no commit yet." in told(small, "--since", "2026-11-10")


def test_a_manual_that_could_not_be_read_then(small: Path) -> None:
    settings = small / "manual.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("title: [\n", encoding="utf-8")
    begun(small)
    settings.write_text(text, encoding="utf-8")
    said = told(small, "--since", "2026-11-10")
    assert "The manual of 2 November 2026 cannot be read." in said
    assert "are missing." in said.replace("\n", " ")


@pytest.mark.parametrize(
    "written",
    ["2026-13-01", "21-11-2026", "21/11/2026", "20261121", "", "7", "1.5", "nothing", "--all"],
)
def test_what_is_no_day_is_refused_in_one_line(kept: Path, written: str) -> None:
    assert f"“{written}” is no day and no revision of git." in refused(kept, "--since", written)


def test_without_git_only_days_can_be_named(small: Path) -> None:
    assert "“main” is no day and no revision of git." in refused(small, "--since", "main")


def test_a_day_to_come_is_refused(kept: Path) -> None:
    line = refused(kept, "--since", "2026-11-22")
    assert "22 November 2026 is still to come: today is 21 November 2026." in line
    assert "Pages changed: 0" in told(kept, "--since", DAY.isoformat())


def test_a_manual_with_errors_is_told_as_ever(kept: Path) -> None:
    change(kept, PAGE, "use: who-answers", "use: nobody")
    done = called("progress", "--since", "2026-11-10", cwd=kept)
    assert done.returncode == 1
    assert "unknown-reference" in done.stdout
    assert not [*kept.glob("progress*")]


def test_a_language_that_is_none_is_refused(kept: Path) -> None:
    assert "it has en, pt" in refused(kept, "--lang", "fr")


# -- what waits


VALIDATIONS = """\
- id: rule
  question: {en: Which rule holds?, pt: Que regra vale?}
  asked_of: officer
  blocking: true
- id: form
  question: {en: Which form is used?, pt: Que impresso se usa?}
  asked_of: officer
- id: answered
  question: {en: Who answers?, pt: Quem responde?}
  asked_of: officer
  answer: {en: The officer., pt: O técnico.}
  answered_on: 2026-11-01
"""


def test_questions_wait_for_the_role_that_is_asked(kept: Path) -> None:
    (kept / "reference" / "validations.yml").write_text(VALIDATIONS, encoding="utf-8")
    change(kept, PAGE, "related: [who-answers]", "related: [who-answers]\nunconfirmed: [rule]")
    said = told(kept)
    assert "Questions without an answer: 2\n" in said
    assert "• Officer: 2\n  Before pages can be approved: 1\n" in said
    assert "• Which rule holds? Waiting for it: S-01\n" in said
    assert "• Which form is used?\n" in said
    assert "Who answers?" not in said.partition("WHAT IS DUE")[0].partition("WAITS")[2]


def test_pages_wait_to_be_approved_by_their_owner(kept: Path) -> None:
    said = told(kept)
    assert "Pages to be approved: 2\n" in said
    assert "• Officer: 2\n  Draft (2): S-01 · T-01\n" in said


def test_translations_that_are_old_or_missing_are_counted_by_page(kept: Path) -> None:
    assert called("i18n", "confirm", "--all", cwd=kept).returncode == 0
    change(kept, PAGE, LISTEN, 'en: "Hear the whole request"')
    change(kept, PAGE, '      pt: "Dizer o que acontece a seguir, por escrito"\n', "")
    said = told(kept).replace("\n    ", " ")
    assert "• Português: 1 missing\n  S-01 (1)\n" in said
    assert "• Português: 1 older than what they were translated from\n  S-01 (1)\n" in said


LAWS = """\
- {id: gone, title: Old law, valid_to: 2026-11-01}
- {id: ending, title: Ending law, valid_to: 2026-12-01}
- {id: new, title: New law, evidence: changed}
- {id: unseen, title: Unseen law, evidence: background}
"""


def test_laws_and_contacts_that_may_not_hold(kept: Path) -> None:
    (kept / "reference" / "laws.yml").write_text(LAWS, encoding="utf-8")
    said = told(kept)
    assert "• Laws that are no longer in force (1): Old law\n" in said
    assert "• Laws that end in the next 4 weeks (1): Ending law\n" in said
    assert "• Laws that changed recently (1): New law\n" in said
    assert "• Laws that nobody has seen yet (1): Unseen law\n" in said
    assert "• Contacts to be confirmed (1): Help line (example)\n" in said
    assert "• 1 December 2026: last day in force of Ending law\n" in said


# -- rounds of review


def rounds(folder: Path, text: str = ROUND) -> None:
    (folder / "reviews").mkdir()
    (folder / "reviews" / "first.yml").write_text(text, encoding="utf-8")


def test_an_open_round_is_told_with_days_decisions_and_what_waits(kept: Path) -> None:
    rounds(kept)
    said = told(kept)
    assert "Comments to be decided: 2\n" in said
    assert "• First draft\n  Opened on 1 November 2026. Open for 20 days.\n" in said
    assert "  3 comments. Not accepted: 1; To be decided: 2.\n" in said
    assert "  To be decided (2): S-01 (1) · The whole manual (1)\n" in said


def test_a_round_that_is_settled_is_counted_once_it_was_closed_long_ago(kept: Path) -> None:
    closed = ROUND.replace("decision: open", "decision: rejected\n    why: No.")
    rounds(kept, closed.replace("remarks:", "closed_on: 2026-11-05\nremarks:"))
    said = told(kept, "--since", "2026-11-10")
    assert "No round of review is open.\n" in said
    assert "1 earlier round is settled.\n" in said
    assert "Closed on 5 November 2026." in told(kept, "--since", "2026-11-04")


# -- what is due


def test_reviews_that_are_late_and_soon(kept: Path) -> None:
    change(kept, PAGE, "review_by: 2027-02-19", "review_by: 2026-11-20")
    change(kept, "flows/who-answers.yml", "review_by: 2027-02-19", "review_by: 2026-12-01")
    said = told(kept)
    assert "Overdue (1)\n\n• 20 November 2026: review S-01 Receive a request\n" in said
    assert "28 November 2026 to 4 December 2026 (1)\n\n• 1 December 2026: review T-01" in said


def test_workshops_are_told_with_counts(kept: Path) -> None:
    (kept / "workshops").mkdir()
    (kept / "workshops" / "first.yml").write_text(
        "title: {en: First workshop, pt: Primeira oficina}\n"
        "audience: [officer]\n"
        "minutes: 60\n"
        "objectives: [{id: know, text: {en: Know., pt: Saber.}, pages: [receive-request]}]\n"
        "sessions: [{id: talk, title: {en: Talk, pt: Conversa}, minutes: 60, method: plenary, pages: [receive-request]}]\n"
        f"{WORKSHOP_DATES}",
        encoding="utf-8",
    )
    said = told(kept, "--since", "2026-11-10")
    workshop = "First workshop, Porto (Organisations: 8; Invited: 16)"
    assert f"• 30 November 2026: {workshop}\n" in said
    assert "Workshops held (1)\n\n• 18 November 2026: First workshop, Faro (Came: 14)\n" in said


# -- forms of the page


@pytest.fixture
def revised(kept: Path) -> Path:
    """The same with changes, a round, and an address on the web."""
    revise(kept)
    rounds(kept)
    change(kept, "manual.yml", "title:", "site_url: https://manual.example.org/\ntitle:")
    git(kept, "add", "--all")
    commit(kept, AFTER)
    return kept


def test_mail_begins_with_its_subject_and_has_short_lines_and_plain_addresses(
    revised: Path,
) -> None:
    mail = called(
        *("progress", "--since", "2026-11-10", "--format", "mail", "--lang", "pt"), cwd=revised
    ).stdout
    lines = mail.split("\n")
    assert lines[0].startswith("Assunto: ")
    assert lines[1] == ""
    addresses = [line.strip() for line in lines if "https://" in line]
    assert "https://manual.example.org/pt/procedures/service/receive-request/" in addresses
    assert "https://manual.example.org/pt/reviews/first/" in addresses
    assert all(re.fullmatch(r"https://\S+", address) for address in addresses)
    others = [line for line in lines if line.strip() not in addresses]
    assert max(map(len, others)) <= 72
    assert not [line for line in others if re.search(r"[*#`|<>\[]|^\s*[-+] |__", line)]


def test_a_long_title_still_gives_a_short_subject(revised: Path) -> None:
    change(revised, "manual.yml", 'en: "', 'en: "' + "A manual of very many words " * 4)
    mail = told(revised, "--format", "mail")
    assert len(mail.split("\n")[0]) <= 72


def test_the_page_is_one_file_that_fetches_nothing(revised: Path) -> None:
    file = revised / "out.html"
    done = called("progress", "--since", "2026-11-10", "--lang", "en", "-o", file, cwd=revised)
    assert done.returncode == 0
    html = file.read_text(encoding="utf-8")
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert "default-src 'none'" in html
    assert not re.search(r"<script|<link|<img|src=|url\(", html)
    assert 'href="https://manual.example.org/procedures/service/receive-request/"' in html
    assert re.findall(r"<h([1-6])", html)[0] == "1"


def test_the_page_fits_a_telephone(revised: Path, browser: Browser) -> None:
    file = revised / "out.html"
    called("progress", "--since", "2026-11-10", "-o", file, cwd=revised)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(revised: Path, browser: Browser, scheme: str) -> None:
    file = revised / "out.html"
    called("progress", "--since", "2026-11-10", "-o", file, cwd=revised)
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    context.close()


def test_markdown_has_whole_addresses(revised: Path) -> None:
    said = told(revised, "--since", "2026-11-10", "--format", "md")
    assert "# Progress: " in said
    assert "(<https://manual.example.org/procedures/service/receive-request/>)" in said


def test_without_an_address_nothing_leads_anywhere(kept: Path) -> None:
    revise(kept)
    for kind in ("html", "md", "mail"):
        said = told(kept, "--since", "2026-11-10", "--format", kind)
        assert "href" not in said
        assert "](" not in said
        assert "http" not in said.replace("http-equiv", "")


def test_word_has_the_page_and_two_runs_the_same_bytes(revised: Path) -> None:
    files = [revised / name for name in ("one.docx", "two.docx")]
    for file in files:
        called("progress", "--since", "2026-11-10", "--lang", "pt", "-o", file, cwd=revised)
    assert files[0].read_bytes() == files[1].read_bytes()
    word = Document(io.BytesIO(files[0].read_bytes()))
    headings = [part.text for part in word.paragraphs if part.style.name.startswith("Heading")]
    assert [
        words for words in headings if words in {"O que mudou", "O que está à espera, e de quem"}
    ]
    assert AUTHOR not in word.core_properties.author
    with_text = " ".join(part.text for part in word.paragraphs)
    assert "Ouve-se até ao fim." in with_text


def test_word_is_written_beside_the_manual_where_no_file_is_named(revised: Path) -> None:
    assert called("progress", "--format", "docx", "--lang", "en", cwd=revised).returncode == 0
    assert (revised / "progress-en.docx").is_file()


def test_a_file_of_somebody_else_is_kept(revised: Path) -> None:
    file = revised / "out.md"
    file.write_text("mine", encoding="utf-8")
    assert "out.md" in refused(revised, "-o", str(file))
    assert file.read_text(encoding="utf-8") == "mine"
