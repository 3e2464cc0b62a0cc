"""What stands around every page: the manual's name, navigation, the emergency line, its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from claim_manual.derived.addresses import (
    CHANGES_URI,
    FEED,
    MANIFEST,
    NOT_FOUND_PAGE,
    OFFLINE_PAGE,
    OWN_FILES,
    STATE_URI,
    category_uri,
    document_uri,
    page_path,
)
from claim_manual.derived.navigation import NavigationEntry, navigation
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.model.telephone import dialled
from claim_manual.site.corrections import correction
from claim_manual.site.menu import Menu
from claim_manual.site.site_page import SCRIPTS_OF_SOME, SitePage

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""The Content Security Policy (W3C CSP 3) of the site: nothing from elsewhere, no inline script.

Charts carry their width as a style, so styles may be inline.
"""


THEME_COLOR, BACKGROUND_COLOR = "#0b4f5c", "#ffffff"
"""What a device paints around the site: the colours of the site's icon and paper."""
_WITHOUT_HEADERS = (".github.io", ".gitlab.io", ".codeberg.page")
"""Hosts on which nobody can set headers."""


def script_address(name: str) -> str:
    """Where a script of ours is on the site."""
    return f"{OWN_FILES}/{name}.js"


def policy_of(site_url: str) -> str:
    """The policy that a page itself has to carry, on hosts that cannot send it with the page."""
    host = urlsplit(site_url).hostname or ""
    return _joined(POLICY) if host.endswith(_WITHOUT_HEADERS) else ""


