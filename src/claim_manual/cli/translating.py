"""claim-manual i18n."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.cli.output import echo
from claim_manual.derived.translations import LOCK, State, Translation, translations
from claim_manual.model.finding import Message, has_errors, in_order, say
from claim_manual.model.manual import Manual
from claim_manual.publish.folder import write_file
from claim_manual.read.text_file import text_in
from claim_manual.sources.po_file import PoError, export, read
from claim_manual.sources.translated import HEADERS, confirmed, lock_text, with_words
from claim_manual.work.judging import readable
from claim_manual.work.saving import written_if_sound


@click.group("i18n")
def i18n() -> None:
    """Shows, confirms and exchanges the manual's translations."""


_LANG = click.option("--lang", metavar="TAG", help="One language; all if left out.")


@command("status", _LANG, click.option("--all", "with_new", is_flag=True, help="New ones too."))
def status(call: Call, *, lang: str | None, with_new: bool) -> None:
    """Lists the translations that are stale or missing: file, line, name, and what has changed."""
    manual = _manual(call)
    found = [*_of(call, manual, lang)]
    shown = {State.STALE, State.MISSING} | ({State.NEW} if with_new else set())
    names = {
        State.STALE: say("stale"),
        State.MISSING: say("missing"),
        State.NEW: say("not confirmed"),
    }
    for one in found:
        if one.state in shown:
            place = f"{one.place.path}:{one.place.line}"
            echo(f"{place}: {one.lang}: {names[one.state].text(call.speak)}: {one.name}\n")
            if one.state is State.STALE:
                for line in _what_changed(one):
                    echo(f"{line}\n")
    for tag, number in Counter(one.lang for one in found).items():
        own = Counter(one.state for one in found if one.lang == tag)
        call.tell(
            say(
                "{lang}: {n} texts; {stale} stale, {missing} missing, {new} not confirmed.",
                lang=tag,
                n=number,
                stale=own[State.STALE],
                missing=own[State.MISSING],
                new=own[State.NEW],
            )
        )


def _what_changed(one: Translation) -> Iterator[str]:
    """The source as it was (−) and is (+), and the translation (=); of prose the changed paragraphs."""
    before, after = _paragraphs(one.made_from or ""), _paragraphs(one.source)
    yield from (f"  − {part}" for part in before if part not in after)
    yield from (f"  + {part}" for part in after if part not in before)
    if one.text is not None:
        yield f"  = {' '.join(one.words.split())}"


def _paragraphs(text: str) -> list[str]:
    return [made for part in re.split(r"\n[ \t]*\n", text) if (made := " ".join(part.split()))]


@command(
    "confirm",
    click.argument("names", nargs=-1),
    _LANG,
    click.option("--all", "everything", is_flag=True, help="Every stale translation."),
)
def confirm(call: Call, *, names: tuple[str, ...], lang: str | None, everything: bool) -> None:
    """Notes that translations say what their source says now: those of NAMES, and all new ones.

    A name is a file, a folder, the id or code of a page, or a text as `status` names it.
    """
    manual = _manual(call)
    found = [*_of(call, manual, lang)]
    chosen = [one for one in found if one.state is State.NEW]
    for name in names:
        own = [one for one in found if _is_named(manual, one, name)]
        if not own:
            call.fail(say("There is no translation called {name}.", name=name))
        chosen += own
    if everything:
        chosen += [one for one in found if one.state is State.STALE]
    number = len({(one.name, one.lang) for one in chosen if one.state is not State.CURRENT})
    write_file(call.root / LOCK, lock_text(confirmed(manual, chosen)).encode())
    call.tell(say("Confirmed: {n}", n=number))


@command(
    "export",
    click.option("--lang", metavar="TAG", required=True, help="The language."),
    click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write."),
)
def export_(call: Call, *, lang: str, output: Path | None) -> None:
    """Writes the texts of one language as a PO file, the stale ones marked fuzzy."""
    manual = _manual(call)
    header = (manual.lock or {}).get(HEADERS, {}).get(lang, {})
    call.give(export(manual, _language(call, manual, lang), header), output)


@command(
    "import",
    click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    click.option("--lang", metavar="TAG", required=True, help="The language."),
)
def import_(call: Call, *, file: Path, lang: str) -> None:
    """Writes the translations of a PO file into the sources; what is no longer fuzzy is confirmed."""
    manual = _manual(call)
    chosen = _language(call, manual, lang)
    text, faults = text_in(file.read_bytes(), file.name)
    if any(fault.code == "encoding" for fault in faults):
        call.fail(say("{file} is no PO file: {reason}", file=file, reason=faults[0].message))
    if text is None or has_errors(faults):
        call.show(faults)
        call.tell(say("Nothing was imported."))
        sys.exit(1)
    try:
        found = read(manual, chosen, text)
    except PoError as failure:
        call.fail(say("{file} is no PO file: {reason}", file=file, reason=failure))
    sources = with_words(call.root, manual, found.words)
    lock = {**confirmed(manual, found.confirmed)}
    if found.header:
        lock[HEADERS] = {**lock.get(HEADERS, {}), chosen: found.header}
    new = {path: text.encode() for path, text in sources.items()} | {LOCK: lock_text(lock).encode()}
    findings = written_if_sound(call.root, call.day, new)
    if findings:
        call.show(in_order(findings))
        call.tell(say("Nothing was imported."))
        sys.exit(1)
    call.tell(
        say(
            "Imported: {n} texts changed, {confirmed} confirmed.",
            n=len(found.words),
            confirmed=sum(one.state is not State.CURRENT for one in found.confirmed),
        )
    )
    _tell_names(call, found.empty, say("Left as they were, because they are empty"))
    _tell_names(call, found.moved, say("The source has changed since the export"))
    _tell_names(call, found.unknown, say("No longer in the manual"))


def _tell_names(call: Call, names: Sequence[str], head: Message) -> None:
    if names:
        call.tell(say("{head}: {names}", head=head, names=", ".join(names)))


def _manual(call: Call) -> Manual:
    """The manual as it can be read; a stale translation is no reason to stop."""
    return readable(call.root)


def _language(call: Call, manual: Manual, lang: str) -> str:
    """A language of the manual but the first, or one in which it has words to say."""
    known = {one.lang for one in translations(manual)}
    chosen = lang if lang in known else call.language(manual, lang)
    if chosen == manual.default_language:
        call.fail(say("“{lang}” is the language that others are made from.", lang=chosen))
    return chosen


def _of(call: Call, manual: Manual, lang: str | None) -> Iterator[Translation]:
    chosen = _language(call, manual, lang) if lang else ""
    yield from (one for one in translations(manual) if chosen in {"", one.lang})


def _is_named(manual: Manual, one: Translation, name: str) -> bool:
    name = name.removeprefix("./").rstrip("/")
    page = next(
        (
            page
            for page in manual.documents()
            if name == page.id or name.casefold() == page.model.code.casefold()
        ),
        None,
    )
    if page:
        return one.path in {page.path, page.path.removesuffix(".yml") + ".md"}
    own = one.place.path if one.text is None else one.path
    return name in {one.name, one.path, own} or one.path.startswith(f"{name}/")


for _command in (status, confirm, export_, import_):
    i18n.add_command(_command)


COMMANDS = {"i18n": i18n}
