"""From what a document's page is made: two pages with the same key have the same words."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

from claim_manual.derived.fingerprint import model_digest
from claim_manual.derived.translations import stale_in
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use


class PageKeys:
    """The keys of a manual's documents; `target` is whatever else the pages depend on."""

    def __init__(self, manual: Manual, *target: object) -> None:
        self._manual = manual
        self._target = target
        self._texts: dict[str, str] = {}

    def key(self, document: AnyDocument, lang: str, used_by: list[AnyDocument]) -> str:
        """The key of a document's page in one language; `used_by` are those that name it.

        A page shows of the manual: settings and registers; code, title and status of any document;
        all of what it uses, and the questions of what uses it.
        """
        prose = self._manual.companion(document.id, lang)
        return _digest(
            self._common,
            lang,
            prose.text if prose else "",
            [document.id for document in used_by],
            {document.id: self._text(document) for document in self._around(document)},
        )

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
        for user in self._users.get(document.id, []):
            documents[user.id] = user
        return list(documents.values())

    @cached_property
    def _users(self) -> dict[str, list[AnyDocument]]:
        users: dict[str, list[AnyDocument]] = {}
        for document in self._manual.documents():
            for node in nodes(document):
                if isinstance(node, Use):
                    users.setdefault(node.use, []).append(document)
        return users

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
            [text.path for text in manual.form_texts],
            sorted(manual.files),
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


def _digest(*parts: Any) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
