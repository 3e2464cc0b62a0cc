"""Sources that are hostile or unlucky: findings with their places, never a traceback or a wait."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from claim_manual.derived import links
from claim_manual.model import near
from claim_manual.model.finding import MOST
from claim_manual.model.manual import Manual
from claim_manual.proof import states
from claim_manual.proof.walks import walks
from claim_manual.read import read_manual
from claim_manual.read.text_file import MAX_BYTES, read_text
from claim_manual.read.yaml_door import MAX_VALUES
from conftest import ROOT, called, run

pytestmark = pytest.mark.slow

FLOW = "flows/who-answers.yml"
PROCEDURE = "procedures/service/receive-request.yml"
PAGE = "docs/index.en.md"


def findings(manual: Path) -> list[tuple[str, int, int, str]]:
    """Where `check` finds errors in a manual, and their codes."""
    done = called("check", "--format", "json", cwd=manual)
    assert done.returncode in {0, 1}
    return [
        (one["path"], one["line"], one["column"], one["code"])
        for one in json.loads(done.stdout)["findings"]
        if one["severity"] == "error"
    ]


def replaced(manual: Path, path: str, old: str, new: str) -> None:
    text = (manual / path).read_text(encoding="utf-8")
    assert old in text
    (manual / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def unseen(tmp_path: Path, text: str, name: str = "a.yml") -> list[tuple[int, int]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [(one.place.line, one.place.column) for one in read_text(tmp_path / name, name)[1]]


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم", "ه\u200d.", "\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u09b0\u200d\u09cd\u09af",
        "\u0995\u09cd\u200d\u09b7", "\u0928\u094d\u200d", "\u0995\u09cd\u200c\u09b7",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u2764\ufe0f\u200d\U0001f525",
        "\U0001f469\U0001f3fd\u200d\U0001f680", "\U0001f642\u200d\u2194\ufe0f", "1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u845b\U000e0100", "\u1820\u180b",
    ],
)  # fmt: skip
def test_joiners_selectors_and_tags_stay_where_they_do_something(
    tmp_path: Path, words: str
) -> None:
    assert unseen(tmp_path, f"a: {words}\n") == []
    assert unseen(tmp_path, f"{words}\n", "a.md") == []


@pytest.mark.parametrize(
    "character",
    [
        "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u202e", "\u2066", "\u2069", "\u00ad",
        "\u034f", "\u115f", "\u1160", "\u17b4", "\u180e", "\u200b", "\u2028", "\u2029", "\u2060",
        "\u2064", "\u206a", "\u3164", "\uffa0", "\ufeff", "\ufff9", "\ufffb", "\U000e0041",
        "\U000e007f", "\U000e0100", "\U000e0fff", "\U0001d173", "\ufdd0", "\ufffe", "\U0001ffff",
        "\U0010fffe", "\x85", "\x01", "\x7f",
    ],
)  # fmt: skip
def test_what_nobody_sees_is_found_written_or_escaped(
    small: Path, tmp_path: Path, character: str
) -> None:
    assert unseen(tmp_path, f"b: c\na: x{character}y\n") == [(2, 5)]
    assert unseen(tmp_path, f"x\n\n**x{character}y**\n", "a.md") == [(3, 4)]
    escape = f"\\U{ord(character):08X}"
    replaced(small, FLOW, 'en: "Handle it here"', f'en: "Handle \\u0041 it {escape}here"')
    line = (small / FLOW).read_text(encoding="utf-8").split("Handle")[0].count("\n") + 1
    code = "syntax" if character in "\ufdd0\ufffe\U0001ffff\U0010fffe\x85\x01\x7f" else "invisible-character"  # fmt: skip
    assert findings(small) == [(FLOW, line, 29, code)]


@pytest.mark.parametrize("escape", [r"\xAD", r"\u202E", r"\L", r"\N", r"\0", r"\U000E0041"])
def test_escapes_are_found_in_keys_and_in_short_forms(small: Path, escape: str) -> None:
    replaced(small, "reference/roles.yml", "- id: officer", f'- id: officer\n  "na{escape}me": x')
    assert ("reference/roles.yml", 2, 6) in [one[:3] for one in findings(small)]


def test_an_escaped_joiner_is_judged_with_its_neighbours(small: Path) -> None:
    replaced(small, FLOW, 'en: "Handle it here"', 'en: "\\u0645\\u06cc\\u200c\\u062e"')
    assert findings(small) == []


@pytest.mark.parametrize(
    "reference", ["&#x202E;", "&#8203;", "&shy;", "&zwnj;", "&ZeroWidthSpace;"]
)
def test_references_of_markdown_are_read_as_readers_would_meet_them(
    small: Path, reference: str
) -> None:
    page = f"# Start\n\nOne {reference} two, می&zwnj;خ, `{reference}`\n\n    {reference}\n"
    (small / PAGE).write_text(page, encoding="utf-8")
    assert (PAGE, 3, 5, "invisible-character") in findings(small)
    (small / PAGE).write_text(f"# Start\n\nCode: `{reference}`, می&zwnj;خ\n", encoding="utf-8")
    assert findings(small) == []
    replaced(small, FLOW, 'en: "Handle it here"', f'en: "Handle {reference} it"')
    assert [one[2:] for one in findings(small)] == [(19, "invisible-character")]


def test_the_lock_is_read_like_other_sources(small: Path) -> None:
    lock = small / "translations.lock"
    for text, place in (
        ('{"a": {"b": {"en": "x\\u202ey"}}}', (1, 22, "invisible-character")),
        ('{\n"a": {"b": {"en": "x\u202ey"}}}', (2, 21, "invisible-character")),
        ('{"a": {"b": {"en": "\\ud800"}}}', (1, 21, "syntax")),
        ('{"a": {"b": {"en": 1}}}', (1, 1, "wrong-type")),
        ('{"a": {"b": {"en": NaN}}}', (1, 1, "wrong-type")),
        ('{"a": {}, "a": {}}', (1, 1, "syntax")),
        ("[" * 100_000, (1, 1, "wrong-type")),
        ('{"a": ' + "9" * 5_000 + "}", (1, 1, "wrong-type")),
        ("{\n x", (2, 2, "syntax")),
    ):
        lock.write_text(text, encoding="utf-8")
        assert findings(small) == [("translations.lock", *place)], text[:40]
    with lock.open("w", encoding="utf-8") as file:
        file.truncate(40_000_000)
    assert findings(small) == [("translations.lock", 1, 1, "too-large")]


PIPES = (
    "manual.yml", "mkdocs.yml", "translations.lock", FLOW, "flows/new.yml", "flows/who-answers.pt.md",
    "docs/index.en.md", "docs/picture.svg", "docs/file.bin", "reference/roles.yml",
    "reference/forms/x.en.md", "editions/x.yml", "reviews/x.yml", "templates/x.html",
)  # fmt: skip


@pytest.mark.parametrize("path", PIPES)
def test_nobody_waits_for_a_pipe(small: Path, path: str) -> None:
    file = small / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert (path, 1, 1, "unreadable-file") in findings(small)


def test_a_build_does_not_wait_for_a_pipe_either(small: Path) -> None:
    os.mkfifo(small / "docs" / "file.bin")
    for done in (run("build", "--no-pdf", cwd=small), mkdocs("build", cwd=small)):
        assert done.returncode == 1, done.stderr
        assert "docs/file.bin:1:1" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert not (small / "site").exists()


def test_sockets_devices_and_links_to_them_are_not_read(small: Path) -> None:
    held = socket.socket(socket.AF_UNIX)
    try:
        os.chdir(small)  # the address of a socket is short
        held.bind("docs/socket")
    finally:
        held.close()
    (small / "docs" / "zero.md").symlink_to("/dev/zero")
    (small / "flows" / "own.yml").symlink_to("own.yml")
    (small / "translations.lock").symlink_to("/etc/hostname")
    assert findings(small) == [
        ("docs/socket", 1, 1, "unreadable-file"),
        ("docs/zero.md", 1, 1, "foreign-file"),
        ("flows/own.yml", 1, 1, "foreign-file"),
        ("translations.lock", 1, 1, "foreign-file"),
    ]


def test_a_file_that_says_less_than_it_has_is_not_read_to_its_end() -> None:
    text, found = read_text(Path("/proc/kallsyms"), "a.yml")
    assert text is None or len(text) <= MAX_BYTES
    assert len(found) == 1


def test_names_of_files_that_are_no_text_are_findings_in_every_form(small: Path) -> None:
    docs = os.fsencode(small / "docs")
    for name in (b"Gest\xe3o.md", b"a\nb::error::x.md", "a\u202eb.md".encode(), b"a\x1b[1mb.md"):
        Path(os.fsdecode(docs + b"/" + name)).write_bytes(b"x")
    Path(os.fsdecode(docs + b"/\xe9")).mkdir()
    shown = [one[0] for one in findings(small) if one[3] == "bad-file-name"]
    assert shown == [
        "docs/Gest\\xe3o.md",
        "docs/\\xe9",
        "docs/a\\nb::error::x.md",
        "docs/a\\x1b[1mb.md",
        "docs/a\\xe2\\x80\\xaeb.md",
    ]
    for kind in ("text", "github", "json", "sarif"):
        done = run("check", "--format", kind, cwd=small)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    for done in (run("build", "--no-pdf", cwd=small), mkdocs("build", cwd=small)):
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


def test_folders_that_go_on_and_on_are_findings(small: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(small / "docs")
        for _ in range(2_000):
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(here)
        assert "too-large" in [one[3] for one in findings(small)]
        done = run("build", "--no-pdf", cwd=small)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    finally:
        os.chdir(small)
        os.system("rm -rf docs")
        os.chdir(here)


def mkdocs(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs` with these arguments, as somebody would call it who builds without our command."""
    return run(*arguments, cwd=cwd, module="mkdocs", NO_MKDOCS_2_WARNING="1", **environment)


