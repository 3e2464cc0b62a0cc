"""Joins the verbs: read, check, view, publish. Each way through the program is one function here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from claim_manual import remembered
from claim_manual.judging import free_memory, judged, readable
from claim_manual.model.addresses import (
    BOOKS,
    CALENDAR,
    FEED,
    FORMS,
    OWN_FILES,
    SEARCH,
    language_prefixes,
    page_path,
)
from claim_manual.model.finding import FaultyError, Severity
from claim_manual.model.manual import Manual
from claim_manual.model.page import Asset
from claim_manual.model.reading import Reading
from claim_manual.model.site_page import SitePage
from claim_manual.pages.documents import Online
from claim_manual.pages.every import planned
from claim_manual.pages.markdown import markdown_page
from claim_manual.printing import Order, book_names, site_address, write_books
from claim_manual.publish.folder import is_zipped_here, replacing, write_file, zipped
from claim_manual.publish.leftovers import sweep, sweep_tree
from claim_manual.publish.memory import Memory, program, sources
from claim_manual.publish.offline import write_offline
from claim_manual.publish.ownership import SITE, SOURCES, room_for_file
from claim_manual.publish.press import Progress
from claim_manual.publish.site import make_site
from claim_manual.publish.typesetting import obstacle
from claim_manual.site.pages import Kept, Place
from claim_manual.site.pages import site_pages as pages_in
from claim_manual.view.calendar import calendar
from claim_manual.view.changes import feed
from claim_manual.view.font import FACES, web_face
from claim_manual.view.frame import Frame, frame
from claim_manual.view.hosting import headers, sitemap
from claim_manual.view.navigation import has_state
from claim_manual.view.page_keys import PageKeys
from claim_manual.view.redirects import redirects
from claim_manual.view.search import search_index


def prove(root: Path, today: dt.date, *, strict: bool) -> None:
    """Raises FaultyError where the manual has an error, or a warning where warnings count.

    The same sources on the same day are judged once. What killed programs left among them goes.
    """
    sweep(root)
    for name in SOURCES:
        sweep_tree(root / name)
    memory = Memory(root)
    key = sources(root, today, strict)
    if memory.get("sound", key) is not None:
        return
    manual, findings = judged(root, today)
    faults = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if manual is None or any(one.severity in faults for one in findings):
        raise FaultyError(findings)
    memory.put("sound", key, b"")
    memory.forget_others("sound")


def framed(manual: Manual, lang: str, ending: str) -> Frame:
    """The frame of the site's pages in one language, whose files have this ending."""
    return frame(manual, lang, language_prefixes(manual), ending)


def site_pages(
    manual: Manual, *, with_books: bool, ending: str = "", memory: Memory | None = None
) -> list[SitePage]:
    """Every page of the site in every language; `with_books` says whether they link to PDFs.

    Without an ending each page is a folder of its own. What is in `memory` is not made again.
    """
    place = Place(ending, language_prefixes(manual))
    books = {one: f"{BOOKS}/{name}.pdf" for one, name in book_names(manual).items()}
    online = Online(is_site=True, prefixes=place.prefixes, books=books if with_books else {})
    if memory is None:
        return [page for lang in manual.languages for page in pages_in(manual, lang, place, online)]
    keys = PageKeys(manual, program(), repr((place, online)))
    made = []
    with remembered.layouts(memory):
        for lang in manual.languages:
            kept = Kept(partial(remembered.page, memory), keys)
            for page in pages_in(manual, lang, place, online, kept):
                made.append(page)
                manual.forget("walk", "situations", "numbers")  # of a page that is made
    manual.memo.clear()  # what is still to be made asks for little of it
    memory.forget_others("pages")
    return made


def plain_pages(manual: Manual, root: Path, languages: tuple[str, ...]) -> dict[str, bytes]:
    """The pages as Markdown files, and the files they show, by path."""
    made = {
        f"{lang}/{page.uri}.md": markdown_page(page, f"{lang}/").encode()
        for lang in languages
        for page in (plan.page() for plan in planned(Reading(manual, lang), Online()))
    }
    shown = [path for path in manual.files if path.startswith("docs/") and not path.endswith(".md")]
    return made | {path.removeprefix("docs/"): (root / path).read_bytes() for path in shown}


def assets(
    manual: Manual, pages: Iterable[SitePage], ending: str, site_url: str, memory: Memory
) -> list[Asset]:
    """What the site has beside pages and theme: web fonts, search, feeds, redirects."""
    made = [Asset(f"{OWN_FILES}/fonts/{face}.woff2", web_face(face)) for face in FACES]
    prefixes = language_prefixes(manual)
    by_language: dict[str, list[SitePage]] = {lang: [] for lang in manual.languages}
    for page in pages:
        by_language[page.lang].append(page)
    keep = partial(remembered.page_index, memory)
    for lang, own in by_language.items():
        reading = Reading(manual, lang)
        path = partial(page_path, prefixes[lang], ending=ending)
        made.append(Asset(f"{SEARCH}/{lang}.js", search_index(reading, own, path, keep)))
        made.append(Asset(f"{prefixes[lang]}{FEED}", feed(reading, path, site_url)))
        if has_state(manual):
            content = calendar(reading, path, site_url)
            made.append(Asset(f"{prefixes[lang]}{CALENDAR}", content))
    uris = [page.uri for page in by_language[manual.default_language]]
    if site_url:
        made.append(Asset("sitemap.xml", sitemap(manual, uris, prefixes, ending, site_url)))
    memory.forget_others("search")
    return [*made, *redirects(manual, prefixes, ending)]


def finish(site: Path, manual: Manual) -> None:
    """What the whole site has: its headers for hosts, the list of what can be kept offline, and
    the forms where manual.yml says where they save.
    """
    for asset in headers():
        write_file(site / asset.uri, asset.content)
    write_offline(site)
    if manual.settings.model.editor:
        from claim_manual.forms.admin import admin_files  # loads what makes forms, for few manuals

        for name, content in admin_files(manual, is_local=False).items():
            write_file(site / FORMS / name, content)


def build(
    root: Path, site: Path, today: dt.date, *, strict: bool, with_books: bool, progress: Progress
) -> list[str]:
    """The site of a sound manual, its books under pdf/. The old site stays until all is made.

    What was warned of on the way, a line each. MkDocs makes the site and links to the books; they are printed here, where `progress` is told.
    """
    prove(root, today, strict=strict)
    free_memory()
    has_books = with_books and obstacle() is None
    with replacing(site, root, SITE) as made:
        warnings = make_site(root, made, strict=strict, books="linked" if has_books else "no")
        if has_books:
            manual = readable(root)
            order = Order(root, today, site_address(root, manual), progress=progress)
            write_books(manual, order, made / BOOKS)
    return warnings


def build_offline(
    root: Path, site: Path, today: dt.date, *, strict: bool
) -> tuple[Path, list[str]]:
    """The site as files that open where they lie, and all of it in one zip beside.

    The zip, and what was warned of on the way.
    """
    prove(root, today, strict=strict)
    free_memory()
    archive = site.with_name(f"{site.name}.zip")
    room_for_file(archive, None, is_zipped_here)
    with replacing(site, root, SITE) as made:
        warnings = make_site(root, made, strict=strict, books="no", offline=True)
        write_file(archive, zipped(made, site.name))
    return archive, warnings
