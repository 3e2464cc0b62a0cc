"""Every page of the site in one language, made or taken from what was kept."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from claim_manual.derived.addresses import asset_address, from_file, from_folder
from claim_manual.derived.reading import Reading
from claim_manual.html import Html
from claim_manual.model.manual import Manual
from claim_manual.pages.every import Planned, planned
from claim_manual.pages.page import Online
from claim_manual.site.apart import Apart
from claim_manual.site.blocks import Blocks
from claim_manual.site.lines import Addresses, Lines
from claim_manual.site.page import site_page
from claim_manual.site.page_keys import PageKeys
from claim_manual.site.site_page import SitePage

Keep = Callable[[str, Callable[[], SitePage]], SitePage]
"""From the key of a page and how it is made to the page: made, or kept from before."""


@dataclass(frozen=True)
class SiteLayout:
    """Where the site's pages are: each a folder, or with an `ending` a file; and a language's prefix."""

    ending: str = ""
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def apart(self, uri: str, lang: str) -> Apart:
        """What a page fetches later. A page that opens where it lies names files without versions."""
        address = self.addresses(uri, lang).made
        return Apart(f"{lang}/{uri}", address, is_versioned=not self.ending)

    def addresses(self, uri: str, lang: str) -> Addresses:
        """What links on a page are written as."""
        prefix = self.prefixes.get(lang, "")

        def asset(path: str) -> str:
            return asset_address(prefix + uri, path, folders=not self.ending)

        page = from_file(uri, self.ending) if self.ending else from_folder(uri)
        return Addresses(page, asset, asset)


@dataclass(frozen=True)
class SiteWriter:
    """Writes the pages of one language, and the steps that trees share once for each folder."""

    reading: Reading
    place: SiteLayout
    _used: dict[str, dict[str, Html]] = field(default_factory=dict)

    @cached_property
    def _link_words(self) -> str:
        return self.reading.say("Link to this part")

    def page(self, plan: Planned) -> SitePage:
        """A page, made and written."""
        folder = posixpath.dirname(plan.uri)
        lang = self.reading.lang
        write = Blocks(
            Lines(self.place.addresses(plan.uri, lang)),
            Lines(self.place.addresses(f"{folder}/neighbour", lang)),
            self.place.apart(plan.uri, lang),
            self._used.setdefault(folder, {}),
        )
        return site_page(plan.page(), write, self._link_words)


@dataclass(frozen=True)
class Kept:
    """Pages that were kept from before, and their keys."""

    keep: Keep
    keys: PageKeys


def site_pages(
    manual: Manual, lang: str, place: SiteLayout, online: Online, kept: Kept | None = None
) -> Iterator[SitePage]:
    """Every page in one language, made or kept from before."""
    writer = SiteWriter(Reading(manual, lang), place)
    for plan in planned(writer.reading, online):
        if kept:
            yield kept.keep(kept.keys(plan, lang), partial(writer.page, plan))
        else:
            yield writer.page(plan)
