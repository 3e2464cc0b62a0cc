"""Files in, a manual out: the only part that opens the sources."""

from claim_manual.read.folder import NotAManualError, read_manual

__all__ = ["NotAManualError", "read_manual"]
