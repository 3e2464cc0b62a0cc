"""claim-manual import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.imports.into import Into
from claim_manual.model.finding import say
from claim_manual.read.text_file import read_bytes
from claim_manual.work.importing import (
    Imported,
    ImportedDraft,
    ImportRefusedError,
    goal_of,
    import_word,
    refused,
    root_of,
)

MOST = 100_000_000
"""How many bytes a file may have; pictures make it large, and they are not read."""


@command(
    "import",
    click.argument("file", type=click.Path(path_type=Path)),
    click.option(
        "--into",
        "folder",
        metavar="DIR",
        type=click.Path(path_type=Path),
        required=True,
        help="The manual's folder, or one of procedures/ in it.",
    ),
    click.option("--lang", metavar="TAG", help="The language of FILE; the manual's default one."),
)
def import_(call: Call, *, file: Path, folder: Path, lang: str | None) -> None:
    """Makes drafts of FILE: procedures of a Word file (DOCX).

    Every guess says that it is one, what is not understood becomes prose, and no file is
    overwritten.
    """
    if not folder.exists() and (call.root / folder).exists():
        folder = call.root / folder
    call.root = root_of(folder, call.root)
    manual = call.manual()
    tag = call.language(manual, lang)
    content = _content(call, file)
    try:
        goal = goal_of(manual, call.root, call.day, folder)
        imported = import_word(goal, Into(manual, tag), file, content)
    except ImportRefusedError as failure:
        call.show([refused(str(file), failure)])
        sys.exit(1)
    if imported.errors:
        call.show(imported.errors)
        call.tell(say("Nothing was written."))
        sys.exit(1)
    _summary(call, file, imported)
    if tag != manual.default_language:
        call.tell(
            say(
                "Translate the drafts into “{lang}”, the manual's first language; nothing is built before.",
                lang=manual.default_language,
            )
        )


def _content(call: Call, file: Path) -> bytes:
    try:
        content = read_bytes(file, MOST + 1)
    except OSError:
        call.fail(say("{file} cannot be read.", file=file))
    if len(content) > MOST:
        call.fail(say("{file} is larger than {size} MB.", file=file, size=MOST // 1_000_000))
    return content


def _summary(call: Call, file: Path, imported: Imported) -> None:
    """What became what, and what did not, on standard output."""
    lines: list[str] = []
    for draft in imported.drafts:
        lines += _of_draft(call, file, draft)
    lines += [message.text(call.speak) for message in imported.not_taken]
    call.give("\n".join(lines) + "\n", is_for_people=True)
    for draft in imported.drafts:
        call.tell(say("Written: {file}", file=draft.path))
        if draft.prose:
            call.tell(say("Written: {file}", file=draft.prose))


def _of_draft(call: Call, file: Path, draft: ImportedDraft) -> list[str]:
    head = say(
        "{path}: {title} – steps and questions: {n}, guesses: {guesses}",
        path=draft.path,
        title=draft.title,
        n=sum(taken.to.startswith("steps/") for taken in draft.taken),
        guesses=draft.guesses,
    )
    lines = [head.text(call.speak)]
    if draft.is_plain:
        plain = say("The answers of its questions led to errors; they stand as they were written.")
        lines.append(f"  {plain.text(call.speak)}")
    lines += [f"  {file.name}:{taken.at} → {taken.to}  {taken.words}" for taken in draft.taken]
    if draft.unread:
        heading = say("Not understood, and kept as prose in {file}:", file=draft.prose)
        lines.append(f"  {heading.text(call.speak)}")
    for unread in draft.unread:
        until = f"-{unread.at + unread.count - 1}" if unread.count > 1 else ""
        lines.append(f"  {file.name}:{unread.at}{until}  {unread.words}")
    return lines


COMMANDS = {"import": import_}
