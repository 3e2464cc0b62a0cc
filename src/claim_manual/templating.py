"""The templates: style sheets and whole pages that are no page of the manual. Only here is Jinja2
known; every value that is not markup already is escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("claim_manual", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, say: Callable[..., str], **values: Any) -> str:
    """The template with these values, in the language of the words."""
    return _environment().get_template(template).render(say=say, _=say, **values)
