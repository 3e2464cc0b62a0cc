"""The addresses of pages and of places in them, the same in every language."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import quote

from claim_manual.derived.links import Goal
from claim_manual.model.manual import Document, Manual
from claim_manual.model.schema import Headed
from claim_manual.model.sources import (
    ASSESSMENT,
    BRIEF,
    CENTRE,
    PROCEDURE,
    RESULTS,
    REVIEW,
    WORKSHOP,
    kind_of_model,
    register_kind,
)

Address = Callable[[str, str], str]
"""From the uri of a page and an anchor to what stands in an `href`."""
STATE_URI, CHANGES_URI = "state", "changes"
"""The pages on the state of the manual and on what changed."""
MODEL_URI = "management-model"
"""The page on how the phases follow each other."""
FEED, CALENDAR = "changes.xml", "reviews.ics"
"""Beside the pages of each language: what changed (Atom), and when pages are reviewed (iCalendar)."""
NOT_FOUND_PAGE, OFFLINE_PAGE, MANIFEST = "404.html", "offline.html", "manifest.webmanifest"
"""Beside the pages of each language: in place of what is not there, in place of what a device has
not kept, and what it needs to have the site on its screen.
"""
ICONS = "assets/claim-manual/icons"
BOOKS, KITS, FORMS, SEARCH, OWN_FILES, APART = (
    "pdf",
    "kits",
    "admin",
    "search",
    "assets/claim-manual",
    "assets/parts",
)
"""Folders of the site that hold nothing of an author's."""


def document_uri(document: Document[Headed]) -> str:
    """Where the page of a procedure or flow is."""
    kind = kind_of_model(document.model)
    assert kind is not None  # procedures and flows are rows of the table
    return kind.page.format(category=document.category, id=document.id)


def category_uri(category: str) -> str:
    """Where the list of a category's procedures is."""
    return PROCEDURE.page.format(category=category, id="index")


def register_uri(register: str) -> str:
    """Where a register is."""
    return register_kind(register).page.format(name=register)


def form_uri(form: str) -> str:
    """Where the sheet of a form is."""
    return f"{register_uri('forms')}/{form}"


def goal_uri(manual: Manual, goal: Goal) -> str:
    """The uri of the page that a link leads to."""
    match goal.kind:
        case "register":
            return register_uri(goal.id)
        case "page":
            return goal.id
        case "phase":
            return category_uri(goal.id)
        case "workshop":
            return workshop_uri(goal.id)
        case "brief":
            return brief_uri(goal.id)
        case _:
            document = manual.document(goal.id)
            return document_uri(document) if document else "index"


def from_folder(uri: str) -> Address:
    """Addresses on the page `uri` of a site whose pages are folders: gc-01/ and not gc-01.html."""
    folder = _folder(uri)

    def address(target: str, anchor: str = "") -> str:
        path = quote(posixpath.relpath("/" + _folder(target), "/" + folder))
        return f"{path}/".replace("././", "./") + (f"#{anchor}" if anchor else "")

    return address


def from_file(uri: str, ending: str) -> Address:
    """Addresses on the page `uri` where every page is a file with this ending."""
    folder = posixpath.dirname(uri)

    def address(target: str, anchor: str = "") -> str:
        path = quote(posixpath.relpath(f"/{target}{ending}", f"/{folder}"))
        return path + (f"#{anchor}" if anchor else "")

    return address


def _folder(uri: str) -> str:
    return posixpath.dirname(uri) if posixpath.basename(uri) == "index" else uri


def asset_address(uri: str, target: str, *, folders: bool) -> str:
    """The address of a file of the site on the page `uri`."""
    folder = _folder(uri) if folders else posixpath.dirname(uri)
    return quote(posixpath.relpath(f"/{target}", f"/{folder}"))


def page_path(prefix: str, uri: str, ending: str) -> str:
    """The address of a page under the root of the site: a folder, or with an ending a file."""
    if ending:
        return quote(f"{prefix}{uri}{ending}")
    folder = "" if uri == "index" else f"{uri.removesuffix('/index')}/"
    return quote(f"{prefix}{folder}")


def language_prefixes(manual: Manual) -> Mapping[str, str]:
    """Language to where its pages are under the root of the site: nothing for the default one."""
    return {
        lang: "" if lang == manual.default_language else f"{lang}/" for lang in manual.languages
    }


def review_uri(round_id: str) -> str:
    """The address of the page of a round of review."""
    return REVIEW.page.format(id=round_id)


WORKSHOPS_URI = WORKSHOP.page.format(id="index")
"""The page that lists workshops."""


def workshop_uri(workshop_id: str) -> str:
    """The address of the page of a workshop."""
    return WORKSHOP.page.format(id=workshop_id)


def practice_uri(workshop_id: str) -> str:
    """The address of the page on which the cases of a workshop are played."""
    return f"{workshop_uri(workshop_id)}/practice"


def results_uri(workshop_id: str) -> str:
    """The address of the page of the results of a workshop."""
    return RESULTS.page.format(category=workshop_id)


def assessment_uri(assessment_id: str) -> str:
    """The address of the page of an assessment."""
    return ASSESSMENT.page.format(id=assessment_id)


def kit_file(workshop_id: str, lang: str, name: str) -> str:
    """Where a file of a workshop's kit lies on the site."""
    return f"{KITS}/{workshop_id}/{lang}/{name}"


ACTORS_URI = "actors/index"
"""The page on who hands over to whom."""


def actor_uri(role_id: str) -> str:
    """The address of the page of an actor."""
    return f"actors/{role_id}"


BRIEFS_URI = BRIEF.page.format(id="index")
"""The page that lists briefs."""


def brief_uri(brief_id: str) -> str:
    """The address of the page of a brief."""
    return BRIEF.page.format(id=brief_id)


def brief_file(brief_id: str, lang: str, ending: str) -> str:
    """Where a brief lies on the site as a file with this ending."""
    return f"{BOOKS}/briefs/{brief_id}-{lang}.{ending}"


CENTRES_URI = CENTRE.page.format(id="index")
"""The page that lists centres."""
CENTRES_DATA, CENTRES_SCRIPT = "centres.json", "centres.js"
"""Beside the pages of each language: what contacts are in each place, for the browser; as a script
where pages are opened where they lie, since they can fetch nothing else there.
"""
HSDS_DATA = "hsds.json"
"""Beside the pages of each language: centres and contacts for other programs, as Open Referral HSDS."""
COVERAGE_URI = "coverage"
"""The page on which areas have which centres."""


def centre_uri(centre_id: str) -> str:
    """The address of the page of a centre."""
    return CENTRE.page.format(id=centre_id)
