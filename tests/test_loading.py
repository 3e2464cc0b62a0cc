"""Each command loads what it needs: Python starting is most of what a short command takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "babel.dates", "docx", "fontTools", "jinja2", "markdown", "markdown_it", "merman", "mkdocs", "pikepdf",
    "polib", "pydantic", "segno", "snowballstemmer", "weasyprint", "yaml",
)  # fmt: skip
LOADED = """\
import sys
from claim_manual.cli import main
try:
    main(sys.argv[1:], prog_name="claim-manual")
except SystemExit:
    pass
print("\\n", *sorted(sys.modules))
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that are loaded when the command ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert not done.stderr.startswith("Traceback")
    return set(done.stdout.rpartition("\n")[0].rpartition("\n")[2].split())


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--version",), ()),
        (("check",), ("babel.dates", "markdown_it", "pydantic", "yaml")),
        (("check", "--strict"), ("babel.dates", "markdown_it", "pydantic", "yaml")),
        (("format", "--check"), ("babel.dates", "markdown_it", "pydantic", "yaml")),
        (("flow", "paths", "receive-request"), ("babel.dates", "markdown_it", "pydantic", "yaml")),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    small: Path, arguments: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    modules = loaded(small, *arguments)
    assert [name for name in HEAVY if name in modules] == sorted(wanted)


def test_every_command_can_be_loaded_and_is_called_what_it_is_listed_as() -> None:
    from claim_manual.cli import main

    assert [command.name for command in main.commands.values()] == [*main.commands]


@pytest.mark.slow
def test_a_leaflet_that_was_printed_before_is_bound_and_no_more(small: Path) -> None:
    command = ("pdf", "--procedure", "receive-request", "--lang", "en", "-o", "leaflet.pdf")
    assert "weasyprint" in loaded(small, *command)
    first = (small / "leaflet.pdf").read_bytes()
    again = loaded(small, *command)
    assert {
        "pikepdf",
        "weasyprint",
        "fontTools",
        "merman",
        "mkdocs",
    } & again == {"pikepdf"}
    assert (small / "leaflet.pdf").read_bytes() == first
