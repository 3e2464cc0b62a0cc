"""What centres need of scripts and styles: added where a manual has them, else left out."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from claim_manual.derived.addresses import OWN_FILES
from claim_manual.derived.centres import has_editions
from claim_manual.model.manual import Manual
from claim_manual.site.frame import CENTRE_PARTS, PLACE_FILES, PLACE_PARTS


def add_places(files: Files, config: MkDocsConfig, manual: Manual) -> None:
    """Adds the parts to the files that every page loads; leaves out all of it that is not wanted."""
    can_choose = has_editions(manual)
    for part, whole in PLACE_PARTS.items():
        _add(files, config, part, whole if can_choose else "")
    for part, whole in CENTRE_PARTS.items():
        _add(files, config, part, whole if manual.at else "")
    for name in () if can_choose else PLACE_FILES:
        _taken_out(files, name)


def _add(files: Files, config: MkDocsConfig, part: str, whole: str) -> None:
    """A file at the end of another one, or nowhere."""
    content = _taken_out(files, part)
    if content and whole:
        before = _taken_out(files, whole)
        uri = f"{OWN_FILES}/{whole}"
        files.append(File.generated(config, uri, content=before + content))


def _taken_out(files: Files, name: str) -> bytes:
    """What is in a file of ours, which is no more one of the site."""
    file = files.get_file_from_path(f"{OWN_FILES}/{name}")
    if file is None:
        return b""
    files.remove(file)
    return file.content_bytes
