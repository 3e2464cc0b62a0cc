"""A person who never saw the repository changes the manual: through forms, and in the files."""

import contextlib
import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from claim_manual import starter
from claim_manual.editor import server as forms_server
from claim_manual.editor.desk import Change, Desk, RefusedError, revision
from claim_manual.editor.server import HEADERS, EditorServer
from claim_manual.forms.admin import admin_files, config, made_file
from claim_manual.model.documents import Editor, Procedure
from claim_manual.model.language import words
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from conftest import (
    DAY,
    Quiet,
    answering,
    called,
    committed,
    copy_manual,
    files_of,
    git,
    run,
    served,
)
from media_files import docx

FLOW = "flows/ad-01-aima-ou-claim.yml"


@pytest.fixture
def kept(claim: Path) -> Path:
    """The manual as the first commit of the branch main."""
    return committed(claim)


@pytest.fixture
def server(kept: Path) -> Iterator[EditorServer]:
    """The forms of that manual."""
    made = EditorServer(("127.0.0.1", 0), Desk(kept, DAY, words("pt-PT")))
    with answering(made):
        yield made


class Forms:
    """Somebody at the forms: opens an entry, writes into fields, saves."""

    def __init__(self, browser: Browser, base: str, root: Path) -> None:
        self.root, self.base = root, base
        self.page: Page = browser.new_page(viewport={"width": 1300, "height": 1000})
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda failure: self.faults.append(str(failure)))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def open(self, path: str) -> None:
        """Opens a source from the list of its part."""
        self.page.goto(f"{self.base}admin/#/")
        self.page.locator("#parts .part").first.wait_for(state="attached")
        self.page.goto(f"{self.base}admin/#/entry/{path}")
        self.page.locator("#form h1").wait_for()

    def listed(self, field: str, inside: Locator | None = None) -> Locator:
        """The entries of a list."""
        return self.field(field, inside).locator("> .list > ol > li > .entry")

    def field(self, name: str, inside: Locator | None = None) -> Locator:
        """A field, by its key in the file."""
        where = inside or self.page.locator("#form")
        return where.locator(f".field[data-keys$='\"{name}\"]']").first

    def opened(self, item: Locator) -> Locator:
        """An entry, or a record, with its fields in sight."""
        card = item.locator(".card").first
        if not card.evaluate("(one) => one.open"):
            card.locator("> summary").click()
        return item

    def inserted(
        self, field: str, n: int, kind: str = "", inside: Locator | None = None
    ) -> Locator:
        """A new entry in a list, before the one with this number."""
        place = (
            self.field(field, inside)
            .locator("> .list")
            .locator("> ol > li > .between > .insert, > .between > .insert")
        )
        at = place.nth(n) if n >= 0 else place.last
        if kind:
            at.select_option(label=kind)
        else:
            at.click()
        return self.listed(field, inside).nth(
            n if n >= 0 else self.listed(field, inside).count() - 1
        )

    def write(self, item: Locator, name: str, text: str) -> None:
        self.field(name, item).locator("input, textarea").first.fill(text)
        self.field(name, item).locator("input, textarea").first.blur()

    def texts(self, item: Locator, name: str, pt: str, en: str) -> None:
        own = self.field(name, item)
        own.get_by_label("Português").fill(pt)
        own.get_by_label("English").fill(en)

    def choose(self, item: Locator, name: str, option: str) -> None:
        self.field(name, item).locator("select").first.select_option(label=option)

    def save(self) -> str:
        """Saves; what is said of it."""
        self.page.evaluate("document.getElementById('told').replaceChildren()")
        self.page.get_by_role("button", name="Guardar", exact=True).click()
        expect(self.page.locator("#told")).not_to_be_empty(timeout=60_000)
        expect(self.page.locator(".save")).to_be_enabled(timeout=60_000)
        assert self.faults == []
        return self.page.locator("#told").inner_text() + self.page.locator("#findings").inner_text()


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """The forms of a manual that is the first commit of main: one save after the other."""
    root = committed(copy_manual(tmp_path_factory.mktemp("forms") / "claim"))
    with answering(EditorServer(("127.0.0.1", 0), Desk(root, DAY, words("pt-PT")))) as base:
        yield Forms(browser, base, root)


ROLES = "".join(
    f"- id: {name}\n  name:\n    pt: Função {n}\n    en: Role {n}\n"
    for n, name in enumerate(("officer", "second", "third", "fourth", "fifth"), 1)
)


