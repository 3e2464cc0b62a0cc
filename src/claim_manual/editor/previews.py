"""A page as the site will have it, of a source that is not saved yet."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from claim_manual.charts.font import FACES, web_face
from claim_manual.derived.reading import Reading
from claim_manual.editor.desk import Change, Desk
from claim_manual.editor.writable import is_prose
from claim_manual.html import Html, element, joined
from claim_manual.model.sources import kind_of, site_file
from claim_manual.pages.every import Planned, planned
from claim_manual.pages.page import Online
from claim_manual.raster import shown
from claim_manual.read import read_manual
from claim_manual.site.lines import Addresses
from claim_manual.site.pages import SiteLayout, SiteWriter

STYLES = "preview/"
"""Under which the editor has the style sheets and fonts of the site."""
PICTURES = f"{STYLES}pictures/"
"""Under which it has the pictures of the manual, by where they are on the site."""
_OURS = ("claim-manual.css", "matrix.css")


class _Layout(SiteLayout):
    """Where things are for a page that stands in the editor: its pictures come from there."""

    def addresses(self, uri: str, lang: str) -> Addresses:
        """What links on a page are written as."""
        found = super().addresses(uri, lang)
        return replace(found, file=lambda path: f"/admin/{PICTURES}{quote(path)}")


def picture(desk: Desk, name: str) -> bytes | None:
    """A picture of pixels as pages show it, by where it is on the site; None for anything else."""
    manual = desk.manual()
    for media in manual.media.values() if manual else ():
        if site_file(media.path) == unquote(name) and media.is_shown_as_pixels:
            return shown((desk.root / media.path).read_bytes(), media.ending)
    return None


def preview(desk: Desk, changes: list[Change], lang: str) -> str:
    """The first page of the first source in a language, as a document of its own; its links lead
    nowhere. Empty where it makes no page of its own, or cannot be read.
    """
    manual = desk.manual()
    files = {change.path: desk.formed(change, manual) for change in changes}
    changed, _ = read_manual(desk.root, files)
    if changed is None:
        return ""
    reading = Reading(changed, lang if lang in changed.languages else changed.default_language)
    writer = SiteWriter(reading, _Layout(".html"))
    plans = planned(reading, Online(is_site=True, prefixes={}, books={}))
    plan = next((one for one in plans if _is_of(one, changes[0].path)), None)
    return _document(reading, writer.page(plan).html) if plan else ""


def _is_of(plan: Planned, path: str) -> bool:
    """Whether a page shows what is in a source."""
    if is_prose(path):
        return plan.prose is not None and plan.prose.path == path
    kind, file = kind_of(path), PurePosixPath(path)
    assert kind is not None  # Desk.formed refuses paths that are not of sources
    return plan.uri == kind.page.format(category=file.parent.name, name=file.stem, id=file.stem)


def _document(reading: Reading, html: str) -> str:
    sheets = joined(
        element("link", rel="stylesheet", href=f"/admin/{STYLES}{name}")
        for name in ("material.css", *_OURS)
    )
    head = element(
        "head", element("meta", charset="utf-8"), element("base", target="_blank"), sheets
    )
    main = element("article", Html(html), class_="md-content__inner md-typeset cm-preview")
    body = element("body", element("main", main, class_="md-content"))
    page = element("html", head, body, lang=reading.say.tag, data_steps="all")
    return f"<!doctype html>{page}"


def style(name: str) -> bytes | None:
    """A style sheet or font of the site, by its name below STYLES; None for anything else."""
    if name in _OURS:
        return (resources.files("claim_manual") / "theme/assets/claim-manual" / name).read_bytes()
    if name == "material.css":
        return _material()
    face = name.removeprefix("fonts/").removesuffix(".woff2")
    return web_face(face) if face in FACES else None


def _material() -> bytes:
    """Material's style sheet; nothing where it is not there, as on the site."""
    found = find_spec("material")
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        for file in Path(folder).glob("templates/assets/stylesheets/main.*.min.css"):
            return file.read_bytes()
    return b""
