"""Nothing that builds, judges or serves a manual speaks to anything but this machine."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from conftest import committed, run

WATCH = """
import os
import sys

ASKS = {"connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"}


def note(*words):
    # One write, so that the lines of several processes do not mix.
    line = "\\t".join(map(str, words)) + "\\n"
    file = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, line.encode())
    os.close(file)


def watch(event, arguments):
    kind, _, name = event.partition(".")
    if kind == "urllib" or (kind == "socket" and name in ASKS):
        note("asked", event, *arguments)
        *_, address = [one for one in arguments if isinstance(one, (str, bytes, tuple))] or [""]
        host = arguments[0] if name == "getaddrinfo" else address
        host = host[0] if isinstance(host, tuple) else host
        is_here = host in {"127.0.0.1", "::1", "localhost"} or str(host).startswith(("/", "\\0"))
        if not is_here:
            note("outside", event, *arguments)
            raise PermissionError(f"{event} {arguments}")


note("process", os.getpid(), *sys.orig_argv)
sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What each process of Python notes that starts from now on, and its children, hook included."""
    folder, log = tmp_path / "watch", tmp_path / "watched"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    path = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{path}" if path else str(folder))
    monkeypatch.setenv("WATCHED", str(log))
    return log


def lines(log: Path, kind: str) -> list[str]:
    whole = log.read_text(encoding="utf-8").splitlines()
    return [line for line in whole if line.startswith(f"{kind}\t")]


def test_the_watch_sees_what_leaves_this_machine(watched: Path) -> None:
    for code in (
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket().bind(('0.0.0.0', 0))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
    ):
        before = len(lines(watched, "outside")) if watched.exists() else 0
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode, code
        assert len(lines(watched, "outside")) == before + 1, code


@pytest.mark.slow
def test_nothing_that_is_made_asks_the_network(small: Path, watched: Path) -> None:
    """The site with its books, in all the processes that make it, and what asks git."""
    committed(small)
    file = small / "manual.yml"
    file.write_text(file.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
    for command in (
        ("build",),
        ("check", "--base", "HEAD"),
        ("comment", "HEAD"),
        ("pages", "plain"),
    ):
        made = run(*command, cwd=small, CLAIM_MANUAL_WORKERS="2")
        assert made.returncode == 0, made.stderr
    assert (small / "site" / "pdf" / "manual-en.pdf").is_file()
    processes = "\n".join(lines(watched, "process"))
    assert "multiprocessing" in processes
    assert lines(watched, "asked") == []


def answers(port: int) -> bool:
    """Whether something answers at a port of this machine, within a minute."""
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [("edit", "--port", "{port}"), ("serve", "--address", "127.0.0.1:{port}")]
)
def test_what_serves_listens_on_this_machine_alone(
    small: Path, watched: Path, command: tuple[str, ...]
) -> None:
    committed(small)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "claim_manual", *(one.format(port=port) for one in command)],
        cwd=small,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert answers(port)
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.wait(timeout=30)
    assert any("socket.bind" in line for line in lines(watched, "asked"))
    assert lines(watched, "outside") == []
