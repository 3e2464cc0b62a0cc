"""claim-manual format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.output import echo
from claim_manual.model.finding import Finding, has_errors, in_order, say
from claim_manual.publish.folder import write_file
from claim_manual.read import NotAManualError
from claim_manual.sources.formatting import formatted, languages_in, under


@command(
    "format",
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    click.option(
        "--check", "only_check", is_flag=True, help="Only say which files it would change."
    ),
)
def format_(call: Call, *, paths: tuple[Path, ...], only_check: bool) -> None:
    """Writes the manual's sources, or those at PATHS, in one form: order of keys, quotes, width.

    Comments stay, and the meaning does: a file with faults is not touched.
    """
    settings = call.root / "manual.yml"
    if not settings.is_file():
        raise NotAManualError(call.root)
    inside = call.inside(paths)
    languages = languages_in(settings.read_text(encoding="utf-8", errors="replace"))
    findings: list[Finding] = []
    changed = 0
    sources = [*under(formatted(call.root, languages), inside)]
    if inside and not sources:
        call.fail(say("There is no source of the manual at {paths}.", paths=", ".join(inside)))
    for source in sources:
        findings += source.findings
        if source.is_changed and source.after is not None:
            changed += 1
            echo(f"{source.path}\n")
            if not only_check:
                write_file(call.root / source.path, source.after.encode())
    if has_errors(findings):
        call.show(in_order(findings))
    if only_check and changed:
        call.tell(say("Not in canonical form: {n}. Run claim-manual format.", n=changed))
    sys.exit(has_errors(findings) or (only_check and changed > 0))


COMMANDS = {"format": format_}
