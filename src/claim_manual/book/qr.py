"""An address as a QR code (ISO/IEC 18004). Only here is segno known."""

from __future__ import annotations

import segno

from claim_manual.html import Html, text

_QUIET = 2
"""Modules left white around the code; the page around it is white too."""


def qr_code(address: str, title: str) -> Html:
    """The code as an `<svg>` element that is called `title`; it can lose 15 % and be read."""
    code = segno.make_qr(address, error="m")
    size = code.symbol_size(border=_QUIET)[0]
    rows = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" '
        f'height="{size}" role="img"><title>{text(title)}</title><path d="{rows}" fill="#000"/></svg>'
    )
