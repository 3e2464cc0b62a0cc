"""What commands print: the same bytes wherever it goes, and nothing that a terminal or log obeys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claim_manual.model.finding import error, say
from claim_manual.model.language import words
from claim_manual.model.place import Place
from claim_manual.publish.report import report
from claim_manual.publish.terminal import shown
from conftest import called, committed

COMMANDS = (
    ("check",),
    ("check", "--format", "sarif"),
    ("sentences", "--more-than", "3"),
    *(("flow", "show", "who-answers", "--format", one) for one in ("outline", "mermaid", "table")),
    ("flow", "paths", "who-answers"),
    ("flow", "paths", "who-answers", "--format", "json"),
    ("flow", "cover", "who-answers"),
    *(("diff", "HEAD", "--format", one) for one in ("text", "json")),
    ("comment", "HEAD"),
    ("i18n", "status"),
    ("due",),
    ("flow", "show", "nada → 日本"),
)
EACH = """
import json, sys
from claim_manual.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments, prog_name="claim-manual")
    except SystemExit as end:
        assert end.code in {0, 1, 2}
"""


def outputs(folder: Path, **environment: str) -> tuple[bytes, bytes]:
    """What every command prints in a pipe, one after the other."""
    done = subprocess.run(
        [sys.executable, "-c", EACH, json.dumps(COMMANDS)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout, done.stderr


@pytest.mark.slow
def test_every_command_prints_utf_8_whatever_the_machine_speaks(small: Path) -> None:
    committed(small)
    for path, old in (("flows/who-answers.yml", 'ask:\n      en: "'), ("manual.yml", 'en: "')):
        text = (small / path).read_text(encoding="utf-8")
        assert old in text
        text = text.replace(old, f"{old}日本 → “š” ", 1)
        (small / path).write_text(text, encoding="utf-8")
    windows = outputs(small, PYTHONIOENCODING="cp1252")
    assert windows[0].decode().count("日本 → “š”") > len(COMMANDS)
    assert "nada → 日本" in windows[1].decode()
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert outputs(small, **bare) == windows


HOSTILE = "\x1b]0;x\x07 \x9b31m \u202e \udcff \r::error::no"


def test_what_a_terminal_would_obey_is_shown() -> None:
    seen = shown(HOSTILE)
    assert seen == r"\x1b]0;x\x07 \x9b31m \u202e \udcff \r::error::no"
    assert shown("نمی‌خواهم 👩‍👧\tx\n") == "نمی‌خواهم 👩‍👧\tx\n"


@pytest.mark.parametrize("command", ["::error::x", "  ::add-mask::x", "##[group]x", "a ##vso[x]y"])
def test_no_line_of_a_log_is_a_command(command: str) -> None:
    seen = shown(f"first\n{command}\n")
    assert seen.replace("\\", "") == f"first\n{command}\n"
    for line in seen.splitlines():
        assert not line.strip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line


@pytest.mark.parametrize("kind", ["text", "github"])
def test_a_finding_is_one_line_whatever_its_file_is_called(kind: str) -> None:
    path = f"::error::x\n::warning file=a,b:c%0A::{HOSTILE}"
    finding = error(Place(path), "bad-id", say("{id} is no id.", id=HOSTILE))
    told = report([finding], kind, words("en"))
    assert told.count("\n") == 1
    assert told.isprintable() or told[:-1].isprintable()
    if kind == "text":
        assert told.startswith(r"\::error::x\n::warning")
    else:
        head, _, data = told.removeprefix("::error file=").partition(",line=1,col=1,title=bad-id::")
        assert head.startswith("%3A%3Aerror%3A%3Ax%0A%3A%3Awarning file=a%2Cb%3Ac%250A")
        assert not data.startswith("::")


def test_data_stays_exact_and_can_be_printed_whatever_a_file_is_called() -> None:
    path = "docs/a\udcff b\n.md"
    finding = error(Place(path), "bad-id", say("No."))
    told = report([finding], "json", words("en"))
    read = json.loads(told.encode(errors="backslashreplace"))
    assert read["findings"][0]["path"] == path
    log = json.loads(report([finding], "sarif", words("en")))
    where = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "docs/a%FF%20b%0A.md"


COMMON = tuple(f"::{kind} file=" for kind in ("error", "warning", "notice"))


def test_a_file_whose_name_would_be_a_command_is_named_harmlessly(small: Path) -> None:
    (small / "flows" / "::error::x\n::error::y.yml").write_text("code: x\n", encoding="utf-8")
    for kind in ("text", "github"):
        told = called("check", "--format", kind, cwd=small)
        assert told.returncode == 1
        for line in (told.stdout + told.stderr).splitlines():
            assert not line.startswith("::") or line.startswith(COMMON)


ENCODINGS: tuple[dict[str, str], ...] = (
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "cp437"},
    {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
)
WALKED = """
import json, os, sys
import click
from claim_manual.cli import main

