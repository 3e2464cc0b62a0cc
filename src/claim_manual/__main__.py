"""`python -m claim_manual` is `claim-manual`."""

from claim_manual.cli import main

if __name__ == "__main__":
    main(prog_name="claim-manual")
