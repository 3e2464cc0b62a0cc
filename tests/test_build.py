"""The site and the books, made as a user makes them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from claim_manual.derived.addresses import document_uri
from claim_manual.publish.folder import replacing
from claim_manual.publish.ownership import SITE
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, files_of, run

pytestmark = pytest.mark.slow


class Links(HTMLParser):
    """The addresses and ids on a page, and its language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.lang = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.addresses += [found[name] or "" for name in ("href", "src") if name in found]
        self.ids |= {found["id"] or ""} if "id" in found else set()
        if tag == "html":
            self.lang = found.get("lang") or ""


def test_the_site_has_every_page_in_both_languages_and_both_books(built: Path) -> None:
    for document in sound(ROOT, DAY).documents():
        for prefix in ("", "en/"):
            assert (built / prefix / document_uri(document) / "index.html").is_file()
    for path in ("index.html", "en/index.html", "pdf/manual-pt.pdf", "pdf/manual-en.pdf"):
        assert (built / path).stat().st_size > 1000


def test_no_link_of_the_site_is_dead_and_none_loads_from_elsewhere(built: Path) -> None:
    pages = {one: Links(one.read_text(encoding="utf-8")) for one in built.rglob("*.html")}
    for page, links in pages.items():
        for address in links.addresses:
            if re.match(r"(https?|mailto|tel|data):", address) or page.name == "404.html":
                continue
            path, _, anchor = address.partition("#")
            path = path.partition("?v=")[0]
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (page, address)
            # What begins with ? is no place but the state of a tree.
            if anchor and target.suffix == ".html" and not anchor.startswith(("__", "?")):
                assert anchor in pages[target].ids, (page, address)
        text = page.read_text(encoding="utf-8")
        assert not re.search(
            r'<(?:script|img|iframe|link rel="(?:stylesheet|preconnect|icon)")[^>]*(?:src|href)="https?://',
            text,
        )


def test_each_page_says_its_language_and_links_to_the_other(built: Path) -> None:
    for uri in ("", "about/", "flows/ad-01-aima-ou-claim/", "procedures/encaminhamento/"):
        portuguese = Links((built / uri / "index.html").read_text(encoding="utf-8"))
        english = Links((built / "en" / uri / "index.html").read_text(encoding="utf-8"))
        assert (portuguese.lang, english.lang) == ("pt-PT", "en-GB")
        up = "../" * uri.count("/")
        assert f"{up or './'}en/{uri}" in portuguese.addresses
        assert any(
            (built / "en" / uri / one).resolve() == (built / uri).resolve()
            for one in english.addresses
            if one.startswith("..")
        )


def test_pages_have_edit_links_to_their_yaml_source(built: Path) -> None:
    for document in sound(ROOT, DAY).documents():
        for prefix in ("", "en/"):
            page = (built / prefix / document_uri(document) / "index.html").read_text(
                encoding="utf-8"
            )
            assert f"https://example.org/claim-manual/edit/main/{document.path}" in page


def test_mkdocs_alone_gives_the_same_site_to_the_byte(small: Path, tmp_path: Path) -> None:
    assert run("build", cwd=small).returncode == 0
    folder = tmp_path / "alone"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("site"))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder / "site")],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING -" not in done.stderr
    one, other = files_of(small / "site"), files_of(folder / "site")
    assert "pdf/manual-en.pdf" in one
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_without_pango_the_site_is_built_and_says_so(small: Path, tmp_path: Path) -> None:
    shadow = tmp_path / "shadow" / "weasyprint"
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").write_text(
        "raise OSError('cannot load library pango')\n", encoding="utf-8"
    )
    done = run("build", cwd=small, PYTHONPATH=str(shadow.parent))
    assert done.returncode == 0, done.stderr
    assert "Pango" in done.stderr
    assert not (small / "site" / "pdf").exists()
    assert ".pdf" not in (small / "site" / "index.html").read_text(encoding="utf-8")
    alone = run("pdf", cwd=small, PYTHONPATH=str(shadow.parent))
    assert alone.returncode == 2
    assert "libpango" in alone.stderr


