"""Findings as people, GitHub and programs read them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from claim_manual import __version__
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import Words
from claim_manual.model.visible import visible
from claim_manual.publish.terminal import shown_on_one_line

FORMATS = ("text", "github", "json", "sarif")


def report(findings: Sequence[Finding], kind: str, say: Words) -> str:
    """The findings in one of FORMATS, ending in a line break unless there is nothing to say."""
    return _RENDERERS[kind](findings, say)


def line(finding: Finding, say: Words) -> str:
    """A finding on one line: path:line:column: severity code: what is wrong. What to do."""
    severity = say(finding.severity.value)
    return shown_on_one_line(
        f"{finding.place}: {severity} {finding.code}: {sentence(finding, say)}"
    )


def sentence(finding: Finding, say: Words) -> str:
    """What is wrong, and what to do."""
    parts = (finding.message.text(say), finding.hint.text(say))
    return " ".join(" ".join(part.split()) for part in parts if part)


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings are this grave."""
    return sum(finding.more or 1 for finding in findings if finding.severity is severity)


def summary(findings: Sequence[Finding], say: Words) -> str:
    """How many errors and warnings there are, in words."""
    errors, warnings = count(findings, Severity.ERROR), count(findings, Severity.WARNING)
    if not errors and not warnings:
        return say("No errors and no warnings.")
    return say(
        "{errors}, {warnings}.",
        errors=say.count("{n} error", "{n} errors", errors),
        warnings=say.count("{n} warning", "{n} warnings", warnings),
    )


def hidden_infos(findings: Sequence[Finding], say: Words) -> str:
    """How many findings stop nothing, and how to see them; empty where there are none."""
    infos = count(findings, Severity.INFO)
    if not infos:
        return ""
    return say.count(
        "{n} note, which stops nothing. To see it: claim-manual check --all",
        "{n} notes, which stop nothing. To see them: claim-manual check --all",
        infos,
    )


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with errors first and what stops nothing last, each in the order it had."""
    severities = [*Severity]
    return sorted(findings, key=lambda finding: severities.index(finding.severity))


def _text(findings: Sequence[Finding], say: Words) -> str:
    return "".join(f"{line(finding, say)}\n" for finding in findings)


def _github(findings: Sequence[Finding], say: Words) -> str:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "".join(
        f"::{names[finding.severity]} file={_property(finding.place.path)},line={finding.place.line},"
        f"col={finding.place.column},title={_property(finding.code)}::{_data(sentence(finding, say))}\n"
        for finding in findings
    )


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(findings: Sequence[Finding], say: Words) -> str:
    shape = {
        "findings": [
            {
                "path": finding.place.path,
                "line": finding.place.line,
                "column": finding.place.column,
                "severity": finding.severity.value,
                "code": finding.code,
                "message": finding.message.text(say),
                "hint": finding.hint.text(say),
            }
            for finding in findings
        ],
        "errors": count(findings, Severity.ERROR),
        "warnings": count(findings, Severity.WARNING),
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _sarif(findings: Sequence[Finding], say: Words) -> str:
    """SARIF 2.1.0 (OASIS), as code hosts and editors read it."""
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "claim-manual",
        "semanticVersion": __version__,
        "rules": [{"id": code} for code in codes],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": say.tag.split("-")[0],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes, say) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, codes: Sequence[str], say: Words) -> dict[str, object]:
    place = finding.place
    location = {
        "artifactLocation": {"uri": quote(os.fsencode(place.path))},
        "region": {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding, say)},
        "locations": [{"physicalLocation": location}],
    }


_RENDERERS: dict[str, Callable[[Sequence[Finding], Words], str]] = {
    "text": _text,
    "github": _github,
    "json": _json,
    "sarif": _sarif,
}
