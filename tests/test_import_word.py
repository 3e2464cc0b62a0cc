"""What one has in Word becomes drafts: steps, questions, fields, prose; and what is no Word file is told."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.shared import Pt

from claim_manual import starter
from claim_manual.publish.folder import write_tree
from conftest import DAY, called, files_of

Change = Callable[[str, bytes], bytes]
LINK = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>'
)
TEMPLATE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    """A small manual in Portuguese and English."""
    folder = tmp_path / "m"
    write_tree(folder, starter.manual(["pt", "en"], DAY))
    return folder


def saved(document: Any, file: Path) -> Path:
    document.save(str(file))
    return file


def table(document: Any, rows: list[list[str]]) -> Any:
    written = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(written.rows, rows, strict=True):
        for cell, words in zip(cells.cells, row, strict=True):
            cell.text = words
    return written


def imported(manual: Path, file: Path, *options: str, code: int = 0) -> str:
    done = called("import", file, "--into", manual, *options)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return str(done.stdout + done.stderr)


def drafts(manual: Path) -> dict[str, dict[str, Any]]:
    """The drafts in a manual by their titles."""
    read = (
        yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted((manual / "procedures").rglob("*.yml"))
    )
    return {
        text if isinstance(text := draft["title"], str) else text.get("pt", ""): draft
        for draft in read
    }


def sound(manual: Path) -> None:
    done = called("check", "--root", manual)
    assert done.returncode == 0, done.stdout


def errors_of(manual: Path) -> list[str]:
    lines = called("check", "--root", manual).stdout.splitlines()
    return [line for line in lines if ": error " in line]


def prose(manual: Path) -> str:
    return "\n".join(
        file.read_text(encoding="utf-8")
        for file in sorted((manual / "procedures").rglob("*.pt.md"))
    )


def altered(file: Path, change: Change, more: Mapping[str, bytes] | None = None) -> Path:
    """A Word file with its parts changed, and parts more."""
    content = io.BytesIO(file.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return file


def in_text(old: bytes, new: bytes) -> Change:
    return lambda name, part: part.replace(old, new, 1) if name == "word/document.xml" else part


def numbered(*steps: str) -> Any:
    document = Document()
    document.add_heading("Acolhimento", 1)
    for step in steps:
        document.add_paragraph(step, style="List Number")
    return document


def test_headings_lists_and_fields(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("GC-20 – Acolhimento da pessoa", 1)
    document.add_heading("Objetivo", 2)
    document.add_paragraph("Receber bem.")
    document.add_heading("Documentos necessários", 2)
    document.add_paragraph("Passaporte", style="List Bullet")
    document.add_heading("Passos", 2)
    step = document.add_paragraph("Receber a ", style="List Number")
    step.add_run("pessoa").bold = True
    document.add_paragraph("Oferecer lugar", style="List Bullet 2")
    document.add_paragraph("Registar", style="List Number")
    document.add_heading("Notas", 2)
    document.add_paragraph("Ver <b>sempre</b> a *agenda*.")
    out = imported(manual, saved(document, tmp_path / "a.docx"))
    draft = drafts(manual)["Acolhimento da pessoa"]
    assert (draft["code"], draft["status"]) == ("GC-20", "draft")
    assert draft["purpose"] == {"pt": "Receber bem."}
    assert draft["documents"] == [{"name": {"pt": "Passaporte"}}]
    first, second, end = draft["steps"]
    assert first["do"] == {"pt": "Receber a **pessoa**"}
    assert first["parts"] == [{"do": {"pt": "Oferecer lugar"}}]
    assert second["do"] == {"pt": "Registar"}
    assert "outcome" in end
    assert {*end["warning"]} == {"pt", "en"}  # nobody wrote an end
    assert prose(manual) == "## Notas\n\nVer \\<b\\>sempre\\</b\\> a \\*agenda\\*.\n"
    assert "a.docx:11  Ver <b>sempre</b> a *agenda*." in out
    sound(manual)


def test_questions_lead_where_their_answers_say(manual: Path, tmp_path: Path) -> None:
    document = numbered(
        "Receber",
        "Há perigo? Se sim, ligar 112. Se não, passar ao passo 4.",
        "Chamar o coordenador",
        "Registar",
        "Quer apoio?",
    )
    document.add_paragraph("Sim → passo 4", style="List Bullet 2")
    document.add_paragraph("Não: passo 6", style="List Bullet 2")
    document.add_paragraph("Está tudo claro?", style="List Number")
    imported(manual, saved(document, tmp_path / "a.docx"))
    nodes = {node["id"]: node for node in drafts(manual)["Acolhimento"]["steps"]}
    ways = {
        node_id: [answer["to"] for answer in node["answers"]]
        for node_id, node in nodes.items()
        if "ask" in node
    }
    assert ways == {
        "ha-perigo": ["ligar-112", "registar"],
        "quer-apoio": ["registar", "esta-tudo-claro"],
        "esta-tudo-claro": ["fim", "fim"],
    }
    sound(manual)


def test_a_table_of_steps(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Encaminhamento", 1)
    table(
        document,
        [
            ["N.º", "O que fazer", "Quem", "Prazo", "Depois", "Onde"],
            ["1", "Ouvir a pessoa", "Técnico/a", "10 minutos", "", "Sala 2"],
            ["2", "Aceita o encaminhamento?", "Técnicos", "", "Sim → 3\nNão → fim", ""],
            ["3", "Enviar a ficha", "Astronauta", "logo que possa", "Fim", ""],
        ],
    )
    imported(manual, saved(document, tmp_path / "a.docx"))
    first, question, last, _ = drafts(manual)["Encaminhamento"]["steps"]
    assert first["role"] == question["role"]
    assert "warning" in question  # nearly the name of a role
    assert first["time"] == {"within": "PT10M", "kind": "target"}
    assert first["details"] == {"pt": "Onde: Sala 2"}
    assert [answer["to"] for answer in question["answers"]] == ["enviar-a-ficha", "fim"]
    assert "role" not in last
    assert "Astronauta" in last["details"]["pt"]
    assert "logo que possa" in last["details"]["pt"]
    sound(manual)


@pytest.mark.parametrize(
    "heads",
    [
        ["Passo", "O que fazer", "Quem", "Depois"],
        ["Step", "What to do", "Who", "Then"],
        ["Paso", "Qué hacer", "Quién", "Después"],
    ],
)
def test_a_column_of_steps_may_only_count(heads: list[str], manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Acolhimento", 1)
    rows = [
        ["1", "Ouvir", "Técnico/a", "3"],
        ["2", "Ler", "", "Fim"],
        ["3", "Há?", "", "Sim: 2\nNão: 1"],
    ]
    table(document, [heads, *rows])
    imported(manual, saved(document, tmp_path / "a.docx"))
    first, second, question, _ = drafts(manual)["Acolhimento"]["steps"]
    assert (first["do"], first["next"]) == ({"pt": "Ouvir"}, question["id"])
    assert second["next"] == "fim"
    assert [answer["to"] for answer in question["answers"]] == ["ler", "ouvir"]
    sound(manual)


def test_what_looks_like_markup_is_words(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Um [título](x.png)", 1)
    table(
        document,
        [
            ["N.º", "O que fazer", "Quem", "Depois"],
            ["![a](b.png)", "Ouvir ![a](b.png)?", "![a](b.png)", "[x](y): ![z](w.png)"],
            ["2", "Fim", "![a](b.png)", ""],
        ],
    )
    imported(manual, saved(document, tmp_path / "a.docx"))
    question = drafts(manual)["Um \\[título\\](x.png)"]["steps"][0]
    assert question["answers"][0]["label"] == {"pt": "\\[x\\](y)"}
    sound(manual)


def test_answers_that_would_leave_steps_unreached_stand_as_they_were_written(
    manual: Path, tmp_path: Path
) -> None:
    document = numbered(
        "Tem papéis? Sim: passo 3. Não: passo 3.", "Nunca alcançado", "Quer apoio?", "Fechar"
    )
    imported(manual, saved(document, tmp_path / "a.docx"))
    first, _, other, *_ = drafts(manual)["Acolhimento"]["steps"]
    assert "Tem papéis?" in first["do"]["pt"]
    assert "warning" in first
    assert "ask" in other  # only what does not hold is taken back
    sound(manual)


def test_without_styles(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph().add_run("Matrícula na escola").bold = True
    document.paragraphs[0].runs[0].font.size = Pt(16)
    for line in (
        "Como se inscreve uma criança.", "1. Receber o pedido", "2) Tem documentos?",
        "a) Sim: ir para o passo 4", "b) Não: passo 3", "3. Pedir o que falta", "4 - Inscrever",
        "Explicação do quarto.", "5. Arquivar", "Depois da lista.",
    ):  # fmt: skip
        document.add_paragraph(line)
    imported(manual, saved(document, tmp_path / "matricula.docx"))
    draft = drafts(manual)["Matrícula na escola"]
    assert draft["summary"] == {"pt": "Como se inscreve uma criança."}
    words = [
        (node.get("do") or node.get("ask") or node["outcome"])["pt"] for node in draft["steps"]
    ]
    assert words == [
        "Receber o pedido", "Tem documentos?", "Pedir o que falta", "Inscrever", "Arquivar", "Fim",
    ]  # fmt: skip
    assert draft["steps"][3]["details"] == {"pt": "Explicação do quarto."}
    assert prose(manual) == "Depois da lista.\n"
    sound(manual)


def test_tables_only(manual: Path, tmp_path: Path) -> None:
    document = Document()
    table(document, [["Código", "GC-33"], ["Versão", "1.2"], ["Objetivo", "Ajudar"]])
    rows = [[f"{n}", f"Fazer a coisa número {n}", "Nota"] for n in (1, 2, 3)]
    table(document, rows)
    table(document, [["Nome", "Telefone"], ["A|B", "<x>"]])
    out = imported(manual, saved(document, tmp_path / "tabelas.docx"))
    draft = drafts(manual)["tabelas"]
    assert (draft["code"], draft["version"], draft["purpose"]) == ("GC-33", "1.2", {"pt": "Ajudar"})
    assert len(draft["steps"]) == 4
    assert draft["steps"][0]["details"] == {"pt": "Nota"}
    assert "| Nome | Telefone |" in prose(manual)
    assert "A\\|B" in prose(manual)
    assert "Nome | Telefone" in out
    sound(manual)


def test_three_hundred_pages_within_seconds(manual: Path, tmp_path: Path) -> None:
    document = Document()
    for n in range(150):
        document.add_heading(f"Procedimento número {n}", 1)
        for k in range(50):
            document.add_paragraph(f"Passo {k}: {'palavras ' * 12}{n}", style="List Number")
    file = saved(document, tmp_path / "a.docx")
    start = time.monotonic()
    imported(manual, file)
    assert time.monotonic() - start < 60
    assert len([*(manual / "procedures").rglob("procedimento-numero-*.yml")]) == 150


def test_one_list_of_a_thousand_steps_is_divided(manual: Path, tmp_path: Path) -> None:
    file = saved(numbered(*(f"Fazer {n}" for n in range(1000))), tmp_path / "a.docx")
    imported(manual, file)
    assert {"Acolhimento (1)", "Acolhimento (4)"} <= {*drafts(manual)}
    sound(manual)


def test_nothing_is_overwritten(manual: Path, tmp_path: Path) -> None:
    file = saved(numbered("Ouvir"), tmp_path / "a.docx")
    imported(manual, file)
    before = files_of(manual)
    assert "acolhimento.yml" in imported(manual, file, code=1)
    assert files_of(manual) == before


def test_a_folder_outside_of_the_manual(manual: Path, tmp_path: Path) -> None:
    file = saved(numbered("Ouvir"), tmp_path / "a.docx")
    before = files_of(manual)
    done = called("import", file, "--into", tmp_path / "apart", "--root", manual)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "apart").iterdir()] == ["acolhimento.yml"]
    assert files_of(manual) == before


def test_a_place_where_procedures_do_not_lie(manual: Path, tmp_path: Path) -> None:
    file = saved(numbered("Ouvir"), tmp_path / "a.docx")
    done = called("import", file, "--into", manual / "flows")
    assert done.returncode == 1
    assert "procedures/" in done.stdout


def test_the_language_of_the_file(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Reception", 1)
    document.add_paragraph(
        "Is there danger? If yes, call 112. If no, go to step 2.", style="List Number"
    )
    document.add_paragraph("Write it down", style="List Number")
    out = imported(manual, saved(document, tmp_path / "a.docx"), "--lang", "en")
    assert "“pt”" in out  # what the manual's first language lacks is to be written
    file = next((manual / "procedures").rglob("reception.yml"))
    draft = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert draft["title"] == {"en": "Reception"}
    assert draft["steps"][0]["answers"][0]["to"] == "call-112"
    codes = {line.split(": ")[1].split()[1] for line in errors_of(manual)}
    assert codes == {"missing-translation"}


def test_tracked_changes_notes_links_and_boxes(manual: Path, tmp_path: Path) -> None:
    document = numbered("PLACE")
    document.sections[0].header.paragraphs[0].text = "Cabeçalho do município"
    runs = (
        b"<w:r><w:t>Ouvir</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'> bem</w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText> mal</w:delText></w:r></w:del>"
        b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>segredo</w:t></w:r>"
        b"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        b"<w:p><w:r><w:t>Palavras da caixa</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        b"</w:pict></w:r>"
    )
    file = saved(document, tmp_path / "a.docx")
    out = imported(manual, altered(file, in_text(b"<w:r><w:t>PLACE</w:t></w:r>", runs)))
    assert drafts(manual)["Acolhimento"]["steps"][0]["do"] == {"pt": "Ouvir bem"}
    assert prose(manual) == "Palavras da caixa\n"
    for words in ("mal", "segredo", "Cabeçalho do município"):
        assert f"“{words}”" in out


def test_macros_and_what_lies_outside(manual: Path, tmp_path: Path) -> None:
    file = saved(numbered("Ouvir"), tmp_path / "a.docm")
    altered(
        file,
        lambda name, part: (
            part.replace(b"</Relationships>", LINK)
            if name == "word/_rels/document.xml.rels"
            else part
        ),
        {"word/vbaProject.bin": b"x", "word/_rels/settings.xml.rels": TEMPLATE},
    )
    out = imported(manual, file)
    assert "Macros were neither run nor taken. (1)" in out
    assert "What lies outside of the file was not fetched. (2" in out
    assert "Acolhimento" in drafts(manual)


def no_word_file(kind: str, tmp_path: Path) -> Path:
    file = tmp_path / "a.docx"
    contents = {
        "empty": b"",
        "text": "Olá".encode(),
        "pdf": b"%PDF-1.7\n",
        "rtf": b"{\\rtf1 x}",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "zip": b"PK\x03\x04" + b"\0" * 50,
    }
    if kind in contents:
        file.write_bytes(contents[kind])
        return file
    if kind in {"odt", "archive"}:
        with zipfile.ZipFile(file, "w") as archive:
            name = "mimetype" if kind == "odt" else "a.txt"
            archive.writestr(name, "application/vnd.oasis.opendocument.text")
        return file
    saved(numbered("Ouvir"), file)
    changes: dict[str, Change] = {
        "half": lambda name, part: part[: len(part) // 2] if name == "word/document.xml" else part,
        "entities": in_text(
            b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
        ),
        "deep": lambda name, part: (
            b"<a>" * 90_000 + b"</a>" * 90_000 if name == "word/document.xml" else part
        ),
        "bomb": lambda name, part: b" " * 90_000_000 if name == "word/document.xml" else part,
        "latin": lambda name, part: (
            b'<?xml version="1.0" encoding="x-none"?><a/>' if name == "word/document.xml" else part
        ),
    }
    return altered(file, changes[kind])


KINDS = (
    *("empty", "text", "pdf", "rtf", "doc", "zip", "odt", "archive"),
    *("half", "entities", "deep", "bomb", "latin"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_word_file_is_told_in_a_line(kind: str, manual: Path, tmp_path: Path) -> None:
    file = no_word_file(kind, tmp_path)
    before = files_of(manual)
    out = imported(manual, file, code=1)
    assert out.splitlines()[0].startswith(f"{file}:1:1: error no-import: ")
    assert "root:" not in out
    assert files_of(manual) == before


def test_no_step_is_said(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Só palavras.")
    out = imported(manual, saved(document, tmp_path / "a.docx"), code=1)
    assert "there is no step in it" in out


def test_every_word_is_somewhere(manual: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Palavra1 antes de tudo")
    document.add_heading("Palavra2", 1)
    document.add_paragraph("Palavra3 sem passos")
    document.add_heading("Objetivo", 2)
    document.add_paragraph("Palavra4 de objetivo sem procedimento")
    document.add_heading("Palavra5", 1)
    for n, style in (
        (6, "List Number"),
        (7, "List Bullet 2"),
        (8, "List Number"),
        (9, "List Bullet"),
    ):
        document.add_paragraph(f"Palavra{n} e mais", style=style)
    document.add_paragraph("Palavra10 no fim")
    table(document, [["Palavra11", "b", "c"], ["d", "Palavra12", "e"]])
    document.add_heading("Palavra13 sem nada", 2)
    imported(manual, saved(document, tmp_path / "a.docx"))
    everything = "\n".join(
        content.decode() for name, content in files_of(manual).items() if "palavra" in name
    )
    for n in range(1, 14):
        assert f"Palavra{n}" in everything
    shutil.rmtree(manual)
