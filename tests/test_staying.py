"""A program that goes on for hours, as `serve` and `edit` do, holds no more than what it shows."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page as SitePage

from claim_manual import starter
from claim_manual.editor.desk import Change, Desk, revision
from claim_manual.mkdocs_plugin import ClaimManualPlugin
from claim_manual.model.finding import Finding
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.read import folder as reader
from claim_manual.work import judging, saving
from claim_manual.work.judging import judged
from conftest import DAY, called, files_of, write_tree

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _own_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collector as the program has it for a large manual; of small ones a few more are held, which
    test_heap.py bounds.
    """
    monkeypatch.setattr(judging, "gc", gc)
    monkeypatch.setattr(judging, "_ENOUGH", 0)


Alive = Callable[[], int]


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Alive:
    """How many manuals are in memory of all that were read since the test began."""
    known: list[weakref.ref[Manual]] = []
    read = reader._Reader.read

    def noted(self: reader._Reader) -> tuple[Manual | None, list[Finding]]:
        manual, findings = read(self)
        if manual is not None:
            known.append(weakref.ref(manual))
        return manual, findings

    monkeypatch.setattr(reader._Reader, "read", noted)
    return lambda: sum(one() is not None for one in known)


def test_no_more_than_two_manuals_are_held_however_often_they_are_read(
    small: Path, alive: Alive
) -> None:
    for _ in range(5):
        assert judged(small, DAY)[0]
        assert alive() <= 2


def test_saving_holds_no_more_than_before_and_after(small: Path, alive: Alive) -> None:
    desk = Desk(small, DAY, words("en"))
    path = "reference/contacts.yml"
    first = desk.content(path)
    assert first
    for n in range(5):
        changed = first.replace(b"id: helpdesk", f'id: helpdesk\n  phone: "21{n}"'.encode())
        desk.save([Change(path, revision(desk.content(path)), changed)])
        assert desk.manual()
        assert alive() <= 3


def test_serving_holds_the_manual_that_it_shows(
    small: Path, tmp_path: Path, alive: Alive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    file = str(small / "mkdocs.yml")
    load_config(file).plugins.on_startup(command="serve", dirty=False)
    for _ in range(4):
        config = load_config(file, site_dir=str(tmp_path / "site"))
        mkdocs_build(config, serve_url="http://127.0.0.1/")
        assert alive() <= 2


def test_a_build_has_nothing_of_the_one_before(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    other = tmp_path / "other"
    write_tree(other, starter.manual(["es"], DAY))
    assert called("build", "--no-pdf", cwd=other).returncode == 0
    site = tmp_path / "site"
    mkdocs_build(load_config(str(small / "mkdocs.yml"), site_dir=str(site)))
    assert (site / "pt" / "index.html").exists()


def test_a_build_holds_one_finished_page_at_a_time(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all others only headings, with marks for the blocks between them."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("CLAIM_MANUAL_BOOKS", "no")
    site_pages: list[SitePage] = []
    whole: list[int] = []
    make, finish = SitePage.__init__, ClaimManualPlugin.on_post_page

    def noted(self: SitePage, *arguments: object, **options: object) -> None:
        make(self, *arguments, **options)
        site_pages.append(self)

    def counted(self: ClaimManualPlugin, output: str, **event: Any) -> str:
        whole.append(sum("<dl" in (one.content or "") for one in site_pages))
        made: str = finish(self, output, **event)
        whole.append(sum("<dl" in (one.content or "") for one in site_pages))
        return made

    monkeypatch.setattr(SitePage, "__init__", noted)
    monkeypatch.setattr(ClaimManualPlugin, "on_post_page", counted)
    config = load_config(str(small / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    mkdocs_build(config)
    assert max(whole[::2]) == 1
    assert set(whole[1::2]) == {0}
    page = (
        tmp_path / "site" / "procedures" / "service" / "receive-request" / "index.html"
    ).read_text("utf-8")
    assert page.count("<svg") > 0
    assert "cm-block" not in page
    assert 'cm-drawing"></div>' not in page


def test_what_cannot_be_written_whole_is_not_written_in_part(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(small)
    write = saving.write_file

    def full(file: Path, content: bytes) -> None:
        if file.name == "index.pt.md":
            raise OSError(28, "No space left on device")
        write(file, content)

    monkeypatch.setattr(saving, "write_file", full)
    files = {
        path: (small / path).read_bytes() + b"\n"
        for path in ("reference/roles.yml", "docs/index.en.md", "docs/index.pt.md")
    }
    files = {"docs/new.en.md": b"# New\n", "docs/new.pt.md": b"# Nova\n", **files}
    with pytest.raises(OSError, match="No space"):
        saving.written_if_sound(small, DAY, files)
    assert files_of(small) == before