def test_findings_of_a_kind_are_counted_once_there_are_many(small: Path) -> None:
    text = (small / FLOW).read_text(encoding="utf-8")
    keys = "".join(f"key{n}: 1\n" for n in range(5_000))
    (small / FLOW).write_text(keys + text, encoding="utf-8")
    done = called("check", cwd=small)
    lines = [line for line in done.stdout.split("\n") if "unknown-key" in line]
    assert len(lines) == MOST + 1
    assert "And 4900 more of this kind" in lines[-1]
    assert "5000 errors" in done.stderr


def test_all_of_a_usual_number_of_findings_are_told(small: Path) -> None:
    text = (small / FLOW).read_text(encoding="utf-8")
    keys = "".join(f"key{n}: 1\n" for n in range(MOST))
    (small / FLOW).write_text(keys + text, encoding="utf-8")
    assert len(findings(small)) == MOST


@pytest.mark.parametrize(
    ("unit", "code"),
    [("x,", "too-large"), ("\u200b", "invisible-character"), ("\x01", "syntax")],
)
def test_a_line_of_a_megabyte_ends_in_few_findings(small: Path, unit: str, code: str) -> None:
    room = MAX_BYTES - 100
    text = "related: [" + unit * (room // len(unit.encode())) + "]\n"
    (small / FLOW).write_text(text, encoding="utf-8")
    found = [one for one in findings(small) if one[0] == FLOW]
    assert code in {one[3] for one in found}
    assert len(found) <= MOST + 1 + 10
    assert room // 2 > MAX_VALUES


def test_near_misses_cost_no_more_for_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(word: str, candidates: list[str], n: int) -> list[str]:
        compared.append(len(candidates))
        return near_of(word, candidates, n=n)

    near_of = near.get_close_matches
    monkeypatch.setattr(near, "get_close_matches", counted)
    names = [f"long-name-{n:05}" for n in range(20_000)]
    ask = near.Near(names)
    found = [ask(f"long-nane-{n:05}") for n in range(2_000)]
    assert found[:200] == names[:200]
    assert sum(compared) < 10_000


def test_values_are_repeated_in_a_sentence_up_to_a_length(small: Path) -> None:
    replaced(small, FLOW, "owner: officer", f"owner: {'x' * 100_000}")
    replaced(small, FLOW, "version: ", f"version: {'9' * 100_000} #")
    assert all(len(line) < 2_000 for line in called("check", cwd=small).stdout.split("\n"))


@pytest.mark.parametrize(
    ("written", "is_right"),
    [
        ("PT10M", True), ("P100Y", True), ("P36500D", True), ("P101Y", False),
        ("PT999999M", True), ("P999999D", False), (f"P{'9' * 5_000}D", False), ("P١D", False),
    ],
)  # fmt: skip
def test_a_duration_is_no_longer_than_a_century(small: Path, written: str, is_right: bool) -> None:
    replaced(small, PROCEDURE, "within: PT10M", f"within: {written}")
    expected = [] if is_right else ["wrong-type"]
    assert [one[3] for one in findings(small)] == expected
    schema = json.loads((ROOT / "schemas" / "procedure.json").read_text(encoding="utf-8"))
    pattern = schema["$defs"]["TimeLimit"]["properties"]["within"]["pattern"]
    assert bool(re.fullmatch(pattern, written)) == (is_right or written in {"P101Y", "P999999D"})


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0999-12-31", "3000-01-01"])
def test_days_that_nobody_can_count_from_are_findings(small: Path, day: str) -> None:
    replaced(small, FLOW, "review_by: 2027-02-19", f"review_by: {day}")
    assert [one[3] for one in findings(small)] == ["wrong-type"]


def test_the_first_and_the_last_day_make_a_site(small: Path) -> None:
    replaced(small, FLOW, "review_by: 2027-02-19", "review_by: 2999-12-31")
    replaced(small, PROCEDURE, "    date: 2026-11-21", "    date: 1000-01-01")
    replaced(small, PROCEDURE, "within: PT10M", "within: P100Y")
    (small / "reference" / "validations.yml").write_text(
        "- {id: v, question: {en: x, pt: x}, asked_of: officer}\n", encoding="utf-8"
    )
    done = run("build", "--no-pdf", "--today", "2105-12-31", cwd=small)
    assert done.returncode == 0, done.stderr
    assert "DTEND;VALUE=DATE:30000101" in (small / "site" / "reviews.ics").read_text("utf-8")
    assert "<updated>1000-01-01T" in (small / "site" / "changes.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("bound", "is_right"),
    [
        ("18", True), ("1000000000000000", True), ("1000000000000001", False), ("1e308", False),
        (".inf", False), ("-.inf", False), (".nan", False), ("999999999999999999", False),
        ("31", True), ("9999-12-31", False), ("0001-01-01", False),
    ],
)  # fmt: skip
def test_bounds_and_answers_are_numbers_that_a_page_can_hold(
    small: Path, bound: str, is_right: bool
) -> None:
    replaced(
        small,
        FLOW,
        "    answers:\n      - {id: yes, to: here}\n      - {id: no, to: elsewhere}\n",
        "    kind: number\n    answers:\n"
        f"      - {{id: yes, to: here, range: {{lt: {bound}}}}}\n"
        f"      - {{id: no, to: elsewhere, range: {{ge: {bound}}}}}\n",
    )
    assert {one[3] for one in findings(small)} == (set() if is_right else {"wrong-type"})


@pytest.mark.parametrize("given", [".inf", "-.inf", ".nan", "1e308"])
def test_answers_of_scenarios_are_numbers(small: Path, given: str) -> None:
    replaced(small, FLOW, "answers: {ours: yes}", f"answers: {{ours: {given}}}")
    assert {one[3] for one in findings(small)} == {"wrong-type"}


@pytest.mark.parametrize(
    "environment",
    [
        {"CLAIM_MANUAL_TODAY": "0001-01-01"}, {"CLAIM_MANUAL_TODAY": "9999-12-31"},
        {"CLAIM_MANUAL_TODAY": "2106-01-01"}, {"CLAIM_MANUAL_TODAY": "1969-12-31"},
        {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "4291747200"},
        {"CLAIM_MANUAL_TODAY": "2026-W47-6"}, {"CLAIM_MANUAL_TODAY": "tomorrow"},
        {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "-1"},
        {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "99999999999999"},
        {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "abc"},
        {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "9" * 5_000},
    ],
)  # fmt: skip
def test_a_day_that_is_none_ends_every_command_with_one_line(
    small: Path, environment: dict[str, str]
) -> None:
    for arguments in (["check"], ["build", "--no-pdf"], ["due"]):
        done = called(*arguments, cwd=small, **environment)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert re.search(r"2026-11-21|1970", done.stderr)
    done = called("release-notes", "--since", "0001-01-01", cwd=small)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_mkdocs_alone_says_the_same_of_a_day_that_is_none(small: Path) -> None:
    for given in ({"CLAIM_MANUAL_TODAY": "0001-01-01"}, {"CLAIM_MANUAL_TODAY": "", "SOURCE_DATE_EPOCH": "abc"}):  # fmt: skip
        done = mkdocs("build", cwd=small, **given)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        said = done.stdout + done.stderr
        assert re.search(r"2026-11-21|1970", said)
    done = mkdocs("build", cwd=small, SOURCE_DATE_EPOCH="", CLAIM_MANUAL_BOOKS="no")
    assert done.returncode == 0, done.stderr


def test_a_file_of_translations_has_no_hidden_characters_either(small: Path) -> None:
    for given, place in (
        ('msgid "a"\nmsgstr "x\u202ey"\n', "new.po:2:10: error invisible-character"),
        ('msgid "a\x01"\nmsgstr "x"\n', "new.po:1:9: error syntax"),
    ):
        (small / "new.po").write_text(given, encoding="utf-8")
        done = called("i18n", "import", "new.po", "--lang", "pt", cwd=small)
        assert done.returncode == 1
        assert place in done.stdout


def questions(count: int) -> str:
    """A flow of questions of three answers, all of which are read again at its end."""
    answers = "[{id: a, label: x}, {id: b, label: x}, {id: c, label: x}]"
    words = "{en: x, pt: x}"
    return (
        f"code: X-1\ntitle: {words}\nstatus: draft\nversion: '1'\nowner: officer\nsummary: {words}\nnodes:\n"
        + "".join(
            f"- {{id: q{n}, ask: {words}, answers: {answers}, next: {after}}}\n"
            for n in range(count)
            for after in [f"q{n + 1}" if n + 1 < count else "s0"]
        )
        + "".join(
            f"- {{id: s{n}, do: {words}, notes: [{{when: {{q{n}: a}}, text: {words}}}]}}\n"
            for n in range(count)
        )
        + f"- {{id: end, outcome: {words}}}\n"
    )


def test_a_flow_whose_states_explode_stops_at_an_amount_and_says_so(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 5_000_000
    monkeypatch.setattr(states, "MAX_BYTES", most)
    for name in ("first", "second", "third"):
        (small / "flows" / f"{name}.yml").write_text(questions(14), encoding="utf-8")
    manual, _ = read_manual(small)
    assert manual
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    document_walks = [*walks(manual)]
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert [walk.program.document.id for walk in document_walks if walk.is_cut] == [
        "first",
        "second",
        "third",
    ]
    assert taken < 2 * (most + 2 * states.LEAST_BYTES)
    done = called("check", cwd=small)
    told = [line for line in done.stdout.split("\n") if "unproved-flow" in line]
    assert len(told) == 3
    assert all("more combinations of answers than 200 MB hold" in line for line in told)


def test_a_question_has_a_thousand_answers_at_most(small: Path) -> None:
    text = (small / FLOW).read_text(encoding="utf-8")
    more = "".join(f"      - {{id: a{n}, label: x, to: nowhere}}\n" for n in range(1_001))
    old = "      - {id: no, to: elsewhere}\n"
    (small / FLOW).write_text(text.replace(old, old + more), encoding="utf-8")
    found = [one for one in findings(small) if one[0] == FLOW]
    assert sorted(one[3] for one in found) == ["unknown-target", "wrong-type"]


def test_two_answers_that_overlap_are_told_once(small: Path) -> None:
    replaced(
        small,
        FLOW,
        "    answers:\n      - {id: yes, to: here}\n      - {id: no, to: elsewhere}\n",
        "    kind: number\n    answers:\n      - {id: first, label: x, to: here, range: {ge: 0}}\n"
        + "".join(
            f"      - {{id: a{n}, label: x, to: here, range: {{ge: {n}}}}}\n" for n in range(1, 30)
        ),
    )
    codes = [one[3] for one in findings(small)]
    assert codes.count("range-overlap") == 29


def test_a_page_has_twenty_thousand_lines_at_most(small: Path) -> None:
    (small / PAGE).write_text("a\n" * 20_001, encoding="utf-8")
    assert (PAGE, 1, 1, "too-large") in findings(small)


def test_a_link_costs_no_more_on_a_page_with_many(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / PAGE).write_text("[a](b.md)\n\n" * 2_000, encoding="utf-8")
    asked: list[str] = []

    def counted(manual: Manual, path: str, href: str) -> links.Goal:
        asked.append(href)
        return relative(manual, path, href)

    relative = links._relative
    monkeypatch.setattr(links, "_relative", counted)
    found = findings(small)
    assert len(asked) < 10
    assert found[0] == (PAGE, 1, 5, "broken-link")
    assert len(found) == MOST + 1
