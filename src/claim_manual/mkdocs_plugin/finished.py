"""A page of the generator's that is finished already: nothing is left for it to read or render."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkdocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from claim_manual.site.site_page import SitePage


class FinishedPage(MkdocsPage):
    """Keeps its place among the pages, and gets its words when it is written."""

    def read_source(self, config: MkDocsConfig) -> None:
        """No file has its words."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no Markdown in it."""
        self.content = ""
        self.toc = TableOfContents([])


def contents_of(page: SitePage) -> TableOfContents:
    """The headings of a page under its title, as MkDocs holds them."""
    title = AnchorLink(page.title, "", 1)
    parent = title
    for heading in page.contents:
        link = AnchorLink(heading.title, heading.anchor, heading.level)
        if heading.level <= 2:
            title.children.append(link)
            parent = link
        else:
            parent.children.append(link)
    return TableOfContents([title])
