"""What of mkdocs.yml is known without the site generator."""

from __future__ import annotations

import re
from pathlib import Path

CONFIG = "mkdocs.yml"
_ADDRESS = re.compile(r"^site_url:[ \t]*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


class SiteError(Exception):
    """The site could not be made; the argument is what the generator and its plugins said."""


def configured_address(root: Path) -> str:
    """The address of the site as mkdocs.yml has it; empty where it has none."""
    try:
        match = _ADDRESS.search((root / CONFIG).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return match.group(1) if match else ""
