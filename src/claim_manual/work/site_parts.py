"""What a site is made of: its pages, the frames around them, and what it has beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path

from claim_manual.book.desk_sheet import sheet_name
from claim_manual.charts.font import FACES, beyond_latin, web_face, web_scripts
from claim_manual.derived.addresses import (
    BOOKS,
    CALENDAR,
    CENTRES_DATA,
    CENTRES_SCRIPT,
    FEED,
    FORMS,
    HSDS_DATA,
    OWN_FILES,
    SEARCH,
    language_prefixes,
    page_path,
)
from claim_manual.derived.centres import shown_centres
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.navigation import has_reviews
from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import stop_numbers
from claim_manual.derived.translations import stale
from claim_manual.exchange.hsds import hsds
from claim_manual.model.manual import Manual
from claim_manual.pages.page import Online
from claim_manual.proof.program import program as program_of
from claim_manual.proof.walks import walk
from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.publish.offline import take_out_strays, write_offline
from claim_manual.site.calendar import calendar
from claim_manual.site.centre_data import centre_data, centre_script
from claim_manual.site.feed import feed
from claim_manual.site.fonts import face_rule
from claim_manual.site.frame import Frame, frame
from claim_manual.site.hosting import headers, sitemap
from claim_manual.site.page_keys import PageKeys
from claim_manual.site.pages import Kept, SiteLayout
from claim_manual.site.pages import site_pages as pages_in
from claim_manual.site.redirects import redirects
from claim_manual.site.search import search_index
from claim_manual.site.search_pages import PageIndex
from claim_manual.site.site_page import Asset, SitePage
from claim_manual.work import remembered
from claim_manual.work.printing import book_names

_IN_SCRIPTS = "→↑↓"
"""What the scripts of the site write, whether or not a page has it."""


def framed(manual: Manual, lang: str, ending: str) -> Frame:
    """The frame of the site's pages in one language, whose files have this ending."""
    return frame(manual, lang, language_prefixes(manual), ending)


def address(manual: Manual, configured: str) -> str:
    """Where the manual is online: what manual.yml says, or else the generator; empty if neither."""
    return (manual.settings.model.site_url or configured).rstrip("/")


def site_pages(
    manual: Manual, *, with_books: bool, ending: str = "", memory: Memory | None = None
) -> list[SitePage]:
    """Every page of the site in every language; `with_books` says whether they link to PDFs.

    Without an ending each page is a folder of its own. What is in `memory` is not made again.
    """
    place = SiteLayout(ending, language_prefixes(manual))
    books = {spoken: f"{BOOKS}/{name}.pdf" for spoken, name in book_names(manual).items()}
    online = Online(is_site=True, prefixes=place.prefixes)
    if with_books:
        online = replace(online, books=books, sheets=_sheets(manual))
    if memory is None:
        return [page for lang in manual.languages for page in pages_in(manual, lang, place, online)]
    key = digest(program(), fingerprint(manual), repr((place, online)))
    pages = remembered.all_pages(memory, key)
    if pages is None:
        pages = _new_pages(manual, (place, online), memory, key)
    memory.forget_others("pages")
    return pages


def _sheets(manual: Manual) -> dict[str, str]:
    """Where the sheets of a centre lie, by language."""
    if manual.at is None:
        return {}
    return {lang: f"{BOOKS}/{sheet_name(lang, manual.at.id)}.pdf" for lang in manual.languages}


def _new_pages(
    manual: Manual, target: tuple[SiteLayout, Online], memory: Memory, key: str
) -> list[SitePage]:
    """The pages of a manual that was changed: each kept by what it is made of, their list by `key`."""
    pages: dict[str, list[SitePage]] = {lang: [] for lang in manual.languages}
    names: dict[str, list[str]] = {lang: [] for lang in manual.languages}

    def keep(name: str, make: Callable[[], SitePage]) -> SitePage:
        page = remembered.page(memory, name, make)
        names[page.lang].append(name)
        return page

    kept = Kept(keep, PageKeys(manual, program(), repr(target)))
    with remembered.layouts(memory):
        # Language by language for each page, which asks for the same derived facts in all.
        for in_all in zip_longest(*(pages_in(manual, lang, *target, kept) for lang in pages)):
            for page in filter(None, in_all):
                pages[page.lang].append(page)
            manual.derived.forget(walk, program_of, stop_numbers)  # of a page that is made
    manual.derived.clear(stale, fingerprint)  # what is still to be made asks for little of it
    remembered.put_list(memory, key, [*chain.from_iterable(names.values())])
    return [*chain.from_iterable(pages.values())]


