"""unread-file, of one in templates/: it lies in none of the places in which templates are looked for."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.place import Place
from claim_manual.model.sources import SITE_SETTINGS, SLIDES, TEMPLATE, WORD
from claim_manual.read.listing import Listing
from claim_manual.read.site_settings import SiteSettings
from claim_manual.read.strays.stray import is_ignored

_USUAL = f"{TEMPLATE.folder}/site"


def idle_templates(listing: Listing, site: SiteSettings) -> Iterator[Finding]:
    """Templates of the site lie in the folder that mkdocs.yml names, slides beside it."""
    if not site.is_known:
        return
    for path, _ in listing.under(TEMPLATE.folder):
        is_read = path in {SLIDES, *WORD} or (
            site.templates and path.startswith(f"{site.templates}/")
        )
        if is_read or is_ignored(path.rpartition("/")[2]):
            continue
        yield warning(
            Place(path),
            "unread-file",
            say("Nobody reads this file."),
            say("Templates of the site lie in {folder}/.", folder=site.templates)
            if site.templates
            else say(
                "Write theme: {{name: material, custom_dir: {folder}}} in {file}, and put it there.",
                folder=_USUAL,
                file=SITE_SETTINGS.path(SITE_SETTINGS.stem),
            ),
        )
