"""Mistakes that people make by hand, in a copy of this repository's manual, and what they read in Portuguese.

Each is answered first, alone, at its place: the cause, then what to do.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import called

PT = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "pt_PT.UTF-8"}
CONTACTS = "reference/contacts.yml"


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Makes a mistake in a file, at the first place where it can be made."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder: Path, *options: str) -> list[str]:
    """The lines that somebody in Portugal reads who calls `check`."""
    done = called("check", *options, cwd=folder, **PT)
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


# -- what stops nothing


def test_what_stops_nothing_is_counted_at_the_end(claim: Path) -> None:
    infos = len(read(claim, "--all")) - 1
    assert infos > 30
    assert read(claim) == [
        "Sem erros e sem avisos.",
        f"{infos} informações, que não impedem nada. Para as ver: claim-manual check --all",
    ]


def test_errors_come_before_warnings_and_these_before_what_stops_nothing(claim: Path) -> None:
    edit(claim, CONTACTS, "status: recheck", "status: recheq")
    edit(claim, "flows/ad-01-aima-ou-claim.yml", "  pt:", "  pt: Um #corte\n  fr:")
    severities = [line.split(": ")[1].split()[0] for line in read(claim, "--all")[:-1]]
    assert severities == sorted(severities, key=["erro", "aviso", "informação"].index)
    assert {"erro", "aviso", "informação"} == {*severities}


def errors(folder: Path) -> list[str]:
    """What `check` says of errors and warnings."""
    return [line for line in read(folder) if ": erro " in line or ": aviso " in line]


# -- a merge that nobody finished

MERGE = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> edicao\n"
MERGE_HINT = (
    "Estão aqui duas versões do mesmo texto. Deixe ficar a que vale e apague a outra, e também as"
    " linhas que começam por <<<<<<<, ======= e >>>>>>>."
)


@pytest.mark.parametrize(
    ("path", "old", "theirs", "line"),
    [
        ("procedures/atendimento/at-01-agendamento.yml", "status: model\n", "status: draft\n", 4),
        (CONTACTS, '  phone: "144"\n', '  phone: "145"\n', 14),
        ("manual.yml", "languages:\n", "idiomas:\n", None),
        ("mkdocs.yml", "theme:\n", "theme: x\n", None),
        ("translations.lock", '  "manual.yml": {\n', '  "manual.yml": {\n', 2),
        ("docs/about.pt.md", "\n", "[outro](procedure:nenhum)\n", 2),
        ("procedures/gestao-de-casos/gc-01-triagem-inicial.pt.md", "\n", "outro\n", 2),
        ("procedures/gestao-de-casos/gc-01-triagem-inicial.yml", "steps:\n", "passos:\n", None),
    ],
)
def test_an_unfinished_merge_is_told_from_its_first_line_to_its_last(
    claim: Path, path: str, old: str, theirs: str, line: int | None
) -> None:
    text = (claim / path).read_text(encoding="utf-8")
    line = line or text[: text.index(old)].count("\n") + 1
    after = old == "\n"  # the mark stands on a line of its own, below the first
    edit(claim, path, old, after * "\n" + MERGE.format(ours=old, theirs=theirs))
    assert errors(claim) == [
        f"{path}:{line}:1: erro syntax: Há aqui uma junção por acabar, da linha {line} à linha"
        f" {line + 4}. {MERGE_HINT}"
    ]


def test_marks_that_were_forgotten_are_told_one_by_one(claim: Path) -> None:
    path = "procedures/atendimento/at-01-agendamento.yml"
    edit(claim, path, "status: model\n", "status: model\n>>>>>>> edicao\n")
    edit(claim, path, "purpose:\n", "<<<<<<< HEAD\n||||||| antes\n=======\n>>>>>>> b\npurpose:\n")
    assert [one.split(":")[1] for one in errors(claim)] == ["5", "44"]
    assert "Esta linha ficou de uma junção por acabar." in errors(claim)[0]
    assert "da linha 44 à linha 47" in errors(claim)[1]


def test_a_heading_in_markdown_is_no_mark_of_a_merge(claim: Path) -> None:
    edit(claim, "docs/about.pt.md", "\n\n", "\n\nOutro título\n=======\n\n")
    assert not [one for one in errors(claim) if "syntax" in one]
