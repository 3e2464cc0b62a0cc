"""Each rule about flows finds its fault, alone and on its line, and passes the flow beside it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from claim_manual.derived.reading import Reading
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.pages.blocks import Steps
from claim_manual.pages.documents import flow_page
from claim_manual.pages.page import Online
from claim_manual.pages.plain import plain, step_lines
from claim_manual.pages.steps import steps
from claim_manual.pages.texts import Texts
from claim_manual.proof.walks import walk
from claim_manual.work.judging import judged
from conftest import DAY, ROOT

HEAD = """\
code: X-01
title: {en: x, pt: x}
status: draft
version: "0.1"
owner: officer
summary: {en: x, pt: x}
"""
CASE = re.compile(r"(?ms)^## ([a-z-]+)$.*?^```yaml\n(.*?)^```\n```yaml\n(.*?)^```$")
CASES = CASE.findall((ROOT / "tests" / "flow_cases.md").read_text(encoding="utf-8"))


def found_in(folder: Path, source: str) -> list[Finding]:
    (folder / "flows" / "x.yml").write_text(HEAD + source, encoding="utf-8")
    _, found = judged(folder, DAY)
    return [one for one in found if one.severity is not Severity.INFO]


def marked(source: str) -> set[int]:
    lines = (HEAD + source).split("\n")
    return {n for n, line in enumerate(lines, 1) if line.endswith("# here")}


@pytest.mark.parametrize(("code", "bad", "good"), CASES)
def test_a_fault_is_found_alone_and_on_its_line(
    small: Path, code: str, bad: str, good: str
) -> None:
    found = found_in(small, bad)
    assert {one.code for one in found} == {code}, [str(one.place) + one.code for one in found]
    assert {one.place.line for one in found} == marked(bad)
    assert {one.place.path for one in found} == {"flows/x.yml"}
    for one in found:
        english, portuguese = (one.message.text(words(tag)) for tag in ("en", "pt"))
        assert english != portuguese


@pytest.mark.parametrize(("code", "bad", "good"), CASES)
def test_the_flow_beside_it_has_no_fault(small: Path, code: str, bad: str, good: str) -> None:
    assert found_in(small, good) == []


def test_a_finding_says_who_is_forgotten_in_the_manuals_words(small: Path) -> None:
    source = """\
kind: decision-table
hit_policy: unique
inputs:
  - id: age
    ask: {en: How old is the person?, pt: Que idade tem a pessoa?}
    kind: number
    unit: {en: years, pt: anos}
    domain: {ge: 0, le: 120}
    answers:
      - {id: minor, label: {en: Minor, pt: Menor}, range: {lt: 18}}
      - {id: adult, label: {en: Adult, pt: Adulto}, range: {ge: 18}}
  - id: visa
    ask: {en: And the visa?, pt: E o visto?}
    answers:
      - {id: good, label: {en: Valid, pt: Válido}}
      - {id: old, label: {en: Expired, pt: Caducado}}
rules:
  - {when: {visa: good}, then: end}
  - {when: {visa: old, age: {lt: 17}}, then: end}
  - {when: {visa: old, age: adult}, then: end}
nodes:
  - {id: end, outcome: {en: End, pt: Fim}}
"""
    (gap,) = found_in(small, source)
    assert gap.message.text(words("pt")) == (
        "Nenhuma regra se aplica a: «Que idade tem a pessoa?» 17 anos; «E o visto?» Caducado."
    )
    assert "“How old is the person?” 17 years; “And the visa?” Expired" in gap.message.text(
        words("en")
    )


@pytest.mark.parametrize(
    ("low", "high", "day"),
    [
        ("{lt: 2026-05-19}", "{gt: 2026-05-19}", "2026-05-19"),
        ("{le: 2024-02-28}", "{ge: 2024-03-01}", "2024-02-29"),
        ("{le: 2026-12-31}", "{ge: 2026-12-31}", "2026-12-31"),
    ],
)
def test_the_day_that_is_left_out_or_taken_twice_is_named(
    small: Path, low: str, high: str, day: str
) -> None:
    source = f"""\
