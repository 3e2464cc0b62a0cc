"""Our own Word files come back: nothing is otherwise unless somebody changed it, and then just that."""

from __future__ import annotations

import copy
import io
import random
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from claim_manual import starter
from claim_manual.difference.compare import difference
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.proof.graph import edges
from claim_manual.publish.folder import write_tree
from claim_manual.work import word_editions
from claim_manual.work.importing import (
    Goal,
    Returned,
    goal_of,
    read_word,
    returned_pages,
    write_returned,
)
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order
from conftest import DAY, ROOT, called, files_of

THROUGH = Path(__file__).parent / "through_libreoffice"
Edit = Callable[[Any], None]

PAGE = """\
code: P-01
title: {pt: Pedido de ajuda, en: Request for help}
status: draft
version: "0.1"
owner: officer
summary: {pt: Ouvir e dizer o que se segue., en: Listen and say what comes next.}
keywords: {pt: [ajuda], en: [help]}
trigger: {pt: "A pessoa chega, ou telefona.", en: "The person comes, or phones."}
purpose: {pt: Que ninguém fique sem resposta., en: That nobody stays without an answer.}
documents:
  - name: {pt: Carta recebida, en: Letter received}
    need: optional
never:
  - {pt: Não prometa prazos., en: Do not promise dates.}
safeguards:
  - {pt: Fale em privado., en: Speak in private.}
  - {pt: Peça pouco., en: Ask for little.}
steps:
  - id: ouvir
    do: {pt: Ouvir o pedido, en: Listen to the request}
    role: officer
    tags: [primeiro]
    details:
      pt: |-
        Fale **devagar** e veja [quem responde](flow:who-answers) antes de escrever.

        Depois leia em voz alta:

        - o nome do serviço
        - o dia da resposta
      en: |-
        Speak **slowly** and see [who answers](flow:who-answers) before writing.

        Then read aloud:

        - the name of the service
        - the day of the answer
    say: {pt: Bom dia. Em que posso ajudar?, en: Good morning. How can I help?, fr: "Bonjour, que puis-je faire ?"}
    parts:
      - do: {pt: Fechar a porta, en: Close the door}
      - do: {pt: Oferecer água, en: Offer water}
    time: {within: PT10M, kind: target}
    contacts: [helpdesk]
  - id: urgente
    ask: {pt: É urgente?, en: Is it urgent?}
    role: officer
    help: {pt: Urgente é o que acaba hoje., en: Urgent is what ends today.}
    answers:
      - id: sim
        label: {pt: "Sim, hoje", en: "Yes, today"}
        to: agir
      - id: nao
        label: {pt: "Não", en: "No"}
        to: marcar
  - id: marcar
    do: {pt: Marcar um dia, en: Set a day}
    role: officer
    warning: {pt: Confirme o dia com a pessoa., en: Confirm the day with the person.}
    next: marcado
  - id: agir
    do: {pt: Telefonar já, en: Phone at once}
    role: [officer, manager]
    next: tratado
  - id: marcado
    outcome: {pt: Fica marcado, en: It is set}
    kind: pending
    level: amber
  - id: tratado
    outcome: {pt: Fica tratado, en: It is done}
    kind: resolved
    level: green
    details: {pt: Diga o número do pedido., en: Say the number of the request.}
scenarios:
  - id: hoje
    story: {pt: A Ana precisa de ajuda hoje., en: Ana needs help today.}
    answers: {urgente: sim}
    expect: tratado
questions:
  - question: {pt: E se ninguém atende?, en: What if nobody answers?}
    answer: {pt: Tente outra vez., en: Try again.}
"""


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    """A small manual with one page that says much."""
    return small_manual(tmp_path / "m")


def small_manual(folder: Path) -> Path:
    """The same, in a folder; tests/through_libreoffice/make.py makes its files of it."""
    write_tree(folder, starter.manual(["pt", "en"], DAY))
    roles = folder / "reference/roles.yml"
    if "manager" not in roles.read_text("utf-8"):
        more = "- id: manager\n  name: {pt: Chefia, en: Manager}\n"
        roles.write_text(roles.read_text("utf-8").rstrip("\n") + "\n" + more, "utf-8")
    (folder / "procedures/service/pedido.yml").write_text(PAGE, "utf-8")
    (folder / "procedures/service/pedido.pt.md").write_text(
        "## Porquê ouvir\n\nQuem chega pode ter medo de pedir. Ouça até ao fim.\n", "utf-8"
    )
    (folder / "procedures/service/pedido.en.md").write_text(
        "## Why listen\n\nWho comes may be afraid to ask. Listen to the end.\n", "utf-8"
    )
    return folder