def assets(
    manual: Manual, pages: Iterable[SitePage], ending: str, site_url: str, memory: Memory
) -> list[Asset]:
    """What the site has beside pages and theme: web fonts, search, feeds, redirects.

    Rules that have the name of the theme's style sheet are to be added to it.
    """
    prefixes = language_prefixes(manual)
    by_language: dict[str, list[SitePage]] = {lang: [] for lang in manual.languages}
    names = (language.name for language in manual.settings.model.languages.values())
    letters = {*beyond_latin("".join((*names, _IN_SCRIPTS)))}
    assets_made = []
    for page in pages:
        by_language[page.lang].append(page)
        letters.update(page.beyond_latin)
        assets_made += page.apart
    assets_made += _web_fonts("".join(letters), memory)
    is_new = False

    def keep(made_of: tuple[object, ...], make: Callable[[], PageIndex]) -> PageIndex:
        nonlocal is_new
        is_new = True
        return remembered.page_index(memory, made_of, make)

    common = (program(), fingerprint(manual), ending, prefixes)
    for lang, pages_of_language in by_language.items():
        reading = Reading(manual, lang)
        path = partial(page_path, prefixes[lang], ending=ending)
        key = digest(
            *common, lang, [hashlib.sha256(page.packed).hexdigest() for page in pages_of_language]
        )
        content = remembered.index(
            memory, key, partial(search_index, reading, pages_of_language, path, keep)
        )
        assets_made.append(Asset(f"{SEARCH}/{lang}.js", content))
        assets_made.append(Asset(f"{prefixes[lang]}{FEED}", feed(reading, path, site_url)))
        if shown_centres(manual) and not manual.at:
            assets_made.append(_centres(reading, prefixes[lang], ending))
            assets_made.append(Asset(f"{prefixes[lang]}{HSDS_DATA}", hsds(reading, site_url)))
        if has_reviews(manual):
            content = calendar(reading, path, site_url)
            assets_made.append(Asset(f"{prefixes[lang]}{CALENDAR}", content))
    uris = [page.uri for page in by_language[manual.default_language]]
    if site_url:
        assets_made.append(Asset("sitemap.xml", sitemap(manual, uris, prefixes, ending, site_url)))
    memory.forget_others("indexes")
    if is_new:
        memory.forget_others("search")
    return [*assets_made, *redirects(manual, prefixes, ending)]


def _centres(reading: Reading, prefix: str, ending: str) -> Asset:
    """Centres for the browser; to files that are opened where they lie, as a script."""
    if not ending:
        return Asset(f"{prefix}{CENTRES_DATA}", centre_data(reading))
    return Asset(f"{prefix}{CENTRES_SCRIPT}", centre_script(reading))


def _web_fonts(letters: str, memory: Memory) -> Iterator[Asset]:
    """The faces of the typeface, and for what they lack of `letters` just these of further families.

    The style sheet names the characters of each, so that only a page that shows one loads it.
    """
    for face in FACES:
        yield Asset(f"{OWN_FILES}/fonts/{face}.woff2", web_face(face))
    rules = []
    for script in web_scripts(letters):
        name = f"fonts/further/{script.family}.woff2"
        yield Asset(f"{OWN_FILES}/{name}", remembered.web_script(memory, script))
        rules.append(face_rule(name, script.characters))
    if rules:
        yield Asset(f"{OWN_FILES}/claim-manual.css", "".join(rules).encode())
    memory.forget_others("scripts")


def finish(site: Path, manual: Manual, *, is_whole: bool) -> None:
    """What the whole site has: its headers for hosts, the list of what can be kept offline, and
    the forms where manual.yml says where they save.

    Files that open where they lie (not `is_whole`) are kept as they are.
    """
    for asset in headers():
        write_file(site / asset.uri, asset.content)
    if is_whole:
        write_offline(site)
    take_out_strays(site)
    if manual.settings.model.editor:
        from claim_manual.forms.admin import admin_files  # loads what makes forms, for few manuals

        for name, content in admin_files(manual).items():
            write_file(site / FORMS / name, content)