nodes:
  - id: day
    ask: {{en: Day?, pt: Dia?}}
    kind: date
    measure: date
    answers:
      - {{id: before, label: x, range: {low}, to: end}}
      - {{id: after, label: x, range: {high}, to: stop}}
  - {{id: end, outcome: {{en: End, pt: Fim}}}}
  - {{id: stop, outcome: {{en: Stop, pt: Parar}}}}
"""
    (found,) = found_in(small, source)
    said = found.message.text(words("pt")) + found.hint.text(words("pt"))
    assert day in said
    assert words("pt").date(dt.date.fromisoformat(day)) in said


POLICIES = [
    ("perigo-primeiro", "flows/ad-01-aima-ou-claim.yml", "    tags: [pergunta-perigo]\n", ""),
    (
        "acordo-antes-de-encaminhar",
        "procedures/encaminhamento/en-01-encaminhamento.yml",
        'R2: sheet and appointment made"}\n        to: explicar',
        'R2: sheet and appointment made"}\n        to: dados',
    ),
    (
        "arvore-com-acordo",
        "flows/ad-04-trafico.yml",
        "        to: vontade\n",
        "        to: equipa\n",
    ),
    (
        "arvore-com-acordo",
        "flows/ad-08-violencia.yml",
        "      - to: sair\n",
        "      - to: queixa-com-risco\n",
    ),
    (
        "eme-so-com-acordo",
        "procedures/gestao-de-casos/gc-06-trafico.yml",
        "    next: aceita\n",
        "    next: pj\n",
    ),
    (
        "eme-so-com-acordo",
        "procedures/gestao-de-casos/gc-07-violencia.yml",
        "      acolhimento: ligar-linha\n",
        "      acolhimento: acolhimento\n",
    ),
    (
        "eme-so-com-acordo",
        "procedures/gestao-de-casos/gc-11-violencia-sexual.yml",
        "    next: queixa\n",
        "    next: ligar-linha\n",
    ),
    (
        "violencia-sexual-com-apoio",
        "procedures/gestao-de-casos/gc-11-violencia-sexual.yml",
        "contacts: [apav, vd-cig, sns24]",
        "contacts: [apav, sns24]",
    ),
    (
        "perigo-primeiro",
        "procedures/gestao-de-casos/gc-11-violencia-sexual.yml",
        "    tags: [pergunta-perigo]\n",
        "",
    ),
    (
        "emergencia-com-112",
        "procedures/gestao-de-casos/gc-01-triagem-inicial.yml",
        "contacts: [emg-112, lnes-144, vd-cig, tsh-nac]",
        "contacts: [lnes-144, vd-cig, tsh-nac]",
    ),
    (
        "suicidio-perguntado",
        "flows/ad-07-urgencia.yml",
        "tags: [pergunta-perigo, pergunta-suicidio]",
        "tags: [pergunta-perigo]",
    ),
    (
        "registo-antes-de-resolver",
        "procedures/encaminhamento/en-01-encaminhamento.yml",
        "    next: registar-decisao",
        "    next: informada",
    ),
    (
        "seguimento-por-escrito",
        "procedures/gestao-de-casos/gc-01-triagem-inicial.yml",
        "    next: escrito\n",
        "    next: registar\n",
    ),
    (
        "prazo-com-advogado",
        "procedures/encaminhamento/en-07-justica.yml",
        "to: ler\n      - id: aima",
        "to: tem-advogado\n      - id: aima",
    ),
    (
        "verde-sem-prazo",
        "procedures/encaminhamento/en-07-justica.yml",
        "    tags: [sem-prazo]\n",
        "",
    ),
    (
        "verde-sem-prazo",
        "procedures/encaminhamento/en-07-justica.yml",
        "to: ler\n      - id: discriminacao",
        "to: quer-apoio\n      - id: discriminacao",
    ),
    (
        "verde-sem-prazo",
        "procedures/atendimento/at-06-reclamacoes.yml",
        "to: escrever}",
        "to: copia}",
    ),
    (
        "verde-sem-prazo",
        "procedures/encaminhamento/en-06-trabalho.yml",
        "to: oferta\n",
        "to: seria\n",
    ),
    (
        "advogado-com-numero",
        "procedures/encaminhamento/en-07-justica.yml",
        "    contacts: [ss, ss-300, cnaim-lx, cnaim-po, cpr, oa]\n",
        "    contacts: [cnaim-lx, cnaim-po, cpr, oa]\n",
    ),
    (
        "noite-perguntada",
        "procedures/gestao-de-casos/gc-10-emergencia-social.yml",
        "    contacts: [municipio, lnes-144]\n    next: noite\n",
        "    contacts: [municipio, lnes-144]\n    next: papeis\n",
    ),
    (
        "noite-perguntada",
        "procedures/encaminhamento/en-10-habitacao.yml",
        "tags: [pergunta-perigo, pergunta-noite]",
        "tags: [pergunta-perigo]",
    ),
    (
        "noite-com-144",
        "procedures/gestao-de-casos/gc-10-emergencia-social.yml",
        "    contacts: [vd-cig, lnes-144, emg-112]\n",
        "    contacts: [vd-cig, emg-112]\n",
    ),
    (
        "noite-com-144",
        "procedures/encaminhamento/en-10-habitacao.yml",
        "    contacts: [lnes-144, municipio, tsh-nac, emg-112]\n",
        "    contacts: [municipio, tsh-nac, emg-112]\n",
    ),
    (
        "prazo-nunca-verde",
        "procedures/temas/tm-03-impostos.yml",
        "    forms: [resumo-escrito]\n    next: carta-hoje\n",
        "    forms: [resumo-escrito]\n    next: feito\n",
    ),
    (
        "vermelho-com-numero",
        "procedures/temas/tm-11-ordem-para-sair.yml",
        "    contacts: [oa, cnaim-lx, cnaim-po]\n  - id: sem-advogado",
        "    contacts: [oa]\n  - id: sem-advogado",
    ),
    (
        "sem-lugar-com-144",
        "flows/ad-07-urgencia.yml",
        "contacts: [lnes-144",
        "contacts: [emg-112",
    ),
    (
        "violencia-com-linha",
        "flows/ad-08-violencia.yml",
        "    contacts: [vd-cig, apav]\n",
        "    contacts: [apav]\n",
    ),
    (
        "crianca-com-cpcj",
        "procedures/gestao-de-casos/gc-08-crianca.yml",
        "    next: comunicar\n",
        "    next: registar\n",
    ),
    (
        "asilo-com-cpr",
        "procedures/gestao-de-casos/gc-09-protecao-internacional.yml",
        "contacts: [cnar, aima-tel, cpr, lnes-144]",
        "contacts: [cnar, aima-tel, lnes-144]",
    ),
    (
        "titulo-caducado-hoje",
        "flows/ad-02-titulo-de-residencia.yml",
        "          - when: {prazo: sim}\n            to: agir-hoje\n          - to: aguardar\n",
        "          - to: aguardar\n",
    ),
]


def test_there_is_a_breach_for_every_policy(claim: Path) -> None:
    manual, _ = judged(claim, DAY)
    assert {one.id for one in manual.register("policies")} == {policy for policy, *_ in POLICIES}


@pytest.mark.parametrize(("policy", "path", "old", "new"), POLICIES)
def test_each_policy_of_the_manual_stops_what_it_forbids(
    claim: Path, policy: str, path: str, old: str, new: str
) -> None:
    file = claim / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, found = judged(claim, DAY)
    broken = [one for one in found if one.code == "broken-policy"]
    assert broken
    assert all(policy in one.hint.text(str) for one in broken)
    assert all("«" in one.message.text(words("pt")) for one in broken)
    entry = re.search(
        rf"- id: {policy}\n  says:\n    pt: (.*)\n",
        (claim / "reference/policies.yml").read_text(encoding="utf-8"),
    ).group(1)
    assert all(entry in one.message.text(words("pt")) for one in broken)


ROOF = """\
nodes:
  - id: roof
    ask: {en: Is there a roof tonight?, pt: Há teto hoje?}
    answers: [{id: yes, to: done}, {id: no, to: call}]
  - {id: call, do: {en: Call, pt: Ligar}, tags: [no-roof], next: sheltered}
  - {id: sheltered, outcome: {en: Sheltered, pt: Com abrigo}, tags: [night], level: red, contacts: [helpdesk]}
  - {id: done, outcome: {en: Done, pt: Feito}, level: green}
