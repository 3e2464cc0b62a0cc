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
from claim_manual.editor.desk import Desk, RefusedError
from claim_manual.editor.server import HEADERS, EditorServer
from claim_manual.forms.admin import config, made_file
from claim_manual.model.documents import Editor, Procedure
from claim_manual.model.language import words
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from conftest import DAY, answering, called, committed, copy_manual, files_of, git, run

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
        self.root = root
        self.page: Page = browser.new_page(viewport={"width": 1300, "height": 1000})
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.base = base

    def open(self, entry: str) -> None:
        """Opens an entry from the list of its collection."""
        collection = entry.partition("/")[0]
        self.page.goto(f"{self.base}admin/#/collections/{collection}")
        self.page.locator("[class*=CollectionTop]").first.wait_for()
        self.page.goto(f"{self.base}admin/#/collections/{entry}")

    def listed(self, field: str, inside: Locator | None = None) -> Locator:
        """The entries of a list."""
        where = (inside or self.page).locator(f"[id^={field}-field]").first
        return where.locator("> div > [class*=SortableListItem]")

    def opened(self, item: Locator) -> Locator:
        item.locator("button").first.click()
        return item

    def write(self, item: Locator, label: str, text: str) -> None:
        item.get_by_label(label).first.fill(text)

    def save(self) -> str:
        """Saves; what is said of it."""
        old = self.page.locator("#cm-said button")
        if old.count():
            old.click()
        self.page.get_by_role("button", name="Guardar", exact=True).click()
        self.page.get_by_role("menuitem", name="Guardar agora").click()
        said = self.page.locator("#cm-said")
        expect(said).not_to_be_empty(timeout=30_000)
        return said.inner_text()


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forms]:
    """The forms of a manual that is the first commit of main: one save after the other."""
    root = committed(copy_manual(tmp_path_factory.mktemp("forms") / "claim"))
    with answering(EditorServer(("127.0.0.1", 0), Desk(root, DAY, words("pt-PT")))) as base:
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
        forms.open("reference/entries/contacts")
        desk = forms.opened(forms.listed("entries").filter(has_text="aaa"))
        tags = desk.get_by_label("Línguas").first
        assert tags.input_value() == "pt, bn"
        tags.fill("pt, bn, zh-Hans")
        other = forms.opened(forms.listed("entries").filter(has_text="bbb"))
        assert other.locator(".cm-texts textarea").filter(has_text="Portuguese").count() == 1
        forms.save()
    after = (root / "reference/contacts.yml").read_text(encoding="utf-8")
    assert after == written.replace("[pt, bn]", "[pt, bn, zh-Hans]")
    assert changed_lines(root, "reference/contacts.yml") == [
        "-  languages: [pt, bn]",
        "+  languages: [pt, bn, zh-Hans]",
    ]


@pytest.mark.browser
@pytest.mark.slow
def test_a_telephone_number_is_changed_in_a_form(forms: Forms) -> None:
    forms.open("reference/entries/contacts")
    line = forms.listed("entries").filter(has_text="lnes-144")
    forms.write(forms.opened(line), "Telefone", "145")
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
    forms.open("reference/entries/deadlines")
    item = forms.opened(forms.listed("entries").filter(has_text="renovacao-pedir · ").first)
    text = item.locator("[id^=text-field]").first
    text.get_by_label("Português").fill("Peça até 20 dias antes de o título caducar.")
    text.get_by_label("English").fill("Apply up to 20 days before the permit expires.")
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
    forms.open("flows/entries/ad-01-aima-ou-claim")
    field = forms.page.locator("[id^=keywords-field]").first
    before = (forms.root / FLOW).read_text(encoding="utf-8")
    forms.opened(field)
    add = field.get_by_role("button", name="Adicionar palavras que as pessoas procuram")
    add.first.click()
    field.get_by_role("textbox").last.fill("mandar embora")
    forms.save()
    after = (forms.root / FLOW).read_text(encoding="utf-8")
    assert "mandar embora" in after
    assert re.sub(r"(?s)keywords:.*?\nlegal", "legal", after) == re.sub(
        r"(?s)keywords:.*?\nlegal", "legal", before
    )
    assert called("check", "--strict", cwd=forms.root).returncode == 0