def read(folder: Path) -> tuple[Manual, Goal]:
    judgement, findings = judged(folder, DAY)
    assert judgement is not None
    return judgement, goal_of(judgement, folder, DAY, folder).after(findings)


def exported(folder: Path, judgement: Manual, document: AnyDocument, lang: str) -> bytes:
    return word_editions.document_file(judgement, Order(folder, DAY), document, lang)


def edited(content: bytes, edit: Edit) -> bytes:
    document = Document(io.BytesIO(content))
    edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def came(folder: Path, content: bytes) -> Returned:
    judgement, goal = read(folder)
    pages = returned_pages(goal, judgement, read_word(content), None)
    assert len(pages) == 1
    return pages[0]


def meant(folder: Path, page: Returned) -> list[str]:
    """What the change means, as `diff` has it."""
    before, _ = judged(folder, DAY)
    after, _ = judged(folder, DAY, page.files)
    assert before
    assert after
    return [
        f"{edit.kind.value} {'.'.join(map(str, edit.way))}"
        for revised in difference(before, after).revised
        for edit in revised.edits
    ]


# -- what somebody does in Word


def paragraphs(document: Any) -> list[Paragraph]:
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def paragraph(document: Any, words: str) -> Paragraph:
    return next(p for p in paragraphs(document) if words in p.text)


def other(before: str, after: str) -> Edit:
    """Other words in a run."""

    def edit(document: Any) -> None:
        texts = [t for t in document.element.body.iter(qn("w:t")) if before in (t.text or "")]
        assert texts, before
        texts[0].text = texts[0].text.replace(before, after)

    return edit


def below(words: str, new: str) -> Edit:
    """A paragraph more, set like the one above it."""

    def edit(document: Any) -> None:
        above = paragraph(document, words)
        element = copy.deepcopy(above._p)
        above._p.addnext(element)
        only(element, new)

    return edit


def only(element: Any, words: str) -> None:
    """Let a paragraph say nothing but some words, without a bookmark."""
    run = next(r for r in element.iter(qn("w:r")) if r.find(qn("w:t")) is not None)
    for child in [*element]:
        if child.tag != qn("w:pPr"):
            element.remove(child)
    run.find(qn("w:t")).text = words
    element.append(run)


def without(words: str) -> Edit:
    def edit(document: Any) -> None:
        element = paragraph(document, words)._p
        element.getparent().remove(element)

    return edit


def steps(document: Any) -> Table:
    return next(table for table in document.tables if len(table.rows) > 5)


def new_row(after: int, title: str, *, number: str = "") -> Edit:
    def edit(document: Any) -> None:
        table = steps(document)
        element = copy.deepcopy(table.rows[3]._tr)
        table.rows[after]._tr.addnext(element)
        row = _Row(element, table)
        only(row.cells[0].paragraphs[0]._p, number)
        only(row.cells[1].paragraphs[0]._p, title)
        for extra in row.cells[1].paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        only(row.cells[-1].paragraphs[0]._p, "")

    return edit


def goal(words: str, number: str) -> Edit:
    """Another number in a way."""

    def edit(document: Any) -> None:
        texts = [*paragraph(document, words)._p.iter(qn("w:t"))]
        next(t for t in reversed(texts) if (t.text or "").isdigit()).text = number

    return edit


