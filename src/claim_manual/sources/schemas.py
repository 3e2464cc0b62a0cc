"""JSON Schemas (draft 2020-12) of the source files, made from the model, for editors.

Titles and descriptions are the labels and hints of the catalogue, in one language.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Union

from pydantic import TypeAdapter

from claim_manual.model.language import Words
from claim_manual.model.source_kind import SourceKind
from claim_manual.model.sources import kinds_with_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE_BY = "Made by claim-manual schema."
"""The comment in each schema, by which a later call knows that it may replace it."""


def schemas(say: Words) -> dict[str, bytes]:
    """File name to schema: one for each kind of source that has a model."""
    return {kind.schema: _text(schema(_type(kind), say)) for kind in kinds_with_schema()}


def schema(document: Any, say: Words) -> dict[str, Any]:
    """The schema of a model, or of a union or list of models, in the words of a language."""
    closed: dict[str, Any] = _closed(TypeAdapter(document).json_schema(by_alias=True), say)
    return closed


def _type(kind: SourceKind) -> Any:
    """The type of a file of a kind: one of its models, or a list of entries."""
    model: Any = Union[kind.models]  # noqa: UP007 - of as many as the table has
    return tuple[model, ...] if kind.is_register else model


def is_made_here(file: Path) -> bool:
    """Whether a file is a schema that this program wrote."""
    try:
        written = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(written, dict) and written.get("$comment") == MADE_BY


def _text(schema: dict[str, Any]) -> bytes:
    with_header = {"$schema": DIALECT, "$comment": MADE_BY, **schema}
    return (json.dumps(with_header, ensure_ascii=False, indent=2) + "\n").encode()


def _closed(schema: Any, say: Words) -> Any:
    """The schema as editors use it.

    Every mark of a guard within a guard becomes a reference to it. Titles and descriptions of
    models, which come from the program's own names, are left out: readers see those of fields,
    which were written for them.
    """
    match schema:
        case {"x-guard": True}:
            return {"$ref": "#/$defs/Guard"}
        case dict():
            return {
                key: say(part) if key in _WORDS and isinstance(part, str) else _closed(part, say)
                for key, part in schema.items()
                if not (_is_model(schema) and key in _WORDS and isinstance(part, str))
            }
        case list():
            return [_closed(part, say) for part in schema]
        case _:
            return schema


_WORDS = ("title", "description")


def _is_model(schema: dict[str, Any]) -> bool:
    return "properties" in schema and "title" in schema and "additionalProperties" in schema
