"""The web app manifest of each language: what a device needs to have the site on its screen (W3C).

Every address in it goes from where it lies, so that a site may lie in a folder of its host.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from claim_manual.derived.addresses import ICONS, MANIFEST, register_uri
from claim_manual.site.frame import BACKGROUND_COLOR, THEME_COLOR, Frame
from claim_manual.site.site_page import Asset


@dataclass(frozen=True)
class Icon:
    """A picture of the site's icon: its file under the root, its size, and whether it may be cut.

    One that may be cut to any shape (`is_whole`) has its colour to the edges.
    """

    name: str
    pixels: int
    is_whole: bool = False

    @property
    def path(self) -> str:
        """Where it lies."""
        return f"{ICONS}/{self.name}.png"


TOUCH_ICON = Icon("touch", 180, is_whole=True)
"""For devices that read no manifest and cut the corners themselves."""
MANIFEST_ICONS = (
    Icon("192", 192),
    Icon("512", 512),
    Icon("maskable-192", 192, is_whole=True),
    Icon("maskable-512", 512, is_whole=True),
)


def manifest(frame: Frame) -> Asset:
    """The manifest of the site in one language; all languages are within its scope."""
    root = "../" if frame.prefix else "./"
    manual, say = frame.reading.manual, frame.say
    short = manual.settings.model.short_title
    content: dict[str, Any] = {
        "name": frame.title,
        "short_name": frame.reading.plain(short) if short else frame.title,
        "description": frame.description,
        "lang": manual.settings.model.languages[frame.reading.lang].tag,
        "dir": "rtl" if say.is_rtl else "ltr",
        "start_url": _from_manifest(frame, "index"),
        "scope": root,
        "display": "standalone",
        "theme_color": THEME_COLOR,
        "background_color": BACKGROUND_COLOR,
        "icons": [_icon(icon, root) for icon in MANIFEST_ICONS],
        "shortcuts": [*_shortcuts(frame, root)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Asset(f"{frame.prefix}{MANIFEST}", f"{text}\n".encode())


def _icon(icon: Icon, root: str) -> dict[str, str]:
    return {
        "src": f"{root}{icon.path}",
        "sizes": f"{icon.pixels}x{icon.pixels}",
        "type": "image/png",
        "purpose": "maskable" if icon.is_whole else "any",
    }


def _shortcuts(frame: Frame, root: str) -> Iterator[dict[str, Any]]:
    """To whom to call in an emergency, where the manual names somebody, and to all contacts."""
    manual, say = frame.reading.manual, frame.say
    icons = [_icon(icon, root) for icon in MANIFEST_ICONS if icon.pixels == 192]
    contacts = _from_manifest(frame, register_uri("contacts"))
    if frame.extra["emergency"]:
        first = quote(manual.settings.model.emergency[0])
        yield {"name": say("Emergency numbers"), "url": f"{contacts}#{first}", "icons": icons}
    if "contacts" in manual.registers:
        yield {"name": say("Contacts"), "url": contacts, "icons": icons}


def _from_manifest(frame: Frame, uri: str) -> str:
    path = posixpath.relpath("/" + frame.path(uri), "/" + frame.prefix)
    return "./" if path == "." else f"./{path}/"
