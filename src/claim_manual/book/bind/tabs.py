"""The mark at the outer edge of a page, which shows the part of the book."""

from __future__ import annotations

from typing import Any

from claim_manual.book.bind.faces import Fonts
from claim_manual.book.values import Tab

_WIDTH, _SIZE = 14.0, 8.5
_GROUND = "0.043 0.31 0.361"  # petrol, as in the style sheet
_TOP, _BOTTOM = 0.09, 0.91
"""Between which parts of the page's height tabs stand, from the top."""
FONT = "/ClaimTab"


def draw_tab(fonts: Fonts, face: str, page: Any, tab: Tab, *, is_right: bool) -> bytes:
    """The content that draws a tab, before anything else on the page.

    It goes to the edge of the paper, over the bleed where there is one.
    """
    left, bottom, right, top = (float(edge) for edge in page.obj.get("/TrimBox", page.MediaBox))
    edge_left, _, edge_right, _ = (float(edge) for edge in page.MediaBox)
    room = (top - bottom) * (_BOTTOM - _TOP)
    height = min(room / max(1, tab.count), 62.0)
    y = top - (top - bottom) * _TOP - height * (tab.position + 1)
    x = right - _WIDTH if is_right else edge_left
    width = edge_right - x if is_right else left + _WIDTH - edge_left
    name, text, text_width = fonts.show(face, tab.text)
    page.obj.Resources.Font[FONT] = fonts.embedded[name]
    length = text_width * _SIZE / 1000
    middle = (right - _WIDTH / 2) if is_right else (left + _WIDTH / 2)
    # Read from bottom to top, as on the spine of a book.
    return (
        f"/Artifact BMC q {_GROUND} rg {x:.2f} {y:.2f} {width:.2f} {height - 2:.2f} re f "
        f"1 1 1 rg BT 0 1 -1 0 {middle + _SIZE * 0.34:.2f} {y + (height - 2 - length) / 2:.2f} Tm "
        f"{FONT} {_SIZE} Tf [".encode()
        + text
        + b"] TJ ET Q EMC\n"
    )
