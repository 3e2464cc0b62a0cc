"""What is made takes the place of what was made here, and of nothing else, however it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from claim_manual.book.bind import is_bound_here
from claim_manual.model.sources import source_folders
from claim_manual.publish import folder as folders
from claim_manual.publish.folder import filled_in_place, replacing, write_file, zipped
from claim_manual.publish.leftovers import sweep, unfinished_file, unfinished_folder
from claim_manual.publish.ownership import PAGES, SIGN, SITE, SOURCES, OccupiedError
from conftest import ROOT, called, committed, files_of, run
from test_reviews import ROUND


def put(file: Path, words: str = "mine") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")
    return file


def make(folder: Path, root: Path, words: str = "new", kind: str = SITE) -> None:
    """A site of one page and a picture."""
    with replacing(folder, root, kind) as made:
        put(made / "index.html", words)
        put(made / "assets/picture.svg", words)


def everything(folder: Path) -> dict[str, str]:
    """Each path below a folder and what it is, links and pipes included."""
    return {
        one.relative_to(folder).as_posix(): str(one.readlink()) if one.is_symlink() else
        one.read_bytes().hex() if one.is_file() else oct(one.lstat().st_mode)
        for one in sorted(folder.rglob("*"))
    }  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that stands for a manual's."""
    put(tmp_path / "manual/manual.yml")
    put(tmp_path / "manual/procedures/a/b.yml")
    return tmp_path / "manual"


# -- folders


def with_a_link(site: Path) -> None:
    (site / "link").symlink_to("/etc/hostname")


