"""Manuals to test on: this repository's own, and the starter's, which a test changes."""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache, partial, wraps
from http.server import HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Self
from weakref import WeakSet

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

from claim_manual import starter
from claim_manual.book.edition import Wanted, book
from claim_manual.book.values import Book
from claim_manual.cli import main
from claim_manual.model.manual import Manual
from claim_manual.model.sources import source_roots
from claim_manual.publish.folder import write_tree
from claim_manual.site.site_page import SitePage
from claim_manual.work import judging
from prepared import Prepared

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 11, 21)
SOURCES = source_roots()
expect.set_options(timeout=20_000)  # a machine may be busy with others

os.environ["CLAIM_MANUAL_TODAY"] = DAY.isoformat()
os.environ["LC_ALL"] = "C.UTF-8"
# The tests themselves run side by side; a process more for each book would only have to begin.
os.environ["CLAIM_MANUAL_WORKERS"] = "1"
# Where the tests run in the background, as jobs of some shells do, nothing that they start would
# hear Ctrl+C.
signal.signal(signal.SIGINT, signal.default_int_handler)


CACHE = Path(".cache/claim-manual")


def copy_manual(folder: Path, built: Path | None = None) -> Path:
    """This repository's manual, copied into `folder`, with what its build in `built` has kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if built:
        shutil.copytree(built / CACHE, folder / CACHE, ignore=shutil.ignore_patterns("chapters"))
    for name in SOURCES:
        source = ROOT / name
        if not source.exists():
            continue
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy(source, folder / name)
    return folder


LONG = (
    "site",
    "outputs",
    "second_manual",
    "forms",
    "accessible",
    "charts",
    "saving",
    "tree_ways",
    "mistakes",
    "books",
    "search",
    "languages",
    "flow_rules",
    "playing",
    "build",
    "browser",
    "cli",
    "tree",
    "memory",
    "hostile",
    "desk",
    "kit",
    "rename",
    "views",
    "weight",
    "returned",
    "word",
)
"""The files of tests that take longest: they begin first, so that all workers end at about the same
time. The first two are begun together, and the second needs nothing that the first makes.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {f"test_{name}": n for n, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session", autouse=True)
def _quick_collector() -> Iterator[None]:
    """The collector of cycles, which the program starts for each manual that it reads, would look
    through all that the tests have loaded, some thousand times: here it runs in its own time.
    """
    gc.collect()
    gc.freeze()
    judging.gc = SimpleNamespace(
        isenabled=gc.isenabled,
        disable=gc.disable,
        enable=gc.enable,
        get_count=lambda: (0, 0, 0),
        freeze=lambda: None,
        unfreeze=lambda: None,
        collect=lambda: None,
    )
    yield
    gc.unfreeze()
    gc.collect()  # what has an end of its own has it before Python's


@pytest.fixture
def claim(tmp_path: Path) -> Path:
    """A copy of this repository's manual."""
    return copy_manual(tmp_path / "claim")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The starter's manual in English and Portuguese."""
    folder = tmp_path / "small"
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    return folder


def printed(manual: Manual, lang: str, edition: str = "full") -> Book:
    """An edition of a manual in one language, on the tests' day."""
    found = manual.edition(edition)
    assert found
    return book(Wanted(manual, edition, found, (lang,), DAY))


def printed_html(manual: Manual, lang: str) -> str:
    """All that the full edition is set from."""
    return "\n".join(one.style + one.html for one in printed(manual, lang).chapters)


def of_python(environment: Mapping[str, str]) -> dict[str, str]:
    """What Python itself looks at when it begins."""
    return {name: value for name, value in environment.items() if name.startswith("PYTHON")}


OF_PYTHON = of_python(os.environ)


@cache
def prepared() -> Prepared:
    """The process that forks for what is run, started once for each worker."""
    made = Prepared(OF_PYTHON)
    atexit.register(made.close)
    return made


def run(
    *arguments: object,
    cwd: Path | None = None,
    module: str = "claim_manual",
    file_size: int = 0,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """`claim-manual` with these arguments, as somebody at a terminal would call it.

    In a process of its own, forked from one that has imported the program; where the environment has
    something else for Python when it begins, Python begins.
    """
    given = {**os.environ, **environment}
    if of_python(given) != OF_PYTHON:
        assert not file_size
        return run_alone(*arguments, cwd=cwd, module=module, **environment)
    return prepared().call(module, [*map(str, arguments)], cwd, given, file_size)


def run_alone(
    *arguments: object, cwd: Path | None = None, module: str = "claim_manual", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same with a Python that begins for it."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def called(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own, for tests that call many commands."""
    with contextlib.chdir(cwd or Path.cwd()), pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONSAFEPATH", "")  # which the program sets for its helpers
        done = CliRunner().invoke(main, [*map(str, arguments)], env=environment)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(
        [*map(str, arguments)], done.exit_code, done.stdout, done.stderr
    )


def configured(folder: Path, old: str, new: str) -> None:
    """Changes mkdocs.yml."""
    file = folder / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str, given: str | None = None) -> str:
    """What git says in a folder, to a person without any settings of their own."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *arguments],
        input=given,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout


def committed(folder: Path) -> Path:
    """The folder as the first commit on the branch main of a repository of its own."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


class Quiet(SimpleHTTPRequestHandler):
    """A host of files that keeps no log."""

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def answering(server: HTTPServer) -> Iterator[str]:
    """A server while it answers: its address."""
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def served(
    folder: Path, host: type[SimpleHTTPRequestHandler] = Quiet
) -> AbstractContextManager[str]:
    """A folder on this machine, while it is served: its address."""
    return answering(ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder))))


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine until all tests end, and gives its address."""
    with contextlib.ExitStack() as servers:
        yield cache(lambda folder: servers.enter_context(served(folder)))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Path:
    """A folder that is made once for all workers; `make` fills it and says what went wrong."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.1)
    else:
        fault = "it could not be made"
        try:
            fault = make(folder)
        finally:
            unfinished = done.with_suffix(".new")
            unfinished.write_text(fault, encoding="utf-8")
            unfinished.rename(done)  # whoever waits finds it whole
    assert done.read_text(encoding="utf-8") == ""
    return folder


