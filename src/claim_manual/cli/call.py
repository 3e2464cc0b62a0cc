"""What every command shares: the manual's folder, the day, the language, and how it may end."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from claim_manual import clock
from claim_manual.cli.output import batches, echo
from claim_manual.model.finding import FaultyError, Finding, Message, Severity, say
from claim_manual.model.language import Words, of_the_machine, words
from claim_manual.publish import report
from claim_manual.publish.signals import ending_in_order

if TYPE_CHECKING:
    from claim_manual.model.manual import Document, Manual
    from claim_manual.model.workshop import Workshop

NOTHING_BUILT = say("The manual has errors; nothing was built.")


@dataclass
class Call:
    """One call of a command."""

    root: Path
    day: dt.date
    speak: Words

    def tell(self, message: Message) -> None:
        """A line on standard error."""
        echo(f"{message.text(self.speak)}\n", is_on_stderr=True)

    def warn(self, warnings: Sequence[str]) -> None:
        """Warnings of another program, as they are."""
        for warning in warnings:
            echo(f"{warning}\n", is_on_stderr=True)

    def progress(self, message: Message) -> None:
        """A line about long work, on a terminal alone."""
        if sys.stderr.isatty():
            self.tell(message)

    def counted(self, completed: int, total: int) -> None:
        """How many chapters of books are set, on one line of a terminal."""
        if sys.stderr.isatty():
            line = say("Chapters set: {done} of {all}", done=completed, all=total).text(self.speak)
            click.echo(f"\r{line}", nl=completed >= total, err=True)

    def fail(self, *messages: Message) -> NoReturn:
        """End with status 2 and one line."""
        line = " ".join(message.text(self.speak) for message in messages)
        echo(f"claim-manual: {line}\n", is_on_stderr=True)
        sys.exit(2)

    def show(self, findings: Sequence[Finding], kind: str = "text", *, all_: bool = False) -> None:
        """The findings on standard output.

        In text the gravest come first, what stops nothing is only counted unless `all_` are wanted,
        and how many there are is said at the end.
        """
        if kind != "text":
            click.echo(report.report(findings, kind, self.speak), nl=False)
            return
        shown = [one for one in findings if all_ or one.severity is not Severity.INFO]
        click.echo(report.report(report.gravest_first(shown), kind, self.speak), nl=False)
        self.tell(say("{summary}", summary=report.summary(findings, self.speak)))
        if not all_ and (infos := report.hidden_infos(findings, self.speak)):
            self.tell(say("{summary}", summary=infos))

    def give(self, text: str, file: Path | None = None, *, is_for_people: bool = False) -> None:
        """Text into a file, or on standard output where none is named.

        On a terminal nothing in what `is_for_people` is obeyed; any other format stays exact.
        """
        if file is None:
            echo(text) if is_for_people else click.echo(text, nl=False)
            return
        self.write(file, text.encode(errors="backslashreplace"))

    def write(self, file: Path, content: bytes) -> None:
        """An output into a file that is new or was written here; raises OccupiedError."""
        from claim_manual.publish.memory import Memory
        from claim_manual.publish.output import write_output

        write_output(file, content, Memory(self.root))
        self.tell(say("Written: {file}", file=file))

    def stream(self, pieces: Iterable[str], *, is_for_people: bool) -> None:
        """Text on standard output as it is made, of which only a little is held at a time."""
        for text in batches(pieces):
            self.give(text, is_for_people=is_for_people)

    def manual(self) -> Manual:
        """The manual, which must be without errors."""
        from claim_manual.work.judging import sound

        return sound(self.root, self.day)

    def inside(self, paths: Sequence[Path]) -> list[str]:
        """Files and folders as paths in the manual; each must be there."""
        root = self.root.resolve()
        inside: list[str] = []
        for path in paths:
            full = (path if path.exists() else root / path).resolve()
            if not full.exists() or not full.is_relative_to(root):
                self.fail(say("This path is not in the manual: {path}.", path=path))
            inside.append(full.relative_to(root).as_posix())
        return inside

    def workshop(self, manual: Manual, workshop_id: str) -> Document[Workshop]:
        """The workshop asked for, which the manual must have."""
        workshop = manual.workshop(workshop_id)
        if workshop is None:
            names = ", ".join(document.id for document in manual.workshops) or "–"
            self.fail(
                say(
                    "There is no workshop “{id}” in this manual; it has {names}.",
                    id=workshop_id,
                    names=names,
                )
            )
        return workshop

    def language(self, manual: Manual, lang: str | None) -> str:
        """The language asked for, which the manual must have; its default one if none is."""
        if lang is None:
            return manual.default_language
        if lang not in manual.languages:
            self.fail(
                say(
                    "There is no language “{lang}” in this manual; it has {names}.",
                    lang=lang,
                    names=", ".join(manual.languages),
                )
            )
        return lang


def command(name: str, *options: Callable[..., Any]) -> Callable[..., click.Command]:
    """Makes a function a command with --root and --today that never ends in a traceback."""

    def make(function: Callable[..., None]) -> click.Command:
        wrapped: Any = _guarded(function)
        shared = (
            click.option(
                "--root",
                type=click.Path(path_type=Path),
                default=Path(),
                help="The manual's folder.",
            ),
            click.option(
                "--today",
                metavar="DATE",
                help="The day that reviews, contacts and printed dates go by.",
            ),
        )
        for option in reversed((*options, *shared)):
            wrapped = option(wrapped)
        return click.command(name)(wrapped)

    return make


def _guarded(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(root: Path, today: str | None, **options: Any) -> None:
        call = Call(root, dt.date.min, words(of_the_machine()))
        if today:
            os.environ["CLAIM_MANUAL_TODAY"] = today
        try:
            call.day = clock.today()
        except clock.DayError as failure:
            call.fail(failure.args[0])
        try:
            with ending_in_order():
                _run(function, call, options)
        except KeyboardInterrupt:
            sys.exit(128 + signal.SIGINT)
        except BrokenPipeError:
            _drop_output()
            sys.exit(0)
        except Exception as failure:  # noqa: BLE001 - _explained raises what it does not know
            if isinstance(failure, OSError):
                _drop_output()
            call.fail(*_explained(call, failure))

    return run


def _run(function: Callable[..., None], call: Call, options: dict[str, Any]) -> None:
    """The command itself; errors of the manual that stop it are shown, with status 1."""
    try:
        function(call, **options)
    except FaultyError as failure:
        call.show(failure.args[0])
        call.tell(NOTHING_BUILT)
        sys.exit(1)


def _drop_output() -> None:
    """Discards what standard output still holds when the program ends: it cannot be written."""
    with suppress(OSError, ValueError):  # standard output may be no file at all
        descriptor = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def told(call: Call, failure: Exception) -> tuple[Message, ...]:
    """The messages for a failure after which a command goes on: of one that nothing is known of its own words."""
    try:
        return _explained(call, failure)
    except Exception as unknown:  # noqa: BLE001 - _explained raises what it does not know
        return (say("{summary}", summary=f"{type(unknown).__name__}: {unknown}"),)


def _explained(  # noqa: PLR0911 - a row for each kind of failure
    call: Call, failure: Exception
) -> tuple[Message, ...]:
    """The messages for a failure of the command or the machine; raises any other.

    What a failure may be is looked up only here, so that a command loads no more than it needs.
    """
    from concurrent.futures import BrokenExecutor

    from claim_manual.book.press import WORKERS
    from claim_manual.book.typesetting import PrintUnavailableError
    from claim_manual.charts.layout import LayoutUnavailableError
    from claim_manual.model.sources import MANUAL
    from claim_manual.office.slides import TemplateError
    from claim_manual.office.word_template_error import WordTemplateError
    from claim_manual.publish.folder import fault
    from claim_manual.publish.ownership import OccupiedError
    from claim_manual.publish.site_config import SiteError
    from claim_manual.read import NotAManualError
    from claim_manual.read.revision import RevisionError
    from claim_manual.read.strays.unread_neighbours import called_nearly

    match failure:
        case NotAManualError():
            near = called_nearly(call.root, MANUAL.root)
            hint = say("Rename {file} to {name}.", file=near, name=MANUAL.root)
            missing = say("There is no manual.yml in {folder}.", folder=call.root.resolve())
            return (missing, hint) if near else (missing,)
        case RevisionError():
            return failure.args
        case PrintUnavailableError():
            return (failure.args[0],)
        case LayoutUnavailableError():
            return (
                say(
                    "Charts need the package merman, which this machine cannot load: {reason}",
                    reason=failure,
                ),
            )
        case OccupiedError() | TemplateError() | WordTemplateError():
            return failure.args
        case BrokenExecutor():
            return (
                say("A process that sets chapters was ended: {reason}", reason=failure),
                say("With {name}=1 there is one alone, which takes less memory.", name=WORKERS),
            )
        case SiteError():
            echo(f"{failure}\n", is_on_stderr=True)
            return (say("MkDocs could not make the site."),)
        case OSError():
            return (fault(failure),)
        case _:
            raise failure
