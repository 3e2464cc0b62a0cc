"""What stands around every page: the manual's name, navigation, the emergency line, its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from claim_manual.derived.addresses import (
    CENTRES_DATA,
    CENTRES_SCRIPT,
    CENTRES_URI,
    CHANGES_URI,
    FEED,
    MANIFEST,
    NOT_FOUND_PAGE,
    OFFLINE_PAGE,
    OWN_FILES,
    STATE_URI,
    centre_uri,
    page_path,
)
from claim_manual.derived.centres import has_editions, is_placed, place_word
from claim_manual.derived.navigation import NavigationEntry, navigation
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words
from claim_manual.model.manual import Manual
from claim_manual.model.telephone import dialled
from claim_manual.site.corrections import correction
from claim_manual.site.frame_words import (
    frame_words,
    not_found_words,
    offline_words,
    place_words,
)
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
_WIDE = (" cm-matrix", " cm-remarks", '"cm-tiles', '"cm-arcs"', ' id="cm-cases"')
"""What has a style sheet of its own, which no other page loads: wide tables, arcs, maps, cases to play."""
_WITHOUT_HEADERS = (".github.io", ".gitlab.io", ".codeberg.page")
"""Hosts on which nobody can set headers."""


PLACE_PARTS = {"place.js": "start.js", "place.css": "claim-manual.css"}
"""What is added to which file of sites where one can choose a centre: a page loads no file more."""
PLACE_FILES = ("local.js", "local.css")
"""What their pages fetch where one is chosen."""
CENTRE_PARTS = {"at.css": "claim-manual.css"}
"""What is added to sites of one centre."""


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
            str(page["title"]) for page in self.extra["not_found"] if page["prefix"] == self.prefix
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
            "region_tag": say.region_tag,
            "is_rtl": say.is_rtl,
            "is_offline": bool(ending),
            "scripts_of_some": [script_address(name) for name in SCRIPTS_OF_SOME],
            "home": page_path(prefix, uri="index", ending=ending),
            "feed": f"{prefix}{FEED}",
            "publisher": reading.plain(settings.publisher) if settings.publisher else "",
            "footer": footer,
            "manifest": f"{prefix}{MANIFEST}",
            "theme_color": THEME_COLOR,
            "say": frame_words(say),
            "offline": offline_words(say),
            "not_found": [
                not_found_words(Reading(manual, language), prefixes.get(language, ""), ending)
                for language in manual.languages
            ],
            "place": _place(reading, prefix, ending),
            "zone": settings.timezone,
            "places": places(reading, prefixes, ending) if has_editions(manual) else None,
            "emergency_title": say("Danger now?"),
            "emergency": [
                {
                    "href": dialled(contact.telephones[0].number),
                    "phone": contact.telephones[0].number,
                    "name": reading.plain(contact.name),
                    "local": contact.id if is_placed(manual, contact) else "",
                }
                for contact in contacts
                if contact and contact.telephones and contact.status != "weak"
            ],
            "findings_title": say("The manual has errors. These pages show it as it was before."),
        },
    )


def _place(reading: Reading, prefix: str, ending: str) -> dict[str, str] | None:
    """For which centre the site is; None where it is for all."""
    centre = reading.manual.at
    if centre is None:
        return None
    phone = next(iter(centre.model.telephones), None)
    return {
        "name": reading.plain(centre.model.name),
        "path": page_path(prefix, centre_uri(centre.id), ending),
        "label": reading.say("This edition is of"),
        "phone": phone.number if phone else "",
        "href": dialled(phone.number, phone.extension or "") if phone else "",
    }


def places(reading: Reading, prefixes: Mapping[str, str], ending: str) -> dict[str, Any]:
    """What the frame says of the centre whose numbers pages have: `words` are its names in addresses,
    the page's own first, and `data` is a script where pages are opened where they lie.
    """
    manual, prefix = reading.manual, prefixes.get(reading.lang, "")
    says = [reading.say, *(Reading(manual, lang).say for lang in manual.languages)]
    data = CENTRES_SCRIPT if ending else CENTRES_DATA
    return {
        "words": " ".join(dict.fromkeys(map(place_word, says))),
        "data": f"{prefix}{data}",
        "list": page_path(prefix, uri=CENTRES_URI, ending=ending),
        "say": place_words(reading.say),
    }


def _uris(section: NavigationEntry) -> list[str]:
    return [section.uri, *(uri for part in section.parts for uri in _uris(part))]


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


def _has_places(page: SitePage) -> bool:
    """Whether a page, or what it fetches later, shows a contact that is another one in each place."""
    return any(" data-local" in html for html in (page.html, *page.apart_texts))


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
        "has_matrix": any(name in page.html for name in _WIDE),
        "has_places": bool(page_frame.extra["places"]) and _has_places(page),
        "edit": f"{repository}/{quote(settings.edit_path.strip('/'), safe='/?&=%:@+,;~')}/{quote(page.source)}"
        if repository
        else "",
        "correction": correction(
            page_frame.reading, page, f"{site_url.rstrip('/')}/{path}" if site_url else path
        ),
    }
