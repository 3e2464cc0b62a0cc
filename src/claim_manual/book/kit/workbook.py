"""The workbook of a workshop: its cases, and the questions of their pages, without where they end.

Whoever works with it follows the questions by their numbers and writes down the number at which a
case ends; what stands there is on the site and in the manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.book.chapter_maker import anchor_of
from claim_manual.book.kit.kit_maker import KitMaker, lines_to_write
from claim_manual.book.lines import text
from claim_manual.book.values import Chapter
from claim_manual.derived.addresses import document_uri
from claim_manual.derived.case_keys import case_key
from claim_manual.derived.outline import Item, outline, told_at_any_time, way_text
from claim_manual.derived.practice import PracticeCase
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import Outcome, Use
from claim_manual.proof.graph import open_edges

_NOTES = 20
"""Lines for notes at the end."""


def workbook(kit: KitMaker) -> tuple[Chapter, ...]:
    """The chapters of the workbook."""
    questions = [_questions(kit, document) for document in pages_of_cases(kit)]
    cases = (_cases(kit),) if kit.practice.cases else ()
    return (_front(kit), *cases, *questions, _notes(kit))


def pages_of_cases(kit: KitMaker) -> tuple[AnyDocument, ...]:
    """The pages of the cases and those that are used on their ways, in the order of coming to them."""
    pages: dict[str, AnyDocument] = {}
    for case in kit.practice.cases:
        pages.setdefault(case.document.id, case.document)
        for step in case_key(kit.make.reading, case).way:
            pages.setdefault(step.document.id, step.document)
    return tuple(pages.values())


def place_of(document: AnyDocument, node_id: str) -> str:
    """The anchor of a question, step or end in the workbook."""
    return f"{anchor_of(document_uri(document))}--n-{node_id}"


def place_of_case(kit: KitMaker, case: PracticeCase) -> str:
    """The anchor of a case in the workbook."""
    return f"p-cases--{kit.numbers[case.name]}"


def _front(kit: KitMaker) -> Chapter:
    anchor, title = "p-workbook", kit.say("Workbook")
    references = kit.references()
    write = kit.write(anchor, references)
    rows = [*kit.head(title), kit.facts(), *kit.objectives(write, has_pages=False)]
    rows += kit.programme(write)
    return kit.chapter(anchor, title, rows, references)


def _cases(kit: KitMaker) -> Chapter:
    anchor, title = "p-cases", kit.say("Cases to practise")
    references = kit.references()
    task = kit.say(
        "Read the case, and go along the questions of its page by their numbers. Write down the number at which it ends, and what you would say to the person."
    )
    rows = [element("h1", text(title)), element("p", text(task))]
    line = kit.write(anchor, references).line
    rows += (_case(kit, case, line(kit.texts_of_story(case))) for case in kit.practice.cases)
    return kit.chapter(anchor, title, rows, references)


def _case(kit: KitMaker, case: PracticeCase, story: Html) -> Html:
    say = kit.say
    page = text(kit.make.reading.title(case.document))
    return element(
        "div",
        element("p", element("strong", text(kit.case_title(case))), Html(" "), element("span", page, class_="muted")),
        element("p", story),
        element("p", text(f"{say('It ends with number')} "), element("span", class_="rule short")),
        element("p", text(f"{say('I would say')} "), element("span", class_="rule")),
        element("div", class_="dots"),
        class_="case",
        id=place_of_case(kit, case),
    )  # fmt: skip


def _questions(kit: KitMaker, document: AnyDocument) -> Chapter:
    """The steps and questions of a page with the numbers that answers lead to; its ends are blank."""
    anchor = anchor_of(document_uri(document))
    title = kit.make.reading.title(document)
    references = kit.references()
    rows = [element("h1", text(title))]
    for told in told_at_any_time(kit.make.reading, document):
        words = kit.say("At any time: {words}", words=told.text)
        onward = element("strong", text(way_text(kit.make.reading, told.way)))
        rows.append(element("div", text(f"{words}: "), onward, class_="check told"))
    rows += (_item(kit, document, item) for item in outline(kit.make.reading, document))
    return kit.chapter(anchor, title, rows, references)


def _item(kit: KitMaker, document: AnyDocument, item: Item) -> Html:
    number = element("span", text(str(item.number)), class_="check-number")
    if isinstance(item.node, Outcome):
        words = element("span", class_="rule")
    else:
        words = element("span", text(item.text), class_="asked" if item.kind == "ask" else None)
    ways = joined(_ways(kit, document, item), NOTHING)
    inner = element("ul", ways, class_="goes") if ways else NOTHING
    place = place_of(document, item.node.id)
    return element("div", number, words, inner, class_=f"check {item.kind}", id=place)


def _ways(kit: KitMaker, document: AnyDocument, item: Item) -> Iterator[Html]:
    for option in item.options:
        yield element("li", element("span", class_="tick"), text(f" {option}"))
    if item.continues:
        return
    for number, label in _onward(kit, document, item):
        onward = kit.say("go to {number}", number=number)
        yield element("li", text(f"{label}: "), element("strong", text(onward)))


def _onward(kit: KitMaker, document: AnyDocument, item: Item) -> list[tuple[int, str]]:
    """Where each way leads and what is said on it; ends of another page that lead to one place stand
    together, by their numbers.
    """
    edges = [edge for edge in open_edges(kit.make.manual, document) if edge.source == item.node.id]
    used = kit.make.manual.document(item.node.use) if isinstance(item.node, Use) else None
    ends = [node.id for node in nodes(used)] if used else []
    ways: list[tuple[int, str]] = []
    together: dict[tuple[int, str], list[int]] = {}
    for way, edge in zip(item.ways, edges, strict=True):
        if used is None or edge.result not in ends:
            ways.append((way.number, way.label or kit.say("Then")))
            continue
        condition = way.label.removeprefix(kit.make.reading.node_of(used, edge.result))
        together.setdefault((way.number, condition), []).append(ends.index(edge.result) + 1)
    for (goal, condition), numbers in together.items():
        listed = kit.say.all_of([str(number) for number in sorted(numbers)])
        ways.append((goal, kit.say("if it ends with {number}", number=listed) + condition))
    return sorted(ways, key=lambda way: way[0]) if together else ways


def _notes(kit: KitMaker) -> Chapter:
    title = kit.say("Notes")
    rows = [element("h1", text(title)), lines_to_write(_NOTES)]
    return kit.chapter("p-notes", title, rows, kit.references())
