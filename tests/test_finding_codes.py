"""Each rule declares what it finds, and docs/findings.md lists what rules and the rest of the program find."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

from claim_manual.check import RULES
from claim_manual.check.changes import CHANGE_RULES
from claim_manual.check.rule import Rule
from claim_manual.check.scenarios.waivers import waived
from conftest import ROOT

SOURCE = ROOT / "src"
CHECK = SOURCE / "claim_manual" / "check"
DECLARED: tuple[Rule, ...] = (*RULES, *CHANGE_RULES, waived)
SHARED = {
    "empty-text", "endless-loop", "hasty-approval", "missing-key", "stale-contact",
    "unknown-language", "unknown-reference", "unknown-target", "unversioned-change",
}  # fmt: skip
"""Codes of one defect that is looked for in several places, each by a rule of its own."""
OF_COMMANDS = {"Imports", "Results of workshops"}
"""Sections of what a command says of files that are no sources, which no room of check/ judges."""
ROW = re.compile(r"(?m)^\| `([a-z-]+)` \| (.+?) \|")

Verdict = tuple[str, str]
"""The code and the severity of a finding."""


def verdicts_in(file: Path) -> set[Verdict]:
    """What a module can find: the calls of error, warning and info, or of a name for one of them.

    The code is the second argument, written out.
    """
    nodes = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    assigned = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {
        (node.args[1].value, severity)
        for node in nodes
        if isinstance(node, ast.Call) and len(node.args) >= 3
        for severity in severities_of(node.func, assigned)
    }


def severities_of(function: ast.expr, assigned: dict[str, ast.expr]) -> set[str]:
    if isinstance(function, ast.Name) and function.id in assigned:
        return severities_of(assigned[function.id], {})
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    is_callee = isinstance(function, ast.Name | ast.IfExp)
    return names & {"error", "warning", "info"} if is_callee else set()


def file_of(rule: Rule) -> Path:
    return SOURCE / f"{rule.judge.__module__.replace('.', '/')}.py"


def title_of_room(rule: Rule) -> str:
    room = importlib.import_module(rule.judge.__module__.rpartition(".")[0])
    return room.__doc__.partition(":")[0]


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.judge.__name__)
def test_a_rule_declares_what_it_finds(rule: Rule) -> None:
    assert verdicts_in(file_of(rule)) == rule.codes
    words = importlib.import_module(rule.judge.__module__).__doc__
    assert all(re.search(rf"(?<![\w-]){code}(?![\w-])", words) for code, _ in rule.codes), words
    assert rule.judge.__doc__


def test_every_rule_is_in_a_list_and_has_a_module_of_its_own() -> None:
    finding = {file for file in CHECK.rglob("*.py") if verdicts_in(file)}
    assert sorted(finding) == sorted(file_of(rule) for rule in DECLARED)


def test_two_rules_share_a_code_only_where_it_is_meant() -> None:
    codes = Counter(code for rule in DECLARED for code in {code for code, _ in rule.codes})
    assert {code for code, count in codes.items() if count > 1} == SHARED


def test_every_code_has_a_case() -> None:
    tests = [*(ROOT / "tests").glob("test_*.py"), ROOT / "tests" / "flow_cases.md"]
    cases = "".join(
        file.read_text(encoding="utf-8") for file in tests if file != Path(__file__).resolve()
    )
    codes = {code for rule in DECLARED for code, _ in rule.codes}
    assert {code for code in codes if not re.search(rf'"{code}"|(?m:^## {code}$)', cases)} == set()


def test_the_list_in_the_documentation_is_that_of_the_program() -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = ROW.findall(text)
    documented = {
        (code, severity)
        for code, severities in rows
        for severity in re.findall(r"\b(?:error|warning|info)\b", severities)
    }
    assert [code for code, count in Counter(code for code, _ in rows).items() if count > 1] == []
    assert documented == {verdict for file in SOURCE.rglob("*.py") for verdict in verdicts_in(file)}


def test_a_code_is_listed_in_the_section_of_its_room() -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"(?ms)^## (.+?)$(.*?)(?=^## |\Z)", text))
    section_of = {code: title for title, part in sections.items() for code, _ in ROW.findall(part)}
    rooms: dict[str, set[str]] = {}
    for rule in DECLARED:
        for code, _ in rule.codes:
            rooms.setdefault(code, set()).add(title_of_room(rule))
    elsewhere = {
        code
        for file in SOURCE.rglob("*.py")
        if CHECK not in file.parents
        for code, _ in verdicts_in(file)
    }
    assert {*sections} - OF_COMMANDS == {title for titles in rooms.values() for title in titles}
    for code, titles in rooms.items():
        assert section_of[code] in titles or code in elsewhere, code
