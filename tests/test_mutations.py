"""This manual's own sources, damaged in every way that comes to mind: always findings, never a traceback."""

import json
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claim_manual.model.sources import source_folders
from claim_manual.read.listing import printable
from conftest import ROOT, called, copy_manual

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        ROOT / "manual.yml",
        *(p for name in source_folders() for p in (ROOT / name).rglob("*")),
    )
    if path.suffix in {".yml", ".md", ".svg"} and "adr" not in path.parts
)
CORE = (
    "manual.yml",
    "flows/ad-01-aima-ou-claim.yml",
    "procedures/atendimento/at-02-atendimento-presencial.yml",
)
"""Beside one damaged file these are there: enough for texts, proofs and what they name to be judged."""
ODD = (
    *(
        "[]",
        "{}",
        "[[[]]]",
        "{a: {b: [c]}}",
        "5",
        "-1",
        "1e999",
        "0x1F",
        "0o7",
        ".nan",
        "~",
        "null",
    ),
    *(
        "true",
        '""',
        "''",
        '" "',
        '"\\u202E"',
        '"\\0"',
        "2026-13-45",
        "9999-12-31",
        "12:30:00",
        "P1D",
    ),
    *(
        "&a x",
        "*a",
        "!!python/object:os.system x",
        "!x y",
        "|",
        ">-",
        "? x",
        "- x",
        "%YAML 1.2",
        "...",
    ),
    *("---", "@x", "`x`", "#x", ":", "x: y: z", '"open', "[open", "{open", "{{ x }}", "<b>x</b>"),
    *("constructor", "__proto__", "../../x", "file:///etc/passwd", "javascript:x", "9" * 5000),
)
STRANGE = (
    *(
        "\0",
        "\t",
        "\r",
        "\x0b",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u200d",
        "\u202e",
    ),
    *(
        "\ufffe",
        "\U000e0041",
        "e\u0301",
        "😀",
        "�",
        "Ω" * 50,
        "]]>",
        "-->",
        "\n---\n",
        "\n\t",
        "\n  - ",
    ),
)

Mutation = Callable[[bytes, st.DataObject], bytes]


def lines(change: Callable[[list[str], int, st.DataObject], None]) -> Mutation:
    """A mutation of the lines of a text, at one of them."""

    def mutate(content: bytes, data: st.DataObject) -> bytes:
        whole = content.decode().splitlines(keepends=True) or ["\n"]
        change(whole, data.draw(st.integers(0, len(whole) - 1), label="line"), data)
        return "".join(whole).encode("utf-8", "surrogatepass")

    return mutate


@lines
def deleted(whole: list[str], at: int, data: st.DataObject) -> None:
    del whole[at : at + data.draw(st.integers(1, 5))]


@lines
def doubled(whole: list[str], at: int, data: st.DataObject) -> None:
    whole[at:at] = whole[at : at + data.draw(st.integers(1, 20))]


@lines
def swapped(whole: list[str], at: int, data: st.DataObject) -> None:
    other = data.draw(st.integers(0, len(whole) - 1))
    whole[at], whole[other] = whole[other], whole[at]


@lines
def indented(whole: list[str], at: int, data: st.DataObject) -> None:
    whole[at] = (
        data.draw(st.sampled_from(("", " ", "  ", "        ", "\t", "- "))) + whole[at].lstrip()
    )


@lines
def another_value(whole: list[str], at: int, data: st.DataObject) -> None:
    key, colon, _ = whole[at].partition(":")
    whole[at] = f"{key}{colon or ':'} {data.draw(st.sampled_from(ODD))}\n"


@lines
def another_key(whole: list[str], at: int, data: st.DataObject) -> None:
    indent = whole[at][: len(whole[at]) - len(whole[at].lstrip(" -"))]
    _, _, value = whole[at].partition(":")
    whole[at] = f"{indent}{data.draw(st.sampled_from(ODD))}:{value or chr(10)}"


@lines
def another_word(whole: list[str], at: int, data: st.DataObject) -> None:
    words = whole[at].split(" ")
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(ODD))
    whole[at] = " ".join(words)


