"""`claim-manual rename`: a page gets another id everywhere, or nowhere."""

import json
import re
from pathlib import Path

import pytest

from claim_manual.work import renaming
from claim_manual.work.renaming import rename
from conftest import DAY, called, committed, copy_manual

OLD, NEW = "who-answers", "whose-request"
WORKSHOP = """\
title: {en: First day, pt: Primeiro dia}
status: draft
summary: {en: A day, pt: Um dia}
audience: [officer]
minutes: 30
objectives:
  - {id: know, text: {en: Know it, pt: Saber}, pages: [who-answers]}
sessions:
  - id: cases
    title: {en: Cases, pt: Casos}
    minutes: 30
    method: small-groups
    pages: [who-answers]
    cases: [who-answers.ours, "who-answers.not-ours"]
    material: ["flow:who-answers"]
"""
REVIEW = """\
title: {en: First round, pt: Primeira ronda}
opened_on: 2026-10-01
remarks:
  - id: c1
    on: who-answers
    from: {en: An officer, pt: Um técnico}
    decision: open
    comment: {en: "See [it](flow:who-answers).", pt: "Ver [isto](flow:who-answers)."}
"""
EDITION = "title: {en: Short, pt: Curta}\nflows: [who-answers]\n"
POLICY = """\
- id: safe
  says: {en: It is asked., pt: Pergunta-se.}
  applies_to: {flows: [who-answers]}
  where: {outcome_kind: [referred]}
  requires: {offers: [helpdesk]}
  evidence: {en: It is so., pt: É assim.}
  sources: []
"""
PAGE = """\
# More

[By meaning](flow:who-answers#ours), [by path](../flows/who-answers.yml), [this stays](https://example.org/who-answers),
who-answers in words, and `who-answers-too`.
"""


@pytest.fixture
def named(small: Path) -> Path:
    """The small manual, in which everything that can name a page names it."""
    files = {
        "workshops/first.yml": WORKSHOP,
        "reviews/first.yml": REVIEW,
        "editions/short.yml": EDITION,
        "reference/policies.yml": POLICY,
        "docs/more.en.md": PAGE,
        "docs/more.pt.md": PAGE,
        "flows/who-answers.en.md": "More about [it](flow:who-answers).\n",
        "flows/who-answers.pt.md": "Mais sobre [isto](flow:who-answers).\n",
        ".github/CODEOWNERS": "/flows/who-answers.yml @team\n/flows/who-answers-too.yml @team\n",
    }
    for path, text in files.items():
        file = small / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    called("format", cwd=small)
    made = called("i18n", "confirm", cwd=small)
    assert made.returncode == 0, made.stdout
    made = called("check", "--lang", "en", cwd=small)
    assert made.returncode == 0, made.stdout
    return committed(small)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git/" not in f"{file}" and ".cache" not in file.parts
    }


def test_a_page_gets_another_id_everywhere(named: Path) -> None:
    made = called("rename", OLD, NEW, cwd=named)
    assert made.returncode == 0, made.stdout
    after = everything(named)
    assert f"flows/{OLD}.yml" not in after
    assert {f"flows/{NEW}.yml", f"flows/{NEW}.en.md", f"flows/{NEW}.pt.md"} <= after.keys()
    assert f"aliases: [{OLD}]\n" in after[f"flows/{NEW}.yml"].decode()
    rest = {
        (path, line.strip())
        for path, content in after.items()
        for line in content.decode(errors="replace").split("\n")
        if re.search(rf"(?<![\w-]){OLD}(?![\w-])", line)
    }
    of_words = "in words, and"  # what the page and its lock say in words stays
    names = {line for _, line in rest if of_words not in line and "example.org" not in line}
    assert names == {f"aliases: [{OLD}]"}
    page = after["docs/more.en.md"].decode()
    assert f"[By meaning](flow:{NEW}#ours), [by path](../flows/{NEW}.yml)" in page
    assert f"https://example.org/{OLD}), \n{OLD} in words" in page.replace("),\n", "), \n")
    assert called("check", "--base", "HEAD", cwd=named).returncode == 0
    assert called("format", "--check", cwd=named).returncode == 0
    assert "stale-translation" not in called("check", cwd=named).stdout


