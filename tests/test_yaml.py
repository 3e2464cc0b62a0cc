"""YAML comes in as YAML 1.2 core, each value with its place; what a manual may not have is found."""

import pytest

from claim_manual.read.text_file import read_text
from claim_manual.read.yaml_door import parse


def codes(text: str) -> list[tuple[int, int, str]]:
    _, findings = parse(text, "a.yml")
    return [(one.place.line, one.place.column, one.code) for one in findings]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("sim", "sim"), ("y", "y"),
        ("09:30", "09:30"), ("190:20:30", "190:20:30"), ("2026-11-21", "2026-11-21"),
        ("true", True), ("False", False), ("TRUE", True), ("tRue", "tRue"),
        ("null", None), ("~", None), ("Null", None), ("nULL", "nULL"),
        ("12", 12), ("-3", -3), ("0o17", 15), ("017", 17), ("0x1F", 31), ("1_000", "1_000"),
        ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("0b11", "0b11"), ("=", "="),
        ("'12'", "12"), ('"true"', "true"), ("1.2.3", "1.2.3"), (".inf", float("inf")),
    ],
)  # fmt: skip
def test_scalars_are_those_of_the_core_schema(written: str, meant: object) -> None:
    value, findings = parse(f"a: {written}\n", "a.yml")
    assert not findings
    assert value is not None
    assert value.plain() == {"a": meant}
    assert type(value.plain()["a"]) is type(meant)


def test_every_value_and_key_knows_its_place() -> None:
    value, _ = parse("a:\n  - b: x\n    çé: {d: 1, e: [2, 3]}\n  - |\n    text\n", "p.yml")
    assert value is not None
    values, keys = value.places()
    found = {loc: (place.line, place.column) for loc, place in values.items()}
    assert found["a", 0, "b"] == (2, 8)
    assert found["a", 0, "çé", "e", 1] == (3, 23)
    assert found["a", 1] == (5, 1)
    assert (keys["a", 0, "çé", "e"].line, keys["a", 0, "çé", "e"].column) == (3, 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "forbidden-yaml"), (2, 4, "forbidden-yaml")]),
        ("a: !!python/object/apply:os.system [ls]\n", [(1, 4, "forbidden-yaml")]),
        ("a:\n  <<: {b: 1}\n", [(2, 3, "forbidden-yaml")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "forbidden-yaml")]),
        ("? [a]\n: 1\n", [(1, 3, "forbidden-yaml")]),
        ("a: {pt: Que ato, e quando, en: x}\n", [(1, 18, "syntax")]),
        ("a: {pt: [}\n", [(1, 10, "syntax")]),
        ("a:\n\t- b\n", [(2, 1, "syntax")]),
        ('a: "x\n', [(1, 4, "syntax")]),
        ("a: x: y\n", [(1, 5, "syntax")]),
        ("[" * 60 + "]" * 60, [(1, 51, "too-large")]),
    ],
)
def test_what_is_not_allowed_is_found_where_it_stands(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    assert codes(text) == expected


def test_bytes_that_are_no_text_are_findings(tmp_path) -> None:
    def read(data: bytes) -> list[tuple[int, int, str]]:
        file = tmp_path / "a.yml"
        file.write_bytes(data)
        return [(one.place.line, one.place.column, one.code) for one in read_text(file, "a.yml")[1]]

    assert read("a: çã\n".encode("latin-1")) == [(1, 4, "encoding")]
    assert read(b"a: b\nc: \x07d\n") == [(2, 4, "syntax")]
    assert read("a: x\u200by\n".encode()) == [(1, 5, "invisible-character")]
    assert read("a: \u202ex\n".encode()) == [(1, 4, "invisible-character")]
    assert read(b"a: " + b"x" * 1_000_001) == [(1, 1, "too-large")]
    assert read("\ufeffa: b\r\nc: d\r\n".encode()) == []


def test_a_byte_order_mark_does_not_shift_places(tmp_path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("\ufeffa: b\n".encode())
    text, _ = read_text(file, "a.yml")
    assert text == "a: b\n"
