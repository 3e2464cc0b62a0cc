"""This manual's own sources, damaged in every way that comes to mind: always findings, never a traceback."""

import json
import shutil
import unicodedata
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from random import Random

import pytest

from claim_manual.model.sources import source_folders
from claim_manual.read.listing import printable
from conftest import ROOT, called

pytestmark = pytest.mark.slow

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

Mutation = Callable[[bytes, Random], bytes]


def lines(change: Callable[[list[str], int, Random], None]) -> Mutation:
    """A mutation of the lines of a text, at one of them."""

    @wraps(change)
    def mutate(content: bytes, chance: Random) -> bytes:
        whole = content.decode().splitlines(keepends=True) or ["\n"]
        change(whole, chance.randint(0, len(whole) - 1), chance)
        return "".join(whole).encode("utf-8", "surrogatepass")

    return mutate


@lines
def deleted(whole: list[str], at: int, chance: Random) -> None:
    del whole[at : at + chance.randint(1, 5)]


@lines
def doubled(whole: list[str], at: int, chance: Random) -> None:
    whole[at:at] = whole[at : at + chance.randint(1, 20)]


@lines
def swapped(whole: list[str], at: int, chance: Random) -> None:
    other = chance.randint(0, len(whole) - 1)
    whole[at], whole[other] = whole[other], whole[at]


@lines
def indented(whole: list[str], at: int, chance: Random) -> None:
    whole[at] = chance.choice(("", " ", "  ", "        ", "\t", "- ")) + whole[at].lstrip()


@lines
def another_value(whole: list[str], at: int, chance: Random) -> None:
    key, colon, _ = whole[at].partition(":")
    whole[at] = f"{key}{colon or ':'} {chance.choice(ODD)}\n"


@lines
def another_key(whole: list[str], at: int, chance: Random) -> None:
    indent = whole[at][: len(whole[at]) - len(whole[at].lstrip(" -"))]
    _, _, value = whole[at].partition(":")
    whole[at] = f"{indent}{chance.choice(ODD)}:{value or chr(10)}"


@lines
def another_word(whole: list[str], at: int, chance: Random) -> None:
    words = whole[at].split(" ")
    words[chance.randint(0, len(words) - 1)] = chance.choice(ODD)
    whole[at] = " ".join(words)


@lines
def strange_characters(whole: list[str], at: int, chance: Random) -> None:
    column = chance.randint(0, len(whole[at]))
    whole[at] = whole[at][:column] + chance.choice(STRANGE) + whole[at][column:]


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def other_bytes(content: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(content))
    return (
        content[:at] + chance.randbytes(chance.randint(0, 8)) + content[at + chance.randint(0, 8) :]
    )


def merged(content: bytes, chance: Random) -> bytes:
    other = (ROOT / chance.choice(SOURCES)).read_bytes()
    at = chance.choice((0, len(content) // 2, len(content)))
    return content[:at] + other + content[at:]


def written_otherwise(content: bytes, chance: Random) -> bytes:
    text = content.decode()
    return chance.choice(
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


def damage(folder: Path, name: str, mutations: list[Mutation], chance: Random) -> set[str]:
    """Damages a source of this manual in a folder; the paths that it has or had."""
    content = (ROOT / name).read_bytes()
    for mutation in mutations:
        try:
            content = mutation(content, chance)
        except UnicodeDecodeError:
            break  # it is no text any more
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fates = ("kept",) * 9 + ("gone", "renamed", "a folder") * (name != "manual.yml")
    fate = chance.choice(fates)
    file.unlink(missing_ok=True)
    if fate == "kept":
        file.write_bytes(content)
    elif fate == "renamed":
        file.with_name(chance.choice(NAMES)).write_bytes(content)
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


def core(folder: Path) -> None:
    for name in CORE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


KINDS = sorted({name.partition("/")[0] + Path(name).suffix for name in SOURCES})
"""Sources by their folder and ending: each is damaged in each way."""


def damaged(folder: Path, kind: str, mutation: Mutation) -> None:
    """A source of a kind, damaged in one way at least, is judged with what stands in `folder`."""
    chance = Random(f"{kind} {mutation.__name__}")
    names = [name for name in SOURCES if name.partition("/")[0] + Path(name).suffix == kind]
    more = chance.choices(MUTATIONS, k=chance.randint(0, 2))
    judge(folder, damage(folder, chance.choice(names), [mutation, *more], chance))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_damaged_sources_are_told_as_findings(tmp_path: Path, mutation: Mutation) -> None:
    for kind in KINDS:
        core(tmp_path / "manual")
        damaged(tmp_path / "manual", kind, mutation)
        shutil.rmtree(tmp_path / "manual")


@pytest.mark.parametrize(
    ("kind", "mutation"),
    [
        ("flows.yml", deleted),
        ("manual.yml.yml", another_word),
        ("procedures.yml", swapped),
        ("reference.yml", another_value),
    ],
)
def test_a_damaged_source_of_a_whole_manual_is_told_as_findings(
    claim: Path, kind: str, mutation: Mutation
) -> None:
    damaged(claim, kind, mutation)
