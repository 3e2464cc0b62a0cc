"""The door to the site generator, MkDocs or its fork ProperDocs."""

import claim_manual.mkdocs_plugin.generator  # isort: skip  # noqa: F401 - before anything of it

from claim_manual.mkdocs_plugin.calling import make_site
from claim_manual.mkdocs_plugin.given import Given
from claim_manual.mkdocs_plugin.plugin import ClaimManualPlugin

__all__ = ["ClaimManualPlugin", "Given", "make_site"]
