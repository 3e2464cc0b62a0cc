"""What there is to edit, and which translations wait for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from claim_manual.derived.reading import Reading, for_authors_of
from claim_manual.derived.translations import Translation, TranslationState, translations
from claim_manual.forms.admin import config
from claim_manual.model.catalogue import title_of
from claim_manual.model.documents import DecisionTable
from claim_manual.model.manual import AnyDocument, Document, Manual, Prose, nodes
from claim_manual.model.nodes import Use
from claim_manual.model.questions import Ask
from claim_manual.model.schema import Headed
from claim_manual.model.source_kind import Content
from claim_manual.model.sources import FILE, of_content

_DEEP = 3
"""How many documents one within the other are looked into for their questions."""
_WAITING = frozenset({TranslationState.STALE, TranslationState.NEW, TranslationState.MISSING})


def parts(manual: Manual) -> list[dict[str, Any]]:
    """The parts of the manual with their entries: `name`, `label`, `entries` (path, label), and with
    `create` where somebody can make one: the folder of a new file.
    """
    reading = for_authors_of(manual)
    listed = [_part(reading, collection) for collection in config(manual, None)["collections"]]
    return [*listed, *_prose(reading)]


def _part(reading: Reading, collection: dict[str, Any]) -> dict[str, Any]:
    part = {"name": collection["name"], "label": collection["label"]}
    if "files" in collection:
        rows = [{"path": one["file"], "label": one["label"]} for one in collection["files"]]
        return {**part, "entries": rows}
    folder, model = collection["folder"], collection.get("filter", {}).get("value")
    rows = [
        {"path": document.path, "label": _title(reading, document)}
        for document in _documents(reading.manual)
        if str(PurePosixPath(document.path).parent) == folder
        and (model is None or isinstance(document.model, DecisionTable) == (model == "yes"))
    ]
    create = (
        {"folder": folder, "label": collection["label_singular"]} if collection["create"] else None
    )
    return {**part, "entries": rows, "create": create}


def _documents(manual: Manual) -> Iterator[Document[Any]]:
    for kind in of_content(Content.DOCUMENT):
        if kind.has_form:
            yield from getattr(manual, kind.field)


def _title(reading: Reading, document: Document[Any]) -> str:
    title = reading.plain(title_of(document.model))
    return f"{document.model.code} {title}" if isinstance(document.model, Headed) else title


def _prose(reading: Reading) -> Iterator[dict[str, Any]]:
    """What is written in Markdown, each text in every language."""
    for kind in of_content(Content.PROSE):
        texts = [one for one in getattr(reading.manual, kind.field) if kind.has(one.path)]
        rows = [{"path": one.path, "label": _name(one)} for one in texts]
        if rows:
            yield {"name": kind.name, "label": reading.say(kind.title), "entries": rows}


def _name(prose: Prose) -> str:
    first = prose.text.lstrip().split("\n", 1)[0].lstrip("# ").strip()
    return f"{first[:80] or prose.id} ({prose.lang})"


def waiting(manual: Manual, path: str = "") -> list[dict[str, Any]]:
    """Translations that somebody has to look at, of one file or of all: `state` is stale, new or
    missing; `from` is the source that a stale one was made from.
    """
    states = {TranslationState.MISSING} if manual.lock is None else _WAITING
    return [
        _row(one)
        for one in translations(manual)
        if one.state in states and (not path or one.path == path)
    ]


def _row(translation: Translation) -> dict[str, Any]:
    return {
        "name": translation.name,
        "path": translation.path,
        "keys": [*translation.loc],
        "lang": translation.lang,
        "state": translation.state.value,
        "source": translation.source,
        "words": translation.words,
        "from": translation.made_from,
    }


def facts(manual: Manual, path: str) -> list[dict[str, Any]]:
    """The questions of the documents that one uses, as its conditions name them: `id`, `label`,
    `kind`, `measure`, `answers` (id, label).
    """
    document = next((one for one in manual.documents() if one.path == path), None)
    return [*_facts_used(for_authors_of(manual), document, "", 0)] if document else []


def _facts_used(
    reading: Reading, document: AnyDocument, prefix: str, depth: int
) -> Iterator[dict[str, Any]]:
    for node in nodes(document):
        used = reading.manual.document(node.use) if isinstance(node, Use) else None
        if used is None or not isinstance(node, Use) or depth > _DEEP:
            continue
        name = f"{prefix}{node.id}."
        for question in nodes(used):
            if isinstance(question, Ask):
                yield _fact(reading, question, name, used)
        yield from _facts_used(reading, used, name, depth + 1)


def _fact(reading: Reading, question: Ask, prefix: str, used: AnyDocument) -> dict[str, Any]:
    label = f"{used.model.code}: {reading.plain(question.ask)}"
    answers = [
        {"id": answer.id, "label": reading.plain(answer.label) if answer.label else ""}
        for answer in question.answers
    ]
    measure = getattr(question, "measure", None)
    return {
        "id": f"{prefix}{question.id}",
        "label": label,
        "kind": question.kind,
        "measure": measure,
        "answers": answers,
    }


def media(manual: Manual) -> list[str]:
    """The pictures and files that pages can link to."""
    return sorted(path for path in manual.files if path.startswith(f"{FILE.folder}/assets/"))
