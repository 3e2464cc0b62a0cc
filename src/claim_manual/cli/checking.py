"""claim-manual check."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from claim_manual.check.texts.sentences import LONGEST, long_sentences
from claim_manual.cli.call import Call, command
from claim_manual.cli.output import echo
from claim_manual.model.finding import Finding, Severity, has_errors, in_order, say
from claim_manual.model.language import speaks_to_authors, words
from claim_manual.publish.report import FORMATS
from claim_manual.work.judging import judged


@command(
    "check",
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    click.option("--strict", is_flag=True, help="Warnings count as errors."),
    click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        default="text",
        help="For people, GitHub, programs or code hosts.",
    ),
    click.option("--lang", metavar="TAG", help="The language of messages."),
    click.option("--all", "all_", is_flag=True, help="Also what stops nothing, one by one."),
    click.option(
        "--base", metavar="REV", help="Also judge the change from this git revision to the files."
    ),
)
def check(
    call: Call,
    *,
    paths: tuple[Path, ...],
    strict: bool,
    kind: str,
    lang: str | None,
    all_: bool,
    base: str | None,
) -> None:
    """Shows everything that is wrong with the manual, or with its files at PATHS."""
    if lang and not speaks_to_authors(lang):
        call.fail(say("There are no messages in “{lang}”.", lang=lang))
    if lang:
        call.speak = words(lang)
    manual, findings = judged(call.root, call.day)
    if manual and manual.briefs and not has_errors(findings):
        from claim_manual.work import brief_limits, printing  # loads what sets pages, for briefs

        order = printing.Order(call.root.resolve(), call.day)
        findings = in_order([*findings, *brief_limits.faults_of_length(manual, order)])
    if base:
        from claim_manual.work.revisions import changed_badly  # loads what compares, for this alone

        findings = in_order([*findings, *changed_badly(call.root, base)])
    findings = _under(findings, call.inside(paths))
    call.show(findings, kind, all_=all_)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    sys.exit(any(finding.severity in grave for finding in findings))


@command(
    "sentences",
    click.option("--lang", metavar="TAG", help="One language; all if left out."),
    click.option(
        "--more-than", type=int, default=LONGEST, show_default=True, help="Words that are too many."
    ),
)
def sentences(call: Call, *, lang: str | None, more_than: int) -> None:
    """Lists the sentences that are too long to be plain, the longest first."""
    manual = call.manual()
    for language in (call.language(manual, lang),) if lang else manual.languages:
        too_long = long_sentences(manual, language, more_than)
        for sentence in too_long:
            place = f"{sentence.place.path}:{sentence.place.line}"
            echo(f"{place}: {language}: {sentence.words}: {sentence.text}\n")
        call.tell(
            say(
                "{language}: {n} sentences have more than {most} words.",
                language=manual.settings.model.languages[language].name,
                n=len(too_long),
                most=more_than,
            )
        )


def _under(findings: Sequence[Finding], paths: Sequence[str]) -> list[Finding]:
    """The findings in these files and folders; in all where none is named."""
    return [
        finding
        for finding in findings
        if not paths
        or any(
            path in {".", finding.place.path} or finding.place.path.startswith(f"{path}/")
            for path in paths
        )
    ]


COMMANDS = {"check": check, "sentences": sentences}
