"""What is remembered between builds is never out of date: warm and cold sites are the same bytes."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claim_manual.publish import memory
from claim_manual.publish.memory import Memory
from claim_manual.publish.secret import secret
from conftest import files_of, run

pytestmark = pytest.mark.slow


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of one file, which must have the words."""

    def edit(folder: Path) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    """A new file."""

    def edit(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return edit


PROCEDURE = "procedures/service/receive-request.yml"
FLOW = "flows/who-answers.yml"
EDITS = {
    "nothing": lambda _: None,
    "a step": replace(PROCEDURE, "do:", "waive: {}\n    do:"),
    "a title": replace(PROCEDURE, 'title:\n  en: "', 'title:\n  en: "Newly '),
    "a question of a tree that a procedure uses": replace(
        FLOW, 'ask:\n      en: "', 'ask:\n      en: "Truly: '
    ),
    "a contact": replace("reference/contacts.yml", "id: helpdesk", 'id: helpdesk\n  phone: "123"'),
    "the manual's name": replace("manual.yml", 'title:\n  en: "', 'title:\n  en: "Our '),
    "prose beside a procedure": write(
        "procedures/service/receive-request.en.md", "## More\n\nWords.\n"
    ),
    "a page": write("docs/more.en.md", "# More\n"),
    "an own template": write(
        "templates/site/main.html",
        "{% extends 'base.html' %}{% block extrahead %}<meta name=own>{% endblock %}",
    ),
    "the address of the site": replace(
        "mkdocs.yml", "docs_dir: docs", "docs_dir: docs\nsite_url: https://example.org/m/"
    ),
}


def test_after_every_kind_of_edit_a_warm_site_is_the_cold_one(small: Path, tmp_path: Path) -> None:
    configuration = small / "mkdocs.yml"
    configuration.write_text(
        configuration.read_text(encoding="utf-8").replace(
            "  font: false", "  font: false\n  custom_dir: templates/site"
        ),
        encoding="utf-8",
    )
    (small / "templates/site").mkdir(parents=True, exist_ok=True)
    cold = tmp_path / "cold"
    for name, edit in EDITS.items():
        edit(small)
        done = run("build", "--no-pdf", cwd=small)
        assert done.returncode == 0, (name, done.stderr)
        warm = files_of(small / "site")
        shutil.rmtree(cold, ignore_errors=True)
        shutil.copytree(small, cold, ignore=shutil.ignore_patterns(".cache"))
        shutil.rmtree(cold / "site")
        done = run("build", "--no-pdf", cwd=cold)
        assert done.returncode == 0, (name, done.stderr)
        fresh = files_of(cold / "site")
        assert [one for one in sorted({*warm, *fresh}) if warm.get(one) != fresh.get(one)] == [], (
            name
        )


def test_a_memory_that_is_broken_or_cannot_be_written_does_not_matter(small_again: Path) -> None:
    small = small_again
    before = files_of(small / "site")
    for path in (small / ".cache").rglob("*"):
        if path.is_file() and path.parent.name in {"site", "pages"}:
            path.unlink()
    (small / ".cache/claim-manual/site").rmdir()
    (small / ".cache/claim-manual/site").write_text("in the way", encoding="utf-8")
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    assert files_of(small / "site") == before


def test_an_error_is_found_also_where_the_sources_were_sound_before(small_again: Path) -> None:
    small = small_again
    replace(FLOW, "status: draft", "status: drafty")(small)
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 1
    assert "who-answers.yml" in done.stdout + done.stderr


def kept(folder: Path) -> list[Path]:
    """The contents that a build has kept."""
    return sorted(one for one in (folder / ".cache/claim-manual").rglob("*") if one.is_file())


def of_another_key(content: bytes) -> bytes:
    seal, _, rest = content.partition(b"\n")
    return bytes(b"0"[0] if one != b"0"[0] else b"1"[0] for one in seal) + b"\n" + rest


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda content: b"",
    lambda content: content[: len(content) // 2],
    lambda content: content[:-1],
    lambda content: content + b" ",
    lambda content: content.partition(b"\n")[2],
    lambda content: content.replace(b"e", b"a"),
    lambda content: b"\x00" * len(content),
    lambda content: content.partition(b"\n")[0] + b"\n{}",
    lambda content: content.partition(b"\n")[0] + b"\n[1, 2]",
    of_another_key,
]


def test_whatever_is_damaged_in_what_is_kept_is_made_again(small: Path) -> None:
    assert run("build", cwd=small).returncode == 0
    cold = files_of(small / "site")
    sound = {path: path.read_bytes() for path in kept(small)}
    assert len(sound) >= 60
    for n, (path, content) in enumerate(sound.items()):
        damage = DAMAGES[n % len(DAMAGES)]
        assert damage(content) != content
        path.write_bytes(damage(content))
    # One content under the key of another, what is no file, what never ends, and a link.
    moved, folder, pipe, link = [path for path in sound if path.parent.name == "site"][:4]
    moved.write_bytes(sound[folder])
    for path in (folder, pipe, link):
        path.unlink()
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(moved)
    done = run("build", cwd=small)
    assert done.returncode == 0, done.stderr
    assert files_of(small / "site") == cold
    folder.rmdir()
    assert run("build", cwd=small).returncode == 0
    assert files_of(small / "site") == cold
    assert {*kept(small)} == {*sound}


def test_what_is_kept_counts_for_one_person_one_program_one_kind_and_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Memory(tmp_path)
    own.put("pages", "a", b"made")
    assert own.get("pages", "a") == b"made"
    folder = tmp_path / ".cache/claim-manual"
    shutil.copytree(folder / "pages", folder / "site")
    shutil.copy(folder / "pages/a", folder / "pages/b")
    assert own.get("site", "a") is None
    assert own.get("pages", "b") is None
    monkeypatch.setattr(memory, "program", lambda: "another version")
    assert own.get("pages", "a") is None
    monkeypatch.undo()
    monkeypatch.setattr(memory, "secret", lambda: bytes(32))
    assert own.get("pages", "a") is None
    monkeypatch.setattr(memory, "secret", lambda: None)
    own.put("pages", "a", b"new")
    assert own.get("pages", "a") is None
    monkeypatch.undo()
    assert own.get("pages", "a") == b"made"


@pytest.mark.parametrize("part", [".cache", ".cache/claim-manual", ".cache/claim-manual/pages"])
def test_a_link_in_place_of_the_memory_is_not_followed(tmp_path: Path, part: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    for name in (".", "claim-manual", "claim-manual/pages", "pages"):
        (elsewhere / name).mkdir(exist_ok=True)
        (elsewhere / name / "mine.txt").write_text("mine", encoding="utf-8")
    before = files_of(elsewhere)
    link = tmp_path / "manual" / part
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    own = Memory(tmp_path / "manual")
    own.put("pages", "a", b"made")
    assert own.get("pages", "a") is None
    own.forget_others("pages")
    own.forget_old("pages", dt.timedelta(0))
    assert files_of(elsewhere) == before


def test_the_secret_is_for_one_person_alone_and_made_again_where_it_is_not(tmp_path: Path) -> None:
    def asked() -> bytes | None:
        secret.cache_clear()
        return secret()

    file = tmp_path / "claim-manual/key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path))
        first = asked()
        assert first
        assert len(first) == 32
        assert asked() == first
        assert file.stat().st_mode & 0o777 == 0o600
        file.chmod(0o644)
        second = asked()
        assert second not in {None, first}
        file.write_bytes(b"cut")
        assert asked() not in {None, first, second}
        file.unlink()
        os.mkfifo(file)
        assert asked()
        file.unlink()
        file.mkdir()
        assert asked() is None
    secret.cache_clear()
