"""The reference part of a print edition: registers, sheets of forms, the index of terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claim_manual.book.chapter_maker import Article, ChapterMaker, anchor_of
from claim_manual.book.lines import References, text
from claim_manual.book.setter import sections
from claim_manual.book.sheets import Fields
from claim_manual.book.terms import IndexEntry, index_of_terms
from claim_manual.book.values import Chapter
from claim_manual.derived.addresses import document_uri, register_uri
from claim_manual.derived.selection import Selection
from claim_manual.derived.sheets import forms_with_sheets, sheet
from claim_manual.html import Html, element, joined
from claim_manual.model.registers import Form
from claim_manual.pages.forms import form_page
from claim_manual.pages.page import anchored
from claim_manual.pages.registers import reference_page


class ReferenceSetter:
    """Makes the chapters of the registers in one language."""

    def __init__(self, make: ChapterMaker) -> None:
        self.make = make

    def register(self, name: str) -> Chapter:
        """A register; where its entries are used is said of documents of this edition."""
        path = self.make.manual.register(name).source.path
        page = anchored(reference_page(self.make.texts(path), name, self.make.print.documents))
        anchor = anchor_of(page.uri)
        references = self.make.references()
        write = self.make.write(anchor, references)
        body = (element("h1", text(page.title)), *sections(write, page.sections))
        chapter = self.make.chapter(
            Article(
                anchor,
                page.title,
                joined(body, Html("\n")),
                references,
                part="reference",
                class_="register",
            )
        )
        return replace(chapter, level=1)

    def sheets(self) -> Iterator[Chapter]:
        """Every form that has a template, as a sheet to copy."""
        for form in forms_with_sheets(self.make.manual):
            if sheet(self.make.reading, form):
                yield self._sheet(form)

    def _sheet(self, form: Form) -> Chapter:
        page = form_page(self.make.reading, form)
        anchor = anchor_of(page.uri)
        references = self.make.references()
        name = f"{form.id}-{self.make.reading.lang}"
        fields = Fields(name, page.title) if self.make.options.fillable else None
        write = self.make.write(anchor, references, fields)
        rows = [element("h1", text(page.title))]
        for section in page.sections:
            if section.title:
                rows.append(element("h2", write.line(section.title)))
            rows.append(write(section.blocks))
        body = joined(rows, Html("\n"))
        chapter = self.make.chapter(
            Article(anchor, page.title, body, references, part="reference", class_="sheet")
        )
        return replace(chapter, level=2)

    def terms(self, chosen: Selection) -> Chapter:
        """The index of terms."""
        ids = {document.id: anchor_of(document_uri(document)) for document in chosen.documents}

        def anchor(thing: str, within: str) -> str:
            if thing == "term":
                return anchor_of(register_uri("glossary"), within)
            return f"{ids[thing]}--n-{within}" if within else ids[thing]

        title = self.make.say("Index of terms")
        references = self.make.references()
        rows = [element("h1", text(title))]
        for letter, entries in index_of_terms(self.make.reading, chosen.documents, anchor):
            rows.append(element("h2", text(letter), class_="letter"))
            rows += [self._term(entry, references) for entry in entries]
        body = joined(rows, Html("\n"))
        chapter = self.make.chapter(Article("p-terms", title, body, references, part="reference"))
        return replace(chapter, level=1)

    def _term(self, entry: IndexEntry, references: References) -> Html:
        words = element("strong", text(entry.words))
        head = references.link(entry.goal, words) if entry.goal else words
        see = text(f", {self.make.say('see {term}', term=entry.see)}" if entry.see else "")
        places = (references.link(anchor, text(code)) for code, anchor in entry.places)
        colon = text(": " if entry.places else "")
        return element("p", head, see, colon, joined(places, text(" · ")), class_="term")
