"""active-file: a file of docs/ that a browser would open as a page, with all that runs in it, or a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place
from claim_manual.model.sources import FILE

ENDINGS = frozenset(
    [
        ".hta",
        ".htc",
        ".htm",
        ".html",
        ".mathml",
        ".mht",
        ".mhtml",
        ".mml",
        ".php",
        ".rdf",
        ".shtm",
        ".shtml",
        ".svgz",
        ".swf",
        ".xht",
        ".xhtm",
        ".xhtml",
        ".xml",
        ".xsl",
        ".xslt",
    ]
)
"""What browsers or servers run, or what cannot be looked into; SVG pictures are looked into."""

PROGRAMS = frozenset(
    [
        ".apk",
        ".app",
        ".bat",
        ".cmd",
        ".com",
        ".cpl",
        ".dmg",
        ".exe",
        ".hlp",
        ".jar",
        ".jse",
        ".lnk",
        ".msi",
        ".pif",
        ".ps1",
        ".reg",
        ".scr",
        ".sh",
        ".url",
        ".vb",
        ".vbe",
        ".vbs",
        ".wsf",
        ".wsh",
    ]
)
"""What runs on the computer of whoever opens it."""


@rule(error="active-file")
def active_files(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What stands on the site is made by the program, or is looked at by nobody but a reader."""
    for path in sorted(manual.files):
        if path.startswith(f"{FILE.folder}/") and PurePosixPath(path).suffix.lower() in PROGRAMS:
            yield error(
                Place(path),
                "active-file",
                say("This file is a program, which could run on a reader's computer."),
                say("Take it out, and link to the page of whoever makes it; or give a PDF."),
            )
        endings = {suffix.lower() for suffix in PurePosixPath(path).suffixes}
        if path.startswith(f"{FILE.folder}/") and endings & ENDINGS:
            yield error(
                Place(path),
                "active-file",
                say("A file of this kind can run in a reader's browser and is not published."),
                say(
                    "Write a page in Markdown ({name}), or give a PDF or a picture.",
                    name=f"{PurePosixPath(path).stem.split('.')[0]}.{manual.default_language}.md",
                ),
            )
