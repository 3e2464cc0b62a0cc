"""The door to MkDocs."""

from claim_manual.mkdocs_plugin.plugin import ClaimManualPlugin

__all__ = ["ClaimManualPlugin"]
