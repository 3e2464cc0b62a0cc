"""What the commands about flows say: every situation, the fewest scenarios, the shapes of the data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tracemalloc
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from claim_manual.cli.output import batches
from claim_manual.proof import situations
from claim_manual.publish.report import FORMATS
from claim_manual.read import read_manual
from claim_manual.read.yaml_door import parse
from claim_manual.reports.paths import paths as all_paths
from conftest import ROOT, called, run

HEAD = """\
code: X-01
title: {en: Title, pt: Título}
status: draft
version: "0.1"
owner: officer
summary: {en: x, pt: x}
"""
AGES = (
    HEAD
    + """\
nodes:
  - id: age
    ask: {en: How old?, pt: Que idade?}
    kind: number
    unit: {en: years, pt: anos}
    domain: {ge: 0, le: 120}
    answers:
      - {id: minor, label: {en: Minor, pt: Menor}, range: {lt: 18}, to: needs}
      - {id: adult, label: {en: Adult, pt: Adulto}, range: {ge: 18, lt: 65}, to: who}
  - id: needs
    ask: {en: What is needed?, pt: De que precisa?}
    kind: multiple
    answers:
      - {id: home, label: {en: Home, pt: Casa}}
      - {id: school, label: {en: School, pt: Escola}}
      - {id: work, label: {en: Work, pt: Trabalho}}
    next: [{when: {needs: [home, school]}, to: help}, {to: who}]
  - id: who
    use: who-answers
    then: {elsewhere: help}
  - {id: done, outcome: {en: Done, pt: Feito}}
  - {id: help, outcome: {en: Help, pt: Ajuda}, level: red}
  - {id: lost, outcome: {en: Lost, pt: Perdido}}
"""
)
SERVICES = (
    HEAD
    + """\
kind: decision-table
hit_policy: collect
inputs:
  - {id: child, ask: {en: A child?, pt: Criança?}, answers: [{id: yes}, {id: no}]}
  - {id: ill, ask: {en: Ill?, pt: Doente?}, answers: [{id: yes}, {id: no}]}
rules:
  - {when: {child: yes}, then: school}
  - {when: {ill: yes}, then: health}
nodes:
  - {id: school, outcome: {en: School, pt: Escola}}
  - {id: health, outcome: {en: Health, pt: Saúde}, level: amber}
"""
)


def paths(folder: Path, source: str) -> dict[str, Any]:
    (folder / "flows" / "x.yml").write_text(source, encoding="utf-8")
    done = run("flow", "paths", "x", "--format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_paths_have_every_situation_with_its_answers_nodes_and_outcome(small: Path) -> None:
    found = paths(small, AGES)
    assert found["flow"] == "x"
    assert [(one["answers"], one["outcome"]) for one in found["paths"]] == [
        ({"age": 0, "needs": [], "who.ours": "yes"}, "done"),
        ({"age": 0, "needs": [], "who.ours": "no"}, "help"),
        ({"age": 0, "needs": ["home"]}, "help"),
        ({"age": 18, "who.ours": "yes"}, "done"),
        ({"age": 18, "who.ours": "no"}, "help"),
    ]
    assert found["paths"][3]["nodes"] == ["age", "who", "who.ours", "who.here", "done"]
    assert found["reached"]["age"] == 5
    assert found["reached"]["help"] == 3
    assert found["shortest"]["help"] == {"age": 0, "needs": ["home"]}
    assert found["shortest"]["age"] == {}
    assert found["unreachable"] == ["lost"]
    assert found["gaps"] == [{"answers": {"age": 65}, "nodes": ["age"], "outcome": None}]
    assert (found["count"], found["gap_count"], found["exact"]) == (5, 1, True)


def test_a_table_that_collects_ends_in_a_list(small: Path) -> None:
    found = paths(small, SERVICES)
    assert [one["outcome"] for one in found["paths"]] == [
        ["school", "health"],
        ["school"],
        ["health"],
        [],
    ]
    assert found["reached"] == {"child": 4, "ill": 4, "school": 2, "health": 2}
    assert found["paths"][0]["nodes"] == ["child", "ill", "school", "health"]


def test_more_than_a_thousand_situations_are_counted_and_a_thousand_listed(small: Path) -> None:
    source = HEAD + "nodes:\n"
    for n in range(20):
        onward = f"q{n + 1}" if n < 19 else "end"
        source += (
            f"  - {{id: q{n}, ask: {{en: q, pt: q}}, answers: "
            f"[{{id: yes, to: {onward}}}, {{id: no, to: {onward}}}]}}\n"
        )
    found = paths(small, source + "  - {id: end, outcome: {en: x, pt: x}}\n")
    assert (found["count"], len(found["paths"])) == (2**20, 1000)
    assert found["reached"]["end"] == 2**20
    said = run("flow", "paths", "x", "--lang", "en", cwd=small).stdout
    assert "The first 1000 of 1048576 situations." in said
    assert len(re.findall(r"(?m)^\d+\) ", said)) == 1000


def test_a_loop_is_walked_once_round_for_each_state_of_facts(small: Path) -> None:
    source = (
        HEAD
        + """\