"""


@pytest.mark.parametrize(
    ("asked", "old", "new", "broken"),
    [
        ("{passing: no-roof}, requires: {offers: [lacking, helpdesk]}", ", contacts: [helpdesk]", "", "sheltered"),
        ("{passing: no-roof}, requires: {offers: helpdesk}", "next: sheltered", "next: done", "done"),
        ("{level: [green]}, requires: {without: no-roof}", "next: sheltered", "next: done", "done"),
        ("{level: [green]}, requires: {without: night}", "level: red", "level: green", "sheltered"),
        ("{tags: [night]}, requires: {before: call}", "id: no, to: call", "id: no, to: sheltered", "sheltered"),
    ],
)  # fmt: skip
def test_policies_of_ways_and_marks(
    small: Path, asked: str, old: str, new: str, broken: str
) -> None:
    """They speak of what is passed on the way, of marks of outcomes, and forbid what they name."""
    policy = f"- {{id: p, says: {{en: x, pt: x}}, applies_to: {{flows: [x]}}, where: {asked}}}\n"
    (small / "reference/policies.yml").write_text(policy, encoding="utf-8")
    codes = {"broken-policy", "unknown-reference"}
    for source, expected in ((ROOF, []), (ROOF.replace(old, new), [broken])):
        assert source == ROOF or new in source
        found = [one for one in found_in(small, source) if one.code in codes]
        named = [one for one in found if one.code == "unknown-reference"]
        assert len(named) == asked.count("lacking")
        assert all(one.place.column > policy.index("offers") for one in named)
        lines = [
            (HEAD + source).split("\n")[one.place.line - 1] for one in found if one not in named
        ]
        assert [f"id: {name}" in line for name, line in zip(expected, lines, strict=True)] == [
            True
        ] * len(expected)


@pytest.mark.parametrize("fault", ["[", "kind: tree\n"])
def test_a_tree_that_cannot_be_read_breaks_no_policy_of_what_uses_it(
    claim: Path, fault: str
) -> None:
    (claim / "flows/ad-04-trafico.yml").write_text(fault, encoding="utf-8")
    _, found = judged(claim, DAY)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert errors
    assert {finding.place.path for finding in errors} == {"flows/ad-04-trafico.yml"}


def test_a_policy_that_names_nothing_of_the_manual_is_found(claim: Path) -> None:
    file = claim / "reference/policies.yml"
    text = file.read_text(encoding="utf-8").replace("before: registo", "before: registro", 1)
    file.write_text(text, encoding="utf-8")
    _, found = judged(claim, DAY)
    (unknown,) = [one for one in found if one.code == "unknown-reference"]
    assert text.split("\n")[unknown.place.line - 1].strip() == "before: registro"
    assert "registo" in unknown.hint.text(words("pt"))


def test_a_waived_warning_is_an_information_with_its_reason(small: Path) -> None:
    source = """\
