"""`claim-manual format`: one form for every source, nothing lost, nothing meant otherwise."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claim_manual.difference.compare import difference
from claim_manual.read import read_manual
from claim_manual.read.yaml_door import parse
from claim_manual.sources.formatting import form, formatted
from claim_manual.sources.order import shape_of
from claim_manual.sources.scalars import scalar
from conftest import ROOT, called

LANGUAGES = ("pt", "en")


def canonical(text: str, path: str = "flows/x.yml") -> str:
    """The canonical form of a text that has no fault."""
    shape = shape_of(path, LANGUAGES)
    assert shape
    made, findings = form(path, text, shape)
    assert made is not None, findings
    return made


CASES = [
    (
        "keys in the order of a page, an id before all",
        "title: {en: A, pt: B}\ncode: T\nnodes:\n  - outcome: x\n    id: end\n",
        "code: T\ntitle: {pt: B, en: A}\nnodes:\n  - id: end\n    outcome: x\n",
    ),
    (
        "keys that nobody knows come last, as they are",
        "zebra: 1\ncode: T\nant: 2\n",
        "code: T\nzebra: 1\nant: 2\n",
    ),
    (
        "quotes only where they are needed",
        "code: 'T'\nversion: '0.1'\nsummary: \"a: b\"\ntitle: 'no'\nowner: \"it's\"\n",
        'code: T\ntitle: "no"\nversion: "0.1"\nowner: it\'s\nsummary: "a: b"\n',
    ),
    (
        "numbers and nothing stay what they are",
        "code: T\nversion: 0.1\nowner:\nsummary: ~\n",
        "code: T\nversion: 0.1\nowner:\nsummary: ~\n",
    ),
    (
        "a folded text is one line, a text of lines is a block",
        'code: T\nsummary: >-\n  one\n  two\ntitle: "a\\nb\\n"\n',
        "code: T\ntitle: |\n  a\n  b\nsummary: one two\n",
    ),
    (
        "braces that are too long become lines",
        "code: T\nsummary: {pt: " + "a" * 50 + ", en: " + "b" * 50 + "}\n",
        "code: T\nsummary:\n  pt: " + "a" * 50 + "\n  en: " + "b" * 50 + "\n",
    ),
    (
        "comments go with what they are about",
        "# head\n\ntitle: # beside\n  pt: A\n  # deeper\n# on code\ncode: T\n\n\n# foot\n",
        "# head\n\n# on code\ncode: T\ntitle: # beside\n  pt: A\n  # deeper\n\n# foot\n",
    ),
    (
        "a comment inside braces makes them lines",
        "code: T\nsummary: {\n  pt: a, # one\n  en: b }\n",
        "code: T\nsummary:\n  pt: a # one\n  en: b\n",
    ),
    (
        "lists are indented, and comments in them stay",
        "nodes:\n# first\n- id: a # x\n  do: b\n\n- do: c\n  # on id\n  id: d\n",
        "nodes:\n  # first\n  - id: a # x\n    do: b\n\n  # on id\n  - id: d\n    do: c\n",
    ),
    (
        "a mark of a comment in a text is no comment",
        'summary: |\n  # not a comment\n  b # nor this\ntitle: "x # y"\ncode: a#b\n',
        'code: a#b\ntitle: "x # y"\nsummary: |\n  # not a comment\n  b # nor this\n',
    ),
    (
        "a list at the top",
        "- kind: office\n  id: b\n- id: a\n",
        "- id: b\n  kind: office\n- id: a\n",
    ),
    (
        "nothing in them",
        "code: T\nnodes: [ ]\nconditions: { }\n",
        "code: T\nconditions: {}\nnodes: []\n",
    ),
]


@pytest.mark.parametrize(("name", "before", "after"), CASES, ids=[one[0] for one in CASES])
def test_the_form_of_a_file(name: str, before: str, after: str) -> None:
    path = "reference/contacts.yml" if before.startswith("-") else "flows/x.yml"
    assert canonical(before, path) == after
    assert canonical(after, path) == after


COMMENT = re.compile(r"#c[0-9]+")
WORDS = st.one_of(
    st.sampled_from(
        [
            "sim",
            "no",
            "yes",
            "0.1",
            "2026-11-21",
            "09:30",
            "a: b",
            "a #b",
            "- x",
            "",
            " x ",
            "null",
            "{a}",
            "[b]",
            "it's",
            "ç «é»",
            "?",
            "x,",
            "~",
            "{a}",
            "[b]",
            "it's",
            '"q"',
            "a\nb",
            "a\n\n  b\n",
            "\tx",
            "ç «é»",
            "?",
            "x,",
            "~",
            "a\\b",
            "linha um\nlinha dois\n",
            "# x",
            "x:",
            "1e3",
            "@x",
            "%x",
            "!x",
            "&x",
            "*x",
            "|",
            ">",
            "'",
        ]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=30
    ),
)
KEYS = st.sampled_from(
    [
        "id",
        "code",
        "title",
        "pt",
        "en",
        "summary",
        "steps",
        "nodes",
        "answers",
        "label",
        "to",
        "do",
        "ask",
        "outcome",
        "next",
        "when",
        "zz",
        "y-1",
    ]
)
DATA = st.recursive(
    st.one_of(WORDS, st.integers(-99, 9999), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


class Author:
    """Writes data as YAML as people do: any quotes, braces or lines, comments wherever they fit."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.comments = 0

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(1, one_in)) == 1)

    def comment(self) -> str:
        self.comments += 1
        return f"#c{self.comments} {self.draw(st.sampled_from(['x', 'a: b', '- y', 'ç # z']))}"

    def above(self, pad: str) -> str:
        made = ""
        if self.chance(6):
            made += "\n"
        if self.chance(5):
            made += f"{pad}{self.comment()}\n"
        return made

    def beside(self) -> str:
        return f"  {self.comment()}" if self.chance(6) else ""

    def scalar(self, value: Any, *, in_flow: bool = False) -> str:
        if not isinstance(value, str):
            return {None: "null", True: "true", False: "false"}.get(value, str(value))
        plain = scalar(value, in_flow=in_flow)
        if self.chance(3) and "\n" not in value and "\t" not in value:
            return "'" + value.replace("'", "''") + "'"
        if self.chance(3) and not plain.startswith('"'):
            return f'"{value}"' if '"' not in value and "\\" not in value else plain
        return plain

    def flow(self, value: Any) -> str:
        match value:
            case dict():
                pairs = (
                    f"{scalar(k, in_flow=True, is_key=True)}: {self.flow(v)}"
                    for k, v in value.items()
                )
                return "{" + ", ".join(pairs) + "}"
            case list():
                return "[" + ", ".join(self.flow(one) for one in value) + "]"
            case _:
                return self.scalar(value, in_flow=True)

    def valued(self, start: str, value: Any, indent: int) -> str:
        if isinstance(value, dict | list) and value and not self.chance(4):
            return f"{start}{self.beside()}\n{self.block(value, indent)}"
        is_block = isinstance(value, str) and re.fullmatch(r"[a-z][^\t]*\n", value)
        if is_block and "\n\n" not in value and self.chance(2):
            lines = "".join(f"{' ' * indent}{one}\n" for one in value.splitlines())
            return f"{start} |{self.beside()}\n{lines}"
        said = self.flow(value) if isinstance(value, dict | list) else self.scalar(value)
        return f"{start} {said}{self.beside()}\n"

    def block(self, value: Any, indent: int) -> str:
        pad, made = " " * indent, ""
        entries = value.items() if isinstance(value, dict) else ((None, one) for one in value)
        for key, one in entries:
            made += self.above(pad)
            start = f"{pad}-" if key is None else f"{pad}{scalar(key, is_key=True)}:"
            made += self.valued(start, one, indent + self.draw(st.sampled_from([2, 4])))
        return made


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(data=st.dictionaries(KEYS, DATA, min_size=1, max_size=6), draw=st.data())
def test_random_files_keep_their_comments_and_their_meaning(
    data: dict[str, Any], draw: Any
) -> None:
    author = Author(draw.draw)
    text = author.block(data, 0)
    value, findings = parse(text, "flows/x.yml")
    assert value is not None, (text, findings)
    assert value.plain() == data
    made = canonical(text)
    again, _ = parse(made, "flows/x.yml")
    assert again is not None
    assert again.plain() == data
    assert Counter(COMMENT.findall(made)) == Counter(COMMENT.findall(text)), made
    assert canonical(made) == made


