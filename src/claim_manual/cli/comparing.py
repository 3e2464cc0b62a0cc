"""claim-manual diff."""

from __future__ import annotations

from pathlib import Path

import click

from claim_manual.cli.call import Call, command
from claim_manual.difference.comment import comment
from claim_manual.difference.report import FORMATS, difference_report
from claim_manual.model.finding import say
from claim_manual.model.language import speaks_to_authors
from claim_manual.model.manual import Manual
from claim_manual.work import revisions


@command(
    "diff",
    click.argument("base"),
    click.argument("head", required=False),
    click.option("--format", "kind", type=click.Choice(FORMATS), default="text", help="As what."),
    click.option("--lang", metavar="TAG", help="The language; that of messages if left out."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file to write; otherwise shown.",
    ),
)
def diff(
    call: Call, *, base: str, head: str | None, kind: str, lang: str | None, output: Path | None
) -> None:
    """Says what has changed in meaning from the git revision BASE to HEAD, or to the files as they are.

    Other order of keys, other quotes and line breaks are no change.
    """
    difference = revisions.compared(call.root, base, head)
    text = difference_report(difference, _spoken(call, difference.after, lang), kind)
    call.give(text, output, is_for_people=kind == "text")


@command(
    "comment",
    click.argument("base"),
    click.option("--lang", metavar="TAG", help="The language; that of messages if left out."),
)
def comment_(call: Call, *, base: str, lang: str | None) -> None:
    """Writes what a pull request should be told of the change from BASE to the files, as Markdown.

    Findings that it brings, what it means, translations to be confirmed, and its charts.
    """
    change = revisions.judged_change(call.root, base, call.day)
    call.give(comment(change, _spoken_to_authors(call, change.difference.after, lang)))


def _spoken_to_authors(call: Call, manual: Manual, lang: str | None) -> str:
    """The same for what repeats findings, which not every language of readers has words for."""
    tags = {name: language.tag for name, language in manual.settings.model.languages.items()}
    if lang in tags and not speaks_to_authors(tags[lang]):
        call.fail(say("There are no messages in “{lang}”.", lang=lang))
    spoken = _spoken(call, manual, lang)
    whole = [name for name, tag in tags.items() if speaks_to_authors(tag)]
    return spoken if spoken in whole else next(iter(whole), spoken)


def _spoken(call: Call, manual: Manual, lang: str | None) -> str:
    """The language asked for, else that of messages where the manual has it."""
    spoken = call.speak.tag.split("-", maxsplit=1)[0]
    return call.language(manual, lang or (spoken if spoken in manual.languages else None))


COMMANDS = {"diff": diff, "comment": comment_}
