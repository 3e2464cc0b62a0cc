"""`python -m claim_manual` is `claim-manual`."""

from claim_manual.cli import main

main(prog_name="claim-manual")
