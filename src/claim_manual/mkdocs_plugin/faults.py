"""What the plugin says of a manual, of mkdocs.yml and of the machine, in MkDocs' ways."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path, PurePosixPath
from types import TracebackType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from claim_manual.clock import DayError, today
from claim_manual.mkdocs_plugin.given import Given
from claim_manual.model.finding import (
    FaultyError,
    Finding,
    Severity,
    error,
    has_errors,
    say,
    warning,
)
from claim_manual.model.language import of_the_machine, words
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.publish.folder import fault
from claim_manual.publish.report import line

FAULT = "claim-manual: "
"""What the line begins with in which a fault of the machine is told."""
_log = get_plugin_logger("claim-manual")
_LOG = {Severity.ERROR: _log.error, Severity.WARNING: _log.warning, Severity.INFO: _log.debug}


class RefusedError(Abort):
    """What MkDocs was asked to do may not be done; the argument says why."""

    exit_code = 2


def tell(finding: Finding) -> None:
    """Say a finding as MkDocs does, where an error or warning counts for --strict."""
    _LOG[finding.severity](line(finding, words(of_the_machine())))


def stop_at(findings: list[Finding], given: Given | None) -> None:
    """Say what is wrong, and end where there is an error."""
    if given and has_errors(findings):
        raise FaultyError(findings)
    for finding in findings:
        tell(finding)
    if has_errors(findings):
        raise Abort(words(of_the_machine())("The manual has errors; nothing was built."))


def unpublished(config: MkDocsConfig, uri: str, lang: str) -> Finding:
    """The finding for a Markdown file of docs/ that belongs to no language."""
    return warning(
        Place(f"{Path(config.docs_dir).name}/{uri}"),
        "unpublished-page",
        say("This page is in no language of the manual and is not published."),
        say(
            "Put a language into its name: {name}. Or name it under exclude_docs: in mkdocs.yml.",
            name=f"{PurePosixPath(uri).stem}.{lang}.md",
        ),
    )


SEARCH_PLUGINS = ("search", "material/search")


def unused(config: MkDocsConfig) -> list[Finding]:
    """Plugins of mkdocs.yml whose work no page shows: the search of pages is ours."""
    return [
        warning(
            Place(Path(config.config_file_path).name),
            "unused-plugin",
            say("The plugin {name} makes an index that no page asks for.", name=name),
            say("Take it out of plugins: in mkdocs.yml."),
        )
        for name in SEARCH_PLUGINS
        if name in config.plugins
    ]


IN_BROWSER = "mermaid2"
"""mkdocs-mermaid2-plugin in mkdocs.yml, which draws charts in the reader's browser."""


def idle(config: MkDocsConfig, manual: Manual) -> list[Finding]:
    """A plugin for drawing in the browser, where charts are drawn when the site is built."""
    if IN_BROWSER not in config.plugins or manual.settings.model.diagrams == "client":
        return []
    return [
        warning(
            Place(Path(config.config_file_path).name),
            "unused-plugin",
            say("The plugin {name} draws nothing: charts are drawn here.", name=IN_BROWSER),
            say("Write diagrams: client in manual.yml, or take it out of plugins: in mkdocs.yml."),
        )
    ]


def day_of_build() -> dt.date:
    """The day by which the site is made, or an end of the build that says what is wrong with it."""
    try:
        return today()
    except DayError as failure:
        raise Abort(failure.args[0].text(words(of_the_machine()))) from None


def tell_fault(
    kind: type[BaseException], failure: BaseException, trace: TracebackType | None
) -> None:
    """In place of MkDocs' traceback, a fault of the machine in one line, with status 2."""
    if not isinstance(failure, OSError):
        sys.__excepthook__(kind, failure, trace)
        return
    sys.stderr.write(f"{FAULT}{fault(failure).text(words(of_the_machine()))}\n")
    raise SystemExit(2)


def disagreements(config: MkDocsConfig, manual: Manual) -> list[Finding]:
    """Where mkdocs.yml has other languages than manual.yml, or another default one."""
    i18n = config.plugins.get("i18n")
    if i18n is None:
        built, default = [manual.default_language], manual.default_language
    else:
        built = [language.locale for language in i18n.config.languages if language.build]
        default = next(
            (language.locale for language in i18n.config.languages if language.default), ""
        )
    place = Place(Path(config.config_file_path).name)
    hint = say("Make the languages of the i18n plugin those of manual.yml, with the same default.")
    findings = []
    if sorted(built) != sorted(manual.languages):
        findings.append(
            error(
                place,
                "unknown-language",
                say(
                    "mkdocs.yml builds {here}, but manual.yml has {there}.",
                    here=", ".join(sorted(built)),
                    there=", ".join(sorted(manual.languages)),
                ),
                hint,
            )
        )
    elif default != manual.default_language:
        findings.append(
            error(
                place,
                "unknown-language",
                say(
                    "The default language is “{here}” in mkdocs.yml and “{there}” in manual.yml.",
                    here=default,
                    there=manual.default_language,
                ),
                hint,
            )
        )
    return findings