def with_a_page_as_link(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("/etc/hostname")


def without_sign(site: Path) -> None:
    (site / SIGN).unlink()


def with_another_sign(words: str) -> Callable[[Path], None]:
    return lambda site: put(site / SIGN, words) and None


def with_a_sign_elsewhere(site: Path) -> None:
    (site / SIGN).rename(site.parent / "sign")
    (site / SIGN).symlink_to("../sign")


SPOILT = {
    "a file of somebody": lambda site: put(site / "CNAME"),
    "a file deep within": lambda site: put(site / "assets/mine/notes.txt"),
    "an empty folder": lambda site: (site / "mine").mkdir(),
    "a link": with_a_link,
    "a page that is a link now": with_a_page_as_link,
    "a pipe": lambda site: os.mkfifo(site / "pipe"),
    "a repository": lambda site: (site / ".git").mkdir(),
    "a worktree of one": lambda site: put(site / ".git", "gitdir: elsewhere"),
    "no sign, as an older version left it": without_sign,
    "an empty sign": with_another_sign(""),
    "a sign of nobody": with_another_sign("[]"),
    "a sign of a later version": with_another_sign(
        '{"made_by": "claim-manual", "format": 2, "kind": "site", "files": []}'
    ),
    "a sign that never ends": with_another_sign("[" * 100_000),
    "a sign by a link": with_a_sign_elsewhere,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_folder_with_something_that_is_not_ours_stays_as_it_is(
    root: Path, spoil: Callable[[Path], object]
) -> None:
    make(root / "site", root)
    spoil(root / "site")
    before = everything(root.parent)
    with pytest.raises(OccupiedError):
        make(root / "site", root, "newer")
    with pytest.raises(OccupiedError), filled_in_place(root / "site", root, SITE):
        pass
    assert everything(root.parent) == before


PLACES = (
    ".",
    "..",
    "procedures",
    "procedures/a",
    "procedures/new/deep",
    "docs",
    "site/../procedures",
    "by-a-link",
    "above-by-a-link",
    ".git",
    ".git/site",
    "file.txt",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_output_takes_the_place_of_the_manual_or_its_sources(root: Path, place: str) -> None:
    (root / "site").mkdir()
    (root / ".git").mkdir()
    put(root / "file.txt")
    (root / "by-a-link").symlink_to("procedures")
    (root / "above-by-a-link").symlink_to("../..")
    sign = '{"made_by": "claim-manual", "format": 1, "kind": "site", "files": null}'
    for folder in (root.parent, root, root / "procedures", root / "procedures/a"):
        put(folder / SIGN, sign)
    before = everything(root.parent)
    with pytest.raises(OccupiedError):
        make(root / place, root)
    assert everything(root.parent) == before


def test_every_folder_of_sources_is_known_where_outputs_go() -> None:
    assert set(source_folders()) <= set(SOURCES)


def test_what_was_made_here_is_replaced_whole(root: Path) -> None:
    make(root / "site", root, "old")
    put(root / "site/.DS_Store")
    (root / "link").symlink_to("site")
    with replacing(root / "link", root, SITE) as made:
        put(made / "index.html", "new")
    assert {*files_of(root / "site")} == {SIGN, "index.html"}
    assert (root / "link").is_symlink()
    (root / "empty").mkdir()
    make(root / "empty", root, kind=PAGES)
    with pytest.raises(OccupiedError):
        make(root / "empty", root, kind=SITE)


def test_what_comes_into_the_folder_while_its_successor_is_made_is_not_lost(root: Path) -> None:
    make(root / "site", root, "old")
    before = everything(root / "site")

    def make_while_somebody_writes() -> None:
        with replacing(root / "site", root, SITE) as made:
            put(made / "index.html", "new")
            put(root / "site/late.txt")

    with pytest.raises(OccupiedError):
        make_while_somebody_writes()
    assert everything(root / "site") == before | {"late.txt": b"mine".hex()}
    assert [one for one in root.iterdir() if "claim-manual" in one.name] == []


# -- commands


@pytest.fixture
def whole(small: Path) -> Path:
    """The small manual with a round of review, as a repository."""
    put(small / "reviews/pilot.yml", ROUND)
    return committed(small)


OUTPUTS = {
    "site": (["build", "--no-pdf", "--site-dir", "x"], "x/index.html"),
    "offline": (["build", "--offline"], "offline.zip"),
    "pages": (["pages", "x"], "x/en/index.md"),
    "book": (["pdf", "--lang", "en", "-o", "x"], "x"),
    "book by its name": (["pdf", "--lang", "en"], "manual-en.pdf"),
    "report": (["report", "pilot", "-o", "x"], "x"),
    "report by its name": (["report", "pilot", "--format", "docx"], "pilot-en.docx"),
    "report as PDF": (["report", "pilot", "--format", "pdf", "-o", "x"], "x"),
    "difference": (["diff", "HEAD", "-o", "x"], "x"),
    "translations": (["i18n", "export", "--lang", "pt", "-o", "x"], "x"),
    "schemas": (["schema"], "schemas/flow.json"),
    "a new page": (["new", "flow", "who-answers"], "flows/who-answers.yml"),
    "a new manual": (["init", "x"], "x/manual.yml"),
    "a source": (["diff", "HEAD", "-o", "flows/who-answers.yml"], "flows/who-answers.yml"),
}


@pytest.mark.parametrize(("arguments", "path"), OUTPUTS.values(), ids=OUTPUTS)
def test_no_command_takes_the_place_of_what_somebody_else_made(
    whole: Path, arguments: list[str], path: str
) -> None:
    is_source = path.startswith("flows/who")
    words = (whole / path).read_text(encoding="utf-8") if is_source else "%PDF-1.4 mine"
    put(whole / path, words)
    done = called(*arguments, cwd=whole)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (whole / path).read_text(encoding="utf-8") == words


FILES = [name for name, (arguments, _) in OUTPUTS.items() if arguments[-2:] == ["-o", "x"]]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_written_here_is_written_again_and_nothing_but_a_file(
    whole: Path, name: str
) -> None:
    arguments, _ = OUTPUTS[name]
    for _ in range(2):
        done = called(*arguments, cwd=whole)
        assert done.returncode == 0, done.stderr
        put(whole / "flows/x.en.md", "")  # something else to tell
        (whole / "flows/x.en.md").unlink()
    made = (whole / "x").read_bytes()
    (whole / "x").rename(whole / "y")
    (whole / "x").symlink_to("y")
    assert called(*arguments, cwd=whole).returncode == 2
    assert (whole / "y").read_bytes() == made
    (whole / "x").unlink()
    (whole / "x").mkdir()
    assert called(*arguments, cwd=whole).returncode == 2
    (whole / "x").rmdir()
    os.mkfifo(whole / "x")
    assert called(*arguments, cwd=whole).returncode == 2
    assert (whole / "x").is_fifo()


def test_a_text_that_was_written_here_gives_way_to_another_until_somebody_changes_it(
    whole: Path,
) -> None:
    arguments = ["diff", "HEAD", "-o", "x"]
    assert called(*arguments, cwd=whole).returncode == 0
    flow = whole / "flows/who-answers.yml"
    text = flow.read_text(encoding="utf-8")
    flow.write_text(text.replace('ask:\n      en: "', 'ask:\n      en: "Truly: '), encoding="utf-8")
    old = (whole / "x").read_bytes()
    assert called(*arguments, cwd=whole).returncode == 0
    assert (whole / "x").read_bytes() != old
    put(whole / "x", (whole / "x").read_text(encoding="utf-8") + "A note of mine.\n")
    assert called(*arguments, cwd=whole).returncode == 2
    assert "A note of mine." in (whole / "x").read_text(encoding="utf-8")


def test_books_and_zips_say_that_they_were_made_here(tmp_path: Path) -> None:
    put(tmp_path / "site/index.html")
    write_file(tmp_path / "made.zip", zipped(tmp_path / "site", "site"))
    assert folders.is_zipped_here(tmp_path / "made.zip")
    put(tmp_path / "x.pdf", "%PDF-1.7\nnot whole")
    shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path / "site")
    assert not folders.is_zipped_here(tmp_path / "other.zip")
    assert not is_bound_here(tmp_path / "x.pdf")


def test_a_file_keeps_its_mode_when_it_is_written_again(tmp_path: Path) -> None:
    file = put(tmp_path / "manual.yml")
    file.chmod(0o640)
    write_file(file, b"new")
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.slow
def test_mkdocs_alone_empties_no_folder_but_its_own(small: Path) -> None:

    def built(place: str) -> subprocess.CompletedProcess[str]:
        given = {"CLAIM_MANUAL_BOOKS": "no", "NO_MKDOCS_2_WARNING": "1"}
        arguments = ("build", "--quiet", "--site-dir", place)
        return run(*arguments, cwd=small, module="mkdocs", **given)

    put(small / "mine/index.html")
    for place in ("mine", "flows"):
        before = everything(small / place)
        done = built(place)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert everything(small / place) == before
    assert built("site").returncode == 0
    assert built("site").returncode == 0
    put(small / "site/CNAME")
    assert built("site").returncode == 2
    assert (small / "site/CNAME").read_text(encoding="utf-8") == "mine"


# -- what is left behind


def test_what_a_dead_program_left_goes_and_what_a_living_one_makes_stays(root: Path) -> None:
    put(root / ".site.claim-manual-abcd0123/new/index.html")
    put(root / ".site.claim-manual-abcd0124")
    put(root / ".site.backup")
    with unfinished_folder(root / "site") as made, unfinished_file(root / "book.pdf") as file:
        sweep(root)
        assert made.is_dir()
        assert file.is_file()
    sweep(root)
    assert {one.name for one in root.iterdir()} == {"manual.yml", "procedures", ".site.backup"}


def test_a_site_that_was_taken_away_and_not_replaced_comes_back(root: Path) -> None:
    """Systems without an exchange of names need two steps, between which a program can be killed."""
    make(root / "site", root, "old")
    (root / ".site.claim-manual-abcd0123").mkdir()
    (root / "site").rename(root / ".site.claim-manual-abcd0123/old")

    def fail() -> None:
        with replacing(root / "site", root, SITE):
            assert (root / "site/index.html").read_text(encoding="utf-8") == "old"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (root / "site/index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_site_gives_way_with_and_without_an_exchange_of_names(
    root: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    make(root / "site", root, "old")
    make(root / "site", root, "new")
    assert (root / "site/index.html").read_text(encoding="utf-8") == "new"
    assert {one.name for one in root.iterdir()} == {"manual.yml", "procedures", "site"}


def leftovers(folder: Path) -> list[str]:
    return [one.name for one in folder.rglob(".*") if ".claim-manual-" in one.name]


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "claim_manual", *arguments],
        cwd=folder, env={**os.environ, **environment}, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def session_of(process: subprocess.Popen[str]) -> list[str]:
    """The processes that a command started, itself included, and that have not ended (proc(5))."""
    living = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile
            state, _, _, session = (place / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == process.pid and state != "Z":
                living.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return living


def until(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not (is_so := bool(condition())) and time.monotonic() < end:
        time.sleep(0.05)
    return is_so


@pytest.mark.parametrize("can_exchange", [True, False])
def test_wherever_a_program_is_killed_its_site_is_the_old_or_the_new_one(
    root: Path, can_exchange: bool
) -> None:
    """At each step in turn, until there is no step left."""
    ends = set()
    for step in range(100):
        make(root / "site", root, "old")
        done = run(root, step, can_exchange, module="killed", cwd=ROOT / "tests")
        assert (root / "site").exists() or not can_exchange
        sweep(root)
        site = files_of(root / "site")
        ends.add(site["index.html"])
        wanted = {"index.html", SIGN}
        assert {*site} == wanted | (
            {"other.html"} if site["index.html"] == b"new" else {"assets/picture.svg"}
        )
        assert leftovers(root) == []
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert ends == {b"old", b"new"}
    assert step > 10


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_no_trace(small_again: Path) -> None:
    small = small_again
    cold = files_of(small / "site")
    begin = time.monotonic()
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    lasts = time.monotonic() - begin
    for n in range(4):
        process = started(small, "build", "--no-pdf")
        time.sleep(lasts * (n + 1) / 4)
        process.kill()
        _, said = process.communicate()
        assert "Traceback" not in said
        assert files_of(small / "site") == cold, n
        assert until(lambda: not session_of(process), 15), session_of(process)  # noqa: B023
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0, done.stderr
    assert files_of(small / "site") == cold
    assert leftovers(small) == []


@pytest.mark.slow
def test_two_builds_at_once_end_well(small: Path, small_built: Path) -> None:
    both = [started(small, "build", "--no-pdf") for _ in range(2)]
    for process in both:
        _, said = process.communicate()
        assert process.returncode == 0, said
    assert files_of(small / "site") == files_of(small_built / "site")
    assert leftovers(small) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "to_all"),
    [(signal.SIGTERM, False), (signal.SIGINT, True), (signal.SIGKILL, False)],
    ids=["asked", "Ctrl+C", "killed"],
)
def test_a_build_that_is_told_to_end_takes_its_workers_along(
    small: Path, tmp_path: Path, number: signal.Signals, to_all: bool
) -> None:
    (tmp_path / "tmp").mkdir()
    given = {"CLAIM_MANUAL_WORKERS": "3", "TMPDIR": str(tmp_path / "tmp")}
    process = started(small, "pdf", "--lang", "en", **given)
    try:
        assert until(lambda: sum("spawn_main" in one for one in session_of(process)) >= 3, 60)
        (os.killpg if to_all else os.kill)(process.pid, number)
        _, said = process.communicate(timeout=30)
        assert until(lambda: not session_of(process), 15), session_of(process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    if number != signal.SIGKILL:
        assert process.returncode == 128 + number
        assert said == ""
        assert leftovers(small) == []
        assert list((tmp_path / "tmp").iterdir()) == []
    assert list(small.glob("*.pdf")) == []


TOLD_WHILE_STARTING = """
import os, signal
from multiprocessing import util

def told(path, arguments, descriptors, spawn=util.spawnv_passfds):
    process = spawn(path, arguments, descriptors)
    if any("spawn_main" in os.fsdecode(one) for one in arguments):
        os.kill(os.getpid(), signal.SIGTERM)
    return process

util.spawnv_passfds = told
from claim_manual.cli import main
main()
"""


@pytest.mark.slow
def test_a_build_told_to_end_while_it_starts_a_worker_ends(small: Path, tmp_path: Path) -> None:
    """A worker whose starting was cut off would be known to nobody, and be waited for."""
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "CLAIM_MANUAL_WORKERS": "3", "TMPDIR": str(tmp_path / "tmp")}
    done = subprocess.run(
        [sys.executable, "-c", TOLD_WHILE_STARTING, "pdf", "--lang", "en"],
        cwd=small, env=environment, capture_output=True, text=True, timeout=60,
        start_new_session=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, "")
    assert leftovers(small) == []
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_site_that_is_told_to_end_leaves_nothing(small: Path, number: signal.Signals) -> None:
    process = started(small, "build", "--no-pdf")
    assert until(lambda: leftovers(small), 60)
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (128 + number, "")
    assert until(lambda: not session_of(process), 15), session_of(process)
    assert leftovers(small) == []
    assert not (small / "site").exists()


def test_a_number_of_workers_that_is_none_is_told_in_a_line(small: Path) -> None:
    done = called("pdf", "--lang", "en", cwd=small, CLAIM_MANUAL_WORKERS="many")
    assert done.returncode == 2
    assert "CLAIM_MANUAL_WORKERS" in done.stderr


# -- a full disk


CRAMPED = [
    ["build", "--no-pdf"],
    ["build", "--offline"],
    ["pages", "x"],
    ["pdf", "--lang", "en"],
    ["report", "pilot", "--format", "docx"],
    ["i18n", "export", "--lang", "pt", "-o", "x"],
    ["schema"],
    ["init", "x"],
]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", CRAMPED, ids=" ".join)
def test_a_disk_without_room_is_told_in_a_line_and_nothing_is_half_written(
    whole: Path, arguments: list[str]
) -> None:
    """No file can grow beyond 1,000 bytes: writing fails as on a full disk."""
    assert called("schema", cwd=whole).returncode == 0
    for file in (whole / "schemas").glob("*.json"):
        put(file, file.read_text(encoding="utf-8") + "\n")
    before = {path: one for path, one in everything(whole).items() if not path.startswith(".git/")}
    done = run(*arguments, cwd=whole, file_size=1000)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("claim-manual: ")
    assert ".claim-manual-" not in done.stderr
    after = everything(whole)
    assert [one for one in before if after.get(one) != before[one]] == []
    new = [one for one in after if one not in before and not one.startswith((".git/", ".cache"))]
    assert new == []
    assert leftovers(whole) == []


@pytest.mark.parametrize("is_faulty", [True, False])
def test_output_that_finds_no_room_is_told_in_a_line(small: Path, is_faulty: bool) -> None:
    if is_faulty:
        put(small / "flows/empty.yml", "")
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "claim_manual", "pdf", "--list"],
            cwd=small, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
