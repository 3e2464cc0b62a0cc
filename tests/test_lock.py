"""translations.lock: git merges what neighbours change, and after a conflict nothing is forgotten."""

import itertools
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from claim_manual.derived.translations import TranslationState, translations
from claim_manual.read import read_manual
from claim_manual.read.lock_file import HEAD, lock_in
from claim_manual.sources.translated import lock_text
from claim_manual.work.judging import judged
from conftest import DAY, called, committed, git
from test_translations import FLOW, PROCEDURE, kept, replace, stale

__all__ = ["kept"]
LOCK = "translations.lock"
STEP = f"{PROCEDURE}#steps.listen.do"
Entries = list[tuple[str, str]]


@pytest.fixture
def shared(kept: Path) -> Path:
    """The small manual in a repository, with every translation confirmed."""
    return committed(kept)


def on_branch(folder: Path, name: str, change: Callable[[], None]) -> None:
    """What somebody changes and commits on a branch from main."""
    git(folder, "switch", "--quiet", "--create", name, "main")
    change()
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", name)


def merged(folder: Path, ours: str, theirs: str) -> bool:
    """Merges two branches; whether git could."""
    git(folder, "switch", "--quiet", ours)
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    return not subprocess.run(
        ["git", "-C", folder, *who, "merge", "--no-edit", theirs], capture_output=True, check=False
    ).returncode


def confirm(folder: Path, *names: str) -> None:
    made = called("i18n", "confirm", *names, cwd=folder)
    assert made.returncode == 0, made.stderr


def entry(name: str, source: str) -> str:
    return f"{name}\n{json.dumps(source)}\n\n"


BEFORE: Entries = [(f"pt a.yml#steps.s{n}.do", f"Text {n}") for n in range(5)]


def changes() -> dict[str, Callable[[Entries], Entries]]:
    """Everything that can be done to one of some entries."""

    def changed(n: int) -> Callable[[Entries], Entries]:
        return lambda old: [*old[:n], (old[n][0], "Other"), *old[n + 1 :]]

    def gone(n: int) -> Callable[[Entries], Entries]:
        return lambda old: [*old[:n], *old[n + 1 :]]

    def new(n: int) -> Callable[[Entries], Entries]:
        return lambda old: [*old[:n], (f"pt a.yml#steps.n{n}.do", "New"), *old[n:]]

    return {f"{kind.__name__}-{n}": kind(n) for kind in (changed, gone, new) for n in range(5)} | {
        "new-5": new(5)
    }


