"""Pages in a list of pages, each with its summary."""

from __future__ import annotations

from collections.abc import Sequence

from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages.texts import Texts


def cards(texts: Texts, documents: Sequence[AnyDocument]) -> b.Blocks:
    """Documents, each with its summary."""
    return (
        b.Cards(
            tuple(
                b.Card(
                    texts.link_to(document),
                    document.model.code,
                    texts.line(document.model.title),
                    texts.line(document.model.summary),
                )
                for document in documents
            )
        ),
    )
