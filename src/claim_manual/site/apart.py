"""What a page fetches when somebody wants it: a template whose content is a script of its own.

A script, because that is what a browser also reads of a page that is opened where it lies.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from claim_manual.derived.addresses import APART
from claim_manual.html import Html, element
from claim_manual.publish.offline import version
from claim_manual.site.site_page import Asset


@dataclass(frozen=True)
class Apart:
    """The parts of one page that it fetches, in their order, and how the page names a file.

    `name` is of the page and its language; `is_versioned` where addresses have the version of what
    they lead to.
    """

    name: str
    address: Callable[[str], str]
    is_versioned: bool
    parts: list[Asset] = field(default_factory=list)

    def picture(self, content: Html) -> str:
        """The address of a picture (SVG), for readers without scripts."""
        return self.address(self._kept(content.encode(), "svg"))

    def _kept(self, content: bytes, ending: str) -> str:
        uri = posixpath.join(APART, f"{self.name}-{len(self.parts) + 1}.{ending}")
        self.parts.append(Asset(uri, content))
        return uri

    def __call__(self, content: Html, name: str | None = None) -> Html:
        """A template that the page's script fills with this content."""
        filled = json.dumps(str(content), ensure_ascii=False)
        script = f"document.currentScript.fill({filled});\n".encode()
        uri = self._kept(script, "js")
        query = f"?v={version(script)}" if self.is_versioned else ""
        return element("template", id=name, data_apart=f"{self.address(uri)}{query}")
