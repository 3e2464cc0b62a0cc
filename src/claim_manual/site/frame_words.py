"""What stands around every page in words: of the frame and its scripts, and of pages that stand in for
others.
"""

from __future__ import annotations

from typing import Any

from claim_manual.derived.addresses import category_uri, document_uri, page_path
from claim_manual.derived.reading import Reading
from claim_manual.model.language import Words

_OF_SEARCH = ("none", "one", "other", "failed")


def frame_words(say: Words) -> dict[str, Any]:
    """What the frame and its scripts say, by the names under which the theme asks for it."""
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


def place_words(say: Words) -> dict[str, str]:
    """What pages say of the centre whose numbers they have before they know anything of it."""
    return {
        "centre": say("Your centre"),
        "differs": say("Some numbers differ from place to place."),
        "choose": say("Choose your centre"),
        "failed": say(
            "The numbers of the chosen centre could not be read. The contacts here hold for every "
            "place: ask your centre for its own."
        ),
        "again": say("Try again"),
    }


def place_data_words(say: Words) -> dict[str, str]:
    """What they say once they know the centres; "@" stands for the name of one."""
    return {
        "line": say("The numbers here are those of {centre}.", centre="@"),
        "line_short": say("Numbers: {centre}", centre="@"),
        "change": say("Change centre"),
        "leave": say("Leave this centre"),
        "keep": say("Remember on this device"),
        "keep_note": say(
            "It keeps which centre you chose, and nothing about you. Leaving the centre deletes it."
        ),
        "change_short": say("Change"),
        "leave_short": say("Leave"),
        "left": say("The contacts are again those for every place."),
        "lacks": say("not given yet: ask at {name}", name="@"),
        "unknown": say(
            "The centre that was asked for is not in this manual, or no longer. The contacts here "
            "hold for every place."
        ),
        "close": say("Close"),
        "filter": say("Filter by name, number or area"),
        "count": say("{left} of {all} centres", left="#", all="#"),
        "none": say("No centre is like this."),
        "flag": say("to be confirmed"),
        "call": say("Who to call"),
        "more_one": say.count("{n} more contact", "{n} more contacts", 1),
        "more": say.count("{n} more contact", "{n} more contacts", 1000).replace("1000", "#"),
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


def offline_words(say: Words) -> dict[str, str]:
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


def not_found_words(reading: Reading, prefix: str, ending: str) -> dict[str, Any]:
    """What is said in one language where there is no page, with the pages to begin with."""
    say, settings = reading.say, reading.manual.settings.model
    links = [{"title": say("Home"), "path": page_path(prefix, uri="index", ending=ending)}]
    links += [
        {
            "title": reading.plain(name),
            "path": page_path(prefix, uri=category_uri(category), ending=ending),
        }
        for category, name in settings.category_names.items()
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
        "search": {name: frame_words(say)[name] for name in ("search", *_OF_SEARCH)},
    }
