"""A digest of all that a manual says: two manuals with the same one say the same."""

from __future__ import annotations

import hashlib
import json

from claim_manual.derived.translations import models
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Model


@derived
def fingerprint(manual: Manual) -> str:
    """Hexadecimal digits of SHA-256.

    Of the values, not of the files: these are opened once, by the reader. Comments, and where in a
    file a value stands, are no part of what a manual says.
    """
    prose = (*manual.companions, *manual.pages, *manual.form_texts)
    values = [
        [(origin.path, loc, model_digest(manual, model)) for origin, loc, model in models(manual)],
        [(document.path, document.category) for document in manual.documents()],
        [(file.path, file.text) for file in prose],
        sorted(manual.files),
        media_digests(manual),
        manual.lock,
        manual.shapes.digest if manual.shapes else "",
        manual.at.id if manual.at else "",
    ]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def media_digests(manual: Manual) -> list[tuple[str, str]]:
    """Each picture and document with a digest of what is in it."""
    return sorted((path, media.digest) for path, media in manual.media.items())


@derived_by(id)
def model_digest(_manual: Manual, model: Model) -> str:
    """A digest of all that a model of the manual says."""
    text = model.model_dump_json(serialize_as_any=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
