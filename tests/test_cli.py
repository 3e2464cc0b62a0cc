"""The commands, as somebody calls them: output, exit status, and never a traceback."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest

from claim_manual.derived.practice import practice
from claim_manual.read import read_manual
from claim_manual.reports.shown import FORMATS
from conftest import ROOT, called, files_of, run, run_alone

GC = "procedures/gestao-de-casos/gc-01-triagem-inicial.yml"
AT = "procedures/atendimento/at-02-atendimento-presencial.yml"
EN = "procedures/encaminhamento/en-01-encaminhamento.yml"
AD = "flows/ad-01-aima-ou-claim.yml"
FLOW = "flows/who-answers.yml"
PROCEDURE = "procedures/service/receive-request.yml"

TEN_MISTAKES = [
    (GC, "owner: aima\n", "owner: aima\nowners: aima\n", "unknown-key"),
    (GC, "        to: resolvido", "        to: resolvid", "unknown-target"),
    (GC, "urgency: n1", "urgency: n9", "wrong-type"),
    (AT, 'version: "0.1"', "version: 0.1", "wrong-type"),
    (AT, "    forms: [cartao-de-linguas]", "    forms: [cartao-de-lingua]", "unknown-reference"),
    (EN, "      en: Did the body accept?\n", "", "missing-translation"),
    (EN, "    next: sem-solucao", "    next: sem-solucao\n    next: sem-solucao", "duplicate-key"),
    (AD, "      - {id: nao, to: tratar-no-claim}\n", "", "unreachable-node"),
    ("reference/contacts.yml", "- id: lae\n", "- id: lam\n", "duplicate-id"),
    ("docs/about.en.md", "(term:claim)", "(term:claims)", "broken-link"),
]  # fmt: skip


def make_mistakes(folder: Path) -> list[tuple[str, int, str]]:
    """Puts the ten mistakes in and says where each is to be found."""
    expected = []
    for path, old, new, _ in TEN_MISTAKES:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        start = text.index(old)
        file.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
    marks = {
        "unknown-key": "owners: aima", "unknown-target": "to: resolvid\n", "n9": "n9",
        "version": "version: 0.1\n", "unknown-reference": "cartao-de-lingua]",
        "missing-translation": "pt: A entidade aceitou?", "duplicate-key": "    next: sem-solucao\n    next",
        "unreachable-node": "- id: tratar-no-claim", "duplicate-id": "- id: lam\n", "broken-link": "claims",
    }  # fmt: skip
    for path, _, new, code in TEN_MISTAKES:
        mark = marks.get(code) or marks["n9" if "n9" in new else "version"]
        text = (folder / path).read_text(encoding="utf-8")
        position = text.rindex(mark) if code == "duplicate-id" else text.index(mark)
        line = text.count("\n", 0, position) + 1
        line += {"duplicate-key": 1, "missing-translation": -1}.get(code, 0)
        expected.append((path, line, code))
    return expected


def test_ten_mistakes_made_at_once_are_all_reported_with_their_lines(claim: Path) -> None:
    expected = make_mistakes(claim)
    done = run("check", "--format", "json", cwd=claim)
    assert done.returncode == 1
    found = [(one["path"], one["line"], one["code"]) for one in json.loads(done.stdout)["findings"]]
    assert [one for one in expected if one not in found] == []


@pytest.fixture
def mistaken(small: Path) -> Path:
    """The small manual with an unknown key in its flow and an unknown target in its procedure."""
    for path, old, new in (
        (FLOW, "owner: officer\n", "owner: officer\nowners: x\n"),
        (PROCEDURE, "elsewhere: sent", "elsewhere: sentt"),
    ):
        text = (small / path).read_text(encoding="utf-8")
        assert old in text
        (small / path).write_text(text.replace(old, new), encoding="utf-8")
    return small


def test_a_build_with_mistakes_leaves_the_old_site(mistaken: Path) -> None:
    (mistaken / "site").mkdir()
    (mistaken / "site" / "index.html").write_text("old", encoding="utf-8")
    done = run("build", cwd=mistaken)
    assert done.returncode == 1
    assert "unknown-target" in done.stdout
    assert files_of(mistaken / "site") == {"index.html": b"old"}
    assert not [one for one in mistaken.iterdir() if one.name.startswith(".site")]


def test_this_manual_has_neither_errors_nor_warnings(claim: Path) -> None:
    done = run("check", "--strict", cwd=claim)
    assert done.returncode == 0, done.stdout


def test_findings_as_json_have_the_agreed_shape(claim: Path) -> None:
    make_mistakes(claim)
    data = json.loads(run("check", "--format", "json", cwd=claim).stdout)
    assert set(data) == {"findings", "errors", "warnings"}
    assert all(
        list(one) == ["path", "line", "column", "severity", "code", "message", "hint"]
        for one in data["findings"]
    )
    severities = [one["severity"] for one in data["findings"]]
    assert data["errors"] == severities.count("error")
    assert data["warnings"] == severities.count("warning")
    places = [(one["path"], one["line"], one["column"]) for one in data["findings"]]
    assert places == sorted(places)


def test_findings_for_github_are_annotations(mistaken: Path) -> None:
    lines = run("check", "--format", "github", cwd=mistaken).stdout.splitlines()
    line = (mistaken / FLOW).read_text(encoding="utf-8").split("owners:")[0].count("\n") + 1
    assert f"::error file={FLOW},line={line},col=1,title=unknown-key::" in "\n".join(lines)
    assert len(lines) == 3
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "pt"], {}, "A chave «owners» não existe aqui."),
        (["--lang", "en"], {"LC_ALL": "pt_PT.UTF-8"}, "The key “owners” is not known here."),
        ([], {"LC_ALL": "pt_PT.UTF-8"}, "A chave «owners» não existe aqui."),
        ([], {"LC_ALL": "", "LANG": "pt_PT.UTF-8"}, "A chave «owners» não existe aqui."),
        ([], {"LC_ALL": "xx_XX.UTF-8"}, "The key “owners” is not known here."),
    ],
)
def test_messages_come_in_the_language_asked_for(
    mistaken: Path, arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert expected in run("check", *arguments, cwd=mistaken, **environment).stdout


def test_check_can_be_held_to_some_files(mistaken: Path) -> None:
    done = run("check", "flows", cwd=mistaken)
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {FLOW}
    assert run("check", "docs/index.pt.md", cwd=mistaken).returncode == 0
    assert run("check", "nowhere.yml", cwd=mistaken).returncode == 2


def test_warnings_fail_a_strict_check_alone(small: Path) -> None:
    assert run("check", "--today", "2028-01-01", cwd=small).returncode == 0
    assert run("check", "--today", "2028-01-01", "--strict", cwd=small).returncode == 1
    late = run("check", cwd=small, CLAIM_MANUAL_TODAY="", SOURCE_DATE_EPOCH="1830297600").stdout
    assert "review-overdue" in late


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["build"], ["pdf"], ["pages", "out"], ["serve"], ["flow", "show", "x"],
        ["check", "--today", "tomorrow"], ["check", "--format", "xml"], ["nonsense"],
        ["flow", "show"], ["init", "x", "--languages", "português"], ["new", "procedure", "Ç"],
    ],
)  # fmt: skip
def test_what_is_the_commands_fault_ends_with_status_2_and_no_traceback(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_unknown_ids_and_languages_are_the_commands_fault(small: Path) -> None:
    for arguments in (
        ["flow", "show", "x"],
        ["flow", "show", "who-answers", "--lang", "fr"],
        ["pdf", "--lang", "fr"],
    ):
        done = run(*arguments, cwd=small)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_a_flow_is_shown_in_every_form(kind: str, lang: str) -> None:
    done = called("flow", "show", "ad-01-aima-ou-claim", "--format", kind, "--lang", lang, cwd=ROOT)
    assert done.returncode == 0
    assert ("Renovação assistida" if lang == "pt" else "Assisted renewal").split()[0] in done.stdout


@pytest.mark.slow
def test_new_documents_are_whole(claim: Path) -> None:
    assert run("new", "procedure", "gc-99-novo", cwd=claim).returncode == 0
    assert run("new", "flow", "ad-99-nova", cwd=claim).returncode == 0
    assert run("check", "--strict", cwd=claim).returncode == 0


@pytest.mark.parametrize("languages", ["pt,en", "es,en", "en"])
def test_a_new_workshop_and_its_assessment_are_whole(tmp_path: Path, languages: str) -> None:
    folder = tmp_path / "manual"
    assert called("init", folder, "--languages", languages).returncode == 0
    early = called("new", "assessment", "before-after", cwd=folder)
    assert early.returncode == 2
    assert "claim-manual new workshop ID" in early.stderr
    assert called("new", "workshop", "first-contact", cwd=folder).returncode == 0
    assert called("check", "--strict", cwd=folder).returncode == 0
    made = called("new", "assessment", "before-after", cwd=folder)
    assert made.returncode == 0
    assert "workshops/first-contact.yml" in made.stderr + made.stdout
    workshop = (folder / "workshops/first-contact.yml").read_text(encoding="utf-8")
    assert workshop.endswith("\nassessment: before-after\n")
    done = called("check", "--strict", "--format", "json", cwd=folder)
    assert done.returncode == 0
    assert '"warning"' not in done.stdout
    assert called("format", "--check", cwd=folder).returncode == 0
    assert called("new", "workshop", "first-contact", cwd=folder).returncode == 2
    assert called("new", "workshop", "x", "--category", "service", cwd=folder).returncode == 2
    manual, _ = read_manual(folder)
    assert manual
    assert len(practice(manual, manual.workshops[0]).cases) == 2


def test_a_second_assessment_is_for_a_workshop_that_has_none(small: Path) -> None:
    for arguments in (
        ("workshop", "one"),
        ("assessment", "of-one"),
        ("workshop", "two"),
        ("assessment", "of-two"),
    ):
        assert called("new", *arguments, cwd=small).returncode == 0
    text = (small / "assessments/of-two.yml").read_text(encoding="utf-8")
    assert "workshop: two\n" in text
    assert called("check", "--strict", cwd=small).returncode == 0


def test_a_new_workshop_of_a_manual_without_told_cases_names_none(small: Path) -> None:
    flow = small / "flows/who-answers.yml"
    text = flow.read_text(encoding="utf-8")
    flow.write_text(text[: text.index("scenarios:")], encoding="utf-8")
    assert called("new", "workshop", "one", cwd=small).returncode == 0
    assert called("new", "assessment", "of-one", cwd=small).returncode == 0
    for path in ("workshops/one.yml", "assessments/of-one.yml"):
        assert "%" not in (small / path).read_text(encoding="utf-8")
    assert called("check", cwd=small).returncode == 0


def test_a_new_document_has_a_name_of_its_own(small: Path) -> None:
    for kind, taken in (
        ("flow", "who-answers"),
        ("flow", "receive-request"),
        ("procedure", "who-answers"),
    ):
        assert run("new", kind, taken, cwd=small).returncode == 2


def test_serving_on_a_port_in_use_says_so_in_a_line(small: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for address in (f"127.0.0.1:{port}", "127.0.0.1:99999", "nonsense"):
            done = run("serve", "--address", address, cwd=small)
            assert done.returncode == 2
            assert len(done.stderr.splitlines()) == 1


def test_init_does_not_touch_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("init", ".", cwd=tmp_path).returncode == 2
    assert files_of(tmp_path) == {"mine.txt": b"mine"}


def test_a_site_folder_that_is_not_ours_is_not_replaced(small: Path) -> None:
    for file in ("manual.yml", "mkdocs.yml"):
        before = (small / file).read_bytes()
        assert run("build", "--no-pdf", "--site-dir", file, cwd=small).returncode == 2
        assert run("pdf", "--lang", "pt", "-o", file, cwd=small).returncode == 2
        assert (small / file).read_bytes() == before
    for folder in (".", "docs", "procedures/service"):
        assert run("pages", folder, cwd=small).returncode == 2
    mine = small / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine", encoding="utf-8")
    assert run("build", "--no-pdf", "--site-dir", mine, cwd=small).returncode == 2
    assert files_of(mine) == {"thesis.txt": b"mine"}


def test_pages_are_plain_markdown_whose_links_lead_to_files(claim: Path) -> None:
    assert run("pages", "out", cwd=claim).returncode == 0
    pages = sorted((claim / "out").rglob("*.md"))
    named = {page.relative_to(claim / "out").as_posix() for page in pages}
    for source in (*claim.glob("procedures/*/*.yml"), *claim.glob("flows/*.yml")):
        own = source.relative_to(claim).with_suffix(".md").as_posix()
        assert {f"pt/{own}", f"en/{own}"} <= named
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "```mermaid" in text or "flows/ad" not in page.as_posix()
        for href in re.findall(r"\]\(<([^>]+)>\)", text):
            address = href.split("#")[0]
            if address and not re.match(r"(https?|tel|mailto):", address):
                assert (page.parent / address).is_file(), (page, href)


def test_the_schemas_are_those_of_the_program() -> None:
    assert run("schema", "--check", cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [["check", "--format", "json"], ["--version"], ["nonsense"], ["pdf", "--lang", "fr"]],
)
def test_a_python_that_begins_for_a_command_does_the_same_as_one_that_was_prepared(
    mistaken: Path, arguments: list[str]
) -> None:
    """The tests call commands in processes that are forked (`prepared.py`)."""
    forked, alone = (call(*arguments, cwd=mistaken) for call in (run, run_alone))
    assert (forked.returncode, forked.stdout, forked.stderr) == (
        alone.returncode, alone.stdout, alone.stderr
    )  # fmt: skip
