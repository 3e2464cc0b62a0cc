"""A page of the generator's that is finished already: nothing is left for it to read or render."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import TableOfContents


class FinishedPage(SitePage):
    """Keeps its place among the pages, and gets its words when it is written."""

    def __init__(self, title: str, file: File, config: MkDocsConfig, template: str) -> None:
        super().__init__(title, file, config)
        self.meta = {"template": template}

    def read_source(self, config: MkDocsConfig) -> None:
        """No file has its words."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no Markdown in it."""
        self.content = ""
        self.toc = TableOfContents([])