@pytest.mark.browser
@pytest.mark.slow
def test_a_question_with_two_answers_is_added_to_a_tree_in_a_form(forms: Forms) -> None:
    forms.open("flows/entries/ad-01-aima-ou-claim")
    nodes = forms.listed("nodes")
    nodes.first.wait_for()
    forms.page.get_by_role("button", name="Adicionar nó").click()
    forms.page.get_by_role("menuitem", name="Pergunta", exact=True).click()
    new = nodes.last
    forms.write(new, "Identificador", "tem-prazo")
    ask = new.locator("[id^=ask-field]").first
    ask.get_by_label("Português").fill("Há um prazo a acabar?")
    ask.get_by_label("English").fill("Is a time limit about to end?")
    for n, (answer, to) in enumerate((("sim", "emergencia"), ("nao", "coordenacao"))):
        new.get_by_role("button", name="Adicionar respostas").click()
        item = forms.listed("answers", new).nth(n)
        forms.write(item, "Identificador", answer)
        forms.write(item, "Leva a", to)
    unsure = forms.listed("answers", forms.opened(nodes.nth(1))).nth(2)
    forms.write(forms.opened(unsure), "Leva a", "tem-prazo")
    before = (forms.root / FLOW).read_bytes()
    assert "O exemplo não responde a «tem-prazo»" in forms.save()
    assert (forms.root / FLOW).read_bytes() == before
    case = forms.opened(forms.listed("scenarios").last)
    case.get_by_label("Respostas").fill("perigo: nao\nato-da-aima: nao-sei\ntem-prazo: nao")
    said = forms.save()
    assert "+ Pergunta «Há um prazo a acabar?»" in said
    assert "muda de resultado" in said or "mudam de resultado" in said
    assert called("check", cwd=forms.root).returncode == 0
    kept_text = (forms.root / FLOW).read_text(encoding="utf-8")
    assert "      - {id: nao-sei, to: tem-prazo}\n" in kept_text
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
owner: aima
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


@pytest.mark.browser
@pytest.mark.slow
def test_what_a_form_does_not_know_and_what_is_empty_on_purpose_stays(forms: Forms) -> None:
    file = forms.root / "flows" / "x-01.yml"
    file.write_text(CONDITIONED, encoding="utf-8")
    assert called("format", "flows/x-01.yml", cwd=forms.root).returncode == 0
    git(forms.root, "add", "--all")
    git(forms.root, "commit", "--quiet", "--message", "a tree with conditions")
    before = file.read_text(encoding="utf-8")
    forms.open("flows/entries/x-01")
    title = forms.page.locator("[id^=title-field]").first
    title.get_by_label("Português").fill("Outra")
    assert "Nova → Outra" in forms.save()
    assert file.read_text(encoding="utf-8") == before.replace("pt: Nova", "pt: Outra")