@pytest.fixture(scope="module")
def few(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """The forms of a small manual in Portuguese, of which less has to be judged at each save."""
    root = tmp_path_factory.mktemp("few")
    write_tree(root, starter.manual(["pt", "en"], DAY) | {"reference/roles.yml": ROLES.encode()})
    assert called("format", cwd=root).returncode == 0
    assert called("i18n", "confirm", cwd=root).returncode == 0
    with answering(
        EditorServer(("127.0.0.1", 0), Desk(committed(root), DAY, words("pt-PT")))
    ) as base:
        yield Forms(browser, base, root)


def outside(forms: Forms) -> list[str]:
    return [one for one in forms.asked if not one.startswith((forms.base, "data:", "blob:"))]


def changed_lines(folder: Path, path: str) -> list[str]:
    """The lines of a file that the last commit changed."""
    shown = git(folder, "show", "--format=", "--unified=0", "HEAD", "--", path)
    return [one for one in shown.splitlines() if one[:1] in "+-" and one[:3] not in {"+++", "---"}]


CONTACT = """\
- id: aaa
  name: {pt: Balcão novo, en: New desk}
  phones:
    - {number: "217 115 000", extension: "12"}
    - number: "(503) 2222-3333"
  languages: [pt, bn]
  opening:
    - {days: [mon-fri], from: "09:00", to: "17:30"}
  status: ok
  verified_on: 2026-11-21
- id: bbb
  name: {pt: Outro balcão, en: Other desk}
  languages: {pt: Português, en: Portuguese}
  status: ok
  verified_on: 2026-11-21
"""


@pytest.mark.browser
@pytest.mark.slow
def test_telephones_times_and_languages_come_back_from_a_form_as_they_were(
    browser: Browser, claim: Path
) -> None:
    file = claim / "reference/contacts.yml"
    written = file.read_text(encoding="utf-8") + CONTACT
    file.write_text(written, encoding="utf-8")
    root = committed(claim)
    with answering(EditorServer(("127.0.0.1", 0), Desk(root, DAY, words("pt-PT")))) as base:
        forms = Forms(browser, base, root)
        forms.open("reference/contacts.yml")
        desk = forms.opened(forms.listed("entries").filter(has_text="aaa"))
        tags = forms.field("languages", desk).locator("input").first
        assert tags.input_value() == "pt, bn"
        tags.fill("pt, bn, zh-Hans")
        other = forms.opened(forms.listed("entries").filter(has_text="bbb"))
        assert forms.field("languages", other).get_by_label("English").input_value() == "Portuguese"
        assert "Guardado no ramo" in forms.save()
    after = (root / "reference/contacts.yml").read_text(encoding="utf-8")
    assert after == written.replace("[pt, bn]", "[pt, bn, zh-Hans]")
    assert changed_lines(root, "reference/contacts.yml") == [
        "-  languages: [pt, bn]",
        "+  languages: [pt, bn, zh-Hans]",
    ]


@pytest.mark.browser
@pytest.mark.slow
def test_a_telephone_number_is_changed_in_a_form(forms: Forms) -> None:
    forms.open("reference/contacts.yml")
    line = forms.opened(forms.listed("entries").filter(has_text="lnes-144"))
    forms.write(line, "phone", '"145"')
    assert forms.field("phone", line).locator("input").input_value() == "145"
    said = forms.save()
    assert "Guardado no ramo edicao-2026-11-21." in said
    assert "Telefone: 144 → 145" in said
    assert "GC-10 Emergência social e saúde urgente: Emergência social" in said
    assert changed_lines(forms.root, "reference/contacts.yml") == [
        '-  phone: "144"',
        '+  phone: "145"',
    ]
    assert git(forms.root, "log", "-1", "--format=%s").startswith("Contactos: Emergência social")
    assert git(forms.root, "rev-list", "--count", "main").strip() == "1"
    assert called("check", "--strict", cwd=forms.root).returncode == 0
    assert outside(forms) == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_time_limit_is_changed_in_both_languages_in_a_form(forms: Forms) -> None:
    forms.open("reference/deadlines.yml")
    item = forms.opened(forms.listed("entries").filter(has_text="renovacao-pedir · ").first)
    forms.texts(
        item,
        "text",
        "Peça até 20 dias antes de o título caducar.",
        "Apply up to 20 days before the permit expires.",
    )
    said = forms.save()
    assert "Prazos" in said
    assert "Peça até 20 dias antes" in said
    added = [
        one.strip("+ ")
        for one in changed_lines(forms.root, "reference/deadlines.yml")
        if one.startswith("+")
    ]
    assert added == [
        "pt: Peça até 20 dias antes de o título caducar.",
        "en: Apply up to 20 days before the permit expires.",
    ]
    assert called("check", cwd=forms.root).returncode == 0


@pytest.mark.browser
@pytest.mark.slow
def test_a_word_people_search_for_is_added_in_a_form(forms: Forms) -> None:
    forms.open(FLOW)
    field = forms.opened(forms.field("keywords"))
    before = (forms.root / FLOW).read_text(encoding="utf-8")
    forms.inserted("pt", -1, inside=field)
    field.locator("input").nth(forms.listed("pt", field).count() - 1).fill("mandar embora")
    forms.save()
    after = (forms.root / FLOW).read_text(encoding="utf-8")
    assert "mandar embora" in after
    assert re.sub(r"(?s)keywords:.*?\nlegal", "legal", after) == re.sub(
        r"(?s)keywords:.*?\nlegal", "legal", before
    )
    assert called("check", "--strict", cwd=forms.root).returncode == 0


@pytest.mark.browser
@pytest.mark.slow
def test_a_question_with_two_answers_is_put_into_the_middle_of_a_tree(forms: Forms) -> None:
    forms.open(FLOW)
    new = forms.inserted("nodes", 2, "Pergunta")
    forms.texts(new, "ask", "Há um prazo a acabar?", "Is a time limit about to end?")
    assert forms.field("id", new).locator("input").input_value() == "ha-um-prazo-a"
    forms.write(new, "id", "tem-prazo")
    for n, (reply, to) in enumerate((("sim", "emergencia"), ("nao", "coordenacao"))):
        item = forms.inserted("answers", -1, inside=new)
        forms.write(item, "id", reply)
        forms.field("to", item).locator("select").first.select_option(value=to)
        assert forms.listed("answers", new).count() == n + 1
    unsure = forms.listed("answers", forms.opened(forms.listed("nodes").nth(1))).nth(2)
    forms.field("to", forms.opened(unsure)).locator("select").first.select_option(value="tem-prazo")
    before = (forms.root / FLOW).read_bytes()
    said = forms.save()
    assert "Nada foi guardado." in said
    assert "O exemplo não responde a «tem-prazo»" in said
    assert (forms.root / FLOW).read_bytes() == before
    case = forms.opened(forms.listed("scenarios").last)
    assert "não responde" in case.locator(".wrong").all_inner_texts().__str__()
    forms.field("answers", case).locator("textarea").fill(
        "perigo: nao\nato-da-aima: nao-sei\ntem-prazo: nao"
    )
    said = forms.save()
    assert "+ Pergunta «Há um prazo a acabar?»" in said
    assert "muda de resultado" in said or "mudam de resultado" in said
    assert called("check", cwd=forms.root).returncode == 0
    text = (forms.root / FLOW).read_text(encoding="utf-8")
    assert "      - {id: nao-sei, to: tem-prazo}\n" in text
    assert text.index("id: ato-da-aima") < text.index("id: tem-prazo") < text.index("id: que-ato")
    assert [one for one in changed_lines(forms.root, FLOW) if one.startswith("-")] == [
        "-      - {id: nao-sei, to: coordenacao}",
        "-    answers: {perigo: nao, ato-da-aima: nao-sei}",
    ]


CONDITIONED = """\
# what this tree is for
code: X-01
title: {pt: Nova, en: New}
status: draft
version: "0.1"
owner: officer
summary: {pt: Um resumo., en: A summary.}
kind: decision-tree
conditions:
  nada: {precisa: []}   # none chosen
nodes:
  - id: precisa
    ask: {pt: "De que precisa?", en: "What is needed?"}
    kind: multiple
    answers:
      - {id: casa, label: {pt: Casa, en: A home}}
    next:
      - {when: {precisa: []}, to: fim}
      - {to: mais}
  - {id: fim, outcome: {pt: Fim, en: End}, notes: [{when: nada, text: {pt: Nada., en: Nothing.}}]}
  - {id: mais, outcome: {pt: Mais, en: More}}
scenarios:
  - {id: nada, story: {pt: Nada., en: Nothing.}, answers: {precisa: []}, expect: fim}
  - {id: casa, story: {pt: Casa., en: A home.}, answers: {precisa: [casa]}, expect: mais}
"""


def given(forms: Forms, path: str, text: str) -> Path:
    """A source that is there already, in its form, as a commit."""
    file = forms.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    assert called("format", path, cwd=forms.root).returncode == 0
    git(forms.root, "add", "--all")
    git(forms.root, "commit", "--quiet", "--message", path)
    return file


@pytest.mark.browser
@pytest.mark.slow
def test_what_a_form_does_not_know_and_what_is_empty_on_purpose_stays(few: Forms) -> None:
    file = given(few, "flows/x-01.yml", CONDITIONED)
    before = file.read_text(encoding="utf-8")
    few.open("flows/x-01.yml")
    few.field("title").get_by_label("Português").fill("Outra")
    assert "Nova → Outra" in few.save()
    assert file.read_text(encoding="utf-8") == before.replace("pt: Nova", "pt: Outra")


@pytest.mark.browser
@pytest.mark.slow
def test_a_new_procedure_of_six_steps_and_a_question_is_written_from_nothing(forms: Forms) -> None:
    page = forms.page
    page.goto(f"{forms.base}admin/#/new/atendimento")
    page.get_by_label("Nome do ficheiro").fill("Página nova!")
    page.get_by_role("button", name="Começar").click()
    whole = page.locator("#form")
    forms.write(whole, "code", "AT-98")
    forms.texts(whole, "title", "Nova", "New")
    forms.texts(whole, "summary", "Um resumo.", "A summary.")
    forms.choose(whole, "status", "Rascunho")
    forms.write(whole, "version", "0.1")
    forms.choose(whole, "owner", "AIMA")
    said = forms.save()
    assert "Nada foi guardado." in said
    for n in range(6):
        item = forms.inserted("steps", -1, "Passo")
        forms.texts(item, "do", f"Fazer a coisa {n}", f"Do thing {n}")
    ask, replies = forms.inserted("steps", 3, "Pergunta"), {}
    forms.texts(ask, "ask", "Ficou tudo bem?", "Is all well?")
    for reply, to in (("sim", "fazer-a-coisa-3"), ("nao", "fim-da-linha")):
        answer = forms.inserted("answers", -1, inside=ask)
        forms.write(answer, "id", reply)
        replies[to] = forms.field("to", answer).locator("select").first
    end = forms.inserted("steps", -1, "Resultado")
    forms.texts(end, "outcome", "Fim da linha", "End of the line")
    said = forms.save()
    assert "Ficou tudo bem? › Respostas › sim" in said
    assert "Acrescente «Leva a»" in said
    for to, choice in replies.items():
        choice.focus()
        choice.select_option(value=to)
    assert "+ AT-98 Nova" in forms.save()
    text = (forms.root / "procedures/atendimento/pagina-nova.yml").read_text(encoding="utf-8")
    assert text.startswith("code: AT-98\ntitle:\n  pt: Nova\n  en: New\nstatus: draft\n")
    assert text.count("\n  - id: ") == 8
    assert "id: fazer-a-coisa-0" in text
    assert "need:" not in text
    assert called("check", cwd=forms.root).returncode == 0
    assert forms.page.url.endswith("#/entry/procedures/atendimento/pagina-nova.yml")


WORKSHOP = """\
# a short one
title: {pt: Oficina breve, en: A short workshop}
audience: tecnico
minutes: 30
objectives:
  - id: perigo
    text: {pt: Reconhecer o perigo, en: Recognise danger}
    pages: [ad-07-urgencia]
sessions:
  - id: abertura
    title: {pt: Abertura, en: Opening}
    minutes: 10
    method: plenary
  - id: exemplos
    title: {pt: Prática, en: Practice}
    minutes: 20
    method: small-groups
    cases: [ad-07-urgencia.quer-informacao, ad-07-urgencia.passaporte-no-cofre] # in this order
dates:
  - id: dia
    on: 2027-03-02
    starts: "09:30"
    place: {pt: Lugar, en: Place}
    invited: 12
"""


@pytest.mark.browser
@pytest.mark.slow
def test_the_minutes_of_a_session_are_changed_in_a_form_and_its_list_of_cases_stays(
    forms: Forms,
) -> None:
    path = "workshops/oficina-breve.yml"
    file = given(forms, path, WORKSHOP)
    before = file.read_text(encoding="utf-8")
    forms.open(path)
    forms.write(forms.page.locator("#form"), "minutes", "35")
    opening = forms.opened(forms.listed("sessions").filter(has_text="Abertura"))
    forms.write(opening, "minutes", "15")
    said = forms.save()
    assert "Programa › abertura › Minutos: 10 → 15" in said
    text = before.replace("minutes: 30", "minutes: 35").replace("minutes: 10", "minutes: 15")
    assert file.read_text(encoding="utf-8") == text
    practice = forms.opened(forms.listed("sessions").filter(has_text="Prática"))
    cases = forms.opened(forms.field("cases", practice))
    forms.write(cases, "minutes_each", "9")
    said = forms.save()
    assert "Exemplos › Minutos para cada um: 9" in said
    assert "Por nome" not in said
    text = file.read_text(encoding="utf-8")
    assert "minutes_each: 9" in text
    assert (
        "      names:\n"
        "        - ad-07-urgencia.quer-informacao\n"
        "        - ad-07-urgencia.passaporte-no-cofre # in this order\n"
    ) in text
    assert outside(forms) == []


LONE_KEYS = """\
title: {pt: Sozinhas, en: Alone}
workshop: primeiro-atendimento
moments: [after]
later: {days: 30}
questions:
  - id: qual
    ask: {pt: Qual?, en: Which?}
    kind: choice
    answers:
      - {id: esta, label: {pt: Esta, en: This}}
      - {id: essa, label: {pt: Essa, en: That}}
    right: esta # one alone
  - id: quanto
    ask: {pt: Quanto?, en: How much?}
    kind: scale
    scale: [{pt: Nada, en: Nothing}, {pt: Tudo, en: All}]
  - id: entre
    ask: {pt: Entre, en: Between}
    kind: scale
    scale: ["1", "5"]
"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "workshops/encaminhamento-e-protecao.yml",
        "assessments/antes-e-depois-encaminhamento.yml",
        "assessments/com-chaves-sozinhas.yml",
        "procedures/encaminhamento/en-02-articulacao-aima.yml",
        "flows/ad-02-titulo-de-residencia.yml",
    ],
)
def test_another_title_changes_nothing_else(forms: Forms, path: str) -> None:
    file = forms.root / path
    if not file.exists():
        given(forms, path, LONE_KEYS)
    before = file.read_text(encoding="utf-8")
    forms.open(path)
    title = forms.field("title").get_by_label("Português")
    old = title.input_value()
    title.fill("Outra")
    assert f"{old} → Outra" in forms.save()
    after = file.read_text(encoding="utf-8").replace("pt: Outra", "pt: OLD", 1)
    assert after in {before.replace(f"pt: {one}", "pt: OLD", 1) for one in (old, f'"{old}"')}


@pytest.mark.browser
@pytest.mark.slow
def test_a_new_workshop_is_named_by_whoever_makes_it(forms: Forms) -> None:
    forms.page.goto(f"{forms.base}admin/#/new/workshops")
    forms.page.get_by_label("Nome do ficheiro").fill("Árvores: «quem é a pessoa?» (2.ª edição)")
    forms.page.get_by_role("button", name="Começar").click()
    whole = forms.page.locator("#form")
    forms.texts(whole, "title", "Árvores", "Trees")
    forms.write(whole, "minutes", "20")
    session = forms.inserted("sessions", -1)
    forms.write(session, "id", "abertura")
    forms.texts(session, "title", "Abertura", "Opening")
    forms.write(session, "minutes", "20")
    forms.field("method", session).locator("select").select_option(value="plenary")
    assert "+ Árvores" in forms.save()
    made = [one.name for one in (forms.root / "workshops").glob("arvores*")]
    assert made == ["arvores-quem-e-a-pessoa-2-a-edicao.yml"]
    text = (forms.root / "workshops" / made[0]).read_text(encoding="utf-8")
    assert "minutes: 20\n" in text
    assert "_title" not in text


@pytest.mark.browser
@pytest.mark.slow
def test_a_text_that_is_older_than_its_source_is_translated_in_a_later_save(few: Forms) -> None:
    path, page = "reference/roles.yml", few.page
    few.open(path)
    item = few.opened(few.listed("entries").first)
    name = few.field("name", item)
    english = name.get_by_label("English").input_value()
    name.get_by_label("Português").fill("Pessoa da receção")
    said = few.save()
    assert "Guardado, com estes avisos:" in said
    page.goto(f"{few.base}admin/#/waiting")
    row = page.locator(".waiting li", has_text="Pessoa da receção")
    row.wait_for()
    assert row.locator("del").count() == 1
    row.get_by_role("link").click()
    note = page.locator(".stale")
    note.wait_for()
    assert "Mais antigo do que o original." in note.inner_text()
    assert page.evaluate("document.activeElement.lang").startswith("en")
    page.keyboard.press("Control+A")
    page.keyboard.type(f"{english} at the desk")
    few.save()
    assert page.locator(".stale").count() == 0
    assert called("check", cwd=few.root).returncode == 0


TABLE = """\
code: X-02
title: {pt: Idade, en: Age}
status: draft
version: "0.1"
owner: officer
summary: {pt: Um resumo., en: A summary.}
kind: decision-table
hit_policy: first
inputs:
  - id: idade
    ask: {pt: "Quantos anos tem?", en: "How old?"}
    kind: number
    domain: {ge: 0, le: 120}
    answers:
      - {id: menor, label: {pt: Menor, en: Minor}, range: {lt: 7}}
      - {id: maior, label: {pt: Maior, en: Older}, range: {ge: 7}}
  - id: casa
    ask: {pt: "Tem casa?", en: "A home?"}
    answers:
      - {id: yes}
      - {id: no}
rules:
  - {when: {idade: menor}, then: fica}
  - {then: vai}
nodes:
  - {id: fica, outcome: {pt: Fica, en: Stays}}
  - {id: vai, outcome: {pt: Vai, en: Goes}}
"""


@pytest.mark.browser
@pytest.mark.slow
def test_a_range_and_a_rule_are_changed_with_what_the_walk_finds_beside(few: Forms) -> None:
    path = "flows/x-02.yml"
    file = given(few, path, TABLE)
    few.open(path)
    age = few.opened(few.listed("inputs").first)
    minor = few.opened(few.listed("answers", age).first)
    bound = few.field("range", minor).get_by_label("Até: Número")
    assert bound.input_value() == "7"
    bound.fill("6")
    found = few.page.locator("#findings")
    expect(found).to_contain_text("6", timeout=30_000)
    assert "Nada foi guardado." in few.save()
    older = few.opened(few.listed("answers", age).nth(1))
    few.field("range", older).get_by_label("De: Número").fill("6")
    rule = few.opened(few.listed("rules").first)
    guard = few.field("when", rule)
    guard.get_by_label("+ Condição…").select_option(value="casa")
    guard.get_by_label("Não", exact=True).check()
    said = few.save()
    assert "Guardado no ramo" in said
    text = file.read_text(encoding="utf-8")
    assert "range: {lt: 6}" in text
    assert "range: {ge: 6}" in text
    assert re.search(r"when: \{idade: menor, casa: .?no.?\}", text)


@pytest.mark.browser
@pytest.mark.slow
def test_where_a_step_leads_is_made_to_depend_on_an_answer(few: Forms) -> None:
    path = "flows/x-01.yml"
    if not (few.root / path).exists():
        given(few, path, CONDITIONED)
    few.open(path)
    ask = few.opened(few.listed("nodes").first)
    way = few.field("next", ask)
    way.get_by_role("button", name="+ Condição…").click()
    new = way.locator("> .way > ol > li").nth(1)
    new.get_by_label("+ Condição…").select_option(value="precisa")
    new.get_by_label("Casa").check()
    new.locator("select").last.select_option(value="mais")
    assert "Guardado no ramo" in few.save()
    text = (few.root / path).read_text(encoding="utf-8")
    assert "      - when:\n          precisa: casa\n        to: mais\n" in text
    assert "- {when: {precisa: []}, to: fim}" in text


@pytest.mark.browser
@pytest.mark.slow
def test_branches_waits_and_exceptions_are_written_in_a_form(few: Forms) -> None:
    path = "procedures/service/child.yml"
    given(few, path, Path(__file__).with_name("branches.yml").read_text(encoding="utf-8"))
    few.open(path)
    both = few.opened(few.listed("steps").nth(1))
    branch = few.opened(few.listed("parallel", both).nth(1))
    step = few.inserted("steps", -1, "Passo", branch)
    few.texts(step, "do", "Guardar uma cópia", "Keep a copy")
    wait = few.opened(few.listed("steps").nth(2))
    few.field("at_most", few.opened(few.field("wait", wait))).locator("input").fill("3")
    expect(few.field("otherwise", wait).locator("select").first).to_have_value("insist")
    told = few.opened(few.listed("at_any_time").first)
    few.texts(told, "when_told", "A pessoa diz que tem medo", "The person says they are afraid")
    to = few.field("to", told)
    expect(to.locator("select")).to_have_value("emergency")
    assert "Acolher a criança (welcome)" in to.locator("option").all_inner_texts()
    assert to.get_by_role("button").count() == 0  # an exception has no conditions
    said = few.save()
    assert "Guardado no ramo" in said, said
    assert "+ Passo «Guardar uma cópia»" in said
    changed = changed_lines(few.root, path)
    assert len([line for line in changed if line[0] == "-"]) == 2  # nothing else is written anew
    assert "+          - id: guardar-uma-copia" in changed
    assert any("at_most: P3D" in line for line in changed)
    assert any("A pessoa diz que tem medo" in line for line in changed)


@pytest.mark.browser
@pytest.mark.slow
def test_time_limits_and_named_conditions_are_written_in_a_form(few: Forms) -> None:
    path = "procedures/service/receive-request.yml"
    few.open(path)
    limit = few.inserted("time_limits", -1, "Texto")
    few.texts(limit, "text", "Em dois dias úteis.", "Within two working days.")
    few.choose(limit, "kind", "meta proposta")
    time_ = few.opened(few.field("time", limit))
    few.field("within", time_).locator("input").fill("2")
    few.field("within", time_).locator("select").select_option(label="dias")
    few.choose(time_, "kind", "modelo")
    assert "Prazos" in few.save()
    assert [one.strip("+ ") for one in changed_lines(few.root, path) if "P2D" in one] == [
        "within: P2D"
    ]
    path = "flows/who-answers.yml"
    few.open(path)
    named = few.field("conditions")
    named.get_by_role("button", name="Acrescentar: Condições").click()
    name = named.locator("ol > li input").first
    name.fill("nosso")
    name.blur()
    new = named.locator("ol > li").first
    new.get_by_label("+ Condição…").select_option(value="ours")
    new.get_by_label("Sim", exact=True).check()
    assert "Condições: nosso" in few.save()
    text = (few.root / path).read_text(encoding="utf-8")
    assert re.search(r"conditions:\n  nosso:\n    ours: .?yes", text)
    assert called("check", cwd=few.root).returncode == 0


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "f8cfc0f01f0005050201d5a5a6b10000000049454e44ae426082"
)


@pytest.mark.browser
@pytest.mark.slow
def test_a_picture_is_brought_into_a_page_and_the_page_is_seen_before_it_is_saved(
    few: Forms, tmp_path: Path
) -> None:
    picture = tmp_path / "Ecrã do Portal (1).PNG"
    picture.write_bytes(PNG)
    path = "docs/index.pt.md"
    few.open(path)
    area = few.page.locator("#prose")
    area.click()
    few.page.keyboard.press("Control+End")
    few.page.locator("input[type=file]").set_input_files(picture)
    expect(area).to_have_value(re.compile(r"assets/ecra-do-portal-1\.png"), timeout=30_000)
    few.page.keyboard.type("O portal")  # between the brackets, where one writes what it shows
    few.page.get_by_role("button", name="Pré-visualizar").click()
    frame = few.page.frame_locator("#preview")
    frame.locator("h1").wait_for()
    sheets = [
        one.evaluate("(one) => one.href") for one in frame.locator("link[rel=stylesheet]").all()
    ]
    assert {
        name
        for name in ("claim-manual.css", "matrix.css")
        for href in sheets
        if href.endswith(f"/{name}")
    } == {"claim-manual.css", "matrix.css"}
    assert all(few.page.request.get(href).ok for href in sheets)
    shown = frame.get_by_alt_text("O portal")
    assert shown.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }") == 1
    assert "Guardado no ramo" in few.save()
    assert git(few.root, "cat-file", "-t", "HEAD:docs/assets/ecra-do-portal-1.png") == "blob\n"
    assert "![O portal](assets/ecra-do-portal-1.png)" in (few.root / path).read_text(
        encoding="utf-8"
    )
    assert called("check", cwd=few.root).returncode == 0


@pytest.mark.browser
@pytest.mark.slow
def test_a_step_gets_a_picture_and_a_document_by_its_form(few: Forms, tmp_path: Path) -> None:
    (tmp_path / "Rua.png").write_bytes(PNG)
    (tmp_path / "Pedido.docx").write_bytes(docx())
    path = "procedures/service/receive-request.yml"
    few.open(path)
    details = few.field("details", few.opened(few.listed("steps").nth(2)))
    for name in ("Rua.png", "Pedido.docx"):
        details.locator("input[type=file]").first.set_input_files(tmp_path / name)
        area = details.get_by_label("Português")
        expect(area).to_have_value(re.compile(rf"assets/{name.lower()}"), timeout=30_000)
        few.page.keyboard.type("A rua" if "Rua" in name else "o pedido")
        area.press("Control+End")
        few.page.keyboard.type("\n\n")
    details.get_by_label("English").fill("The street.")
    assert "Guardado no ramo" in few.save()
    text = (few.root / path).read_text(encoding="utf-8")
    assert "![A rua](../../docs/assets/rua.png)" in text
    assert "[o pedido](../../docs/assets/pedido.docx)" in text
    assert called("check", cwd=few.root).returncode == 0


@pytest.mark.browser
@pytest.mark.slow
def test_a_save_is_taken_back_and_what_was_saved_before_is_told(few: Forms) -> None:
    path = "reference/roles.yml"
    before = (few.root / path).read_text(encoding="utf-8")
    few.open(path)
    item = few.opened(few.listed("entries").nth(1))
    few.texts(item, "name", "Alguém", "Somebody")
    few.save()
    few.page.get_by_role("button", name="Gravações anteriores").click()
    first = few.page.locator(".saves > li").first
    first.wait_for()
    assert "Alguém" in first.inner_text()
    first.get_by_role("button", name="Desfazer esta gravação").click()
    expect(few.page.locator("#told")).to_contain_text("This reverts commit", timeout=30_000)
    assert (few.root / path).read_text(encoding="utf-8") == before
    assert git(few.root, "log", "-1", "--format=%s").startswith("Desfeito: ")


@pytest.mark.browser
@pytest.mark.slow
def test_two_tabs_lose_nothing_of_each_other(few: Forms, browser: Browser) -> None:
    path = "reference/roles.yml"
    other = Forms(browser, few.base, few.root)
    for one in (few, other):
        one.open(path)
    first = few.opened(few.listed("entries").nth(2))
    few.texts(first, "name", "Primeira", "First")
    assert "Guardado no ramo" in few.save()
    second = other.opened(other.listed("entries").nth(3))
    other.texts(second, "name", "Segunda", "Second")
    assert "As duas mudanças estão agora no formulário" in other.save()
    assert "Guardado no ramo" in other.save()
    text = (few.root / path).read_text(encoding="utf-8")
    assert "Primeira" in text
    assert "Segunda" in text
    few.texts(few.opened(few.listed("entries").nth(3)), "name", "Terceira", "Third")
    page = few.page
    page.get_by_role("button", name="Guardar", exact=True).click()
    choices = page.locator("#findings ol > li")
    choices.first.wait_for()
    assert choices.count() == 2
    assert "Segunda" in choices.first.inner_text()
    assert "Terceira" in choices.first.inner_text()
    assert page.locator(".save").is_disabled()
    assert "Segunda" in (few.root / path).read_text(encoding="utf-8")
    choices.nth(0).get_by_role("radio").nth(1).click()
    choices.nth(1).get_by_role("radio").nth(0).click()
    expect(page.locator("#told")).to_contain_text("Está tudo escolhido")
    assert "Guardado no ramo" in few.save()
    text = (few.root / path).read_text(encoding="utf-8")
    assert "pt: Terceira" in text
    assert "en: Second" in text
    other.page.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("is_mine", [True, False])
def test_of_two_values_of_one_field_the_chosen_one_is_saved(
    few: Forms, browser: Browser, is_mine: bool
) -> None:
    path = "procedures/service/receive-request.yml"
    other = Forms(browser, few.base, few.root)
    for one in (few, other):
        one.open(path)
    few.write(few.page.locator("#form"), "version", f"2.{int(is_mine)}")
    assert "Guardado no ramo" in few.save()
    other.write(other.page.locator("#form"), "version", f"3.{int(is_mine)}")
    other.page.get_by_role("button", name="Guardar", exact=True).click()
    other.page.locator("#findings ol").get_by_role("radio").nth(int(is_mine)).click()
    expect(other.page.locator("#told")).to_contain_text("Está tudo escolhido")
    chosen = f"3.{int(is_mine)}" if is_mine else f"2.{int(is_mine)}"
    assert other.field("version").locator("input").input_value() == chosen
    other.save()
    assert f'version: "{chosen}"' in (few.root / path).read_text(encoding="utf-8")
    other.page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_what_was_not_saved_is_there_again(few: Forms, browser: Browser) -> None:
    path = "reference/roles.yml"
    other = Forms(browser, few.base, few.root)
    other.open(path)
    other.texts(other.opened(other.listed("entries").nth(4)), "name", "Rascunho", "Draft")
    other.page.reload()
    other.page.get_by_role("button", name="Continuar com isso").click()
    item = other.opened(other.listed("entries").nth(4))
    assert other.field("name", item).get_by_label("Português").input_value() == "Rascunho"
    assert "Guardado no ramo" in other.save()
    other.open(path)
    assert not other.page.get_by_role("button", name="Continuar com isso").count()
    other.page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_mistake_is_answered_at_its_field_in_its_words(forms: Forms) -> None:
    forms.open("reference/contacts.yml")
    line = forms.opened(forms.listed("entries").filter(has_text="suic-1411"))
    wrong = forms.field("phone", line).locator("> .wrong")
    forms.write(line, "phone", "catorze onze")
    said = forms.save()
    assert "Nada foi guardado." in said
    assert "suic-1411 · Prevenção do suicídio › Telefone" in said
    assert wrong.inner_text()
    assert "aspas" not in said
    forms.write(line, "phone", "“1411”")
    assert forms.field("phone", line).locator("input").input_value() == "1411"
    forms.open("procedures/atendimento/at-01-agendamento.yml")
    step = forms.opened(forms.listed("steps").filter(has_text="Passo:").first)
    within = forms.field("within", forms.opened(forms.field("time", step)))
    within.locator("input").fill("dez")
    assert "Duração: escreva um número inteiro." in within.locator("> .wrong").inner_text()
    assert "Nada foi guardado." in forms.save()
    within.locator("input").fill("10")
    within.locator("select").select_option(label="minutos")
    forms.open(FLOW)
    end = forms.listed("nodes").filter(has_text="emergencia · ")
    end.get_by_role("button", name=re.compile("^Retirar")).click()
    said = forms.save()
    assert "Nada foi guardado." in said
    assert "emergencia" in said
    assert "Sim" in said
    forms.page.get_by_role("button", name="Anular").click()
    assert forms.listed("nodes").filter(has_text="emergencia · ").count() == 1


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_is_approved(forms: Forms) -> None:
    path = "procedures/atendimento/at-03-prioritario.yml"
    forms.open(path)
    whole = forms.page.locator("#form")
    forms.choose(whole, "status", "Aprovado")
    said = forms.save()
    assert "Nada foi guardado." in said
    approved = forms.opened(forms.field("approved"))
    for name, value in (("by", "AIMA"), ("on", "2026-11-21")):
        field = forms.field(name, approved)
        control = field.locator("input, select").first
        if control.evaluate("(one) => one.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
    said = forms.save()
    assert "Guardado no ramo" in said, said


@pytest.mark.slow
def test_the_same_three_changes_in_the_files(kept: Path) -> None:
    contacts, deadlines, flow = (
        kept / one for one in ("reference/contacts.yml", "reference/deadlines.yml", FLOW)
    )

    def replace(file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    replace(contacts, 'phone: "144"', 'phone: "145"')
    limit = deadlines.read_text(encoding="utf-8").split("pt: ")[1].split("\n")[0]
    replace(deadlines, f"pt: {limit}", "pt: Peça até 20 dias antes de o título caducar.")
    replace(flow, "{id: nao-sei, to: coordenacao}", "{id: nao-sei, to: tem-prazo}")
    question = """\
  - id: tem-prazo
    ask:
      pt: Há um prazo a acabar?
      en: Is a time limit about to end?
    answers:
      - {id: sim, to: emergencia}
      - {id: nao, to: coordenacao}
  - id: que-ato
"""
    replace(flow, "  - id: que-ato\n", question)
    replace(
        flow,
        "{perigo: nao, ato-da-aima: nao-sei}",
        "{perigo: nao, ato-da-aima: nao-sei, tem-prazo: nao}",
    )
    assert called("check", cwd=kept).returncode == 0
    assert called("format", "--check", cwd=kept).returncode == 0
    git(kept, "commit", "--all", "--quiet", "--message", "three changes")
    told = called("diff", "HEAD~1", "HEAD", "--lang", "pt", cwd=kept).stdout
    assert "Telefone: 144 → 145" in told
    assert "Peça até 20 dias antes de o título caducar." in told
    assert "+ Pergunta «Há um prazo a acabar?»" in told
    assert "1 situação muda de resultado:\n    «Há perigo imediato" in told


def asked(
    server: EditorServer, action: str, params: dict[str, Any], **headers: str
) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.server_port}/api/v1",
        json.dumps({"action": action, "params": params}).encode(),
        {"Content-Type": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as failure:
        return failure.code, json.load(failure)


def saved(path: str, raw: str, base: str = "") -> dict[str, Any]:
    return {"dataFiles": [{"path": path, "base": base, "raw": raw}]}


def test_the_server_answers_nobody_from_elsewhere(server: EditorServer) -> None:
    assert asked(server, "getMedia", {})[0] == 200
    assert asked(server, "getMedia", {}, Origin="https://evil.example")[0] == 403
    assert asked(server, "getMedia", {}, Host="evil.example:80")[0] == 403
    assert asked(server, "getMedia", {}, **{"Content-Type": "text/plain"})[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "../x.yml",
        "/etc/passwd",
        "flows/../../x.yml",
        "docs/index.xx.md",
        "docs/assets/x.html",
        "mkdocs.yml",
        ".git/x.yml",
        ".git/config",
        ".github/workflows/x.yml",
        "manual.yml",
        "templates/site/x.html",
        "translations.lock",
        "flows/a\0b.yml",
        "flows/" + "a" * 5000 + ".yml",
        "flows\\..\\..\\x.yml",
        "C:/x.yml",
        "C:\\x.yml",
        "flows//x.yml",
        "flows/./x.yml",
        "procedures/.git/x.yml",
        "flows/\u202ex.yml",
        "flows",
        "",
    ],
)
def test_no_path_but_a_source_is_read_or_written(server: EditorServer, path: str) -> None:
    for action, params in (("getEntry", {"path": path}), ("persistEntry", saved(path, "x: 1"))):
        status, said = asked(server, action, params)
        assert status == 422
        assert "não está no manual" in said["error"] or "manual" in said["error"]


HOST = b"Host: 127.0.0.1:1\r\n"
JSON = HOST + b"Content-Type: application/json\r\n"
POST = b"POST /api/v1 HTTP/1.1\r\n" + JSON


def sized(body: bytes) -> bytes:
    return POST + b"Content-Length: %d\r\n\r\n" % len(body) + body


def acting(action: object, **params: object) -> bytes:
    return sized(json.dumps({"action": action, "params": params}).encode())


ODD = {
    "a negative length": POST + b"Content-Length: -1\r\n\r\n{}",
    "a huge length": POST + b"Content-Length: 99999999999999999999\r\n\r\n{}",
    "a length of thousands of digits": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "a length that is no number": POST + b"Content-Length: x\r\n\r\n{}",
    "a length in other digits": POST + b"Content-Length: \xd9\xa3\r\n\r\n{}",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
    "no length": POST + b"\r\n{}",
    "pieces": POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "less than was said": POST + b"Content-Length: 50\r\n\r\n{}",
    "headers that do not end": POST,
    "no JSON": sized(b"{"),
    "no UTF-8": sized(b'{"action": "\xff"}'),
    "a list": sized(b"[]"),
    "a number": sized(b"1"),
    "nothing": sized(b"null"),
    "no body": sized(b""),
    "nested without end": sized(b"[" * 200_000),
    "a list as action": acting([]),
    "a map as action": acting({}),
    "a number as action": acting(1),
    "an action that is not there": acting("rm\ud800"),
    "parameters that are no map": sized(b'{"action": "getEntry", "params": [1]}'),
    "no path": acting("getEntry"),
    "a path that is a list": acting("getEntry", path=["flows/x.yml"]),
    "a path with half a character": acting("getEntry", path="flows/\ud800.yml"),
    "files that are no list": acting("persistEntry", dataFiles="x"),
    "files that are no maps": acting("judge", dataFiles=["x"]),
    "no files": acting("persistEntry", dataFiles=[]),
    "too many files": acting("judge", dataFiles=[{"path": "flows/x.yml", "raw": ""}] * 2000),
    "a picture that is none": acting("persistMedia", name="x.png", content="\u00e9"),
    "a picture of a kind that runs": acting("persistMedia", name="x.html", content=""),
    "a language that is a number": acting("preview", dataFiles=[], lang=1),
    "a commit that is a list": acting("takeBack", commit=[]),
    "data that are no text": acting("persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": 1}]),
    "text with half a character": acting(
        "persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": "\ud800"}]
    ),
    "text with NUL": acting("persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": "a: \0"}]),
    "a path to no source": acting("history", path="manual.yml"),
    "origin null": POST + b"Origin: null\r\nContent-Length: 2\r\n\r\n{}",
    "another site": POST + b"Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}",
    "a name of another": b"GET /admin/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET /admin/ HTTP/1.0\r\n\r\n",
    "two hosts": b"GET /admin/ HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "HTTP/0.9": b"GET /admin/\r\n",
    "HTTP/9": b"GET /admin/ HTTP/9.9\r\n" + HOST + b"\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    "an empty line": b"\r\n",
    "a long address": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    "an address that is none": b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n",
    "many headers": b"GET /admin/ HTTP/1.1\r\n" + b"x: y\r\n" * 5000 + b"\r\n",
    "a long header": b"GET /admin/ HTTP/1.1\r\nx: " + b"y" * 70_000 + b"\r\n\r\n",
    "options": b"OPTIONS /api/v1 HTTP/1.1\r\n" + HOST + b"\r\n",
    "put": b"PUT /admin/index.html HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\n\r\nx",
    "delete": b"DELETE /admin/index.html HTTP/1.1\r\n" + HOST + b"\r\n",
    "a page that is not there": b"GET /admin/../manual.yml HTTP/1.1\r\n" + HOST + b"\r\n",
}


def told(server: EditorServer, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """The whole of what comes back until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    return int(line.split()[1]), dict(one.split(": ", 1) for one in lines), body


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorServer]:
    """The forms of the starter's manual, which wait for half a second alone."""
    folder = tmp_path_factory.mktemp("quick")
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    made = EditorServer(("127.0.0.1", 0), Desk(folder, DAY, words("en")))
    with answering(made), pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms_server, "LONGEST", 0.5)
        yield made


