"""A process that has imported the program and forks for each call, so that a call need not import it.

The libraries take longer to import than most calls take. What is forked is a process of its own:
it has its exit status, its environment, its folder and its output, and nothing was done in it before.

Run as a program it reads a line for each call (JSON, see `Prepared.call`) and answers with the exit
status, negative for a signal.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import os
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

LIBRARIES = (
    *("claim_manual.cli", "claim_manual.mkdocs_plugin.plugin", "claim_manual.book.bind"),
    *("mkdocs.commands.build", "mkdocs_static_i18n.plugin", "material", "pymdownx.superfences"),
    *("docx", "fontTools.subset", "pikepdf", "weasyprint"),
)


class Prepared:
    """The process that forks, as its user sees it."""

    def __init__(self, of_python: Mapping[str, str]) -> None:
        """`of_python` is what Python itself looks at in the environment when it begins."""
        others = {key: one for key, one in os.environ.items() if not key.startswith("PYTHON")}
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=others | of_python,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def call(
        self,
        module: str,
        arguments: list[str],
        cwd: Path | None,
        environment: Mapping[str, str],
        file_size: int,
    ) -> subprocess.CompletedProcess[str]:
        """What `python -m module` with these arguments does, and says on both of its outputs.

        With `file_size` it can let no file grow beyond so many bytes.
        """
        with tempfile.TemporaryDirectory() as folder:
            outputs = [Path(folder, name) for name in ("out", "err")]
            request = {
                "module": module,
                "arguments": arguments,
                "cwd": str(cwd or Path.cwd()),
                "environment": dict(environment),
                "outputs": [*map(str, outputs)],
                "file_size": file_size,
            }
            status = self._answer(json.dumps(request))
            texts = [file.read_text(encoding="utf-8") for file in outputs]
            return subprocess.CompletedProcess([module, *arguments], status, *texts)

    def _answer(self, request: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        with self._lock:
            self._process.stdin.write(f"{request}\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()


def _serve() -> dict[str, Any]:
    """Answer calls; in a process that was forked, the call that it is to make."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # this process ends with its input
    for name in LIBRARIES:
        with suppress(ImportError, OSError):  # what a machine lacks, the call tells
            importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return json.loads(line)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def _become(call: dict[str, Any]) -> None:
    """Be the process that was asked for."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(call["environment"])
    os.chdir(call["cwd"])
    for number, path in enumerate((os.devnull, *call["outputs"])):
        place = os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY)
        os.dup2(place, number)
        os.close(place)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = io.FileIO(number, "w" if number else "r", closefd=False)
        buffer = io.BufferedWriter(stream) if number else io.BufferedReader(stream)
        errors = "backslashreplace" if name == "stderr" else "strict"
        text = io.TextIOWrapper(buffer, "utf-8", errors, line_buffering=name == "stderr")
        setattr(sys, name, text)
    if size := call["file_size"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    sys.argv = [call["module"], *call["arguments"]]
    sys.path[0] = call["cwd"]


def _end(status: int) -> None:
    """End as Python does, but for taking apart all that was imported, which takes longest."""
    threading._shutdown()
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _main() -> None:
    call = _serve()
    _become(call)
    try:
        runpy.run_module(call["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        _end(end.code or 0)
    _end(0)


if __name__ == "__main__":
    _main()
