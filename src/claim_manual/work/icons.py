"""The pictures of the site's icon that devices show, made from the icon itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from claim_manual.office.picture import square_png
from claim_manual.site.frame import THEME_COLOR
from claim_manual.site.manifest import MANIFEST_ICONS, TOUCH_ICON, Icon
from claim_manual.site.site_page import Asset

_WHOLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<rect width="100" height="100" fill="{color}"/>'
    '<image x="10" y="10" width="80" height="80" href="data:image/svg+xml;base64,{icon}"/></svg>'
)
"""Nothing of the icon lies outside the circle that every device shows (W3C, maskable icons)."""


def icon_files(svg: bytes) -> Iterator[Asset]:
    """The icon, which is an SVG file, in every size and shape that is named."""
    for icon in (*MANIFEST_ICONS, TOUCH_ICON):
        yield Asset(icon.path, square_png(_drawn(svg, icon), icon.pixels))


def _drawn(svg: bytes, icon: Icon) -> str:
    if not icon.is_whole:
        return svg.decode()
    return _WHOLE.format(color=THEME_COLOR, icon=base64.b64encode(svg).decode())
