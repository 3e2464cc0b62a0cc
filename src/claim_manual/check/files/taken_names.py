"""taken-name: two files, or two pages, that are one on the site or on some machine."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from unicodedata import normalize

from claim_manual.check.rule import rule
from claim_manual.derived.actors import has_actors
from claim_manual.derived.addresses import (
    ACTORS_URI,
    BOOKS,
    BRIEFS_URI,
    CALENDAR,
    CENTRES_DATA,
    CENTRES_SCRIPT,
    CENTRES_URI,
    CHANGES_URI,
    COVERAGE_URI,
    FEED,
    FORMS,
    KITS,
    MANIFEST,
    MODEL_URI,
    NOT_FOUND_PAGE,
    OFFLINE_PAGE,
    OWN_FILES,
    SEARCH,
    STATE_URI,
    WORKSHOPS_URI,
    actor_uri,
    assessment_uri,
    brief_uri,
    category_uri,
    centre_uri,
    document_uri,
    form_uri,
    language_prefixes,
    practice_uri,
    register_uri,
    results_uri,
    review_uri,
    workshop_uri,
)
from claim_manual.derived.phases import has_model
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.model.sources import FLOW, site_file

OWN_FOLDERS = (BOOKS, KITS, FORMS, SEARCH, OWN_FILES)
"""Folders of the site in which nothing of an author's may be."""
OWN_ROOT_FILES = (
    "_headers",
    ".htaccess",
    "offline.json",
    "sitemap.xml",
    "sitemap.xml.gz",
    "sw.js",
)
OWN_FILES_OF_LANGUAGE = (
    FEED,
    CALENDAR,
    NOT_FOUND_PAGE,
    OFFLINE_PAGE,
    MANIFEST,
    CENTRES_DATA,
    CENTRES_SCRIPT,
)
Claim = tuple[str, Place]
"""A file of the site, by its path, and the source that asks for it."""