EDITS: Mapping[str, tuple[Edit, list[str]]] = {
    "title of a step": (
        other("Ouvir o pedido", "Escutar o pedido"),
        ["changed steps.ouvir.do.pt"],
    ),
    "words beside marks and a link": (
        other("antes de escrever", "antes de tomar notas"),
        ["changed steps.ouvir.details.pt"],
    ),
    "words of a link": (other("quem responde", "quem trata"), ["changed steps.ouvir.details.pt"]),
    "item of a list in a text": (
        below("o dia da resposta", "o nome de quem atende"),
        ["changed steps.ouvir.details.pt"],
    ),
    "item that is gone": (without("o nome do serviço"), ["changed steps.ouvir.details.pt"]),
    "title of the page": (other("Pedido de ajuda", "Pedido de apoio"), ["changed title.pt"]),
    "summary": (other("Ouvir e dizer", "Escutar e dizer"), ["changed summary.pt"]),
    "field with its label": (other("ou telefona", "ou escreve"), ["changed trigger.pt"]),
    "a safeguard more": (below("Fale em privado.", "Sente-se ao lado."), ["added safeguards.2"]),
    "a safeguard less": (without("Peça pouco."), ["removed safeguards.2"]),
    "paper": (other("Carta recebida", "Carta ou mensagem"), ["changed documents.1.name.pt"]),
    "part of a step": (below("Fechar a porta", "Desligar a rádio"), ["added steps.ouvir.parts.2"]),
    "words to say in another language": (
        other("Bonjour", "Bonsoir"),
        ["changed steps.ouvir.say.fr"],
    ),
    "warning": (other("Confirme o dia", "Confirme a hora"), ["changed steps.marcar.warning.pt"]),
    "answer": (other("Sim, hoje", "Sim, já"), ["changed steps.urgente.answers.sim.label.pt"]),
    "where an answer leads": (
        goal("Sim, hoje", "5"),
        [],  # the outcome that nobody reaches then is an error: only words are taken
    ),
    "who acts": (
        lambda document: only(steps(document).rows[3].cells[2].paragraphs[0]._p, "Chefia"),
        ["changed steps.marcar.role.1"],
    ),
    "question and answer": (
        other("Tente outra vez.", "Tente outra vez amanhã."),
        ["changed questions.1.answer.pt"],
    ),
    "prose": (other("medo de pedir", "receio de pedir"), ["changed text.2"]),
    "details that were not there": (
        below("Telefonar já", "Fique na linha."),
        ["added steps.agir.details"],
    ),
    "a step more": (
        new_row(1, "Dar o papel à pessoa"),
        ["added steps.dar-o-papel-a-pessoa"],
    ),
}

CHANGED_THERE = ("title of a step", "words of a link", "a safeguard more", "answer", "a step more")
"""The edits of the file that went through LibreOffice."""


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_as_just_that(manual: Path, name: str) -> None:
    edit, expected = EDITS[name]
    judgement, _ = read(manual)
    document = judgement.document("pedido")
    assert document
    page = came(manual, edited(exported(manual, judgement, document, "pt"), edit))
    if expected:
        assert meant(manual, page) == expected
        assert page.carried
        assert not page.left
    else:
        assert not page.files
        assert page.left


def test_marks_and_links_stay_where_words_change(manual: Path) -> None:
    judgement, _ = read(manual)
    document = judgement.document("pedido")
    assert document
    content = edited(
        exported(manual, judgement, document, "en"), other("before writing", "before noting it")
    )
    page = came(manual, content)
    source = yaml.safe_load(page.files[document.path] or b"")
    assert page.lang == "en"
    assert source["steps"][0]["details"]["en"].startswith(
        "Speak **slowly** and see [who answers](flow:who-answers) before noting it."
    )
    assert source["steps"][0]["details"]["pt"].startswith("Fale **devagar**")


def test_many_edits_at_once(manual: Path) -> None:
    names = ["title of a step", "summary", "a safeguard less", "answer", "a step more", "prose"]
    judgement, _ = read(manual)
    document = judgement.document("pedido")
    assert document
    content = exported(manual, judgement, document, "pt")
    for name in names:
        content = edited(content, EDITS[name][0])
    page = came(manual, content)
    assert sorted(meant(manual, page)) == sorted(line for name in names for line in EDITS[name][1])
    assert not page.left


def test_what_nobody_can_carry_is_named(manual: Path) -> None:
    judgement, _ = read(manual)
    document = judgement.document("pedido")
    assert document
    edits = [other("Chefia", "Presidência"), other("Ouvir o pedido", "Escutar o pedido")]
    content = exported(manual, judgement, document, "pt")
    for edit in edits:
        content = edited(content, edit)
    page = came(manual, content)
    assert meant(manual, page) == ["changed steps.ouvir.do.pt"]
    assert [(change.spot.node, change.spot.column) for change in page.left] == [("agir", "who")]


