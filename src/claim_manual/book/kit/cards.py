"""Case cards: four to a sheet of A4, to print on both sides (turned on the long edge) and to cut.

The front tells the story; the back has the number of the case and room to write. A story that is too
long for a quarter of a sheet has a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.book.kit.kit_maker import KitMaker, lines_to_write
from claim_manual.book.lines import References, text
from claim_manual.book.values import Chapter
from claim_manual.derived.practice import PracticeCase
from claim_manual.html import NOTHING, Html, element

ON_SHEET = 4
_SIZES = ((160, "large"), (320, "middle"), (560, "small"), (1000, "smallest"))
"""How many letters a story may have to be set in a size."""
_WHOLE = 1800
"""How many letters are set large on a sheet of its own."""
_LINES = 4
"""Lines to write on at the back of a card."""
_MIRRORED = (1, 0, 3, 2)
"""Where the back of each card of a sheet lies once the sheet is turned."""


def cards(kit: KitMaker) -> Chapter:
    """The sheets of all cards, each followed by its back."""
    title = kit.say("Case cards")
    references = kit.references()
    rows = [element("h1", text(f"{title}: {kit.title}"), class_="unseen")]
    for sheet in _sheets(kit, kit.practice.cases):
        rows += _both_sides(kit, references, sheet)
    return kit.chapter("p-cards", title, rows, references)


def _sheets(kit: KitMaker, cases: Sequence[PracticeCase]) -> Iterator[tuple[PracticeCase, ...]]:
    """The cases of each sheet: four that fit, or one that does not."""
    sheet: list[PracticeCase] = []
    for case in cases:
        is_long = not _size(kit, case)
        if sheet and (is_long or len(sheet) == ON_SHEET):
            yield tuple(sheet)
            sheet = []
        sheet.append(case)
        if is_long:
            yield tuple(sheet)
            sheet = []
    if sheet:
        yield tuple(sheet)


def _size(kit: KitMaker, case: PracticeCase) -> str:
    """The size of type in which a story fits on a card; empty where it fits in none."""
    letters = len(kit.make.reading.plain(case.scenario.story))
    return next((size for most, size in _SIZES if letters <= most), "")


def _both_sides(
    kit: KitMaker, references: References, sheet: tuple[PracticeCase, ...]
) -> Iterator[Html]:
    if not _size(kit, sheet[0]):
        is_longest = len(kit.make.reading.plain(sheet[0].scenario.story)) > _WHOLE
        whole = "cards whole longest" if is_longest else "cards whole"
        yield element("section", _front(kit, references, sheet[0]), class_=whole)
        yield element("section", _back(kit, sheet[0]), class_=whole)
        return
    fronts = [_front(kit, references, case) for case in sheet]
    backs = [_back(kit, case) for case in sheet]
    places = [*range(ON_SHEET)]
    yield _side([fronts[n] if n < len(fronts) else NOTHING for n in places])
    yield _side([backs[n] if n < len(backs) else NOTHING for n in _MIRRORED])


def _side(cards_of_side: Sequence[Html]) -> Html:
    """A side of a sheet: two cards beside each other, twice, with marks where to cut."""
    marks = ("top", "bottom", "left", "right", "middle")
    cells = (element("div", card, class_="quarter") for card in cards_of_side)
    cuts = (element("span", class_=f"cut cut-{mark}") for mark in marks)
    return element("section", *cells, *cuts, class_="cards")


def _front(kit: KitMaker, references: References, case: PracticeCase) -> Html:
    story = kit.write("p-cards", references).line(kit.texts_of_story(case))
    return element(
        "div",
        element("p", text(kit.case_title(case)), class_="card-number"),
        element("p", story, class_="card-story"),
        element("p", text(kit.make.reading.title(case.document)), class_="card-page"),
        class_=f"card {_size(kit, case)}".rstrip(),
    )


def _back(kit: KitMaker, case: PracticeCase) -> Html:
    say = kit.say
    notice = kit.texts.status(kit.workshop.model.status)
    return element(
        "div",
        element("p", text(kit.case_title(case)), class_="card-number"),
        element("p", text(f"{say('It ends with number')} "), element("span", class_="rule short")),
        element("p", text(say("I would say"))),
        lines_to_write(_LINES),
        element("p", text(joined_words((kit.title, notice))), class_="card-page"),
        class_="card back",
    )


def joined_words(words: Sequence[str]) -> str:
    """Words of a foot, with a mark between."""
    return " · ".join(word for word in words if word)
