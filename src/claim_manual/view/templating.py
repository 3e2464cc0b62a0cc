"""The templates: every value that is not markup already is written as words. Only here is Jinja2
known.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, Undefined
from markupsafe import Markup

from claim_manual.model.addresses import document_uri
from claim_manual.model.values import EVIDENCES, LEVELS, NEEDS, STATUSES, URGENCIES
from claim_manual.view import html
from claim_manual.view.writer import Writer, phone_address

__all__ = ["STATUSES", "model_notice", "render", "status_text"]


class _Absent(Undefined):
    """A node's key that its kind does not have, as in `node.role` of an outcome: nothing."""


def _finalize(value: object) -> Markup:
    return Markup() if isinstance(value, Undefined) else html.finalize(value)


def _hashes(level: int) -> Markup:
    """The mark of a Markdown heading of this level."""
    return Markup("#" * level)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("claim_manual", "view/templates"),
        autoescape=True,
        finalize=_finalize,
        undefined=_Absent,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "phone": phone_address,
        "host": lambda url: urlsplit(url).netloc + urlsplit(url).path.rstrip("/"),
        "hashes": _hashes,
        "listing": html.source_code,
        "limit_of": lambda stated, writer: writer.limit(stated) or _Absent(),
        "plain_heading": lambda text: Markup(html.encode(" ".join(str(text).split()))),
    }
    return made


def render(template: str, writer: Writer, **values: Any) -> str:
    """The template with these values, in the language of the writer's reading."""
    say = writer.reading.say
    status = getattr(getattr(values.get("document"), "model", None), "status", "model")
    return (
        _environment()
        .get_template(template)
        .render(
            w=writer,
            say=say,
            _=say,
            uri_of=document_uri,
            needs=NEEDS,
            urgencies=URGENCIES,
            evidences=EVIDENCES,
            levels=LEVELS,
            status=status_text(writer, status),
            status_of=lambda one: status_text(writer, one),
            **values,
        )
    )


def status_text(writer: Writer, status: str) -> str:
    """A document's status in words; the manual may have its own for a model."""
    own = writer.manual.settings.model.model_notice
    if status == "model" and own:
        return writer.reading.plain(own)
    return writer.reading.say(STATUSES[status])


def model_notice(writer: Writer) -> str:
    """The label of a manual in which something still is a model; empty once nothing is."""
    is_model = any(one.model.status == "model" for one in writer.manual.documents())
    return status_text(writer, "model") if is_model else ""
