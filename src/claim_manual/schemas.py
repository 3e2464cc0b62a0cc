"""JSON Schemas (draft 2020-12) of the source files, made from the model, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from claim_manual.model.documents import DecisionTable, DecisionTree, Procedure, Settings
from claim_manual.model.edition import Edition
from claim_manual.model.registers import REGISTERS
from claim_manual.model.review import Round

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE_BY = "Made by claim-manual schema."
"""What each schema says of itself, so that a later one may take its place."""


def schemas() -> dict[str, bytes]:
    """File name to schema: manual, procedure, flow, edition, and one for each register."""
    documents: dict[str, Any] = {
        "manual": Settings,
        "procedure": Procedure,
        "flow": DecisionTree | DecisionTable,
        "edition": Edition,
        "review": Round,
    }
    documents |= {name: tuple[entry, ...] for name, entry in REGISTERS.items()}  # type: ignore[valid-type]
    made = {
        name: TypeAdapter(document).json_schema(by_alias=True)
        for name, document in documents.items()
    }
    return {f"{name}.json": _text(schema) for name, schema in made.items()}


def is_made_here(file: Path) -> bool:
    """Whether a file is a schema that this program wrote."""
    try:
        schema = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(schema, dict) and schema.get("$comment") == MADE_BY


def _text(schema: dict[str, Any]) -> bytes:
    whole = {"$schema": DIALECT, "$comment": MADE_BY, **_closed(schema)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _closed(schema: Any) -> Any:
    """The schema as editors use it.

    Every mark of a guard within a guard becomes a reference to it. Titles and descriptions that
    come from the program's own names are left out: readers see those that were written for them.
    """
    match schema:
        case {"x-guard": True}:
            return {"$ref": "#/$defs/Guard"}
        case dict():
            own = {"title", "description"} if "properties" in schema else {"title"}
            return {
                key: _closed(one)
                for key, one in schema.items()
                if key not in own or not isinstance(one, str)
            }
        case list():
            return [_closed(one) for one in schema]
        case _:
            return schema
