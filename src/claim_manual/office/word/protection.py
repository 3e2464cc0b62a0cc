"""What readers of a Word file can do with it."""

from __future__ import annotations

from typing import Any, Literal

from docx.oxml.ns import qn

from claim_manual.office.word.xml import w

Protection = Literal["", "comments", "trackedChanges"]
"""Everything; comments alone; comments, and changes that are tracked (w:documentProtection)."""
_BEFORE = (
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "attachedTemplate",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "mailMerge",
    "revisionView",
)
"""What stands before the settings of ours, which Word wants in the order of the schema."""


def protect(settings: Any, protection: Protection) -> None:
    """Let readers do no more than this; nobody needs a password to lift it."""
    if not protection:
        return
    names = {qn(f"w:{name}") for name in _BEFORE}
    at = sum(1 for child in settings if child.tag in names)
    if protection == "trackedChanges":
        settings.insert(at, w("trackRevisions"))
        at += 1
    settings.insert(at, w("documentProtection", edit=protection, enforcement=1))
