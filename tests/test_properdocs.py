"""ProperDocs, the fork of MkDocs, makes the same site to the byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import files_of, run

# As where MkDocs is not installed: what asks for it gets ProperDocs.
WITHOUT_MKDOCS = """\
import sys
sys.modules["mkdocs"] = None
from claim_manual.cli import main
try:
    main(["build", "--no-pdf", "--strict"], prog_name="claim-manual")
except SystemExit as end:
    assert end.code in {0, None}, end.code
assert sys.modules["mkdocs"].__name__ == "properdocs"
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"),
        ("-c", WITHOUT_MKDOCS),
    ],
    ids=["properdocs build", "claim-manual build"],
)
def test_properdocs_makes_the_same_site(
    small: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    other = Path(shutil.copytree(small, tmp_path / "other"))
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    done = subprocess.run(
        [sys.executable, *command], cwd=other, capture_output=True, text=True, check=False,
        env={**os.environ, "CLAIM_MANUAL_BOOKS": "no", "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(other / "site") == files_of(small / "site")
