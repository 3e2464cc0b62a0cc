"""Lists that are lists: what they are numbered by, each one's count begun anew."""

from __future__ import annotations

from typing import Any, Literal

from docx.oxml.ns import qn

from claim_manual.office.word.look import BULLETS, NUMBERS, Styles
from claim_manual.office.word.xml import w

Kind = Literal["bullet", "decimal", "lowerLetter", "lowerRoman", "box", "ticked"]
STEP = 360
"""How much further each level of lists stands from the side, in twentieths of a point."""
_LEVELS = 9
_BULLETS = ("•", "–", "•")
_BOXES = {"box": "☐", "ticked": "☒"}


class Lists:
    """The definitions of a document's lists, made as lists ask for them."""

    def __init__(self, numbering: Any, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self._kinds: dict[Kind, str] = {}
        self._shared: dict[Kind, str] = {}

    def unnumbered(self, kind: Kind) -> str:
        """The number of the list to which all items without numbers of a kind belong."""
        if kind not in self._shared:
            self._shared[kind] = self._list(kind)
        return self._shared[kind]

    def counted(self, kind: Kind, depth: int, start: int) -> str:
        """A new list whose items are counted from `start`."""
        override = w("lvlOverride", w("startOverride", val=start), ilvl=depth)
        return self._list(kind, override)

    def _list(self, kind: Kind, *children: Any) -> str:
        number = self._next("num", "numId")
        definition = self._kinds.get(kind) or self._defined(kind)
        self._kinds[kind] = definition
        self._numbering.append(
            w("num", w("abstractNumId", val=definition), *children, numId=number)
        )
        return str(number)

    def _defined(self, kind: Kind) -> str:
        """How a kind of list is written: as the template's style says it, or as we do."""
        style = {"bullet": BULLETS, "decimal": NUMBERS}.get(kind)
        return (self._of_style(style) if style else "") or self._added(kind)

    def _of_style(self, name: str) -> str:
        """The definition that a style of the template is in, where it has lists within lists."""
        wanted = self._styles.numbering(name)
        lists = self._numbering.findall(qn("w:num"))
        for each in lists:
            if wanted and each.get(qn("w:numId")) == wanted:
                key = each.find(qn("w:abstractNumId")).get(qn("w:val"))
                return key if self._levels(key) == _LEVELS else ""
        return ""

    def _levels(self, key: str) -> int:
        for definition in self._numbering.findall(qn("w:abstractNum")):
            if definition.get(qn("w:abstractNumId")) == key:
                return len(definition.findall(qn("w:lvl")))
        return 0

    def _added(self, kind: Kind) -> str:
        number = self._next("abstractNum", "abstractNumId")
        levels = (_level(kind, depth) for depth in range(_LEVELS))
        definition = w(
            "abstractNum",
            w("multiLevelType", val="hybridMultilevel"),
            *levels,
            abstractNumId=number,
        )
        # Definitions stand before the lists that go by them.
        first = self._numbering.find(qn("w:num"))
        if first is None:
            self._numbering.append(definition)
        else:
            first.addprevious(definition)
        return str(number)

    def _next(self, name: str, key: str) -> int:
        taken = [int(each.get(qn(f"w:{key}"))) for each in self._numbering.findall(qn(f"w:{name}"))]
        return max(taken, default=0) + 1


def _level(kind: Kind, depth: int) -> Any:
    is_counted = kind not in {"bullet", "box", "ticked"}
    mark = _BOXES.get(kind, _BULLETS[depth % len(_BULLETS)])
    end = ")" if kind in {"lowerLetter", "lowerRoman"} else "."
    font = (
        None
        if is_counted
        else w("rPr", w("rFonts", ascii="Segoe UI Symbol", hAnsi="Segoe UI Symbol"))
    )
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind if is_counted else "bullet"),
        w("lvlText", val=f"%{depth + 1}{end}" if is_counted else mark),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=STEP * (depth + 1), hanging=STEP)),
        font if kind in _BOXES else None,
        ilvl=depth,
    )  # fmt: skip
