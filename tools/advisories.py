"""What is known to be vulnerable among the locked packages, as Markdown to add to a list.

Nothing where there is nothing. Where the advisories could not be asked for, that is a line too, so
that silence always means that there is none.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

AUDIT = (
    *("--strict", "--disable-pip", "--require-hashes", "--progress-spinner=off"),
    *("--format=json", "--desc=off"),
)


def advisories(told: str) -> list[str]:
    """A line for each advisory of a report of pip-audit, each once."""
    lines = {
        f"- {package['name']} {package['version']}: {advisory['id']}"
        f" (→ {', '.join(advisory['fix_versions']) or '–'})"
        for package in json.loads(told)["dependencies"]
        for advisory in package.get("vulns", ())
    }
    return sorted(lines)


def main() -> None:
    """Asks about every lock file of this repository."""
    folder = Path(__file__).parent.parent
    locks = [f"--requirement={file}" for file in sorted(folder.glob("requirements*.lock"))]
    done = subprocess.run(  # noqa: S603 - ours
        [Path(sys.executable).with_name("pip-audit"), *AUDIT, *locks],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        lines = advisories(done.stdout)
    except (ValueError, KeyError):
        lines = []
    if done.returncode and not lines:
        sys.stderr.write(done.stderr)
        lines = ["- pip-audit: não foi possível perguntar / could not be asked"]
    if lines:
        sys.stdout.write("\n## Vulnerabilidades conhecidas / Known vulnerabilities\n\n")
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
