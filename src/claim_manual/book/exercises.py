"""What is filled in by hand: checklists of documents, and cases to practise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claim_manual.book.chapter_maker import Article, ChapterMaker, anchor_of
from claim_manual.book.lines import References, level_mark, text
from claim_manual.book.values import Chapter
from claim_manual.derived.addresses import document_uri
from claim_manual.derived.outline import Item, outline, told_at_any_time, way_text
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.documents import Scenario
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import Outcome
from claim_manual.model.values import LEVELS


@dataclass(frozen=True)
class _Ticks:
    """Boxes and rules to write on; fields of a PDF form where the edition is filled in on screens."""

    name: str
    is_fillable: bool

    def box(self, name: str, title: str) -> Html:
        """A box to tick."""
        return self._field("tick", "checkbox", name, title)

    def rule(self, name: str, title: str) -> Html:
        """A rule to write on."""
        return self._field("rule", "text", name, title)

    def _field(self, class_: str, kind: str, name: str, title: str) -> Html:
        if not self.is_fillable:
            return element("span", class_=class_)
        return element("input", class_=class_, type=kind, name=f"{self.name}-{name}", title=title)


def checklist(make: ChapterMaker, document: AnyDocument, part: str, *, is_torn: bool) -> Chapter:
    """What is done and asked in a document, to be ticked; `is_torn` off, or copied."""
    say = make.say
    title = say("Checklist: {title}", title=make.reading.title(document))
    ticks = _Ticks(f"{document.id}-{make.reading.lang}", make.options.fillable)
    case, day = say("Case number, no names"), say("Date")
    head = element(
        "tr",
        element("td", text(f"{case} "), ticks.rule("case", case)),
        element("td", text(f"{day} "), ticks.rule("date", day)),
    )
    note = say("Tear off along the line") if is_torn else say("Copy this page")
    rows = [
        element("p", text(note), class_="tear-note"),
        element("h1", text(title)),
        element("table", head, class_="tear-head"),
        *_told(make, document, ticks),
        *(_check(make, item, ticks) for item in outline(make.reading, document)),
    ]
    anchor = f"{anchor_of(document_uri(document))}--checklist"
    foot = (
        make.texts(document.path).status(document.model.status),
        say("version {version}", version=document.model.version),
        say.short_date(make.print.day),
    )
    return make.chapter(
        Article(
            anchor, title, joined(rows, Html("\n")), make.references(), part, foot=" · ".join(foot)
        )
    )


def _told(make: ChapterMaker, document: AnyDocument, ticks: _Ticks) -> Iterator[Html]:
    """What may be told at any time, to be ticked, before all else."""
    for told in told_at_any_time(make.reading, document):
        words = make.say("At any time: {words}", words=told.text)
        onward = element("strong", text(way_text(make.reading, told.way)))
        box = ticks.box(told.id, words)
        yield element("p", text(f"{words}: "), onward, Html(" "), box, class_="check told")


def _check(make: ChapterMaker, item: Item, ticks: _Ticks) -> Html:
    level = item.node.level if isinstance(item.node, Outcome) else None
    badge = NOTHING
    if level:
        word = text(f" {make.say(LEVELS[level])}")
        badge = Html(f"{element('span', level_mark(), word, class_=f'cm-badge cm-{level}')} ")
    number = element("span", text(str(item.number)), class_="check-number")
    head = (number, Html(" "), badge, text(item.text))
    if not item.answers:
        tick = ticks.box(item.node.id, item.text)
        return element("p", *head, Html(" "), tick, class_=f"check {item.kind}")
    choices = (
        element(
            "span",
            ticks.box(f"{item.node.id}-{n}", f"{item.text} {answer}"),
            text(answer),
            class_="choice",
        )
        for n, answer in enumerate(item.answers, 1)
    )
    return element(
        "p", *head, element("br"), joined(choices, Html(" ")), class_=f"check {item.kind}"
    )


def cases(make: ChapterMaker, documents: Sequence[AnyDocument], part: str) -> Iterator[Chapter]:
    """The scenarios that tell a story, with room for the answer; `part` is the book's, by its key."""
    told = [
        (document, [case for case in document.model.scenarios if case.story])
        for document in documents
    ]
    if not any(stories for _, stories in told):
        return
    say = make.say
    references = make.references()
    title = say("Cases to practise")
    task = say(
        "Read the case, open the page it belongs to, and follow it. Write down where you end, and what you would say to the person."
    )
    rows = [element("h1", text(title)), element("p", text(task))]
    for document, stories in told:
        if stories:
            name = text(make.reading.title(document))
            rows.append(element("h2", references.link(anchor_of(document_uri(document)), name)))
            rows += [
                _case(make, document, n, case, references) for n, case in enumerate(stories, 1)
            ]
    chapter = make.chapter(Article("p-cases", title, joined(rows, Html("\n")), references, part))
    yield replace(chapter, level=1)


def _case(
    make: ChapterMaker, document: AnyDocument, number: int, case: Scenario, references: References
) -> Html:
    say = make.say
    line = make.write("p-cases", references).line
    story = line(make.texts(document.path).line(case.story))
    short, long = (element("span", class_=name) for name in ("rule short", "rule"))
    return element(
        "div",
        element("p", element("strong", text(f"{number}.")), Html(" "), story),
        element("p", text(f"{say('It ends with number')} "), short),
        element("p", text(f"{say('I would say')} "), long),
        element("div", class_="dots"),
        class_="case",
    )
