"""broken-link: a link in a text leads to nothing, or to a place that its page has not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from claim_manual.check.references.missing_files import missing_file
from claim_manual.check.references.unknown_references import known_ids
from claim_manual.check.rule import rule
from claim_manual.derived.links import STEP, Goal, LinkKind, goal
from claim_manual.derived.places import NODE, place_names
from claim_manual.derived.written_links import written_links
from claim_manual.model.derived import derived
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual, nodes
from claim_manual.model.markup import Written
from claim_manual.model.near import Near, enumerated
from claim_manual.model.place import Place
from claim_manual.model.sources import REGISTER_OF

_NO_PICTURES = {LinkKind.PAGE, LinkKind.HERE, LinkKind.LANGUAGE}


@rule(error="broken-link")
def broken_links(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Links by meaning and relative ones lead to pages, places and files of the manual."""
    for place, link in written_links(manual):
        target = goal(manual, place.path, link.href)
        if target.way is LinkKind.BROKEN and target.missing:
            yield _misplaced(manual, place, link, target)
        elif target.way is LinkKind.BROKEN or (link.is_image and target.way in _NO_PICTURES):
            wrong = missing_file(manual, place.path, link) or _nowhere(manual, link.href)
            yield error(place, "broken-link", *wrong)
        elif target.place and target.place.node and _is_by_file(link.href):
            yield _by_file(place, link, target)


def _misplaced(manual: Manual, place: Place, link: Written, target: Goal) -> Finding:
    """A place that is not there: the nearest of its page, and all that there are."""
    message = say("The link “{href}” leads to a place that is not there.", href=_written(link.href))
    names = _names(manual, target, is_step=link.href.startswith(f"{STEP}:"))
    return error(place, "broken-link", message, _hint(names, target.missing.removeprefix(NODE)))


def _written(href: str) -> str:
    """An address as it stands in the source."""
    return f"{{{href}}}" if href.startswith(f"{STEP}:") else href


def _names(manual: Manual, target: Goal, *, is_step: bool) -> tuple[str, ...]:
    if target.kind == "register":
        return tuple(entry.id for entry in manual.register(target.id))
    document = manual.document(target.id)
    if is_step and document:
        return tuple(node.id for node in nodes(document))
    return place_names(manual, target.kind, target.id)


def _hint(names: tuple[str, ...], missing: str) -> Message:
    if not names:
        return say("There are no steps and no headings to which a link could lead.")
    longer = [name for name in names if name.startswith(f"{missing}-")]
    near = longer[0] if len(longer) == 1 else Near(names)(missing)
    there = enumerated(names)
    if near:
        return say("Did you mean “{near}”? There are: {names}.", near=near, names=there)
    return say("Write one that exists: {names}.", names=there)


def _nowhere(manual: Manual, href: str) -> tuple[Message, Message]:
    """That an address leads to nothing, and what one may have meant."""
    bare = unquote(href).strip(_QUOTES)
    if bare != unquote(href):
        message = say("The address of this link stands in quotation marks, so it is no link.")
        return message, say("Write {proposal}.", proposal=f"({bare})")
    message = say("The link “{href}” leads to nothing.", href=_written(href))
    return message, _meant(manual, href)


_QUOTES = "“”„‟«»‘’‚‛\"'"


def _meant(manual: Manual, href: str) -> Message:
    """What one may have meant who wrote an address that leads to nothing."""
    scheme, _, rest = href.partition(":")
    name, mark, within = rest.partition("#")
    if scheme == STEP:
        scheme = "document"
    if near := _near_id(manual, scheme, name):
        shown = f"{scheme}:{near}" if scheme != "document" else f"{STEP}:{near}"
        place = "" if scheme in REGISTER_OF else f"{mark}{within}"  # an entry is a place itself
        return say("Did you mean “{near}”?", near=_written(f"{shown}{place}"))
    return say("Write the id of something that exists, as in procedure:… or contact:….")


def _near_id(manual: Manual, scheme: str, name: str) -> str | None:
    for document in manual.documents():
        if name in document.model.aliases:
            return document.id
    near = _near(manual).get(scheme)
    return near(name) if near else None


@derived
def _near(manual: Manual) -> Mapping[str, Near]:
    return {kind: Near(ids) for kind, ids in known_ids(manual).items()}


def _is_by_file(href: str) -> bool:
    return ".yml#" in href


def _by_file(place: Place, link: Written, target: Goal) -> Finding:
    """A step by the path of its file, which is another one as soon as the file is moved."""
    assert target.place
    proposal = f"{target.kind}:{target.id}#{target.place.node}"
    return error(
        place,
        "broken-link",
        say("The link “{href}” names a step by the file of its page.", href=link.href),
        say("Write “{proposal}”.", proposal=proposal),
    )
