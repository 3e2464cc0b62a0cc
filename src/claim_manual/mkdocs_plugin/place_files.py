"""What choosing a centre needs of scripts and styles: added where a manual has centres, else left out."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from claim_manual.site.frame import PLACE_FILES, PLACE_PARTS


def add_places(files: Files, config: MkDocsConfig, *, is_wanted: bool) -> None:
    """Adds the parts to the files that every page loads; leaves out all of it where it is not wanted."""
    for uri, part in PLACE_PARTS.items():
        whole, added = files.get_file_from_path(uri), files.get_file_from_path(part)
        if added is None or whole is None:
            continue
        files.remove(added)
        if is_wanted:
            content = whole.content_bytes + added.content_bytes
            files.remove(whole)
            files.append(File.generated(config, uri, content=content))
    for uri in () if is_wanted else PLACE_FILES:
        if file := files.get_file_from_path(uri):
            files.remove(file)