def fault_of(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed said; nothing where it did not."""
    return (done.stderr + done.stdout or "it failed") if done.returncode else ""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's manual, books included, built once for all workers."""

    def make(folder: Path) -> str:
        copy_manual(folder)
        # What `make manual` has made of the very same things on the same day with the same program.
        if (ROOT / CACHE).is_dir():
            shutil.copytree(ROOT / CACHE, folder / CACHE)
        workers = str(os.cpu_count() or 1)
        return fault_of(run("build", "--strict", cwd=folder, CLAIM_MANUAL_WORKERS=workers))

    return once(tmp_path_factory, "built", make) / "site"


def add_words(folder: Path) -> None:
    """Pages with the words that the tests look for, in each language."""
    (folder / "docs/palavras.pt.md").write_text(
        "# Marcar hora\n\n## Ver\n\nA reunião é na terça. O zelador guarda o quadrícula.\n", "utf-8"
    )
    (folder / "docs/palavras.en.md").write_text("# Booking\n\nThe meeting. Xylophones.\n", "utf-8")


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory, built: Path) -> tuple[Path, Path]:
    """This repository's manual with further words, without books, as a site and as files."""

    def make(folder: Path) -> str:
        copy_manual(folder, built.parent)
        add_words(folder)
        both = (("--no-pdf",), ("--offline", "--strict"))
        return "".join(fault_of(run("build", *options, cwd=folder)) for options in both)

    folder = once(tmp_path_factory, "searched", make)
    return folder / "site", folder / "offline"


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `small` after a build without books, with what that keeps: to be copied."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "small-built", make)


@pytest.fixture
def small_again(small_built: Path, tmp_path: Path) -> Path:
    """A copy of it: the manual of `small`, built before."""
    return shutil.copytree(small_built, tmp_path / "small")


QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # letters as wide as they are drawn, as in a window
)


CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first has the same engine without the windows around pages, which cost as much as they do."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert found, "Chromium is needed: apt-get install chromium"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield made
        made.close()


SCRIPTED: WeakSet[Page] = WeakSet()
"""The pages whose scripts run."""


def heard(act: Callable[..., object]) -> Callable[..., object]:
    """The same act of a reader, after which a page has heard of it.

    An address is another at once, but the page is told in a later task, and what a test asks would
    often come before it: nobody presses a second time so soon.
    """

    @wraps(act)
    def waiting(where: Locator | Page, *arguments: object, **options: object) -> object:
        done = act(where, *arguments, **options)
        page = where if isinstance(where, Page) else where.page
        if page in SCRIPTED and not page.is_closed():
            with contextlib.suppress(Error):  # where another page takes its place
                page.evaluate("() => new Promise((done) => setTimeout(done))")
        return done

    return waiting


Locator.click = heard(Locator.click)
Locator.press = heard(Locator.press)
Page.go_back = heard(Page.go_back)
Page.go_forward = heard(Page.go_forward)


class Visit:
    """A page that is open, with every request and every complaint that it made.

    Where pages `are_kept` to be read offline, each is fetched and written once more.
    """

    def __init__(
        self,
        browser: Browser,
        *,
        width: int = 1280,
        dark: bool = False,
        are_kept: bool = False,
        **more: object,
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            service_workers="allow" if are_kept else "block",
            **more,
        )
        self.page: Page = self.context.new_page()
        if more.get("java_script_enabled", True):
            SCRIPTED.add(self.page)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.page.on("pageerror", lambda failure: self.complaints.append(str(failure)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def go(self, address: str, *, is_idle: bool = False) -> Page:
        """Opens a page; `is_idle` waits until it asks for nothing more."""
        self.page.goto(address, wait_until="networkidle" if is_idle else "load")
        return self.page


OPEN_ALL = "() => document.querySelectorAll('details.cm-fold').forEach((one) => (one.open = true))"


def unfold(page: Page) -> None:
    """Opens all that a page has folded, and waits for its charts."""
    page.evaluate(OPEN_ALL)
    page.wait_for_function("() => !document.querySelector('.cm-fold .cm-figure--apart')")


def whole_html(page: SitePage) -> str:
    """What stands on a page, with what it fetches when it is wanted."""
    calls = (one.content.decode() for one in page.apart if one.uri.endswith(".js"))
    parts = (json.loads(call[call.index("(") + 1 : call.rindex(")")]) for call in calls)
    return "".join((page.html, *parts))


def results(page: Page, words: str) -> list[str]:
    """The addresses that a search finds, best first."""
    page.locator("#cm-search").fill("")
    page.locator("#cm-search").fill(words)
    page.wait_for_function(
        "() => { const one = document.querySelector('.cm-results'); return !one.hidden && one.ariaBusy === 'false'; }"
    )
    return [one.get_attribute("href") for one in page.locator(".md-search-result__link").all()]
