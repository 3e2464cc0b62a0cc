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
from claim_manual.derived.translations import LOCK, Translation, TranslationState, translations
from claim_manual.model.finding import Message, has_errors, in_order, say
from claim_manual.model.manual import Manual
from claim_manual.publish.folder import write_file
from claim_manual.read.revision import earlier_versions
from claim_manual.read.text_file import text_in
from claim_manual.sources.one_language_less import without_language
from claim_manual.sources.po_file import Imported, PoError, export, read
from claim_manual.sources.translated import HEADERS, confirmed, lock_text, with_words
from claim_manual.work.judging import judged, readable
from claim_manual.work.merging import NoLockError, merged_lock
from claim_manual.work.revisions import saved_since
from claim_manual.work.saving import written_if_sound


@click.group("i18n")
def i18n() -> None:
    """Shows, confirms and exchanges the manual's translations."""


_LANG = click.option("--lang", metavar="TAG", help="One language; all if left out.")


@command("status", _LANG, click.option("--all", "with_new", is_flag=True, help="New ones too."))
def status(call: Call, *, lang: str | None, with_new: bool) -> None:
    """Lists the translations that are stale or missing: file, line, name, and what has changed."""
    manual = _manual(call)
    listed = [*_translations_in(call, manual, lang)]
    shown = {TranslationState.STALE, TranslationState.MISSING} | (
        {TranslationState.NEW} if with_new else set()
    )
    names = {
        TranslationState.STALE: say("stale"),
        TranslationState.MISSING: say("missing"),
        TranslationState.NEW: say("not confirmed"),
    }
    for translation in listed:
        if translation.state in shown:
            place = f"{translation.place.path}:{translation.place.line}"
            state = names[translation.state].text(call.speak)
            echo(f"{place}: {translation.lang}: {state}: {translation.name}\n")
            if translation.state is TranslationState.STALE:
                for line in _what_changed(translation):
                    echo(f"{line}\n")
    _tell_counts(call, listed)


def _tell_counts(call: Call, listed: Sequence[Translation]) -> None:
    """How many translations are in each state, by language."""
    for tag, number in Counter(translation.lang for translation in listed).items():
        counts = Counter(translation.state for translation in listed if translation.lang == tag)
        call.tell(
            say(
                "{lang}: {n} texts; {stale} stale, {missing} missing, {new} not confirmed.",
                lang=tag,
                n=number,
                stale=counts[TranslationState.STALE],
                missing=counts[TranslationState.MISSING],
                new=counts[TranslationState.NEW],
            )
        )


def _what_changed(translation: Translation) -> Iterator[str]:
    """The source as it was (−) and is (+), and the translation (=); of prose the changed paragraphs."""
    before, after = _paragraphs(translation.made_from or ""), _paragraphs(translation.source)
    yield from (f"  − {part}" for part in before if part not in after)
    yield from (f"  + {part}" for part in after if part not in before)
    if translation.text is not None:
        yield f"  = {' '.join(translation.words.split())}"


def _paragraphs(text: str) -> list[str]:
    return [
        paragraph for part in re.split(r"\n[ \t]*\n", text) if (paragraph := " ".join(part.split()))
    ]


@command(
    "confirm",
    click.argument("names", nargs=-1),
    _LANG,
    click.option("--all", "everything", is_flag=True, help="Every stale translation."),
    click.option(
        "--saved-since",
        "base",
        metavar="REVISION",
        help="Only those written since then, together with their source or after it, as forms do.",
    ),
)
def confirm(
    call: Call, *, names: tuple[str, ...], lang: str | None, everything: bool, base: str | None
) -> None:
    """Notes that translations say what their source says now: those of NAMES, and all new ones.

    A name is a file, a folder, the id or code of a page, or a text as `status` names it.
    """
    if base:
        _confirm_saved(call, base)
        return
    manual = _manual(call)
    _refuse_to_forget(call, manual)
    listed = [*_translations_in(call, manual, lang)]
    chosen = [translation for translation in listed if translation.state is TranslationState.NEW]
    for name in names:
        named = [translation for translation in listed if _is_named(manual, translation, name)]
        if not named:
            call.fail(say("There is no translation called {name}.", name=name))
        chosen += named
    if everything:
        chosen += [
            translation for translation in listed if translation.state is TranslationState.STALE
        ]
    changed = [
        translation for translation in chosen if translation.state is not TranslationState.CURRENT
    ]
    number = len({(translation.name, translation.lang) for translation in changed})
    write_file(call.root / LOCK, lock_text(confirmed(manual, chosen)).encode())
    call.tell(say("Confirmed: {n}", n=number))


def _confirm_saved(call: Call, base: str) -> None:
    """Confirm what a branch of forms has translated, in a manual that has a lock."""
    manual = _manual(call)
    saved = saved_since(call.root, base) if manual.lock is not None else []
    if saved:
        write_file(call.root / LOCK, lock_text(confirmed(manual, saved)).encode())
    call.tell(say("Confirmed: {n}", n=len(saved)))


def _refuse_to_forget(call: Call, manual: Manual) -> None:
    """End where the lock was only deleted: all would count as confirmed then, what is stale too."""
    if manual.lock is None and next(earlier_versions(call.root, LOCK, most=1), None) is not None:
        call.fail(
            say("{file} is gone, and git still has it.", file=LOCK),
            say("claim-manual i18n merge makes it anew; what was stale stays so."),
        )


