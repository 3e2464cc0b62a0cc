"""What a site is filled with: a manual that has no error, its pages, and the frames around them."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig

from claim_manual.mkdocs_plugin.configured import root_of
from claim_manual.mkdocs_plugin.faults import day_of_build, disagreements, idle, unused
from claim_manual.mkdocs_plugin.given import Given
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.publish.memory import Memory
from claim_manual.read import NotAManualError
from claim_manual.site.frame import Frame
from claim_manual.site.site_page import Asset, SitePage
from claim_manual.work import site_parts
from claim_manual.work.judging import judged


@dataclass(frozen=True)
class Content:
    """The manual, a frame for each language, and each page by its file's name in the generator."""

    manual: Manual
    ending: str
    frames: dict[str, Frame]
    pages: dict[str, SitePage]

    def assets(self, site_url: str, memory: Memory) -> list[Asset]:
        """What the site has beside pages and theme."""
        return site_parts.assets(self.manual, self.pages.values(), self.ending, site_url, memory)


def read(config: MkDocsConfig, given: Given | None) -> tuple[Manual | None, list[Finding]]:
    """The manual, if there is one, and what is wrong with it or with mkdocs.yml."""
    root = root_of(config)
    try:
        manual, findings = (given.manual, []) if given else judged(root, day_of_build())
    except NotAManualError:
        missing = say("There is no manual.yml in {folder}.", folder=root)
        return None, [error(Place("manual.yml"), "unreadable-file", missing)]
    if manual is None:
        return None, findings
    return manual, [
        *findings,
        *disagreements(config, manual),
        *unused(config),
        *idle(config, manual),
    ]


def content(manual: Manual, config: MkDocsConfig, memory: Memory, *, has_books: bool) -> Content:
    """What a manual's site is filled with; its pages link to books where there are some."""
    ending = "" if config.use_directory_urls else ".html"
    frames = {lang: site_parts.framed(manual, lang, ending) for lang in manual.languages}
    pages = site_parts.site_pages(manual, with_books=has_books, ending=ending, memory=memory)
    return Content(manual, ending, frames, {f"{page.uri}.{page.lang}.md": page for page in pages})