@rule(error="taken-name")
def taken_names(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Each file of the sources and each address of the site belongs to one thing alone.

    Names are compared as file systems do that tell neither case nor normal forms apart (Unicode
    Standard Annex 15).
    """
    alike = dict(_alike(manual))
    for path, earlier in alike.items():
        yield error(
            Place(path),
            "taken-name",
            say(
                "On many machines this is the same file as “{other}”, whose capital letters or "
                "accents are written otherwise.",
                other=earlier,
            ),
            say("Give one of the two another name."),
        )
    yield from _languages(manual)
    yield from _archives(manual)
    yield from (
        finding for finding in _at_taken_addresses(manual) if finding.place.path not in alike
    )


def _key(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())


def _alike(manual: Manual) -> Iterator[tuple[str, str]]:
    """Each file whose name is that of an earlier one, with the earlier one."""
    first: dict[str, str] = {}
    for path in sorted(manual.files):
        earlier = first.setdefault(_key(path), path)
        if earlier != path:
            yield path, earlier


def _languages(manual: Manual) -> Iterator[Finding]:
    for lang in manual.languages[1:]:
        if lang in OWN_FOLDERS:
            place = manual.settings.source.key(("languages", lang))
            yield _taken(place, lang)


def _archives(manual: Manual) -> Iterator[Finding]:
    """Centres whose books would have the names of books for archives, and take their place."""
    for centre in manual.centres:
        if f"-{centre.id}".endswith("-archive"):
            wrong = say("Books for archives end in “-archive”, as those of this centre would.")
            yield error(Place(centre.path), "taken-name", wrong, say("Give it another name."))


def _at_taken_addresses(manual: Manual) -> Iterator[Finding]:
    owners: dict[str, Place | None] = {_key(name): None for name in _own_files(manual)}
    folders: dict[str, Place | None] = {_key(name): None for name in OWN_FOLDERS}
    moved: set[Place] = set()
    for path, place in _claims(manual):
        if place in moved:
            continue
        key = _key(path)
        above = [*_folders_of(key)]
        closed = next(
            (folder for folder in above if folder in owners or folder in OWN_FOLDERS), None
        )
        if key in owners or key in folders:
            moved.add(place)
            yield _taken(place, path, owners.get(key) or folders.get(key))
        elif closed is not None:
            moved.add(place)
            yield _taken(place, path, owners.get(closed))
        else:
            owners[key] = place
            folders |= {folder: place for folder in above if folder not in folders}


def _folders_of(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _own_files(manual: Manual) -> Iterator[str]:
    yield from OWN_ROOT_FILES
    for prefix in language_prefixes(manual).values():
        lists: tuple[str, ...] = ("index", FLOW.page.format(id="index"), STATE_URI, CHANGES_URI)
        lists += (WORKSHOPS_URI,) if manual.workshops else ()
        lists += (BRIEFS_URI,) if manual.briefs else ()
        lists += (ACTORS_URI,) if has_actors(manual) else ()
        lists += (CENTRES_URI, COVERAGE_URI) if manual.centres else ()
        for uri in lists:
            yield _page_file(prefix, uri)
        yield from (f"{prefix}{name}" for name in OWN_FILES_OF_LANGUAGE)


def _claims(manual: Manual) -> Iterator[Claim]:
    """What sources put on the site; where two want one address, the later one has to move."""
    pages = [*_pages(manual)]
    prefixes = language_prefixes(manual)
    prefixes = {lang: prefix for lang, prefix in prefixes.items() if lang not in OWN_FOLDERS}
    for prefix in prefixes.values():
        yield from ((_page_file(prefix, uri), place) for uri, place in pages)
    for page in manual.pages:
        if page.lang in prefixes and page.id != "index":
            yield _page_file(prefixes[page.lang], page.id), Place(page.path)
    for path in sorted(manual.files):
        if file := site_file(path):
            yield file, Place(path)


def _pages(manual: Manual) -> Iterator[Claim]:
    """The pages that every language has, by uri."""
    settings = manual.settings
    for category in settings.model.categories:
        yield category_uri(category), settings.source.key(("categories", category))
    if has_model(manual):
        yield MODEL_URI, settings.source.key(("categories",))
    for name, register in manual.registers.items():
        yield register_uri(name), Place(register.source.path)
    for document in manual.documents():
        yield document_uri(document), Place(document.path)
    for document in manual.documents():
        folder = posixpath.dirname(document_uri(document))
        for n, alias in enumerate(document.model.aliases):
            yield f"{folder}/{alias}", document.source.value(("aliases", n))
    forms = manual.register("forms")
    for n, form in enumerate(forms):
        yield form_uri(form.id), forms.source.value((n, "id"))
    yield from _of_actors(manual)
    yield from _of_files(manual)
    yield from _of_training(manual)


def _of_files(manual: Manual) -> Iterator[Claim]:
    """The pages of rounds of review, briefs and centres."""
    for review in manual.reviews:
        yield review_uri(review.id), Place(review.path)
    for brief in manual.briefs:
        yield brief_uri(brief.id), Place(brief.path)
    for centre in manual.centres:
        yield centre_uri(centre.id), Place(centre.path)


def _of_actors(manual: Manual) -> Iterator[Claim]:
    """The pages of actors."""
    roles = manual.register("roles")
    for n, role in enumerate(roles if has_actors(manual) else ()):
        yield actor_uri(role.id), roles.source.value((n, "id"))


def _of_training(manual: Manual) -> Iterator[Claim]:
    """The pages of workshops and their assessments."""
    for workshop in manual.workshops:
        for uri in (workshop_uri, practice_uri, results_uri):
            yield uri(workshop.id), Place(workshop.path)
    for assessment in manual.assessments:
        yield assessment_uri(assessment.id), Place(assessment.path)


def _page_file(prefix: str, uri: str) -> str:
    """The file of a page; README is what MkDocs takes for the first page of a folder."""
    folder, name = posixpath.split(uri)
    is_first = name.casefold() in {"index", "readme"}
    return posixpath.join(prefix, folder, "" if is_first else name, "index.html")


def _taken(place: Place, address: str, owner: Place | None = None) -> Finding:
    shown = address.removesuffix("index.html")
    wrong = (
        say("“{address}” is already the address of {place}.", address=shown, place=owner)
        if owner
        else say("The site has something of its own at “{address}”.", address=shown)
    )
    return error(place, "taken-name", wrong, say("Give it another name."))
