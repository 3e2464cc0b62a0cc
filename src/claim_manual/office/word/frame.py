"""What stands over and under the pages of a Word file: title, code and version; which page of how many."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from claim_manual.model.language import Words, direction
from claim_manual.office.word.lines import Face
from claim_manual.office.word.look import FOOTER, HEADER
from claim_manual.office.word.places import simple_field
from claim_manual.office.word.template import Base, like, new_part
from claim_manual.office.word.xml import text, w

_AFTER_UPDATE = (
    "hdrShapeDefaults",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "shapeDefaults",
    "decimalSymbol",
    "listSeparator",
)
_NUMBER, _ALL = "\x01", "\x02"


class Frame:
    """Headers by what stands in them, and the footer, which all pages have."""

    def __init__(self, base: Base, say: Words, running: str, foot: str) -> None:
        self._base, self.say = base, say
        self._running, self._foot = running, foot
        self._headers: dict[str, str] = {}
        self._numbers = count(1)
        self._footer = ""

    def paper(self, code: str) -> Any:
        """The properties of a section over whose pages the title and a code stand."""
        if not self._footer:
            self._footer = self._part("footer", self._base.footer, self._page_of_pages)
        if code not in self._headers:
            self._headers[code] = self._part(
                "header", self._base.header, lambda: self._line(HEADER, self._running, [code])
            )
        paper = copy.deepcopy(self._base.paper)
        for place, (name, key) in enumerate(
            (("header", self._headers[code]), ("footer", self._footer))
        ):
            reference = w(f"{name}Reference", type="default")
            reference.set(qn("r:id"), key)
            paper.insert(place, reference)
        return paper

    def renew_fields(self, settings: Any) -> None:
        """Have the numbers of pages worked out when the file is opened."""
        update = w("updateFields", val="true")
        for name in _AFTER_UPDATE:
            found = settings.find(qn(f"w:{name}"))
            found = settings.find(f"{{*}}{name}") if found is None else found
            if found is not None:
                found.addprevious(update)
                return
        settings.append(update)

    def _part(self, kind: str, template: Any, line: Callable[[], Any]) -> str:
        """A header or footer: what the template has in it, then our line."""
        element, relations = like(template, {"header": "hdr", "footer": "ftr"}[kind])
        part, key = new_part(
            self._base.document.part, kind, element, f"-manual{next(self._numbers)}"
        )
        for relation in relations:
            target = relation.target_ref if relation.is_external else relation.target_part
            part.load_rel(relation.reltype, target, relation.rId, relation.is_external)
        has_pages = any("PAGE" in (code.text or "") for code in element.iter(qn("w:instrText")))
        if kind == "header" or not has_pages:
            element.append(line())
        return key

    def _line(self, style: str, left: str, right: list[Any]) -> Any:
        """A line with words at both ends."""
        face = Face(self.say.tag)
        runs = [w("r", face.properties(), text(left))]
        if any(right):
            runs.append(w("r", face.properties(), w("tab")))
        for piece in right:
            if not isinstance(piece, str):
                runs.append(piece)
            elif piece:
                runs.append(w("r", face.properties(), text(piece)))
        return w(
            "p",
            w(
                "pPr",
                w("pStyle", val=self._base.styles.id(style)),
                self._stops(style),
                w("bidi") if direction(self.say.tag) == "rtl" else None,
            ),
            *runs,
        )

    def _stops(self, style: str) -> Any:
        """One stop at the other end; those that a template's style has are taken away."""
        end = self._base.room[0]
        others = dict.fromkeys(self._base.styles.tabs(style), "clear")
        stops = sorted((others | {end: "right"}).items())
        return w("tabs", *(w("tab", val=kind, pos=stop) for stop, kind in stops))

    def _page_of_pages(self) -> Any:
        face = Face(self.say.tag)
        words = self.say("page {number} of {all}", number=_NUMBER, all=_ALL)
        before, _, rest = words.partition(_NUMBER)
        between, _, after = rest.partition(_ALL)
        page = simple_field("PAGE", "1", face.properties)
        pages = simple_field("NUMPAGES", "1", face.properties)
        return self._line(FOOTER, self._foot, [before, *page, between, *pages, after])
