"""unsafe-link: an address that no page may carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.links import LinkKind, goal, is_safe_address
from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.derived.written_links import written_links
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(error="unsafe-link")
def unsafe_links(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Links are http, https, mailto, tel, relative or by meaning; images are files of the manual."""
    for place, link in written_links(manual):
        target = goal(manual, place.path, link.href)
        if target.way is LinkKind.UNSAFE or (link.is_image and target.way is LinkKind.OUTSIDE):
            yield _unsafe(place, link.href)
    for source, loc, model in models(manual):
        for inner, kind, url in parts_of(manual, model).references:
            if kind == "url" and not is_safe_address(url):
                yield _unsafe(source.value((*loc, *inner)), url)


def _unsafe(place: Place, href: str) -> Finding:
    return error(
        place,
        "unsafe-link",
        say("The address “{href}” cannot be used.", href=href),
        say("Links begin with https://, http://, mailto: or tel:; images are files of the manual."),
    )
