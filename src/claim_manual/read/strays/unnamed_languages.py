"""missing-language: Markdown whose name does not say in which language it is."""

from __future__ import annotations

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.source_kind import Content
from claim_manual.model.sources import of_content
from claim_manual.read.strays.stray import Stray


def unnamed_language(stray: Stray) -> Finding | None:
    """`<id>.<lang>.md`, where texts can lie. Files of docs/ are judged in the build, which reads `exclude_docs:`."""
    texts = [kind for kind in of_content(Content.PROSE) if kind.root == stray.folder]
    if not texts or not stray.name.endswith(texts[0].ending):
        return None
    stem = stray.name.removesuffix(texts[0].ending)
    names = [f"{stem}.{lang}{texts[0].ending}" for lang in stray.languages]
    free = [name for name in names if stray.beside(name) not in stray.files]
    return error(
        Place(stray.path),
        "missing-language",
        say("The name of this file has no language, and it is not read."),
        say("Did you mean “{near}”?", near=(free or names)[0]),
    )
