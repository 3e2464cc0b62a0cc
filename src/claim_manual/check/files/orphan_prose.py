"""orphan-prose: a companion without its YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, Prose
from claim_manual.model.near import Near
from claim_manual.model.place import Place


@rule(error="orphan-prose")
def orphan_prose(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`<id>.<lang>.md` stands beside `<id>.yml`."""
    near = Near(document.id for document in manual.documents())
    for prose in manual.companions:
        beside = f"{prose.path.rsplit('.', 2)[0]}.yml"
        if beside in manual.files:
            continue
        meant = _meant(manual, prose, near(prose.id))
        yield error(
            Place(prose.path),
            "orphan-prose",
            say("There is no {path} to which this text belongs.", path=beside),
            say("Did you mean “{near}”?", near=meant)
            if meant
            else say("Rename it like the YAML file, or delete it."),
        )


def _meant(manual: Manual, prose: Prose, name: str | None) -> str:
    """Where the text would stand if it belonged to the document that its name is nearest to."""
    document = manual.document(name) if name else None
    return f"{document.path.removesuffix('.yml')}.{prose.lang}.md" if document else ""
