"""The procedures of a Word file as drafts of the manual: judged with it, and written all or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claim_manual.derived.word_text import WordText
from claim_manual.imports.drafts import Draft, Drafts, Taken, Unread
from claim_manual.imports.into import Into
from claim_manual.imports.procedures import procedures
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.manual import Manual
from claim_manual.model.sources import PROCEDURE
from claim_manual.office.word_reading import WordError, word_text
from claim_manual.sources.made import source_text
from claim_manual.sources.order import Shape
from claim_manual.work.importing.goal import Goal, ImportRefusedError, errors_of_drafts
from claim_manual.work.judging import judged
from claim_manual.work.saving import write_all


@dataclass(frozen=True)
class ImportedDraft:
    """A draft as it was written: its file, its prose if it has any, and what became what."""

    path: str
    prose: str
    title: str
    taken: tuple[Taken, ...]
    unread: tuple[Unread, ...]
    guesses: int
    is_plain: bool


@dataclass(frozen=True)
class Imported:
    """What came of a file: drafts, what is in none, and errors for which nothing was written."""

    drafts: tuple[ImportedDraft, ...] = ()
    not_taken: tuple[Message, ...] = ()
    errors: tuple[Finding, ...] = ()


def read_word(content: bytes) -> WordText:
    """What a Word file says. Raises ImportRefusedError where it is none."""
    try:
        return word_text(content)
    except WordError as failure:
        raise ImportRefusedError(*failure.args) from None


def import_word(goal: Goal, into: Into, file: Path, text: WordText) -> Imported:
    """The procedures of a Word file as drafts, all or none.

    Raises ImportRefusedError where nothing in it is a step, and where one of the files is there
    already.
    """
    manual = into.manual
    if not any(True for _ in manual.register("roles")):
        raise ImportRefusedError(
            say("The manual has no role that could answer for a page."),
            say("Write one in reference/roles.yml first."),
        )
    ids = {document.id for document in manual.documents()}
    drafts = procedures(text, into, file.stem, goal.category, _aliases(manual))
    if not drafts.drafts:
        raise ImportRefusedError(
            say("Nothing was imported from {file}: there is no step in it.", file=file.name)
            if text.blocks
            else say("Nothing was imported from {file}: there are no words in it.", file=file.name),
            say(
                "Steps are the items of a numbered list, or the rows of a table that says what is done."
            ),
        )
    refuse_taken(goal, drafts.drafts, ids, into.lang)
    return written(goal, into, drafts)


def _aliases(manual: Manual) -> set[str]:
    """Ids that no draft may have though no file has them: former ones of other pages."""
    return {alias for document in manual.documents() for alias in document.model.aliases}


def refuse_taken(goal: Goal, drafts: Iterable[Draft], ids: set[str], lang: str) -> None:
    """Raise ImportRefusedError where a file of a draft is there already, or its id is another page's."""
    for draft in drafts:
        for name in (draft.id, f"{draft.id}.{lang}"):
            path = goal.path(name)
            file = path if name == draft.id else path.removesuffix(PROCEDURE.ending) + ".md"
            if os.path.lexists(goal.root / file) or (draft.id in ids and not goal.is_apart):
                raise ImportRefusedError(
                    say("{file} exists already.", file=file),
                    say(
                        "Nothing was written. Rename or delete it first, or give the page in Word another title."
                    ),
                )


def written(
    goal: Goal, into: Into, found: Drafts, mended_later: frozenset[str] = frozenset()
) -> Imported:
    """Drafts written, unless they bring errors; those of codes that are `mended_later` stop nothing."""
    drafts, lang = found.drafts, into.lang
    shape = Shape(PROCEDURE.models, into.manual.languages)
    in_manual = {draft.id: PROCEDURE.path(draft.id, goal.category) for draft in drafts}
    plain: set[str] = set()
    errors: list[Finding] = []
    for _ in range(2):
        files = _files(drafts, in_manual, shape, lang, plain)
        _, after = judged(goal.root, goal.today, files)
        brought = errors_of_drafts(goal.before, after)
        errors = [finding for finding in brought if finding.code not in mended_later]
        faulty = {f.place.path for f in errors}
        again = {draft.id for draft in drafts if in_manual[draft.id] in faulty} - plain
        if not errors or not again:
            break
        plain |= again
    if errors:
        return Imported(errors=tuple(errors))
    if goal.is_apart:
        files = {str(goal.folder / Path(path).name): content for path, content in files.items()}
    write_all(goal.root, files)
    return Imported(
        tuple(_imported(goal, draft, lang, is_plain=draft.id in plain) for draft in drafts),
        found.not_taken,
    )


def files_of_drafts(
    drafts: Iterable[Draft], goal: Goal, languages: tuple[str, ...], lang: str
) -> dict[str, bytes | None]:
    """The files of drafts, as they would stand in the manual."""
    drafts = [*drafts]
    paths = {draft.id: PROCEDURE.path(draft.id, goal.category) for draft in drafts}
    return _files(drafts, paths, Shape(PROCEDURE.models, languages), lang, set())


def _files(
    drafts: Iterable[Draft],
    paths: Mapping[str, str],
    shape: Shape,
    lang: str,
    plain: set[str],
) -> dict[str, bytes | None]:
    files: dict[str, bytes | None] = {}
    for draft in drafts:
        path = paths[draft.id]
        value = draft.plain if draft.id in plain else draft.value
        schema = "# yaml-language-server: $schema=../../schemas/procedure.json\n"
        files[path] = (schema + source_text(value, shape, draft.comments)).encode()
        if draft.prose:
            files[f"{path.removesuffix(PROCEDURE.ending)}.{lang}.md"] = draft.prose.encode()
    return files


def _imported(goal: Goal, draft: Draft, lang: str, *, is_plain: bool) -> ImportedDraft:
    path = goal.path(draft.id)
    prose = f"{path.removesuffix(PROCEDURE.ending)}.{lang}.md" if draft.prose else ""
    return ImportedDraft(
        path, prose, draft.title, draft.taken, draft.unread, draft.guesses, is_plain
    )
