"""claim-manual progress."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.derived.addresses import language_prefixes, page_path
from claim_manual.derived.reading import Reading
from claim_manual.pages.alone import alone
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Page, anchored
from claim_manual.pages.progress import progress_page
from claim_manual.pages.wrapped import Paper, mail, wrapped_page
from claim_manual.site.alone import page_alone
from claim_manual.work.printing import site_address
from claim_manual.work.progress import SinceError, progress, since
from claim_manual.work.word_editions import template

FORMATS = ("text", "md", "html", "docx", "mail")
_ENDINGS = {".txt": "text", ".md": "md", ".html": "html", ".htm": "html", ".docx": "docx"}
_WIDTH = 100
"""How many characters a line of a terminal has at most."""


@command(
    "progress",
    click.option(
        "--since",
        "written",
        metavar="DATE",
        default="7d",
        help="From this day on: 2026-11-21, 7d, 2w, or a revision of git; a week if left out.",
    ),
    click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        help="As what; as the file's name ends if left out, or text.",
    ),
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file to write; otherwise shown.",
    ),
)
def progress_(
    call: Call, *, written: str, kind: str | None, lang: str | None, output: Path | None
) -> None:
    """Says how work on the manual goes, on one page for its team.

    What changed since a day, what waits for whom, rounds of review, and what is due.
    """
    kind = kind or (_ENDINGS.get(output.suffix.lower()) if output else None) or "text"
    try:
        from_when = since(call.root, written, call.day)
    except SinceError as failure:
        call.fail(*failure.args)
    manual = call.manual()
    reading = Reading(manual, call.language(manual, lang))
    team_page = progress(call.root, manual, reading.lang, from_when, call.day)
    page = _by_itself(call, reading, anchored(progress_page(reading, team_page)))
    if kind == "docx":
        file = output or call.root / f"{page.uri}-{reading.lang}.docx"
        call.write(file, _word(call, reading, page))
        return
    call.give(_written(kind, reading, page), output, is_for_people=kind == "text")


def _by_itself(call: Call, reading: Reading, page: Page) -> Page:
    """The page with links to the site, where the manual has one."""
    root = site_address(call.root, reading.manual)
    prefix = language_prefixes(reading.manual)[reading.lang]

    def address(goal: PageGoal) -> str:
        place = f"#{goal.anchor}" if goal.anchor else ""
        return f"{root}/{page_path(prefix, goal.uri, '')}{place}" if root else ""

    return alone(page, address)


def _written(kind: str, reading: Reading, page: Page) -> str:
    """The page as text of this kind, ending in a line break."""
    match kind:
        case "html":
            return page_alone(page, reading.say)
        case "md":
            return markdown_page(page, "")
        case "mail":
            return mail(reading, page)
        case _:
            return wrapped_page(page, Paper(_width()))


def _width() -> int:
    """How many characters a line of the terminal has; of anything else always as many."""
    if not sys.stdout.isatty():
        return _WIDTH
    return min(shutil.get_terminal_size((_WIDTH, 0)).columns, _WIDTH)


def _word(call: Call, reading: Reading, page: Page) -> bytes:
    from claim_manual.office.word import Chapter, WordBook, word_file  # much to load, seldom used

    running = reading.plain(reading.manual.settings.model.title)
    book = WordBook(page.title, running, "", (Chapter(page),), reading.say, day=call.day)
    return word_file(book, template(call.root))


COMMANDS = {"progress": progress_}
