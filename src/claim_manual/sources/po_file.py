"""Translations as PO files (GNU gettext), for Weblate and translators' editors. Only here is polib
known.

A text has its name as context, its source as msgid, and the labels of the fields that lead to it
as comment, in the translator's language. A stale one is fuzzy, with the source that it
was made from as previous msgid, as msgmerge writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polib

from claim_manual.derived.translations import Translation, TranslationState, translations
from claim_manual.model.catalogue import along
from claim_manual.model.language import Words, for_authors
from claim_manual.model.manual import Manual

_NO_WRAP = 0


class PoError(Exception):
    """The text is no PO file; the argument is the line that is not understood, 0 if unknown."""


def export(manual: Manual, lang: str, header: Mapping[str, str]) -> str:
    """Every text in one language, in the manual's order; nothing in it depends on the day."""
    settings = manual.settings.model
    file = polib.POFile(wrapwidth=_NO_WRAP)
    file.metadata = {
        "Project-Id-Version": f"{_plain(manual)} {settings.version or ''}".strip(),
        "Language": settings.languages[lang].tag if lang in settings.languages else lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **header,
    }
    for translation in translations(manual):
        if translation.lang == lang:
            file.append(_entry(translation, for_authors([file.metadata["Language"]])))
    return f"{file}\n" if not str(file).endswith("\n") else str(file)


def _plain(manual: Manual) -> str:
    title = manual.settings.model.title
    return title.get(manual.default_language) or ""


def _labels(translation: Translation) -> list[str]:
    """What the fields that lead to a text are called, as messages."""
    loc = translation.loc
    if loc and isinstance(loc[0], int):  # the position in a register
        loc = loc[1:]
    fields = along((translation.model,), [str(part) for part in loc])
    return [field.label for field in fields if field]


def _entry(translation: Translation, say: Words) -> polib.POEntry:
    is_stale = translation.state is TranslationState.STALE
    return polib.POEntry(
        msgctxt=translation.name,
        msgid=translation.source,
        msgstr=translation.words,
        comment=" › ".join(say(label) for label in _labels(translation)),
        occurrences=[(translation.place.path, "")],
        flags=["fuzzy"] if is_stale else [],
        previous_msgid=translation.made_from if is_stale else None,
    )


@dataclass
class Imported:
    """What a PO file brings: words by name, those among them that are confirmed, and what is odd.

    `moved` are texts whose source is other now than the file has; `unknown` those that are gone,
    `empty` those that the file has no words for.
    """

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    confirmed: list[Translation] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)


def read(manual: Manual, lang: str, text: str) -> Imported:
    """What a PO file in one language says. Raises PoError where it is none."""
    try:
        file = polib.pofile(text, wrapwidth=_NO_WRAP)
    except (OSError, ValueError) as failure:
        line = re.search(r"line ([0-9]+)", str(failure))
        raise PoError(int(line[1]) if line else 0) from None
    by_name = {
        translation.name: translation
        for translation in translations(manual)
        if translation.lang == lang
    }
    imported = Imported(header=_tool_header(file.metadata))
    for entry in file:
        translation = by_name.get(entry.msgctxt or "")
        if entry.obsolete:
            continue
        if translation is None:
            imported.unknown.append(entry.msgctxt or entry.msgid)
            continue
        if entry.msgid != translation.source:
            imported.moved.append(translation.name)
        if not entry.msgstr:
            imported.empty += [translation.name] if translation.words else []
            continue
        if entry.msgstr != translation.words:
            imported.words[translation.name, lang] = entry.msgstr
        if entry.msgid == translation.source and not entry.fuzzy:
            imported.confirmed.append(translation)
    return imported


_OURS = (
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)


def _tool_header(metadata: Mapping[str, str]) -> dict[str, str]:
    """The lines of a header that translators' tools add, so that the next export has them too."""
    return {key: value for key, value in metadata.items() if key not in _OURS}
