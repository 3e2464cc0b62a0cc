"""The command line. Exit status: 0 done, 1 the manual has errors, 2 the command or the machine."""

from __future__ import annotations

import os
from typing import Any

import click

from claim_manual.cli.checking import check, sentences
from claim_manual.cli.comparing import comment_, diff
from claim_manual.cli.editing import edit
from claim_manual.cli.formatting import format_
from claim_manual.cli.making import build, pages, serve
from claim_manual.cli.output import speak_utf8
from claim_manual.cli.printing import pdf
from claim_manual.cli.reporting import due, notes, report_
from claim_manual.cli.showing import flow
from claim_manual.cli.starting import init, new, schema
from claim_manual.cli.translating import i18n


class _Program(click.Group):
    """The commands, whose output is UTF-8 from the first word on, usage included."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        speak_utf8()
        return super().main(*arguments, **options)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claim-manual")
def main() -> None:
    """Checks a manual of procedures and makes its site and its books."""
    # The processes that help would look for modules in the folder they start in, a manual's, first.
    os.environ["PYTHONSAFEPATH"] = "1"


for _command in (
    check,
    sentences,
    diff,
    comment_,
    format_,
    edit,
    build,
    serve,
    pdf,
    pages,
    flow,
    i18n,
    report_,
    notes,
    due,
    new,
    init,
    schema,
):
    main.add_command(_command)
