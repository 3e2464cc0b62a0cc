"""Lists of contacts in tables become entries of the register, each to be confirmed, none twice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from claim_manual import starter
from claim_manual.publish.folder import write_tree
from conftest import DAY, called, files_of

REGISTER = "reference/contacts.yml"


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    """A small manual in Portuguese and English."""
    folder = tmp_path / "m"
    write_tree(folder, starter.manual(["pt", "en"], DAY))
    return folder


def imported(manual: Path, file: Path, *options: str, code: int = 0) -> str:
    done = called("import", file, "--into", manual, *options)
    assert done.returncode == code, done.stdout + done.stderr
    return str(done.stdout + done.stderr)


def csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "lista.csv"
    file.write_bytes(text.encode(encoding))
    return file


def entries(manual: Path) -> list[dict[str, Any]]:
    read = yaml.safe_load((manual / REGISTER).read_text(encoding="utf-8-sig"))
    return list(read)


def added(manual: Path) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in entries(manual) if entry["status"] == "recheck"}


def sound(manual: Path) -> None:
    done = called("check", "--root", manual)
    assert done.returncode == 0, done.stdout


def test_a_list_from_a_spreadsheet(manual: Path, tmp_path: Path) -> None:
    before = (manual / REGISTER).read_text(encoding="utf-8")
    workbook = Workbook()
    sheet = workbook.active
    for row in (
        ["Contactos de 2026"],
        ["Entidade", "Telefone", "E-mail", "Site", "Morada", "Horário", "Responsável", "Freguesia"],
        [
            "Apoio à Família", 218106191, "geral@exemplo.pt", "www.exemplo.pt",
            "Rua A, 1", "9h-17h", "Maria Silva", "Arroios",
        ],
        ["Linha de apoio", "Tel.: 808 257 257 / 218 106 192 ext. 3", "maria.silva@exemplo.pt"],
        [None, "210000000"],
    ):  # fmt: skip
        sheet.append(row)
    other = workbook.create_sheet("Norte")
    other.append(["Nome", "Telefone"])
    other.append(["Casa do Norte", "12 34 abc"])
    workbook.save(tmp_path / "lista.xlsx")
    out = imported(manual, tmp_path / "lista.xlsx")
    new = added(manual)
    assert new["apoio-a-familia"] == {
        "id": "apoio-a-familia",
        "name": {"pt": "Apoio à Família"},
        "phone": "218106191",
        "url": "https://www.exemplo.pt",
        "email": "geral@exemplo.pt",
        "address": "Rua A, 1",
        "hours": {"pt": "9h-17h"},
        "status": "recheck",
        "note": {"pt": "Freguesia: Arroios"},
    }
    assert new["linha-de-apoio"]["phones"] == [
        {"number": "808 257 257"},
        {"number": "218 106 192", "extension": "3"},
    ]
    assert new["casa-do-norte"]["note"] == {"pt": "12 34 abc"}
    assert "Maria" not in (manual / REGISTER).read_text(encoding="utf-8")
    text = (manual / REGISTER).read_text(encoding="utf-8")
    assert text.startswith(before.rstrip())  # not a letter of what was there has changed
    for words in (
        "“maria.silva@exemplo.pt” looks like the address of a person",
        "The column “Responsável” was not taken",
        "No name, so it was not added: 210000000",
        "“12 34 abc” is no telephone number",
    ):
        assert words in out
    sound(manual)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_encodings_and_separators(encoding: str, mark: str, manual: Path, tmp_path: Path) -> None:
    text = f"Instituição{mark}Telemóvel\r\nAssociação João{mark}912345678\r\n"
    imported(manual, csv(tmp_path, text, encoding))
    assert added(manual)["associacao-joao"]["name"] == {"pt": "Associação João"}
    sound(manual)


def test_what_is_there_already_is_named_and_not_added(manual: Path, tmp_path: Path) -> None:
    text = (
        "Nome;Telefone;Email\nUm;+351 218 106 191;a@exemplo.pt\nDois;218106191;\n"
        "Três;;A@exemplo.pt\num;;\nQuatro;213000000;\n"
    )
    out = imported(manual, csv(tmp_path, text))
    assert [*added(manual)][-2:] == ["um", "quatro"]
    assert out.count("it is there already, as um") == 3
    before = files_of(manual)
    assert "Contacts added: 0" in imported(manual, csv(tmp_path, text))
    assert files_of(manual) == before


def test_a_mapping_says_what_no_head_says(manual: Path, tmp_path: Path) -> None:
    file = csv(tmp_path, "X1;Y1;Nome\nServiço;213000000;segredo\n")
    imported(manual, file, "--map", "X1=name,Y1=phone,Nome=-")
    assert added(manual)["servico"] == {
        "id": "servico", "name": {"pt": "Serviço"}, "phone": "213000000", "status": "recheck",
    }  # fmt: skip
    mapping = tmp_path / "map.yml"
    mapping.write_text("X1: name\nY1: note\nNome: '-'\n", encoding="utf-8")
    other = csv(tmp_path, "X1;Y1;Nome\nOutro;213000000;segredo\n")
    imported(manual, other, "--map", str(mapping))
    assert added(manual)["outro"]["note"] == {"pt": "213000000"}


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("X1=nome", "is no field of a contact"),
        ("X9=name", "has no column X9"),
        ("X1", "says of no column"),
        ("", "no column is the name of a contact"),
    ],
)
def test_a_mapping_that_does_not_hold(
    mapping: str, words: str, manual: Path, tmp_path: Path
) -> None:
    before = files_of(manual)
    out = imported(manual, csv(tmp_path, "X1;Y1\na;b\n"), "--map", mapping, code=1)
    assert words in out
    assert files_of(manual) == before


@pytest.mark.parametrize(
    "there",
    ["", "# só um comentário\n", "[]\n", "- {id: um, name: Um, status: ok}", "  - id: um\n    name: Um\n    status: ok\n# fim\n"],
)  # fmt: skip
def test_whatever_the_register_looks_like(there: str, manual: Path, tmp_path: Path) -> None:
    (manual / REGISTER).write_bytes(there.replace("\n", "\r\n").encode())
    imported(manual, csv(tmp_path, "Nome;Telefone\nNovo;213000000\n"))
    assert [entry["id"] for entry in entries(manual)][-1] == "novo"
    for line in there.splitlines():
        if line.startswith("#"):
            assert line in (manual / REGISTER).read_text(encoding="utf-8")


def test_what_is_no_table(manual: Path, tmp_path: Path) -> None:
    before = files_of(manual)
    for name, content in (
        ("a.xlsx", b"PK\x03\x04x"),
        ("b.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("c.csv", b""),
        ("d.csv", b'Nome;Telefone\n"a;b\n'),
        ("e.ods", b"PK\x03\x04x"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        out = imported(manual, file, code=1)
        assert f"{file}:1:1: error no-import: " in out
    assert files_of(manual) == before


def test_entities_in_a_spreadsheet(manual: Path, tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Nome"])
    stream = io.BytesIO()
    workbook.save(stream)
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<workbook", b"<!DOCTYPE x><workbook", 1))
    assert "declares names of its own" in imported(manual, file, code=1)
