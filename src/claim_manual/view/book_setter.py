"""The chapters of a print edition in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from claim_manual.model.edition import Edition
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.markup import plain
from claim_manual.model.page import NUMBERS, NUMBERS_END, PLACE, Chapter, Tab
from claim_manual.model.reading import Reading
from claim_manual.model.registers import Contact, Entry, Form, Term
from claim_manual.view import html
from claim_manual.view.addresses import document_uri, form_uri, register_uri
from claim_manual.view.chart import chart
from claim_manual.view.fences import drawn as drawn_fence
from claim_manual.view.font import FACES, FAMILY, scripts_of, width
from claim_manual.view.frame import page_path
from claim_manual.view.matrix import matrix
from claim_manual.view.navigation import REGISTER_TITLES, in_order, prose_title
from claim_manual.view.outline import Item, outline
from claim_manual.view.page_numbers import with_pages
from claim_manual.view.paper import Paper, paper
from claim_manual.view.printed_charts import Sheet, printed_charts
from claim_manual.view.qr import qr_code
from claim_manual.view.rule_table import RuleTable, rule_table
from claim_manual.view.search import folded
from claim_manual.view.selection import Selection
from claim_manual.view.sheets import chapters as sheet_chapters
from claim_manual.view.sheets import form_fields, forms_with_sheets, sheet
from claim_manual.view.templating import render, status_text
from claim_manual.view.terms import index_of_terms
from claim_manual.view.uses import uses
from claim_manual.view.writer import Writer

KINDS = {"contacts": "contact", "laws": "law", "forms": "form"}
"""Registers that say where each entry is used, to the kind of reference."""

Line = tuple[str, str, str, str]
"""A line of a list of contents: code, title, anchor, summary."""


@dataclass(frozen=True)
class Contents:
    """A part of the list of contents."""

    name: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Print:
    """What all chapters of a book have in common: `tabs` are those of its parts by key, and
    `documents` the ids of its procedures and flows.
    """

    edition: Edition
    day: dt.date
    site_url: str
    tabs: Mapping[str, Tab]
    documents: frozenset[str]


@dataclass(frozen=True)
class Printed:
    """A procedure or flow as its template gets it."""

    id: str
    document: AnyDocument
    writer: Writer
    items: list[Item]
    charts: list[Sheet]
    prose: list[tuple[int, str, Markup]]
    rules: RuleTable | None


class Setter:
    """Makes chapters in the language of a reading."""

    def __init__(self, reading: Reading, printed: Print) -> None:
        self.reading = reading
        self.print = printed
        self.options = printed.edition.options
        self._styles: dict[tuple[str, ...], str] = {}

    @property
    def manual(self) -> Manual:
        """The manual."""
        return self.reading.manual

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the language."""
        return self.manual.settings.model.languages[self.reading.lang].tag

    @property
    def has_cases(self) -> bool:
        """Whether the edition has exercises."""
        return self.options.cases

    @cached_property
    def paper(self) -> Paper:
        """The paper of the edition."""
        return paper(self.options)

    @property
    def title(self) -> str:
        """The manual's title."""
        return self.reading.plain(self.manual.settings.model.title)

    @cached_property
    def notice(self) -> str:
        """The label of a manual in which something still is a model."""
        is_model = any(one.model.status == "model" for one in self.manual.documents())
        return status_text(self._writer(self.manual.settings.path), "model") if is_model else ""

    @cached_property
    def foot(self) -> str:
        """What stands at the foot of pages that are no document's."""
        version = self.manual.settings.model.version
        said = [self.notice] if self.notice else []
        said += [self.reading.say("version {version}", version=version)] if version else []
        return " · ".join((*said, self.reading.say.short_date(self.print.day)))

    # -- chapters

    def front(self) -> Chapter:
        """Cover, emergency numbers, notice, and how to use the book."""
        site = self.print.site_url
        code = qr_code(site, self.reading.say("Online: {address}", address=site)) if site else ""
        return self._chapter(
            "front",
            self.title,
            self.manual.settings.path,
            edition_title=self.reading.plain(self.print.edition.title),
            notice=self.notice,
            site=site,
            qr=code if self.options.qr else "",
            lines=self._lines(),
            anchor="p-index",
        )

    def contents(self, parts: Sequence[Contents]) -> Chapter:
        """The list of contents."""
        title = self.reading.say("Contents")
        listed = [(one.name, one.anchor, [line[:3] for line in one.lines]) for one in parts]
        return self._chapter(
            "contents", title, self.manual.settings.path, parts=listed, anchor="p-contents"
        )

    def prose(self) -> Iterator[Chapter]:
        """What is written in docs/: the pages that the edition names, in its order, or all."""
        own = {one.id: one for one in in_order(self.manual, self.reading.lang)}
        named = self.print.edition.pages
        if named is None:
            named = tuple(one for one in own if one != "index")
        for name in named:
            if one := own.get(name):
                writer = self._writer(one.path)
                made = html.chapters(
                    one.text, writer.resolve, lambda source: drawn_fence(self.reading, source)
                )
                title = prose_title(one)
                yield self._chapter(
                    "prose",
                    title,
                    one.path,
                    id=_anchor(one.id),
                    prose=made,
                    head=title,
                    anchor=_anchor(one.id),
                )

    def divider(self, opened: Contents, part: str) -> Chapter:
        """The page that opens a part of the book, which has the tab of `part`."""
        return self._chapter(
            "divider",
            opened.name,
            self.manual.settings.path,
            anchor=opened.anchor,
            part=part,
            id=opened.anchor,
            name=opened.name,
            lines=opened.lines,
        )

    def lines(self, documents: Sequence[AnyDocument]) -> tuple[Line, ...]:
        """Documents as lines of a list of contents."""
        plain = self.reading.plain
        return tuple(
            (
                one.model.code,
                plain(one.model.title),
                _anchor(document_uri(one)),
                plain(one.model.summary),
            )
            for one in documents
        )

    def tab(self, document: AnyDocument) -> str:
        """The key of the part to which a document belongs."""
        return document.category or "flows"

    def document(self, document: AnyDocument) -> Chapter:
        """A procedure or flow."""
        uri = document_uri(document)
        anchor = _anchor(uri)
        writer = self._writer(document.path)
        prose = self.manual.companion(document.id, self.reading.lang)
        title = self.reading.title(document)
        drawn = chart(self.reading, document, _address)
        made = self._chapter(
            "document",
            title,
            document.path,
            part=self.tab(document),
            part_name=self._part_name(document),
            document=document,
            chapter=Printed(
                id=anchor,
                document=document,
                writer=writer,
                items=outline(self.reading, document),
                charts=[]
                if self.options.sheets_only
                else printed_charts(self.reading.say, drawn, self.paper, f"{anchor}--chart", PLACE),
                prose=html.chapters(prose.text, self._writer(prose.path).resolve) if prose else [],
                rules=rule_table(self.reading, document),
            ),
            qr=self._qr(uri, title),
            has_notes=self.options.notes,
            anchor=anchor,
        )
        return replace(made, level=1, turn=self._turn)

    def pages(self, document: AnyDocument) -> tuple[Chapter, ...]:
        """All that the edition has of a procedure or flow."""
        own = () if self.options.sheets_only else (self.document(document),)
        has_checklist = self.options.checklists or self.options.sheets_only
        return (*own, *((self.checklist(document),) if has_checklist else ()))

    def checklist(self, document: AnyDocument) -> Chapter:
        """What is done and asked in a document, to be ticked."""
        anchor = f"{_anchor(document_uri(document))}--checklist"
        title = self.reading.say("Checklist: {title}", title=self.reading.title(document))
        made = self._chapter(
            "checklist",
            title,
            document.path,
            anchor=anchor,
            id=anchor,
            head=title,
            part=self.tab(document),
            part_name=self._part_name(document),
            document=document,
            items=outline(self.reading, document),
            is_fillable=self.options.fillable,
            is_torn=self._turn == "right",
        )
        return replace(made, level=1 if self.options.sheets_only else 2, turn=self._turn)

    @property
    def _turn(self) -> str:
        return "right" if self.options.start == "right" else ""

    def _part_name(self, document: AnyDocument) -> str:
        category = self.manual.settings.model.categories.get(document.category)
        return self.reading.plain(category) if category else self.reading.say("Decision trees")

    def cases(self, flows: Sequence[AnyDocument]) -> Iterator[Chapter]:
        """Exercises: the scenarios of flows that tell a story."""
        told = [
            (one, [case for case in getattr(one.model, "scenarios", ()) if case.story])
            for one in flows
        ]
        told = [(one, own) for one, own in told if own]
        if told:
            title = self.reading.say("Cases to practise")
            made = self._chapter(
                "cases",
                title,
                self.manual.settings.path,
                part="flows",
                part_name=self.reading.say("Decision trees"),
                cases=told,
                head=title,
                anchor="p-cases",
            )
            yield replace(made, level=1)

    def register(self, name: str) -> Chapter:
        """A register."""
        register = self.manual.register(name)
        title = self.reading.say(REGISTER_TITLES[name])
        known = uses(self.manual)
        made = self._chapter(
            "register",
            title,
            register.source.path,
            part="reference",
            name=name,
            head=title,
            entries=self._sorted(list(register)),
            used=lambda entry: [
                one
                for one in known.get((KINDS.get(name, ""), entry), [])
                if one.id in self.print.documents
            ],
            others=self._others,
            matrix=matrix(self.manual),
            chosen=self.print.documents,
            place_of=_anchor,
            anchor=_anchor(register_uri(name)),
        )
        return replace(made, level=1)

    def sheets(self) -> Iterator[Chapter]:
        """Every form that has a template, as a sheet to copy."""
        for form in forms_with_sheets(self.manual):
            if found := sheet(self.reading, form):
                yield self._sheet(form, found.path, found.text)

    def _sheet(self, form: Form, path: str, text: str) -> Chapter:
        title = self.reading.plain(form.title)
        parts = sheet_chapters(text, self._writer(path).resolve)
        if self.options.fillable:
            plain_parts = html.chapters(text, self._writer(path).resolve)
            parts = form_fields(plain_parts, f"{form.id}-{self.reading.lang}")
        made = self._chapter(
            "sheet",
            title,
            path,
            part="reference",
            id=_anchor(form_uri(form.id)),
            head=title,
            prose=parts,
            anchor=_anchor(form_uri(form.id)),
        )
        return replace(made, level=2)

    def terms(self, chosen: Selection) -> Chapter:
        """The index of terms."""
        ids = {one.id: _anchor(document_uri(one)) for one in chosen.documents}

        def anchor(thing: str, within: str) -> str:
            if thing == "term":
                return _anchor(register_uri("glossary"), within)
            return f"{ids[thing]}--n-{within}" if within else ids[thing]

        title = self.reading.say("Index of terms")
        made = self._chapter(
            "index",
            title,
            self.manual.register("glossary").source.path,
            part="reference",
            letters=index_of_terms(self.reading, chosen.documents, anchor),
            anchor="p-terms",
        )
        return replace(made, level=1)

    def filler(self) -> Chapter:
        """The page for sides that would be empty."""
        return self._chapter("filler", "", self.manual.settings.path, anchor="")

    def outside(self) -> dict[str, str]:
        """Where on the site each anchor is, if the site's address is known."""
        if not self.print.site_url:
            return {}
        uris = [document_uri(one) for one in self.manual.documents()]
        uris += [register_uri(name) for name in self.manual.registers]
        uris += [form_uri(one.id) for one in forms_with_sheets(self.manual)]
        uris += [one.id for one in self.manual.pages]
        return {_anchor(uri): self._online(uri) for uri in uris}

    # -- what they are made of

    def _lines(self) -> list[Contact]:
        """Telephone lines for emergencies that are not on every page of the site."""
        known = self.manual.settings.model.emergency
        return [
            one
            for one in self.manual.register("contacts")
            if isinstance(one, Contact)
            and one.kind in {"emergency", "hotline"}
            and one.phone
            and one.status != "weak"
            and one.id not in known
        ]

    def _online(self, uri: str) -> str:
        lang = self.reading.lang
        prefix = "" if lang == self.manual.default_language else f"{lang}/"
        return f"{self.print.site_url.rstrip('/')}/{page_path(prefix, uri, '')}"

    def _qr(self, uri: str, title: str) -> str:
        if not (self.options.qr and self.print.site_url):
            return ""
        return qr_code(self._online(uri), self.reading.say("Online: {address}", address=title))

    def _sorted(self, entries: list[Entry]) -> list[Entry]:
        terms: list[Term] = [one for one in entries if isinstance(one, Term)]
        terms.sort(key=lambda term: folded(self.reading.plain(term.term)))
        return list(terms) or entries

    def _others(self, text: Any) -> list[tuple[str, str]]:
        return [
            (lang, plain(words))
            for lang in self.manual.languages
            if lang != self.reading.lang and (words := text.root.get(lang))
        ]

    def _writer(self, path: str) -> Writer:
        files = {
            one.removeprefix("docs/"): f"manual:{one}"
            for one in self.manual.files
            if one.startswith("docs/")
        }
        return Writer(self.reading, path, self._address, files)

    def _address(self, uri: str, anchor: str = "") -> str:
        """Where something is in the book; a form is where its sheet is, if it has one."""
        if uri == register_uri("forms") and anchor in self._sheets:
            return _address(form_uri(anchor))
        return _address(uri, anchor)

    @cached_property
    def _sheets(self) -> frozenset[str]:
        return frozenset(one.id for one in forms_with_sheets(self.manual))

    def _chapter(
        self,
        template: str,
        title: str,
        path: str,
        *,
        anchor: str = "",
        part: str = "",
        part_name: str = "",
        **values: Any,
    ) -> Chapter:
        name = self.reading.say("Reference") if part == "reference" else part_name
        is_list = template in {"contents", "divider"}
        made = render(
            f"book/{template}.html.j2",
            self._writer(path),
            **{
                "title": title,
                "tag": self.tag,
                "today": self.print.day,
                "foot": self.foot,
                "place": PLACE,
                "part": name,
            }
            | values,
        )
        whole, places = with_pages(made, "{}" if is_list else self._page_label)
        return Chapter(
            id=anchor,
            lang=self.reading.lang,
            tag=self.tag,
            title=title,
            html=_with_marks(whole),
            style=self._style(tuple(scripts_of(whole))),
            places=places,
            tabs=tuple(self.print.tabs.values())
            if template == "contents"
            else tuple(tab for key, tab in self.print.tabs.items() if key == part),
        )

    @property
    def _page_label(self) -> str:
        """What the number of a page stands in."""
        return f"\u00a0({self.reading.say('p.')} {{}})"

    def _style(self, scripts: tuple[str, ...]) -> str:
        """The style sheet, with the fonts of those further scripts in which something is written."""
        if scripts not in self._styles:
            self._styles[scripts] = render(
                "book/book.css",
                self._writer(self.manual.settings.path),
                families=(FAMILY, NUMBERS, NUMBERS_END),
                faces=FACES,
                scripts=scripts,
                paper=self.paper,
                crop=self.options.crop_marks,
                at_width=width(self._page_label.format("000"), 1.0) + 0.02,
            )
        return self._styles[scripts]


_MARKS = {"▲": "red", "◆": "amber", "●": "green"}
"""Marks of levels as somebody may write them, which the typeface lacks."""


def _with_marks(made: str) -> str:
    """The chapter with the marks of levels drawn."""
    for mark, level in _MARKS.items():
        made = made.replace(mark, f'<span class="cm-{level}"><span class="mark"></span></span>')
    return made


def _anchor(uri: str, within: str = "") -> str:
    """The id that a page of the site, or a place in it, has in the book."""
    name = "p-" + uri.replace("/", "-")
    return f"{name}--{within}" if within else name


def _address(uri: str, anchor: str = "") -> str:
    return PLACE + _anchor(uri, anchor)
