"""What mkdocs.yml says of which files MkDocs publishes and takes; MkDocs judges the rest of it.

Only here is pathspec known, by which MkDocs matches names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pathspec import GitIgnoreSpec

from claim_manual.read.yaml_door import untyped

_ALWAYS = (".*", "/templates/")
"""What MkDocs leaves out of docs_dir, whatever mkdocs.yml says."""
_KEYS = ("exclude_docs", "draft_docs")


@dataclass(frozen=True)
class SiteSettings:
    """`templates` is the folder whose files take the place of the program's; "" for none.

    `is_known` is False where mkdocs.yml is no YAML, or goes on in another file.
    """

    templates: str = ""
    is_known: bool = True
    _excluded: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(_ALWAYS))

    def excludes(self, uri: str) -> bool:
        """Whether a file of docs/ is not to be published."""
        return self._excluded.match_file(uri)


def site_settings(text: str) -> SiteSettings:
    """Of a mkdocs.yml, tags and all."""
    settings = untyped(text)
    if not isinstance(settings, dict) or "INHERIT" in settings:
        return SiteSettings(is_known=False)
    written = (settings.get(key) for key in _KEYS)
    lines = [line for value in written if isinstance(value, str) for line in value.split("\n")]
    theme = settings.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return SiteSettings(_folder(folder), _excluded=GitIgnoreSpec.from_lines([*_ALWAYS, *lines]))


def _folder(written: Any) -> str:
    return written.removeprefix("./").rstrip("/") if isinstance(written, str) else ""
