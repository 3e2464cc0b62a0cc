"""unclear-link: a link of reference/links.yml does not join two different parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.actors import links_in, organisations_of
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="unclear-link")
def unclear_links(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """One party alone, the same twice, or a role with its own organisation."""
    source = manual.register("links").source
    for n, link in enumerate(links_in(manual)):
        parties = {*link.between}
        own = {name for role in parties for name in organisations_of(manual, role) - {role}}
        if len(parties) < 2:
            yield error(
                source.value((n, "between")),
                "unclear-link",
                say("A link joins two that are not the same."),
                say("Write two ids under between:."),
            )
        elif len(parties) == 2 and own & parties:
            yield error(
                source.value((n, "between")),
                "unclear-link",
                say("This role is of this organisation: nothing links it with itself."),
                say("Write two ids under between:."),
            )