nodes:
  - id: q
    ask: {en: Q?, pt: P?}
    answers: [{id: yes, to: end}, {id: no, to: end}]
    waive: {idle-question: {en: it is recorded, pt: fica registado}}
  - {id: end, outcome: {en: End, pt: Fim}}
"""
    assert found_in(small, source) == []
    _, found = judged(small, DAY)
    (waived,) = [one for one in found if one.code == "idle-question"]
    assert waived.severity is Severity.INFO
    assert "fica registado" in waived.hint.text(words("pt"))


URGENT = """\
steps:
  - id: urgent
    ask: {en: Is it urgent?, pt: É urgente?}
    answers: [{id: no, to: listen}, {id: yes, to: listen}]
    waive: {idle-question: {en: it is recorded, pt: fica registado}}
"""
CASES_OF_A_PROCEDURE = """\
scenarios:
  - id: ours
    story: {en: A request that we deal with., pt: Um pedido que tratamos.}
    answers: {urgent: no, who.ours: yes}
    expect: received
  - id: not-ours
    story: {en: A request of another service., pt: Um pedido de outro serviço.}
    answers: {urgent: yes, who.ours: no}
    expect: sent
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("expect: sent", "expect: received", "    expect: received", "scenario-fails"),
        ("expect: sent", "expect: who", "    expect: who", "unknown-target"),
        ("urgent: yes", "urgent: no", "    answers: [{id: no,", "uncovered-answer"),
        ("id: not-ours", "id: ours", "  - id: ours", "duplicate-id"),
    ],
)
def test_scenarios_of_a_procedure_test_it(
    small: Path, old: str, new: str, line: str, code: str
) -> None:
    """They give each answer of its own; those of the page that it uses are that page's affair."""
    file = small / "procedures/service/receive-request.yml"
    text = file.read_text(encoding="utf-8").replace("steps:\n", URGENT, 1) + CASES_OF_A_PROCEDURE
    for told, expected in ((text, []), (text.replace(old, new), [code])):
        file.write_text(told, encoding="utf-8")
        _, found = judged(small, DAY)
        found = [one for one in found if one.severity is not Severity.INFO]
        assert [one.code for one in found] == expected
        assert all(told.split("\n")[one.place.line - 1].startswith(line) for one in found)


