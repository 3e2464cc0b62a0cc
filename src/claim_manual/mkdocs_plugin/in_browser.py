"""Charts drawn in the reader's browser: mkdocs-mermaid2-plugin called, with the manual's own Mermaid.

The plugin makes the fences of a page places for Mermaid and puts its scripts after them. What it
writes into a page as a script goes into a file, since the policy of the site lets no other run.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from mermaid2.plugin import MarkdownMermaidPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from claim_manual.mkdocs_plugin.configured import silence
from claim_manual.mkdocs_plugin.faults import IN_BROWSER
from claim_manual.mkdocs_plugin.versions import Versions
from claim_manual.site.frame import script_address
from claim_manual.site.site_page import Asset

MERMAID = "assets/mermaid.min.js"
"""The manual's own copy of Mermaid, below docs/."""
STARTED = script_address("diagrams-start")
"""The file of what the plugin would have run within each page."""
BEFORE = script_address("diagrams")
"""What Mermaid needs so that the policy lets it style what it draws."""
_AS_LARGE_AS_SET = {"useMaxWidth": False}
_ARGUMENTS: dict[str, Any] = {
    "startOnLoad": True,
    "securityLevel": "strict",
    "theme": "neutral",
    "htmlLabels": True,
    **dict.fromkeys(("flowchart", "sequence", "state"), _AS_LARGE_AS_SET),
}
"""What Mermaid is told, whatever mkdocs.yml says: nothing that an author writes runs."""
_FENCE = re.compile(r'<code class="language-mermaid">.*?</code>', re.DOTALL)
_TAG = re.compile(r"&lt;(?=[a-z/!?])(?!br\s*/?&gt;)", re.IGNORECASE)
"""What a browser would take for the beginning of an element, were it HTML."""
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class InBrowser:
    """The plugin for one site. Where mkdocs.yml names it, that one is taken, and called here alone."""

    def __init__(self, config: MkDocsConfig) -> None:
        named = config.plugins.get(IN_BROWSER)
        self._plugin = (
            named if isinstance(named, MarkdownMermaidPlugin) else MarkdownMermaidPlugin()
        )
        given = self._plugin.config.get("arguments") or {}
        settings = {"javascript": MERMAID, "arguments": given | _ARGUMENTS}
        self._plugin.load_config(settings, config_file_path=config.config_file_path)
        silence(config, IN_BROWSER)
        self._plugin.on_config(config)
        self._started = _SCRIPT.findall(self._written(_PLACE, _NO_PAGE, config))[-1]

    def asset(self) -> Asset:
        """What the plugin has every page with a chart run, as a file."""
        return Asset(STARTED, self._started.encode())

    def page(self, output: str, page: Page, config: MkDocsConfig, versions: Versions) -> str:
        """A whole page whose charts are drawn where it is read."""
        if not _FENCE.search(output):
            return output
        harmless = _FENCE.sub(lambda fence: _TAG.sub("&lt;\u2060", fence[0]), output)
        written = self._written(harmless, page, config)
        library = get_relative_url(MERMAID, page.url)
        own = "".join(_script(path, page, versions) for path in (BEFORE, STARTED))
        return written.replace(
            f'<script src="{library}"></script>', _script(MERMAID, page, versions)
        ).replace(f"<script>{self._started}</script>", own)

    def _written(self, output: str, page: Any, config: MkDocsConfig) -> str:
        return str(self._plugin.on_post_page(output, config=config, page=page))


_PLACE = '<body><div class="mermaid"></div></body>'
_NO_PAGE = SimpleNamespace(title="", url="")


def _script(path: str, page: Page, versions: Versions) -> str:
    address = f"{get_relative_url(path, page.url)}{versions.query(path)}"
    return f'<script src="{address}"></script>'
