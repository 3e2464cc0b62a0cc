"""Which files of docs/ and themes the generator publishes and copies."""

from __future__ import annotations

import re
from collections.abc import Container

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from claim_manual.mkdocs_plugin.configured import is_further
from claim_manual.mkdocs_plugin.faults import tell, unpublished


def leave_out(
    files: Files, config: MkDocsConfig, pages: Container[str], told: Container[str], lang: str
) -> None:
    """Takes out the Markdown that is none of the manual's `pages`: HTML in it would run.

    It is told in `lang`, the manual's default language, but for that of the addresses `told`, which
    `check` has told.
    """
    for file in [*files]:
        is_ours = file.src_uri in pages or file.generated_by is not None
        if is_ours or not file.is_documentation_page():
            continue
        files.remove(file)
        is_told = is_further(config) or file.src_uri in told
        if not is_told and file.inclusion.is_included():
            tell(unpublished(config, file.src_uri, lang))


_LEFT_BEHIND = re.compile(
    r"~\$.*|.*~|#.*#|.*\.(bak|backup|rej|swp|swo|swn|tmp)|thumbs\.db|desktop\.ini", re.IGNORECASE
)
"""What editors and file managers leave; in `~$form.docx` Word writes the name of who has it open."""


class CopiedOnce:
    """What is copied as it is was copied with the first language; the others would again."""

    def __init__(self) -> None:
        self._copied: set[str] = set()

    def __call__(self, files: Files, config: MkDocsConfig) -> None:
        """Takes out what was copied before, and what programs leave behind beside a file."""
        for file in [*files]:
            if _LEFT_BEHIND.fullmatch(file.src_uri.rpartition("/")[2]):
                files.remove(file)
        static = [file for file in files if not file.is_documentation_page()]
        if is_further(config):
            for file in static:
                if file.abs_dest_path in self._copied:
                    files.remove(file)
        else:
            self._copied = {file.abs_dest_path for file in static}
