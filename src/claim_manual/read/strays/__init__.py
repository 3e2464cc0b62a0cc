"""Files and folders that belong to no kind of source: each rule is a function of a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claim_manual.model.documents import Settings
from claim_manual.model.finding import Finding
from claim_manual.read.listing import Listing
from claim_manual.read.site_settings import SiteSettings
from claim_manual.read.strays.idle_templates import idle_templates
from claim_manual.read.strays.misplaced_files import misplaced_file
from claim_manual.read.strays.published_sources import published_sources
from claim_manual.read.strays.raw_answers import raw_answers
from claim_manual.read.strays.stray import Stray, strays_in
from claim_manual.read.strays.unknown_registers import unknown_register
from claim_manual.read.strays.unnamed_languages import unnamed_language
from claim_manual.read.strays.unread_files import unread_file
from claim_manual.read.strays.unread_folders import unread_folders
from claim_manual.read.strays.unread_neighbours import unread_neighbours
from claim_manual.read.strays.wrong_endings import wrong_ending

StrayRule = Callable[[Stray], Finding | None]

STRAY_RULES: tuple[StrayRule, ...] = (
    raw_answers,
    wrong_ending,
    misplaced_file,
    unnamed_language,
    unknown_register,
    unread_file,
)
"""In order of precedence: of a file only the first finding is reported."""


def strays(listing: Listing, settings: Settings, site: SiteSettings) -> Iterator[Finding]:
    """A finding for each file and folder that is no source and was probably meant as one."""
    languages = tuple(settings.languages)
    for stray in strays_in(listing, languages):
        findings = (rule(stray) for rule in STRAY_RULES)
        yield from [finding for finding in findings if finding][:1]
    yield from unread_folders(listing.root, languages)
    yield from unread_neighbours(listing.root, languages)
    yield from published_sources(listing)
    yield from idle_templates(listing, site)