def test_git_merges_what_two_people_do_to_neighbours(tmp_path: Path) -> None:
    """Every pair of changes, merged as code hosts do; only what is taken away beside a change of
    the list itself stays for people.
    """
    file = tmp_path / LOCK

    def write(entries: Entries) -> None:
        file.write_text(f"{HEAD}\n\n" + "".join(entry(*one) for one in entries), encoding="utf-8")

    write(BEFORE)
    committed(tmp_path)
    for name, change in changes().items():
        on_branch(tmp_path, name, lambda change=change: write(change(BEFORE)))  # type: ignore[misc]
    refused = set()
    for a, b in itertools.combinations(changes(), 2):
        made = subprocess.run(
            ["git", "-C", tmp_path, "merge-tree", "--write-tree", a, b],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            refused.add((a, b))
            continue
        tree = made.stdout.strip()
        both = lock_in(git(tmp_path, "show", f"{tree}:{LOCK}"))["a.yml"]
        own = [lock_in(git(tmp_path, "show", f"{one}:{LOCK}"))["a.yml"] for one in (a, b)]
        before = {name.partition("#")[2]: {"pt": text} for name, text in BEFORE}
        for way in {*before, *own[0], *own[1]}:
            theirs = [one.get(way) for one in own]
            expected = next((one for one in theirs if one != before.get(way)), before.get(way))
            assert both.get(way) == expected, (a, b, way)
    kinds = {(a.split("-")[0], b.split("-")[0]) for a, b in refused}
    assert kinds <= {("changed", "gone"), ("gone", "gone"), ("gone", "new")}
    assert not any(a[-1] != b[-1] for a, b in refused if a.startswith("changed"))


def test_git_merges_what_two_new_pages_bring(tmp_path: Path) -> None:
    """Their names follow each other; in the lock they stand far apart, but for a few."""

    def page(name: str) -> dict[str, dict[str, str]]:
        return {f"steps.s{n}.do": {"en": f"Texto {n} de {name}"} for n in range(5)}

    before = {f"procedures/a/gc-{n:03}.yml": page(f"gc-{n:03}") for n in range(120)}
    place = tmp_path / "lock"
    place.mkdir()
    file = place / LOCK
    file.write_text(lock_text(before), encoding="utf-8")
    committed(place)
    refused = 0
    for n in range(40):
        for side in (0, 1):
            new = {f"procedures/a/gc-{200 + 2 * n + side}.yml": page("new")}
            git(place, "switch", "--quiet", "--create", f"b{n}-{side}", "main")
            file.write_text(lock_text({**before, **new}), encoding="utf-8")
            git(place, "commit", "--quiet", "--all", "--message", "new")
        refused += bool(
            subprocess.run(
                ["git", "-C", place, "merge-tree", "--write-tree", f"b{n}-0", f"b{n}-1"],
                capture_output=True,
                check=False,
            ).returncode
        )
    assert refused <= 2


def test_two_neighbouring_texts_of_a_page_merge_by_themselves(shared: Path) -> None:
    def first() -> None:
        replace(shared / PROCEDURE, "en: Listen to the whole", "en: Hear the whole")
        confirm(shared, STEP)

    def second() -> None:
        names = [one.name for one in translations(read_manual(shared)[0]) if one.path == PROCEDURE]  # type: ignore[arg-type]
        below = names[names.index(STEP) + 1]
        assert below == f"{PROCEDURE}#steps.listen.say"
        replace(shared / PROCEDURE, "en: Good morning.", "en: Good day.")
        confirm(shared, below)

    on_branch(shared, "a", first)
    on_branch(shared, "b", second)
    assert merged(shared, "a", "b")
    assert stale(shared) == []


def conflict(folder: Path) -> None:
    """Two people change the same text and confirm it; a third text is stale, and stays so."""
    replace(folder / FLOW, "en: Handle it here", "en: Deal with it here")
    git(folder, "commit", "--quiet", "--all", "--message", "one that is stale")

    def of(text: str) -> Callable[[], None]:
        def change() -> None:
            replace(folder / PROCEDURE, "en: Listen to the whole request", f"en: {text}")
            confirm(folder, STEP)

        return change

    on_branch(folder, "a", of("Hear the whole request"))
    on_branch(folder, "b", of("Hear it all"))
    assert not merged(folder, "a", "b")


def test_check_says_where_a_conflict_stands_in_the_readers_language(shared: Path) -> None:
    conflict(shared)
    git(shared, "checkout", "--ours", PROCEDURE)
    text = (shared / LOCK).read_text(encoding="utf-8")
    line = text.split("\n").index("<<<<<<< HEAD") + 1
    for lang, told in (("pt", "O git deixou aqui duas versões"), ("en", "two versions")):
        made = called("check", cwd=shared, LC_ALL=f"{lang}.UTF-8", LANG="")
        assert made.returncode == 1
        (said,) = [one for one in made.stdout.splitlines() if one.startswith(LOCK)]
        assert said.startswith(f"{LOCK}:{line}:1: ")
        assert "unresolved-merge" in said
        assert told in said
        assert "claim-manual i18n merge" in said


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("how", ["stages", "markers", "deleted", "confirmed"])
def test_after_a_conflict_what_was_stale_stays_stale(shared: Path, side: str, how: str) -> None:
    conflict(shared)
    git(shared, "checkout", f"--{side}", PROCEDURE)
    if how == "markers":
        shutil.rmtree(shared / ".git")
    if how == "deleted":
        (shared / LOCK).unlink()
    if how == "confirmed":  # what used to be advised
        (shared / LOCK).unlink()
        assert called("i18n", "confirm", cwd=shared).returncode == 2
        (shared / LOCK).write_text("{}\n", encoding="utf-8")
        confirm(shared)
        assert stale(shared) == []
    made = called("i18n", "merge", cwd=shared)
    assert made.returncode == 0, made.stderr
    assert "1 stale" in made.stderr
    assert ("git add translations.lock" in made.stderr) is (how != "markers")
    assert stale(shared) == [f"{FLOW}#nodes.here.outcome"]
    again = (shared / LOCK).read_bytes()
    assert called("i18n", "merge", cwd=shared).returncode == 0
    assert (shared / LOCK).read_bytes() == again


def test_a_text_that_neither_side_made_is_stale(shared: Path) -> None:
    conflict(shared)
    git(shared, "checkout", "--ours", PROCEDURE)
    replace(shared / PROCEDURE, "en: Hear the whole request", "en: Hear all of the request")
    assert called("i18n", "merge", cwd=shared).returncode == 0
    assert STEP in stale(shared)


def test_sources_in_conflict_are_to_be_mended_first(shared: Path) -> None:
    conflict(shared)
    before = (shared / LOCK).read_bytes()
    made = called("i18n", "merge", cwd=shared)
    assert made.returncode == 1
    assert PROCEDURE in made.stdout
    assert (shared / LOCK).read_bytes() == before


def test_a_lock_of_the_former_form_is_read_and_written_anew(kept: Path) -> None:
    lock = lock_in((kept / LOCK).read_text(encoding="utf-8"))
    replace(kept / FLOW, "en: Handle it here", "en: Deal with it here")
    for text in (json.dumps(lock), json.dumps(lock, indent=2).replace("\n", "\r\n")):
        (kept / LOCK).write_bytes(text.encode())
        assert stale(kept) == [f"{FLOW}#nodes.here.outcome"]
        assert called("i18n", "merge", cwd=kept).returncode == 0
        assert (kept / LOCK).read_text(encoding="utf-8").startswith(f"{HEAD}\n\npt ")
        assert stale(kept) == [f"{FLOW}#nodes.here.outcome"]
    (kept / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    confirm(kept, FLOW)
    assert (kept / LOCK).read_text(encoding="utf-8").startswith(HEAD)
    assert stale(kept) == []


def test_sides_of_both_forms_are_merged(shared: Path) -> None:
    """One branch still writes the former form while the other has the new one."""

    def former() -> None:
        replace(shared / PROCEDURE, "en: Listen to the whole", "en: Hear the whole")
        confirm(shared, STEP)
        lock = lock_in((shared / LOCK).read_text(encoding="utf-8"))
        (shared / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")

    def new() -> None:
        replace(shared / FLOW, "en: Handle it here", "en: Deal with it here")
        confirm(shared, FLOW)

    on_branch(shared, "a", former)
    on_branch(shared, "b", new)
    assert not merged(shared, "a", "b")
    assert called("i18n", "merge", cwd=shared).returncode == 0
    assert stale(shared) == []


def test_what_is_left_of_a_damaged_lock_and_git_are_put_together(shared: Path) -> None:
    text = (shared / LOCK).read_text(encoding="utf-8")
    for damaged in (text[: len(text) // 2], text.replace('"\n\n', "\n\n", 3), "", "rubbish\n"):
        (shared / LOCK).write_text(damaged, encoding="utf-8")
        assert called("i18n", "merge", cwd=shared).returncode == 0
        assert (shared / LOCK).read_text(encoding="utf-8") == text


def test_without_any_lock_there_is_nothing_to_merge(small: Path) -> None:
    made = called("i18n", "merge", cwd=small)
    assert made.returncode == 2
    assert "i18n confirm" in made.stderr
    assert not (small / LOCK).exists()


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "syntax"),
        (f"{HEAD}\n\npt a.yml#title\n", 3, "syntax"),
        (f'{HEAD}\n\n"x"\n', 3, "syntax"),
        (f'{HEAD}\n\npt a.yml#title\n"x"\n"y"\n', 5, "syntax"),
        (f"{HEAD}\n\n{entry('pt a#b', 'x')}{entry('pt a#b', 'y')}", 6, "unresolved-merge"),
        (f"{HEAD}\n\n=======\n", 3, "unresolved-merge"),
        (f"{HEAD}\n\npt a#b\n{'[' * 100_000}\n", 3, "syntax"),
    ],
)
def test_a_line_that_is_no_entry_is_named(kept: Path, text: str, line: int, code: str) -> None:
    (kept / LOCK).write_text(text, encoding="utf-8")
    _, findings = judged(kept, DAY)
    assert [(one.place.line, one.code) for one in findings if one.place.path == LOCK] == [
        (line, code)
    ]


def test_every_name_comes_back_as_it_was() -> None:
    odd = {
        "a#b": {"": {"en": "x\ny"}},
        " p": {"w ": {"en": "1"}},
        "p\n": {"\u2028": {"pt-BR": ""}},
        "my page.md": {"": {"en": "\r"}},
        "#": {"en": {"X-Generator": "Poedit 3.4"}},
    }
    assert lock_in(lock_text(odd)) == odd


def entries(folder: Path, revision: str) -> dict[tuple[str, str], str]:
    """The entries of a lock by language and name, read as plainly as can be."""
    lines = git(folder, "show", f"{revision}:{LOCK}").split("\n")
    named = itertools.pairwise(lines)
    return {
        (line.split(" ")[0], line.split(" ", 1)[1]): json.loads(below)
        for line, below in named
        if below.startswith('"') and not line.startswith(("#", "["))
    }


TEXTS = {
    PROCEDURE: ("Listen to the whole request", "Good morning.", "Ouvir o pedido até ao fim"),
    FLOW: ("Handle it here", "Helps to see whether the request is ours."),
    "docs/index.en.md": ("A small manual",),
}


def somebody(folder: Path, chance: random.Random) -> None:
    """A few random changes: texts in either language, texts added, texts confirmed."""
    for _ in range(chance.randint(1, 5)):
        path = chance.choice([*TEXTS])
        file = folder / path
        text = file.read_text(encoding="utf-8")
        act = chance.random()
        if act < 0.5:
            old = chance.choice(TEXTS[path])
            new = chance.choice(["", " now", " soon"])
            for former in (f"{old} now", f"{old} soon", old):
                if former in text:
                    file.write_text(text.replace(former, f"{old}{new}", 1), encoding="utf-8")
                    break
        elif act < 0.65 and path == PROCEDURE:
            name = f"new-{chance.randrange(10_000)}"
            step = f"  - id: {name}\n    do:\n      en: Do {name}\n      pt: Fazer {name}\n"
            before = chance.choice(["  - id: who", "  - id: tell", "  - id: listen"])
            file.write_text(text.replace(before, step + before, 1), encoding="utf-8")
        else:
            listed = translations(read_manual(folder)[0])  # type: ignore[arg-type]
            old_ones = [one.name for one in listed if one.state is TranslationState.STALE]
            confirm(folder, *chance.sample(old_ones, k=min(len(old_ones), 1)))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_stale_is_confirmed_and_nothing_confirmed_is_lost(shared: Path, seed: int) -> None:
    """Two people, their changes merged by git, what conflicts in the sources taken from one side."""
    chance = random.Random(seed)
    replace(shared / FLOW, "en: Handle it here", "en: Handle it here now")
    git(shared, "commit", "--quiet", "--all", "--message", "stale from the beginning")
    for name in ("a", "b"):
        on_branch(shared, name, lambda: somebody(shared, chance))
    commits = git(shared, "rev-parse", "a", "b").split()
    if not merged(shared, "a", "b"):
        for path in {*git(shared, "diff", "--name-only", "--diff-filter=U").split()} - {LOCK}:
            git(shared, "checkout", chance.choice(["--ours", "--theirs"]), path)
    made = called("i18n", "merge", cwd=shared)
    assert made.returncode == 0, made.stdout + made.stderr
    sides = [entries(shared, name) for name in commits]
    manual, findings = read_manual(shared)
    assert manual
    assert not [one for one in findings if one.place.path == LOCK]
    for one in translations(manual):
        confirmed = any(
            side.get((one.lang, one.name), "").split() == one.source.split() for side in sides
        )
        assert (one.state is TranslationState.CURRENT) is confirmed, one.name
    after = lock_in((shared / LOCK).read_text(encoding="utf-8"))
    assert {lang for ways in after.values() for langs in ways.values() for lang in langs} == {"pt"}


def test_confirming_is_refused_where_the_lock_was_only_deleted(shared: Path) -> None:
    replace(shared / FLOW, "en: Handle it here", "en: Deal with it here")
    (shared / LOCK).unlink()
    made = called("i18n", "confirm", cwd=shared, LC_ALL="pt_PT.UTF-8")
    assert made.returncode == 2
    assert "claim-manual i18n merge" in made.stderr
    assert not (shared / LOCK).exists()
    git(shared, "rm", "--quiet", "--cached", LOCK)
    git(shared, "commit", "--quiet", "--message", "without it on purpose")
    confirm(shared)
    assert (shared / LOCK).exists()


def save(folder: Path, *changes: tuple[str, str]) -> None:
    """A commit as a form makes it on a code host: the file alone, no lock."""
    for old, new in changes:
        replace(folder / PROCEDURE, old, new)
    git(folder, "commit", "--quiet", "--all", "--message", "Update Procedure")


EN = ("en: Listen to the whole request", "en: Hear the whole request")
PT = ("pt: Ouvir o pedido até ao fim", "pt: Escutar o pedido até ao fim")
AGAIN = ("en: Hear the whole request", "en: Hear all of the request")
SAVES: dict[str, tuple[tuple[tuple[tuple[str, str], ...], ...], bool]] = {
    "both at once": (((EN, PT),), True),
    "the translation later": (((EN,), (PT,)), True),
    "the source alone": (((EN,),), False),
    "the source again": (((EN, PT), (AGAIN,)), False),
    "the translation before its source": (((PT,), (EN,)), False),
    "all in three saves": (((PT,), (EN,), (AGAIN, ("pt: Escutar o", "pt: Escutar todo o"))), True),
}


@pytest.mark.parametrize("name", SAVES)
def test_what_forms_saved_on_a_code_host_is_confirmed_where_it_was_translated(
    shared: Path, name: str
) -> None:
    saves, is_confirmed = SAVES[name]
    replace(shared / FLOW, "en: Handle it here", "en: Deal with it here")
    git(shared, "commit", "--quiet", "--all", "--message", "stale on main")
    git(shared, "switch", "--quiet", "--create", "cms/service/s-01")
    for changes_ in saves:
        save(shared, *changes_)
    made = called("i18n", "confirm", "--saved-since", "main", cwd=shared)
    assert made.returncode == 0, made.stderr
    assert (STEP not in stale(shared)) is is_confirmed
    assert f"{FLOW}#nodes.here.outcome" in stale(shared)


def test_without_a_lock_forms_make_none(small: Path) -> None:
    committed(small)
    assert called("i18n", "confirm", "--saved-since", "HEAD", cwd=small).returncode == 0
    assert not (small / LOCK).exists()
    assert called("i18n", "confirm", "--saved-since", "nada", cwd=small).returncode == 0
    (small / LOCK).write_text(f"{HEAD}\n", encoding="utf-8")
    assert called("i18n", "confirm", "--saved-since", "nada", cwd=small).returncode == 2
