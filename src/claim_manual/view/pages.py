"""The pages of the site in one language, and the navigation over them."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from claim_manual.model.addresses import (
    CALENDAR,
    CHANGES_URI,
    FEED,
    STATE_URI,
    Address,
    asset_address,
    category_uri,
    document_uri,
    form_uri,
    from_file,
    from_folder,
    register_uri,
    review_uri,
)
from claim_manual.model.manual import AnyDocument, Document, Manual, Prose
from claim_manual.model.page import Page, packed
from claim_manual.model.reading import Reading
from claim_manual.model.registers import REGISTER_OF, REGISTERS, Form
from claim_manual.model.review import Round
from claim_manual.model.schema import Text
from claim_manual.model.walk.policies import governed
from claim_manual.view import html
from claim_manual.view.changes import by_day, changes
from claim_manual.view.chart import chart
from claim_manual.view.contact_filters import CONTACT_KINDS, contact_filters
from claim_manual.view.divide import divided
from claim_manual.view.fences import client
from claim_manual.view.fences import drawn as drawn_fence
from claim_manual.view.matrix import matrix
from claim_manual.view.mermaid import mermaid
from claim_manual.view.navigation import REGISTER_TITLES, has_state, prose_title
from claim_manual.view.outline import outline
from claim_manual.view.page_keys import PageKeys
from claim_manual.view.review import report
from claim_manual.view.rule_table import rule_table
from claim_manual.view.sheets import chapters as sheet_chapters
from claim_manual.view.sheets import forms_with_sheets, sheet
from claim_manual.view.situation_table import cut_note, situation_table
from claim_manual.view.state import state
from claim_manual.view.svg import svg
from claim_manual.view.templating import STATUSES, model_notice, render, status_text
from claim_manual.view.tree import tree
from claim_manual.view.uses import Uses, uses
from claim_manual.view.vocabulary import elsewhere, in_alphabet
from claim_manual.view.writer import Writer

ROWS = 200
"""How many situations stand on a page; `flow show --format table` has more."""

_KINDS = {register: kind for kind, register in REGISTER_OF.items()}


@dataclass(frozen=True)
class Target:
    """What kind of tree the pages are for.

    With `ending` empty every page is a folder; else links end in it. `is_site` says whether pages
    have the site's scripts. `prefixes` is where a
    language's pages are under the root, `books` the print editions that readers can fetch: for
    the languages of a book its path from the root. With books, each document has one of its own
    beside them.
    """

    ending: str = ""
    is_site: bool = True
    prefixes: Mapping[str, str] = field(default_factory=dict)
    books: Mapping[tuple[str, ...], str] = field(default_factory=dict)


Keep = Callable[[str, Callable[[], Page]], Page]
"""From the key of a page and how it is made to the page: made, or remembered."""


def _make(_key: str, make: Callable[[], Page]) -> Page:
    return make()


def pages(
    manual: Manual, lang: str, target: Target, keep: Keep = _make, keys: PageKeys | None = None
) -> Iterator[Page]:
    """Every page in one language; those of documents may be remembered by `keep` under `keys`."""
    maker = _Maker(manual, Reading(manual, lang), target)

    def kept(document: AnyDocument, make: Callable[[AnyDocument], Page]) -> Page:
        if keys is None:
            return make(document)
        used_by = maker.used_by(document)
        return keep(keys.key(document, lang, used_by), lambda: make(document))

    yield maker.home()
    for category in manual.settings.model.categories:
        yield maker.category(category)
    for procedure in manual.procedures:
        yield kept(procedure, maker.procedure)
    if manual.flows:
        yield maker.flow_list()
    for flow in manual.flows:
        yield kept(flow, maker.flow)
    yield from maker.reference()
    for prose in manual.pages:
        if prose.lang == lang and prose.id != "index":
            yield maker.prose(prose)


class _Maker:
    def __init__(self, manual: Manual, reading: Reading, target: Target) -> None:
        self.manual = manual
        self.reading = reading
        self.target = target
        self._kept: dict[tuple[str, str], Markup] = {}

    @property
    def is_client(self) -> bool:
        """Whether charts are drawn in the reader's browser."""
        return self.manual.settings.model.diagrams == "client" and self.target.is_site

    def _draw(self, source: str) -> Markup:
        return client(source) if self.is_client else drawn_fence(self.reading, source)

    def home(self) -> Page:
        settings = self.manual.settings
        prose = next(
            (p for p in self.manual.pages if p.id == "index" and p.lang == self.reading.lang), None
        )
        path = prose.path if prose else settings.path
        title = self.reading.plain(settings.model.title)
        writer = self._writer("index", path)
        chapters = (
            html.chapters(prose.text, writer.resolve, self._draw)
            if prose
            else [(1, title, writer.block(settings.model.description))]
        )
        groups: list[tuple[str, list[AnyDocument]]] = [
            (self.reading.plain(name), [p for p in self.manual.procedures if p.category == key])
            for key, name in settings.model.categories.items()
        ]
        groups.append((self.reading.say("Decision trees"), list(self.manual.flows)))
        return self._page(
            "index",
            title,
            path,
            "site/home.md.j2",
            writer,
            prose=chapters,
            groups=groups,
            books=self._books("index"),
            recent=changes(self.manual)[:5],
            notice=model_notice(writer),
        )

    def category(self, category: str) -> Page:
        name = self.manual.settings.model.categories[category]
        own = [one for one in self.manual.procedures if one.category == category]
        return self._list(category_uri(category), self.reading.plain(name), own)

    def flow_list(self) -> Page:
        return self._list("flows/index", self.reading.say("Decision trees"), self.manual.flows)

    def _list(self, uri: str, title: str, documents: Sequence[AnyDocument]) -> Page:
        path = self.manual.settings.path
        writer = self._writer(uri, path)
        return self._page(
            uri,
            title,
            path,
            "site/list.md.j2",
            writer,
            documents=documents,
            notice=model_notice(writer),
        )

    def procedure(self, document: AnyDocument) -> Page:
        model = document.model
        category = self.manual.settings.model.categories.get(
            document.category, Text({"": document.category})
        )
        return self._document(
            document,
            "site/procedure.md.j2",
            category=category,
            category_uri=category_uri(document.category),
            model=model,
        )

    def flow(self, document: AnyDocument) -> Page:
        return self._document(
            document,
            "site/flow.md.j2",
            used_by=self.used_by(document),
            rules=rule_table(self.reading, document),
            situations=situation_table(self.reading, document, ROWS),
            cut_note=cut_note,
        )

    def used_by(self, document: AnyDocument) -> list[AnyDocument]:
        """The documents that name this one."""
        return self._used.get(("document", document.id), [])

    def _document(self, document: AnyDocument, template: str, **more: Any) -> Page:
        uri = document_uri(document)
        writer = self._writer(uri, document.path)
        drawn = chart(self.reading, document, writer.address)
        prose = self.manual.companion(document.id, self.reading.lang)
        beside = self._writer(uri, prose.path) if prose else writer
        return self._page(
            uri,
            self.reading.title(document),
            document.path,
            template,
            writer,
            document=document,
            leaflet=self._leaflet(uri, document),
            items=outline(self.reading, document),
            charts=[]
            if self.is_client
            else [(svg(part), part.title) for part in divided(self.reading.say, drawn)],
            client=[(client(mermaid(drawn)), drawn.title)] if self.is_client else [],
            mermaid=mermaid(drawn),
            tree=self._tree(document, uri, writer),
            prose=html.chapters(prose.text, beside.resolve, self._draw) if prose else [],
            **more,
        )

    def _tree(self, document: AnyDocument, uri: str, writer: Writer) -> dict[str, Any] | None:
        """The interactive tree with the steps of each document it uses; plain files have none."""
        statuses = {one: status_text(writer, one) for one in STATUSES}
        made = tree(self.reading, document, statuses) if self.target.is_site else None
        if made is None:
            return None
        return {"data": made.data, "kept": [self._steps_kept(uri, one) for one in made.used]}

    def _steps_kept(self, uri: str, document: AnyDocument) -> Markup:
        """A document's steps for pages that use it: the same for all pages of a folder.

        They are written as for one more page of the folder, from which every page of it, and the
        page itself, is reached as a neighbour.
        """
        key = (posixpath.dirname(uri), document.id)
        if key not in self._kept:
            writer = self._writer(f"{key[0]}/neighbour", document.path)
            items = outline(self.reading, document)
            made = render("site/kept.md.j2", writer, document=document, items=items)
            self._kept[key] = Markup(_tidy(made).strip())
        return self._kept[key]

    def reference(self) -> Iterator[Page]:
        """The registers, the sheets of forms, and the state of it all."""
        for name in REGISTERS:
            if name in self.manual.registers:
                yield self.register(name)
        for form in forms_with_sheets(self.manual):
            yield self.form(form)
        if has_state(self.manual):
            yield self.state()
        yield self.changes()
        for one in self.manual.reviews:
            yield self.review(one)

    def register(self, name: str) -> Page:
        register = self.manual.register(name)
        uri, title = register_uri(name), self.reading.say(REGISTER_TITLES[name])
        writer = self._writer(uri, register.source.path)
        return self._page(
            uri,
            title,
            register.source.path,
            "site/register.md.j2",
            writer,
            name=name,
            entries=in_alphabet(self.reading, list(register)),
            used={one.id: self._used.get((_KINDS.get(name, ""), one.id)) for one in register},
            others=partial(elsewhere, self.reading),
            governed=lambda policy: list(governed(self.manual, policy)),
            matrix=matrix(self.manual),
            kinds=CONTACT_KINDS,
            filters=contact_filters(self.reading) if name == "contacts" else [],
            notice=model_notice(writer),
        )

    def form(self, form: Form) -> Page:
        """A form's sheet; without one, what the form is for."""
        found = sheet(self.reading, form)
        path = found.path if found else self.manual.register("forms").source.path
        uri = form_uri(form.id)
        writer = self._writer(uri, path)
        return self._page(
            uri,
            self.reading.plain(form.title),
            path,
            "site/form.md.j2",
            writer,
            form=form,
            sheet=sheet_chapters(found.text, writer.resolve) if found else [],
            used=self._used.get(("form", form.id)),
        )

    def state(self) -> Page:
        """What has to be confirmed, reviewed or translated."""
        path = self.manual.register("validations").source.path
        return self._page(
            STATE_URI,
            self.reading.say("State of the manual"),
            path,
            "site/state.md.j2",
            self._writer(STATE_URI, path),
            state=state(self.manual),
            calendar=self._file(
                STATE_URI, f"{self.target.prefixes.get(self.reading.lang, '')}{CALENDAR}"
            )
            if self.target.is_site
            else "",
        )

    def changes(self) -> Page:
        """What changed, day by day."""
        path = self.manual.settings.path
        writer = self._writer(CHANGES_URI, path)
        prefix = self.target.prefixes.get(self.reading.lang, "")
        return self._page(
            CHANGES_URI,
            self.reading.say("What changed"),
            path,
            "site/changes.md.j2",
            writer,
            days=by_day(self.manual),
            notice=model_notice(writer),
            feed=self._file(CHANGES_URI, f"{prefix}{FEED}") if self.target.is_site else "",
        )

    def review(self, one: Document[Round]) -> Page:
        """What was said in a round of review, and what came of it."""
        uri = review_uri(one.id)
        made = report(self.reading, one)
        return self._page(
            uri,
            made.title,
            one.path,
            "site/review.md.j2",
            self._writer(uri, one.path),
            report=made,
        )

    def prose(self, prose: Prose) -> Page:
        writer = self._writer(prose.id, prose.path)
        return self._page(
            prose.id,
            prose_title(prose),
            prose.path,
            "site/prose.md.j2",
            writer,
            prose=html.chapters(prose.text, writer.resolve, self._draw),
            notice=model_notice(writer),
        )

    @property
    def _used(self) -> Uses:
        return uses(self.manual)

    def _books(self, uri: str) -> list[tuple[str, str]]:
        languages = self.manual.settings.model.languages
        return [
            (" · ".join(languages[lang].name for lang in spoken), self._file(uri, path))
            for spoken, path in self.target.books.items()
        ]

    def _leaflet(self, uri: str, document: AnyDocument) -> str:
        """The address of a document's own PDF, where there is one."""
        path = next(iter(self.target.books.values()), "")
        name = f"{document.id}-{self.reading.lang}.pdf"
        return self._file(uri, posixpath.join(posixpath.dirname(path), name)) if path else ""

    def _file(self, uri: str, path: str) -> str:
        prefix = self.target.prefixes.get(self.reading.lang, "")
        return asset_address(prefix + uri, path, folders=not self.target.ending)

    def _address(self, uri: str) -> Address:
        return from_file(uri, self.target.ending) if self.target.ending else from_folder(uri)

    def _writer(self, uri: str, path: str) -> Writer:
        files = {
            one.removeprefix("docs/"): self._file(uri, one.removeprefix("docs/"))
            for one in self.manual.files
            if one.startswith("docs/")
        }
        return Writer(self.reading, path, self._address(uri), files, self.target.is_site)

    def _page(
        self, uri: str, title: str, path: str, template: str, writer: Writer, **values: Any
    ) -> Page:
        hidden = "hide: [toc]\n" if template == "site/flow.md.j2" else ""
        head = f"---\ntitle: {json.dumps(str(escape(title)), ensure_ascii=False)}\n{hidden}---\n\n"
        document: AnyDocument | None = values.get("document")
        return Page(
            uri,
            self.reading.lang,
            title,
            packed(head + _tidy(render(template, writer, title=title, **values))),
            path,
            self._description(document),
            document.model.version if document else "",
        )

    def _description(self, document: AnyDocument | None) -> str:
        """What search engines say of a page."""
        settings = self.manual.settings.model
        return self.reading.plain(document.model.summary if document else settings.description)


def _tidy(markdown: str) -> str:
    """Headings set apart by empty lines, and none inside the HTML, where Markdown would end it."""
    lines: list[str] = []
    for line in markdown.split("\n"):
        if line.startswith("#"):
            lines += ["", line, ""]
        elif line.strip():
            lines.append(line)
    return "\n".join(lines).strip("\n").replace("\n\n\n", "\n\n") + "\n"