@pytest.mark.browser
@pytest.mark.slow
def test_a_new_procedure_is_written_in_a_form(forms: Forms) -> None:
    forms.open("atendimento/new")
    page = forms.page
    page.get_by_label("Código").wait_for()

    def texts(where: Page | Locator, field: str, pt: str, en: str) -> None:
        own = where.locator(f"[id^={field}-field]").first
        own.get_by_label("Português").fill(pt)
        own.get_by_label("English").fill(en)

    def choose(label: str, option: str) -> None:
        page.get_by_label(label, exact=True).first.click()
        page.get_by_role("option", name=option).first.click()

    page.get_by_label("Código").press_sequentially("AT-98")
    texts(page, "title", "Nova", "New")
    texts(page, "summary", "Um resumo.", "A summary.")
    choose("Estado", "Rascunho")
    page.get_by_label("Versão").first.press_sequentially("0.1")
    choose("Responsável pela página", "AIMA")
    for kind, name, field, pt, en in (
        ("Passo", "ouvir", "do", "Ouvir", "Listen"),
        ("Resultado", "fim", "outcome", "Fim", "End"),
    ):
        page.get_by_role("button", name="Adicionar nó").click()
        page.get_by_role("menuitem", name=kind, exact=True).click()
        item = forms.listed("steps").last
        forms.write(item, "Identificador", name)
        texts(item, field, pt, en)
    assert "+ AT-98 Nova" in forms.save()
    made = (forms.root / "procedures" / "atendimento" / "at-98.yml").read_text(encoding="utf-8")
    assert made.startswith("code: AT-98\ntitle:\n  pt: Nova\n  en: New\nstatus: draft\n")
    assert "need:" not in made
    assert called("check", cwd=forms.root).returncode == 0


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
    file = forms.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(WORKSHOP, encoding="utf-8")
    assert called("format", path, cwd=forms.root).returncode == 0
    git(forms.root, "add", "--all")
    git(forms.root, "commit", "--quiet", "--message", "a short workshop")
    before = file.read_text(encoding="utf-8")
    forms.open("workshops/entries/oficina-breve")
    forms.listed("sessions").first.wait_for()
    forms.write(forms.page.locator("body"), "Minutos", "35")
    opening = forms.opened(forms.listed("sessions").filter(has_text="Abertura"))
    forms.write(opening, "Minutos", "15")
    said = forms.save()
    assert "Programa › abertura › Minutos: 10 → 15" in said
    text = before.replace("minutes: 30", "minutes: 35").replace("minutes: 10", "minutes: 15")
    assert file.read_text(encoding="utf-8") == text
    practice = forms.opened(forms.listed("sessions").filter(has_text="Prática"))
    forms.opened(practice.locator("[id^=cases-field]").first)
    forms.write(practice, "Minutos para cada um", "9")
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


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "entry",
    [
        "workshops/encaminhamento-e-protecao",
        "assessments/antes-e-depois-encaminhamento",
        "assessments/com-chaves-sozinhas",
    ],
)
def test_another_title_changes_nothing_else_of_a_workshop_or_an_assessment(
    forms: Forms, entry: str
) -> None:
    file = forms.root / f"{entry}.yml"
    if not file.exists():
        file.write_text(LONE_KEYS, encoding="utf-8")
        assert called("format", f"{entry}.yml", cwd=forms.root).returncode == 0
        git(forms.root, "add", "--all")
        git(forms.root, "commit", "--quiet", "--message", "an assessment")
    before = file.read_text(encoding="utf-8")
    forms.open(entry.replace("/", "/entries/"))
    title = forms.page.locator("[id^=title-field]").first.get_by_label("Português")
    old = title.input_value()
    title.fill("Outra")
    assert f"{old} → Outra" in forms.save()
    after = file.read_text(encoding="utf-8").replace("pt: Outra", "pt: OLD", 1)
    assert after in {before.replace(f"pt: {one}", "pt: OLD", 1) for one in (old, f'"{old}"')}


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
def test_a_new_workshop_is_named_after_its_title(forms: Forms) -> None:
    forms.open("workshops/new")
    page = forms.page

    def texts(where: Page | Locator, field: str, pt: str, en: str) -> None:
        own = where.locator(f"[id^={field}-field]").first
        own.get_by_label("Português").fill(pt)
        own.get_by_label("English").fill(en)

    page.locator("[id^=title-field]").first.wait_for()
    texts(page, "title", "Árvores: «quem é a pessoa?» (2.ª edição)", "Trees")
    page.get_by_label("Minutos", exact=True).first.fill("20")
    page.get_by_role("button", name="Adicionar programa").click()
    session = forms.listed("sessions").last
    forms.write(session, "Identificador", "abertura")
    texts(session, "title", "Abertura", "Opening")
    session.get_by_label("Minutos", exact=True).first.fill("20")
    session.get_by_label("Método", exact=True).first.click()
    page.get_by_role("option", name="plenary").first.click()
    said = forms.save()
    assert "+ Árvores" in said
    made = [one.name for one in (forms.root / "workshops").glob("arvores*")]
    assert made == ["arvores-quem-e-a-pessoa-2-edicao.yml"]
    text = (forms.root / "workshops" / made[0]).read_text(encoding="utf-8")
    assert "minutes: 20\n" in text
    assert "_title" not in text
    page.goto(f"{forms.base}admin/#/collections/workshops")
    listed = page.locator("[class*=ListCardTitle], [class*=CardHeading]")
    listed.first.wait_for()
    titles = listed.all_inner_texts()
    assert len(titles) == len([*(forms.root / "workshops").glob("*.yml")])
    assert titles == sorted(titles, key=lambda title: title.casefold())


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


