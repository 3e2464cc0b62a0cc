"""Which files stand at the addresses that authors write, and which sources show them."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.derived.links import LinkKind, file_at, goal
from claim_manual.derived.parts import parts_of
from claim_manual.derived.written_links import linked_from
from claim_manual.model.derived import derived
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.media import Media
from claim_manual.model.sources import FILE


@derived
def shown_files(manual: Manual) -> Mapping[str, tuple[str, ...]]:
    """By the path of a source the paths of the files that its texts show or link to, each once."""
    written: dict[str, dict[str, None]] = {}
    for path, href in linked_from(manual):
        target = goal(manual, path, href)
        if target.way is LinkKind.FILE:
            written.setdefault(path, {})[target.source] = None
    return {path: tuple(files) for path, files in written.items()}


@derived
def published(manual: Manual) -> tuple[Media, ...]:
    """The files that the site has: those under docs/, and those beside texts that show them."""
    shown = {path for paths in shown_files(manual).values() for path in paths}
    return tuple(
        media
        for path, media in manual.media.items()
        if path.startswith(f"{FILE.folder}/") or path in shown
    )


def files_of(manual: Manual, document: AnyDocument) -> frozenset[str]:
    """The paths of the files that a document's page shows or gives along, also through its forms."""
    beside = [prose.path for prose in manual.companions if prose.id == document.id]
    shown = {
        file for path in (document.path, *beside) for file in shown_files(manual).get(path, ())
    }
    references = parts_of(manual, document.model).references
    forms = [manual.form(form_id) for _, kind, form_id in references if kind == "form"]
    paths = [path for form in forms if form for path in form.files.values()]
    return frozenset(shown | {file_at(manual, path) for path in paths} - {""})
