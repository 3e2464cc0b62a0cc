"""The site served by the site generator, in a process of its own that ends with this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from claim_manual.publish.processes import GRACE_SECONDS, PARENT
from claim_manual.publish.site_config import CONFIG


def serve_site(root: Path, address: str) -> int:
    """Serve the manual in `root` until it is stopped; the exit status of MkDocs."""
    reading, writing = os.pipe()
    process = subprocess.Popen(  # noqa: S603 - the arguments are ours
        [sys.executable, "-m", "mkdocs", "serve", "--config-file", CONFIG, "--dev-addr", address],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", PARENT: "yes"},
        stdin=reading,
        text=True,
        encoding="utf-8",
    )
    os.close(reading)
    try:
        return process.wait()
    finally:
        os.close(writing)
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Wait until a process has ended, or else end it."""
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    finally:
        process.kill()
        process.wait()