@lines
def strange_characters(whole: list[str], at: int, data: st.DataObject) -> None:
    column = data.draw(st.integers(0, len(whole[at])))
    whole[at] = whole[at][:column] + data.draw(st.sampled_from(STRANGE)) + whole[at][column:]


def cut(content: bytes, data: st.DataObject) -> bytes:
    return content[: data.draw(st.integers(0, len(content)), label="length")]


def other_bytes(content: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(content)), label="byte")
    return (
        content[:at]
        + data.draw(st.binary(max_size=8))
        + content[at + data.draw(st.integers(0, 8)) :]
    )


def merged(content: bytes, data: st.DataObject) -> bytes:
    other = (ROOT / data.draw(st.sampled_from(SOURCES))).read_bytes()
    at = data.draw(st.sampled_from((0, len(content) // 2, len(content))))
    return content[:at] + other + content[at:]


def written_otherwise(content: bytes, data: st.DataObject) -> bytes:
    text = content.decode()
    return data.draw(
        st.sampled_from(
            (
                text.replace("\n", "\r\n").encode(),
                text.replace("\n", "\r").encode(),
                text.encode("utf-8-sig"),
                text.encode("utf-16"),
                text.encode("latin-1", "replace"),
                unicodedata.normalize("NFD", text).encode(),
                text.replace('"', "").encode(),
                text.replace("  ", "\t").encode(),
                text.upper().encode(),
                b"",
            )
        )
    )


MUTATIONS: tuple[Mutation, ...] = (
    *(deleted, doubled, swapped, indented, another_value, another_key, another_word),
    *(strange_characters, cut, other_bytes, merged, written_otherwise),
)
NAMES = (
    "X.yml",
    "é.yml",
    "a b.yml",
    "index.yml",
    ".yml",
    "x.yaml",
    "x.YML",
    "-x.yml",
    "a\nb.yml",
    "x.pt.md",
)


def damage(folder: Path, data: st.DataObject) -> set[str]:
    """Damages one source of this manual in a folder; the paths that it has or had."""
    name = data.draw(st.sampled_from(SOURCES), label="source")
    content = (ROOT / name).read_bytes()
    for mutation in data.draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3)):
        try:
            content = mutation(content, data)
        except UnicodeDecodeError:
            break  # it is no text any more
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fates = ("kept",) * 9 + ("gone", "renamed", "a folder") * (name != "manual.yml")
    fate = data.draw(st.sampled_from(fates), label="fate")
    file.unlink(missing_ok=True)
    if fate == "kept":
        file.write_bytes(content)
    elif fate == "renamed":
        file.with_name(data.draw(st.sampled_from(NAMES))).write_bytes(content)
    elif fate == "a folder":
        file.mkdir()
        (file / "x.yml").write_bytes(content)
    return {name}


def judge(folder: Path, gone: set[str]) -> None:
    """What `check` says of the folder has a place in a file that is or was there."""
    made = called("check", "--format", "json", cwd=folder)
    assert made.returncode in {0, 1}, made.stderr
    there = {printable(path.relative_to(folder).as_posix()) for path in folder.rglob("*")}
    findings = json.loads(made.stdout or '{"findings": []}')["findings"]
    assert bool(made.returncode == 1) == any(one["severity"] == "error" for one in findings)
    for finding in findings:
        assert finding["path"] in there | gone | {"translations.lock"}, finding
        assert finding["line"] >= 1, finding
        assert finding["column"] >= 1, finding
        assert finding["message"], finding


def whole(folder: Path) -> None:
    copy_manual(folder)


def core(folder: Path) -> None:
    for name in CORE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


@pytest.mark.parametrize(("make", "number"), [(core, 188), (whole, 12)])
def test_damaged_sources_are_told_as_findings(
    tmp_path: Path, make: Callable[[Path], None], number: int
) -> None:
    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def mutated(data: st.DataObject) -> None:
        folder = tmp_path / "manual"
        make(folder)
        try:
            judge(folder, damage(folder, data))
        finally:
            shutil.rmtree(folder)

    mutated()
