"""The command line. Exit status: 0 done, 1 the manual has errors, 2 the command or the machine."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import click

from claim_manual.cli.output import speak_utf8

_MODULES = {
    "check": "checking",
    "sentences": "checking",
    "diff": "comparing",
    "comment": "comparing",
    "format": "formatting",
    "rename": "renaming",
    "edit": "editing",
    "build": "making",
    "serve": "making",
    "pages": "making",
    "pdf": "printing",
    "docx": "printing",
    "kit": "training",
    "brief": "briefing",
    "flow": "showing",
    "i18n": "translating",
    "report": "reporting",
    "release-notes": "reporting",
    "due": "reporting",
    "review": "reviewing",
    "progress": "progressing",
    "results": "assessing",
    "import": "importing",
    "export": "exporting",
    "new": "starting",
    "init": "starting",
    "schema": "starting",
}
"""Each command's module, which is loaded when the command is asked for; its COMMANDS has it."""


class _Commands(Mapping[str, click.Command]):
    """The commands by name, each loaded when it is looked up: most need much, and no two the same."""

    def __getitem__(self, name: str) -> click.Command:
        was_on = gc.isenabled()
        gc.disable()  # nothing that is loaded is garbage, and looking for some takes a tenth of it
        try:
            command: click.Command = import_module(f"{__name__}.{_MODULES[name]}").COMMANDS[name]
        finally:
            if was_on:
                gc.enable()
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


class _Program(click.Group):
    """The commands, whose output is UTF-8 from the first word on, usage included."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        speak_utf8()
        return super().main(*arguments, **options)


@click.group(
    cls=_Program,
    commands=_Commands(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="claim-manual")
def main() -> None:
    """Checks a manual of procedures and makes its site and its books."""
    # The processes that help would look for modules in the folder they start in, a manual's, first.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Windows would look for git in that folder too.
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
