"""duplicate-code: two procedures or flows have the same code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="duplicate-code")
def duplicate_codes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Codes are what people say to each other, so each names one page."""
    seen: dict[str, str] = {}
    for document in manual.documents():
        code = document.model.code
        if code in seen:
            yield error(
                document.source.value(("code",)),
                "duplicate-code",
                say("The code {code} is already that of {path}.", code=code, path=seen[code]),
                say("Give one of the two another code."),
            )
        seen.setdefault(code, document.path)