# -- nothing was changed


@cache
def whole() -> tuple[Manual, Goal]:
    return read(ROOT)


def without_guards() -> list[str]:
    files = sorted((ROOT / "procedures").rglob("*.yml"))
    read_ = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files}
    return [name for name, page in read_.items() if "when:" not in yaml.safe_dump(page["steps"])]


@pytest.mark.parametrize("name", without_guards()[::3])
def test_a_page_of_this_manual_comes_back_as_it_left(name: str) -> None:
    """Some, in one of their languages; benchmarks/word_round_trip.py has all pages in all of them."""
    judgement, goal_ = whole()
    document = judgement.document(name)
    assert document
    assert not any(edge.guard for edge in edges(document))
    lang = judgement.languages[without_guards().index(name) // 3 % len(judgement.languages)]
    content = exported(ROOT, judgement, document, lang)
    (page,) = returned_pages(goal_, judgement, read_word(content), None)
    assert (page.document.id, page.lang) == (name, lang)
    assert not page.left
    assert not page.files


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_libreoffice_in_between_changes_nothing(manual: Path, lang: str) -> None:
    page = came(manual, (THROUGH / f"pedido-{lang}.docx").read_bytes())
    assert (page.lang, page.left, page.files) == (lang, (), {})


def test_what_was_changed_before_libreoffice_comes_back(manual: Path) -> None:
    page = came(manual, (THROUGH / "pedido-pt-changed.docx").read_bytes())
    assert sorted(meant(manual, page)) == sorted(
        line for name in CHANGED_THERE for line in EDITS[name][1]
    )
    assert not page.left


def test_a_file_whose_bookmarks_are_gone_is_understood_by_its_words(manual: Path) -> None:
    def bare(document: Any) -> None:
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            for mark in [*document.element.iter(qn(tag))]:
                mark.getparent().remove(mark)

    judgement, _ = read(manual)
    document = judgement.document("pedido")
    assert document
    content = edited(exported(manual, judgement, document, "pt"), bare)
    assert not came(manual, content).left
    content = edited(content, EDITS["a step more"][0])
    content = edited(content, EDITS["title of a step"][0])
    page = came(manual, content)
    assert sorted(meant(manual, page)) == [
        "added steps.dar-o-papel-a-pessoa",
        "changed steps.ouvir.do.pt",
    ]


def test_small_random_procedures_come_back_as_they_left(manual: Path) -> None:
    chance = random.Random(22)
    for n in range(6):
        path = manual / f"procedures/service/zufall-{n}.yml"
        path.write_text(yaml.safe_dump(_random(chance, n), allow_unicode=True), "utf-8")
    judgement, goal_ = read(manual)
    assert not [f for f in goal_.before if f.severity.value == "error"]
    for n in range(6):
        document = judgement.document(f"zufall-{n}")
        assert document
        for lang in judgement.languages:
            content = exported(manual, judgement, document, lang)
            (page,) = returned_pages(goal_, judgement, read_word(content), None)
            assert (page.document.id, page.lang, page.left) == (document.id, lang, ())
            assert not page.files


def test_small_random_procedures_that_are_nowhere_become_the_same(tmp_path: Path) -> None:
    """Of a manual in one language, from the file alone: there is no page, and no git."""
    folder = small_manual(tmp_path / "m")
    settings = yaml.safe_load((folder / "manual.yml").read_text("utf-8"))
    settings["languages"].pop("en")
    (folder / "manual.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    chance = random.Random(5)
    paths = {n: folder / f"procedures/service/zufall-{n}.yml" for n in range(5)}
    for n, path in paths.items():
        page = _in_one(_random(chance, n))
        for node in page["steps"]:
            node.pop("kind", None)
        path.write_text(yaml.safe_dump(page, allow_unicode=True), "utf-8")
    before, _ = read(folder)
    for n, path in paths.items():
        document = before.document(f"zufall-{n}")
        assert document
        file = tmp_path / f"{n}.docx"
        file.write_bytes(exported(folder, before, document, "pt"))
        path.unlink()
        done = called("import", file, "--into", folder)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "not in the draft" not in done.stdout
    after, _ = judged(folder, DAY)
    assert after
    assert [
        (revised.id, edit.kind.value, edit.way, edit.before, edit.after)
        for revised in difference(before, after).revised
        for edit in revised.edits
    ] == []


def _in_one(value: Any) -> Any:
    """A value whose texts are in one language."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if key != "en"}
        return {key: _in_one(inner) for key, inner in kept.items()}
    return [*map(_in_one, value)] if isinstance(value, list) else value


def test_what_no_word_file_says_is_named(manual: Path, tmp_path: Path) -> None:
    file = docx_of(manual, tmp_path)
    for path in (manual / "procedures/service").glob("pedido.*"):
        path.unlink()
    done = called("import", file, "--into", manual)
    assert done.returncode == 0, done.stdout + done.stderr
    draft = yaml.safe_load((manual / "procedures/service/pedido.yml").read_text("utf-8"))
    assert [node["id"] for node in draft["steps"]] == [
        *("ouvir", "urgente", "marcar", "agir", "marcado", "tratado"),
    ]
    assert draft["steps"][0]["say"]["fr"] == "Bonjour, que puis-je faire ?"
    assert [part["do"]["pt"] for part in draft["steps"][0]["parts"]] == [
        "Fechar a porta",
        "Oferecer água",
    ]
    assert draft["steps"][1]["answers"][0] == {
        "id": "sim",
        "label": {"pt": "Sim, hoje"},
        "to": "agir",
    }
    assert draft["steps"][3]["role"] == ["officer", "manager"]
    assert (manual / "procedures/service/pedido.pt.md").read_text("utf-8").startswith("## Porquê")
    assert "A Ana precisa de ajuda hoje." in done.stdout
    for name in ("Conditions", "Words people search for", "Tags"):
        assert name in done.stdout


WORDS = ["dia", "pedido", "carta", "pessoa", "porta", "número", "serviço", "prazo", "ajuda"]


def _random(chance: random.Random, n: int) -> dict[str, Any]:
    def text(least: int = 2) -> dict[str, str]:
        words = chance.choices(WORDS, k=chance.randint(least, 7))
        return {lang: f"{' '.join(words)} {lang} {chance.random():.3f}" for lang in ("pt", "en")}

    nodes: list[dict[str, Any]] = []
    count = chance.randint(2, 6)
    for k in range(count):
        node: dict[str, Any] = {"id": f"s{k}", "role": chance.choice(["officer", "manager"])}
        if chance.random() < 0.4:
            node["ask"] = {lang: f"{words}?" for lang, words in text().items()}
            onward = [f"s{k + 1}" if k + 1 < count else "fim", "fim"]
            node["answers"] = [{"id": f"r{m}", "label": text(1), "to": onward[m]} for m in range(2)]
        else:
            node["do"] = text()
            for key in ("details", "say", "warning"):
                if chance.random() < 0.4:
                    node[key] = text()
            if chance.random() < 0.3:
                node["parts"] = [{"do": text()} for _ in range(2)]
            if chance.random() < 0.3:
                node["time"] = {"within": "P3D", "count": "working", "kind": "target"}
        nodes.append(node)
    nodes.append({"id": "fim", "outcome": text(), "kind": "resolved", "level": "green"})
    page = {
        "code": f"Z-{n}",
        "title": text(),
        "status": "draft",
        "version": "1",
        "owner": "officer",
        "summary": text(),
        "steps": nodes,
    }
    for key in ("purpose", "scope", "trigger", "record"):
        if chance.random() < 0.5:
            page[key] = text()
    return page


def test_an_edition_brings_back_each_of_its_pages(manual: Path) -> None:
    judgement, goal_ = read(manual)
    full = judgement.edition("full")
    assert full
    content = word_editions.edition_file(judgement, Order(manual, DAY), full, "en")
    pages = returned_pages(goal_, judgement, read_word(content), None)
    assert {page.document.id for page in pages} == {
        document.id for document in judgement.documents()
    }
    assert not any(page.left for page in pages)
    content = edited(content, other("Listen to the request", "Hear the request"))
    pages = returned_pages(goal_, judgement, read_word(content), None)
    changed = next(page for page in pages if page.files)
    assert meant(manual, changed) == ["changed steps.ouvir.do.en"]


# -- through the command


def docx_of(manual: Path, folder: Path, lang: str = "pt") -> Path:
    file = folder / f"pedido-{lang}.docx"
    done = called("docx", "--root", manual, "--procedure", "pedido", "--lang", lang, "-o", file)
    assert done.returncode == 0, done.stderr
    return file


def test_the_command_writes_only_where_it_is_asked_to(manual: Path, tmp_path: Path) -> None:
    file = docx_of(manual, tmp_path)
    before = files_of(manual)
    done = called("import", file, "--into", manual)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "P-01" in done.stdout
    assert "Words people search for" in done.stdout
    assert "Tags (ouvir)" in done.stdout
    assert files_of(manual) == before
    file.write_bytes(edited(file.read_bytes(), other("Ouvir o pedido", "Escutar o pedido")))
    done = called("import", file, "--into", manual)
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert "ouvir" in done.stdout
    assert files_of(manual) == before
    done = called("import", file, "--into", manual, "--replace")
    assert done.returncode == 0, done.stdout + done.stderr
    after = yaml.safe_load((manual / "procedures/service/pedido.yml").read_text("utf-8"))
    assert after["steps"][0]["do"] == {"pt": "Escutar o pedido", "en": "Listen to the request"}
    again = called("import", file, "--into", manual)
    assert again.returncode == 0
    assert "It says what the page says." in again.stdout


def test_in_a_folder_apart_the_page_is_whole(manual: Path, tmp_path: Path) -> None:
    file = docx_of(manual, tmp_path, "en")
    judgement, goal_ = read(manual)
    apart = tmp_path / "apart"
    pages = returned_pages(
        goal_of(judgement, manual, DAY, apart).after(goal_.before),
        judgement,
        read_word(file.read_bytes()),
        None,
    )
    written = write_returned(goal_of(judgement, manual, DAY, apart), pages, replaces=False)
    assert [Path(path).name for path in written] == ["pedido.yml"]
    source = manual / "procedures/service/pedido.yml"
    assert (apart / "pedido.yml").read_bytes() == source.read_bytes()


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def test_what_the_page_says_by_now_stays(manual: Path, tmp_path: Path) -> None:
    """Between export and import somebody else changed the page: both changes are kept."""
    git(manual, "init")
    git(manual, "add", "-A")
    git(manual, "commit", "-m", "one")
    file = docx_of(manual, tmp_path)
    source = manual / "procedures/service/pedido.yml"
    now = source.read_text("utf-8").replace("Marcar um dia", "Combinar um dia")
    source.write_text(now.replace("Telefonar já", "Ligar já"), "utf-8")
    content = edited(file.read_bytes(), other("Ouvir o pedido", "Escutar o pedido"))
    page = came(manual, edited(content, other("Telefonar já", "Telefonar de imediato")))
    assert meant(manual, page) == ["changed steps.ouvir.do.pt"]
    (left,) = page.left
    assert left.is_overtaken
    assert left.spot.node == "agir"
    assert "Combinar um dia" in (page.files[page.document.path] or b"").decode()


def test_a_page_that_was_deleted_comes_back_whole(manual: Path, tmp_path: Path) -> None:
    git(manual, "init")
    git(manual, "add", "-A")
    git(manual, "commit", "-m", "one")
    file = docx_of(manual, tmp_path, "en")
    before = files_of(manual / "procedures")
    for path in (manual / "procedures/service").glob("pedido.*"):
        path.unlink()
    done = called("import", file, "--into", manual)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files_of(manual / "procedures") == before
    said = called("diff", "HEAD", "--root", manual)
    assert "No change of meaning" in said.stdout


def test_a_file_on_the_same_page_that_is_another_text_is_a_draft(
    manual: Path, tmp_path: Path
) -> None:
    document = Document()
    document.add_heading("P-01 Pedido de ajuda", 1)
    for words in ("Abrir a porta", "Fechar a porta", "Fim"):
        document.add_paragraph(words, style="List Number")
    file = tmp_path / "velho.docx"
    document.save(str(file))
    done = called("import", file, "--into", manual)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Written: procedures/service/" in done.stderr
