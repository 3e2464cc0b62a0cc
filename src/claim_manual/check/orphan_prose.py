"""orphan-prose: a companion without its YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


def orphan_prose(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`<id>.<lang>.md` stands beside `<id>.yml`."""
    for prose in manual.companions:
        beside = f"{prose.path.rsplit('.', 2)[0]}.yml"
        if beside not in manual.files:
            yield error(
                Place(prose.path),
                "orphan-prose",
                say("There is no {path} to which this text belongs.", path=beside),
                say("Rename it like the YAML file, or delete it."),
            )
