"""Elements of WordprocessingML (ISO/IEC 29500-1, transitional)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(name: str, /, *children: Any, **attributes: object) -> Any:
    """An element of the main namespace, its attributes of the same one; what is None is left out."""
    element = OxmlElement(
        f"w:{name}",
        {
            qn(f"w:{key}"): tame(str(value))
            for key, value in attributes.items()
            if value is not None
        },
    )
    element.extend(child for child in children if child is not None)
    return element


def text(words: str) -> Any:
    """Words of a run, their spaces kept."""
    element = w("t")
    element.text = tame(words)
    if words != words.strip() or "  " in words:
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def tame(words: str) -> str:
    """Words without characters that XML cannot hold."""
    return _UNWRITABLE.sub(" ", words)


def in_order(parent: Any, names: Iterable[str]) -> None:
    """Put the children of an element into the order of its schema: Word refuses another."""
    ranks = {qn(f"w:{name}"): rank for rank, name in enumerate(names)}
    children = sorted(parent, key=lambda child: ranks.get(child.tag, len(ranks)))
    for child in children:
        parent.append(child)