DANGER_FIRST = """\
nodes:
  - id: danger
    ask: {en: Is there danger?, pt: Há perigo?}
    answers: [{id: yes, to: emergency}, {id: no, to: ours}]
  - {id: emergency, outcome: {en: Call 112, pt: Ligar 112}, level: red}
"""
DANGER_CASE = """\
scenarios:
  - id: danger
    story: {en: Somebody is at the door., pt: Está alguém à porta.}
    answers: {danger: yes}
    expect: emergency
"""


def danger_first(folder: Path) -> Path:
    """The starter's flow asks about danger first, and its procedure asks about it before that."""
    flow = folder / "flows/who-answers.yml"
    text = flow.read_text(encoding="utf-8")
    text = text.replace("nodes:\n", DANGER_FIRST).replace("scenarios:\n", DANGER_CASE)
    flow.write_text(text.replace("answers: {ours", "answers: {danger: no, ours"), encoding="utf-8")
    return folder / "procedures/service/receive-request.yml"


@pytest.mark.parametrize(
    ("then", "codes"),
    [
        ("begin_at: ours\n    then:\n", []),
        ("begin_at: ours\n    then:\n      emergency: received\n", ["unknown-target"]),
        ("then:\n      emergency: received\n", []),
    ],
)
def test_what_was_asked_before_is_passed_over_in_the_page_that_is_used(
    small: Path, then: str, codes: list[str]
) -> None:
    file = danger_first(small)
    text = file.read_text(encoding="utf-8").replace("then:\n", then, 1)
    file.write_text(text, encoding="utf-8")
    manual, found = judged(small, DAY)
    assert [one.code for one in found if one.severity is not Severity.INFO] == codes
    page = manual.document("receive-request")
    assert page
    asked = {stop.name for stop in walk(manual, page).program.stops if stop.fact >= 0}
    met = {walk(manual, page).program.stops[n].name for n in walk(manual, page).first}
    assert asked & met == {"who.ours"} | ({"who.danger"} if "begin_at" not in then else set())


def test_a_step_says_from_which_question_on_a_page_is_followed(small: Path) -> None:
    file = danger_first(small)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("then:\n", "begin_at: ours\n    then:\n", 1), encoding="utf-8")
    manual, _ = judged(small, DAY)
    page = manual.document("receive-request")
    assert page
    shown = steps(Texts(Reading(manual, "en"), page.path), page)
    titles = [plain(step.title) for step in shown.steps]
    assert any("T-01" in title and ", from “" in title for title in titles)


def returned_to(small: Path) -> dict[str, str]:
    """By each outcome of the starter's flow, what its own page says of going on."""
    manual, _ = judged(small, DAY)
    flow = manual.document("who-answers")
    assert flow
    page = flow_page(Texts(Reading(manual, "en"), flow.path), flow, Online())
    shown = [block for part in page.sections for block in part.blocks if isinstance(block, Steps)]
    lines = {step.id: [plain(line) for line in step_lines(step)] for step in shown[0].steps}
    return {
        step_id: line for step_id, said in lines.items() for line in said if "Goes on in" in line
    }


def test_on_its_own_page_a_tree_says_where_one_goes_on_without_being_asked_again(
    small: Path,
) -> None:
    """In the step that follows there; where the other page ends too, nothing goes on."""
    assert list(returned_to(small)) == ["here"]
    (line,) = returned_to(small).values()
    assert "S-01" in line
    file = danger_first(small)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("then:\n", "begin_at: ours\n    then:\n", 1), encoding="utf-8")
    assert list(returned_to(small)) == ["here"], "nobody comes from “emergency”, asked before"