def test_there_and_back_leaves_an_alias_and_nothing_else(named: Path) -> None:
    before = everything(named)
    assert called("rename", OLD, NEW, cwd=named).returncode == 0
    assert called("rename", NEW, OLD, cwd=named).returncode == 0
    after = everything(named)
    path = f"flows/{OLD}.yml"
    assert after[path].decode().replace(f"aliases: [{NEW}]\n", "") == before[path].decode()
    assert {name for name in after if after[name] != before.get(name)} == {path}


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("who-answer", NEW, "manual.yml:1:1", "Did you mean “who-answers”?"),
        (OLD, "receive-request", "procedures/service/receive-request.yml:1:7", "is the id of this page"),
        (OLD, "Who Is It", "flows/who-answers.yml:1:7", "is not an id"),
        (OLD, OLD, "flows/who-answers.yml:1:7", "already"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    named: Path, old: str, new: str, place: str, words: str
) -> None:
    before = everything(named)
    made = called("rename", old, new, cwd=named)
    assert made.returncode == 1
    assert f"{place}: error cannot-rename: " in made.stdout
    assert words in made.stdout
    assert everything(named) == before


def test_a_former_id_of_another_page_is_taken(named: Path) -> None:
    file = named / "procedures" / "service" / "receive-request.yml"
    text = file.read_text(encoding="utf-8").replace("owner: ", f"aliases: [{NEW}]\nowner: ")
    file.write_text(text, encoding="utf-8")
    made = called("rename", OLD, NEW, cwd=named)
    assert made.returncode == 1
    assert "is a former id of this page" in made.stdout


def test_a_file_with_errors_that_may_name_it_is_mended_first(named: Path) -> None:
    file = named / "workshops" / "first.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\tx: {", encoding="utf-8")
    before = everything(named)
    made = called("rename", OLD, NEW, cwd=named)
    assert made.returncode == 1
    assert "workshops/first.yml:1:1: error cannot-rename" in made.stdout
    assert everything(named) == before


@pytest.mark.parametrize("at", range(1, 12, 3))
def test_where_writing_fails_all_files_are_as_they_were(
    named: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = everything(named)
    write, count = renaming.write_file, 0

    def failing(file: Path, content: bytes) -> None:
        nonlocal count
        if file.is_relative_to(named):
            count += 1
            if count == at:
                raise OSError(28, "No space left on device", str(file))
        write(file, content)

    monkeypatch.setattr(renaming, "write_file", failing)
    with pytest.raises(OSError, match="No space"):
        rename(named, DAY, OLD, NEW)
    assert everything(named) == before


def test_a_page_that_nobody_formatted_gets_one_line_more(named: Path) -> None:
    file = named / "flows" / f"{OLD}.yml"
    text = file.read_text(encoding="utf-8").replace("status: draft", "status:   'draft'")
    file.write_text(text, encoding="utf-8")
    assert called("rename", OLD, NEW, cwd=named).returncode == 0
    after = (named / "flows" / f"{NEW}.yml").read_text(encoding="utf-8")
    assert after.replace(f"aliases: [{OLD}]\n", "") == text


def test_every_page_of_a_large_manual_can_be_renamed(tmp_path: Path) -> None:
    folder = committed(copy_manual(tmp_path / "claim"))
    for old in ("gc-08-crianca", "ad-12-escola"):
        assert not rename(folder, DAY, old, f"{old}-x").findings
    told = json.loads(called("diff", "HEAD", "--format", "json", cwd=folder).stdout)
    assert not told["situations"]
    renamed = {change["former_id"] for change in told["changes"] if change["former_id"]}
    assert renamed == {"gc-08-crianca", "ad-12-escola"}
    assert called("check", "--base", "HEAD", cwd=folder).returncode == 0
