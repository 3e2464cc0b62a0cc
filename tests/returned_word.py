"""Makes of a Word file what comes back from readers: comments, replies and tracked changes, by program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_KINDS = {
    "comments": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    ),
    "commentsExtended": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    ),
}


def q(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{name}"


@dataclass
class Returned:
    """A Word file on its way back: read, marked by an `author`, written again."""

    content: bytes
    author: str = "Zeferina Quaresma"
    parts: dict[str, bytes] = field(default_factory=dict)
    _comments: list[str] = field(default_factory=list)
    _extended: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.sources = etree.fromstring(self.parts["customXml/item1.xml"])

    def marks(self) -> Iterator[tuple[str, Any]]:
        """Every text of the file: its bookmark's name, and its row in the map."""
        yield from ((row.get("id"), row) for row in self.sources)

    def of(self, source: str, node: str | None = None) -> str:
        """The bookmark of a text by its name; the first, or that at a step."""
        return next(
            name
            for name, row in self.marks()
            if row.get("text") == source and node in {None, row.get("node")}
        )

    def comment(self, bookmark: str, words: str, *replies: str) -> None:
        """A comment on the words of a bookmark, with replies."""
        start, end = self._ends(bookmark)
        ids = [self._note(words), *(self._note(reply) for reply in replies)]
        for n in ids:
            start.addnext(etree.Element(q("commentRangeStart"), {q("id"): str(n)}))
        after = end
        for n in ids:
            closed = etree.Element(q("commentRangeEnd"), {q("id"): str(n)})
            run = etree.Element(q("r"))
            etree.SubElement(run, q("commentReference"), {q("id"): str(n)})
            after.addnext(closed)
            closed.addnext(run)
            after = run
            parent = f' w15:paraIdParent="{_para(ids[0])}"' if n != ids[0] else ""
            self._extended.append(f'<w15:commentEx w15:paraId="{_para(n)}"{parent} w15:done="0"/>')

    def insert(self, bookmark: str, words: str) -> None:
        """A tracked insertion at the end of the words of a bookmark."""
        _, end = self._ends(bookmark)
        end.addprevious(self._tracked("ins", "t", words))

    def delete(self, bookmark: str) -> None:
        """The words of a bookmark deleted, tracked."""
        for run in self._runs(bookmark):
            for text in run.iter(q("t")):
                text.tag = q("delText")
            change = self._change("del")
            run.addprevious(change)
            change.append(run)

    def replace(self, bookmark: str, old: str, new: str, *, is_tracked: bool = True) -> None:
        """Words within one run of a bookmark changed to others."""
        run = next(run for run in self._runs(bookmark) if old in "".join(run.itertext()))
        text = next(run.iter(q("t")))
        before, _, after = text.text.partition(old)
        if not is_tracked:
            text.text = f"{before}{new}{after}"
            return
        text.text = before
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        tail = self._run("t", after)
        inserted = self._tracked("ins", "t", new)
        deleted = self._tracked("del", "delText", old)
        run.addnext(deleted)
        deleted.addnext(inserted)
        inserted.addnext(tail)

    def bytes(self, *, without: Iterable[str] = ()) -> bytes:
        """The file; without some of its parts."""
        parts = self.parts | {"word/document.xml": etree.tostring(self.body)}
        if self._comments:
            rows = "".join(self._comments)
            parts["word/comments.xml"] = (
                f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{rows}</w:comments>'.encode()
            )
            rows = "".join(self._extended)
            parts["word/commentsExtended.xml"] = (
                f'<w15:commentsEx xmlns:w15="{W15}">{rows}</w15:commentsEx>'.encode()
            )
            for n, (name, (relation, kind)) in enumerate(_KINDS.items()):
                parts[_RELATIONS] = parts[_RELATIONS].replace(
                    b"</Relationships>",
                    f'<Relationship Id="rIdBack{n}" Type="{relation}" Target="{name}.xml"/>'
                    "</Relationships>".encode(),
                )
                parts[_TYPES] = parts[_TYPES].replace(
                    b"</Types>",
                    f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'.encode(),
                )
        for name in without:
            parts = {key: part for key, part in parts.items() if not key.startswith(name)}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
        return stream.getvalue()

    # -- tools

    def _ends(self, bookmark: str) -> tuple[Any, Any]:
        start = next(
            element
            for element in self.body.iter(q("bookmarkStart"))
            if element.get(q("name")) == bookmark
        )
        end = next(
            element
            for element in self.body.iter(q("bookmarkEnd"))
            if element.get(q("id")) == start.get(q("id"))
        )
        return start, end

    def _runs(self, bookmark: str) -> list[Any]:
        start, end = self._ends(bookmark)
        order = {element: n for n, element in enumerate(self.body.iter())}
        return [
            run
            for run in self.body.iter(q("r"))
            if order[start] < order[run] < order[end] and run.find(q("t")) is not None
        ]

    def _note(self, words: str) -> int:
        n = len(self._comments)
        self._comments.append(
            f'<w:comment w:id="{n}" w:author="{self.author}" w:initials="ZQ" '
            f'w:date="2026-11-20T10:00:00Z"><w:p w14:paraId="{_para(n)}"><w:r><w:t>{words}</w:t>'
            "</w:r></w:p></w:comment>"
        )
        return n

    def _change(self, kind: str) -> Any:
        values = {q("id"): "9000", q("author"): self.author, q("date"): "2026-11-20T10:00:00Z"}
        return etree.Element(q(kind), values)

    def _tracked(self, kind: str, tag: str, words: str) -> Any:
        change = self._change(kind)
        change.append(self._run(tag, words))
        return change

    def _run(self, tag: str, words: str) -> Any:
        run = etree.Element(q("r"))
        text = etree.SubElement(run, q(tag))
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return run


def _para(number: int) -> str:
    return f"{0x1A000000 + number:08X}"


def everywhere(content: bytes, words: Callable[[str], str], author: str = "") -> bytes:
    """A file with a comment and an insertion on every text; `words` says what, by its bookmark."""
    back = Returned(content, author) if author else Returned(content)
    for name, _ in back.marks():
        back.comment(name, words(name))
        back.insert(name, f" {words(name)}")
    return back.bytes()
