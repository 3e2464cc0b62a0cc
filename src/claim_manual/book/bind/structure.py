"""The structure trees of chapters as one (ISO 32000-1, 14.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from claim_manual.book.bind.mending import HEADINGS

_DEEPEST = 6


@dataclass
class Structure:
    """One tree of elements; the content of chapters is put into it in their order."""

    out: pikepdf.Pdf
    numbers: list[Any] = field(default_factory=list)
    kids: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.out.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root)
        )

    def add(self, tree: Any, pages: list[pikepdf.Page], lang: str, level: int) -> None:
        """A chapter's tree, copied into `out` already; `level` is how far its headings go down."""
        part = tree.K[0]
        part.S = Name.Part
        part.P = self.document
        if lang:
            part.Lang = pikepdf.String(lang)
        self.kids.append(part)
        for heading in tree.get(HEADINGS, Array()):
            heading.S = Name(f"/H{min(_DEEPEST, int(str(heading.S)[2:]) + level)}")
        parents = tree.ParentTree.Nums
        elements = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
        for page in pages:
            self._name(page.obj, "/StructParents", elements)
            for annotation in page.obj.get("/Annots", Array()):
                self._name(annotation, "/StructParent", elements)

    def _name(self, holder: Any, key: str, elements: dict[int, Any]) -> None:
        if key in holder:
            element = elements.get(int(holder[key]))
            if element is not None:
                holder[key] = len(self.numbers)
                self.numbers.append(element)

    def finish(self) -> None:
        """Writes the tree into the document."""
        self.document.K = Array(self.kids)
        self.root.K = Array([self.document])
        pairs = [part for n, element in enumerate(self.numbers) for part in (n, element)]
        self.root.ParentTree = self.out.make_indirect(Dictionary(Nums=Array(pairs)))
        self.root.ParentTreeNextKey = len(self.numbers)
        self.out.Root.StructTreeRoot = self.root
        self.out.Root.MarkInfo = Dictionary(Marked=True)
