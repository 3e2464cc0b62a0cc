"""claim-manual import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.returning import tell_returned
from claim_manual.imports.into import Into
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import Manual
from claim_manual.model.sources import MANUAL
from claim_manual.read.text_file import read_bytes
from claim_manual.work.importing import (
    Imported,
    ImportedContacts,
    ImportedDraft,
    ImportRefusedError,
    fields_of_centres,
    goal_of,
    import_afresh,
    import_centres,
    import_contacts,
    import_word,
    is_table,
    mapping_of,
    read_word,
    refused,
    returned_pages,
    root_of,
)
from claim_manual.work.judging import judged

MOST = 100_000_000
"""How many bytes a file may have; pictures make it large, and they are not read."""
_NOTHING = say("Nothing was written.")


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
    click.option(
        "--map",
        "written_map",
        metavar="MAP",
        default="",
        help="Which column is which field: Nome=name,Telefone=phone, or a YAML file of such pairs.",
    ),
    click.option(
        "--as",
        "kind",
        type=click.Choice(["contacts", "centres"]),
        default="contacts",
        show_default=True,
        help="What the rows of a table are.",
    ),
    click.option(
        "--replace",
        is_flag=True,
        help="Write what was changed in a Word file of ours into the pages that it was made from.",
    ),
)
def import_(
    call: Call,
    *,
    file: Path,
    folder: Path,
    lang: str | None,
    written_map: str,
    kind: str,
    replace: bool,
) -> None:
    """Makes drafts of FILE: procedures of a Word file (DOCX), contacts or centres of a
    table (XLSX, CSV).

    Every guess says that it is one, what is not understood becomes prose, and no file is
    overwritten. A Word file that `claim-manual docx` made is compared with its page, and says what
    somebody changed in it; with --replace that is written.
    """
    if not folder.exists() and (call.root / folder).exists():
        folder = call.root / folder
    call.root = root_of(folder, call.root)
    if not (call.root / MANUAL.root).is_file():
        call.fail(
            say("There is no manual.yml in {folder}.", folder=call.root.resolve()),
            say("Begin a manual first, and import into it: claim-manual init DIR."),
        )
    manual, before = judged(call.root, call.day)
    if manual is None:
        call.show(before)
        call.tell(_NOTHING)
        sys.exit(1)
    into = Into(manual, call.language(manual, lang))
    content = content_of(call, file)
    try:
        if is_table(file, content):
            is_of_centres = kind == "centres"
            fields = {"fields": fields_of_centres(into)} if is_of_centres else {}
            mapping = mapping_of(written_map, **fields)
            goal = goal_of(manual, call.root, call.day, folder, is_of_procedures=False)
            goal = goal.after(before)
            take = import_centres if is_of_centres else import_contacts
            _tell_contacts(call, file, take(goal, into, file, content, mapping), kind)
        else:
            mapping_of(written_map)
            if kind == "centres":
                raise ImportRefusedError(
                    say("{file} is no table, and centres are rows of one.", file=file.name),
                    say("Save them as XLSX or CSV, one row for each centre."),
                )
            goal = goal_of(manual, call.root, call.day, folder).after(before)
            text = read_word(content)
            if came := returned_pages(goal, manual, text, lang):
                tell_returned(call, file, goal, came, left=text.left, replaces=replace)
                return
            afresh = import_afresh(goal, manual, text)
            _tell_drafts(call, file, afresh or import_word(goal, into, file, text))
    except ImportRefusedError as failure:
        call.show([refused(str(file), failure)])
        sys.exit(1)
    _tell_language(call, manual, into)


def content_of(call: Call, file: Path) -> bytes:
    """What stands in a file, which must not be larger than MOST."""
    try:
        content = read_bytes(file, MOST + 1)
    except OSError:
        call.fail(say("{file} cannot be read.", file=file))
    if len(content) > MOST:
        call.fail(say("{file} is larger than {size} MB.", file=file, size=MOST // 1_000_000))
    return content


def _tell_language(call: Call, manual: Manual, into: Into) -> None:
    if into.lang != manual.default_language:
        call.tell(
            say(
                "Translate the drafts into “{lang}”, the manual's first language; nothing is built before.",
                lang=manual.default_language,
            )
        )


def _stop_at_errors(call: Call, imported: Imported | ImportedContacts) -> None:
    if imported.errors:
        call.show(imported.errors)
        call.tell(_NOTHING)
        sys.exit(1)


def _tell_drafts(call: Call, file: Path, imported: Imported) -> None:
    """What became what, and what did not, on standard output."""
    _stop_at_errors(call, imported)
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


def _tell_contacts(call: Call, file: Path, imported: ImportedContacts, kind: str) -> None:
    """Which column was what, which row became which entry, and what is to be looked at."""
    if imported.findings:
        call.show(imported.findings)
    _stop_at_errors(call, imported)
    lines = [_column(call, *column) for column in imported.columns]
    lines += [f"{file.name}:{contact.row} → {contact.value['id']}" for contact in imported.new]
    lines += [f"{file.name}:{row}  {message.text(call.speak)}" for row, message in imported.told]
    lines += [message.text(call.speak) for message in imported.left]
    call.give("\n".join(lines) + "\n", is_for_people=True)
    number = len(imported.new)
    call.tell(
        say("Centres added: {n}, each to be confirmed.", n=number)
        if kind == "centres"
        else say("Contacts added: {n}, each to be confirmed.", n=number)
    )
    call.tell(say("Written: {file}", file=imported.path) if imported.new else _NOTHING)


def _column(call: Call, head: str, field: str, is_guess: bool) -> str:  # noqa: FBT001 - a row of three
    message: Message = say("“{head}” → {field} (a guess)", head=head, field=field)
    if not is_guess:
        message = say("“{head}” → {field}", head=head, field=field)
    return message.text(call.speak)


COMMANDS = {"import": import_}