def test_every_file_of_the_manual_is_in_its_form() -> None:
    for one in formatted(ROOT, LANGUAGES):
        assert not one.is_changed, one.path


def test_formatting_changes_no_meaning(small: Path) -> None:
    before, _ = read_manual(small)
    assert called("format", cwd=small).stdout.splitlines()
    after, _ = read_manual(small)
    assert before
    assert after
    found = difference(before, after)
    assert (found.revised, found.endings) == ((), {})


def test_a_file_with_faults_is_left_alone(small: Path) -> None:
    flow = small / "flows" / "who-answers.yml"
    other = small / "procedures" / "service" / "receive-request.yml"
    flow.write_text("code: {\n", encoding="utf-8")
    before = other.read_bytes()
    made = called("format", cwd=small)
    assert made.returncode == 1
    assert "flows/who-answers.yml:2:1: error syntax" in made.stdout
    assert flow.read_text(encoding="utf-8") == "code: {\n"
    assert "procedures/service/receive-request.yml" in made.stdout.splitlines()
    assert other.read_bytes() != before
    assert called("format", "--check", "procedures", cwd=small).returncode == 0


def test_check_says_what_would_change_and_writes_nothing(small: Path) -> None:
    before = {one: one.read_bytes() for one in small.rglob("*.yml")}
    made = called("format", "--check", cwd=small)
    assert made.returncode == 1
    assert "flows/who-answers.yml" in made.stdout
    assert "Run claim-manual format." in made.stderr
    assert {one: one.read_bytes() for one in small.rglob("*.yml")} == before


def test_line_ends_of_other_systems_become_plain_ones(small: Path) -> None:
    file = small / "reference" / "roles.yml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert (
        called("format", "reference", cwd=small).stdout
        == "reference/contacts.yml\nreference/glossary.yml\nreference/roles.yml\n"
    )
    assert b"\r" not in file.read_bytes()
    assert called("format", "reference", cwd=small).stdout == ""