@command("merge")
def merge(call: Call) -> None:
    """Makes translations.lock anew after a merge or conflict, from both sides and the sources.

    A translation counts as confirmed where a side made it from the source as it now stands; what
    was stale stays stale. In a lock without conflict it changes the form alone.
    """
    try:
        merged = merged_lock(call.root)
    except NoLockError:
        call.fail(
            say("There is no {file}, here or in git.", file=LOCK),
            say("claim-manual i18n confirm makes one, in which every translation is confirmed."),
        )
    write_file(call.root / LOCK, lock_text(merged.lock).encode())
    _tell_counts(call, [*translations(merged.manual)])
    if merged.is_under_way:
        call.tell(say("Then: {command}", command=f"git add {LOCK}"))


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


def _fault(line: int) -> Message:
    if not line:
        return say("It is not written as PO files are.")
    return say("Line {line} is not written as in a PO file.", line=line)


@command(
    "import",
    click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    click.option("--lang", metavar="TAG", required=True, help="The language."),
)
def import_(call: Call, *, file: Path, lang: str) -> None:
    """Writes the translations of a PO file into the sources; what is no longer fuzzy is confirmed."""
    manual = _manual(call)
    target = _language(call, manual, lang)
    text, faults = text_in(file.read_bytes(), file.name)
    if any(fault.code == "encoding" for fault in faults):
        call.fail(say("{file} is no PO file: {reason}", file=file, reason=faults[0].message))
    if text is None or has_errors(faults):
        call.show(faults)
        call.tell(say("Nothing was imported."))
        sys.exit(1)
    try:
        imported = read(manual, target, text)
    except PoError as failure:
        call.fail(
            say("{file} is no PO file: {reason}", file=file, reason=_fault(failure.args[0])),
        )
    sources = with_words(call.root, manual, imported.words)
    lock = {**confirmed(manual, imported.confirmed)}
    if imported.header:
        lock[HEADERS] = {**lock.get(HEADERS, {}), target: imported.header}
    new = {path: text.encode() for path, text in sources.items()} | {LOCK: lock_text(lock).encode()}
    findings = written_if_sound(call.root, call.day, new)
    if findings:
        call.show(in_order(findings))
        call.tell(say("Nothing was imported."))
        sys.exit(1)
    _tell_imported(call, imported)


def _tell_imported(call: Call, imported: Imported) -> None:
    """How many texts a PO file has changed and confirmed, and which it has not."""
    states = [translation.state for translation in imported.confirmed]
    call.tell(
        say(
            "Imported: {n} texts changed, {confirmed} confirmed.",
            n=len(imported.words),
            confirmed=sum(state is not TranslationState.CURRENT for state in states),
        )
    )
    _tell_names(call, imported.empty, say("Left as they were, because they are empty"))
    _tell_names(call, imported.moved, say("The source has changed since the export"))
    _tell_names(call, imported.unknown, say("No longer in the manual"))


def _tell_names(call: Call, names: Sequence[str], head: Message) -> None:
    if names:
        call.tell(say("{head}: {names}", head=head, names=", ".join(names)))


@command("remove", click.argument("lang"))
def remove(call: Call, *, lang: str) -> None:
    """Takes the language LANG out of the manual: its words in every text, its files, its settings.

    Words to say to a person stay. All of it is done, or nothing where something still needs it.
    """
    manual, _ = judged(call.root, call.day)
    manual = manual or _manual(call)
    if lang == manual.default_language:
        call.fail(say("“{lang}” is the language that others are made from.", lang=lang))
    less = without_language(call.root, manual, lang)
    if not less.files:
        call.fail(say("Nothing of this manual is in “{lang}”.", lang=lang))
    after, _ = judged(call.root, call.day, less.files)
    if after is not None and after.lock is not None:
        lock = {**confirmed(after, [])}
        headers = {tag: head for tag, head in lock.pop(HEADERS, {}).items() if tag != lang}
        less.files[LOCK] = lock_text({**lock, HEADERS: headers} if headers else lock).encode()
    if findings := written_if_sound(call.root, call.day, less.files):
        call.show(in_order(findings))
        call.tell(say("Nothing was removed."))
        sys.exit(1)
    for path, content in sorted(less.files.items()):
        head = (
            say("Gone: {file}", file=path) if content is None else say("Written: {file}", file=path)
        )
        call.tell(head)
    call.tell(say("{n} texts have no words in “{lang}” any more.", n=less.texts, lang=lang))


def _manual(call: Call) -> Manual:
    """The manual as it can be read; a stale translation is no reason to stop."""
    return readable(call.root)


def _language(call: Call, manual: Manual, lang: str) -> str:
    """A language of the manual but the first, or one in which it has words to say."""
    languages = {translation.lang for translation in translations(manual)}
    language = lang if lang in languages else call.language(manual, lang)
    if language == manual.default_language:
        call.fail(say("“{lang}” is the language that others are made from.", lang=language))
    return language


def _translations_in(call: Call, manual: Manual, lang: str | None) -> Iterator[Translation]:
    language = _language(call, manual, lang) if lang else ""
    yield from (
        translation for translation in translations(manual) if language in {"", translation.lang}
    )


def _is_named(manual: Manual, translation: Translation, name: str) -> bool:
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
        return translation.path in {page.path, page.path.removesuffix(".yml") + ".md"}
    file = translation.place.path if translation.text is None else translation.path
    is_in_folder = translation.path.startswith(f"{name}/")
    return is_in_folder or name in {translation.name, translation.path, file}


for _command in (status, confirm, merge, export_, import_, remove):
    i18n.add_command(_command)


COMMANDS = {"i18n": i18n}
