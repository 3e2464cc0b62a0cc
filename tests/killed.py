"""A program that replaces a site and is killed at a step of its own: a folder, the step, whether two
folders can be exchanged.
"""

import os
import signal
import sys
from pathlib import Path

from claim_manual.publish import folder

STEPS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "open", "ctypes.call_function"}


def main() -> None:
    root, last, can_exchange = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
    if not can_exchange:
        folder._exchanged = lambda *_: False
    steps = 0

    def kill(event: str, _: object) -> None:
        nonlocal steps
        if event in STEPS:
            steps += 1
            if steps > last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    with folder.replacing(root / "site", root, "site") as made:
        (made / "index.html").write_text("new", encoding="utf-8")
        (made / "other.html").write_text("new", encoding="utf-8")


if __name__ == "__main__":
    main()
    os._exit(0)  # what a process does to end is no step
