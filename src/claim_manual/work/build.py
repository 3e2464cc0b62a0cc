"""The ways that end in pages: the site with its books, the site as files, plain Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claim_manual.book.press import Progress
from claim_manual.book.typesetting import obstacle
from claim_manual.derived.addresses import BOOKS
from claim_manual.derived.reading import Reading
from claim_manual.mkdocs_plugin import Given, make_site
from claim_manual.model.finding import FaultyError
from claim_manual.model.manual import Manual
from claim_manual.pages.every import planned
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online
from claim_manual.publish.folder import is_zipped_here, replacing, write_file, zipped
from claim_manual.publish.heap import give_large_texts_back, trim
from claim_manual.publish.memory import Memory
from claim_manual.publish.ownership import SITE, room_for_file
from claim_manual.work.brief_limits import faults_of_length
from claim_manual.work.briefs import write_briefs
from claim_manual.work.kits import write_kits
from claim_manual.work.local_sheets import write_sheets
from claim_manual.work.media_files import documents, pictures
from claim_manual.work.printing import Order, write_books
from claim_manual.work.site_parts import address
from claim_manual.work.soundness import sound_once
from claim_manual.work.word_editions import write_word_files

Place = Callable[[Manual], Manual]
"""Makes of a manual the one of which the site is: that of a centre, or the same."""


def _as_it_is(manual: Manual) -> Manual:
    return manual


def build(
    root: Path,
    site: Path,
    today: dt.date,
    *,
    strict: bool,
    with_books: bool,
    progress: Progress,
    place: Place = _as_it_is,
) -> list[str]:
    """The site of a sound manual, its books under pdf/. The old site stays until all is made.

    What was warned of on the way, a line each. The manual is read and judged once, here; the site
    generator gets it, and links to the books, which are printed after it.
    """
    give_large_texts_back()
    manual = place(sound_once(root, today, strict=strict))
    has_books = with_books and obstacle() is None
    order = Order(root, today, progress=progress)
    if has_books and (faults := faults_of_length(manual, order)):
        raise FaultyError(faults)
    trim()
    with replacing(site, root, SITE) as folder:
        site_made = make_site(
            root, folder, Given(manual, has_linked_books=has_books), strict=strict
        )
        if has_books:
            order = replace(order, site_url=address(manual, site_made.address))
            write_books(manual, order, folder / BOOKS)
            write_sheets(manual, order, folder / BOOKS)
            write_word_files(manual, order, folder / BOOKS)
            write_kits(manual, order, folder)
            write_briefs(manual, order, folder)
    return site_made.warnings


def build_offline(
    root: Path, site: Path, today: dt.date, *, strict: bool, place: Place = _as_it_is
) -> tuple[Path, list[str]]:
    """The site as files that open where they lie, and all of it in one zip beside.

    The zip, and what was warned of on the way.
    """
    give_large_texts_back()
    manual = place(sound_once(root, today, strict=strict))
    archive = site.with_name(f"{site.name}.zip")
    room_for_file(archive, None, is_zipped_here)
    with replacing(site, root, SITE) as folder:
        site_made = make_site(root, folder, Given(manual, is_offline=True), strict=strict)
        write_file(archive, zipped(folder, site.name))
    return archive, site_made.warnings


def plain_pages(manual: Manual, root: Path, languages: tuple[str, ...]) -> dict[str, bytes]:
    """The pages as Markdown files, and the files they show, by path."""
    pages = {
        f"{lang}/{page.uri}.md": markdown_page(page, f"{lang}/").encode()
        for lang in languages
        for page in (plan.page() for plan in planned(Reading(manual, lang), Online()))
    }
    shown = dict(pictures(manual, Memory(root)))
    given = {path: file.read_bytes() for path, file in documents(manual, root)}
    return pages | shown | given