def _joined(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


@dataclass(frozen=True)
class Frame:
    """The frame in one language: `extra` is what the theme's template shows on every page.

    `prefix` is where the language's pages are under the root; without an `ending` they are folders.
    """

    reading: Reading
    title: str
    description: str
    extra: dict[str, Any]
    sections: tuple[NavigationEntry, ...]
    prefix: str
    ending: str

    @property
    def say(self) -> Words:
        """The program's own words in this language."""
        return self.reading.say

    def own_title(self, name: str) -> str:
        """The title of a page of the site's own, by the name of its file."""
        if name == OFFLINE_PAGE:
            return str(self.extra["offline"]["page_title"])
        return next(
            str(one["title"]) for one in self.extra["not_found"] if one["prefix"] == self.prefix
        )

    def path(self, uri: str) -> str:
        """Where a page is under the root of the site."""
        return page_path(self.prefix, uri, self.ending)

    @cached_property
    def menu(self) -> Menu:
        """The navigation."""
        return Menu(self.sections, self.path)


def frame(manual: Manual, lang: str, prefixes: Mapping[str, str], ending: str) -> Frame:
    """The frame of the pages in one language."""
    reading = Reading(manual, lang)
    say = reading.say
    settings = manual.settings.model
    prefix = prefixes.get(lang, "")
    sections = navigation(manual, lang)
    uris = {uri for section in sections for uri in _uris(section)}
    footer = [
        {"title": title, "path": page_path(prefix, uri, ending)}
        for uri, title in (
            (CHANGES_URI, say("What changed")),
            (STATE_URI, say("State of the manual")),
        )
        if uri in uris
    ]
    contacts = [manual.contact(contact_id) for contact_id in settings.emergency]
    return Frame(
        reading=reading,
        title=reading.plain(settings.title),
        description=reading.plain(settings.description),
        sections=sections,
        prefix=prefix,
        ending=ending,
        extra={
            "lang": lang,
            "tag": settings.languages[lang].tag,
            "is_rtl": say.is_rtl,
            "is_offline": bool(ending),
            "scripts_of_some": [script_address(name) for name in SCRIPTS_OF_SOME],
            "home": page_path(prefix, uri="index", ending=ending),
            "feed": f"{prefix}{FEED}",
            "publisher": reading.plain(settings.publisher) if settings.publisher else "",
            "footer": footer,
            "manifest": f"{prefix}{MANIFEST}",
            "theme_color": THEME_COLOR,
            "say": _words(say),
            "offline": _offline(say),
            "not_found": [
                _not_found(Reading(manual, language), prefixes.get(language, ""), ending)
                for language in manual.languages
            ],
            "zone": settings.timezone,
            "emergency_title": say("Danger now?"),
            "emergency": [
                {
                    "href": dialled(contact.telephones[0].number),
                    "phone": contact.telephones[0].number,
                    "name": reading.plain(contact.name),
                }
                for contact in contacts
                if contact and contact.telephones and contact.status != "weak"
            ],
            "findings_title": say("The manual has errors. These pages show it as it was before."),
        },
    )


def _uris(section: NavigationEntry) -> list[str]:
    return [section.uri, *(uri for part in section.parts for uri in _uris(part))]


_OF_SEARCH = ("none", "one", "other", "failed")


def _words(say: Words) -> dict[str, Any]:
    return {
        "recent": say("Pages seen last"),
        "recent_keep": say("Remember on this device the pages that I open"),
        "recent_note": say(
            "It is sent to nobody. Discreet pages, such as those on violence, are never in it."
        ),
        "recent_clear": say("Delete the list"),
        "recent_cleared": say("The list is deleted."),
        "key_help": _keys(say),
        "skip": say("Go to the text"),
        "menu": say("Menu"),
        "close": say("Close"),
        "nav": say("Pages of the manual"),
        "toc": say("On this page"),
        "beside": say("Pages beside this one"),
        "search": say("Search"),
        "search_for": say("Search: what does the person say?"),
        "none": say("Nothing found. Try fewer or other words."),
        "one": say("1 result"),
        "other": say("{n} results", n="#"),
        "loading": say("Loading the index…"),
        "failed": say("The search index could not be read."),
        "dark": say("Dark mode"),
        "languages": say("Languages"),
        "edit": say("Edit this page"),
        "changes": say("What changed"),
        "contact_open": say("open now"),
        "contact_appointment": say("open now, by appointment"),
        "contact_closed": say("closed now"),
        "contact_copy": say("Copy"),
        "contact_copied": say("Copied"),
        "contact_share": say("Share with somebody"),
        "keep": say("Keep every page for use without network"),
        "keeping": say("Fetching the pages…"),
        "kept": say(
            "Every page is kept on this device ({n}, on {day}). Files to download need network.",
            n="#",
            day="@",
        ),
        "keep_failed": say(
            "Not all pages could be fetched; {n} are kept. Try again with a better line.", n="#"
        ),
        "keep_stale": say(
            "Every page is kept on this device ({n}, on {day}). What changed since could not be "
            "fetched now.",
            n="#",
            day="@",
        ),
        "kept_since": say(
            "Copy kept since {day}. There is no network, or the site does not answer.",
            day="#",
        ),
        "renewed": say("The site answers again: this page can be shown as it is now."),
        "again": say("Try again"),
        "needs_network": say("needs network"),
    }


def _keys(say: Words) -> dict[str, Any]:
    """The keys of the site, each with what it does, and how those that work alone are turned off."""
    return {
        "title": say("Keys"),
        "single": say("Single keys ({keys}) work outside fields", keys="/ ?"),
        "all": [
            (("/", "Ctrl+K"), say("to search")),
            (("↓", "↑", "Enter"), say("through the results, and open one")),
            (("Esc",), say("close what is open")),
            (("+", "-", "0"), say("in a large chart: larger, smaller, all of it")),
            (("?",), say("this list")),
        ],
    }


def _offline(say: Words) -> dict[str, str]:
    """What is said in place of what a device has not kept."""
    return {
        "page_title": say("This page cannot be shown without network"),
        "page_text": say(
            "There is no network, or the site does not answer, and this device has no copy of the page."
        ),
        "file_title": say("This file cannot be opened without network"),
        "file_text": say(
            "There is no network, or the site does not answer, and this device has no copy of the file."
        ),
        "is_here": say("The site answers again: the page can be shown now."),
        "emergency": say("In an emergency"),
        "kept": say("Pages that this device has kept"),
    }


def _not_found(reading: Reading, prefix: str, ending: str) -> dict[str, Any]:
    say, settings = reading.say, reading.manual.settings.model
    links = [{"title": say("Home"), "path": page_path(prefix, uri="index", ending=ending)}]
    links += [
        {
            "title": reading.plain(name),
            "path": page_path(prefix, uri=category_uri(category), ending=ending),
        }
        for category, name in settings.categories.items()
    ]
    trees = [
        {
            "title": reading.title(flow),
            "path": page_path(prefix, uri=document_uri(flow), ending=ending),
        }
        for flow in reading.manual.flows
    ]
    return {
        "lang": reading.lang,
        "tag": settings.languages[reading.lang].tag,
        "language": settings.languages[reading.lang].name,
        "prefix": prefix,
        "title": say("There is no page here"),
        "text": say("The address may have changed. Search for it, or begin with one of these:"),
        "links": links,
        "trees_title": say("Decision trees"),
        "trees": trees,
        "languages": say("Languages"),
        "search": {name: _words(say)[name] for name in ("search", *_OF_SEARCH)},
    }


def around_own(frames: Mapping[str, Frame], lang: str, name: str, root: str) -> dict[str, Any]:
    """What the theme says of a page of the site's own, which is the file `name` in each language."""
    languages = frames[lang].reading.manual.settings.model.languages
    return {
        "title": frames[lang].own_title(name),
        "languages": []
        if name == NOT_FOUND_PAGE  # it speaks them all
        else [
            {
                "lang": other,
                "name": language.name,
                "tag": language.tag,
                "href": f"{root}/{frames[other].prefix}{name}",
            }
            for other, language in languages.items()
            if other != lang
        ],
    }


def beside(frame: Frame, uri: str, root: str) -> dict[str, dict[str, str]]:
    """The pages before and after a page in its part of the manual, by `prev` and `next`."""
    section = next(
        (part for part in frame.sections if uri in [page.uri for page in part.parts]), None
    )
    if section is None or not section.overview:
        return {}
    pages = section.parts
    here = [page.uri for page in pages].index(uri)
    words = {"prev": frame.say("Previous page"), "next": frame.say("Next page")}
    around = {"prev": here - 1, "next": here + 1}
    return {
        rel: {
            "label": words[rel],
            "title": pages[n].title,
            "href": f"{root}/{frame.path(pages[n].uri)}",
        }
        for rel, n in around.items()
        if 0 <= n < len(pages)
    }


def around(
    frames: Mapping[str, Frame], page: SitePage, *, root: str, site_url: str
) -> dict[str, Any]:
    """What the theme says of one page; `root` leads from it to the root of the site.

    Addresses in `link` elements are whole where the site's address is known, as search engines
    want them (hreflang, rel=canonical).
    """
    page_frame = frames[page.lang]
    manual = page_frame.reading.manual
    settings = manual.settings.model
    whole = site_url.rstrip("/") if site_url else root
    path = page_frame.path(page.uri)
    links = [
        {
            "lang": lang,
            "name": language.name,
            "tag": language.tag,
            "href": f"{root}/{frames[lang].path(page.uri)}",
        }
        for lang, language in settings.languages.items()
        if lang != page.lang
    ]
    every = [
        {"lang": language.tag, "href": f"{whole}/{frames[lang].path(page.uri)}"}
        for lang, language in settings.languages.items()
    ]
    first = {"lang": "x-default", "href": every[0]["href"]}
    repository = str(settings.repository or "").rstrip("/")
    return {
        "uri": page.uri,
        "title": page.title,
        "description": page.description,
        "discreet": page.code if page.is_discreet else "",
        "canonical": f"{whole}/{path}" if site_url else "",
        "alternates": [*every, first] if links else [],
        "languages": links,
        "nav": Markup(page_frame.menu.on_page(page.uri, root)),
        "beside": beside(page_frame, page.uri, root),
        "scripts": [script_address(name) for name in page.scripts],
        "edit": f"{repository}/{quote(settings.edit_path.strip('/'), safe='/?&=%:@+,;~')}/{quote(page.source)}"
        if repository
        else "",
        "is_discreet": page.is_discreet,
        "correction": correction(
            page_frame.reading, page, f"{site_url.rstrip('/')}/{path}" if site_url else path
        ),
    }
