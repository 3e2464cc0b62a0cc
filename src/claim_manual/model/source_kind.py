"""A kind of source: a row of the table in `sources`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claim_manual.model.schema import Headed, Model


class Content(StrEnum):
    """What is in a file."""

    DOCUMENT = "document"
    """YAML, the keys of one model; the id is the stem of the file."""
    ENTRIES = "entries"
    """YAML, a list of one model; each entry has its id."""
    PROSE = "prose"
    """Markdown in one language, `<id>.<lang>.md`."""
    OTHER = "other"
    """Anything else: the program does not look for ids in it."""


class Subfolders(StrEnum):
    """Whether files may lie below the folder of their kind."""

    NONE = "none"
    CATEGORY = "category"
    """In one folder each, which is a category of manual.yml."""
    WORKSHOP = "workshop"
    """In one folder each, which is called as a workshop is."""
    ANY = "any"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source.

    `title` and `singular` are messages: what its files are called together, and one of them where
    somebody can make one in forms. `stem` is the name of its only file,
    without `ending`; "" where files have names of their own, and an `ending` of "" is any. `field`
    is where `Manual` has what was read. `page` is the address of what it shows on the site, with
    gaps for `category`, `name` and `id`; "" for none. `reference` is the kind of an id that names an
    entry of this register (`Ref`), and `tells_use` whether its entries say in print which pages name
    them; `is_vocabulary` says that its ids are words that stand for themselves where a manual has no
    such register, and `only_with` is the field of `Manual` without which readers have no use for its
    page. `beside` is the kind of document that a text belongs to, and `is_named_by_path` whether its id has
    its folder in it. `has_form` is whether it is edited in forms. `also` are names
    under which people make the folder who do not look it up: then a finding has the right one.
    """

    name: str
    title: str
    content: Content
    folder: str = ""
    ending: str = ".yml"
    stem: str = ""
    models: tuple[type[Model], ...] = ()
    subfolders: Subfolders = Subfolders.NONE
    field: str = ""
    page: str = ""
    reference: str = ""
    tells_use: bool = False
    is_vocabulary: bool = False
    only_with: str = ""
    beside: str = ""
    is_named_by_path: bool = False
    has_form: bool = False
    singular: str = ""
    also: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The file or folder directly in the manual's folder that has all of the kind."""
        return self.folder.partition("/")[0] or f"{self.stem}{self.ending}"

    @property
    def is_register(self) -> bool:
        """Whether it is a list of entries that are named by their ids."""
        return self.content is Content.ENTRIES

    @property
    def is_headed(self) -> bool:
        """Whether it is a page with a code and a history, in which something happens."""
        return any(issubclass(model, Headed) for model in self.models)

    @property
    def pattern(self) -> str:
        """How its files are named, for people."""
        if self.stem:
            return self.path(self.stem)
        name = {Content.DOCUMENT: "<id>", Content.PROSE: "<id>.<lang>"}.get(self.content, "…")
        folders = {Subfolders.CATEGORY: "<category>/", Subfolders.WORKSHOP: "<workshop>/"}
        where = folders.get(self.subfolders, "")
        return f"{self.folder}/{where}{name}{self.ending}"

    @property
    def schema(self) -> str:
        """The file of its JSON Schema; "" where it has no model."""
        return f"{self.name}.json" if self.models else ""

    @property
    def glob(self) -> str:
        """How its files are named, for editors."""
        if self.stem:
            return self.path(self.stem)
        below = "" if self.subfolders is Subfolders.NONE else "**/"
        return f"{self.folder}/{below}*{self.ending}"

    def path(self, name: str, category: str = "") -> str:
        """The file called `name`."""
        return "/".join(part for part in (self.folder, category, f"{name}{self.ending}") if part)

    def has(self, path: str) -> bool:
        """Whether a path in the manual is that of a file of this kind."""
        folder, _, file = path.rpartition("/")
        is_here = folder == self.folder or (
            self.subfolders is not Subfolders.NONE and folder.startswith(f"{self.folder}/")
        )
        if not is_here or not file.endswith(self.ending):
            return False
        stem = file.removesuffix(self.ending)
        if self.content is Content.PROSE:
            return all(stem.rpartition(".")[::2])
        return stem == self.stem if self.stem else bool(stem)