@pytest.mark.parametrize("what", ODD)
def test_an_odd_request_is_answered_and_the_next_one_too(
    quick: EditorServer, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(quick.desk.root)
    status, headers, body = told(quick, ODD[what])
    assert 400 <= status < 500
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(body)["error"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert asked(quick, "getMedia", {}) == (200, [])
    assert files_of(quick.desk.root) == before
    assert capsys.readouterr() == ("", "")


def test_a_request_that_trickles_is_ended(quick: EditorServer) -> None:
    with socket.create_connection(("127.0.0.1", quick.server_port), timeout=20) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(POST)
            for byte in b"x: y\r\n" * 30:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_fault_of_the_machine_is_told_and_not_thrown(
    quick: EditorServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quick.desk, "manual", lambda: 1 / 0)
    status, said = asked(quick, "parts", {})
    assert (status, "ZeroDivisionError" in said["error"]) == (500, True)
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.undo()
    assert asked(quick, "getMedia", {}) == (200, [])


def test_every_answer_says_that_nobody_else_may_frame_or_read_it(quick: EditorServer) -> None:
    for path in (
        "/",
        "/admin/",
        "/admin/config.js",
        "/admin/editor.css",
        "/admin/preview/fonts/Regular.woff2",
    ):
        request = f"GET {path} HTTP/1.1\r\nConnection: close\r\n".encode() + HOST + b"\r\n"
        status, headers, body = told(quick, request)
        assert status in {200, 302}
        assert HEADERS.items() <= headers.items()
        head = told(quick, request.replace(b"GET", b"HEAD"))
        assert (head[0], head[2]) == (status, b"")
        assert head[1]["Content-Length"] == str(len(body))


def test_two_saves_at_once_are_made_one_after_the_other(quick: EditorServer) -> None:
    path = "reference/contacts.yml"
    entry = asked(quick, "getEntry", {"path": path})[1]
    text, base = entry["data"], entry["base"]
    made = [text.replace("id: helpdesk", f'id: helpdesk\n  phone: "{n}"') for n in (111, 222)]
    with ThreadPoolExecutor() as pool:
        answers = [
            *pool.map(lambda raw: asked(quick, "persistEntry", saved(path, raw, base)), made)
        ]
    assert sorted(status for status, _ in answers) == [200, 409]
    kept = (quick.desk.root / path).read_text(encoding="utf-8")
    assert kept.count("phone") == 1


def test_a_link_in_the_manual_is_no_way_out_of_it(quick: EditorServer, tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("- id: x\n", encoding="utf-8")
    link = quick.desk.root / "procedures" / "away"
    link.symlink_to(tmp_path)
    try:
        assert asked(quick, "getEntry", {"path": "procedures/away/x.yml"})[0] == 422
    finally:
        link.unlink()


@pytest.mark.slow
def test_a_save_that_breaks_something_is_refused_and_nothing_changes(
    server: EditorServer, kept: Path
) -> None:
    file = kept / "reference" / "roles.yml"
    before = file.read_bytes()
    base = asked(server, "getEntry", {"path": "reference/roles.yml"})[1]["base"]
    for raw in ("- {", "[]", "- id: x\n"):
        status, said = asked(server, "persistEntry", saved("reference/roles.yml", raw, base))
        assert status == 422
        assert said["error"].startswith("Nada foi guardado.\n")
        assert said["findings"]
        assert file.read_bytes() == before
    assert git(kept, "status", "--porcelain") == ""


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(
    server: EditorServer, kept: Path
) -> None:
    file = kept / "reference" / "roles.yml"
    _, opened = asked(server, "getEntry", {"path": "reference/roles.yml"})
    file.write_text(opened["data"].replace("AIMA", "A AIMA", 1), encoding="utf-8")
    change = saved("reference/roles.yml", opened["data"], opened["base"])
    status, said = asked(server, "persistEntry", change)
    assert status == 409
    assert "Entretanto outra pessoa mudou isto" in said["error"]
    assert "A AIMA" in said["entries"][0]["data"]


def test_a_manual_without_git_is_written_and_not_told_as_saved(small: Path) -> None:
    desk, path = Desk(small, DAY, words("en")), "reference/roles.yml"
    content = desk.content(path)
    assert content
    changed = content.replace(b"Officer", b"Clerk")
    told = desk.save([Change(path, revision(content), changed)])
    assert told.message.startswith("Written into the file. There is no git repository here")
    assert told.commit is None
    assert "Clerk" in (small / path).read_text(encoding="utf-8")
    now = desk.content(path)
    assert desk.save([Change(path, revision(now), now)]).message == "Nothing has changed."
    with pytest.raises(RefusedError):
        desk.save([Change(path, revision(now), b"- id: officer\n")])


def fields(folder: Path) -> dict[str, Any]:
    manual, _ = read_manual(folder)
    assert manual
    return config(manual, None)


def test_every_key_of_the_model_has_a_field_with_a_label(claim: Path) -> None:
    made = fields(claim)
    collections = {one["name"]: one for one in made["collections"]}
    own = {one["name"]: one for one in collections["atendimento"]["fields"]}
    assert set(own) == {info.alias or name for name, info in Procedure.model_fields.items()}
    assert own["summary"]["label"] == "Resumo"
    assert own["summary"]["widget"] == "texts"
    assert {one["name"] for one in own["steps"]["types"]} >= {"do", "ask", "use", "outcome"}


def test_words_people_search_for_are_a_list_in_each_language(claim: Path) -> None:
    collections = {one["name"]: one for one in fields(claim)["collections"]}
    own = {one["name"]: one for one in collections["atendimento"]["fields"]}
    lists = own["keywords"]["fields"]
    assert [(one["name"], one["widget"]) for one in lists] == [("pt", "list"), ("en", "list")]


def test_workshops_and_assessments_have_fields_for_what_they_name_and_count(claim: Path) -> None:
    manual, _ = read_manual(claim)
    assert manual
    collections = {one["name"]: one for one in config(manual, None)["collections"]}

    def named(fields: list[dict[str, Any]]) -> dict[str, Any]:
        return {one["name"]: one for one in fields}

    workshop = named(collections["workshops"]["fields"])
    session = named(workshop["sessions"]["fields"])
    cases = named(session["cases"]["fields"])
    date = named(workshop["dates"]["fields"])
    assert (workshop["minutes"]["widget"], workshop["minutes"]["min"]) == ("number", 1)
    assert date["invited"]["min"] == 0
    assert date["starts"]["pattern"][0].startswith("^([01]")
    assert workshop["audience"]["options"] == "role"
    assert workshop["assessment"]["options"] == "assessment"
    assert session["pages"]["options"] == "document"
    assert cases["minutes_each"]["widget"] == "number"
    assert cases["names"]["widget"] == "list"
    assert not any(one["required"] for one in cases.values())
    assert "_title" not in {one["name"] for one in collections["flows"]["fields"]}
    assessment = named(collections["assessments"]["fields"])
    question = named(assessment["questions"]["fields"])
    assert assessment["workshop"]["options"] == "workshop"
    assert [one["value"] for one in assessment["moments"]["options"]] == [
        "before",
        "after",
        "later",
    ]
    assert question["objective"]["widget"] == "string"
    assert question["right"]["widget"] == "list"
    script = made_file(manual, "config.js", is_local=True).decode()
    data = json.loads(script.removeprefix("window.CLAIM_MANUAL = ").rstrip(";\n"))
    assert data["lists"] == {"cases": "names"}
    assert {"right", "audience"} <= {*data["many"]}
    titles = {one["value"]: one["label"] for one in data["choices"]["workshop"]}
    assert titles["primeiro-atendimento"] == "Primeiro atendimento e triagem"


def test_the_forms_of_another_manual_have_its_languages_and_categories(small: Path) -> None:
    made = fields(small)
    assert made["locale"] == "en"
    assert made["collections"][0]["label"] == "Service"
    own = {one["name"]: one for one in made["collections"][0]["fields"]}
    assert own["summary"]["label"] == "Summary"
    assert own["summary"]["hint"].startswith("A summary in plain language")


def test_online_each_save_is_a_pull_request(small: Path) -> None:
    manual, _ = read_manual(small)
    assert manual
    editor = Editor(backend="github", repo="aima/manual")
    made = config(manual, editor)
    assert made["backend"] == {"name": "github", "repo": "aima/manual", "branch": "main"}
    assert made["publish_mode"] == "editorial_workflow"


def test_on_gitlab_one_signs_in_without_a_server_in_between(small: Path) -> None:
    manual, _ = read_manual(small)
    assert manual
    signed = config(manual, Editor(backend="gitlab", repo="aima/manual", app_id="abc"))["backend"]
    assert (signed["auth_type"], signed["app_id"]) == ("pkce", "abc")
    assert "auth_type" not in config(manual, Editor(backend="gitlab", repo="a/b"))["backend"]


@pytest.mark.browser
@pytest.mark.slow
def test_the_forms_of_a_code_host_write_a_source_back_into_itself(
    browser: Browser, claim: Path, tmp_path: Path
) -> None:
    manual, _ = read_manual(claim)
    assert manual
    path = "procedures/atendimento/at-03-prioritario.yml"
    before = (claim / path).read_text(encoding="utf-8")
    files = {"procedures": {"atendimento": {"at-03-prioritario.yml": {"content": before}}}}
    script = made_file(manual, "config.js", is_local=False).decode()
    script = (
        f"window.repoFiles = {json.dumps(files)};\n{script}"
        'window.CLAIM_MANUAL.config.backend = { name: "test-repo" };\n'
    )
    write_tree(tmp_path / "admin", {**admin_files(manual), "config.js": script.encode()})
    with served(tmp_path, Quiet) as base:
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        faults: list[str] = []
        page.on("pageerror", lambda failure: faults.append(str(failure)))
        page.goto(f"{base}admin/index.html#/collections/atendimento")
        page.get_by_role("button", name=re.compile("Login|Entrar")).click()
        page.locator("[class*=CollectionTop]").first.wait_for()
        page.goto(f"{base}admin/index.html#/collections/atendimento/entries/at-03-prioritario")
        title = page.locator("[id^=title-field]").first
        title.get_by_label("Português").fill("Outra coisa")
        page.get_by_role("button", name="Guardar", exact=True).first.click()
        page.get_by_role("menuitem", name="Guardar agora").click()
        page.wait_for_function("() => JSON.stringify(window.repoFiles).includes('Outra coisa')")
        after = page.evaluate(
            "() => window.repoFiles.procedures.atendimento['at-03-prioritario.yml'].content"
        )
        kept_keys = page.evaluate(
            """async () => {
              const open = indexedDB.open('localforage');
              const base = await new Promise((done) => { open.onsuccess = () => done(open.result); });
              const all = base.transaction('keyvaluepairs').objectStore('keyvaluepairs').getAll();
              const found = await new Promise((done) => { all.onsuccess = () => done(all.result); });
              return found.filter((one) => one && JSON.stringify(one).includes('Outra coisa')).length;
            }"""
        )
        assert faults == []
        assert kept_keys == 0
        page.close()
    old = re.search(r"(?m)^  pt: (.*)$", before)
    assert old
    assert after == before.replace(old[0], "  pt: Outra coisa", 1)


@pytest.mark.slow
def test_the_site_has_forms_only_where_the_manual_says_where_they_save(small: Path) -> None:
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    assert not (small / "site" / "admin").exists()
    settings = small / "manual.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "editor: {backend: github, repo: aima/manual, base_url: https://auth.example.org}\n",
        encoding="utf-8",
    )
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    page = (small / "site" / "admin" / "index.html").read_text(encoding="utf-8")
    assert "connect-src 'self' blob: https://api.github.com https://auth.example.org;" in page
    listed = json.loads((small / "site" / "offline.json").read_text(encoding="utf-8"))
    assert listed
    assert not any(one.startswith("admin") for one in listed)
