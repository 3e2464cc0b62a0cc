"""Pages with all that stands around them, kept under keys of what they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from claim_manual.mkdocs_plugin.content import Content
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.site.frame import around
from claim_manual.site.site_page import SitePage

KIND = "site"
"""Under which whole pages are kept in the cache."""


@dataclass(frozen=True)
class _WholePage:
    """A page with all that stands around it: the key under which it is kept, and what the theme says."""

    key: str
    around: dict[str, Any]


def around_all(config: MkDocsConfig, shown_by: tuple[Any, ...], shown: Mapping[str, Any]) -> str:
    """A digest of what stands around all pages: what shows it, the manual's own templates and the
    versions of scripts and styles; and what is shown with each page of a language.
    """
    return digest(
        program(),
        shown_by,
        config.site_url,
        config.extra_css,
        [str(script) for script in config.extra_javascript],
        shown,
    )


class WholePages:
    """The whole pages of a site, by their files' names in the generator: one is written at a time."""

    def __init__(self) -> None:
        self._by_uri: dict[str, _WholePage] = {}
        self._kept: bytes | None = None

    def __contains__(self, uri: str) -> bool:
        return uri in self._by_uri

    def add(self, file: File, page: SitePage, content: Content, site_url: str, common: str) -> None:
        """A page that will be written; `common` is the digest of what stands around all pages."""
        root = get_relative_url(".", file.url)
        frame_words = around(content.frames, page, root=root, site_url=site_url)
        made_of = hashlib.sha256(page.packed).hexdigest()
        key = digest(common, page.lang, made_of, page.contents, frame_words)
        self._by_uri[file.src_uri] = _WholePage(key, frame_words)

    def around(self, uri: str) -> dict[str, Any]:
        """What the theme says of a page."""
        return self._by_uri[uri].around

    def is_kept(self, uri: str, memory: Memory) -> bool:
        """Whether the page that is written next was made before; then it is held until it is written."""
        self._kept = memory.get(KIND, self._by_uri[uri].key)
        return self._kept is not None

    def written(self, uri: str, output: str, memory: Memory) -> str:
        """The page as it was made before, or as it is now, which is kept."""
        kept, self._kept = self._kept, None
        if kept is not None:
            return kept.decode()
        memory.put(KIND, self._by_uri[uri].key, output.encode())
        return output
