"""The reference part of a print edition: registers, sheets of forms, the index of terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from claim_manual.model.addresses import document_uri, form_uri, register_uri
from claim_manual.model.page import Chapter
from claim_manual.model.registers import Form
from claim_manual.view import html
from claim_manual.view.chapter_maker import ChapterMaker, anchor_of
from claim_manual.view.matrix import matrix
from claim_manual.view.navigation import REGISTER_TITLES
from claim_manual.view.selection import Selection
from claim_manual.view.sheets import blanks, form_fields, forms_with_sheets, sheet
from claim_manual.view.terms import index_of_terms
from claim_manual.view.uses import uses
from claim_manual.view.vocabulary import elsewhere, in_alphabet

KINDS = {"contacts": "contact", "laws": "law", "forms": "form"}
"""Registers that say where each entry is used, to the kind of reference."""


class ReferenceSetter:
    """Makes the chapters of the registers in one language."""

    def __init__(self, make: ChapterMaker) -> None:
        self.make = make

    def register(self, name: str) -> Chapter:
        """A register."""
        register = self.make.manual.register(name)
        title = self.make.reading.say(REGISTER_TITLES[name])
        known = uses(self.make.manual)
        made = self.make.chapter(
            "register",
            title,
            register.source.path,
            part="reference",
            name=name,
            entries=in_alphabet(self.make.reading, list(register)),
            used=lambda entry: [
                one
                for one in known.get((KINDS.get(name, ""), entry), [])
                if one.id in self.make.print.documents
            ],
            others=partial(elsewhere, self.make.reading),
            matrix=matrix(self.make.manual),
            chosen=self.make.print.documents,
            place_of=anchor_of,
            anchor=anchor_of(register_uri(name)),
        )
        return replace(made, level=1)

    def sheets(self) -> Iterator[Chapter]:
        """Every form that has a template, as a sheet to copy."""
        for form in forms_with_sheets(self.make.manual):
            if found := sheet(self.make.reading, form):
                yield self._sheet(form, found.path, found.text)

    def _sheet(self, form: Form, path: str, text: str) -> Chapter:
        title = self.make.reading.plain(form.title)
        parts = html.chapters(text, self.make.writer(path).resolve)
        name = f"{form.id}-{self.make.reading.lang}"
        is_form = self.make.options.fillable
        made = self.make.chapter(
            "sheet",
            title,
            path,
            part="reference",
            prose=form_fields(parts, name) if is_form else blanks(parts),
            anchor=anchor_of(form_uri(form.id)),
        )
        return replace(made, level=2)

    def terms(self, chosen: Selection) -> Chapter:
        """The index of terms."""
        ids = {one.id: anchor_of(document_uri(one)) for one in chosen.documents}

        def anchor(thing: str, within: str) -> str:
            if thing == "term":
                return anchor_of(register_uri("glossary"), within)
            return f"{ids[thing]}--n-{within}" if within else ids[thing]

        title = self.make.reading.say("Index of terms")
        made = self.make.chapter(
            "index",
            title,
            self.make.manual.register("glossary").source.path,
            part="reference",
            letters=index_of_terms(self.make.reading, chosen.documents, anchor),
            anchor="p-terms",
        )
        return replace(made, level=1)
