"""The style sheet of a book: style.css, with the sizes of its paper and its typefaces."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib import resources
from string import Template

from claim_manual.book.paper import Paper
from claim_manual.book.values import NUMBERS, NUMBERS_END, STAMPED
from claim_manual.charts.font import FACES, FAMILY, SCRIPTS


def style_sheet(
    paper: Paper, scripts: Collection[str], *, has_crop_marks: bool, number_width: float
) -> str:
    """The style sheet for a paper.

    `scripts` names the typefaces of further scripts; `number_width`, in em, is the room for the
    number of a page.
    """
    return _template().substitute(
        faces="\n".join(_faces(scripts)),
        family=FAMILY,
        scripts=", ".join(SCRIPTS),
        width=paper.width,
        height=paper.height,
        top=paper.top,
        side=paper.side,
        bottom=paper.bottom,
        size=paper.size,
        small=paper.small,
        wide_top=paper.top - 4,
        wide_bottom=paper.bottom - 4,
        cover_top=paper.height * 0.18,
        cover_left=paper.side + 14,
        cover_edge=paper.side * 0.6,
        crop_marks="  marks: crop; bleed: 3mm;\n" if has_crop_marks else "",
        number_width=f"{number_width:.2f}",
    )


@cache
def _template() -> Template:
    sheet = resources.files("claim_manual") / "book" / "style.css"
    return Template(sheet.read_text(encoding="utf-8"))


def _faces(scripts: Collection[str]) -> Iterator[str]:
    """The typefaces, with the addresses under which typesetting finds them."""
    for family in (FAMILY, NUMBERS, NUMBERS_END, STAMPED):
        for face, (weight, style) in FACES.items():
            yield (
                f'@font-face {{ font-family: "{family}"; src: url("font:{face}");'
                f" font-weight: {weight}; font-style: {style}; }}"
            )
    for name in scripts:
        yield f'@font-face {{ font-family: "{name}"; src: url("font:{name}"); }}'
