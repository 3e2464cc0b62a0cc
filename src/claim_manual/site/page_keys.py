"""From what a page is made: two pages with the same key have the same words."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

from claim_manual.derived.carried import carried_key
from claim_manual.derived.centres import has_editions
from claim_manual.derived.fingerprint import fingerprint, media_digests, model_digest
from claim_manual.derived.links import goal
from claim_manual.derived.places import anchor_in
from claim_manual.derived.reading import Reading
from claim_manual.derived.translations import prose_key, stale_by_file, stale_in
from claim_manual.derived.uses import users, uses
from claim_manual.derived.written_links import linked_from
from claim_manual.model.centre import Centre
from claim_manual.model.manual import AnyDocument, Document, Manual, Prose, nodes
from claim_manual.model.nodes import Use
from claim_manual.pages.every import Planned, Shows

_NODES = ("steps", "nodes")
"""The keys under which documents have their nodes."""


class PageKeys:
    """The keys of a manual's pages; `target` is whatever else they depend on."""

    def __init__(self, manual: Manual, *target: object) -> None:
        self._manual = manual
        self._target = target
        self._texts: dict[str, str] = {}

    def __call__(self, plan: Planned, lang: str) -> str:
        """The key of a page in one language."""
        match plan.shows:
            case Shows.ALL:
                return _digest(self._target, fingerprint(self._manual), lang, plan.uri)
            case Shows.HEADS:
                prose = self._prose(plan.prose, lang)
                return _digest(self._common, self._heads, lang, plan.uri, prose)
            case Shows.CENTRE:
                assert plan.centre is not None
                return _digest(self._common, lang, plan.uri, self._centre(plan.centre))
            case Shows.ONE:
                assert plan.document is not None
                prose = self._prose(plan.prose, lang)
                carried = carried_key(Reading(self._manual, lang), plan.document)
                return _digest(self._common, lang, prose, carried, *self._linked(plan.document))

    def _prose(self, prose: Prose | None, lang: str) -> tuple[str, bool]:
        """The words of a page's prose, and whether they are older than their source."""
        if prose is None:
            return "", False
        return prose.text, bool(stale_in(self._manual, prose_key(prose), lang))

    def _linked(self, document: AnyDocument) -> tuple[list[str], dict[str, str]]:
        """What a document's page shows of it and of others, beside their codes, titles and states:
        all of what it uses, the questions of what uses it, and which name it.
        """
        named_by = uses(self._manual).get(("document", document.id), [])
        around = {linked.id: self._text(linked) for linked in self._around(document)}
        return [user.id for user in named_by], around

    @cached_property
    def _heads(self) -> str:
        """All documents without their nodes, where each names an entry or another document, and centres."""
        manual = self._manual
        heads = [
            (
                document.path,
                document.model.model_dump_json(exclude=set(_NODES), serialize_as_any=True),
            )
            for document in manual.documents()
        ]
        used = sorted(
            (*key, [document.id for document in documents])
            for key, documents in uses(manual).items()
        )
        old = [
            translation.name
            for of_file in (stale_by_file(manual) if manual.lock else {}).values()
            for translation in of_file
            if translation.loc and translation.loc[0] not in _NODES
        ]
        return _digest(heads, used, old, [self._centre(centre) for centre in manual.centres])

    def _centre(self, centre: Document[Centre]) -> tuple[str, str, list[str]]:
        """A centre: its file, all that it says, and its old translations."""
        old = [
            translation.name
            for lang in self._manual.languages
            for translation in stale_in(self._manual, centre.path, lang)
        ]
        return centre.path, model_digest(self._manual, centre.model), old

    def _around(self, document: AnyDocument) -> list[AnyDocument]:
        documents = {document.id: document}
        todo = [document]
        while todo:
            here = todo.pop()
            for node in nodes(here):
                used = self._manual.document(node.use) if isinstance(node, Use) else None
                if used and used.id not in documents:
                    documents[used.id] = used
                    todo.append(used)
        documents |= {user.id: user for user in users(self._manual).get(document.id, ())}
        return list(documents.values())

    def _text(self, document: AnyDocument) -> str:
        if document.id not in self._texts:
            old = {
                lang: [translation.name for translation in stale_in(self._manual, path, lang)]
                for lang in self._manual.languages
                for path in (document.path, document.path.removesuffix(".yml") + ".md")
            }
            digest = model_digest(self._manual, document.model)
            self._texts[document.id] = _digest(document.path, digest, old)
        return self._texts[document.id]

    @cached_property
    def _common(self) -> str:
        manual = self._manual
        return _digest(
            self._target,
            model_digest(manual, manual.settings.model),
            self._centre(manual.at) if manual.at else "",
            {
                name: [model_digest(manual, entry) for entry in register]
                for name, register in manual.registers.items()
            },
            [
                (
                    document.path,
                    document.model.code,
                    document.model.status,
                    document.model.title.model_dump(),
                )
                for document in manual.documents()
            ],
            [(page.id, page.lang) for page in manual.pages],
            has_editions(manual),
            _places(manual),
            [text.path for text in manual.form_texts],
            sorted(manual.files),
            media_digests(manual),
            manual.shapes.digest if manual.shapes else "",
            [
                translation.name
                for lang in manual.languages
                for path in (
                    manual.settings.path,
                    *(register.source.path for register in manual.registers.values()),
                )
                for translation in stale_in(manual, path, lang)
            ],
        )


def _places(manual: Manual) -> list[str]:
    """The places within pages to which links lead: where they are, and the numbers of steps."""
    led = {goal(manual, path, href) for path, href in linked_from(manual) if "#" in href}
    return sorted(
        f"{one.kind}:{one.id}#{one.anchor} {one.place.number} {lang} {anchor}"
        for one in led
        if one.place
        for lang in manual.languages
        for anchor in [anchor_in(manual, one.kind, one.id, one.place, lang)]
    )


def _digest(*parts: Any) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