def called(arguments):
    try:  # with the arguments as Python would have them from a shell
        main([os.fsdecode(one.encode()) for one in arguments], prog_name="claim-manual")
    except SystemExit as end:
        assert end.code in {None, 0, 1, 2}, (arguments, end.code)

def walk(command, path):
    called([*path, "--help"])
    called([*path, "--nada-\\u2192-\\u65e5\\u672c"])
    if isinstance(command, click.Group):
        called([*path, "\\u2192"])
        for name in command.commands:
            walk(command.commands[name], [*path, name])

walk(main, [])
for arguments in json.loads(sys.argv[1]):
    called(arguments)
"""
EVERY: tuple[tuple[str, ...], ...] = (
    ("new", "flow", "novo"),
    ("new", "workshop", "oficina"),
    ("new", "assessment", "avaliacao"),
    ("new", "flow", "não-é → id"),
    ("init", "dir → 日本"),
    ("schema",),
    ("schema", "--check"),
    ("format", "--check"),
    ("format",),
    ("check", "--base", "HEAD"),
    ("check", "--format", "github"),
    ("check", "--format", "json"),
    ("sentences", "--more-than", "3"),
    *(
        ("flow", "show", "who-answers", "--format", one)
        for one in ("outline", "mermaid", "svg", "table", "json")
    ),
    ("flow", "paths", "who-answers", "--all"),
    ("flow", "cover", "who-answers"),
    ("diff", "HEAD"),
    ("diff", "HEAD", "--format", "html"),
    ("diff", "→ 日本"),
    ("comment", "HEAD"),
    ("i18n", "status", "--all"),
    ("i18n", "confirm", "→"),
    ("i18n", "confirm"),
    ("i18n", "merge"),
    ("i18n", "export", "--lang", "pt"),
    ("i18n", "import", "manual.yml", "--lang", "pt"),
    ("due",),
    ("report", "→"),
    ("release-notes", "--since", "2020-01-01"),
    ("progress", "--since", "→"),
    ("progress", "--since", "2020-01-01", "--format", "mail"),
    ("results", "nada.csv", "--workshop", "→"),
    ("kit", "→"),
    ("pdf", "--list"),
    ("pdf", "--list", "--format", "json"),
    ("pages", "→ pages"),
    ("serve", "--address", "→"),
    ("edit", "--port", "99999999"),
)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_no_command_ends_because_its_output_cannot_be_written(
    small: Path, encoding: dict[str, str], lang: str
) -> None:
    """Every command with its help, a wrong option and words that the encoding lacks."""
    committed(small)
    file = small / "flows" / "who-answers.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('ask:\n      en: "', 'ask:\n      en: "日本 → “š” ', 1), "utf-8")
    language = {} if "LC_ALL" in encoding else {"LC_ALL": f"{lang}.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", WALKED, json.dumps(EVERY)],
        cwd=small,
        env={**os.environ, **language, **encoding},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 0, said[-2000:]
    assert "Traceback" not in said
    assert "--nada-" in said
    assert ("--nada-→-日本" in said) is ("LC_ALL" not in encoding), "what no text was is escaped"
    assert "日本 → “š”" in done.stdout.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
def test_a_terminal_of_another_encoding_gets_what_it_has_and_the_rest_escaped(
    small: Path, encoding: str
) -> None:
    """A terminal is no pipe: it keeps its encoding, and nothing ends in a traceback."""
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "claim_manual", "flow", "show", "nada → “日本”"],
        cwd=small,
        env={**os.environ, "LC_ALL": "pt.UTF-8", "PYTHONIOENCODING": encoding},
        stdout=theirs,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = os.read(ours, 65_536)
    os.close(ours)
    assert done.returncode in {1, 2}
    assert b"Traceback" not in seen
    assert b"\\u65e5\\u672c" in seen
    assert "não".encode(encoding, "backslashreplace") in seen


@pytest.mark.slow
def test_a_build_that_fails_says_why_in_any_encoding(small: Path) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\nhooks: [nada-日本.py]\n", encoding="utf-8"
    )
    for encoding in ENCODINGS:
        for module in ("claim_manual", "mkdocs"):
            done = subprocess.run(
                [sys.executable, "-m", module, "build"],
                cwd=small,
                env={**os.environ, **encoding},
                capture_output=True,
                check=False,
            )
            assert done.returncode, module
            assert b"UnicodeEncodeError" not in done.stderr
            assert b"nada-" in done.stderr
