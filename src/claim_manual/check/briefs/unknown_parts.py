"""unknown-part: a brief takes a part of the manual that there is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.brief_parts import ALONE, KINDS, PartName, is_there, names_of, part_name
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.sources import ASSESSMENT, RESULTS, REVIEW, WORKSHOP, register_path

_WRITTEN = {kind: kind if kind in ALONE else f"{kind}:…" for kind in KINDS}
_NONE = say("There is none yet.")


@rule(error="unknown-part")
def unknown_parts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`of:` names a kind of part, and after a colon which one."""
    for brief in manual.briefs:
        for n, part in enumerate(brief.model.parts):
            name = part_name(part.of or "")
            if part.of is None or is_there(manual, name) or _is_unread(manual, name):
                continue
            message, hint = _told(manual, part.of, name)
            yield error(brief.source.value(("parts", n, "of")), "unknown-part", message, hint)


def _told(manual: Manual, of: str, name: PartName) -> tuple[Message, Message]:
    """What is wrong with a part, and which there are."""
    if name.kind not in KINDS:
        first = next(iter(name.kind.casefold().split()), "")
        near = first if first in KINDS else Near(KINDS)(first)
        message = say("There is no part “{name}” that a brief can take.", name=of)
        if near:
            return message, say("Did you mean “{near}”?", near=_WRITTEN[near])
        return message, say("There are: {names}.", names=", ".join(_WRITTEN.values()))
    names = names_of(manual, name.kind)
    there = ", ".join(f"{name.kind}:{each}" for each in names)
    if name.kind in ALONE and not names:
        message = say("Nothing stands after “{kind}” and a colon.", kind=name.kind)
        return message, say("Write of: {kind} alone.", kind=name.kind)
    message = say("There is no “{name}” in this manual.", name=of)
    if name.name == "":
        message = say("“{kind}:” needs a name after the colon.", kind=name.kind)
    near = Near(names)(name.name)
    if near and name.name:
        return message, say("Did you mean “{near}”?", near=f"{name.kind}:{near}")
    return message, say("There are: {names}.", names=there) if names else _NONE


def _is_unread(manual: Manual, name: PartName) -> bool:
    """Whether the file is there that would say, and could not be read."""
    if name.kind == "register":
        return manual.is_unread(register_path(name.name))
    if name.kind == "unconfirmed":
        return manual.is_unread(register_path("validations"))
    if name.kind == "round":
        path = REVIEW.path(name.name)
        return path in manual.files and path in manual.faulty
    return name.kind == "results" and any(path.startswith(_OF_RESULTS) for path in manual.faulty)


_OF_RESULTS = tuple(f"{kind.folder}/" for kind in (WORKSHOP, ASSESSMENT, RESULTS))
