"""A link to a file that is not there: what lies there under a similar name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from unicodedata import combining, normalize
from urllib.parse import unquote

from claim_manual.derived.links import LinkKind, goal
from claim_manual.model.derived import derived
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import Manual
from claim_manual.model.markup import Written
from claim_manual.model.media import ATTACHMENTS, PICTURES, STRANGE_PICTURES, composed, ending
from claim_manual.model.near import Near
from claim_manual.model.sources import site_file

_FILES = PICTURES | STRANGE_PICTURES | ATTACHMENTS
_ALIKE = re.compile(r"[^a-z0-9]+")


def missing_file(manual: Manual, source: str, link: Written) -> tuple[Message, Message] | None:
    """Of a link in a source to a picture or document that is not there: what is wrong, what to do."""
    path = unquote(link.href.partition("#")[0].partition("?")[0])
    if ending(path) not in _FILES or goal(manual, source, link.href).way is not LinkKind.BROKEN:
        return None
    meant = meant_file(manual, path)
    hint = (
        say("Did you mean “{near}”?", near=_written(source, meant))
        if meant
        else say("Put it there, or write the name of a file that is there.")
    )
    return say("There is no file at “{path}”.", path=composed(path)), hint


def meant_file(manual: Manual, path: str) -> str:
    """The file whose name is the same but for capitals, accents and signs, or nearly the same."""
    names, heard = _names(manual), plain(PurePosixPath(path).name)
    near = heard if heard in names else Near(names)(heard)
    return names[near] if near else ""


@derived
def _names(manual: Manual) -> dict[str, str]:
    """The files that pages can show by what of their names one hears."""
    return {
        plain(PurePosixPath(path).name): path
        for path in sorted(manual.files, reverse=True)
        if site_file(path)
    }


def plain(name: str) -> str:
    """A name without capitals, accents, spaces and signs; .jpeg as .jpg."""
    letters = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    return _ALIKE.sub("", letters.casefold().replace(".jpeg", ".jpg"))


def _written(source: str, path: str) -> str:
    """A path as a link in a source file writes it."""
    shown = re.sub(r"%(?=[0-9A-Fa-f]{2})", "%25", composed(path))  # a sign that is read as another
    parts, target = PurePosixPath(source).parent.parts, PurePosixPath(shown).parts
    common = 0
    while common < min(len(parts), len(target) - 1) and parts[common] == target[common]:
        common += 1
    return "/".join((*[".."] * (len(parts) - common), *target[common:]))
