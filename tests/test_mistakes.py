"""Mistakes that people make by hand, in a copy of this repository's manual, and what they read in Portuguese.

Each is answered first, alone, at its place: the cause, then what to do.
"""

from __future__ import annotations

from pathlib import Path

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
