"""JSON Schemas (draft 2020-12) of the source files, made from the model, for editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from claim_manual.model.documents import REGISTERS, Flow, Procedure, Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, bytes]:
    """File name to schema: manual, procedure, flow, and one for each register."""
    documents: dict[str, type[BaseModel]] = {
        "manual": Settings,
        "procedure": Procedure,
        "flow": Flow,
    }
    made = {name: model.model_json_schema(by_alias=True) for name, model in documents.items()}
    for name, entry in REGISTERS.items():
        made[name] = TypeAdapter(tuple[entry, ...]).json_schema(by_alias=True)  # type: ignore[valid-type]
    return {f"{name}.json": _text(schema) for name, schema in made.items()}


def _text(schema: dict[str, Any]) -> bytes:
    whole = {"$schema": DIALECT, **schema}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
