"""unsafe-link: an address that no page may carry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import unquote

from claim_manual.check.rule import rule
from claim_manual.derived.links import PHASE, STEP, LinkKind, goal, is_safe_address
from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.derived.written_links import written_links
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.sources import BRIEF, FLOW, PROCEDURE, REGISTER_OF, WORKSHOP


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
    is_local = _LOCAL.match(unquote(href)) is not None
    return error(
        place,
        "unsafe-link",
        say("The address “{href}” cannot be used.", href=unquote(href) if is_local else href),
        (_IS_LOCAL_HINT if is_local else None)
        or _by_meaning(href)
        or say(
            "Links begin with https://, http://, mailto: or tel:; images are files of the manual."
        ),
    )


_LOCAL = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\", re.IGNORECASE)
_IS_LOCAL_HINT = say(
    "This file is on one computer alone. Put it into docs/assets/ and write the path from this file to it."
)
_SCHEMES = {
    **{scheme: scheme for scheme in (PROCEDURE.name, FLOW.name, *REGISTER_OF)},
    **{scheme: scheme for scheme in (PHASE, WORKSHOP.name, BRIEF.name)},
    **dict.fromkeys(("fase", "category", "categoria", "categoría"), PHASE),
    **dict.fromkeys(("oficina", "taller", "atelier"), WORKSHOP.name),
    **dict.fromkeys(("resumo", "resumen", "résumé", "summary"), BRIEF.name),
    **dict.fromkeys(("procedimento", "procedimiento", "procédure"), PROCEDURE.name),
    **dict.fromkeys(("fluxo", "flujo", "flux"), FLOW.name),
    **dict.fromkeys(("lei", "ley", "loi"), "law"),
    **dict.fromkeys(("passo", "paso", "étape", "etape"), STEP),
    **dict.fromkeys(("prazo", "plazo", "délai"), "deadline"),
    **dict.fromkeys(("fonte", "fuente"), "source"),
}
"""What people write before the colon of a link by meaning, and what it is called."""
_NEAR = Near(_SCHEMES)


def _by_meaning(href: str) -> Message | None:
    """The link by meaning that one meant who wrote its kind with a capital or in other words."""
    scheme, mark, rest = href.partition(":")
    name = unquote(scheme).lower()
    near = name if name in _SCHEMES else _NEAR(name)
    if not mark or not rest or not near:
        return None
    return say("Did you mean “{near}”?", near=f"{_SCHEMES[near]}:{rest}")
