"""claim-manual build, serve and pages."""

from __future__ import annotations

import os
import socket
import sys
from functools import partial
from pathlib import Path

import click

from claim_manual.book.typesetting import obstacle
from claim_manual.cli.call import Call, command
from claim_manual.cli.places import centre_option, in_place, placed
from claim_manual.model.finding import say
from claim_manual.publish.folder import replacing, write_tree
from claim_manual.publish.ownership import PAGES
from claim_manual.publish.serving import serve_site
from claim_manual.publish.site_config import CONFIG
from claim_manual.work import build as make


@command(
    "build",
    click.option(
        "--site-dir",
        type=click.Path(path_type=Path),
        help="Where the site goes; site/ if left out.",
    ),
    centre_option,
    click.option("--no-pdf", is_flag=True, help="Leave the print editions out."),
    click.option("--strict", is_flag=True, help="Warnings stop the build."),
    click.option(
        "--offline", is_flag=True, help="Pages that open from the file system, and a zip of them."
    ),
)
def build(
    call: Call,
    *,
    site_dir: Path | None,
    centre_id: str | None,
    no_pdf: bool,
    strict: bool,
    offline: bool,
) -> None:
    """Makes the site, and the print editions under its pdf/.

    For a centre it goes into a folder of its own, site-ID or offline-ID.
    """
    _needs_config(call)
    folder = in_place("offline" if offline else "site", centre_id)
    site = Path(os.path.realpath(site_dir or call.root / folder))
    place = partial(placed, call, centre_id=centre_id)
    if offline:
        call.progress(say("Making the site"))
        archive, warnings = make.build_offline(
            call.root.resolve(), site, call.day, strict=strict, place=place
        )
        call.warn(warnings)
        call.tell(say("Open {file}", file=site / "index.html"))
        call.tell(say("To hand on: {file}", file=archive))
        return
    call.progress(say("Making the site"))
    hindrance = None if no_pdf else obstacle()
    warnings = make.build(
        call.root.resolve(),
        site,
        call.day,
        strict=strict,
        with_books=not no_pdf,
        progress=call.counted,
        place=place,
    )
    call.warn(warnings)
    if hindrance:
        call.tell(hindrance)
        call.tell(say("The site was built without PDFs."))
    call.tell(say("Site: {folder}", folder=site))


@command(
    "serve",
    click.option("--address", default="127.0.0.1:8000", help="Host and port to serve on."),
)
def serve(call: Call, *, address: str) -> None:
    """Serves the site and shows each change of a source file."""
    _needs_config(call)
    call.manual()
    host, _, port = address.rpartition(":")
    try:
        with socket.create_server((host.strip("[]"), int(port))):
            pass
    except (OSError, ValueError, OverflowError):
        call.fail(say("Nothing can be served on {address}: try another port.", address=address))
    try:
        sys.exit(serve_site(call.root.resolve(), address))
    except KeyboardInterrupt:
        sys.exit(0)


@command(
    "pages",
    click.argument("out", type=click.Path(path_type=Path)),
    click.option("--lang", metavar="TAG", help="One language; all if left out."),
)
def pages(call: Call, *, out: Path, lang: str | None) -> None:
    """Writes the pages into OUT as plain Markdown, a folder for each language.

    OUT is new or empty, or has the pages of an earlier call alone: these take their place.
    """
    manual = call.manual()
    languages = (call.language(manual, lang),) if lang else manual.languages
    with replacing(out, call.root, PAGES) as folder:
        write_tree(folder, make.plain_pages(manual, call.root.resolve(), languages))
    call.tell(say("Pages: {folder}", folder=out))


def _needs_config(call: Call) -> None:
    if (call.root / "manual.yml").is_file() and not (call.root / CONFIG).is_file():
        call.fail(say("There is no mkdocs.yml in {folder}.", folder=call.root.resolve()))


COMMANDS = {"build": build, "serve": serve, "pages": pages}