nodes:
  - {id: papers, ask: {en: x, pt: x}, answers: [{id: yes, to: end}, {id: no, to: bring}]}
  - {id: bring, do: {en: x, pt: x}, next: papers}
  - {id: end, outcome: {en: x, pt: x}}
"""
    )
    found = paths(small, source)
    assert [one["nodes"] for one in found["paths"]] == [
        ["papers", "end"],
        ["papers", "bring", "papers", "end"],
    ]
    assert found["reached"] == {"papers": 2, "end": 2, "bring": 1}


def test_what_cover_proposes_covers_every_answer(small: Path) -> None:
    whole = AGES.replace("range: {ge: 18, lt: 65}", "range: {ge: 18}").replace(
        "  - {id: lost, outcome: {en: Lost, pt: Perdido}}\n", ""
    )
    (small / "flows" / "x.yml").write_text(whole, encoding="utf-8")
    proposed = run("flow", "cover", "x", cwd=small).stdout
    assert len(yaml.safe_load(proposed)["scenarios"]) == 2
    (small / "flows" / "x.yml").write_text(whole + proposed, encoding="utf-8")
    done = run("check", "--strict", cwd=small)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("source", [AGES, SERVICES])
@pytest.mark.parametrize("kind", ["mermaid", "svg", "outline", "table", "json"])
def test_every_form_shows_a_flow_even_with_faults_that_are_no_matter_of_form(
    small: Path, source: str, kind: str
) -> None:
    (small / "flows" / "x.yml").write_text(source, encoding="utf-8")
    (small / "flows" / "broken.yml").write_text("a: [\n", encoding="utf-8")
    done = run("flow", "show", "x", "--format", kind, "--lang", "en", cwd=small)
    assert done.returncode == 0, done.stderr
    assert "Ill?" in done.stdout or "How old?" in done.stdout


def test_a_flow_that_cannot_be_read_is_reported_and_not_shown(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(AGES.replace("to: needs", "to: need"), encoding="utf-8")
    for command in ("show", "paths", "cover"):
        done = run("flow", command, "x", cwd=small)
        assert done.returncode == 1
        assert "flows/x.yml:14:" in done.stdout
        assert "unknown-target" in done.stdout
        assert "Traceback" not in done.stderr


def test_the_table_says_each_situation_on_a_line_the_outcome_last(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(AGES, encoding="utf-8")
    lines = run("flow", "show", "x", "--format", "table", "--lang", "en", cwd=small).stdout
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.splitlines()]
    assert rows[0][1:] == [
        "1. How old?",
        "2. What is needed?",
        "3.1. Is it ours?" if "3.1. Is it ours?" in lines else rows[0][3],
        "Way",
        "Outcome",
    ]
    assert rows[2][1:3] == ["less than 18 years", "none of these"]
    assert rows[4][2] == "Home"
    assert [row[-1] for row in rows[2:]] == [
        "Done",
        "Help",
        "Help",
        "Done",
        "Help",
        "nothing is said",
    ]
    assert rows[4][-2] == "1 → 2 → 5"


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "pattern": "sarif-schema-2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {"driver": {"type": "object", "required": ["name"]}},
                    },
                    "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {
                                    "type": "object",
                                    "required": ["text"],
                                    "additionalProperties": False,
                                    "properties": {"text": {"type": "string"}},
                                },
                                "locations": {"type": "array", "minItems": 1},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 (OASIS) asks of the properties that are used, and no others."""


