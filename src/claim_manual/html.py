"""HTML as a type of its own: words become HTML only through `text`, tags only through `element`.

A type checker says where a string of words is put among HTML, so that nobody has to remember to
escape. Nothing here reads HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)
"""Well-formed HTML: escaped words and whole elements."""
NOTHING = Html("")
_VOID = frozenset({"br", "hr", "img", "input"})
Attribute = str | int | bool | None
"""What an attribute is: a value; True for one without; None and False where it is left out."""


def text(words: str) -> Html:
    """Words as HTML."""
    return Html(_escaped(words))


def _escaped(words: str) -> str:
    # Five replacements cost a tenth of one translation; most words have nothing to replace.
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace('"', "&quot;").replace("'", "&#39;")


def element(name: str, /, *children: Html, **attributes: Attribute) -> Html:
    """An element with what is in it.

    Attributes by name: `class_` is class, and an underscore within a name is a hyphen (aria_label).
    """
    written = "".join([_attribute(key, value) for key, value in attributes.items()])
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(children)}</{name}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{_escaped(str(value))}"'


def joined(parts: Iterable[Html], between: Html = NOTHING) -> Html:
    """HTML one after the other."""
    return Html(between.join(parts))
