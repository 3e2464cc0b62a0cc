"""unpublished-page: Markdown in docs/ whose name does not say in which language it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(warning="unpublished-page")
def unpublished_pages(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What exclude_docs: of mkdocs.yml names is meant for others; the rest was meant to be read."""
    for prose in manual.unpublished:
        yield warning(
            Place(prose.path),
            "unpublished-page",
            say("This page is in no language of the manual and is not published."),
            say(
                "Put a language into its name: {name}. Or name it under exclude_docs: in mkdocs.yml.",
                name=_with_language(prose.path, manual),
            ),
        )


def _with_language(path: str, manual: Manual) -> str:
    """The name of a file with the language that it has, or the first of the manual."""
    stem, *parts = PurePosixPath(path).name.split(".")[:-1]
    language = next((part for part in parts if part in manual.languages), manual.default_language)
    return f"{stem}.{language}.md"
