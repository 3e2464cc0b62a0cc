"""What a change means as one page of HTML that stands alone: words, situations, and both charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import inf

from claim_manual.charts.chart import Chart
from claim_manual.charts.svg import svg
from claim_manual.derived.difference import Difference
from claim_manual.derived.reading import Reading
from claim_manual.difference.changed_words import Part, Run, changed_words
from claim_manual.difference.edit_lines import ChangeLine
from claim_manual.difference.ending_words import SituationChange, Situations
from claim_manual.difference.revised import ChangeSection, sections, touched_lines
from claim_manual.difference.summary import not_compared, summary
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.model.language import Words

_OPEN = 12
"""A list of no more situations than these is open from the start."""
_META = Html(
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_LINE = Html("\n")


def difference_page(difference: Difference, lang: str) -> str:
    """The page of a difference, in one language of the newer manual."""
    reading = Reading(difference.after, lang)
    page = _Page(reading.say)
    body = [
        element("p", text(summary(difference, lang)), class_="sum"),
        *(
            element("p", text(line), class_="note")
            for line in not_compared(difference, reading.say)
        ),
        *(page.section(section) for section in sections(difference, lang)),
        *page.touched(touched_lines(difference, lang)),
    ]
    title = text(reading.say("What this change means"))
    head = _lines("head", (_META, element("title", title), element("style", _style_sheet())))
    main = _lines("main", (element("h1", title), *body))
    html = _lines(
        "html",
        (head, element("body", main)),
        lang=reading.manual.settings.model.languages[lang].tag,
        dir="rtl" if reading.say.is_rtl else None,
    )
    return f"<!doctype html>\n{html}\n"


@dataclass(frozen=True)
class _Page:
    """Writes the sections of the page; `say` has the words around what authors wrote."""

    say: Words

    def section(self, section: ChangeSection) -> Html:
        """A document, register, page or file that is otherwise."""
        sign = element("span", text(section.sign), class_="sign")
        parts = [
            element("h2", sign, text(section.title)),
            element("p", text(section.path), class_="path"),
        ]
        if section.lines:
            parts.append(_lines("ul", map(_line, section.lines)))
        parts += [element("p", text(note), class_="note") for note in section.notes]
        parts += map(self._situations, section.situations)
        parts += self._charts(section.charts)
        return _lines("section", parts)

    def touched(self, lines: Sequence[str]) -> list[Html]:
        """The section of what is the same and leans on what is otherwise, where there is any."""
        if not lines:
            return []
        items = (element("li", _mark("›"), text(line)) for line in lines)
        heading = element("h2", text(self.say("Also touched")))
        return [_lines("section", (heading, _lines("ul", items)))]

    def _situations(self, situations: Situations) -> Html:
        parts = [element("summary", text(situations.head))]
        if situations.common:
            common = self.say("Each time: {answers}", answers=situations.common)
            parts.append(element("p", text(common), class_="common"))
        parts.append(_lines("ul", map(self._case, situations.cases)))
        return _lines("details", parts, open=len(situations.cases) <= _OPEN)

    def _case(self, case: SituationChange) -> Html:
        """A situation: the words around what it was and is are those of the language."""
        shown = {"\0": element("del", text(case.before)), "\1": element("ins", text(case.after))}
        around = re.split("([\0\1])", case.end(self.say, "\0", "\1"))
        ends = joined((shown.get(words) or text(words) for words in around), NOTHING)
        return element("li", _mark("›"), text(f"{case.answers}: "), ends)

    def _charts(self, charts: Sequence[Chart]) -> list[Html]:
        """The charts side by side: before and now, or now alone."""
        if not charts:
            return []
        key = self.say(
            "In the charts a broken line and a mark at the corner show what is otherwise:"
            " + new, − gone, ~ changed, ↕ moved."
        )
        names = (self.say("Before"), self.say("Now"))[-len(charts) :]
        figures = map(_figure, names, charts)
        return [element("p", text(key), class_="key"), _lines("div", figures, class_="charts")]


def _figure(name: str, chart: Chart) -> Html:
    caption = element("figcaption", text(name))
    return _lines("figure", (caption, Html(svg(chart))), tabindex=0, aria_label=name)


def _line(line: ChangeLine) -> Html:
    runs = changed_words(line.before, line.after, longest=inf)
    is_whole = [run.part for run in runs] == [Part.GONE, Part.NEW]
    values = joined(map(_run, runs), text(" → " if is_whole else " "))
    between = text(": ") if runs else NOTHING
    return element("li", _mark(line.sign), text(line.where), between, values)


def _run(run: Run) -> Html:
    tags = {Part.GONE: "del", Part.NEW: "ins"}
    return element(tags[run.part], text(run.words)) if run.part in tags else text(run.words)


def _mark(sign: str) -> Html:
    """A mark before a line, which is not read aloud."""
    return element("span", text(sign), class_="sign", aria_hidden="true")


def _lines(name: str, children: Iterable[Html], /, **attributes: str | int | bool | None) -> Html:
    """An element whose children stand on lines of their own."""
    return element(name, _LINE, joined(children, _LINE), _LINE, **attributes)


@cache
def _style_sheet() -> Html:
    sheet = resources.files("claim_manual") / "difference" / "page.css"
    return Html(f"\n{sheet.read_text(encoding='utf-8')}")
