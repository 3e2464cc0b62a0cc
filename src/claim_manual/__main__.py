"""`python -m claim_manual` is `claim-manual`."""

import sys
from pathlib import Path

# `python -m` looks for modules in the folder where it is called first, which is a manual's.
if not sys.flags.safe_path and Path(sys.path[0]) != Path(__file__).resolve().parent.parent:
    del sys.path[0]

from claim_manual.cli import main

if __name__ == "__main__":
    main(prog_name="claim-manual")
