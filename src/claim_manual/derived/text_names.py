"""What texts are called, so that files that leave the manual and come back can say which they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claim_manual.derived.translations import ways_of_texts
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, Origin, nodes
from claim_manual.model.markup import paragraphs_by_key
from claim_manual.model.place import Loc
from claim_manual.model.schema import Text


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text in YAML: the file it stands in, the keys and ids that lead to it joined by dots, and the
    same with positions.
    """

    origin: Origin
    way: str
    loc: Loc
    text: Text

    @property
    def name(self) -> str:
        """What it is called: file#way. It stays the same while its list grows."""
        return f"{self.origin.path}#{self.way}"


@derived
def named_texts(manual: Manual) -> Mapping[str, NamedText]:
    """Every text in YAML by its name."""
    texts = (
        NamedText(origin, way, loc, text) for origin, way, loc, text, _ in ways_of_texts(manual)
    )
    return {text.name: text for text in texts}


def words_named(manual: Manual, name: str, lang: str) -> str:
    """What stands in a text, or in a paragraph of prose, by its name; "" where there is none.

    `lang` is a language of the manual, or its BCP 47 tag.
    """
    if named := named_texts(manual).get(name):
        root = named.text.root
        return root.get("") or root.get(language_of(manual, lang)) or ""
    path, _, key = name.partition("#")
    return _paragraphs(manual, path).get(key, "")


def current_name(manual: Manual, name: str) -> str:
    """The name that a text has now, whose page or step had another id; the name itself where none has."""
    if name in named_texts(manual):
        return name
    path, _, way = name.partition("#")
    document = page_at(manual, path)
    if document is None:
        return name
    parts = way.split(".")
    for node in nodes(document):
        if len(parts) > 1 and parts[1] in node.aliases:
            parts[1] = node.id
    now = f"{document.path}#{'.'.join(parts)}"
    return now if now in named_texts(manual) else name


def page_at(manual: Manual, path: str) -> AnyDocument | None:
    """The procedure or flow of a file, also of one that is called otherwise now, or of its prose."""
    stem, _, ending = path.rpartition("/")[2].partition(".")
    if ending.rpartition(".")[2] not in {"yml", "md"}:
        return None
    return next(
        (
            document
            for document in manual.documents()
            if document.id == stem or stem in document.model.aliases
        ),
        None,
    )


def language_of(manual: Manual, tag: str) -> str:
    """The language of the manual that has this BCP 47 tag; the tag itself where none has."""
    languages = manual.settings.model.languages
    if tag in languages:
        return tag
    return next((lang for lang, language in languages.items() if language.tag == tag), tag)


@derived_by(str)
def _paragraphs(manual: Manual, path: str) -> Mapping[str, str]:
    prose = next((prose for prose in manual.prose() if prose.path == path), None)
    return paragraphs_by_key(prose.text) if prose else {}


@derived
def names_of_texts(manual: Manual) -> Mapping[int, str]:
    """The names of texts by their identity."""
    return {id(named.text): name for name, named in named_texts(manual).items()}