def saved(path: str, raw: str) -> dict[str, Any]:
    return {"dataFiles": [{"path": path, "raw": raw}]}


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
        "docs/index.pt.md",
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
    "files that are no list": acting("entriesByFiles", files="x"),
    "files that are no maps": acting("entriesByFiles", files=["x"]),
    "too many files": acting("entriesByFiles", files=[{"path": "flows/x.yml"}] * 2000),
    "data that are no text": acting("persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": 1}]),
    "text with half a character": acting(
        "persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": "\ud800"}]
    ),
    "text with NUL": acting("persistEntry", dataFiles=[{"path": "flows/x.yml", "raw": "a: \0"}]),
    "a folder that is a number": acting("entriesByFolder", folder=1),
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
    monkeypatch.setattr(quick.desk, "files", lambda _: 1 / 0)
    status, said = asked(quick, "entriesByFolder", {"folder": "flows"})
    assert (status, "ZeroDivisionError" in said["error"]) == (500, True)
    assert capsys.readouterr().err.count("\n") == 1
    assert asked(quick, "getMedia", {}) == (200, [])


def test_every_answer_says_that_nobody_else_may_frame_or_read_it(quick: EditorServer) -> None:
    for path in ("/", "/admin/", "/admin/config.js", "/admin/forms.css"):
        request = f"GET {path} HTTP/1.1\r\nConnection: close\r\n".encode() + HOST + b"\r\n"
        status, headers, body = told(quick, request)
        assert status in {200, 302}
        assert HEADERS.items() <= headers.items()
        head = told(quick, request.replace(b"GET", b"HEAD"))
        assert (head[0], head[2]) == (status, b"")
        assert head[1]["Content-Length"] == str(len(body))


def test_two_saves_at_once_are_made_one_after_the_other(quick: EditorServer) -> None:
    path = "reference/contacts.yml"
    text = asked(quick, "getEntry", {"path": path})[1]["data"]
    made = [text.replace("id: helpdesk", f'id: helpdesk\n  phone: "{n}"') for n in (111, 222)]
    with ThreadPoolExecutor() as pool:
        answers = [*pool.map(lambda raw: asked(quick, "persistEntry", saved(path, raw)), made)]
    assert [status for status, _ in answers] == [200, 200]
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
    for raw in ("- {", "[]", "- id: x\n"):
        status, said = asked(server, "persistEntry", saved("reference/roles.yml", raw))
        assert status == 422
        assert said["error"].startswith("Nada foi guardado:\n")
        assert file.read_bytes() == before
    assert git(kept, "status", "--porcelain") == ""


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(
    server: EditorServer, kept: Path
) -> None:
    file = kept / "reference" / "roles.yml"
    _, opened = asked(server, "getEntry", {"path": "reference/roles.yml"})
    file.write_text(opened["data"].replace("AIMA", "A AIMA", 1), encoding="utf-8")
    status, said = asked(server, "persistEntry", saved("reference/roles.yml", opened["data"]))
    assert status == 422
    assert "Entretanto alguém mudou este ficheiro" in said["error"]


def test_a_manual_without_git_is_saved_all_the_same(small: Path) -> None:
    desk = Desk(small, DAY, words("en"))
    text = desk.text("reference/roles.yml")
    assert text
    assert desk.save("reference/roles.yml", text.replace("Officer", "Clerk")).startswith("Saved.")
    assert "Clerk" in (small / "reference" / "roles.yml").read_text(encoding="utf-8")
    assert (
        desk.save("reference/roles.yml", text.replace("Officer", "Clerk")) == "Nothing has changed."
    )
    with pytest.raises(RefusedError):
        desk.save("reference/roles.yml", "- id: officer\n")


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