def test_an_old_address_leads_to_the_page(small: Path) -> None:
    file = small / "flows/who-answers.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("nodes:", "aliases: [who, old-who]\nnodes:"), encoding="utf-8")
    assert run("build", "--no-pdf", "--strict", cwd=small).returncode == 0
    for old in ("flows/who", "flows/old-who", "pt/flows/who"):
        page = (small / "site" / old / "index.html").read_text(encoding="utf-8")
        href = re.search(r"url=([^\"]+)", page)[1]
        assert (small / "site" / old / href / "index.html").is_file()


def test_mkdocs_and_the_manual_must_have_the_same_languages(small: Path) -> None:
    file = small / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^ *- \{locale: pt.*\n", "", text), encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode != 0
    assert "mkdocs.yml builds en, but manual.yml has en, pt." in done.stderr
    assert not (small / "site").exists()


def test_a_failed_replacement_leaves_the_old_folder(tmp_path: Path) -> None:
    folder, root = tmp_path / "site", tmp_path / "manual"
    with replacing(folder, root, SITE) as made:
        (made / "index.html").write_text("old", encoding="utf-8")
    before = files_of(tmp_path)

    def fail_half_way() -> None:
        with replacing(folder, root, SITE) as made:
            (made / "index.html").write_text("new", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("languages", ["pt", "en,pt,fr", "es-SV,de"])
def test_a_manual_of_another_programme_checks_builds_and_prints(
    tmp_path: Path, languages: str
) -> None:
    folder = tmp_path / "other"
    assert run("init", folder, "--languages", languages, cwd=tmp_path).returncode == 0
    assert run("check", "--strict", cwd=folder).returncode == 0
    done = run("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    for n, lang in enumerate(languages.split(",")):
        page = (
            folder
            / "site"
            / ("" if n == 0 else lang)
            / "procedures/service/receive-request/index.html"
        )
        assert f'<html lang="{lang[:2]}' in page.read_text(encoding="utf-8")
        assert (folder / f"site/pdf/manual-{lang}.pdf").stat().st_size > 1000
    whole = "".join(one.read_text(encoding="utf-8") for one in (folder / "site").rglob("*.html"))
    assert not re.search(r"CLAIM\b|AIMA|migrant", whole)


def test_the_wheel_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "-o",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    env = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(env)], check=True)
    python = env / "bin" / "python"
    install = ["-m", "pip", "--python", env, "install", "-q", "--no-deps", "--no-index", wheel]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    # What it depends on comes from this environment; itself and this repository do not.
    own = next(env.glob("lib/python*/site-packages"))
    here = next(one for one in sys.path if one.endswith("site-packages"))
    (own / "zz-dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
    where = subprocess.run(
        [python, "-c", "import claim_manual; print(claim_manual.__file__)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert str(own) in where
    command = [env / "bin" / "claim-manual"]
    subprocess.run(
        [*command, "init", "m", "--languages", "es,en"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    for arguments in (["check"], ["build", "--strict"], ["pdf"]):
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path / "m", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    site = tmp_path / "m/site"
    assert (site / "assets/claim-manual/fonts/Regular.woff2").is_file()
    for lang, path in (("es", ""), ("en", "en/")):
        page = site / path / "procedures/service/receive-request/index.html"
        assert f'<html lang="{lang}' in page.read_text(encoding="utf-8")


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "claim_manual", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def wait_for(address: str, words: str, seconds: float) -> str:
    end = time.monotonic() + seconds
    page = ""
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5) as answer:
                page = answer.read().decode()
            if words in page:
                return page
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{words!r} did not come: {page[:500]}")


def test_serving_follows_edits_and_shows_errors_until_they_are_mended(small: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = small / "procedures/service/receive-request.yml"
    whole = file.read_text(encoding="utf-8")
    with served(small, port) as address:
        page = f"{address}procedures/service/receive-request/"
        wait_for(page, "Listen to the whole request", 90)
        file.write_text(whole.replace("Listen to the whole", "Hear the whole"), encoding="utf-8")
        wait_for(page, "Hear the whole request", 60)
        file.write_text(whole.replace("owner: officer", "ownr: officer"), encoding="utf-8")
        line = whole.split("owner: officer")[0].count("\n") + 1
        broken = wait_for(page, f"receive-request.yml:{line}:1", 60)
        assert "“ownr”" in broken
        assert "Hear the whole request" in broken
        file.write_text(whole, encoding="utf-8")
        assert "cm-findings" not in wait_for(page, "Listen to the whole request", 60)
