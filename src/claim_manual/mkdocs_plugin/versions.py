"""The versions of scripts, styles and fonts, which stand in their addresses.

An address with another version is another file for a browser and for what it keeps, so a page gets
the files that it was made with, and none from before or after.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from claim_manual.publish.offline import is_versioned, version

_IN_STYLE = re.compile(r"""url\((?P<quote>["']?)(?P<address>[^"')?#:]+)(?P=quote)\)""")
"""What a style sheet loads, as far as it is a file of the site."""


class Versions:
    """Versions of files by their path under the root of the site."""

    def __init__(self) -> None:
        self._by_path: dict[str, str] = {}

    @property
    def by_path(self) -> Mapping[str, str]:
        """Path to version."""
        return self._by_path

    def take(self, files: Files, config: MkDocsConfig) -> None:
        """Note the versions of what the site has; its style sheets then name those of their fonts."""
        named = {file.src_uri: file for file in files if is_versioned(file.src_uri)}
        styles = [uri for uri in named if uri.endswith(".css")]
        self._by_path = {uri: _version_of(named[uri]) for uri in named if uri not in styles}
        for uri in styles:
            text = named[uri].content_bytes.decode(errors="surrogateescape")
            content = self._with_fonts(uri, text).encode(errors="surrogateescape")
            if content != named[uri].content_bytes:
                files.remove(named[uri])
                files.append(File.generated(config, uri, content=content))
            self._by_path[uri] = version(content)

    def _with_fonts(self, uri: str, style: str) -> str:
        def versioned(found: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(uri), found["address"]))
            return f"url({found['quote']}{found['address']}{self.query(path)}{found['quote']})"

        return _IN_STYLE.sub(versioned, style)

    def query(self, path: str) -> str:
        """What follows the address of a file; nothing where it has no version."""
        found = self._by_path.get(posixpath.normpath(path))
        return f"?v={found}" if found else ""

    def speak(self, env: Any) -> None:
        """Have the filter `url`, with which templates make addresses, add the version."""
        plain: Callable[[Any, str], str] = env.filters["url"]

        @wraps(plain)  # which says to Jinja, too, that it gets the context
        def url(context: Any, path: str) -> str:
            return plain(context, path) + self.query(str(path))

        env.filters["url"] = url


def _version_of(file: File) -> str:
    return version(file.content_bytes)