def test_sarif_has_what_its_standard_asks_at_the_place_of_each_finding(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(AGES, encoding="utf-8")
    log = json.loads(run("check", "--format", "sarif", cwd=small).stdout)
    jsonschema.validate(log, SARIF)
    found = json.loads(run("check", "--format", "json", cwd=small).stdout)["findings"]
    results = log["runs"][0]["results"]
    assert len(results) == len(found)
    for result, one in zip(results, found, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == one["path"]
        assert place["region"] == {"startLine": one["line"], "startColumn": one["column"]}
        assert result["ruleId"] == one["code"]
        assert one["message"] in result["message"]["text"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)


def test_github_gets_the_annotation_on_the_line(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(AGES, encoding="utf-8")
    said = run("check", "--format", "github", cwd=small).stdout
    assert re.search(r"(?m)^::error file=flows/x\.yml,line=8,col=9,title=range-gap::", said)
    line = AGES.split("\n").index("  - {id: lost, outcome: {en: Lost, pt: Perdido}}") + 1
    assert f"::error file=flows/x.yml,line={line},col=10,title=unreachable-node::" in said


@pytest.mark.parametrize("kind", FORMATS)
def test_every_form_of_report_ends_with_the_same_status(small: Path, kind: str) -> None:
    (small / "flows" / "x.yml").write_text(AGES, encoding="utf-8")
    assert run("check", "--format", kind, cwd=small).returncode == 1


def services(number: int) -> str:
    """A table with a rule for each of so many things that can be chosen together."""
    ids = range(number)
    return (
        HEAD
        + "kind: decision-table\nhit_policy: collect\ninputs:\n"
        + "  - {id: needs, ask: {en: x, pt: x}, kind: multiple, answers: ["
        + ", ".join(f"{{id: s{n}, label: S{n}}}" for n in ids)
        + "]}\nrules:\n  - {when: {needs: []}, then: o0}\n"
        + "".join(f"  - {{when: {{needs: s{n}}}, then: o{n}}}\n" for n in ids)
        + "nodes:\n"
        + "".join(f"  - {{id: o{n}, outcome: O{n}}}\n" for n in ids)
    )


def test_what_is_too_much_to_prove_is_said_and_nothing_else_claimed(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(services(22), encoding="utf-8")
    found = json.loads(run("check", "--format", "json", "flows", cwd=small).stdout)["findings"]
    assert [one["code"] for one in found if one["severity"] != "info"] == ["unproved-flow"]
    data = paths(small, services(22))
    assert data["exact"] is False
    assert data["unreachable"] == []


def test_eight_things_that_can_be_chosen_together_are_proved_whole(small: Path) -> None:
    found = paths(small, services(8))
    assert (found["count"], found["exact"]) == (2**8, True)
    assert found["paths"][-1]["outcome"] == [f"o{n}" for n in range(8)]


def codes(folder: Path, source: str) -> list[str]:
    (folder / "flows" / "x.yml").write_text(source, encoding="utf-8")
    done = run("check", "--format", "json", cwd=folder)
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)["findings"]
    return [one["code"] for one in found if one["severity"] == "error"]


def test_numbers_where_days_are_asked_are_found_and_break_nothing(small: Path) -> None:
    source = AGES.replace(
        "    kind: number\n    unit: {en: years, pt: anos}\n", "    kind: date\n    measure: date\n"
    )
    assert codes(small, source).count("wrong-type") == 3


def test_a_slip_in_the_kind_of_a_question_is_one_finding(small: Path) -> None:
    assert codes(small, AGES.replace("kind: number", "kind: nmbr")).count("wrong-type") == 1
    found = codes(small, AGES.replace("kind: number", "kind: nmbr"))
    assert {*found} <= {"wrong-type", "range-gap", "unreachable-node"}


def test_outcomes_that_occur_at_once_may_not_have_two_ways(small: Path) -> None:
    (small / "flows" / "y.yml").write_text(SERVICES.replace("X-01", "Y-01"), encoding="utf-8")
    source = (
        HEAD
        + """\
nodes:
  - {id: both, use: y, then: {school: one, health: two}}
  - {id: none, outcome: {en: x, pt: x}}
  - {id: one, outcome: {en: x, pt: x}}
  - {id: two, outcome: {en: x, pt: x}}
"""
    )
    assert codes(small, source) == ["unhandled-outcome"]
    assert (
        codes(
            small,
            source.replace("health: two", "health: one").replace(
                "  - {id: two, outcome: {en: x, pt: x}}\n", ""
            ),
        )
        == []
    )


def test_a_document_that_does_not_fit_brings_no_findings_about_what_can_happen(small: Path) -> None:
    source = AGES.replace("range: {lt: 18}", "range: less").replace(
        "range: {ge: 18, lt: 65}", "range: {ge: 18}"
    )
    assert {*codes(small, source)} == {"wrong-type"}


# -- schemas, for editors


def schema(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """Of a schema that is itself one."""
    own = schema(name)
    jsonschema.Draft202012Validator.check_schema(own)
    return jsonschema.Draft202012Validator(own)


def sources() -> list[tuple[str, Path]]:
    found = [("manual", ROOT / "manual.yml")]
    found += [("procedure", one) for one in (ROOT / "procedures").rglob("*.yml")]
    found += [("flow", one) for one in (ROOT / "flows").glob("*.yml")]
    return [*found, *((one.stem, one) for one in (ROOT / "reference").glob("*.yml"))]


def plain(text: str) -> Any:
    """YAML 1.2, as editors read it."""
    value, findings = parse(text, "x")
    assert value is not None
    assert findings == []
    return value.plain()


@pytest.mark.parametrize(("name", "path"), sources(), ids=lambda one: str(one)[-30:])
def test_the_sources_fit_the_schemas_that_editors_use(name: str, path: Path) -> None:
    assert not [*validator(name).iter_errors(plain(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("source", [AGES, SERVICES])
def test_the_whole_language_fits_its_schema_and_a_slip_does_not(source: str) -> None:
    assert list(validator("flow").iter_errors(plain(source))) == []
    for old, new in [
        ("ask:", "askk:"),
        ("summary:", "summaryy:"),
        ("lt: 18", "lte: 18"),
        ("collect", "all"),
    ]:
        if old in source:
            assert list(validator("flow").iter_errors(plain(source.replace(old, new)))), old


def test_every_key_is_explained_in_portuguese() -> None:
    for file in (ROOT / "schemas").glob("*.json"):
        whole = json.loads(file.read_text(encoding="utf-8"))
        for model in [whole, *whole.get("$defs", {}).values()]:
            for key, field in model.get("properties", {}).items():
                assert field.get("description"), (file.name, key)


def chain(questions: int, last: str = "") -> str:
    """Yes-or-no questions one after the other: 2 to the power of `questions` situations."""
    made = HEAD + "nodes:\n"
    for n in range(questions):
        to = f"q{n + 1}" if n + 1 < questions else "end"
        made += f"""\
  - id: q{n}
    ask: {{en: "q{n}", pt: "q{n}"}}
    answers: [{{id: yes, to: {to}}}, {{id: no, to: {last if last and to == "end" else to}}}]
"""
    return made + "  - {id: end, outcome: {en: End, pt: Fim}}\n"


@pytest.mark.parametrize("kind", ["text", "json"])
@pytest.mark.parametrize("source", [AGES, SERVICES, chain(3)])
def test_all_paths_are_the_same_where_the_list_is_whole_anyhow(
    small: Path, kind: str, source: str
) -> None:
    (small / "flows" / "x.yml").write_text(source, encoding="utf-8")
    usual = called("flow", "paths", "x", "--format", kind, cwd=small)
    whole = called("flow", "paths", "x", "--format", kind, "--all", cwd=small)
    assert usual.returncode == whole.returncode == 0
    assert usual.stdout == whole.stdout
    assert "--all" not in usual.stderr


@pytest.mark.parametrize("source", [chain(7), chain(3, "q0")], ids=["straight", "in circles"])
def test_all_paths_are_listed_however_many_they_are(
    small: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(situations, "LISTED", 50)
    (small / "flows" / "x.yml").write_text(source, encoding="utf-8")
    cut = called("flow", "paths", "x", "--format", "json", cwd=small)
    assert "--all" in cut.stderr
    few = json.loads(cut.stdout)
    found = json.loads(called("flow", "paths", "x", "--format", "json", "--all", cwd=small).stdout)
    assert len(few["paths"]) == 50
    assert found["count"] == few["count"] == len(found.pop("paths")) > 50
    assert found == {key: one for key, one in few.items() if key != "paths"}
    text = called("flow", "paths", "x", "--all", cwd=small).stdout
    assert len(re.findall(r"(?m)^\d+\) ", text)) == found["count"]


@pytest.mark.slow
def test_listing_all_paths_takes_no_more_memory_than_a_few(small: Path) -> None:
    def held(questions: int) -> tuple[int, int]:
        """The situations, and the most that listing them held at a time, in bytes."""
        (small / "flows" / "x.yml").write_text(chain(questions), encoding="utf-8")
        manual, _ = read_manual(small)
        assert manual
        document = manual.document("x")
        assert document
        next(all_paths(manual, document, "en", "json", is_whole=True))
        tracemalloc.start()
        try:
            pieces = batches(all_paths(manual, document, "en", "json", is_whole=True))
            count = sum(piece.count('"outcome"') for piece in pieces)
            return count, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = held(9), held(14)
    assert (few[0], many[0]) == (2**9, 2**14)
    assert many[1] < few[1] + 600_000


def test_a_reader_who_has_seen_enough_ends_the_list_quietly(small: Path) -> None:
    (small / "flows" / "x.yml").write_text(chain(14), encoding="utf-8")
    command = f"{sys.executable} -m claim_manual flow paths x --all | head -n 3"
    done = subprocess.run(command, shell=True, cwd=small, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 3
